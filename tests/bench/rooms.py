"""Single rooms, in this process: the mail room beside the standard library's parser, and the rules."""

import email
import email.policy
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import judging, replaying
from tests.bench.corpus import corpus


def measure(count: int) -> dict[str, float]:
    """Mails (or judgements) a second of CPU time, each room alone; and past mail judged again, by the wall."""
    from deskbell.mail.read import read
    from deskbell.mail.values import Door, Own

    raws = [one.raw for one in corpus(count)]
    door, own = Door("smtp"), Own(("desk.example",), ("support@desk.example",), "desk.example")
    judged = judging.measure()
    return {
        "mail_room_per_s": _per_second(raws, lambda raw: read(raw, door=door, own=own, envelope_from="")),
        "stdlib_default_policy_per_s": _per_second(raws, _by_default_policy),
        "judge_median_ms": round(judged["judge_median_ms"], 4),
        "judge_entries": judged["entries"],
        "rules_load_s": round(judged["load_s"], 3),
        "rules_test_s": round(judged["test_s"], 3),
        **_replayed(count),
    }


def _replayed(count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="deskbell-bench-") as scratch:
        return replaying.measure(Path(scratch) / "home", count)


def _by_default_policy(raw: bytes) -> object:
    """What a program does that takes the standard library's advice: parse, and ask for subject, sender and text."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(("plain", "html"))  # type: ignore[attr-defined]
    return message["subject"], message["from"], body.get_content() if body else ""


def _per_second(raws: list[bytes], work: Callable[[bytes], object]) -> float:
    for raw in raws[:20]:
        work(raw)
    start = time.process_time()
    for raw in raws:
        work(raw)
    return round(len(raws) / (time.process_time() - start), 1)
