"""Is somebody away? Told from the words of a mail alone, known phrases or free ones, in many languages."""

import re
from itertools import islice

from deskbell.mail.absence_cues import ABSENT, BACK, DEPUTY, MAIL_WAITS, PLANNED, PRESSING
from deskbell.mail.asking import names_a_matter
from deskbell.mail.away_sentences import SENTENCES
from deskbell.mail.away_words import AWAY_TEXT, INSTEAD, MEANWHILE, RETURN, THANKS
from deskbell.mail.spotting import PhraseBook, SentenceBook, apart

Seen = tuple[int, str, str]

_AWAY_TEXT = PhraseBook(AWAY_TEXT)
_AWAY_SENTENCES = SentenceBook(SENTENCES)
_RETURN = PhraseBook(RETURN)
_THANKS = PhraseBook(THANKS)
_INSTEAD = PhraseBook(INSTEAD)
_MEANWHILE = PhraseBook(MEANWHILE)
_ABSENT = PhraseBook(ABSENT)
_BACK = PhraseBook(BACK)
_PRESSING = PhraseBook(PRESSING)
_DEPUTY = PhraseBook(DEPUTY)
_MAIL_WAITS = PhraseBook(MAIL_WAITS)
_PLANNED = PhraseBook(PLANNED)

# Where somebody else is to be found: within a sentence, for who signs with his own tells no more than that.
_REACHED = re.compile(
    r"\([^()\s@]{1,64}@[^()\s@]{1,100}\)|\b(?:unter|under|at|on|to|an|au|à|på|a|al|op|via) (?:tel\.? ?)?(?:[^\s@]{1,64}@|\+?\d[\d /-]{6,})"
)
_ELSEWHERE = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,60}\.|\+?\b\d{2,5}[ /-]\d[\d /-]{1,12}\b|\b(?:ext|tel|доб|int)\b\.? ?\d{2,}"
)
_A_DAY = re.compile(
    r"\b\d{1,2}[./]\s?\d{1,2}\b|\b\d{1,2}\.?\s?[-–~〜～]\s?\d{1,2}\b|\d{1,2}月\s?\d{1,2}日|\d{1,2}일"
)
_LONGEST_NOTE = 900


def absence_signal(folded: str, words: set[str], *, answers: bool, quotes: bool) -> Seen | None:
    """What the casefolded first lines tell of an absence. `answers`: the mail answers another, as responders do;
    `quotes`: it quotes it, as responders hardly do.
    """
    if away := _AWAY_TEXT.first(folded, words) or _AWAY_SENTENCES.first(folded, words):
        weight = 1 + min(2, _besides(folded, words))
        if weight > 2 or not answers:
            return (weight, f"text: {away[:60]}", "out-of-office")
    if answers and not quotes and (absent := _ABSENT.first(folded, words)):
        weight = _free_weight(folded, words)
        if weight > 1:
            return (weight if weight > 2 else 1, f"text: {absent.strip()}, and more of that", "out-of-office")
    return (1, f"text: {away[:60]}", "out-of-office") if away else None


def _besides(folded: str, words: set[str]) -> int:
    """Being away alone says little; with a day of return, somebody to ask instead, and thanks, it says all."""
    if len(folded) > _LONGEST_NOTE or names_a_matter(folded, words):
        return 0
    returning = bool(_RETURN.first(folded, words)) or _A_DAY.search(folded) is not None
    reached = _REACHED.search(folded) is not None
    meanwhile = len(apart(islice(_MEANWHILE.found(folded, words), 4)))
    beside = sum(1 for book in (_INSTEAD, _THANKS) if book.first(folded, words))
    return returning + reached + meanwhile + beside


def _free_weight(folded: str, words: set[str]) -> int:
    """Each sort of cue once; plans for a day to come, and whatever people come to a desk with, speak against it."""
    if len(folded) > _LONGEST_NOTE or names_a_matter(folded, words) or _PLANNED.first(folded, words):
        return 0
    cues = sum(1 for book in (_BACK, _PRESSING, _DEPUTY, _MAIL_WAITS, _THANKS) if book.first(folded, words))
    return min(3, cues + (_ELSEWHERE.search(folded) is not None))
