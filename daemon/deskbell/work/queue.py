"""The work queue: one actor, one kind of message, no content.

Embedded it is Dramatiq's in-process broker with a worker of our own; else Redis, with `deskbell work` at the other end.
What is to be done stands in SQL; the queue only wakes somebody. So Redis may be killed, emptied or slow: the sweep in
every process finds what no nudge told of.
"""

import logging
import threading
from collections.abc import Callable
from typing import Any

from deskbell.clock import machine_seconds
from deskbell.errors import OperatorError, TemporaryError
from deskbell.work.loops import Loop
from deskbell.work.outage import Outage

_log = logging.getLogger("deskbell")

#: Longer than the longest conversation with a relay; our own socket time-outs end one, never an exception from outside.
_NO_LIMIT = float("inf")
STOPPING_MS = 20_000
#: So often a thread that waits for messages looks whether it is to stop: a desk is not told to stop and gone seconds later.
#: On Redis a look is a question to the server.
LOOK_MS, LOOK_ON_REDIS_MS = 100, 250
#: Seconds for which a nudge is not repeated: sooner nobody at the other end has followed the last one.
SAID_LATELY = 0.05


class Queue:
    """`nudge` says that the outbox has work; somewhere a worker calls `drain` soon after."""

    def __init__(self, url: str, drain: Callable[[], int], *, threads: int = 2) -> None:
        self._drain, self._threads = drain, threads
        self._pending = threading.Event()
        self._worker: Any = None
        self._told_at = 0.0
        #: On Redis a message takes 10 to 180 ms to come back; a process that works wakes itself as well, at once.
        self._near: Loop | None = None
        self._embedded = url == "embedded"
        self._away = Outage(
            "the work queue cannot be reached, letters go out by the sweep", "the work queue is back"
        )
        self._stuck = Outage("letters cannot be sent for now", "letters are sent again")
        self._broker = _embedded_broker() if self._embedded else _redis_broker(url, self._away)
        _translate_log()
        self._actor = self._declare()

    def _declare(self) -> Any:
        import dramatiq

        def drain() -> None:
            self._pending.clear()  # before the claim, so that a nudge during it is not lost
            try:
                while self._drain():
                    pass
            except TemporaryError as trouble:  # the rows stay due; the sweep comes again
                self._stuck.begins(trouble)
            else:
                self._stuck.over()

        options: dict[str, Any] = {
            "broker": self._broker,
            "actor_name": "drain",
            "max_retries": 0,
            "time_limit": _NO_LIMIT,
        }
        return dramatiq.actor(**options)(drain)

    def nudge(self) -> None:
        """There is work in the outbox. Coalesced: one message for many letters. Never raises: the sweep mends a lost one.

        A broker that did not answer is asked again by the sweep alone, so that nobody else waits for it.
        """
        if self._near:
            self._near.wake()
        if self._away.lasts:
            return
        # Only a process that works hears when a nudge was followed; any other says it again after a moment.
        if not self._pending.is_set() or (
            self._worker is None and machine_seconds() - self._told_at > SAID_LATELY
        ):
            self._tell()

    def sweep(self) -> None:
        """There is work no nudge told of: tell again. A process that works looks for itself, whatever ails the broker."""
        if self._near:
            self._near.wake()
        self.forget()
        self._tell()

    def _tell(self) -> None:
        self._pending.set()
        self._told_at = machine_seconds()
        try:
            self._actor.send()
            self._away.over("tell")
        except Exception as trouble:  # noqa: BLE001 - whatever ails the broker, tickets are made and the sweep sends
            self._pending.clear()
            self._away.begins(trouble, "tell")

    def forget(self) -> None:
        """A nudge may have been lost (Redis was emptied): the next one is sent whatever we remember."""
        self._pending.clear()

    @property
    def trouble(self) -> bool:
        """Did the last that was said to the broker, or asked of it, fail?"""
        return self._away.lasts

    def start(self) -> None:
        """Work in this process."""
        import dramatiq

        self._broker.emit_after("process_boot")  # without it no time limit and no shutdown reaches an actor
        look = LOOK_MS if self._embedded else LOOK_ON_REDIS_MS
        self._worker = dramatiq.Worker(self._broker, worker_threads=self._threads, worker_timeout=look)
        self._worker.start()
        if not self._embedded:
            self._near = Loop("sender", self._drain, pause=3600)
            self._near.start()

    def stop(self) -> None:
        """Finish the conversation in hand, take no new one.

        A relay that hangs is not waited for longer than this: its letter's outcome is unknown, and treated as such.
        """
        if self._near:
            self._near.stop(within=STOPPING_MS / 1000)
            self._near = None
        if self._worker:
            self._worker.stop(timeout=STOPPING_MS)
            self._worker = None
        if not self._embedded:
            self._broker.close()


def _embedded_broker() -> Any:
    from dramatiq.brokers.stub import StubBroker

    class EmbeddedBroker(StubBroker):
        """The in-process broker. It keeps no dead letters: the row in SQL is the record of a failure."""

        def nack(self, *_: Any) -> None: ...

    broker = EmbeddedBroker()
    return broker


def _redis_broker(url: str, away: Outage) -> Any:
    from dramatiq.brokers.redis import RedisBroker
    from redis import ConnectionError as Gone
    from redis import Redis, RedisError
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise OperatorError(f'[work] broker is "{url}"; expected embedded, or redis://host:port/0.')

    class PatientBroker(RedisBroker):
        """Knows by every look for work whether Redis is there; a Redis that is silent is as good as gone."""

        def do_fetch(self, *arguments: Any) -> Any:
            try:
                found = self._dispatch("fetch")(*arguments)  # type: ignore[no-untyped-call]
            except RedisError as trouble:
                away.begins(trouble, "look")
                raise Gone(str(trouble)) from trouble
            away.over("look")
            return found

    # A client of our own: given a URL, the broker would forget these limits, and wait for a frozen Redis for ever.
    client = Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5, retry=Retry(NoBackoff(), 0))
    broker: Any = PatientBroker
    return broker(client=client, heartbeat_timeout=30_000, maintenance_chance=20_000)


class _Translated(logging.Handler):
    """The library's log as lines of ours: what an outage of the broker makes it say again and again is told once, by us."""

    _KNOWN = ("Consumer encountered a connection error",)

    def emit(self, record: logging.LogRecord) -> None:
        said, trouble = record.getMessage(), record.exc_info[1] if record.exc_info else None
        if said.startswith(self._KNOWN) or _is_of_the_broker(trouble):
            return
        _log.log(record.levelno, "work queue: %s", said, exc_info=record.exc_info)


def _is_of_the_broker(trouble: BaseException | None) -> bool:
    from dramatiq.errors import ConnectionError as Closed

    return isinstance(trouble, (Closed, OSError)) or type(trouble).__module__.startswith("redis")


def _translate_log() -> None:
    """Once for the process, whatever number of queues it has."""
    library = logging.getLogger("dramatiq")
    library.propagate = False
    library.setLevel(logging.WARNING)
    library.handlers = [_Translated()]
