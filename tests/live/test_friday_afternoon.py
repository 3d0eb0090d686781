"""The operator's Friday afternoon, from the first wrong key to the quiet evening: real files, a real database."""

from datetime import UTC, datetime

import pytest
from office import OPERATOR, MakeOffice, Office

from desk import words_of
from deskbell.errors import OperatorError
from deskbell.live.handover import handover
from deskbell.store import sets

#: Ten past three in London.
FRIDAY = datetime(2026, 11, 27, 15, 10, tzinfo=UTC)
GREEDY = """entries:
  - name: somebody asks for help
    when: {text: {words: [help]}}
    then: {urgency: high, impact: high}
    because: Help is help.
    examples:
      - mail: {subject: Help me with the printer}
        expect: {priority: P1}
"""


def customer(office: Office, number: int, subject: str = "") -> None:
    office.mail(
        text=f"Please help me with it. {words_of(number)}",
        sender=f"Customer {number} <user{number}@acme.example>",
        subject=subject or f"Order {words_of(number)[:17]} hangs",
    )


def test_the_operators_friday_afternoon(make: MakeOffice) -> None:
    office = make(now=FRIDAY)
    for number in range(8):
        customer(office, number)
    customer(office, 8, "Outage: nobody can work")
    urgent = [one["reference"] for one in office.tickets() if one["priority"] == "P1"]
    owners = {one["owner"] for one in office.tickets()}
    assert "ben@desk.example" in owners

    # A rule half typed, saved by the editor, and the telephone rings: nothing changes but a letter.
    office.edit(
        "rules/urgency.yaml", "entries:\n", "entries:\n  - name: somebody asks for help\n    when: {te\n"
    )
    office.rest()
    assert office.live.number == 1
    assert "rules/urgency.yaml:" in office.told("rules_refused")[0]
    customer(office, 9)
    assert office.ticket()["priority"] == "P3"

    # The rule is finished, and far too greedy: it waits, and says what it would do.
    office.edit("rules/urgency.yaml", "entries:\n  - name: somebody asks for help\n    when: {te\n", GREEDY)
    office.rest()
    assert office.live.number == 1
    waiting = office.told("rules_waiting")[0]
    assert "10 would be P1 or P2 instead of 1" in waiting
    assert "deskbell rules apply --yes" in waiting
    customer(office, 10)
    assert office.ticket()["priority"] == "P3"

    # "I mean it." An hour's mail later they do not mean it any more, and take it back.
    assert office.live.apply(yes=True).number == 2
    office.run()
    assert "Of the last 11 mails, 10 would have been judged otherwise" in office.told("rules_live")[0]
    customer(office, 11)
    assert office.ticket()["priority"] == "P1"
    assert office.ticket()["set"] == 2
    assert office.live.back().number == 3
    customer(office, 12)
    assert office.ticket()["priority"] == "P3"
    office.restart()
    assert office.live.number == 3, "what was taken back does not come again by itself"
    office.edit("rules/urgency.yaml", GREEDY, "entries:\n")
    office.rest()
    assert office.live.number == 3
    assert office.parts.troubles() == ()

    # Ben leaves today. His name goes out of the directory while he still has tickets: refused, with what to do.
    office.edit(
        "rules/directory.yaml",
        "  - {address: ben@desk.example, name: Ben Okafor, pager: ben-pager@desk.example}\n",
        "",
    )
    office.edit(
        "rules/directory.yaml",
        "members: [ana@desk.example, ben@desk.example, ",
        "members: [ana@desk.example, ",
    )
    office.edit("rules/directory.yaml", "second: ben@desk.example", "second: chloe@desk.example")
    office.rest()
    assert office.live.number == 3
    with pytest.raises(OperatorError, match="deskbell handover ben@desk"):
        office.live.apply()
    his = [one["reference"] for one in office.tickets() if one["owner"] == "ben@desk.example"]
    done = handover(office.parts.store, office.live.house, "Ben", "Chloe", office.clock.now())
    assert len(done.tickets) == len(his)
    office.live.reconsider()
    office.rest()
    assert office.live.number == 4
    assert office.letters(kind="handover")
    assert not [one for one in office.tickets() if one["owner"] == "ben@desk.example"]

    # The evening: everything is told in the history, nothing is lost, nobody else was written to.
    kept = sets.history(office.parts.store)
    assert [(one.number, one.note.get("why", "")) for one in kept] == [
        (4, ""),
        (3, "set 1 again"),
        (2, ""),
        (1, "the first set"),
    ]
    assert len(office.told("rules_live")) == 3
    assert urgent == [one["reference"] for one in office.tickets() if one["reference"] in urgent]
    assert len(office.tickets()) == 13
    assert {one for one, _ in office.outcomes()} == {"opened"}
    assert len(office.letters(OPERATOR)) == 3 + 3
    assert office.parts.troubles() == ()
