"""Help answers at once, and a list loads only what it needs."""

import os
import subprocess
import sys
from pathlib import Path

from shell import ROOT, Shell

from desk import Desk
from deskbell.cli import COMMANDS
from deskbell.cli.summary import SUMMARIES

_TELL = "import sys\nfrom deskbell.cli import main\nsys.argv = ['deskbell', *sys.argv[1:]]\ntry:\n    main()\nfinally:\n    print(*sys.modules, sep='\\n', file=sys.stderr)\n"


def loaded_by(home: Path, *words: str) -> set[str]:
    """The modules in memory when a command ends."""
    variables = {**os.environ, "DESKBELL_HOME": str(home), "PYTHONPATH": str(ROOT / "daemon")}
    done = subprocess.run(
        [sys.executable, "-c", _TELL, *words],
        capture_output=True,
        text=True,
        env=variables,
        timeout=60,
        check=True,
    )
    return set(done.stderr.split())


def test_a_group_of_commands_without_one_says_what_there_is(run: Shell) -> None:
    """As a whole, in plain text, and exit status 2."""
    for words in (["rules"], ["templates"], ["secret"], []):
        said = run(*words)
        assert (said.status, said.out) == (2, "")
        assert said.err.startswith("Usage: ")
        assert "..." not in said.err.partition("Commands:")[2]


def test_a_full_disk_behind_the_output_is_the_machines_trouble(tmp_path: Path) -> None:
    """One sentence and 75, not a fault of deskbell's own."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "deskbell", "rules", "schema", "urgency"],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "DESKBELL_HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "daemon")},
            timeout=60,
            check=False,
        )
    assert done.returncode == 75
    assert done.stderr.decode().splitlines() == ["deskbell: No space left on device (the machine's own word)"]


def test_help_loads_nothing_of_the_desk(tmp_path: Path) -> None:
    found = loaded_by(tmp_path, "--help")
    ours = {name for name in found if name.startswith("deskbell")}
    assert ours == {"deskbell", "deskbell.cli", "deskbell.cli.summary", "deskbell.errors"}
    assert not found & {
        "sqlalchemy",
        "pydantic",
        "jinja2",
        "dramatiq",
        "starlette",
        "ruamel.yaml",
        "asyncio",
        "ssl",
    }


def test_a_list_loads_neither_rules_nor_templates_nor_the_big_libraries(desk: Desk, run: Shell) -> None:
    desk.mail()
    for command in ("tickets", "promises", "parked", "ledger", "report"):
        found = loaded_by(run.home, command)
        rooms = {name.split(".")[1] for name in found if name.startswith("deskbell.")}
        assert not rooms & {"triage", "letters", "mail", "casework", "work", "web"}, command
        assert not found & {"sqlalchemy", "pydantic", "jinja2", "dramatiq", "ruamel.yaml", "asyncio"}, command


def test_every_command_has_a_line_of_its_own_and_can_be_loaded(run: Shell) -> None:
    assert SUMMARIES.keys() >= set(COMMANDS)
    page = run("--help").out
    for name in COMMANDS:
        assert f"\n  {name} " in page
        assert run(name, "--help").status == 0, name
