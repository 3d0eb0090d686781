"""What an operator may rely on when listing what the desk has in hand."""

import json
from datetime import timedelta

import pytest
from shell import Shell

from desk import Desk

#: How every list that is about tickets speaks of one.
WORDS = {
    "reference",
    "subject",
    "requester",
    "client",
    "owner",
    "state",
    "urgency",
    "impact",
    "priority",
    "promise",
}


def test_tickets_are_listed_with_owner_state_and_the_promised_time_on_the_desks_wall(
    desk: Desk, run: Shell
) -> None:
    desk.mail("It prints nothing.", subject="Printer on floor 2")
    said = run("tickets")
    assert said.status == 0
    head, line = said.out.splitlines()
    assert head.split()[:3] == ["REFERENCE", "PRI", "STATE"]
    assert line.startswith("DB-1001")
    assert "Printer on floor 2" in line
    assert "Tue 24 Nov 2026 13:15" in line or "Tue 24 Nov 13:15" in line


def test_json_is_one_object_a_line_with_the_words_of_the_glossary(desk: Desk, run: Shell) -> None:
    desk.mail(subject="One")
    desk.mail(subject="Two", sender="Ian Mercer <ian@acme.example>")
    rows = [json.loads(line) for line in run("tickets", "--json").out.splitlines()]
    assert {row["subject"] for row in rows} == {"One", "Two"}
    assert rows[0].keys() >= WORDS
    assert rows[0]["promise"].endswith("+00:00")


def test_lists_about_tickets_speak_of_them_in_the_same_words(desk: Desk, run: Shell) -> None:
    """Whose matter, whose hands, how urgent: a script need not look each ticket up again."""
    desk.mail("Nobody told us a thing.", to="complaints@desk.example")
    (ticket,) = [json.loads(line) for line in run("tickets", "--json").out.splitlines()]
    (complaint,) = [json.loads(line) for line in run("complaints", "--json").out.splitlines()]
    assert {word: complaint[word] for word in WORDS} == {word: ticket[word] for word in WORDS}
    (promise,) = [json.loads(line) for line in run("promises", "--json").out.splitlines()]
    both = WORDS - {"state", "promise"}
    assert {word: promise[word] for word in both} == {word: ticket[word] for word in both}
    assert promise["due"] == ticket["promise"]


def test_a_command_in_a_pipe_writes_plain_text(desk: Desk, run: Shell) -> None:
    desk.mail(
        "Nobody can work!", sender="Catherine Osei <catherine@acme.example>", headers={"Importance": "high"}
    )
    assert "\x1b" not in run("tickets").out + run("ticket", "DB-1001").out + run("status").out


def test_a_subject_cannot_drive_the_operators_terminal(desk: Desk, run: Shell) -> None:
    desk.mail(
        raw=b"From: uma@acme.example\r\nTo: support@desk.example\r\nSubject: =?utf-8?q?a=1B=5B2Jb=C2=9B31m?=\r\n\r\nx\x1b]0;y\x07\r\n"
    )
    for words in (("tickets",), ("ticket", "1001"), ("explain", "1001")):
        out = run(*words).out
        assert "\x1b" not in out
        assert "\x9b" not in out
        assert "\x07" not in out


def test_tickets_are_chosen_by_owner_client_and_state(desk: Desk, run: Shell) -> None:
    desk.mail()
    owner = desk.ticket()["owner"]
    assert (
        "DB-1001"
        in run("tickets", "--owner", owner.partition("@")[0], "--client", "acme", "--state", "open").out
    )
    assert run("tickets", "--state", "closed").out == "No tickets.\n"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("tickets", "--state", "opne"), "did you mean open?"),
        (("tickets", "--client", "Acne"), "did you mean Acme?"),
        (("tickts",), "did you mean tickets?"),
        (("outbox", "hodl"), "did you mean hold?"),
        (("outbox", "--state", "holding"), "expected one of"),
    ],
)
def test_a_wrong_word_is_answered_with_the_nearest_right_one(
    desk: Desk, run: Shell, words: tuple[str, ...], meant: str
) -> None:
    desk.mail()
    said = run(*words)
    assert said.status == 2
    assert meant in said.err
    assert said.err.startswith("deskbell: ")
    assert "Traceback" not in said.err


