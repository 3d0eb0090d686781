"""The text of an SMTP message: read in large pieces, ended by CRLF . CRLF alone, transparent dots undone."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence

#: The only end of a message there is (RFC 5321 §4.1.1.4). A dot between bare LF or CR is text like any other.
END = b"\r\n.\r\n"

_EMPTY_LINE = re.compile(rb"\n\r?\n")


class Ration:
    """How many bytes of unkept mail all the sessions of a door may hold together."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.held = 0

    def take(self, size: int) -> bool:
        """Whether `size` more bytes fit; they count from now on if they do."""
        if self.held + size > self._limit:
            return False
        self.held += size
        return True

    def give_back(self, size: int) -> None:
        self.held -= size


async def pieces(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """The message as it comes, in pieces of about the reader's limit, with the CRLF before it and its end.

    What a client pipelined behind the end stays in the reader, as the next command. An end that lies across
    two pieces is found: whatever may be the start of one is left in the reader until more has come.
    """
    # The CRLF of the DATA command itself is the one an empty message's end begins with (RFC 5321 §4.1.1.4).
    reader._buffer[:0] = b"\r\n"  # type: ignore[attr-defined]
    while True:
        try:
            last = await reader.readuntil(END)
        except asyncio.LimitOverrunError as more:
            yield await reader.read(more.consumed)
        else:
            yield last
            return


def content(parts: Sequence[bytes]) -> bytes:
    """The message the sender meant, without its end and the dots put before lines that begin with one."""
    text = b"".join(parts)
    end = len(text) - len(b".\r\n")
    if text.find(b"\r\n.", 0, end) < 0:
        return text[len(b"\r\n") : end]  # of what may be large no copy more than need be
    return text[:end].replace(b"\r\n.", b"\r\n")[len(b"\r\n") :]


def hops(raw: bytes, look_at: int = 256 * 1024) -> int:
    """How many servers have noted this message's passage: the Received fields of its header block."""
    if raw.startswith((b"\n", b"\r\n")):
        return 0
    end = _EMPTY_LINE.search(raw, 0, look_at)
    block = b"\n" + raw[: end.start() if end else look_at]
    return block.lower().count(b"\nreceived:")
