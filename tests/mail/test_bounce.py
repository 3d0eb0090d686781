"""Bounces: every failed recipient of every program's report, and no report where a person wrote."""

from email.utils import parseaddr
from pathlib import Path

import pytest

from deskbell.mail import bounce
from deskbell.mail.bounce_address import addr_spec, addresses_in
from deskbell.mail.bounce_status import outcomes
from deskbell.mail.parse import parse
from deskbell.mail.tree import Part
from deskbell.mail.values import Address, Bounce
from each import each

SAMPLES = Path(__file__).parent.parent / "samples" / "bounce"
KARIN = "karin@client.example"

# Failed and delayed recipients; every other sample says that Karin's letter failed for good.
OTHERS: dict[str, tuple[list[str], list[str]]] = {
    "exim-without-report-part": ([KARIN, "helpers@client.example"], []),
    "exim-still-trying": ([], [KARIN]),
    "postfix-still-trying": ([], [KARIN]),
    "sendmail-warning": ([], [KARIN]),
    "google-still-trying": ([], [KARIN]),
    "google-group-missing": (["planning@groups.example"], []),
    "failed-recipients-header-only": ([KARIN, "otto@client.example"], []),
    "mobile-carrier-mailbox-full": (["karin@carrier.example"], []),
    "mobile-carrier-japanese": (["karin@carrier.example"], []),
    "screen-name-without-domain": (["karinonline@portal.example"], []),
    "report-groups-without-blank-lines": (["one@client.example", "two@client.example"], []),
    "report-internationalised": (["köln@client.example"], []),
    "report-one-failed-one-delayed-one-relayed": (["a@client.example"], ["b@slow.example"]),
    "messagingserver-late": ([], [KARIN]),
    "opensmtpd-late": ([], [KARIN]),
    "exim-late": ([], [KARIN]),
    "exim-alias": (["inner@other.example"], []),
    "googlegroups": (["planning@client.example"], []),
    "powermta-late": ([], [KARIN]),
    "sendmail-late": ([], [KARIN]),
    "postfix-expanded": (["inner@other.example"], []),
    "yale": (["karin.klein@client.example"], []),
    "mdaemon-late": ([], [KARIN]),
    "zimbra": ([], [KARIN]),
    "gmail-late": ([], [KARIN]),
    "postfix-two-recipients": ([KARIN, "otto@client.example"], []),
}
NONE = ["report-of-success", *(path.stem for path in SAMPLES.glob("not-*.eml"))]
BOUNCES = sorted(path.stem for path in SAMPLES.glob("*.eml") if path.stem not in NONE)


def words_of(root: Part) -> str:
    return next((part.text() for part in root.walk() if part.content_type == "text/plain"), "")


def read(raw: bytes) -> Bounce | None:
    root = parse(raw).root
    sender = Address(*parseaddr(root.headers.first("From")))
    return bounce.find(root, root.headers.first("Subject"), sender, words_of(root))


@each("name", BOUNCES)
def test_each_programs_report_names_whom_it_failed(name: str) -> None:
    found = read((SAMPLES / f"{name}.eml").read_bytes())
    assert found is not None
    failed, delayed = OTHERS.get(name, ([KARIN], []))
    assert [one.address for one in found.failed] == failed
    assert [one.address for one in found.delayed] == delayed


@each("name", NONE)
def test_what_only_speaks_of_a_failure_is_no_bounce(name: str) -> None:
    assert read((SAMPLES / f"{name}.eml").read_bytes()) is None


def test_status_words_and_the_letters_id_are_kept() -> None:
    found = read((SAMPLES / "postfix-report.eml").read_bytes())
    assert found is not None
    assert found.failed[0].status == "5.1.1"
    assert found.failed[0].diagnostic == "550 5.1.1 <karin@client.example>: no mailbox here"
    assert found.original_message_id == "letter-17@desk.example"


def test_status_and_reason_are_found_in_words_too() -> None:
    found = read((SAMPLES / "qmail.eml").read_bytes())
    assert found is not None
    assert found.failed[0].status == "5.1.1"
    assert "does not like recipient" in found.failed[0].diagnostic
    assert found.original_message_id == "letter-17@desk.example"


