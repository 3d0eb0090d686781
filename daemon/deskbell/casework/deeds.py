"""What the commands of one mail did, kept on the timeline so that `/undo` can take it back.

What changed is compared, not recorded command by command: whatever a command comes to do, its deed is whole.
"""

from deskbell.casework import was
from deskbell.casework.sitting import Sitting
from deskbell.casework.was import Picture
from deskbell.commands import kinds as words

#: Commands whose work is everybody's by now, each with what is to be done instead.
_FINAL = {
    words.Broadcast: "what was said to everybody stands; another /broadcast puts it right",
    words.Complaint: "a complaint stays on record; it is ended with what was found",
}
_OF_AN_INCIDENT = "what was done to an incident stands; a word to those it affects puts it right"


def look(sitting: Sitting) -> None:
    """How things stand before the first command of a mail."""
    if sitting.before is None:
        sitting.before = Picture(sitting.docket, sitting.ticket_id)


def remember(sitting: Sitting) -> None:
    """A mail's commands are done: the timeline keeps what they were and what it was before, so that they can be taken back."""
    if sitting.before is None or not sitting.commands:
        return
    docket, lines = sitting.docket, [one.line[:200] for one in sitting.commands]
    data = was.difference(docket, sitting.before)
    data["deed"], data["lines"] = docket.fresh_id("event", 16), lines
    final = [why for one in sitting.commands if (why := _FINAL.get(type(one)))]
    if docket.incidents != sitting.before.incidents:
        final.append(_OF_AN_INCIDENT)
    data["final"] = next(iter(final), "")
    for number in sorted({sitting.before.ticket_id, sitting.ticket_id}):
        docket.note(number, "commanded", by=sitting.agent.address, lines=lines, before=data)
