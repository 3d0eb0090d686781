"""What `deskbell check` foresees: settings that cannot work together, and hours in which nobody would be there."""

import ipaddress
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from deskbell.casework.sign_in import ends_soon
from deskbell.clock import SystemClock
from deskbell.errors import OperatorError
from deskbell.secret_file import read_secret
from deskbell.settings import Settings, strange_variables

if TYPE_CHECKING:
    from deskbell.domain.people import Directory

#: An hour has somebody in it when somebody is there in each quarter of it.
_QUARTERS = tuple(timedelta(minutes=minutes) for minutes in (0, 15, 30, 45))
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Told:
    errors: tuple[str, ...]
    warnings: tuple[str, ...]


def of_settings(settings: Settings) -> Told:
    """What each setting means, tried: addresses to listen on, networks, files, the relay, room for tokens."""
    errors = [
        told for key, attempt in _attempts(settings) if (told := _tried(attempt, settings.places.get(key)))
    ]
    return Told(tuple(errors), tuple(_doubts(settings)))


def _tried(attempt: Callable[[], object], place: str | None) -> str:
    """What is wrong, with where it stands; "" if nothing is."""
    try:
        attempt()
    except OperatorError as trouble:
        return f"{place}: {trouble}" if place else str(trouble)
    return ""


def _attempts(settings: Settings) -> Iterator[tuple[tuple[str, str], Callable[[], object]]]:
    """Each with the setting that it is about."""
    smtp = "intake.smtp"
    for line in settings(smtp, "borders"):
        yield (smtp, "borders"), partial(_network, line, "borders")
    for line in settings(smtp, "trusted"):
        yield (smtp, "trusted"), partial(_trusted, line)
    yield (smtp, "tls_certificate"), partial(_pair, settings)
    yield ("delivery", "password_file"), partial(settings.secret, "delivery", "password_file")
    yield ("delivery", "relay"), partial(_relay, settings)
    if settings.signs_in_by_oauth:
        yield ("oauth", "client_secret_file"), partial(_app_secret, settings)
        yield ("oauth", "refresh_token_file"), partial(_signed_in, settings)
    yield ("store", "url"), partial(_database, settings)
    yield ("work", "broker"), partial(_broker, settings)
    for box in settings.mailboxes:
        yield ("intake.imap", ""), partial(_password, settings.home, box)


def _network(word: str, name: str) -> None:
    try:
        ipaddress.ip_network(word, strict=False)
    except ValueError:
        raise OperatorError(
            f'[intake.smtp] {name}: "{word}" is no network; expected one such as 10.0.0.0/8.'
        ) from None


def _trusted(line: str) -> None:
    network, *addresses = line.split() or [""]
    _network(network, "trusted")
    if not addresses:
        raise OperatorError(
            f'[intake.smtp] trusted: "{line}" names no address; expected a network and the addresses it may write as.'
        )
    for address in addresses:
        if address != "*" and "@" not in address:
            raise OperatorError(
                f'[intake.smtp] trusted: "{address}" is no address; expected one such as monitor@desk.example, or *.'
            )


def _pair(settings: Settings) -> None:
    """A certificate needs its key, and both must be what they are said to be."""
    path, key = (settings.file("intake.smtp", name) for name in ("tls_certificate", "tls_key"))
    if bool(path) != bool(key):
        raise OperatorError("[intake.smtp] tls_certificate and tls_key are needed both, or neither.")
    if path:
        from deskbell.intake.smtp import certificate

        certificate(path, key)


def _relay(settings: Settings) -> None:
    from deskbell.delivery.factory import postman_from
    from deskbell.signing_in import tokens_of

    if settings("delivery", "sign_in") == "oauth" and not settings("delivery", "user"):
        return  # told already, with what needs the user
    postman_from(
        settings.relay,
        user=settings("delivery", "user"),
        password=_secret(settings),
        sign_in=tokens_of(settings) if settings("delivery", "sign_in") == "oauth" else None,
        helo=settings("desk", "domain"),
    )


def _secret(settings: Settings) -> str:
    """The password; anything at all where its file cannot be read, which is told by itself."""
    try:
        return settings.secret("delivery", "password_file")
    except OperatorError:
        return "unread"


def _database(settings: Settings) -> None:
    url = settings.store_url
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+")):
        raise OperatorError(
            f'[store] url is "{url.partition(":")[0]}:…"; expected sqlite:///PATH or postgresql://user@host/name.'
        )
    from deskbell.cli.setup import require_a_place

    require_a_place(settings)


def _broker(settings: Settings) -> None:
    broker = str(settings("work", "broker"))
    if broker != "embedded" and not broker.startswith(("redis://", "rediss://", "unix://")):
        raise OperatorError(f'[work] broker is "{broker}"; expected embedded, or redis://host:port/0.')


def _app_secret(settings: Settings) -> None:
    from deskbell.signing_in import secret_of

    secret_of(settings)


def _signed_in(settings: Settings) -> None:
    """Somebody must have signed in once, where the desk goes on in their name."""
    if (name := str(settings("oauth", "refresh_token_file"))) and not (settings.home / name).exists():
        raise OperatorError(
            f"[oauth] refresh_token_file {name} is not there: deskbell mailbox sign-in writes it."
        )
    settings.secret("oauth", "refresh_token_file")


def _password(home: Path, box: Mapping[str, Any]) -> None:
    if box["sign_in"] == "oauth":
        return
    if not box["password_file"]:
        raise OperatorError(
            f"[[intake.imap]] {box['name']}: password_file is missing; it names a file with the mailbox's password."
        )
    read_secret(home / str(box["password_file"]))


