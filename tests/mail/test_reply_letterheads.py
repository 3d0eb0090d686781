"""Letterheads and banners above a whole earlier message, one row for each program and language."""

from deskbell.mail import reply
from each import each

LETTERHEADS = [
    ("en", "From: Eva Lind <eva@example.com>\nSent: Thursday, March 5, 2026 10:02 AM\nTo: Service Desk\nSubject: Printer"),
    ("en bold", "*From:* Eva Lind <eva@example.com>\n*Sent:* Thursday, March 5, 2026 10:02 AM\n*To:* Desk\n*Subject:* Printer"),
    ("en mac", "From: Eva Lind <eva@example.com>\nDate: Thursday, March 5, 2026 at 10:02 AM\nTo: Desk <d@example.com>\nSubject: Re: Printer"),
    ("en bold with cc", "*From: *Eva Lind\n*Sent: *5 March 2026 10:02\n*To: *Desk\n*Cc: *Bo\n*Subject: *Printer"),
    ("en spaced", "From: Eva Lind <eva@example.com>\n\nSent: Thursday, March 5, 2026 10:02 AM\n\nTo: Service Desk\n\nSubject: Printer"),
    ("en long list", "From: Eva Lind <eva@example.com>\nSent: Thursday, March 5, 2026 10:02 AM\nTo: A Person <a@example.com>; B Person\n<b@example.com>; C Person <c@example.com>;\nD Person <d@example.com>\nSubject: Printer"),
    ("en no subject", "From: Eva Lind\nSent: 05/03/2026 10:02\nTo: Service Desk"),
    ("en values below", "From:\nEva Lind <eva@example.com>\nSent:\nThursday, March 5, 2026 10:02 AM\nTo:\nDesk\nSubject:\nPrinter"),
    ("de", "Von: Eva Lind <eva@example.com>\nGesendet: Donnerstag, 5. März 2026 10:02\nAn: Service Desk\nBetreff: Drucker"),
    ("de gmx", "Gesendet: Donnerstag, 05. März 2026 um 10:02 Uhr\nVon: \"Eva Lind\" <eva@example.com>\nAn: desk@example.com\nBetreff: Drucker"),
    ("de date", "Von: Eva Lind\nDatum: Donnerstag, 5. März 2026 um 10:02\nAn: Service Desk\nBetreff: Drucker"),
    ("fr", "De : Eva Lind <eva@example.com>\nEnvoyé : jeudi 5 mars 2026 10:02\nÀ : Service Desk\nObjet : Imprimante"),
    ("fr bold", "*De :* Eva Lind\n*Envoyé :* jeudi 5 mars 2026 10:02\n*À :* Service Desk\n*Objet :* Imprimante"),
    ("fr zimbra", "De: \"Eva Lind\" <eva@example.com>\nÀ: \"Desk\" <d@example.com>\nEnvoyé: Jeudi 5 Mars 2026 10:02:11\nObjet: Imprimante"),
    ("es", "De: Eva Lind <eva@example.com>\nEnviado: jueves, 5 de marzo de 2026 10:02\nPara: Service Desk\nAsunto: Impresora"),
    ("es el", "De: Eva Lind\nEnviado el: jueves, 5 de marzo de 2026 10:02\nPara: Service Desk\nCC: Bo\nAsunto: Impresora"),
    ("it", "Da: Eva Lind <eva@example.com>\nInviato: giovedì 5 marzo 2026 10:02\nA: Service Desk\nOggetto: Stampante"),
    ("pt", "De: Eva Lind <eva@example.com>\nEnviado: 5 de março de 2026 10:02\nPara: Service Desk\nAssunto: Impressora"),
    ("pt em", "De: Eva Lind\nEnviada em: quinta-feira, 5 de março de 2026 10:02\nPara: Service Desk\nAssunto: Impressora"),
    ("nl", "Van: Eva Lind <eva@example.com>\nVerzonden: donderdag 5 maart 2026 10:02\nAan: Service Desk\nOnderwerp: Printer"),
    ("da", "Fra: Eva Lind <eva@example.com>\nSendt: 5. marts 2026 10:02\nTil: Service Desk\nEmne: Printer"),
    ("no", "Fra: Eva Lind <eva@example.com>\nSendt: torsdag 5. mars 2026 10:02\nTil: Service Desk\nEmne: Skriver"),
    ("sv", "Från: Eva Lind <eva@example.com>\nSkickat: den 5 mars 2026 10:02\nTill: Service Desk\nÄmne: Skrivare"),
    ("fi", "Lähettäjä: Eva Lind <eva@example.com>\nLähetetty: torstai 5. maaliskuuta 2026 10.02\nVastaanottaja: Desk\nAihe: Tulostin"),
    ("pl", "Od: Eva Lind <eva@example.com>\nWysłano: czwartek, 5 marca 2026 10:02\nDo: Service Desk\nTemat: Drukarka"),
    ("cs", "Od: Eva Lind <eva@example.com>\nOdesláno: čtvrtek 5. března 2026 10:02\nKomu: Service Desk\nPředmět: Tiskárna"),
    ("sk", "Od: Eva Lind <eva@example.com>\nOdoslané: štvrtok 5. marca 2026 10:02\nKomu: Service Desk\nPredmet: Tlačiareň"),
    ("ru", "От: Eva Lind <eva@example.com>\nОтправлено: 5 марта 2026 г. 10:02\nКому: Service Desk\nТема: Принтер"),
    ("uk", "Від: Eva Lind <eva@example.com>\nНадіслано: 5 березня 2026 р. 10:02\nКому: Service Desk\nТема: Принтер"),
    ("tr", "Kimden: Eva Lind <eva@example.com>\nGönderildi: 5 Mart 2026 Perşembe 10:02\nKime: Service Desk\nKonu: Yazıcı"),
    ("hu", "Feladó: Eva Lind <eva@example.com>\nElküldve: 2026. március 5., csütörtök 10:02\nCímzett: Desk\nTárgy: Nyomtató"),
    ("ro", "De la: Eva Lind <eva@example.com>\nTrimis: joi, 5 martie 2026 10:02\nCătre: Service Desk\nSubiect: Imprimantă"),
    ("el", "Από: Eva Lind <eva@example.com>\nΣτάλθηκε: Πέμπτη, 5 Μαρτίου 2026 10:02\nΠρος: Desk\nΘέμα: Εκτυπωτής"),
    ("ja", "差出人: Eva Lind <eva@example.com>\n送信日時: 2026年3月5日 10:02\n宛先: Service Desk\n件名: プリンター"),
    ("ja wide colons", "差出人： Eva Lind\n送信日時： 2026年3月5日 10:02\n宛先： Service Desk\n件名： プリンター"),
    ("zh", "发件人: Eva Lind <eva@example.com>\n发送时间: 2026年3月5日 10:02\n收件人: Service Desk\n主题: 打印机"),
    ("zh wide colons", "发件人：Eva Lind\n发送时间：2026年3月5日 10:02\n收件人：Service Desk\n主题：打印机"),
    ("zh-tw", "寄件者: Eva Lind <eva@example.com>\n寄件日期: 2026年3月5日 上午 10:02\n收件者: Service Desk\n主旨: 印表機"),
    ("ko", "보낸 사람: Eva Lind <eva@example.com>\n보낸 날짜: 2026년 3월 5일 목요일 오전 10:02\n받는 사람: Desk\n제목: 프린터"),
    ("163 table", "| 发件人 | Eva Lind |\n| 日期 | 2026年03月05日 10:02 |\n| 收件人 | desk@example.com |\n| 主题 | 打印机 |"),
    ("163 table en", "| From | Eva Lind<eva@example.com> |\n| Date | 3/5/2026 10:02 |\n| To | desk@example.com |\n| Subject | Printer |"),
    ("notes", "From:\tEva Lind/ACME\nTo:\tDesk/ACME@ACME\nDate:\t05/03/2026 10:02\nSubject:\tPrinter"),
]  # fmt: skip


