"""Is somebody away? Told from the words of a mail alone, known phrases or free ones, in many languages."""

import re

from deskbell.mail.absence_cues import (
    ABSENT,
    APPOINTED,
    BACK,
    COMES_BACK,
    DEPUTY,
    LATE,
    MAIL_WAITS,
    MONTHS,
    OVER,
    OVER_UNSPACED,
    PLANNED,
    PRESSING,
)
from deskbell.mail.asking import names_a_matter, speaks_of_oneself
from deskbell.mail.away_sentences import SENTENCES
from deskbell.mail.away_words import AWAY_TEXT, INSTEAD, MEANWHILE, RETURN, THANKS
from deskbell.mail.spotting import PhraseBook, SentenceBook, apart, filed

Seen = tuple[int, str, str]

_AWAY_TEXT = PhraseBook(AWAY_TEXT)
_AWAY_SENTENCES = SentenceBook(SENTENCES)
_RETURN = PhraseBook(RETURN)
_THANKS = PhraseBook(THANKS)
_INSTEAD = PhraseBook(INSTEAD)
_MEANWHILE = PhraseBook(MEANWHILE)
_ABSENT = PhraseBook(ABSENT)
_BACK = PhraseBook(BACK)
_COMES_BACK = PhraseBook(COMES_BACK)
_MONTHS = PhraseBook(MONTHS)
_NUMBER = re.compile(r"\b\d{1,2}(?!\d)")
_PRESSING = PhraseBook(PRESSING)
_DEPUTY = PhraseBook(DEPUTY)
_LATE = PhraseBook(LATE)
_MAIL_WAITS = PhraseBook(MAIL_WAITS)
_APPOINTED = PhraseBook(APPOINTED)
_PLANNED = PhraseBook(PLANNED)
_OVER = filed(OVER)

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
# Before the words of absence: it is somebody else, whom a responder would not speak of.
_OTHERS = re.compile(
    r"(?:\b(?:koleg[ai]|koleżanka|kolleg(?:e|in|a|aen|an)|collega|colleague|coworker|collègue|compañer[oa]|kolegyně|коллега|user|boss|manager|chef|chefin|they)\b|担当の?\S{1,6}が|经理)"
    r"[^.!?\n]{0,40}\Z"
)
_SUPPOSED = re.compile(
    r"(?:\A|\b)(?:when(?:ever)?|if|wenn|falls|quand|lorsque|cuando|quando|wanneer|när|når|gdy|jeśli|když|если|когда) (?:\w+ )?\Z|\A(?:when(?:ever)?|if|wenn|falls) "
)
_LONGEST_NOTE = 900
_FEW, _MANY = 2, 3  # cues that are enough beside known words or an "I", and beside free words


def absence_signal(folded: str, words: set[str], *, answers: bool, quotes: bool) -> Seen | None:
    """What the casefolded first lines tell of an absence. `answers`: the mail answers another, as responders do;
    `quotes`: it quotes it, as responders hardly do.
    """
    away = _AWAY_TEXT.first(folded, words) or _AWAY_SENTENCES.first(folded, words)
    weight = 1 + min(2, max(0, _besides(folded, words))) if away else 0
    if away and (_OTHERS.search(folded[: folded.find(away)][-50:]) or _is_supposed(folded, away)):
        return None
    if weight < 3 and answers and not quotes and (away or (away := _ABSENT.first(folded, words).strip())):
        cues = _cues(folded, words)
        enough = _FEW if weight or speaks_of_oneself(folded, words) else _MANY
        weight = max(weight, 3 if cues >= enough else min(cues, 1))
    return (weight, f"text: {away[:60]}", "out-of-office") if weight else None


def _is_supposed(folded: str, away: str) -> bool:
    """Is the absence only supposed, as where somebody speaks of what is to happen then?"""
    return (
        _SUPPOSED.match(away) is not None or _SUPPOSED.search(folded[: folded.find(away)][-10:]) is not None
    )


def _besides(folded: str, words: set[str]) -> int:
    """Being away alone says little; with a day of return, somebody to ask instead, and thanks, it says all."""
    if len(folded) > _LONGEST_NOTE or names_a_matter(folded, words):
        return 0
    returning = bool(_RETURN.first(folded, words)) or _names_a_day(folded, words)
    reached = _REACHED.search(folded) is not None
    meanwhile = len(apart(_MEANWHILE.some(folded, words, 4)))
    beside = sum(1 for book in (_INSTEAD, _THANKS) if book.first(folded, words))
    appointed = bool(_APPOINTED.first(folded, words))
    return returning + reached + meanwhile + beside - appointed


def returns(folded: str, words: set[str]) -> bool:
    """Do the casefolded words say that somebody comes back?"""
    return bool(_COMES_BACK.first(folded, words))


def _names_a_day(folded: str, words: set[str]) -> bool:
    """Is a day given by its number, with a month or a mark beside it?"""
    if _A_DAY.search(folded) is not None:
        return True
    month = _MONTHS.first(folded, words)
    return (
        bool(month)
        and _NUMBER.search(folded[max(0, folded.find(month) - 9) :][: len(month) + 18]) is not None
    )


def _cues(folded: str, words: set[str]) -> int:
    """Each sort of cue once. An absence that is over or only planned, and whatever people come to a desk with, are a
    person's to tell.
    """
    if len(folded) > _LONGEST_NOTE or names_a_matter(folded, words) or plans(folded, words):
        return 0
    if not _OVER.isdisjoint(words) or (
        not folded.isascii() and any(over in folded for over in OVER_UNSPACED)
    ):
        return 0
    back = bool(_BACK.first(folded, words)) or _A_DAY.search(folded) is not None
    cues = sum(1 for book in (_PRESSING, _DEPUTY, _MAIL_WAITS, _LATE, _THANKS) if book.first(folded, words))
    return back + cues + (_ELSEWHERE.search(folded) is not None)


def plans(folded: str, words: set[str]) -> bool:
    """Does somebody plan with the reader, or conclude something, as no notice written in advance does?"""
    return bool(_PLANNED.first(folded, words))
