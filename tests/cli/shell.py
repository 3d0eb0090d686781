"""A real home as `deskbell init` makes it, and commands run in it as an operator would."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from deskbell.cli import main
from forking import forked, to_its_end
from tables import lay_tables

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Said:
    """What a command printed, and how it ended."""

    status: int
    out: str
    err: str


@dataclass
class Shell:
    """Runs commands in this process, with the home in the environment."""

    home: Path
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def __call__(self, *words: str | Path) -> Said:
        self.patch.setattr(sys, "argv", ["deskbell", *map(str, words)])
        self.patch.setenv("DESKBELL_HOME", str(self.home))
        self.capture.readouterr()
        with pytest.raises(SystemExit) as leaving:
            main()
        got = self.capture.readouterr()
        return Said(int(leaving.value.code or 0), got.out, got.err)


def outside(
    home: Path, *words: str, data: bytes = b"", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own."""
    known = {**os.environ, "DESKBELL_HOME": str(home), **(environment or {})}
    return to_its_end(forked(), words, known, data, 60)


def fresh_home(home: Path) -> Path:
    """A home with the tables of the newest migration; whoever opens a desk in it writes its settings."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "deskbell.toml").touch()
    lay_tables(home)
    return home
