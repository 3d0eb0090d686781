"""`deskbell demo`: a desk in a scratch home, on free ports, with a clock of its own; it ends by itself."""

import socket
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

if TYPE_CHECKING:
    from deskbell.clock import FastClock
    from deskbell.serve import Serving
    from deskbell.settings import Settings

#: A Tuesday in November, ten past nine in London.
_MORNING = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
#: A second of the audience's is a little more than that of the desk; the rest of its days is wound on.
_SPEED = 4.0
_LOOKS = 0.02
_ZONE = "Europe/London"


@click.command()
def demo() -> None:
    """Play the whole story on a desk of its own; show every mail as its receiver sees it.

    It ends by itself in under 30 seconds. The desk lives in a scratch folder that is removed at the end;
    no other desk's clock is touched.
    """
    with tempfile.TemporaryDirectory(prefix="deskbell-demo-") as scratch:
        trouble = _play_in(Path(scratch) / "home")
    if trouble:
        raise trouble


def _play_in(home: Path) -> BaseException | None:
    """What went wrong, or None."""
    from deskbell import serve
    from deskbell.bootstrap import build
    from deskbell.clock import FastClock
    from deskbell.migrate import bring_up

    settings = _settings(home)
    clock = FastClock(_MORNING, _SPEED)
    with serve.owning(home):
        parts = build(home, clock=clock, settings=settings, environment={}, pace=_LOOKS)
        bring_up(settings, parts.store)
        story = _Story(clock)
        serve.run(serve.Serving(parts), story.begin, story.has_ended)
        return story.close()


def _settings(home: Path) -> "Settings":
    """A sample home whose desk listens where nobody does, and believes whoever writes from this machine."""
    from deskbell.settings import load
    from deskbell.settings_file import FILE, commented

    home.mkdir(parents=True)
    values = {
        ("desk", "timezone"): _ZONE,
        ("intake.smtp", "listen"): "127.0.0.1:0",
        ("intake.smtp", "trusted"): ["127.0.0.0/8 *"],
        ("web", "listen"): f"127.0.0.1:{_free_port()}",
    }
    (home / FILE).write_text(commented(values), "utf-8")
    return load(home, {})


def _free_port() -> int:
    """A port nobody listens on; letters must name it before the door is open."""
    with socket.socket() as wire:
        wire.bind(("127.0.0.1", 0))
        return int(wire.getsockname()[1])


class _Story:
    """The story in a thread of its own, while the desk has the main one."""

    def __init__(self, clock: "FastClock") -> None:
        self._clock = clock
        self._thread = threading.Thread(target=self._run, name="story")
        self._stop = threading.Event()
        self._trouble: BaseException | None = None
        self._serving: Serving | None = None
        self._over = False

    def begin(self, serving: "Serving") -> None:
        """All doors are open."""
        self._serving = serving
        self._thread.start()

    def has_ended(self) -> bool:
        self._over = not self._thread.is_alive()
        return self._over

    def close(self) -> BaseException | None:
        """What went wrong, or None. The desk has stopped; so does a story that was interrupted."""
        self._stop.set()
        self._thread.join()
        return self._trouble if self._over else click.Abort()

    def _run(self) -> None:
        from deskbell.cli.demo_stage import Stage
        from deskbell.cli.demo_story import play

        assert self._serving
        settings = self._serving.settings
        try:
            play(
                Stage(
                    clock=self._clock,
                    url=settings.store_url,
                    letters=settings.home / "letters",
                    smtp_port=self._serving.smtp_port,
                    desk=settings("desk", "address"),
                    zone=ZoneInfo(_ZONE),
                    ended=self._stop,
                )
            )
        except BaseException as trouble:  # noqa: BLE001 - told by the main thread, once the desk is down
            self._trouble = trouble
