"""The books: which question each answers, what its entries may say, and the safe answer where none of
them speaks.

A book cannot do another book's work: its `then:` takes the fields of its own answer, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from deskbell.domain.judgement import Kind, Level, Priority, Refusal
from deskbell.triage.book import BookShape
from deskbell.triage.contact import OTHERWISE, THEN, Terms, read_terms
from deskbell.triage.duty import PEOPLE
from deskbell.triage.nodes import Node, Scalar
from deskbell.triage.notices import NOTICES
from deskbell.triage.plain import ADDRESS, FLAG
from deskbell.triage.shapes import (
    Choice,
    Name,
    Reader,
    Record,
    Schema,
    Shape,
    Values,
    may,
    need,
)
from deskbell.triage.trouble import did_you_mean, shown

Matrix = dict[tuple[Level, Level], Priority]


@dataclass(frozen=True, slots=True)
class Weight:
    """Urgency and impact, or `same`: what the ticket has already."""

    urgency: Level = Level.NORMAL
    impact: Level = Level.NORMAL
    same: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A team ("" for the one of the address written to) and how its owner is found."""

    team: str = ""
    owner: str = "last_owner"


_LEVEL = Choice(tuple(Level), "level")
_PRIORITY = Choice(tuple(Priority), "priority")


def _refusal(values: Values, reader: Reader) -> Refusal:
    taken = values.flag("taken", True)
    return Refusal(taken, taken and values.flag("answered", True))


REFUSALS: BookShape[Refusal] = BookShape(
    "refusals",
    "is this mail taken at all, and may a machine answer it?",
    Record(
        {
            "taken": may(FLAG, "no: the mail is kept, but becomes no ticket"),
            "answered": may(FLAG, "no: it becomes a ticket, but nothing is sent to its sender by itself"),
        },
        "answer",
    ),
    _refusal,
    Refusal(),
)

KINDS: BookShape[Kind] = BookShape(
    "kinds",
    "what is this mail: fault, request, question, complaint, wish, praise, abuse, chaser?",
    Record({"kind": need(Choice(tuple(Kind), "kind"))}, "answer"),
    lambda values, reader: Kind(values.text("kind")),
    Kind.FAULT,
    decided=("refusals",),
)


def _weight(values: Values, reader: Reader) -> Weight:
    if "same" in values:
        if not values.flag("same") or len(values) > 1:
            reader.refuse(values.node, '"same: yes" stands alone, or urgency and impact are said')
        return Weight(same=True)
    if "urgency" not in values or "impact" not in values:
        reader.refuse(values.node, "urgency and impact are both said, or same: yes")
    return Weight(Level(values.text("urgency")), Level(values.text("impact")))


class _MatrixShape(Shape[Matrix]):
    """Urgency by impact; every pair has a priority."""

    def __init__(self) -> None:
        row = Record({level.value: need(_PRIORITY, f"impact {level}") for level in Level}, "impact")
        self._rows = Record({level.value: need(row, f"urgency {level}") for level in Level}, "urgency")

    def read(self, node: Node, reader: Reader) -> Matrix:
        rows = self._rows.read(node, reader)
        matrix: Matrix = {}
        for urgency in Level:
            row = rows[urgency.value]
            assert isinstance(row, Values)
            matrix.update({(urgency, impact): Priority(row.text(impact.value)) for impact in Level})
        return matrix

    def schema(self) -> Schema:
        return self._rows.schema()


URGENCY: BookShape[Weight] = BookShape(
    "urgency",
    "how urgent is it, and how far does it reach? The matrix makes the priority of the two",
    Record(
        {
            "urgency": may(_LEVEL, "how long it can wait"),
            "impact": may(_LEVEL, "how many, or how much, it stops"),
            "same": may(FLAG, "yes: the ticket keeps the priority it has"),
        },
        "answer",
    ),
    _weight,
    Weight(),
    decided=("refusals", "kinds"),
    extra={
        "matrix": need(_MatrixShape(), "priority by urgency and impact, for complaints exactly as for faults")
    },
    expects={"priority": may(_PRIORITY)},
)

_OWNERS = (
    "last_owner",
    "least_load",
    *(word for word in PEOPLE if word not in ("owner", "leadership", "operators")),
)


class _Owner(Shape[str]):
    """A word for an owner, or an agent's address."""

    def read(self, node: Node, reader: Reader) -> str:
        word = node.text if isinstance(node, Scalar) else ""
        if word in _OWNERS:
            return word
        if "@" not in word:
            near = did_you_mean(word, _OWNERS) or f"; one of {', '.join(_OWNERS)}, or an agent's address"
            reader.refuse(node, f'unknown owner "{shown(word)}"{near}')
        Name("agent").read(node, reader)
        return ADDRESS.read(node, reader)

    def schema(self) -> Schema:
        return {"anyOf": [{"enum": list(_OWNERS)}, {"type": "string", "pattern": "@"}]}


ROUTING: BookShape[Way] = BookShape(
    "routing",
    "which team, and who owns it?",
    Record(
        {
            "team": may(Name("team"), "left out: the team of the address it was sent to"),
            "owner": need(_Owner(), "last_owner: as last time if on duty, else by load; or who"),
        },
        "answer",
    ),
    lambda values, reader: Way(values.text("team"), values.text("owner")),
    Way(),
    decided=("refusals", "kinds", "urgency"),
)

CONTACT: BookShape[Terms] = BookShape(
    "contact",
    "which letter answers, when is the next contact, who is alerted, and how does it climb?",
    THEN,
    read_terms,
    OTHERWISE,
    decided=("refusals", "kinds", "urgency"),
)


#: In the order they are asked; a later book may ask what an earlier one decided.
BOOKS: tuple[BookShape[object], ...] = (REFUSALS, KINDS, URGENCY, ROUTING, CONTACT, NOTICES)  # type: ignore[assignment]
