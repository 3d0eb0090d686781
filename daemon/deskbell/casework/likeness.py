"""How alike two mails are, by subject and new words: 0 to 1, in time that does not grow with what was seen before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

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
#: So many different words make numbers of a kilobyte.
_KNOWN = 10_000
#: One common word is chance.
_COMMON = 2


def words_of(subject: str, new_words: str) -> str:
    """What a mail looks like, as text to be stored: the words of its subject, a bar, the words of both."""
    said = _words(subject)
    return f"{' '.join(said)}|{' '.join(dict.fromkeys((*said, *_words(new_words))))}"


def _words(text: str) -> list[str]:
    found = dict.fromkeys(_WORD.findall(text[:4000].casefold().replace("’", "'")))
    own = dict.fromkeys([word[:_STEM] for word in found if word not in _NOT_ITS_OWN])
    return list(own)[:_MOST]


def alike(one: str, other: str) -> float:
    """How alike two such texts are. Each may hold several mails, one a line: the most alike pair counts."""
    vocabulary = _vocabulary()
    best = 0.0
    for mine in _marks(one, vocabulary):
        for theirs in _marks(other, vocabulary):
            best = max(best, _pair(mine, theirs))
    return best


@dataclass(frozen=True, slots=True)
class _Marks:
    """A mail's words as numbers with a bit for each word: of its subject, of all of it; and how many they are.

    A mail is compared with hundreds, and what two of them share is then one operation of the machine, not a set.
    """

    subject: int
    subjects: int
    both: int
    boths: int


class _Vocabulary(dict[str, int]):
    """Which bit stands for which word."""

    __hash__ = object.__hash__  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count()

    def __missing__(self, word: str) -> int:
        return self.setdefault(word, next(self._numbers))  # so two threads never give one bit to two words

    def mask(self, words: Iterable[str]) -> int:
        bits = 0
        for word in words:
            bits |= 1 << self[word]
        return bits


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
