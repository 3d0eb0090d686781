"""The relay that the other tests trust is what it says it is."""

import smtplib
import threading

import pytest

from relay import Behaviour, Relay, wait_until

LETTER = b"Message-ID: <1@desk.example>\r\n\r\nHello\r\n"


def send(relay: Relay, *recipients: str) -> None:
    with smtplib.SMTP("127.0.0.1", relay.port, local_hostname="desk.example", timeout=5) as client:
        client.sendmail("desk@desk.example", recipients or ("jo@acme.example",), LETTER)


def test_it_keeps_envelope_and_bytes_of_what_it_took() -> None:
    with Relay() as relay:
        send(relay, "jo@acme.example", "mia@acme.example")
        send(relay)

        first, second = relay.wait_for(2)

    assert (first.mail_from, first.recipients) == (
        "desk@desk.example",
        ("jo@acme.example", "mia@acme.example"),
    )
    assert (first.data, first.connection, second.connection) == (LETTER, 1, 2)
    assert relay.sent_to("mia@acme.example") == [first]


def test_waiting_for_what_does_not_come_fails() -> None:
    with Relay() as relay:
        with pytest.raises(AssertionError, match="took 0 letters, not 1"):
            relay.wait_for(1, seconds=0.05)
        with pytest.raises(AssertionError, match="in time"):
            wait_until(lambda: False, seconds=0.05)


def test_a_letter_it_refused_is_not_among_those_it_took() -> None:
    with Relay() as relay:
        relay.behave(Behaviour(refuse="dot"))
        with pytest.raises(smtplib.SMTPDataError):
            send(relay)
        relay.behave(Behaviour())
        send(relay)

        assert len(relay.wait_for(1)) == 1


def test_it_puts_another_message_id_in_the_place_of_ours() -> None:
    with Relay() as relay:
        relay.behave(Behaviour(replace_id="2@relay.example"))
        send(relay)

        assert relay.wait_for(1)[0].data == LETTER.replace(b"1@desk.example", b"2@relay.example")


def test_it_goes_down_with_its_connections_and_comes_back_on_the_same_port() -> None:
    relay = Relay().start()
    hanging = smtplib.SMTP("127.0.0.1", relay.port, local_hostname="desk.example", timeout=5)
    relay.stop()

    with pytest.raises(smtplib.SMTPServerDisconnected):
        hanging.noop()
    hanging.close()
    with pytest.raises(ConnectionRefusedError):
        send(relay)
    with Relay(port=relay.port) as back:
        send(back)
        assert len(back.wait_for(1)) == 1


def test_no_thread_of_it_is_left() -> None:
    before = threading.active_count()
    for _ in range(3):
        with Relay() as relay:
            relay.behave(Behaviour(hang="dot"))
            client = smtplib.SMTP("127.0.0.1", relay.port, local_hostname="desk.example", timeout=0.2)
            with pytest.raises((TimeoutError, smtplib.SMTPServerDisconnected)):
                client.sendmail("desk@desk.example", "jo@acme.example", LETTER)

    assert threading.active_count() == before
