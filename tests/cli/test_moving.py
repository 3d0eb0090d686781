"""Stopping and starting what the desk sends, trying again what was set aside, and taking mail in from a pipe."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from shell import Shell, outside

from desk import Desk
from deskbell.intake.deliver import CommandSocket, deliver_to
from deskbell.requests import handlers
from deskbell.serve import owning

MAIL = b"From: Uma Patel <uma@acme.example>\r\nTo: support@desk.example\r\nSubject: From a pipe\r\nMessage-ID: <p1@acme.example>\r\n\r\nHello.\r\n"


@contextmanager
def running(desk: Desk) -> Iterator[None]:
    """The desk holds its home and answers its socket, as `deskbell run` does."""
    answers = {
        "deliver": deliver_to(desk.parts.store, desk.clock, desk.parts.books.house.takes),
        **handlers(desk.parts),
    }
    door = CommandSocket(desk.home / "desk.sock", answers)
    with owning(desk.home):
        door.start()
        yield
        door.stop()


@pytest.mark.parametrize("is_running", [True, False])
def test_sending_is_held_and_released_whether_a_desk_runs_or_not(
    desk: Desk, run: Shell, is_running: bool
) -> None:
    def hold_and_release() -> None:
        assert run("outbox", "hold", "--why", "moving house").status == 0
        desk.mail()
        assert desk.letters() == []
        waiting = [json.loads(line) for line in run("outbox", "--json").out.splitlines()]
        assert {one["state"] for one in waiting} == {"waiting"}
        assert "Sending is held (moving house)" in run("outbox").out
        assert run("outbox", "release").status == 0
        desk.run()
        assert desk.letter("uma@acme.example").kind == "acknowledgement"

    if is_running:
        with running(desk):
            hold_and_release()
    else:
        hold_and_release()


def test_what_was_set_aside_is_listed_and_tried_again(desk: Desk, run: Shell) -> None:
    desk.mail(run=False)
    (inbound,) = desk.parts.store.take(5)
    desk.parts.store.park(inbound.id, "it broke us", desk.clock.now())
    (row,) = [json.loads(line) for line in run("parked", "--json").out.splitlines()]
    assert (row["inbound"], row["reason"]) == (inbound.id, "it broke us")
    assert "it broke us" in run("parked").out
    assert run("replay", str(inbound.id)).out == "1 message is looked at again.\n"
    desk.run()
    assert desk.outcomes()[0][0] == "opened"
    assert run("replay", "--parked").out == "0 messages are looked at again.\n"


def test_only_what_was_set_aside_can_be_tried_again(desk: Desk, run: Shell) -> None:
    desk.mail()
    assert "it was opened" in run("replay", "1").err
    assert "There is no message 99" in run("replay", "99").err
    assert run("replay").status == 2
    assert run("replay", "1", "--parked").status == 2


def test_a_message_from_a_pipe_is_kept_by_the_running_desk(desk: Desk, run: Shell) -> None:
    with running(desk):
        done = outside(
            run.home,
            "deliver",
            "--sender",
            "uma@acme.example",
            "--recipient",
            "support@desk.example",
            data=MAIL,
        )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    desk.run()
    assert desk.ticket()["subject"] == "From a pipe"


def test_a_message_from_a_pipe_is_kept_where_no_desk_runs(home: Path) -> None:
    assert outside(home, "deliver", "-f", "<>", "-r", "<support@desk.example>", data=MAIL).returncode == 0
    desk = Desk(home)
    desk.run()
    assert desk.ticket()["subject"] == "From a pipe"
    desk.close()


def test_the_mail_server_is_asked_to_try_again_when_the_trouble_is_ours(home: Path) -> None:
    with owning(home):  # somebody owns the home and answers no socket: a desk that is starting
        busy = outside(home, "deliver", "-r", "support@desk.example", data=MAIL)
    (home / "deskbell.toml").write_text("[desk\n")
    broken = outside(home, "deliver", "-r", "support@desk.example", data=MAIL)
    for done in (busy, broken):
        assert done.returncode == 75
        assert done.stderr.startswith(b"4.3.0 ")
        assert b"Traceback" not in done.stderr


def test_a_message_that_is_too_large_or_none_at_all_is_refused_for_good(home: Path) -> None:
    small = {"DESKBELL_INTAKE_SMTP_MAX_SIZE": "100"}
    assert (
        outside(home, "deliver", "-r", "support@desk.example", data=MAIL, environment=small).returncode == 69
    )
    assert outside(home, "deliver", "-r", "support@desk.example", data=b"").returncode == 69


def test_a_pipes_recipient_who_does_not_exist_is_refused_as_smtp_refuses_it(desk: Desk, run: Shell) -> None:
    """67 (EX_NOUSER) and 5.1.1, and nothing is kept: the mail server tells the sender."""
    with running(desk):
        done = outside(run.home, "deliver", "-r", "nobody@desk.example", data=MAIL)
        elsewhere = outside(run.home, "deliver", "-r", "support@elsewhere.example", data=MAIL)
    for one in (done, elsewhere):
        assert (one.returncode, one.stdout) == (67, b"")
    assert done.stderr == b"5.1.1 No such address here: nobody@desk.example\n"
    desk.run()
    assert desk.outcomes() == []


def test_where_no_desk_runs_such_a_recipient_is_refused_too(home: Path) -> None:
    done = outside(home, "deliver", "-r", "nobody@desk.example", data=MAIL)
    assert (done.returncode, done.stderr) == (67, b"5.1.1 No such address here: nobody@desk.example\n")
    desk = Desk(home)
    desk.run()
    assert desk.outcomes() == []
    desk.close()


def test_beside_one_of_ours_a_wrong_recipient_is_named_and_the_mail_is_kept(desk: Desk, run: Shell) -> None:
    """One status speaks for all recipients of a pipe; what somebody wrote to the desk is not sent back."""
    with running(desk):
        done = outside(
            run.home, "deliver", "-r", "nobody@desk.example", "-r", "Support@Desk.Example", data=MAIL
        )
    assert (done.returncode, done.stderr) == (0, b"No such address here: nobody@desk.example\n")
    desk.run()
    assert desk.ticket()["subject"] == "From a pipe"


def test_a_pipe_takes_the_answer_to_a_letter_and_mail_to_postmaster(desk: Desk, run: Shell) -> None:
    """A signed address of the desk's is one of ours, and so is postmaster, with and without a domain."""
    desk.mail()
    token = desk.letter("uma@acme.example").reply_to
    with running(desk):
        for number, one in enumerate((token, "postmaster", "POSTMASTER@desk.example")):
            data = MAIL.replace(b"From a pipe", b"From a pipe %d" % number)
            assert outside(run.home, "deliver", "-r", one, data=data).returncode == 0


