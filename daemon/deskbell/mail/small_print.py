"""Small print below a person's words: what lists, lawyers and company law have programs add to every letter."""

import re
from collections.abc import Iterable, Sequence
from string import digits

from deskbell.mail.lines import is_announced
from deskbell.mail.phrases.signatures import (
    ADDRESSEES,
    CLOSING_NOTES,
    CONFIDENCES,
    LIST_FOOTERS,
    NETWORKS,
    REGISTERED,
    SMALL_PRINT_WORDS,
    THIS_LETTER,
    VIEWERS,
    VIEWS,
    VIEWS_UNLIKE_ASCII,
)
from deskbell.mail.separators import is_rule
from deskbell.mail.spotting import holds_one

SMALL_PRINT = LIST_FOOTERS + CLOSING_NOTES
"""With such words it begins."""
_RULES_AND_LINKS = frozenset("-–—―_=*‐−ᐧ~━─═＝＊<#")
_HEADINGS = frozenset(("disclaimer", "confidentiality notice", "legal notice", "haftungsausschluss"))
_PRINT_LETTERS = frozenset(words[:4] for words in SMALL_PRINT)
_SMALL_PRINT_LINES = 80
OF_PERSONS = frozenset(("i", "i'm", "i’m", "my", "me", "ich", "mein", "meine", "meinen", "mir", "je", "mon"))
"""Words of somebody who speaks of himself."""
_TELLERS = frozenset(("he", "she", "i", "i've", "er", "ich", "il", "elle", "j'ai"))
_NO_FOOTING = OF_PERSONS.union(
    ("we", "our", "please", "wir", "unser", "unsere", "bitte", "nous", "notre", "merci")
)
_DIGITS_OF_A_NUMBER = 4
_MOST_NOTICES = 4
_LONGEST_NOTICE = 30
_SHORTEST_NOTICE = 28
_NOTICE_LOOK = 3_000
_LONG = 60
_LONGEST_NETWORKS = 400
_MOST_WORDS_OF_NETWORKS = 8
_WORD = re.compile(r"[^\W\d_]+")


def beginning(bare: Sequence[str], start: int, end: int) -> int:
    """Where the closing paragraphs of a list or a legal department begin, or `end`."""
    begin = end
    first = next((index for index in range(start, end) if bare[index]), end)
    highest = first if start == 0 else first - 1  # below a quotation, small print may be all there is
    last = next((bare[index] for index in range(end - 1, highest, -1) if bare[index]), "")
    if last.endswith("?"):
        return end  # somebody asks about it
    for index in range(end - 1, max(highest, end - _SMALL_PRINT_LINES), -1):
        line = bare[index]
        above = bare[index - 1] if index > first else ""
        if not line or (len(above) >= _LONG and above[0] not in _RULES_AND_LINKS):
            continue  # amid a paragraph, as most lines
        if line[0] == "<" and line.startswith("<http"):
            line = line.partition("> ")[2] or line  # the link of a picture stands before the words
        head = line[:60].casefold().lstrip("*_>-– \"'[(")
        if head[:4] not in _PRINT_LETTERS or line[-1] == "?":
            continue
        if above and not _parts(above) and not _stands_apart(above, line):
            continue
        if is_announced(bare, start, index):
            continue
        if (head.startswith(LIST_FOOTERS) and not _is_told(line)) or (
            head.startswith(CLOSING_NOTES) and tells(bare, index, SMALL_PRINT_WORDS)
        ):
            begin = index
    while begin < end and begin - 1 > first and _parts(bare[begin - 1]):
        begin -= 1
    return begin


def _is_told(line: str) -> bool:
    """Does somebody tell what he or she did, who names neither a link nor an address?"""
    words = line.casefold().split()
    return "@" not in line and "://" not in line and not _TELLERS.isdisjoint(words)


