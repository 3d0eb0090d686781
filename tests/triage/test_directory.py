"""The directory says who is who, and is checked against itself."""

from datetime import UTC, datetime

import pytest

from deskbell.triage.load import load
from deskbell.triage.ruleset import RuleSet
from deskbell.triage.trouble import RuleErrors


def errors(files: dict[str, bytes], **changed: bytes | None) -> list[str]:
    names = {"directory": "directory.yaml", "people": "people.csv"}
    merged = {**files, **{names[name]: data for name, data in changed.items() if data is not None}}
    for name, data in changed.items():
        if data is None:
            merged.pop(names[name])
    with pytest.raises(RuleErrors) as caught:
        load(merged)
    return str(caught.value).splitlines()


def test_the_sample_desk_has_its_people(shipped: RuleSet) -> None:
    directory = shipped.directory
    assert directory.clients["Acme"].account_manager == "marco@desk.example"
    assert {person.role for person in directory.people} == {"cio", "it_manager", "user"}
    assert directory.person("cio@acme.example") is directory.person("catherine@acme.example")
    assert directory.person("jonas@acme.example").language == "de"
    assert directory.agent("ana@desk.example").team == "support"
    assert directory.lead_of("support").address == "lena@desk.example"
    assert [own.address for own in directory.addresses if own.retired] == [
        "help@desk.example",
        "suport@desk.example",
    ]


def test_hours_are_shared_by_name_and_follow_the_desks_zone(shipped: RuleSet) -> None:
    ana = shipped.directory.agent("ana@desk.example")
    assert ana.hours.zone == "Europe/London"
    assert ana.hours.is_open(datetime(2026, 3, 10, 7, 0, tzinfo=UTC))
    assert not ana.hours.is_open(datetime(2026, 3, 10, 15, 30, tzinfo=UTC))


def test_a_name_that_is_not_there_is_told_where_it_is_spoken_of(files) -> None:
    directory = files["directory.yaml"].replace(b"deputy: dana@", b"deputy: dona@")
    line = directory.decode()[: directory.decode().index("deputy: dona@")].count("\n") + 1
    assert errors(files, directory=directory) == [
        f'rules/directory.yaml:{line}:13: unknown agent "dona@desk.example"; did you mean "dana@desk.example"?'
    ]


def test_one_address_for_two_people_is_told_with_both_lines(files) -> None:
    people = files["people.csv"] + b"ana@desk.example,Another Ana,user,,\numa@acme.example,Uma Again,user,,\n"
    assert errors(files, people=people) == [
        'rules/people.csv:5:1: "uma@acme.example" stands in line 2 already'
    ]


def test_an_agent_listed_as_a_person_is_told(files) -> None:
    directory = files["directory.yaml"].replace(b"address: ian@acme.example", b"address: ana@desk.example")
    (told,) = errors(files, directory=directory)
    assert '"ana@desk.example" stands in line' in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"zone: Europe/London", b"zone: Europe/Londn", '"Europe/Londn" is not a time zone'),
        (b"monday-friday: 08:00-18:00", b"monday-frday: 08:00-18:00", 'unknown weekday "frday"; did you mean "friday"?'),
        (b"monday-friday: 08:00-18:00", b"monday-friday: 8-18", '"8": expected a time like 08:30'),
        (b"role: cio", b"role: ceo", 'unknown role "ceo"; did you mean "cio"?'),
        (b"hours: early", b"hours: erly", 'unknown hours "erly"; did you mean "early"?'),
        (b"lead: lena@", b"leed: lena@", 'unknown key of a team "leed"; did you mean "lead"?'),
        (b"busy_days: [last day]", b"busy_days: [lastday]", 'unknown busy day "lastday"; did you mean "last day"?'),
        (b"- {first: ana@", b"- {week: 2026-11-24, first: ana@", "2026-11-24 is a Tuesday"),
        (b"address: support@desk.example", b"address: support", '"support": expected an address'),
        (b"12-24: 12:00", b"12-34: 12:00", '"12-34": no such day of the year'),
    ],
)  # fmt: skip
def test_each_mistake_in_the_directory_names_what_was_expected(
    files, old: bytes, new: bytes, told: str
) -> None:
    assert old in files["directory.yaml"]
    lines = errors(files, directory=files["directory.yaml"].replace(old, new, 1))
    assert any(told in line for line in lines), lines
    assert all(line.startswith("rules/") for line in lines)


