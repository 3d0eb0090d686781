"""A letter leaves as a message every mail program and server reads alike, whatever words came in."""

import os
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.mail.compose import (
    Automatic,
    Enclosure,
    Outgoing,
    addr_spec,
    clean_line,
    compose,
    reply_subject,
)
from deskbell.mail.values import Address

GOLDEN = Path(__file__).parent.parent / "golden" / "compose"
TEXT = (
    "Hello Jo,\n\n"
    "thank you, your message has reached us. I look after it and write again by 14:00 today, even if there "
    "is no news by then.\n\n"
    "https://desk.example/t/aaKpquMvV1ydOfJ3sln4AJXmJMDfZ\n\n"
    "-- \nAnna, Desk\n"
)
PLAIN = Outgoing(
    sender=Address("Anna, Desk", "support+1042.aak7rddtxwuqzsza4olnpblvft@desk.example"),
    to=Address("Jo Miller", "jo@acme.example"),
    subject="Re: Printer on the second floor",
    text=TEXT,
    message_id="<5007.k4x2q9.aaw3zstkdj4xk7iwqv3uzwd2xy@desk.example>",
    date=datetime(2026, 11, 23, 9, 5, 7, tzinfo=timezone(timedelta(hours=1))),
)
ACKNOWLEDGEMENT = replace(
    PLAIN,
    html='<html lang="en"><body><p>Hello Jo,</p>\n<p>thank you – I write again by 14:00.</p></body></html>\n',
    in_reply_to="<CAF=x1@mail.acme.example>",
    references=("root@mail.acme.example",),
    automatic=Automatic.REPLIED,
    loop_marker="desk-7f3a",
    language="en",
)
GERMAN_NAME = "Übersicht der Störungen im November 2026 für die Geschäftsleitung"
LETTERS = {
    "plain": PLAIN,
    "acknowledgement": ACKNOWLEDGEMENT,
    "german-with-umlauts": replace(
        ACKNOWLEDGEMENT,
        sender=Address("Jörg Müller, Desk", "support@desk.example"),
        to=Address('Ümit "Ü" Öztürk', "umit@bücher.example"),
        subject="Re: Größere Störung: der Drucker im Erdgeschoß druckt seit heute früh nur noch leere Seiten",
        text="Guten Tag,\n\nIhre Nachricht ist da; ich melde mich bis 14:00 Uhr.\n\n-- \nJörg Müller\n",
        html="",
        language="de",
    ),
    "japanese": replace(
        PLAIN,
        to=Address("山田 太郎", "taro..yamada@carrier.example"),
        subject="Re: 会議室のプリンターが今朝から印刷できません。至急ご対応をお願いいたします。",
        text="山田様\n\nご連絡ありがとうございます。本日14時までに改めてご連絡いたします。\n",
    ),
    "long-message-ids-of-a-long-thread": replace(
        ACKNOWLEDGEMENT,
        html="",
        in_reply_to="<AM0PR04MB1234567890ABCDEF"
        + "A1B2C3D4" * 20
        + "@AM0PR04MB1234.eurprd04.prod.outlook.com>",
        references=tuple(f"<message-{number}@mail.acme.example>" for number in range(60)),
    ),
    "urgent-alert-with-files": replace(
        PLAIN,
        automatic=Automatic.GENERATED,
        high=True,
        reply_to=Address("Desk", "support+1042.abk7rddtxwuqzsza4olnpblvft@desk.example"),
        enclosures=(
            Enclosure("report.txt", "text/plain", b"first\nsecond\n"),
            Enclosure(
                f"{GERMAN_NAME}.pdf",
                "application/pdf",
                b"%PDF-",
            ),
            Enclosure("original.eml", "message/rfc822", b"From: x@y.example\n\nbare\rCR and \xff"),
            Enclosure("../../etc/pass\u202ewd\r\nX: y", "nonsense; x=y\r\nBcc: a@b", b""),
        ),
    ),
}
ALLOWED = {
    "from", "to", "reply-to", "subject", "date", "message-id", "in-reply-to", "references",
    "auto-submitted", "x-auto-response-suppress", "x-deskbell-loop", "importance", "x-priority",
    "content-language", "mime-version", "content-type", "content-transfer-encoding",
}  # fmt: skip


def parsed(data: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(data, policy=modern))


def content(part: object) -> str:
    """A text part's words, as they stand in it."""
    return cast(str, cast(EmailMessage, part).get_content()).replace("\r\n", "\n")


