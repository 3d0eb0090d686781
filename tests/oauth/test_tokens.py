"""One access token serves all connections of a process, is renewed before it ends, and a provider in trouble is left alone."""

import contextlib
import os
import socket
import ssl
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from delivery.certificates import server_and_client
from deskbell.errors import DeskbellError, OperatorError, TemporaryError
from deskbell.oauth.answers import Refused, Unavailable
from deskbell.oauth.provider import App, Patience, Provider
from deskbell.oauth.tokens import AccessTokens
from each import each
from provider import CLIENT, SCOPE, SECRET, Behaviour
from provider import Provider as Server
from relay import wait_until

#: For those who are to wait in vain, and for those who are not.
BRIEF, LONG = Patience(step=0.3, body=0.3), Patience(60, 60)
USER = "support@desk.example"


class Time:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def time() -> Time:
    return Time()


def asking(server: Server, secret: str = SECRET, **more: Any) -> Provider:
    return Provider(
        App(f"{server.url}/token", CLIENT, lambda: secret, SCOPE), more.pop("patience", LONG), **more
    )


def tokens(server: Server, time: Time, *files: Path, **more: Any) -> AccessTokens:
    return AccessTokens(asking(server, **more).by_secret, files, time)


def test_a_token_is_asked_for_once_and_said_as_mail_servers_want_it(server: Server, time: Time) -> None:
    """By the app's own name and secret, in the body, as every provider takes them."""
    held = tokens(server, time)
    assert (
        held.response(USER) == held.response(USER) == f"user={USER}\x01auth=Bearer {server.given[0]}\x01\x01"
    )
    assert held.response("other@desk.example").startswith("user=other@desk.example\x01")
    assert server.asked == [
        {"grant_type": "client_credentials", "client_id": CLIENT, "client_secret": SECRET, "scope": SCOPE}
    ]


def test_many_connections_at_once_ask_once(server: Server, time: Time) -> None:
    """They wait for the one who asks, and all have what it got."""
    gate = threading.Event()
    server.behave(Behaviour(hold=gate))
    held = AccessTokens(asking(server, patience=LONG).by_secret, (), time)
    got: list[str] = []
    threads = [threading.Thread(target=lambda: got.append(held.response(USER))) for _ in range(12)]
    for one in threads:
        one.start()
    gate.set()
    for one in threads:
        one.join(60)
    assert (len(got), len(set(got)), len(server.asked)) == (12, 1, 1)


def test_it_is_renewed_five_minutes_before_its_end(server: Server, time: Time) -> None:
    held = tokens(server, time)
    first = held.response(USER)
    time.now += 3600 - 301
    assert held.response(USER) == first
    time.now += 2
    assert held.response(USER) != first
    assert len(server.asked) == 2


def test_a_token_that_lives_shortly_serves_for_half_its_life(server: Server, time: Time) -> None:
    """Else each sign-in would ask."""
    server.behave(Behaviour(seconds=100))
    held = tokens(server, time)
    first = held.response(USER)
    time.now += 39
    assert held.response(USER) == first
    time.now += 2
    assert held.response(USER) != first


def test_while_the_provider_is_away_the_token_in_hand_goes_on_to_its_end(server: Server, time: Time) -> None:
    """And nobody is told of trouble that nobody has."""
    held = tokens(server, time)
    first = held.response(USER)
    server.behave(Behaviour(status=503))
    time.now += 3600 - 200
    assert held.response(USER) == first
    assert held.trouble is None
    time.now += 190
    with pytest.raises(TemporaryError):
        held.response(USER)
    assert held.trouble
    server.behave(Behaviour())
    time.now += 301
    assert held.response(USER) != first
    assert held.trouble is None


def test_a_no_is_known_before_the_token_in_hand_has_ended(server: Server, time: Time) -> None:
    """Five minutes are five minutes: it works still, and is told of already."""
    held = tokens(server, time)
    first = held.response(USER)
    server.secret = "another"
    time.now += 3600 - 200
    assert held.response(USER) == first
    assert "client_secret_file" in str(held.trouble)


def test_a_token_that_a_server_refuses_is_replaced_once(server: Server, time: Time) -> None:
    """It may have been withdrawn; where the next is refused too, tokens are not to blame and no more are asked for."""
    held = tokens(server, time)
    first = held.response(USER)
    assert held.refused(first)
    second = held.response(USER)
    assert second != first
    assert held.refused(first), "another is in hand already"
    assert not held.refused(second)
    assert held.response(USER) == second
    assert len(server.asked) == 2
    time.now += 301
    assert held.refused(second)


