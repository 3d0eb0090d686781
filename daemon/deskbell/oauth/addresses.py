"""Where a secret may be sent."""

from urllib.parse import urlsplit

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def is_here(host: str | None) -> bool:
    """Is this a name of this very machine?"""
    return host in _LOOPBACK


def is_safe(url: str) -> bool:
    """May a secret be sent there? By https anywhere, by http on this machine alone."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or port == 0 or parts.username or parts.password or parts.fragment:
        return False
    if not url.isascii() or not url.isprintable() or " " in url:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_here(host))
