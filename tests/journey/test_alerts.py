"""Alerts that are heard: one word or one tap confirms; until then they climb, and a false sender cannot ring for ever."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from desk import Desk
from deskbell.pages import DeskPages

CIO = "Catherine Osei <catherine@acme.example>"
NIGHT = datetime(2026, 11, 24, 22, 10, tzinfo=UTC)
SHIPPED = Path(__file__).resolve().parents[2] / "rules"


def at_night(desk: Desk, proven: bool = True) -> None:
    desk.clock.set(NIGHT)
    desk.mail("Nobody can log in.", sender=CIO, subject="Login down ‼", proven=proven)


def test_the_account_manager_who_has_no_part_confirms_by_one_word(small_desk: Desk) -> None:
    """`mine` counts from anybody who was alerted; the climbing stops, and the ticket's owner may sit down."""
    desk = small_desk
    at_night(desk)

    desk.mail("mine", sender="marco@desk.example", answers=desk.letter("marco@desk.example", "alert"))
    alerts = len(desk.letters(kind="alert"))
    desk.pass_time(timedelta(minutes=12))

    assert "Marco Rossi" in desk.letter("ana@desk.example", "confirmed").text
    assert len(desk.letters(kind="alert")) == alerts


def test_the_acknowledgement_names_each_whom_the_alert_went_to_once(small_desk: Desk) -> None:
    """The account manager as who answers for the client, the others as those who were called."""
    at_night(small_desk)

    text = " ".join(small_desk.letter("catherine@acme.example", "acknowledgement_urgent").text.split())

    assert text.count("Marco Rossi") == text.count("Lena Fischer") == 1
    assert "In the same minute the alert went to Lena Fischer. Marco Rossi, who answers for" in text


def test_who_stands_behind_an_alert_is_said_on_every_rung(small_desk: Desk) -> None:
    """The second on call reads whose mark it is, and so does their telephone."""
    at_night(small_desk)
    small_desk.pass_time(timedelta(minutes=6))

    assert "Catherine Osei, CIO of Acme" in small_desk.letter("ben@desk.example", "alert").text
    assert "Acme, CIO" in small_desk.letter("ben-pager@desk.example", "pager").text


def test_one_tap_on_the_page_confirms(small_desk: Desk) -> None:
    """The link in the alert opens a page; the tap posts, and is as good as the word."""
    desk = small_desk
    at_night(desk)
    token = urlsplit(desk.letter("ana@desk.example", "alert").link("a")).path.rsplit("/", 1)[1]

    parts = desk.parts
    page = DeskPages(
        parts.store, lambda: parts.books.house, parts.clock, parts.troubles, parts.queue.nudge
    ).confirm(token)

    assert page is not None
    assert page.confirmed_by == "Ana Silva"
    assert "alert_confirmed" in desk.events()


def test_an_unconfirmed_alert_climbs_to_the_top_of_the_desk_and_stays_there(small_desk: Desk) -> None:
    """Second on call, lead, leadership within a quarter of an hour; then the last again and again."""
    desk = small_desk
    at_night(desk)

    desk.pass_time(timedelta(minutes=16))
    pagers = {one.recipient for one in desk.letters(kind="pager")}
    assert pagers >= {"ana-pager@desk.example", "ben-pager@desk.example", "lena-pager@desk.example"}
    assert desk.letters("vera@desk.example", "alert")
    before = len(desk.letters("vera@desk.example", "alert"))
    desk.pass_time(timedelta(minutes=16))
    assert len(desk.letters("vera@desk.example", "alert")) == before + 1


def test_a_desk_that_stood_still_over_the_weekend_tells_each_rung_once(small_desk: Desk) -> None:
    """Nobody finds hundreds of alerts because the last rung was missed every quarter of an hour."""
    desk = small_desk
    at_night(desk)

    desk.clock.advance(timedelta(hours=62))
    desk.run()

    assert len(desk.letters("vera@desk.example", "alert")) == 1
    assert len(desk.letters("ben@desk.example", "alert")) == 1
    desk.pass_time(timedelta(minutes=16))
    assert len(desk.letters("vera@desk.example", "alert")) == 2


