"""Fixtures for everybody: a desk in a home of its own, on each database; servers that start once a run.

Properties are tried on the same examples in every run, so that a run says something of a change and not of luck;
HYPOTHESIS_PROFILE=deep looks for new ones.
"""

import gc
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as properties

import forking
from compiled import share_statements
from desk import Desk
from deskbell.serve import COLLECTING
from provider import Provider
from servers import Postgres, Valkey, running_valkey

# Whatever the tests start reads the whole program; compiled once is enough, also where somebody forbids it to be kept.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
properties.register_profile("steady", derandomize=True, deadline=None, database=None)
properties.register_profile("deep", max_examples=5_000, deadline=None)
properties.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
share_statements()

#: A folder that lies in memory, and so many bytes as must be free there for the homes, databases and servers of a run.
MEMORY, ROOM = "/dev/shm", 4 << 30


def _free_memory() -> int:
    """So many bytes may still lie there: the folder, the machine and a container each have a bound of their own."""
    machine = re.search(r"MemAvailable: +(\d+) kB", Path("/proc/meminfo").read_text())
    container = Path("/sys/fs/cgroup/memory.max")
    bound = container.read_text().strip() if container.exists() else ""
    found = [shutil.disk_usage(MEMORY).free, int(machine[1]) * 1024 if machine else 0]
    return min(*found, int(bound)) if bound.isdigit() else min(found)


def _keep_files_in_memory() -> None:
    """Where there is room, and nobody named another place (TMPDIR).

    A disk would only be waited for: that a desk asks it to keep is claimed by listening to what the desk asks
    (faults/test_stable_storage.py), and what a killed process had written is there again on either.
    """
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return
    if os.statvfs(MEMORY).f_flag & os.ST_NOEXEC or _free_memory() < ROOM:
        return
    # Whatever is started inherits it, the other processes of this run as well.
    os.environ["TMPDIR"] = tempfile.tempdir = MEMORY


_keep_files_in_memory()
TESTS = Path(__file__).resolve().parent
#: Folders whose tests wait for processes and servers, and folders whose tests keep a processor busy for long. Both go first,
#: file by file in turn: while one process of tests waits, another has work, and no long one is left for last.
WAITING, WORKING = ("stories", "crash", "faults", "intake"), ("journey", "cli", "live")


def pytest_configure(config: pytest.Config) -> None:
    """Of several processes each begins to read the tests at another place, so that what pytest makes of a file on its
    first reading is made by one and found by the others."""
    process = getattr(config, "workerinput", None)
    if process is None:
        os.environ[forking.FOLDER] = forking.own_folder()  # of this run; its processes inherit it
    elif [config.rootpath / one for one in config.args] == [TESTS]:
        files = sorted(str(path) for path in TESTS.rglob("test_*.py"))
        first = int(process["workerid"].removeprefix("gw")) * len(files) // process["workercount"]
        config.args = files[first:] + files[:first]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """An order in which several processes share the tests well; the same in each of them."""
    turns = _turns(items, WAITING) | _turns(items, WORKING)
    items.sort(key=lambda item: (turns.get(item.path, 1.0), item.path))


def _turns(items: list[pytest.Item], folders: tuple[str, ...]) -> dict[Path, float]:
    """The files of these folders, spread evenly from 0 to 1."""
    found = dict.fromkeys(item.path for item in items if item.path.parent.name in folders)
    files = sorted(found, key=lambda path: (folders.index(path.parent.name), path))
    return {path: at / len(files) for at, path in enumerate(files)}


def pytest_collection_finish() -> None:
    """The tests themselves stay until the end: the collector need not walk through thousands of them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTING)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server for this test process."""
    server = Postgres().start()
    yield server
    server.close()


@pytest.fixture
def valkey() -> Iterator[Valkey]:
    """A Redis for this test alone, so that it may be killed."""
    with running_valkey() as server:
        yield server


@pytest.fixture(scope="session")
def nudged() -> Iterator[Valkey]:
    """A Redis for desks whose nudges nobody waits for."""
    with running_valkey() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A whole desk in a home of its own, on each database.

    A nudge by way of Redis changes nothing of what is decided: the tests that ask for it name `postgresql+redis`.
    """
    settings: dict[tuple[str, str], Any] = {}
    server = request.getfixturevalue("postgres") if request.param != "sqlite" else None
    url = server.borrowed() if server else ""
    if request.param.endswith("redis"):
        settings["work", "broker"] = request.getfixturevalue("nudged").url
    made = Desk(tmp_path / "home", url=url, settings=settings)
    yield made
    made.close()
    if server:
        server.give_back(url)


@pytest.fixture
def small_desk(tmp_path: Path) -> Iterator[Desk]:
    """A whole desk on SQLite."""
    made = Desk(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A mail provider that gives access tokens."""
    with Provider() as provider:
        yield provider
