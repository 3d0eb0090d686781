"""The pages of a real desk: what a tap does there is what the word does by mail, and a letter says where answers go."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desk import Desk, words_of
from deskbell.pages import DeskPages

LENA = "lena@desk.example"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "home")
    yield desk
    desk.close()


def pages(desk: Desk) -> DeskPages:
    parts = desk.parts
    return DeskPages(parts.store, lambda: parts.books.house, parts.clock, parts.troubles, parts.queue.nudge)


def token(link: str) -> str:
    return urlsplit(link).path.rsplit("/", 1)[1]


def an_incident_with_alerts(desk: Desk) -> None:
    """Three people write that nobody can work: each calls people, then the incident calls them once for all."""
    for who, words in (
        ("olga", "Outlook does not connect, nobody here can work."),
        ("piet", "Nobody can work: Outlook will not connect."),
        ("rosa", "Outlook cannot connect since nine; nobody can work."),
    ):
        desk.mail(words, sender=f"{who}@acme.example", subject="Outlook does not connect ‼")


def confirmed(desk: Desk) -> dict[int, str]:
    """Who has the alert of each ticket."""
    with desk.parts.store.reading() as connection:
        rows = connection.exec_driver_sql("select ticket_id, confirmed_by from alert").all()
    return {row.ticket_id: row.confirmed_by for row in rows}


@pytest.mark.parametrize("way", ["word", "tap"])
def test_a_tap_stops_what_the_word_stops(desk: Desk, way: str) -> None:
    """Whoever has an incident has the alerts of the mails that made it too, by whichever way they said so."""
    an_incident_with_alerts(desk)
    assert len(confirmed(desk)) > 1
    incident = max(confirmed(desk))
    alert = next(
        one
        for one in reversed(desk.letters(kind="alert"))
        if f"DB-{incident}" in one.subject and one.recipient in (LENA, "ana@desk.example")
    )
    if way == "tap":
        page = pages(desk).confirm(token(alert.link("a")))
        assert page
        assert page.confirmed_by
    else:
        desk.mail("mine", sender=alert.recipient, answers=alert)
    assert set(confirmed(desk).values()) == {alert.recipient}


def test_a_tap_on_what_somebody_else_has_takes_nothing_away(desk: Desk) -> None:
    desk.mail(
        "Nobody can log in.", sender="Catherine Osei <catherine@acme.example>", headers={"Importance": "high"}
    )
    first, second = desk.letters(kind="alert")[:2]
    site = pages(desk)
    one, other = site.confirm(token(first.link("a"))), site.confirm(token(second.link("a")))
    assert one
    assert other
    assert one.confirmed_by == other.confirmed_by
    assert desk.events().count("alert_confirmed") == 1


def test_the_local_page_says_where_answers_to_a_letter_go(desk: Desk) -> None:
    desk.mail("It prints nothing.")
    site = pages(desk)
    shown = next(one for one in site.letters() if one.kind == "acknowledgement")
    letter = site.letter(shown.letter_id)
    assert letter
    assert letter.sender == desk.letter("uma@acme.example").reply_to
    assert letter.sender.startswith("support+")


def test_no_line_of_a_letter_on_the_local_page_ends_in_mid_sentence(desk: Desk) -> None:
    """In the letter itself lines end after 72 characters, for old programs; a page is as wide as its window."""
    desk.mail("Nobody can log in.", sender="catherine@acme.example", headers={"Importance": "high"})
    site = pages(desk)
    shown = next(one for one in site.letters() if one.kind == "alert")
    letter = site.letter(shown.letter_id)
    assert letter
    assert any(len(line) > 80 for line in letter.text.splitlines())
    assert not [line for line in letter.text.splitlines() if line.endswith(" ") and line != "-- "]


def test_who_was_answered_more_than_once_is_asked_whether_they_were_kept_informed(desk: Desk) -> None:
    """Solved at the first answer, there was nothing to be kept informed of."""
    for number, questions in enumerate((0, 1)):
        desk.mail(words_of(number), sender=f"wim{number}@acme.example", subject=words_of(number + 10))
        notification = desk.letter("ana@desk.example", "notification")
        for _ in range(questions):
            desk.mail("Which one is it?", sender="ana@desk.example", answers=notification)
        desk.mail("/resolve It is put right.", sender="ana@desk.example", answers=notification)
        link = desk.letter(f"wim{number}@acme.example", "resolved").link("s")
        page = pages(desk).survey(token(link))
        assert page is not None
        assert page.kept_informed is bool(questions)


def test_the_page_of_an_alert_says_since_when(desk: Desk) -> None:
    an_incident_with_alerts(desk)
    page = pages(desk).alert(token(desk.letters(LENA, "alert")[0].link("a")))
    assert page is not None
    assert page.since == "today, Tuesday, at 09:15"


def test_the_status_page_says_when_they_hear_only_while_the_next_word_is_ours(desk: Desk) -> None:
    desk.mail("My printer prints nothing.")
    link = desk.letter("uma@acme.example", "acknowledgement").link("t")
    page = pages(desk).status(token(link))
    assert page is not None
    assert page.next_contact == "today, Tuesday, by 13:15"
    assert page.expected == "on Tuesday, 1 December, by 09:15"

    notification = desk.letter("ana@desk.example", "notification")
    desk.mail("/wait customer until fri 10:00\n\nIs it A4?", sender="ana@desk.example", answers=notification)
    page = pages(desk).status(token(link))
    assert page is not None
    assert (page.state, page.next_contact) == ("waiting", "")
