"""How important does the sender say a mail is? Every mark is kept as it was seen, so that a rule can show it.

Marks are claims: they say what the sender wishes, not who the sender is. One high mark outweighs any low
one, for a program that writes `X-Priority: 3` beside `Importance: high` says normal out of habit and high
because it was told.
"""

import re
import unicodedata

from deskbell.mail.marks_words import CALM, NEGATIONS, RED_MARKS, URGENT
from deskbell.mail.tree import Headers
from deskbell.mail.values import Importance

HIGH, LOW = "high", "low"
_NORMAL = Importance()

_HIGH_WORDS = ("high", "highest", "very high", "urgent", "critical", "immediate", "emergency", "important",
               "flash", "hoch", "haute", "alta", "hoog")  # fmt: skip
_LOW_WORDS = ("low", "lowest", "very low", "non-urgent", "nonurgent", "non urgent", "niedrig", "basse",
              "bassa", "baja", "baixa", "laag")  # fmt: skip
_WORDS = {**dict.fromkeys(_HIGH_WORDS, HIGH), **dict.fromkeys(_LOW_WORDS, LOW)}

# RFC 2156 and RFC 4021 name Importance and Priority; the X- fields are Outlook's, Eudora's and their
# followers'.
_FIELDS = (
    "Importance",
    "X-Importance",
    "Priority",
    "X-Priority",
    "X-MSMail-Priority",
    "X-MS-Priority",
    "Urgency",
)
_FIELD_NAMES = frozenset(name.lower() for name in _FIELDS)

_PREFIXES = re.compile(
    r"(?:\s*(?:re|aw|sv|vs|antw|odp|ynt|rif|r|fwd?|wg|tr|rv|enc|doorst|回复|答复|转发|답장)\s*[:：])+\s*",
    re.I,
)
_LETTER_BEFORE = r"(?<![^\W\d_])"
_LETTER_AFTER = r"(?![^\W\d_])"


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


_ALL_URGENT = tuple(word for words in URGENT.values() for word in words)
# Scripts that put no space between words have no whole words to look for; one character alone must still
# stand alone.
_UNSPACED = tuple(word for code in ("ja", "zh", "ko", "th") for word in URGENT[code] if len(word) > 1)
_CALM = re.compile(f"{_LETTER_BEFORE}(?:{_alternatives(CALM)}){_LETTER_AFTER}")
_URGENT = re.compile(
    f"{_LETTER_BEFORE}(?:{_alternatives(_ALL_URGENT)}){_LETTER_AFTER}|{_alternatives(_UNSPACED)}",
)
# Beginnings of all the words: what holds none of them is not searched.
_STEMS = frozenset(word[:4] for word in (*_ALL_URGENT, *CALM))
_ASCII_STEMS = tuple(stem for stem in _STEMS if stem.isascii())
_RED = re.compile(f"[{RED_MARKS}]|[!！]{{2,}}|^\\s*[\\[(][!！][\\])]")

_OPEN = "([{<*#【〔［（「『《〈_~|!！"
_CLOSE = ")]}>*】〕］）」』》〉_~|:：!！,，;；.。–—-/"


def importance(headers: Headers, subject: str, text: str = "") -> Importance:
    """Weigh the header fields, the subject, and the first line of the text where it is nothing but a mark."""
    found: list[tuple[str, str]] = []
    if not _FIELD_NAMES.isdisjoint(headers.names):
        found += [
            mark for name in _FIELDS for value in headers.all(name) if (mark := _field_mark(name, value))
        ]
    found += _line_marks(subject[:400], "in the subject")
    first = text[:200].lstrip().split("\n", 1)[0].strip()
    if 0 < len(first) <= 40:
        found += _line_marks(first, "in the first line", whole=True)
    if not found:
        return _NORMAL
    levels = {level for level, _ in found}
    level = HIGH if HIGH in levels else LOW if LOW in levels else "normal"
    return Importance(level, tuple(dict.fromkeys(mark for _, mark in found)))


def _field_mark(name: str, value: str) -> tuple[str, str] | None:
    """The level a field states, or nothing for normal and for what is no level at all."""
    words = value.strip().casefold()
    level = _WORDS.get(words)
    if level is None and words[:1].isdigit():
        level = {"1": HIGH, "2": HIGH, "4": LOW, "5": LOW}.get(_number(words))
    if level is None and "(" not in words:
        level = _WORDS.get(re.split(r"[\s,;]", words, maxsplit=1)[0])
    return (level, f"{name}: {value.strip()[:60]}") if level else None


def _number(words: str) -> str:
    digits = re.match(r"[0-9]+", words)
    return digits.group() if digits else ""


def _line_marks(line: str, where: str, *, whole: bool = False) -> list[tuple[str, str]]:
    """The marks in one line. `whole`: the line counts only if nothing stands beside the mark."""
    if not line:
        return []
    found: list[tuple[str, str]] = []
    if not whole and (not line.isascii() or "!!" in line or line.lstrip().startswith(("[!", "(!"))):
        found += [(HIGH, f"{sign.group().strip()} {where}") for sign in _RED.finditer(line)][:3]
    line = line.replace("İ", "I")  # the one common letter whose lower case is two
    folded = line.casefold()
    if any(map(folded.__contains__, _ASCII_STEMS if folded.isascii() else _STEMS)):
        found += _word_marks(unicodedata.normalize("NFC", line), where, whole)
    return found


def _word_marks(line: str, where: str, whole: bool) -> list[tuple[str, str]]:
    folded = line.lower()
    if len(folded) != len(line):  # a rare letter grew, and every position after it would be wrong
        line = folded
    start = prefix.end() if (prefix := _PREFIXES.match(line)) else 0
    for calm in _CALM.finditer(folded, start):
        if _is_mark(line, start, calm.start(), calm.end(), whole):
            return [(LOW, f"{line[calm.start() : calm.end()]} {where}")]
    for word in _URGENT.finditer(folded, start):
        before = folded[start : word.start()].split()
        if before and before[-1] in NEGATIONS:
            continue
        if _is_mark(line, start, word.start(), word.end(), whole):
            return [(HIGH, f"{line[word.start() : word.end()]} {where}")]
    return []


def _is_mark(line: str, start: int, begin: int, end: int, whole: bool) -> bool:
    """A word marks the line when it opens it, stands apart in brackets or at its end, or shouts in capitals.

    In the middle of prose ("the urgent care unit") it says nothing of the mail.
    """
    before, word, after = line[start:begin].rstrip(), line[begin:end], line[end:].lstrip()
    if whole:
        return not before.strip(_OPEN) and not after.strip(_CLOSE + " ") and (word.isupper() or bool(after))
    if not before.strip(_OPEN + " "):
        return True
    if before.endswith(("]", "】", ")")) and _only_tags(before):
        return True
    if before[-1] in _OPEN and (not after or after[0] in _CLOSE):
        return True
    if not after.strip(_CLOSE + " ") and before[-1] in "-–—:：,;|/.!?":
        return True
    return word.isupper() and len(word) > 1


def _only_tags(before: str) -> bool:
    return re.fullmatch(r"(?:\s*(?:\[[^\]]{0,60}\]|【[^】]{0,60}】|\([^)]{0,60}\)))+\s*", before) is not None
