"""How alike two mails are, by subject and new words: 0 to 1, in time that does not grow with what was seen before."""

import re
from functools import lru_cache

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
    return max(_pair(*a, *b) for a in _sets(one) for b in _sets(other))


@lru_cache(maxsize=1024)
def _sets(text: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = (line.partition("|")[::2] for line in text.split("\n"))
    return tuple((frozenset(subject.split()), frozenset(both.split())) for subject, both in pairs)


def _pair(s1: frozenset[str], all1: frozenset[str], s2: frozenset[str], all2: frozenset[str]) -> float:
    """Whole texts that share most words; or subjects that do, and texts that do not speak of something else."""
    common = len(all1 & all2)
    if common < min(_COMMON, len(all1), len(all2)) or not common:
        return 0.0
    whole = 2 * common / (len(all1) + len(all2))
    if not s1 or not s2:
        return whole
    subjects = 2 * len(s1 & s2) / (len(s1) + len(s2))
    return max(whole, (subjects + common / min(len(all1), len(all2))) / 2)
