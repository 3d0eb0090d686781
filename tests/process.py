"""A desk as an operator runs it: real processes, which a test may kill and start again."""

import contextlib
import os
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deskbell.settings import commented
from servers import free_port, until_open

TOP = Path(__file__).resolve().parents[1]


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
    program: Sequence[str] = ("-m", "deskbell")
    #: A program that each process runs under (strace), and what it finds in its environment besides.
    under: Sequence[str] = ()
    beside: dict[str, str] = field(default_factory=dict)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

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

    def environment(self, **more: str) -> dict[str, str]:
        keep = {name: value for name, value in os.environ.items() if not name.startswith("DESKBELL_")}
        return keep | {"DESKBELL_HOME": str(self.home), "PYTHONPATH": str(TOP / "daemon")} | more

    def command(self, *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run one command of the operator's to its end."""
        return subprocess.run(
            [sys.executable, *self.program, *arguments],
            env=self.environment(**self.beside),
            input=data,
            capture_output=True,
            check=False,
            timeout=60,
        )

    def start(self, crash_at: str = "", wait: bool = True) -> "Running":
        """Start every process; with `crash_at` they kill themselves at that fail-point."""
        if self.url and not self.processes:
            done = self.command("migrate")
            assert done.returncode == 0, done.stderr.decode()
        more = self.beside | ({"DESKBELL_CRASH_AT": crash_at} if crash_at else {})
        for command in self.commands:
            with (self.home / "log").open("ab") as log:
                self.processes.append(
                    subprocess.Popen(
                        [*self.under, sys.executable, *self.program, *command.split()],
                        env=self.environment(**more),
                        stdout=log,
                        stderr=log,
                        stdin=subprocess.DEVNULL,
                    )
                )
        if wait:
            self.wait_until_open()
        return self

    def wait_until_open(self) -> None:
        """Until the SMTP door is open, or the process is gone."""
        end = time.monotonic() + 30
        while time.monotonic() < end and self.alive:
            with contextlib.suppress(AssertionError):
                until_open(self.smtp, 0.3)
                return

    @property
    def alive(self) -> bool:
        return all(one.poll() is None for one in self.processes)

    def kill(self) -> None:
        """As a power cut would."""
        for one in self.processes:
            with contextlib.suppress(ProcessLookupError):
                one.send_signal(signal.SIGKILL)
            one.wait()
        self.processes.clear()

    def stop(self) -> list[int]:
        """As an operator would; the exit statuses."""
        for one in self.processes:
            with contextlib.suppress(ProcessLookupError):
                one.send_signal(signal.SIGTERM)
        codes = [one.wait(30) for one in self.processes]
        self.processes.clear()
        return codes

    @property
    def log(self) -> str:
        return (self.home / "log").read_text(errors="replace")


def send(port: int, data: bytes, sender: str, recipients: list[str], timeout: float = 10) -> None:
    """One SMTP conversation; raises unless it ends in 250."""
    with smtplib.SMTP("127.0.0.1", port, timeout=timeout) as client:
        client.sendmail(sender, recipients, data)


def send_until_taken(desk: Running, data: bytes, sender: str, recipients: list[str]) -> None:
    """A sender as senders are: it tries again until it was told 250. A desk that died is started again, whole."""
    for _ in range(40):
        if not desk.alive:
            desk.kill()
            desk.start()
        try:
            send(desk.smtp, data, sender, recipients)
            return
        except (OSError, smtplib.SMTPException):
            time.sleep(0.05)
    raise AssertionError(f"no 250 after many tries\n{desk.log[-3000:]}")