@each(
    "rule",
    ["", "________________________________\n", "-----Original Message-----\n"],
    ids=["bare", "ruled", "bannered"],
)
@each("head", [head for _, head in LETTERHEADS], ids=[name for name, _ in LETTERHEADS])
def test_a_letterhead_ends_the_answer(head: str, rule: str) -> None:
    """With or without a rule or a banner above it."""
    found = reply.split(f"It works again.\n\nBest regards\nBo\n\n{rule}{head}\n\nDoes it work now?\n")

    assert found.new == "It works again.\n\nBest regards\nBo"
    assert found.quoted.startswith(rule + head.split("\n")[0])


BANNERS = [
    "-----Original Message-----", "----- Original Message -----", "-------- Original Message --------",
    "-------- Original message --------", "--- Original Message ---", "------- Original Message -------",
    "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐", "------------------ Original ------------------",
    "-----Original Appointment-----", "---- Replied Message ----", "________ Original Message ________",
    "-----Ursprüngliche Nachricht-----", "-------- Originalnachricht --------",
    "-----Original-Nachricht-----",
    "-----Message d'origine-----", "-----Message d’origine-----", "-------- Message original --------",
    "----- Mail original -----",
    "-----Mensaje original-----", "-------- Mensaje original --------",
    "-----Messaggio originale-----", "----Messaggio originale----", "-------- Messaggio originale --------",
    "-----Mensagem original-----", "-------- Mensagem original --------",
    "-----Oorspronkelijk bericht-----", "-------- Oorspronkelijk bericht --------",
    "-----Oprindelig meddelelse-----", "-------- Oprindelig besked --------",
    "-----Opprinnelig melding-----", "-----Ursprungligt meddelande-----",
    "-------- Originalmeddelande --------",
    "-----Alkuperäinen viesti-----", "-------- Alkuperäinen viesti --------",
    "-----Oryginalna wiadomość-----", "-------- Wiadomość oryginalna --------",
    "-----Původní zpráva-----", "---------- Původní e-mail ----------", "-----Pôvodná správa-----",
    "-----Исходное сообщение-----", "-------- Исходное сообщение --------",
    "----- Оригинальное сообщение -----",
    "-----Özgün İleti-----", "-------- Orijinal mesaj --------", "-----Eredeti üzenet-----",
    "-----Mesaj original-----",
    "-----Αρχικό μήνυμα-----", "-----元のメッセージ-----", "-----原始邮件-----",
    "------------------ 原始邮件 ------------------",
    "---- 回复的原邮件 ----", "-----原始郵件-----", "-----원본 메시지-----", "--------- 원본 메일 ---------",
    "---------- Forwarded message ---------", "---------- Forwarded message ----------",
    "-------- Forwarded Message --------",
    "Begin forwarded message:", "---------- Weitergeleitete Nachricht ---------",
    "-------- Weitergeleitete Nachricht --------",
    "Anfang der weitergeleiteten Nachricht:", "Anfang der weitergeleiteten E-Mail:",
    "---------- Message transféré ---------",
    "-------- Message transféré --------", "Début du message réexpédié :", "Début du message transféré :",
    "---------- Mensaje reenviado ---------", "Inicio del mensaje reenviado:",
    "---------- Messaggio inoltrato ---------",
    "Inizio messaggio inoltrato:", "---------- Mensagem encaminhada ---------",
    "Início da mensagem encaminhada:",
    "---------- Doorgestuurd bericht ---------", "Begin doorgestuurd bericht:",
    "---------- Videresendt meddelelse ---------",
    "Start på videresendt besked:", "---------- Vidarebefordrat brev ---------", "Vidarebefordrat brev:",
    "---------- Videresendt melding ---------", "---------- Välitetty viesti ---------",
    "Välitetty viesti alkaa:",
    "---------- Wiadomość przekazana dalej ---------", "Początek przekazywanej wiadomości:",
    "---------- Přeposlaná zpráva ---------", "Začátek přeposílané zprávy:",
    "---------- Пересланное сообщение ---------",
    "-------- Пересылаемое сообщение --------", "Начало переадресованного сообщения:",
    "---------- Yönlendirilmiş ileti ---------", "---------- İletilen Mesaj ---------",
    "---------- 転送されたメッセージ ---------",
    "---------- 转发的邮件 ---------", "---------- 轉寄的郵件 ---------",
    "---------- 전달된 메시지 ---------",
    "----- Forwarded by Eva Lind/ACME on 05/03/2026 10:02 -----",
    "----- Forwarded message from Eva <eva@example.com> -----",
]  # fmt: skip


