"""How long: the spans that rules, promises and letters count in."""

from dataclasses import dataclass
from datetime import timedelta

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_LENGTHS = {"min": timedelta(minutes=1), "h": _HOUR, "d": _DAY, "ah": _HOUR, "wh": _HOUR}
_UNITS = ("min", "h", "d", "ah", "wh", "wd")


@dataclass(frozen=True, slots=True)
class Span:
    """How long: minutes, hours and days of 24 h around the clock, hours in which people are awake (ah), or working hours
    (wh) and days (wd).
    """

    count: int
    unit: str

    def __post_init__(self) -> None:
        if self.unit not in _UNITS or not 0 <= self.count <= 99_999:
            raise ValueError(
                f'"{self.count} {self.unit}" is not a span; write "30 min", "4 h", "4 wh" or "2 wd"'
            )

    @classmethod
    def parse(cls, text: str) -> "Span":
        """Read "15 min", "4 h", "14 d", "4 wh" or "2 wd"; ValueError says what is expected."""
        words = text.strip()
        digits = words.rstrip("abcdefghijklmnopqrstuvwxyz \u00a0")
        unit = words[len(digits) :].strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 5):
            raise ValueError(f'"{text}" is not a span; write "30 min", "4 h", "4 wh" or "2 wd"')
        return cls(int(digits), unit)

    @classmethod
    def minutes(cls, count: int) -> "Span":
        return cls(count, "min")

    @classmethod
    def hours(cls, count: int) -> "Span":
        return cls(count, "h")

    @classmethod
    def days(cls, count: int) -> "Span":
        return cls(count, "d")

    @classmethod
    def working_hours(cls, count: int) -> "Span":
        return cls(count, "wh")

    @classmethod
    def working_days(cls, count: int) -> "Span":
        return cls(count, "wd")

    @property
    def working(self) -> bool:
        """Is it counted in the hours in which somebody works, or is awake, and not around the clock?"""
        return self.unit in ("ah", "wh", "wd")

    @property
    def length(self) -> timedelta:
        """How long it lasts; a working day has no length of its own and counts as 24 hours (for 24×7)."""
        return self.count * _LENGTHS.get(self.unit, _DAY)

    def __str__(self) -> str:
        return f"{self.count} {self.unit}"
