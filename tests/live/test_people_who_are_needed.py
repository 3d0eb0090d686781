"""Nobody who holds a matter can be lost from the directory; what they hold is handed over first."""

import pytest
from office import Office

from deskbell.errors import OperatorError
from deskbell.live.handover import handover

ANA = "ana@desk.example"


def ticket_of(office: Office, owner: str, **more: str) -> None:
    """A ticket that this agent owns."""
    office.mail(**more)
    number = int(office.tickets()[0]["reference"].removeprefix("DB-"))
    with office.parts.store.writer.engine.begin() as connection:
        connection.exec_driver_sql(f"update ticket set owner = '{owner}' where id = {number}")


def without_ana(office: Office) -> None:
    path = office.rules / "directory.yaml"
    lines = [one for one in path.read_text("utf-8").splitlines(True) if f"address: {ANA}" not in one]
    text = (
        "".join(lines)
        .replace(f"members: [{ANA}, ", "members: [")
        .replace(f"first: {ANA}, second: ben@", "first: ben@")
    )
    text = (
        text.replace("leader: lena", "second: chloe@desk.example, leader: lena")
        if "second:" not in text
        else text
    )
    path.write_text(text, "utf-8")


def test_an_agent_with_tickets_cannot_be_dropped_and_the_letter_lists_them(office: Office) -> None:
    ticket_of(office, ANA)
    ticket_of(office, ANA, subject="Another", sender="vic@acme.example")
    without_ana(office)
    office.rest()
    assert office.live.number == 1
    (text,) = office.told("rules_refused")
    assert "2 tickets (DB-1001, DB-1002)" in text
    assert "deskbell handover ana@desk.example TO" in text


def test_an_agent_with_nothing_in_hand_can_go(office: Office) -> None:
    without_ana(office)
    office.rest()
    assert office.live.number == 2, office.parts.troubles()
    assert office.live.house.directory.agent(ANA) is None


def test_after_the_handover_the_directory_goes_live_by_itself(office: Office) -> None:
    ticket_of(office, ANA)
    without_ana(office)
    office.rest()
    done = handover(office.parts.store, office.live.house, "Ana", "Ben Okafor", office.clock.now())
    office.live.reconsider()
    office.rest()
    assert (done.old, done.new, done.tickets) == ("Ana Silva", "Ben Okafor", (1001,))
    assert office.ticket()["owner"] == "ben@desk.example"
    assert office.live.number == 2


def test_a_handover_tells_the_customer_and_gives_the_new_owner_the_last_words(office: Office) -> None:
    ticket_of(office, ANA, text="The printer prints nothing.")
    handover(office.parts.store, office.live.house, ANA, "ben", office.clock.now())
    office.run()
    told = office.letter("uma@acme.example", "handover").text
    assert "Ben Okafor takes your request over from Ana Silva" in told
    assert "prints nothing" in office.letter("ben@desk.example", "notification").text
    assert "handed_over" in office.events()


def test_live_promises_count_and_go_along(office: Office) -> None:
    ticket_of(office, "ben@desk.example")
    with office.parts.store.writer.engine.begin() as connection:
        connection.exec_driver_sql(f"update promise set by = '{ANA}'")
    without_ana(office)
    office.rest()
    assert "1 live promise" in office.told("rules_refused")[0]
    handover(office.parts.store, office.live.house, ANA, "chloe", office.clock.now())
    assert office.ticket()["promises"][0]["by"] == "chloe@desk.example"
    assert office.ticket()["owner"] == "ben@desk.example"


def test_complaints_and_owed_prevention_count_even_on_closed_tickets(office: Office) -> None:
    ticket_of(office, ANA)
    with office.parts.store.writer.engine.begin() as connection:
        connection.exec_driver_sql("update ticket set kind = 'complaint', state = 'closed', next_at = null")
        connection.exec_driver_sql("update promise set state = 'kept'")
        connection.exec_driver_sql(
            "insert into complaint (ticket_id, opened_at, prevention_due) values (1001, 1, 2)"
        )
    without_ana(office)
    office.rest()
    assert "holds 1 prevention" in office.told("rules_refused")[0]
    done = handover(office.parts.store, office.live.house, ANA, "ben", office.clock.now())
    assert done.tickets == (1001,)
    assert office.ticket()["owner"] == "ben@desk.example"


def test_going_back_to_a_directory_without_a_needed_agent_is_refused_too(office: Office) -> None:
    office.edit(
        "rules/directory.yaml",
        "  - {address: lena@desk.example, name: Lena",
        "  - {address: zoe@desk.example, name: Zoe Young}\n  - {address: lena@desk.example, name: Lena",
    )
    office.rest()
    ticket_of(office, "zoe@desk.example")
    with pytest.raises(OperatorError, match="is no longer in it"):
        office.live.back()
    assert office.live.number == 2


def test_a_name_that_nobody_bears_is_refused_with_those_there_are(office: Office) -> None:
    with pytest.raises(OperatorError, match="Ben Okafor"):
        handover(office.parts.store, office.live.house, "Ana", "Bem", office.clock.now())
    with pytest.raises(OperatorError, match="has them already"):
        handover(office.parts.store, office.live.house, "Ana", "Ana", office.clock.now())
