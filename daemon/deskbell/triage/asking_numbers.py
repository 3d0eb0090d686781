"""Conditions on numbers: counts within bounds, counts in a period, ages, shares, the weight of a mark."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from deskbell.domain.hours import Span
from deskbell.triage.asking import LOOK, STORE, Test
from deskbell.triage.plain import NUMBER, SHARE
from deskbell.triage.scene import Scene
from deskbell.triage.shapes import Parsed, Record, Shape, Values, may

_BOUNDS = {"at_least": may(NUMBER, "this many or more"), "at_most": may(NUMBER, "this many or fewer")}
NUMBERS = Record(_BOUNDS, "bound")


def _bounded(values: Values) -> Callable[[float | None], bool]:
    low, high = values.get("at_least"), values.get("at_most")
    lowest = float(low) if isinstance(low, int | float) else float("-inf")
    highest = float(high) if isinstance(high, int | float) else float("inf")
    return lambda number: number is not None and lowest <= number <= highest


def number_of(value: Callable[[Scene], float | None], cost: int = LOOK) -> Callable[[Values], Test]:
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


def in_period(name: str) -> Callable[[Values], Test]:
    def make(wanted: Values) -> Test:
        fits, days = _bounded(wanted), wanted.get("within", 30)
        assert isinstance(days, int)

        def count(scene: Scene) -> int:
            counted: dict[int, int] = getattr(scene.history, name)
            return counted.get(days, 0)

        return Test(lambda s: fits(count(s)), lambda s: f"{count(s)} in {days} d", STORE, (days,))

    return make


def marked_share(wanted: Values) -> Test:
    fits, least = _bounded(wanted), wanted.get("from_mails", 6)
    assert isinstance(least, int)

    def share(scene: Scene) -> float | None:
        history = scene.history
        return history.marked_mails / history.mails if history.mails >= max(least, 1) else None

    def saw(scene: Scene) -> str:
        return f"{scene.history.marked_mails} of {scene.history.mails} mails"

    return Test(lambda scene: fits(share(scene)), saw, STORE)


def age_of_ticket(wanted: Values) -> Test:
    low, high = wanted.get("at_least", timedelta.min), wanted.get("at_most", timedelta.max)
    assert isinstance(low, timedelta)
    assert isinstance(high, timedelta)
    return Test(
        lambda scene: low <= scene.facts.ticket.age <= high, lambda scene: str(scene.facts.ticket.age)
    )


def mark_weight(wanted: Values) -> Test:
    fits = _bounded(wanted)
    told = {0.0: "none", 0.5: "half", 1.0: "full", 2.0: "double"}
    # An unmarked mail has weight none without a look at the store, so this is cheap for most mails.
    return Test(lambda s: fits(s.mark_weight), lambda s: told[s.mark_weight], STORE)
