"""A desk that cannot sign in at its mail provider says so at once, and before its secret ends."""

from datetime import timedelta
from pathlib import Path

from desk import Desk, words_of
from deskbell.errors import OperatorError
from deskbell.oauth.answers import Grant, Unavailable
from deskbell.oauth.tokens import AccessTokens
from deskbell.signing_in import Renewal
from provider import SECRET

OPERATOR = "operator@desk.example"
LOOK = timedelta(minutes=6)
BOX = '\n[[intake.imap]]\nname = "support"\nhost = "imap.example"\nuser = "support@desk.example"\nsign_in = "oauth"\n'


def hosted(desk: Desk, **oauth: str) -> Desk:
    """The desk with a mailbox at a provider."""
    desk.close()
    values = {
        "token_url": "https://login.example/token",
        "client_id": "app",
        "client_secret_file": "s",
    } | oauth
    desk.home.joinpath("s").write_text(SECRET)
    file = desk.home / "deskbell.toml"
    text = file.read_text()
    for name, value in values.items():
        text = text.replace(f'# {name} = ""', f'{name} = "{value}"')
    file.write_text(text + BOX)
    desk.open()
    desk.parts.store.polled("support", desk.clock.now(), "")
    return desk


def alarms(desk: Desk) -> list[str]:
    return [one.kind for one in desk.letters(OPERATOR) if one.kind.startswith("operator")]


class Asked:
    """Stands where a provider is asked: `trouble` is raised, else a grant is given."""

    def __init__(self) -> None:
        self.trouble: Exception | None = None
        self.count = 0

    def __call__(self) -> Grant:
        self.count += 1
        if self.trouble:
            raise self.trouble
        return Grant(f"a{self.count}", 3600)


def keeper(desk: Desk, asked: Asked, *, needed: bool = True) -> Renewal:
    tokens = AccessTokens(asked, (), lambda: desk.clock.now().timestamp())
    return Renewal(tokens, desk.parts.store, desk.clock, needed=needed)


def test_a_no_of_the_provider_is_told_at_the_next_look_and_its_end_too(small_desk: Desk) -> None:
    """By letter, on the health page, by status: what to do, and that nothing is lost. Once each."""
    desk, asked = hosted(small_desk), Asked()
    keeps = keeper(desk, asked)
    keeps()
    assert desk.parts.troubles() == ()
    asked.trouble = OperatorError(
        "login.example does not sign us in (invalid_client): make a new client secret."
    )
    desk.clock.advance(timedelta(hours=1))
    desk.parts.store.polled("support", desk.clock.now(), "")
    keeps()
    assert desk.parts.troubles() == (f"signing in fails: {asked.trouble}",)

    desk.pass_time(LOOK)
    letter = desk.letter(OPERATOR, "operator_alarm").text
    assert "The desk cannot sign in at the mail provider: login.example does not sign us in" in letter
    assert "new mail waits in its mailbox, and letters wait in the outbox" in letter
    for _ in range(3):
        keeps()
        desk.parts.store.polled("support", desk.clock.now(), "")
        desk.pass_time(LOOK)
    assert alarms(desk) == ["operator_alarm"]

    asked.trouble = None
    desk.clock.advance(timedelta(minutes=16))
    desk.parts.store.polled("support", desk.clock.now(), "")
    keeps()
    desk.pass_time(LOOK)
    assert alarms(desk) == ["operator_alarm", "operator_all_clear"]
    assert "The desk signs in at the mail provider again." in desk.letter(OPERATOR, "operator_all_clear").text
    assert desk.parts.troubles() == ()


