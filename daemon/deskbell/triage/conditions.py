"""The conditions a rule may ask, by name: what each takes, how it is compiled, and what it saw.

A condition is compiled once, when its book is loaded, into a test of a scene. The table `CONDITIONS` is
the whole vocabulary; rules/README.md documents each name in it, and a test keeps the two the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter
from typing import TypeVar

from deskbell.domain.judgement import Kind, Level, Priority
from deskbell.triage.facts import ROLES, SENDER_KINDS, Facts
from deskbell.triage.patterns import LONGEST_PATTERN, pattern
from deskbell.triage.scene import Scene
from deskbell.triage.shapes import (
    DOMAIN,
    FLAG,
    NUMBER,
    SHARE,
    SIZE,
    TEXT,
    Choice,
    ListOf,
    MapOf,
    Name,
    Parsed,
    Record,
    Shape,
    Values,
    may,
)
from deskbell.triage.times import BETWEEN, WEEKDAYS, is_busy
from deskbell.triage.words import Phrases, Text, folded

T = TypeVar("T")
Holds = Callable[[Scene], bool]
Saw = Callable[[Scene], str]
TextOf = Callable[[Scene], Text | None]

#: What a test costs, cheapest asked first: a look at a value, words in a set, a search in the text, a
#: pattern, the store.
LOOK, WORDS, SEARCH, PATTERN, STORE = range(5)


@dataclass(frozen=True, slots=True)
class Test:
    """A compiled condition. `periods`: the days of history it asks for.

    `needs`: of these words, each of a text of the scene, at least one must be there for it to hold; None
    if it cannot be told.
    """

    holds: Holds
    saw: Saw
    cost: int = LOOK
    periods: tuple[int, ...] = ()
    needs: frozenset[tuple[str, str]] | None = None


@dataclass(frozen=True)
class Condition:
    """One name of the vocabulary. `later_than`: it asks what the book of that name decided."""

    shape: Shape[object]
    compile: Callable[[object], Test]
    says: str
    later_than: str = ""


def _condition(shape: Shape[T], make: Callable[[T], Test], says: str, later_than: str = "") -> Condition:
    return Condition(shape, make, says, later_than)  # type: ignore[arg-type]


# -- values ----------------------------------------------------------------------------------------------
# -------------


def _one_of(value: Callable[[Scene], str]) -> Callable[[list[str]], Test]:
    def make(wanted: list[str]) -> Test:
        some = frozenset(wanted)
        return Test(lambda scene: value(scene) in some, lambda scene: value(scene) or "nothing")

    return make


def _is(value: Callable[[Scene], bool]) -> Callable[[bool], Test]:
    def make(wanted: bool) -> Test:
        return Test(lambda scene: value(scene) is wanted, lambda scene: "yes" if value(scene) else "no")

    return make


def _client(wanted: list[str]) -> Test:
    some = frozenset(wanted)
    return Test(lambda scene: scene.facts.client in some, lambda scene: scene.facts.client or "no client")


def _domain(wanted: list[str]) -> Test:
    exact = frozenset(wanted)
    below = tuple(f".{name}" for name in wanted)

    def holds(scene: Scene) -> bool:
        domain = scene.domain
        return domain in exact or domain.endswith(below)

    return Test(holds, lambda scene: scene.domain or "no domain")


def _like(wanted: list[str]) -> Callable[[str], bool]:
    """Words with `*` for anything, compared without case and in linear time."""
    exact = frozenset(word for word in wanted if "*" not in word)
    parts = [word.split("*") for word in wanted if "*" in word]
    return lambda text: text in exact or any(_fits(text, pieces) for pieces in parts)


def _fits(text: str, pieces: list[str]) -> bool:
    first, *middle, last = pieces
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _glob(text: str) -> str:
    word = text.strip().casefold()
    if not word or len(word) > 254 or any(c.isspace() for c in word):
        raise ValueError("expected an address like jo@acme.example, or with * for anything: *@acme.example")
    return word


def _file_glob(text: str) -> str:
    word = folded(text)
    if not word or len(word) > 254:
        raise ValueError("expected a name like invoice.pdf, or with * for anything: *.exe")
    return word


def _address(value: Callable[[Facts], tuple[str, ...]]) -> Callable[[list[str]], Test]:
    def make(wanted: list[str]) -> Test:
        like = _like(wanted)
        return Test(
            lambda scene: any(like(address.casefold()) for address in value(scene.facts)),
            lambda scene: ", ".join(value(scene.facts)) or "nobody",
        )

    return make


# -- texts -----------------------------------------------------------------------------------------------
# -------------


def _pattern(text: str) -> str:
    pattern(text)
    return text


TEXTS = Record(
    {
        "contains": may(ListOf(TEXT, one=True), "any of these, anywhere, case and spaces aside"),
        "words": may(ListOf(TEXT, one=True), "any of these as whole words, in any script"),
        "matches": may(
            ListOf(
                Parsed("a pattern in RE2 syntax", _pattern, {"type": "string", "maxLength": LONGEST_PATTERN}),
                one=True,
            ),
            "any of these patterns, in RE2 syntax",
        ),
        "empty": may(FLAG, "is there nothing but white space?"),
    },
    "way to look at a text",
)


def _text(*texts: TextOf, joined: TextOf | None = None, name: str = "") -> Callable[[Values], Test]:
    """A condition on texts: it holds where any of the ways holds in any of the texts.

    `joined` is all the texts in one, in which words are looked up once; a pattern's ^ and $ still mean each
    of them. `name` is what the scene calls the text, where books find their entries by its words.
    """

    def make(wanted: Values) -> Test:
        tests: list[Holds] = []
        ways = [_WAYS[name](wanted[name]) for name in _WAYS if name in wanted]
        for way in ways:
            whole = joined is not None and way.cost in (WORDS, SEARCH)
            tests.extend(_finds(way, one) for one in ((joined,) if whole and joined else texts))
        only_words = bool(name) and len(ways) == 1 and ways[0].words is not None
        needs = frozenset((name, word) for word in ways[0].words or ()) if only_words else None
        return Test(any_holds(tests), _seen(ways, texts), max(way.cost for way in ways), needs=needs)

    return make


def _finds(way: _Way, one: TextOf) -> Holds:
    found = way.found
    return lambda scene: (text := one(scene)) is not None and found(text)


def any_holds(tests: list[Holds]) -> Holds:
    """Does any of them hold? Asked in order."""
    if len(tests) == 1:
        return tests[0]

    def holds(scene: Scene) -> bool:
        for test in tests:  # noqa: SIM110 - a loop costs half of any() with a generator, a thousand times a mail
            if test(scene):
                return True
        return False

    return holds


def all_hold(tests: list[Holds]) -> Holds:
    """Do all of them hold? Asked in order."""
    if len(tests) == 1:
        return tests[0]

    def holds(scene: Scene) -> bool:
        for test in tests:  # noqa: SIM110 - as above
            if not test(scene):
                return False
        return True

    return holds


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to look at a text: does it find something, and what? `words`: it finds nothing without one
    of them.
    """

    found: Callable[[Text], bool]
    what: Callable[[Text], list[str]]
    cost: int
    words: frozenset[str] | None = None


