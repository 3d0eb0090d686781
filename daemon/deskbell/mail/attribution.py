"""The line a program sets above a quotation: "On 5 March 2026 at 10:00, Eva <eva@x> wrote:", in any language.

Such a line names a person and a time, mostly with a verb, over one to five lines. What is asked grows with
what it would cost to be wrong: little when quoted lines follow, a good deal when everything below would go.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from deskbell.mail.phrases.attributions import (
    DAYS,
    ENDINGS,
    FIRST_PERSON,
    LEADS,
    OPENERS,
    SECOND_PERSON,
    SHORT_LEADS,
    VERBS,
)

_LINES = 6
_LINE_LENGTH = 300
_LENGTH = 500
_COLONS = ":："
_OPENERS = tuple([words.casefold() for words in OPENERS])
_ARTICLES = ("in article ", "in message ")
_NAME_AND_DAY = re.compile(
    r"[^\W\d_][^\s\d,:]{0,30}(?: [^\W\d_][^\s\d,:]{0,30}){0,3}, [^:]{0,30}\b\d{4}[:：]\Z"
)
LAST_LETTERS = frozenset(words[-4:] for words in ENDINGS)

_VERB = re.compile(
    r"(?<![^\W\d_])(?:"
    + "|".join(
        sorted(
            {
                re.escape(verb)
                for verbs in VERBS.values()
                for verb in verbs
                if verb.isascii() or verb[0] < "\u0e00"
            },
            key=len,
            reverse=True,
        )
    )
    + r")(?![^\W\d_])|"
    + "|".join(
        sorted(
            {re.escape(verb) for verbs in VERBS.values() for verb in verbs if verb[0] >= "\u0e00"},
            key=len,
            reverse=True,
        )
    )
)
ADDRESS = re.compile(r"[^\s<>()\[\]@:,;\"]@[^\s<>()\[\]@,;\"]")
_NAMED = re.compile(
    r">>?\)?[ :：*_]*$|\b(?:by|von|par|por|da|de|door|af|av|od|przez|från|fra|от) [^\s@]{1,64}@[^\s@]{1,255}:$"
)
_ADDRESSED = re.compile(r"[<(\[][^\s<>]{0,64}@|^\S{1,64}@")
"""An address as programs set it: at the head, or in brackets. People name one in the midst of a sentence."""
_ALIEN = re.compile(r"@[^\s<>@]{1,255}>(?: [^\W\d_]\S{0,20}){1,3}:$")
"""The address and at most three words behind it, which may be a verb of a language unknown to us."""
TIME = re.compile(r"(?<!\d)\d{1,2}[:.h点時시]\s?\d{2}(?!\d)")
_DATE = re.compile(
    r"(?<!\d)(?:19|20|25)\d\d(?!\d)|(?<!\d)\d{1,2}[./\-] ?\d{1,2}[./\-] ?(?:\d\d){1,2}(?!\d)"
    r"|[年년]|\d[日일]|[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]{4}"
)
MIDWAY = re.compile(
    r"(?<=[\s.!?,;:)*])(?:On|Am|Le|El|Il|Il giorno|Em|Op|Den|W dniu|Dnia|Dne|Dňa|No dia)"
    r"(?= (?:\d|[^\W\d_]{2,9}[.,]? ?,? ?(?:[^\W\d_]{1,10}[.,]? )?(?:de )?\d))"
)
_TOLD = re.compile(
    r"\b(?:the|my|our|your|his|her|their|an?|some|this|that) (?:[a-z\-]+ ){0,3}(?:wrote|said|writes)\b"
    r"|: host \S+ said\b"
    r"|\bschrieb(?:en)? (?:der|die|das|meine?|unsere?|eine?|ihre?|mir|uns)\b"
    r"|\b(?:notre|mon|ma|votre|une?|le|la) (?:[^\W\d]+ ){0,3}a écrit\b"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """An attribution over the lines `start` to `end` (exclusive), from `column` of the first.

    `strong`: good enough to set aside everything below although nothing there is marked as quoted.
    """

    start: int
    end: int
    column: int
    strong: bool


def may_end(line: str) -> bool:
    """A cheap look: may this bare line be the end of an attribution?"""
    last = line[-1]
    if last in _COLONS:
        return True
    if last in "-–—.>*_" and line.endswith(("----", ":.", ":*", ":**", ":_", "wrote...", "wrote:>")):
        return True
    return line[-4:].casefold() in LAST_LETTERS and line.casefold().endswith(ENDINGS)


def ending_at(bare: Sequence[str], last: int, first: int, quoted_below: bool) -> Attribution | None:
    """The attribution whose last line is `last`; it may begin at `first` at the earliest."""
    window, found = "", -1
    for index in range(last, max(first, last - _LINES + 1) - 1, -1):
        line = bare[index]
        if not line and index < last and _starts_apart(bare, index - 1, first):
            continue
        if not line or len(line) > _LINE_LENGTH or (index < last and _ends_a_sentence(line)):
            break
        window = f"{line} {window}"
        if len(window) > _LENGTH:
            break
        if found >= 0:
            found = index if line[-1] in "<(" or _extends(bare, index, found) else found
        elif _suffices(window.casefold(), begins(line), quoted_below):
            found = index
            if _opens_in_words(line):
                break
    if found < 0:
        return _short(bare, last) if quoted_below else None
    column = _midway(bare[found]) if not begins(bare[found]) else 0
    return Attribution(found, last + 1, column, is_strong(" ".join(bare[found : last + 1])))


def _extends(bare: Sequence[str], index: int, found: int) -> bool:
    """Is the line at `index`, above what sufficed, the true opening: the one with the date, or with "On"?"""
    line = bare[index]
    if not begins(line):
        return False
    if index == found - 1 and line[:11].casefold().startswith(_ARTICLES):
        return True
    if _is_dated(line) and (index == found - 1 or not begins(bare[found])):
        return True
    return _opens_in_words(line) and not _opens_in_words(bare[found]) and _has_day(line)


def speaks(words: str) -> bool:
    """Is this "Eva Lind wrote" and no more, as some telephones set between dashes?"""
    return len(words) < 120 and words.rstrip(": ").casefold().endswith(ENDINGS)


def begins(line: str) -> bool:
    """May a bare line be the first of an attribution: a date, a weekday, or some language's opening word?"""
    first = line[0]
    if first.isdigit() or line.startswith(("(20", "[20", "-- On", "--- ", "---- ", "‐‐‐", ">>>>> ")):
        return True
    head = line[:24].lstrip("*_ ").casefold()
    if head.startswith(_OPENERS) or head.startswith(LEADS):
        return True
    word = head.partition(" ")[0].rstrip(",.")
    return word in DAYS


