"""The sender of the bench: a process with twenty connections, or one mail every so often.

`python -m tests.bench.client PORT COUNT RUN CONNECTIONS RATE FILE`; RATE 0 is as fast as the server takes them. The file
gets a line a mail: its number, and by the machine's monotonic clock when its final dot left and when `250` came.
"""

import asyncio
import sys
import time
from pathlib import Path

from tests.bench.corpus import Sample, corpus

Times = dict[int, tuple[float, float]]


async def _say(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, data: bytes, wanted: bytes
) -> None:
    writer.write(data)
    line = await reader.readline()
    while line[3:4] == b"-":
        line = await reader.readline()
    if not line.startswith(wanted):
        raise RuntimeError(f"expected {wanted.decode()}, got {line.decode(errors='replace')}")


async def _connection(port: int, mails: "asyncio.Queue[Sample]", times: Times) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await _say(reader, writer, b"", b"220")
    await _say(reader, writer, b"EHLO client.bench\r\n", b"250")
    while not mails.empty():
        one = mails.get_nowait()
        message = one.raw.replace(b"\r\n.", b"\r\n..") + b"\r\n.\r\n"
        await _say(reader, writer, f"MAIL FROM:<{one.sender}>\r\n".encode(), b"250")
        await _say(reader, writer, b"RCPT TO:<support@desk.example>\r\n", b"250")
        await _say(reader, writer, b"DATA\r\n", b"354")
        sent = time.monotonic()
        await _say(reader, writer, message, b"250")
        times[one.number] = (sent, time.monotonic())
    writer.write(b"QUIT\r\n")
    writer.close()


async def _paced(port: int, mails: list[Sample], rate: float, times: Times) -> None:
    """Each mail on a connection of its own, at its time, whatever became of the one before."""
    begin, sending = time.monotonic(), []
    for at, one in enumerate(mails):
        await asyncio.sleep(max(0.0, begin + at / rate - time.monotonic()))
        queue: asyncio.Queue[Sample] = asyncio.Queue()
        queue.put_nowait(one)
        sending.append(asyncio.create_task(_connection(port, queue, times)))
    await asyncio.gather(*sending)


async def send(port: int, mails: list[Sample], connections: int, rate: float) -> Times:
    """All mails, each once."""
    times: Times = {}
    if rate:
        await _paced(port, mails, rate, times)
        return times
    queue: asyncio.Queue[Sample] = asyncio.Queue()
    for one in mails:
        queue.put_nowait(one)
    await asyncio.gather(*(_connection(port, queue, times) for _ in range(connections)))
    return times


def main() -> None:
    port, count, run, connections, rate, path = sys.argv[1:]
    mails = list(corpus(int(count), run))
    times = asyncio.run(send(int(port), mails, int(connections), float(rate)))
    Path(path).write_text(
        "".join(f"{number} {sent:.6f} {taken:.6f}\n" for number, (sent, taken) in sorted(times.items()))
    )


if __name__ == "__main__":
    main()
