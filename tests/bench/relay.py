"""The relay of the bench: a process that takes every letter at once and notes when, and which mail it acknowledges.

`python -m tests.bench.relay PORT FILE`. Each acknowledgement is a line of the file: seconds of the machine's monotonic
clock at the final dot, and the Message-ID it answers. Written by hand on a bare protocol, so that it costs the machine
as little as a relay can.
"""

import asyncio
import re
import sys
import time
from typing import Any

_END = b"\r\n.\r\n"
_ANSWERS = re.compile(rb"^in-reply-to:\s*<([^>]+)>", re.IGNORECASE | re.MULTILINE)
_ACKNOWLEDGES = re.compile(rb"^auto-submitted:\s*auto-replied", re.IGNORECASE | re.MULTILINE)


class Relay(asyncio.Protocol):
    """One connection; knows MAIL, RCPT, DATA and QUIT, and says yes to all of them."""

    def __init__(self, notes: Any) -> None:
        self._notes, self._held, self._in_data = notes, b"", False
        self._wire: Any = None

    def connection_made(self, transport: Any) -> None:
        self._wire = transport
        transport.write(b"220 relay.bench ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        self._held += data
        while self._step():
            pass

    def _step(self) -> bool:
        if self._in_data:
            return self._message()
        line, end, rest = self._held.partition(b"\r\n")
        if not end:
            return False
        self._held = rest
        verb = line[:4].upper()
        if verb == b"EHLO":
            self._wire.write(b"250-relay.bench\r\n250-8BITMIME\r\n250-PIPELINING\r\n250 SIZE 33554432\r\n")
        elif verb == b"DATA":
            self._in_data = True
            self._wire.write(b"354 go on\r\n")
        elif verb == b"QUIT":
            self._wire.write(b"221 bye\r\n")
            self._wire.close()
        else:
            self._wire.write(b"250 ok\r\n")
        return bool(self._held)

    def _message(self) -> bool:
        end = self._held.find(_END)
        if end < 0:
            return False
        at, message = time.monotonic(), self._held[:end]
        self._held, self._in_data = self._held[end + len(_END) :], False
        self._wire.write(b"250 2.0.0 ok\r\n")
        head = message.partition(b"\r\n\r\n")[0]
        answers = _ANSWERS.search(head) if _ACKNOWLEDGES.search(head) else None
        self._notes.write(f"{at:.6f} {answers[1].decode() if answers else '-'}\n")
        return bool(self._held)


async def serve(port: int, path: str) -> None:
    """Take letters until killed; the notes are on disk within a tenth of a second."""
    with open(path, "w", encoding="ascii") as notes:
        server = await asyncio.get_running_loop().create_server(lambda: Relay(notes), "127.0.0.1", port)
        async with server:
            while True:
                await asyncio.sleep(0.1)
                notes.flush()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))
