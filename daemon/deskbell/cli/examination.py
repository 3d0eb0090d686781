"""What `deskbell doctor` looks at: each finding good or bad, with what was seen and what to do about it.

Each check stands alone: whatever one meets, the others are still made.
"""

import os
import shutil
import socket
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from deskbell.cli.health import running
from deskbell.clock import Clock
from deskbell.errors import DeskbellError, OperatorError
from deskbell.settings import Settings
from deskbell.store import looks
from deskbell.store.glance import looking

#: SQLite before this may, in a rare race, lose a commit when a WAL is reset.
SOUND_SQLITE = (3, 51, 3)
LEAST_DISK = 1 << 30
MOST_SKEW = 2.0
#: A mailbox that was not read for so long has somebody waiting.
LONGEST_SILENCE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination. `do` is empty where all is well."""

    what: str
    good: bool
    saw: str
    do: str = ""

    @property
    def state(self) -> str:
        return "good" if self.good else "bad"


def examine(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Every finding in an order in which one would mend them."""
    checks: tuple[tuple[str, Callable[[Settings, Clock], Iterator[Finding]]], ...] = (
        ("rules and templates", _books),
        ("keys", _keys),
        ("database", _database),
        ("running", _running),
        ("disk", _disk),
        ("relay", _relay),
        ("mailboxes", _mailboxes),
        ("in hand", _in_hand),
        ("ledger", _ledger),
    )
    for name, check in checks:
        try:
            yield from check(settings, clock)
        except DeskbellError as trouble:
            yield Finding(name, False, str(trouble), "Mend what is said, then look again.")
        except OSError as trouble:
            yield Finding(
                name, False, str(trouble), "Look at the rights and the health of that file or machine."
            )


def _books(settings: Settings, _: Clock) -> Iterator[Finding]:
    from deskbell.cli.sets import Proof, prove

    proof: Proof = prove(settings)
    count = len(proof.errors)
    saw = (
        f"{count} error{'' if count == 1 else 's'}, the first: {proof.errors[0]}"
        if count
        else f"set {proof.fingerprint[:12]} is sound"
    )
    yield Finding(
        "rules and templates",
        not count,
        saw,
        "deskbell check shows them all; until then the last good set stays live." if count else "",
    )


def _keys(settings: Settings, _: Clock) -> Iterator[Finding]:
    from deskbell.bootstrap import SECRET, keyring_of

    path = settings.home / SECRET
    if not path.exists():
        yield Finding(
            "keys",
            False,
            f"{path} is not there",
            "Put the file back from a backup; a fresh one is made at the next start, and old reply addresses fall silent.",
        )
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    open_to_others = bool(mode & 0o077)
    yield Finding(
        "keys' file", not open_to_others, f"mode {mode:04o}", f"chmod 600 {path}" if open_to_others else ""
    )
    prints = keyring_of(settings.home).fingerprints()
    with looking(settings.store_url) as run:
        known = _known_keys(looks.flag(run, "keys"))
    strange = sorted(kid for kid, print_ in known.items() if prints.get(kid, print_) != print_)
    lost = sorted(known.keys() - prints.keys())
    good = not strange and not lost
    saw = (
        f"{len(prints)} in hand"
        + (f", {', '.join(strange)} differs from the database's" if strange else "")
        + (f", {', '.join(lost)} is missing" if lost else "")
    )
    yield Finding(
        "keys",
        good,
        saw,
        ""
        if good
        else "Put back the secret.keys that belongs to this database; answers to older letters need every key.",
    )


def _known_keys(text: str | None) -> dict[str, str]:
    import json

    return {str(kid): str(one) for kid, one in json.loads(text or "{}").items()}


def _database(settings: Settings, _: Clock) -> Iterator[Finding]:
    from deskbell.migrate import head, require_current

    try:
        require_current(settings)
        yield Finding("tables", True, f"at {head()}")
    except OperatorError as trouble:
        yield Finding("tables", False, str(trouble), "deskbell migrate")
        return
    yield from (_sqlite if settings.store_url.startswith("sqlite") else _postgresql)(settings)


