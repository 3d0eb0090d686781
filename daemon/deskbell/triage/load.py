"""From the bytes of the files in `rules/` to a set of rules, or to every error in them at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from deskbell.domain.people import Directory
from deskbell.errors import OperatorError
from deskbell.triage.book import Book
from deskbell.triage.books import BOOKS
from deskbell.triage.causes import CAUSES, Causes, causes
from deskbell.triage.directory import FILE as DIRECTORY_FILE
from deskbell.triage.directory import read_directory
from deskbell.triage.nodes import Node
from deskbell.triage.notices import similar
from deskbell.triage.people_csv import PEOPLE_FILE
from deskbell.triage.ruleset import RuleSet, fingerprint
from deskbell.triage.shapes import Bad, Reader, Values
from deskbell.triage.tree import LARGEST, read_tree
from deskbell.triage.trouble import RuleErrors, Trouble, did_you_mean

CAUSES_FILE = "causes.yaml"
#: Every file of a set; people.csv may be left out.
FILES = (DIRECTORY_FILE, *(f"{book.name}.yaml" for book in BOOKS), CAUSES_FILE)


def load(files: Mapping[str, bytes]) -> RuleSet:
    """The set these files make. RuleErrors tells everything wrong with them. Pure, and bounded in time
    and size.

    `files` are names like "urgency.yaml" with the bytes of each; what is no book (README.md) is not
    looked at.
    """
    return _loaded(
        tuple((name, data) for name, data in files.items() if name.endswith((".yaml", ".yml", ".csv")))
    )


@lru_cache(maxsize=2)
def _loaded(files: tuple[tuple[str, bytes], ...]) -> RuleSet:
    """The set that was live and the one that takes its place: each is proven, compared and run, and read once."""
    return _Loader(dict(files)).rules()


class _Loader:
    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.troubles: list[Trouble] = []
        self.names: dict[str, Collection[str]] = {}

    def rules(self) -> RuleSet:
        self._check_names()
        directory = self._directory()
        read: dict[str, tuple[Book[Any], Values]] = {}
        for shape in BOOKS:
            if (found := self._read(f"{shape.name}.yaml", shape.read)) is not None:
                read[shape.name] = found
        cause_words = self._read(CAUSES_FILE, lambda root, reader: causes(CAUSES.read(root, reader)))
        if self.troubles:
            raise RuleErrors(self.troubles)
        assert isinstance(directory, Directory)
        assert isinstance(cause_words, Causes)
        matrix: Any = read["urgency"][1]["matrix"]
        return RuleSet(
            directory=directory,
            refusal_book=read["refusals"][0],
            kind_book=read["kinds"][0],
            urgency_book=read["urgency"][0],
            routing_book=read["routing"][0],
            contact_book=read["contact"][0],
            notice_book=read["notices"][0],
            matrix=matrix,
            similar=similar(read["notices"][1]),
            causes=cause_words,
            fingerprint=fingerprint(self.files),
        )

    def _check_names(self) -> None:
        known = (*FILES, PEOPLE_FILE)
        for name in self.files:
            if name not in known:
                near = did_you_mean(name, known)
                self.troubles.append(Trouble(name, 1, 1, f"there is no book of this name{near}"))
        for name in FILES:
            if name not in self.files:
                self.troubles.append(Trouble(name, 1, 1, "this file is missing"))

    def _directory(self) -> Directory | None:
        """Read first: the others speak of its clients, teams and agents."""
        people = self.files.get(PEOPLE_FILE)

        def read(root: Node, reader: Reader) -> Directory:
            try:
                return read_directory(root, reader, people)
            finally:
                self.names = reader.names

        found: Directory | None = self._read(DIRECTORY_FILE, read)
        return found

    def _read(self, name: str, read: Any) -> Any:
        """What `read` makes of the file; None after its troubles were added to ours."""
        if name not in self.files:
            return None
        reader = Reader(name, dict(self.names))
        try:
            return read(read_tree(name, self.files[name]), reader)
        except RuleErrors as errors:
            self.troubles.extend(errors.troubles)
        except Bad:
            pass
        finally:
            self.troubles.extend(reader.troubles)
        return None


def read_folder(folder: Path | None, fallback: Path) -> dict[str, bytes]:
    """The files of a set: an operator's own where they have them, the shipped ones for the rest, file by
    file.

    people.csv goes with the directory that names it: an operator's directory never meets the sample people.
    A file is read no further than just over the limit, so the loader can say that it is too big.
    """
    files: dict[str, bytes] = {}
    for place in (fallback, folder):
        if place is None or not place.is_dir():
            continue
        found = {path.name: path for path in sorted(place.iterdir()) if _is_book(path)}
        if DIRECTORY_FILE in found:
            files.pop(PEOPLE_FILE, None)
        files.update({name: _bytes(path) for name, path in found.items()})
    return files


def _is_book(path: Path) -> bool:
    """A YAML or CSV file; not an editor's hidden copy."""
    return (
        path.suffix in (".yaml", ".yml", ".csv") and not path.name.startswith((".", "#")) and path.is_file()
    )


def _bytes(path: Path) -> bytes:
    most = LARGEST * (10 if path.suffix == ".csv" else 1) + 1
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as trouble:
        raise OperatorError(f"cannot read {path}: {trouble.strerror or trouble}") from trouble
