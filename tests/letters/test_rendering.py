"""A letter as its reader sees it: whatever people write, it stays words."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from deskbell.letters.facts import LetterError
from deskbell.letters.frame import Frame
from deskbell.letters.kinds import (
    Acknowledgement,
    Alert,
    Digest,
    FollowUp,
    Notification,
    Pager,
    Reply,
    SecondMiss,
    TooLarge,
)
from deskbell.letters.room import LetterRoom
from deskbell.letters.samples import DESK, NOW, sample_frame, samples
from letters.rooms import FILES, LANGUAGES, ROOM, letter, sample

FRAME = sample_frame(sample("acknowledgement"), "en")
PLAIN = Acknowledgement(owner="Priya Nair", next_contact=NOW + timedelta(hours=5))
HOSTILE = [
    "{{7*7}}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{% for a in range(10) %}x{% endfor %}",
    "{{ owner }}",
    "{# hidden #}",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_write_is_never_a_template(words: str) -> None:
    """In a subject, a name or a body, template signs come out as they went in."""
    frame = replace(FRAME, thread_subject=words, name=words, client=words)
    for facts in (replace(PLAIN, owner=words, notice=words), Reply(text=words, agent=words)):
        made = ROOM.render(facts.kind, facts, frame)

        assert words in made.subject
        assert made.text.count(words) >= 2
        assert words in unescape(made.html)


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><a href='javascript:x'>y</a>",
        "&amp;<b>",
    ],
)
def test_html_in_peoples_words_is_shown_and_not_obeyed(words: str) -> None:
    """Escaped in every place it can reach."""
    frame = replace(FRAME, thread_subject=words, client=words, name=words, enclosed=(words,))
    made = ROOM.render("reply", Reply(text=words, agent=words), frame)

    assert words not in made.html
    assert words in unescape(made.html)
    assert words in made.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_reaches_those_who_act_for_the_desk_as_html(language: str) -> None:
    """Who writes to the desk writes to people who hold its powers: what they get of it is text."""
    for found in samples(language):
        made = ROOM.render(found.kind, found.facts, sample_frame(found, language))

        assert bool(made.html) is (found.facts.wears not in ("inside", "pager")), found.name


def test_words_cannot_pretend_to_be_the_letters_structure() -> None:
    """Lines that look like our lists, small print, signature or links stay words, in text and HTML."""
    words = "- a\n| b\n~ c\n--\n-- \n> d\n\nhttps://evil.example/x\n\ufdd3https://evil.example/y\ufdd4"
    made = ROOM.render("reply", Reply(text=words, agent="Priya Nair"), FRAME)
    whole = made.html.partition("<body")[2]

    assert made.text.startswith(
        "- a\n| b\n~ c\n--\n--\n> d\n\nhttps://evil.example/x\nhttps://evil.example/y\n\n-- \n"
    )
    assert "evil.example" not in " ".join(re.findall(r'href="([^"]*)"', whole))
    assert "<ul" not in whole


def test_a_name_of_several_lines_stays_in_its_sentence() -> None:
    """A line break in a name or subject adds no line to a letter and no field to a header."""
    frame = replace(FRAME, name="Ana\n\nLima", thread_subject="Printer\r\nBcc: all@acme.example")
    made = ROOM.render("acknowledgement", replace(PLAIN, owner="Priya\nNair"), frame)

    assert made.subject == "Re: Printer Bcc: all@acme.example"
    assert made.text.startswith("Hello Ana  Lima,\n\nPriya Nair has your message")


def test_control_characters_and_direction_tricks_are_left_out() -> None:
    """A right-to-left override turns no words of ours around; a lone surrogate breaks no relay."""
    made = ROOM.render("acknowledgement", replace(PLAIN, owner="Pri\u202eya\x00\x07 \ud800Nair\ufdd1"), FRAME)

    assert "Priya Nair has your message" in made.text
    made.html.encode("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_has_the_same_words_in_the_same_order(language: str) -> None:
    """The text is the letter; HTML is the same letter, dressed."""
    for found in samples(language):
        made = ROOM.render(found.kind, found.facts, sample_frame(found, language))
        if not made.html:
            continue
        body = re.sub(
            r"<br\s*>|</(?:p|li|div|blockquote)>", " ", made.html.partition("<body")[2].partition(">")[2]
        )
        shown = unescape(re.sub(r"<[^>]+>", "", body)).split()
        text = re.sub(r"(?m)^(?:https?://\S+|-- )$", "", made.text)
        text = re.sub(r"(?m)^(?:- |> ?)", "", text)

        assert _without_colons(shown) == _without_colons(text.split()), found.name


def _without_colons(words: list[str]) -> list[str]:
    return [word.rstrip(":") for word in words if word.rstrip(":")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_loads_nothing_and_tracks_nobody(language: str) -> None:
    """No image, no style sheet, no script, no font from outside."""
    for found in samples(language):
        html = ROOM.render(found.kind, found.facts, sample_frame(found, language)).html

        assert not re.search(r"<(?:img|link|script|iframe|form)|src=|url\(|@import", html), found.name


def test_each_link_stands_alone_in_text_and_has_words_in_html() -> None:
    """A telephone finds the link; a screen reader reads words and not an address."""
    made = letter("survey")
    links = re.findall(r"https://\S+", made.text)

    assert len(links) == 2
    assert all(f"\n{link}\n" in made.text and len(link) < 70 for link in links)
    assert re.findall(r"<a [^>]*>(.*?)</a>", made.html) == ["Tell us, in 2 minutes", "See where it stands"]


def test_a_link_is_an_address_of_the_web_or_nothing() -> None:
    with pytest.raises(LetterError, match="web page"):
        ROOM.render("acknowledgement", PLAIN, replace(FRAME, status_url="javascript:alert(1)"))


def test_a_letter_without_links_says_nothing_of_them() -> None:
    """No page, no promise of one."""
    made = ROOM.render("acknowledgement", PLAIN, replace(FRAME, status_url=""))

    assert made.text.endswith("\n-- \nDB-1042\n")


@pytest.mark.parametrize(
    ("wanted", "greeting"),
    [
        ("de", "Guten Tag Ana Lima,"),
        ("de-AT", "Guten Tag Ana Lima,"),
        ("fr_CA", "Bonjour Ana Lima,"),
        ("es", "Hola, Ana Lima:"),
        ("EN", "Hello Ana Lima,"),
        ("sw", "Hello Ana Lima,"),
        ("", "Hello Ana Lima,"),
        ("../../etc/passwd", "Hello Ana Lima,"),
    ],
)
def test_a_reader_is_written_to_in_their_language_or_the_desks(wanted: str, greeting: str) -> None:
    made = ROOM.render("acknowledgement", PLAIN, replace(FRAME, language=wanted))

    assert made.text.startswith(greeting)


def test_the_desks_language_comes_before_english() -> None:
    """A reader whose language we have no letters in is a reader of the desk's."""
    room = LetterRoom(FILES, replace(DESK, language="fr"))

    assert room.render("acknowledgement", PLAIN, replace(FRAME, language="sw")).text.startswith("Bonjour")


