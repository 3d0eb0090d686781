"""What a mail server may rely on at the SMTP door."""

import contextlib
import re
import smtplib
import socket
import ssl
import subprocess
from pathlib import Path

import pytest
from doors import Client, Shelf, smtp_door

from deskbell.errors import OperatorError, TemporaryError
from deskbell.intake.smtp import Limits, SmtpDoor, SmtpSettings

MAIL = b"From: ann@acme.example\r\nSubject: printer\r\n\r\nIt smokes.\r\n"


def settings(**limits: float) -> SmtpSettings:
    return SmtpSettings(listen="127.0.0.1:0", limits=Limits(**limits))  # type: ignore[arg-type]


def test_a_mail_is_kept_as_it_came_with_its_envelope() -> None:
    shelf = Shelf()
    with smtp_door(shelf) as door, smtplib.SMTP("127.0.0.1", door.port) as client:
        client.sendmail("ann@acme.example", ["support+1042.x@desk.example", "SUPPORT@desk.example"], MAIL)
    (arrival,) = shelf.arrivals
    assert arrival.raw == MAIL
    assert arrival.mail_from == "ann@acme.example"
    assert arrival.recipients == ("support+1042.x@desk.example", "SUPPORT@desk.example")
    assert (arrival.door, arrival.peer, arrival.border, arrival.trusted_for) == (
        "smtp",
        "127.0.0.1",
        False,
        (),
    )
    assert arrival.received_at.tzinfo is not None


def test_250_comes_only_after_the_commit() -> None:
    shelf = Shelf(slow=True)
    with smtp_door(shelf) as door, door.client().hello().envelope() as client:
        assert client.say("DATA").startswith("354")
        client.send(MAIL + b".\r\n")
        assert shelf.asked.wait(10)
        client.socket.settimeout(0.2)
        with pytest.raises(TimeoutError):
            client.socket.recv(1, socket.MSG_PEEK)
        shelf.commit()
        client.socket.settimeout(10)
        assert client.answer().startswith("250")


def test_a_client_that_leaves_before_the_answer_does_not_undo_the_commit() -> None:
    shelf = Shelf(slow=True)
    with smtp_door(shelf) as door:
        with door.client().hello().envelope() as client:
            client.say("DATA")
            client.send(MAIL + b".\r\n")
            assert shelf.asked.wait(10)
            client.socket.shutdown(socket.SHUT_RDWR)
        door.stop()
        shelf.commit()
        assert [arrival.raw for arrival in shelf.arrivals] == [MAIL]
        assert door.loop.run(_held(door.door)) == 0


async def _held(door: SmtpDoor) -> int:
    return door.ration.held


@pytest.mark.parametrize(
    "trouble", [TemporaryError("no space left"), OSError(5, "secret /var/db"), KeyError("x")]
)
def test_any_trouble_of_ours_is_451_without_details_and_the_session_goes_on(trouble: Exception) -> None:
    shelf = Shelf(trouble=trouble)
    with smtp_door(shelf) as door, door.client().hello().envelope() as client:
        answer = client.data(MAIL + b".\r\n")
        assert answer.startswith("451 4.3.0")
        assert not any(word in answer for word in ("space", "secret", "Error", "x'"))
        shelf.trouble = None
        assert client.envelope().data(MAIL + b".\r\n").startswith("250")


def test_trouble_while_looking_up_a_recipient_is_451() -> None:
    def broken(address: str) -> bool:
        raise OSError("directory gone")

    with smtp_door(Shelf(), accepts=broken) as door, door.client().hello() as client:
        client.say("MAIL FROM:<ann@acme.example>")
        assert client.say("RCPT TO:<support@desk.example>").startswith("451 4.3.0")


def test_mail_larger_than_the_limit_is_refused_at_mail_by_its_size() -> None:
    with smtp_door(Shelf(), settings(max_size=1000)) as door, door.client().hello() as client:
        assert client.say("MAIL FROM:<ann@acme.example> SIZE=1001").startswith("552")
        assert client.say("MAIL FROM:<ann@acme.example> SIZE=1000").startswith("250")


def test_a_client_that_lies_about_the_size_gets_552_after_data_and_may_go_on() -> None:
    shelf = Shelf()
    with smtp_door(shelf, settings(max_size=100_000)) as door, door.client().hello().envelope() as client:
        assert client.data(MAIL + b"x" * 500_000 + b"\r\n.\r\n").startswith("552")
        assert not shelf.arrivals
        assert client.envelope().data(MAIL + b".\r\n").startswith("250")


