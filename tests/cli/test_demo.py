"""`deskbell demo` as an audience sees it: it ends by itself, well, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Played:
    """A demo that was played to its end: the folder it was started in, what it showed, and how it ended."""

    folder: Path
    shown: str
    trouble: str
    status: int


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """One demo for all who look at it; its environment names another desk's home, database and port."""
    folder = tmp_path_factory.mktemp("demo")
    running = demo(
        folder,
        DESKBELL_HOME=str(folder / "home"),
        DESKBELL_STORE_URL="postgresql://nobody@127.0.0.1:1/none",
        DESKBELL_INTAKE_SMTP_LISTEN="127.0.0.1:1",
    )
    shown, trouble = running.communicate(timeout=240)
    return Played(folder, shown, trouble, running.returncode)


def test_the_demo_plays_the_whole_story_and_ends_well(played: Played) -> None:
    """Every scene comes true, every mail is shown; no colour in a pipe; nothing is left behind."""
    assert played.trouble == ""
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
        assert scene in played.shown
    for receiver in (
        "Uma Patel <uma@acme.example>",
        "Catherine Osei <catherine@acme.example>",
        "Marco Rossi <marco@desk.example>",
        "Ben Okafor <ben-pager@desk.example>",
    ):
        assert f"To:         {receiver}" in played.shown
    assert "\x1b" not in played.shown
    assert list(played.folder.rglob("*")) == [played.folder / "scratch"]


def test_the_demo_leaves_every_other_desk_alone(played: Played) -> None:
    """The home that the environment names, its settings and its ports are not the demo's."""
    assert (played.status, played.trouble) == (0, "")
    assert not (played.folder / "home").exists()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_can_be_stopped(tmp_path: Path, how: signal.Signals) -> None:
    """Ctrl-C ends it early, quietly, and removes its scratch home."""
    running = demo(tmp_path)
    assert running.stdout
    while "An end user writes" not in running.stdout.readline():
        assert running.poll() is None

    running.send_signal(how)
    _, trouble = running.communicate(timeout=240)

    assert (running.returncode, trouble) == (130, "")
    assert list((tmp_path / "scratch").iterdir()) == []
