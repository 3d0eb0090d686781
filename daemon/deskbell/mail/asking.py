"""What speaks for a person: who asks the reader for something, or speaks of himself."""

import re
from itertools import pairwise

from deskbell.mail.absence_cues import PRESSING
from deskbell.mail.asking_sentences import SENTENCES
from deskbell.mail.asking_words import (
    APPEALS,
    APPEALS_UNASKED,
    APPEALS_UNSPACED,
    ASKED,
    BY_HAND,
    INFORMAL,
    MATTERS,
    MYSELF,
    MYSELF_PERHAPS,
)
from deskbell.mail.card import is_closing
from deskbell.mail.senders import is_a_thing
from deskbell.mail.spotting import PhraseBook, SentenceBook, filed, folded_case, is_unspaced, words_of

_ASKED = PhraseBook(ASKED)
_SENTENCES = SentenceBook(SENTENCES)
_QUESTION = re.compile(r"([^.!?？؟\n]{0,80})[?？؟](?![\w=&%/])")
_PRESSING = PhraseBook(PRESSING)
_MYSELF = filed(MYSELF.split())
_MYSELF_PERHAPS = filed(MYSELF_PERHAPS.split())
_MYSELF_INDEED = re.compile(
    r"\bmon (?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|to|and|or)\b)[a-zà-ÿ]"
    r"|(?<![./@\w-])io\b(?![./])|(?<!\d )\bmio\b(?!\.)"
)
_MATTERS = PhraseBook(MATTERS)
# Words that only these look for: filed among those of all books they would make each search longer.
_EACH_WORD = re.compile(r"[^\W\d_]+")
_APPEALS = PhraseBook(APPEALS)
_APPEALS_UNASKED = PhraseBook(APPEALS_UNASKED)
_INFORMAL = frozenset(INFORMAL.split())
_BY_HAND = frozenset(BY_HAND.casefold().split()) | _INFORMAL
_MYSELF_UNSPACED = re.compile("我(?![们們司方])|私|저는|제가|僕")


def requests(folded: str, words: set[str]) -> bool:
    """Does the casefolded text, whose words these are, ask for something to be done, as no responder does?"""
    return bool(_ASKED.first(folded, words)) or bool(_SENTENCES.first(folded, words))


def questions(folded: str) -> bool:
    """Is something asked? Question marks in links ask nothing, nor does "Is it urgent?", as responders put it."""
    return any(not _PRESSING.first(found[1]) for found in _QUESTION.finditer(folded))


def names_a_matter(folded: str, words: set[str]) -> bool:
    """Does it name a thing that people come to a desk with? Who has a notice written in advance knows of none."""
    return bool(_MATTERS.first(folded, words))


def speaks_of_oneself(folded: str, words: set[str]) -> bool:
    """Does it say "I" or "my"? A responder may, for its owner; a program that tells of itself does not."""
    if not _MYSELF.isdisjoint(words):
        return True
    if not _MYSELF_PERHAPS.isdisjoint(words) and _MYSELF_INDEED.search(folded) is not None:
        return True
    return not folded.isascii() and _MYSELF_UNSPACED.search(folded) is not None


def appeals(folded: str, words: set[str]) -> bool:
    """Is the reader asked whether he could do something? Programs tell their readers what to do, and do not ask so."""
    if _APPEALS_UNASKED.first(folded, words) or any(map(folded.__contains__, APPEALS_UNSPACED)):
        return True
    return bool(_APPEALS.first(folded, words)) and any(
        _APPEALS.first(found[1]) for found in _QUESTION.finditer(folded)
    )


def is_typed(folded: str, words: set[str]) -> bool:
    """Did a hand type it? Somebody appeals to the reader, writes as only people do, or says "I" and
    asks for something.
    """
    if appeals(folded, words) or not _INFORMAL.isdisjoint(_EACH_WORD.findall(folded)):
        return True
    return speaks_of_oneself(folded, words) and (questions(folded) or requests(folded, words))


def asks_in_person(folded: str) -> bool:
    """Is there a question of several words, or a shorter one from somebody who greets, thanks or says "we"?"""
    longest = max((len(found[1].split()) for found in _QUESTION.finditer(folded)), default=0)
    if longest <= _A_FEW_WORDS:
        return False
    return longest > _SEVERAL_WORDS or not _BY_HAND.isdisjoint(_EACH_WORD.findall(folded))


_A_FEW_WORDS, _SEVERAL_WORDS = 2, 4
_STAMP = re.compile(r"\b\d{1,2}:\d{2}:\d{2}\b")
_LABEL = re.compile(r"(?:^[ \t>*•|-]{0,4}|[.!;] )[^\W\d_][^:\n.!?]{0,40}:[ \t]+\S", re.M)
_PRINTED = re.compile(
    r"(?:^|[.!] [^\n.!?:]{1,24}:)[ \t]*https?://\S+[ \t]*$|^[^\w\s]{4}|\d[-./]\d{2,4}[ t,]{1,2}\d\d?:\d\d|^<?[a-z]{3} {1,2}\d\d? \d\d:\d\d|\w=\S|\t|[^\s.!?,:;] {2,8}\S",
    re.M | re.I,
)


def is_a_record(text: str) -> bool:
    """Are there several labels, or a time with its seconds?"""
    return _STAMP.search(text) is not None or len(_LABEL.findall(text)) > 1


def is_printed(text: str) -> bool:
    """Does it look as programs print: labels, stamps, columns, rules, links on lines of their own?"""
    return is_a_record(text) or _PRINTED.search(text) is not None


def nobody_speaks(text: str) -> bool:
    """Is there no greeting in the words, no thanks, no "I" or "we", no question and no request, as where a program prints
    what it has to tell? Words without spaces between them are left to doubt.
    """
    folded = folded_case(text)
    words = words_of(folded)
    if (
        not _BY_HAND.isdisjoint(_EACH_WORD.findall(folded))
        or speaks_of_oneself(folded, words)
        or is_unspaced(folded)
    ):
        return False
    return not (questions(folded) or requests(folded, words))


_FULL_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_][\w.'’-]*){1,3}(?:,.*|\s*\(.*)?")


def is_signed_by_a_person(text: str) -> bool:
    """Does a line with a person's name follow the closing words? Programs close with an office's."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return any(
        is_closing(closing.casefold().rpartition(" ")[2])
        and len(closing) < 60
        and _FULL_NAME.fullmatch(name) is not None
        and not is_a_thing(name.partition(",")[0])
        for closing, name in pairwise(lines)
    )
