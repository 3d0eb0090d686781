"""Where a program set a whole earlier message below the answer: letterheads, their banners and rules.

Every look is at a bounded number of lines of bounded length: hostile text costs no more than long text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from deskbell.mail.lines import is_quoted, unquoted
from deskbell.mail.phrases.attributions import DAYS
from deskbell.mail.phrases.letterheads import (
    FORWARDED,
    FORWARDED_STARTS,
    LABELS,
    LETTER_ENDS,
    ORIGINAL,
    ORIGINAL_STARTS,
)

_RULES = "-‐‑‒–—―_=*~━─═＝＊"
_MAIL_OR_NUMBER = re.compile(r"[@\d]")
_BANNER_EDGES = frozenset(("--", "- ", "==", "= ", "__", "**", "~~", "––", "——", "<-", "->"))
_RULES_SPACED = _RULES + " "
DECORATION = "-‐‑‒–—―_=*~━─═＝＊#<>+•. \t"
_DAY_AND_HOUR = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d\d")
_NOTES_LINE = re.compile(
    r"---\d{1,4}[./-]\d{1,2}[./-]\d{2,4} \d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: [AaPp][Mm])?---"
)
_FULL_DATE = re.compile(
    r"^[^\W\d_]{2,12}[.,] {0,2}\d{1,2}\.? [^\W\d_]{3,12}\.? \d{4},? \d{1,2}:\d\d:\d\d"
    r"|^[^\W\d_]{2,12}[.,] [^\W\d_]{3,12}\.? \d{1,2}, \d{4}(?: at|,)? \d{1,2}:\d\d"
)
_HOUR = re.compile(r"(?<![\d.])\d{1,2}[:.h]\d\d(?![\d.])|[時时시]")
_PREFIXED = re.compile(r"[^\W\d_]{1,8}(?:\[\d{1,3}\])? ?[:：] ?\S")
_YEAR_AND_HOUR = re.compile(r"(?:\d{4}|[./-]\d{2})\b.{0,20}\b\d{1,2}[:.]\d\d")
_LABELLED = re.compile(r"[*_]{0,2}[^\W\d_][^\d:：@<>/|]{0,24}[:：](?!//)")
_LABEL_LENGTH = 32
_BANNER_LENGTH = 160
_LOOK_AHEAD = 16


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The lines `start` to `end` (exclusive) of a quoted letterhead; `fields` by kind, the first of each."""

    start: int
    end: int
    fields: dict[str, str]


def banner(line: str) -> str:
    """`original` or `forwarded` for a bare line such as "-----Original Message-----", else ""."""
    if len(line) > _BANNER_LENGTH:
        return ""
    core = line.strip(DECORATION).rstrip(":： ").casefold().replace("i\u0307", "i")  # a Turkish capital
    decorated = len(core) + 3 < len(line) and line[0] in DECORATION
    if core in FORWARDED or core.startswith(FORWARDED_STARTS):
        return "forwarded" if decorated or (line[-1] in ":：" and (" " in core or not core.isascii())) else ""
    if core in ORIGINAL or (core.startswith(ORIGINAL_STARTS) and line[:2] == line[-2:] == "--"):
        return "original" if decorated else ""
    return ""


def ends_a_letter(line: str) -> bool:
    """Is a bare line the lower banner of a letter passed on, such as "----- End forwarded message -----"?"""
    return (
        line[:2] in _BANNER_EDGES
        and len(line) <= _BANNER_LENGTH
        and line[-2:] in (line[:2], line[1::-1])
        and line.strip(DECORATION).casefold().startswith(LETTER_ENDS)
    )


def is_rule(line: str) -> bool:
    """Is a bare line nothing but a line drawn from dashes, underscores or the like?"""
    return len(line) >= 3 and line[0] in _RULES and not line.strip(_RULES_SPACED) and len(set(line)) <= 2


