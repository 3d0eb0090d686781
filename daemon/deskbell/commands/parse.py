"""An agent's new words, told apart: the commands, and the words for the customer.

A command is `/`, letters, then a space or the end of the line, in the block of lines at the top or the end.
A further `/` or `.` in the word makes it text (/etc/passwd); `//` escapes. What looks like a command and is
none stops the whole mail: nothing may reach a customer by a slip of the finger.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from deskbell.commands import kinds
from deskbell.commands.arguments import Behind, Unread
from deskbell.commands.table import ONE_WORD, TABLE, Entry, nearest_word, usage
from deskbell.domain.hours import WorkingHours
from deskbell.domain.when import Frame

#: Marks that some programs put before the first word, and that nobody sees.
_UNSEEN = "\ufeff\u200b\u200e\u200f\u2060"
#: A signature is short; more lines than these under "-- " are words.
_LONGEST_SIGNATURE = 10
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

    `text` are the words around the commands, for whom `readers` says; `whole` the new words as they came.
    A mail of one word (mine, send, ok, yes, no) is that command and has no text.
    """

    commands: tuple[kinds.Command, ...]
    text: str
    problems: tuple[Problem, ...]
    whole: str

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
    lines = _without_signature(_lines(new_words))
    if one := _one_word(lines):
        return Parsed((one,), "", (), new_words)
    top, text, end = _blocks(lines)
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
        problems.append(Problem(_seen(lines[_MOST]), f"at most {_MOST} commands in one mail"))
    problems += _out_of_place(text) + _at_odds(commands)
    words = "\n".join(_unescaped(line) for line in text).strip("\n")
    problems += _note_of_nothing(commands, words)
    return Parsed(tuple(commands), words, tuple(problems), new_words)


def mended(parsed: Parsed) -> str:
    """The whole words with every line that was stopped put right; "" if one has no certain mending."""
    mends = {problem.line: problem.mend for problem in parsed.problems}
    if not mends or not all(mends.values()):
        return ""
    return "\n".join(mends.get(_seen(line), line) for line in _lines(parsed.whole))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


def _seen(line: str) -> str:
    """The line without the spaces and unseen marks around it."""
    return line.strip().strip(_UNSEEN).strip()


def _without_signature(lines: list[str]) -> list[str]:
    """The lines above the last "-- ", which mail programs put before a signature."""
    for i in range(len(lines) - 1, max(-1, len(lines) - 2 - _LONGEST_SIGNATURE), -1):
        if lines[i].rstrip() == "--" and any(line.strip() for line in lines[:i]):
            return lines[:i]
    return lines


def _one_word(lines: Sequence[str]) -> kinds.Command | None:
    written = [_seen(line) for line in lines if _seen(line)]
    if len(written) != 1:
        return None
    make = ONE_WORD.get(_folded(written[0]).rstrip(" .!"))
    return make(written[0]) if make else None


def _blocks(lines: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The commands at the top, the text, the commands at the end; blank lines may stand between commands."""
    start, end = 0, len(lines)
    while start < end and (_is_blank(lines[start]) or _looks_like_one(lines[start])):
        start += 1
    while end > start and (_is_blank(lines[end - 1]) or _looks_like_one(lines[end - 1])):
        end -= 1
    top = [line for line in lines[:start] if not _is_blank(line)]
    last = [line for line in lines[end:] if not _is_blank(line)]
    return top, list(lines[start:end]), last


def _is_blank(line: str) -> bool:
    return not _seen(line)


def _looks_like_one(line: str) -> bool:
    """`/` and letters; or a known word with a stray mark behind it, which nobody writes as text."""
    word = _slashed(line)
    return word.isalpha() or (word.rstrip(":,;!") in TABLE)


def _slashed(line: str) -> str:
    """The first word of the line without its slash, casefolded; "" if it has none, or is escaped."""
    first = _seen(line).split(maxsplit=1)
    word = _folded(first[0]) if first else ""
    return word[1:] if word.startswith("/") else ""


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word[:100]).casefold()


def _read(line: str, frame: Frame) -> "kinds.Command | Problem":
    written = _seen(line)
    word = _slashed(line)
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
    return [Problem(_seen(line), expected, f"/{_seen(line)}") for line in text if _slashed(line) in TABLE]


def _at_odds(commands: Sequence[kinds.Command]) -> list[Problem]:
    """Commands that cannot both be meant: the same one twice, or two of a group."""
    seen: dict[str, Entry] = {}
    problems = []
    for command in commands:
        entry = TABLE[_slashed(command.line)]
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


def _note_of_nothing(commands: Sequence[kinds.Command], text: str) -> list[Problem]:
    return [
        Problem(command.line, "words: behind it, or on the lines around it")
        for command in commands
        if isinstance(command, kinds.Note | kinds.Broadcast) and not (command.words or text)
    ]


def _unescaped(line: str) -> str:
    """`//resolve` is the text "/resolve"; a path or a comment with two slashes stays as it is."""
    body = line.lstrip()
    if body.startswith("//") and _slashed(body[1:]).isalpha():
        return line[: len(line) - len(body)] + body[1:]
    return line
