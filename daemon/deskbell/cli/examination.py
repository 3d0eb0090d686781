"""What `deskbell doctor` looks at: each finding good or bad, with what was seen and what to do about it.

Each check stands alone: whatever one meets, the others are still made.
"""

import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from deskbell.cli import signing_in, surroundings
from deskbell.cli.finding import Finding
from deskbell.clock import Clock
from deskbell.errors import DeskbellError, OperatorError
from deskbell.secret_file import SECRET
from deskbell.settings import Settings
from deskbell.store import asides, looks
from deskbell.store.glance import looking

#: SQLite before this may, in a rare race, lose a commit when a WAL is reset.
SOUND_SQLITE = (3, 51, 3)
MOST_SKEW = 2.0


def examine(settings: Settings, clock: Clock, seconds: float = 0) -> Iterator[Finding]:
    """Every finding in an order in which one would mend them. `seconds`: how long to wait for the desk's mail to itself,
    which is sent where that is more than nought and a desk runs that can take it in.
    """
    checks: tuple[tuple[str, Callable[[Settings, Clock], Iterator[Finding]]], ...] = (
        ("rules and templates", _books),
        ("keys", _keys),
        ("database", _database),
        ("running", surroundings.running),
        ("disk", surroundings.disk),
        ("signing in", partial(signing_in.examine, asks=seconds > 0)),
        ("relay", surroundings.relay),
        ("mailboxes", surroundings.mailboxes),
        ("in hand", surroundings.in_hand),
        ("ledger", surroundings.ledger),
        ("addresses", partial(_addresses, seconds=seconds)),
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


def _addresses(settings: Settings, clock: Clock, seconds: float) -> Iterator[Finding]:
    if not seconds:
        return
    if not surroundings.lives(settings):
        yield Finding("addresses", True, "not tried: no desk runs that would take a mail in")
        return
    from deskbell.cli.roundtrip import examine as by_mail

    yield from by_mail(settings, clock, seconds)


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
    from deskbell.bootstrap import keyring_of

    path = settings.home / SECRET
    with looking(settings.store_url) as run:
        known = _known_keys(looks.flag(run, "keys"))
    if not path.exists() and not known:
        yield Finding("keys", True, "none yet; the first start makes one")
        return
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
    from deskbell.cli.setup import require_a_place
    from deskbell.migrate import head, require_current
    from deskbell.store.store import SqlStore

    require_a_place(settings)
    try:
        with closing(SqlStore(settings.store_url, holder="doctor")) as store:
            require_current(store)
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
        row = asides.server(run)
        skew = abs(float(row.now) - machine_seconds())
    promised = row.synchronous != "off" and row.fsync != "off"
    yield Finding(
        "PostgreSQL",
        promised,
        f"{row.version}, synchronous_commit {row.synchronous}, fsync {row.fsync}",
        "" if promised else "Set both to on: what was answered 250 would not survive a crash.",
    )
    yield Finding(
        "clock",
        skew < MOST_SKEW,
        f"{skew:.1f} s from the database's",
        "" if skew < MOST_SKEW else "Set the clocks of both machines (chrony or ntp).",
    )
