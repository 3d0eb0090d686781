"""Signing in at a hosted provider, as an operator sets it up: what is missing is said, and one command signs in."""

import json
import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from shell import Shell

from deskbell.casework.sign_in import FLAG, Hindrance
from deskbell.clock import SystemClock
from deskbell.errors import OperatorError
from deskbell.oauth.device import await_grant, invite
from deskbell.oauth.provider import App
from deskbell.oauth.provider import Provider as Asking
from deskbell.settings import read
from deskbell.settings_file import commented
from deskbell.store.store import SqlStore
from each import each
from provider import CLIENT, DEVICE, SCOPE, SECRET, Behaviour, Provider

BOX = '[[intake.imap]]\nname = "support"\nhost = "outlook.office365.com"\nuser = "support@desk.example"\nsign_in = "oauth"\n'
OAUTH = '[oauth]\ntoken_url = "https://login.example/token"\nclient_id = "app"\nclient_secret_file = "oauth.secret"\n'
RELAY = '[delivery]\nrelay = "smtp+starttls://smtp.office365.com:587"\nuser = "support@desk.example"\nsign_in = "oauth"\n'


def told(home: Path, text: str, environment: dict[str, str] | None = None) -> list[str]:
    """What is wrong with these settings, from the line on."""
    file = home / "deskbell.toml"
    file.write_text(text)
    return [one.removeprefix(f"{file}:") for one in read(home, environment or {})[1]]


def test_settings_that_fit_together_are_taken(tmp_path: Path) -> None:
    assert told(tmp_path, OAUTH + RELAY + BOX) == []
    assert told(tmp_path, OAUTH.replace("client_secret_file", "refresh_token_file") + BOX) == []
    assert told(tmp_path, OAUTH) == []


@each(
    ("text", "says"),
    [
        (BOX, '[oauth] token_url and client_id and client_secret_file (or refresh_token_file) are missing, which sign_in = "oauth" needs.'),
        (OAUTH.replace("client_id", "# ") + BOX, '1:2: [oauth] client_id is missing, which sign_in = "oauth" needs.'),
        (OAUTH.replace("https", "http"), '2:1: [oauth] token_url is "http://login.example/token"; expected an address that begins with https://'),
        (OAUTH + 'secret_until = "soon"\n', '5:1: [oauth] secret_until is "soon"; expected a day such as 2026-11-24.'),
        (OAUTH.replace("client_secret_file", "refresh_token_file") + 'secret_until = "2028-01-01"\n' + BOX, "5:1: [oauth] secret_until is the end of a secret, and client_secret_file names none."),
        (OAUTH + BOX + 'password_file = "x"\n', '9:1: [[intake.imap]] support: sign_in = "oauth" and password_file contradict each other: take one of them out.'),
        (OAUTH + BOX + 'tls = "none"\n', '9:1: [[intake.imap]] support: sign_in = "oauth" with tls = "none" would show the access token to everybody on the way.'),
        (BOX.replace("oauth", "oaut"), '5:1: [[intake.imap]] sign_in is "oaut"; expected one of'),
        (BOX.replace("sign_in", "singin"), "5:1: unknown setting [[intake.imap]] singin; did you mean sign_in?"),
        (OAUTH.replace("token_url", "tokenurl"), "2:1: unknown setting [oauth] tokenurl; did you mean [oauth] token_url?"),
        (OAUTH.replace("[oauth]", "[oaut]"), "1:2: unknown section [oaut]; did you mean [oauth]?"),
        (OAUTH + RELAY + 'password_file = "x"\n', '8:1: [delivery] sign_in = "oauth" and password_file contradict each other: take one of them out.'),
        (OAUTH + RELAY.replace("user", "# "), '8:1: [delivery] user is missing, whom sign_in = "oauth" signs in.'),
        (OAUTH + RELAY.replace("relay", "# "), '8:1: [delivery] sign_in = "oauth" needs a relay such as'),
    ],
)  # fmt: skip
def test_what_is_missing_or_contradicts_itself_is_one_sentence_where_it_stands(
    tmp_path: Path, text: str, says: str
) -> None:
    found = told(tmp_path, text)
    assert any(says in one for one in found), found
    assert len(found) == 1


def test_every_key_can_come_from_the_environment(tmp_path: Path) -> None:
    environment = {
        "DESKBELL_OAUTH_TOKEN_URL": "https://login.example/token",
        "DESKBELL_OAUTH_CLIENT_ID": "app",
        "DESKBELL_OAUTH_CLIENT_SECRET_FILE": "oauth.secret",
        "DESKBELL_DELIVERY_SIGN_IN": "oauth",
        "DESKBELL_DELIVERY_USER": "support@desk.example",
        "DESKBELL_DELIVERY_RELAY": "smtps://smtp.example",
    }
    assert told(tmp_path, "", environment) == []
    del environment["DESKBELL_DELIVERY_USER"]
    assert told(tmp_path, "", environment) == [
        'DESKBELL_DELIVERY_SIGN_IN: [delivery] user is missing, whom sign_in = "oauth" signs in.'
    ]