def decoded_text(part: EmailMessage) -> str:
    """The text as a program that knows format=flowed shows it (RFC 3676 §4)."""
    lines: list[str] = []
    flowing = False
    for line in content(part).removesuffix("\n").split("\n"):
        quoted = line.startswith(">")
        line = line[1:] if line.startswith(" ") else line
        if flowing and not quoted:
            lines[-1] += line
        else:
            lines.append(line)
        flowing = line.endswith(" ") and line != "-- " and not quoted
    return "\n".join(lines)


# -- golden letters


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_the_golden_one_byte_for_byte(name: str) -> None:
    golden = GOLDEN / f"{name}.eml"
    if os.environ.get("DESKBELL_GOLDEN") == "write":
        golden.write_bytes(compose(LETTERS[name]))

    assert compose(LETTERS[name]) == golden.read_bytes()


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_keeps_to_the_line_limits(name: str) -> None:
    for line in compose(LETTERS[name]).split(b"\r\n"):
        assert len(line) <= 998
        assert b"\r" not in line
        assert b"\n" not in line
        assert line.isascii()
        if b"=?utf-8?" in line:
            assert len(line) <= 76


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_read_back_without_a_defect(name: str) -> None:
    letter, message = LETTERS[name], parsed(compose(LETTERS[name]))

    body = cast(EmailMessage, message.get_body(("plain",)))
    assert [part.defects for part in message.walk()] == [[] for _ in message.walk()]
    assert message["Subject"] == letter.subject
    assert cast(AddressHeader, message["From"]).addresses[0].display_name == letter.sender.name
    assert cast(AddressHeader, message["To"]).addresses[0].display_name == letter.to.name
    assert message["Date"].datetime == letter.date
    assert decoded_text(body) == letter.text.rstrip("\n")


# -- threads


def test_long_message_ids_are_never_encoded_folded_or_cut() -> None:
    data = compose(LETTERS["long-message-ids-of-a-long-thread"])

    head = data.partition(b"\r\n\r\n")[0]
    assert f"In-Reply-To: {LETTERS['long-message-ids-of-a-long-thread'].in_reply_to}\r\n".encode() in head
    assert b"=?" not in head


def test_references_keep_the_root_and_the_nearest_ancestors_and_end_in_our_own_id() -> None:
    letter = LETTERS["long-message-ids-of-a-long-thread"]
    references = parsed(compose(letter))["References"].split()

    assert references[0] == "<message-0@mail.acme.example>"
    assert references[-3] == "<message-59@mail.acme.example>"
    assert references[-2:] == [letter.in_reply_to, letter.message_id]
    assert len(references) == 21


def test_references_of_giant_ids_stay_below_what_servers_take() -> None:
    giants = tuple(f"<{number}{'x' * 800}@mail.acme.example>" for number in range(30))

    data = compose(replace(PLAIN, in_reply_to=giants[-1], references=giants[:-1]))

    references = parsed(data)["References"].split()
    assert references[0] == giants[0]
    assert references[-2:] == [giants[-1], PLAIN.message_id]
    assert sum(map(len, references)) < 4900


def test_a_letter_that_answers_nothing_refers_to_itself_alone() -> None:
    message = parsed(compose(PLAIN))

    assert message["In-Reply-To"] is None
    assert message["References"] == PLAIN.message_id


def test_an_id_that_cannot_be_written_as_it_is_is_left_out() -> None:
    broken = ("<a b@x>", "", "<>", "<x\r\nBcc: y@z>", "<ü@x>", "<" + "x" * 2000 + "@y>", "<<a@b>>", "good@x")

    message = parsed(compose(replace(PLAIN, references=broken, in_reply_to="\r\nBcc: x@y")))

    assert message["References"] == f"<good@x> {PLAIN.message_id}"
    assert message["In-Reply-To"] is None


def test_an_id_is_not_referred_to_twice() -> None:
    letter = replace(PLAIN, references=("a@x", "<a@x>", "b@x", PLAIN.message_id), in_reply_to="b@x")

    assert parsed(compose(letter))["References"] == f"<a@x> <b@x> {PLAIN.message_id}"


# -- manners


def test_a_machines_letter_says_so_to_machines_and_a_persons_does_not() -> None:
    machine, person = parsed(compose(ACKNOWLEDGEMENT)), parsed(compose(PLAIN))

    assert machine["Auto-Submitted"] == "auto-replied"
    assert machine["X-Auto-Response-Suppress"] == "All"
    assert machine["X-Deskbell-Loop"] == "desk-7f3a"
    assert person["Auto-Submitted"] is None
    assert person["X-Auto-Response-Suppress"] is None


