"""How fast past mail is judged again: a desk that took in mail of the corpus, and `rules replay` over all of it.

`python -m tests.bench.replaying --mails 10000` fills a store of its own the way mail comes in, fifty at a time.
"""

import argparse
import resource
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from tests.bench.corpus import corpus
from tests.bench.judging import RULES, books

from desk import Desk
from deskbell import journey
from deskbell.ports import Arrival
from deskbell.reports.replay import replay
from deskbell.triage.load import load, read_folder

_TOGETHER = 50


def measure(folder: Path, mails: int) -> dict[str, float]:
    """Mails a second judged anew, by the wall and by CPU; by how many MB the process grew meanwhile."""
    desk = Desk(folder)
    try:
        fill(desk, mails)
        house, rules = desk.parts.books.house, (load(read_folder(None, RULES)), load(books()))
        replay(desk.parts.store, (house, house), rules, last=20)
        before, start, cpu = _peak(), time.monotonic(), time.process_time()
        report = replay(desk.parts.store, (house, house), rules, last=mails)
        took, used = time.monotonic() - start, time.process_time() - cpu
        return {
            "replayed": report.mails,
            "replay_per_s": round(report.mails / took, 1),
            "replay_per_cpu_s": round(report.mails / used, 1),
            "replay_grew_mb": round(_peak() - before, 1),
        }
    finally:
        desk.close()


def fill(desk: Desk, mails: int) -> None:
    """Mail of the corpus, kept and taken in as the desk does it; letters stay in the outbox."""
    waiting = []
    for one in corpus(mails):
        arrival = Arrival(one.raw, desk.clock.now(), "smtp", one.sender, ("support@desk.example",))
        waiting.append(journey.keep(desk.desk, arrival))
        if len(waiting) == _TOGETHER or one.number == mails - 1:
            for kept in waiting:
                kept.result()
            waiting.clear()
            while journey.take_in(desk.desk, _TOGETHER):
                pass
            desk.clock.advance(timedelta(minutes=5))


def _peak() -> float:
    """The most memory this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.replaying", description=__doc__)
    parser.add_argument("--mails", type=int, default=10_000)
    with tempfile.TemporaryDirectory(prefix="deskbell-bench-") as scratch:
        for name, value in measure(Path(scratch) / "home", parser.parse_args().mails).items():
            print(f"{name:18} {value:12,.1f}")


if __name__ == "__main__":
    main()
