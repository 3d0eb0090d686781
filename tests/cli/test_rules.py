"""Rules and letters as an operator proves them before they go live."""

import json
from pathlib import Path

from shell import Shell

from desk import Desk
from deskbell.share import shipped
from deskbell.store import looks, queries

URGENCY = (shipped("rules") / "urgency.yaml").read_text("utf-8")
EVERYBODY = "\n  - name: everything burns\n    when: {text: {words: [zebra]}}\n    then: {urgency: high, impact: high}\n    because: Zebras are urgent.\n    examples:\n      - {mail: {subject: A zebra}, expect: this entry}\n"


def with_zebra() -> str:
    """The shipped book with an entry on top: who writes of a zebra cannot wait."""
    head, entries, rest = URGENCY.partition("entries:")
    assert entries
    return head + entries + EVERYBODY + rest


def test_the_shipped_books_pass_their_own_examples(run: Shell) -> None:
    said = run("rules", "test", "--shipped")
    assert (said.status, said.err) == (0, "")
    assert " 0 failures" in said.out


def test_an_example_that_does_not_hold_is_shown_with_mail_entry_and_conditions(
    run: Shell, tmp_path: Path
) -> None:
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "urgency.yaml").write_text(with_zebra().replace("A zebra}", "A horse}"))
    said = run("rules", "test", "--with", tmp_path / "books")
    assert said.status == 1
    assert "everything burns: expected this entry" in said.out
    assert "A horse" in said.out


def test_a_book_that_cannot_be_read_is_told_with_line_and_column(run: Shell) -> None:
    (run.home / "rules").mkdir()
    (run.home / "rules" / "urgency.yaml").write_text(URGENCY.replace("sender.role:", "sender.rol:"))
    said = run("rules", "test")
    assert said.status == 1
    assert "rules/urgency.yaml:" in said.out
    assert 'did you mean "sender.role"?' in said.out


def test_an_entry_no_example_reaches_is_warned_of_until_a_past_mail_reaches_it(
    desk: Desk, run: Shell, tmp_path: Path
) -> None:
    (tmp_path / "books").mkdir()
    text = with_zebra().replace("A zebra}, expect: this entry", "A horse}, expect: another entry")
    (tmp_path / "books" / "urgency.yaml").write_text(text)
    desk.mail("It prints nothing.", subject="Printer")
    said = run("rules", "test", "--with", tmp_path / "books")
    assert said.status == 0
    assert '"everything burns" is never reached: no mail reaches it' in said.out
    desk.mail("A zebra stands in the hall.", subject="Visitor", sender="zoe@acme.example")
    assert "never reached" not in run("rules", "test", "--with", tmp_path / "books").out
    assert "never reached" in run("rules", "test", "--no-past", "--with", tmp_path / "books").out


def test_changed_books_are_tried_on_past_mail_and_touch_nothing(
    desk: Desk, run: Shell, tmp_path: Path
) -> None:
    desk.mail("A zebra stands in the hall.", subject="Visitor")
    desk.mail("It prints nothing.", subject="Printer", sender="Ian Mercer <ian@acme.example>")
    desk.mail("The zebra is still there.", answers=desk.letter("uma@acme.example"))
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "urgency.yaml").write_text(with_zebra())
    before = desk.tickets(), desk.outcomes(), len(desk.letters())
    said = run("rules", "replay", "--with", tmp_path / "books")
    assert said.status == 0
    assert said.out.startswith("2 of 3 would change.\n")
    assert "uma@acme.example: Visitor" in said.out
    assert "priority: P3 → P1" in said.out
    assert (desk.tickets(), desk.outcomes(), len(desk.letters())) == before
    rows = [
        json.loads(line)
        for line in run("rules", "replay", "--with", tmp_path / "books", "--json").out.splitlines()
    ]
    assert rows[-1]["mails"] == 3
    assert rows[-1]["would_change"] == 2
    assert rows[0]["changes"]["priority"] == {"old": "P3", "new": "P1"}


def test_the_same_books_change_nothing(desk: Desk, run: Shell, tmp_path: Path) -> None:
    desk.mail(
        "Everything is down!",
        sender="Catherine Osei <catherine@acme.example>",
        headers={"Importance": "high"},
    )
    desk.mail("Hello from outside", sender="Somebody <who@else.example>", proven=False)
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "urgency.yaml").write_text(URGENCY)
    assert run("rules", "replay", "--with", tmp_path / "books").out == "0 of 2 would change.\n"


