"""A provider's word that somebody called a letter of ours unwanted (RFC 5965): filed for the operator, answered by nobody.

Whoever it went to is written to by no machine any more: nothing unasked, and nothing at all about that matter, until
they write again; its owner's own words still go. Only a report that knows what its reader alone could know, the signed
Message-ID or return path of a letter, has this power; any other is told to the operator and changes nothing.
"""

from dataclasses import replace
from datetime import datetime

from deskbell.casework import watch
from deskbell.casework.docket import Docket, Outcome, PastLetter
from deskbell.casework.filing import file_message
from deskbell.casework.house import House
from deskbell.casework.promising import scheduled
from deskbell.casework.reading import Reading
from deskbell.domain.ticket import ERASED, Correspondent, PromiseState, Ticket
from deskbell.letters import kinds
from deskbell.letters.traits import Trait

#: A mistake put right, and what a check of signatures found: neither says that somebody does not want to hear from us.
_NOT_UNWANTED = frozenset({"not-spam", "auth-failure"})
_BY_MACHINES = kinds.having(Trait.BY_ITSELF) | kinds.having(Trait.BY_THE_CLOCK)
_TOLD = "unwanted.told"


def report(docket: Docket, house: House, reading: Reading) -> Outcome:
    """The report as an entry of the ticket whose letter it is about; a letter to the operator, one an hour at most."""
    assert reading.mail.feedback
    kind = reading.mail.feedback.type or "abuse"
    letter = docket.letters_before.get(reading.clues.reported)
    ticket = docket.tickets.get(letter.ticket_id) if letter else None
    if letter is None or letter.recipient == ERASED or (ticket and ticket.erased):
        _alarm(docket, house, kind, None, None)
        return Outcome(reading.inbound.id, "bounce", f"a feedback report ({kind}) about no letter known here")
    wanted = kind in _NOT_UNWANTED
    about = f"a feedback report ({kind}) about our letter {letter.id} ({letter.kind})"
    message_id = 0
    if ticket:
        docket.note(
            ticket.id, "letter_reported", letter=letter.id, kind=letter.kind, type=kind, to=letter.recipient
        )
        message_id = file_message(docket, reading, ticket.id, about, direction="note").id
    if not wanted:
        _suppress(docket, house, letter, ticket)
    if kind != "not-spam":
        _alarm(docket, house, kind, letter, ticket)
    return Outcome(reading.inbound.id, "bounce", about, letter.ticket_id if ticket else 0, message_id)


def _suppress(docket: Docket, house: House, letter: PastLetter, ticket: Ticket | None) -> None:
    """Nothing that writes itself goes to them; the promise of that matter is its owner's own look from now on."""
    if house.directory.agent(letter.recipient):
        return
    known = docket.people.get(letter.recipient) or Correspondent(letter.recipient)
    docket.know(replace(known, bounced_at=docket.now))
    if ticket is None or letter.recipient != ticket.requester or not ticket.answerable:
        return
    docket.withdraw(ticket.id, _BY_MACHINES, "its reader reported a letter of ours as unwanted")
    ticket = docket.save(ticket.changed(answerable=False))
    live = docket.promises.get(ticket.id)
    if live and live.to_customer:
        docket.end_promise(ticket.id, PromiseState.RENEWED)
        docket.promise(ticket, live.due_at, by=live.by, to_customer=False)
    docket.save(scheduled(docket, house, ticket))


def _alarm(docket: Docket, house: House, kind: str, letter: PastLetter | None, ticket: Ticket | None) -> None:
    told = docket.flags.get(_TOLD) or docket.store.flag(_TOLD)
    if told == (hour := _hour(docket.now)):
        return
    docket.flags[_TOLD] = hour
    which = f"a letter of ours ({letter.kind})" if letter else "a letter that is none we know"
    of = f" on {ticket.reference}" if ticket else ""
    safe = "All mail goes on as before."
    if letter and kind not in _NOT_UNWANTED:
        safe = (
            "All other mail goes on as before; what writes itself no longer goes there, a person's words do."
        )
    watch.to_operators(
        docket,
        house,
        _TOLD,
        kinds.OperatorAlarm(
            key="unwanted letter",
            what=f"A mail provider reports {which}{of} as {kind}. Nobody answers such a report.",
            since=docket.now,
            safe=safe,
            command=f"deskbell ticket {ticket.reference}" if ticket else "deskbell ledger",
            next="Whether letters go to people who never wrote; SPF, DKIM and DMARC of the desk's domain. Further reports of this hour stand on their tickets",
            lasts=False,
        ),
    )


def _hour(now: datetime) -> str:
    return now.strftime("%Y-%m-%dT%H")


__all__ = ["report"]
