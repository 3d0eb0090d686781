"""`/undo`: what the commands of an agent's last mail did is taken back, as far as that is honest.

Every mail of commands leaves an event that holds what they changed, before and after (see deeds). Taking back puts the old
values where the new ones still stand; what somebody changed since is left to them. Letters that wait are withdrawn;
what has left by mail stays said: the promise it made stands, and the transcript tells who was sent what. An address that
a command gave to somebody is worth nothing afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from deskbell.casework import was
from deskbell.casework.docket import Deed, Docket, Moved, PastLetter
from deskbell.casework.house import House
from deskbell.casework.post import to_staff
from deskbell.casework.promising import next_contact, scheduled
from deskbell.casework.sitting import Sitting, done, refused
from deskbell.commands import kinds as words
from deskbell.domain.ticket import Promise, PromiseState, State, Ticket, reference
from deskbell.letters import kinds
from deskbell.letters.staff import TranscriptLine

#: What the words of a person leave on a ticket; it stays if the words have left.
_OF_WORDS = frozenset({"person_wrote_at", "gap_seconds", "misses"})
_WAITING, _LEFT = (
    frozenset({"waiting", "held", "capped"}),
    frozenset({"sending", "sent", "bounced", "unknown"}),
)


@dataclass
class _Undoing:
    """One deed in the course of being taken back. `gone`: letters of it that have left. `kept`: what was changed since.

    `climbing`: an alert that was taken is nobody's again.
    """

    sitting: Sitting
    data: Mapping[str, Any]
    gone: list[PastLetter]
    kept: list[str] = field(default_factory=list)
    climbing: bool = False

    @property
    def docket(self) -> Docket:
        return self.sitting.docket

    @property
    def told(self) -> bool:
        """Has a customer been told something by it?"""
        return bool(self.to_customers)

    @property
    def to_customers(self) -> list[PastLetter]:
        return [one for one in self.gone if one.id in self.data["customer_letters"]]


def undo(command: words.Undo, sitting: Sitting) -> TranscriptLine:
    """The agent's newest deed on this ticket that is not taken back yet."""
    docket = sitting.docket
    mine = (one for one in docket.store.deeds(sitting.ticket_id) if one.by == sitting.agent.address)
    deed = next(mine, None)
    if deed is None:
        return refused(command, "there is no command of yours on this ticket that could be taken back")
    lines = ", ".join(deed.data["lines"])
    if deed.data["final"]:
        return refused(command, f"{lines}: {deed.data['final']}")
    numbers = {int(number) for number in (*deed.data["tickets"], *deed.data["opened"])}
    docket.bring(numbers)
    undoing = _Undoing(sitting, deed.data, _gone(docket, deed))
    _put_words_back(undoing)
    for number, columns in undoing.data["tickets"].items():
        _put_ticket_back(undoing, int(number), columns)
    _put_people_back(undoing)
    _put_complaint_back(undoing)
    for number in undoing.data["opened"]:
        _end_opened(undoing, int(number))
    _put_alerts_back(undoing)
    for number in undoing.data["tickets"]:
        _put_promise_back(undoing, docket.tickets[int(number)])
    for number in sorted(numbers):
        docket.note(
            number, "taken_back", by=sitting.agent.address, lines=deed.data["lines"], of=deed.data["deed"]
        )
    sitting.ticket_id = int(deed.data["ticket"])
    _tell_colleagues(undoing, lines)
    return done(command, _said(undoing, lines))


def _gone(docket: Docket, deed: Deed) -> list[PastLetter]:
    """The letters of a deed that have left; those that wait are withdrawn."""
    data, gone = deed.data, []
    mine = {*data["letters"], *data["customer_letters"]}
    for number in sorted({int(one) for one in (*data["tickets"], *data["opened"])}):
        for letter in docket.store.letters_of(number):
            if letter.id in mine and letter.state in _WAITING:
                docket.letter_states[letter.id] = ("withdrawn", "the command was taken back")
            elif letter.id in mine and letter.state in _LEFT:
                gone.append(letter)
    return gone


def _put_words_back(undoing: _Undoing) -> None:
    """Messages on the ticket they came from; what was no longer by another hand is again; words that never left are a note."""
    docket = undoing.docket
    for move in undoing.data["moved"]:
        here, there = int(move["ticket"]), int(move["source"])
        mails = tuple(one for one in docket.thread(here) if one.id in move["messages"])
        docket.move(Moved(here, there, mails, tuple(move["letters"])))
    for number in undoing.data["hands"]:
        docket.amend(int(number), hand="another")
    left = {one.id for one in undoing.gone}
    for message, letters in undoing.data["said"].items():
        if not left & set(letters):
            docket.amend(int(message), direction="note", reason="taken back before it left")


def _put_ticket_back(undoing: _Undoing, number: int, columns: dict[str, list[Any]]) -> None:
    ticket = undoing.docket.tickets[number]
    changes = {}
    for name, (old, new) in columns.items():
        if name in _OF_WORDS and undoing.told:
            continue
        if was.plain(getattr(ticket, name)) == new:
            changes[name] = was.ticket_value(name, old)
        else:
            undoing.kept.append(name.replace("_", " "))
    undoing.docket.save(ticket.touched(undoing.docket.now).changed(**changes))


