"""The catalogue: every kind of letter the desk writes, by the name of its folder in `templates/email/`.

Whoever writes a letter says `kinds.Progress(…)` and need not know which module of this room holds it.
"""

from collections.abc import Mapping
from typing import Any

from deskbell.letters import acknowledgements, afterwards, alerts, complaints, customers, operators, staff
from deskbell.letters.acknowledgements import *  # noqa: F403
from deskbell.letters.afterwards import *  # noqa: F403
from deskbell.letters.alerts import *  # noqa: F403
from deskbell.letters.complaints import *  # noqa: F403
from deskbell.letters.customers import *  # noqa: F403
from deskbell.letters.facts import Facts, LetterError
from deskbell.letters.operators import *  # noqa: F403
from deskbell.letters.staff import *  # noqa: F403
from deskbell.letters.traits import Trait

#: Kind -> the class of its facts, in the order a ticket would meet them.
KINDS: Mapping[str, type[Facts]] = {
    thing.kind: thing
    for room in (acknowledgements, customers, afterwards, complaints, staff, alerts, operators)
    for thing in vars(room).values()
    if isinstance(thing, type)
    and issubclass(thing, Facts)
    and thing.__module__ == room.__name__
    and thing.kind
}


def having(trait: Trait) -> frozenset[str]:
    """The kinds of letters with this trait."""
    return frozenset(kind for kind, facts in KINDS.items() if trait in facts.traits)


#: Kinds that a person wrote or approved: they leave under their name.
BY_A_PERSON = frozenset(kind for kind, facts in KINDS.items() if facts.signer is not Facts.signer)
WHEN_DONE = having(Trait.WHEN_DONE)
OF_SILENCE = having(Trait.OF_SILENCE)


def facts_of(kind: str, plain: Mapping[str, Any]) -> Facts:
    """The facts of a letter as the outbox kept them; LetterError for a kind nobody knows or facts that do
    not fit.
    """
    if kind not in KINDS:
        raise LetterError(f"there is no kind of letter {kind!r}")
    return KINDS[kind].from_dict(plain)
