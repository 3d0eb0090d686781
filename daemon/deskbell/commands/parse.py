"""An agent's new words, told apart: the commands, and the words for the customer.

A command is `/`, letters, then a space or the end of the line, in the block of lines at the top or the end.
A further `/` or `.` in the word makes it text (/etc/passwd); `//` escapes. What looks like a command and is
none stops the whole mail: nothing may reach a customer by a slip of the finger.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from deskbell.commands import kinds
from deskbell.commands.arguments import Behind, Unread
from deskbell.commands.blocks import (
    LONGEST_SIGNATURE,
    blocks,
    folded,
    is_blank,
    lines_of,
    seen,
    slashed,
    unescaped,
    without_signature,
)
from deskbell.commands.table import ONE_WORD, TABLE, Entry, nearest_word, usage
from deskbell.domain.hours import WorkingHours
from deskbell.domain.phrases import is_polite
from deskbell.domain.when import Frame

#: Words of one-word mails that no customer is ever written.
_FOR_US = frozenset(("mine", "send"))
#: Commands whose words are not the customer's.
_NOT_CUSTOMERS = frozenset(("note", "broadcast"))
#: Nobody writes more commands than these in one mail by hand.
_MOST = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that could not be followed: what was expected in its place, and the nearest right form.

    `mend`: the very line as it was surely meant, where only its word was misspelt.
    """

    line: str
    expected: str
    nearest: str = ""
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What an agent's mail says. With any `problems` nothing of it may be done or sent.

    `text` are the words around the commands, for whom `readers` says; `whole` the new words as they came; `above`
    how many of the commands stand above the text.
    A mail of one word (mine, send, ok, yes, no) is that command and has no text.
    """

    commands: tuple[kinds.Command, ...]
    text: str
    problems: tuple[Problem, ...]
    whole: str
    above: int = 0

    @property
    def stopped(self) -> bool:
        """Was the whole mail stopped?"""
        return bool(self.problems)

    @property
    def readers(self) -> str:
        """Who may read the text: "agents" (a note), "affected" (a broadcast), else "customer"."""
        if any(isinstance(command, kinds.Note) for command in self.commands):
            return "agents"
        if any(isinstance(command, kinds.Broadcast) for command in self.commands):
            return "affected"
        return "customer"


def parse(new_words: str, now: datetime, hours: WorkingHours, zone: str) -> Parsed:
    """Tell commands from words. Times are read in `zone`, working ones in `hours`. Takes any text."""
    lines = without_signature(lines_of(new_words))
    one = _one_word(lines)
    if isinstance(one, Problem):
        return Parsed((), "", (one,), new_words)
    if one:
        return Parsed((one,), "", (), new_words)
    top, text, end = blocks(lines)
    frame = Frame.of(now, hours, zone)
    commands: list[kinds.Command] = []
    problems: list[Problem] = []
    lines = top + end
    for line in lines[:_MOST]:
        done = _read(line, frame)
        if isinstance(done, Problem):
            problems.append(done)
        else:
            commands.append(done)
    if len(lines) > _MOST:
        problems.append(Problem(seen(lines[_MOST]), f"at most {_MOST} commands in one mail"))
    problems += _out_of_place(text) + _at_odds(commands) + _late(commands)
    words = "\n".join(unescaped(line) for line in text).strip("\n")
    problems += _note_of_nothing(commands, words)
    return Parsed(tuple(commands), words, tuple(problems), new_words, len(top))


def mended(parsed: Parsed) -> str:
    """The whole words with every line that was stopped put right; "" if one has no certain mending."""
    mends = {problem.line: problem.mend for problem in parsed.problems}
    if not mends or not all(mends.values()):
        return ""
    return "\n".join(mends.get(seen(line), line) for line in lines_of(parsed.whole))


def sendable(parsed: Parsed) -> str:
    """What of a stopped mail may go to the customer on the one word `send`; "" where it may not be meant for them.

    Words beside a note, a broadcast, or a line that may be one, are not; nor is a mail of commands alone.
    """
    stopped = [(slashed(one.line), slashed(one.nearest)) for one in parsed.problems]
    told = [slashed(one.line) for one in parsed.commands] + [word for pair in stopped for word in pair]
    if _NOT_CUSTOMERS & {word.lstrip("/") for word in told}:
        return ""
    if parsed.text:
        return parsed.text
    if parsed.commands or any(word in TABLE or near for word, near in stopped):
        return ""
    lines = [line for line in lines_of(parsed.whole) if not is_blank(line)]
    ours = lines and folded(seen(lines[0])).rstrip(" .!") in _FOR_US
    return "\n".join(lines[1:]) if ours else parsed.whole


def _one_word(lines: Sequence[str]) -> "kinds.Command | Problem | None":
    """The mail's one word, as a command; "send" or "mine" above other words is stopped, not sent."""
    written = [seen(line) for line in lines if not is_blank(line)]
    word = folded(written[0]).rstrip(" .!") if written else ""
    if word not in ONE_WORD:
        return None
    if len(written) == 1 or (word in _FOR_US and _is_signed(written[1:])):
        return ONE_WORD[word](written[0])
    return Problem(written[0], f"{word} alone in its mail") if word in _FOR_US else None


