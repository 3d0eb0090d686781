"""What an agent's mail does once it may act: its one word, its commands in the order written, its words; and the transcript.

What was not understood, or must be asked about first, is held and comes back whole, with the one word that sends it.
"""

from dataclasses import replace

from deskbell.casework import (
    complaints,
    doing,
    enclosing,
    followups,
    keeping,
    missed,
    people,
    relations,
    staffing,
    together,
)
from deskbell.casework.docket import PastLetter
from deskbell.casework.enclosing import Files
from deskbell.casework.post import to_staff
from deskbell.casework.sitting import Sitting
from deskbell.commands import kinds as words
from deskbell.commands import mended, parse, sendable
from deskbell.commands.parse import Parsed
from deskbell.letters import kinds
from deskbell.letters.staff import File

_NOT_SENT = (
    "Still nothing has gone out: these lines are commands, or words that may be for agents alone. "
    "Answer with the commands put right, and all of it is done."
)


# -- stopped and held


def stop(sitting: Sitting, parsed: Parsed) -> None:
    """A line was not understood: nothing goes out, and the agent gets every word back."""
    lines = tuple(
        kinds.TranscriptLine(line=one.line, result=one.expected, done=False, nearest=one.nearest)
        for one in parsed.problems
    )
    sitting.docket.note(
        sitting.ticket.id,
        "agent_mail_stopped",
        agent=sitting.agent.address,
        lines=[one.line[:200] for one in parsed.problems],
    )
    reason = enclosing.left_behind(sitting.house, sitting.files, parsed.whole) if sitting.files.stay else ""
    facts = kinds.Transcript(
        reached=_held(sitting), lines=lines, stopped=parsed.whole, reason=reason, files=sitting.files.go
    )
    transcript(sitting, facts)


def hold(sitting: Sitting, whole: str, reason: str) -> None:
    """Something must be asked first: nothing goes out, and the agent gets every word back with the reason.

    Files of a mail that may not act in the agent's name go to nobody, whatever is answered.
    """
    mail = sitting.reading.mail if sitting.reading else None
    if mail and mail.attachments and not sitting.files and (names := enclosing.hung_names(mail)):
        reason = f"{reason} {', '.join(names)} stays on the ticket, and is sent to nobody."
    sitting.docket.note(sitting.ticket.id, "agent_mail_held", agent=sitting.agent.address, reason=reason)
    facts = kinds.Transcript(reached=_held(sitting), stopped=whole, reason=reason, files=sitting.files.go)
    transcript(sitting, facts)


def _held(sitting: Sitting) -> str:
    """Words for the customer wait for one word more; those for a colleague who asked must be written to them anew."""
    return "nothing" if _asked(sitting) else "held"


def give_back(sitting: Sitting, whole: str, reason: str) -> None:
    """It is not for this agent to say: the words come back whole, and no word of theirs sends them."""
    sitting.docket.note(sitting.ticket.id, "agent_mail_held", agent=sitting.agent.address, reason=reason)
    transcript(sitting, kinds.Transcript(reached="nothing", stopped=whole, reason=reason))


def transcript(sitting: Sitting, facts: kinds.Transcript | kinds.Help) -> None:
    """What came of it, to the agent; where the desk did nothing with it, to whom their own mail went all the same."""
    if isinstance(facts, kinds.Transcript) and facts.reached != "all" and facts.stopped and sitting.had:
        facts = replace(facts, had=sitting.had)
    to_staff(sitting.docket, sitting.house, sitting.ticket, facts, sitting.agent.address)


# -- done


def follow(sitting: Sitting, parsed: Parsed) -> None:
    """Commands in the order written, then the words, then the promise; the transcript only where there was a command."""
    if asked := _asked(sitting):
        left = staffing.advise(sitting, parsed, asked)
        if left.commands:
            _act(sitting, left)
        return
    first = parsed.commands[0] if parsed.commands else None
    if isinstance(first, words.Mine):
        _confirm(sitting)
        return
    if followups.answered(sitting, parsed, of_draft=_answers(sitting, "follow_up_draft")):
        return
    if relations.answered(sitting, parsed, _answered_letter(sitting, "management_draft")):
        doing.finish(sitting)
        return
    if _on_missed(sitting, parsed):
        return
    if isinstance(first, words.Send) and not parsed.text:
        _send_held(sitting)
        return
    if isinstance(first, words.Yes | words.Ok | words.No) and _answered(sitting, first):
        return
    if isinstance(first, words.No) and people.outside(sitting.docket, sitting.ticket):
        people.decide_outside(sitting.docket, sitting.ticket, "aside")
        _send_held(sitting)
        return
    if isinstance(first, words.Help) and len(parsed.commands) == 1:
        transcript(sitting, doing.help_letter())
        return
    if parsed.text and not parsed.commands and _answers(sitting, "prevention_due"):
        complaints.prevention_done(sitting, parsed.text)
        return
    _act(sitting, parsed)


