"""`python -m tests.bench`: measure, print the table, write build/bench.json."""

import argparse
import dataclasses
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / "daemon"), str(TOP / "tests")]

from tests.bench import machine, rooms, table  # noqa: E402
from tests.bench.desk import Load, Measured, bare_rate  # noqa: E402
from tests.bench.million import fill  # noqa: E402

PARTS = ("rooms", "sqlite", "postgresql")
#: A large desk of so many processes as help on two cores.
PROCESSES = ("intake", "work -p 1 -t 2", "clock", "web")
#: What a process counts of itself alone.
OF_ONE = ("statements_per_mail", "commits_per_mail")


def main() -> None:
    options = _options()
    whole: dict[str, Any] = {name: dict.fromkeys(table.KEYS) for name in ("sqlite", "postgresql")}
    whole["machine"], whole["mails"] = machine.described(), options.mails
    whole["rooms"] = rooms.measure(min(options.mails, 600)) if "rooms" in options.only else None
    with tempfile.TemporaryDirectory(prefix="deskbell-bench-") as scratch:
        for name, place in (("sqlite", _sqlite), ("postgresql", _postgresql)):
            if name in options.only:
                whole[name] |= _measured(name, place, Path(scratch) / name, options)
                _write(options.out, whole)
    _write(options.out, whole)
    print(table.text(whole))
    if options.readme:
        table.put_into(TOP / "README.md", table.text(whole))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to measure")
    parser.add_argument("--mails", type=int, default=2000, help="mails of a burst")
    parser.add_argument("--seconds", type=int, default=20, help="how long to send ten mails a second")
    parser.add_argument(
        "--tickets", type=int, default=1_000_000, help="tickets of the large store; 0 leaves it out"
    )
    parser.add_argument("--out", type=Path, default=TOP / "build" / "bench.json")
    parser.add_argument("--readme", action="store_true", help="put the table into the README, too")
    return parser.parse_args()


@contextmanager
def _sqlite(scratch: Path) -> Iterator[Measured]:
    with Measured(scratch) as desk:
        yield desk


@contextmanager
def _postgresql(scratch: Path) -> Iterator[Measured]:
    """With the work queue on Redis, as a desk of this size would have it."""
    from servers import Postgres, running_valkey

    server = Postgres().start()
    try:
        with running_valkey() as valkey, Measured(scratch, url=server.database(), broker=valkey.url) as desk:
            yield desk
    finally:
        server.close()


def _measured(
    name: str, place: Callable[[Path], Any], scratch: Path, options: argparse.Namespace
) -> dict[str, Any]:
    """All figures of one database."""
    scratch.mkdir()
    say = lambda words: print(f"{name}: {words}", file=sys.stderr, flush=True)  # noqa: E731
    with place(scratch) as desk:
        found: dict[str, Any] = {"rss_idle_mb": machine.resident_mb(desk.pids)}
        desk.warm_up()
        say(f"ten mails a second for {options.seconds} s")
        found["ack_p50_ms"], found["ack_p99_ms"] = desk.paced(10 * options.seconds, 10)
        if name == "postgresql":
            say("memory under load, then on in a process for each duty")
            one = desk.full_load(options.mails // 4)
            found |= {key: value for key, value in dataclasses.asdict(one).items() if key in OF_ONE}
            found["rss_load_mb"] = one.rss_mb
            desk.go_on_as(PROCESSES)
        say(f"{options.mails} mails over 20 connections")
        load, bare = _loaded(desk, options.mails)
        found = {key: value for key, value in dataclasses.asdict(load).items() if key in table.KEYS} | found
        found |= {"load_ack_p50_ms": load.p50_ms, "load_ack_p99_ms": load.p99_ms}
        found.setdefault("rss_load_mb", load.rss_mb)
        found["bare_aiosmtpd_per_s"] = bare
        for rate in ("accept", "end_to_end"):
            found[f"{rate}_ratio"] = found[f"{rate}_per_s"] / found["bare_aiosmtpd_per_s"]
        if options.tickets:
            say(f"a store of {options.tickets:,} tickets is made")
            found |= _large(desk, found["end_to_end_ratio"], options, say)
    return {key: round(value, 3) for key, value in found.items()}


def _loaded(desk: Measured, mails: int) -> tuple[Load, float]:
    """A burst, and the rate of the bare server, measured before and after it: the machine may have other guests."""
    bare = [bare_rate(desk.scratch, mails)]
    load = desk.full_load(mails)
    bare.append(bare_rate(desk.scratch, mails))
    return load, sum(bare) / len(bare)


def _large(
    desk: Measured,
    empty: float,
    options: argparse.Namespace,
    say: Callable[[str], None],
) -> dict[str, float]:
    """The rate with so many tickets in the store, as a share of the empty one's, and the CPU time, which noise spares.

    `empty`: that rate as a share of the bare server's. Both are taken as such shares, for minutes lie between them.
    """
    desk.stop()
    fill(desk.desk.url or f"sqlite:///{desk.desk.home}/deskbell.sqlite", options.tickets)
    desk.start()
    desk.warm_up()
    say(f"{options.mails} mails over 20 connections")
    load, bare = _loaded(desk, options.mails)
    return {
        "rate_at_1m_tickets": load.end_to_end_per_s / bare / empty,
        "cpu_ms_at_1m_tickets": load.cpu_ms_per_mail,
    }


def _write(path: Path, whole: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(whole, indent=2) + "\n")


if __name__ == "__main__":
    main()