def test_promises_are_listed_with_the_next_due_first(desk: Desk, run: Shell) -> None:
    desk.mail(subject="Slow")
    desk.mail(
        "Everything is down!",
        sender="Catherine Osei <catherine@acme.example>",
        subject="Down",
        headers={"Importance": "high"},
    )
    dues = [json.loads(line) for line in run("promises", "--json").out.splitlines()]
    assert [one["subject"] for one in dues] == ["Down", "Slow"]
    assert dues == sorted(dues, key=lambda one: one["due"])


def test_complaints_are_listed_with_what_keeps_them_from_being_closed(desk: Desk, run: Shell) -> None:
    desk.mail(
        "I want to complain. Nobody ever answers me.",
        sender="Ian Mercer <ian@acme.example>",
        to="complaints@desk.example",
        subject="Complaint",
    )
    (row,) = [json.loads(line) for line in run("complaints", "--json").out.splitlines()]
    assert row["missing"] == ["fault", "cause", "correction", "prevention"]
    assert "fault, cause, correction, prevention" in run("complaints").out


def test_all_complaints_are_listed_with_age_whom_they_are_about_and_what_was_asked(
    desk: Desk, run: Shell
) -> None:
    """Those that are done stand below; the columns are those of the record."""
    desk.mail("I want to complain about Ana. She never called.", subject="Calls")
    desk.mail(
        "I want to complain. My laptop waited for two days.", subject="Laptop", sender="tom@acme.example"
    )
    small = (
        "/fault ours\n/cause not told nobody told us\n/correction it works\n/prevention a list by 2027-03-15\n"
        "/resolve\n\nYou waited; this was an isolated case."
    )
    desk.mail(
        small, sender="marco@desk.example", answers=desk.letter("marco@desk.example", "complaint_to_manager")
    )

    first, second = [json.loads(line) for line in run("complaints", "--json").out.splitlines()]
    assert (first["subject"], first["about_agents"], first["asked"]) == ("Calls", ["ana@desk.example"], False)
    assert (second["subject"], second["about_agents"], second["asked"]) == ("Laptop", [], True)
    assert second["missing"] == []
    assert second["cause"] == "not told"
    assert second["chased"] == 0
    assert all(isinstance(one["age_seconds"], int) for one in (first, second))
    head, *lines = run("complaints").out.splitlines()
    assert head.split()[:3] == ["AGE", "OPENED", "REFERENCE"]
    assert "ana" in lines[0].split()


def test_a_list_of_nothing_says_so(desk: Desk, run: Shell) -> None:
    assert run("tickets").out == "No open tickets.\n"
    assert run("parked").out == "Nothing is parked.\n"
    assert run("promises").out == "No live promises.\n"
    assert run("complaints").out == "No complaints.\n"
    assert run("outbox").out == "Every letter has gone out.\n"
    assert run("tickets", "--json").out == ""


def test_a_home_without_a_desk_is_told_how_to_make_one(run: Shell) -> None:
    (run.home / "deskbell.sqlite").unlink()
    said = run("tickets")
    assert said.status == 2
    assert "deskbell init" in said.err
    assert not (run.home / "deskbell.sqlite").exists()


def test_the_ledger_counts_every_message_and_finds_one_that_is_lost(desk: Desk, run: Shell) -> None:
    desk.mail(subject="One")
    desk.mail(subject="Two")
    assert run("ledger").status == 0
    desk.parts.store.writer.write(lambda c: c.exec_driver_sql("delete from raw where inbound_id = 1"))
    said = run("ledger", "--json")
    assert said.status == 1
    assert json.loads(said.out) | {"since": None} == {
        "since": None,
        "came_in": 2,
        "outcomes": {"opened": 2},
        "erased": 0,
        "without_bytes": 1,
        "without_place": 0,
        "difference": 1,
    }
    assert "1  difference" in run("ledger").out


def test_the_ledger_finds_a_message_whose_ticket_is_gone(desk: Desk, run: Shell) -> None:
    desk.mail()
    desk.parts.store.writer.write(lambda c: c.exec_driver_sql("delete from ticket"))
    assert run("ledger").status == 1


def test_the_ledger_can_begin_on_a_day(desk: Desk, run: Shell) -> None:
    desk.mail(subject="Monday")
    desk.clock.advance(timedelta(days=2))
    desk.mail(subject="Wednesday")
    assert json.loads(run("ledger", "--json", "--since", "2026-11-25").out)["came_in"] == 1
    assert run("ledger", "--since", "yesterweek").status == 2
