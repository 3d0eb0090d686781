"""What taking in does when more mail arrives than the desk can settle at once: whoever waits goes first."""

import time
from typing import Protocol

from deskbell import journey
from deskbell.desk import Desk


class Arrivals(Protocol):
    """Whoever sees mail arrive; see store.writer.Writer."""

    @property
    def in_a_burst(self) -> bool: ...


class Inflow:
    """One round of taking in at each call; the answer is how many messages it had in hand.

    While a burst of mail is arriving, taking in steps back before each batch, so that the senders hear their 250; for
    five seconds all told, then they share. While mail piles up, letters that nobody waits for step back (`patience`), so
    that whoever wrote hears of us before the owners do.
    """

    #: Seconds that it steps back in one burst, and until the next look.
    PATIENCE, LOOK = 5.0, 0.005
    #: And before one batch: on a database of our own; on a server's, whose part in each batch the senders wait for too.
    STEP_BACK, FROM_A_SERVER = 0.1, 1.0
    #: How much is taken in at once, and how many seconds a plain notification may lie while there is as much to do.
    BATCH, BEHIND = 50, 10.0

    def __init__(self, desk: Desk, arrivals: Arrivals, *, alone: bool = True) -> None:
        """`alone`: nobody but this process has the database."""
        self._desk, self._arrivals, self._waited = desk, arrivals, 0.0
        self._step_back = self.STEP_BACK if alone else self.FROM_A_SERVER
        #: Seconds for which the letters that nobody waits for may lie just now; see journey.send_due.
        self.patience = 0.0

    def __call__(self) -> int:
        end = min(self._waited + self._step_back, self.PATIENCE)
        while self._arrivals.in_a_burst and self._waited < end:
            time.sleep(self.LOOK)
            self._waited += self.LOOK
        done = len(journey.take_in(self._desk, self.BATCH))
        if not done:
            self._waited = 0.0  # nothing is left of the burst
        piles_up = done >= self.BATCH
        if self.patience and not piles_up:
            self.patience = 0.0
            self._desk.nudge()  # the turn of what stepped back
        elif piles_up:
            self.patience = self.BEHIND
        return done