def _is_signed(lines: Sequence[str]) -> bool:
    """Is it a closing and a name, or a few names and titles, as programs put under every mail?"""
    if len(lines) > LONGEST_SIGNATURE:
        return False
    return is_polite(lines[0]) or (len(lines) <= 3 and all(line[-1] not in ".!?:" for line in lines))


def _read(line: str, frame: Frame) -> "kinds.Command | Problem":
    written = seen(line)
    word = slashed(line)
    rest = " ".join(written.split()[1:])
    entry = TABLE.get(word)
    if entry is None:
        return _unknown(written, word, rest, frame)
    try:
        return entry.read(Behind(written, rest, frame))
    except Unread as trouble:
        return Problem(written, trouble.expected, entry.sample or usage(entry))


def _unknown(written: str, word: str, rest: str, frame: Frame) -> Problem:
    bare = word.rstrip(":,;!")
    near = TABLE.get(bare) or TABLE.get(nearest_word(word))
    if near is None:
        return Problem(written, f"there is no /{word[:40]}; /help lists what there is")
    line = f"/{near.word} {rest}".rstrip()
    try:
        near.read(Behind(line, rest, frame))
    except Unread:
        return Problem(written, f"there is /{near.word}", near.sample or usage(near))
    return Problem(written, f"there is /{near.word}", line, mend=line)


def _out_of_place(text: Sequence[str]) -> list[Problem]:
    """Known commands between the words: too likely not meant to be sent as text."""
    expected = "commands stand at the top or the end of the words; to send it as text, double the slash"
    return [Problem(seen(line), expected, f"/{seen(line)}") for line in text if slashed(line) in TABLE]


def _at_odds(commands: Sequence[kinds.Command]) -> list[Problem]:
    """Commands that cannot both be meant: the same one twice, or two of a group."""
    seen: dict[str, Entry] = {}
    problems = []
    for command in commands:
        entry = TABLE[slashed(command.line)]
        key = entry.group or entry.word
        if key in seen and not entry.often:
            expected = (
                f"one of /{seen[key].word} and /{entry.word}"
                if seen[key] is not entry
                else f"one /{entry.word}"
            )
            problems.append(Problem(command.line, expected))
        seen[key] = entry
    return problems


def _late(commands: Sequence[kinds.Command]) -> list[Problem]:
    """A command that leads to another ticket, below one that would be done on this one first: which is meant?"""
    expected = "this line first of all; the commands below it are then about the ticket it leads to"
    return [Problem(one.line, expected) for one in commands[1:] if TABLE[slashed(one.line)].first]


def _note_of_nothing(commands: Sequence[kinds.Command], text: str) -> list[Problem]:
    return [
        Problem(command.line, "words: behind it, or on the lines around it")
        for command in commands
        if isinstance(command, kinds.Note | kinds.Broadcast) and not (command.words or text)
    ]
