"""A mailbox that wants an access token in the place of a password, as hosted ones do."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from mailbox_servers import KINDS, Memory, Server, Wire, imap_server, until

from deskbell.clock import SystemClock
from deskbell.intake.imap import MailboxSettings, Poller
from deskbell.oauth.provider import App, Patience
from deskbell.oauth.provider import Provider as Asking
from deskbell.oauth.tokens import AccessTokens
from process import Running
from provider import CLIENT, SCOPE, Provider

CLOCK = SystemClock()
MAIL = b"From: ann@acme.example\r\nMessage-ID: <%s@acme.example>\r\nSubject: %s\r\n\r\nIt smokes.\r\n"


@pytest.fixture(params=KINDS)
def server(request: pytest.FixtureRequest, provider: Provider) -> Iterator[Server]:
    """It asks the provider whether a token is good."""
    with imap_server(request.param, introspection=f"{provider.url}/introspect?token=") as server:
        yield server


@pytest.fixture
def secret(tmp_path: Path, provider: Provider) -> Path:
    file = tmp_path / "secret"
    file.write_text(provider.secret)
    return file


@pytest.fixture
def wire(server: Server) -> Iterator[Wire]:
    """The way to the server, which can be cut."""
    wire = Wire(server.port)
    yield wire
    wire.close()


@pytest.fixture
def memory(wire: Wire, provider: Provider, secret: Path) -> Iterator[Memory]:
    """What a poller of that mailbox has taken in."""
    memory = Memory()
    app = App(f"{provider.url}/token", CLIENT, secret.read_text, SCOPE)
    tokens = AccessTokens(Asking(app, Patience(60, 60)).by_secret, (secret,))
    box = MailboxSettings(
        "support",
        "127.0.0.1",
        "ann",
        lambda: pytest.fail("no password is read"),
        wire.port,
        "none",
        since=CLOCK.now() - timedelta(days=1),
        idle_seconds=0.2,
        tokens=tokens,
    )
    poller = Poller(box, memory, memory, CLOCK, "one", lambda _: None)
    poller.start()
    yield memory
    poller.stop()


def mail(name: bytes) -> bytes:
    return MAIL % (name, name)


def cut(wire: Wire) -> None:
    """The connection breaks; the next one holds."""
    before = wire.cuts
    wire.cut_after = 1
    until(lambda: wire.cuts > before)


def test_mail_is_taken_in_with_a_token_in_the_place_of_a_password(
    server: Server, provider: Provider, memory: Memory
) -> None:
    server.put(mail(b"one"))
    until(lambda: memory.subjects == ["one"])
    assert memory.troubles == []
    assert len(provider.asked) == 1


def test_a_token_that_was_withdrawn_is_replaced_within_the_same_conversation(
    server: Server, provider: Provider, memory: Memory, wire: Wire
) -> None:
    """Nobody hears of it: the only trouble is the broken connection."""
    until(lambda: memory.good_polls)
    provider.withdraw()
    server.put(mail(b"after"))
    cut(wire)
    until(lambda: memory.subjects == ["after"])
    assert len(provider.asked) == 2
    assert len(memory.troubles) == 1
    assert "uthenticat" not in memory.troubles[0]


def test_a_secret_that_has_ended_is_told_and_a_new_one_used_when_it_is_written(
    server: Server, provider: Provider, memory: Memory, wire: Wire, secret: Path
) -> None:
    """The mail waits in the mailbox meanwhile."""
    until(lambda: memory.good_polls)
    provider.secret = "another"
    provider.withdraw()
    server.put(mail(b"waits"))
    cut(wire)
    until(lambda: any("client_secret_file" in one for one in memory.troubles))
    assert memory.subjects == []
    secret.write_text("another")
    until(lambda: memory.subjects == ["waits"])


def test_a_user_whom_the_token_does_not_open_the_mailbox_is_told_in_the_servers_words(
    server: Server, provider: Provider, memory: Memory, wire: Wire
) -> None:
    """A right that the app lacks there, say: the provider is not asked again and again for what is good already."""
    until(lambda: memory.good_polls)
    provider.accepts = lambda token: False  # type: ignore[method-assign]
    cut(wire)
    until(lambda: sum("uthenticat" in one for one in memory.troubles) >= 2)
    assert len(provider.asked) == 2
    assert not any(token in one for token in provider.given for one in memory.troubles)


def test_a_running_desk_reads_a_hosted_mailbox_by_its_settings(
    server: Server, provider: Provider, secret: Path, tmp_path: Path
) -> None:
    """The section [oauth], one word in the mailbox's, and the file with the secret: that is all."""
    box = f'\n[[intake.imap]]\nname = "support"\nhost = "127.0.0.1"\nport = {server.port}\ntls = "none"\nuser = "ann"\n'
    desk = Running(
        tmp_path / "home",
        mailboxes=box + 'sign_in = "oauth"\n',
        settings=provider.settings(client_secret_file=str(secret)),
    )
    server.put(mail(b"Printer"))
    try:
        desk.start()
        until(lambda: [tuple(row) for row in desk.rows("select subject from ticket")] == [("Printer",)], 120)
    finally:
        desk.kill()
    assert provider.secret not in desk.log
    assert not any(token in desk.log for token in provider.given)
