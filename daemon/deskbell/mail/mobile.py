"""The line that a telephone or a mail program adds below a person's words: "Sent from my iPhone"."""

import re
from collections.abc import Sequence

from deskbell.mail.lines import Lines
from deskbell.mail.phrases.signatures import HINTS, OWN_LINES, PROGRAMS, SENDERS, SENT_ENDS, SENT_STARTS
from deskbell.mail.spotting import holds_one

_SENTENCE = (", is ", ", it ", ", which ", ", was ", ", far ", ", much ", ", and ")
_OF_A_SENTENCE = frozenset(
    (
        "is",
        "are",
        "was",
        "were",
        "by",
        "has",
        "have",
        "do",
        "does",
        "did",
        "but",
        "not",
        "cannot",
        "can",
        "will",
        "it",
    )
)
_CITING = frozenset('"“”„«»')
_LOOK_BACK = 60
_LONGEST = 140
_LAST_STARTS = ("Sent from ", "Sent via ", "Sent with ", "Sent using ", "Sent by ")
_OFFER = re.compile(
    r"get (\S+(?: \S+)?) for (?:ios|android|mobile|iphone|ipad|windows|mac|desktop)(?: <\S+)?\Z"
)
_FIRST_LETTERS = frozenset(words[:2] for words in SENT_STARTS) | {"ge"}
_LAST_LETTERS = frozenset(words[-2:] for words in SENT_ENDS)


def indices(bare: Sequence[str], index: int, end: int) -> list[int]:
    """The line at `index`, if it is such a line, and the one below if it goes on there; `end` is exclusive."""
    if not is_mobile(bare[index]) and not _is_last_sent(bare, index, end):
        return []
    return [index, index + 1] if index + 1 < end and _continues(bare, index + 1, end) else [index]


def glued(lines: Lines, end: int) -> list[tuple[int, int]]:
    """Where such words stand behind others in a line above `end` (exclusive): lines and columns, lowest first."""
    if not holds_one(lines.text, HINTS):
        return []
    found = []
    for index in range(end - 1, max(-1, end - _LOOK_BACK), -1):
        line = lines.bare[index]
        for words in OWN_LINES:
            column = line.rfind(words)
            if column > 0 and any(map(str.isalnum, line[:column])) and _is_all_mobile(line[column:]):
                found.append((index, column))
                break
    return found


def _is_all_mobile(words: str) -> bool:
    """Is it what a telephone adds, and neither cited nor the beginning of a sentence about it?"""
    return (
        is_mobile(words)
        and not any(sign in words for sign in _CITING)
        and _OF_A_SENTENCE.isdisjoint(words.split())
    )


def _is_last_sent(bare: Sequence[str], index: int, end: int) -> bool:
    """ "Sent from a quiet corner", as the last paragraph, is a joke on the telephone's line."""
    line = bare[index]
    if not line.startswith(_LAST_STARTS) or line[-1] in "?!,:":
        return False
    if any(bare[below] for below in range(index + 1, min(end, index + 50))):
        return False
    words = len(line.split())
    if line.startswith("Sent from my "):
        return words <= 12 and not any(told in line for told in _SENTENCE)
    return "," not in line and words <= (8 if index == 0 or not bare[index - 1] else 4)


def is_mobile(line: str) -> bool:
    """Is a bare line one that a telephone or a mail program adds, such as "Sent from my iPhone"?"""
    if len(line) > _LONGEST:
        return False
    low = line.casefold().lstrip("-–—_*[(.|<> ").rstrip(".*])!_|> ")
    if low[:2] not in _FIRST_LETTERS and low[-2:] not in _LAST_LETTERS and "outlook" not in low:
        return False
    if low.startswith(SENT_STARTS):
        return _names_a_program(low)
    offer = _OFFER.match(low) if low.startswith("get ") else None
    if offer and any(name in offer[1] for name in SENDERS):
        return True
    if low.endswith(SENT_ENDS):
        return len(low) < 80 and _names_a_program(low, 12)
    if "outlook" in low and ("ios" in low or "android" in low):
        return len(low.split()) <= 8 and any(words in low for words in PROGRAMS)
    return False


def _names_a_program(low: str, words: int = 8) -> bool:
    """ "Sent from my desk, far easier than a mobile" is a sentence: the device must come at once."""
    if low.endswith("?"):
        return False
    head = " ".join(low.split(",", 1)[0].split()[:words]) + " "
    return any(name in head for name in SENDERS)


def _continues(bare: Sequence[str], index: int, end: int) -> bool:
    """Is the line the rest of a long "Sent from my …", wrapped?"""
    line = bare[index]
    if not line or len(line) > 40 or not line[0].islower() or len(bare[index - 1]) < 50:
        return False
    return index + 1 >= end or not bare[index + 1]
