"""A set may load and still leave a client alone at some hour; `check` says so."""

from dataclasses import replace
from datetime import UTC, datetime

from deskbell.domain.people import OnCall
from deskbell.triage.gaps import gone, unattended, warnings
from deskbell.triage.ruleset import RuleSet

MONDAY = datetime(2026, 3, 9, 0, 30, tzinfo=UTC)


def test_the_sample_desk_leaves_nobody_alone(shipped: RuleSet) -> None:
    assert warnings(shipped, MONDAY) == ()


def test_hours_in_which_an_urgent_mail_meets_nobody_are_named(shipped: RuleSet) -> None:
    alone = replace(shipped, directory=replace(shipped.directory, rota=()))
    told = warnings(alone, MONDAY)
    assert len(told) == 6
    assert told[0].startswith("team support: an urgent mail meets nobody from Monday 00:00 to Monday 07:00;")
    assert "Friday 19:00 to Monday 00:00" in told[-1]
    assert len(unattended(alone.directory, "support", MONDAY)) == 6


def test_an_account_manager_without_deputy_is_named(shipped: RuleSet) -> None:
    acme = shipped.directory.clients["Acme"]
    for deputy, told in (("", "has no deputy"), (acme.account_manager, "is their own deputy")):
        clients = {"Acme": replace(acme, deputy=deputy)}
        rules = replace(shipped, directory=replace(shipped.directory, clients=clients))
        assert warnings(rules, MONDAY) == (f"client Acme: its account manager {told}",)


def test_somebody_on_call_without_pager_is_named(shipped: RuleSet) -> None:
    rota = (OnCall("chloe@desk.example"),)
    rules = replace(shipped, directory=replace(shipped.directory, rota=rota))
    assert warnings(rules, MONDAY) == ("Chloe Martin is on call this week and has no pager",)


def test_whoever_a_new_directory_forgets_is_named(shipped: RuleSet) -> None:
    agents = {
        address: agent for address, agent in shipped.directory.agents.items() if agent.name != "Ben Okafor"
    }
    assert gone(shipped.directory, replace(shipped.directory, agents=agents)) == ("ben@desk.example",)
