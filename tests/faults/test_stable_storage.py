"""`250` means stored: the disk is asked before the sender is answered, and a disk that fails is 451, never 250."""

import contextlib
import re
import resource
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from witness import (
    SENDER,
    assert_every_letter_once,
    assert_one_ticket_each,
    at_rest,
    mail,
    offer,
    offer_until_taken,
    one,
    rows,
)

from deskbell.errors import OperatorError
from deskbell.store.keep import unpack
from deskbell.store.store import SqlStore
from process import Running
from relay import Relay, wait_until
from servers import Postgres

SHIM = Path(__file__).with_name("failing.c")


@pytest.mark.crash
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed; apt-get install strace")
def test_the_disk_has_it_before_the_sender_hears_250(running: Callable[..., Running], tmp_path: Path) -> None:
    """Between the 354 of a mail and its 250 lies a finished sync of the database's log."""
    trace = tmp_path / "trace"
    watched = "trace=fsync,fdatasync,write,writev,sendto,sendmsg"
    desk = running(under=("strace", "-D", "-f", "-y", "-s", "64", "-e", watched, "-o", str(trace)))
    desk.start()
    for number in range(5):
        assert offer(desk.smtp, mail(number)) == 250
    answers = [line for line in steps(trace) if line in ("354", "synced", "250")]
    wait_until(lambda: [line for line in steps(trace) if line == "250"] == ["250"] * 5)

    for start in (at for at, line in enumerate(answers) if line == "354"):
        assert "synced" in answers[start : answers.index("250", start)]


def steps(trace: Path) -> Iterator[str]:
    """What matters of a trace, in order: a mail's text was asked for, the log was synced, a mail was said to be kept."""
    syncing = set()
    for line in trace.read_text(errors="replace").splitlines():
        process, _, call = line.partition(" ")
        call = call.strip()
        if '"354 ' in call:
            yield "354"
        elif "OK, kept" in call:
            yield "250"
        elif re.match(r"f(data)?sync\(\d+<[^>]*sqlite-wal>", call):
            if call.endswith("= 0"):
                yield "synced"
            else:
                syncing.add(process)
        elif process in syncing and "sync resumed>" in call:
            syncing.discard(process)
            yield "synced" if call.endswith("= 0") else "failed"


@pytest.mark.crash
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed; apt-get install strace")
def test_the_database_server_has_synced_it_before_the_sender_hears_250(
    running: Callable[..., Running], tmp_path: Path
) -> None:
    """The same where PostgreSQL keeps it: between 354 and 250 the server begins and ends a sync of its log."""
    server = Postgres().start()
    try:
        restart_traced(server)
        trace = tmp_path / "trace"
        watched = ("strace", "-D", "-f", "-ttt", "-s", "64", "-e", "trace=write,sendto,sendmsg")
        desk = running(url=server.database(), under=(*watched, "-o", str(trace))).start()
        for number in range(3):
            assert offer(desk.smtp, mail(number)) == 250
        wait_until(lambda: len(moments(trace, "OK, kept")) == 3)
        asked, told = moments(trace, '"354 '), moments(trace, "OK, kept")
        mails = list(zip(asked, told, strict=True))
        wait_until(
            lambda: all(map(partial(synced_between, server), mails)), 30
        )  # tracers write when they please
        desk.kill()
    finally:
        server.close()


