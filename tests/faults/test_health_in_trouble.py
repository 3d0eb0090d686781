"""A desk that cannot store mail says so where an operator looks, whoever else is well, and is green again by itself."""

import json
import resource
import urllib.error
import urllib.request
from collections.abc import Callable

import pytest
from witness import at_rest, mail, offer, offer_until_taken, until

from process import Running
from servers import Postgres

pytestmark = pytest.mark.crash


def health(desk: Running) -> tuple[int, list[str]]:
    """What the health page answers, and what it says of troubles."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{desk.web}/health", timeout=30) as page:
            return page.status, json.load(page)["troubles"]
    except urllib.error.HTTPError as red:
        return red.code, json.load(red)["troubles"]


def doctor(desk: Running) -> tuple[int, str]:
    """How the doctor leaves, and what is bad."""
    done = desk.command("doctor", "--json", "--wait", "0")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, "; ".join(one["saw"] for one in found if one["state"] == "bad")


def test_a_disk_without_room_turns_health_and_doctor_red_and_room_turns_them_green(
    running: Callable[..., Running],
) -> None:
    """Only keeps fail, and there is nothing to do: every loop is content. No mail need come for it to be well again."""
    desk = running().start()
    assert offer(desk.smtp, mail(0)) == 250
    at_rest(desk)
    assert health(desk) == (200, [])
    [process] = desk.processes
    _, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (4096, hard))
    assert offer(desk.smtp, mail(1)) == 451

    code, troubles = health(desk)
    assert code == 503
    assert "mail cannot be stored, and senders are asked to try again" in troubles[0]
    status, said = doctor(desk)
    assert status == 1
    assert "mail cannot be stored" in said

    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (hard, hard))
    until(lambda: health(desk) == (200, []), desk)
    assert "mail cannot be stored" not in doctor(desk)[1]
    assert offer_until_taken(desk.smtp, mail(1))
    assert desk.log.count("mail is stored again") == 1


def test_a_database_that_was_taken_away_takes_no_mail_and_everybody_who_looks_hears_of_it(
    running: Callable[..., Running],
) -> None:
    """Commits to a file without a name succeed, and nobody would ever find them: 451, and red; put back, all is well."""
    desk = running().start()
    assert offer(desk.smtp, mail(0)) == 250
    at_rest(desk)
    there, away = desk.home / "deskbell.sqlite", desk.home / "elsewhere"
    there.rename(away)
    assert offer(desk.smtp, mail(1)) == 451
    code, troubles = health(desk)
    assert code == 503
    assert "was removed or replaced while the desk runs" in troubles[0]
    away.rename(there)
    assert offer_until_taken(desk.smtp, mail(1))
    until(lambda: health(desk) == (200, []), desk)


def test_while_postgresql_is_down_health_is_red_in_every_process_and_says_why(
    running: Callable[..., Running], frail: Postgres
) -> None:
    """Also in a process that keeps no mail; an answer, and not a page about an error."""
    desk = running(url=frail.database(), commands=("intake", "web")).start()
    until(lambda: reachable(desk), desk)
    until(lambda: health(desk) == (200, []), desk)
    frail.down("immediate")
    try:
        code, troubles = health(desk)
        assert code == 503
        assert "the database cannot be reached" in troubles[0]
        status, said = doctor(desk)
        assert status == 1
        assert "database" in said
    finally:
        frail.up()
    until(lambda: health(desk) == (200, []), desk)


def reachable(desk: Running) -> bool:
    try:
        health(desk)
    except OSError:
        return False
    return True