@each("line", BANNERS)
def test_a_banner_ends_the_answer(line: str) -> None:
    """In every language, dashes or not."""
    found = reply.split(f"It works again.\n\n{line}\nSomebody, some time\n\nDoes it work now?\n")

    assert found.new == "It works again."
    assert found.quoted.startswith(line)


NO_LETTERHEADS = [
    "We travel as follows:\nFrom: Berlin\nTo: Lisbon\nDate: 5 March 2026\nPlease book it.",
    "The form asked me for:\nName: Eva\nSubject: Printer\nTelephone: 1234\nand then it hung.",
    "Please note: from: is not a field here.\nTo: be, or not to be.\nThat is the question.",
    "An: example\nof prose that goes on\nand on without any end.",
    "Original message received with thanks.\nForwarded to my colleague.\nWe will see.",
    "Steps:\n---\n1. Start it?\n---\n2. It fails. What now?",
    "The original message\nwas lost. Please send it again.",
    "Table:\n| Item | Price |\n| A | 2 |\n| To | 3 |\nCan you order these?",
]  # fmt: skip


@each("text", NO_LETTERHEADS)
def test_what_only_looks_like_a_letterhead_is_left_alone(text: str) -> None:
    """Journeys, forms and prose have From and To as well."""
    assert reply.split(f"Dear desk,\n\n{text}").new == f"Dear desk,\n\n{text}"


