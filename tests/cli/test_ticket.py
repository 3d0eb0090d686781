"""One ticket whole, and why things went where they went."""

import json
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from shell import Shell

from desk import Desk, written


def test_a_ticket_is_one_page_of_messages_letters_promises_and_events_in_order_of_time(
    desk: Desk, run: Shell
) -> None:
    desk.mail("The printer on floor 2 prints nothing.")
    desk.mail("Still nothing?", answers=desk.letter("uma@acme.example"))
    page = run("ticket", "db-1001").out
    assert page.startswith("DB-1001  Printer\n")
    assert "Uma Patel <uma@acme.example>, Acme" in page
    assert page.index("| The printer on floor 2") < page.index("| Still nothing?")
    assert "letter acknowledgement to uma@acme.example: left" in page
    assert "promised next contact by" in page
    times = [line[:16] for line in page.splitlines() if line.startswith("Tue 24 Nov")]
    assert times == sorted(times)


def test_an_agents_words_stand_once_on_the_page_and_every_time_is_the_desks(desk: Desk, run: Shell) -> None:
    desk.mail("The printer on floor 2 prints nothing.")
    notification = desk.letter("ana@desk.example", "notification")
    desk.mail("Which one is it?", sender="ana@desk.example", answers=notification)
    desk.mail(
        "/expect thu 15:00\n/wait vendor until fri 10:00", sender="ana@desk.example", answers=notification
    )
    page = run("ticket", "DB-1001").out
    assert page.count("| Which one is it?") == 1
    assert "expected: by ana@desk.example; due Thu 26 Nov 15:00" in page
    assert "until Fri 27 Nov 10:00" in page
    assert "T10:00" not in page
    assert "  also" not in page


def test_a_ticket_in_json_is_one_object_with_all_that_hangs_on_it(desk: Desk, run: Shell) -> None:
    desk.mail()
    (line,) = run("ticket", "1001", "--json").out.splitlines()
    found = json.loads(line)
    assert found["reference"] == "DB-1001"
    assert {"messages", "letters", "promises", "events", "participants"} <= found.keys()
    assert found["messages"][0]["words"] == "Please help."
    assert found["letters"][0]["state"] == "sent"


def test_the_files_of_a_ticket_are_written_into_a_folder(desk: Desk, run: Shell, tmp_path: Path) -> None:
    """Whole, by names that lead nowhere else, and never over one that is there."""
    message = message_from_bytes(
        written(desk.clock.now(), "See these.", "uma@acme.example", subject="Printer"), policy=policy.SMTP
    )
    assert isinstance(message, EmailMessage)
    message.add_attachment(b"one", "application", "pdf", filename="../../report.pdf")
    message.add_attachment(b"two", "image", "png", filename="report.pdf")
    desk.mail(raw=message.as_bytes())

    folder = tmp_path / "files"
    lines = run("ticket", "DB-1001", "--files", folder).out.splitlines()
    assert [Path(line).read_bytes() for line in lines] == [b"one", b"two"]
    assert all(Path(line).parent == folder and line.endswith("report.pdf") for line in lines)
    assert "exists" in run("ticket", "DB-1001", "--files", folder).err
    assert Path(lines[0]).read_bytes() == b"one"


def test_a_ticket_that_is_not_there_is_told_with_the_newest_that_is(desk: Desk, run: Shell) -> None:
    assert "there are none yet" in run("ticket", "DB-7").err
    desk.mail()
    said = run("ticket", "DB-7")
    assert said.status == 2
    assert said.err == "deskbell: There is no ticket DB-7; the newest is DB-1001.\n"
    assert "expected one such as DB-1042" in run("ticket", "printer").err


def test_a_ticket_is_explained_by_what_was_stored_then(desk: Desk, run: Shell) -> None:
    desk.mail(
        "Everything is down!",
        sender="Catherine Osei <catherine@acme.example>",
        subject="Down",
        headers={"Importance": "high"},
    )
    desk.mail(
        "Hurry please",
        sender="Catherine Osei <catherine@acme.example>",
        answers=desk.letter("catherine@acme.example"),
    )
    (run.home / "rules").mkdir(exist_ok=True)
    (run.home / "rules" / "urgency.yaml").write_text("this is no book any more")
    page = run("explain", "DB-1001").out
    assert "our signed address" in page
    assert "urgency: a manager's red mark" in page
    assert "because: " in page
    assert "saw sender.role: cio" in page
    told = json.loads(run("explain", "DB-1001", "--json").out)
    assert [one["book"] for event in told["events"] for one in event.get("fired", [])][:2] == [
        "kinds",
        "urgency",
    ]


def test_a_message_in_a_file_is_explained_with_its_signals_origin_and_every_book(
    desk: Desk, run: Shell, tmp_path: Path
) -> None:
    desk.mail("It prints nothing.")
    answer = written(
        desk.clock.now(), "And now?", "Uma Patel <uma@acme.example>", answers=desk.letter("uma@acme.example")
    )
    file = tmp_path / "answer.eml"
    file.write_bytes(answer)
    before = desk.tickets(), desk.outcomes()
    page = run("explain", file).out
    assert "DB-1001, open: our signed address" in page
    assert "1 an address of ours with a token for DB-1001" in page
    assert "2 answers our letter" in page
    for book in ("refusals: ", "kinds: ", "urgency: ", "routing: ", "contact: "):
        assert f"\n{book}" in page
    told = json.loads(run("explain", "--json", file).out)
    assert (told["reference"], told["origin"], told["role"], told["client"]) == (
        "DB-1001",
        "person",
        "user",
        "Acme",
    )
    assert (desk.tickets(), desk.outcomes()) == before


def test_a_machine_is_explained_by_what_gave_it_away(run: Shell, tmp_path: Path) -> None:
    file = tmp_path / "absence.eml"
    file.write_bytes(
        b"From: uma@acme.example\r\nTo: support@desk.example\r\nAuto-Submitted: auto-replied\r\nSubject: Away\r\n\r\nI am away.\r\n"
    )
    page = run("explain", file).out
    assert "never to be answered by a machine" in page
    assert "auto-submitted" in page.lower()


def test_any_bytes_at_all_are_explained(run: Shell, tmp_path: Path) -> None:
    for number, raw in enumerate((b"", b"\0\xff" * 500, b"From: a@@b\r\n" * 50)):
        file = tmp_path / f"{number}.bin"
        file.write_bytes(raw)
        assert run("explain", file).status == 0


def test_explaining_before_there_is_a_database_makes_none(run: Shell, tmp_path: Path) -> None:
    (run.home / "deskbell.sqlite").unlink()
    file = tmp_path / "a.eml"
    file.write_bytes(b"From: uma@acme.example\r\nSubject: Printer\r\n\r\nIt is broken.\r\n")
    assert run("explain", file).status == 0
    assert not (run.home / "deskbell.sqlite").exists()
    assert not (run.home / "secret.keys").exists()