def restart_traced(server: Postgres) -> None:
    """Every sync of the server's from now on, with its time; it is started under the tracer, which needs no rights then."""
    server.down("fast")
    watched = ("strace", "-D", "-f", "-y", "-ttt", "-T", "-e", "trace=fsync,fdatasync")
    control = (
        str(server.programs / "bin" / "pg_ctl"),
        "-D",
        str(server.data),
        "-w",
        "-l",
        str(server.root / "log"),
    )
    subprocess.run(
        [*server.as_nobody, *watched, "-o", str(server.root / "trace"), *control, "start"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
        cwd="/tmp",
        timeout=100,
    )


def moments(trace: Path, words: str) -> list[float]:
    """When a process said so."""
    lines = trace.read_text(errors="replace").splitlines()
    return [float(line.split()[1]) for line in lines if words in line]


def server_syncs(server: Postgres) -> Iterator[tuple[float, float]]:
    """Begin and end of each sync of the server's write-ahead log that went well."""
    begun: dict[str, float] = {}
    for line in (server.root / "trace").read_text(errors="replace").splitlines():
        process, at, call = line.split(maxsplit=2)
        if "sync resumed>" in call and process in begun and "= 0" in call:
            yield begun.pop(process), float(at)
        elif re.match(r"f(data)?sync\(\d+<[^>]*pg_wal/", call):
            if "unfinished" in call:
                begun[process] = float(at)
            elif found := re.search(r"= 0 <([\d.]+)>$", call):
                yield float(at), float(at) + float(found[1])


def synced_between(server: Postgres, times: tuple[float, float]) -> bool:
    """Did a sync begin and end between these two?"""
    return any(times[0] < begin and end < times[1] for begin, end in server_syncs(server))


@pytest.mark.crash
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_right_after_a_250_every_mail_that_heard_it_is_there(
    running: Callable[..., Running], relay: Relay, request: pytest.FixtureRequest, kind: str
) -> None:
    """Two hundred mails over five connections, the desk killed twice at the moment of somebody's 250."""
    desk = running(url=request.getfixturevalue("postgres").database() if kind == "postgresql" else "")
    heard: set[int] = set()
    for enough in (100, 200):
        desk.start()
        send_until(desk, enough, heard)
        desk.kill()
        there = numbers_stored(desk)
        assert set(heard) <= there, sorted(heard - there)
    desk.start()
    for number in sorted(set(range(200)) - heard):
        assert offer_until_taken(desk.smtp, mail(number))
    at_rest(desk, 90)
    assert one(desk, "select count(*) from inbound") == 200
    assert_one_ticket_each(desk, 200)


def send_until(desk: Running, enough: int, heard: set[int]) -> None:
    """Five senders at once, until so many mails heard 250; what is under way then is cut off when the desk is killed."""
    waiting = sorted(set(range(200)) - heard)
    over, guard = threading.Event(), threading.Lock()

    def send() -> None:
        while not over.is_set():
            with guard:
                if not waiting:
                    return
                number = waiting.pop()
            if offer(desk.smtp, mail(number)) == 250:
                with guard:
                    heard.add(number)
                    if len(heard) >= enough:
                        over.set()

    for _ in range(5):
        threading.Thread(target=send, daemon=True).start()
    assert over.wait(60)


def numbers_stored(desk: Running) -> set[int]:
    """The number of each mail whose bytes are there."""
    found = [unpack(bytes(row[0])) for row in rows(desk, "select data from raw")]
    return {int(match[1]) for raw in found if (match := re.search(rb"<fault(\d+)@", raw))}


# -- a disk that fails


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The failing disk, compiled."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if not compiler:
        pytest.skip("no C compiler is installed; apt-get install gcc libc6-dev")
    library = tmp_path_factory.mktemp("shim") / "failing.so"
    done = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(SHIM), "-ldl"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"the failing disk cannot be compiled here: {done.stderr[:300]}")
    return library


@pytest.mark.crash
@pytest.mark.parametrize("fault", ["sync EIO", "sync ENOSPC", "write ENOSPC"])
def test_a_disk_that_fails_is_451_and_the_retry_is_one_ticket(
    running: Callable[..., Running], relay: Relay, shim: Path, tmp_path: Path, fault: str
) -> None:
    """Never 250 while it fails; by itself well again when the disk is; killed in the middle, the retry finds what is there."""
    control = tmp_path / "fault"
    desk = running(beside={"LD_PRELOAD": str(shim), "FAILING_DISK": str(control)})
    desk.start()
    assert offer(desk.smtp, mail(0)) == 250
    at_rest(desk)

    control.write_text(fault)
    assert [offer(desk.smtp, mail(number)) for number in (1, 2, 1, 2)] == [451] * 4
    control.unlink()
    assert offer_until_taken(desk.smtp, mail(1))
    at_rest(desk)

    control.write_text(fault)
    assert offer(desk.smtp, mail(3)) == 451
    desk.kill()
    control.unlink()
    desk.start()
    for number in (2, 3):
        assert offer_until_taken(desk.smtp, mail(number))
    at_rest(desk)
    assert_one_ticket_each(desk, 4)
    assert_every_letter_once(desk, relay)
    assert_sound(desk)


