"""One desk under measurement: started as an operator starts it, mailed by a client process, its letters taken by a relay process."""

import contextlib
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import machine
from tests.bench.corpus import corpus

from process import TOP, Running
from servers import free_port, until_open

CONNECTIONS = 20
#: Mails before anything is measured: templates are compiled, connections opened, pages of the database warm.
WARM_UP = 60
#: Seconds without a letter after which a desk is at rest.
REST = 1.5


@dataclass(frozen=True)
class Load:
    """What a burst of mail at full speed showed. Times in milliseconds are from the final dot to the acknowledgement."""

    accept_per_s: float
    end_to_end_per_s: float
    cpu_ms_per_mail: float
    statements_per_mail: float
    commits_per_mail: float
    p50_ms: float
    p99_ms: float
    rss_mb: float


def _start(module: str, *arguments: object) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONPATH": f"{TOP}:{TOP / 'daemon'}"}
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.bench.{module}", *map(str, arguments)], env=environment, cwd=TOP
    )


def _sent(
    scratch: Path, port: int, count: int, run: str, rate: float
) -> "tuple[subprocess.Popen[bytes], Path]":
    path = scratch / f"sent.{run}"
    return _start("client", port, count, run, CONNECTIONS, rate, path), path


def _times(path: Path) -> dict[int, tuple[float, float]]:
    found = {}
    for line in path.read_text().splitlines():
        number, sent, taken = line.split()
        found[int(number)] = (float(sent), float(taken))
    return found


def bare_rate(scratch: Path, count: int) -> float:
    """Mails a second that a bare aiosmtpd takes from the same client."""
    port = free_port()
    server = _start("bare", port)
    try:
        until_open(port)
        client, path = _sent(scratch, port, count, "bare", 0)
        if client.wait(300):
            raise RuntimeError("the client failed at the bare server")
        return _rate(count, _times(path))
    finally:
        server.kill()
        server.wait()


def _rate(count: int, times: dict[int, tuple[float, float]]) -> float:
    return count / (max(taken for _, taken in times.values()) - min(sent for sent, _ in times.values()))


class Measured:
    """A running desk with its relay. Use as a context; `stop` and `start` again to change its database in between."""

    def __init__(
        self, scratch: Path, url: str = "", broker: str = "embedded", commands: Sequence[str] = ("run",)
    ) -> None:
        self.scratch = scratch
        self._letters = scratch / "letters"
        self._relay_port = free_port()
        relay = f"smtp://127.0.0.1:{self._relay_port}"
        self.desk = Running(
            scratch / "home", url=url, broker=broker, relay=relay, commands=commands, whole=True
        )
        self._runs = 0
        self._relay: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Measured":
        self._relay = _start("relay", self._relay_port, self._letters)
        until_open(self._relay_port)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.stop()
        self.desk.kill()
        assert self._relay
        self._relay.kill()
        self._relay.wait()

    def start(self) -> None:
        self.desk.start()
        if not self.desk.alive:
            raise RuntimeError(f"the desk did not start:\n{self.desk.log[-2000:]}")
        time.sleep(2)

    def stop(self) -> None:
        self.desk.stop()

    def go_on_as(self, commands: Sequence[str]) -> None:
        """The same desk by these processes, warmed up again."""
        self.stop()
        self.desk.commands = commands
        self.start()
        self.warm_up()

    @property
    def pids(self) -> list[int]:
        return [pid for one in self.desk.processes for pid in machine.family(one.pid)]

    def warm_up(self) -> None:
        self._run(WARM_UP, 0)

    def paced(self, count: int, rate: float) -> tuple[float, float]:
        """p50 and p99, in milliseconds from the final dot to the acknowledgement at the relay, at so many mails a second."""
        times, answered, _ = self._run(count, rate)
        return _percentiles(times, answered)

    def full_load(self, count: int) -> Load:
        """All mails as fast as they are taken, until the desk is at rest again."""
        before, cpu = self.figures(), machine.cpu_seconds(self.pids)
        times, answered, rss = self._run(count, 0)
        cpu, after = machine.cpu_seconds(self.pids) - cpu, self.figures()
        p50, p99 = _percentiles(times, answered)
        first = min(sent for sent, _ in times.values())
        return Load(
            accept_per_s=_rate(count, times),
            end_to_end_per_s=count / (max(answered.values()) - first),
            cpu_ms_per_mail=1000 * cpu / count,
            statements_per_mail=(after["statements_total"] - before["statements_total"]) / count,
            commits_per_mail=(after["commits_total"] - before["commits_total"]) / count,
            p50_ms=p50,
            p99_ms=p99,
            rss_mb=rss,
        )

    def figures(self) -> dict[str, float]:
        """The desk's own figures, by name."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.desk.web}/metrics", timeout=30) as answer:
            lines = answer.read().decode().splitlines()
        return {
            name.removeprefix("deskbell_"): float(value)
            for name, _, value in (line.partition(" ") for line in lines if not line.startswith("#"))
        }

    def _run(self, count: int, rate: float) -> tuple[dict[int, tuple[float, float]], dict[int, float], float]:
        """Send, and wait for every acknowledgement and for rest; when each mail was sent and acknowledged, and peak memory."""
        self._runs += 1
        run = f"r{self._runs}x{os.getpid()}"
        due = {one.message_id: one.number for one in corpus(count, run) if one.answered}
        client, path = _sent(self.scratch, self.desk.smtp, count, run, rate)
        letters: list[tuple[float, str]] = []
        rss = 0.0
        for taken in self._until_rest(client, due):
            letters, rss = taken, max(rss, machine.resident_mb(self.pids))
        if client.wait():
            raise RuntimeError(f"the client failed at the desk:\n{self.desk.log[-2000:]}")
        answered = {due[name]: at for at, name in letters if name in due}
        if missing := len(due) - len(answered):
            raise RuntimeError(
                f"{missing} of {len(due)} acknowledgements did not come, such as that of {next(iter(due.keys() - {name for _, name in letters}))}"
            )
        return _times(path), answered, rss

    def _until_rest(
        self, client: "subprocess.Popen[bytes]", due: dict[str, int]
    ) -> Iterator[list[tuple[float, str]]]:
        """What the relay has taken, every quarter of a second, until all acknowledgements are there and no letter follows."""
        end, seen, since = time.monotonic() + 300, -1, time.monotonic()
        while time.monotonic() < end:
            letters = [
                (float(at), name)
                for at, _, name in (line.partition(" ") for line in self._letters.read_text().splitlines())
            ]
            yield letters
            if len(letters) != seen:
                seen, since = len(letters), time.monotonic()
            there = {name for _, name in letters}
            if (
                client.poll() is not None
                and time.monotonic() - since > REST
                and (due.keys() <= there or time.monotonic() - since > 30)
                and not self.figures()["oldest_letter_seconds"]
            ):
                return
            time.sleep(0.25)


def _percentiles(times: dict[int, tuple[float, float]], answered: dict[int, float]) -> tuple[float, float]:
    took = sorted(1000 * (at - times[number][0]) for number, at in answered.items())
    return statistics.median(took), took[min(len(took) - 1, len(took) * 99 // 100)]
