"""Nobody who holds a matter can be lost from the directory; what they hold is handed over first."""

from urllib.parse import urlsplit

import pytest
from office import Office

from deskbell.errors import OperatorError
from deskbell.live.handover import handover
from deskbell.pages import DeskPages

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


# -- an agent's new address


NEW = "ana.silva@example.org"


def with_a_new_address(office: Office, aliases: str) -> None:
    """Ana, whose mailbox has moved, everywhere in the directory; `aliases` is what her entry says of the old one."""
    path = office.rules / "directory.yaml"
    text = path.read_text("utf-8").replace(ANA, NEW)
    path.write_text(text.replace(f"address: {NEW}, name", f"address: {NEW}, {aliases}name"), "utf-8")


def test_a_new_address_that_is_not_tied_to_the_old_is_refused_and_the_letter_says_how_to_tie_it(
    office: Office,
) -> None:
    ticket_of(office, ANA)
    with_a_new_address(office, "")
    office.rest()
    assert office.live.number == 1
    (text,) = office.told("rules_refused")
    assert f"or, if {NEW} is their new address, add there aliases: [{ANA}]" in " ".join(text.split())


def test_an_agent_with_a_new_address_keeps_what_is_theirs_and_nobody_is_told(office: Office) -> None:
    office.mail("The printer prints nothing.")
    notification, told = office.letter(ANA, "notification"), len(office.letters("uma@acme.example"))
    with_a_new_address(office, f"aliases: [{ANA}], ")
    office.rest()
    assert office.live.number == 2, office.parts.troubles()
    assert office.ticket()["owner"] == NEW
    assert ANA not in {one["by"] for one in office.ticket()["promises"]}
    assert len(office.letters("uma@acme.example")) == told
    # An answer from the new mailbox to a letter that went to the old one is still hers, and so is its token.
    office.mail("Please switch it off and on.", sender=NEW, answers=notification, proven=False)
    assert "switch it off" in office.letter("uma@acme.example", "reply").text
    office.mail("It prints again, but blurred.", answers=office.letter("uma@acme.example", "reply"))
    assert "blurred" in office.letter(NEW).text


def test_the_alert_sent_to_the_old_address_can_be_confirmed_by_its_link(office: Office) -> None:
    office.mail("Nobody can log in.", sender="catherine@acme.example", headers={"Importance": "high"})
    link = office.letter(ANA, "alert").link("a")
    with_a_new_address(office, f"aliases: [{ANA}], ")
    office.rest()
    parts = office.parts
    site = DeskPages(parts.store, lambda: parts.books.house, parts.clock, parts.troubles, parts.queue.nudge)
    page = site.confirm(urlsplit(link).path.rsplit("/", 1)[1])
    assert page
    assert page.confirmed_by == "Ana Silva"


def test_what_is_held_under_an_old_address_follows_at_the_next_start_if_the_desk_died_in_between(
    office: Office,
) -> None:
    with_a_new_address(office, f"aliases: [{ANA}], ")
    office.rest()
    ticket_of(office, ANA)
    office.restart()
    assert office.ticket()["owner"] == NEW


def test_a_customer_with_a_new_address_sees_the_page_of_letters_to_the_old_and_to_the_new(
    office: Office,
) -> None:
    old, new = "catherine@acme.example", "catherine.osei@acme.example"
    office.mail("Where do I find the report?", sender=old)
    path = office.rules / "directory.yaml"
    path.write_text(
        path.read_text("utf-8")
        .replace(f"address: {old}", f"address: {new}")
        .replace("[cio@", f"[{old}, cio@"),
        "utf-8",
    )
    office.rest()
    assert office.live.number == 2, office.parts.troubles()
    office.mail("It is the report of October.", sender=new, answers=office.letter(old, "acknowledgement"))
    office.mail("/wait customer until tomorrow 15:00 Which year?", sender=ANA, answers=office.letter(ANA))
    links = [one.link("t") for who in (old, new) for one in office.letters(who) if "/t/" in one.text]
    parts = office.parts
    site = DeskPages(parts.store, lambda: parts.books.house, parts.clock, parts.troubles, parts.queue.nudge)
    assert len(office.tickets()) == 1
    assert len(links) > 1
    for link in links:
        assert site.status(urlsplit(link).path.rsplit("/", 1)[1]), link