def test_a_provider_that_is_away_for_a_moment_is_no_alarm(small_desk: Desk) -> None:
    """The health page says it, for it is so; a letter goes when it lasts."""
    desk, asked = hosted(small_desk), Asked()
    keeps = keeper(desk, asked)
    asked.trouble = Unavailable("login.example cannot be asked for an access token: timed out.")
    keeps()
    assert "timed out" in desk.parts.troubles()[0]
    desk.pass_time(LOOK)
    assert alarms(desk) == []
    asked.trouble = None
    desk.clock.advance(timedelta(seconds=10))
    keeps()
    desk.pass_time(LOOK)
    assert alarms(desk) == []


def test_of_several_processes_one_that_is_well_does_not_speak_for_the_others(small_desk: Desk) -> None:
    """What one notes stands until it is well itself, or stops to say so."""
    desk, sick, well = hosted(small_desk), Asked(), Asked()
    sick.trouble = OperatorError("No.")
    ill, fine = keeper(desk, sick), keeper(desk, well)
    fine()
    ill()
    fine()
    assert desk.parts.troubles() == ("signing in fails: No.",)
    desk.clock.advance(timedelta(minutes=2))
    ill()
    fine()
    assert desk.parts.troubles() == ("signing in fails: No.",)
    sick.trouble = None
    desk.clock.advance(timedelta(minutes=20))
    ill()
    assert desk.parts.troubles() == ()


def test_what_a_process_noted_that_died_is_taken_back_by_the_next_that_signs_in(small_desk: Desk) -> None:
    desk, asked = hosted(small_desk), Asked()
    asked.trouble = OperatorError("No.")
    keeper(desk, asked)()
    asked.trouble = None
    keeper(desk, asked)()
    assert desk.parts.troubles() == ()


def test_nobody_is_asked_before_somebody_needs_a_token(small_desk: Desk) -> None:
    """A process without mailboxes and letters has no business there."""
    desk, asked = hosted(small_desk), Asked()
    keeps = keeper(desk, asked, needed=False)
    keeps()
    assert asked.count == 0


def test_a_secret_that_ends_is_told_of_a_fortnight_before(small_desk: Desk) -> None:
    """Once, with the day; and that all is well again when there is a new one. The health page is red for the last days."""
    desk = hosted(small_desk, secret_until="2026-12-10")
    desk.pass_time(LOOK)
    assert alarms(desk) == []
    assert desk.parts.troubles() == ()
    desk.clock.advance(timedelta(days=2))
    desk.parts.store.polled("support", desk.clock.now(), "")
    desk.pass_time(LOOK)
    assert alarms(desk) == ["operator_alarm"]
    letter = desk.letter(OPERATOR, "operator_alarm").text
    assert "The secret for signing in at the mail provider ends in 14 days, on 2026-12-10" in letter
    assert desk.parts.troubles() == ()
    desk.clock.advance(timedelta(days=11))
    assert (
        "the secret for signing in at the mail provider ends in 3 days, on 2026-12-10"
        in desk.parts.troubles()
    )
    file = desk.home / "deskbell.toml"
    file.write_text(file.read_text().replace("2026-12-10", "2028-12-10"))
    desk.close()
    desk.open()
    desk.pass_time(LOOK)
    assert alarms(desk) == ["operator_alarm", "operator_all_clear"]


def test_a_provider_that_takes_its_mailboxs_own_sender_alone_gets_that_and_answers_find_their_ticket(
    tmp_path: Path,
) -> None:
    """Exchange refuses a letter whose From or return path is any other, a tagged one too; Reply-To is ours to write."""
    desk = Desk(tmp_path / "home", settings={("delivery", "return_path"): "plain"})
    try:
        desk.mail(words_of(1))
        letter = desk.letter(kind="acknowledgement")
        assert letter.message["From"].addresses[0].addr_spec == "support@desk.example"
        [answers] = letter.message["Reply-To"].addresses
        assert answers.addr_spec.startswith("support+1001.")
        desk.mail("It smokes.", to=answers.addr_spec, subject=f"Re: {letter.subject}")
        assert [outcome for outcome, _ in desk.outcomes()] == ["opened", "appended"]
    finally:
        desk.close()
