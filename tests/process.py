"""A desk as an operator runs it: real processes, which a test may kill and start again."""

import contextlib
import os
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa

from deskbell.settings_file import commented
from forking import Forked, forked, to_its_end
from servers import free_port, until_open
from tables import lay_tables

TOP = Path(__file__).resolve().parents[1]
Process = subprocess.Popen[bytes] | Forked
DESKBELL = ("-m", "deskbell")
#: Seconds after which what does not come about is taken not to: no measure of speed, for a machine may be slow.
PATIENCE = 60


@dataclass
class Running:
    """Processes of one desk in one home. `commands`: what runs (`run`, or the parts of a large desk)."""

    home: Path
    url: str = ""
    broker: str = "embedded"
    relay: str = ""
    commands: Sequence[str] = ("run",)
    settings: dict[tuple[str, str], Any] = field(default_factory=dict)
    mailboxes: str = ""
    #: What Python runs: deskbell itself, or deskbell by a clock of ours (clocked.py).
    program: Sequence[str] = DESKBELL
    #: Start each process from nothing, as a shell does, and not from the interpreter that has read the program already.
    whole: bool = False
    #: A program that each process runs under (strace), and what it finds in its environment besides.
    under: Sequence[str] = ()
    beside: dict[str, str] = field(default_factory=dict)
    processes: list[Process] = field(default_factory=list)
    #: Message-IDs of the letters that had been written down as sent when it was started again.
    sent_before: set[str] = field(default_factory=set)
    _engine: sa.Engine | None = None

    def __post_init__(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        self.smtp, self.web = free_port(), free_port()
        values: dict[tuple[str, str], Any] = {
            ("intake.smtp", "listen"): f"127.0.0.1:{self.smtp}",
            ("intake.smtp", "trusted"): ["127.0.0.0/8 *"],
            ("web", "listen"): f"127.0.0.1:{self.web}",
            ("work", "broker"): self.broker,
            ("desk", "timezone"): "Europe/London",
        }
        if self.url:
            values["store", "url"] = self.url
        if self.relay:
            values["delivery", "relay"] = self.relay
        (self.home / "deskbell.toml").write_text(commented(values | self.settings) + self.mailboxes)
        self.whole = bool(self.whole or self.under or "LD_PRELOAD" in self.beside)
        if not self.whole and not self.url:
            lay_tables(self.home)

    def environment(self, **more: str) -> dict[str, str]:
        keep = {name: value for name, value in os.environ.items() if not name.startswith("DESKBELL_")}
        return keep | {"DESKBELL_HOME": str(self.home), "PYTHONPATH": str(TOP / "daemon")} | more

    def command(self, *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run one command of the operator's to its end, beside the desk: what hurts the desk's processes spares it."""
        return to_its_end(self._forks, arguments, self.environment(**self.beside), data, PATIENCE)

    def start(self, crash_at: str = "", wait: bool = True) -> "Running":
        """Start every process; with `crash_at` they kill themselves at that fail-point."""
        more = self.beside | ({"DESKBELL_CRASH_AT": crash_at} if crash_at else {})
        for command in self.commands:
            with (self.home / "log").open("ab") as log:
                self.processes.append(self._start(command.split(), self.environment(**more), log, log))
        if wait:
            self.wait_until_open()
        return self

    def restart(self, crash_at: str = "") -> None:
        """Start it again after it died, and remember which letters it had written down as sent."""
        self.kill()
        self.sent_before |= {
            row[0] for row in self.rows("select message_id from letter where state = 'sent'")
        }
        self.start(crash_at)

    def _start(
        self,
        words: Sequence[str],
        environment: dict[str, str],
        out: IO[bytes],
        error: IO[bytes],
        data: IO[bytes] | None = None,
    ) -> Process:
        if not self.whole:
            return self._forks(words, environment, out, error, data)
        return subprocess.Popen(
            [*self.under, sys.executable, *self.program, *words],
            env=environment,
            stdin=data or subprocess.DEVNULL,
            stdout=out,
            stderr=error,
            start_new_session=True,
        )

    @property
    def _forks(self) -> Callable[..., Forked]:
        return forked(Path(self.program[-1]).stem)

    def wait_until_open(self) -> None:
        """Until the SMTP door is open, or the process is gone."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.alive:
            with contextlib.suppress(AssertionError):
                until_open(self.smtp, 0.3)
                return

    @property
    def alive(self) -> bool:
        return all(one.poll() is None for one in self.processes)

    def kill(self) -> None:
        """As a power cut would: with everything they began."""
        for one in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(one.pid, signal.SIGKILL)
            one.send_signal(signal.SIGKILL)
            one.wait()
        self.processes.clear()
        if self._engine is not None:
            self._engine.dispose()

    def stop(self) -> list[int]:
        """As an operator would; the exit statuses."""
        for one in self.processes:
            with contextlib.suppress(ProcessLookupError):
                one.send_signal(signal.SIGTERM)
        codes = [one.wait(PATIENCE) for one in self.processes]
        self.processes.clear()
        return codes

    def rows(self, query: str, **values: Any) -> list[Any]:
        """What stands in the database, read (or written) from beside the desk."""
        if self._engine is None:
            # A server's connection is worth keeping; a file is opened in no time, and nobody is to hold it.
            self._engine = (
                sa.create_engine(self.url, pool_pre_ping=True)
                if self.url
                else sa.create_engine(f"sqlite:///{self.home / 'deskbell.sqlite'}", poolclass=sa.NullPool)
            )
        with self._engine.begin() as connection:
            found = connection.execute(sa.text(query), values)
            return list(found) if found.returns_rows else []

    @property
    def log(self) -> str:
        return (self.home / "log").read_text(errors="replace")


def send(port: int, data: bytes, sender: str, recipients: list[str], timeout: float = PATIENCE) -> None:
    """One SMTP conversation; raises unless it ends in 250."""
    with smtplib.SMTP("127.0.0.1", port, timeout=timeout) as client:
        client.sendmail(sender, recipients, data)


def send_until_taken(
    desk: Running, data: bytes, sender: str, recipients: list[str], crash_at: str = ""
) -> None:
    """A sender as senders are: it tries again until it was told 250. A desk that died is started again, to die as told."""
    end = time.monotonic() + 2 * PATIENCE
    while time.monotonic() < end:
        if not desk.alive:
            desk.restart(crash_at)
        try:
            send(desk.smtp, data, sender, recipients)
            return
        except (OSError, smtplib.SMTPException):
            time.sleep(0.05)
    raise AssertionError(f"no 250 after many tries\n{desk.log[-3000:]}")
