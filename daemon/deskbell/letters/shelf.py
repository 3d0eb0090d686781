"""The template files: which are there, in which languages, and what is done to them before Jinja reads
them.
"""

import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from deskbell.letters.facts import LetterError
from deskbell.letters.vocabulary import Vocabulary, read_vocabulary

SUBJECT = "Subject: "
#: The part of a template's name that asks for its subject line.
SUBJECT_OF = "#subject"
FALLBACK = "en"

_SWISS = frozenset({"de-ch", "de-li"})
#: What an operator may add, mostly has not, and Jinja would look for in every letter.
_IF_THERE = re.compile(r'\{% include "([^"]+)" ignore missing %\}')
#: French puts a no-break space before : ; ? ! and inside guillemets; templates are typed with plain ones
_FRENCH_SPACES = re.compile(r" (?=[:;?»]|!(?!=))|(?<=«) ")


class Spoken(NamedTuple):
    """The language a letter is written in: `file` names its templates, `tag` says times (en-US)."""

    file: str
    tag: str


def read_templates(*folders: Path) -> dict[str, str]:
    """The files of `templates/email/`, by path within it; a later folder's file stands in for an earlier's.

    Raises LetterError for a file that is not UTF-8.
    """
    files: dict[str, str] = {}
    for folder in filter(os.path.isdir, folders):
        for name, path in _templates_in(os.fspath(folder), ""):
            try:
                files[name] = _text_of(path)
            except UnicodeDecodeError as error:
                raise LetterError(f"{path}: not UTF-8 at byte {error.start}") from error
    return files


def _text_of(path: str) -> str:
    """A file as text mode reads it, without a mark in front and with plain line ends, in a third of the time."""
    with open(path, "rb", buffering=0) as file:
        data = file.read()
    text = data.removeprefix(BOM_UTF8).decode()
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _templates_in(folder: str, within: str) -> Iterator[tuple[str, str]]:
    """Name and path of each, in their order; in plain strings, for there are two hundred at every start."""
    for entry in sorted(os.scandir(folder), key=attrgetter("name")):
        if entry.is_dir(follow_symlinks=False):
            yield from _templates_in(entry.path, f"{within}{entry.name}/")
        elif os.path.splitext(entry.name)[1] in (".txt", ".html") and entry.is_file():
            yield f"{within}{entry.name}", entry.path


class Shelf:
    """The template files of one set, by the names Jinja asks for."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages the desk has words for."""
        heads = (name.split("/") for name in self.files if name.startswith("_words/"))
        return tuple(sorted(head[1].removesuffix(".txt") for head in heads if "." not in head[1][:-4]))

    def spoken(self, kind: str, wanted: str, desk_language: str) -> Spoken:
        """The reader's language where the letter is written in it, else the desk's, else English."""
        for tag in (wanted, desk_language, FALLBACK):
            tag = tag.replace("_", "-").lower()
            base = tag.partition("-")[0]
            for file in (tag, base):
                if f"{kind}/{file}.txt" in self.files:
                    return Spoken(tag if tag in _SWISS else file, tag)
        raise LetterError(f"{kind}: no template in {wanted}, {desk_language} or {FALLBACK}")

    def source(self, name: str) -> str | None:
        """The text of a template as Jinja shall read it, None where there is none."""
        path, subject, _ = name.partition(SUBJECT_OF)
        text = self._text(path)
        if text is None or not path.endswith(".txt"):
            return text
        text = _IF_THERE.sub(lambda include: "{##}" if self._text(include[1]) is None else include[0], text)
        first, end, rest = text.partition("\n")
        if first.startswith(SUBJECT):
            return first.removeprefix(SUBJECT) if subject else end + rest
        return None if subject else text

    def vocabulary(self, language: str) -> Vocabulary:
        """The desk's words in a language, English ones where it has none of its own."""
        return read_vocabulary(
            self._text(f"_words/{language}.txt") or self._text(f"_words/{FALLBACK}.txt") or ""
        )

    def _text(self, path: str) -> str | None:
        """A file, in its language's spelling: Swiss letters have no ß."""
        if path in self.files:
            text = self.files[path]
            return _FRENCH_SPACES.sub("\u00a0", text) if path.endswith("/fr.txt") else text
        folder, _, file = path.rpartition("/")
        if file.removesuffix(".txt") in _SWISS and f"{folder}/de.txt" in self.files:
            return self.files[f"{folder}/de.txt"].replace("ß", "ss")
        return None
