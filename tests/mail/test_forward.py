"""Messages passed on: who wrote them, when, about what; and replies, which pass nothing on."""

import pytest

from deskbell.mail import forward
from deskbell.mail.headers import build
from deskbell.mail.tree import Part

LETTERHEADS = [
    ("---------- Forwarded message ---------", "From: Ola Nord <ola@example.org>\nDate: Mon, Mar 2, 2026 at 4:15 PM\nSubject: Printer\nTo: <ines@example.com>", "Mon, Mar 2, 2026 at 4:15 PM"),
    ("---------- Forwarded message ---------", "From: 'Ola Nord' via Printers <ola@example.org>\nDate: Mon, 2 Mar\nSubject: Printer\nTo: <ines@example.com>", "Mon, 2 Mar"),
    ("Begin forwarded message:", "From: Ola Nord <ola@example.org>\nSubject: Printer\nDate: 2 March 2026 at 16:15:22 CET\nTo: Ines <i@example.com>", "2 March 2026 at 16:15:22 CET"),
    ("-------- Forwarded Message --------", "Subject: \tPrinter\nDate: \tMon, 2 Mar 2026 16:15:22 +0100\nFrom: \tOla Nord <ola@example.org>\nTo: \tines@example.com", "Mon, 2 Mar 2026 16:15:22 +0100"),
    ("-------- Weitergeleitete Nachricht --------", "Betreff: \tPrinter\nDatum: \tMon, 2 Mar 2026 16:15:22 +0100\nVon: \tOla Nord <ola@example.org>\nAn: \ti@example.com", "Mon, 2 Mar 2026 16:15:22 +0100"),
    ("---------- Message transféré ---------", "De : Ola Nord <ola@example.org>\nDate: lun. 2 mars 2026 à 16:15\nSubject: Printer\nTo: <i@example.com>", "lun. 2 mars 2026 à 16:15"),
    ("---------- Mensaje reenviado ---------", "De: Ola Nord <ola@example.org>\nFecha: lun, 2 mar 2026\nAsunto: Printer\nPara: <i@example.com>", "lun, 2 mar 2026"),
    ("---------- Messaggio inoltrato ---------", "Da: Ola Nord <ola@example.org>\nData: lun 2 mar 2026\nOggetto: Printer\nA: <i@example.com>", "lun 2 mar 2026"),
    ("---------- Mensagem encaminhada ---------", "De: Ola Nord <ola@example.org>\nData: seg 2 mar 2026\nAssunto: Printer\nPara: <i@example.com>", "seg 2 mar 2026"),
    ("Begin doorgestuurd bericht:", "Van: Ola Nord <ola@example.org>\nOnderwerp: Printer\nDatum: 2 maart 2026\nAan: i@example.com", "2 maart 2026"),
    ("Vidarebefordrat brev:", "Från: Ola Nord <ola@example.org>\nÄmne: Printer\nDatum: 2 mars 2026\nTill: i@example.com", "2 mars 2026"),
    ("---------- Videresendt meddelelse ---------", "Fra: Ola Nord <ola@example.org>\nDato: 2. marts 2026\nEmne: Printer\nTil: i@example.com", "2. marts 2026"),
    ("---------- Wiadomość przekazana dalej ---------", "Od: Ola Nord <ola@example.org>\nData: 2 marca 2026\nTemat: Printer\nDo: i@example.com", "2 marca 2026"),
    ("-------- Пересылаемое сообщение --------", "От: Ola Nord <ola@example.org>\nДата: 2 марта 2026\nТема: Printer\nКому: i@example.com", "2 марта 2026"),
    ("---------- Yönlendirilmiş ileti ---------", "Kimden: Ola Nord <ola@example.org>\nTarih: 2 Mart 2026\nKonu: Printer\nKime: i@example.com", "2 Mart 2026"),
    ("---------- 転送されたメッセージ ---------", "差出人: Ola Nord <ola@example.org>\n日付: 2026年3月2日\n件名: Printer\n宛先: i@example.com", "2026年3月2日"),
    ("---------- 转发的邮件 ---------", "发件人： Ola Nord <ola@example.org>\n日期： 2026年3月2日\n主题： Printer\n收件人： i@example.com", "2026年3月2日"),
    ("---------- 전달된 메시지 ---------", "보낸 사람: Ola Nord <ola@example.org>\n날짜: 2026년 3월 2일\n제목: Printer\n받는 사람: i@example.com", "2026년 3월 2일"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("banner", "head", "date"), LETTERHEADS, ids=[f"{b} {i}" for i, (b, _, _) in enumerate(LETTERHEADS)]
)
def test_an_inline_forward_is_read_in_every_language(banner: str, head: str, date: str) -> None:
    """Whatever the order of its fields."""
    found = forward.find(f"Can you help?\n\n{banner}\n{head}\n\nIt smokes.\n\nOla", "Fwd: Printer", None)

    assert found is not None
    assert (found.sender, found.subject, found.date) == ("ola@example.org", "Printer", date)
    assert found.sender_name.startswith(("Ola Nord", "Ola Nord' via"))
    assert found.text == "It smokes.\n\nOla"


SUBJECTS = ["FW: Printer", "Fwd: Printer", "WG: Drucker", "TR: Imprimante", "RV: Impresora", "I: Stampante", "ENC: Impressora",
            "Doorst: Printer", "VB: Skrivare", "VS: Skriver", "VL: Tulostin", "PD: Drukarka", "İLT: Yazıcı",
            "转发: 打印机",
            "轉寄: 印表機", "[desk] FW: Printer", "Fwd[2]: Printer", "转发：打印机"]  # fmt: skip


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_letterhead_without_banner_is_a_forward_when_the_subject_says_so(subject: str) -> None:
    """Outlook sets the same letterhead for replies and forwards."""
    text = "See below.\n\nFrom: Ola Nord <ola@example.org>\nSent: Monday, March 2, 2026 4:15 PM\nTo: Ines\nSubject: Printer\n\nIt smokes."
    found = forward.find(text, subject, None)

    assert found is not None
    assert (found.sender, found.sender_name, found.text) == ("ola@example.org", "Ola Nord", "It smokes.")
    assert found.date == "Monday, March 2, 2026 4:15 PM"


@pytest.mark.parametrize(
    "subject", ["RE: Printer", "AW: Drucker", "Printer", "", "Re: Fwd: Printer", "Fwaiting for news: Printer"]
)
def test_a_reply_is_no_forward(subject: str) -> None:
    """The same letterhead below an answer is only a quotation."""
    text = "It works.\n\nFrom: Desk <desk@example.org>\nSent: Monday, March 2, 2026 4:15 PM\nTo: Ines\nSubject: Printer\n\nDoes it?"

    assert forward.find(text, subject, None) is None


def test_a_forward_within_a_quotation_is_not_passed_on_again() -> None:
    """Somebody answered to a forward."""
    text = "Done.\n\nOn 02/03/2026 16:15, Ines wrote:\n> ---------- Forwarded message ---------\n> From: Ola <ola@example.org>\n> Date: x\n> Subject: y\n"

    assert forward.find(text, "Re: Fwd: Printer", None) is None


def test_quotation_signs_of_apple_mail_are_taken_from_a_forward() -> None:
    """Each line bears one."""
    text = "Begin forwarded message:\n\n> From: Ola Nord <ola@example.org>\n> Subject: Printer\n> Date: 2 March 2026\n> To: Ines\n> \n> It smokes.\n> > Since when?\n"
    found = forward.find(text, "Fwd: Printer", None)

    assert found is not None
    assert (found.sender, found.text) == ("ola@example.org", "It smokes.\n> Since when?")


ATTRIBUTIONS = [
    "On Mon, Mar 2, 2026 at 4:15 PM, Ola Nord <ola@example.org> wrote:",
    "On Mon, Mar 2, 2026 at 4:15 PM Ola Nord <ola@example.org> wrote:",
    "Am Mo., 2. März 2026 um 16:15 Uhr schrieb Ola Nord <ola@example.org>:",
    "El lun, 2 mar 2026 a las 16:15, Ola Nord (<ola@example.org>) escribió:",
    "2026-03-02 16:15 GMT+01:00 Ola Nord <ola@example.org>:",
    '02.03.2026, 16:15, "Ola Nord" <ola@example.org>:',
    "Ola Nord <ola@example.org> schrieb am Mo., 2. März 2026, 16:15:",
]


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_an_attribution_names_the_sender_of_a_forward(line: str) -> None:
    """Some telephones forward as they reply."""
    found = forward.find(f"FYI\n\n{line}\n\nIt smokes.", "Fwd: Printer", None)

    assert found is not None
    assert (found.sender, found.sender_name, found.text) == ("ola@example.org", "Ola Nord", "It smokes.")


SENDERS = [
    ("Ola Nord <ola@Example.ORG>", "Ola Nord", "ola@example.org"),
    ('"Nord, Ola" <ola@example.org>', "Nord, Ola", "ola@example.org"),
    ("Ola Nord [mailto:ola@example.org]", "Ola Nord", "ola@example.org"),
    ("Ola Nord <ola@example.org<mailto:ola@example.org>>", "Ola Nord", "ola@example.org"),
    ("Ola Nord (ola@example.org)", "Ola Nord", "ola@example.org"),
    ("ola@example.org", "", "ola@example.org"),
    ("<ola@example.org>", "", "ola@example.org"),
    ("ola@example.org (Ola Nord)", "Ola Nord", "ola@example.org"),
    ("Ola Nord", "Ola Nord", ""),
    ("*Ola Nord* <ola@example.org>", "Ola Nord", "ola@example.org"),
    ("", "", ""),
]


@pytest.mark.parametrize(("written", "name", "address"), SENDERS)
def test_a_letterheads_sender_is_read_however_it_is_written(written: str, name: str, address: str) -> None:
    """Programs write addresses in many ways when they quote them."""
    found = forward.sender_of(written)

    assert (found.name, found.address) == (name, address)


def attached(kind: str = "multipart/mixed") -> Part:
    """A mail with a note and another mail attached to it."""
    inner = build(
        [
            (b"From", b"Ola Nord <ola@example.org>"),
            (b"Subject", b"Printer"),
            (b"Date", b"Mon, 2 Mar 2026 16:15:22 +0100"),
        ]
    )
    text = Part(build([]), "text/plain", source=b"See attached.")
    message = Part(inner, "text/plain", source=b"It smokes.\n")
    return Part(build([]), kind, children=(text, Part(build([]), "message/rfc822", children=(message,))))


def test_an_attached_message_is_a_forward() -> None:
    """Sent "as attachment", with its own headers."""
    found = forward.find("See attached.", "Printer trouble", attached())

    assert found is not None
    assert (found.sender, found.sender_name, found.subject) == ("ola@example.org", "Ola Nord", "Printer")
    assert (found.date, found.text) == ("Mon, 2 Mar 2026 16:15:22 +0100", "It smokes.")


def test_the_message_in_a_delivery_report_is_no_forward() -> None:
    """It came back; nobody passed it on."""
    assert forward.find("Your mail failed.", "Undelivered", attached("multipart/report")) is None
