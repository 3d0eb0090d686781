"""What the README says is so: tables, commands, files and words are those of the code."""

import re
from pathlib import Path

import pytest
from readme_tables import marked, tables

from deskbell.cli import COMMANDS

TOP = Path(__file__).resolve().parents[2]
README = (TOP / "README.md").read_text("utf-8")
#: The words of the glossary; one for each thing, wherever it is spoken of.
WORDS = (
    "intake, envelope, mail, inbound, outcome, take, lease, loop, bounce, ticket, reference, thread, anchor, message, "
    "correspondent, claim, proven, set apart, requester, participant, client, agent, team, owner, team lead, "
    "account manager, deputy, urgency, impact, priority, book, entry, verdict, SLA, promise, letter, outbox, complaint, "
    "wish, chaser, journey gap"
)


@pytest.mark.parametrize("name", ["settings", "mailboxes", "commands", "agents"])
def test_the_readmes_tables_are_those_of_the_code(name: str) -> None:
    """Settings, commands and the agents' lines; `make docs` writes them anew."""
    assert marked(README, name) == tables()[name]


def test_every_command_named_in_words_exists() -> None:
    """Whatever a reader finds as `deskbell …` in any README can be typed."""
    pages = [TOP / "README.md", *TOP.glob("*/README.md")]
    named = {
        (page.relative_to(TOP).as_posix(), word)
        for page in pages
        for word in re.findall(r"[`/]deskbell ([a-z]+)", page.read_text("utf-8"))
    }
    assert [one for one in sorted(named) if one[1] not in COMMANDS] == []


def test_every_make_target_named_exists() -> None:
    """The same for `make …`."""
    targets = set(re.findall(r"^([a-z]+):", (TOP / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.MULTILINE))
    assert {"run", "test"} <= named <= targets


def test_every_file_linked_to_is_there() -> None:
    """No link of a README leads nowhere."""
    pages = [TOP / "README.md", *TOP.glob("*/README.md")]
    links = [
        (page, link) for page in pages for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    ]
    assert [
        f"{page}: {link}" for page, link in links if "://" not in link and not (page.parent / link).exists()
    ] == []


def test_the_glossary_holds_each_word_once() -> None:
    """One word per thing."""
    section = README.partition("## Words")[2].partition("\n## ")[0]
    assert re.findall(r"\*\*(.+?)\*\*", section) == WORDS.split(", ")


def test_the_map_of_rooms_is_whole() -> None:
    """A newcomer finds every room on it, and none that is gone."""
    section = README.partition("| room | holds |")[2].partition("\n## ")[0]
    mapped = {room.rstrip("/") for room in re.findall(r"^\| `([a-z_./]+)`", section, re.MULTILINE)}
    package = TOP / "daemon" / "deskbell"
    rooms = {path.parent.name for path in package.glob("*/*.py")}
    assert rooms - mapped == set()
    assert [room for room in mapped if not (package / room).exists()] == []


@pytest.mark.parametrize("folder", ["daemon", "templates", "rules", "migrations", "tests", "deploy"])
def test_each_top_folder_opens_with_a_page_of_its_own(folder: str) -> None:
    """Whoever opens it learns what it is for."""
    assert (TOP / folder / "README.md").read_text("utf-8").startswith("# ")
