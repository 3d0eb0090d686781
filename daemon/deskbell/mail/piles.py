"""Which lines of a reply are new, which quoted, and which a signature's, once the quotation has been found.

Quoted lines are judged by their place: a tail, a head, or the questions between which somebody answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from deskbell.mail import attribution, signature
from deskbell.mail.lines import Lines, says_something, unquoted
from deskbell.mail.quotations import Finding

NEW, QUOTED, SIGNED = "new", "quoted", "signed"

_WRAPPED_FROM = 56
_LONGEST_COMMAND = 60
_SENTENCE_ENDS = ".!?,:;。？！，"
_SNIPS = frozenset(
    (
        "[...]",
        "...",
        "…",
        "[…]",
        "<snip>",
        "[snip]",
        "(...)",
        "<...>",
        "[..]",
        "[quoted text hidden]",
        "snip",
        "--snip--",
    )
)
_SNIP_LENGTH = max(map(len, _SNIPS))


def speaks(lines: Lines, piles: list[str], start: int, end: int) -> bool:
    """Is there a new line from `start` to `end` (exclusive) that says anything?"""
    return any(piles[i] == NEW and lines.bare[i] and says_something(lines.bare[i]) for i in range(start, end))


@dataclass(slots=True)
class _Stretch:
    start: int
    end: int
    quoted: bool


def sort(lines: Lines, finding: Finding, signed: Sequence[bool]) -> list[str]:
    """Which pile each line goes to; `signed`: the lines of a signature that only the HTML shows."""
    end = finding.tail if finding.tail >= 0 else len(lines.bare)
    piles = [NEW] * end + [QUOTED] * (len(lines.bare) - end)
    stretches = _stretches(lines, finding, end)
    for stretch in stretches:
        if not stretch.quoted:
            for index in signature.indices(lines.raw, lines.bare, stretch.start, stretch.end):
                piles[index] = SIGNED
            for index in range(stretch.start, stretch.end) if signed else ():
                if signed[index]:
                    piles[index] = SIGNED
    if len(stretches) > 1 or stretches[0].quoted:
        _sort_quoted(lines, finding, stretches, piles)
    for index in finding.answers:
        piles[index] = NEW
    return piles


def _sort_quoted(lines: Lines, finding: Finding, stretches: list[_Stretch], piles: list[str]) -> None:
    """Put the quoted stretches where they belong, once it is known what the others say."""
    speaking = [
        place
        for place, stretch in enumerate(stretches)
        if not stretch.quoted and speaks(lines, piles, stretch.start, stretch.end)
    ]
    answered = _answered(lines, finding, stretches, speaking)
    if not lines.threaded:
        answered.update(
            place
            for place, its in enumerate(stretches)
            if its.quoted
            and (
                _is_shown(lines, finding, its) or (speaking and place < speaking[-1] and _is_told(lines, its))
            )
        )
    if answered and len(stretches) > 1 and _is_woven_in(lines, finding, stretches[-1]):
        answered.add(len(stretches) - 1)
    for place, stretch in enumerate(stretches):
        if stretch.quoted and place not in answered:
            piles[stretch.start : stretch.end] = [QUOTED] * (stretch.end - stretch.start)


def _answered(lines: Lines, finding: Finding, stretches: list[_Stretch], speaking: list[int]) -> set[int]:
    """The quoted stretches that stay, because what somebody wrote below them is an answer to them.

    One stretch that a program introduced is a whole earlier message: new words stand around it. One without
    introduction below words of the writer, or of a single line, was set there by hand.
    """
    before = [place for place in range(speaking[-1]) if stretches[place].quoted] if speaking else []
    if len(before) != 1 or _answers_between(stretches, speaking, before[0]):
        return set(before)
    stretch = stretches[before[0]]
    if any(stretch.start <= start < stretch.end for start in finding.introduced):
        return set()
    single = sum(1 for line in lines.bare[stretch.start : stretch.end] if says_something(line)) == 1
    return set(before) if single or speaking[0] < before[0] else set()


def _is_shown(lines: Lines, finding: Finding, stretch: _Stretch) -> bool:
    """Does the writer of a letter that answers nothing show these lines: below a colon of his own, or as commands?"""
    if not finding.introduced.isdisjoint(range(stretch.start, stretch.end)):
        return False
    above = lines.previous_full(stretch.start)
    if above >= 0:
        return lines.bare[above][-1] in ":："
    shown = [unquoted(line) for line in lines.bare[stretch.start : stretch.end] if says_something(line)]
    return len(shown) > 1 and all(
        len(line) < _LONGEST_COMMAND and line[-1] not in _SENTENCE_ENDS for line in shown
    )


def _is_told(lines: Lines, stretch: _Stretch) -> bool:
    """Does it begin with "Eva said:", with neither a day nor an address? Writers tell so what they heard."""
    first = lines.bare[stretch.start]
    return first != "" and attribution.may_end(first) and not attribution.is_strong(first)


def _is_woven_in(lines: Lines, finding: Finding, last: _Stretch) -> bool:
    """Is the last quoted line the end of a sentence of the writer's own, which the line right above began?"""
    if not last.quoted or last.start in finding.introduced:
        return False
    if sum(1 for line in lines.bare[last.start : last.end] if says_something(line)) != 1:
        return False
    above = lines.bare[last.start - 1]
    return above[:1].islower() and above[-1] not in _SENTENCE_ENDS


def _answers_between(stretches: list[_Stretch], speaking: list[int], quoted: int) -> bool:
    """Is there an answer with quoted lines above and below it?"""
    return any(quoted < place and any(s.quoted for s in stretches[place + 1 :]) for place in speaking)


def _stretches(lines: Lines, finding: Finding, end: int) -> list[_Stretch]:
    """Runs of quoted and unquoted lines, blank ones at an edge counted to the quotation."""
    if not any(finding.quoted):
        return [_Stretch(0, end, False)]
    quoted = _mended(lines, finding.quoted, end)
    stretches: list[_Stretch] = []
    start = 0
    while start < end:
        stop = start + 1
        while stop < end and (quoted[stop] == quoted[start] or (quoted[start] and not lines.bare[stop])):
            stop += 1
        stretches.append(_Stretch(start, stop, quoted[start]))
        start = stop
    return stretches


def _mended(lines: Lines, quoted: list[bool], end: int) -> list[bool]:
    """The flags, with marks of omission and the rests of quoted lines that a relay wrapped added."""
    bare = lines.bare
    quoted = list(quoted)
    for index in range(1, end):
        line = bare[index]
        if quoted[index] or not line:
            continue
        if not quoted[index - 1]:
            quoted[index] = len(line) <= _SNIP_LENGTH and line.casefold() in _SNIPS
            continue
        long_above = len(bare[index - 1]) >= _WRAPPED_FROM and bare[index - 1][0] in ">＞"
        sandwiched = index + 1 < end and quoted[index + 1] and len(line) < 40
        if line[-1] == ":" and attribution.begins(unquoted(bare[index - 1]).strip() or "-"):
            quoted[index] = True  # the rest of an attribution
        elif long_above and (line[0].islower() or (sandwiched and line[-1] not in ".!?")):
            quoted[index] = True
    if all(line.startswith(">>> ") for index, line in enumerate(bare[:end]) if quoted[index] and line):
        return [False] * len(quoted)  # a Python session, not a quotation of a quotation of a quotation
    return quoted
