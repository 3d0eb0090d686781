"""Who answers while somebody is away, as the directory has it; and who hears a complaint about the desk itself."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk import Desk
from deskbell.share import shipped

UMA = "uma@acme.example"
#: Friday evening in London, after the desk has closed.
FRIDAY_NIGHT = datetime(2026, 11, 27, 21, 0, tzinfo=UTC)


def desk_with(tmp_path: Path, *changes: tuple[str, str], now: datetime | None = None) -> Desk:
    """A desk whose directory is the sample with some of its text exchanged."""
    rules = tmp_path / "home" / "rules"
    rules.mkdir(parents=True)
    text = (shipped("rules") / "directory.yaml").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (rules / "directory.yaml").write_text(text, "utf-8")
    (rules / "people.csv").write_text((shipped("rules") / "people.csv").read_text("utf-8"), "utf-8")
    return Desk(tmp_path / "home", **({"now": now} if now else {}))


def away(name: str, first: str, last: str) -> tuple[str, str]:
    """That agent is away from one day to another."""
    return f"{{address: {name}@desk.example,", (
        f"{{address: {name}@desk.example, away: [{{from: {first}, until: {last}}}],"
    )


COMPLAINT = "I want to complain. My laptop waited two days and no word came."


def test_the_deputy_stands_in_by_name_while_the_account_manager_is_away(tmp_path: Path) -> None:
    """Away by the directory, whatever their hours say; the letter says for whom."""
    desk = desk_with(tmp_path, away("marco", "2026-11-23", "2026-12-04"))
    desk.mail(COMPLAINT, subject="My laptop")

    assert desk.ticket()["owner"] == "dana@desk.example"
    letter = desk.letter(UMA, "acknowledgement_complaint")
    assert "Dana Novak" in letter.text
    assert "Marco Rossi" in letter.text
    desk.close()


def test_the_last_day_of_an_absence_counts_and_the_next_does_not(tmp_path: Path) -> None:
    """From the first day to the last, by the agent's own calendar."""
    desk = desk_with(tmp_path, away("marco", "2026-11-20", "2026-11-24"))
    desk.mail(COMPLAINT, subject="My laptop")
    assert desk.ticket()["owner"] == "dana@desk.example"

    desk.clock.advance(timedelta(days=1))
    desk.mail(
        "I want to complain: the spare laptop was taken away again.",
        subject="The spare",
        sender="tom@acme.example",
    )
    assert desk.ticket()["owner"] == "marco@desk.example"
    desk.close()


def test_the_evening_before_a_holiday_is_the_deputys_already(tmp_path: Path) -> None:
    """Who comes back in two weeks does not answer what the deputy can answer on Monday."""
    desk = desk_with(tmp_path, away("marco", "2026-11-30", "2026-12-11"), now=FRIDAY_NIGHT)
    desk.mail(COMPLAINT, subject="My laptop")

    assert desk.ticket()["owner"] == "dana@desk.example"
    desk.close()


def test_where_both_are_away_the_next_above_answers(tmp_path: Path) -> None:
    """A complaint does not lie in an empty room."""
    desk = desk_with(
        tmp_path, away("marco", "2026-11-23", "2026-12-04"), away("dana", "2026-11-24", "2026-11-24")
    )
    desk.mail(COMPLAINT, subject="My laptop")

    assert desk.ticket()["owner"] == "vera@desk.example"
    desk.close()


def test_nothing_new_goes_to_an_agent_who_is_away(tmp_path: Path) -> None:
    """The second on call is called for the first, and tickets go to colleagues."""
    desk = desk_with(tmp_path, away("ana", "2026-11-23", "2026-12-04"))
    desk.mail("My mouse is slow.", subject="Mouse")
    assert desk.ticket()["owner"] != "ana@desk.example"

    desk.mail(
        "Nobody can log in, everything is down.",
        subject="Login down",
        sender="Catherine Osei <catherine@acme.example>",
        headers={"Importance": "high"},
    )
    assert not desk.letters("ana@desk.example", "alert")
    assert desk.letters("ben@desk.example", "alert")
    desk.close()


def test_an_absence_that_ends_before_it_begins_is_refused_with_its_place(tmp_path: Path) -> None:
    """As any other error of the books."""
    with pytest.raises(Exception, match=r"directory\.yaml:\d+:\d+: 2026-11-20 is before 2026-11-23"):
        desk_with(tmp_path, away("ana", "2026-11-23", "2026-11-20"))


@pytest.mark.parametrize(
    "words",
    [
        "I want to complain about your service desk. It is the worst I know.",
        "I want to make a complaint about the desk: it is slow and rude.",
        "We are very unhappy with your help desk, and I want to complain.",
    ],
)
def test_a_complaint_about_the_desk_goes_to_the_next_above(small_desk: Desk, words: str) -> None:
    """Neither account manager nor lead sees it before leadership decides."""
    desk = small_desk
    desk.mail(words, subject="Your service")

    assert desk.ticket()["kind"] == "complaint"
    assert desk.ticket()["owner"] == "vera@desk.example"
    assert "Vera Lind answers for this" in desk.letter(UMA, "acknowledgement_complaint").text
    desk.pass_time(timedelta(days=3))
    assert {one.recipient for one in desk.letters()} <= {UMA, "vera@desk.example", "operator@desk.example"}


def test_who_only_wrote_to_the_desk_complains_about_something_else(small_desk: Desk) -> None:
    """The account manager answers as ever."""
    desk = small_desk
    desk.mail(
        "I want to complain. I wrote to your service desk two days ago and heard nothing.", subject="Laptop"
    )

    assert desk.ticket()["owner"] == "marco@desk.example"
