"""Single rooms, in this process: the mail room beside the standard library's parser, and the rules."""

import email
import email.policy
import importlib.util
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from tests.bench.corpus import corpus

_JUDGING = Path(__file__).parents[1] / "triage" / "bench_judging.py"


def measure(count: int) -> dict[str, float]:
    """Mails (or judgements) a second of CPU time, each room alone."""
    from deskbell.mail.read import read
    from deskbell.mail.values import Door, Own

    raws = [one.raw for one in corpus(count)]
    door, own = Door("smtp"), Own(("desk.example",), ("support@desk.example",), "desk.example")
    judging = _load(_JUDGING).measure()
    return {
        "mail_room_per_s": _per_second(raws, lambda raw: read(raw, door=door, own=own, envelope_from="")),
        "stdlib_default_policy_per_s": _per_second(raws, _by_default_policy),
        "judge_median_ms": round(judging["judge_median_ms"], 4),
        "judge_entries": judging["entries"],
    }


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


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