def test_a_message_handed_over_twice_is_one(desk: Desk, run: Shell) -> None:
    with running(desk):
        for _ in range(2):
            assert outside(run.home, "deliver", "-r", "support@desk.example", data=MAIL).returncode == 0
    desk.run()
    assert len(desk.tickets()) == 1


def test_old_mail_of_a_mailbox_is_released_by_its_name(home: Path, run: Shell) -> None:
    from deskbell.ports import Arrival

    desk = Desk(home)
    box = '\n[[intake.imap]]\nname = "hosted"\nhost = "imap.desk.example"\nuser = "support"\npassword_file = "imap.password"\n'
    with (home / "deskbell.toml").open("a") as file:
        file.write(box)
    desk.parts.store.keep(
        Arrival(MAIL, desk.clock.now(), "imap:hosted", recipients=("support@desk.example",), held=True)
    ).result(30)
    desk.run()
    assert desk.tickets() == []
    assert "hosted" in run("mailbox").out
    assert json.loads(run("mailbox", "--json").out)["held"] == 1
    assert "did you mean hosted?" in run("mailbox", "release", "hostd").err
    assert run("mailbox", "release", "hosted", "--silent").out == "1 message is taken in, without letters.\n"
    desk.run()
    assert desk.ticket()["subject"] == "From a pipe"
    assert desk.letters("uma@acme.example") == []
    desk.close()


def test_many_commands_at_once_are_all_answered(desk: Desk, run: Shell) -> None:
    with running(desk):
        codes: list[int] = []
        threads = [
            threading.Thread(target=lambda: codes.append(outside(run.home, "outbox", "hold").returncode))
            for _ in range(4)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert codes == [0] * 4
