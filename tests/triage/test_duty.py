"""Routing names an owner who is there, or says from when; alerts reach whoever stands in."""

from dataclasses import replace
from datetime import UTC, datetime

from deskbell.domain.people import OnCall
from deskbell.triage.duty import People, attended, on_call, route
from deskbell.triage.facts import Facts
from deskbell.triage.ruleset import RuleSet

TUESDAY = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
EVENING = datetime(2026, 3, 10, 18, 30, tzinfo=UTC)
NIGHT = datetime(2026, 3, 10, 22, 10, tzinfo=UTC)
ANA, BEN, CHLOE = "ana@desk.example", "ben@desk.example", "chloe@desk.example"


def facts(now: datetime = TUESDAY, **more: object) -> Facts:
    return replace(Facts(now=now, client="Acme", recipients=("support@desk.example",)), **more)  # type: ignore[arg-type]


def owner(rules: RuleSet, about: Facts, word: str = "last_owner", last: str = "") -> str:
    return route(rules.directory, about, "", word, last).owner


def test_the_agent_of_last_time_has_it_again(shipped: RuleSet) -> None:
    assert owner(shipped, facts(load={BEN: 9, ANA: 0, CHLOE: 0}), last=BEN) == BEN


def test_while_the_agent_of_last_time_is_off_duty_the_least_loaded_has_it(shipped: RuleSet) -> None:
    assert owner(shipped, facts(EVENING, load={CHLOE: 5}), last=BEN) == CHLOE
    assert owner(shipped, facts(load={ANA: 3, BEN: 2, CHLOE: 1}, away=frozenset({BEN})), last=BEN) == CHLOE


def test_an_agent_who_left_is_nobody(shipped: RuleSet) -> None:
    assert owner(shipped, facts(load={ANA: 1, CHLOE: 1}), last="gone@desk.example") == BEN


def test_at_night_it_is_whoever_is_on_next_and_from_when_is_said(shipped: RuleSet) -> None:
    routing = route(shipped.directory, facts(NIGHT, load={ANA: 50}), "", "last_owner", CHLOE)
    assert routing.owner == ANA
    assert routing.on_duty_from == datetime(2026, 3, 11, 7, 0, tzinfo=UTC)


def test_with_everybody_away_somebody_is_named_all_the_same(shipped: RuleSet) -> None:
    assert owner(shipped, facts(away=frozenset({ANA, BEN, CHLOE}))) in (ANA, BEN, CHLOE)


def test_the_deputy_stands_in_for_an_account_manager_who_is_away(shipped: RuleSet) -> None:
    about = facts(away=frozenset({"marco@desk.example"}))
    assert owner(shipped, about, "account_manager") == "dana@desk.example"
    assert People.of(shipped.directory, about, "support", ANA).told(["account_manager"]) == (
        "dana@desk.example",
    )


def test_an_account_manager_of_nobody_falls_to_the_team(shipped: RuleSet) -> None:
    assert owner(shipped, facts(client="", load={BEN: 1, CHLOE: 1}), "account_manager") == ANA


def test_nobody_is_told_twice_and_nobody_who_is_not_there(shipped: RuleSet) -> None:
    people = People.of(shipped.directory, facts(client=""), "support", ANA)
    assert people.told(["owner", "on_call", "account_manager", "team_lead"]) == (ANA, "lena@desk.example")


def test_the_second_is_called_while_the_first_on_call_is_away(shipped: RuleSet) -> None:
    people = People.of(shipped.directory, facts(NIGHT, away=frozenset({ANA})), "support", "")
    assert people.told(["on_call"]) == (BEN,)


def test_the_rota_changes_on_monday_at_eight_by_the_desks_clock(shipped: RuleSet) -> None:
    rota = (OnCall(ANA), OnCall(BEN, week="2026-07-06"))
    directory = replace(shipped.directory, rota=rota)
    assert on_call(directory, datetime(2026, 7, 6, 6, 59, tzinfo=UTC)).first == ANA
    assert on_call(directory, datetime(2026, 7, 6, 7, 0, tzinfo=UTC)).first == BEN
    assert on_call(directory, datetime(2026, 7, 13, 6, 59, tzinfo=UTC)).first == BEN
    assert on_call(directory, datetime(2026, 7, 13, 7, 0, tzinfo=UTC)).first == ANA


def test_a_desk_without_rota_is_unattended_at_night(shipped: RuleSet) -> None:
    directory = replace(shipped.directory, rota=())
    assert not attended(directory, "support", NIGHT, frozenset())
    assert attended(directory, "support", TUESDAY, frozenset())


def test_an_empty_desk_routes_to_nobody_and_does_not_break(shipped: RuleSet) -> None:
    directory = replace(shipped.directory, teams={}, agents={}, rota=(), clients={})
    assert route(directory, facts(), "", "last_owner", ANA).owner == ""
    assert not attended(directory, "support", TUESDAY, frozenset())


def test_mail_to_a_team_address_goes_to_that_team(shipped: RuleSet) -> None:
    assert (
        route(shipped.directory, facts(recipients=("help+x@desk.example",)), "", "least_load", "").team
        == "support"
    )
