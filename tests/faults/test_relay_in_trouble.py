"""A relay that defers, refuses, cuts the wire or stays silent; and a desk that is told to hold its letters."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from witness import (
    SENDER,
    assert_every_letter_once,
    assert_one_ticket_each,
    at_rest,
    hurry,
    mail,
    offer,
    one,
    rows,
    until,
)

from desk import Desk
from deskbell.delivery.factory import postman_from
from deskbell.delivery.relay import Patience
from deskbell.ports import Handed, Parcel, Result
from process import Running
from relay import Behaviour, Received, Relay, wait_until


def to_uma(recipient: str) -> bool:
    return recipient == SENDER


@pytest.mark.crash
@pytest.mark.parametrize(
    "behaviour",
    [Behaviour(defer="rcpt"), Behaviour(defer="dot"), Behaviour(drop="connect"), Behaviour(drop="rcpt")],
    ids=["defers the recipient", "defers the letter", "hangs up at once", "hangs up at the recipient"],
)
def test_letters_wait_for_a_relay_in_trouble_and_then_go_once(
    running: Callable[..., Running], relay: Relay, behaviour: Behaviour
) -> None:
    """Each is tried again, and none is lost or sent twice."""
    relay.behave(behaviour)
    desk = running().start()
    for number in range(3):
        assert offer(desk.smtp, mail(number)) == 250
    until(
        lambda: one(desk, "select count(*) from letter where attempts > 0 and state = 'waiting'") >= 3, desk
    )
    assert not relay.received
    relay.behave(Behaviour())
    until(
        lambda: (
            hurry(desk) or not one(desk, "select count(*) from letter where state in ('waiting', 'sending')")
        ),
        desk,
    )
    at_rest(desk)
    assert_one_ticket_each(desk, 3)
    assert_every_letter_once(desk, relay)


@pytest.mark.crash
def test_a_customer_the_relay_refuses_was_not_told_and_the_owner_hears_it(
    running: Callable[..., Running], relay: Relay
) -> None:
    """One try; the letter counts as refused, the timeline says so, and whoever owns the ticket gets a letter."""
    relay.behave(Behaviour(refuse="rcpt", only=to_uma))
    desk = running().start()
    assert offer(desk.smtp, mail(0)) == 250
    until(lambda: rows(desk, "select 1 from letter where kind = 'bounced' and state = 'sent'"), desk)
    [(state, attempts, answer)] = rows(
        desk, f"select state, attempts, answer from letter where recipient = '{SENDER}'"
    )
    assert (state, attempts) == ("refused", 1)
    assert "no such user" in answer
    owner = one(desk, "select owner from ticket")
    told = [words for words in map(text, relay.sent_to(owner)) if "no such user" in words]
    assert len(told) == 1
    assert SENDER in told[0]
    [reference] = [row[0] for row in rows(desk, "select id from ticket")]
    timeline = desk.command("ticket", f"DB-{reference}").stdout.decode()
    assert "refused" in timeline


def text(letter: Received) -> str:
    """Its words, on one line."""
    body = letter.message.get_body(("plain",))
    return " ".join(body.get_content().split()) if body else ""


@pytest.mark.crash
def test_an_acknowledgement_whose_answer_was_lost_goes_again_as_the_same_bytes(
    running: Callable[..., Running], relay: Relay
) -> None:
    """The relay took it and the wire was cut before it said so."""
    relay.behave(Behaviour(drop="dot", taken=True, only=to_uma))
    desk = running().start()
    assert offer(desk.smtp, mail(0)) == 250
    until(lambda: relay.sent_to(SENDER), desk)
    until(
        lambda: rows(
            desk, f"select 1 from letter where recipient = '{SENDER}' and attempts > 0 and lease_until = 0"
        ),
        desk,
    )
    relay.behave(Behaviour())
    until(
        lambda: (
            hurry(desk) or not one(desk, "select count(*) from letter where state in ('waiting', 'sending')")
        ),
        desk,
    )
    first, second = relay.sent_to(SENDER)
    assert first.data == second.data
    assert_one_ticket_each(desk, 1)


@pytest.fixture
def desk(tmp_path: Path, relay: Relay) -> Iterator[Desk]:
    """A desk whose time stands still, with the relay."""
    made = Desk(tmp_path / "home", postman=postman_from(relay.url, patience=Patience()))
    yield made
    made.close()


def free(desk: Desk) -> None:
    """Every pause between two tries is over."""
    with desk.parts.store.writer.engine.begin() as connection:
        connection.exec_driver_sql("update letter set due_at = 0 where state in ('waiting', 'sending')")


def letters_of(desk: Desk, kind: str) -> list[dict[str, Any]]:
    return [letter for letter in desk.ticket()["letters"] if letter["kind"] == kind]


def test_a_survey_whose_answer_was_lost_does_not_go_twice(desk: Desk, relay: Relay) -> None:
    """A second copy would ask twice; the owner is told that nobody knows."""
    desk.mail("My printer prints nothing.")
    desk.mail(
        "It has paper again.\n/resolve",
        sender="Ana Okafor <ana@desk.example>",
        answers=desk.letter("ana@desk.example", "notification"),
    )
    relay.behave(Behaviour(drop="dot", taken=True, only=to_uma))
    desk.pass_time(timedelta(days=12))
    assert [letter["state"] for letter in letters_of(desk, "survey")] == ["sending"]
    relay.behave(Behaviour())
    for _ in range(3):
        free(desk)
        desk.run()
    [survey] = letters_of(desk, "survey")
    assert survey["state"] == "unknown"
    assert [letter.message["Message-ID"] for letter in relay.sent_to(SENDER)].count(
        f"<{survey['message_id']}>"
    ) == 1
    assert desk.letters("ana@desk.example", "unsent")


def test_letters_to_one_reader_go_in_the_order_they_were_written(desk: Desk, relay: Relay) -> None:
    """The answer does not overtake the acknowledgement that the relay put off."""
    relay.behave(Behaviour(defer="rcpt", only=to_uma))
    desk.mail("My printer prints nothing.")
    desk.mail(
        "Has it paper?",
        sender="Ana Okafor <ana@desk.example>",
        answers=desk.letter("ana@desk.example", "notification"),
    )
    relay.behave(Behaviour())
    free(desk)
    desk.run()
    desk.run()
    assert [letter.kind for letter in desk.letters(SENDER)] == ["acknowledgement", "reply"]
    written = [
        f"<{letter['message_id']}>" for letter in desk.ticket()["letters"] if letter["recipient"] == SENDER
    ]
    assert [str(letter.message["Message-ID"]) for letter in relay.sent_to(SENDER)] == written


class SlowPostman:
    """Takes letters one by one; at the third somebody holds all sending."""

    def __init__(self) -> None:
        self.handed: list[int] = []
        self.desk: Desk | None = None

    def deliver(self, parcels: Iterable[Parcel]) -> Iterator[Result]:
        for parcel in parcels:
            self.handed.append(parcel.letter_id)
            if self.desk and len(self.handed) == 3:
                self.desk.parts.store.set_flag("outbox_hold", "", self.desk.clock.now())
            sleep(0.3)
            yield Result(parcel.letter_id, Handed.ACCEPTED, 250, "taken")


def test_a_hold_stops_the_letters_already_in_hand_and_a_release_sends_each_once(tmp_path: Path) -> None:
    """Held in the middle of a batch: the letter under way is finished, the next is not begun."""
    postman = SlowPostman()
    desk = Desk(tmp_path / "home", postman=postman)
    postman.desk = desk
    try:
        for number in range(4):
            desk.keep(mail(number), ["support@desk.example"])
        desk.run()
        assert len(postman.handed) == 3
        desk.parts.store.set_flag("outbox_hold", None, desk.clock.now())
        desk.run()
        assert len(postman.handed) == len(set(postman.handed)) == len(desk.letters()) > 6
    finally:
        desk.close()


@pytest.mark.crash
def test_the_operator_holds_all_sending_and_lets_it_go_again(
    running: Callable[..., Running], relay: Relay
) -> None:
    """Mail comes in and tickets are made meanwhile."""
    desk = running().start()
    assert desk.command("outbox", "hold", "--why", "wrong template").returncode == 0
    for number in range(3):
        assert offer(desk.smtp, mail(number)) == 250
    until(lambda: one(desk, "select count(*) from ticket") == 3, desk)
    sleep(1.5)
    assert not relay.received
    assert desk.command("outbox", "release").returncode == 0
    at_rest(desk)
    wait_until(lambda: len(relay.received) >= 6)
    assert_one_ticket_each(desk, 3)
    assert_every_letter_once(desk, relay)