def _sqlite(settings: Settings) -> Iterator[Finding]:
    version = sqlite_version()
    sound = version >= SOUND_SQLITE
    yield Finding(
        "SQLite",
        sound,
        ".".join(map(str, version)),
        ""
        if sound
        else "Install pysqlite3, which brings a newer one: before 3.51.3 a rare race can lose a commit.",
    )
    with looking(settings.store_url) as run:
        mode = str(next(iter(run("pragma journal_mode", {})))[0])
        problem = str(next(iter(run("pragma quick_check(1)", {})))[0]) if _is_small(settings) else "ok"
    yield Finding(
        "journal",
        mode == "wal",
        mode,
        ""
        if mode == "wal"
        else "deskbell run sets it; keep the database on a local disk, not on a network share.",
    )
    yield Finding(
        "database file",
        problem == "ok",
        problem,
        "" if problem == "ok" else "Stop the desk and restore the last backup: deskbell restore FILE.",
    )


def sqlite_version() -> tuple[int, ...]:
    from deskbell.store.glance import sqlite_module

    return tuple(int(part) for part in sqlite_module().sqlite_version.split("."))


def _is_small(settings: Settings) -> bool:
    """A check of every page is only made where it takes no more than a few seconds."""
    path = Path(settings.store_url.partition(":///")[2])
    return path.exists() and path.stat().st_size < 256 << 20


def _postgresql(settings: Settings) -> Iterator[Finding]:
    from deskbell.clock import machine_seconds

    with looking(settings.store_url) as run:
        row = next(
            iter(
                run(
                    "select current_setting('server_version') as version, current_setting('synchronous_commit') as sync, current_setting('fsync') as fsync",
                    {},
                )
            )
        )
        skew = abs(
            float(next(iter(run("select extract(epoch from clock_timestamp()) as now", {}))).now)
            - machine_seconds()
        )
    promised = row.sync != "off" and row.fsync != "off"
    yield Finding(
        "PostgreSQL",
        promised,
        f"{row.version}, synchronous_commit {row.sync}, fsync {row.fsync}",
        "" if promised else "Set both to on: what was answered 250 would not survive a crash.",
    )
    yield Finding(
        "clock",
        skew < MOST_SKEW,
        f"{skew:.1f} s from the database's",
        "" if skew < MOST_SKEW else "Set the clocks of both machines (chrony or ntp).",
    )


def _running(settings: Settings, _: Clock) -> Iterator[Finding]:
    troubles = running(settings)
    if troubles is None:
        yield Finding(
            "desk",
            False,
            "none answers in this home",
            "deskbell run, or look at the log of the service that runs it.",
        )
        return
    yield Finding("desk", True, "runs")
    for trouble in troubles:
        yield Finding("desk", False, trouble, "The log of the running desk says more.")


def _disk(settings: Settings, _: Clock) -> Iterator[Finding]:
    usage = shutil.disk_usage(settings.home)
    enough = usage.free >= LEAST_DISK
    yield Finding(
        "disk",
        enough,
        f"{usage.free / (1 << 30):,.1f} GB free under {settings.home}",
        "" if enough else "Make room: without it the desk answers 451 and takes no mail.",
    )
    writable = os.access(settings.home, os.W_OK)
    yield Finding(
        "home", writable, str(settings.home), "" if writable else "Give it to the user the desk runs as."
    )