def _put_people_back(undoing: _Undoing) -> None:
    """Whoever was given a part has none, and the address they were given proves nothing any more."""
    docket = undoing.docket
    for number, address, old in undoing.data["people"]:
        known = docket.part_of(int(number), address)
        if known and known.part != "agent":
            docket.set_part(replace(known, part=old or "aside", generation=known.generation + 1))


def _put_alerts_back(undoing: _Undoing) -> None:
    """Nobody has what was taken; it climbs on. Whom a customer was written to by is still the one who has it.

    An alert that the command itself made is over, for the matter is no longer as urgent.
    """
    docket = undoing.docket
    for number in undoing.data.get("raised", ()):
        alert, by = docket.alerts.get(number), undoing.sitting.agent.address
        if alert and not alert.confirmed_by:
            docket.change_alert(replace(alert, confirmed_by=by, confirmed_at=docket.now))
            docket.note(number, "alert_taken_back", by=by)
    taken = set(undoing.data["alerts"]) - set(undoing.data.get("raised", ()))
    for number in () if undoing.told else sorted(taken):
        alert = docket.alerts.get(number)
        if alert and alert.confirmed_by == undoing.sitting.agent.address:
            docket.change_alert(replace(alert, confirmed_by="", confirmed_at=None))
            docket.note(number, "alert_unconfirmed", by=undoing.sitting.agent.address)
            undoing.climbing = True


def _put_complaint_back(undoing: _Undoing) -> None:
    change = undoing.data["complaint"]
    if not change:
        return
    number = int(undoing.data["ticket"])
    if was.complaint_row(undoing.docket.complaint_of(number)) == change["new"]:
        undoing.docket.complaints[number] = was.complaint_value(change["old"])
    else:
        undoing.kept.append("the record of the complaint")


def _end_opened(undoing: _Undoing, number: int) -> None:
    """A ticket that the deed opened is a part of the one it came from, with all that has come to it since."""
    docket, home = undoing.docket, int(undoing.data["ticket"])
    rest = tuple(one for one in docket.thread(number) if one.direction != "note")
    docket.move(Moved(number, home, rest))
    docket.end_promise(number, PromiseState.ENDED)
    ticket = docket.tickets[number].touched(docket.now)
    docket.save(ticket.changed(state=State.MERGED, merged_into=home, next_at=None))


def _put_promise_back(undoing: _Undoing, ticket: Ticket) -> None:
    """The old promise lives again, unless the customer has been told the new one, or somebody has made another since."""
    docket, change = undoing.docket, undoing.data["promises"].get(str(ticket.id))
    live = docket.promises.get(ticket.id)
    if not ticket.live:
        docket.end_promise(ticket.id, PromiseState.ENDED)
    elif change and (live.id if live else 0) == change["new"]:
        _revive(undoing, ticket, live, was.promise_value(change["old"]))
    docket.save(scheduled(docket, undoing.sitting.house, docket.tickets[ticket.id]))


def _revive(undoing: _Undoing, ticket: Ticket, live: Promise | None, old: Promise | None) -> None:
    docket, house = undoing.docket, undoing.sitting.house
    if undoing.told:
        if live is None:
            docket.promise(ticket, _again(docket, house, ticket, old), to_customer=ticket.answerable)
        return
    docket.end_promise(ticket.id, PromiseState.ENDED)
    if old:
        docket.change_promise(replace(old, state=PromiseState.LIVE, ended_at=None))


def _again(docket: Docket, house: House, ticket: Ticket, old: Promise | None) -> datetime:
    return old.due_at if old and old.due_at > docket.now else next_contact(house, ticket, docket.now)


# -- what is said of it


def _tell_colleagues(undoing: _Undoing, lines: str) -> None:
    """Colleagues who had a letter because of it hear that it does not hold."""
    sitting = undoing.sitting
    staff = sitting.house.directory.agents
    facts = kinds.Transcript(reached="nothing", reason=f"{sitting.agent.name} has taken this back: {lines}.")
    for reader in dict.fromkeys(one.recipient for one in undoing.gone):
        if reader in staff and reader != sitting.agent.address:
            to_staff(sitting.docket, sitting.house, sitting.ticket, facts, reader)


def _said(undoing: _Undoing, lines: str) -> str:
    sitting = undoing.sitting
    said = [f"taken back: {lines}"]
    said += [
        f"{reference(int(one))} is part of {sitting.ticket.reference} again" for one in undoing.data["opened"]
    ]
    for letter in undoing.to_customers:
        at = sitting.said_at(letter.sent_at) if letter.sent_at else "just now"
        what = letter.kind.replace("_", " ")
        said.append(f"the letter to {letter.recipient} ({what}) left {at} and cannot be called back")
    if undoing.climbing:
        said.append("nobody has the alert now, and it climbs on")
    live = sitting.docket.promises.get(sitting.ticket_id)
    if live and live.to_customer and (undoing.told or undoing.data["promises"]):
        said.append(f"they are to hear from us {sitting.said_by(live.due_at)}")
    if undoing.kept:
        said.append(f"changed since, and left as it is: {', '.join(dict.fromkeys(undoing.kept))}")
    if any(line.lower().startswith("/note") for line in undoing.data["lines"]):
        said.append("a note stays on the timeline, for agents alone")
    return "; ".join(said)
