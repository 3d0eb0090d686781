"""Quotations in text that lost its line ends: an attribution or a letterhead in the midst of a line."""

import re

from deskbell.mail import attribution, separators
from deskbell.mail.phrases.letterheads import LABELS

_SHORTEST = 30
_VERBS = (
    "wrote", "a écrit", "escribió", "ha scritto", "escreveu", "skrev", "kirjoitti", "napsal", "schrieb", "schreef",
)  # fmt: skip
_WROTE = re.compile(f"(?:{'|'.join(_VERBS)})(?:\\(a\\))?\\s?:|(?:schrieb|skrev|schreef) [^:\\n]{{1,80}}:")
_LONGEST = 20_000
_FROM = (
    "From:", "Von:", "De:", "De :", "Da:", "Van:", "Fra:", "Från:", "Od:", "От:", "发件人:", "差出人:", "보낸 사람:",
)  # fmt: skip
_LABEL = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?(?= ?[:：])")
_LABELS_LENGTH = 600
_MOST_LOOKS = 20


def column_of(line: str) -> int:
    """The column of a bare line at which what it quotes begins, with its introduction; or -1."""
    if len(line) < _SHORTEST or ":" not in line:
        return -1
    column = _attribution(line)
    return _letterhead(line) if column < 0 and line.count(":") > 2 else column


def _attribution(line: str) -> int:
    """Where an attribution begins in the midst of a bare line that runs on after it, or -1."""
    if not any(verb in line for verb in _VERBS):
        return -1
    for verb in _WROTE.finditer(line, 0, _LONGEST):
        begin = max(0, verb.start() - 250)
        openers = [begin] if attribution.begins(line[:40]) and begin == 0 else []
        openers += [found.start() for found in attribution.MIDWAY.finditer(line, begin, verb.end())]
        for opener in openers:
            words = line[opener : verb.end()]
            if not attribution.is_strong(words):
                continue
            # A program's log, line for line, tells the day in figures alone.
            logged = opener == 0 and not attribution.names_a_day(words)
            if attribution.ADDRESS.search(words) or (attribution.TIME.search(words) and not logged):
                return opener
    return -1


def _letterhead(line: str) -> int:
    """Where a letterhead that lost its line ends begins in a bare line, with the banner before it; or -1."""
    looks = 0
    for words in _FROM:
        place = line.find(words)
        while place >= 0 and looks < _MOST_LOOKS:
            looks += 1
            found = _LABEL.findall(line, place, place + _LABELS_LENGTH)
            kinds = {
                LABELS.get(label.rpartition(" ")[2].casefold(), LABELS.get(label.casefold(), ""))
                for label in found
            }
            if "subject" in kinds and kinds & {"sent", "date"} and "to" in kinds:
                return _with_banner(line, place)
            place = line.find(words, place + 1)
    return -1


def _with_banner(line: str, place: int) -> int:
    """The column at which a rule or a banner before a column begins, or that column."""
    head = line[:place].rstrip()
    bare = head.rstrip("-_ *")
    if len(head) - len(bare) < 3:
        return place
    opening = max(bare.rfind("---"), bare.rfind("___"))
    if opening >= 0 and len(bare) - opening < 60 and separators.banner(f"---{bare[opening + 3 :]}---"):
        return len(bare[:opening].rstrip("-_ "))
    return len(bare)
