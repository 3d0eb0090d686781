"""With several processes one publishes and the others load what it published."""

import pytest
from office import MakeOffice, Office, robot

from deskbell.store import sets
from servers import Postgres


@pytest.fixture
def pair(make: MakeOffice, postgres: Postgres) -> tuple[Office, Office]:
    url = postgres.database()
    return make(url=url), make(url=url)


def test_both_run_the_first_set_whichever_started_first(pair: tuple[Office, Office]) -> None:
    assert [one.live.number for one in pair] == [1, 1]
    assert len(sets.history(pair[0].parts.store)) == 1


def test_one_publishes_and_the_other_loads_that(pair: tuple[Office, Office]) -> None:
    robot(pair[0])
    for _ in range(10):
        for one in pair:
            one.second()
    assert [one.live.number for one in pair] == [2, 2]
    assert len(sets.history(pair[0].parts.store)) == 2
    pair[0].run()
    assert len(pair[0].told("rules_live")) == 1


def test_the_other_judges_by_the_new_set_within_its_next_second(pair: tuple[Office, Office]) -> None:
    robot(pair[0])
    pair[0].rest()
    pair[1].second()
    pair[1].mail(subject="The robot stands still")
    assert pair[1].ticket()["priority"] == "P2"


def test_when_the_one_that_publishes_is_gone_the_other_does(pair: tuple[Office, Office]) -> None:
    first, second = pair
    first.second()
    second.second()
    robot(first)
    second.rest()
    assert second.live.number == 1  # the first holds the lease, and has not looked yet
    first.close()
    second.rest()
    assert second.live.number == 2


def test_a_set_taken_back_in_one_is_taken_back_in_all(pair: tuple[Office, Office]) -> None:
    robot(pair[0])
    pair[0].rest()
    pair[1].second()
    pair[1].live.back()
    for one in pair:
        one.second(40)
    assert [one.live.number for one in pair] == [3, 3]


def test_a_process_that_did_not_hear_of_a_set_cannot_publish_over_it(pair: tuple[Office, Office]) -> None:
    first, second = pair
    robot(first)
    first.live.apply()
    made = sets.publish(
        second.parts.store,
        expected=second.live.number,
        fingerprint="x",
        note={},
        files=b"{}",
        verdict=None,
        now=second.clock.now(),
        tell=lambda docket, number: None,
    )
    assert made == 0
    assert len(sets.history(second.parts.store)) == 2
