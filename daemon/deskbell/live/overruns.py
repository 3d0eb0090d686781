"""Judgements that ran out of time: noted where they happen, told to the operator from outside of any transaction."""

import threading
from collections.abc import Callable

from deskbell.triage.facts import Facts


class Overruns:
    """`alarm` is told at most once a second, in one sentence for all of them."""

    def __init__(self, alarm: Callable[[str, str], None]) -> None:
        self._alarm = alarm
        self._guard = threading.Lock()
        self._count = 0
        self._sender = ""

    def note(self, facts: Facts) -> None:
        """This mail's judgement took longer than it may. Any thread may say so; nothing here waits."""
        with self._guard:
            self._count, self._sender = self._count + 1, facts.sender

    def tell(self, number: int) -> None:
        """Alarm the operator of what was noted since; `number` is the set that judges."""
        with self._guard:
            count, self._count = self._count, 0
        if count:
            many = f"{count:,} mails" if count > 1 else "A mail"
            self._alarm(
                "rules.overrun",
                f"{many} (the last from {self._sender or 'nobody'}) took set {number} of the rules too long to judge."
                " What was not decided in time was filed by the safe default: a fault, P3, acknowledged, with an owner."
                " deskbell rules back goes to the set before.",
            )
