"""How alike two mails are, by subject and new words: 0 to 1, in time that does not grow with what was seen before."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, reduce
from itertools import count
from operator import or_
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

#: Shorter words say nothing of a fault in any language we meet.
_WORD = re.compile(r"[^\W\d_][\w']{2,}")
#: Words of a mail that are looked at; what a fault looks like is said in the first lines.
_MOST = 60
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
#: So many different words make numbers of half a kilobyte.
_KNOWN = 4_000
#: One common word is chance.
_COMMON = 2


def words_of(subject: str, new_words: str) -> str:
    """What a mail looks like, as text to be stored: the words of its subject, a bar, the words of both."""
    said = _words(subject)
    return f"{' '.join(said)}|{' '.join(dict.fromkeys((*said, *_words(new_words))))}"


def _words(text: str) -> list[str]:
    own: dict[str, None] = {}
    for match in _WORD.finditer(text[:4000].casefold().replace("’", "'")):
        word = match[0]
        if word not in _NOT_ITS_OWN:
            own[word[:_STEM]] = None
            if len(own) == _MOST:
                break
    return list(own)


def alike(one: str, other: str) -> float:
    """How alike two such texts are. Each may hold several mails, one a line: the most alike pair counts."""
    vocabulary = _vocabulary()
    best = 0.0
    for mine in _marks(one, vocabulary):
        for theirs in _marks(other, vocabulary):
            best = max(best, _pair(mine, theirs))
    return best


class Lately(Generic[T]):
    """What came lately, each one mail, to be asked what of it is like something new: a quick look at each, a second at few."""

    def __init__(self, seen: Iterable[T], text_of: Callable[[T], str]) -> None:
        self._text_of, self._vocabulary = text_of, _vocabulary()
        self._seen: list[tuple[int, int, int, int, _Marks, T]] = []
        for one in seen:
            self.add(one)

    def add(self, one: T) -> None:
        marks = _marks(self._text_of(one), self._vocabulary)[0]
        self._seen.append((*marks, marks, one))

    def __len__(self) -> int:
        return len(self._seen)

    def drop(self, gone: Iterable[T]) -> None:
        left = list(gone)
        self._seen = [entry for entry in self._seen if entry[-1] not in left]

    def like(self, text: str, at_least: float) -> list[T]:
        """Those at least so much alike, in the order they came."""
        mine = _marks(text, self._vocabulary)[0]
        my_subject, my_subjects, my_both, my_boths = mine
        half, twice = at_least / 2, at_least * 2
        near = []
        for subject, subjects, both, boths, theirs, one in self._seen:
            common = (both & my_both).bit_count()
            if common >= half * (boths + my_boths):
                near.append((theirs, one))
            # Subjects that share no word make of two texts no more than half alike, unless the whole texts are.
            elif common and ((shared := subject & my_subject) or twice <= 1):
                by_subject = 2 * shared.bit_count() / (subjects + my_subjects or 1)
                if by_subject + common / (boths if boths < my_boths else my_boths) >= twice:
                    near.append((theirs, one))
        return [one for theirs, one in near if _pair(mine, theirs) >= at_least]


class _Marks(NamedTuple):
    """A mail's words as numbers with a bit for each word: of its subject, of all of it; and how many they are.

    A mail is compared with hundreds, and what two of them share is then one operation of the machine, not a set.
    """

    subject: int
    subjects: int
    both: int
    boths: int


class _Vocabulary(dict[str, int]):
    """Which bit stands for which word, as the number in which it is set."""

    __hash__ = object.__hash__  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count()

    def __missing__(self, word: str) -> int:
        # By setdefault, so that two threads never give one bit to two words.
        return self.setdefault(word, 1 << next(self._numbers))

    def mask(self, words: Iterable[str]) -> int:
        return reduce(or_, map(self.__getitem__, words), 0)


_latest = [_Vocabulary()]


def _vocabulary() -> _Vocabulary:
    """The words of late; begun anew before the numbers become long."""
    if len(_latest[0]) > _KNOWN:
        _latest[0] = _Vocabulary()
    return _latest[0]


@lru_cache(maxsize=2048)
def _marks(text: str, vocabulary: _Vocabulary) -> tuple[_Marks, ...]:
    found = []
    for line in text.split("\n"):
        subject, both = (set(part.split()) for part in line.partition("|")[::2])
        found.append(_Marks(vocabulary.mask(subject), len(subject), vocabulary.mask(both), len(both)))
    return tuple(found)


def _pair(one: _Marks, other: _Marks) -> float:
    """Whole texts that share most words; or subjects that do, and texts that do not speak of something else."""
    common = (one.both & other.both).bit_count()
    fewer = one.boths if one.boths < other.boths else other.boths
    if not common or (common < _COMMON and common < fewer):
        return 0.0
    whole = 2 * common / (one.boths + other.boths)
    if not one.subject or not other.subject:
        return whole
    subjects = 2 * (one.subject & other.subject).bit_count() / (one.subjects + other.subjects)
    return max(whole, (subjects + common / fewer) / 2)
