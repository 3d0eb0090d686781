"""Settings: one `deskbell.toml`, each key also from the environment, secrets from files.

What can be set stands in `settings_keys.KEYS`, how the file is read and written in `settings_file`.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from deskbell import settings_oauth
from deskbell.errors import OperatorError
from deskbell.secret_file import read_secret
from deskbell.settings_file import FILE, SECTIONS, Places, read_file, written
from deskbell.settings_keys import IMAP_KEYS, KEYS
from deskbell.settings_meant import checked, from_environment

HOME_VARIABLE = "DESKBELL_HOME"
#: What the address of a database cannot hold.
_UNNAMED = re.compile(r"[?%\ud800-\udfff]")


@dataclass(frozen=True)
class Settings:
    """All settings of one home, read and checked. `values` by (section, name); `mailboxes` one mapping an IMAP mailbox.

    `places`: where each value stands, in the file as an editor counts or in the environment; left out where nowhere.
    """

    home: Path
    values: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    mailboxes: tuple[Mapping[str, Any], ...] = ()
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def __call__(self, section: str, name: str) -> Any:
        return self.values[section, name]

    def section(self, section: str) -> dict[str, Any]:
        """The values of a section, by key."""
        return {name: value for (of, name), value in self.values.items() if of == section}

    @property
    def store_url(self) -> str:
        """Where the database is; a file that is named without a folder of its own lies in the home."""
        head, slashes, path = (str(self("store", "url")) or "sqlite:///deskbell.sqlite").partition(":///")
        if not head.startswith("sqlite") or not path or path.startswith(("file:", ":")):
            return head + slashes + path
        return f"{head}{slashes}{self.home / path}"

    @property
    def relay(self) -> str:
        kind, _, path = (str(self("delivery", "relay")) or "maildir:letters").partition(":")
        return f"maildir:{self.home / path}" if kind == "maildir" and path else f"{kind}:{path}"

    @property
    def local_page(self) -> bool:
        """Are letters shown on a page? Only while no relay is set, and on loopback alone."""
        return not self("delivery", "relay") and host_of(self("web", "listen")) in (
            "127.0.0.1",
            "localhost",
            "::1",
        )

    @property
    def base_url(self) -> str:
        return (str(self("web", "base_url")) or f"http://{self('web', 'listen')}").rstrip("/")

    @property
    def smtp_listen(self) -> str:
        listen = str(self("intake.smtp", "listen"))
        return f"unix:{self.home / listen[5:]}" if listen.startswith("unix:") else listen

    @property
    def command_socket(self) -> Path:
        """Where a running desk takes its operator's commands."""
        return self.home / "desk.sock"

    def file(self, section: str, name: str) -> str:
        """The path of a file that a setting names, "" where it names none; like every path it begins in the home."""
        path = str(self(section, name))
        return str(self.home / path) if path else ""

    @property
    def signs_in_by_oauth(self) -> bool:
        """Does the relay, or any mailbox, want an access token in the place of a password?"""
        return "oauth" in (self("delivery", "sign_in"), *(box["sign_in"] for box in self.mailboxes))

    def secret(self, section: str, name: str) -> str:
        """The text of a file that a setting names, "" where it names none."""
        path = self.file(section, name)
        return read_secret(Path(path)) if path else ""


def host_of(listen: str) -> str:
    return listen.rpartition(":")[0].strip("[]")


def home_of(environment: Mapping[str, str]) -> Path:
    """The home that the environment names, else `./var`."""
    return home_at(environment.get(HOME_VARIABLE) or "var")


def home_at(path: str) -> Path:
    """A home by its whole path; OperatorError for one that a database's address cannot name."""
    home = Path(path).absolute()
    if _UNNAMED.search(str(home)):
        raise OperatorError(
            f"The path {home} holds a ?, a % or what is no UTF-8, and the address of a database cannot; choose another home."
        )
    return home