def test_a_letterhead_in_any_language_is_known_by_the_subject_it_repeats() -> None:
    """At least three labels, of which one tells the subject of the answer."""
    text = "Yebo.\n\nKusuka: Help\nIthunyelwe: 7.9.2023\nKu: Ana\nIsihloko: Lamp\n\nKulungile?"

    assert reply.split(text, "", "Re: Lamp").new == "Yebo."


def test_a_form_that_repeats_its_subject_is_no_quotation() -> None:
    """What a web form sends answers nothing."""
    text = "New message:\n\nName: Ana\nE-mail: ana@example.com\nTopic: Lamp\n\nIt is out."

    assert reply.split(text, "", "Lamp").new == text


HEAD = "From: Desk <desk@example.net>\nSent: Monday, March 2, 2026 4:15 PM\nTo: Ines\nSubject: Re: Lamp"
OWN_LABELS = [
    "Date: 16 November\nTime: 9:12\nPlace: hall 2",
    "The tool:\n\nFrom: Leeds\nTo: Hull\nDate: 3 May\n\nand then it freezes.",
    "It is out.\n\nPS: the bell is dead too.",
    "Subject to approval: yes\nTo do: paper\nFrom now on: Kim",
]


@each("words", OWN_LABELS)
def test_the_writers_own_labels_above_a_letterhead_are_not_its(words: str) -> None:
    """A blank line, or words of no label, end them."""
    assert reply.split(f"{words}\n\n{HEAD}\n\nIs it out?", "", "Re: Lamp").new == words


@each("words", OWN_LABELS[1:3])
def test_words_right_above_a_letterhead_are_the_writers(words: str) -> None:
    """Some programs leave no blank line between."""
    assert reply.split(f"{words}\n{HEAD}\n\nIs it out?", "", "Re: Lamp").new == words
