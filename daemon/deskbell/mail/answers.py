"""Answers that somebody set within what they quote: in a colour of their own, behind their name or an arrow.

Only the topmost quoted letter is looked at. In those below it others answered.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from deskbell.mail import colours
from deskbell.mail.lines import Lines, says_something, unquoted
from deskbell.mail.phrases.answers import ANNOUNCED, BOLD

_ASKED = "?？؟;"
_MOST_LINES = 400
_ARROWS = ("->", "=>", "→", "➔", "➜")
_ARROW = re.compile(r"(?:[-=–—]{1,5}>|[→➔➜])\s*\S")
_TAG = re.compile(r"\[([^\[\]\n]{2,60})\]:?\s*\S")


def may_stand(lines: Lines, top: int, html: str) -> bool:
    """A cheap look: may such answers stand in a letter with a quotation whose letterhead begins at `top`?"""
    text = lines.text
    return (
        any(arrow in text for arrow in _ARROWS)
        or ("[" in text and _is_named(lines))
        or (html != "" and (colours.are_in(html) or _says(lines, top, BOLD)))
    )


def _is_named(lines: Lines) -> bool:
    """Does one of the writer's names stand in brackets anywhere?"""
    text = lines.text.casefold()
    return any(f"[{name}]" in text for name in _names(lines.writer))


def _says(lines: Lines, end: int, stems: Sequence[str]) -> bool:
    """Does one of some words stand in the lines above `end`?"""
    said = "\n".join(lines.bare[:end]).casefold()
    return any(stem in said for stem in stems)


def within(lines: Lines, top: int, start: int, end: int, html: str) -> set[int]:
    """The lines from `start` to `end` (exclusive) that the letter's writer set there, each with the line it answers.

    `top`: where the quotation's letterhead begins. Somebody who says nothing above it answers nothing below.
    """
    bare, end = lines.bare, min(end, start + _MOST_LINES)
    if not any(says_something(line) for line in bare[:top]):
        return set()
    full = [index for index in range(start, end) if says_something(bare[index])]
    announced = _says(lines, top, ANNOUNCED + BOLD)
    own = _named(bare, start, end, _names(lines.writer)) or _behind_arrows(bare, full, announced)
    if own or not html:
        return own | _asked(lines, start, own)
    shown = colours.of_lines(html, bare[:end])
    if not _says(lines, top, BOLD):
        shown = [
            ("" if first == colours.BOLD else first, "" if last == colours.BOLD else last)
            for first, last in shown
        ]
    look = _of_answers(bare, full, shown, announced)
    own = {index for index in full if look and shown[index][1] == look}
    return own | _asked(lines, start, {index for index in own if shown[index][0] == look})


def _asked(lines: Lines, start: int, own: set[int]) -> set[int]:
    """The lines right above those, none higher than `start`."""
    return {above for index in own if (above := lines.previous_full(index)) >= start}


def _named(bare: Sequence[str], start: int, end: int, names: frozenset[str]) -> set[int]:
    """Paragraphs that begin with one of the writer's names, as Outlook sets them: "[Eva Lind] Yes"."""
    own: set[int] = set()
    for index in range(start, end):
        found = _TAG.match(unquoted(bare[index]))
        if (found and found[1].strip().casefold() in names) or (bare[index] and index - 1 in own):
            own.add(index)
    return own


def _behind_arrows(bare: Sequence[str], full: Sequence[int], announced: bool) -> set[int]:
    """Lines behind an arrow, right below a question or announced."""
    return {
        index
        for before, index in pairwise(full)
        if (announced or bare[before][-1] in _ASKED) and _ARROW.match(bare[index])
    }


def _names(writer: str) -> frozenset[str]:
    """What somebody marks their own words with: the whole name, the first, the last, the initials."""
    last, comma, first = writer.casefold().partition(",")
    words = (f"{first} {last}" if comma else last).split()
    if len(words) < 2:
        return frozenset(words)
    return frozenset(
        (writer.casefold(), " ".join(words), words[0], words[-1], "".join(word[0] for word in words))
    )


def _of_answers(
    bare: Sequence[str], full: Sequence[int], shown: Sequence[tuple[str, str]], announced: bool
) -> str:
    """The look that most often follows a question, or, once it is announced, other words; "" if none does."""
    follows: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for before, index in pairwise(full):
        first, last = shown[index]
        if not last or (first == last == shown[before][1]):
            continue
        follows[last] += 1
        asked[last] += any(sign in (bare[index] if first != last else bare[before][-1]) for sign in _ASKED)
    if asked.total():
        return asked.most_common(1)[0][0]
    colour = follows.most_common(1)[0][0] if announced and follows else ""
    most = sum(shown[index][0] == colour for index in full) * 2 > len(full)
    return "" if most else colour
