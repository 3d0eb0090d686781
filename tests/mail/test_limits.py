"""A mail made to hurt is read within bounds, and says which bound it met."""

import pytest

from deskbell.mail.parse import parse
from deskbell.mail.read import read
from deskbell.mail.scan import MAX_DEPTH, MAX_PARTS

HEAD = b"From: a@example.com\nSubject: x\n"


def test_nesting_beyond_a_hundred_is_left_closed() -> None:
    levels = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
        for number in range(10_000)
    )

    parsed = parse(HEAD + levels + b"\nwords")

    assert "nested-too-deep" in parsed.defects
    assert sum(1 for _ in parsed.root.walk()) <= MAX_DEPTH + 1


def test_messages_in_messages_beyond_a_hundred_are_left_closed() -> None:
    mail = read(HEAD + b"Content-Type: message/rfc822\n\n" * 50_000)

    assert "nested-too-deep" in mail.defects
    assert len(mail.attachments) == 1


def test_a_hundred_thousand_parts_are_cut_at_a_thousand() -> None:
    parsed = parse(HEAD + b"Content-Type: multipart/mixed; boundary=q\n\n" + b"--q\n\nx\n" * 100_000)

    assert "too-many-parts" in parsed.defects
    assert sum(1 for _ in parsed.root.walk()) <= MAX_PARTS + 1


def test_a_header_of_ten_megabytes_does_not_hide_the_body() -> None:
    mail = read(HEAD + b"X-Long: " + b"a" * 10_000_000 + b"\n\nwords")

    assert mail.text == "words"
    assert {"header-too-long", "header-field-too-long"} <= set(mail.defects)


def test_a_hundred_thousand_header_lines_are_cut_at_a_thousand() -> None:
    mail = read(HEAD + b"X: y\n" * 100_000 + b"\nwords")

    assert len(mail.headers) == 1000
    assert "too-many-header-fields" in mail.defects
    assert mail.text == "words"


def test_a_thousand_headers_in_no_charset_at_all_are_read_without_a_thousand_guesses() -> None:
    odd = bytes(range(0x81, 0xFF)) * 2
    fields = b"".join(b"X-%d: " % number + odd[number % 90 :] + b"\n" for number in range(900))
    parts = b"".join(b"--q\nContent-Type: a/b; name=" + odd[number % 90 :] + b"\n\n" for number in range(900))

    mail = read(HEAD + fields + b"Content-Type: multipart/mixed; boundary=q\n\n" + parts)

    assert len(mail.attachments) == 900
    assert all(value for _, value in mail.headers)


def test_a_subject_of_a_megabyte_of_encoded_words_is_cut() -> None:
    mail = read(b"From: a@example.com\nSubject: " + b"=?utf-8?q?a?= " * 80_000 + b"\n\nwords")

    assert mail.subject.startswith("aaa")
    assert len(mail.subject) <= 16 * 1024


def test_ten_thousand_parameters_are_cut_at_five_hundred() -> None:
    parameters = b"; ".join(b"p%d=v" % number for number in range(2_000))

    parsed = parse(b"Content-Type: text/plain; " + parameters + b"\n\nwords")

    assert len(parsed.root.params) == 500


def test_a_text_of_fifty_megabytes_is_shown_in_part() -> None:
    mail = read(HEAD + b"\n" + b"hello world\n" * 4_000_000)

    assert "text-cut" in mail.defects
    assert len(mail.text) <= 2_000_000


@pytest.mark.parametrize(
    "tag", ["<div>", "<b>", "<blockquote>x", "<ul><li>x", "<table><tr><td>", "<", '<a "', "<!--", "&"]
)
def test_html_of_one_tag_over_and_over_is_survived(tag: str) -> None:
    mail = read(HEAD + b"Content-Type: text/html\n\n" + tag.encode() * (900_000 // len(tag)))

    assert [defect for defect in mail.defects if defect.startswith("unread-")] == []


@pytest.mark.parametrize(
    "charset",
    ["idna", "punycode", "rot13", "base64", "undefined", "unicode_escape", "mbcs", "\u00e9", "x" * 5000],
)
def test_a_charset_that_is_none_harms_nobody(charset: str) -> None:
    mail = read(HEAD + b"Content-Type: text/plain; charset=" + charset.encode() + b"\n\nwords \xe9")

    assert mail.text == "words é"


def test_a_bare_carriage_return_smuggles_no_recipient_into_a_field() -> None:
    mail = read(b"From: a@example.com\nSubject: =?utf-8?Q?x=0D=0ABcc:_evil=40example.com?=\n\nwords")

    assert "\n" not in mail.subject
    assert "Bcc" not in {name for name, _ in mail.headers}