def test_further_mail_reaches_whoever_confirmed_and_rings_no_telephone(small_desk: Desk) -> None:
    """Once somebody has it, the next words are theirs by mail."""
    desk = small_desk
    at_night(desk)
    desk.mail("mine", sender="marco@desk.example", answers=desk.letter("marco@desk.example", "alert"))
    desk.clock.advance(timedelta(minutes=6))
    rang = len(desk.letters(kind="pager"))

    desk.mail(
        "And the telephones too.",
        sender=CIO,
        answers=desk.letter("catherine@acme.example", "acknowledgement_urgent"),
    )

    assert "And the telephones too." in desk.letter("marco@desk.example", "notification").text
    assert len(desk.letters(kind="pager")) == rang


def test_further_mail_rings_again_only_while_nobody_has_confirmed(small_desk: Desk) -> None:
    """Nobody has it yet: all the telephones ring once more, and never twice within five minutes."""
    desk = small_desk
    at_night(desk)
    answer = desk.letter("catherine@acme.example", "acknowledgement_urgent")

    desk.clock.advance(timedelta(minutes=2))
    desk.mail("Hello?", sender=CIO, answers=answer)
    assert len(desk.letters("ana-pager@desk.example", "pager")) == 1
    desk.pass_time(timedelta(minutes=20))
    desk.mail("Is anybody there?", sender=CIO, answers=answer)

    assert len(desk.letters("ana-pager@desk.example", "pager")) == 2
    assert desk.events().count("alerted") == 1


def test_an_unproven_sender_rings_once_an_hour_and_twice_a_night(small_desk: Desk) -> None:
    """A false alarm is cheap, ten are not: the letters go every time, the telephone does not."""
    desk = small_desk
    desk.clock.set(NIGHT)
    rang = []
    for minutes, what in (
        (0, "Login down ‼"),
        (20, "Mail down ‼"),
        (70, "Network down ‼"),
        (150, "Phones down ‼"),
    ):
        desk.clock.set(NIGHT + timedelta(minutes=minutes))
        desk.mail(f"Nobody can work: {what}", sender=CIO, subject=what, proven=False)
        letter = desk.letter("ana@desk.example", "alert")
        desk.mail("mine", sender="ana@desk.example", answers=letter)
        rang.append(len(desk.letters("ana-pager@desk.example", "pager")))

    assert rang == [1, 1, 2, 2]
    assert len(desk.letters("ana@desk.example", "alert")) == 4


def test_an_alert_over_the_cap_climbs_by_mail_alone(small_desk: Desk) -> None:
    """What may not ring at once does not ring ten minutes later either."""
    desk = small_desk
    at_night(desk, proven=False)
    desk.mail("mine", sender="ana@desk.example", answers=desk.letter("ana@desk.example", "alert"))
    desk.mail("All mail is down, nobody can work.", sender=CIO, subject="Mail down ‼", proven=False)
    rang = len(desk.letters(kind="pager"))

    desk.pass_time(timedelta(minutes=11))

    assert len(desk.letters(kind="pager")) == rang
    assert desk.letters("lena@desk.example", "alert")


def without_on_call(home: Path) -> Path:
    """A home whose directory has nobody on call."""
    (home / "rules").mkdir(parents=True)
    text = (SHIPPED / "directory.yaml").read_text()
    start = text.index("on_call:")
    (home / "rules" / "directory.yaml").write_text(text[:start] + text[text.index("\n\n", start) :])
    (home / "rules" / "people.csv").write_bytes((SHIPPED / "people.csv").read_bytes())
    return home


def test_where_nobody_is_on_call_only_what_can_be_kept_is_promised(tmp_path: Path) -> None:
    """The letter says that nobody is there, who was alerted, and the first quarter of an hour of somebody's day."""
    desk = Desk(without_on_call(tmp_path / "home"))
    at_night(desk)

    letter = desk.letter("catherine@acme.example", "acknowledgement_urgent").text
    assert "Nobody is on call before that." in letter
    assert "tomorrow, Wednesday 25 November, by 07:15" in letter
    assert "Lena Fischer" in letter
    assert "Ana Silva will write" in letter
    desk.close()


def test_an_ordinary_matter_at_night_is_not_hurried_by_an_empty_rota(tmp_path: Path) -> None:
    """Only minutes need somebody there; working hours count from opening as ever."""
    desk = Desk(without_on_call(tmp_path / "home"))
    desk.clock.set(NIGHT)

    desk.mail("The printer on floor two is slow.", subject="Slow printer")

    assert "by 12:00" in desk.letter("uma@acme.example", "acknowledgement_out_of_hours").text
    desk.close()
