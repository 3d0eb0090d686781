"""The operator's lists say the same of a desk on PostgreSQL."""

import json
from pathlib import Path

from shell import Shell

from desk import Desk
from servers import Postgres


def test_lists_ticket_status_and_ledger_answer_on_postgresql(
    postgres: Postgres, run: Shell, tmp_path: Path
) -> None:
    desk = Desk(run.home, url=postgres.database())
    desk.mail("It prints nothing.")
    desk.mail(
        "I complain. Nobody answers.", sender="Ian Mercer <ian@acme.example>", to="complaints@desk.example"
    )
    rows = [json.loads(line) for line in run("tickets", "--json").out.splitlines()]
    assert {row["reference"] for row in rows} == {"DB-1001", "DB-1002"}
    assert all(row["proven"] is True and row["promise"].endswith("+00:00") for row in rows)
    assert len(run("promises", "--json").out.splitlines()) == 2
    assert "fault, cause" in run("complaints").out
    assert run("parked").out == "Nothing is parked.\n"
    assert len(json.loads(run("ticket", "1001", "--json").out)["messages"]) == 1
    assert json.loads(run("status", "--json").out)["tickets_open"] == 2
    assert (run("ledger").status, json.loads(run("ledger", "--json").out)["came_in"]) == (0, 2)
    assert run("outbox").out == "Every letter has gone out.\n"
    assert "PostgreSQL" in run("doctor").out or "tables" in run("doctor").out
    desk.close()


def test_a_database_that_cannot_be_reached_is_our_own_trouble(run: Shell) -> None:
    (run.home / "deskbell.toml").write_text('[store]\nurl = "postgresql://desk@127.0.0.1:1/desk"\n')
    said = run("tickets")
    assert said.status == 75
    assert said.err.startswith("deskbell: database: ")
    assert "Traceback" not in said.err