def test_american_readers_have_their_own_clock_in_an_english_letter() -> None:
    made = ROOM.render("acknowledgement", PLAIN, replace(FRAME, language="en-US"))

    assert "by 2:12\u00a0pm" in made.text
    assert '<html lang="en-us"' in made.html


def test_swiss_letters_have_no_sharp_s_but_names_keep_theirs() -> None:
    made = ROOM.render("acknowledgement", replace(PLAIN, owner="Ute Weiß"), replace(FRAME, language="de-CH"))

    assert "Freundliche Grüsse" in made.text
    assert made.text.count("Ute Weiß") == 2


def test_french_letters_have_no_break_spaces_where_french_has_them() -> None:
    made = letter("follow_up", "fr")

    assert "«\u00a0Imprimante du deuxième étage\u00a0»\u00a0?" in made.text


def test_a_letter_without_a_name_greets_without_one() -> None:
    """No name is ever made from an address."""
    made = ROOM.render("acknowledgement", PLAIN, replace(FRAME, name=""))

    assert made.text.startswith("Hello,\n\n")


def test_the_readers_clock_is_said_and_the_desks_where_that_is_unknown() -> None:
    """14:00 is nine in New York; nobody has to guess whose 14:00 it is."""
    far = ROOM.render("acknowledgement", PLAIN, replace(FRAME, zone="America/New_York"))
    unknown = ROOM.render("acknowledgement", PLAIN, replace(FRAME, zone_known=False))
    broken = ROOM.render("acknowledgement", PLAIN, replace(FRAME, zone="Mars/Olympus"))

    assert "by 09:12 your time" in far.text
    assert "by 14:12 in Lisbon, WET" in unknown.text
    assert unknown.text == broken.text


def test_sizes_are_said_as_a_person_counts_them() -> None:
    """Never smaller than it was, never more than we take."""
    made = ROOM.render("too_large", TooLarge(size=25_000_001, limit=25_999_999, received_at=NOW), FRAME)

    assert "A message of 26\u00a0MB" in made.text
    assert "up to 25\u00a0MB" in made.text


def test_a_pager_shows_one_short_line_without_a_customers_words() -> None:
    """Whoever looks over a shoulder learns who must act, not what was written."""
    facts = Pager(priority="P1", promise_due=NOW, role="cio", more=3)
    made = ROOM.render("pager", facts, replace(FRAME, client="A very long name of a client " * 9))

    assert len(made.text) <= 121
    assert made.text.count("\n") == 1
    assert FRAME.thread_subject not in made.text
    assert made.html == ""


