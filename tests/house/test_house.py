"""The house stays as it was built: imports point inwards, time comes through one door, libraries live in one room."""

import ast
import functools
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
PACKAGE = TOP / "daemon" / "deskbell"

#: What each room may know of deskbell. Top-level modules are rooms of their own.
LEAVES = {"errors", "clock", "failpoints", "share", "secret_file"}
DOORS = {"ports", "settings"} | LEAVES
KNOWS = {
    "domain": set(),
    "mail": set(),
    "triage": {"domain", "mail", "errors"},
    "commands": {"domain"},
    "letters": {"domain", "errors"},
    "casework": {"domain", "mail", "triage", "commands", "letters", "ports"} | LEAVES,
    "desk": {"casework", "ports"} | LEAVES,
    "sending": {"casework", "desk", "ports"} | LEAVES,
    "journey": {"casework", "desk", "sending", "ports"} | LEAVES,
    "store": {"casework", "domain", "mail", "triage", "ports"} | LEAVES,
    "intake": {"ports"} | LEAVES,
    "delivery": {"ports", "mail"} | LEAVES,
    "oauth": {"ports"} | LEAVES,
    "work": {"ports"} | LEAVES,
    "web": {"shown", "letters"} | LEAVES,  # letters.engine: one short lead for every template
    "reports": {"domain", "mail", "triage", "casework", "store", "letters"} | DOORS,
}
#: Outside libraries, and the rooms they live in.
LIBRARIES = {
    "sqlalchemy": {"store", "migrations"},
    "psycopg": {"store"},
    "dramatiq": {"work"},
    "redis": {"work"},
    "aiosmtpd": {"intake"},
    "imapclient": {"intake"},
    "smtplib": {"delivery"},
    "oauthlib": {"oauth"},
    "jinja2": {"letters", "web"},
    "ruamel": {"triage"},
    "re2": {"triage"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "nh3": {"mail"},
    "click": {"cli"},
}


def modules() -> Iterator[tuple[str, Path]]:
    """Every module with the name of its room."""
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE)
        yield (inside.parts[0] if len(inside.parts) > 1 else inside.stem), path


@functools.cache
def imports(path: Path) -> tuple[str, ...]:
    """Dotted names a module imports, wherever in it; read once for all who ask."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (
                f"{node.module}.{alias.name}" if node.module == "deskbell" else node.module
                for alias in node.names
            )


def test_imports_point_inwards() -> None:
    """domain and mail know nobody; the edges know the journey and the ports; only cli and bootstrap know everything."""
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for room, path in modules()
        if room in KNOWS
        for name in imports(path)
        if name.startswith("deskbell.")
        and (target := name.split(".")[1]) != room
        and target not in KNOWS[room]
    ]
    assert wrong == []


def test_a_library_lives_in_one_room() -> None:
    """Whoever would replace a library has one folder to read."""
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for room, path in modules()
        for name in imports(path)
        if name.split(".")[0] in LIBRARIES and room not in LIBRARIES[name.split(".")[0]]
    ]
    assert wrong == []


def test_time_comes_through_one_door() -> None:
    """No module but clock.py reads a clock."""
    reading = re.compile(
        r"\b(datetime\.now|datetime\.utcnow|date\.today|time\.time\(|time_ns\(|uuid\.uuid|from uuid)"
    )
    wrong = [
        str(path.relative_to(PACKAGE))
        for _, path in modules()
        if path.name != "clock.py" and reading.search(path.read_text("utf-8"))
    ]
    assert wrong == []


def test_mail_domain_and_casework_do_no_input_or_output() -> None:
    """What decides is pure: no file, no socket, no process."""
    barred = {"socket", "subprocess", "urllib.request", "http.client", "sqlite3", "shutil", "tempfile"}
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for room, path in modules()
        if room in ("mail", "domain", "casework", "commands")
        for name in imports(path)
        if name in barred
    ]
    assert wrong == []


def test_nothing_of_a_mail_can_be_executed() -> None:
    """No pickle, no eval, no shell anywhere."""
    barred = re.compile(r"\b(pickle|marshal|shelve)\b|\beval\(|\bexec\(|os\.system|shell=True")
    wrong = [
        str(path.relative_to(PACKAGE)) for _, path in modules() if barred.search(path.read_text("utf-8"))
    ]
    assert wrong == []


def test_the_store_alone_speaks_sql() -> None:
    """A question to the database stands in its room; only the archive, which reads a copy from elsewhere, asks by itself."""
    asks = re.compile(
        r"\s*(select .+ from|insert (or replace )?into|update \w+ set|delete from) ", re.IGNORECASE
    )
    wrong = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for room, path in modules()
        if room not in ("store", "migrate") and path.name != "archive.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and asks.match(node.value)
    ]
    assert wrong == []


def test_every_room_says_its_one_purpose() -> None:
    """Each module begins with what it is for."""
    silent = [
        str(path.relative_to(PACKAGE))
        for _, path in modules()
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_help_answers_at_once() -> None:
    """`deskbell --help` loads none of the heavy libraries."""
    heavy = "sqlalchemy pydantic dramatiq starlette asyncio ruamel jinja2 nh3"
    code = "import sys; sys.argv = ['deskbell', '--help']; from deskbell.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    code += f"loaded = [name for name in '{heavy}'.split() if name in sys.modules]; sys.exit(', '.join(loaded) or None)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""


@pytest.mark.parametrize(
    "name",
    [
        "daemon",
        "templates/email",
        "rules",
        "migrations",
        "tests",
        "deploy",
        "pyproject.toml",
        "README.md",
        "Makefile",
        "CHANGELOG.md",
        "LICENSE",
    ],
)
def test_the_top_level_is_as_the_readme_says(name: str) -> None:
    """What a manager may change without meeting Python stands at the top."""
    assert (TOP / name).exists()


def test_no_committed_file_names_a_registry_or_this_machine() -> None:
    """Lock files carry hashes and no host names."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, check=False).stdout
    hosts = re.compile(rb"https?://[^ \"]*(pypi|pythonhosted|npmjs)\.(org|com)")
    wrong = [
        name
        for name in listed.decode().split("\0")
        if name and (TOP / name).is_file() and hosts.search((TOP / name).read_bytes())
    ]
    assert wrong == []