@pytest.mark.parametrize(
    ("fields", "action", "address"),
    [
        ("Final-Recipient: rfc822; A@B.example\nAction: failed", "failed", "a@b.example"),
        ("final-recipient:RFC822;<a@b.example>\naction:FAILED", "failed", "a@b.example"),
        ("Final-Recipient: LOCAL; a@b.example\nAction: failed (undeliverable)", "failed", "a@b.example"),
        ("Final-Recipient: <a@b.example>\nAction: error", "failed", "a@b.example"),
        ("Final-Recipient: rfc822;\n a@b.example\nAction: failed", "failed", "a@b.example"),
        (
            "Final-Recipient: x400; /c=de/o=b\nOriginal-Recipient: rfc822; a@b.example\nAction: failed",
            "failed",
            "a@b.example",
        ),
        ("Final-Recipient: x400; /c=de/dda:SMTP=a(a)b.example/\nAction: failed", "failed", "a@b.example"),
        ("X-Actual-Recipient: rfc822; a@b.example\nAction: failed", "failed", "a@b.example"),
        ("Final-Recipient: rfc822; a@b.example\nAction: delayed\nStatus: 4.4.1", "delayed", "a@b.example"),
        ("Final-Recipient: rfc822; a@b.example\nAction: relayed", "done", "a@b.example"),
        ("Final-Recipient: rfc822; a@b.example\nAction: expanded", "done", "a@b.example"),
        ("Final-Recipient: rfc822; a@b.example\nStatus: 5.0.0", "failed", "a@b.example"),
        ("Final-Recipient: rfc822; a@b.example\nStatus: 2.0.0", "done", "a@b.example"),
        ("Final-Recipient: rfc822; a@b.example", "", "a@b.example"),
        ('Final-Recipient: rfc822; "a b"@b.example\nAction: failed', "failed", '"a b"@b.example'),
        ("Final-Recipient: utf-8; märz@b.example\nAction: failed", "failed", "märz@b.example"),
        ("Final-Recipient: utf-8; m\\x{E4}rz@b.example\nAction: failed", "failed", "märz@b.example"),
        (
            "Original-Recipient: rfc822;info@b.example\nFinal-Recipient: rfc822;eva@inner.b.example\nAction: failed",
            "failed",
            "info@b.example",
        ),
        (
            "Original-Recipient: rfc822;eva+2Bwork@b.example\nFinal-Recipient: rfc822;eva@b.example\nAction: failed",
            "failed",
            "eva+work@b.example",
        ),
    ],
)
def test_a_recipients_fields_are_read_however_they_are_written(
    fields: str, action: str, address: str
) -> None:
    first = outcomes(f"Reporting-MTA: dns; x\n\n{fields}\n")[0]
    assert first.action == action
    if not address.startswith('"'):
        assert first.recipient.address == address


def test_addresses_are_taken_out_of_what_programs_put_around_them() -> None:
    assert addr_spec("rfc822; <Karin@Client.Example>") == KARIN
    assert addresses_in(
        "<smtp:karin@client.example>, 'karin@client.example'. mailto:karin@client.example;"
    ) == [KARIN]
    assert addresses_in("no address: @client, karin@, a@b") == []


