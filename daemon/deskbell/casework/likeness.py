"""How alike two mails are, by subject and new words: 0 to 1, in time that does not grow with what was seen before."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from string import digits
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

from deskbell.domain.sentences import plain_words

T = TypeVar("T")
#: Of a mail: the words of its subject, and of all of it.
_Words = tuple[frozenset[str], frozenset[str]]

#: Shorter words say nothing of a fault in any language we meet.
_SHORTEST = 3
_WORD = re.compile(rf"[^\W\d_][\w']{{{_SHORTEST - 1},}}")
#: Words of a mail that are looked at; what a fault looks like is said in the first lines. And characters.
_MOST, _LOOKED_AT = 60, 4000
#: Words that stand in mails about anything: courtesies, little words, and that something does not work at all.
_LITTLE = """
    fwd hello dear please thanks thank regards help you your the and for with from that this there here have has had
    are was were been not does did can cannot can't doesn't don't isn't won't could would since still now today again
    any all our out but what when why how its it's they them just get gets got nobody everyone everybody anyone one
    problem problems issue error errors broken fails failing failed working works work down urgent
    hallo guten tag bitte danke freundliche grüße grüßen der die das den dem ein eine einen und oder aber ist sind war
    nicht kein keine mit von für seit noch wieder heute morgen jetzt wir uns mein meine bei auf aus geht gehen
    funktioniert kaputt fehler niemand alle kann können hier auch mehr
    bonjour merci les des une est sont pas plus avec pour dans sur depuis nous vous mon mes notre votre qui que marche
    fonctionne problème erreur personne tous cordialement
    hola gracias saludos los las una con por para desde hoy nos que funciona problema nadie todos hay