def test_check_looks_for_the_files_and_at_the_day_the_secret_ends(run: Shell) -> None:
    text = OAUTH + BOX
    soon = (SystemClock().now() + timedelta(days=9)).date().isoformat()
    (run.home / "deskbell.toml").write_text(text)
    assert "The secret file" in (said := run("check")).out
    assert said.status == 2
    (run.home / "oauth.secret").write_text("\n")
    assert "oauth.secret is empty; it holds the value of the app's secret." in run("check").out
    (run.home / "oauth.secret").write_text(SECRET)
    (run.home / "deskbell.toml").write_text(text.replace("[[", f'secret_until = "{soon}"\n[[', 1))
    said = run("check")
    assert said.status == 0
    assert f"ends in 9 days, on {soon}" in said.out
    (run.home / "deskbell.toml").write_text(text.replace("client_secret_file", "refresh_token_file"))
    (run.home / "oauth.secret").unlink()
    assert "deskbell mailbox sign-in writes it." in run("check").out
    (run.home / "deskbell.toml").write_text(OAUTH)
    assert "[oauth] is set and nobody signs in by it" in run("check").out


# -- the doctor


def doctored(run: Shell, *words: str) -> dict[str, dict[str, str]]:
    return {one["check"]: one for one in map(json.loads, run("doctor", "--json", *words).out.splitlines())}


@pytest.fixture
def hosted(run: Shell, provider: Provider) -> Callable[..., None]:
    """A home whose mailbox is at the provider."""

    def write(**more: str) -> None:
        files = {"client_secret_file": "oauth.secret"} | more
        box = BOX.replace("outlook.office365.com", "127.0.0.1")
        (run.home / "deskbell.toml").write_text(commented(provider.settings(**files)) + box)

    (run.home / "oauth.secret").write_text(SECRET)
    (run.home / "oauth.secret").chmod(0o600)
    write()
    return write


def test_the_doctor_asks_the_provider_and_says_what_to_do(
    run: Shell, provider: Provider, hosted: Callable[..., None]
) -> None:
    assert doctored(run, "--wait", "1")["access token"]["state"] == "good"
    provider.secret = "another"
    found = doctored(run, "--wait", "1")["access token"]
    assert found["state"] == "bad"
    assert "(invalid_client, AADSTS7000215): make a new client secret there" in found["saw"]
    asked = len(provider.asked)
    assert "access token" not in doctored(run, "--wait", "0")
    assert len(provider.asked) == asked, "a monitor that asks often asks the provider nothing"


def test_the_doctor_tells_of_the_secrets_end_a_fortnight_before(
    run: Shell, hosted: Callable[..., None]
) -> None:
    for days, state in ((15, "good"), (14, "bad"), (1, "bad"), (-2, "bad")):
        day = (SystemClock().now() + timedelta(days=days)).date().isoformat()
        hosted(secret_until=day)
        found = doctored(run, "--wait", "0")["secret's end"]
        assert (found["state"], day in found["saw"]) == (state, True)


def test_the_doctor_sees_what_the_desk_noted_and_files_that_others_may_read(
    run: Shell, hosted: Callable[..., None]
) -> None:
    store = SqlStore(f"sqlite:///{run.home}/deskbell.sqlite", holder="test")
    store.start()
    at = datetime(2026, 11, 24, 9, 15, tzinfo=UTC)
    store.set_flag(FLAG, Hindrance("It does not sign us in.", at, True).text(), at)
    store.close()
    (run.home / "oauth.secret").chmod(0o644)
    found = doctored(run, "--wait", "0")
    assert found["signing in"]["saw"] == "It does not sign us in. (since 2026-11-24T09:15+00:00)"
    assert found["client_secret_file of [oauth]"]["do"] == f"chmod 600 {run.home / 'oauth.secret'}"


def test_a_backup_holds_what_signs_the_desk_in(
    run: Shell, hosted: Callable[..., None], tmp_path: Path
) -> None:
    """A desk that is restored elsewhere reads its mailbox."""
    hosted(refresh_token_file="refresh.token")
    (run.home / "refresh.token").write_text("refresh-0\n")
    assert run("backup", tmp_path / "desk.tar").status == 0
    run.home = tmp_path / "again"
    assert run("restore", tmp_path / "desk.tar").status == 0
    for name, text in (("oauth.secret", SECRET), ("refresh.token", "refresh-0\n")):
        assert (run.home / name).read_text() == text
        assert stat.S_IMODE((run.home / name).stat().st_mode) == 0o600


# -- deskbell mailbox sign-in


@pytest.fixture
def by_hand(run: Shell, provider: Provider, hosted: Callable[..., None]) -> Path:
    """A home in which somebody is to sign in; the file that will be written."""
    hosted(device_url=f"{provider.url}/device", refresh_token_file="refresh.token")
    return run.home / "refresh.token"


