"""What is wrong with the settings is told all at once, where it stands, with the nearest right name."""

from pathlib import Path

import pytest

from deskbell.errors import OperatorError
from deskbell.settings import load, read, strange_variables
from deskbell.settings_file import commented
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


def told(home: Path, text: str) -> list[str]:
    """What is wrong, without the file's name."""
    return [one.removeprefix(f"{home / 'deskbell.toml'}") for one in read(written(home, text), {})[1]]


def test_a_file_with_a_byte_order_mark_is_read_and_one_in_another_charset_is_named(tmp_path: Path) -> None:
    """As editors on Windows write them."""
    text = '[desk]\r\nname = "Büro"\r\n'
    (tmp_path / "deskbell.toml").write_bytes(text.encode("utf-8-sig"))
    assert load(tmp_path, {})("desk", "name") == "Büro"
    (tmp_path / "deskbell.toml").write_bytes(text.encode("latin-1"))
    assert read(tmp_path, {})[1] == (
        f"{tmp_path / 'deskbell.toml'}:2:10: this is not UTF-8; save the file as UTF-8.",
    )


def test_an_address_is_one_whatever_its_letters_case(tmp_path: Path) -> None:
    assert told(tmp_path, '[desk]\naddress = "Support@Desk.Example"\n') == []
    for wrong in ("support", "@desk.example", "a b@desk.example", "support@", ""):
        assert (
            f':2:1: [desk] address is "{wrong}"; expected an address such as support@desk.example.'
            in told(tmp_path, f'[desk]\naddress = "{wrong}"\n')
        )
    assert told(tmp_path, '[desk]\naddress = "support@desk"\ndomain = "desk example"\n')[0].startswith(
        ':3:1: [desk] domain is "desk example"; expected a domain'
    )
    assert told(tmp_path, '[desk]\nname = " "\n') == [
        ':2:1: [desk] name is " "; expected a name on one line.'
    ]


def test_two_doors_at_one_port_are_told_before_the_second_finds_it_taken(tmp_path: Path) -> None:
    text = '[intake.smtp]\nlisten = "127.0.0.1:8025"\n[web]\nlisten = "127.0.0.1:8025"\n'
    assert told(tmp_path, text) == [
        ":4:1: [web] listen and [intake.smtp] listen are both 127.0.0.1:8025; each needs a port of its own."
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('since = "yesterday"', 'since is "yesterday"; expected a day such as 2026-11-24.'),
        ('done = ""', 'done is ""; expected keep, seen, or the folder it is moved to.'),
        ("port = 0", 'port is "0"; expected a port, such as 993.'),
        ("port = 70000", 'port is "70000"; expected a port, such as 993.'),
        ('port = "993"', "port is '993'; expected a number."),
        ('tls = "yes"', "tls is \"yes\"; expected one of 'implicit', 'starttls', 'none'."),
    ],
)
def test_what_a_mailboxs_values_mean_is_checked_before_anything_starts(
    tmp_path: Path, line: str, says: str
) -> None:
    text = f'[[intake.imap]]\nname = "a"\nhost = "h"\nuser = "u"\n{line}\n'
    assert told(tmp_path, text) == [f":5:1: [[intake.imap]] {says}"]


@pytest.mark.parametrize("number", ["²", "9" * 5000, "1_0", "٣"])
def test_what_is_no_number_in_the_environment_is_said_to_be_none(tmp_path: Path, number: str) -> None:
    _, troubles = read(written(tmp_path, ""), {"DESKBELL_WORK_THREADS": number})
    assert len(troubles) == 1
    assert "expected a number" in troubles[0]


def test_paths_begin_in_the_home(tmp_path: Path) -> None:
    """Where a command is called from changes nothing."""
    text = '[store]\nurl = "sqlite:///data/desk.db"\n[delivery]\nrelay = "maildir:out"\n[intake.smtp]\nlisten = "unix:smtp.sock"\n'
    settings = load(written(tmp_path, text), {})
    assert settings.store_url == f"sqlite:///{tmp_path}/data/desk.db"
    assert settings.relay == f"maildir:{tmp_path}/out"
    assert settings.smtp_listen == f"unix:{tmp_path}/smtp.sock"
    text = '[store]\nurl = "sqlite:////var/desk.db"\n[delivery]\nrelay = "maildir:/var/out"\n'
    settings = load(written(tmp_path, text), {})
    assert (settings.store_url, settings.relay) == ("sqlite:////var/desk.db", "maildir:/var/out")
    text = '[store]\nurl = "postgresql://desk@db/desk"\n[delivery]\nrelay = "smtp://mx:25"\n'
    settings = load(written(tmp_path, text), {})
    assert (settings.store_url, settings.relay) == ("postgresql://desk@db/desk", "smtp://mx:25")


def test_one_mailbox_can_be_set_by_the_environment(tmp_path: Path) -> None:
    """A container needs no file for it; of several it would not be known which is meant."""
    told_so = {
        "DESKBELL_INTAKE_IMAP_NAME": "support",
        "DESKBELL_INTAKE_IMAP_HOST": "imap.example",
        "DESKBELL_INTAKE_IMAP_USER": "desk",
        "DESKBELL_INTAKE_IMAP_PORT": "143",
        "DESKBELL_INTAKE_IMAP_FOLDERS": "INBOX, Spam",
    }
    assert list(strange_variables(told_so)) == []
    (box,) = load(written(tmp_path, ""), told_so).mailboxes
    assert (box["name"], box["host"], box["port"], box["folders"]) == (
        "support",
        "imap.example",
        143,
        ("INBOX", "Spam"),
    )
    one = '[[intake.imap]]\nname = "a"\nhost = "h"\nuser = "u"\n'
    (box,) = load(written(tmp_path, one), {"DESKBELL_INTAKE_IMAP_HOST": "other.example"}).mailboxes
    assert (box["name"], box["host"]) == ("a", "other.example")
    _, troubles = read(written(tmp_path, one), {"DESKBELL_INTAKE_IMAP_PORT": "none"})
    assert troubles == ("DESKBELL_INTAKE_IMAP_PORT: [[intake.imap]] port is 'none'; expected a number.",)
    two = one + one.replace('"a"', '"b"')
    _, troubles = read(written(tmp_path, two), {"DESKBELL_INTAKE_IMAP_HOST": "other.example"})
    assert troubles == (
        "DESKBELL_INTAKE_IMAP_HOST: deskbell.toml has 2 mailboxes; the environment can change one alone.",
    )
    _, troubles = read(written(tmp_path, ""), {"DESKBELL_INTAKE_IMAP_HOST": "imap.example"})
    assert [one.partition(": ")[2] for one in troubles] == ["[[intake.imap]] name is missing."]
