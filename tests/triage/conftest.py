"""The shipped set, read once; and helpers that make a set with one book changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from deskbell.triage.load import load, read_folder
from deskbell.triage.ruleset import RuleSet

RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """The files of the shipped set."""
    return read_folder(None, RULES)


@pytest.fixture(scope="session")
def shipped(files: dict[str, bytes]) -> RuleSet:
    """The shipped set."""
    return load(files)


@pytest.fixture(scope="session")
def with_file(files: dict[str, bytes]) -> Callable[[str, str], RuleSet]:
    """The shipped set with one file written anew."""
    return lambda name, text: load({**files, name: text.encode()})