def test_a_stranger_hears_nothing_of_their_own_words() -> None:
    """Nobody can use the desk to send words to somebody else."""
    frame = replace(FRAME, name="Buy now", thread_subject="Buy now", client="Buy now")
    made = ROOM.render("acknowledgement_stranger", sample("acknowledgement_stranger").facts, frame)

    assert made.subject == "We have your message [DB-1042]"
    assert "Buy now" not in made.subject + made.text + made.html
    assert "http" not in made.text


def test_spanish_joins_names_as_they_are_spoken() -> None:
    """`y` becomes `e` before the sound of i."""
    facts = SecondMiss(owner="Ana", promised=NOW, told=("Rui", "Inês"), told_at=NOW, next_contact=NOW)

    assert "Avisamos a Rui e Inês" in ROOM.render("second_miss", facts, replace(FRAME, language="es")).text


def test_the_owners_own_words_replace_the_follow_up() -> None:
    facts = FollowUp(owner="Priya Nair", what="x", solved_on=NOW, approved=True, words="Still printing, Ana?")
    made = ROOM.render("follow_up", facts, FRAME)

    assert "Still printing, Ana?" in made.text
    assert "\nPriya Nair\nDeskbell Service\n" in made.text


def test_words_of_any_length_go_out_whole() -> None:
    """The limit on a letter's size is on what the template adds."""
    words = "Zwölf Boxkämpfer " * 60_000
    facts = Notification(
        event="new", words=words, requester="Ana", address="a@b.example", proven=True, arrived_at=NOW
    )

    assert words.strip() in ROOM.render("notification", facts, FRAME).text


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in owner %}{% for b in owner %}{% for c in owner %}{{ owner }}" + "{% endfor %}" * 3,
        "{{ 'x' * 10000000000 }}",
        "{{ '%1000000000d' % 7 }}",
        "{{ 'x'.center(1000000000) }}",
        "{{ range(10) }}",
        "{{ owner.__class__ }}",
        "{{ owner.upper() }}",
        "{{ owner.nobody }}",
        "{{ nobody }}",
        "{{ next_contact }}",
        "{{ next_contact._at }}",
        "{{ on_duty_from }}",
    ],
)
def test_a_template_that_wants_too_much_makes_no_letter(source: str) -> None:
    """It is refused with its name, quickly and without filling the memory."""
    room = LetterRoom({**FILES, "acknowledgement/en.txt": source}, DESK)

    with pytest.raises(LetterError):
        room.render("acknowledgement", replace(PLAIN, owner="A" * 200), FRAME)


def test_a_half_typed_template_names_its_file_and_line() -> None:
    room = LetterRoom({**FILES, "acknowledgement/en.txt": "Hello\n{% if owner %}\n"}, DESK)

    with pytest.raises(LetterError, match=r"templates/email/acknowledgement/en\.txt:\d"):
        room.render("acknowledgement", PLAIN, FRAME)


def test_lists_without_anything_in_them_leave_no_heading_behind() -> None:
    made = ROOM.render("digest", Digest(day=NOW, came_in=0, accounted_for=0), replace(FRAME, reference=""))

    assert made.text.startswith("Nothing has broken.")
    assert "\n\n\n" not in made.text


def test_an_alert_gives_one_link_and_one_word() -> None:
    """`mine`, or one tap."""
    made = letter("alert")

    assert made.text.count("https://") == 1
    assert "\nI have it\nhttps://desk.example/a/" in made.text
    assert isinstance(sample("alert").facts, Alert)


def test_a_subject_never_given_is_not_invented() -> None:
    frame = replace(FRAME, thread_subject="  ", thread_date=datetime(2026, 11, 24, 9, 0, tzinfo=UTC))

    assert ROOM.render("acknowledgement", PLAIN, frame).subject == "Your message of Tuesday, 24 November"
    assert ROOM.render("acknowledgement", PLAIN, replace(frame, thread_date=None)).subject == "Your message"


def test_a_desk_may_add_its_legal_lines_below_everything() -> None:
    room = LetterRoom({**FILES, "_frame/legal/en.txt": "~ Deskbell Ltd, registered in Lisbon\n"}, DESK)

    assert room.render("acknowledgement", PLAIN, FRAME).text.endswith(
        "\nDeskbell Ltd, registered in Lisbon\n"
    )


def test_a_number_within_a_quotation_is_kept_on_one_line_as_everywhere() -> None:
    room = LetterRoom({**FILES, "acknowledgement/en.txt": "> Call {{ desk.phone }}\n"}, DESK)
    made = room.render("acknowledgement", PLAIN, FRAME)

    assert "\n> Call +351\u00a021\u00a0555" in made.text
    assert ">Call +351&nbsp;21&nbsp;555" in made.html


def test_a_frame_without_anything_still_makes_a_letter() -> None:
    """No name, no thread, no reference, no link, no telephone."""
    room = LetterRoom(FILES, replace(DESK, phone=""))
    made = room.render("acknowledgement", PLAIN, Frame(language="en", now=NOW))

    assert made.subject == "Your message"
    assert made.text.endswith("\n\nRegards,\nDeskbell Service\n")
