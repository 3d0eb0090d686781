"""What stands between a client and us, for their account manager: when somebody speaks for others or cannot reach us.

They get what the records show, without anybody's opinion, and a draft to the client's management (mission 4), which
one word sends to each of them in their own language.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from deskbell.casework.docket import Docket
from deskbell.casework.filing import file_letter
from deskbell.casework.house import House
from deskbell.casework.post import Answering, drafted, to_customer, to_staff
from deskbell.casework.records import PastLetter
from deskbell.casework.sitting import Sitting
from deskbell.commands import kinds as words_of
from deskbell.commands.parse import Parsed
from deskbell.domain.people import MANAGER_ROLES
from deskbell.domain.ticket import Ticket, reference
from deskbell.letters import kinds
from deskbell.letters.staff import Past
from deskbell.mail.tokens import without_tokens

#: So far back the records are shown, and so many of them.
LOOK_BACK, MOST = timedelta(days=30), 20
_FOR_OTHERS = (
    "everyone here", "everybody here", "all of us", "we all", "my colleagues say", "my users", "the whole team",
    "alle hier", "wir alle", "meine kollegen", "das ganze team",
    "tout le monde ici", "nous tous", "mes collègues",
    "todos aquí", "todos nosotros", "mis compañeros",
)  # fmt: skip
_REACHING = (
    "cannot reach", "can't reach", "could not reach", "couldn't reach", "nobody answers", "no one answers",
    "nobody called back", "no one called back", "nobody picks up", "not reachable", "unreachable",
    "niemand meldet sich", "nicht erreichbar", "niemand erreichbar", "nicht zu erreichen",
    "personne ne répond", "injoignable", "injoignables", "impossible de vous joindre",
    "nadie contesta", "nadie responde", "ilocalizable", "ilocalizables",
)  # fmt: skip


def _phrases(some: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(one) for one in some) + r")(?!\w)")


_OTHERS, _REACH = _phrases(_FOR_OTHERS), _phrases(_REACHING)


def concern(words: str) -> str:
    """What in the words is about more than one matter, in words for the account manager, or ""."""
    said = " ".join(words.casefold().replace("’", "'").split())
    if found := _REACH.search(said):
        return f"they write of not reaching us (“{found[0]}”)"
    if found := _OTHERS.search(said):
        return f"they speak for others (“{found[0]}”)"
    return ""


def of_complaint(docket: Docket, house: House, ticket: Ticket, words: str) -> None:
    """The records and a draft, to whoever owns the complaint; nothing where it is about one matter of one person."""
    why = concern(words)
    if not why or not ticket.client:
        return
    heard = docket.store.heard_from(ticket.client, docket.now - LOOK_BACK, MOST)
    turned_away = _turned_away(docket, house, ticket.client)
    live = docket.promises.get(ticket.id)
    facts = kinds.AccountManagerAlert(
        happened=f"{ticket.requester_name or ticket.requester} writes about more than one matter",
        since=docket.now,
        threshold=why,
        words=words,
        on_it=house.directory.name_of(ticket.owner),
        on_it_due=live.due_at if live else None,
        asked="a word to their management today; a draft follows, which send sends",
        history=(*_heard(heard), *turned_away),
    )
    to_staff(docket, house, ticket, facts, ticket.owner)
    readers = _management(house, ticket)
    draft = kinds.ManagementDraft(
        of=ticket.client,
        readers=readers,
        told_on=docket.now,
        matters=len(heard),
        people=len({who for _, who, *_ in heard}),
        silent=tuple(reference(number) for number, _, _, first, _ in heard if first is None),
        returned=sum(bounced for *_, bounced in heard),
        turned_away=sum(one.count for one in turned_away),
        next_contact=live.due_at if live else None,
    )
    shown = drafted(docket, house, ticket, _letter(draft.to_dict(), facts.on_it), readers[0])
    to_staff(docket, house, ticket, draft, ticket.owner, draft=shown)


def _heard(heard: list[tuple[int, str, datetime, datetime | None, int]]) -> Iterator[Past]:
    """Who wrote, how soon a person answered, and what of ours never reached them."""
    for number, who, at, first, bounced in heard:
        yield Past(what="recent", text=f"{who}: {_answered(at, first)}", reference=reference(number), at=at)
        if bounced:
            yield Past(what="bounced", count=bounced, reference=reference(number), at=at)


def _turned_away(docket: Docket, house: House, name: str) -> tuple[Past, ...]:
    """Mail that claimed to come from them, for an address that we do not have."""
    client = house.directory.clients.get(name)
    if client is None or not client.domains:
        return ()
    since = (docket.now - LOOK_BACK).date().isoformat()
    return tuple(
        Past(
            what="turned_away", text=address, count=count, at=datetime.fromisoformat(f"{last}T12:00:00+00:00")
        )
        for address, count, last in docket.store.turned_away(client.domains[0], since)
    )


def _management(house: House, ticket: Ticket) -> tuple[str, ...]:
    """Who manages at the client: whoever complains, if they do, and their colleagues; else the complainant alone."""
    managers = [
        one.address
        for one in house.directory.people
        if one.role in MANAGER_ROLES and house.client_name(one.address) == ticket.client
    ]
    first = [ticket.requester] if ticket.requester in managers else []
    return tuple(dict.fromkeys((*first, *managers))) or (ticket.requester,)


def _letter(draft: Mapping[str, Any], manager: str, words: str = "") -> kinds.ManagementLetter:
    return kinds.ManagementLetter.from_dict({**draft, "manager": manager, "words": words})


def _answered(at: datetime, first: datetime | None) -> str:
    if first is None:
        return "no person has answered yet"
    minutes = int((first - at).total_seconds() // 60)
    return (
        f"a person answered after {minutes // 60} h {minutes % 60} min"
        if minutes >= 60
        else f"a person answered after {minutes} min"
    )


# -- what the account manager says to the draft


def answered(sitting: Sitting, parsed: Parsed, draft: PastLetter | None) -> bool:
    """`send` sends it in their name, words of their own go in its place, `no` keeps it back; False where none is meant."""
    first = parsed.commands[0] if parsed.commands else None
    if draft is None or len(parsed.commands) > 1:
        return False
    if isinstance(first, words_of.No):
        sitting.docket.note(sitting.ticket_id, "management_kept_back", by=sitting.agent.address)
    elif (isinstance(first, words_of.Send) and not parsed.text) or (first is None and parsed.text):
        _send(sitting, draft, without_tokens(parsed.text, sitting.house.base_url))
    else:
        return False
    return True


def _send(sitting: Sitting, draft: PastLetter, said: str) -> None:
    """To each of them by a letter of their own, once; the complainant among them has had their word."""
    docket, house, ticket = sitting.docket, sitting.house, sitting.ticket
    if any(one.kind == kinds.ManagementLetter.kind for one in docket.store.letters_of(ticket.id)):
        return
    facts = _letter(draft.facts, sitting.agent.name, said)
    readers = [str(one) for one in draft.facts.get("readers", ())]
    for reader in readers:
        letter = to_customer(
            docket,
            house,
            ticket,
            facts,
            recipient=reader,
            author=sitting.agent.address,
            answering=Answering("", ()),
            links=(),
            files=sitting.files,
        )
        file_letter(docket, letter, said, sitting.agent.address, sitting.agent.name, files=sitting.files)
    docket.note(ticket.id, "management_written", by=sitting.agent.address, readers=readers)
    if ticket.requester in readers:
        sitting.spoke = True
        sitting.save(ticket.answered(docket.now))
