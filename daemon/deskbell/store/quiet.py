"""Looking at what a mail would meet: a docket loaded as if it were to be settled, without a lock, and never written."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.engine import Connection, Engine

from deskbell.casework.docket import Asked, Docket
from deskbell.store.dialect import Dialect
from deskbell.store.made import Made
from deskbell.store.settle import Settler

T = TypeVar("T")


class _Unlocked(Dialect):
    """Reads rows as they are and waits for nobody."""

    def locked(self, select: Any) -> Any:
        return select

    def lock_anchors(self, connection: Connection, hashes: Iterable[bytes]) -> None:
        """Nothing is decided here, so nobody need wait."""

    def ids(self, connection: Connection, name: str, count: int) -> list[int]:
        """Numbers that are not used up: nothing is written with them."""
        return list(range(count))


class Onlooker(Settler):
    """A settler whose decisions stay without effect; safe beside a running desk."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(_Unlocked(engine), Made(room=0))

    def look(self, connection: Connection, asked: Asked, now: datetime, decide: Callable[[Docket], T]) -> T:
        """What `decide` says of a docket loaded in the caller's reading transaction."""
        return self.settle(connection, asked, now, decide)

    def _write(self, connection: Connection, docket: Docket) -> None:
        """Nothing."""