@each(
    "behaviour",
    [
        Behaviour(status=500),
        Behaviour(status=429),
        Behaviour(error="temporarily_unavailable"),
        Behaviour(error="server_error"),
        Behaviour(body=b"", status=200),
        Behaviour(body=b"<html>Sign in to this hotspot</html>", status=200),
        Behaviour(body=b"[1, 2]", status=200),
        Behaviour(body=b"null", status=200),
        Behaviour(body=b"[" * 100_000, status=200),
        Behaviour(body=b"\xff\xfe", status=200),
        Behaviour(body=b'{"access_token": 7}', status=200),
        Behaviour(body=b'{"access_token": "a b"}', status=200),
        Behaviour(body=b'{"access_token": "a\\u0001\\u0001user=ceo@x.example"}', status=200),
        Behaviour(body=b'{"access_token": ""}', status=200),
        Behaviour(body=b'{"access_token": "a", "token_type": "mac"}', status=200),
        Behaviour(body=b'{"access_token": "a", "expires_in": "soon"}', status=200),
        Behaviour(body=b'{"access_token": "a", "expires_in": Infinity}', status=200),
        Behaviour(body=b'{"access_token": "a", "scope": 7}', status=200),
        Behaviour(body=b'{"access_token": "a", "refresh_token": ["b"]}', status=200),
        Behaviour(body=b'{"access_token": "a", "refresh_token": "b\\nc"}', status=200),
        Behaviour(body=b" " * 300_000, status=200),
    ],
    ids=lambda one: f"{one.status} {one.error} {(one.body or b'')[:60]!r}",
)
def test_an_answer_that_is_none_is_trouble_that_may_pass(
    server: Server, time: Time, behaviour: Behaviour
) -> None:
    server.behave(behaviour)
    with pytest.raises(Unavailable) as trouble:
        tokens(server, time).response(USER)
    assert str(trouble.value).startswith("127.0.0.1 ")


@each(
    "error",
    ["invalid_client", "invalid_grant", "unauthorized_client", "invalid_scope", "interaction_required"],
)
def test_a_no_says_what_to_do_with_the_providers_own_number(server: Server, time: Time, error: str) -> None:
    """A no waits for somebody to act, and for nothing else."""
    server.behave(Behaviour(error=error, description="AADSTS7000222: The secret has expired."))
    with pytest.raises(Refused) as trouble:
        tokens(server, time).response(USER)
    assert f"({error}, AADSTS7000222): " in str(trouble.value)
    assert trouble.value.code == error


@each("status", [400, 401, 403, 404])
def test_a_no_without_a_reason_is_a_no(server: Server, time: Time, status: int) -> None:
    """A wrong address, or a proxy's own page."""
    server.behave(Behaviour(status=status, body=b"<html>no</html>"))
    with pytest.raises(Refused, match=str(status)):
        tokens(server, time).response(USER)


@each("seconds", [None, 0, -5, "3600", 3600.7, 10**30], ids=str)
def test_how_long_a_token_is_good_is_believed_within_reason(server: Server, time: Time, seconds: Any) -> None:
    """Not for ever, and not so shortly that the provider would be asked without end."""
    server.behave(Behaviour(seconds=seconds))
    held = tokens(server, time)
    first = held.response(USER)
    time.now += 15
    assert held.response(USER) == first
    time.now += 86_400
    assert held.response(USER) != first


def test_a_provider_in_trouble_is_left_alone_longer_each_time(server: Server, time: Time) -> None:
    """Connections may come as often as they like."""
    server.behave(Behaviour(status=503))
    held = tokens(server, time)
    when = []
    for _ in range(2000):
        before = len(server.asked)
        with pytest.raises(TemporaryError):
            held.response(USER)
        when += [time.now] * (len(server.asked) - before)
        time.now += 1
    pauses = [later - sooner for sooner, later in pairwise(when)]
    assert pauses[:4] == [5, 10, 20, 40]
    assert max(pauses) == 300


def test_it_is_left_alone_for_as_long_as_it_asks(server: Server, time: Time) -> None:
    server.behave(Behaviour(status=429, headers={"Retry-After": "120"}))
    held = tokens(server, time)
    for seconds, asked in ((0, 1), (119, 1), (2, 2)):
        time.now += seconds
        with pytest.raises(TemporaryError):
            held.response(USER)
        assert len(server.asked) == asked


def test_after_a_no_nobody_asks_again_until_somebody_has_acted(
    server: Server, time: Time, tmp_path: Path
) -> None:
    """A secret that is put right is used at once; what is put right at the provider, within a quarter of an hour."""
    file = tmp_path / "secret"
    file.write_text("wrong")
    app = App(f"{server.url}/token", CLIENT, file.read_text, SCOPE)
    held = AccessTokens(Provider(app, LONG).by_secret, (file,), time)
    for _ in range(50):
        with pytest.raises(OperatorError):
            held.response(USER)
    assert len(server.asked) == 1
    file.write_text(SECRET)
    assert held.response(USER)
    assert held.trouble is None

    time.now += 3600
    server.client = "gone"
    for _ in range(7200):
        with contextlib.suppress(DeskbellError):
            held.response(USER)
        time.now += 1
    assert len(server.asked) < 16
    server.client = CLIENT
    time.now += 900
    assert held.response(USER)