def label(line: str) -> tuple[str, str]:
    """The kind and value of a bare letterhead line ("Von: Eva" gives from, Eva), or two empty strings."""
    if line.startswith("|"):
        cells = [cell.strip(" *:：") for cell in line[:400].strip("|").split("|")]
        return (LABELS.get(cells[0].casefold(), ""), cells[1]) if len(cells) == 2 else ("", "")
    colon = line.find(":", 0, _LABEL_LENGTH)
    wide = line.find("：", 0, _LABEL_LENGTH)
    if wide >= 0 and not 0 <= colon < wide:
        colon = wide
    if colon < 0:
        return "", ""
    kind = LABELS.get(line[:colon].strip(" \t*_").casefold(), "")
    return (kind, line[colon + 1 :].strip(" \t*_")) if kind else ("", "")


def is_labelled(line: str) -> bool:
    """Does a bare line begin with words and a colon, in any language, as a field of a header does?"""
    return _LABELLED.match(line) is not None


def letterhead(
    bare: Sequence[str], start: int, trusted: bool = False, quoted: bool = False
) -> Letterhead | None:
    """The letterhead that begins at a line, if one does.

    `trusted`: a rule or a banner stands above, so less is asked. `quoted`: lines may bear quotation signs.
    """
    fields: dict[str, str] = {}
    wrapped: list[str] = []
    end, blanks, last = start, 0, ""
    for index in range(start, min(len(bare), start + _LOOK_AHEAD)):
        line = unquoted(bare[index]).strip() if quoted else bare[index]
        if not line:
            blanks += 1
            if blanks > 1:
                break
            continue
        kind, value = label(line)
        if kind:
            if (kind in fields and kind in ("from", "subject", "sent")) or (blanks and wrapped):
                break
            if wrapped:
                fields[last] = " ".join([fields[last], *wrapped])
            fields.setdefault(kind, value)
            wrapped, end, last = [], index + 1, kind
        elif last and not fields[last] and not blanks:
            fields[last], end = line, index + 1  # the value came to stand on the line below
        elif last in ("to", "copy") and not blanks and fields[last][-1] in ",;" and "@" in line:
            fields[last], end = f"{fields[last]} {line}", index + 1  # a list of addresses goes on
        elif blanks or len(wrapped) >= 2 or last in ("", "other") or (is_quoted(line) and not quoted):
            break
        else:
            wrapped.append("" if _LABELLED.match(line) else line)
            continue
        blanks = 0
    return Letterhead(start, end, fields) if _is_letterhead(fields, trusted) else None


def foreign(bare: Sequence[str], start: int, subject: str) -> Letterhead | None:
    """The letterhead of a language we have no words of: at least three labels, of which one tells the subject."""
    told, index = False, start
    while index < min(len(bare), start + 8) and _LABELLED.match(bare[index]):
        told = told or (index > start and bare[index].casefold().endswith(subject))
        index += 1
    return Letterhead(start, index, {}) if told and index - start >= 3 else None


def colonless(bare: Sequence[str], start: int) -> Letterhead | None:
    """The letterhead of eM Client 9 and later, `From "Eva" <eva@x>`: only below a banner is it known as one."""
    fields: dict[str, str] = {}
    index = start
    while index < min(len(bare), start + 8):
        word, _, value = bare[index].partition(" ")
        kind = LABELS.get(word.casefold(), "")
        if not kind or kind in fields:
            break
        fields[kind] = value.strip()
        index += 1
    return Letterhead(start, index, fields) if "@" in fields.get("from", "") and len(fields) > 2 else None


