"""Whoever signed in once stays signed in: a refresh token that the provider changes is on the disk before it is needed."""

import multiprocessing
import os
import resource
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbell.errors import OperatorError, TemporaryError
from deskbell.oauth.provider import App, Patience, Provider
from deskbell.oauth.refresh_file import RefreshFile, _holding
from deskbell.secret_file import write_secret
from provider import CLIENT, SCOPE, SECRET, Behaviour
from provider import Provider as Server

LONG = Patience(60, 60)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "refresh.token"
    write_secret(path, "refresh-0\n")
    return path


def at(url: str, path: Path, wait: float = 60) -> RefreshFile:
    return RefreshFile(Provider(App(url, CLIENT, lambda: SECRET, SCOPE), LONG), path, wait)


def asker(server: Server, path: Path, wait: float = 60) -> RefreshFile:
    return at(f"{server.url}/token", path, wait)


def test_a_provider_that_changes_nothing_leaves_the_file_alone(server: Server, file: Path) -> None:
    before = file.stat()
    assert asker(server, file).grant().access_token == server.given[0]
    assert (file.stat().st_ino, file.read_text()) == (before.st_ino, "refresh-0\n")
    assert server.asked[0] == {
        "grant_type": "refresh_token",
        "refresh_token": "refresh-0",
        "client_id": CLIENT,
        "client_secret": SECRET,
        "scope": SCOPE,
    }


def test_a_changed_one_is_in_the_file_which_its_owner_alone_may_read(server: Server, file: Path) -> None:
    """Written whole beside the old one and put in its place; the next asking uses it."""
    server.behave(Behaviour(rotates=True))
    asks = asker(server, file)
    for number in (1, 2, 3):
        asks.grant()
        assert file.read_text() == f"refresh-{number}\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert os.listdir(file.parent) == [file.name]


def test_a_desk_that_starts_again_goes_on_with_it(server: Server, file: Path) -> None:
    server.behave(Behaviour(rotates=True))
    asker(server, file).grant()
    assert asker(server, file).grant().access_token == server.given[1]


def _ask_often(url: str, path: Path, told: Any) -> None:
    asks = at(url, path)
    try:
        told.put([asks.grant().access_token for _ in range(5)])
    except Exception as trouble:
        told.put(repr(trouble))


def test_several_processes_of_a_desk_use_what_the_others_wrote(server: Server, file: Path) -> None:
    """An old refresh token is refused by this provider: whoever used one would be signed out."""
    server.behave(Behaviour(rotates=True))
    fresh = multiprocessing.get_context("spawn")
    told = fresh.Queue()
    many = [fresh.Process(target=_ask_often, args=(f"{server.url}/token", file, told)) for _ in range(3)]
    for one in many:
        one.start()
    got = [told.get(timeout=120) for _ in many]
    for one in many:
        one.join(60)
    assert sorted(token for each in got for token in each) == sorted(server.given), got
    assert file.read_text() == "refresh-15\n"


def test_a_token_that_cannot_be_written_is_told_and_is_not_lost(server: Server, file: Path) -> None:
    """The disk is full: the access token is not used. When there is room again, the one in memory is written first."""
    server.behave(Behaviour(rotates=True))
    asks = asker(server, file)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))  # as a full disk does it
    try:
        with pytest.raises(OperatorError, match=r"cannot be written to .*refresh\.token"):
            asks.grant()
        with pytest.raises(OperatorError, match="cannot be written"):
            asks.grant()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert file.read_text() == "refresh-0\n"
    assert len(server.asked) == 1, "the provider is asked no more while nothing can be written"
    assert asks.grant().access_token == server.given[1]
    assert file.read_text() == "refresh-2\n"
    assert os.listdir(file.parent) == [file.name]


def test_who_signs_in_again_is_believed_over_what_could_not_be_written(server: Server, file: Path) -> None:
    server.behave(Behaviour(rotates=True))
    asks = asker(server, file)
    asks._unwritten = ("refresh-0", "lost")
    write_secret(file, "by hand\n")
    server.refresh = "by hand"
    assert asks.grant().access_token == server.given[0]


def test_a_file_that_another_process_holds_is_waited_for_and_not_for_ever(server: Server, file: Path) -> None:
    with _holding(file, 60), pytest.raises(TemporaryError, match="has held"):
        asker(server, file, wait=0.1).grant()
    assert asker(server, file).grant()


def test_nobody_signed_in_yet_is_said_with_the_command_that_does_it(server: Server, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    for name in ("nothing", "empty"):
        with pytest.raises(OperatorError, match="deskbell mailbox sign-in"):
            asker(server, tmp_path / name).grant()
    assert server.asked == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")
def test_a_command_that_root_runs_leaves_the_file_to_the_desk(tmp_path: Path) -> None:
    """Else the desk, which runs as a user of its own, could not read it any more."""
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, 65534, 65534)
    write_secret(home / "token", "a")
    assert (home / "token").stat().st_uid == 65534
    os.chown(home, 0, 0)
    write_secret(home / "token", "b")
    assert (home / "token").stat().st_uid == 65534