@pytest.mark.parametrize("size", [1000, 100_000])
def test_a_hostile_report_is_read_in_bounded_time(size: int) -> None:
    head = b"Return-Path: <>\nFrom: MAILER-DAEMON@x.example\nSubject: failure notice\n\n"
    for filling in (
        b"<",
        b"a@",
        b"a",
        b" ",
        b"-",
        b"\n",
        b"x@y.",
        b">>>",
        b"rcpt to:",
        b"550 ",
        b"a: b\n",
        b"(",
        b"\t\n ",
    ):
        read(head + b"Your message could not be delivered to\n" + filling * (size // len(filling)))


def report(subject: str, words: str, sender: str = "MAILER-DAEMON@mx.example") -> bytes:
    head = f"Return-Path: <>\nFrom: {sender}\nTo: desk@desk.example\nSubject: {subject}\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{words}".encode()


def test_the_returned_letters_own_subject_does_not_make_a_failure_a_delay() -> None:
    found = read(report("Undeliverable: Delayed shipment", f"{KARIN}\n550 5.1.1 user unknown"))
    assert found is not None
    assert [one.address for one in found.failed] == [KARIN]


def test_words_that_all_is_over_outweigh_words_of_delay() -> None:
    words = f"<{KARIN}>:\nThe message has been delayed for 5 days and is being returned. I've given up."
    found = read(report("failure notice", words))
    assert found is not None
    assert found.failed
    assert not found.delayed


def test_the_sender_and_the_helpers_a_report_names_are_not_its_recipients() -> None:
    words = (
        f"Your message to {KARIN} could not be delivered.\nFrom: desk@desk.example\n"
        "Message-ID: <letter-17@desk.example>\nPlease contact postmaster@mx.example for help."
    )
    found = read(report("Undeliverable: Printer", words))
    assert found is not None
    assert [one.address for one in found.failed] == [KARIN]


def test_a_report_of_a_mail_to_oneself_still_names_the_recipient() -> None:
    found = read(report("failure notice", "<desk@desk.example>:\nuser unknown (#5.1.1)\n"))
    assert found is not None
    assert [one.address for one in found.failed] == ["desk@desk.example"]


def test_a_notice_of_a_full_mailbox_to_its_owner_is_no_bounce() -> None:
    words = "Your mailbox has exceeded one or more size limits set by your administrator."
    assert read(report("Your mailbox is over its size limit", words, "postmaster@desk.example")) is None


def test_a_postmaster_who_asks_is_a_person() -> None:
    raw = report(
        "Blocked mail",
        f"Hello, why do we see 550 5.7.1 for {KARIN}? It was blocked.",
        "postmaster@client.example",
    )
    assert read(raw.replace(b"<>", b"<postmaster@client.example>")) is None


EXCHANGE = [
    ('es', 'No se puede entregar: Impresora', 'Error de entrega a estos destinatarios o grupos:'),
    ('it', 'Non recapitabile: Stampante', 'Il recapito non è riuscito per i seguenti destinatari o gruppi:'),
    ('pt', 'Não é possível entregar: x', 'Falha na entrega para estes destinatários ou grupos:'),
    ('nl', 'Onbestelbaar: x', 'De bezorging bij deze geadresseerden of groepen is mislukt:'),
    ('sv', 'Det går inte att leverera: x', 'Det gick inte att leverera till dessa mottagare eller grupper:'),
    ('da', 'Kan ikke leveres: x', 'Levering mislykkedes til disse modtagere eller grupper:'),
    ('no', 'Kan ikke leveres: x', 'Levering mislyktes til disse mottakerne eller gruppene:'),
    ('fi', 'Ei voitu toimittaa: x', 'Toimitus seuraaville vastaanottajille tai ryhmille epäonnistui:'),
    ('cs', 'Nedoručitelná: x', 'Doručení následujícím příjemcům nebo skupinám se nezdařilo:'),
    ('ru', 'Недоставлено: x', 'Сбой доставки следующим получателям или группам:'),
    ('tr', 'Teslim edilemedi: x', 'Şu alıcılara veya gruplara teslim edilemedi:'),
    ('zh', '未送达: x', '无法将邮件传递给以下收件人或组:'),
    ('zt', '無法傳遞: x', '無法傳遞至這些收件者或群組:'),
    ('ko', '배달되지 않음: x', '다음 받는 사람 또는 그룹에게 메시지를 배달하지 못했습니다.'),
    ('hu', 'Kézbesíthetetlen: x', 'A kézbesítés nem sikerült a következő címzetteknek vagy csoportoknak:'),
    ('el', 'Αδυναμία παράδοσης: x', 'Η παράδοση απέτυχε για αυτούς τους παραλήπτες ή ομάδες:'),
    ('de', 'Unzustellbar: x', 'Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Verteilerlisten:'),
    ('fr', 'Non remis : x', 'Échec de la remise pour ces destinataires ou groupes :'),
    ('ja', '配信不能: x', '次の受信者またはグループへの配信に失敗しました:'),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "opening"), [row[1:] for row in EXCHANGE], ids=[row[0] for row in EXCHANGE]
)
def test_exchange_reports_in_the_senders_language(subject: str, opening: str) -> None:
    """By its title and by the words it sets above the recipients, with no machine-readable half."""
    source = (
        f"Return-Path: <>\nFrom: Microsoft Outlook <postmaster@mx.example>\nTo: desk@desk.example\nSubject: {subject}\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{opening}\n\n{KARIN}<mailto:{KARIN}>\n-\n\n{KARIN}\n"
        "Remote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'\n"
    )
    found = read(source.encode())

    assert found is not None
    assert [one.address for one in found.failed] == [KARIN]
    assert found.failed[0].status == "5.1.1"


def test_a_bounce_told_in_json_is_read() -> None:
    """As a notification service mails it on; hostile JSON is no bounce and no error."""
    found = read((SAMPLES / "sns-json.eml").read_bytes())

    assert found is not None
    assert (found.failed[0].status, found.failed[0].diagnostic) == ("5.1.1", "smtp; 550 5.1.1 user unknown")
    for text in (
        '{"bouncedRecipients"',
        '{"bounce": {"bouncedRecipients": 5}}',
        "{" + "[" * 50_000 + '"bouncedRecipients"',
    ):
        assert read(f"From: a@b.example\nSubject: x\n\n{text}\n".encode()) is None