def _seen(ways: list[_Way], texts: tuple[TextOf, ...]) -> Saw:
    def saw(scene: Scene) -> str:
        present = [text for one in texts if (text := one(scene)) is not None]
        found = dict.fromkeys(word for way in ways for text in present for word in way.what(text))
        if found:
            return ", ".join(f'"{_short(word)}"' for word in list(found)[:5])
        return f'"{_short(present[0].raw)}"' if present else "nothing"

    return saw


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


def _contains(wanted: object) -> _Way:
    assert isinstance(wanted, list)
    needles = tuple(dict.fromkeys(needle for word in wanted if (needle := folded(word))))

    def found(text: Text) -> bool:
        within = text.folded
        return any(needle in within for needle in needles)

    if len(needles) == 1:
        only = needles[0]
        return _Way(
            lambda text: only in text.folded, lambda text: [only] if only in text.folded else [], SEARCH
        )
    return _Way(found, lambda text: [needle for needle in needles if needle in text.folded], SEARCH)


def _words(wanted: object) -> _Way:
    assert isinstance(wanted, list)
    phrases = Phrases(wanted)
    return _Way(phrases.found_in, phrases.all_in, WORDS, phrases.needed)


def _matches(wanted: object) -> _Way:
    assert isinstance(wanted, list)
    patterns = [pattern(text) for text in wanted]

    def found(text: Text) -> bool:
        return any(one.search(text.raw) is not None for one in patterns)

    def what(text: Text) -> list[str]:
        return [str(hit.group(0)) for one in patterns if (hit := one.search(text.raw)) is not None]

    return _Way(found, what, PATTERN)


