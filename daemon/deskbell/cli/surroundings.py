"""What `deskbell doctor` looks at around the desk: the process, the disk, the relay, the mailboxes, and what is in hand."""

import os
import shutil
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta

from deskbell.cli.finding import Finding
from deskbell.cli.health import running as troubles_of
from deskbell.clock import Clock
from deskbell.settings import Settings
from deskbell.store import asides, looks
from deskbell.store.glance import looking

LEAST_DISK = 1 << 30
#: A mailbox that was not read for so long has somebody waiting.
LONGEST_SILENCE = timedelta(minutes=15)


def running(settings: Settings, _: Clock) -> Iterator[Finding]:
    troubles = troubles_of(settings)
    if troubles is not None:
        yield Finding("desk", True, "runs")
        for trouble in troubles:
            yield Finding("desk", False, trouble, "The log of the running desk says more.")
    elif count := processes(settings):
        yield Finding("desk", True, f"{count} {'process' if count == 1 else 'processes'} of it live")
    else:
        yield Finding(
            "desk",
            False,
            "none answers in this home",
            "deskbell run, or look at the log of the service that runs it.",
        )


def lives(settings: Settings) -> bool:
    """Is there a desk that takes in what comes: in this home, or in processes of a large desk anywhere?"""
    return troubles_of(settings) is not None or bool(processes(settings))


def processes(settings: Settings) -> int:
    """How many processes of a large desk have said within seconds that they live; SQLite is for the one that answers."""
    if settings.store_url.startswith("sqlite"):
        return 0
    with looking(settings.store_url) as run:
        return asides.living_processes(run)


def disk(settings: Settings, _: Clock) -> Iterator[Finding]:
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


def relay(settings: Settings, _: Clock) -> Iterator[Finding]:
    from deskbell.signing_in import postman_of, tokens_of

    postman_of(settings, tokens_of(settings))
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


def mailboxes(settings: Settings, clock: Clock) -> Iterator[Finding]:
    if not settings.mailboxes:
        return
    with looking(settings.store_url) as run:
        polls = asides.polls(run)
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
        good_at = poll.good
        fresh = bool(good_at) and clock.now() - datetime.fromisoformat(str(good_at)) < LONGEST_SILENCE
        saw = poll.trouble or (f"last read {good_at}" if good_at else "was never read")
        yield Finding(
            f"mailbox {name}",
            fresh and not poll.trouble,
            saw,
            ""
            if fresh and not poll.trouble
            else "Look at what signing in says, and at what its user may do at the provider."
            if box["sign_in"] == "oauth"
            else "Check host, user and password of this mailbox in the settings.",
        )


def in_hand(settings: Settings, clock: Clock) -> Iterator[Finding]:
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


def ledger(settings: Settings, _: Clock) -> Iterator[Finding]:
    with looking(settings.store_url) as run:
        difference = looks.ledger(run)["difference"]
    yield Finding(
        "ledger",
        not difference,
        f"difference {difference}",
        "" if not difference else "deskbell ledger; then restore the missing rows from the last backup.",
    )
