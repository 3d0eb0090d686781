"""What an agent writes in lines of a mail, and that nothing reaches a customer by a slip of the finger."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.commands import help_lines, kinds, mended, parse, sendable
from deskbell.commands.parse import Parsed
from deskbell.commands.table import ENTRIES, ONE_WORD, nearest_word
from deskbell.domain.hours import WorkingHours
from deskbell.domain.judgement import Level, Priority
from each import each

LISBON = WorkingHours(zone="Europe/Lisbon", holidays="PT")
#: A Tuesday.
NOW = datetime(2026, 11, 24, 10, 10, tzinfo=UTC)


def read(text: str) -> Parsed:
    return parse(text, NOW, LISBON, "Europe/Lisbon")


def only(text: str) -> kinds.Command:
    parsed = read(text)
    assert parsed.problems == ()
    assert len(parsed.commands) == 1
    return parsed.commands[0]


def lisbon(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Lisbon"))


def test_words_without_commands_are_for_the_customer() -> None:
    parsed = read("Hello Jo,\n\nit prints again.\n\nMara\n")
    assert parsed.commands == ()
    assert parsed.problems == ()
    assert parsed.text == "Hello Jo,\n\nit prints again.\n\nMara"
    assert parsed.readers == "customer"


def test_commands_stand_at_the_top_and_at_the_end() -> None:
    parsed = read(
        "/urgency high\n\n/cc jo@acme.example\n\nIt prints.\n\nMara\n\n/resolve\n/expect fri 12:00\n"
    )
    assert [type(c) for c in parsed.commands] == [kinds.Urgency, kinds.Cc, kinds.Resolve, kinds.Expect]
    assert parsed.text == "It prints.\n\nMara"
    assert parsed.problems == ()


@each(
    "text",
    [
        "/etc/passwd was changed",
        "/var.log is full",
        "/dev1 is gone",
        "look at\n/tmp\nplease",
        "1/2 of it",
        "/ resolve",
        "and/or",
    ],
)
def test_paths_and_fractions_are_text(text: str) -> None:
    parsed = read(text)
    assert parsed.text == text
    assert parsed.commands == ()
    assert parsed.problems == ()


def test_a_doubled_slash_makes_a_command_text() -> None:
    assert read("Write\n//resolve\nat the end").text == "Write\n/resolve\nat the end"
    assert read("//help me").text == "/help me"
    assert read("see //server/share and\n// a comment\n//server/share").text.endswith(
        "// a comment\n//server/share"
    )


@each("line", ["/Resolve", "  /resolve", "\u200b/resolve", "／resolve", "/resolve\u00a0", "/RESOLVE\r"])
def test_capitals_spaces_and_unseen_marks_do_not_matter(line: str) -> None:
    assert isinstance(only(line), kinds.Resolve)


def test_an_unknown_command_stops_the_whole_mail_and_names_the_nearest() -> None:
    parsed = read("The part is ordered.\n\n/wiat vendor until thu 15:00 parts ordered")
    assert parsed.stopped
    [problem] = parsed.problems
    assert problem.line == "/wiat vendor until thu 15:00 parts ordered"
    assert problem.expected == "there is /wait"
    assert problem.nearest == "/wait vendor until thu 15:00 parts ordered"
    assert parsed.whole == "The part is ordered.\n\n/wiat vendor until thu 15:00 parts ordered"


def test_a_misspelt_word_can_be_mended_but_nothing_else_is_guessed() -> None:
    wrong = read("Done.\n/resolv")
    assert mended(wrong) == "Done.\n/resolve"
    assert not read(mended(wrong)).stopped
    assert mended(read("/wiat vendor")) == ""
    assert mended(read("/promise 11/12")) == ""
    assert mended(read("Done.")) == ""


def test_a_command_nothing_is_near_points_to_help() -> None:
    [problem] = read("/xylophone now").problems
    assert "/help" in problem.expected
    assert problem.nearest == ""


@each("line", ["/resolve:", "/resolve,", "/note!"])
def test_a_stray_mark_behind_a_command_stops_it_and_never_sends_it(line: str) -> None:
    parsed = read(f"It prints.\n{line}")
    assert parsed.stopped
    assert line not in parsed.text


def test_a_known_command_between_the_words_stops_the_mail() -> None:
    parsed = read("It prints.\n/resolve\nBoth floors do.")
    assert parsed.stopped
    assert "top or the end" in parsed.problems[0].expected
    assert parsed.problems[0].nearest == "//resolve"


@each("closing", ["Kind regards,\nMara Lind\nService desk", "Thanks!\nMara", "Viele Grüße\nMara"])
def test_a_closing_below_the_last_command_is_text_and_no_hindrance(closing: str) -> None:
    parsed = read(f"It prints.\n\n/resolve\n/expect fri 12:00\n\n{closing}")
    assert parsed.problems == ()
    assert [type(c) for c in parsed.commands] == [kinds.Resolve, kinds.Expect]
    assert parsed.text == f"It prints.\n\n{closing}"


def test_words_below_a_command_that_begin_politely_are_still_words() -> None:
    assert read("It prints.\n/resolve\nThanks for the file, I will look at it.").stopped


def test_commands_above_a_signature_are_at_the_end() -> None:
    parsed = read("It prints.\n/resolve\n-- \nMara Lind\nService desk")
    assert isinstance(parsed.commands[0], kinds.Resolve)
    assert parsed.text == "It prints."


@each(
    ("line", "who", "until", "why"),
    [
        ("/wait vendor until thu 15:00 parts ordered", "vendor", "2026-11-26 15:00", "parts ordered"),
        ("/wait until tomorrow", "customer", "2026-11-25 08:00", ""),
        ("/wait customer until 2 wd", "customer", "2026-11-26 10:10", ""),
        ("/wait Building services until 24.12. 11:00 key", "building services", "2026-12-24 11:00", "key"),
        ("/wait supplier till next week", "vendor", "2026-11-30 08:00", ""),
        ("/wait for customer until monday", "customer", "2026-11-30 08:00", ""),
    ],
)
def test_waiting_names_whom_and_until_when(line: str, who: str, until: str, why: str) -> None:
    assert only(line) == kinds.Wait(line, who, lisbon(until), why)


@each(
    ("line", "by", "words"),
    [
        ("/promise tomorrow 10:00", "2026-11-25 10:00", ""),
        ("/promise thu I will know more", "2026-11-26 08:00", "I will know more"),
        ("/promise in 2h the vendor calls back", "2026-11-24 12:10", "the vendor calls back"),
        ("/promise morgen 10 Uhr", "2026-11-25 10:00", ""),
        ("/promise demain 14h30", "2026-11-25 14:30", ""),
        ("/promise mañana a las 10:00", "2026-11-25 10:00", ""),
        ("/promise by fri 15:00", "2026-11-27 15:00", ""),
    ],
)
def test_a_promise_has_a_time_and_may_have_words(line: str, by: str, words: str) -> None:
    assert only(line) == kinds.Promise(line, lisbon(by), words)


@each(
    ("line", "said"),
    [
        ("/promise", "thu 15:00"),
        ("/promise soon", "thu 15:00"),
        ("/promise 11/12", "thu 15:00"),
        ("/promise today 09:00", "2026-11-24 09:00 has passed"),
        ("/promise 2026-11-23 15:00", "has passed"),
        ("/promise 2062-11-24 15:00", "far off"),
        ("/promise thu 25:00", "could be part of it"),
        ("/promise tomorrow 3 parts", "could be part of it"),
        ("/promise 999 weeks", "far off"),
        ("/wait vendor", '"until"'),
        ("/wait until", "thu 15:00"),
        ("/expect fri 12:00 or so", "nothing behind the time"),
        ("/urgency urgent", "P1 to P4"),
        ("/urgency", "P1 to P4"),
        ("/fault theirs", "not-ours"),
        ("/cause", "causes.yaml"),
        ("/correction", "put right"),
        ("/prevention the form names both sites", "then by"),
        ("/prevention by fri", "then by"),
        ("/assign", "colleague"),
        ("/cc Jo", "jo@acme.example"),
        ("/cc jo@acme.example, al@acme.example", "one mail address"),
        ("/for a@b@c.example", "one mail address"),
        ("/close it", "nothing behind"),
        ("/merge", "the reference"),
        ("/merge the other one", "the reference"),
        ("/merge DB-1042 and DB-1043", "the reference"),
        ("/merge DB-10420000000000", "the reference"),
        ("/note", "words"),
        ("/broadcast", "words"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_was_expected(line: str, said: str) -> None:
    [problem] = read(line).problems
    assert problem.line == line
    assert said in problem.expected


@each(
    ("line", "command"),
    [
        ("/assign Mara Lind", kinds.Assign("/assign Mara Lind", "Mara Lind")),
        ("/consult Mara", kinds.Consult("/consult Mara", "Mara")),
        ("/urgency High", kinds.Urgency("/urgency High", Level.HIGH, None)),
        ("/urgency p1", kinds.Urgency("/urgency p1", None, Priority.P1)),
        ("/cc Jo Doe <Jo@Acme.example>", kinds.Cc("/cc Jo Doe <Jo@Acme.example>", "jo@acme.example")),
        ("/for jo@acme.example", kinds.For("/for jo@acme.example", "jo@acme.example")),
        ("/fault not ours", kinds.Fault("/fault not ours", "not-ours")),
        ("/fault Partly", kinds.Fault("/fault Partly", "partly")),
        ("/cause Handover at night", kinds.Cause("/cause Handover at night", "handover", "at night")),
        ("/correction it works", kinds.Correction("/correction it works", "it works")),
        ("/called left word", kinds.Called("/called left word", "left word")),
        ("/complaint", kinds.Complaint("/complaint", "")),
        ("/help", kinds.Help("/help")),
        ("/undo", kinds.Undo("/undo")),
        ("/cc", kinds.Cc("/cc", "")),
        ("/merge DB-1042", kinds.Merge("/merge DB-1042", 1042)),
        ("/merge into db-1042.", kinds.Merge("/merge into db-1042.", 1042)),
        ("/merge 1042", kinds.Merge("/merge 1042", 1042)),
    ],
)
def test_each_command_is_read(line: str, command: kinds.Command) -> None:
    assert only(line) == command


def test_prevention_may_hold_the_word_by() -> None:
    line = "/prevention calls are taken by two people by 2026-12-15"
    assert only(line) == kinds.Prevention(line, "calls are taken by two people", lisbon("2026-12-15 08:00"))


def test_a_note_is_for_agents_alone_and_a_broadcast_for_all_affected() -> None:
    assert read("/note\nHe shouted at me.").readers == "agents"
    assert read("Mail is late.\n/broadcast").readers == "affected"


@each("text", ["/resolve\n/wait until tomorrow", "/resolve\n/resolve", "/note a\n/broadcast b"])
def test_commands_that_cannot_both_be_meant_stop_the_mail(text: str) -> None:
    assert read(text).stopped


@each("line", ["/split", "/separate", "/accept", "/merge DB-1042", "/undo"])
def test_what_leads_to_another_ticket_stands_first(line: str) -> None:
    assert not read(f"{line}\n/resolve it works").stopped
    [problem] = read(f"/resolve it works\n{line}").problems
    assert problem.line == line
    assert "first of all" in problem.expected


def test_some_commands_may_come_more_than_once() -> None:
    assert len(read("/cc a@acme.example\n/cc b@acme.example").commands) == 2


@each("word", sorted(ONE_WORD))
def test_a_mail_of_one_word_is_that_command(word: str) -> None:
    for written in (word, f" {word.capitalize()}. ", f"\n{word.upper()}!\n\n-- \nMara"):
        assert type(only(written)) is ONE_WORD[word]
        assert read(written).text == ""


@pytest.mark.parametrize("word", ["send", "mine"])
def test_a_word_for_the_desk_never_reaches_a_customer(word: str) -> None:
    """Programs put a signature under it, with or without "-- "."""
    assert type(only(f"{word}\n\nKind regards,\nMara Lind\nService desk")) is ONE_WORD[word]
    assert type(only(f"{word}\n\nMara Lind\nService desk")) is ONE_WORD[word]
    assert read(f"{word}\nand tell him that it is done.").stopped


@each(
    ("stopped", "words"),
    [
        ("The part is here.\n/frobnicate", "The part is here."),
        ("/etc is full", "/etc is full"),
        ("send\nIt is done.", "It is done."),
        ("/wait vendor", ""),
        ("/resolve it works\n/split", ""),
        ("/note\nHe shouted at me.\n/wait vendor", ""),
        ("He shouted at me.\n/noets a\n/wait vendor", ""),
        ("Good morning.\n/note he shouted at me\nThe part is here.", ""),
        ("/note a\n/broadcast b", ""),
    ],
)
def test_send_sends_a_customer_only_what_may_be_theirs(stopped: str, words: str) -> None:
    assert read(stopped).stopped
    assert sendable(read(stopped)) == words


@each("text", ["yes please", "no\nnot yet", "mine is broken too"])
def test_more_than_the_one_word_is_text(text: str) -> None:
    assert read(text).commands == ()
    assert read(text).text == text


@each("entry", ENTRIES, ids=lambda entry: entry.word)
def test_every_sample_in_the_table_is_a_line_that_works(entry: object) -> None:
    sample = getattr(entry, "sample", "") or f"/{entry.word} words"  # type: ignore[attr-defined]
    if not entry.sample and not entry.usage:  # type: ignore[attr-defined]
        sample = f"/{entry.word}"  # type: ignore[attr-defined]
    assert read(sample).problems == ()


def test_more_commands_than_anybody_writes_stop_the_mail() -> None:
    parsed = read("/cc jo@acme.example\n" * 41)
    assert "at most 40" in parsed.problems[0].expected


def test_help_lists_every_command() -> None:
    assert [does for _, does in help_lines()] == [entry.does for entry in ENTRIES]
    assert all(
        form.startswith(f"/{entry.word}") for (form, _), entry in zip(help_lines(), ENTRIES, strict=True)
    )


def test_a_very_long_word_has_no_nearest() -> None:
    assert nearest_word("w" * 10_000) == ""
    assert read("/" + "w" * 100_000).stopped


written = st.lists(
    st.one_of(
        st.sampled_from(
            ["/resolve", "/note", "//note", "/etc/passwd", "", "-- ", "/wait until thu", "ok", "/", "//"]
        ),
        st.sampled_from(
            ["/promise in 2h", "/cc a@b.example", "/prevention a by b by fri", "/promise 31.2. 99:99"]
        ),
        st.text(max_size=30),
        st.builds("/{}".format, st.text(max_size=12)),
    ),
    max_size=8,
).map("\n".join)


@given(written)
def test_any_text_is_read_and_kept_whole(text: str) -> None:
    parsed = read(text)
    assert parsed.whole == text
    mended(parsed)


@given(written)
def test_no_line_that_is_a_known_command_is_ever_sent_as_text(text: str) -> None:
    parsed = read(text)
    if not parsed.stopped:
        for line in text.split("\n"):
            if line.strip() in ("/resolve", "/note") and "-- " not in text:
                assert any(command.line == line.strip() for command in parsed.commands)


@given(st.text(alphabet="abc \n.,'", min_size=1).filter(lambda t: t.strip() and "\n-- " not in t))
def test_words_without_a_slash_are_sent_letter_for_letter(text: str) -> None:
    assert read(text).text.strip() == text.strip()
