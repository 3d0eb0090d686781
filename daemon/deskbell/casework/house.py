"""What every decision leans on: how the desk is called, its keys, its rules. One frozen value, swapped whole."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Protocol

from deskbell.casework.limits import Caps, SurveyTimes
from deskbell.domain.hours import WorkingHours
from deskbell.domain.judgement import Contact, Judgement, Routing
from deskbell.domain.people import Client, Directory, without_tag
from deskbell.mail.keyring import Keyring
from deskbell.mail.values import Door
from deskbell.triage.causes import Causes
from deskbell.triage.facts import Facts
from deskbell.triage.notices import Known, Similar


class Rules(Protocol):
    """The set of books that is live."""

    @property
    def directory(self) -> Directory: ...

    @property
    def causes(self) -> Causes: ...

    @property
    def similar(self) -> Similar: ...

    @property
    def works(self) -> tuple[tuple[str, Known], ...]: ...

    def judge(self, facts: Facts) -> Judgement: ...

    def terms(self, priority: str, kind: str, facts: Facts, routing: Routing) -> Contact: ...


class Paging(Protocol):
    """Who watches that no entry of the rules pages people without end."""

    def makes_alert(self, entry: str) -> bool:
        """One more alert by this entry of urgency.yaml: may people be told of it? Asked once for each."""
        ...

    def is_stopped(self, entry: str) -> bool:
        """Is the entry stopped until an operator releases it?"""
        ...


class _Always:
    """Every alert is told."""

    def makes_alert(self, entry: str) -> bool:
        return True

    def is_stopped(self, entry: str) -> bool:
        return False


@dataclass(frozen=True)
class House:
    """The desk as decisions see it. `doors`: what each door's settings say of the border in front of it. `signs_in`: does
    it sign in by tokens of a provider? `secret_until`: the day its secret there ends, "" where nobody said.
    """

    name: str
    address: str
    domain: str
    keyring: Keyring
    rules: Rules
    fresh: Callable[[], str]
    language: str = "en"
    timezone: str = "UTC"
    phone: str = ""
    delimiter: str = "+"
    base_url: str = ""
    return_path: str = "verp"
    doors: dict[str, Door] = field(default_factory=dict)
    max_size: int = 33_554_432
    enclosed: int = 7_000_000
    paging: Paging = field(default_factory=_Always)
    caps: Caps = field(default_factory=Caps)
    survey: SurveyTimes = field(default_factory=SurveyTimes)
    signs_in: bool = False
    secret_until: str = ""

    @property
    def directory(self) -> Directory:
        return self.rules.directory

    def is_ours(self, address: str) -> bool:
        """Is this one of the desk's own addresses, with a token or without?"""
        return base_address(address, self.own_domains) in self._own

    def takes(self, address: str) -> bool:
        """Is mail to this address taken? Postmaster's always is (RFC 5321 §4.5.1)."""
        local, _, domain = address.lower().rpartition("@")
        if address.lower() == "postmaster" or (local == "postmaster" and domain in self.own_domains):
            return True
        return self.is_ours(address)

    @cached_property
    def own_domains(self) -> frozenset[str]:
        return frozenset({self.domain, *(one.address.rpartition("@")[2] for one in self.directory.addresses)})

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(
            {
                self.address,
                *(one.address for one in self.directory.addresses),
                f"postmaster@{self.domain}",
                f"bounces@{self.domain}",
            }
        )

    def hours_of(self, client: str) -> WorkingHours:
        """The hours a client's spans are counted in, closed on the desk's holidays too; the desk's for a client nobody knows.

        Made once a client: such hours remember the days they have worked out, and new ones would have forgotten them.
        """
        known = self._hours.get(client)
        if known is None:
            named, desk = self.directory.clients.get(client), self.directory.desk_hours
            known = self._hours[client] = named.hours.also_closed(desk) if named else desk
        return known

    @cached_property
    def _hours(self) -> dict[str, WorkingHours]:
        return {}

    @cached_property
    def rounds_done(self) -> dict[str, str]:
        """What this process knows of the morning's letters: the note of each (see casework.rounds)."""
        return {}

    def client_name(self, address: str) -> str:
        client = self.client(address)
        return client.name if client else ""

    def client(self, address: str) -> Client | None:
        return self.directory.client_of(address)


def base_address(address: str, domains: frozenset[str]) -> str:
    """An address of ours without its token: whatever follows the first delimiter in the local part."""
    local, _, domain = address.lower().rpartition("@")
    if domain not in domains:
        return address.lower()
    for delimiter in ("+", "%2b", "=", "-"):
        head, found, tail = local.partition(delimiter)
        if found and (delimiter == "+" or "." in tail):
            return f"{head}@{domain}"
    return f"{local}@{domain}"


def known_address(house: House, address: str) -> str:
    """The one address a person is known by, whichever of their aliases they write from."""
    return known_addresses(house, address)[0]


def known_addresses(house: House, address: str) -> tuple[str, ...]:
    """All addresses of whoever has this one, the one they are known by first."""
    known = house.directory.agent(address) or house.directory.person(address)
    if known:
        return known.addresses
    return (without_tag(address) if "+" in address and house.client(address) else address,)


def person_numbers(house: House, address: str) -> frozenset[int]:
    """The numbers under which whoever has this address may have been given a token, also when they had another."""
    return frozenset(map(person_number, (address, *known_addresses(house, address))))


@lru_cache(maxsize=4096)
def person_number(address: str) -> int:
    """The number a token binds to a person: 32 bits of their address's hash; the same for ever, with no table to ask."""
    return int.from_bytes(hashlib.sha256(address.lower().encode()).digest()[:4], "big")
