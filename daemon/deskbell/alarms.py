"""What the operators must hear at once: trouble that keeps the desk from doing what it promised."""

import logging
from contextlib import suppress

from deskbell.casework.docket import Asked, Docket
from deskbell.casework.post import to_staff
from deskbell.clock import Clock, machine_seconds
from deskbell.desk import Desk
from deskbell.letters import kinds

#: Seconds after which a cause that lasts is told again.
AGAIN = 3600
_log = logging.getLogger("deskbell")


class Alarms:
    """Alarms for the operator: one letter for each cause, again after an hour; and a line in the log always."""

    def __init__(self, clock: Clock) -> None:
        self.desk: Desk | None = None
        self._clock = clock
        self._told: dict[str, float] = {}

    def raise_alarm(self, key: str, what: str) -> None:
        """Tell the operators. Never raises: an alarm must not make the trouble worse."""
        _log.error("%s", what)
        if machine_seconds() - self._told.get(key, 0.0) < AGAIN:
            return
        self._told[key] = machine_seconds()
        with suppress(Exception):
            self._write(key, what)

    def _write(self, key: str, what: str) -> None:
        assert self.desk
        house = self.desk.house()

        def decide(docket: Docket) -> None:
            facts = kinds.OperatorAlarm(
                key=key,
                what=what,
                since=docket.now,
                safe="No mail is lost: everything that came in is stored.",
                command="deskbell doctor",
            )
            for reader in house.directory.operators:
                to_staff(docket, house, None, facts, reader, thread=f"alarm.{key}")

        self.desk.store.settle(Asked(), self._clock.now(), decide)
