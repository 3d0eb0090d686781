"""What an operator does at a ticket from the desk's own machine: as an agent's mail would, and all of it or nothing."""

import json
from pathlib import Path

import pytest
from shell import Shell, outside
from test_moving import running

from desk import TUESDAY, Desk
from servers import Postgres


def test_words_go_to_the_customer_in_an_agents_name_and_the_agent_hears_of_it(desk: Desk, run: Shell) -> None:
    desk.mail("It prints nothing.")
    with running(desk):
        said = run("do", "DB-1001", "It prints again. Try it now.", "/resolve", "--as", "ana")
    assert (said.status, said.err) == (0, "")
    assert "resolved; the customer is told" in said.out
    assert said.out.endswith("The words go to the customer.\n")
    desk.run()
    letter = desk.letter("uma@acme.example", "resolved")
    assert "It prints again. Try it now." in letter.text
    assert "Ana Silva" in letter.text
    assert desk.ticket()["state"] == "resolved"
    transcript = desk.letter("ana@desk.example", "transcript")
    assert "in your name" in transcript.text
    assert "It prints again." in transcript.text


def test_it_works_without_a_running_desk_and_the_letters_go_when_one_runs(desk: Desk, run: Shell) -> None:
    desk.mail("It prints nothing.")
    assert run("do", "1001", "/urgency", "high").out.startswith("/urgency high: P2 from now on\n")
    assert desk.ticket()["priority"] == "P2"
    assert run("do", "1001", "/assign", "ben").status == 0
    desk.run()
    assert desk.ticket()["owner"] == "ben@desk.example"
    assert "Ben" in desk.letter("uma@acme.example", "handover").text
    assert "done_by_hand" in desk.events()


def test_lines_may_come_from_standard_input(desk: Desk, run: Shell) -> None:
    desk.mail("It prints nothing.")
    done = outside(run.home, "do", "DB-1001", "-", data=b"/note\nThe toner was\nchanged on Monday.\n")
    assert (done.returncode, done.stderr) == (0, b"")
    assert any("changed on Monday" in str(one.get("words", "")) for one in desk.ticket()["events"])
    desk.run()
    assert [one.kind for one in desk.letters("uma@acme.example")] == ["acknowledgement"]


def test_json_says_what_was_done(desk: Desk, run: Shell) -> None:
    desk.mail("It prints nothing.")
    with running(desk):
        said = run("do", "DB-1001", "/wait vendor until thu 15:00", "--as", "ana", "--json")
    answer = json.loads(said.out)
    assert answer["reference"] == "DB-1001"
    assert answer["done"][0]["line"] == "/wait vendor until thu 15:00"
    assert answer["sent"] == ""
    assert desk.ticket()["state"] == "waiting"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("DB-1001", "/resolv"), "/resolve"),
        (("DB-1001", "/resolve"), "name one with --as"),
        (("DB-1001", "Hello Uma."), "name one with --as"),
        (("DB-1001", "mine"), "name one with --as"),
        (("DB-1001", "mine", "--as", "ana"), "There is no alert on this ticket."),
        (("DB-1001", "Hello.", "--as", "nobody"), 'No one agent answers to "nobody"; there are Ana Silva'),
        (("DB-1001", "/urgency high", "/assign nobody"), "nobody here answers to that name alone"),
        (("DB-1001", "/reopen"), "it is open"),
        (("DB-1001", "send", "--as", "ana"), "only as an answer to a letter"),
        (("DB-1001", " "), "There is nothing to do"),
        (("DB-9999", "/urgency high"), "There is no ticket DB-9999"),
        (("printer", "/urgency high"), "is no reference"),
        (("DB-1001",), "Missing argument"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_nothing_is_changed(
    desk: Desk, run: Shell, words: tuple[str, ...], sentence: str
) -> None:
    desk.mail("It prints nothing.")
    before = desk.ticket()
    said = run("do", *words)
    assert said.status == 2
    assert sentence in said.err
    assert said.err.count("\n") == 1
    desk.run()
    assert desk.ticket() == before


def test_outsiders_in_copy_are_named_before_words_reach_them(desk: Desk, run: Shell) -> None:
    desk.mail("It prints nothing.", headers={"Cc": "eve@supplier.example"})
    said = run("do", "DB-1001", "Try it now.", "--as", "ana")
    if "--outsiders" not in said.err:
        pytest.fail(f"nobody was asked: {said}")
    assert (said.status, "eve@supplier.example" in said.err) == (2, True)
    assert run("do", "DB-1001", "Try it now.", "--as", "ana", "--outsiders", "without").status == 0
    desk.run()
    assert desk.letter("uma@acme.example", "reply")
    assert desk.letters("eve@supplier.example") == []


def test_mine_by_hand_stops_the_climbing(desk: Desk, run: Shell) -> None:
    desk.clock.set(TUESDAY.replace(hour=22, minute=10))
    desk.mail("Nobody can log in.", sender="Catherine Osei <catherine@acme.example>", subject="Login down ‼")
    with running(desk):
        assert "has it" in run("do", "DB-1001", "mine", "--as", "ben").out
        assert "alert_confirmed" in desk.events()
        assert "has it already." in run("do", "DB-1001", "mine", "--as", "ana").err
        assert "taken back: mine" in run("do", "DB-1001", "/undo", "--as", "ben").out
        assert "has it" in run("do", "DB-1001", "mine", "--as", "ana").out


def test_help_lists_the_lines_that_may_be_written(run: Shell) -> None:
    page = run("do", "--help").out
    assert "/wait [WHO] until WHEN [why]" in page
    assert "--as" in page


def test_on_postgresql_nothing_is_changed_either(postgres: Postgres, run: Shell, tmp_path: Path) -> None:
    desk = Desk(run.home, url=postgres.database())
    desk.mail("It prints nothing.")
    before = desk.ticket()
    assert run("do", "DB-1001", "/urgency high", "/assign nobody").status == 2
    assert desk.ticket() == before
    desk.close()


def test_what_was_done_by_hand_is_taken_back_by_hand(desk: Desk, run: Shell) -> None:
    """Each by whoever did it: the operator takes back the operator's, and not an agent's."""
    desk.mail("It prints nothing.")
    run("do", "1001", "/urgency", "high")
    assert "no command of yours" in run("do", "1001", "/undo", "--as", "ana").err
    assert run("do", "1001", "/undo").out.startswith("/undo: taken back: /urgency high")
    assert desk.ticket()["priority"] == "P3"


def test_a_long_promise_is_asked_about_before_it_is_made(desk: Desk, run: Shell) -> None:
    """Nothing is done until whoever runs the command says that it is meant."""
    desk.mail("My printer prints nothing.")
    line = ("do", "DB-1001", "/promise 2027-03-18 10:00", "--as", "ana")

    said = run(*line)
    assert said.status == 2
    assert "without asking back" in said.err
    assert "--sure" in said.err
    assert run(*line, "--sure").status == 0
    assert desk.ticket()["promise"] == "2027-03-18T10:00:00+00:00"