def _empty(wanted: object) -> _Way:
    return _Way(lambda text: (not text.folded) is wanted, lambda text: [], LOOK)


_WAYS: dict[str, Callable[[object], _Way]] = {
    "empty": _empty,
    "words": _words,
    "contains": _contains,
    "matches": _matches,
}


def _header_named(name: str) -> TextOf:
    return lambda scene: scene.headers.get(name)


def _header(wanted: dict[str, Values]) -> Test:
    """Every header named must be as asked."""
    tests = [_text(_header_named(name.casefold()))(ways) for name, ways in wanted.items()]
    names = [name.casefold() for name in wanted]

    def saw(scene: Scene) -> str:
        return ", ".join(f"{name}: {test.saw(scene)}" for name, test in zip(names, tests, strict=True))

    return Test(lambda scene: all(test.holds(scene) for test in tests), saw, max(t.cost for t in tests))


ATTACHMENT = Record(
    {
        "name": may(
            ListOf(Parsed("a file name", _file_glob), one=True), "any of these names; * for anything"
        ),
        "type": may(
            ListOf(Parsed("a type", _file_glob), one=True), "any of these types: image/*, application/pdf"
        ),
        "larger_than": may(SIZE, "decoded size: 500 kB, 10 MB"),
        "inline": may(FLAG, "pictures shown within the text count too (they do not, unless this says yes)"),
    },
    "quality of an attachment",
)


def _attachment(wanted: Values) -> Test:
    """One attachment must have every quality asked for."""
    name, kind = _like(list(wanted.words("name"))), _like(list(wanted.words("type")))
    least, inline = wanted.get("larger_than"), wanted.flag("inline")

    def holds(scene: Scene) -> bool:
        return any(
            (inline or not one.inline)
            and ("name" not in wanted or name(folded(one.name)))
            and ("type" not in wanted or kind(one.content_type.casefold()))
            and (not isinstance(least, int) or one.size > least)
            for one in scene.facts.attachments
        )

    def saw(scene: Scene) -> str:
        some = [
            f"{one.name or 'unnamed'} ({one.content_type}, {one.size:,} bytes)"
            for one in scene.facts.attachments
        ]
        return ", ".join(some[:5]) or "no attachment"

    return Test(holds, saw)


# -- numbers ---------------------------------------------------------------------------------------------
# -------------

_BOUNDS = {"at_least": may(NUMBER, "this many or more"), "at_most": may(NUMBER, "this many or fewer")}
NUMBERS = Record(_BOUNDS, "bound")


def _bounded(values: Values) -> Callable[[float | None], bool]:
    low, high = values.get("at_least"), values.get("at_most")
    lowest = float(low) if isinstance(low, int | float) else float("-inf")
    highest = float(high) if isinstance(high, int | float) else float("inf")
    return lambda number: number is not None and lowest <= number <= highest


def _number(value: Callable[[Scene], float | None], cost: int = LOOK) -> Callable[[Values], Test]:
    def make(wanted: Values) -> Test:
        fits = _bounded(wanted)
        return Test(lambda scene: fits(value(scene)), lambda scene: _told(value(scene)), cost)

    return make


def _told(number: float | None) -> str:
    return "none" if number is None else f"{number:g}"


