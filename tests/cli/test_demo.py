"""`deskbell demo` as an audience sees it: it ends by itself, well, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]


def demo(folder: Path, **more: str) -> "subprocess.Popen[str]":
    """The demo, started in an empty folder, its scratch homes in a folder of their own."""
    (folder / "scratch").mkdir()
    keep = {name: value for name, value in os.environ.items() if not name.startswith("DESKBELL_")}
    environment = keep | {"PYTHONPATH": str(TOP / "daemon"), "TMPDIR": str(folder / "scratch")} | more
    return subprocess.Popen(
        [sys.executable, "-m", "deskbell", "demo"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_demo_plays_the_whole_story_and_ends_well(tmp_path: Path) -> None:
    """Every scene comes true, every mail is shown; no colour in a pipe; nothing is left behind."""
    shown, trouble = demo(tmp_path).communicate(timeout=60)

    assert trouble == ""
    for scene in (
        "An end user writes",
        "the owner is warned",
        "mistypes a command",
        "does not reopen",
        "red mark",
        "the alert climbs",
        "a survey goes out",
        "The end.",
    ):
        assert scene in shown
    for receiver in (
        "Uma Patel <uma@acme.example>",
        "Catherine Osei <catherine@acme.example>",
        "Marco Rossi <marco@desk.example>",
        "Ben Okafor <ben-pager@desk.example>",
    ):
        assert f"To:         {receiver}" in shown
    assert "\x1b" not in shown
    assert list(tmp_path.rglob("*")) == [tmp_path / "scratch"]


def test_the_demo_leaves_every_other_desk_alone(tmp_path: Path) -> None:
    """The home that the environment names, its settings and its ports are not the demo's."""
    home = tmp_path / "home"

    running = demo(
        tmp_path,
        DESKBELL_HOME=str(home),
        DESKBELL_STORE_URL="postgresql://nobody@127.0.0.1:1/none",
        DESKBELL_INTAKE_SMTP_LISTEN="127.0.0.1:1",
    )
    _, trouble = running.communicate(timeout=60)

    assert (running.returncode, trouble) == (0, "")
    assert not home.exists()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_can_be_stopped(tmp_path: Path, how: signal.Signals) -> None:
    """Ctrl-C ends it early, quietly, and removes its scratch home."""
    running = demo(tmp_path)
    assert running.stdout
    while "09:10" not in running.stdout.readline():
        assert running.poll() is None

    running.send_signal(how)
    _, trouble = running.communicate(timeout=30)

    assert (running.returncode, trouble) == (130, "")
    assert list((tmp_path / "scratch").iterdir()) == []
