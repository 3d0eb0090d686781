"""What a manager hears from `deskbell report`: what broke, whose it is, how old it is."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from shell import Shell

from desk import TUESDAY, Desk, words_of
from servers import Postgres

#: Reports are asked of these days, whatever day it is where the test runs.
DAYS = ("--since", "2026-11-23", "--until", "2026-12-20")


def rows_of(run: Shell, *words: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The lines of a report, and its figures."""
    said = run("report", *DAYS, "--json", *words)
    assert said.status == 0, said.err
    *rows, figures = [json.loads(line) for line in said.out.splitlines()]
    return rows, figures


def a_bad_week(desk: Desk) -> None:
    """Nobody answers Uma, who asks twice; Ian's is handed on, solved, and not solved; a complaint lies about."""
    desk.mail(f"It prints nothing. {words_of(1)}", subject="Printer")
    desk.mail(f"No network. {words_of(2)}", sender="Ian Mercer <ian@acme.example>", subject="Network")
    desk.mail(
        f"I complain: nobody answers. {words_of(3)}",
        sender="Catherine Osei <catherine@acme.example>",
        to="complaints@desk.example",
        subject="Complaint",
    )
    note = desk.letter("ana@desk.example", "notification")
    desk.mail("/assign ben", sender="Ana Silva <ana@desk.example>", answers=note)
    desk.pass_time(timedelta(days=3))
    desk.mail("Any news?", answers=desk.letter("uma@acme.example", "acknowledgement"))


def test_every_line_has_an_owner_and_an_age_and_the_figures_come_last(desk: Desk, run: Shell) -> None:
    a_bad_week(desk)
    rows, figures = rows_of(run)
    kinds = {row["what"] for row in rows}
    assert {"silent", "chased", "misrouted", "complaint"} <= kinds
    for row in rows:
        assert row["owner"]
        assert row["age_seconds"] >= 0
        assert row["text"]
    silent = next(row for row in rows if row["what"] == "silent")
    assert silent["client"] == "Acme"
    assert "promises missed in a row" in silent["text"]
    assert figures["what"] == "figures"
    assert figures["came_in"] == figures["accounted_for"]
    assert figures["held"] + figures["broken"] > 0
    assert figures["kept"] == 0


def test_a_desk_where_nothing_broke_says_so(desk: Desk, run: Shell) -> None:
    desk.mail("It prints nothing.")
    said = run("report", "--since", "2026-11-23", "--until", "2026-11-25")
    assert said.status == 0
    assert said.out.startswith("Nothing broke.\n")
    assert "1 came in, 1 are accounted for" in said.out
    before = run("report", "--since", "2026-11-20", "--until", "2026-11-23").out
    assert "0 came in, 0 are accounted for" in before
    assert "0 kept, 0 held, 0 broken" in said.out


def test_the_page_shows_what_whose_and_how_long(desk: Desk, run: Shell) -> None:
    a_bad_week(desk)
    page = run("report", *DAYS).out
    assert page.splitlines()[0].split() == ["WHAT", "REFERENCE", "AGE", "OWNER", "CLIENT", "HOW"]
    assert "\x1b" not in page
    short = run("report", *DAYS, "--limit", "1").out
    assert "more; --limit shows them." in short
    assert json.loads(run("report", *DAYS, "--limit", "1", "--json").out.splitlines()[-1])["not_shown"] > 0


def test_solved_without_a_human_word_on_the_way_is_a_gap(desk: Desk, run: Shell) -> None:
    desk.mail("It prints nothing.")
    note = desk.letter("ana@desk.example", "notification")
    desk.pass_time(timedelta(days=2))
    desk.mail("It works again.\n\n/resolve", sender="Ana Silva <ana@desk.example>", answers=note)
    rows, figures = rows_of(run)
    assert [row["reference"] for row in rows if row["what"] == "gap"] == ["DB-1001"]
    assert figures["journey_gap_longest"] == "DB-1001"
    assert figures["journey_gap_longest_seconds"] >= 2 * 86_400 - 3600


def test_what_did_not_arrive_or_was_stopped_is_told(desk: Desk, run: Shell) -> None:
    desk.mail("It prints nothing.", run=False)
    desk.run()
    letters = {one["kind"]: one["letter"] for one in desk.ticket()["letters"]}
    desk.parts.store.set_letter_states({letters["acknowledgement"]: ("bounced", "550 no such user")})
    desk.mail(f"More. {words_of(7)}", subject="Another", run=False)
    (inbound,) = desk.parts.store.take(5)
    desk.parts.store.park(inbound.id, "it broke us", desk.clock.now())
    rows, _ = rows_of(run)
    assert {"acknowledgement to uma@acme.example did not arrive"} <= {row["text"] for row in rows}
    parked = next(row for row in rows if row["what"] == "parked")
    assert (parked["owner"], parked["text"]) == (
        "operator",
        f"message {inbound.id} is set aside: it broke us",
    )


def test_a_period_that_ends_before_it_begins_is_one_sentence(desk: Desk, run: Shell) -> None:
    said = run("report", "--since", "2026-11-25", "--until", "2026-11-24")
    assert (said.status, said.err.count("\n")) == (2, 1)
    assert "is not before" in said.err
    assert run("report", "--since", "yesterday").status == 2


def test_the_same_report_comes_from_postgresql(postgres: Postgres, run: Shell, tmp_path: Path) -> None:
    desk = Desk(run.home, url=postgres.database(), now=TUESDAY)
    a_bad_week(desk)
    rows, figures = rows_of(run)
    assert {"silent", "chased", "misrouted", "complaint"} <= {row["what"] for row in rows}
    assert figures["came_in"] == figures["accounted_for"] > 0
    desk.close()