def test_only_an_urgent_letter_is_marked_important() -> None:
    urgent, calm = parsed(compose(LETTERS["urgent-alert-with-files"])), parsed(compose(PLAIN))

    assert (urgent["Importance"], urgent["X-Priority"]) == ("high", "1")
    assert (calm["Importance"], calm["X-Priority"]) == (None, None)


def test_every_try_sends_the_same_bytes() -> None:
    assert compose(LETTERS["urgent-alert-with-files"]) == compose(LETTERS["urgent-alert-with-files"])
    assert compose(PLAIN) != compose(replace(PLAIN, message_id="<other@desk.example>"))


# -- files


def test_files_keep_their_bytes_and_bear_safe_names() -> None:
    files = list(parsed(compose(LETTERS["urgent-alert-with-files"])).iter_attachments())

    assert [file.get_filename() for file in files] == [
        "report.txt",
        f"{GERMAN_NAME}.pdf",
        "original.eml",
        "_.._etc_passwd X: y",
    ]
    assert [file.get_content_type() for file in files][2:] == ["application/octet-stream"] * 2
    assert files[0].get_payload(decode=True) == b"first\nsecond\n"
    assert files[2].get_payload(decode=True) == b"From: x@y.example\n\nbare\rCR and \xff"


def test_a_boundary_never_stands_in_a_part() -> None:
    boundary = cast(str, parsed(compose(ACKNOWLEDGEMENT)).get_boundary())

    message = parsed(compose(replace(ACKNOWLEDGEMENT, text=f"--{boundary}--\nstill here")))

    assert message.get_boundary() != boundary
    assert "still here" in content(message.get_body(("plain",)))


# -- bodies


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Hello", "7bit"),
        ("x" * 998, "7bit"),
        ("x" * 999, "quoted-printable"),
        ("short\n" * 700 + "x" * 998 + "\nshort" * 700, "7bit"),
        ("short\n" * 700 + "x" * 999 + "\nshort" * 700, "quoted-printable"),
        ("short\n" * 700 + "x" * 999, "quoted-printable"),
        ("Guten Tag, viele Grüße aus dem Büro", "quoted-printable"),
        ("Здравствуйте", "base64"),
        ("", "7bit"),
    ],
)
def test_a_body_goes_in_the_plainest_encoding_nobody_will_change(text: str, encoding: str) -> None:
    message = parsed(compose(replace(PLAIN, text=text)))

    assert message["Content-Transfer-Encoding"] == encoding
    assert content(message) == text + "\n"


def test_quotes_the_signature_mark_and_lines_like_mailbox_separators_survive_flowing() -> None:
    text = "From here on\n > not a quote\n> a quote that " + "goes on " * 20 + "\n>> deeper\n\n-- \nAnna"

    lines = content(parsed(compose(replace(PLAIN, text=text)))).split("\n")

    assert lines[:2] == [" From here on", "  > not a quote"]
    assert all(line.startswith("> ") and len(line) <= 76 for line in lines[2:5])
    assert (
        "".join(line.removeprefix("> ") for line in lines[2:5])
        == "a quote that " + ("goes on " * 20).rstrip()
    )
    assert lines[5:] == [">> deeper", "", "-- ", "Anna", ""]


def test_a_link_is_never_cut() -> None:
    link = "https://desk.example/" + "path/" * 40
    text = f"Look here please, at the page of the ticket: {link} now"

    assert link in content(parsed(compose(replace(PLAIN, text=text))))


def test_a_body_holds_no_control_and_no_lone_surrogate() -> None:
    text = "a\x00b\x1b[31mc\x85d\r\ne\rf\u2028g\ud83d!"

    assert content(parsed(compose(replace(PLAIN, text=text)))) == "ab[31mc\nd\ne\nf\ng\ufffd!\n"


