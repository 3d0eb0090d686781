"""What telephones, programs, lists and lawyers add goes to the signature; what a person wrote stays."""

from deskbell.mail import reply
from each import each

ADDED = [
    "Sent from my iPhone", "Sent from my iPad", "Sent from my BlackBerry 10 smartphone.",
    "Sent from my Samsung Galaxy S7.",
    "Sent from my Verizon Wireless 4G LTE smartphone", "Sent via BlackBerry from T-Mobile",
    "Sent from Yahoo Mail on Android",
    "Sent from Mail for Windows 10", "Sent from Mail for Windows", "Sent from Outlook Mobile",
    "Sent from my Windows Phone",
    "Sent with Proton Mail secure email.", "Sent from Proton Mail for iOS", "Sent from ProtonMail mobile",
    "Sent using Zoho Mail",
    "Sent via the Samsung Galaxy S20 5G, an AT&T 5G smartphone", "Sent from my mobile device",
    "Sent from my phone",
    "Sent from a mobile device", "Sent with Spark",
    "Sent from my Android phone with K-9 Mail. Please excuse my brevity.",
    "Sent from my T-Mobile 4G LTE Device", "Sent from Samsung Mobile", "Sent from iPhone",
    "Sent from my MacBook",
    "Sent from my HTC", "Sent from my Huawei phone", "Sent from my Xiaomi", "(Sent from my iPhone)",
    "- Sent from my iPhone",
    "*Sent from my iPhone*", "Sent from [Mailspring](https://getmailspring.com/)", "Sent from TypeApp",
    "Get Outlook for iOS", "Get Outlook for Android", "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "Get [Outlook for iOS](https://aka.ms/o0ukef)", "Outlook für iOS beziehen",
    "Outlook für Android herunterladen",
    "Télécharger Outlook pour iOS", "Obtenir Outlook pour Android", "Obtener Outlook para iOS",
    "Scarica Outlook per iOS",
    "Ottieni Outlook per Android", "Outlook voor iOS downloaden", "Obter o Outlook para iOS",
    "Hämta Outlook för iOS",
    "Hent Outlook til iOS", "Pobierz aplikację Outlook dla systemu iOS", "Získat Outlook pro iOS",
    "Скачать Outlook для iOS",
    "iOS için Outlook'u edinin", "获取 Outlook for iOS", "Outlook for iOS を入手",
    "Von meinem iPhone gesendet", "Von meinem iPad gesendet", "Gesendet von meinem iPhone",
    "Gesendet von Mail für Windows 10",
    "Gesendet von meinem Samsung Galaxy Smartphone.", "Von meinem Samsung Galaxy Smartphone gesendet.",
    "Gesendet mit der GMX Mail App", "Gesendet mit der WEB.DE Mail App",
    "Von meinem Huawei-Mobiltelefon gesendet",
    "Diese Nachricht wurde von meinem Android-Mobiltelefon mit GMX Mail gesendet.",
    "Gesendet von Outlook für Android",
    "Envoyé de mon iPhone", "Envoyé depuis mon iPhone", "Envoyé de mon iPad", "Envoyé à partir de Outlook",
    "Envoyé depuis mon appareil mobile Samsung", "Envoyé depuis Yahoo Mail pour Android",
    "Envoyé à partir de Courrier pour Windows 10",
    "Enviado desde mi iPhone", "Enviado desde mi Samsung Mobile",
    "Enviado desde mi smartphone Samsung Galaxy.",
    "Enviado desde Correo para Windows 10", "Enviado do meu iPhone", "Enviado via iPhone",
    "Enviado do Yahoo Mail no Android",
    "Inviato da iPhone", "Inviato dal mio iPhone", "Inviato da Posta per Windows 10",
    "Inviato dal mio smartphone Samsung Galaxy.",
    "Verstuurd vanaf mijn iPhone", "Verzonden vanaf mijn iPhone", "Verzonden vanuit Mail voor Windows 10",
    "Verstuurd vanaf mijn iPad",
    "Sendt fra min iPhone", "Sendt fra min Samsung Galaxy-smartphone.", "Sendt fra min iPad",
    "Skickat från min iPhone",
    "Skickat från min Samsung Galaxy smartphone.", "Skickat från min iPad", "Lähetetty iPhonesta",
    "Lähetetty iPhonestani",
    "Wysłane z iPhone'a", "Wysłane z iPhone’a", "Wysłano z telefonu Samsung", "Wysłane z mojego iPhone",
    "Odesláno z iPhonu", "Odesláno z mého iPhonu", "Odoslané z iPhonu", "Отправлено с iPhone",
    "Отправлено с моего iPhone",
    "Отправлено из мобильной Почты Mail.ru", "Отправлено с iPad", "Надіслано з iPhone",
    "Отправлено из мобильной Яндекс.Почты",
    "iPhone'umdan gönderildi", "iPhone’umdan gönderildi", "Samsung Galaxy akıllı telefonumdan gönderildi.",
    "iPhoneから送信", "iPadから送信", "发自我的 iPhone", "来自我的华为手机", "发自我的iPhone", "从我的 iPhone 发送",
    "發自我的 iPhone", "從我的 iPhone 傳送",
    "나의 iPhone에서 보냄", "내 iPhone에서 보냄", "Trimis de pe iPhone-ul meu", "iPhone-omról küldve",
    "Στάλθηκε από το iPhone μου",
    "נשלח מה-iPhone שלי", "أُرسلت من الـ iPhone", "Được gửi từ iPhone của tôi", "ส่งจาก iPhone ของฉัน",
    "Dikirim dari iPhone saya",
    "Poslano s mog iPhonea", "Enviat des del meu iPhone",
]  # fmt: skip


@each("line", ADDED)
def test_a_line_that_a_telephone_or_program_added_is_a_signature(line: str) -> None:
    """In every language."""
    found = reply.split(f"It works again, thank you.\n\n{line}\n\n> Does it work now?\n")

    assert (found.new, found.signature) == ("It works again, thank you.", line)


PROSE = [
    "Sent from my desk, which is much easier than from a mobile phone.",
    "Sent you the file by Outlook yesterday, did you get it?",
    "I sent this from my iPhone because the laptop is broken.",
    "Von meinem Kollegen habe ich nichts gehört.",
    "Enviado el informe ayer por la tarde a todos los compañeros.",
    "My iPhone cannot find the mail server.",
    "Get Outlook to open again, please.",
    "Envoyé hier par la poste, reçu ce matin.",
    "Outlook for iOS crashes whenever I open the calendar of my colleague, since the update of yesterday evening.",
]


@each("line", PROSE)
def test_a_sentence_about_sending_is_no_signature(line: str) -> None:
    """A person may well write of telephones and sending."""
    assert reply.split(f"Hello,\n\n{line}").new == f"Hello,\n\n{line}"


SIGNED = [
    ("delimiter", "-- \nBo Ek\nExample Ltd\n+46 1 234"),
    ("delimiter without its blank", "--\nBo Ek"),
    ("delimiter with no-break space", "--\u00a0\nBo Ek"),
    ("em dash", "—\nBo Ek\nExample Ltd"),
    ("underscores", "__\nBo Ek"),
    ("long rule", "______________________\nBo Ek\nHead of Printing\nExample Ltd"),
    ("dashes", "---------------\nBo Ek\nExample Ltd"),
    ("dashed name", "-Bo"),
    ("dashed full name", "- Bo Ek"),
    ("dashes and name", "--Bo"),
    ("long signature", "-- \n" + "\n".join(f"Line {number} of a very proud signature" for number in range(25))),
    ("small print", "This e-mail and any attachments are confidential and meant for the addressee only."),
    ("small print de", "Diese E-Mail enthält vertrauliche Informationen. Sind Sie nicht der richtige Adressat, so löschen Sie sie."),
    ("views", "Any views expressed in this message are those of the sender, unless it says that they are Example Ltd's."),
    ("views fr", "Les opinions exprimées dans ce message sont celles de leur auteur."),
    ("networks", "Follow us on LinkedIn | Facebook | Twitter"),
    ("data protection", "Informationen zum Datenschutz finden Sie unter https://muster.example/datenschutz"),
    ("virus scanner", "Virus-free. www.example.com"),
    ("list", "_______________________________________________\nPrinters mailing list\nPrinters@lists.example.com\nhttps://lists.example.com/printers"),
    ("group", "-- \nYou received this message because you are subscribed to the group.\nTo unsubscribe from this group, send an email."),
    ("telephone and delimiter", "Sent from my iPhone\n\n-- \nBo Ek"),
]  # fmt: skip


@each("sign", [sign for _, sign in SIGNED], ids=[name for name, _ in SIGNED])
@each(
    "tail", ["", "\n\nOn 05/03/2026 10:02, Eva Lind wrote:\n> Does it work now?\n"], ids=["alone", "replying"]
)
def test_what_follows_a_delimiter_is_a_signature(sign: str, tail: str) -> None:
    """The closing above it stays with the words."""
    found = reply.split(f"It works again.\n\nThanks,\nBo\n\n{sign}{tail}")

    assert found.new == "It works again.\n\nThanks,\nBo"
    assert found.signature.split() == sign.split()


UNSIGNED = [
    "Thanks,\nBo",
    "Best regards\n\nBo Ek\nExample Ltd",
    "Two things:\n\n- the printer\n- the scanner",
    "First part\n---\nSecond part, which is a full paragraph that goes on to tell what happened after the printer had been started.",
    "Log:\n-------\nERROR 17 in module x?\n-------\nWhat does it mean?",
    "The options are:\n--verbose\n--quiet makes it say nothing at all, which I would like",
    "- Bo",
    "Viele Grüße\nBo",
]


@each("text", UNSIGNED)
def test_a_closing_and_a_list_are_the_persons_own(text: str) -> None:
    """An ordinary closing is not a signature block."""
    assert reply.split(f"Hello desk.\n{text}").new == f"Hello desk.\n{text}"


def test_words_below_a_telephones_line_are_still_new() -> None:
    """Some write below what the telephone put there."""
    found = reply.split("Hello.\n\nSent from my iPhone\n\nOne more thing: it is the blue one.")

    assert found.new == "Hello.\n\nOne more thing: it is the blue one."
    assert found.signature == "Sent from my iPhone"


def test_a_message_of_a_signature_alone_is_shown() -> None:
    """Nothing else would be left."""
    assert reply.split("Sent from my iPhone").new == "Sent from my iPhone"


@each(
    "line",
    ["Sent wirelessly from my BlackBerry device on the Bell network.", "Sent from my LG G4, an AT&T 4G LTE smartphone",
     "Sent with Unibox", "Sent from the all new AOL app for iOS", "Typed with thumbs on my iPhone",
     "Provenance : Courrier pour Windows 10", "Hanki Outlook iOS:lle", "Надіслано з пошти Ukr.net",
     "发送自 Windows 10 版邮件应用", "갤럭시에서 보냈습니다.", "Đã gửi từ iPhone của tôi", "Yahoo Mail: Search, Organize, Conquer",
     "Sent from my Commodore 64", "Sent from [Postbox](https://www.postbox-inc.com)",
     "Get BlueMail for Mobile <https://bluemail.example>"],
)  # fmt: skip
@each("before", ["\n\n", "\n"], ids=["apart", "right below"])
def test_rarer_programs_words_are_known_too(before: str, line: str) -> None:
    """Whether or not a blank line parts them from the answer."""
    assert reply.split(f"Works.{before}{line}").new == "Works."


@each(
    "last",
    ["Please delete the email address of the old recipient from the list.",
     "My email with the virus warning went to the wrong recipient.",
     "We sent a confidential message to the wrong recipient. Can it be called back?",
     "We sent a confidential message to the wrong recipient and need it called back today.",
     "Die vertrauliche E-Mail ging an den falschen Empfänger, bitte rufen Sie sie zurück.",
     "Your form marks every e-mail as confidential and shows each recipient; that must be changed.",
     "Registered in your shop since May, we never got a letter.",
     "Our LinkedIn and Facebook pages show the old telephone number, please correct it on both.",
     "In my view this message of the sender holds wrong opinions."],
)  # fmt: skip
def test_who_writes_of_mail_and_confidence_is_no_small_print(last: str) -> None:
    """Small print speaks of itself: this message, its addressee, and its confidence."""
    text = f"Hello,\n\nthe lamp is on.\n\n{last}"

    assert reply.split(text).new == text


@each("mark", ["P.S.", "PS:", "PPS", "P.-S.", "P. D.:", "NB:", "ПС:", "追伸"])
def test_a_postscript_below_a_signature_is_new(mark: str) -> None:
    """Some write it below what their program puts there."""
    found = reply.split(
        f"Paid.\n\n-- \nBo Ek\nExample Ltd\n\n{mark} The receipt is number 4471.\nIt is blue."
    )

    assert found.new == f"Paid.\n\n{mark} The receipt is number 4471.\nIt is blue."
    assert found.signature == "--\nBo Ek\nExample Ltd"


def test_words_right_below_a_gateways_warning_are_new() -> None:
    """Without a blank line between them."""
    text = "CAUTION: This email originated from outside of the organisation.\nThe lamp is dark.\n\nAnn"

    assert reply.split(text).new == "The lamp is dark.\n\nAnn"


def test_three_delimiters_part_entries_of_a_list() -> None:
    """A letter has one signature."""
    text = "Print these labels:\n\n-- \nRoom 1\n-- \nRoom 2\n-- \nRoom 3"

    assert reply.split(text).new.split() == text.split()


def test_a_name_between_two_rules_is_a_signature() -> None:
    """As many in Japan draw it."""
    assert (
        reply.split("まだ寒いです。\n\n―――――――――\n山田 花子\nサンプル大学\n―――――――――").new == "まだ寒いです。"
    )