def test_a_mail_of_exactly_the_limit_is_taken() -> None:
    shelf = Shelf()
    with smtp_door(shelf, settings(max_size=len(MAIL))) as door, door.client().hello().envelope() as client:
        assert client.data(MAIL + b".\r\n").startswith("250")
        assert client.envelope().data(b"x" + MAIL + b".\r\n").startswith("552")


def test_recipients_that_are_not_the_desks_are_550() -> None:
    with smtp_door(Shelf()) as door, door.client().hello() as client:
        client.say("MAIL FROM:<ann@acme.example>")
        assert client.say("RCPT TO:<ceo@desk.example>").startswith("550 5.1.1")
        assert client.say("RCPT TO:<support@elsewhere.example>").startswith("550")
        assert client.say("RCPT TO:<>").startswith("550")
        assert client.say("DATA").startswith("503")


def test_postmaster_is_taken_with_and_without_the_desks_domain() -> None:
    desk = SmtpSettings(listen="127.0.0.1:0", domains=("desk.example",))
    with smtp_door(Shelf(), desk) as door, door.client().hello() as client:
        client.say("MAIL FROM:<>")
        assert client.say("RCPT TO:<Postmaster>").startswith("250")
        assert client.say("RCPT TO:<postmaster@DESK.example>").startswith("250")
        assert client.say("RCPT TO:<postmaster@elsewhere.example>").startswith("550")


def test_the_101st_recipient_is_452_and_the_first_100_are_kept() -> None:
    shelf = Shelf()
    with smtp_door(shelf) as door, door.client().hello() as client:
        client.say("MAIL FROM:<ann@acme.example>")
        answers = [client.say(f"RCPT TO:<support+{n}@desk.example>")[:3] for n in range(101)]
        assert answers == ["250"] * 100 + ["452"]
        assert client.data(MAIL + b".\r\n").startswith("250")
    assert len(shelf.arrivals[0].recipients) == 100


def test_whoever_tries_out_names_is_sent_away() -> None:
    with smtp_door(Shelf(), settings(unknown_recipients=3)) as door, door.client().hello() as client:
        client.say("MAIL FROM:<a@b.example>")
        answers = [client.say(f"RCPT TO:<name{n}@desk.example>")[:3] for n in range(4)]
        assert answers == ["550", "550", "550", "421"]
        assert client.answer() == ""


def test_what_is_sent_away_is_told_with_whom_it_claims_to_come_from() -> None:
    """Mail to an address we do not have is heard of by whoever looks after its sender."""
    refused: list[tuple[str | None, str]] = []
    with smtp_door(Shelf()) as door:
        door.door.refused = lambda sender, address: refused.append((sender, address))
        with door.client().hello() as client:
            client.say("MAIL FROM:<ann@acme.example>")
            assert client.say("RCPT TO:<suppport@desk.example>").startswith("550")
            assert client.say("RCPT TO:<support@desk.example>").startswith("250")
    assert refused == [("ann@acme.example", "suppport@desk.example")]


def test_the_null_sender_is_an_empty_string() -> None:
    shelf = Shelf()
    with smtp_door(shelf) as door, door.client().hello().envelope(sender="") as client:
        client.data(MAIL + b".\r\n")
    assert shelf.arrivals[0].mail_from == ""


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("<support@desk.example>", "support@desk.example"),
        (" <support@desk.example>", "support@desk.example"),
        ("support@desk.example", "support@desk.example"),
        ("<@relay.example,@other.example:support@desk.example>", "support@desk.example"),
        ('<"support"@desk.example>', '"support"@desk.example'),
        ("<süpport@desk.example>", "süpport@desk.example"),
        ("<dot.@desk.example>", "dot.@desk.example"),
        ("<support@[127.0.0.1]>", "support@[127.0.0.1]"),
    ],
)
def test_odd_but_right_paths_are_read(path: str, address: str) -> None:
    seen: list[str] = []
    with (
        smtp_door(Shelf(), accepts=lambda name: not seen.append(name)) as door,
        door.client().hello() as client,
    ):
        client.say("MAIL FROM:<ann@acme.example> BODY=8BITMIME SMTPUTF8")
        assert client.say(f"RCPT TO:{path}").startswith("250")
    assert seen == [address]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "<",
        ">",
        "<a b@desk.example>",
        "<a@desk.example",
        "<<a@desk.example>>",
        "<a@b@c>",
        "<[x>",
        "(" * 1500,
    ],
)
def test_what_is_no_path_is_a_lasting_error_and_never_a_crash(path: str) -> None:
    with smtp_door(Shelf(), accepts=lambda name: True) as door, door.client().hello() as client:
        assert client.say(f"MAIL FROM:{path}")[:3] in {"501", "553"}


