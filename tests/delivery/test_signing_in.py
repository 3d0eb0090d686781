"""A relay that wants an access token in the place of a password: letters go, or wait, and no token is ever shown."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from delivery.certificates import server_and_client
from deskbell.delivery.factory import postman_from
from deskbell.delivery.relay import Patience
from deskbell.errors import OperatorError
from deskbell.oauth.provider import App
from deskbell.oauth.provider import Patience as Waits
from deskbell.oauth.provider import Provider as Asking
from deskbell.oauth.tokens import AccessTokens
from deskbell.ports import Handed, Parcel, Postman
from provider import CLIENT, SCOPE, SECRET, Behaviour, Provider
from relay import Behaviour as Manners
from relay import Relay

LETTER = b"From: desk@desk.example\r\nSubject: Hello\r\nMessage-ID: <1.k.s@desk.example>\r\n\r\nHello\r\n"
USER = "support@desk.example"


@pytest.fixture
def contexts(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return server_and_client(tmp_path)


@pytest.fixture
def relay(provider: Provider, contexts: tuple[ssl.SSLContext, ssl.SSLContext]) -> Iterator[Relay]:
    with Relay(tls=contexts[0], tokens=provider.accepts) as relay:
        yield relay


@pytest.fixture
def postman(provider: Provider, relay: Relay, contexts: tuple[ssl.SSLContext, ssl.SSLContext]) -> Postman:
    """One that trusts the relay, and asks the provider by the app's secret."""
    app = App(f"{provider.url}/token", CLIENT, lambda: SECRET, SCOPE)
    tokens = AccessTokens(Asking(app, Waits(60, 60)).by_secret)
    return postman_from(
        relay.url, user=USER, sign_in=tokens, helo="desk.example", patience=Patience(), context=contexts[1]
    )


def parcel(number: int = 1) -> Parcel:
    return Parcel(number, USER, "jo@acme.example", LETTER)


@pytest.mark.parametrize(("length", "said"), [(30, "AUTH in one line"), (2500, "AUTH in two")])
def test_a_letter_goes_with_a_token_in_the_place_of_a_password(
    provider: Provider, relay: Relay, postman: Postman, length: int, said: str
) -> None:
    """Inside TLS; a token too long for the command, as most are, goes in a line of its own (RFC 4954 §4)."""
    provider.behave(Behaviour(length=length))
    for number in (1, 2):
        assert [one.outcome for one in postman.deliver([parcel(number)])] == [Handed.ACCEPTED]
    assert [(one.user, one.secure) for one in relay.received] == [(USER, True)] * 2
    assert relay.commands[0] == said
    assert len(provider.asked) == 1


@pytest.mark.parametrize("length", [30, 2500])
def test_a_token_that_was_withdrawn_is_replaced_within_the_same_conversation(
    provider: Provider, relay: Relay, postman: Postman, length: int
) -> None:
    """The relay's challenge is answered by an empty line, and its 535 by another token."""
    provider.behave(Behaviour(length=length))
    list(postman.deliver([parcel()]))
    provider.withdraw()

    assert [one.outcome for one in postman.deliver([parcel(2)])] == [Handed.ACCEPTED]

    assert (len(provider.asked), relay.connections) == (2, 2)


@pytest.mark.parametrize("words", ["535 5.7.3 no", "535 5.7.3 no good: TOKEN"])
def test_a_relay_that_takes_no_token_at_all_has_the_letters_wait(
    provider: Provider, relay: Relay, postman: Postman, words: str
) -> None:
    """Its user may not send, say: that is told in its words, without the token, and the provider is asked no more."""
    relay.behave(Manners(answer=words))
    relay.tokens = lambda token: False

    results = [one for number in range(3) for one in postman.deliver([parcel(number)])]

    assert {one.outcome for one in results} == {Handed.DEFERRED}
    assert "does not take an access token of our user: 535 " in results[0].answer
    assert not any(token in one.answer for token in provider.given for one in results)
    assert len(provider.asked) == 2


@pytest.mark.parametrize(
    "trouble", [Behaviour(status=503), Behaviour(error="invalid_client"), Behaviour(body=b"?")]
)
def test_letters_wait_while_no_token_is_to_be_had(
    provider: Provider, relay: Relay, postman: Postman, trouble: Behaviour
) -> None:
    """As with a relay that is down; what the provider says is what the outbox shows."""
    provider.behave(trouble)

    results = list(postman.deliver([parcel(1), parcel(2)]))

    assert [one.outcome for one in results] == [Handed.DEFERRED] * 2
    assert results[0].answer.startswith("127.0.0.1 ")
    assert (relay.received, len(provider.asked)) == ([], 1)


def test_a_relay_that_knows_no_tokens_is_told_of(
    provider: Provider, postman: Postman, contexts: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    with Relay(tls=contexts[0], users={USER: "x"}) as old:
        tokens = AccessTokens(lambda: pytest.fail("asked for a token that nobody could use"))
        passing = postman_from(old.url, user=USER, sign_in=tokens, context=contexts[1])
        [result] = passing.deliver([parcel()])
    assert (result.outcome, result.answer) == (Handed.DEFERRED, "The relay does not offer AUTH XOAUTH2.")


def test_no_token_goes_over_a_wire_that_others_can_read(provider: Provider) -> None:
    """Not even to this machine: who says that it is the relay there?"""
    tokens = AccessTokens(lambda: pytest.fail("asked"))
    with Relay(tokens=provider.accepts) as bare:
        [result] = postman_from(bare.url, user=USER, sign_in=tokens).deliver([parcel()])
        assert "offers no STARTTLS" in result.answer
        with pytest.raises(OperatorError, match=r"smtp\+plain"):
            postman_from(f"smtp+plain://127.0.0.1:{bare.port}", user=USER, sign_in=tokens)
