"""More mail than the desk can settle at once: the senders first, then whoever wrote, then the owners."""

from dataclasses import replace

from desk import Desk, words_of, written
from deskbell import journey
from deskbell.inflow import Inflow


class _QuietDoor:
    """Nobody is at the door."""

    in_a_burst = False


def _kept(desk: Desk, count: int) -> None:
    for number in range(count):
        sender = f"Person {number} <person{number}@acme.example>"
        mail = written(desk.clock.now(), words_of(number), sender, subject=words_of(number)[:40])
        desk.keep(mail, ["support@desk.example"])


def test_whoever_wrote_hears_of_us_before_the_owner_does(desk: Desk) -> None:
    """With patience only what somebody waits for goes out; without it, all."""
    desk.mail("Nothing prints since this morning.", run=False)
    journey.take_in(desk.desk)
    while journey.send_due(desk.desk, patience=10.0):
        pass
    assert [letter.kind for letter in desk.letters()] == ["acknowledgement"]
    desk.run()
    assert [letter.kind for letter in desk.letters()] == ["acknowledgement", "notification"]


def test_owners_wait_while_mail_piles_up_and_no_longer(desk: Desk) -> None:
    """A full round means that more is coming; the first that is not full gives the owners' letters their turn."""
    _kept(desk, Inflow.BATCH + 5)
    nudges: list[float] = []
    inflow = Inflow(replace(desk.desk, nudge=lambda: nudges.append(inflow.patience)), _QuietDoor())
    assert inflow() == Inflow.BATCH
    assert inflow.patience == Inflow.BEHIND
    assert inflow() == 5
    assert inflow.patience == 0.0
    assert nudges[-1] == 0.0


def test_a_lone_mail_makes_no_owner_wait(desk: Desk) -> None:
    """Without a pile nobody steps back."""
    _kept(desk, 1)
    inflow = Inflow(desk.desk, _QuietDoor())
    assert inflow() == 1
    assert inflow.patience == 0.0
