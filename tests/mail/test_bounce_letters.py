"""Reports told by their shape, whatever program and language they come in; and people who only write of them."""

import pytest

from deskbell.mail.read import read

US = "desk@desk.example"
TRANSCRIPT = "   ----- Transcript of session follows -----\n"

# From, Subject, text, who failed, who is still waited for.
REPORTS: list[tuple[str, str, str, list[str], list[str]]] = [
    ("MAILER-DAEMON@uol.example", "Mensagem nao entregue / Undelivered Mail Returned to Sender",
     "Sua mensagem não pôde ser entregue ao seguinte destinatário:\n\n<rui@uol.example>: caixa inexistente\n",
     ["rui@uol.example"], []),
    ('"Content-filter at mx.gate.example" <postmaster@mx.gate.example>', "BANNED contents from you (.exe)",
     "BANNED CONTENTS ALERT\n\nOur content checker found\n    banned name: .exe\n\nin email presumably from you\n"
     "to the following recipient:\n-> max@gate.example\n\nDelivery of the email was stopped!\n", ["max@gate.example"], []),
    ("Posta Sistemi <postmaster@posta.example>", "İletilemedi: bilgi",
     "Mesajınız emre@posta.example adresine iletilemedi. Posta kutusu dolu.\n", ["emre@posta.example"], []),
    ("Correo <postmaster@valle.example>", "Correo devuelto",
     "El mensaje que envió a luz@valle.example ha sido devuelto: buzón lleno.\n", ["luz@valle.example"], []),
    ("HighMTA <mailer-daemon@high.example>", "Delivery report",
     "Hello, this is the mail server on high.example.\n\nI am sending you this message to inform you on the status of a "
     "message you sent before.\n\n  <lea@dest.example>; Action: failed\n", ["lea@dest.example"], []),
    ("Postmaster <postmaster@brev.example>", "Om ditt brev",
     "Ditt meddelande kunde inte levereras till asa@brev.example eftersom adressen saknas.\n",
     ["asa@brev.example"], []),
    ("Postmaster <postmaster@correo.example>", "Aviso",
     "No se ha podido entregar su mensaje:\n\n   eva@correo.example\n   Motivo: usuario desconocido\n",
     ["eva@correo.example"], []),
    ("postmaster@tierra.example", "Su mensaje no ha sido entregado",
     "El siguiente destinatario no existe:\n<pepe@tierra.example>\n", ["pepe@tierra.example"], []),
    ("webshield@gate.example", "Delivery Status",
     "A message sent from you could not be delivered.\n\n--- The following addresses had delivery problems ---\n\n"
     "<dan@gate.example>   (User unknown)\n\n--- Original message headers ---\nFrom: desk@desk.example\n",
     ["dan@gate.example"], []),
    ("postmaster@biglobe.example", "Re: Order",
     "   ----- The following addresses had delivery problems -----\n<hiro@biglobe.example>\n"
     "   ----- Non-delivered information -----\nThe mailbox exceeded the local limit.\n",
     ["hiro@biglobe.example"], []),
    ("Systemadministrator", "Unzustellbar: Termin",
     "Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.\n\n      wim@amt.example am 01.03.2006 10:00\n"
     "            Das Konto ist nicht vorhanden.\n", ["wim@amt.example"], []),
    ("Amministratore di sistema <postmaster@azienda.example>", "Impossibile recapitare: Piano",
     "Impossibile raggiungere i seguenti destinatari:\n\n      ugo@azienda.example il 01/03/2006 10:00\n"
     "            L'account non esiste.\n", ["ugo@azienda.example"], []),
    ("sysadmin@carrier.example", "Undeliverable Message",
     "Message could not be delivered to mobile.\nError: 550 - Requested action not taken: no such user here.\n\n"
     "Message:\nTo: 5551234@carrier.example\nFrom: desk@desk.example\n", ["5551234@carrier.example"], []),
    ("MAILER-DAEMON@posta.example", "Kézbesítés",
     "A levél nem jutott el a következő címzetthez:\n\n<bela@posta.example>: a postafiók megtelt\n",
     ["bela@posta.example"], []),
    ("Mailer-Daemon@lists.example", "Re: Ticket",
     "Sorry, your message to tim@acme.example cannot be delivered. This mailbox is disabled (554.30).\n",
     ["tim@acme.example"], []),
    ("OpenSMTPD <MAILER-DAEMON@mx.example>", "Delivery status notification: warning",
     "    Hi!\n\n    A message is delayed for more than 4 hours for the following\n    list of recipients:\n\n"
     "rae@acme.example: 450 4.7.1 Greylisted\n", [], ["rae@acme.example"]),
    ("Stalwart <MAILER-DAEMON@mx.example>", "Failed to deliver message",
     "Your message could not be delivered to the following recipients:\n\n<eva@acme.example> (host 'mx.acme.example'"
     " rejected command 'RCPT TO:<eva@acme.example>' with code 550 (5.1.1) 'user unknown')\n", ["eva@acme.example"], []),
    ("MAILER-DAEMON <>", "Mail delivery failed",
     "This is the DragonFly Mail Agent v0.9 at desk.example.\n\nThere was an error delivering your mail to "
     "<otto@x.example>.\n\nmx.x.example did not like our RCPT TO:\n550 5.1.1 unknown\n", ["otto@x.example"], []),
    ("Mail Delivery System <Mailer-Daemon@ru.example>", "Mail delivery failed",
     "This message was created automatically by mail delivery software.\n\nA message sent by\n\n"
     "  info@desk.example\n\ncould not be delivered to one or more of its recipients. The following\n"
     "address(es) failed:\n\n  quin@x.example\n    retry timeout exceeded\n", ["quin@x.example"], []),
    ('"Courier mail server at mx.x.example" <>', "WARNING: delayed mail.",
     "This is a delivery status notification from mx.x.example,\nrunning the Courier mail server.\n\n"
     "THIS IS A WARNING MESSAGE ONLY.\n\nYour message has not been delivered yet:\n\n"
     "<ben@x.example>:\n    mx.x.example: Connection refused\n", [], ["ben@x.example"]),
    ("Mail Delivery Subsystem <MAILER-DAEMON@cs.example>", "Returned mail: see transcript for details",
     "   ----- The following addresses had permanent fatal errors -----\n<amy@x.example>\n\n"
     "   ----- The following addresses had transient non-fatal errors -----\n<ben@y.example>\n\n" + TRANSCRIPT
     + "550 5.1.1 <amy@x.example>... User unknown\n<ben@y.example>... Deferred: Connection refused\n",
     ["amy@x.example"], ["ben@y.example"]),
    ("Mail Delivery Subsystem <MAILER-DAEMON@cs.example>", "Returned mail: see transcript for details",
     "   ----- The following addresses had successful delivery notifications -----\n<cal@z.example>  (relayed)\n\n"
     "   ----- The following addresses had permanent fatal errors -----\n<amy@x.example>\n\n" + TRANSCRIPT
     + "550 5.1.1 <amy@x.example>... User unknown\n", ["amy@x.example"], []),
    ("System Administrator", "Undeliverable: Plan",
     "Your message did not reach some or all of the intended recipients.\n\n"
     "The following recipient(s) could not be reached:\n\n"
     "      Ann Alpha (ann@x.example) on 3/1/2006 10:00 AM\n            No such mailbox.\n"
     "      'bob@x.example' on 3/1/2006 10:00 AM\n            No transport provider.\n",
     ["ann@x.example", "bob@x.example"], []),
    ("MAILER-DAEMON@q.example", "failure notice",
     "Hi. This is the qmail-send program at q.example.\nI'm afraid I wasn't able to deliver your message.\n\n"
     "<bob@x.example>:\nRemote host said: 554 5.7.1 rejected, write to\n<help@x.example> for help\n",
     ["bob@x.example"], []),
    ("MAILsweeper@x.example", "Notification: message blocked",
     "The message you sent to:\n  bob@x.example\nwas blocked because it contained an attachment.\n",
     ["bob@x.example"], []),
    ("Bounces <bounce@mailer.example>", "Bounce: jan@x.example",
     "The message to jan@x.example bounced. Diagnostic: 550 5.1.1 user unknown.\n", ["jan@x.example"], []),
    ("Mail Delivery System <mailer-daemon@x.example>", "Ihre Nachricht wurde zurückgewiesen",
     "Ihre Nachricht an eva@x.example wurde abgewiesen, weil sie größer als 10 MB ist.\n", ["eva@x.example"], []),
    ('Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@x.example>', 'Nu se poate livra: Tichet', 'Livrarea nu a reușit pentru acești destinatari sau grupuri:\n\neva@x.example\n', ['eva@x.example'], []),
    ('Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@x.example>', 'Αδύνατη η παράδοση: Αίτημα', 'Η παράδοση απέτυχε σε αυτούς τους παραλήπτες ή ομάδες:\n\neva@x.example\n', ['eva@x.example'], []),
]  # fmt: skip