def test_a_provider_that_is_not_there_or_never_answers_holds_nobody_long(time: Time) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/token"
        held = AccessTokens(Provider(App(url, CLIENT, lambda: SECRET), BRIEF).by_secret, (), time)
        with pytest.raises(TemporaryError, match="timed out"):
            held.response(USER)
    time.now += 10
    with pytest.raises(TemporaryError, match="refused"):
        held.response(USER)


def test_an_answer_that_trickles_in_without_end_holds_nobody_long(server: Server, time: Time) -> None:
    """Each piece comes in time, and the whole never would."""
    server.behave(Behaviour(drip=0.01))
    with pytest.raises(TemporaryError, match="takes too long"):
        tokens(server, time, patience=Patience(step=60, body=0.3)).response(USER)


def test_who_waits_for_another_that_asks_does_not_wait_for_ever(server: Server, time: Time) -> None:
    gate = threading.Event()
    server.behave(Behaviour(hold=gate))
    held = AccessTokens(asking(server, patience=LONG).by_secret, (), time, wait=0.1)
    first = threading.Thread(target=held.renew)
    first.start()
    wait_until(lambda: bool(server.asked))
    with pytest.raises(TemporaryError, match="not answered yet"):
        held.response(USER)
    gate.set()
    first.join(60)


def test_a_secret_goes_nowhere_else_than_the_settings_say(server: Server, time: Time) -> None:
    """No redirect is followed, wherever it leads."""
    server.behave(Behaviour(status=302, body=b"", headers={"Location": f"{server.url}/elsewhere"}))
    with pytest.raises(Refused, match="token_url"):
        tokens(server, time).response(USER)
    assert len(server.asked) == 1


@each(
    "url",
    [
        "http://provider.example/token",
        "ftp://x.example/",
        "https://",
        "file:///etc/passwd",
        "https://u:p@x.example/t",
    ],
)
def test_a_secret_goes_over_tls_alone_but_on_this_machine(url: str) -> None:
    """And to an address that is one."""
    with pytest.raises(OperatorError):
        Provider(App(url, CLIENT, lambda: SECRET))


def test_no_proxy_hears_what_goes_to_this_machine(server: Server, time: Time) -> None:
    """What goes to loopback is not secured, so a proxy could read the secret."""
    before = dict(os.environ)
    os.environ |= {"http_proxy": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    try:
        assert tokens(server, time).response(USER)
    finally:
        os.environ.clear()
        os.environ.update(before)


def test_a_provider_whose_certificate_nobody_vouches_for_is_told_nothing(tmp_path: Path, time: Time) -> None:
    theirs, ours = server_and_client(tmp_path)
    with Server() as server:
        server._server.socket = theirs.wrap_socket(server._server.socket, server_side=True)
        app = App(f"{server.url}/token".replace("http:", "https:"), CLIENT, lambda: SECRET, SCOPE)
        unknown = ssl.create_default_context()
        with pytest.raises(TemporaryError, match="certificate is not to be trusted"):
            AccessTokens(Provider(app, LONG, unknown).by_secret, (), time).response(USER)
        assert server.asked == []
        assert AccessTokens(Provider(app, LONG, ours).by_secret, (), time).response(USER)


def test_no_secret_and_no_answer_stands_where_it_could_be_read(server: Server, time: Time) -> None:
    """Whatever a provider writes into its answer, a log shows none of it."""
    held = tokens(server, time)
    provider = asking(server)
    grant = provider.by_secret()
    shown = [repr(one) for one in (grant, provider, provider.app, held, vars(held), vars(provider))]
    for behaviour in (
        Behaviour(error="invalid_client", description=f"{SECRET} is wrong"),
        Behaviour(error=SECRET),
        Behaviour(error=f"{SECRET}\r\nlog: all is well"),
        Behaviour(body=SECRET.encode(), status=200),
        Behaviour(body=SECRET.encode(), status=400),
        Behaviour(body=b'{"access_token": "%s", "token_type": "%s"}' % ((SECRET.encode(),) * 2), status=200),
    ):
        server.behave(behaviour)
        with pytest.raises(DeskbellError) as trouble:
            provider.by_secret()
        shown += [repr(trouble.value), str(trouble.value)]
        assert trouble.value.__cause__ is None
        assert trouble.value.__context__ is None or trouble.value.__suppress_context__
    assert [one for one in shown if SECRET in one or grant.access_token in one or "\n" in one] == []


def test_a_public_app_sends_no_secret(server: Server) -> None:
    server.secret = ""
    asking(server, secret="").by_secret()
    assert "client_secret" not in server.asked[0]