def _answered(sitting: Sitting, word: words.Command) -> bool:
    """A yes or a no to the question about an incident; False where none was asked."""
    result = together.answer(sitting, not isinstance(word, words.No))
    if not result:
        return False
    doing.finish(sitting)
    line = kinds.TranscriptLine(line=word.line, result=result)
    transcript(sitting, kinds.Transcript(reached="all", lines=(line,)))
    return True


def _on_missed(sitting: Sitting, parsed: Parsed) -> bool:
    """The one word on a letter for a broken promise; False where this mail is about something else."""
    told = _answered_letter(sitting, kinds.PromiseBroken.kind)
    line = missed.answered(sitting, parsed, told)
    if line is None:
        return False
    reached = "all" if line.done and isinstance(parsed.commands[0], words.Send) else "nothing"
    transcript(sitting, kinds.Transcript(reached=reached, lines=(line,)))
    return True


def _answers(sitting: Sitting, kind: str) -> bool:
    """Does the mail answer a letter of that kind?"""
    return _answered_letter(sitting, kind) is not None


def _asked(sitting: Sitting) -> PastLetter | None:
    """The letter of a colleague's that asked this agent, where the mail answers it: its words are for that colleague.

    A mail whose program names no letter answers the newest that this agent was sent of the ticket.
    """
    if sitting.reading and not sitting.reading.clues.letters:
        mine = [
            one
            for one in sitting.docket.store.letters_of(sitting.ticket_id)
            if one.recipient == sitting.agent.address
        ]
        return mine[-1] if mine and mine[-1].kind == kinds.Consult.kind else None
    return _answered_letter(sitting, kinds.Consult.kind)


def _answered_letter(sitting: Sitting, kind: str) -> PastLetter | None:
    """The letter of that kind which the mail answers."""
    letters = sitting.reading.clues.letters if sitting.reading else ()
    answered = sitting.docket.letters_before.get(letters[0]) if letters else None
    return answered if answered and answered.kind == kind else None


def _act(sitting: Sitting, parsed: Parsed, *, sure: bool = False) -> None:
    """Do what a mail that was understood says. `sure`: the agent was asked about what is promised in it."""
    sitting.alone = bool(sitting.files) and not (parsed.text or parsed.commands)
    if _asks_first(sitting, parsed, sure=sure):
        return
    sitting.readers = parsed.readers
    sitting.words = parsed.text
    for number, command in enumerate(parsed.commands):
        sitting.below = number >= parsed.above
        sitting.lines.append(doing.do(command, sitting))
        if not sitting.lines[-1].done:
            _refuse(sitting, parsed)
            return
    doing.finish(sitting)
    if parsed.commands or sitting.lines:
        sitting.lines += _kept(sitting)
        transcript(sitting, _told(sitting, sitting.reached))


def _told(sitting: Sitting, reached: str) -> kinds.Transcript:
    return kinds.Transcript(
        reached=reached, lines=tuple(sitting.lines), sent=sitting.sent, files=sitting.enclosed
    )


def _kept(sitting: Sitting) -> list[kinds.TranscriptLine]:
    """Files that went to nobody, because no words of the mail went to the customer."""
    if sitting.enclosed or not sitting.files:
        return []
    names = ", ".join((*sitting.files.names, *sitting.files.stay))
    result = "stays on the ticket: no words to the customer went with it"
    return [kinds.TranscriptLine(line=names, result=result, done=False)]


def _speaks(sitting: Sitting, parsed: Parsed) -> bool:
    """Would anything the mail says or brings go to a customer?"""
    return parsed.readers == "customer" and (people.speaks(parsed) or sitting.alone)


