"""Feedback reports (RFC 5965): somebody pressed the button that says "unwanted", and their provider tells us of which letter."""

from pathlib import Path

import pytest

from deskbell.mail.read import read
from deskbell.mail.values import Feedback, Mail

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "feedback"


def sample(name: str) -> Mail:
    return read((SAMPLES / f"{name}.eml").read_bytes())


def test_the_letter_it_is_about_is_named() -> None:
    """By the Message-ID of what is brought back, and by the sender of its envelope."""
    assert sample("abuse-with-the-letter-whole").feedback == Feedback(
        "abuse",
        "17.0f3a.k1zyxwvutsrqponm@desk.example",
        "bounces+17.k1abcdefghijklmnopqrst@desk.example",
    )


def test_header_fields_alone_are_enough() -> None:
    """A folded Message-ID and a type in capitals are read as any other."""
    found = sample("header-fields-alone").feedback
    assert found == Feedback("opt-out", "18.77aa.k1aaaaaaaaaaaaaaaa@desk.example")


@pytest.mark.parametrize("name", ["abuse-with-the-letter-whole", "header-fields-alone", "nothing-in-it"])
def test_it_is_a_machines_and_no_bounce(name: str) -> None:
    """Nobody answers it, and no letter counts as lost because of it."""
    mail = sample(name)
    assert mail.feedback is not None
    assert mail.auto
    assert mail.bounce is None


def test_one_that_says_nothing_is_one_all_the_same() -> None:
    assert sample("nothing-in-it").feedback == Feedback("")


def test_a_mail_about_abuse_is_a_persons() -> None:
    """Words make no report; only its form does."""
    mail = read(
        b"From: Uma <uma@acme.example>\r\nSubject: abuse report\r\n\r\nFeedback-Type: abuse, says my boss.\r\n"
    )
    assert (mail.feedback, mail.auto) == (None, False)