# From, Subject, text of what is no report.
LETTERS: list[tuple[str, str, str]] = [
    ("Bob <bob@p.example>", "invoice 12",
     "Your message to ann@x.example was undeliverable, so I send it here. Ann left the company.\n"),
    ("Bob <bob@p.example>", "Hello",
     "Unfortunately, we were unable to deliver the parcel to tom@home.example. Please call back.\n"),
    ("Bob <bob@p.example>", "Undeliverable",
     "Hi team,\n\nthe following address fails since Monday:\n\n  ann@x.example\n\nError: 550 5.1.1 User unknown\n\n"
     "Can you check?\n"),
    ("Bob <bob@p.example>", "Delivery Status Notification (Failure)",
     "What is this? I got it three times:\n\nDelivery to the following recipient failed permanently:\n\n"
     "     mia@dest.example\n\n550 5.1.1 User unknown\n"),
    ("Ann <ann@client.example>", "your mail server",
     "   ----- The following addresses had permanent fatal errors -----\n<bob@desk.example>\n\n"
     "We get this for all mails to you. Please fix.\n"),
    ("Otto Post <postmaster@klinik.example>", "Problem delivering to your server",
     "Hello,\nwe cannot deliver mail to your server: 554 5.7.1 blocked. Affected:\n\n ann@desk.example\n\n"
     "Could you please check your blocklist? I am available on Monday.\n\nOtto\n"),
    ("MAILER-DAEMON@mx.desk.example", "Postfix SMTP server: errors from unknown[192.0.2.8]",
     "Transcript of session follows.\n\n Out: 220 mx.desk.example ESMTP Postfix\n In:  RCPT TO:<x@desk.example>\n"
     " Out: 550 5.1.1 <x@desk.example>: Recipient address rejected: User unknown\n"),
    ("Mail Delivery System <MAILER-DAEMON@mx.client.example>", "Successful Mail Delivery Report",
     "This is the mail system at host mx.client.example.\n\nYour message was successfully delivered to the destination(s)\n"
     "listed below.\n\n<kim@client.example>: delivery via 10.1.1.1[10.1.1.1]:25: 250 2.0.0 Ok\n"),
    ("Postmaster <postmaster@client.example>", "Mails to old.name@desk.example",
     'Hi,\n\nwe get "550 5.1.1 User unknown" for old.name@desk.example. Has she left? Our billing run keeps hitting it.\n'),
    ("MailGuard <mailer-daemon@guard.example>", "Spam quarantine digest",
     "You have 2 new messages in quarantine:\n\n<spam@bad.example>\n<rolex@bad.example>\n"),
    ("MAILER-DAEMON@x.example", "Virus found in a message you sent",
     "A virus was found in a message you sent to ann@x.example. It was removed; the message was delivered.\n"),
    ("Mail Delivery <delivery@flowers.example>", "Your delivery",
     "Your order could not be delivered to the address given. Recipient: tom@home.example\n"),
    ("logwatch@x.example", "Logwatch for mx1",
     " Unknown users:\n   550 5.1.1 <tom@x.example>: Recipient address rejected: User unknown: 3 Times\n"),
    ("eva@client.example", "Your message is awaiting confirmation",
     "Your message to eva@client.example has not been delivered yet. Please click the link to release it."),
]  # fmt: skip