def _asks_first(sitting: Sitting, parsed: Parsed, *, sure: bool) -> bool:
    """What the agent has not seen yet is shown before anything is done, all at once: True if the mail waits for an answer."""
    long = "" if sure else _promises_long(sitting, parsed)
    reasons = [*_leaves_the_client(sitting, parsed), *filter(None, (long, _leaves_files(sitting, parsed)))]
    if not reasons:
        return False
    if parsed.whole.strip() or sitting.files.go:
        hold(sitting, parsed.whole, " ".join(reasons))
    else:
        transcript(sitting, kinds.Transcript(reached="nothing", reason=" ".join(reasons)))
    return True


def _leaves_the_client(sitting: Sitting, parsed: Parsed) -> list[str]:
    """Readers outside the client, before an answer first includes them."""
    outsiders = [one for one in people.outside(sitting.docket, sitting.ticket) if one not in sitting.had]
    if not outsiders or not _speaks(sitting, parsed):
        return []
    of = sitting.ticket.client or sitting.ticket.requester.rpartition("@")[2]
    return [
        f"Your answer would also go to {', '.join(outsiders)}, outside {of}. "
        "The word send sends it to them as well; the word no leaves them out and sends it."
    ]


def _promises_long(sitting: Sitting, parsed: Parsed) -> str:
    """A promise later than the terms of the ticket let a person make unasked."""
    for command in parsed.commands:
        if isinstance(command, words.Promise) and (why := keeping.too_long(sitting, command.by)):
            return f"{why} The word send promises it all the same; an earlier /promise takes its place."
    return ""


def _leaves_files(sitting: Sitting, parsed: Parsed) -> str:
    """Words that speak of a file go without it only if the agent says so."""
    if not sitting.files.stay or not _speaks(sitting, parsed):
        return ""
    return enclosing.left_behind(sitting.house, sitting.files, parsed.whole)


def _refuse(sitting: Sitting, parsed: Parsed) -> None:
    """A command that could not be done stops what follows it: the words are held, and come back whole."""
    words_held = parsed.whole if len(sitting.lines) == 1 else parsed.text
    sitting.words, sitting.readers = "", "agents"
    doing.finish(sitting)
    held = bool(words_held.strip())
    facts = kinds.Transcript(
        reached="held" if held else "nothing",
        lines=tuple(sitting.lines),
        stopped=words_held,
        files=sitting.files.go if held else (),
    )
    transcript(sitting, facts)


def _confirm(sitting: Sitting) -> None:
    if result := doing.confirm(sitting):
        line = kinds.TranscriptLine(line="mine", result=result, done=False)
        transcript(sitting, kinds.Transcript(reached="nothing", lines=(line,)))


def _send_held(sitting: Sitting) -> None:
    """`send`: what was stopped goes out, its files with it, with a misspelt command put right where that is certain."""
    held = sitting.docket.store.held_transcript(sitting.ticket.id, sitting.agent.address)
    if held is None or held.get("reached") != "held" or not (held.get("stopped") or held.get("files")):
        line = kinds.TranscriptLine(line="send", result="Nothing is held on this ticket.", done=False)
        transcript(sitting, kinds.Transcript(reached="nothing", lines=(line,)))
        return
    of_held = Files(tuple(File(**one) for one in held.get("files", ())))
    sitting.files = enclosing.together(sitting.house, of_held, sitting.files)
    sitting.had = tuple(held.get("had", ()))
    zone = sitting.agent.timezone or sitting.house.timezone
    parsed = parse(held["stopped"], sitting.docket.now, sitting.agent.hours, zone)
    if parsed.stopped and (right := mended(parsed)):
        parsed = parse(right, sitting.docket.now, sitting.agent.hours, zone)
    if parsed.stopped:
        words_left = sendable(parsed)
        if not words_left:
            hold(sitting, held["stopped"], _NOT_SENT)
            return
        parsed = Parsed((), words_left, (), held["stopped"])
    people.decide_outside(sitting.docket, sitting.ticket, "participant")
    _act(sitting, parsed, sure=keeping.ASKED in str(held.get("reason", "")))
    if not (parsed.commands or sitting.lines) and (sitting.sent or sitting.enclosed):
        transcript(sitting, _told(sitting, "all"))