def assert_sound(desk: Running) -> None:
    desk.stop()
    with contextlib.closing(sqlite3.connect(desk.home / "deskbell.sqlite")) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 24 MB."""
    place = tmp_path / "small"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(place)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"a small file system cannot be mounted here: {done.stderr.strip()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.crash
def test_a_full_disk_is_451_and_with_room_again_mail_comes_in_by_itself(
    small_disk: Path, running: Callable[..., Running], relay: Relay
) -> None:
    """No restart, nobody's help: the desk goes on where there is room."""
    desk = running(home=str(small_disk / "home"))
    desk.start()
    assert offer(desk.smtp, mail(0)) == 250
    at_rest(desk)
    fill(small_disk / "ballast")
    heard = [offer(desk.smtp, mail(number, "It prints nothing.\r\n" * 20_000)) for number in (1, 2, 3)]
    assert set(heard) <= {451, 452}
    (small_disk / "ballast").unlink()
    for number in (1, 2, 3):
        assert offer_until_taken(desk.smtp, mail(number, "It prints nothing.\r\n" * 20_000))
    at_rest(desk)
    assert_one_ticket_each(desk, 4)
    assert_every_letter_once(desk, relay)
    assert_sound(desk)


def fill(file: Path) -> None:
    """Leave no room beside this file."""
    with contextlib.suppress(OSError), file.open("wb", buffering=0) as ballast:
        while ballast.write(b"\0" * 4096):
            pass


@pytest.mark.crash
def test_a_database_that_may_not_grow_is_451_until_it_may(
    running: Callable[..., Running], relay: Relay
) -> None:
    """A limit on the size of files: `ulimit -f`, a quota."""
    desk = running()
    desk.start()
    assert offer(desk.smtp, mail(0)) == 250
    at_rest(desk)
    [process] = desk.processes
    log = desk.home / "deskbell.sqlite-wal"
    _, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (log.stat().st_size, hard))
    raw = mail(1, SENDER + "".join(f" {number:x}" for number in range(1_000_000)))
    assert offer(desk.smtp, raw) == 451
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (hard, hard))
    assert offer_until_taken(desk.smtp, raw)
    at_rest(desk)
    assert_one_ticket_each(desk, 2)
    assert_every_letter_once(desk, relay)


# -- databases that promise too little


def test_sqlite_is_written_with_every_commit_synced_and_a_log_beside_it(tmp_path: Path) -> None:
    """synchronous=FULL and WAL, read back from the connection that writes."""
    store = SqlStore(f"sqlite:///{tmp_path / 'deskbell.sqlite'}", holder="test")
    with store.writer.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    store.close()


def test_a_place_where_sqlite_cannot_keep_its_log_is_refused(tmp_path: Path) -> None:
    """As on a network file system: without the log a commit would not be what we say it is."""
    store = SqlStore(
        f"sqlite:///file:{tmp_path / 'deskbell.sqlite'}?vfs=unix-dotfile&uri=true", holder="test"
    )
    with pytest.raises(OperatorError, match="write-ahead log"), store.writer.engine.connect():
        pass
    store.close()


@pytest.mark.parametrize("wish", ["synchronous_commit = off", "fsync = off"])
def test_a_postgresql_that_may_forget_a_commit_is_refused(
    frail: Postgres, running: Callable[..., Running], wish: str
) -> None:
    """One sentence and exit 2, before any door is open."""
    import psycopg

    url = frail.database()
    name = wish.partition(" ")[0]
    plain = url.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        desk = running(url=url)
        assert desk.command("migrate").returncode == 0
        connection.execute(f"alter system set {wish}")
        connection.execute("select pg_reload_conf()")
        try:
            wait_until(lambda: setting(plain, name) == "off")
            refused = desk.command("run")
        finally:
            connection.execute(f"alter system reset {name}")
            connection.execute("select pg_reload_conf()")
            wait_until(lambda: setting(plain, name) == "on")
    assert refused.returncode == 2
    assert b"synchronous_commit or fsync is off" in refused.stderr


def setting(url: str, name: str) -> str:
    import psycopg

    with psycopg.connect(url) as connection:
        return str(connection.execute("select current_setting(%s)", (name,)).fetchone()[0])  # type: ignore[index]