# -- header lines


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("plain", "plain"),
        ("a\r\nBcc: x@y.example", "a Bcc: x@y.example"),
        ("a \r\n\t b", "a b"),
        ("a\nb\rc\vd\fe\x1cf\x1dg\x1eh\x85i\u2028j\u2029k\tl", "a b c d e f g h i j k l"),
        ("nul\x00 bell\x07 esc\x1b del\x7f c1\x9b", "nul bell esc del c1"),
        ("txt.exe\u202efdp", "txt.exefdp"),
        ("\ufeffzero\u200bwidth\u2060\u00ad\u180e", "zerowidth"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("lone \ud83d surrogate", "lone \ufffd surrogate"),
        (
            "family \U0001f468\u200d\U0001f469\u200d\U0001f467",
            "family \U0001f468\u200d\U0001f469\u200d\U0001f467",
        ),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("pay\u200dpal\u200c", "paypal"),
        ("no\u00a0break  and   spaces kept", "no\u00a0break  and   spaces kept"),
        ("  edges \r\n", "edges"),
        ("", ""),
    ],
)
def test_a_header_line_is_one_line_that_hides_nothing(dirty: str, clean: str) -> None:
    assert clean_line(dirty) == clean


@given(st.text())
def test_a_cleaned_line_is_one_line_and_stays_as_it_is(text: str) -> None:
    cleaned = clean_line(text)

    assert len(cleaned.splitlines()) <= 1
    assert not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]", cleaned)
    assert clean_line(cleaned) == cleaned


@pytest.mark.parametrize(
    "address",
    [
        "",
        "jo",
        "@acme.example",
        "jo@",
        "jo@acme.example, x@y.example",
        "jo@acme.example\r\nBcc: x@y.example",
        "jo <jo@acme.example>",
        "jo@acme example",
        "jo@-acme.example",
        "jo@acme..example",
        "j\u200bo@acme.example",
        "jo@" + "a" * 500 + ".example",
        "jo@[1.2.3.4",
        "jo\x00@acme.example",
        "=?utf-8?q?jo?=@@acme.example",
        "jo@\u2024acme.example",
        "jo@xn--\u00fc.example",
    ],
)
def test_what_is_no_address_never_becomes_a_recipient(address: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        compose(replace(PLAIN, to=Address("Jo", address)))


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("jo@acme.example", "jo@acme.example"),
        ("o'brien+tag=1@ACME.example", "o'brien+tag=1@ACME.example"),
        (".two..dots.@carrier.example", ".two..dots.@carrier.example"),
        ('"jo miller"@acme.example', '"jo miller"@acme.example'),
        ("jo@[192.0.2.1]", "jo@[192.0.2.1]"),
        ("jo@straße.example", "jo@xn--strae-oqa.example"),
        ("jo@BÜCHER.example", "jo@xn--bcher-kva.example"),
        ("jürgen@acme.example", "jürgen@acme.example"),
    ],
)
def test_odd_addresses_are_kept_and_domains_become_ascii(address: str, written: str) -> None:
    assert addr_spec(address) == written


def test_a_local_part_beyond_ascii_is_written_as_it_is() -> None:
    data = compose(replace(PLAIN, to=Address("Jürgen", "jürgen@acme.example")))

    assert "To: =?utf-8?q?J=C3=BCrgen?= <jürgen@acme.example>\r\n".encode() in data


@pytest.mark.parametrize(
    "name",
    [
        "Jo",
        "Miller, Jo",
        'Jo "the fixer" Miller',
        "back\\slash",
        "jo@acme.example",
        "(comment)",
        "=?utf-8?q?no?=",
        "Ümit, Ö",
        "x" * 190,
        "山田 太郎",
        "a;b<c>d",
        "",
    ],
)
def test_a_name_is_read_back_as_it_was_and_is_never_an_address(name: str) -> None:
    recipient = cast(
        AddressHeader, parsed(compose(replace(PLAIN, to=Address(name, "jo@acme.example"))))["To"]
    )

    assert [(a.display_name, a.addr_spec) for a in recipient.addresses] == [(name, "jo@acme.example")]


def test_a_long_name_is_cut_between_characters_only() -> None:
    name = "Ö名\U0001f468" * 30

    written = field(replace(PLAIN, to=Address(name, "jo@acme.example")), "To")

    assert read_words(written) == f"{name} <jo@acme.example>"


def test_a_date_needs_an_offset() -> None:
    with pytest.raises(ValueError, match="Timezone aware"):
        compose(replace(PLAIN, date=datetime(2026, 11, 23)))  # noqa: DTZ001


@pytest.mark.parametrize(
    "offset", [timedelta(), timedelta(hours=-3, minutes=-30), timedelta(hours=5, minutes=45)]
)
def test_a_date_keeps_its_offset(offset: timedelta) -> None:
    date = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(offset))

    assert parsed(compose(replace(PLAIN, date=date)))["Date"].datetime == date


