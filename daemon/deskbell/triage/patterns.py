"""Operators' patterns (`matches`), in RE2 syntax: whatever is written, no mail can make one hang."""

import re
from functools import lru_cache
from typing import Protocol

#: A longer pattern is a list of words in disguise.
LONGEST_PATTERN = 1_000
_MEMORY = 8 << 20
_ASCII_ONLY = re.compile(r"\\[bBwW]")
#: What may stand between `\\b` and the letter it is meant for: groups, alternatives, repetitions, anchors.
_BETWEEN = re.compile(r"(?:\(\?[a-zA-Z:]*\)?|[()|?*+^$\[\]:]|\{\d*,?\d*\})*")
_COUNT = re.compile(r"\{\d*,?\d*\}")


class Pattern(Protocol):
    """A compiled pattern."""

    def search(self, text: str) -> re.Match[str] | None: ...


@lru_cache(maxsize=2048)
def pattern(text: str) -> Pattern:
    """Compile it; ValueError says in one line what is wrong."""
    if len(text) > LONGEST_PATTERN:
        raise ValueError(f"a pattern of {len(text):,} characters; {LONGEST_PATTERN:,} at most")
    if odd := _ascii_only_boundary(text):
        raise ValueError(
            f"{odd} knows ASCII letters only and fails beside any other; use words: for whole words"
        )
    return _compiled(text)


def _compiled(text: str) -> Pattern:
    try:
        import re2  # the one native library of this room; a desk without patterns never loads it
    except ImportError:
        raise ValueError(
            "matches: needs the library google-re2, which is not installed; use words:"
        ) from None

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        made: Pattern = re2.compile(text, options)
    except re2.error as trouble:
        said = trouble.args[0] if trouble.args else ""
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise ValueError(f"not a pattern in RE2 syntax: {words}") from None
    return made


def _ascii_only_boundary(text: str) -> str:
    """The first `\\b`, `\\B`, `\\w` or `\\W` next to a letter outside ASCII, "" if there is none.

    Inside brackets (`[\\wäöü]`) such a letter stands for itself beside `\\w`, and that is fine.
    """
    outside = _without_classes(text)
    for found in _ASCII_ONLY.finditer(outside):
        after = outside[_BETWEEN.match(outside, found.end()).end() :][:1]  # type: ignore[union-attr]
        before = _COUNT.sub("", outside[: found.start()]).rstrip("()|?*+^$[]:")[-1:]
        if any(letter and not letter.isascii() and letter.isalpha() for letter in (before, after)):
            return found.group()
    return ""


def _without_classes(text: str) -> str:
    """The pattern with `\\w` inside brackets made an ordinary letter, everything else in its place."""
    return re.sub(
        r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]",
        lambda m: m[0].replace("\\w", "ww").replace("\\W", "WW") if m[0][0] == "[" else m[0],
        text,
        flags=re.DOTALL,
    )
