"""Forwards as each program writes them: whose words they are, under which subject, and every word of them."""

import pytest

from deskbell.mail import forward
from each import each

BODY = "We changed the switch.\n\nPlease try again.\n\nJon"
SENDER = "jon@ex.example"

# The program, the outer subject, what stands above the body, and what differs from the usual: sender, subject.
PROGRAMS = [
    ('yahoo run on', 'Fw: Printer', 'FYI\n\n   ----- Forwarded Message -----  From: Jon Low <jon@ex.example>To: Eva <eva@ex.example>Sent: Thursday, March 5, 2026, 10:15:22 AM GMT+1Subject: Printer\n', 'jon@ex.example', 'Printer'),
    ('gmail', 'Fwd: Printer', 'FYI\n\n---------- Forwarded message ---------\nFrom: Jon Low <jon@ex.example>\nDate: Thu, Mar 5, 2026 at 10:15 AM\nSubject: Printer\nTo: <eva@ex.example>\n\n\n\n', 'jon@ex.example', 'Printer'),
    ('gmail2', 'Fwd: Printer', '---------- Forwarded message ----------\nFrom: "Jon Low" <jon@ex.example>\nDate: Mar 5, 2026 10:15 AM\nSubject: Printer\nTo: <eva@ex.example>\nCc: \n\n\n\n', 'jon@ex.example', 'Printer'),
    ('gmail de', 'Fwd: Printer', '---------- Forwarded message ---------\nVon: Jon Low <jon@ex.example>\nDate: Do., 5. März 2026 um 10:15 Uhr\nSubject: Printer\nTo: <eva@ex.example>\n\n\n\n', 'jon@ex.example', 'Printer'),
    ('gmail star', 'Fwd: Printer', '---------- Forwarded message ---------\nFrom: *Jon Low* <jon@ex.example>\nDate: Do., 5. März 2026 um 10:15 Uhr\nSubject: Printer\nTo: <eva@ex.example>\n\n\n\n', 'jon@ex.example', 'Printer'),
    ('gmail via', 'Fwd: Printer', '---------- Forwarded message ---------\nFrom: *Jon Low via Foo* <jon@ex.example>\nDate: Do\nSubject: Printer\nTo: Eva <eva@ex.example>,\nOtto <otto@ex.example>\n\n\n\n', 'jon@ex.example', 'Printer'),
    ('apple', 'Fwd: Printer', 'Begin forwarded message:\n\nFrom: Jon Low <jon@ex.example>\nSubject: Printer\nDate: 5 March 2026 at 10:15:22 GMT+1\nTo: Eva <eva@ex.example>\nReply-To: x@ex.example\n\n\n', 'jon@ex.example', 'Printer'),
    ('outlook', 'FW: Printer', 'FYI\n\nFrom: Jon Low <jon@ex.example>\nSent: Thursday, March 5, 2026 10:15 AM\nTo: Eva\nSubject: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('outlook rule', 'Fw: Printer', '________________________________\nFrom: Jon Low <jon@ex.example>\nSent: Thursday, March 5, 2026 10:15 AM\nTo: Eva\nCc: Otto\nSubject: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('outlook mailto', 'FW: Printer', '-----Original Message-----\nFrom: Jon Low [mailto:jon@ex.example] \nSent: Thursday, March 5, 2026 10:15 AM\nTo: Eva\nSubject: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('outlook fr', 'TR: Printer', 'De : Jon Low <jon@ex.example>\nEnvoyé : jeudi 5 mars 2026 10:15\nÀ : Eva\nObjet : Printer\n\n', 'jon@ex.example', 'Printer'),
    ('outlook de', 'WG: Printer', 'Von: Jon Low <jon@ex.example>\nGesendet: Donnerstag, 5. März 2026 10:15\nAn: Eva\nBetreff: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('outlook es', 'RV: Printer', 'De: Jon Low <jon@ex.example>\nEnviado el: jueves, 5 de marzo de 2026 10:15\nPara: Eva\nAsunto: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('outlook cn', '转发: Printer', '发件人: Jon Low <jon@ex.example>\n发送时间: 2026年3月5日 10:15\n收件人: Eva\n主题: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('outlook jp', 'FW: Printer', '差出人: Jon Low <jon@ex.example>\n送信日時: 2026年3月5日 10:15\n宛先: Eva\n件名: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('outlook nl', 'FW: Printer', 'Van: Jon Low <jon@ex.example>\nVerzonden: donderdag 5 maart 2026 10:15\nAan: Eva\nOnderwerp: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('outlook it', 'I: Printer', 'Da: Jon Low <jon@ex.example>\nInviato: giovedì 5 marzo 2026 10:15\nA: Eva\nOggetto: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('outlook pt', 'ENC: Printer', 'De: Jon Low <jon@ex.example>\nEnviada em: quinta-feira, 5 de março de 2026 10:15\nPara: Eva\nAssunto: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('outlook ru', 'FW: Printer', 'От: Jon Low <jon@ex.example>\nОтправлено: 5 марта 2026 г. 10:15\nКому: Eva\nТема: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('outlook multi cc', 'FW: Printer', 'From: Jon Low <jon@ex.example>\nSent: Thursday, March 5, 2026 10:15 AM\nTo: Eva <eva@ex.example>; Otto <otto@ex.example>;\nAnna <anna@ex.example>\nCc: Berta\nSubject: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('tb', 'Fwd: Printer', '\n-------- Forwarded Message --------\nSubject: \tPrinter\nDate: \tThu, 5 Mar 2026 10:15:22 +0100\nFrom: \tJon Low <jon@ex.example>\nTo: \tEva <eva@ex.example>\n\n\n\n', 'jon@ex.example', 'Printer'),
    ('tb de', 'Fwd: Printer', '\n-------- Weitergeleitete Nachricht --------\nBetreff: \tPrinter\nDatum: \tThu, 5 Mar 2026 10:15:22 +0100\nVon: \tJon Low <jon@ex.example>\nAn: \tEva <eva@ex.example>\n\n\n\n', 'jon@ex.example', 'Printer'),
    ('tb old', 'Fwd: Printer', '-------- Original Message --------\nSubject: \tPrinter\nDate: \tThu, 5 Mar 2026 10:15:22 +0100\nFrom: \tJon Low <jon@ex.example>\nOrganization: \tEx\nTo: \tEva <eva@ex.example>\n\n\n\n', 'jon@ex.example', 'Printer'),
    ('tb wrap', 'Fwd: Printer', '\n-------- Forwarded Message --------\nSubject: \tPrinter on the third floor of the building at\nthe end of the road\nDate: \tThu, 5 Mar 2026 10:15:22 +0100\nFrom: \tJon Low <jon@ex.example>\nTo: \tEva <eva@ex.example>\n\n\n\n', 'jon@ex.example', 'Printer on the third floor of the building at the end of the road'),
    ('yahoo', 'Fwd: Printer', '   ----- Forwarded Message ----- From: Jon Low <jon@ex.example>\nTo: Eva <eva@ex.example>\nSent: Thursday, March 5, 2026 at 10:15:22 AM GMT+1\nSubject: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('yahoo2', 'Fwd: Printer', '----- Forwarded message -----\n\nFrom: "Jon Low" <jon@ex.example>\nTo: "Eva" <eva@ex.example>\nSent: Thu, Mar 5, 2026 at 10:15\nSubject: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('yahoo3', 'Fwd: Printer', '----- Forwarded Message ----\nFrom: Jon Low <jon@ex.example>\nTo: Eva <eva@ex.example>\nSent: Thu, March 5, 2026 10:15:22 AM\nSubject: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('ol.com', 'Fw: Printer', '\n\n________________________________\nFrom: Jon Low <jon@ex.example>\nSent: Thursday, March 5, 2026 10:15:22 AM\nTo: Eva <eva@ex.example>\nSubject: Printer\n\n\n\n', 'jon@ex.example', 'Printer'),
    ('hey', 'Fwd: Printer', '\n---------- Forwarded message ---------\nFrom: Jon Low <jon@ex.example>\nSubject: Printer\nDate: March 5, 2026\nTo: Eva\n\n', 'jon@ex.example', 'Printer'),
    ('mailru', 'Fwd: Printer', '\n\n-------- Пересылаемое сообщение --------\nОт кого: Jon Low <jon@ex.example>\nКому: Eva <eva@ex.example>\nДата: Четверг, 5 марта 2026, 10:15 +03:00\nТема: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('yandex', 'Fwd: Printer', '\n\n-------- Пересылаемое сообщение --------\n05.03.2026, 10:15, "Jon Low" <jon@ex.example>:\n\n', 'jon@ex.example', 'Printer'),
    ('naver', 'Fwd: Printer', '-----Original Message-----\nFrom: "Jon Low"<jon@ex.example>\nTo: "Eva"<eva@ex.example>;\nCc: \nSent: 2026-03-05 (목) 10:15:22 (GMT+09:00)\nSubject: Printer\n\n\n', 'jon@ex.example', 'Printer'),
    ('proton', 'Fwd: Printer', '\n------- Forwarded Message -------\nFrom: Jon Low <jon@ex.example>\nDate: On Thursday, March 5th, 2026 at 10:15\nSubject: Printer\nTo: Eva <eva@ex.example>\n\n\n\n', 'jon@ex.example', 'Printer'),
    ('proton2', 'Fwd: Printer', '\n‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Thursday, March 5, 2026 10:15 AM, Jon Low <jon@ex.example> wrote:\n\n', 'jon@ex.example', 'Printer'),
    ('zimbra', 'Fwd: Printer', '----- Forwarded Message -----\nFrom: "Jon Low" <jon@ex.example>\nTo: "Eva" <eva@ex.example>\nSent: Thursday, March 5, 2026 10:15:22 AM\nSubject: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('roundcube', 'Fwd: Printer', '-------- Original Message --------\nSubject: Printer\nDate: 2026-03-05 10:15\nFrom: Jon Low <jon@ex.example>\nTo: Eva <eva@ex.example>\n\n', 'jon@ex.example', 'Printer'),
    ('pine', 'Printer (fwd)', '---------- Forwarded message ----------\nDate: Thu, 5 Mar 2026 10:15:22 +0100\nFrom: Jon Low <jon@ex.example>\nTo: eva@ex.example\nSubject: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('evolution', 'Fwd: Printer', '-------- Forwarded Message --------\nFrom: Jon Low <jon@ex.example>\nTo: Eva\nSubject: Printer\nDate: Thu, 5 Mar 2026 10:15:22 +0100\n\n', 'jon@ex.example', 'Printer'),
    ('samsung', 'Fwd: Printer', '-------- Original message --------\nFrom: Jon Low <jon@ex.example>\nDate: 05/03/2026 10:15 (GMT+01:00)\nTo: Eva\nSubject: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('gmx', 'Fw: Printer', '\nGesendet: Donnerstag, 05. März 2026 um 10:15 Uhr\nVon: "Jon Low" <jon@ex.example>\nAn: eva@ex.example\nBetreff: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('notes', 'Fw: Printer', '----- Forwarded by Eva Lind/BER/EX on 05.03.2026 10:20 -----\n\nFrom:\tJon Low <jon@ex.example>\nTo:\tEva/EX\nDate:\t05.03.2026 10:15\nSubject:\tPrinter\n\n\n\n', 'jon@ex.example', 'Printer'),
    ('emclient', 'Fwd: Printer', '\n------ Forwarded Message ------\nFrom: "Jon Low" <jon@ex.example>\nTo: "Eva" <eva@ex.example>\nSent: 05.03.2026 10:15:22\nSubject: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('emclient9', 'Fwd: Printer', '\n------ Forwarded Message ------\nFrom "Jon Low" <jon@ex.example>\nTo "Eva" <eva@ex.example>\nDate 05.03.2026 10:15:22\nSubject Printer\n\n', 'jon@ex.example', 'Printer'),
    ('foxmail', '转发: Printer', '\n \nFrom: jon@ex.example\nDate: 2026-03-05 10:15\nTo: eva@ex.example\nSubject: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('163', 'Fwd: Printer', '\n-------- 转发邮件信息 --------\n发件人："Jon Low" <jon@ex.example>\n发送日期：2026-03-05 10:15:22\n收件人：Eva <eva@ex.example>\n主题：Printer\n\n', 'jon@ex.example', 'Printer'),
    ('qq', '转发：Printer', '\n------------------ 原始邮件 ------------------\n发件人: "Jon Low"<jon@ex.example>;\n发送时间: 2026年3月5日(星期四) 上午10:15\n收件人: "Eva"<eva@ex.example>;\n主题: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('sv', 'Fwd: Printer', '---------- Forwarded message ---------\nFrån: Jon Low <jon@ex.example>\nDate: tors 5 mars 2026 kl 10:15\nSubject: Printer\nTo: Eva <eva@ex.example>\n\n\n\n', 'jon@ex.example', 'Printer'),
    ('vb', 'VB: Printer', 'Från: Jon Low <jon@ex.example>\nSkickat: den 5 mars 2026 10:15\nTill: Eva\nÄmne: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('fi', 'VL: Printer', 'Lähettäjä: Jon Low <jon@ex.example>\nLähetetty: torstai 5. maaliskuuta 2026 10.15\nVastaanottaja: Eva\nAihe: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('tr', 'İLT: Printer', 'Kimden: Jon Low <jon@ex.example>\nGönderildi: 5 Mart 2026 Perşembe 10:15\nKime: Eva\nKonu: Printer\n\n', 'jon@ex.example', 'Printer'),
    ('no address', 'FW: Printer', 'From: Jon Low\nSent: Thursday, March 5, 2026 10:15 AM\nTo: Eva\nSubject: Printer\n\n', '', 'Printer'),
    ('no subject prefix', 'Another thing', 'See this\n\n---------- Forwarded message ---------\nFrom: Jon Low <jon@ex.example>\nDate: Thu, Mar 5, 2026 at 10:15 AM\nSubject: Printer\nTo: <eva@ex.example>\n\n\n', 'jon@ex.example', 'Printer'),
    ('empty subject', 'Fwd: Printer', '---------- Forwarded message ---------\nFrom: Jon Low <jon@ex.example>\nDate: Thu, Mar 5, 2026 at 10:15 AM\nSubject: \nTo: <eva@ex.example>\n\n\n\n', 'jon@ex.example', ''),
]  # fmt: skip

# These set signs before each line of the body, or a line below it.
WHOLE = [
    ('apple gt', 'Fwd: Printer', '> Begin forwarded message:\n> \n> From: Jon Low <jon@ex.example>\n> Subject: Printer\n> Date: 5 March 2026 at 10:15:22 GMT+1\n> To: Eva <eva@ex.example>\n> \n> We changed the switch.\n> \n> Please try again.\n> \n> Jon'),
    ('apple gt2', 'Fwd: Printer', 'Begin forwarded message:\n\n> From: Jon Low <jon@ex.example>\n> Subject: Printer\n> Date: 5 March 2026 at 10:15:22 GMT+1\n> To: Eva <eva@ex.example>\n> \n> We changed the switch.\n> \n> Please try again.\n> \n> Jon'),
    ('horde', 'Fwd: Printer', '----- Forwarded message from jon@ex.example -----\n   Date: Thu, 05 Mar 2026 10:15:22 +0100\n   From: Jon Low <jon@ex.example>\nSubject: Printer\n     To: eva@ex.example\n\nWe changed the switch.\n\nPlease try again.\n\nJon\n\n----- End forwarded message -----'),
    ('mutt', 'Fwd: Printer', '----- Forwarded message from Jon Low <jon@ex.example> -----\n\nDate: Thu, 05 Mar 2026 10:15:22 +0100\nFrom: Jon Low <jon@ex.example>\nTo: eva@ex.example\nSubject: Printer\n\nWe changed the switch.\n\nPlease try again.\n\nJon\n\n----- End forwarded message -----'),
    ('kmail', 'Fwd: Printer', '----------  Forwarded Message  ----------\n\nSubject: Printer\nDate: Thursday, 5 March 2026, 10:15:22 CET\nFrom: Jon Low <jon@ex.example>\nTo: Eva\n\nWe changed the switch.\n\nPlease try again.\n\nJon\n-----------------------------------------'),
    ('airmail', 'Fwd: Printer', 'Forwarded message:\n\n> From: Jon Low <jon@ex.example>\n> Date: 5 March 2026 at 10:15:22\n> To: Eva\n> Subject: Printer\n> \n> We changed the switch.\n> \n> Please try again.\n> \n> Jon'),
]  # fmt: skip


@each(
    ("subject", "above", "sender", "forwarded"),
    [row[1:] for row in PROGRAMS],
    ids=[row[0] for row in PROGRAMS],
)
def test_a_forward_names_its_writer_and_subject(
    subject: str, above: str, sender: str, forwarded: str
) -> None:
    """The forwarded text holds the whole body and nothing of the letterhead."""
    found = forward.find(above + BODY, subject, None)

    assert found is not None
    assert (found.sender, found.subject, found.text) == (sender, forwarded, BODY)


@pytest.mark.parametrize(("subject", "text"), [row[1:] for row in WHOLE], ids=[row[0] for row in WHOLE])
def test_what_a_program_sets_around_the_forwarded_words_is_taken_off(subject: str, text: str) -> None:
    """Quotation signs before every line, and the line that says the forward ends."""
    found = forward.find(text, subject, None)

    assert found is not None
    assert (found.sender, found.subject, found.text) == (SENDER, "Printer", BODY)
