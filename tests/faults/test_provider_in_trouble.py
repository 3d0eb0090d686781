"""A mail provider that no longer signs the desk in, or does not answer: letters wait, all else goes on, and it is told."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from witness import hurry, mail, offer, one, until

from delivery.certificates import server_and_client
from process import Running
from provider import Behaviour, Provider
from relay import Relay

USER = "support@desk.example"


@pytest.fixture
def relay(provider: Provider, tmp_path: Path) -> Iterator[Relay]:
    """It takes letters from whoever shows a token of the provider's."""
    with Relay(tls=server_and_client(tmp_path)[0], tokens=provider.accepts) as relay:
        yield relay


@pytest.fixture
def secret(tmp_path: Path, provider: Provider) -> Path:
    file = tmp_path / "oauth.secret"
    file.write_text(provider.secret)
    file.chmod(0o600)
    return file


@pytest.fixture
def desk(running: Callable[..., Running], provider: Provider, secret: Path, tmp_path: Path) -> Running:
    settings = provider.settings(client_secret_file=str(secret))
    settings |= {("delivery", "user"): USER, ("delivery", "sign_in"): "oauth"}
    return running(settings=settings, beside={"SSL_CERT_FILE": str(tmp_path / "certificate.pem")})


def health(desk: Running) -> list[str]:
    """What the health page says ails the desk."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{desk.web}/health", timeout=60) as page:
            return list(json.load(page)["troubles"])
    except urllib.error.HTTPError as page:
        return list(json.load(page)["troubles"])


@pytest.mark.crash
def test_a_secret_that_has_ended_stops_letters_loudly_and_a_new_one_lets_them_go(
    desk: Running, provider: Provider, relay: Relay, secret: Path
) -> None:
    """Health page, status, doctor and log say what to do within moments; a new secret in the file is all it takes."""
    desk.start()
    assert offer(desk.smtp, mail(1)) == 250
    relay.wait_for(1)
    until(lambda: not one(desk, "select count(*) from letter where state in ('waiting', 'sending')"), desk)
    assert {one.user for one in relay.received} == {USER}
    assert health(desk) == []

    before = len(relay.received)
    provider.secret = "N3w~secret"
    provider.withdraw()
    assert offer(desk.smtp, mail(2)) == 250
    until(lambda: any("invalid_client" in trouble for trouble in health(desk)), desk)
    assert (
        "Trouble: signing in fails: 127.0.0.1 does not sign us in" in desk.command("status").stdout.decode()
    )
    found = [json.loads(line) for line in desk.command("doctor", "--json", "--wait", "0").stdout.splitlines()]
    assert [one["state"] for one in found if one["check"] == "signing in"] == ["bad"]
    assert "signing in at the mail provider fails" in desk.log
    assert len(relay.received) == before

    secret.write_text("N3w~secret")
    until(lambda: health(desk) == [], desk)
    until(
        lambda: (
            hurry(desk) or not one(desk, "select count(*) from letter where state in ('waiting', 'sending')")
        ),
        desk,
    )
    assert len(relay.received) > before
    said = desk.log + json.dumps(found) + str(desk.rows("select answer from letter"))
    assert [each for each in (*provider.given, provider.secret, "S3cret~of") if each in said] == []


@pytest.mark.crash
def test_a_provider_that_does_not_answer_holds_up_letters_alone(
    desk: Running, provider: Provider, relay: Relay
) -> None:
    """Mail is taken, tickets are opened and pages are read meanwhile; and the letters go when it answers."""
    gate = threading.Event()
    provider.behave(Behaviour(hold=gate))
    desk.start()
    for number in range(3):
        assert offer(desk.smtp, mail(number)) == 250
    until(lambda: one(desk, "select count(*) from ticket") == 3, desk)
    assert health(desk) is not None
    assert not relay.received
    provider.behave(Behaviour())
    gate.set()
    until(
        lambda: (
            hurry(desk) or not one(desk, "select count(*) from letter where state in ('waiting', 'sending')")
        ),
        desk,
    )
    assert relay.received
