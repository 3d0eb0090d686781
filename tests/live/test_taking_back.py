"""An operator goes back to a set that was live, and it stays until they edit again."""

import pytest
from office import Office, robot

from deskbell.errors import OperatorError
from deskbell.store import sets


def twice(office: Office) -> None:
    """Two edits: the robot, then its reason."""
    robot(office)
    office.rest()
    office.edit("rules/urgency.yaml", "The robot feeds the line.", "It feeds the line.")
    office.rest()
    assert office.live.number == 3


def test_back_makes_the_set_before_live_under_a_new_number_and_says_so(office: Office) -> None:
    robot(office)
    office.rest()
    decision = office.live.back()
    office.run()
    assert (decision.number, decision.changed) == (3, ("urgency.yaml",))
    office.mail(subject="The robot stands still")
    assert office.ticket()["priority"] == "P3"
    assert len(office.told("rules_live")) == 2


def test_it_stays_live_over_time_and_restarts_although_the_files_say_otherwise(office: Office) -> None:
    robot(office)
    office.rest()
    office.live.back()
    office.second(40)
    office.restart()
    office.second(40)
    assert office.live.number == 3
    assert office.parts.troubles() == ()


def test_the_next_edit_goes_live_again(office: Office) -> None:
    robot(office)
    office.rest()
    office.live.back()
    office.edit("rules/urgency.yaml", "The robot feeds the line.", "It feeds the line.")
    office.rest()
    assert office.live.number == 4
    office.mail(subject="The robot stands still")
    assert office.ticket()["priority"] == "P2"


def test_back_twice_goes_two_sets_back_and_not_to_and_fro(office: Office) -> None:
    twice(office)
    assert office.live.back().number == 4
    assert office.live.back().number == 5
    notes = {one.number: one.note for one in sets.history(office.parts.store)}
    assert (notes[4]["again"], notes[5]["again"]) == (2, 1)
    with pytest.raises(OperatorError, match="no older set"):
        office.live.back()


def test_back_to_a_number(office: Office) -> None:
    twice(office)
    assert office.live.back(1).number == 4
    with pytest.raises(OperatorError, match="those kept are 1 to 4"):
        office.live.back(9)
    with pytest.raises(OperatorError, match="what is live now"):
        office.live.back(1)


def test_apply_after_going_back_makes_the_files_live_again(office: Office) -> None:
    robot(office)
    office.rest()
    office.live.back()
    assert office.live.apply().number == 4
    assert office.live.apply().unchanged


def test_the_last_fifty_sets_are_kept(office: Office) -> None:
    for number in range(2, 54):
        made = sets.publish(
            office.parts.store,
            expected=number - 1,
            fingerprint=f"{number:064}",
            note={},
            files=b"{}",
            verdict=None,
            now=office.clock.now(),
            tell=lambda docket, number: None,
        )
        assert made == number
    kept = sets.history(office.parts.store)
    assert (len(kept), kept[0].number, kept[-1].number) == (50, 53, 4)
