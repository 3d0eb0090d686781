"""Contact: the terms a ticket runs on, as contact.yaml writes them, and as they are for one mail and its
people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from deskbell.domain.hours import Span
from deskbell.domain.judgement import Contact, Step
from deskbell.triage.duty import PEOPLE, People
from deskbell.triage.nodes import Node, Scalar
from deskbell.triage.plain import ADDRESS, FLAG, SPAN
from deskbell.triage.shapes import Choice, ListOf, Name, Reader, Record, Schema, Shape, Values, may, need
from deskbell.triage.trouble import did_you_mean, shown

LETTERS = ("acknowledgement", "acknowledgement_urgent", "acknowledgement_complaint", "none")


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of a chain before its words are people."""

    after: Span
    tell: tuple[str, ...]
    pager: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """What an entry of contact.yaml says. `spans` are the fields of Contact of that name."""

    letter: str
    spans: dict[str, Span] = field(default_factory=dict)
    alert: tuple[str, ...] = ()
    pager: tuple[str, ...] = ()
    confirm: bool = False
    chain: tuple[Rung, ...] = ()
    reminders: tuple[Span, ...] = ()
    misses: tuple[tuple[str, ...], ...] = ()
    expect: str = "said"
    mode: str = "standard"

    def contact(self, people: People) -> Contact:
        """The terms for a mail of these people: the words made addresses, and is anybody there now?"""
        return Contact(
            letter=self.letter,
            **self.spans,
            alert=people.told(self.alert),
            pager=people.told(self.pager),
            confirm=self.confirm,
            chain=tuple([Step(rung.after, people.told(rung.tell), rung.pager) for rung in self.chain]),
            reminders=self.reminders,
            misses=tuple([people.told(words) for words in self.misses]),
            staffed=people.staffed,
            expect=self.expect,
            mode=self.mode,
        )


class _Who(Shape[str]):
    """A word for somebody, or an agent's address."""

    def read(self, node: Node, reader: Reader) -> str:
        word = node.text if isinstance(node, Scalar) else ""
        if word in PEOPLE:
            return word
        if "@" not in word:
            near = did_you_mean(word, PEOPLE) or f"; one of {', '.join(PEOPLE)}, or an agent's address"
            reader.refuse(node, f'nobody is called "{shown(word)}"{near}')
        Name("agent").read(node, reader)
        return ADDRESS.read(node, reader)

    def schema(self) -> Schema:
        return {"anyOf": [{"enum": list(PEOPLE)}, {"type": "string", "pattern": "@"}]}


_WHO = ListOf(_Who(), one=True)
_RUNG = Record(
    {
        "after": need(SPAN, "so long after the alert, or after the broken promise"),
        "tell": need(_WHO, "these people"),
        "pager": may(FLAG, "their pagers ring as well"),
    },
    "key of a step",
)
_SPANS = {
    "first": "the first human word is promised within",
    "next": "the next contact after that",
    "later": "from the second contact on, where it differs",
    "restored": "once people can work again",
    "warn_before": "the owner is warned so long before a promise falls due",
    "holding_before": "the honest letter leaves so long before",
    "repeat": "the last step of the chain comes again so often",
    "waiting_closes": "waiting for the customer: it closes after; left out: never by itself",
    "closes_after": "resolved, and silence: it closes after; left out: never by itself",
    "reopens": "a reply reopens it so long after closing; left out: always",
    "follow_up": "the owner asks how things are, so long after the solution",
    "survey_after": "the survey goes out, so long after closing",
    "longest_promise": "the longest a person may promise without asking back",
    "restore_target": "people can work again within",
    "resolve_target": "the cause is gone within",
}
_NEEDED = ("first", "next", "warn_before", "holding_before")

THEN = Record(
    {
        "letter": need(Choice(LETTERS, "letter"), "which letter answers"),
        **{name: (need if name in _NEEDED else may)(SPAN, says) for name, says in _SPANS.items()},
        "alert": may(_WHO, "told at once, by mail"),
        "pager": may(_WHO, "whose pagers ring as well"),
        "confirm": may(FLAG, "must somebody confirm the alert, lest it climbs?"),
        "chain": may(ListOf(_RUNG), "how it climbs while nobody confirms, or writes"),
        "misses": may(ListOf(_WHO), "who is told at the first, second, third promise in a row nobody kept"),
        "reminders": may(ListOf(SPAN), "waiting for the customer: they are reminded after"),
        "expect": may(Choice(("never", "said", "target")), "is an expected resolution told?"),
        "mode": may(Choice(("standard", "complaint"), "mode"), "complaint: a record and a thread of its own"),
    },
    "answer",
)


def read_terms(values: Values, reader: Reader) -> Terms:
    """An entry's terms; its chain must climb."""
    chain = tuple(_rung(rung) for rung in values.records("chain"))
    for earlier, later in pairwise(chain):
        if earlier.after.working == later.after.working and later.after.length < earlier.after.length:
            reader.refuse(
                values.nodes["chain"], f"the chain steps back, from {earlier.after} to {later.after}"
            )
    if values.text("expect") == "target" and values.get("resolve_target") is None:
        reader.refuse(values.nodes["expect"], "expect: target needs a resolve_target")
    reminders, misses = values.get("reminders", []), values.get("misses", [])
    assert isinstance(reminders, list)
    assert isinstance(misses, list)
    return Terms(
        letter=values.text("letter"),
        spans={name: span for name in _SPANS if isinstance(span := values.get(name), Span)},
        alert=values.words("alert"),
        pager=values.words("pager"),
        confirm=values.flag("confirm"),
        chain=chain,
        reminders=tuple(reminders),
        misses=tuple(tuple(words) for words in misses),
        expect=values.text("expect") or "said",
        mode=values.text("mode") or "standard",
    )


def _rung(values: Values) -> Rung:
    after = values["after"]
    assert isinstance(after, Span)
    return Rung(after, values.words("tell"), values.flag("pager"))


#: Where contact.yaml has no entry for a mail: an ordinary answer within half a working day, and the lead
#: looks.
OTHERWISE = Terms(
    "acknowledgement",
    {
        "first": Span.working_hours(4),
        "next": Span.working_days(1),
        "warn_before": Span.working_hours(1),
        "holding_before": Span.minutes(30),
    },
    alert=("owner",),
    chain=(Rung(Span.working_hours(4), ("team_lead",), False),),
)