@pytest.mark.parametrize(
    "week", [b"monday: 18:00-18:00", b"monday: 08:00-12:00, 11:00-17:00", b"monday: closed"]
)
def test_hours_that_cannot_be_kept_are_told_and_not_raised(files, week: bytes) -> None:
    (told,) = errors(files, directory=files["directory.yaml"].replace(b"monday-friday: 08:00-18:00", week, 1))
    assert told.startswith("rules/directory.yaml:")


def test_people_may_come_from_a_spreadsheet_with_semicolons_and_a_byte_order_mark(files) -> None:
    people = "\ufeffname;address;role\r\nZoë;ZOE@acme.example;vip\r\n\r\n".encode()
    directory = load({**files, "people.csv": people}).directory
    assert directory.person("zoe@acme.example").name == "Zoë"


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (b"adress,name\n", 'rules/people.csv:1:1: unknown column "adress"; did you mean "address"?'),
        (b"address,name\nx,Y\n", 'rules/people.csv:2:1: "x": expected an address like jo@acme.example'),
        (b"address,name,role\na@b.example,Y,boss\n", 'rules/people.csv:2:15: unknown role "boss"; one of cio, it_manager, vip, user'),
        (b"", "rules/people.csv:1:1: the first row names the columns; address and name are needed"),
        (b"address,name\na@b.example,\xff\n", "rules/people.csv:1:1: this is not UTF-8; save the sheet as CSV UTF-8"),
        (b"address,name\na@b.example,\n", 'rules/people.csv:2:1: "name:" is missing here'),
    ],
)  # fmt: skip
def test_a_mistake_in_the_sheet_is_told_with_its_row(files, people: bytes, told: str) -> None:
    assert told in errors(files, people=people)


def test_a_sheet_that_is_named_and_not_there_is_told(files) -> None:
    (told,) = errors(files, people=None)
    assert told.endswith("people.csv is not beside directory.yaml")


def test_a_broken_directory_does_not_hide_the_mistakes_of_the_books(files) -> None:
    with pytest.raises(RuleErrors) as caught:
        load({**files, "directory.yaml": b"clents: []\n", "kinds.yaml": b"entries: 7\n"})
    told = str(caught.value)
    assert 'unknown key of the directory "clents"; did you mean "clients"?' in told
    assert "rules/kinds.yaml:1:10" in told
    assert "unknown team" not in told


def test_a_night_shift_goes_on_into_the_next_day(files) -> None:
    night = files["directory.yaml"].replace(b"monday-friday: 07:00-15:30", b"sunday-thursday: 22:00-06:00")
    ana = load({**files, "directory.yaml": night}).directory.agent("ana@desk.example")
    assert ana.hours.is_open(datetime(2026, 3, 8, 23, 0, tzinfo=UTC))
    assert ana.hours.is_open(datetime(2026, 3, 9, 5, 59, tzinfo=UTC))
    assert not ana.hours.is_open(datetime(2026, 3, 9, 6, 0, tzinfo=UTC))
    assert not ana.hours.is_open(datetime(2026, 3, 7, 1, 0, tzinfo=UTC))


def test_a_client_may_have_been_promised_other_times(files) -> None:
    """`sla:` names them, and an entry of contact.yaml for that name comes before the others."""
    gold = b"""entries:
  - name: gold
    when: {sender.sla: gold}
    then: {letter: acknowledgement, first: 30 min, next: 1 wh, warn_before: 10 min, holding_before: 5 min}
    because: They pay for it.
    examples:
      - mail: {client: Acme}
"""
    contact = gold + files["contact.yaml"].partition(b"entries:\n")[2]
    named = files["directory.yaml"].replace(b"  - name: Acme\n", b"  - name: Acme\n    sla: gold\n", 1)
    assert named != files["directory.yaml"]

    rules = load({**files, "directory.yaml": named, "contact.yaml": contact})

    assert rules.directory.clients["Acme"].sla == "gold"
    with pytest.raises(RuleErrors, match='unknown sla "gold"'):
        load({**files, "contact.yaml": contact})
