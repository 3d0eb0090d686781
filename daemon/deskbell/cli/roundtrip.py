"""The doctor mails the desk, at the tagged addresses that letters will bear, and waits for it to come home.

Nothing else proves the delimiter: it needs the relay, the world's mail servers, the door and the desk that takes in.
"""

import secrets
import time
from collections.abc import Iterator, Mapping

from deskbell.bootstrap import keyring_of
from deskbell.casework.receive import PROBE, probe_reason
from deskbell.cli.finding import Finding
from deskbell.clock import Clock
from deskbell.mail.compose import Automatic, Outgoing, compose
from deskbell.mail.keyring import Keyring
from deskbell.mail.tokens import reply_address
from deskbell.mail.values import Address
from deskbell.ports import Handed, Parcel, Result
from deskbell.settings import Settings
from deskbell.signing_in import postman_of, tokens_of
from deskbell.store import asides
from deskbell.store.glance import looking

_TEXT = "The desk's doctor sent this to see whether a tagged address reaches the desk. Nobody need answer.\n"
_LOOK = 0.5
_HELP = (
    "Let the mail servers in front pass the whole address on (recipient_delimiter in Postfix), or set [desk] delimiter"
    ' to the one they know; "" where they know none.'
)


def examine(settings: Settings, clock: Clock, seconds: float) -> Iterator[Finding]:
    """One finding for each kind of tagged address; waits at most `seconds` for all of them together."""
    delimiter = str(settings("desk", "delimiter"))
    if not delimiter:
        yield Finding("addresses", True, "none is tagged: no delimiter is set, and threads do the work")
        return
    if settings.relay.startswith("maildir:"):
        yield Finding("addresses", True, "not tried: no relay is set, so no mail travels")
        return
    probes = dict(_probes(settings, keyring_of(settings.home), delimiter))
    said = {one.letter_id: one for one in _sent(settings, clock, probes)}
    there = _waited_for({n for n, one in said.items() if one.outcome is Handed.ACCEPTED}, settings, seconds)
    for number, (what, _) in probes.items():
        yield _finding(f"{what} with {delimiter}", said.get(number), number in there, seconds)


def _probes(settings: Settings, keyring: Keyring, delimiter: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Numbers nobody can guess, each with what it proves and the address it is sent to."""
    bases = {"reply address": str(settings("desk", "address")).lower()}
    if settings("delivery", "return_path") == "verp":
        bases["return path"] = f"bounces@{str(settings('desk', 'domain')).lower()}"
    for what, base in bases.items():
        number = 10_000_000_000 + secrets.randbelow(80_000_000_000)
        yield number, (what, reply_address(base, number, PROBE, keyring, delimiter))


def _sent(settings: Settings, clock: Clock, probes: Mapping[int, tuple[str, str]]) -> Iterator[Result]:
    """What the relay says of each, by the conversation that letters have with it."""
    address, domain = str(settings("desk", "address")).lower(), str(settings("desk", "domain")).lower()
    verp = settings("delivery", "return_path") == "verp"
    postman = postman_of(settings, tokens_of(settings))
    parcels = [
        Parcel(number, f"bounces@{domain}" if verp else address, to, _mail(settings, clock, number, to))
        for number, (_, to) in probes.items()
    ]
    yield from postman.deliver(parcels)


def _mail(settings: Settings, clock: Clock, number: int, to: str) -> bytes:
    """It bears the desk's loop marker, so it is known for the desk's own, opens no ticket and is answered by nobody."""
    domain = str(settings("desk", "domain")).lower()
    return compose(
        Outgoing(
            sender=Address(str(settings("desk", "name")), str(settings("desk", "address")).lower()),
            to=Address("", to),
            subject="The desk writes to itself",
            text=_TEXT,
            message_id=f"<doctor.{number}.{secrets.token_hex(6)}@{domain}>",
            date=clock.now(),
            automatic=Automatic.GENERATED,
            loop_marker=domain,
        )
    )


def _waited_for(numbers: set[int], settings: Settings, seconds: float) -> set[int]:
    """Those of them that were taken in within so many seconds."""
    reasons = {probe_reason(number): number for number in numbers}
    found: set[int] = set()
    for left in range(max(1, round(seconds / _LOOK)), 0, -1):
        with looking(settings.store_url) as run:
            found = {reasons[reason] for reason in asides.why_refused(run) if reason in reasons}
        if found == numbers or left == 1:
            break
        time.sleep(_LOOK)
    return found


def _finding(what: str, result: Result | None, there: bool, seconds: float) -> Finding:
    if there:
        return Finding(what, True, "a mail to it left by the relay and came home")
    if result is None or result.outcome in (Handed.DEFERRED, Handed.UNKNOWN):
        said = _answer(result) if result and result.answer else "it gave no answer"
        return Finding(
            what, False, f"the relay took no mail to it: {said}", "Mend the relay, then look again."
        )
    if result.outcome is Handed.REFUSED:
        return Finding(what, False, f"the relay refuses it: {_answer(result)}", _HELP)
    return Finding(
        what, False, f"a mail to it left by the relay and did not come home in {seconds:g} s", _HELP
    )


def _answer(result: Result) -> str:
    return f"{result.code or ''} {result.answer}".strip()