def test_one_command_signs_in_and_the_desk_goes_on_by_itself(
    run: Shell, provider: Provider, by_hand: Path
) -> None:
    provider.device_errors = ["authorization_pending"]
    said = run("mailbox", "sign-in")
    assert (said.status, said.err) == (0, "")
    assert "Open https://login.example/device in any browser, enter the code ABCD-EFGH" in said.out
    assert "good for 15 minutes" in said.out
    assert by_hand.read_text() == f"{provider.refresh}\n"
    assert stat.S_IMODE(by_hand.stat().st_mode) == 0o600
    assert provider.refresh not in said.out
    assert provider.asked[0] == {"client_id": CLIENT, "scope": SCOPE}
    assert provider.asked[1] == {
        "grant_type": DEVICE,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "device_code": "dev-1",
    }
    assert doctored(run, "--wait", "1")["access token"]["state"] == "good"


def test_a_program_reads_where_to_go_and_that_it_is_done(
    run: Shell, provider: Provider, by_hand: Path
) -> None:
    first, second = map(json.loads, run("mailbox", "sign-in", "--json").out.splitlines())
    assert first == {"url": "https://login.example/device", "code": "ABCD-EFGH", "seconds": 900}
    assert second == {"file": str(by_hand)}


def test_signing_in_that_comes_to_nothing_writes_nothing_and_ends_with_2(
    run: Shell, provider: Provider, by_hand: Path
) -> None:
    for error, words in (
        ("access_denied", "did not allow it"),
        ("expired_token", "The code has ended"),
        ("invalid_client", "make a new client secret"),
    ):
        provider.device_errors = [error]
        said = run("mailbox", "sign-in")
        assert (said.status, words in said.err) == (2, True), said.err
    assert not by_hand.exists()


def test_an_answer_that_stays_signed_in_with_nothing_is_told(
    run: Shell, provider: Provider, by_hand: Path
) -> None:
    """Without offline_access Microsoft gives no refresh token."""
    by_hand.write_text("before\n")
    provider._grant = lambda _: {"access_token": "a", "expires_in": 60}  # type: ignore[method-assign]
    said = run("mailbox", "sign-in")
    assert (said.status, "offline_access" in said.err) == (2, True)
    assert by_hand.read_text() == "before\n"


@each(
    "change",
    [
        {"user_code": None},
        {"user_code": "x" * 300},
        {"verification_uri": "https://x.example/\x1b[2J"},
        {"verification_uri": 7},
        {"device_code": ""},
        {"expires_in": "soon"},
        {"expires_in": -1},
        {"interval": True},
    ],
    ids=str,
)
def test_an_odd_invitation_is_not_shown(change: dict[str, Any]) -> None:
    with Provider() as provider:
        provider.device |= change
        app = App(f"{provider.url}/token", CLIENT, lambda: "", SCOPE, f"{provider.url}/device")
        with pytest.raises(Exception, match=r"127\.0\.0\.1 gives an answer"):
            invite(Asking(app))


def test_it_asks_as_seldom_as_the_provider_wants(provider: Provider) -> None:
    """Five seconds more after each "slow down", twice as long after no answer (RFC 8628 §3.5), and not past the end."""
    pauses: list[float] = []
    time = 0.0

    def pause(seconds: float) -> None:
        nonlocal time
        pauses.append(seconds)
        time += seconds
        provider.behave(Behaviour(status=503) if len(pauses) == 4 else Behaviour())

    provider.device |= {"interval": 2, "expires_in": 300}
    provider.device_errors = ["authorization_pending", "slow_down", "slow_down"] + [
        "authorization_pending"
    ] * 50
    app = App(f"{provider.url}/token", CLIENT, lambda: SECRET, SCOPE, f"{provider.url}/device")
    asks = Asking(app)
    with pytest.raises(OperatorError, match="has ended"):
        await_grant(asks, invite(asks), pause, lambda: time)
    assert pauses[:6] == [2, 2, 7, 12, 24, 24]
    assert 300 <= time < 330


@each(
    ("missing", "named"),
    [("device_url", "device_url"), ("refresh_token_file", "refresh_token_file"), ("client_id", "client_id")],
)
def test_what_signing_in_lacks_is_named_before_anybody_is_asked(
    run: Shell, provider: Provider, missing: str, named: str
) -> None:
    values = provider.settings(device_url=f"{provider.url}/device", refresh_token_file="r") | {
        ("oauth", missing): ""
    }
    (run.home / "deskbell.toml").write_text(commented(values))
    said = run("mailbox", "sign-in")
    assert (said.status, said.err) == (2, f"deskbell: [oauth] {named} is missing.\n")
    assert provider.asked == []


def test_who_is_not_there_to_be_asked_is_told_and_it_ends_with_75(
    run: Shell, provider: Provider, by_hand: Path
) -> None:
    provider.stop()
    said = run("mailbox", "sign-in")
    assert said.status == 75
    assert "127.0.0.1 cannot be asked for an access token: Connection refused." in said.err
    assert os.listdir(run.home).count("refresh.token") == 0