def _days(text: str) -> int:
    number = text.strip().removesuffix("d").strip()
    if not (
        text.strip().endswith("d") and number.isascii() and number.isdigit() and 1 <= int(number[:5]) <= 400
    ):
        raise ValueError("expected a number of days, up to 400 d")
    return int(number)


def _weight(text: str) -> float:
    try:
        return {"none": 0.0, "half": 0.5, "full": 1.0, "double": 2.0}[text]
    except KeyError:
        raise ValueError("expected one of none, half, full, double") from None


def _age(text: str) -> timedelta:
    from deskbell.domain.hours import Span

    span = Span.parse(text)
    if span.working:
        raise ValueError(f'"{text}": an age runs around the clock: 30 min, 4 h, 3 d')
    return span.length


DAYS: Shape[int] = Parsed(
    "a number of days like 30 d", _days, {"type": "string", "pattern": "^[0-9]{1,3} ?d$"}
)
IN_PERIOD = Record({**_BOUNDS, "within": may(DAYS, "the last so many days; 30 d if left out")}, "bound")
SHARES = Record(
    {
        "at_least": may(SHARE, "this share or more"),
        "at_most": may(SHARE, "this share or less"),
        "from_mails": may(NUMBER, "only once so many mails are known; 6 if left out"),
    },
    "bound",
)
_AGE: Shape[timedelta] = Parsed("an age like 3 d", _age)
AGES = Record({"at_least": may(_AGE), "at_most": may(_AGE)}, "bound")
_WEIGHT = Parsed("none, half, full or double", _weight, {"enum": ["none", "half", "full", "double"]})
WEIGHTS = Record({"at_least": may(_WEIGHT), "at_most": may(_WEIGHT)}, "bound")


def _in_period(name: str) -> Callable[[Values], Test]:
    def make(wanted: Values) -> Test:
        fits, days = _bounded(wanted), wanted.get("within", 30)
        assert isinstance(days, int)

        def count(scene: Scene) -> int:
            counted: dict[int, int] = getattr(scene.history, name)
            return counted.get(days, 0)

        return Test(lambda s: fits(count(s)), lambda s: f"{count(s)} in {days} d", STORE, (days,))

    return make


def _marked_share(wanted: Values) -> Test:
    fits, least = _bounded(wanted), wanted.get("from_mails", 6)
    assert isinstance(least, int)

    def share(scene: Scene) -> float | None:
        history = scene.history
        return history.marked_mails / history.mails if history.mails >= max(least, 1) else None

    def saw(scene: Scene) -> str:
        return f"{scene.history.marked_mails} of {scene.history.mails} mails"

    return Test(lambda scene: fits(share(scene)), saw, STORE)


def _age_of_ticket(wanted: Values) -> Test:
    low, high = wanted.get("at_least", timedelta.min), wanted.get("at_most", timedelta.max)
    assert isinstance(low, timedelta)
    assert isinstance(high, timedelta)
    return Test(
        lambda scene: low <= scene.facts.ticket.age <= high, lambda scene: str(scene.facts.ticket.age)
    )


def _mark_weight(wanted: Values) -> Test:
    fits = _bounded(wanted)
    told = {0.0: "none", 0.5: "half", 1.0: "full", 2.0: "double"}
    # An unmarked mail has weight none without a look at the store, so this is cheap for most mails.
    return Test(lambda s: fits(s.mark_weight), lambda s: told[s.mark_weight], STORE)


# -- tickets and time
# -------------------------------------------------------------------------------------------------

_TICKET_IS: dict[str, Callable[[Facts], bool]] = {
    "new": lambda facts: facts.ticket.is_new,
    "reply": lambda facts: facts.ticket.is_reply,
    "reopened": lambda facts: facts.ticket.reopened,
}


def _ticket_is(wanted: list[str]) -> Test:
    asked = [_TICKET_IS[word] for word in wanted]

    def saw(scene: Scene) -> str:
        return ", ".join(word for word, holds in _TICKET_IS.items() if holds(scene.facts)) or "neither"

    return Test(lambda scene: any(holds(scene.facts) for holds in asked), saw)


