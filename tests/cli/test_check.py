"""`check`, `doctor` and `status`: what is wrong, where, and what to do."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from shell import Shell, fresh_home

from desk import Desk
from deskbell.cli.foresight import of_directory
from deskbell.settings_file import commented
from deskbell.share import shipped
from deskbell.triage.load import load as load_rules
from deskbell.triage.load import read_folder

TUESDAY = datetime(2026, 11, 24, 9, 15, tzinfo=UTC)


def directory_with(*changes: tuple[str, str]) -> list[str]:
    """What is foreseen for the sample directory with these words in the place of others."""
    files = read_folder(None, shipped("rules"))
    text = files["directory.yaml"].decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    files["directory.yaml"] = text.encode()
    return list(of_directory(load_rules(files).directory, TUESDAY))


def settings_with(home: Path, **values: object) -> None:
    """Settings by names such as web__listen."""
    changes = {
        tuple(name.replace("smtp", "intake.smtp", 1).split("__")): value for name, value in values.items()
    }
    (home / "deskbell.toml").write_text(commented(changes))  # type: ignore[arg-type]


def test_the_shipped_desk_is_well(run: Shell) -> None:
    said = run("check")
    assert (said.status, said.err) == (0, "")
    assert "examples of the rules" in said.out


def test_settings_rules_and_templates_are_told_in_one_go(run: Shell) -> None:
    home = run.home
    settings_with(home, web__listen="8025", smtp__borders=["ten"], smtp__trusted=["192.0.2.7"])
    (home / "deskbell.toml").open("a").write("\n[deks]\n")
    (home / "rules").mkdir()
    (home / "rules" / "urgency.yaml").write_text(
        (shipped("rules") / "urgency.yaml").read_text().replace("sender.role", "sender.rol")
    )
    (home / "templates" / "email" / "survey").mkdir(parents=True)
    (home / "templates" / "email" / "survey" / "en.txt").write_text("Hello {{ reader.nmae }}")
    said = run("check")
    assert said.status == 2
    assert "unknown section [deks]; did you mean [desk]?" in said.out
    assert '[web] listen is "8025"; expected host:port' in said.out
    assert '"ten" is no network' in said.out
    assert 'trusted: "192.0.2.7" names no address' in said.out
    assert 'unknown condition "sender.rol"; did you mean "sender.role"?' in said.out
    assert "templates/email/survey/en.txt:1:" in said.out
    assert "Traceback" not in said.out + said.err
    rows = [json.loads(line) for line in run("check", "--json").out.splitlines()]
    assert {"error"} <= {row["level"] for row in rows}


def test_what_cannot_be_meant_is_told_with_its_line_and_asked_no_further(run: Shell) -> None:
    settings_with(
        run.home,
        desk__timezone="Europe/Lisbo",
        delivery__relay="smpt://relay.example",
        store__url="mysql://x",
        work__broker="kafka",
    )
    said = run("check")
    assert said.status == 2
    lines = (run.home / "deskbell.toml").read_text().splitlines()
    for name, told in (
        ("timezone", "which is no time zone; did you mean Europe/Lisbon?"),
        ("relay", "expected smtp://host:port"),
        ("url", "expected sqlite:///PATH"),
        ("broker", "expected embedded, or redis://host:port/0."),
    ):
        place = next(i for i, line in enumerate(lines, 1) if line.startswith(f"{name} = "))
        assert any(f"deskbell.toml:{place}:1: " in one and told in one for one in said.out.splitlines())
    assert "4 things are wrong; a desk with them does not start" in said.out


def test_an_address_too_long_for_a_token_is_told_before_a_letter_fails(run: Shell) -> None:
    settings_with(run.home, desk__address=f"{'support-' * 5}@desk.example")
    said = run("check")
    assert said.status == 2
    assert "characters too long for a reply token" in said.out
    settings_with(run.home, desk__address=f"{'support-' * 5}@desk.example", desk__delimiter="")
    assert run("check").status == 0


def test_secrets_that_cannot_be_read_are_told(run: Shell) -> None:
    settings_with(
        run.home,
        delivery__relay="smtp://relay.example",
        delivery__user="desk",
        delivery__password_file="nowhere",
    )
    assert "nowhere cannot be read" in run("check").out


def test_believing_loopback_with_a_relay_is_warned_of(run: Shell) -> None:
    settings_with(
        run.home,
        delivery__relay="smtp://relay.example",
        smtp__trusted=["127.0.0.0/8 *"],
        web__base_url="https://desk.example",
    )
    said = run("check")
    assert said.status == 0
    assert "trusted lists loopback" in said.out


def test_an_account_manager_without_a_deputy_is_warned_of() -> None:
    assert directory_with(("deputy: dana@desk.example", "")) == [
        "rules/directory.yaml: Acme: Marco Rossi has no deputy; when they are away nobody answers for this client."
    ]
    assert directory_with() == []


def test_every_hour_in_which_an_urgent_mail_would_meet_nobody_is_warned_of() -> None:
    rota = "- {first: ana@desk.example, second: ben@desk.example, leader: lena@desk.example}"
    (told,) = directory_with((rota, ""), ("on_call: ", "# on_call: "))
    assert "an urgent mail to support would meet nobody" in told
    assert "Saturday and Sunday all day" in told
    assert "00:00-07:00 and 19:00-24:00" in told
    assert "in 108 hours of the week" in told


def test_a_language_no_letter_is_written_in_is_warned_of(run: Shell) -> None:
    """Whose it is; an operator's own letters in it are enough."""
    (run.home / "rules").mkdir()
    text = (shipped("rules") / "directory.yaml").read_text()
    (run.home / "rules" / "directory.yaml").write_text(text.replace("language: en", "language: ge"))
    (run.home / "rules" / "people.csv").write_text(
        "address,name,language\numa@acme.example,Uma Patel,de-CH\njo@acme.example,Jo Rey,ge\n"
    )
    said = run("check")
    assert said.status == 0
    assert (
        'no letter is written in "ge", the language of Acme and 1 more; theirs are in the desk\'s.'
        in said.out
    )
    assert "de-CH" not in said.out
    (run.home / "templates" / "email" / "_words").mkdir(parents=True)
    words = (shipped("templates") / "email" / "_words" / "en.txt").read_text()
    (run.home / "templates" / "email" / "_words" / "ge.txt").write_text(words)
    assert "no letter is written in" not in run("check").out


