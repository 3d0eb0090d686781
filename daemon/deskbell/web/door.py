"""The web door: uvicorn on the running loop, without its signal handlers, its logs and its name."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from deskbell.errors import OperatorError

#: No signs of who serves, no log of addresses, no other protocol than HTTP/1.1, and nobody holds us up.
_PLAIN: dict[str, Any] = {
    "lifespan": "off",
    "http": "h11",
    "ws": "none",
    "log_config": None,
    "log_level": "error",
    "access_log": False,
    "server_header": False,
    "proxy_headers": False,
    "limit_concurrency": 200,
    "h11_max_incomplete_event_size": 16 * 1024,
    "timeout_keep_alive": 5,
    "timeout_graceful_shutdown": 5,
}


class WebDoor:
    """Serves an ASGI app until told to stop."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        self._app, self._host, self._port = app, host, port
        self._server: _Server | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> int:
        """Listen; the bound port comes back. Raises OperatorError where that cannot be done."""
        listener = _listener(self._host, self._port)
        config = uvicorn.Config(self._app, **_PLAIN)
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve(sockets=[listener]))
        while not self._server.started:
            if self._task.done():
                self._task.result()
                raise OperatorError(f"cannot serve pages on {self._host}:{self._port}")
            await asyncio.sleep(0.005)
        return int(listener.getsockname()[1])

    async def stop(self) -> None:
        """Let pages under way be sent, then close."""
        if self._server is None or self._task is None:
            return
        self._server.should_exit = True
        await self._task


class _Server(uvicorn.Server):
    """Ctrl-C belongs to the desk, which stops its parts in order."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _listener(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(where)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise OperatorError(f"cannot serve pages on {host}:{port}: {error.strerror or error}") from error
    return listener