def notice(bare: Sequence[str], start: int, end: int) -> int:
    """Where closing paragraphs begin that tell an addressee of confidence, or `end`."""
    begin = end
    first = next((index for index in range(start, end) if bare[index]), end)
    for _ in range(_MOST_NOTICES):
        last = begin - 1
        while last > first and not bare[last]:
            last -= 1
        top, highest = last, max(first, last - _LONGEST_NOTICE)
        while top > highest and bare[top - 1]:
            top -= 1
        if (top <= first and start == 0) or last < first or not _is_footing(bare[top : last + 1]):
            break
        if is_announced(bare, start, top):
            break
        begin = top
    return begin


def _is_footing(paragraph: Sequence[str]) -> bool:
    if paragraph[-1][-1:] == "?":
        return False
    low = " ".join(paragraph)[:_NOTICE_LOOK].casefold()
    return (
        _tells_of_confidence(low, paragraph)
        or _is_registered(low)
        or _tells_of_views(low)
        or _shows_networks(paragraph)
    )


def _is_registered(low: str) -> bool:
    """Does it say where a company is registered and under what number, as the law has it in some countries?"""
    if low.isascii() and not _holds_one(low, digits):
        return False  # as most paragraphs, and to look for the words takes longer
    if not _holds_one(low, REGISTERED) or sum(map(str.isdigit, low)) < _DIGITS_OF_A_NUMBER:
        return False
    return _NO_FOOTING.isdisjoint(low.replace(",", " ").replace(".", " ").split())


def _tells_of_views(low: str) -> bool:
    """Does it say whose views this letter tells?"""
    return (
        (_holds_one(low, VIEWS) or (not low.isascii() and _holds_one(low, VIEWS_UNLIKE_ASCII)))
        and _holds_one(low, VIEWERS)
        and _holds_one(low, THIS_LETTER)
        and OF_PERSONS.isdisjoint(low.split())
    )


def _shows_networks(paragraph: Sequence[str]) -> bool:
    """Does a short line name several networks, and say no more than that one may follow somebody there?"""
    line = paragraph[0]
    if len(paragraph) > 1 or len(line) > _LONGEST_NETWORKS or line[-1] == ".":
        return False
    words = _WORD.findall(line.casefold())
    return len(NETWORKS.intersection(words)) > 1 and len(words) <= _MOST_WORDS_OF_NETWORKS + 2 * line.count(
        "http"
    )


def is_legal(paragraph: Sequence[str]) -> bool:
    """Does it speak of itself, its addressee and confidence, asking nothing and naming no person's own?"""
    if paragraph[-1][-1:] == "?":
        return False
    return _tells_of_confidence(" ".join(paragraph)[:_NOTICE_LOOK].casefold(), paragraph)


def _tells_of_confidence(low: str, paragraph: Sequence[str]) -> bool:
    """Does a paragraph, in lower case `low`, speak of itself, its addressee and confidence, and of no person's own?"""
    return (
        holds_one(low, ADDRESSEES)
        and _holds_one(low, CONFIDENCES)
        and _holds_one(low, THIS_LETTER)
        and OF_PERSONS.isdisjoint(low.split())
        and sum(map(len, paragraph)) >= _SHORTEST_NOTICE
    )


def _holds_one(low: str, phrases: Iterable[str]) -> bool:
    """Does one of the phrases stand in the text?"""
    return any(map(low.__contains__, phrases))


def _parts(line: str) -> bool:
    """May small print begin below the line: a blank one, a rule, or a picture's link?"""
    if not line or line[0] in _RULES_AND_LINKS:
        return not line or is_rule(line) or (line.startswith("<http") and line.endswith(">"))
    return len(line) < 30 and line.strip("*:").casefold() in _HEADINGS


def _stands_apart(above: str, line: str) -> bool:
    """Does a long line follow a short sentence, without a blank line between them?"""
    return len(above) < _LONG <= len(line) and above[-1] in ".!?" and line[0].isupper()


def tells(bare: Sequence[str], index: int, words: tuple[str, ...]) -> bool:
    """Does the paragraph that begins at a line hold one of the words?"""
    paragraph = ""
    for line in bare[index : index + 8]:
        if not line:
            break
        paragraph += line[:400].casefold() + " "
    return any(word in paragraph for word in words)
