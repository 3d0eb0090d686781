"""The visiting card that many set below their closing words and their name without a delimiter above it.

The closing and the name stay: they are the person's own. The card is known by its place, by its short lines
without a sentence, and by a telephone, an address of mail or a page among them.
"""

import re
from collections.abc import Sequence

from deskbell.mail.lines import is_announced
from deskbell.mail.phrases.signatures import CLOSINGS
from deskbell.mail.small_print import OF_PERSONS

_MARKS = " .,;:!…-–—)。！，،"
_CLOSING_LENGTH = 60
_MOST_CLOSING_WORDS = 4
_BEHIND_NAMES = (" 드림", " 올림", " 배상")
_WIDEST = 90
_WIDEST_UNSPACED = 40
_MOST_LINES = 14
_MOST_SMALL_WORDS = 2
_MOST_BLANKS = 5  # before a full stop
_NUMBER_OF_DIGITS = 7
_ON_ONE_LINE = ("|", "•", "·", " / ")
_BULLETS = "-–—*•>#"
_PICTURES = ("[", "<")
_NUMBER = re.compile(
    r"(?<![\w.,-])(?:\+|00)[1-9][\d ()/.\-]{6,}|(?<![\w.,-])\(?0\d[\d ()/.\-]{5,}|(?<![\w.,-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)"
    r"|\b(?:tele|tel\b|phone|fon\b|fax|mob|cell|direct|durchwahl|тел|моб|факс)[^\d\n]{0,20}\d|(?:電話|电话|手机|手機|携帯|传真|전화|휴대)",
    re.IGNORECASE,
)
"""A telephone's number: with its country, its leading nought, its groups as in America, or a word before it."""


def is_closing(word: str) -> bool:
    """Is a casefolded word one that closing words end with in some language, such as "regards,"?"""
    return word.rstrip(_MARKS) in CLOSINGS


def beginning(bare: Sequence[str], start: int, end: int) -> int:
    """Where the card at the end of the lines `start` to `end` (exclusive) begins, or `end`."""
    full: list[int] = []
    contacts = 0
    for index in range(end - 1, start, -1):
        line = bare[index]
        if not line:
            continue
        if (len(line) > _WIDEST and line[0] not in _PICTURES) or (
            line[-1] in ".?!" and line.count(" ") > _MOST_BLANKS
        ):
            return end  # a sentence, as most last lines
        if _closes(bare, start, index):
            card = _below_the_name(bare, index, full)
            found = contacts and _is_whole(bare, card) and _signs_a_letter(bare, start, index)
            return card[-1] if found else end
        if len(full) > _MOST_LINES or not _is_of_a_card(line):
            return end
        contacts += _tells_where(line)
        full.append(index)
    return end


def _closes(bare: Sequence[str], start: int, index: int) -> bool:
    """Is it "Kind regards", with or without a name behind it; or a word before a comma that begins a paragraph?"""
    line = bare[index]
    if len(line) > _CLOSING_LENGTH or ". " in line:
        return False
    words = line.casefold().partition(",")[0].split(" ")
    if any(is_closing(word) for word in (words if len(words) <= _MOST_CLOSING_WORDS else words[-1:])):
        return True
    return (
        line[-1] in ",،，"
        and len(words) == 1
        and not bare[index - 1]
        and not is_announced(bare, start, index)
        and not any(map(str.isdigit, line))
    )


def _below_the_name(bare: Sequence[str], closing: int, full: Sequence[int]) -> Sequence[int]:
    """The lines of the card, the last first; none where no name stands above it."""
    if _is_named(bare[closing]):
        return full
    named = full and not any(map(str.isdigit, bare[full[-1]])) and not _tells_where(bare[full[-1]])
    return full[:-1] if named else ()


def _signs_a_letter(bare: Sequence[str], start: int, closing: int) -> bool:
    """Does something stand above the closing words that is not a letter the writer shows?

    A shown one has its salutation next below a colon.
    """
    above = [index for index in range(start, closing) if bare[index]]
    return above != [] and not any(
        bare[index][-1] == "," and len(bare[index]) <= _CLOSING_LENGTH and is_announced(bare, start, index)
        for index in above
    )


def _is_named(closing: str) -> bool:
    return any(map(str.isalnum, closing.partition(",")[2])) or closing.rstrip(" .").endswith(_BEHIND_NAMES)


def _is_whole(bare: Sequence[str], card: Sequence[int]) -> bool:
    """More than a lone number, which may be an answer."""
    return len(card) > 1 or (len(card) == 1 and any(sign in bare[card[0]] for sign in _ON_ONE_LINE))


def _is_of_a_card(line: str) -> bool:
    """A name, an office, a street or a number, and no sentence, nor an entry of a list."""
    if line[0] in _PICTURES and line[-1] in "]>":
        return True
    if line[-1] in "?!:：。;" or line[0] in _BULLETS:
        return False
    if not OF_PERSONS.isdisjoint(line.casefold().split()):
        return False
    if _tells_where(line):
        return True
    words = line.split()
    if line[0].islower() and line[-1] == ".":
        return False
    if ":" in line or "：" in line or (len(words) < 3 and len(line) > _WIDEST_UNSPACED):
        return False
    return sum(word[0].islower() for word in words) <= _MOST_SMALL_WORDS and (
        line[-1] != "." or len(words) < 5
    )


def _tells_where(line: str) -> bool:
    """Does the line hold the number, the address or the page of somebody, and no sentence?"""
    if sum(word.isalpha() and word.islower() for word in line.split()) > _MOST_SMALL_WORDS:
        return False
    if "@" in line or "www." in line or "://" in line:
        return True
    return sum(map(str.isdigit, line)) >= _NUMBER_OF_DIGITS and _NUMBER.search(line) is not None
