"""Conditions on texts: words, parts, patterns, nothing at all; in the subject, the body, a header."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from deskbell.triage.asking import LOOK, PATTERN, SEARCH, WORDS, Holds, Saw, Test, all_hold, any_holds
from deskbell.triage.patterns import LONGEST_PATTERN, pattern
from deskbell.triage.plain import FLAG, TEXT
from deskbell.triage.scene import GRAM, Scene
from deskbell.triage.shapes import ListOf, Parsed, Record, Values, may
from deskbell.triage.words import Phrases, Text, folded

TextOf = Callable[[Scene], Text | None]


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


def text_of(*texts: TextOf, joined: TextOf | None = None, name: str = "") -> Callable[[Values], Test]:
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
        needs = _needs(ways, name) if name else None
        asked = frozenset[str]().union(*(way.asked for way in ways))
        return Test(any_holds(tests), _seen(ways, texts), max(way.cost for way in ways), (), needs, asked)

    return make


def _needs(ways: list[_Way], name: str) -> frozenset[tuple[str, str]] | None:
    """Where books look entries up: by the words of a text, and by short pieces of a subject."""
    needs: set[tuple[str, str]] = set()
    for way in ways:
        if way.words is not None:
            needs.update((name, word) for word in way.words)
        elif way.needles and name == "subject" and all(len(needle) >= GRAM for needle in way.needles):
            needs.update(("subject_grams", needle[:GRAM]) for needle in way.needles)
        else:
            return None
    return frozenset(needs)


def _finds(way: _Way, one: TextOf) -> Holds:
    found = way.found
    if len(way.needles) == 1:
        needle = way.needles[0]
        return lambda scene: (text := one(scene)) is not None and needle in text.folded
    return lambda scene: (text := one(scene)) is not None and found(text)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to look at a text: does it find something, and what?

    `words`: it finds nothing without one of them. `needles`: it looks for these and nothing else. `asked`: the words it
    asks for.
    """

    found: Callable[[Text], bool]
    what: Callable[[Text], list[str]]
    cost: int
    words: frozenset[str] | None = None
    needles: tuple[str, ...] = ()
    asked: frozenset[str] = frozenset()


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
        for needle in needles:  # noqa: SIM110 - a loop, as in any_holds
            if needle in within:
                return True
        return False

    def what(text: Text) -> list[str]:
        return [needle for needle in needles if needle in text.folded]

    return _Way(found, what, SEARCH, needles=needles)


def _words(wanted: object) -> _Way:
    assert isinstance(wanted, list)
    phrases = Phrases(wanted)
    return _Way(phrases.found_in, phrases.all_in, WORDS, phrases.needed, asked=phrases.asked)


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
    return lambda scene: scene.header(name)


def headers_like(wanted: dict[str, Values]) -> Test:
    """Every header named must be as asked."""
    tests = [text_of(_header_named(name.casefold()))(ways) for name, ways in wanted.items()]
    names = [name.casefold() for name in wanted]

    def saw(scene: Scene) -> str:
        return ", ".join(f"{name}: {test.saw(scene)}" for name, test in zip(names, tests, strict=True))

    holds = all_hold([test.holds for test in tests])
    needs = frozenset({("header_names", names[0])})
    words = frozenset[str]().union(*(test.words for test in tests))
    return Test(holds, saw, max(test.cost for test in tests), (), needs, words)
