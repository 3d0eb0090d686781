"""What hides a letter or a file is opened: base64, uuencode, yEnc, RTF, CMS; cut anywhere, it answers."""

import base64
import binascii
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.mail import transfer
from deskbell.mail.calendar import read_calendar
from deskbell.mail.embedded import take_out
from deskbell.mail.filenames import safe_name
from deskbell.mail.parse import parse
from deskbell.mail.pkcs7 import is_encrypted, signed_content
from deskbell.mail.read import read
from deskbell.mail.reflow import reflow
from deskbell.mail.rtf import rtf_text
from deskbell.mail.tnef import unpack
from deskbell.mail.to_json import describe

SAMPLES = Path(__file__).parent.parent / "samples" / "mail"
BASE64 = [
    (b"aGVsbG8=", b"hello"),
    (b"aGVsbG8", b"hello"),
    (b"aGVs\r\nbG8=\r\n", b"hello"),
    (b"aGVs!bG8*=", b"hello"),
    (b"aGVsbG8=d29ybGQ=", b"helloworld"),
    (b"aGVsbG8\n\n-- \nA list's footer", b"hello"),
    (b"aGVsbG8=\n_______________\nA list's footer", b"hello"),
    (b"_-8=", b"\xff\xef"),
    (b"a", b""),
    (b"=", b""),
    (b"", b""),
]
NAMES = [
    ("report.pdf", "report.pdf"),
    ("../../etc/passwd", "passwd"),
    ("C:\\temp\\a.doc", "a.doc"),
    ("/abs/a.doc", "a.doc"),
    ("Minutes 3/2026.pdf", "Minutes 3_2026.pdf"),
    ("a\u202efdp.exe", "afdp.exe"),
    ("\u200b.htaccess", ".htaccess"),
    ("a\nb\x00c.txt", "a bc.txt"),
    ('"quoted.txt"', "quoted.txt"),
    ("..", ""),
    ("/", ""),
    ("", ""),
    ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
]
FLOWED = [
    ("one \ntwo\nthree", "one two\nthree"),
    ("> one \n> two\n>> three", "> one two\n>> three"),
    (" stuffed\n >no quote", "stuffed\n>no quote"),
    ("words\n-- \nAda", "words\n-- \nAda"),
    ("cut \n> quoted", "cut\n> quoted"),
]
INVITATION = """BEGIN:VCALENDAR
METHOD:REPLY
BEGIN:VEVENT
SUMMARY:Lunch\\, late
DTSTART:20260701T100000Z
DTEND:20260701T113000Z
ORGANIZER;CN="Byron: Ada":mailto:ada@Example.com
ATTENDEE:mailto:bob@example.com
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize(("coded", "data"), BASE64)
def test_base64_with_faults_gives_what_can_be_had(coded: bytes, data: bytes) -> None:
    assert transfer.base64(coded) == data


@pytest.mark.parametrize(
    "word", ["quoted printable", "Quoted/Printable", "quoted_printable", "quotedprintable;", "qp"]
)
def test_an_encodings_name_may_be_spelled_oddly(word: str) -> None:
    raw = f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {word}\n\ncaf=C3=A9".encode()

    assert read(raw).text == "café"


def test_blanks_around_the_stroke_of_a_type_mean_nothing() -> None:
    assert read(b"Content-Type: text / html\n\n<p>words</p>").text == "words"


@settings(deadline=None)
@given(st.binary(max_size=500), st.sampled_from([b"\n", b"\r\n"]))
def test_a_uuencoded_file_is_cut_out_of_its_text(data: bytes, end: bytes) -> None:
    lines = [binascii.b2a_uu(data[place : place + 45]).rstrip(b"\n") for place in range(0, len(data), 45)]
    coded = end.join([b"Hello", b"begin 644 my file.bin", *lines, b"`", b"end", b"Bye"])

    text, files = take_out(coded)

    assert text == b"Hello" + end + b"Bye"
    assert [(file.name, file.data) for file in files] == [(b"my file.bin", data)]


@settings(deadline=None)
@given(st.binary(max_size=500))
def test_a_yenc_file_is_cut_out_of_its_text(data: bytes) -> None:
    shifted = [(byte + 42) % 256 for byte in data]
    coded = b"".join(
        bytes([61, (byte + 64) % 256]) if byte in (0, 10, 13, 61) else bytes([byte]) for byte in shifted
    )

    text, files = take_out(b"Hi\n=ybegin line=128 size=1 name=a.bin\n" + coded + b"\n=yend size=1\nBye")

    assert text == b"Hi\nBye"
    assert [file.data for file in files] == [data]


def test_prose_about_uuencode_stays_prose() -> None:
    prose = b"begin 644 is how it starts\nThen come lines.\n"

    assert take_out(prose) == (prose, ())


@pytest.mark.parametrize(("name", "safe"), NAMES)
def test_a_file_name_can_do_no_harm(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(("flowed", "text"), FLOWED)
def test_flowed_lines_are_joined_and_quotes_kept_apart(flowed: str, text: str) -> None:
    assert reflow(flowed) == text


def test_rtf_gives_its_words_in_their_code_page() -> None:
    rtf = b"{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0 Arial;}}\\f0 \\'cf\\'f0\\'e8 \\u8364?5\\par next}"

    assert rtf_text(rtf) == "При €5\nnext"


def test_compressed_rtf_is_unpacked() -> None:
    """The example of MS-OXRTFCP §4.1."""
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )

    assert rtf_text(packed) == "hello world"


@pytest.mark.parametrize(
    "name", ["winmail-dat-is-all-there-is", "smime-opaque-der", "smime-opaque-ber-in-pieces"]
)
def test_an_envelope_cut_short_anywhere_still_answers(name: str) -> None:
    data = parse((SAMPLES / f"{name}.eml").read_bytes()).root.data()
    kind = "ms-tnef" if name.startswith("winmail") else "pkcs7-mime"
    for end in range(0, len(data), 5):
        raw = f"Content-Type: application/{kind}\nContent-Transfer-Encoding: base64\n\n".encode()
        answer = describe("x", raw + base64.encodebytes(data[:end]))
        assert [defect for defect in answer["defects"] if defect.startswith("unread-")] == []


def test_an_envelope_of_which_nothing_can_be_read_stays_a_file() -> None:
    """Whoever can open it another way still has it."""
    raw = b"Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+IgA=\n"
    (file,) = read(raw).attachments

    assert (file.name, file.size) == ("winmail.dat", 5)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_harm_the_openers(data: bytes) -> None:
    signed_content(data)
    signed_content(b"\x30\x80" + data)
    is_encrypted(data)
    unpack(b"\x78\x9f\x3e\x22\x01\x00" + data)
    rtf_text(b"0123\xff\xff\0\0LZFu0000" + data)
    take_out(b"begin 644 x\n" + data)
    json.dumps(parse(data).root.params)


def test_a_cms_content_of_ten_thousand_pieces_is_joined() -> None:
    pieces = b"\x04\x03abc" * 10_000
    head = bytes.fromhex(
        "3080 0609 2a864886f70d010702 a080 3080 020101 3100 3080 0609 2a864886f70d010701 a080 2480"
    )

    assert signed_content(head + pieces + b"\0" * 14) == b"abc" * 10_000


def test_an_answer_to_an_invitation_tells_who_and_when() -> None:
    calendar = read_calendar(INVITATION)

    assert calendar is not None
    assert (calendar.method, calendar.summary) == ("REPLY", "Lunch, late")
    assert (calendar.start, calendar.end) == ("2026-07-01T10:00:00+00:00", "2026-07-01T11:30:00+00:00")
    assert (calendar.organizer, calendar.attendees) == ("ada@example.com", ("bob@example.com",))


@settings(deadline=None)
@given(st.lists(st.sampled_from(INVITATION.splitlines()) | st.text(max_size=30), max_size=20))
def test_no_calendar_breaks_its_reader(lines: list[str]) -> None:
    read_calendar("BEGIN:VCALENDAR\n" + "\n".join(lines))