def _is_letterhead(fields: dict[str, str], trusted: bool) -> bool:
    """Timetables and forms have From, To and Date as well: ask for something that only mail has."""
    if _FULL_DATE.search(fields.get("sent", "") or fields.get("date", "")) and len(fields) > 1:
        return True  # no timetable names the day of the week, the year, and the second or the zone
    if "from" not in fields:
        told = "sent" in fields or "@" in fields.get("to", "")
        told = told or _YEAR_AND_HOUR.search(fields.get("date", "")) is not None
        return told and "to" in fields and "subject" in fields
    sent = "sent" in fields and _is_dated(fields["sent"])
    dated = sent or "date" in fields
    if trusted:
        return "subject" in fields or (
            (dated or "to" in fields) and _MAIL_OR_NUMBER.search(" ".join(fields.values())) is not None
        )
    if not dated and "subject" not in fields:
        return False
    of_mail = sent or "@" in fields["from"] or "@" in fields.get("to", "")
    if of_mail or "subject" not in fields or not dated:
        return of_mail
    day = fields.get("date", "")
    return (
        _HOUR.search(day) is not None
        or _PREFIXED.match(fields["subject"]) is not None
        or day.partition(",")[0].casefold() in DAYS
    )


def _is_dated(sent: str) -> bool:
    """May it be when a letter was sent: does it hold a number or name a day? An empty one says nothing to the contrary."""
    return not sent or any(map(str.isdigit, sent)) or sent.split()[0].strip(",.").casefold() in DAYS


_NOTES_WORD = re.compile(r"[^\W\d_]{1,10}(?=[ \t:]|\Z)")
_NOTES_COPY = frozenset(("cc", "kopie", "copie", "copia", "kopi", "kopia"))
_NOTES_SUBJECT = frozenset(("subject", "thema", "objet", "asunto", "oggetto", "onderwerp", "emne", "ämne"))
_NOTES_TO = frozenset(("to", "an", "à", "para", "a", "aan", "til", "till"))


def notes_letterhead(bare: Sequence[str], start: int) -> bool:
    """Does the bare-worded letterhead of Notes ("To", "cc", "Subject" at the heads of lines) begin here?"""
    if _first_cell(bare[start]) not in _NOTES_TO:
        return False
    words = {_first_cell(line) for line in bare[start + 1 : start + 10]}
    return bool(words & _NOTES_COPY) and bool(words & _NOTES_SUBJECT)


def notes_around(bare: Sequence[str], index: int) -> tuple[int, int]:
    """The lines of a letterhead of Notes told by its bare "cc" at `index`, between "To Eva" and "Subject …".

    A name and a time must stand above it; else two equal numbers.
    """
    word = bare[index].rstrip(":").casefold()
    top = index - 1
    if word not in _NOTES_COPY or top < 0 or _notes_word(bare[top]) not in _NOTES_TO:
        return index, index
    start = notes_start(bare, top)
    below = next((at for at in range(index + 1, min(len(bare), index + 4)) if bare[at]), index)
    if start == top or below == index:
        return index, index
    if _notes_word(bare[below]) in ("bcc", "bccc") and below + 1 < len(bare):
        below += 1
    return (start, below + 1) if _notes_word(bare[below]) in _NOTES_SUBJECT else (index, index)


def _notes_word(line: str) -> str:
    found = _NOTES_WORD.match(line[:20])
    return found[0].casefold() if found else ""


def is_drawn(bare: Sequence[str], index: int) -> bool:
    """Does Notes' letterhead begin here that is drawn of dashes, `|------>` around `| From: |`?"""
    line = bare[index]
    if not (line.startswith("|--") and line.endswith("->") and index + 2 < len(bare)):
        return False
    return bare[index + 1].strip("| \t:").casefold() in LABELS and bare[index + 2] == line


def notes_start(bare: Sequence[str], index: int) -> int:
    """The line from which the writer's name and the date stand above such a letterhead."""
    for top in range(index - 1, max(-1, index - 8), -1):
        if bare[top] and len(bare[top]) < 90 and _DAY_AND_HOUR.search(bare[top]):
            above = top - 1
            return above if above >= 0 and 0 < len(bare[above]) < 90 and bare[above][-1] not in ".!?" else top
    return index


def notes_line(line: str) -> bool:
    """Is it what Notes sets first: "Eva Lind ---05.03.2026 10:15:22---We changed the …"?"""
    return _NOTES_LINE.search(line[:200]) is not None


def _first_cell(line: str) -> str:
    return line[:20].partition("\t")[0].strip().casefold()
