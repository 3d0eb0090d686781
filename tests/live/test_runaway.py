"""An entry that alerts far more often than usual stops paging; its tickets go on, and an operator releases it."""

from datetime import timedelta

import pytest
from office import OPERATOR, Office

from desk import Got, words_of
from deskbell.errors import OperatorError

ENTRY = "a manager's red mark"
#: Who answers for the client, and hears of each alert.
MANAGER = "marco@desk.example"


def urgent(office: Office, count: int, name: str = "storm") -> None:
    """So many matters, each marked red by the CIO."""
    for number in range(count):
        office.mail(
            words_of(number + sum(map(ord, name)) * 100),
            sender="Catherine Osei <catherine@acme.example>",
            subject=words_of(number + sum(map(ord, name)) * 100)[:26],
            headers={"Importance": "high"},
            run=False,
        )
        office.clock.advance(timedelta(seconds=40))
    office.run()


def alerts(office: Office) -> list[Got]:
    return office.letters(kind="alert")


def stopped(office: Office) -> list[str]:
    return [
        one["reference"]
        for one in office.tickets()
        if "paging_stopped" in office.events(int(one["reference"][3:]))
    ]


def test_the_twentieth_alert_within_an_hour_stops_paging_and_the_ticket_goes_on(office: Office) -> None:
    urgent(office, 25)
    office.second()
    office.run()
    assert len(office.tickets()) == 25
    assert stopped(office) == [f"DB-{number}" for number in range(1025, 1019, -1)]
    last = office.ticket(1025)
    assert (last["priority"], last["state"]) == ("P1", "open")
    assert not [one for one in alerts(office) if "storm 24" in one.subject]
    assert office.letters(last["owner"], "notification")


def test_the_operator_is_alarmed_once_and_it_shows_until_released(office: Office) -> None:
    urgent(office, 25)
    office.second(10)
    office.run()
    (alarm,) = [one for one in office.letters(OPERATOR, "operator_alarm") if "paging" in one.subject]
    assert f'deskbell rules release "{ENTRY}"' in alarm.text
    assert any(ENTRY in one for one in office.parts.troubles())
    office.restart()
    assert any(ENTRY in one for one in office.parts.troubles())
    office.live.release(ENTRY)
    assert office.parts.troubles() == ()


def test_a_released_entry_pages_again_and_may_be_stopped_again(office: Office) -> None:
    urgent(office, 22)
    office.second()
    office.live.release(ENTRY)
    urgent(office, 1, "again")
    assert "paging_stopped" not in office.events()
    urgent(office, 25, "more")
    assert "paging_stopped" in office.events()


def test_the_same_number_over_a_day_is_no_runaway(office: Office) -> None:
    """However often two alerts ring within the hour until somebody takes them."""
    for _ in range(12):
        before = len(alerts(office))
        urgent(office, 2)
        office.pass_time(timedelta(hours=1))
        office.second(5)
        rang = alerts(office)[before:]
        assert len(rang) > 20
        newest = {one.subject: one for one in rang if one.recipient == MANAGER}
        assert len(newest) == 2
        for alert in newest.values():
            office.mail("mine", sender=MANAGER, answers=alert)
    assert len(office.tickets()) == 24
    assert stopped(office) == []


def test_releasing_what_is_not_stopped_names_what_is(office: Office) -> None:
    with pytest.raises(OperatorError, match="none is"):
        office.live.release("nothing")
