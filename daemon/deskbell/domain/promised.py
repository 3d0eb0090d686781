"""A time in an agent's own words: "I'll get back to you Thursday" is a promise too."""

from collections.abc import Sequence
from datetime import datetime

from deskbell.domain import time_words
from deskbell.domain.hours import WorkingHours
from deskbell.domain.phrase_words import tables
from deskbell.domain.sentences import Sentence, sentences
from deskbell.domain.when import Frame, Read, read_when, tokens_of

#: Before a clock these say nothing of when ("the 10:30 crash").
_WEAK = frozenset(("the", "le", "la", "el", "de", "den", "dem", "der", "-", "–", "@", ",", "a"))


def promised_time(
    words: str, now: datetime, zone: str, hours: WorkingHours | None = None
) -> tuple[str, datetime] | None:
    """The first sentence that promises a contact at a time to come, with that time; None if none does.

    A day without a clock is kept by the end of its `hours`; questions and conditions promise nothing.
    """
    frame = Frame.of(now, hours or WorkingHours(zone=zone), zone, late=True, bare=False)
    for sentence in sentences(words):
        if not _promises(sentence):
            continue
        found = _time_in(tokens_of(sentence.text), frame)
        if found and found > now:
            return sentence.text, found
    return None


def _promises(sentence: Sentence) -> bool:
    """Somebody speaks of what they will do, and it is a word, a call, a visit or a thing done."""
    known, tokens = tables(), sentence.tokens
    if sentence.asks or any(token in known.words["unbound"] for token in tokens):
        return False
    return known.phrases["we_will"].within(tokens) and known.phrases["to_do"].within(tokens)


def _time_in(tokens: Sequence[str], frame: Frame) -> datetime | None:
    """The first time in the sentence; a day and a clock that stand apart belong together."""
    start, read = _first_read(tokens, 0, frame)
    if read is None:
        return None
    named = tokens[start : start + read[0]]
    later, clock = _first_read(tokens, start + read[0], frame)
    if clock is not None:
        joined = read_when([*named, *tokens[later : later + clock[0]]], frame)
        if joined and joined[0] == len(named) + clock[0]:
            return joined[1]
    return read[1]


def _first_read(tokens: Sequence[str], start: int, frame: Frame) -> tuple[int, Read | None]:
    for at in range(start, len(tokens)):
        if _may_begin(tokens[at]) and (read := read_when(tokens[at : at + 12], frame)):
            return at, read
    return len(tokens), None


def _may_begin(token: str) -> bool:
    word = token.rstrip(".")
    if word[:1].isdigit():
        return "-" in word or token.count(".") > 1
    if word in _WEAK:
        return False
    return any(word in known for known in _OPENERS)


_OPENERS = (
    time_words.LEADS,
    time_words.AFTER,
    time_words.NEAR_DAYS.keys(),
    time_words.WEEKDAYS.keys(),
    time_words.NEXT,
    time_words.THIS,
)