@pytest.fixture
def well(home: Path) -> Path:
    settings_with(home, desk__timezone="Europe/London")
    return home


def test_the_doctor_tells_what_is_bad_and_what_to_do(desk: Desk, run: Shell) -> None:
    desk.mail(run=False)
    (inbound,) = desk.parts.store.take(5)
    desk.parts.store.park(inbound.id, "it broke us", desk.clock.now())
    desk.parts.store.set_flag("outbox_hold", "moving", desk.clock.now())
    said = run("doctor")
    assert said.status == 1
    assert "bad   mail set aside: 1\n      deskbell parked shows why" in said.out
    assert "bad   outbox: sending is held (moving)\n      deskbell outbox release" in said.out
    assert "bad   desk: none answers in this home" in said.out
    assert "good  tables: at 0" in said.out
    assert "good  ledger: difference 0" in said.out
    rows = [json.loads(line) for line in run("doctor", "--json").out.splitlines()]
    assert {row["state"] for row in rows} == {"good", "bad"}
    assert all(row["do"] for row in rows if row["state"] == "bad")


def test_the_doctor_finds_keys_that_are_not_this_databases(desk: Desk, run: Shell) -> None:
    from deskbell.mail.keyring import Keyring

    (run.home / "secret.keys").write_text(Keyring.fresh(bytes(range(40, 72))).text())
    (run.home / "secret.keys").chmod(0o644)
    out = run("doctor").out
    assert "bad   keys' file: mode 0644" in out
    assert "bad   keys: 1 in hand, aa differs from the database's" in out


def test_the_doctor_finds_a_relay_that_does_not_answer(desk: Desk, run: Shell) -> None:
    settings_with(run.home, delivery__relay="smtp://127.0.0.1:1")
    assert "bad   relay: 127.0.0.1:1: " in run("doctor").out


def test_the_doctor_finds_an_empty_database_and_broken_rules(tmp_path: Path, run: Shell) -> None:
    run.home = fresh_home(tmp_path / "other")
    (run.home / "deskbell.sqlite").unlink()
    (run.home / "rules").mkdir()
    (run.home / "rules" / "kinds.yaml").write_text("entries: [")
    said = run("doctor")
    assert said.status == 1
    assert "bad   rules and templates: 1 error, the first: rules/kinds.yaml:1:" in said.out
    assert "Traceback" not in said.out + said.err


def test_status_counts_what_is_in_hand(desk: Desk, run: Shell) -> None:
    desk.mail()
    desk.mail(
        "Everything is down!",
        sender="Catherine Osei <catherine@acme.example>",
        headers={"Importance": "high"},
    )
    said = run("status")
    assert said.status == 0
    assert "2 open, 0 waiting, 1 of them P1" in said.out
    assert "No desk answers in this home" in said.out
    found = json.loads(run("status", "--json").out)
    assert (found["tickets_open"], found["promises_live"], found["running"]) == (2, 2, False)