def test_a_changed_directory_says_who_is_who_for_the_changed_books(
    desk: Desk, run: Shell, tmp_path: Path
) -> None:
    """Somebody made a CIO: their red mark of yesterday would have been urgent."""
    desk.mail(
        "The scanner hums.",
        sender="Zoe Zimmer <zoe@acme.example>",
        subject="Scanner",
        headers={"Importance": "high"},
    )
    desk.mail("Where is the manual?", sender="Quentin <quentin@acme.example>", subject="Manual")
    (tmp_path / "books").mkdir()
    shipped = (Path(__file__).parents[2] / "rules" / "directory.yaml").read_text()
    boss = "  - {address: zoe@acme.example, name: Zoe Zimmer, role: cio}\n"
    (tmp_path / "books" / "directory.yaml").write_text(
        shipped.replace("people_from: people.csv", "").replace("\nteams:", f"{boss}\nteams:")
    )
    said = run("rules", "replay", "--with", tmp_path / "books").out
    assert said.startswith("1 of 2 would change.\n  zoe@acme.example: Scanner\n")
    assert "priority: P2 → P1" in said


def test_a_mail_is_judged_again_as_it_was_judged_then(desk: Desk, run: Shell) -> None:
    """What the onlooker rebuilds is what casework saw: the stored verdict comes out again."""
    from deskbell.reports.hindsight import kept_facts

    desk.mail(
        "Everything is down!",
        sender="Catherine Osei <catherine@acme.example>",
        headers={"Importance": "high"},
    )
    desk.mail(
        "I complain. Nobody answers.", sender="Ian Mercer <ian@acme.example>", to="complaints@desk.example"
    )
    desk.mail("A stranger asks.", sender="Who <who@else.example>", proven=False)
    house = desk.parts.books.house
    with desk.parts.store.reading() as connection:
        stored = [looks.ticket(queries.run_on(connection), number) for number in (1001, 1002, 1003)]
    again = [house.rules.judge(facts) for facts in kept_facts(desk.parts.store, house, 100)]
    assert [(one.kind.value, one.priority.value, one.urgency.value) for one in again] == [
        (one["kind"], one["priority"], one["urgency"]) for one in stored if one
    ]


def test_only_mail_since_a_day_and_only_so_many_are_tried(desk: Desk, run: Shell, tmp_path: Path) -> None:
    from datetime import timedelta

    for number in range(3):
        desk.mail(subject=f"Mail {number}", sender=f"p{number}@acme.example")
        desk.clock.advance(timedelta(days=1))
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "urgency.yaml").write_text(URGENCY)
    assert "0 of 2 would" in run("rules", "replay", "--with", tmp_path / "books", "--last", "2").out
    assert "0 of 1 would" in run("rules", "replay", "--with", tmp_path / "books", "--since", "2026-11-26").out


def test_a_folder_without_books_is_told(run: Shell, tmp_path: Path) -> None:
    assert "There is no folder" in run("rules", "replay", "--with", tmp_path / "none").err
    (tmp_path / "empty").mkdir()
    assert "There is no book in" in run("rules", "replay", "--with", tmp_path / "empty").err


def test_the_schema_of_a_book_is_json_and_a_wrong_name_is_answered_with_the_right_one(
    run: Shell, tmp_path: Path
) -> None:
    assert json.loads(run("rules", "schema", "urgency").out)["$schema"].startswith("https://json-schema.org/")
    assert "did you mean urgency?" in run("rules", "schema", "urgncy").err
    assert run("rules", "schema", "--into", tmp_path / "schema").status == 0
    assert (tmp_path / "schema" / "directory.json").exists()


def test_rules_explain_prints_each_books_entries(run: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(
        b"From: catherine@acme.example\r\nTo: support@desk.example\r\nImportance: high\r\nSubject: Down\r\n\r\nNothing works.\r\n"
    )
    out = run("rules", "explain", tmp_path / "a.eml").out
    assert "✓ sender.role:" in out
    assert "because: " in out


def test_every_letter_is_proven_and_can_be_looked_at(run: Shell) -> None:
    assert run("templates", "test").status == 0
    said = run("templates", "preview", "acknowledgement", "--language", "de")
    assert said.status == 0
    assert "Subject: " in said.out
    assert "did you mean acknowledgement?" in run("templates", "preview", "aknowledgement").err
    assert run("templates", "preview", "survey", "--language", "xx").status == 2
    assert "<html" in run("templates", "preview", "survey", "--html").out


def test_a_letter_with_a_mistake_is_told_with_file_line_and_the_nearest_name(run: Shell) -> None:
    folder = run.home / "templates" / "email" / "survey"
    folder.mkdir(parents=True)
    text = (shipped("templates") / "email" / "survey" / "en.txt").read_text()
    (folder / "en.txt").write_text(text + "{{ referense }}\n")
    said = run("templates", "test")
    assert said.status == 1
    assert "templates/email/survey/en.txt:" in said.out
    assert 'unknown variable "referense"; did you mean' in said.out