def _between(hours: tuple[int, int]) -> Test:
    start, end = hours

    def holds(scene: Scene) -> bool:
        now = scene.local.hour * 60 + scene.local.minute
        return start <= now < end if start < end else now >= start or now < end

    return Test(holds, lambda scene: f"{scene.local:%H:%M}")


def _busy(scene: Scene) -> bool:
    return is_busy(scene.facts.busy_days, scene.local.date())


def _kind(scene: Scene) -> str:
    return scene.kind.value if scene.kind else ""


def _words_of(kinds: type[Kind] | type[Level] | type[Priority]) -> ListOf[str]:
    return ListOf(Choice(tuple(str(kind) for kind in kinds)), one=True)


_GLOBS: Shape[list[str]] = ListOf(Parsed("an address, * for anything", _glob), one=True)
_STATES = ("open", "waiting", "resolved", "closed", "merged")

CONDITIONS: dict[str, Condition] = {
    "sender.address": _condition(
        _GLOBS, _address(lambda f: (f.sender,)), "the sender's address; * for anything"
    ),
    "sender.domain": _condition(ListOf(DOMAIN, one=True), _domain, "the sender's domain, or one below it"),
    "sender.name": _condition(TEXTS, _text(lambda s: s.sender_name), "the name the sender gives"),
    "sender.client": _condition(
        ListOf(Name("client"), one=True), _client, "the client the sender belongs to"
    ),
    "sender.role": _condition(
        ListOf(Choice(ROLES, "role"), one=True),
        _one_of(lambda s: s.facts.role),
        "the sender's role, proven or not",
    ),
    "sender.known": _condition(FLAG, _is(lambda s: s.facts.known), "is the sender named in the directory?"),
    "sender.proven": _condition(
        FLAG, _is(lambda s: s.facts.proven), "is it proven that the sender wrote this?"
    ),
    "sender.kind": _condition(
        ListOf(Choice(SENDER_KINDS, "kind of sender"), one=True),
        _one_of(lambda s: s.facts.sender_kind),
        "a person or which machine",
    ),
    "automatic": _condition(FLAG, _is(lambda s: s.facts.auto), "is it a mail that no machine may answer?"),
    "authenticity": _condition(
        ListOf(Choice(("aligned", "unaligned", "unknown"), "authenticity"), one=True),
        _one_of(lambda s: s.facts.authenticity),
        "what the border says of From",
    ),
    "recipient": _condition(
        _GLOBS, _address(lambda f: f.recipients), "any address it was sent to; * for anything"
    ),
    "recipient.complaints": _condition(
        FLAG, _is(lambda s: s.to_complaints), "was it sent to a complaints address of the desk?"
    ),
    "recipient.retired": _condition(
        FLAG, _is(lambda s: s.to_retired), "was it sent to a retired address of the desk?"
    ),
    "subject": _condition(TEXTS, _text(attrgetter("subject"), name="subject"), "the subject"),
    "body": _condition(
        TEXTS, _text(attrgetter("body"), name="body"), "the new words, without quoted mail and signature"
    ),
    "text": _condition(
        TEXTS,
        _text(attrgetter("subject"), attrgetter("body"), joined=attrgetter("text"), name="text"),
        "the subject or the new words",
    ),
    "full_text": _condition(TEXTS, _text(lambda s: s.full_text), "the whole text, quoted mail included"),
    "language": _condition(
        ListOf(Parsed("a language like en", _glob), one=True),
        _one_of(lambda s: s.facts.language),
        "language it is in",
    ),
    "importance": _condition(
        ListOf(Choice(("high", "normal", "low"), "importance"), one=True),
        _one_of(lambda s: s.facts.importance),
        "what its marks of importance say",
    ),
    "importance.marks": _condition(
        TEXTS, _text(lambda s: Text("\n".join(s.facts.marks))), "the marks of importance as they stood"
    ),
    "importance.weight": _condition(
        WEIGHTS, _mark_weight, "how much this sender's mark of high importance says, by their habit"
    ),
    "header": _condition(
        MapOf(Parsed("a header's name", str.strip), TEXTS),
        _header,
        "header fields by name; all named must hold",
    ),
    "attachment": _condition(ATTACHMENT, _attachment, "one attachment with all these qualities"),
    "attachment.any": _condition(
        FLAG, _is(lambda s: any(not one.inline for one in s.facts.attachments)), "is anything attached?"
    ),
    "time.client_open": _condition(FLAG, _is(lambda s: s.client_open), "is it within the client's hours?"),
    "time.desk_open": _condition(FLAG, _is(lambda s: s.desk_open), "is it within the desk's hours?"),
    "time.weekday": _condition(
        ListOf(Choice(WEEKDAYS, "weekday"), one=True),
        _one_of(lambda s: WEEKDAYS[s.local.weekday()]),
        "weekday at the client",
    ),
    "time.between": _condition(BETWEEN, _between, "time of day at the client, 22:00-06:00 over midnight"),
    "time.busy_day": _condition(FLAG, _is(_busy), "is it one of the client's busy days?"),
    "ticket.is": _condition(
        ListOf(Choice(tuple(_TICKET_IS), "state of a ticket's thread"), one=True),
        _ticket_is,
        "new, reply, reopened",
    ),
    "ticket.age": _condition(AGES, _age_of_ticket, "time since the ticket was opened"),
    "ticket.state": _condition(
        ListOf(Choice(_STATES, "state"), one=True),
        _one_of(lambda s: s.facts.ticket.state),
        "its state before this mail",
    ),
    "ticket.kind": _condition(
        _words_of(Kind), _one_of(lambda s: s.facts.ticket.kind), "what the ticket was taken for"
    ),
    "ticket.priority": _condition(
        _words_of(Priority),
        _one_of(lambda s: s.facts.ticket.priority),
        "the ticket's priority before this mail",
    ),
    "ticket.subject": _condition(TEXTS, _text(lambda s: s.ticket_subject), "the ticket's subject"),
    "ticket.promises_broken": _condition(
        NUMBERS, _number(lambda s: s.facts.ticket.promises_broken), "promises broken on the ticket"
    ),
    "ticket.chasers": _condition(
        NUMBERS, _number(lambda s: s.facts.ticket.chasers), '"any news?" so far on the ticket'
    ),
    "history.open_tickets": _condition(
        NUMBERS, _number(lambda s: s.history.open_tickets, STORE), "the requester's open tickets"
    ),
    "history.client_open_tickets": _condition(
        NUMBERS, _number(lambda s: s.history.client_open_tickets, STORE), "the client's open tickets"
    ),
    "history.tickets": _condition(IN_PERIOD, _in_period("tickets"), "the requester's tickets in a period"),
    "history.client_tickets": _condition(
        IN_PERIOD, _in_period("client_tickets"), "the client's tickets in a period"
    ),
    "history.complaints": _condition(
        IN_PERIOD, _in_period("complaints"), "the requester's complaints in a period"
    ),
    "history.client_complaints": _condition(
        IN_PERIOD, _in_period("client_complaints"), "the client's complaints in a period"
    ),
    "history.last_score": _condition(
        NUMBERS, _number(lambda s: s.history.last_score, STORE), "the requester's last survey score, 1 to 10"
    ),
    "history.marked": _condition(
        SHARES, _marked_share, "the share of the sender's mails with a mark of importance"
    ),
    "kind": _condition(_words_of(Kind), _one_of(_kind), "what kinds.yaml took it for", "kinds"),
    "urgency": _condition(
        _words_of(Level),
        _one_of(lambda s: s.urgency.value if s.urgency else ""),
        "what urgency.yaml said",
        "urgency",
    ),
    "impact": _condition(
        _words_of(Level),
        _one_of(lambda s: s.impact.value if s.impact else ""),
        "what urgency.yaml said",
        "urgency",
    ),
    "priority": _condition(
        _words_of(Priority),
        _one_of(lambda s: s.priority.value if s.priority else ""),
        "by the matrix",
        "urgency",
    ),
}