def _relay(settings: Settings, _: Clock) -> Iterator[Finding]:
    from deskbell.delivery.factory import postman_from

    postman_from(
        settings.relay,
        user=settings("delivery", "user"),
        password=settings.secret("delivery", "password_file"),
        helo=settings("desk", "domain"),
    )
    if settings.relay.startswith("maildir:"):
        yield Finding(
            "relay",
            True,
            f"letters go into {settings.relay.removeprefix('maildir:')}; set [delivery] relay for real mail",
        )
        return
    from deskbell.delivery.factory import endpoint_of

    host, port = endpoint_of(settings.relay)
    try:
        with socket.create_connection((host, port), timeout=10) as wire:
            wire.settimeout(20)
            greeting = b"220" if settings.relay.startswith("smtps:") else wire.recv(512)
    except OSError as trouble:
        yield Finding(
            "relay",
            False,
            f"{host}:{port}: {trouble}",
            "Letters wait and are tried again; see that the relay runs and that this machine may reach it.",
        )
        return
    well = greeting.startswith(b"220")
    said = greeting.decode("ascii", "replace").strip()
    yield Finding(
        "relay",
        well,
        f"{host}:{port} answers" if well else f"{host}:{port} says {said[:100]}",
        "" if well else "Ask whoever runs the relay; letters wait and are tried again.",
    )


def _mailboxes(settings: Settings, clock: Clock) -> Iterator[Finding]:
    if not settings.mailboxes:
        return
    with looking(settings.store_url) as run:
        polls = {row.mailbox: row for row in run("select mailbox, good_at, trouble from poll", {})}
    for box in settings.mailboxes:
        name, poll = box["name"], polls.get(box["name"])
        if poll is None:
            yield Finding(
                f"mailbox {name}",
                False,
                "was never read",
                "Start the desk (deskbell run, or deskbell poll), then look again.",
            )
            continue
        from datetime import datetime

        good_at = looks.moment(poll.good_at)
        fresh = bool(good_at) and clock.now() - datetime.fromisoformat(str(good_at)) < LONGEST_SILENCE
        saw = poll.trouble or (f"last read {good_at}" if good_at else "was never read")
        yield Finding(
            f"mailbox {name}",
            fresh and not poll.trouble,
            saw,
            ""
            if fresh and not poll.trouble
            else "Check host, user and password of this mailbox in the settings.",
        )


def _in_hand(settings: Settings, clock: Clock) -> Iterator[Finding]:
    with looking(settings.store_url) as run:
        figures = looks.figures(run, clock.now())
        held = looks.flag(run, "outbox_hold")
    yield Finding(
        "outbox",
        held is None,
        "letters go out" if held is None else f"sending is held{f' ({held})' if held else ''}",
        "" if held is None else "deskbell outbox release",
    )
    for name, what, do in _COUNTED:
        count = figures[name]
        yield Finding(what, not count, f"{count:,}", do if count else "")


_COUNTED = (
    ("inbound_parked", "mail set aside", "deskbell parked shows why; deskbell replay ID tries again."),
    ("inbound_held", "old mail held", "deskbell mailbox release NAME, or with --silent for no letters."),
    (
        "inbound_late",
        "mail not yet taken in after 15 minutes",
        "Is the desk running? Its log says what stops it.",
    ),
    ("letters_late", "letters not gone after 15 minutes", "deskbell outbox shows what the relay says."),
    (
        "letters_capped",
        "letters stopped by a cap",
        "deskbell outbox --state capped; deskbell outbox release lets them go.",
    ),
    (
        "letters_refused",
        "letters refused since yesterday",
        "deskbell outbox --state refused and --state bounced show to whom.",
    ),
    ("promises_overdue", "promises past their time", "deskbell promises shows whose; is the clock running?"),
    (
        "from_the_future",
        "mail that came in later than now",
        "The machine's clock was set back, or is wrong: set it (chrony or ntp).",
    ),
)


def _ledger(settings: Settings, _: Clock) -> Iterator[Finding]:
    with looking(settings.store_url) as run:
        difference = looks.ledger(run)["difference"]
    yield Finding(
        "ledger",
        not difference,
        f"difference {difference}",
        "" if not difference else "deskbell ledger; then restore the missing rows from the last backup.",
    )