def test_control_characters_and_broken_utf8_in_an_address_are_refused() -> None:
    with smtp_door(Shelf(), accepts=lambda name: True) as door, door.client().hello() as client:
        for path in (
            b"<a\0b@desk.example>",
            b"<a\xff@desk.example>",
            b"<a\x1b[2J@desk.example>",
            b"<a\r@desk.example>",
        ):
            client.send(b"MAIL FROM:" + path + b"\r\n")
            assert client.answer()[:3] in {"501", "553"}


def test_mail_that_goes_in_circles_is_refused() -> None:
    trace = b"Received: from a by b; Sun, 22 Nov 2026 07:00:00 +0000\r\n"
    shelf = Shelf()
    with smtp_door(shelf) as door, door.client().hello().envelope() as client:
        assert client.data(trace * 51 + MAIL + b".\r\n").startswith("554 5.4.6")
        assert client.envelope().data(trace * 50 + MAIL + b".\r\n").startswith("250")
        quoted = MAIL + trace * 80
        assert client.envelope().data(quoted + b".\r\n").startswith("250")


def test_more_connections_than_allowed_are_turned_away_and_find_room_later() -> None:
    with smtp_door(Shelf(), settings(connections=2)) as door:
        first, second = door.client().hello(), door.client().hello()
        with door.client() as third:
            assert third.answer().startswith("421")
            assert third.answer() == ""
        first.say("QUIT")
        assert first.answer() == ""
        with door.client() as fourth:
            assert fourth.answer().startswith("220")
        first.close()
        second.close()


def test_one_address_may_not_take_all_the_connections() -> None:
    door = SmtpDoor(settings(connections_per_ip=3), Shelf(), lambda name: True, None)  # type: ignore[arg-type]
    assert door._peer(("198.51.100.7", 1)).group == "198.51.100.7"
    assert door._peer(("2001:db8::1:2", 1, 0, 0)).group == door._peer(("2001:db8::9", 1, 0, 0)).group
    assert door._peer(("::ffff:198.51.100.7", 1, 0, 0)).group == "198.51.100.7"
    assert door._peer(("127.0.0.1", 1)).group == ""


def test_borders_and_trusted_networks_are_told_by_the_clients_address() -> None:
    desk = SmtpSettings(
        listen="127.0.0.1:0",
        borders=("127.0.0.1", "10.0.0.0/8"),
        trusted={"127.0.0.0/8": ("ann@acme.example", "bob@acme.example"), "192.0.2.0/24": ("*",)},
    )
    shelf = Shelf()
    with smtp_door(shelf, desk) as door, door.client().hello().envelope() as client:
        client.data(MAIL + b".\r\n")
    assert shelf.arrivals[0].border
    assert shelf.arrivals[0].trusted_for == ("ann@acme.example", "bob@acme.example")


def test_a_session_has_a_limited_number_of_transactions() -> None:
    with smtp_door(Shelf(), settings(transactions=2)) as door, door.client().hello() as client:
        for _ in range(2):
            assert client.envelope().data(MAIL + b".\r\n").startswith("250")
        assert client.say("MAIL FROM:<ann@acme.example>").startswith("421")
        assert client.answer() == ""


def test_more_mail_at_once_than_memory_allows_is_put_off() -> None:
    shelf = Shelf(slow=True)
    with smtp_door(shelf, settings(in_flight=300_000)) as door:
        first, second = door.client().hello().envelope(), door.client().hello().envelope()
        first.say("DATA")
        first.send(b"x" * 250_000 + b"\r\n.\r\n")
        assert shelf.asked.wait(10)
        assert second.data(b"x" * 250_000 + b"\r\n.\r\n").startswith("452")
        shelf.commit()
        assert first.answer().startswith("250")
        with contextlib.ExitStack() as later:
            later.callback(shelf.commit)
            second.envelope().say("DATA")
            shelf.asked.clear()
            second.send(b"x" * 250_000 + b"\r\n.\r\n")
            assert shelf.asked.wait(10)
        assert second.answer().startswith("250")
        first.close()
        second.close()
    assert len(shelf.arrivals) == 2


def test_a_client_that_says_nothing_is_told_and_closed() -> None:
    with smtp_door(Shelf(), settings(greeting_seconds=0.2)) as door, door.client() as client:
        assert client.answer().startswith("220")
        assert client.answer().startswith("421")
        assert client.answer() == ""


