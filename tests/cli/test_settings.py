"""What is wrong with the settings is told all at once, where it stands, with the nearest right name."""

from pathlib import Path

import pytest

from deskbell.errors import OperatorError
from deskbell.settings import commented, load, read, strange_variables
from deskbell.settings_keys import KEYS


def written(home: Path, text: str) -> Path:
    home.mkdir(exist_ok=True)
    (home / "deskbell.toml").write_text(text, "utf-8")
    return home


def test_everything_wrong_is_told_at_once_with_line_and_column(tmp_path: Path) -> None:
    text = '[desk]\nname = 3\n  adress = "x"\ntimezone = "Europe/Lisbo"\n[intake.smpt]\nlisten = "x"\n[web]\nlisten = ["a"]\n[wrok]\n'
    _, troubles = read(written(tmp_path, text), {"DESKBELL_WORK_THREADS": "many"})
    told = "\n".join(troubles)
    file = tmp_path / "deskbell.toml"
    assert f"{file}:2:1: [desk] name is 3; expected text." in told
    assert f"{file}:3:3: unknown setting [desk] adress; did you mean [desk] address?" in told
    assert (
        f'{file}:4:1: [desk] timezone is "Europe/Lisbo", which is no time zone; did you mean Europe/Lisbon?'
        in told
    )
    assert f"{file}:5:2: unknown section [intake.smpt]; did you mean [intake.smtp]?" in told
    assert f"{file}:8:1: [web] listen is" in told
    assert f"{file}:9:2: unknown section [wrok]; did you mean [work]?" in told
    assert "DESKBELL_WORK_THREADS: [work] threads is 'many'; expected a number." in told
    assert len(troubles) == 7


def test_what_is_no_toml_is_told_with_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(OperatorError) as trouble:
        load(written(tmp_path, "[desk]\nname = \n"), {})
    assert str(trouble.value).startswith(f"{tmp_path / 'deskbell.toml'}:2:8: ")


def test_mailboxes_are_checked_each_at_its_own_place(tmp_path: Path) -> None:
    text = '[[intake.imap]]\nname = "a"\nhots = "b"\n[[intake.imap]]\nname = "b"\nhost = "h"\nuser = "u"\n[[intake.imap]]\nname = "b"\nhost = "h"\nuser = "u"\n'
    settings, troubles = read(written(tmp_path, text), {})
    assert [box["name"] for box in settings.mailboxes] == ["b"]
    assert [one.split(": ", 1)[1] for one in troubles] == [
        "unknown setting [[intake.imap]] hots; did you mean host?",
        '[[intake.imap]] name "b" is taken by another mailbox.',
    ]
    assert ":9:1: " in troubles[1]


def test_one_pair_of_brackets_for_a_mailbox_is_told(tmp_path: Path) -> None:
    _, troubles = read(written(tmp_path, '[intake.imap]\nname = "a"\n'), {})
    assert any("[[intake.imap]]" in one or "[intake.imap]" in one for one in troubles)


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    home = written(tmp_path, '[desk]\nname = "File"\n')
    assert load(home, {})("desk", "name") == "File"
    assert load(home, {"DESKBELL_DESK_NAME": "Environment"})("desk", "name") == "Environment"
    assert load(home, {"DESKBELL_INTAKE_SMTP_BORDERS": "10.0.0.0/8, 192.0.2.1"})(
        "intake.smtp", "borders"
    ) == ("10.0.0.0/8", "192.0.2.1")


def test_the_commented_file_names_every_key_with_its_variable_and_reads_back_as_the_defaults(
    tmp_path: Path,
) -> None:
    text = commented()
    for key in KEYS:
        assert key.variable in text
        assert key.why in text
    settings = load(written(tmp_path, text), {})
    assert all(settings(key.section, key.name) == key.default for key in KEYS)


def test_every_value_can_be_set_in_the_commented_file(tmp_path: Path) -> None:
    values = {
        ("desk", "name"): 'A "quoted" \\ desk',
        ("intake.smtp", "max_size"): 99,
        ("intake.smtp", "borders"): ["10.0.0.0/8"],
    }
    settings = load(written(tmp_path, commented(values)), {})
    assert settings("desk", "name") == 'A "quoted" \\ desk'
    assert settings("intake.smtp", "max_size") == 99
    assert settings("intake.smtp", "borders") == ("10.0.0.0/8",)


def test_what_a_value_means_is_checked_where_it_stands(tmp_path: Path) -> None:
    text = '[work]\nthreads = 0\n[intake.smtp]\nmax_size = 0\n[web]\nbase_url = "desk.example"\nlisten = "unix:/x"\n'
    settings, troubles = read(written(tmp_path, text), {"DESKBELL_DESK_TIMEZONE": "Europe/Lisbo"})
    file = tmp_path / "deskbell.toml"
    assert list(troubles) == [
        'DESKBELL_DESK_TIMEZONE: [desk] timezone is "Europe/Lisbo", which is no time zone; did you mean Europe/Lisbon?',
        f"{file}:4:1: [intake.smtp] max_size is 0; expected a number of 1 or more.",
        f"{file}:2:1: [work] threads is 0; expected a number of 1 or more.",
        f'{file}:7:1: [web] listen is "unix:/x"; expected host:port, such as 127.0.0.1:2525.',
        f'{file}:6:1: [web] base_url is "desk.example"; expected an address such as https://desk.example.',
    ]
    assert settings("desk", "timezone") == "UTC"
    for right in ("https://desk.example", "http://desk.example:8025/desk/", ""):
        assert load(written(tmp_path, ""), {"DESKBELL_WEB_BASE_URL": right})("web", "base_url") == right
    assert load(tmp_path, {"DESKBELL_INTAKE_SMTP_LISTEN": "unix:/run/desk/lmtp"})


def test_a_variable_that_sets_nothing_is_told_with_the_nearest_that_does() -> None:
    environment = {
        "DESKBELL_DESK_NMAE": "x",
        "DESKBELL_HOME": "/x",
        "DESKBELL_WEB_LISTEN": "",
        "PATH": "/bin",
    }
    assert list(strange_variables(environment)) == [
        "DESKBELL_DESK_NMAE is set in the environment and sets nothing; did you mean DESKBELL_DESK_NAME?"
    ]


def test_an_address_outside_the_desks_domain_is_told(tmp_path: Path) -> None:
    _, (trouble,) = read(written(tmp_path, '[desk]\naddress = "help@other.example"\n'), {})
    assert ":2:1: [desk] address help@other.example is not in [desk] domain desk.example." in trouble
