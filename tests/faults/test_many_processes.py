"""Many processes on one PostgreSQL, and one desk to a home: each thing is done once, and a dead process is replaced."""

import random
import re
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest
from witness import assert_every_letter_once, at_rest, mail, offer, one, rows, until

from deskbell.bootstrap import keyring_of
from deskbell.secret_file import SECRET
from process import Running
from relay import Behaviour, Relay
from servers import Postgres, Valkey

pytestmark = pytest.mark.crash
THREADS, SENDERS = 40, 12


def test_three_processes_take_in_forty_threads_in_any_order_as_forty_tickets(
    running: Callable[..., Running], relay: Relay, postgres: Postgres, valkey: Valkey
) -> None:
    """Question, answer, answer to the answer, shuffled over many connections to one port; nobody is in anybody's way."""
    before = len(postgres.log)
    desk = running(
        url=postgres.database(),
        broker=valkey.url,
        commands=("intake", "intake", "intake", "work -p 2 -t 2", "clock"),
    )
    desk.start()
    until(lambda: desk.log.count("Ready.") >= 3, desk)
    mails: SimpleQueue[bytes] = SimpleQueue()
    for data in shuffled():
        mails.put(data)
    heard: list[int] = []

    def send() -> None:
        while True:
            try:
                heard.append(offer(desk.smtp, mails.get_nowait()))
            except Empty:
                return

    senders = [threading.Thread(target=send) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert heard == [250] * 3 * THREADS
    at_rest(desk)
    assert one(desk, "select count(*) from ticket") == THREADS
    assert one(desk, "select count(*) from inbound") == 3 * THREADS
    assert {
        row[0] for row in rows(desk, "select count(*) from message where direction = 'in' group by ticket_id")
    } == {3}
    assert_every_letter_once(desk, relay)
    assert "deadlock detected" not in postgres.log[before:]
    assert desk.alive
    assert desk.stop() == [0] * 5


def shuffled() -> list[bytes]:
    """Three mails of each thread in an order that no two runs share; the seed is in the name of a failing run's output."""
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    mails = []
    for root in range(0, 10 * THREADS, 10):
        question = mail(root)
        chain = f"<fault{root}@acme.example>"
        answer = mail(root + 1, "It still prints nothing.", answers=root)
        last = mail(root + 2, "Now it prints.", answers=root).replace(
            f"References: {chain}\r\n".encode(),
            f"References: {chain} <fault{root + 1}@acme.example>\r\n".encode(),
        )
        mails += [question, answer, last]
    random.Random(seed).shuffle(mails)
    return mails


def test_of_two_clocks_one_works_and_the_other_takes_over(
    running: Callable[..., Running], postgres: Postgres
) -> None:
    """The one that works is killed; what falls due is done by the other."""
    desk = running(url=postgres.database(), commands=("intake", "clock", "clock"))
    desk.start()
    assert offer(desk.smtp, mail(0)) == 250
    until(lambda: one(desk, "select count(*) from ticket"), desk)
    until(lambda: rows(desk, "select holder from lease where name = 'clock'"), desk)
    holder = one(desk, "select holder from lease where name = 'clock'")
    for _ in range(3):
        assert one(desk, "select holder from lease where name = 'clock'") == holder
        time.sleep(0.5)

    [works] = [process for process in desk.processes if f":{process.pid}." in holder]
    works.send_signal(signal.SIGKILL)
    works.wait()
    desk.processes.remove(works)
    rows(desk, "update ticket set next_at = 0")
    until(lambda: one(desk, "select holder from lease where name = 'clock'") != holder, desk)
    until(lambda: one(desk, "select count(*) from ticket where next_at = 0") == 0, desk)
    assert desk.alive


def test_the_letters_of_a_killed_worker_are_sent_by_another(
    running: Callable[..., Running], relay: Relay, postgres: Postgres, valkey: Valkey
) -> None:
    """What it held is free seconds after it was last heard of, whatever Redis remembers."""
    relay.behave(Behaviour(hang="rcpt"))
    desk = running(url=postgres.database(), broker=valkey.url, commands=("intake", "work -t 1", "work -t 1"))
    desk.start()
    assert offer(desk.smtp, mail(0)) == 250
    until(lambda: rows(desk, "select 1 from letter where state = 'sending'"), desk)
    holders = {row[0] for row in rows(desk, "select holder from letter where state = 'sending'")}
    dead = next(
        process for process in desk.processes if any(f":{process.pid}." in holder for holder in holders)
    )
    relay.behave(Behaviour())
    dead.send_signal(signal.SIGKILL)
    dead.wait()
    desk.processes.remove(dead)
    held = "select count(*) from letter where holder like :dead"
    until(lambda: one(desk, held, dead=f"%:{dead.pid}.%") == 0, desk)


def test_processes_that_start_at_once_in_a_new_home_have_one_set_of_keys(tmp_path: Path) -> None:
    """Each makes keys, and all go on with those of the first; nothing else is left in the home."""
    for number in range(20):
        home = tmp_path / str(number)
        home.mkdir()
        together = threading.Barrier(6)

        def begin(home: Path = home, together: threading.Barrier = together) -> str:
            together.wait(60)
            return keyring_of(home).text()

        with ThreadPoolExecutor(6) as processes:
            rings = {one.result() for one in [processes.submit(begin) for _ in range(6)]}
        assert rings == {keyring_of(home).text()}
        assert [path.name for path in home.iterdir()] == [SECRET]


def test_a_second_desk_in_one_home_is_refused_and_told_who_has_it(running: Callable[..., Running]) -> None:
    """One sentence, exit 2, and the first goes on."""
    desk = running().start()
    [first] = desk.processes
    second = desk.command("run")
    assert second.returncode == 2
    assert re.search(rf"Another desk runs in .*\(process {first.pid}\)", second.stderr.decode())
    assert len(second.stderr.decode().strip().splitlines()) == 1
    assert offer(desk.smtp, mail(0)) == 250
