"""Every letter is handed to the relay, and what became of it is told truthfully, whatever the relay does."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator

import pytest

from delivery.certificates import server_and_client
from deskbell.delivery.aliases import reported_id
from deskbell.delivery.factory import postman_from
from deskbell.delivery.relay import Patience
from deskbell.ports import Handed, Parcel, Postman, Result
from relay import Behaviour, Relay

BRIEF = Patience(connect=1, greeting=0.4, command=0.4, data=0.4, block=0.4, final_dot=0.4, quit=0.2)
LETTER = b"From: desk@desk.example\r\nSubject: Hello\r\nMessage-ID: <1.k.s@desk.example>\r\n\r\nHello\r\n"


def parcel(number: int, recipient: str = "jo@acme.example", data: bytes = LETTER) -> Parcel:
    return Parcel(number, f"bounces+{number}@desk.example", recipient, data)


def postman(relay: Relay, patience: Patience | None = None) -> Postman:
    return postman_from(relay.url, helo="desk.example", patience=patience)


def outcomes(results: Iterator[Result]) -> list[Handed]:
    return [result.outcome for result in results]


@pytest.fixture(params=[(), ("PIPELINING",)], ids=["step by step", "pipelined"])
def relay(request: pytest.FixtureRequest) -> Iterator[Relay]:
    with Relay(features=request.param) as listening:
        yield listening


def test_a_batch_goes_over_one_connection_each_letter_with_its_own_return_path(relay: Relay) -> None:
    results = list(postman(relay).deliver([parcel(1), parcel(2, "mia@acme.example")]))

    first, second = relay.wait_for(2)
    assert [(r.letter_id, r.outcome, r.code) for r in results] == [
        (1, Handed.ACCEPTED, 250),
        (2, Handed.ACCEPTED, 250),
    ]
    assert results[0].answer == "2.0.0 Ok: queued as 1"
    assert (first.mail_from, first.recipients, first.data) == (
        "bounces+1@desk.example",
        ("jo@acme.example",),
        LETTER,
    )
    assert (second.mail_from, second.recipients) == ("bounces+2@desk.example", ("mia@acme.example",))
    assert relay.connections == 1


def test_each_result_is_known_before_the_next_letter_is_asked_for(relay: Relay) -> None:
    asked: list[int] = []

    def parcels() -> Iterator[Parcel]:
        for number in (1, 2):
            asked.append(number)
            yield parcel(number)

    results = postman(relay).deliver(parcels())
    next(results)

    assert asked == [1]
    assert len(relay.received) == 1


def test_nothing_is_connected_before_there_is_a_letter(relay: Relay) -> None:
    assert list(postman(relay).deliver([])) == []
    assert relay.connections == 0


def test_an_empty_return_path_is_the_null_one(relay: Relay) -> None:
    list(postman(relay).deliver([Parcel(1, "", "jo@acme.example", LETTER)]))

    assert relay.commands[0].startswith("MAIL FROM:<> ")


@pytest.mark.parametrize("step", ["mail", "rcpt", "data", "dot"])
def test_a_4xx_at_any_step_defers_the_letter_and_the_next_one_goes(relay: Relay, step: str) -> None:
    results = postman(relay).deliver([parcel(1), parcel(2)])
    relay.behave(Behaviour(defer=step))
    first = next(results)
    relay.behave(Behaviour())
    second = next(results)

    assert (first.outcome, first.code, first.answer) == (Handed.DEFERRED, 451, "4.3.0 try again later")
    assert second.outcome is Handed.ACCEPTED
    assert relay.connections == 1


@pytest.mark.parametrize("step", ["rcpt", "data", "dot"])
def test_a_5xx_refuses_that_recipients_letter_alone(relay: Relay, step: str) -> None:
    relay.behave(Behaviour(refuse=step, only=lambda to: to == "gone@acme.example"))

    results = list(postman(relay).deliver([parcel(1), parcel(2, "gone@acme.example"), parcel(3)]))

    assert [r.outcome for r in results] == [Handed.ACCEPTED, Handed.REFUSED, Handed.ACCEPTED]
    assert (results[1].code, results[1].answer) == (550, "5.1.1 no such user here")
    assert relay.connections == 1


def test_a_half_begun_transaction_is_reset_and_a_whole_one_needs_no_reset(relay: Relay) -> None:
    relay.behave(Behaviour(refuse="rcpt", only=lambda to: to == "gone@acme.example"))

    list(postman(relay).deliver([parcel(1), parcel(2), parcel(3, "gone@acme.example"), parcel(4)]))

    assert [command.split()[0] for command in relay.commands].count("RSET") == 1
    assert relay.commands[6] == "RSET"


def test_a_refusal_of_our_own_address_waits_for_the_operator(relay: Relay) -> None:
    relay.behave(Behaviour(refuse="mail", answer="550 5.7.60 you may not send as this address"))

    [result] = postman(relay).deliver([parcel(1)])

    assert (result.outcome, result.code) == (Handed.DEFERRED, 550)


@pytest.mark.parametrize(
    "answer",
    [
        "530 5.7.0 authentication required",
        "503 5.5.1 bad sequence",
        "500 what?",
        "554 5.7.1 <jo@acme.example>: Relay access denied",
        "550 relay not permitted",
        "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain",
        "550 5.7.1 Relaying denied. Proper authentication required.",
    ],
)
def test_a_refusal_that_speaks_of_our_settings_waits_for_the_operator(relay: Relay, answer: str) -> None:
    relay.behave(Behaviour(refuse="rcpt", answer=answer))

    assert outcomes(postman(relay).deliver([parcel(1)])) == [Handed.DEFERRED]


def test_no_relay_at_all_defers_the_whole_batch(relay: Relay) -> None:
    gone = postman(relay)
    relay.stop()

    results = list(gone.deliver([parcel(1), parcel(2)]))

    assert [r.outcome for r in results] == [Handed.DEFERRED, Handed.DEFERRED]
    assert f"127.0.0.1:{relay.port} could not be reached" in results[0].answer


def test_a_host_that_has_no_address_defers() -> None:
    for host in ("nowhere.invalid", "a" * 70 + ".example"):
        [result] = postman_from(f"smtp://{host}", patience=BRIEF).deliver([parcel(1)])

        assert result.outcome is Handed.DEFERRED


def test_a_relay_that_never_greets_defers_and_is_asked_once(relay: Relay) -> None:
    relay.behave(Behaviour(hang="connect"))

    assert outcomes(postman(relay, BRIEF).deliver([parcel(1), parcel(2)])) == [Handed.DEFERRED] * 2
    assert relay.connections == 1


def test_a_relay_that_greets_with_554_defers(relay: Relay) -> None:
    relay.behave(Behaviour(refuse="connect", answer="554 5.7.1 no SMTP service here"))

    [result] = postman(relay).deliver([parcel(1)])

    assert result.outcome is Handed.DEFERRED
    assert "554 5.7.1 no SMTP service here" in result.answer


@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
@pytest.mark.parametrize("fault", ["hang", "drop"])
def test_trouble_before_the_final_dot_defers(relay: Relay, step: str, fault: str) -> None:
    relay.behave(Behaviour(**{fault: step}))

    [result] = postman(relay, BRIEF).deliver([parcel(1)])

    assert (result.outcome, result.code) == (Handed.DEFERRED, 0)
    assert relay.received == []


@pytest.mark.parametrize("fault", ["hang", "drop"])
def test_a_letter_that_did_not_go_out_whole_is_deferred(relay: Relay, fault: str) -> None:
    relay.behave(Behaviour(**{fault: "content"}))

    [result] = postman(relay, BRIEF).deliver([parcel(1, data=LETTER + b"0123456789abcdef\r\n" * 1_000_000)])

    assert (result.outcome, result.code) == (Handed.DEFERRED, 0)
    assert relay.received == []


@pytest.mark.parametrize("taken", [True, False])
@pytest.mark.parametrize("fault", ["hang", "drop"])
def test_no_answer_to_the_final_dot_is_unknown_and_never_called_deferred(
    relay: Relay, fault: str, taken: bool
) -> None:
    relay.behave(Behaviour(**{fault: "dot"}, taken=taken))  # type: ignore[arg-type]

    [result] = postman(relay, BRIEF).deliver([parcel(1)])

    assert (result.outcome, result.code) == (Handed.UNKNOWN, 0)
    assert "after the final dot" in result.answer
    assert len(relay.received) == taken


def test_an_unknown_outcome_is_not_tried_again_by_itself_and_the_next_letter_goes(relay: Relay) -> None:
    relay.behave(Behaviour(drop="dot", taken=True, only=lambda to: to == "odd@acme.example"))

    results = postman(relay).deliver([parcel(1), parcel(2, "odd@acme.example"), parcel(3)])

    assert outcomes(results) == [Handed.ACCEPTED, Handed.UNKNOWN, Handed.ACCEPTED]
    assert [mail.recipients[0] for mail in relay.received].count("odd@acme.example") == 1
    assert relay.connections == 2


def test_a_relay_that_takes_few_letters_a_connection_gets_a_fresh_one(relay: Relay) -> None:
    relay.behave(Behaviour(after=2))

    results = postman(relay).deliver([parcel(number) for number in range(1, 6)])

    assert outcomes(results) == [Handed.ACCEPTED] * 5
    assert [mail.connection for mail in relay.received] == [1, 1, 2, 2, 3]


def test_a_connection_that_broke_between_letters_is_made_anew(relay: Relay) -> None:
    results = postman(relay).deliver([parcel(1), parcel(2)])
    next(results)
    relay.behave(Behaviour(drop="mail"))
    dropped = next(results)

    assert dropped.outcome is Handed.DEFERRED
    assert relay.connections == 2


def test_a_deaf_relay_costs_a_batch_two_waits_and_not_fifty(relay: Relay) -> None:
    relay.behave(Behaviour(hang="rcpt"))

    results = list(postman(relay, BRIEF).deliver([parcel(number) for number in range(50)]))

    assert {result.outcome for result in results} == {Handed.DEFERRED}
    assert relay.connections == 2
    assert "Not tried" in results[-1].answer


def test_one_deaf_recipient_holds_up_nobody_else(relay: Relay) -> None:
    relay.behave(Behaviour(hang="rcpt", only=lambda to: to == "deaf@acme.example"))
    batch = [parcel(1), parcel(2, "deaf@acme.example"), parcel(3), parcel(4, "deaf@acme.example"), parcel(5)]

    results = outcomes(postman(relay, BRIEF).deliver(batch))

    assert results == [Handed.ACCEPTED, Handed.DEFERRED, Handed.ACCEPTED, Handed.DEFERRED, Handed.ACCEPTED]


def test_leaving_a_batch_early_closes_the_connection(relay: Relay) -> None:
    results = postman(relay).deliver([parcel(1), parcel(2)])
    next(results)
    results.close()  # type: ignore[attr-defined]

    assert outcomes(postman(relay).deliver([parcel(3)])) == [Handed.ACCEPTED]
    assert relay.connections == 2


# -- what goes over the wire


@pytest.mark.parametrize(
    "body", [b".\r\n", b"..\r\nx\r\n", b"a\r\n.\r\nb\r\n", b".hidden\r\n.\r\n\r\n", b"no end", b"\r\n\r\n"]
)
def test_dots_at_line_starts_arrive_as_they_were(relay: Relay, body: bytes) -> None:
    data = LETTER + body

    list(postman(relay).deliver([parcel(1, data=data), parcel(2, data=body)]))

    end = b"" if body.endswith(b"\r\n") else b"\r\n"
    assert [mail.data for mail in relay.wait_for(2)] == [data + end, body + end]


@pytest.mark.parametrize("end", [b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r\n.\r", b"\r.\r\n"])
def test_a_letter_cannot_smuggle_a_second_one(relay: Relay, end: bytes) -> None:
    smuggled = LETTER + b"x" + end + b"MAIL FROM:<evil@x.example>\r\nRCPT TO:<you@y.example>\r\nDATA\r\n"

    list(postman(relay).deliver([parcel(1, data=smuggled)]))

    [mail] = relay.wait_for(1)
    assert b"MAIL FROM:<evil@x.example>" in mail.data
    assert mail.data.count(b"\r") == mail.data.count(b"\n") == mail.data.count(b"\r\n")


@pytest.mark.parametrize("stray", [b"\r", b"\n", b"\r\r\n", b"\n\r", b"\r\n\r", b"\n\n"])
@pytest.mark.parametrize("place", [b"a%sb\r\n", b"%sb\r\n", b"a%s", b"x.y%s"])
def test_no_letter_takes_a_cr_or_lf_alone_along(relay: Relay, place: bytes, stray: bytes) -> None:
    list(postman(relay).deliver([parcel(1, data=LETTER + place % stray)]))

    [mail] = relay.wait_for(1)
    assert mail.data.startswith(LETTER)
    assert mail.data.count(b"\r") == mail.data.count(b"\n") == mail.data.count(b"\r\n")


def test_a_dot_is_doubled_after_whatever_may_be_taken_for_a_line_end(relay: Relay) -> None:
    list(postman(relay).deliver([parcel(1, data=LETTER + b"a\n.b\r.c\r\r\nd\r\n\n..e")]))

    [received] = relay.wait_for(1)
    assert received.data == LETTER + b"a\r\n.b\r\n.c\r\n\r\nd\r\n\r\n..e\r\n"


def test_a_message_written_with_bare_line_feeds_arrives_with_the_line_ends_of_mail(relay: Relay) -> None:
    list(postman(relay).deliver([parcel(1, data=b"Subject: x\n\na\nb")]))

    [received] = relay.wait_for(1)
    assert received.data == b"Subject: x\r\n\r\na\r\nb\r\n"


def test_a_large_letter_arrives_whole(relay: Relay) -> None:
    data = LETTER + b"0123456789abcdef.\r\n" * 200_000

    assert outcomes(postman(relay).deliver([parcel(1, data=data)])) == [Handed.ACCEPTED]
    assert relay.wait_for(1)[0].data == data


@pytest.mark.parametrize(
    "address",
    [
        "jo@acme.example\r\nRCPT TO:<other@acme.example>",
        "jo@acme.example> NOTIFY=NEVER",
        "jo@acme.example\x00",
        "jo acme.example",
        "a@b@c.example",
        "@acme.example",
        "jo@",
        "",
    ],
)
def test_what_is_no_address_never_reaches_the_relay(relay: Relay, address: str) -> None:
    [result] = postman(relay).deliver([parcel(1, address)])
    [back] = postman(relay).deliver([Parcel(2, address or "x", "jo@acme.example", LETTER)])

    assert (result.outcome, back.outcome) == (Handed.REFUSED, Handed.REFUSED)
    assert "\n" not in result.answer
    assert relay.commands == []


def test_a_domain_beyond_ascii_goes_out_as_punycode(relay: Relay) -> None:
    assert outcomes(postman(relay).deliver([parcel(1, "jo@bücher.example")])) == [Handed.ACCEPTED]
    assert relay.wait_for(1)[0].recipients == ("jo@xn--bcher-kva.example",)


def test_a_local_part_beyond_ascii_needs_a_relay_that_offers_smtputf8(relay: Relay) -> None:
    data = "To: jürgen@acme.example\r\n\r\nHallo\r\n".encode()

    [refused] = postman(relay).deliver([parcel(1, "jürgen@acme.example", data)])
    with Relay(utf8=True) as modern:
        accepted = outcomes(postman(modern).deliver([parcel(1, "jürgen@acme.example", data), parcel(2)]))
        special, plain = modern.wait_for(2)

    assert (refused.outcome, refused.code) == (Handed.REFUSED, 553)
    assert "SMTPUTF8" in refused.answer
    assert accepted == [Handed.ACCEPTED] * 2
    assert special.recipients == ("jürgen@acme.example",)
    assert special.data == data
    assert ("SMTPUTF8" in special.options, "SMTPUTF8" in plain.options) == (True, False)


def test_a_letter_larger_than_the_relay_takes_is_refused_before_it_is_sent() -> None:
    with Relay(size=1000) as small:
        [result] = postman(small).deliver([parcel(1, data=LETTER + b"x" * 2000)])

    assert (result.outcome, result.code) == (Handed.REFUSED, 552)
    assert small.commands == []


def test_a_relay_with_delivery_reports_is_told_the_letters_name() -> None:
    with Relay(features=("DSN",)) as reporting:
        list(postman(reporting).deliver([parcel(5007)]))

    assert "RET=HDRS ENVID=5007" in reporting.commands[0]


# -- TLS and credentials


@pytest.fixture(scope="module")
def contexts(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return server_and_client(tmp_path_factory.mktemp("tls"))


Contexts = tuple[ssl.SSLContext, ssl.SSLContext]


def test_a_user_signs_in_inside_tls(contexts: Contexts) -> None:
    server, client = contexts
    with Relay(tls=server, users={"desk": "pässword"}) as relay:
        signed_in = postman_from(relay.url, user="desk", password="pässword\n", context=client)

        assert outcomes(signed_in.deliver([parcel(1)])) == [Handed.ACCEPTED]
        [mail] = relay.wait_for(1)
    assert (mail.secure, mail.user) == (True, "desk")


def test_tls_from_the_first_byte(contexts: Contexts) -> None:
    server, client = contexts
    with Relay(tls=server, implicit=True) as relay:
        assert outcomes(postman_from(relay.url, context=client).deliver([parcel(1)])) == [Handed.ACCEPTED]
        assert relay.wait_for(1)[0].secure


def test_a_wrong_password_defers_and_is_never_repeated_in_an_answer(contexts: Contexts) -> None:
    server, client = contexts
    with Relay(tls=server, users={"desk": "right"}) as relay:
        [result] = postman_from(relay.url, user="desk", password="wrong-secret", context=client).deliver(
            [parcel(1)]
        )

    assert result.outcome is Handed.DEFERRED
    assert "user and password" in result.answer
    assert "wrong-secret" not in result.answer


def test_credentials_never_go_in_the_clear(relay: Relay) -> None:
    [result] = postman_from(relay.url, user="desk", password="secret").deliver([parcel(1)])

    assert result.outcome is Handed.DEFERRED
    assert "STARTTLS" in result.answer


def test_required_tls_that_is_not_offered_sends_nothing(relay: Relay) -> None:
    strict = postman_from(f"smtp+starttls://127.0.0.1:{relay.port}")

    assert outcomes(strict.deliver([parcel(1)])) == [Handed.DEFERRED]
    assert relay.commands == []


def test_a_certificate_nobody_vouches_for_stops_the_letter(contexts: Contexts) -> None:
    with Relay(tls=contexts[0]) as relay:
        strict = postman_from(f"smtp+starttls://127.0.0.1:{relay.port}")
        [result] = strict.deliver([parcel(1)])

    assert result.outcome is Handed.DEFERRED
    assert "TLS with 127.0.0.1 failed" in result.answer


def test_a_relay_told_to_use_no_tls_is_spoken_to_plainly(contexts: Contexts) -> None:
    with Relay(tls=contexts[0]) as relay:
        plain = postman_from(f"smtp+plain://127.0.0.1:{relay.port}")

        assert outcomes(plain.deliver([parcel(1)])) == [Handed.ACCEPTED]


def test_a_mail_server_on_this_machine_needs_no_certificate(contexts: Contexts) -> None:
    with Relay(tls=contexts[0]) as relay:
        assert outcomes(postman(relay).deliver([parcel(1)])) == [Handed.ACCEPTED]
        assert not relay.wait_for(1)[0].secure


def test_words_sent_before_tls_are_forgotten(contexts: Contexts) -> None:
    """A man in the middle answers EHLO and STARTTLS, and slips in a greeting of his own before TLS begins."""
    listener = socket.create_server(("127.0.0.1", 0))

    def man_in_the_middle() -> None:
        client, _ = listener.accept()
        with client:
            client.sendall(b"220 relay\r\n")
            client.recv(1000)
            client.sendall(b"250-relay\r\n250 STARTTLS\r\n")
            client.recv(1000)
            client.sendall(b"220 go on\r\n250-relay\r\n250 AUTH PLAIN\r\n235 welcome\r\n")
            client.recv(1000)

    thread = threading.Thread(target=man_in_the_middle)
    thread.start()
    try:
        strict = postman_from(
            f"smtp+starttls://127.0.0.1:{listener.getsockname()[1]}", patience=BRIEF, context=contexts[1]
        )
        [result] = strict.deliver([parcel(1)])
    finally:
        thread.join(10)
        listener.close()

    assert result.outcome is Handed.DEFERRED
    assert "TLS" in result.answer


# -- odd answers


def answering(*answers: bytes, heard: list[bytes] | None = None) -> tuple[str, threading.Thread]:
    """A server that says these words, one after each thing it hears, and then closes."""
    listened = [] if heard is None else heard
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        client, _ = listener.accept()
        with client, listener:
            for answer in answers:
                with contextlib.suppress(ConnectionError):
                    client.sendall(answer)
                    listened.append(client.recv(100_000))

    thread = threading.Thread(target=serve)
    thread.start()
    return f"smtp://127.0.0.1:{listener.getsockname()[1]}", thread


GREETING = (b"220 relay\r\n", b"250 relay\r\n")
MAIL_AND_RCPT = (b"250 ok\r\n", b"250 ok\r\n")


PIPELINING = (b"220 relay\r\n", b"250-relay\r\n250 PIPELINING\r\n")


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_answers_are_understood_however_the_wire_cuts_them(size: int) -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        client, _ = listener.accept()
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        answers = (*PIPELINING, b"250 ok\r\n250-yes\r\n250 yes\r\n354 go\r\n", b"250-taken\r\n250 whole\r\n")
        with client, listener:
            for answer in answers:
                for start in range(0, len(answer), size):
                    client.sendall(answer[start : start + size])
                client.recv(100_000)

    thread = threading.Thread(target=serve)
    thread.start()
    url = f"smtp://127.0.0.1:{listener.getsockname()[1]}"
    [result] = postman_from(url, patience=Patience(quit=1)).deliver([parcel(1)])
    thread.join(10)

    assert (result.outcome, result.code, result.answer) == (Handed.ACCEPTED, 250, "taken whole")


def test_a_pipelining_relay_that_wants_a_message_for_nobody_gets_an_empty_one() -> None:
    heard: list[bytes] = []
    url, thread = answering(
        *PIPELINING, b"250 ok\r\n550 nobody\r\n354 go on\r\n", b"554 no recipients\r\n", heard=heard
    )
    [result] = postman_from(url, patience=BRIEF).deliver([parcel(1)])
    thread.join(10)

    assert (result.outcome, result.code, result.answer) == (Handed.REFUSED, 550, "nobody")
    assert heard[1].count(b"\r\n") == 3
    assert heard[2] == b".\r\n"


def test_a_letter_is_never_sent_to_a_pipelining_relay_that_refused_its_recipient() -> None:
    heard: list[bytes] = []
    url, thread = answering(*PIPELINING, b"250 ok\r\n550 nobody\r\n503 no recipients\r\n", heard=heard)
    [result] = postman_from(url, patience=BRIEF).deliver([parcel(1)])
    thread.join(10)

    assert result.outcome is Handed.REFUSED
    assert heard[2:] == [b"QUIT\r\n"]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((b"hello?\r\n",), Handed.DEFERRED),
        ((b"220 " + b"x" * 20_000 + b"\r\n",), Handed.DEFERRED),
        ((b"220 relay\r\n", b"\xff\xfe\r\n"), Handed.DEFERRED),
        ((*GREETING, b"999 what\r\n"), Handed.DEFERRED),
        ((*GREETING, b"25\r\n"), Handed.DEFERRED),
        ((*GREETING, b"+25 ok\r\n"), Handed.DEFERRED),
        ((*GREETING, b"250-" + b"x" * 9_000 + b"\r\n250 ok\r\n"), Handed.DEFERRED),
        ((*GREETING, b"250-first of several\r\n"), Handed.DEFERRED),
        ((*GREETING, *MAIL_AND_RCPT, b"250 no DATA needed\r\n"), Handed.DEFERRED),
        ((*PIPELINING, b"250 ok\r\n250 ok\r\n250 no DATA needed\r\n"), Handed.DEFERRED),
        ((*PIPELINING, b"250 ok\r\n250 ok\r\n"), Handed.DEFERRED),
        ((*PIPELINING, b"421 going down\r\n"), Handed.DEFERRED),
        ((*PIPELINING, b"250 ok\r\n250 ok\r\n354 go\r\n", b"250 ok\r\n"), Handed.ACCEPTED),
        ((*GREETING, *MAIL_AND_RCPT, b"354 go\r\n", b"354 more\r\n"), Handed.UNKNOWN),
        ((*GREETING, *MAIL_AND_RCPT, b"354 go\r\n", b"\0\0\0\r\n"), Handed.UNKNOWN),
        ((*GREETING, *MAIL_AND_RCPT, b"354 go\r\n", b"250 \x1b[31m\xff <b>\r\n"), Handed.ACCEPTED),
        ((*GREETING, *MAIL_AND_RCPT, b"354 go\r\n", b"250-one\r\n250 two\r\n"), Handed.ACCEPTED),
        ((*GREETING, *MAIL_AND_RCPT, b"354 go\r\n", b"250\r\n"), Handed.ACCEPTED),
        ((*GREETING, *MAIL_AND_RCPT, b"354 go\r\n", b"250-one\r\n"), Handed.UNKNOWN),
        (
            (
                b"220 relay\r\n",
                b"502 no EHLO\r\n",
                b"250 relay\r\n",
                *MAIL_AND_RCPT,
                b"354 go\r\n",
                b"250 ok\r\n",
            ),
            Handed.ACCEPTED,
        ),
    ],
)
def test_whatever_a_relay_says_is_one_clean_line_and_a_true_outcome(
    answers: tuple[bytes, ...], expected: Handed
) -> None:
    url, thread = answering(*answers)
    [result] = postman_from(url, patience=BRIEF).deliver([parcel(1)])
    thread.join(10)

    assert result.outcome is expected
    assert len(result.answer) <= 500
    assert result.answer.isprintable()


# -- Message-IDs put in the place of ours


def test_a_relay_that_replaces_the_message_id_tells_us_which(relay: Relay) -> None:
    relay.behave(Behaviour(replace_id="0102@relay.example"))

    [result] = postman(relay).deliver([parcel(1)])

    assert result.alias == "0102@relay.example"
    assert relay.wait_for(1)[0].message["Message-ID"] == "<0102@relay.example>"


SES = "0100018c2f3a4b5c-1a2b3c4d-1111-2222-3333-0123456789ab-000000"


@pytest.mark.parametrize(
    ("words", "host", "expected"),
    [
        (f"Ok {SES}", "email-smtp.us-east-1.amazonaws.com", f"{SES}@email.amazonses.com"),
        (f"Ok {SES}", "email-smtp.eu-central-1.amazonaws.com", f"{SES}@eu-central-1.amazonses.com"),
        (f"Ok {SES}", "smtp-relay.desk.example", f"{SES}@email.amazonses.com"),
        (
            "2.0.0 OK: queued as <2026.77@smtp-relay.example>",
            "smtp-relay.example",
            "2026.77@smtp-relay.example",
        ),
        ("2.6.0 <1.k.s@desk.example> [InternalId=1] Queued mail for delivery", "outlook.example", ""),
        ("2.0.0 Ok: queued as 4F2A91C0D2", "mx.desk.example", ""),
        ("2.0.0 OK 1700000000 x-20020a05600c4f.gsmtp", "smtp.gmail.com", ""),
        ("<>", "x", ""),
        ("", "x", ""),
    ],
)
def test_only_what_is_a_message_id_is_taken_for_one(words: str, host: str, expected: str) -> None:
    assert reported_id(words, host, LETTER) == expected
