"""Planned works of notices.yaml: announced, begun and ended by letter to those they affect."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desk import Desk
from deskbell.share import shipped

NOTICES = """
entries:
  - name: mail server, November
    when: {text: {words: [mail server, outlook]}}
    then:
      since: 2026-11-26 20:00
      until: 2026-11-26 22:00
      link: automatic
      tell: [Acme, staff@acme.example]
      title: Works on the mail server
      text:
        en: We exchange the mail server's disks. Mail waits and comes after that.
        de: Wir tauschen die Platten des Mailservers. Mails warten und kommen danach.
    because: The disks are old.
    examples:
      - mail: {subject: Outlook does not connect, at: 2026-11-26 21:00}
"""
#: Two working days before eight in the evening of Thursday: when the desk opens on Tuesday.
ANNOUNCED = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
BEGINS, ENDS = datetime(2026, 11, 26, 20, 0, tzinfo=UTC), datetime(2026, 11, 26, 22, 0, tzinfo=UTC)
ACME = {
    "catherine@acme.example",
    "ian@acme.example",
    "staff@acme.example",
}


def a_desk(tmp_path: Path, notices: str = NOTICES, **more: Any) -> Desk:
    """A desk whose operator has planned works."""
    rules = tmp_path / "home" / "rules"
    rules.mkdir(parents=True, exist_ok=True)
    (rules / "notices.yaml").write_text(notices, "utf-8")
    return Desk(tmp_path / "home", **more)


def told(desk: Desk, kind: str) -> set[str]:
    """Who had that letter; nobody twice."""
    readers = [one.recipient for one in desk.letters(kind=kind)]
    assert len(readers) == len(set(readers))
    return set(readers)


def at(desk: Desk, when: datetime) -> None:
    desk.pass_time(when)
    desk.run()


def test_works_are_announced_begun_and_ended_to_each_reader_alone(tmp_path: Path) -> None:
    """Everybody of the client whom the directory names, and the address written out, once for each turn."""
    desk = a_desk(tmp_path, now=ANNOUNCED - timedelta(hours=3))
    at(desk, ANNOUNCED - timedelta(minutes=1))
    assert not told(desk, "works_announced")

    at(desk, ANNOUNCED)
    assert told(desk, "works_announced") >= ACME
    letter = desk.letter("ian@acme.example", "works_announced")
    assert letter.subject == "Works on the mail server"
    assert (
        "which begin today, Thursday, at 20:00" in letter.text
        or "on Thursday, 26 November, at 20:00" in letter.text
    )
    assert "exchange the mail server's disks" in letter.text
    assert [one.addr_spec for one in letter.message["To"].addresses] == ["ian@acme.example"]
    assert not told(desk, "works_begun")

    at(desk, BEGINS)
    assert told(desk, "works_begun") == told(desk, "works_announced")
    at(desk, ENDS - timedelta(minutes=1))
    assert not told(desk, "works_ended")

    at(desk, ENDS)
    assert told(desk, "works_ended") == told(desk, "works_announced")
    at(desk, ENDS + timedelta(days=3))
    assert [one.kind for one in desk.letters("ian@acme.example")] == [
        "works_announced",
        "works_begun",
        "works_ended",
    ]
    desk.close()


def test_each_turn_is_told_once_whatever_dies_meanwhile(tmp_path: Path) -> None:
    """A desk put together anew goes on where the other stopped; what it slept through it does not make up."""
    desk = a_desk(tmp_path, now=BEGINS - timedelta(hours=3))
    desk.run()
    for _ in range(2):
        desk.close()
        desk.open()
        desk.run()
    assert len(desk.letters("ian@acme.example", "works_announced")) == 1
    desk.close()
    desk.clock.set(ENDS + timedelta(minutes=30))
    desk.open()
    desk.run()

    assert not desk.letters(kind="works_begun") + desk.letters(kind="works_ended")
    desk.close()


def test_works_that_move_are_announced_anew(tmp_path: Path) -> None:
    """The letter says that the time is another one."""
    desk = a_desk(tmp_path, now=BEGINS - timedelta(hours=5))
    desk.run()
    desk.close()
    later = NOTICES.replace("2026-11-26", "2026-11-27")
    desk = a_desk(tmp_path, later, now=BEGINS - timedelta(hours=4))
    desk.run()

    first, second = desk.letters("ian@acme.example", "works_announced")
    assert "have moved" not in first.text
    assert "The announced works have moved" in second.text
    assert "Friday" in second.text
    desk.close()


def test_who_writes_during_the_works_hears_of_their_end_and_the_lead_decides_about_the_rest(
    tmp_path: Path,
) -> None:
    """One incident for all mail about them; at the end the lead is asked once."""
    desk = a_desk(tmp_path, now=BEGINS - timedelta(hours=3))
    desk.run()
    at(desk, BEGINS + timedelta(minutes=10))
    desk.mail("Outlook does not connect.", subject="Outlook", sender="tom@acme.example")
    assert "exchange the mail server's disks" in desk.letters("tom@acme.example")[-1].text

    at(desk, ENDS)

    assert "tom@acme.example" in told(desk, "works_ended")
    assert not desk.letters("tom@acme.example", "works_begun")
    asked = [
        one for one in desk.letters("lena@desk.example", "transcript") if "the works are over" in one.text
    ]
    assert len(asked) == 1
    desk.mail("yes", sender="Lena Fischer <lena@desk.example>", answers=asked[0])
    assert [one["state"] for one in desk.tickets() if one["requester"] == "tom@acme.example"] == ["resolved"]
    desk.close()


def test_a_notice_without_readers_writes_to_nobody(tmp_path: Path) -> None:
    """A known fault answers those who write, and no one else."""
    quiet = NOTICES.replace("      tell: [Acme, staff@acme.example]\n", "")
    desk = a_desk(tmp_path, quiet, now=BEGINS - timedelta(hours=3))
    at(desk, ENDS + timedelta(hours=1))

    assert not [one for one in desk.letters() if one.kind.startswith("works_")]
    desk.close()


def test_the_shipped_notice_is_in_the_past(small_desk: Desk) -> None:
    """A new desk announces nothing."""
    small_desk.run()

    assert not small_desk.letters()
    assert (shipped("rules") / "notices.yaml").exists()
