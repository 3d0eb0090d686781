"""What every decision leans on: how the desk is called, its keys, its rules. One frozen value, swapped whole."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from deskbell.domain.judgement import Contact, Judgement, Routing
from deskbell.domain.people import Client, Directory
from deskbell.mail.keyring import Keyring
from deskbell.mail.values import Door
from deskbell.triage.facts import Facts


class Rules(Protocol):
    """The set of books that is live."""

    @property
    def directory(self) -> Directory: ...

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
    """The desk as decisions see it. `doors`: what each door's settings say of the border in front of it."""

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
    paging: Paging = field(default_factory=_Always)

    @property
    def directory(self) -> Directory:
        return self.rules.directory

    def is_ours(self, address: str) -> bool:
        """Is this one of the desk's own addresses, with a token or without?"""
        return base_address(address, self.own_domains) in self._own

    @property
    def own_domains(self) -> frozenset[str]:
        return frozenset({self.domain, *(one.address.rpartition("@")[2] for one in self.directory.addresses)})

    @property
    def _own(self) -> frozenset[str]:
        return frozenset(
            {
                self.address,
                *(one.address for one in self.directory.addresses),
                f"postmaster@{self.domain}",
                f"bounces@{self.domain}",
            }
        )

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
    for delimiter in ("+", "=", "-"):
        head, found, tail = local.partition(delimiter)
        if found and (delimiter == "+" or "." in tail):
            return f"{head}@{domain}"
    return f"{local}@{domain}"


def person_number(address: str) -> int:
    """The number a token binds to a person: 32 bits of their address's hash; the same for ever, with no table to ask."""
    return int.from_bytes(hashlib.sha256(address.lower().encode()).digest()[:4], "big")
