"""Whole stories, end to end: what a person outside would tell of each, and what the desk's own people did."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from desk import Desk
from deskbell import journey
from deskbell.store import schema

CIO = "Catherine Osei <catherine@acme.example>"
IAN = "Ian Mercer <ian@acme.example>"
ANA = "Ana Silva <ana@desk.example>"
MARCO = "Marco Rossi <marco@desk.example>"
LENA = "Lena Fischer <lena@desk.example>"
NIGHT = datetime(2026, 11, 24, 22, 10, tzinfo=UTC)
SHIPPED = Path(__file__).resolve().parents[2] / "rules"
RED = {"Importance": "high", "X-Priority": "1"}


def test_the_cio_complains_at_night_and_a_leader_stands_up(desk: Desk) -> None:
    """Acknowledged at once with names and minutes; the leader on call is rung, then the deputy; a person writes in time."""
    desk.clock.set(NIGHT)
    desk.mail(
        "This is unacceptable. Nobody answers us since Monday.", sender=CIO, subject="Your desk", headers=RED
    )

    letter = desk.letter("catherine@acme.example", "acknowledgement_complaint").text
    assert "Marco Rossi answers for this and will write by 22:25" in letter
    assert "Lena Fischer" in letter
    assert desk.letters("lena-pager@desk.example", "pager")
    assert {one.recipient for one in desk.letters(kind="alert")} >= {
        "marco@desk.example",
        "lena@desk.example",
        "dana@desk.example",
    }

    desk.pass_time(timedelta(minutes=11))
    assert desk.letters("ben-pager@desk.example", "pager")
    assert desk.letters("dana-pager@desk.example", "pager")
    desk.mail("mine", sender=LENA, answers=desk.letter("lena@desk.example", "alert"))
    climbed = len(desk.letters(kind="alert"))
    desk.mail(
        "I have read what you wrote, and will call you at eight tomorrow.",
        sender=LENA,
        answers=desk.letter("lena@desk.example", "alert"),
    )

    assert desk.letters("catherine@acme.example", "reply")
    assert desk.ticket()["promises"][0]["state"] == "kept"
    desk.pass_time(timedelta(hours=2))
    assert len(desk.letters(kind="alert")) == climbed


def test_the_cio_at_night_with_nobody_on_call_is_told_so(tmp_path: Path) -> None:
    """No minutes are promised that nobody keeps; who was told by mail, and when somebody is there."""
    home = tmp_path / "home"
    (home / "rules").mkdir(parents=True)
    text = (SHIPPED / "directory.yaml").read_text()
    start = text.index("on_call:")
    (home / "rules" / "directory.yaml").write_text(text[:start] + text[text.index("\n\n", start) :])
    (home / "rules" / "people.csv").write_bytes((SHIPPED / "people.csv").read_bytes())
    desk = Desk(home)
    desk.clock.set(NIGHT)

    desk.mail(
        "This is unacceptable. Nobody answers us since Monday.", sender=CIO, subject="Your desk", headers=RED
    )

    letter = desk.letter("catherine@acme.example", "acknowledgement_complaint").text
    assert "tomorrow, Wednesday 25 November, by 08:15" in letter
    assert "Nobody is on call before then." in letter
    assert "Vera Lind" in letter or "Lena Fischer" in letter
    desk.close()


def test_the_client_manager_who_complains_every_month_is_heard_each_time(desk: Desk) -> None:
    """Three months, three records, three letters of their own; the second of one cause goes to leadership."""
    for month in (9, 10, 11):
        desk.clock.set(datetime(2026, month, 10, 9, 15, tzinfo=UTC))
        desk.mail(
            "I want to complain: the new starter had no account again.",
            sender=IAN,
            subject=f"New starter {month}",
        )
        assert (
            "Marco Rossi answers for this"
            in desk.letter("ian@acme.example", "acknowledgement_complaint").text
        )
        parts = (
            "/fault ours\n/cause handover the form reached us, and the one who had it was away\n"
            "/correction the account exists\n"
            f"/prevention two people watch that form from now on by 2026-{month}-28\n/resolve\n\nYour new colleague had no account on the first day."
        )
        desk.mail(parts, sender=MARCO, answers=desk.letter("marco@desk.example", "complaint_to_manager"))
        desk.clock.set(datetime(2026, month, 25, 9, 15, tzinfo=UTC))
        desk.run()
        desk.mail(
            "Two people watch it.", sender=MARCO, answers=desk.letter("marco@desk.example", "prevention_due")
        )

    assert len(desk.letters("ian@acme.example", "complaint_closing")) == 3
    assert len(desk.letters("ian@acme.example", "prevention_done")) == 3
    assert len(desk.letters("vera@desk.example", "account_manager_alert")) == 2
    assert not desk.letters("ian@acme.example", "survey")


def test_an_abusive_mail_is_the_leads_and_ends_with_what_was_done(desk: Desk) -> None:
    """No agent has to answer it; it does not rest until leadership says what was done."""
    desk.mail("You idiots broke it again.", subject="You idiots")

    ticket = desk.ticket()
    assert (ticket["kind"], ticket["owner"]) == ("abuse", "lena@desk.example")
    assert desk.letters("vera@desk.example", "notification")
    assert not desk.letters("ana@desk.example")
    desk.pass_time(timedelta(days=2))
    assert desk.letters("vera@desk.example", "promise_warning") or desk.letters(
        "vera@desk.example", "promise_broken"
    )

    desk.mail("/resolve", sender=LENA, answers=desk.letter("lena@desk.example", "notification"))
    assert desk.ticket()["state"] == "open"
    desk.mail(
        "/close\n\nWe spoke with her; she has apologised.",
        sender=LENA,
        answers=desk.letter("lena@desk.example", "notification"),
    )
    assert desk.ticket()["state"] == "closed"


def test_an_outage_with_hundreds_of_mails_is_one_incident(small_desk: Desk) -> None:
    """Each is acknowledged and linked; a handful of alerts; one text reaches all, and one word ends all."""
    desk, people = small_desk, 300
    for number in range(people):
        desk.mail(
            (
                "Nobody can log in to the portal since nine.",
                "The portal login is down, nobody can work.",
                "Portal: login not possible!",
            )[number % 3],
            sender=f"person{number}@acme.example",
            subject=("Portal login down", "Login to the portal down", "Portal login is down for everyone")[
                number % 3
            ],
            run=False,
        )
    while journey.take_in(desk.desk):
        pass
    desk.run()

    incident = desk.letter("lena@desk.example", "incident_question")
    assert len(desk.letters(kind="incident_question")) == 1
    assert len(desk.events_of("alerted")) <= 4
    said = Counter(one.recipient for one in desk.letters() if one.kind.startswith("acknowledgement"))
    assert len(said) == people
    assert set(said.values()) == {1}
    desk.mail("yes", sender=LENA, answers=incident)
    with desk.parts.store.reading() as connection:
        t = schema.ticket
        linked = connection.execute(sa.select(sa.func.count()).where(t.c.incident != 0)).scalar_one()
    assert linked == people
    alerts = len(desk.letters(kind="alert"))
    desk.pass_time(timedelta(minutes=9))
    assert len(desk.letters(kind="alert")) == alerts

    desk.mail("/broadcast\n\nThe login server is being started again.", sender=LENA, answers=incident)
    assert len({one.recipient for one in desk.letters(kind="broadcast")}) == people
    desk.mail("/resolve The login server had no memory left.", sender=LENA, answers=incident)
    desk.mail("yes", sender=LENA, answers=desk.letter("lena@desk.example", "transcript"))
    assert len({one.recipient for one in desk.letters(kind="broadcast_ended")}) == people
    assert {one["state"] for one in desk.tickets()} == {"resolved"}


def test_a_spoofed_cio_is_urgent_unproven_and_rings_once(desk: Desk) -> None:
    """A false alarm is cheap, deafness is not: it counts on the claim, says so, and does not ring all night."""
    desk.clock.set(NIGHT)
    for minute in range(3):
        desk.clock.set(NIGHT + timedelta(minutes=minute))
        desk.mail(
            f"All is down, number {minute}.",
            sender=CIO,
            subject=f"Everything {'abc'[minute]} down ‼",
            proven=False,
        )

    assert desk.ticket(1001)["priority"] == "P1"
    assert (
        "not proven" in desk.letter("ana@desk.example", "alert").text.lower()
        or "Proven: no" in desk.letter("ana@desk.example", "alert").text
    )
    assert len(desk.letters("ana-pager@desk.example", "pager")) == 1


def test_a_spoofed_agent_commands_nothing(desk: Desk) -> None:
    """From is a claim: without the agent's own address or a proven mail no command runs and no word goes out."""
    desk.mail("My laptop does not start.")

    desk.mail(
        "/close\n\nGoodbye.",
        sender=ANA,
        subject="Re: DB-1001",
        proven=False,
        headers={"References": desk.letter("uma@acme.example", "acknowledgement").message_id},
    )

    assert desk.ticket(1001)["state"] == "open"
    assert not desk.letters("uma@acme.example", "reply")
    assert "Nothing proves" in desk.letter("ana@desk.example", "transcript").text
