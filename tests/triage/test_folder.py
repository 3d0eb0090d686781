"""A desk's own files stand before the shipped ones, file by file."""

from pathlib import Path

import pytest

from deskbell.triage.load import load, read_folder
from deskbell.triage.tree import LARGEST
from deskbell.triage.trouble import RuleErrors

RULES = Path(__file__).parents[2] / "rules"


def test_what_the_desk_does_not_have_is_as_shipped(tmp_path: Path) -> None:
    (tmp_path / "notices.yaml").write_text("entries: []\n")
    files = read_folder(tmp_path, RULES)
    assert files["notices.yaml"] == b"entries: []\n"
    assert files["kinds.yaml"] == (RULES / "kinds.yaml").read_bytes()
    assert load(files).notice_book.entries == ()


def test_the_sample_people_never_come_with_a_desks_own_directory(tmp_path: Path) -> None:
    (tmp_path / "directory.yaml").write_text("desk: {}\n")
    assert "people.csv" not in read_folder(tmp_path, RULES)


def test_a_desk_may_change_the_people_of_the_sample_directory(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("address,name\nnew@acme.example,New\n")
    assert load(read_folder(tmp_path, RULES)).directory.person("new@acme.example")


def test_what_an_editor_leaves_behind_is_no_book(tmp_path: Path) -> None:
    for name in (
        ".kinds.yaml.swp",
        ".#kinds.yaml",
        "kinds.yaml~",
        "#kinds.yaml#",
        "kinds.yaml.bak",
        "README.md",
    ):
        (tmp_path / name).write_text("rubbish: [")
    assert read_folder(tmp_path, RULES) == read_folder(None, RULES)


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "kinds.yaml").open("wb") as file:
        file.truncate(50 * LARGEST)
    files = read_folder(tmp_path, RULES)
    assert len(files["kinds.yaml"]) == LARGEST + 1
    with pytest.raises(RuleErrors, match="a book holds 1,000,000 at most"):
        load(files)


def test_a_folder_that_is_not_there_is_an_empty_one(tmp_path: Path) -> None:
    assert read_folder(tmp_path / "none", RULES) == read_folder(None, RULES)


def test_heavy_libraries_wait_until_a_book_is_read() -> None:
    import subprocess
    import sys

    heavy = "{'ruamel', 're2', 'pydantic', 'holidays', 'difflib'}"
    code = f"import sys, deskbell.triage.load; print(sorted({heavy} & set(sys.modules)))"
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=RULES.parent / "daemon")
    assert run.stdout == "[]\n"
