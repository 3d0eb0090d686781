"""What the first and the last lines of an automatic mail say, in many languages."""

import re
from collections.abc import Iterator

from deskbell.mail import markers
from deskbell.mail.absence import absence_signal
from deskbell.mail.asking import (
    appeals,
    asks_in_person,
    is_signed_by_a_person,
    is_typed,
    questions,
    requests,
    speaks_of_oneself,
)
from deskbell.mail.notice_sentences import MADE
from deskbell.mail.notice_words import (
    CHALLENGE,
    RECEIVED_TEXT,
    ROBOT_TEXT,
)
from deskbell.mail.notices import TAIL, bulk_signals, challenge_signal, notice_signals
from deskbell.mail.origin_lines import HEAD, URL, first_words, own_words
from deskbell.mail.origin_subject import is_answer
from deskbell.mail.senders import SenderKind
from deskbell.mail.small_print import notice
from deskbell.mail.spotting import PhraseBook, SentenceBook, apart, filed, folded_case, words_of

Seen = tuple[int, str, str]


_QUOTATION = re.compile(r"[\"“„«”][^\"“”„«»\n]{10,300}[\"“”»]")
_ROBOT = PhraseBook(ROBOT_TEXT)
_MADE = SentenceBook(MADE)
_RECEIVED_TEXT = PhraseBook(RECEIVED_TEXT)
_CHALLENGE = PhraseBook(CHALLENGE)
_REACTION = filed(("reacted",))
_REACTED = (" reacted to your message:", " reacted via gmail")
_DRAWN = frozenset("#-=*_—–")
_LONGEST_AWAY = 4000


def is_challenge(text: str) -> bool:
    """Does a mail box ask in the first lines whether a person wrote, before it lets the letter in?"""
    folded = folded_case(text[:HEAD])
    words = words_of(folded)
    return bool(_CHALLENGE.first(folded, words)) or challenge_signal(folded, words) is not None


def text_signals(subject: str, text: str, sender: SenderKind, *, answered: bool) -> Iterator[Seen]:
    """What the first and the last lines tell. `answered`: the mail answers another, whose words may be
    quoted in it.
    """
    folded = folded_case(own_words(text[:HEAD]))
    if '"' in folded or not folded.isascii():
        folded = _QUOTATION.sub(" ", folded)
    words = words_of(URL.sub(" ", folded) if "://" in folded else folded)
    if folded[:1] in _DRAWN and markers.line_of(folded.split("\n", 1)[:1], folded.split("\n", 1)[0]) >= 0:
        yield (3, "text: it asks for answers above a line", "notice")
    if not _REACTION.isdisjoint(words) and any(
        line.rstrip().endswith(_REACTED) for line in folded.split("\n")[:5]
    ):
        yield (3, "text: a reaction", "reaction")
    if received := _RECEIVED_TEXT.first(folded, words):
        yield (1, f"text: {received}", "auto-reply")
    told = list(_machine_words(subject, text, folded, words, sender, answered=answered))
    if told and (questions(folded) or requests(folded, words)) and not _tells_readers(folded, words, sender):
        # Whoever asks for something may speak of machines and of holidays, but a program that says it is one asks as well.
        proven = _asks_for_proof(told) and not questions(folded)
        spoken_of = (*_SPOKEN_OF, "bulk") if sender is SenderKind.PERSON else _SPOKEN_OF
        told = [
            (min(1, one[0]), *one[1:]) if one[2] in spoken_of else one
            for one in told
            if one[2] in (*_SPOKEN_OF, "bulk") or (proven and one[2] == "auto-reply")
        ]
        if told and appeals(folded, words):
            told = [
                max(told)
            ]  # weak words of one who turns to the reader are no more together than one of them
    yield from told


def _outside_small_print(robots: list[str], folded: str) -> list[str]:
    """Those of a program's words that stand elsewhere than in what lawyers have put below every letter."""
    bare = [line.strip() for line in folded.split("\n")]
    end = notice(bare, 0, len(bare))
    above = " ".join(bare[:end])
    return robots if end == len(bare) else [words for words in robots if words in above]


def _asks_for_proof(told: list[Seen]) -> bool:
    """Does a mail that calls itself a program's hold the reader's mail until its sender has proven something?"""
    return any(weight > 1 and not kind for weight, _, kind in told) and any(
        weight > 2 and kind == "auto-reply" for weight, _, kind in told
    )


def _tells_readers(folded: str, words: set[str], sender: SenderKind) -> bool:
    """Is it a program that tells its readers what to do? Then nobody says "I" in it or writes as only people do, and its
    address is no person's.
    """
    if sender in (SenderKind.PERSON, SenderKind.UNKNOWN):
        return False
    return not (speaks_of_oneself(folded, words) or is_typed(folded, words))


def is_by_hand(text: str) -> bool:
    """Do the first lines show that a person typed them?"""
    folded = folded_case(first_words(text))
    return asks_in_person(folded) or is_typed(folded, words_of(folded))


_SPOKEN_OF = ("", "out-of-office")


def _machine_words(
    subject: str, text: str, folded: str, words: set[str], sender: SenderKind, *, answered: bool
) -> Iterator[Seen]:
    """What programs and responders say, and people who speak of them."""
    robots = apart(_ROBOT.some(folded, words, 4))
    if not robots and (made := _MADE.first(folded, words)):
        robots = [made[:60]]
    answering = is_answer(subject)
    if robots:
        robots = _outside_small_print(robots, folded)
    tail = "" if answered or len(text) <= HEAD else folded_case(text[-TAIL:])
    last, last_words = (tail, words_of(tail)) if tail else (folded, words)
    if not robots and tail:
        robots = _ROBOT.some(last, last_words, 1)
    if robots:
        yield (min(len(robots) + 1, 3), f"text: {' / '.join(robots)}", "")
    if challenge := _CHALLENGE.first(folded, words):
        yield (3, f"text: {challenge}", "auto-reply")
    elif signal := challenge_signal(folded, words):
        yield signal
    if not speaks_of_oneself(folded, words):
        title = folded_case(subject)
        bulk = bulk_signals(last, last_words)
        found = list(notice_signals(title, "" if answering else title, folded, words, bulk, sender))
        if found and is_signed_by_a_person(text[:HEAD]):
            found.append((-2, "a person's name closes it", ""))
        yield from found
    if len(text) < _LONGEST_AWAY:
        quotes = len(folded) + 20 < len(text)
        if away := absence_signal(folded, words, answers=answered or answering, quotes=quotes):
            yield away
