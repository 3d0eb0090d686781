"""Whatever bytes come: an answer, clean and printable, and the words of a sound mail unharmed."""

import base64
import json
import quopri
from email.message import EmailMessage
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.mail.attachments import attached
from deskbell.mail.parse import parse
from deskbell.mail.read import read
from deskbell.mail.to_json import describe
from each import each

SAMPLES = sorted((Path(__file__).parent.parent / "samples" / "mail").glob("*.eml"))
RAW = [path.read_bytes() for path in SAMPLES]
PIECES = [
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"--q",
    b"--q--",
    b"\n--q\n",
    b"=?utf-8?Q?",
    b"?=",
    b"\xff",
    b"\xe4\xb8",
    b'"',
    b"(",
    b"<",
    b">",
    b"begin 644 x\n",
    b"=ybegin line=128 name=x\n",
    b"Content-Type: ",
    b"multipart/mixed; boundary=",
    b"message/rfc822\n\n",
    b"charset=",
    b"filename*0*=",
    b"\x1b$B",
    b"Subject: ",
    b"From: ",
    b"\xd0\xcf",
    b"base64",
    b"=",
    b" ",
    b"\t",
]
ONE_LINE = st.text(st.characters(exclude_categories=("C", "Z", "M")), min_size=1, max_size=60)
WORDS = st.text(st.characters(exclude_categories=("C",), exclude_characters="\u2028\u2029"), max_size=400)


def is_answer(raw: bytes) -> None:
    answer = describe("x", raw)

    json.dumps(answer, ensure_ascii=False).encode()
    assert [defect for defect in answer["defects"] if defect.startswith("unread-")] == []
    assert "\0" not in answer["text"]
    assert "\r" not in answer["text"]
    for line in (
        answer["subject"],
        answer["from"],
        answer["from_name"],
        *(one["name"] for one in answer["attachments"]),
    ):
        assert line.isprintable() or not set(line) & set("\n\r\0\t\u202e\u2028")
    for one in answer["attachments"]:
        assert "/" not in one["name"]
        assert "\\" not in one["name"]


@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_give_an_answer(raw: bytes) -> None:
    is_answer(raw)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=8), max_size=80))
def test_any_pile_of_mail_syntax_gives_an_answer(pieces: list[bytes]) -> None:
    is_answer(b"".join(pieces))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(RAW), st.data())
def test_any_mutation_of_a_sample_gives_an_answer(raw: bytes, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(raw)))
        end = min(len(raw), start + data.draw(st.integers(0, 40)))
        raw = raw[:start] + data.draw(st.sampled_from(PIECES) | st.binary(max_size=6)) + raw[end:]

    is_answer(raw)


@settings(deadline=None)
@given(WORDS, st.sampled_from(["base64", "quoted-printable", "8bit"]))
def test_text_survives_every_transfer_encoding(words: str, encoding: str) -> None:
    body = words.encode()
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring, "8bit": bytes}[encoding](
        body
    )
    raw = (
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
        + encoding.encode()
        + b"\n\n"
        + coded
    )

    assert parse(raw).root.text().split() == words.removeprefix("\ufeff").split()


@settings(deadline=None)
@given(ONE_LINE, ONE_LINE, WORDS)
def test_a_mail_made_by_another_library_is_read_as_it_was_meant(subject: str, name: str, words: str) -> None:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "ada@example.com"
    message.set_content(words or "x")
    message.add_attachment(name.encode(), "application", "octet-stream", filename="a.bin")

    mail = read(message.as_bytes())

    assert mail.subject == subject
    assert mail.sender.address == "ada@example.com"
    assert [one.name for one in mail.attachments] == ["a.bin"]
    assert attached(message.as_bytes())[mail.attachments[0].part].content() == name.encode()


@each("raw", RAW, ids=[path.stem for path in SAMPLES])
def test_every_attachment_told_of_can_be_cut_out(raw: bytes) -> None:
    found = attached(raw)
    for one in read(raw).attachments:
        assert len(found[one.part].content()) == one.size