def test_a_client_that_went_on_speaking_is_not_sent_away_when_the_first_timer_rings() -> None:
    with smtp_door(Shelf()) as door, door.client().hello() as client:
        for session in door.door._sessions:
            door.loop.loop.call_soon_threadsafe(session._timeout_cb)
        assert client.say("NOOP").startswith("250")


@pytest.mark.parametrize("stage", ["half a command", "half a message"])
def test_a_client_that_trickles_is_closed_at_the_deadline(stage: str) -> None:
    shelf = Shelf()
    limits = settings(greeting_seconds=5, idle_seconds=0.6, data_seconds=0.6, slowest_rate=10_000_000)
    with smtp_door(shelf, limits) as door, door.client().hello().envelope() as client:
        if stage == "half a message":
            client.say("DATA")
        client.socket.settimeout(0.05)
        answer = b""
        for _ in range(200):
            with contextlib.suppress(OSError):
                client.send(b"x")
            with contextlib.suppress(TimeoutError):
                answer = client.socket.recv(100)
                break
        assert answer.startswith(b"421")
        with door.client() as other:
            assert other.answer().startswith("220")
    assert not shelf.arrivals


def test_stopping_lets_a_message_under_way_be_kept_and_sends_the_idle_away() -> None:
    shelf = Shelf(slow=True)
    with smtp_door(shelf) as door:
        idle, busy = door.client().hello(), door.client().hello().envelope()
        busy.say("DATA")
        busy.send(MAIL + b".\r\n")
        assert shelf.asked.wait(10)
        door.loop.loop.call_soon_threadsafe(door.loop.loop.call_later, 0.2, shelf.commit)
        door.stop(10)
        assert idle.answer().startswith("421")
        assert busy.answer().startswith("250")
        assert busy.answer().startswith("421")
        assert busy.answer() == ""
        with pytest.raises(ConnectionRefusedError):
            Client(door.port)
        idle.close()
        busy.close()
    assert len(shelf.arrivals) == 1


def test_stopping_does_not_wait_for_ever() -> None:
    with smtp_door(Shelf()) as door, door.client().hello().envelope() as client:
        client.say("DATA")
        door.stop(0.2)
        with contextlib.suppress(ConnectionResetError):
            assert client.answer() == ""


def test_the_greeting_tells_no_version_and_only_what_we_do_is_offered() -> None:
    with smtp_door(Shelf(), settings(max_size=1234)) as door, door.client() as client:
        assert client.answer() == "220 localhost ESMTP"
        offers = set(client.say("EHLO client.example").replace("250 ", "250-").splitlines())
        assert offers == {
            "250-localhost",
            "250-SIZE 1234",
            "250-8BITMIME",
            "250-SMTPUTF8",
            "250-ENHANCEDSTATUSCODES",
            "250-PIPELINING",
        }
        assert client.say("VRFY support@desk.example").startswith("252")
        assert client.say("AUTH PLAIN AGFubgBzZWNyZXQ=").startswith("502")


def test_every_answer_after_the_greeting_bears_a_status_code_that_tells_why() -> None:
    """RFC 2034: whoever reads only the second number knows whether to try again, and what was wrong."""
    with smtp_door(Shelf()) as door, door.client().hello() as client:
        heard = [
            client.say(line)
            for line in (
                "NOOP",
                "RSET",
                "BOGUS",
                "MAIL",
                "DATA",
                "RCPT TO:<support@desk.example>",
                "MAIL FROM:<ann@acme.example> SIZE=99999999999",
                "MAIL FROM:<ann@acme.example> FOO=1",
                "MAIL FROM:<ann@acme.example>",
                "MAIL FROM:<ann@acme.example>",
                "RCPT TO:<nobody@elsewhere.example>",
                "RCPT TO:<support@desk.example>",
                "HELP",
            )
        ]
        heard.append(client.data(MAIL + b".\r\n"))
        heard.append(client.say("QUIT"))
    for answer in heard:
        assert re.match(rf"{answer[0]}\d\d {answer[0]}\.\d\.\d \S", answer), answer
    with smtp_door(Shelf()) as door, door.client() as client:
        assert client.answer() == "220 localhost ESMTP"
        assert client.say("HELO client.example") == "250 localhost"


def test_lmtp_answers_once_for_each_recipient() -> None:
    shelf = Shelf()
    lmtp = SmtpSettings(listen="127.0.0.1:0", lmtp=True)
    with smtp_door(shelf, lmtp) as door, door.client() as client:
        client.answer()
        assert client.say("EHLO client.example").startswith("500")
        assert client.say("LHLO client.example").startswith("250")
        client.envelope()
        assert client.say("RCPT TO:<support+2@desk.example>").startswith("250")
        assert client.data(MAIL + b".\r\n").startswith("250")
        assert client.answer().startswith("250")
        assert client.say("QUIT").startswith("221")
    assert len(shelf.arrivals) == 1


