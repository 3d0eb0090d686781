"""The files of a set, read as one; and watching them come to rest after an edit."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from deskbell.errors import OperatorError
from deskbell.share import shipped

#: Seconds without a change before a set is looked at: an editor, a copy or a checkout is then done.
QUIET = 5.0
#: A name's stamp: when it was changed, its size, and which file it is now (a swapped link leads to another).
Stamp = tuple[int, int, int, int]


@dataclass(frozen=True)
class Files:
    """Everything a set is made of: `rules` by name, `templates` by path within templates/email."""

    rules: Mapping[str, bytes]
    templates: Mapping[str, str]

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over names and contents, in hex."""
        from deskbell.triage.ruleset import fingerprint

        return fingerprint(dict(self._named()))

    def _named(self) -> Iterator[tuple[str, bytes]]:
        yield from self.rules.items()
        yield from ((f"templates/email/{name}", text.encode()) for name, text in self.templates.items())

    def changed_from(self, other: "Files") -> tuple[str, ...]:
        """The names of the files that are new, gone or otherwise than in `other`."""
        mine, theirs = dict(self._named()), dict(other._named())
        return tuple(
            sorted(name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name))
        )

    def to_bytes(self) -> bytes:
        """For the database; only for a set that was read without error, so that every rule file is UTF-8."""
        rules = {name: data.decode() for name, data in self.rules.items()}
        return json.dumps({"rules": rules, "templates": dict(self.templates)}, ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Files":
        found = json.loads(data)
        return cls({name: text.encode() for name, text in found["rules"].items()}, found["templates"])


def read_files(home: Path | None) -> Files:
    """The home's files, the shipped ones for what it lacks; of None the shipped ones alone. OperatorError if unreadable."""
    from deskbell.letters.facts import LetterError
    from deskbell.letters.shelf import read_templates
    from deskbell.triage.load import read_folder

    own = [home / "templates" / "email"] if home and (home / "templates" / "email").is_dir() else []
    try:
        return Files(
            read_folder(home / "rules" if home else None, shipped("rules")),
            {**_shipped_templates(), **read_templates(*own)},
        )
    except LetterError as trouble:
        raise OperatorError(str(trouble)) from trouble
    except OSError as trouble:
        raise OperatorError(f"cannot read {trouble.filename}: {trouble.strerror or trouble}") from trouble


@cache
def _shipped_templates() -> Mapping[str, str]:
    """Two hundred files, read once: they are of this program, and what an upgrade puts in their place is of the next."""
    from deskbell.letters.shelf import read_templates

    return read_templates(shipped("templates") / "email")


def stamps(home: Path) -> dict[str, Stamp]:
    """What a look at the names alone can tell of the home's rules and templates; links are followed."""
    found: dict[str, Stamp] = {}
    for folder in (home / "rules", home / "templates" / "email"):
        for name, seen in _walk(folder):
            found[name] = (seen.st_mtime_ns, seen.st_size, seen.st_ino, seen.st_dev)
    return found


def _walk(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return  # not there, or just being swapped: the next look sees more
    for entry in entries:
        try:
            seen = entry.stat()
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path))
            else:
                yield entry.path, seen
        except OSError:
            continue


class Watch:
    """Tells when the home's files have come to rest after a change. `seconds`: a clock that only serves to wait by."""

    def __init__(self, home: Path, seconds: Callable[[], float]) -> None:
        self._home, self._seconds = home, seconds
        self._seen = stamps(home)
        self._changed_at: float | None = None

    def touch(self) -> None:
        """A change was found in another way; the wait begins anew."""
        self._changed_at = self._seconds()

    @property
    def still(self) -> bool:
        """Is everything as the last look saw it? Asked after reading, so that no half of an edit is taken for a set."""
        return stamps(self._home) == self._seen

    def rested(self) -> bool:
        """True once for each rest: five seconds after the last change to any file."""
        found = stamps(self._home)
        if found != self._seen:
            self._seen = found
            self.touch()
        if self._changed_at is None or self._seconds() - self._changed_at < QUIET:
            return False
        self._changed_at = None
        return True
