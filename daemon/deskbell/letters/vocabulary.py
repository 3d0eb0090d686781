"""The desk's own words in each language: `templates/email/_words/LANGUAGE.txt`, a line each.

priority.P1 = many people or a vital service are stopped
"""

from collections.abc import Mapping
from typing import NamedTuple


class Vocabulary(NamedTuple):
    """Section -> code -> words ("priority" -> "P1" -> …)."""

    sections: Mapping[str, Mapping[str, str]]

    def said(self, section: str, code: str) -> str:
        """The words for a code; "" where the vocabulary has none."""
        return self.sections.get(section, {}).get(code, "")


def read_vocabulary(text: str) -> Vocabulary:
    """Read `section.code = words` lines; what is none of these is reported by `faulty_lines`."""
    sections: dict[str, dict[str, str]] = {}
    for line in text.split("\n"):
        name, _, words = line.partition(" = ")
        section, dot, code = name.strip().partition(".")
        if dot and words and not line.startswith("#"):
            sections.setdefault(section, {})[code] = words.strip()
    return Vocabulary(sections)


def faulty_lines(text: str) -> list[tuple[int, str]]:
    """Line numbers and texts of lines that are neither empty, nor a comment, nor `section.code = words`."""
    faulty = []
    for number, line in enumerate(text.split("\n"), 1):
        name, _, words = line.partition(" = ")
        if line.strip() and not line.startswith("#") and not ("." in name and words.strip()):
            faulty.append((number, line))
    return faulty
