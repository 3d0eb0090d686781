"""Why a message would go where it would go now: what it is, which signals it bears, and each book's entries in order."""

import secrets
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from deskbell.bootstrap import house_of, keyring_of
from deskbell.casework import reading
from deskbell.casework.docket import Docket, Store
from deskbell.casework.house import House
from deskbell.casework.judging import Writer, facts_of, writer_of
from deskbell.casework.reading import Reading
from deskbell.casework.threads import Found, find, has_part
from deskbell.mail.keyring import Keyring
from deskbell.ports import Envelope, Inbound
from deskbell.secret_file import SECRET
from deskbell.settings import Settings
from deskbell.share import shipped
from deskbell.store.quiet import Onlooker
from deskbell.store.store import SqlStore
from deskbell.triage.facts import History
from deskbell.triage.load import load, read_folder
from deskbell.triage.ruleset import RuleSet


class Explained(NamedTuple):
    """The same told twice: as lines for a person, as values for a program."""

    lines: list[str]
    values: Mapping[str, Any]


class _NothingKnown(Store):
    """A desk without a database yet: nobody has a history, nobody has work."""

    def history(self, address: str, client: str, now: datetime, periods: tuple[int, ...]) -> History:
        return History()

    def load(self, agents: Iterable[str] = ()) -> Mapping[str, int]:
        return {}


def house_with(settings: Settings, rules: RuleSet) -> House:
    """The house these rules make; a home without keys yet gets some that are forgotten at once."""
    there = (settings.home / SECRET).exists()
    return house_of(
        settings, keyring_of(settings.home) if there else Keyring.fresh(secrets.token_bytes(32)), rules
    )


def house_at(settings: Settings) -> House:
    """The house as its rules stand in the home."""
    return house_with(settings, load(read_folder(settings.home / "rules", shipped("rules"))))


def explained(settings: Settings, raw: bytes, now: datetime, rules: RuleSet | None = None) -> Explained:
    """What the desk would make of this message if it came in now, from nobody in particular; nothing is kept."""
    rules = rules or load(read_folder(settings.home / "rules", shipped("rules")))
    house = house_with(settings, rules)
    one = reading.read(
        Inbound(0, raw, Envelope(None, (), ("file",)), "file", now, 1, False, False, "", b"\0" * 32), house
    )
    with ExitStack() as stack:
        docket = Docket(now, _NothingKnown())
        if _has_tables(settings):
            store = SqlStore(settings.store_url, holder="explain")
            stack.callback(store.close)
            connection = stack.enter_context(store.reading())
            docket = Onlooker(store.reader).look(
                connection, reading.asked([one], house), now, lambda loaded: loaded
            )
        return _told(docket, house, rules, one, now)


def _has_tables(settings: Settings) -> bool:
    """A database file that is not there must not be made by looking."""
    url = settings.store_url
    if url.startswith("sqlite") and not Path(url.partition(":///")[2].partition("?")[0]).exists():
        return False
    store = SqlStore(url, holder="explain")
    try:
        return store.schema_version() is not None
    finally:
        store.close()


def _told(docket: Docket, house: House, rules: RuleSet, one: Reading, now: datetime) -> Explained:
    found = find(docket, house, one)
    writer = writer_of(house, one, found, docket)
    facts = facts_of(docket, house, one, writer, found.ticket, now=now)
    judgement = rules.judge(facts)
    mail = one.mail
    lines = [
        f"from       {writer.name or '(no name)'} <{writer.address or 'nobody'}>: {writer.role}{f' of {writer.client.name}' if writer.client else ''}, {_proof(writer, one)}",
        f"subject    {mail.subject or '(none)'}",
        f"origin     {mail.origin.value}{', never to be answered by a machine' if mail.auto else ''}",
        *(f"           {evidence}" for evidence in mail.origin_evidence),
        f"marks      {mail.importance.level}{''.join(f'; {mark}' for mark in mail.importance.marks)}",
        f"thread     {_where(docket, house, found, writer)}",
        *(f"           {signal}" for signal in _signals(one)),
        "",
        *rules.explain(facts),
    ]
    values = {
        "from": writer.address,
        "role": writer.role,
        "client": writer.client.name if writer.client else "",
        "proven": writer.proven,
        "origin": mail.origin.value,
        "auto": mail.auto,
        "origin_evidence": list(mail.origin_evidence),
        "authenticity": {"verdict": mail.authenticity.verdict.value, "evidence": mail.authenticity.evidence},
        "importance": {"level": mail.importance.level, "marks": list(mail.importance.marks)},
        "reference": found.ticket.reference if found.ticket else "",
        "reason": found.reason,
        "signals": _signals(one),
        "kind": judgement.kind.value,
        "urgency": judgement.urgency.value,
        "impact": judgement.impact.value,
        "priority": judgement.priority.value,
        "team": judgement.routing.team,
        "owner": judgement.routing.owner,
        "letter": judgement.contact.letter,
        "fired": [asdict(entry) for entry in judgement.fired],
    }
    return Explained(lines, values)


def _proof(writer: Writer, one: Reading) -> str:
    evidence = one.mail.authenticity.evidence or "no border that is believed says who sent it"
    return f"{'proven' if writer.proven else 'unproven'} ({one.mail.authenticity.verdict.value}: {evidence})"


def _where(docket: Docket, house: House, found: Found, writer: Writer) -> str:
    """The ticket it points to, and whether its writer has a part in it."""
    ticket = found.ticket
    if ticket is None:
        return found.reason
    part = has_part(docket, house, ticket, writer.address, writer.proven, found)
    return f"{ticket.reference}, {ticket.state.value}: {found.reason}{'' if part else '; the sender has no part in it'}"


def _signals(one: Reading) -> list[str]:
    """Everything in the mail that could point to a ticket, strongest first."""
    clues = one.clues
    signals = [f"1 an address of ours with a token for DB-{token.number}" for token in clues.tokens]
    signals += [f"2 answers our letter {number}" for number in clues.letters]
    signals += [f"2 came to the return path of our letter {clues.returned}"] if clues.returned else []
    signals += (
        [f"3 refers to {len(clues.chain)} other message{'' if len(clues.chain) == 1 else 's'}"]
        if clues.chain
        else []
    )
    signals += [f"4 DB-{number} is written in it" for number in clues.references]
    return signals or ["none of the four signals is in it"]
