"""The anchor: aiosmtpd as it comes, taking mail and storing nothing. `python -m tests.bench.bare PORT`."""

import asyncio
import sys

from aiosmtpd.smtp import SMTP


class Nothing:
    """Says yes, and forgets."""

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        return "250 OK"


async def serve(port: int) -> None:
    """Take mail until killed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Nothing(), loop=loop), "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