def test_one_moment_is_written_with_the_offset_each_letter_has() -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    wall = moment.astimezone(timezone(timedelta(hours=1)))

    written = [parsed(compose(replace(PLAIN, date=date)))["Date"] for date in (moment, wall, moment)]

    assert [str(one)[-14:] for one in written] == ["03:04:05 +0000", "04:04:05 +0100", "03:04:05 +0000"]


# -- any words whatever


def field(letter: Outgoing, name: str) -> str:
    """The value of a header field as it goes over the wire, unfolded."""
    return next(line for line in unfolded(compose(letter)) if line.startswith(f"{name}: ")).partition(": ")[2]


def unfolded(data: bytes) -> list[str]:
    return re.sub(rb"\r\n(?=[ \t])", b"", data.partition(b"\r\n\r\n")[0]).decode().split("\r\n")


@settings(max_examples=300)
@given(
    subject=st.text(max_size=300),
    name=st.text(max_size=80),
    text=st.text(max_size=2000),
    other=st.text(max_size=80),
)
def test_no_words_whatever_add_a_header_field_or_are_lost(
    subject: str, name: str, text: str, other: str
) -> None:
    letter = replace(
        ACKNOWLEDGEMENT, subject=subject, sender=Address(name, "support@desk.example"), text=text, html=text,
        in_reply_to=other, references=(other, subject), loop_marker=other, language=other,
        enclosures=(Enclosure(other, subject, text.encode(errors="replace")),),
    )  # fmt: skip

    data = compose(letter)

    message = parsed(data)
    assert {line.partition(":")[0].lower() for line in unfolded(data)} <= ALLOWED
    assert len(message.get_all("From")) == len(message.get_all("To")) == 1
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert all(line.strip() for line in data.partition(b"\r\n\r\n")[0].split(b"\r\n"))
    assert [part.defects for part in message.walk() if part.defects] == []
    assert [part.get_content_type() for part in message.walk()][:4] == (
        ["multipart/mixed", "multipart/alternative", "text/plain", "text/html"]
        if text
        else ["multipart/mixed", "text/plain", message.get_payload()[1].get_content_type()]
    )


@given(st.text(max_size=400))
def test_any_clean_subject_is_read_back_letter_for_letter(subject: str) -> None:
    subject = clean_line(subject)

    assert read_words(field(replace(PLAIN, subject=subject), "Subject")) == subject


def read_words(value: str) -> str:
    """An unstructured field as RFC 2047 §6 reads it: each encoded-word whole by itself."""
    from email.header import decode_header

    between = re.sub(r"(?<=\?=) +(?==\?utf-8\?)", "", value)

    def read(word: re.Match[str]) -> str:
        [(data, charset)] = decode_header(word[0])
        return cast(bytes, data).decode(cast(str, charset))

    return re.sub(r"=\?utf-8\?[qb]\?[^? ]*\?=", read, between)


# -- subjects


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Printer", "Re: Printer"),
        ("Re: Printer", "Re: Printer"),
        ("AW: RE: Sv: re : Printer", "Re: Printer"),
        ("Re[2]: RE(3): Re^4: Printer", "Re: Printer"),
        ("Antw: Rif: R: Odp: VS: YNT: Printer", "Re: Printer"),
        ("回复：答复: 返信: プリンター", "Re: プリンター"),
        ("Отв: принтер", "Re: принтер"),
        ("Fwd: Re: Printer", "Re: Fwd: Re: Printer"),
        ("WG: Drucker", "Re: WG: Drucker"),
        ("Regarding: Printer", "Re: Regarding: Printer"),
        ("Re", "Re: Re"),
        ("Reset: password", "Re: Reset: password"),
        ("Printer Re: floor 2", "Re: Printer Re: floor 2"),
        ("[EXT] Re: Printer", "Re: [EXT] Re: Printer"),
        ("Two  spaces", "Re: Two  spaces"),
        ("Re: a\r\nBcc: x@y.example", "Re: a Bcc: x@y.example"),
        ("", ""),
        ("Re: ", ""),
        ("x" * 3000, "Re: " + "x" * 500),
    ],
)
def test_an_answers_subject_is_theirs_with_one_re(theirs: str, ours: str) -> None:
    assert reply_subject(theirs) == ours


def test_a_subject_of_nothing_but_reply_marks_is_read_in_no_time() -> None:
    assert reply_subject("re: " * 100_000) == ""
    assert reply_subject("re " + " " * 100_000 + "x").startswith("Re: re")


def test_an_answered_answer_keeps_one_re() -> None:
    assert reply_subject(reply_subject("AW: Printer")) == "Re: Printer"
