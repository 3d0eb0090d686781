"""A desk as its journey sees it: everybody who plays a part."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from time import sleep
from typing import Any, Protocol

from deskbell.casework.docket import Asked, Docket
from deskbell.casework.house import House
from deskbell.casework.wrap import Room
from deskbell.clock import Clock
from deskbell.errors import TemporaryError
from deskbell.ports import Arrival, Due, Handed, Inbound, Kept, Postman

#: Seconds between the tries to write down what must be written; shorter together than a stop waits for a worker.
PAUSES_TO_RECORD = (0.1, 0.5, 1.0, 2.0, 5.0, 5.0)


class Store(Protocol):
    """What the journey asks of a database; every call answers after its commit."""

    def keep(self, arrival: Arrival) -> "Future[Kept]": ...
    def take(self, limit: int) -> list[Inbound]: ...
    def settle(self, asked: Asked, now: datetime, decide: Callable[[Docket], Any]) -> Any: ...
    def retry_later(self, number: int, seconds: float) -> None: ...
    def give_back(self, ids: Sequence[int]) -> None: ...
    def park(self, number: int, reason: str, now: datetime) -> None: ...
    def due_tickets(self, now: datetime, limit: int) -> list[int]: ...
    def claim_letters(self, limit: int, patience: float) -> list[Due]: ...
    def stamp_letters(
        self, rendered: Sequence[tuple[int, str, bytes]], tries: Sequence[int], now: datetime
    ) -> None: ...
    def record_letters(
        self,
        results: Sequence[tuple[Due, Handed, str]],
        aliases: Mapping[bytes, tuple[int, int]],
        now: datetime,
    ) -> None: ...
    def set_letter_states(self, states: Mapping[int, tuple[str, str]]) -> None: ...
    def return_letters(self, ids: Sequence[int], pause: float) -> None: ...
    def flag(self, name: str) -> str | None: ...
    def begin_notes(self, notes: Mapping[str, str], now: datetime) -> dict[str, str]: ...
    def past(self, people: Iterable[tuple[str, int]]) -> Mapping[tuple[str, int], list[dict[str, Any]]]: ...
    def raw(self, inbound_id: int) -> bytes | None: ...


@dataclass(frozen=True)
class Desk:
    """Everybody who plays a part. `house` is asked anew for each batch, so that rules may change between two messages.

    `nudge`: there is work in the outbox. `alarm`: the operator must hear this (a key, and a sentence).
    """

    store: Store
    clock: Clock
    house: Callable[[], House]
    room: Callable[[], Room]
    postman: Postman
    nudge: Callable[[], None]
    alarm: Callable[[str, str], None]


def for_sure(write: Callable[[], Any]) -> None:
    """Tried for some seconds: what is known of a letter that left must not be forgotten because the database is away for a moment."""
    for pause in PAUSES_TO_RECORD:
        try:
            write()
            return
        except TemporaryError:
            sleep(pause)
    write()
