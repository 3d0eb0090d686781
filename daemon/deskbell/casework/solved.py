"""What was solved for the same client before and looks like a new mail: shown to whoever answers it (mission 10)."""

from collections.abc import Iterator

from deskbell.casework import likeness
from deskbell.casework.docket import Docket, Solved
from deskbell.casework.reading import Reading
from deskbell.domain.ticket import APART, Ticket, reference
from deskbell.letters.staff import Past
from deskbell.mail.values import Origin

#: Less alike is chance. It may be less than what joins mails: here a person decides what to make of it.
ALIKE = 0.4
#: So many are shown, and so much of how each ended.
MOST, LONGEST = 3, 160
#: A line of fewer words, or one that a comma or a colon ends, is a greeting.
_FEWEST_WORDS = 3


def lookalikes(docket: Docket, reading: Reading, ticket: Ticket) -> tuple[Past, ...]:
    """The most alike first: what it was, when it was solved, and the first line of the words that solved it."""
    if not ticket.client or reading.mail.origin is not Origin.PERSON or ticket.kind in APART:
        return ()
    if (before := docket.solved.get(ticket.client)) is None:
        before = likeness.Lately(docket.store.solved(ticket.client), _look)
        docket.solved[ticket.client] = before
    if not before:
        return ()
    known = docket.likenesses.get(ticket.id)
    mine = known.words if known else likeness.words_of(reading.mail.subject, reading.mail.reply.new)
    alike = [one for one in before.like(mine, ALIKE) if one.ticket_id != ticket.previous]
    alike.sort(key=lambda one: (-likeness.alike(mine, _look(one)), -one.ticket_id))
    return tuple(_past(docket, alike[:MOST]))


def _look(one: Solved) -> str:
    return one.words or likeness.words_of(one.subject, "")


def _past(docket: Docket, alike: list[Solved]) -> Iterator[Past]:
    ends = docket.store.solutions([one.ticket_id for one in alike]) if alike else {}
    for one in alike:
        number = one.ticket_id
        end = first_line(ends.get(number, ""))
        yield Past(what="alike", text=one.subject, reference=reference(number), at=one.solved_at, end=end)


def first_line(words: str) -> str:
    """The first line that says something; of an answer that says nothing more, its first."""
    lines = [one for line in words.splitlines() if (one := " ".join(line.split()))]
    said = (one for one in lines if one[-1] not in ",:" and len(one.split()) >= _FEWEST_WORDS)
    line = next(said, lines[0] if lines else "")
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]} …"
