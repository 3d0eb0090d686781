"""What an operator copies from `deploy/` fits the program: its commands, its settings, its locks."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from deskbell.cli import COMMANDS
from deskbell.settings import HOME_VARIABLE
from deskbell.settings_keys import KEYS

TOP = Path(__file__).resolve().parents[2]
DEPLOY = TOP / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
PARTS = {"intake", "poll", "work", "clock", "web"}
VARIABLES = {key.variable for key in KEYS} | {HOME_VARIABLE}


def unit(path: Path) -> configparser.SectionProxy:
    """The [Service] of a unit; of a key that stands twice the last."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path)
    return parser["Service"]


def compose() -> dict[str, Any]:
    """The compose file, as Docker reads it."""
    found: dict[str, Any] = YAML(typ="safe").load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return found


def test_there_is_a_unit_for_a_whole_desk_and_for_each_part_of_a_large_one() -> None:
    """Each runs a command that exists."""
    commands = [unit(path)["ExecStart"].split("/deskbell ")[1] for path in UNITS]
    assert set(commands) == PARTS | {"run"}
    assert set(commands) <= set(COMMANDS)


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_trusts_the_program_with_little(path: Path) -> None:
    """Not root, a read-only system, no new rights; and a wrong setting is not tried again and again."""
    service = unit(path)
    assert service["User"] == "deskbell"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert service["CapabilityBoundingSet"] == ""
    assert service["RestartPreventExitStatus"] == "2"


@pytest.mark.parametrize(
    ("of_the_desk", "of_the_pipe"),
    [(0, 0), (67, 67), (69, 69), (75, 75), (1, 75), (2, 75), (126, 75), (137, 75)],
)
def test_a_pipe_gives_a_mail_back_only_for_what_the_desk_says_of_it(
    of_the_desk: int, of_the_pipe: int, tmp_path: Path
) -> None:
    """Postfix returns a mail for every status but 0 and 75: whatever else went wrong must not reach it."""
    program = tmp_path / "deskbell"
    program.write_text(f"#!/bin/sh\nexit {of_the_desk}\n")
    program.chmod(0o755)
    assert piped(program).returncode == of_the_pipe


def test_a_mail_that_meets_an_upgrade_stays_in_the_queue_of_postfix(tmp_path: Path) -> None:
    """The program is gone for a moment, or is there without its libraries."""
    assert piped(tmp_path / "deskbell").returncode == 75
    broken = tmp_path / "broken"
    broken.write_text(f"#!{sys.executable}\nimport no_such_library\n")
    broken.chmod(0o755)
    assert piped(broken).returncode == 75


def test_the_pipe_hands_its_arguments_and_the_mail_on(tmp_path: Path) -> None:
    program = tmp_path / "deskbell"
    program.write_text('#!/bin/sh\nprintf "%s|" "$DESKBELL_HOME" "$@"\ncat\n')
    program.chmod(0o755)
    said = piped(program, "--sender", "", "--recipient", "support+1.a b@desk.example").stdout
    assert (
        said
        == "/var/lib/deskbell|deliver|--sender||--recipient|support+1.a b@desk.example|Subject: x\n\nwords\n"
    )


def piped(program: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """What Postfix does with a mail, the desk's program standing where `program` is."""
    environment = {"PATH": os.environ["PATH"], "DESKBELL": str(program)}
    return subprocess.run(
        [DEPLOY / "deskbell-deliver", *arguments],
        input="Subject: x\n\nwords\n",
        env=environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_understands_the_unit(path: Path, tmp_path: Path) -> None:
    """Where systemd is installed it is asked; the program stands in for itself."""
    copy = tmp_path / path.name.replace("@.", "@1.")
    copy.write_text(path.read_text("utf-8").replace("/opt/deskbell/bin/deskbell", "/bin/true"))
    if not shutil.which("systemd-analyze"):
        assert "[Unit]" in copy.read_text("utf-8")
        return
    done = subprocess.run(
        ["systemd-analyze", "verify", copy], capture_output=True, text=True, check=False, timeout=60
    )
    assert [line for line in done.stderr.splitlines() if copy.name in line] == []


def test_compose_starts_two_of_each_process_of_a_large_desk() -> None:
    """PostgreSQL and Redis beside them; each with a command that exists."""
    services = compose()["services"]
    assert {name for name, one in services.items() if one.get("deploy", {}).get("replicas") == 2} == PARTS
    assert all(services[name]["command"] == [name] for name in PARTS)
    assert {"database", "queue"} <= set(services)
    assert services["home"]["command"][0] in COMMANDS


def test_only_settings_that_exist_are_named_in_the_environment() -> None:
    """A variable with a slip of the pen would be passed over in silence."""
    text = "".join(
        path.read_text("utf-8") for path in (DEPLOY / "compose.yaml", DEPLOY / "Dockerfile", *UNITS)
    )
    named = set(re.findall(r"\b(DESKBELL_[A-Z_]+)\s*[:=]", text)) - {"DESKBELL_DATABASE_PASSWORD"}
    assert named
    assert named <= VARIABLES


def test_the_image_is_made_of_the_lock_and_runs_as_nobody_special() -> None:
    """Every library by its hash; the last user is not root; no host is named."""
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    assert "--require-hashes -r requirements/runtime.lock" in text
    assert re.findall(r"^USER (\w+)", text, re.MULTILINE)[-1] == "deskbell"
    assert not re.search(r"https?://", text)


def test_what_the_image_copies_is_there() -> None:
    """And so the build finds it."""
    copied = re.findall(
        r"^COPY (?!--from)(.+) \S+$", (DEPLOY / "Dockerfile").read_text("utf-8"), re.MULTILINE
    )
    assert [name for line in copied for name in line.split() if not (TOP / name).exists()] == []


def test_the_settings_in_the_page_for_operators_exist() -> None:
    """Each block of TOML in it can be pasted."""
    import tomllib

    from deskbell.settings_keys import IMAP_KEYS

    known = {(key.section, key.name) for key in (*KEYS, *IMAP_KEYS)}
    blocks = re.findall(
        r"```\n(.*?)```", (DEPLOY / "README.md").read_text("utf-8").replace("\n  ", "\n"), re.DOTALL
    )
    tables = [tomllib.loads(block) for block in blocks if block.lstrip().startswith("[")]
    assert tables
    for table in tables:
        assert [name for name in flat(table) if name not in known] == []


def flat(table: dict[str, Any], section: str = "") -> list[tuple[str, str]]:
    """Each key of a table with its section."""
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        inside = f"{section}.{name}".strip(".")
        for one in value if isinstance(value, list) and value and isinstance(value[0], dict) else [value]:
            found += flat(one, inside) if isinstance(one, dict) else [(section, name)]
    return found
