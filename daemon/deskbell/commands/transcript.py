"""What became of an agent's commands, line by line; first of all what reached the customer."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from deskbell.commands.parse import Parsed


class Reached(StrEnum):
    """What of the agent's words reached the customer."""

    ALL = "all"
    NOTHING = "nothing"
    HELD = "held"


_FIRST = {
    Reached.ALL: "Your words are on their way to the customer.",
    Reached.NOTHING: "Nothing has gone out to the customer.",
    Reached.HELD: "Nothing has gone out yet: your words are held.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was written, and what came of it."""

    line: str
    result: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """The answer to a mail of commands. `stopped`: words held back, whole; `sent`: what was sent."""

    reached: Reached
    lines: tuple[Line, ...] = ()
    stopped: str = ""
    sent: str = ""


def of_stopped(parsed: Parsed) -> Transcript:
    """The transcript of a stopped mail: its problems first, then what was understood and not done."""
    wrong = [Line(problem.line, _said(problem.expected, problem.nearest)) for problem in parsed.problems]
    named = {problem.line for problem in parsed.problems}
    right = [Line(c.line, "understood, not done") for c in parsed.commands if c.line not in named]
    return Transcript(Reached.HELD, (*wrong, *right), stopped=parsed.whole)


def transcript_lines(transcript: Transcript) -> Iterable[str]:
    """The transcript as lines of text, the words in it whole."""
    yield _FIRST[transcript.reached]
    for line in transcript.lines:
        yield ""
        yield line.line
        yield f"    {line.result}"
    if transcript.stopped:
        yield from ("", "Your words:", "")
        yield from transcript.stopped.splitlines()
        yield from ("", "Reply with the one word send, and they go out as they are.")
    if transcript.sent:
        yield from ("", "The customer was sent:", "")
        yield from transcript.sent.splitlines()


def _said(expected: str, nearest: str) -> str:
    return f"{expected}: {nearest}" if nearest else expected