def _opens_in_words(line: str) -> bool:
    return not line[0].isdigit() and line[:24].lstrip("*_ ").casefold().startswith(_OPENERS)


def _starts_apart(bare: Sequence[str], index: int, first: int) -> bool:
    """Does the line above a blank one open an attribution with its date, and not end a sentence?"""
    line = bare[index] if index >= first else ""
    return (
        0 < len(line) <= 120
        and begins(line)
        and _is_dated(line)
        and not _ends_a_sentence(line)
        and line[-1] != "."
    )


def _ends_a_sentence(line: str) -> bool:
    last = line[-1]
    return last in "!?:：。" or (
        last == "." and not begins(line) and not line[-5:-1].casefold().strip(". ").isdigit()
    )


def _is_dated(line: str) -> bool:
    return bool(_DATE.search(line) or TIME.search(line))


def _is_timed(line: str) -> bool:
    """ "Desk, 07.09.2026 08:02:", or with a verb we do not know."""
    if len(line) >= 120 or line[-1] not in _COLONS:
        return False
    dated = _DATE.search(line) is not None
    address = ADDRESS.search(line) is not None
    return (dated and (address or bool(TIME.search(line)) or names_a_day(line))) or (
        address and bool(TIME.search(line))
    )


def _names_and_dates(line: str) -> bool:
    """ "Eva Lind, 5 March 2026:" """
    if len(line) > 80 or not _NAME_AND_DAY.match(line):
        return False
    return all(word[0].isupper() for word in line.partition(",")[0].split())


def _has_day(line: str) -> bool:
    return _is_dated(line) or names_a_day(line)


def _has_verb(window: str) -> bool:
    """Is there a verb of writing? The commonest is looked for first, since the whole list takes longer."""
    return " wrote:" in window or _VERB.search(window) is not None


def names_a_day(words: str) -> bool:
    """Does it begin with a day of the week?"""
    return any(word.strip(",.").casefold() in DAYS for word in words.split()[:5])


def _suffices(window: str, opens: bool, quoted_below: bool) -> bool:
    """Does a window, in lower case, name a person and a time, or a person and the verb?"""
    verb = _has_verb(window)
    address = ADDRESS.search(window) is not None
    if (verb and (address or _is_dated(window))) or (address and window.startswith(LEADS)):
        return True
    if address and opens and TIME.search(window) and _DATE.search(window):
        return quoted_below or _NAMED.search(window) is not None or _ALIEN.search(window.strip()) is not None
    if opens and " от " in window and TIME.search(window) and _DATE.search(window):
        return True
    return (
        quoted_below
        and address
        and (opens or window.rstrip(" :：").endswith((">", ")", "]")))
        and _is_dated(window)
    )


def is_strong(text: str) -> bool:
    window = text.casefold()
    timed = TIME.search(window) is not None
    dated = _DATE.search(window) is not None
    address = ADDRESS.search(window) is not None
    if _TOLD.search(window) or any(words in window for words in FIRST_PERSON):
        return address and timed
    if any(words in window for words in SECOND_PERSON):
        return timed and dated
    if not _has_verb(window):
        named = (address and _NAMED.search(window) is not None) or " от " in window
        named = named or (_ALIEN.search(window) is not None and begins(text))
        return (timed and dated and named) or (address and window.startswith(LEADS))
    signed = _ADDRESSED.search(window) is not None or timed or dated
    return (address and signed) or (timed and dated) or (dated and begins(text))


def _short(bare: Sequence[str], last: int) -> Attribution | None:
    """ "Eva wrote:" counts when quoted lines stand below."""
    line = bare[last].rstrip("-–—*_ ")
    if bare[last] and (_is_timed(bare[last]) or _names_and_dates(bare[last])):
        return Attribution(last, last + 1, 0, False)
    if line[-1:] in (":", ")") and line[:24].casefold().startswith(SHORT_LEADS):
        return Attribution(last, last + 1, 0, False)
    if 0 < len(line) <= 120 and line[-1] in _COLONS and _has_verb(line.casefold()):
        return Attribution(last, last + 1, 0, False)
    return None


def _midway(line: str) -> int:
    """The column at which an attribution begins after words of the writer's own, or 0."""
    found = MIDWAY.search(line)
    if found is None:
        return 0
    before = line[: found.start()].casefold()
    return 0 if _has_verb(before) or ADDRESS.search(before) else found.start()
