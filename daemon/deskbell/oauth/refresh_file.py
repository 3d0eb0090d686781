"""The file with the refresh token, which many providers change each time it is used (RFC 6749 §6, rotation).

Whoever asks by it holds the file, so that of several processes each uses what the one before it wrote; and what the
provider gives is on the disk before the access token that came with it is used.
"""

import contextlib
import errno
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from deskbell.clock import steady_seconds
from deskbell.errors import OperatorError
from deskbell.oauth.answers import Grant, Unavailable
from deskbell.oauth.provider import Provider
from deskbell.secret_file import read_secret, write_secret

#: Seconds to wait for another process that asks; longer than a provider is given to answer.
WAIT, _LOOK = 45.0, 0.05


class RefreshFile:
    """Asks by the refresh token in a file. Called by one thread of a process at a time."""

    def __init__(self, provider: Provider, path: Path, wait: float = WAIT) -> None:
        self._provider, self._path, self._wait = provider, path, wait
        #: The token that was used, and the one that took its place and could not be written.
        self._unwritten = ("", "")

    def grant(self) -> Grant:
        """A fresh grant; the refresh token that came with it is in the file."""
        with _holding(self._path, self._wait):
            used = read_secret(self._path)
            if used and used == self._unwritten[0]:
                used = self._unwritten[1]
                self._write(used)
            if not used:
                raise OperatorError(
                    f"The secret file {self._path} is empty: sign in with deskbell mailbox sign-in."
                )
            grant = self._provider.by_refresh_token(used)
            if grant.refresh_token and grant.refresh_token != used:
                self._unwritten = (used, grant.refresh_token)
                self._write(grant.refresh_token)
            return grant

    def _write(self, token: str) -> None:
        try:
            write_secret(self._path, f"{token}\n")
        except OSError as trouble:
            raise OperatorError(
                f"The new refresh token cannot be written to {self._path}: {trouble.strerror}; until it is, nobody is signed in by it."
            ) from trouble


@contextlib.contextmanager
def _holding(path: Path, seconds: float) -> Iterator[None]:
    """Hold the file that has this name; others wait, at most so many seconds.

    It is replaced whole, so the one that was opened may be another one by the time that it is held.
    """
    end = steady_seconds() + seconds
    while True:
        handle = _opened(path)
        try:
            if _is_held(handle) and _is_named(handle, path):
                yield
                return
        finally:
            os.close(handle)
        if steady_seconds() > end:
            raise Unavailable(f"Another process has held {path} for {seconds:g} s.")
        time.sleep(_LOOK)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError as trouble:
        raise OperatorError(
            f"The secret file {path} is not there: sign in with deskbell mailbox sign-in, which writes it."
        ) from trouble
    except OSError as trouble:
        raise OperatorError(
            f"The secret file {path} cannot be read and written: {trouble.strerror}."
        ) from trouble


def _is_named(handle: int, path: Path) -> bool:
    """Is this still the file of that name?"""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _is_held(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as trouble:
        if trouble.errno in (errno.EWOULDBLOCK, errno.EACCES, errno.EINTR):
            return False
        raise OperatorError(f"The refresh token's file cannot be held: {trouble.strerror}.") from trouble
    return True
