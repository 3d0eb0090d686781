"""Words are taken out of a kept message, and whatever else is in it stays."""

import re
from pathlib import Path

from deskbell.mail.attachments import attached
from deskbell.mail.read import read
from deskbell.mail.redact import redacted, senders
from each import each

SAMPLES = sorted((Path(__file__).parent.parent / "samples" / "mail").glob("*.eml"))
RAW = [path.read_bytes() for path in SAMPLES]
NEVER = re.compile(rb"(?!)")


@each("raw", RAW, ids=[path.stem for path in SAMPLES])
def test_a_message_in_which_nothing_is_to_be_hidden_is_the_same(raw: bytes) -> None:
    assert redacted(raw, str, NEVER) is raw


@each("raw", RAW, ids=[path.stem for path in SAMPLES])
def test_whatever_the_mail_its_longest_word_is_read_in_it_no_more(raw: bytes) -> None:
    """However it was encoded; or the message cannot be put together again, and None says so."""
    before = read(raw)
    word = max(re.findall(r"[^\W\d_]{5,}", f"{before.subject} {before.text}"), key=len, default="")
    gone = re.compile(re.escape(word), re.IGNORECASE)
    left = redacted(raw, lambda text: gone.sub("", text) if word else text, NEVER)
    if left is None:
        return
    after = read(left)

    assert not word or word.casefold() not in f"{after.subject} {after.text}".casefold()


def test_files_keep_their_places_and_their_bytes() -> None:
    raw = (
        b"From: tom@acme.example\r\nCc: =?utf-8?q?Zo=C3=AB_Marlowe?= <zoe@acme.example>\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain; charset=latin-1\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\nZo=EB has the key.\r\n--q\r\n"
        b"Content-Type: image/png; name=door.png\r\nContent-Disposition: attachment; filename=door.png\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--q--\r\n"
    )
    left = redacted(raw, lambda text: re.sub("Zoë( Marlowe)?", "somebody", text), re.compile(b"zoe@"))
    assert left is not None

    assert read(left).text == "somebody has the key."
    assert b"Zo" not in left
    assert b"zoe@" not in left
    assert [one.content() for one in attached(left).values()] == [b"\x89PNG\r\n\x1a\n"]
    assert [one.name for one in read(left).attachments] == ["door.png"]


def test_whoever_says_to_have_written_it_is_named() -> None:
    raw = b"From: Zoe <ZOE@acme.example>\r\nReply-To: z@far.example\r\nSender: list@acme.example\r\n\r\nHello.\r\n"
    assert senders(raw) == {"zoe@acme.example", "z@far.example", "list@acme.example"}
    assert senders(b"\xff\x00 no mail") == set()
