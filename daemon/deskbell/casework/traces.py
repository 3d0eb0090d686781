"""What is left of a person who was erased, in what others wrote: their addresses, their full names, words of theirs that are quoted.

Their words are known again by five in a row, whatever marks, line ends or tags a mail program has put between them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from deskbell.domain.ticket import ERASED

#: What stands in place of what was there.
GONE = ERASED
#: So many words in a row are a quotation; a message of fewer is looked for whole, if it is no mere courtesy.
_ROW, _SHORT = 5, 8
#: A word; or a tag or a character by name, which stand between words.
_WORD = re.compile(r"<[^<>]{0,500}>|&#?\w{1,8};|(\w+(?:['’]\w+)*)")
#: What is plain of an event or a letter's facts: how it was judged and by which rule, who of the desk, when.
_PLAIN = frozenset(
    [
        "kind",
        "urgency",
        "impact",
        "priority",
        "state",
        "by",
        "agent",
        "due",
        "book",
        "entry",
        "because",
        "event",
        "to",
        "language",
        "zone",
        "desk",
        "deed",
        "of",
        "stage",
    ]
)


@dataclass(frozen=True)
class Traces:
    """By what a person is known again. `titles`: the subject of each ticket of theirs, by its reference.

    `looks`: what their mails look like.
    """

    addresses: tuple[str, ...]
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    looks: frozenset[str] = frozenset()

    @cached_property
    def bare(self) -> re.Pattern[bytes]:
        """Their addresses as they stand in bytes."""
        return re.compile(b"|".join(re.escape(one.encode()) for one in self.addresses), re.IGNORECASE)

    @cached_property
    def _named(self) -> re.Pattern[str]:
        parts = []
        for address in self.addresses:
            local, _, domain = address.rpartition("@")
            parts.append(rf"(?<![\w.+-]){re.escape(local)}(?:\+[\w.=-]*)?@{re.escape(domain)}(?![\w-]|\.\w)")
        for name in sorted(self.names, key=len, reverse=True):
            parts.append(rf"(?<!\w){_spread(name)}(?!\w)")
        rare = {one for one in self.titles.values() if _says(one) and not _is_common(one)}
        for title in sorted(rare, key=len, reverse=True):
            parts.append(rf"(?<!\w){_spread(title)}(?!\w)")
        return re.compile("|".join(parts), re.IGNORECASE)

    @cached_property
    def _titled(self) -> re.Pattern[str] | None:
        """A reference with its subject behind it in the same line, where the subject is too common to be known alone."""
        common = [(ref, title) for ref, title in self.titles.items() if _says(title) and _is_common(title)]
        parts = [rf"(?<=\b{ref})(?!\d)[^\n]{{0,80}}?(?<!\w){_spread(title)}(?!\w)" for ref, title in common]
        return re.compile("|".join(parts), re.IGNORECASE) if parts else None

    @cached_property
    def _rows(self) -> dict[int, set[tuple[str, ...]]]:
        """Rows of their words, by how many words they have."""
        rows: dict[int, set[tuple[str, ...]]] = {}
        for text in self.words:
            said = [found[1].casefold() for found in _WORD.finditer(text) if found[1]]
            size = min(_ROW, len(said))
            if size == _ROW or len("".join(said)) >= _SHORT:
                rows.setdefault(size, set()).update(
                    tuple(said[at : at + size]) for at in range(len(said) - size + 1)
                )
        return rows

    def hide(self, text: str) -> str:
        """The text without what tells of them; the same object where nothing does."""
        if not text:
            return text
        found = self._titled.sub(f" {GONE}", text) if self._titled else text
        found = self._named.sub(GONE, found)
        return self._without_words(found if found != text else text)

    def _without_words(self, text: str) -> str:
        spans = [
            (found.start(), found.end(), found[1].casefold()) for found in _WORD.finditer(text) if found[1]
        ]
        theirs = [False] * len(spans)
        said = [word for _, _, word in spans]
        for size, rows in self._rows.items():
            for at in range(len(said) - size + 1):
                if tuple(said[at : at + size]) in rows:
                    theirs[at : at + size] = [True] * size
        if not any(theirs):
            return text
        kept, at = [], 0
        for number, (start, _, _) in enumerate(spans):
            if theirs[number] and not (number and theirs[number - 1]):
                kept.append(text[at:start] + GONE)
            if theirs[number]:
                at = spans[number][1]
        return "".join(kept) + text[at:]

    def hide_all(self, value: Any) -> Any:
        """JSON without what tells of them. What speaks of a ticket of theirs keeps its reference and its figures."""
        if isinstance(value, str):
            return self.hide(value)
        if isinstance(value, list):
            return [self.hide_all(one) for one in value]
        if isinstance(value, Mapping):
            if value.get("reference") in self.titles:
                return {name: one if name == "reference" else blank(one, name) for name, one in value.items()}
            return {self.hide(name): self.hide_all(one) for name, one in value.items()}
        return value

    def blank_all(self, value: Any) -> Any:
        """JSON of a matter of theirs: figures, times and how it was judged stay, and no words."""
        return self.hide_all(blank(value))

    def without_looks(self, words: str) -> str:
        """What an incident looks like, without the mails of theirs that were among its first."""
        return "\n".join(line for line in words.split("\n") if line not in self.looks)


def blank(value: Any, name: str = "") -> Any:
    """The same shape of JSON with no words in it but those that are plain by their name."""
    if isinstance(value, str):
        return value if name in _PLAIN or _is_moment(value) else ""
    if isinstance(value, list):
        return [blank(one, name) for one in value]
    if isinstance(value, Mapping):
        return {key: blank(one, key) for key, one in value.items()}
    return value


def _spread(words: str) -> str:
    """A pattern for these words, however their line was broken or marked."""
    return r"[\s>,]+".join(map(re.escape, words.replace(",", " ").split()))


def _says(text: str) -> bool:
    """Is there more in it than marks?"""
    return any(letter.isalnum() for letter in text)


def _is_common(title: str) -> bool:
    """Is a subject a single short word, which stands in half of all mails?"""
    return len(title.split()) < 2 and len(title.strip()) < _SHORT


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def names_of(found: Iterable[str], spared: Iterable[str] = ()) -> tuple[str, ...]:
    """Names that are nobody else's: of two words at least, for half the world has the same first name.

    `spared`: those of the desk's own people, whom anybody may have named themselves after.
    """
    whole = {" ".join(one.split()) for one in found}
    others = {one.casefold() for one in spared}
    return tuple(
        sorted(
            one
            for one in whole
            if " " in one and len(one) >= _SHORT - 2 and _says(one) and one.casefold() not in others
        )
    )
