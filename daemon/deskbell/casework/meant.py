"""Which mail of a ticket an agent's command speaks of: the one whose letter they answer, else the newest."""

from deskbell.casework.docket import Message, PastLetter
from deskbell.casework.sitting import Sitting
from deskbell.casework.threads import known_address
from deskbell.letters import kinds
from deskbell.mail.compose import reply_subject

#: What a machine answered by itself is nobody's matter.
_BY_PEOPLE = frozenset({"person", "list"})


def meant(sitting: Sitting, *, hand: bool | None = None) -> Message | None:
    """The mail the agent answers. `hand`: only one by another hand (True), or by the ticket's own people (False)."""
    mails = [
        one
        for one in sitting.docket.thread(sitting.ticket_id)
        if one.direction == "in" and one.origin in _BY_PEOPLE and hand in (None, bool(one.hand))
    ]
    answered = _answered(sitting)
    told = [one for one in mails if answered and _tells(answered, one)]
    same_time = [one for one in told if answered and one.at == answered.made_at]
    return next(iter([*reversed(same_time), *reversed(told), *reversed(mails)]), None)


def _answered(sitting: Sitting) -> PastLetter | None:
    """The letter of ours that the agent answers, if it shows somebody's words."""
    letters = sitting.reading.clues.letters if sitting.reading else ()
    letter = sitting.docket.letters_before.get(letters[0]) if letters else None
    return letter if letter and letter.facts.get("words") else None


def _tells(letter: PastLetter, mail: Message) -> bool:
    """Does the letter show this mail's words?"""
    return letter.facts.get("words") in (mail.words, mail.text) and bool(mail.words or mail.text)


def with_later(sitting: Sitting, first: Message) -> list[Message]:
    """The mail, and what its sender wrote after it of the same matter: under the same subject, before the desk answered."""
    found = [first]
    sender, subject = _sender(sitting, first), bare(first.subject)
    for one in sitting.docket.thread(sitting.ticket_id):
        if one.id <= first.id:
            continue
        if one.direction == "out":
            break
        same = _sender(sitting, one) == sender and bare(one.subject) == subject
        if one.direction == "in" and one.origin in _BY_PEOPLE and same:
            found.append(one)
    return found


def _sender(sitting: Sitting, mail: Message) -> str:
    return known_address(sitting.house, mail.author.lower())


def bare(subject: str) -> str:
    """A subject by which two mails are compared: without `Re:`, in one case."""
    return reply_subject(subject).casefold().strip() if subject.strip() else ""


def letters_about(sitting: Sitting, mails: list[Message]) -> list[int]:
    """The letters that tell the staff of these mails, and those a machine wrote to their sender in answer."""
    docket = sitting.docket
    answering = docket.store.letters_answering(sitting.ticket_id, [one.message_id for one in mails])
    telling = [
        letter.id
        for letter in docket.store.letters_of(sitting.ticket_id)
        if any(letter.made_at == one.at and _tells(letter, one) for one in mails)
    ]
    by_machines = [number for number, kind in answering if kind not in kinds.BY_A_PERSON]
    return sorted({*by_machines, *telling})