def letter(sender: str, subject: str, text: str) -> bytes:
    head = f"From: {sender}\nTo: {US}\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n"
    return f"{head}\n{text}".encode()


@pytest.mark.parametrize(
    ("sender", "subject", "text", "failed", "late"), REPORTS, ids=[one[1][:40] for one in REPORTS]
)
def test_a_report_is_known_by_its_shape_in_any_language(
    sender: str, subject: str, text: str, failed: list[str], late: list[str]
) -> None:
    bounce = read(letter(sender, subject, text)).bounce

    assert bounce is not None
    assert [one.address for one in bounce.failed] == failed
    assert [one.address for one in bounce.delayed] == late


@pytest.mark.parametrize(("sender", "subject", "text"), LETTERS, ids=[one[1][:40] for one in LETTERS])
def test_who_writes_of_a_failure_is_answered_like_anybody(sender: str, subject: str, text: str) -> None:
    assert read(letter(sender, subject, text)).bounce is None


def test_a_filters_refusal_in_the_form_of_a_receipt_names_its_owner() -> None:
    raw = (
        b"From: Mail Sieve Subsystem <postmaster@x.example>\nSubject: Automatically rejected mail\n"
        b"Auto-Submitted: auto-replied (rejected)\n"
        b"Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
        b"--b\n\nYour message was automatically rejected by Sieve, a mail filtering language.\n"
        b"--b\nContent-Type: message/disposition-notification\n\n"
        b"Final-Recipient: rfc822; bob@x.example\n"
        b"Disposition: automatic-action/MDN-sent-automatically; deleted\n--b--\n"
    )
    bounce = read(raw).bounce

    assert bounce is not None
    assert [one.address for one in bounce.failed] == ["bob@x.example"]