def load(home: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Read and check the settings of a home; OperatorError with file, line, key, what was expected, and the nearest right name."""
    settings, troubles = read(home, environment)
    if troubles:
        raise OperatorError("\n".join(troubles))
    return settings


def read(home: Path, environment: Mapping[str, str] | None = None) -> tuple[Settings, tuple[str, ...]]:
    """The settings of a home and everything that is wrong with them; what is wrong has its default."""
    environment = os.environ if environment is None else environment
    tables, places, troubles = read_file(home / FILE)
    found, values, where = {}, {}, {}
    for section, name, value in written(tables):
        found[section, name] = value
    for key in KEYS:
        given = (key.section, key.name) in found or key.variable in environment
        value = found.pop((key.section, key.name), key.default)
        if given:
            at = key.variable if key.variable in environment else places.of(key.section, key.name)
            where[key.section, key.name] = at
        try:
            if key.variable in environment:
                values[key.section, key.name] = from_environment(key, environment[key.variable])
            else:
                values[key.section, key.name] = checked(key, value, places.of(key.section, key.name))
        except OperatorError as trouble:
            troubles.append(str(trouble))
            values[key.section, key.name] = key.default
    boxes = found.pop(("intake", "imap"), [])
    troubles += [f"{places.of(section, name)}: {_unknown(section, name)}" for section, name in found]
    mailboxes = tuple(_mailboxes(boxes, environment, places, troubles))
    settings = Settings(home, values, mailboxes, where)
    troubles += _disagreements(settings, places)
    return settings, tuple(troubles)


def strange_variables(environment: Mapping[str, str]) -> Iterator[str]:
    """Variables that look like settings, and set nothing."""
    known = {key.variable for key in (*KEYS, *IMAP_KEYS)} | {
        HOME_VARIABLE,
        "DESKBELL_TRACE",
        "DESKBELL_CRASH_AT",
    }
    for name in sorted(environment):
        if name.startswith("DESKBELL_") and name not in known:
            near = get_close_matches(name, known, 1, 0.8)
            yield f"{name} is set in the environment and sets nothing" + (
                f"; did you mean {near[0]}?" if near else "."
            )


def _mailboxes(
    boxes: Any, environment: Mapping[str, str], places: Places, troubles: list[str]
) -> Iterator[Mapping[str, Any]]:
    """Those of the file; where it has one, or none, the environment changes it, or makes one."""
    if not isinstance(boxes, list):
        troubles.append(
            f"{places.of('intake.imap')}: [[intake.imap]] is a table for each mailbox, in two pairs of brackets."
        )
        return
    told = {key.name: key for key in IMAP_KEYS if key.variable in environment}
    if told and len(boxes) > 1:
        first = next(iter(told.values())).variable
        troubles.append(f"{first}: {FILE} has {len(boxes)} mailboxes; the environment can change one alone.")
        told = {}
    names: set[str] = set()
    for number, box in enumerate(boxes or [{}] * bool(told)):
        section = f"intake.imap#{number}"

        def place(name: str, section: str = section) -> str:
            return told[name].variable if name in told else places.of(section, name)

        try:
            values = {name: from_environment(key, environment[key.variable]) for name, key in told.items()}
            read_box = _mailbox({**box, **values}, place)
            if read_box["name"] in names:
                raise OperatorError(
                    f'{places.of(section, "name")}: [[intake.imap]] name "{read_box["name"]}" is taken by another mailbox.'
                )
            names.add(read_box["name"])
            yield read_box
        except OperatorError as trouble:
            troubles.append(str(trouble))


def _unknown(section: str, name: str) -> str:
    if not section or section not in SECTIONS:
        whole = f"{section}.{name}".strip(".")
        near = get_close_matches(whole, SECTIONS, 1)
        return f"unknown section [{whole}]" + (f"; did you mean [{near[0]}]?" if near else ".")
    inside = [key for key in KEYS if key.section == section]
    near = get_close_matches(name, [key.name for key in inside], 1) or get_close_matches(
        name, [key.name for key in KEYS], 1
    )
    meant = next((key for key in (*inside, *KEYS) if near and key.name == near[0]), None)
    return f"unknown setting [{section}] {name}" + (f"; did you mean {meant.shown}?" if meant else ".")


def _mailbox(box: Any, place: Callable[[str], str]) -> Mapping[str, Any]:
    known = {key.name: key for key in IMAP_KEYS}
    for name in box:
        if name not in known:
            near = get_close_matches(name, known, 1)
            raise OperatorError(
                f"{place(name)}: unknown setting [[intake.imap]] {name}{f'; did you mean {near[0]}?' if near else '.'}"
            )
    values = {key.name: checked(key, box.get(key.name, key.default), place(key.name)) for key in IMAP_KEYS}
    for name in ("name", "host", "user"):
        if not values[name] or any(ord(letter) < 32 for letter in values[name]):
            raise OperatorError(f"{place('')}: [[intake.imap]] {name} is missing.")
    if any(ord(letter) < 32 for folder in (*values["folders"], values["done"]) for letter in folder):
        raise OperatorError(f"{place('folders')}: [[intake.imap]] a folder's name holds a control character.")
    if told := settings_oauth.mailbox_trouble(values):
        raise OperatorError(f"{place('sign_in')}: {told}")
    return values


def _disagreements(settings: Settings, places: Places) -> Iterator[str]:
    """What is right by itself and wrong together."""
    address, domain = (str(settings("desk", name)) for name in ("address", "domain"))
    if not address.lower().endswith(f"@{domain.lower()}"):
        yield f"{places.of('desk', 'address')}: [desk] address {address} is not in [desk] domain {domain}."
    doors = [settings(section, "listen") for section in ("intake.smtp", "web")]
    if doors[0] and doors[0] == doors[1] and not doors[0].endswith(":0"):
        yield f"{places.of('web', 'listen')}: [web] listen and [intake.smtp] listen are both {doors[0]}; each needs a port of its own."
    yield from settings_oauth.troubles(settings, lambda *key: settings.places.get(key) or places.of(*key))
