"""notices.yaml: known faults, incidents and works, and when mails look like one that nobody wrote down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.hours import Span
from deskbell.triage.asking import Test
from deskbell.triage.book import BookShape
from deskbell.triage.nodes import Node, Scalar
from deskbell.triage.plain import ADDRESS, LANGUAGE, MOMENT, NUMBER, SHARE, SPAN, TEXT
from deskbell.triage.scene import Scene
from deskbell.triage.shapes import (
    Choice,
    ListOf,
    MapOf,
    Name,
    Reader,
    Record,
    Schema,
    Shape,
    Values,
    may,
    need,
)
from deskbell.triage.when import Check, Leaf

_LINK = Choice(("propose", "automatic"))
#: Planned works are announced so long before they begin.
DEFAULT_ANNOUNCE = Span.working_days(2)


@dataclass(frozen=True, slots=True)
class Known:
    """A known fault, incident or planned work; it is about mails between `since` and `until`.

    `tell`: the clients, and addresses, who hear by letter before it begins (`announce` before), when it does and when it
    is over. `title`: how these letters call it; "" for the entry's name.
    """

    texts: dict[str, str]
    link: str
    since: datetime | None
    until: datetime | None
    tell: tuple[str, ...] = ()
    announce: Span = DEFAULT_ANNOUNCE
    title: str = ""

    def text(self, language: str) -> str:
        """In that language or the one it is a kind of, else in the first one written."""
        base = language.partition("-")[0]
        return self.texts.get(language) or self.texts.get(base) or next(iter(self.texts.values()))


@dataclass(frozen=True, slots=True)
class Similar:
    """When similar mails look like one incident: so many people, within so many minutes, so alike (0 to 1).

    `crowd`: from so many mails on, one more hangs on an incident that is still only proposed, and is no news to the
    agents, though the lead has not answered yet.
    """

    people: int = 3
    minutes: int = 15
    alike: float = 0.6
    link: str = "propose"
    crowd: int = 10


class _Texts(Shape[dict[str, str]]):
    """One text, or one for each language."""

    _each = MapOf(LANGUAGE, TEXT)

    def read(self, node: Node, reader: Reader) -> dict[str, str]:
        if isinstance(node, Scalar):
            return {"": TEXT.read(node, reader)}
        return self._each.read(node, reader)

    def schema(self) -> Schema:
        return {"anyOf": [TEXT.schema(), self._each.schema()]}


class _Reader(Shape[str]):
    """A client of the directory, or an address."""

    _client = Name("client")

    def read(self, node: Node, reader: Reader) -> str:
        if isinstance(node, Scalar) and "@" in node.text:
            return ADDRESS.read(node, reader)
        return self._client.read(node, reader)

    def schema(self) -> Schema:
        return {"type": "string", "description": "a client of directory.yaml, or an address"}


def _known(values: Values, reader: Reader) -> Known:
    since, until = values.get("since"), values.get("until")
    texts = values["text"]
    assert isinstance(texts, dict)
    if isinstance(since, datetime) and isinstance(until, datetime) and until <= since:
        reader.refuse(values.nodes["until"], "until is not after since")
    tell, announce = values.get("tell", []), values.get("announce", DEFAULT_ANNOUNCE)
    if tell and not (since and until):
        reader.refuse(values.nodes["tell"], "whoever is told must hear when: tell needs since and until")
    assert isinstance(tell, list)
    assert isinstance(announce, Span)
    return Known(
        texts,
        values.text("link") or "propose",
        since if isinstance(since, datetime) else None,
        until if isinstance(until, datetime) else None,
        tuple(tell),
        announce,
        values.text("title"),
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
        "crowd": may(NUMBER, "from so many mails on, one more is no news to the agents while it is proposed"),
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
            "tell": may(
                ListOf(_Reader(), one=True),
                "clients and addresses that hear by letter before it begins, when it does and when it is over",
            ),
            "announce": may(SPAN, "so long before it begins; left out: 2 wd"),
            "title": may(TEXT, "what these letters call it; left out: the name of the entry"),
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
    usual = Similar()
    within, people = said.get("within"), said.get("people", usual.people)
    alike, crowd = said.get("alike", usual.alike), said.get("crowd", usual.crowd)
    minutes = int(within.length.total_seconds() // 60) if isinstance(within, Span) else usual.minutes
    assert isinstance(people, int)
    assert isinstance(alike, float)
    assert isinstance(crowd, int)
    return Similar(people, minutes, alike, said.text("link") or usual.link, crowd)