"""
_NOT_ITS_OWN = frozenset(_LITTLE.casefold().split())
#: Endings differ, beginnings tell: connect, connecting, connection.
_STEM = 6
#: So many mails make numbers of a kilobyte, and so many words have one each.
_PLACES, _KNOWN = 1_000, 4_000
#: One common word is chance.
_COMMON = 2


def words_of(subject: str, new_words: str) -> str:
    """What a mail looks like, as text to be stored: the words of its subject, a bar, the words of both."""
    said = _words(subject)
    return f"{' '.join(said)}|{' '.join(dict.fromkeys((*said, *_words(new_words))))}"


def _words(text: str) -> list[str]:
    own: dict[str, None] = {}
    for word in _telling(text[:_LOOKED_AT]):
        if word not in _NOT_ITS_OWN:
            own[word[:_STEM]] = None
            if len(own) == _MOST:
                break
    return list(own)


def _telling(text: str) -> Iterator[str]:
    """Its words that are long enough, in order."""
    if (plain := plain_words(text)) is not None:
        return (word for numbered in plain if len(word := numbered.lstrip(digits)) >= _SHORTEST)
    return (match[0] for match in _WORD.finditer(text.casefold().replace("’", "'")))


def alike(one: str, other: str) -> float:
    """How alike two such texts are. Each may hold several mails, one a line: the most alike pair counts."""
    theirs = [_cut(mail) for mail in other.split("\n")]
    return max(_pair(_cut(mail), their) for mail in one.split("\n") for their in theirs)


class Lately(Generic[T]):
    """What came lately, each one mail, to be asked what of it is like something new: a quick look at all, a second at few."""

    def __init__(self, seen: Iterable[T], text_of: Callable[[T], str]) -> None:
        self._text_of, self._shelf = text_of, _shelf()
        self._seen: list[tuple[int, int, int, T]] = []
        for one in seen:
            self.add(one)

    def add(self, one: T) -> None:
        self._seen.append((*self._shelf.place(self._text_of(one)), one))

    def __len__(self) -> int:
        return len(self._seen)

    def drop(self, gone: Iterable[T]) -> None:
        left = list(gone)
        self._seen = [entry for entry in self._seen if entry[-1] not in left]

    def like(self, text: str, at_least: float) -> list[T]:
        """Those at least so much alike, in the order they came."""
        my_subject, mine = _cut(text)
        shared_of, common_of = self._shelf.shared(my_subject, mine)
        twice, my_subjects, my_boths = at_least * 2, len(my_subject), len(mine)
        # Subjects that share no word make of two texts no more than half alike, unless the whole texts are.
        enough = int(at_least * my_boths / (2 - at_least)) if twice > 1 else 0
        found = []
        for at, subjects, boths, one in self._seen:
            common, shared = common_of[at], shared_of[at]
            if common < enough:
                if not shared or not common:
                    continue
                by_subject = 2 * shared / (subjects + my_subjects)
                if by_subject + common / (boths if boths < my_boths else my_boths) < twice:
                    continue
            if _likeness(shared, subjects, my_subjects, common, boths, my_boths) >= at_least:
                found.append(one)
        return found


class _Place(NamedTuple):
    """Where a mail stands on the shelf; how many words its subject has, and the whole of it."""

    at: int
    subjects: int
    boths: int


class _Shelf:
    """Mails by their words, to compare one with hundreds at once.

    For each word there is a number with a byte for every mail, 1 where the mail has the word. So the sum of the numbers
    of some words says of each mail how many of them it has: `_cut` gives fewer than a byte can count.
    """

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._subjects: dict[str, int] = {}
        self._boths: dict[str, int] = {}
        self._one_at_a_time = Lock()

    @property
    def is_full(self) -> bool:
        return len(self._places) > _PLACES or len(self._boths) > _KNOWN

    def place(self, text: str) -> _Place:
        """The mail of this text (of several the first), put on the shelf if it is not there."""
        return self._places.get(text) or self._placed(text)

    def _placed(self, text: str) -> _Place:
        subject, both = _cut(text)
        with self._one_at_a_time:
            place = self._places.get(text)
            if place is None:
                place = self._places[text] = _Place(len(self._places), len(subject), len(both))
                _mark(self._subjects, subject, place.at)
                _mark(self._boths, both, place.at)
        return place

    def shared(self, subject: Iterable[str], both: Iterable[str]) -> tuple[bytes, bytes]:
        """For each mail by its place: how many of these words its subject has, and how many of those the whole of it."""
        with self._one_at_a_time:
            shared = sum([self._subjects.get(word, 0) for word in subject])
            common = sum([self._boths.get(word, 0) for word in both])
            size = len(self._places)
        return shared.to_bytes(size, "little"), common.to_bytes(size, "little")


def _mark(having: dict[str, int], words: Iterable[str], at: int) -> None:
    mine = 1 << 8 * at
    for word in words:
        having[word] = having.get(word, 0) + mine


@lru_cache(2048)
def _cut(text: str) -> _Words:
    """The words of the subject, and of the whole, of the first mail in it."""
    subject, _, both = text.partition("\n")[0].partition("|")
    return frozenset(subject.split()[: 2 * _MOST]), frozenset(both.split()[: 2 * _MOST])


_latest_shelf = [_Shelf()]


def _shelf() -> _Shelf:
    """The mails of late; begun anew before the numbers become long."""
    if _latest_shelf[0].is_full:
        _latest_shelf[0] = _Shelf()
    return _latest_shelf[0]


def forget() -> None:
    """Keep nothing of the mails of late, because somebody's words may be among them."""
    _latest_shelf[0] = _Shelf()
    _cut.cache_clear()
    plain_words.cache_clear()


def _pair(mine: _Words, theirs: _Words) -> float:
    (my_subject, my_both), (subject, both) = mine, theirs
    shared, common = len(subject & my_subject), len(both & my_both)
    return _likeness(shared, len(subject), len(my_subject), common, len(both), len(my_both))


def _likeness(shared: int, subjects: int, my_subjects: int, common: int, boths: int, my_boths: int) -> float:
    """Whole texts that share most words; or subjects that do, and texts that do not speak of something else."""
    fewer = boths if boths < my_boths else my_boths
    if not common or (common < _COMMON and common < fewer):
        return 0.0
    whole = 2 * common / (boths + my_boths)
    if not subjects or not my_subjects:
        return whole
    by_subject = 2 * shared / (subjects + my_subjects)
    return max(whole, (by_subject + common / fewer) / 2)
