"""The relay as the settings name it, and how long each step of a conversation with it may take."""

import ipaddress
from dataclasses import dataclass, field
from enum import Enum

from deskbell.ports import SignIn


class Tls(Enum):
    """How the connection becomes safe. Where there is TLS, the certificate is verified."""

    OFFERED = "STARTTLS where the relay offers it"
    REQUIRED = "STARTTLS, or nothing is sent"
    IMPLICIT = "TLS from the first byte"
    NEVER = "no TLS: for a relay that only a wire of our own leads to"


@dataclass(frozen=True, slots=True)
class Relay:
    """The server that takes our letters on. With a user, TLS is required whatever `tls` says.

    The user signs in by `password`, or where there is one by `sign_in`.
    """

    host: str
    port: int
    tls: Tls = Tls.OFFERED
    user: str = ""
    password: str = field(default="", repr=False)
    sign_in: SignIn | None = field(default=None, repr=False)

    @property
    def loopback(self) -> bool:
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host.lower() == "localhost"


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait at each step."""

    connect: float = 30
    greeting: float = 300
    command: float = 300
    data: float = 120
    block: float = 180
    final_dot: float = 600
    quit: float = 5
