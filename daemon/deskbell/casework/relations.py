"""What stands between a client and us, for their account manager: when somebody speaks for others or cannot reach us.

They get what the records show, without anybody's opinion, and a draft to the client's management (mission 4).
"""

import re
from datetime import datetime, timedelta

from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.post import to_staff
from deskbell.domain.said import say_by
from deskbell.domain.ticket import Ticket, reference
from deskbell.letters import kinds
from deskbell.letters.staff import Past

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
    live = docket.promises.get(ticket.id)
    facts = kinds.AccountManagerAlert(
        happened=f"{ticket.requester_name or ticket.requester} writes about more than one matter",
        since=docket.now,
        threshold=why,
        words=words,
        on_it=house.directory.name_of(ticket.owner),
        on_it_due=live.due_at if live else None,
        asked="a word to their management today; a draft follows, which send sends",
        history=tuple(
            Past(what="recent", text=f"{who}: {_answered(at, first)}", reference=reference(number), at=at)
            for number, who, at, first, _ in heard
        ),
    )
    to_staff(docket, house, ticket, facts, ticket.owner)
    draft = _draft(house, ticket, docket.now, live.due_at if live else None, heard)
    to_staff(
        docket,
        house,
        ticket,
        kinds.Transcript(
            reached="held",
            stopped=draft,
            reason=f"This is a draft to {ticket.client}'s management, made from the records of 30 days.",
        ),
        ticket.owner,
    )


def _answered(at: datetime, first: datetime | None) -> str:
    if first is None:
        return "no person has answered yet"
    minutes = int((first - at).total_seconds() // 60)
    return (
        f"a person answered after {minutes // 60} h {minutes % 60} min"
        if minutes >= 60
        else f"a person answered after {minutes} min"
    )


def _draft(
    house: House,
    ticket: Ticket,
    now: datetime,
    due: datetime | None,
    heard: list[tuple[int, str, datetime, datetime | None, int]],
) -> str:
    """Plain figures, nothing that makes them smaller, and when they hear more."""
    silent = [reference(number) for number, _, _, first, _ in heard if first is None]
    returned = sum(bounced for *_, bounced in heard)
    lines = [
        "What you wrote concerns more than one message, so I have looked at all that reached us from you in the "
        f"last 30 days: {len(heard)} {'matter' if len(heard) == 1 else 'matters'}, "
        f"from {len({who for _, who, *_ in heard})} of you.",
    ]
    if silent:
        lines.append(
            f"These have had no word from a person yet: {', '.join(silent)}. I am looking at each of them today."
        )
    if returned:
        lines.append(f"Letters of ours that came back, so that you never had them: {returned}.")
    if due:
        said = say_by(
            due, now, ticket.timezone or house.timezone, "en", bool(ticket.timezone), house.timezone
        )
        lines.append(f"What led to it, and what changes, I will write to you {said}.")
    return "\n\n".join(lines)
