"""`deskbell erase person`: who is meant, what there is, the erasing itself, and what it cannot reach.

    find        whoever is named, by every address the directory gives them; nobody of the desk's own
    erase       ticket by ticket, until nothing is left, however much comes in meanwhile
    overwrite   the database's file, where it is ours to write

The same call again does what a desk that died half-way left undone.
"""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from deskbell.bootstrap import Parts
from deskbell.casework import likeness
from deskbell.casework.house import House, known_address
from deskbell.errors import OperatorError, TemporaryError
from deskbell.live.files import Files
from deskbell.store import sets
from deskbell.store.erasing import COUNTED, TABLES, Eraser
from deskbell.store.overwriting import overwrite

#: A letter that is just being handed over, a mail that is just being read: so often, so many seconds apart, they are waited for.
_ROUNDS, _PAUSE = 40, 0.25


def erase_person(parts: Parts, address: str, by: str, *, sure: bool) -> Mapping[str, Any]:
    """What there is of that person, counted; with `sure` it is erased. OperatorError for whom the desk cannot forget."""
    house = parts.books.house
    addresses = addresses_of(house, address)
    known = house.directory.person(addresses[0])
    ours = [agent.name for agent in house.directory.agents.values()]
    eraser = Eraser(parts.store, addresses, [known.name] if known else [], ours, _forgetting(parts))
    if not sure:
        return _told(parts, addresses, eraser.plan(parts.clock.now()), erased=False)
    total = _until_nothing_is_left(parts, eraser, by)
    likeness.forget()
    return {
        **_told(parts, addresses, total, erased=True),
        "overwritten": overwrite(parts.store),
    }


def addresses_of(house: House, word: str) -> tuple[str, ...]:
    """Every address of whoever has this one; OperatorError where it is none, or one of the desk's own people."""
    address = word.strip().strip("<>").lower()
    local, at, domain = address.rpartition("@")
    if not (local and at and domain) or any(one.isspace() for one in address):
        raise OperatorError(f'"{word}" is no address; expected one such as jo@acme.example.')
    if house.is_ours(address):
        raise OperatorError(f"{address} is the desk's own address.")
    if agent := house.directory.agent(address):
        raise OperatorError(
            f"{agent.name} is one of the desk's agents, whose words are the desk's: what they wrote stays with the matters it was about."
        )
    person = house.directory.person(address)
    more = person.addresses if person else ()
    return tuple(dict.fromkeys((address, known_address(house, address), *more)))


def _until_nothing_is_left(parts: Parts, eraser: Eraser, by: str) -> Counter[str]:
    """A mail that was being read, or a letter that was on its way, is erased as soon as it is out of hand."""
    total: Counter[str] = Counter()
    for _ in range(_ROUNDS):
        done = eraser.erase(parts.clock.now(), by)
        left = done.pop("left", 0)
        total += done
        if not left and not done:
            return total
        if left:
            time.sleep(_PAUSE)
    raise TemporaryError(
        "A letter to this person, or a mail of theirs, is in hand just now; all the rest is erased, so ask again in a while."
    )


def _forgetting(parts: Parts) -> Any:
    """Where letters go to a folder of this machine their files are the desk's to take away."""
    kind, _, path = parts.settings.relay.partition(":")
    if kind != "maildir":
        return lambda letters: None
    from deskbell.delivery.maildir import MaildirPostman

    return MaildirPostman(Path(path)).forget


def _told(
    parts: Parts, addresses: tuple[str, ...], counts: Counter[str], *, erased: bool
) -> Mapping[str, Any]:
    return {
        "addresses": list(addresses),
        "erased": erased,
        **{name: counts[name] for name in COUNTED},
        "not_reached": list(_not_reached(parts, addresses)),
    }


def _not_reached(parts: Parts, addresses: tuple[str, ...]) -> Iterator[str]:
    """What holds their words or their name and is not the desk's to erase; said each time, because it is true each time."""
    where = ", ".join(_named_in(parts, addresses))
    if where:
        yield f"the rules, which name them ({where}): take them out of the files; `deskbell rules back` can bring back older sets"
    yield "backups made until now; whoever restores one erases again"
    yield "mailboxes: of those who had letters about them, and the one this desk's mail came from"
    yield "the logs of mail servers and of the relay"
    yield "what others say of them in words of their own, first names alone, and files that others sent"
    if parts.store.alone:
        yield "snapshots and free blocks of the disk"
    else:
        yield "what other processes of this desk remember of the mails of late, until they are started anew"
        tables = ", ".join(sorted(table.name for table in TABLES))
        yield f"the files of PostgreSQL, until they are written anew: VACUUM FULL {tables} at a quiet hour; its archived log and its replicas"


def _named_in(parts: Parts, addresses: tuple[str, ...]) -> Iterator[str]:
    """The files of the sets that are kept in which one of the addresses stands."""
    for one in sets.history(parts.store):
        found = sets.stored(parts.store, one.number)
        for name, text in sorted(Files.from_bytes(found.files).rules.items() if found else ()):
            if any(address in text.decode("utf-8", "replace").lower() for address in addresses):
                yield f"{name} of set {one.number}"
