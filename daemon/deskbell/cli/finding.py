"""One line of what `deskbell doctor` finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination. `do` is empty where all is well."""

    what: str
    good: bool
    saw: str
    do: str = ""

    @property
    def state(self) -> str:
        return "good" if self.good else "bad"
