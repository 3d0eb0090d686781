"""Machines and people that no header field tells apart: free words in forty languages.

The samples are whole mails, parted by lines of `=====`; each differs from the others in who writes and how.
"""

import re
from pathlib import Path

from deskbell.mail import asking_sentences, away_sentences, notice_sentences
from deskbell.mail.read import read
from deskbell.mail.senders import SenderKind, sender_kind
from deskbell.mail.spotting import SentenceBook, apart, words_of
from deskbell.mail.values import Address, Mail, Origin
from each import each

SAMPLES = Path(__file__).parent.parent / "samples" / "origin-words"
SENTENCES = [
    *asking_sentences.SENTENCES,
    *away_sentences.SENTENCES,
    *(
        row
        for name in ("DONE", "NEXT", "HELD", "PROVE", "EVENT", "MADE")
        for row in getattr(notice_sentences, name)
    ),
]


def samples(name: str) -> list[str]:
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8").split("\n=====\n")


def mail(sample: str) -> Mail:
    head, _, body = sample.partition("\n\n")
    fields = "To: support@desk.example\nMessage-ID: <m1@mx.example>\nContent-Type: text/plain; charset=utf-8"
    return read(f"{head}\n{fields}\n\n{body}".encode())


def title(sample: str) -> str:
    return re.sub(r"[^\w.@]+", "-", "".join(sample.split("\n")[:2]))[6:70]


@each("sample", samples("automatic"), ids=title)
def test_a_program_is_told_by_how_it_speaks(sample: str) -> None:
    """Responders, acknowledgements, alarms, receipts, codes, newsletters, mail boxes that hold strangers' mail."""
    found = mail(sample)

    assert (found.origin, found.auto) == (Origin.AUTOMATIC, True)
    assert found.origin_evidence


@each("sample", samples("person"), ids=title)
def test_a_person_is_answered_whatever_he_speaks_of(sample: str) -> None:
    """Holidays, responders, failed deliveries, alarms, codes, other desks' letters: who tells of them is a person."""
    found = mail(sample)

    assert (found.origin, found.auto) == (Origin.PERSON, False)


@each(("keys", "pattern"), SENTENCES, ids=[pattern[:40] for _, pattern in SENTENCES])
def test_every_sentence_is_sound(keys: str, pattern: str) -> None:
    """It is a regular expression, matches no empty text, and is asked for by words in lower case."""
    assert re.compile(pattern).search("") is None
    assert keys == keys.lower()


def test_a_sentence_is_looked_for_where_one_of_its_words_stands() -> None:
    book = SentenceBook([("leave vacation", r"\bi am on (?:\w+ )?(?:leave|vacation)"), ("", "休暇中")])

    assert book.first("i am on annual leave", words_of("i am on annual leave")) == "i am on annual leave"
    assert SentenceBook([("schließt", r"\bschließt\b")]).first("schliesst", {"schliesst"}) == "schliesst"
    assert book.first("i am on call", words_of("i am on call")) == ""
    assert book.first("ただいま休暇中です", words_of("ただいま休暇中です")) == "休暇中"


def test_a_phrase_within_another_is_no_second_witness() -> None:
    assert apart(["do not reply", "please do not reply", "automated"]) == ["please do not reply", "automated"]


@each(
    ("name", "address", "kind"),
    [
        ("Karen Poole", "karen.poole@acme.example", SenderKind.PERSON),
        ("Poole, Karen", "kpoole@acme.example", SenderKind.PERSON),
        ("Hana Sato", "hana@acme.example", SenderKind.PERSON),
        ("", "karen@acme.example", SenderKind.UNKNOWN),
        ("李伟", "li.wei@acme.example", SenderKind.UNKNOWN),
        ("Acme Support", "acme@acme.example", SenderKind.OFFICE),
        ("Karen via Docs", "karen@docs.example", SenderKind.OFFICE),
        ("USV Keller", "usv@acme.example", SenderKind.UNKNOWN),
        ("Jean DUPONT", "dupont@acme.example", SenderKind.PERSON),
        ("RACK-7XK2", "rack@acme.example", SenderKind.OFFICE),
        ("", "hp-laserjet-2@acme.example", SenderKind.OFFICE),
        ("", "anna-maria@acme.example", SenderKind.UNKNOWN),
        ("Icinga", "icinga2@acme.example", SenderKind.ROBOT),
        ("KM_C224e", "second-floor@acme.example", SenderKind.OFFICE),
        ("Acme", "servicedesk@acme.example", SenderKind.OFFICE),
        ("Acme", "alerts@acme.example", SenderKind.ROLE),
        ("Karen Poole", "no-reply@acme.example", SenderKind.ROBOT),
        ("Nobody", "", SenderKind.UNKNOWN),
    ],
)
def test_a_sender_is_a_person_an_office_or_a_robot(name: str, address: str, kind: SenderKind) -> None:
    """The name and the local part tell it together."""
    assert sender_kind(Address(name, address)) is kind


@each(
    "prefix",
    ["Re[2]:", "RE^3:", "Ynt:", "Odp:", "返信:", "回覆：", "ΑΠ:", "رد:", "ENC:", "Vá:", "Antw:", "RIF:"],
    ids=str,
)
def test_whoever_answers_an_automatic_reply_is_a_person(prefix: str) -> None:
    """Mail programs put their own word before the subject they answer or pass on, in each language."""
    found = mail(
        f"From: Mia Lund <mia.lund@mill.example>\nSubject: {prefix} Automatic reply: Ticket\n\nStill black."
    )

    assert (found.origin, found.auto) == (Origin.PERSON, False)