def _doubts(settings: Settings) -> Iterator[str]:
    """What works, and an operator ought to know."""
    yield from strange_variables(os.environ)
    from deskbell.cli.examination import SOUND_SQLITE, sqlite_version

    if settings.store_url.startswith("sqlite") and (version := sqlite_version()) < SOUND_SQLITE:
        yield f"SQLite is {'.'.join(map(str, version))}; before 3.51.3 a rare race can lose a commit: install pysqlite3, which brings a newer one."
    if settings("delivery", "relay") and any(
        _is_loopback(line) for line in settings("intake.smtp", "trusted")
    ):
        yield "[intake.smtp] trusted lists loopback: behind a mail server on this machine all the world may write as those addresses."
    if settings("delivery", "relay") and not settings("web", "base_url"):
        yield f"[web] base_url is not set: links in letters begin with {settings.base_url}, which the world cannot reach."
    if settings("oauth", "token_url") and not settings.signs_in_by_oauth:
        yield '[oauth] is set and nobody signs in by it: sign_in = "oauth" belongs under [delivery] or [[intake.imap]].'
    if told := ends_soon(settings("oauth", "secret_until"), SystemClock().now().date()):
        yield f"{told[0].upper()}{told[1:]} ([oauth] secret_until)."
    if str(settings("work", "broker")) != "embedded" and settings.store_url.startswith("sqlite"):
        yield "[work] broker names Redis, and the database is SQLite, which is for one process: embedded is enough."


def room_for_tokens(settings: Settings, addresses: Iterable[str]) -> Iterator[str]:
    """Addresses of the desk too long for a reply token beside them: letters from there could not be made."""
    from deskbell.mail import tokens

    for address in addresses:
        room = tokens.room_for_tokens(address, str(settings("desk", "delimiter")))
        if room < 0:
            yield f"{address}: the part before the @ is {-room} characters too long for a reply token beside it, which may have 64 in all; use a shorter address, or no [desk] delimiter."


def _is_loopback(line: str) -> bool:
    try:
        return ipaddress.ip_network(line.split()[0], strict=False).is_loopback
    except (ValueError, IndexError):
        return False


# -- the directory


def of_directory(directory: "Directory", now: datetime) -> Iterator[str]:
    """Account managers without a deputy, people nobody can reach, and hours in which an urgent mail would meet nobody."""
    for client in directory.clients.values():
        if not client.account_manager:
            yield f"rules/directory.yaml: {client.name} has no account manager; complaints of theirs go to the team lead."
        elif not client.deputy or client.deputy == client.account_manager:
            yield f"rules/directory.yaml: {client.name}: {directory.name_of(client.account_manager) or client.account_manager} has no deputy; when they are away nobody answers for this client."
    if not directory.operators:
        yield "rules/directory.yaml: operators is empty; nobody is told when the desk itself is in trouble."
    if not directory.leadership:
        yield "rules/directory.yaml: leadership is empty; the ladder of escalation ends at the team lead."
    yield from _unattended(directory, now)


def of_languages(directory: "Directory", written: Iterable[str]) -> Iterator[str]:
    """Languages that readers have and no letter: theirs are written in the desk's own, which `ge` for `de` may not mean."""
    spoken: dict[str, list[str]] = {}
    for client in directory.clients.values():
        spoken.setdefault(client.language, []).append(client.name)
    for person in directory.people:
        spoken.setdefault(person.language, []).append(person.address)
    for agent in directory.agents.values():
        spoken.setdefault(agent.language, []).append(agent.address)
    known = {"", *written}
    for language, readers in sorted(spoken.items()):
        if language.partition("-")[0].lower() not in known:
            more = f" and {len(readers) - 1} more" if readers[1:] else ""
            yield f'rules/directory.yaml: no letter is written in "{language}", the language of {readers[0]}{more}; theirs are in the desk\'s.'


def _unattended(directory: "Directory", now: datetime) -> Iterator[str]:
    """The hours of the coming week in which nobody is on call and nobody of the team on duty, as spans."""
    from deskbell.triage.duty import attended

    zone = ZoneInfo(directory.desk_hours.zone)
    start = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    hours = [start.astimezone(ZoneInfo("UTC")) + timedelta(hours=count) for count in range(7 * 24)]
    for team in directory.teams:
        alone = [
            at.astimezone(zone)
            for at in hours
            if not all(attended(directory, team, at + quarter, frozenset()) for quarter in _QUARTERS)
        ]
        if alone:
            spans = ", ".join(_spans(sorted(alone, key=lambda at: (at.weekday(), at.hour))))
            yield f"rules/directory.yaml: in {len(alone)} hours of the week an urgent mail to {team} would meet nobody ({spans}): name somebody under on_call."


def _spans(hours: list[datetime]) -> Iterator[str]:
    """Monday 00:00-08:00, Monday 18:00-24:00 …: days that are alike are told together."""
    by_day: dict[str, list[str]] = {}
    for day in sorted({at.weekday() for at in hours}):
        free = sorted({at.hour for at in hours if at.weekday() == day})
        said = " and ".join(f"{first:02}:00-{last + 1:02}:00" for first, last in _runs(free))
        by_day.setdefault(said, []).append(_DAYS[day])
    for said, days in by_day.items():
        yield f"{_listed(days)} {'all day' if said == '00:00-24:00' else said}"


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow each other, as first and last."""
    first = last = numbers[0]
    for number in numbers[1:]:
        if number > last + 1:
            yield first, last
            first = number
        last = number
    yield first, last


def _listed(days: list[str]) -> str:
    return days[0] if len(days) == 1 else f"{', '.join(days[:-1])} and {days[-1]}"