def test_the_door_works_the_same_on_uvloop(certificate: tuple[Path, Path]) -> None:
    uvloop = pytest.importorskip("uvloop")
    cert, key = certificate
    tls = SmtpSettings(
        listen="127.0.0.1:0", tls_certificate=str(cert), tls_key=str(key), limits=Limits(connections=2)
    )
    shelf = Shelf()
    with smtp_door(shelf, tls, new_loop=uvloop.new_event_loop) as door:  # noqa: SIM117
        with smtplib.SMTP("localhost", door.port) as client, door.client().hello().envelope() as plain:
            client.starttls(context=ssl.create_default_context(cafile=cert))
            client.sendmail("ann@acme.example", ["support@desk.example"], MAIL + b"x" * 300_000)
            assert plain.data(MAIL + b".\r\n").startswith("250")
            with door.client() as third:
                assert third.answer().startswith("421")
    assert [len(arrival.raw) for arrival in shelf.arrivals] == [len(MAIL) + 300_002, len(MAIL)]


def test_a_unix_socket_is_a_door_too(tmp_path: Path) -> None:
    shelf = Shelf()
    path = tmp_path / "lmtp"
    with smtp_door(shelf, SmtpSettings(listen=f"unix:{path}", lmtp=True)) as door:
        assert door.port == 0
        with smtplib.LMTP(str(path)) as client:
            client.sendmail("ann@acme.example", ["support@desk.example"], MAIL)
    assert shelf.arrivals[0].peer == ""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    home = tmp_path_factory.mktemp("tls")
    cert, key = home / "cert.pem", home / "key.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-keyout",
            key,
            "-out",
            cert,
        ],
        check=True,
        capture_output=True,
    )
    return cert, key


def test_mail_comes_by_tls_and_what_was_said_before_it_counts_for_nothing(
    certificate: tuple[Path, Path],
) -> None:
    cert, key = certificate
    shelf = Shelf()
    tls = SmtpSettings(listen="127.0.0.1:0", tls_certificate=str(cert), tls_key=str(key))
    with smtp_door(shelf, tls) as door:
        with smtplib.SMTP("localhost", door.port) as client:
            client.starttls(context=ssl.create_default_context(cafile=cert))
            client.ehlo()
            assert not client.has_extn("auth")
            client.sendmail("ann@acme.example", ["support@desk.example"], MAIL + b"x" * 300_000)
        with door.client().hello() as sly:
            sly.send(b"STARTTLS\r\nMAIL FROM:<evil@acme.example>\r\n")
            assert sly.answer().startswith("220")
            context = ssl.create_default_context(cafile=cert)
            with context.wrap_socket(sly.socket, server_hostname="localhost") as wrapped:
                wrapped.sendall(b"RCPT TO:<support@desk.example>\r\n")
                assert wrapped.recv(100).startswith(b"503")
    assert len(shelf.arrivals) == 1
    assert len(shelf.arrivals[0].raw) == len(MAIL) + 300_002


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (SmtpSettings(listen="nonsense"), "expected host:port"),
        (SmtpSettings(listen="127.0.0.1:99999"), "expected host:port"),
        (SmtpSettings(borders=("10.0.0.1/8",)), "borders"),
        (SmtpSettings(trusted={"office": ("*",)}), "trusted"),
        (SmtpSettings(tls_certificate="/nowhere.pem"), "tls_certificate"),
    ],
)
def test_a_wrong_setting_is_one_clear_sentence(wrong: SmtpSettings, says: str) -> None:
    with pytest.raises(OperatorError, match=says), smtp_door(Shelf(), wrong):
        pass


def test_a_port_in_use_is_one_clear_sentence() -> None:
    with smtp_door(Shelf()) as door:
        taken = SmtpSettings(listen=f"127.0.0.1:{door.port}")
        with pytest.raises(OperatorError, match="cannot listen for mail on"), smtp_door(Shelf(), taken):
            pass


def test_two_processes_may_share_a_port_when_told_to() -> None:
    with smtp_door(Shelf(), SmtpSettings(listen="127.0.0.1:0", reuse_port=True)) as door:
        shared = SmtpSettings(listen=f"127.0.0.1:{door.port}", reuse_port=True)
        with smtp_door(Shelf(), shared) as second:
            assert second.port == door.port
