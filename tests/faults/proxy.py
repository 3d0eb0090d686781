"""A TCP proxy before a database server, that cuts the wire at a COMMIT."""

import contextlib
import socket
import threading
from dataclasses import dataclass, field

from servers import free_port


@dataclass
class Cut:
    """Cut the connection at the first COMMIT of a transaction in which `words` were said: before the server hears of
    it, or `after` it has answered and before the client knows.
    """

    words: bytes
    after: bool
    done: threading.Event = field(default_factory=threading.Event)


class Proxy:
    """Listens on `port` and passes everything on to `server`; `cut` is obeyed once."""

    def __init__(self, server: int) -> None:
        self.port, self._server = free_port(), server
        self.cut: Cut | None = None
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                with contextlib.suppress(OSError):
                    server = socket.create_connection(("127.0.0.1", self._server))
                    _Wire(self, client, server)


class _Wire:
    """One connection: a thread for each direction."""

    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy, self._client, self._server = proxy, client, server
        self._said = b""
        self._awaited: Cut | None = None
        for work in (self._up, self._down):
            threading.Thread(target=work, daemon=True).start()

    def _up(self) -> None:
        with contextlib.suppress(OSError):
            while data := self._client.recv(65536):
                self._said += data
                commits = b"COMMIT\0" in data
                cut = self._proxy.cut
                if cut and commits and cut.words in self._said:
                    self._proxy.cut = None
                    if not cut.after:
                        self._close()
                        cut.done.set()
                        return
                    self._awaited = cut
                self._server.sendall(data)
                if commits or b"ROLLBACK\0" in data:
                    self._said = b""
        self._close()

    def _down(self) -> None:
        with contextlib.suppress(OSError):
            while data := self._server.recv(65536):
                if self._awaited and b"COMMIT\0" in data:
                    self._close()
                    self._awaited.done.set()
                    return
                self._client.sendall(data)
        self._close()

    def _close(self) -> None:
        for wire in (self._client, self._server):
            with contextlib.suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)
            wire.close()
