"""The books: which question each answers, what its entries may say, and the safe answer where none of
them speaks.

A book cannot do another book's work: its `then:` takes the fields of its own answer, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.hours import Span
from deskbell.domain.judgement import Kind, Level, Priority, Refusal
from deskbell.triage.asking import Test
from deskbell.triage.book import BookShape
from deskbell.triage.contact import OTHERWISE, THEN, Terms, read_terms
from deskbell.triage.duty import PEOPLE
from deskbell.triage.plain import ADDRESS, FLAG, MOMENT, NUMBER, SHARE, SPAN, TEXT
from deskbell.triage.scene import Scene
from deskbell.triage.shapes import (
    Choice,
    ListOf,
    MapOf,
    Name,
    Parsed,
    Reader,
    Record,
    Schema,
    Shape,
    Values,
    may,
    need,
)
from deskbell.triage.tree import Node, Scalar
from deskbell.triage.trouble import did_you_mean, shown
from deskbell.triage.when import Check, Leaf

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


@dataclass(frozen=True, slots=True)
class Known:
    """A known fault, incident or planned work; it is about mails between `since` and `until`."""

    texts: dict[str, str]
    link: str
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Similar:
    """When similar mails look like one incident: so many people, within so many minutes, so alike (0 to
    1).
    """

    people: int = 3
    minutes: int = 15
    alike: float = 0.6
    link: str = "propose"


_LEVEL = Choice(tuple(Level), "level")
_PRIORITY = Choice(tuple(Priority), "priority")
_LINK = Choice(("propose", "automatic"))


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


def _language(text: str) -> str:
    word = text.strip().casefold()
    if not (2 <= len(word) <= 12 and word.replace("-", "").isalnum()):
        raise ValueError(f'"{shown(text)}": expected a language like en or pt-br')
    return word


LANGUAGE: Shape[str] = Parsed("a language like en", _language)


class _Texts(Shape[dict[str, str]]):
    """One text, or one for each language."""

    _each = MapOf(LANGUAGE, TEXT)

    def read(self, node: Node, reader: Reader) -> dict[str, str]:
        if isinstance(node, Scalar):
            return {"": TEXT.read(node, reader)}
        return self._each.read(node, reader)

    def schema(self) -> Schema:
        return {"anyOf": [TEXT.schema(), self._each.schema()]}


def _known(values: Values, reader: Reader) -> Known:
    since, until = values.get("since"), values.get("until")
    texts = values["text"]
    assert isinstance(texts, dict)
    if isinstance(since, datetime) and isinstance(until, datetime) and until <= since:
        reader.refuse(values.nodes["until"], "until is not after since")
    return Known(
        texts,
        values.text("link") or "propose",
        since if isinstance(since, datetime) else None,
        until if isinstance(until, datetime) else None,
    )


def _in_its_time(known: Known | None) -> Check | None:
    """A notice is about mail between its `since` and its `until` only."""
    if known is None or not (known.since or known.until):
        return None
    since, until = known.since, known.until

    def holds(scene: Scene) -> bool:
        now = scene.facts.now
        return (since is None or since <= now) and (until is None or now < until)

    asks = " ".join(
        f"{word} {at:%Y-%m-%d %H:%M}" for word, at in (("since", since), ("until", until)) if at is not None
    )
    return Leaf("time", asks, Test(holds, lambda scene: f"{scene.facts.now:%Y-%m-%d %H:%M} UTC"))


_SIMILAR = Record(
    {
        "people": may(NUMBER, "mails of so many people"),
        "within": may(SPAN, "within so many minutes"),
        "alike": may(SHARE, "so alike in subject and new words"),
        "link": may(_LINK, "propose it to the team lead first, or link them automatically"),
    },
    "key",
)

NOTICES: BookShape[Known | None] = BookShape(
    "notices",
    "is this about a known fault, an incident or a planned work?",
    Record(
        {
            "text": need(_Texts(), "what the desk says, or one text for each language"),
            "since": may(
                MOMENT, "known since; UTC unless it has an offset. Mail before it is about something else"
            ),
            "until": may(MOMENT, "over since"),
            "link": may(_LINK, "propose the link to the team lead first, or make it automatically"),
        },
        "answer",
    ),
    _known,
    None,
    decided=("refusals", "kinds", "urgency"),
    extra={"similar": may(_SIMILAR, "when similar mails of several people look like one incident")},
    guard=_in_its_time,
)


def similar(values: Values) -> Similar:
    """The thresholds that stand beside the entries of notices.yaml."""
    said = values.get("similar")
    if not isinstance(said, Values):
        return Similar()
    within, people, alike = said.get("within"), said.get("people", 3), said.get("alike", 0.6)
    minutes = int(within.length.total_seconds() // 60) if isinstance(within, Span) else 15
    assert isinstance(people, int)
    assert isinstance(alike, float)
    return Similar(people, minutes, alike, said.text("link") or "propose")


#: In the order they are asked; a later book may ask what an earlier one decided.
BOOKS: tuple[BookShape[object], ...] = (REFUSALS, KINDS, URGENCY, ROUTING, CONTACT, NOTICES)  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Causes:
    """Words for the cause of a complaint with what they mean, and words that belittle one, by language."""

    words: dict[str, str]
    belittling: dict[str, tuple[str, ...]]


def _cause(text: str) -> str:
    word = " ".join(text.casefold().split())
    if not word or len(word) > 40 or "/" in word:
        raise ValueError("a cause is a word or two")
    return word


CAUSES = Record(
    {
        "causes": need(MapOf(Parsed("a cause in a word or two", _cause), TEXT), "cause: what it means"),
        "belittling": may(MapOf(LANGUAGE, ListOf(TEXT)), "words that play a complaint down, by language"),
    },
    "key",
)


def causes(values: Values) -> Causes:
    """causes.yaml as a value."""
    words, belittling = values["causes"], values.get("belittling", {})
    assert isinstance(words, dict)
    assert isinstance(belittling, dict)
    return Causes(dict(words), {language: tuple(some) for language, some in belittling.items()})
