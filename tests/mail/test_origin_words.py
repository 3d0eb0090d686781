"""Absence told by words alone, in every language; and people who speak of holidays, absence and notices."""

import pytest

from deskbell.mail.read import read
from deskbell.mail.values import Mail, Origin

AWAY = [
    ('en0', 'Re: Offer', "Hi, thanks for your mail. I'm on parental leave until September 1st. Please contact ann@a.example instead."),
    ('left', 'Re: Offer', 'Bob Miller no longer works for Acme. Please contact ann@a.example. Your email has not been forwarded.'),
    ('en1', 'Out of office', 'Hello,\n\nI am currently out of the office and will return on 9 March.\n\nKarin'),
    ('en2', 'Out of Office: Your printer', 'Thanks for your email. I am on annual leave until Monday.'),
    ('en3', 'Re: Your printer', 'Thank you for your message. I am out of the office until 9 March with limited access to email. For urgent matters please contact Otto.'),
    ('en4', 'Away from the office Re: Your printer', 'I will be out of the office starting 03/05/2026 and will not return until 03/09/2026.'),
    ('en5', 'Karin Klein is out of the office.', 'I will be out of the office from 5 March and will respond to your message when I return.'),
    ('en6', 'Karin Klein/BER/EX is out of the office.', 'I will be out of the office starting  05.03.2026 and will not return until 09.03.2026.\n\nNote: This is an automated response to your message  "Your printer" sent on 05.03.2026 10:15:22.'),
    ('en7', 'Holiday', 'I am on holiday until the 9th. Your mail will not be forwarded. Please contact otto@client.example.'),
    ('en8', 'Vacation Re: Your printer', 'I am away on vacation.'),
    ('en9', 'maternity leave', 'I am on maternity leave until 2027. Please contact my colleague.'),
    ('en10', 'I no longer work here', 'Karin Klein is no longer with the company. Please direct all enquiries to otto@client.example'),
    ('de1', 'Abwesenheit', 'Ich bin bis zum 9. März nicht im Büro. Ihre Nachricht wird nicht weitergeleitet.'),
    ('de2', 'Re: Ihr Drucker', 'Guten Tag,\n\nvielen Dank für Ihre Nachricht. Ich bin vom 5. bis 9. März nicht im Haus. In dringenden Fällen wenden Sie sich bitte an Otto.'),
    ('de3', 'Karin Klein ist außer Haus.', 'Ich werde ab  05.03.2026 nicht im Büro sein. Ich kehre zurück am 09.03.2026.'),
    ('de4', 'Urlaub', 'Ich befinde mich im Urlaub und bin ab dem 9. März wieder erreichbar. Ihre E-Mail wird nicht weitergeleitet.'),
    ('fr1', 'Absence', "Bonjour,\n\nJe suis absente du bureau jusqu'au 9 mars. En cas d'urgence, contactez Otto."),
    ('fr2', 'Absent(e) du bureau : Votre imprimante', "Je suis en congés jusqu'au 9 mars."),
    ('fr3', 'Re: Votre imprimante', 'Bonjour, je suis actuellement absente, de retour le 9 mars. Pour toute urgence, merci de contacter Otto.'),
    ('es1', 'Fuera de la oficina', 'Estoy fuera de la oficina hasta el 9 de marzo.'),
    ('es2', 'Ausente: Impresora', 'Me encuentro de vacaciones hasta el 9 de marzo. Para temas urgentes contacte con Otto.'),
    ('it1', 'Fuori ufficio', 'Sono fuori ufficio fino al 9 marzo.'),
    ('it2', "Assenza dall'ufficio", 'Sarò assente dal 5 al 9 marzo. Per urgenze contattare Otto.'),
    ('pt1', 'Ausência', 'Estarei ausente até 9 de março. Em caso de urgência contacte Otto.'),
    ('pt2', 'Fora do escritório', 'Estou de férias até 9 de março.'),
    ('nl1', 'Afwezig', 'Ik ben afwezig tot 9 maart. Voor dringende zaken kunt u contact opnemen met Otto.'),
    ('nl2', 'Niet aanwezig', 'Bedankt voor uw e-mail. Ik ben op vakantie tot 9 maart.'),
    ('da1', 'Ikke til stede', 'Jeg holder ferie til den 9. marts. Ved hastesager kontakt Otto.'),
    ('sv1', 'Frånvaro', 'Jag är på semester till den 9 mars. Vid brådskande ärenden kontakta Otto.'),
    ('no1', 'Fraværende', 'Jeg er på ferie til 9. mars.'),
    ('fi1', 'Poissa', 'Olen lomalla 9.3. asti.'),
    ('pl1', 'Poza biurem', 'Jestem nieobecna do 9 marca. W pilnych sprawach proszę o kontakt z Otto.'),
    ('cs1', 'Mimo kancelář', 'Jsem na dovolené do 9. března. V naléhavých případech kontaktujte Otto.'),
    ('sk1', 'Dovolenka', 'Som na dovolenke do 9. marca.'),
    ('ru1', 'Нет на месте', 'Добрый день! Я в отпуске до 9 марта. По срочным вопросам обращайтесь к Отто.'),
    ('ru2', 'Отпуск', 'Я нахожусь в отпуске до 9 марта.'),
    ('uk1', 'Відпустка', 'Я у відпустці до 9 березня.'),
    ('tr1', 'Ofis dışında', '9 Marta kadar izindeyim. Acil durumlarda Otto ile iletişime geçin.'),
    ('hu1', 'Házon kívül', 'Március 9-ig szabadságon vagyok.'),
    ('ro1', 'În concediu', 'Sunt în concediu până pe 9 martie.'),
    ('el1', 'Εκτός γραφείου', 'Απουσιάζω μέχρι τις 9 Μαρτίου.'),
    ('ja1', '不在のお知らせ', 'ただいま休暇中のため、3月9日まで不在にしております。'),
    ('ja2', 'Re: プリンター', 'メールありがとうございます。現在休暇をいただいております。3月9日より出社いたします。'),
    ('zh1', '休假', '您好，我正在休假，3月9日回来。紧急事宜请联系Otto。'),
    ('zh2', '自动回复: 打印机', '您好，您的邮件已收到，我会尽快给您回复。'),
    ('zh3', 'Re:打印机', '这是来自QQ邮箱的假期自动回复邮件。您好，我最近正在休假中，无法亲自回复您的邮件。'),
    ('ko1', '부재중', '안녕하세요. 3월 9일까지 휴가 중입니다. 급한 용무는 Otto에게 연락 바랍니다.'),
    ('vi1', 'Vắng mặt', 'Tôi đang nghỉ phép đến ngày 9 tháng 3.'),
    ('id1', 'Tidak di kantor', 'Saya sedang cuti sampai 9 Maret.'),
    ('he1', 'מחוץ למשרד', 'אני בחופשה עד 9 במרץ.'),
    ('ar1', 'خارج المكتب', 'أنا خارج المكتب حتى 9 مارس.'),
    ('hr1', 'Izvan ureda', 'Na godišnjem sam odmoru do 9. ožujka.'),
    ('bg1', 'Извън офиса', 'В отпуск съм до 9 март.'),
    ('ca1', "Fora de l'oficina", 'Estaré fora fins al 9 de març.'),
    ('et1', 'Puhkus', 'Olen puhkusel kuni 9. märtsini.'),
    ('lt1', 'Atostogos', 'Šiuo metu atostogauju iki kovo 9 d.'),
    ('sl1', 'Odsotnost', 'Na dopustu sem do 9. marca.'),
    ('travels', 'Re: Ticket', 'I am travelling this week with only occasional access to email. If your message requires an immediate response please contact the front desk.'),
    ('part time', 'Re: Ticket', 'Please note that I work part-time, Monday to Wednesday. I will reply to your message when I am back in the office on Monday.'),
    ('ill', 'Re: Ticket', 'Due to illness I am currently not in the office. Your email will not be forwarded. Please contact info@client.example.'),
    ('conference', 'Re: Ticket', 'I am attending a conference until Friday and will respond to your email upon my return.'),
    ('all are away', 'Re: Ticket', 'Our office is closed from 24 December until 2 January. We will answer your message in the new year.'),
    ('all are away in German', 'Re: Ihr Ticket', 'Unser Betrieb ist vom 24.12. bis 06.01. geschlossen. Ihre E-Mails werden in dieser Zeit nicht bearbeitet.'),
    ('ill in German', 'AW: Ticket', 'Leider bin ich derzeit erkrankt. Ihre Mail wird nicht automatisch weitergeleitet. Bitte wenden Sie sich an Herrn Huber.'),
    ('left in German', 'AW: Ticket', 'Herr Bohne ist nicht mehr in unserem Unternehmen tätig. Bitte wenden Sie sich künftig an info@client.example. Ihre E-Mail wurde nicht weitergeleitet.'),
    ('day of return', 'AW: Ticket', 'Ich befinde mich bis 30.09.2026 in Elternzeit. Meine Vertretung ist Frau Klein.'),
    ('no verb in French', 'Re: Votre ticket', 'Actuellement absent, je prendrai connaissance de votre message à mon retour le lundi 16 mars.'),
    ('old Outlook', 'Out of office: back 16 March', ''),
    ('answer named behind the absence', 'Abwesend: Re: Printer', 'Bis Montag weg.'),
    ('until I get back', 'Re: Printer', 'Thank you for getting in touch. I am away from my desk until Thursday 12 March and will deal with your email when I get back. If it cannot wait, please ring the office.'),
    ('training in French', 'Re: Imprimante', "Je suis en formation jusqu'au 12 mars inclus. Je traiterai votre message à mon retour."),
    ('parental leave in Swedish', 'Sv: Skrivare', 'Hej! Jag är föräldraledig t.o.m. augusti. Kontakta gärna Lars i stället.'),
    ('ill in Polish', 'Odp: Drukarka', 'Jestem na zwolnieniu lekarskim do odwołania. Zastępuje mnie Jan Kowalski, jan@client.example.'),
    ('deputy in Czech', 'Re: Tiskárna', 'Dobrý den, do 12. 3. nejsem v kanceláři. V mé nepřítomnosti mě zastupuje kolega Novák.'),
    ('gone for good', 'Re: Printer', 'I have left Client Ltd. Please contact Bill Payer (bill@client.example) for all future matters. This mailbox will be closed on 31 March.'),
    ('Icelandic', 'Sjálfvirkt svar: Beiðni', 'Ég er í fríi.'),
    ('Persian', 'پاسخ خودکار: درخواست', 'در مرخصی هستم.'),
    ('Hindi', 'स्वचालित उत्तर: अनुरोध', 'मैं छुट्टी पर हूँ।'),
    ('Malay', 'Balasan automatik: Permintaan', 'Saya bercuti.'),
    ('time off', 'Re: Your ticket', "Thanks for your message! I'm taking some time off and will be back at work on 17 March. My colleague Sue (sue@client.example) can help in the meantime."),
    ('closed at Easter', 'Re: Your ticket', 'Our offices are closed for Easter and will reopen on Tuesday 7 April. Your email will be dealt with then.'),
    ('may call', 'AW: Ihr Ticket', 'Ich bin am 5. und 6. März außer Haus. In dringenden Fällen können Sie meine Kollegin Frau Klein unter 0711/123456 erreichen.'),
    ('may reach', 'RE: Votre ticket', "Je suis absent(e) jusqu'au 17/03. Vous pouvez joindre Mme Petit au 01 02 03 04 05."),
    ('maternity in Italian', 'R: Ticket', 'Gentile mittente, sono in maternità. Per qualsiasi necessità può rivolgersi al collega Rossi.'),
    ('maternity in Dutch', 'RE: Ticket', 'Ik ben met zwangerschapsverlof tot 1 september. Collega Piet neemt mijn werk waar: piet@client.example.'),
    ('on business in Russian', 'Re: Заявка', 'До 17 марта нахожусь в командировке, доступ к почте ограничен.'),
    ('on business in Chinese', 'Re: 工单', '我出差至3月17日，回复可能延迟，紧急事务请致电李经理。'),
    ('on business in Korean', 'Re: 티켓', '출장으로 3월 17일까지 자리를 비웁니다. 메일 확인이 늦을 수 있습니다.'),
]  # fmt: skip

PERSONS = [
    ('Holiday plans', 'Hi, I will be on vacation next week, from Monday. Could you please fix the printer before that?', []),
    ('Urlaubsantrag', 'Hallo, ich möchte vom 5. bis 9. März Urlaub nehmen. Bitte im System eintragen.', []),
    ('Question on vacation days', 'How many days of vacation do I have left?', []),
    ('Re: Your printer', 'Hi, I was out of the office yesterday, sorry for the late answer. It works now.', ['In-Reply-To: <a@b.example>']),
    ('Out of office setup', 'How do I set up an out of office message in Outlook?', ['User-Agent: Mozilla Thunderbird']),
    ('Abwesenheitsnotiz einrichten', 'Hallo, wie richte ich eine Abwesenheitsnotiz ein?', ['X-Mailer: Microsoft Outlook 16.0']),
    ('Automatic reply does not work', 'My automatic reply is not sent. Please help.', ['X-Mailer: Microsoft Outlook 16.0']),
    ('Absence de réseau', "Bonjour, il n'y a plus de réseau au 3e étage.", []),
    ('Ausência de sinal', 'Bom dia, sem sinal na sala 3.', []),
    ('Vacation', 'Could you please add my vacation to the calendar? 5 to 9 March.', []),
    ('Mails from noreply', 'I get mails from noreply@shop.example, please block. They say "please do not reply".', []),
    ('Fwd: Order confirmation', 'Please pay this.', []),
    ('Printer', 'Our printer does not print. This is an automatic document feeder problem.', []),
    ('Printer', 'Broken', ['X-Auto-Response-Suppress: DR, OOF, AutoReply', 'X-MS-Has-Attach:']),
    ('Printer', 'Broken', ['Auto-Submitted: no']),
    ('RE: Printer', 'Works, thanks.\n\nKarin', ['X-Mailer: Microsoft Outlook 16.0', 'Thread-Index: abc', 'In-Reply-To: <a@b.example>', 'X-Auto-Response-Suppress: All']),
    ('Printer', 'Hello', ['X-Google-Smtp-Source: x', 'X-Gm-Message-State: x']),
    ('Kontaktformular', 'Name: Karin\nEmail: karin@client.example\nNachricht: Drucker kaputt', ['X-Mailer: PHP/8.1', 'X-PHP-Originating-Script: 33:form.php']),
    ('Printer', 'Broken', ['Precedence: bulk']),
    ('Printer', 'Broken', ['List-Unsubscribe: <mailto:x@y.example>']),
    ('Printer', 'Broken', []),
    ('Angebot', 'Anbei unser Angebot. Ich bin ab dem 9. März wieder im Büro.', []),
    ('Thank you for your email', 'I have tried it, and it works. Karin', []),
    ('Order confirmation', 'Please find attached our order 123. Please confirm.', []),
    ('URGENT: server down', 'The server has been down since 9:00. Please help!', []),
    ('Failed: backup?', 'Hi, did the backup fail tonight?', []),
    ('Problem: printer', 'Our printer prints blank pages.', []),
    ('Alert: disk full on my laptop', 'My laptop says the disk is full', []),
    ('Holiday closing', 'Hello all, our office will be closed from 24 Dec to 2 Jan. Regards', []),
    ('Hemos recibido su factura', 'Buenos días, hemos recibido su factura pero falta el IVA.', []),
    ('Nous avons bien reçu votre devis', 'Bonjour, merci, on signe demain.', []),
    ('Re: Meeting', 'Hi, I am on holiday next week, let us meet after the 9th. Karin', []),
    ('Meeting', 'I am out of the office on Friday. Shall we meet Thursday?', []),
    ('Printer', 'I am away from my desk; please call me on my mobile.', []),
    ('Laptop', 'I am currently on Windows 10 and want Windows 11. Please update it, it is urgent.', []),
    ('Zugang', 'Ich bin ab dem 9. März in der Abteilung Einkauf. Bitte richten Sie mir den Zugang ein. Vielen Dank.', []),
    ('Zugang', 'Guten Tag, ich bin bis Freitag im Büro. Bitte kommen Sie vorbei, es ist dringend.', []),
    ('Drucker', 'Der Drucker ist nicht erreichbar, bitte prüfen. Dringend! Bis zum Mittag muss ich drucken.', []),
    ('Server', 'Der Server ist seit heute nicht erreichbar. Bitte wenden Sie sich an Herrn Klein, er weiß mehr.', []),
    ('Odp: drukarka', 'Jestem obecnie w biurze do 15, proszę o kontakt.', []),
    ('Imprimante', "Bonjour, je suis actuellement bloquée : mon imprimante ne marche pas. Merci de me contacter jusqu'au 9 mars, c'est urgent.", []),
    ('Impresora', 'Buenos días, actualmente estoy sin impresora. Por favor contacte conmigo, es urgente.', []),
    ('Printer', 'Ik ben momenteel in vergadering tot 10 uur. De printer werkt niet, spoed!', []),
    ('Принтер', 'В данный момент я не могу войти в систему. Срочно помогите, спасибо за помощь.', []),
    ('打印机', '我目前正在使用的打印机坏了，请尽快联系我。', []),
    ('プリンター', 'お世話になっております。出張中にプリンターが壊れました。ご連絡ください。', []),
    ('프린터', '안녕하세요. 출장 중 노트북이 고장났습니다. 급한 문의입니다. 연락 주세요.', []),
    ('Printer', 'Jeg er for tiden uden printer. Det haster, kontakt mig.', []),
    ('Skrivare', 'Jag är för närvarande utan skrivare. Brådskande, kontakta mig tack.', []),
    ('Stampante', 'Sono attualmente senza stampante. Urgente, contattare al più presto.', []),
    ('New starter', 'John no longer works here, please disable his account. Urgent.', []),
    ('Leaver', 'Anna has left the company. Please delete her mailbox until Friday and forward to me.', []),
    ('VPN', 'I am currently on a train and have limited access to email. VPN does not work. Please help until noon.', []),
    ('VPN', 'I am travelling until Friday and need VPN urgently. Please contact me on my mobile.', []),
    ('Account', 'I am on leave from tomorrow until 9 March. In my absence please give Otto access to my mailbox. Thanks, Karin', []),
    ('Automatic reply does not work', 'My colleagues get no automatic reply. Can you look?', []),
    ('vacation', "I'd like to book the cabin from 3 to 12 May. I am out of office anyway.", []),
    ('vacation days', 'How many vacation days do I have left? I am on vacation from 5 to 10 August.', []),
    ('Absence', 'Bonjour, je serai absent lundi, pouvez-vous déplacer le rendez-vous ?', []),
    ("I'm away next week", 'Hi, I will be out of the office next week, so please finish ticket 12 before. Jo', []),
    ('A strange mail', 'It says "please do not reply to this automatically generated message". Is it genuine?', []),
    ('Ooo', 'I will be out of office from Monday until Friday, please set my auto reply. Thank you for your help.', []),
    ('AUTO: Leasing return', 'The company car AUTO-42 goes back on Monday, please delete the fleet account.', []),
    ('Recall a message', 'Hi, I would like to recall the message I sent to all staff. How?', []),
    ('Holidays', 'Will your office be closed from 24 December until 2 January? We need someone for the servers.', []),
    ('Re: Termin', 'Ich arbeite Montag bis Mittwoch, bitte kommen Sie dann. Raum 212.', []),
    ('Re: Ticket', "I'm on leave from Friday until the 16th, so please come before that or ask Bill.\n\nThe printer now also smells.", []),
    ('Read: access to folder Finance', 'Please give Bill read access to the folder.', []),
    ('Scan to e-mail', 'The scanner says: This E-mail was sent from "RNP0026". But nothing arrives. Can you look?', []),
    ('Autoreply for info@', 'Please set an autoreply for info@client.example saying: "We are closed until 2 January."', []),
    ('Vacances', 'Bonjour, je suis en vacances à partir de lundi. Merci de couper mon accès VPN pendant ce temps.', []),
    ('Office closed', 'Our office is closed on Friday, so the technician cannot get in. Thursday would be fine.', []),
    ('Laptop für Dienstreise', 'Ich bin ab Montag auf Dienstreise und brauche bis dahin ein Leihgerät. Bitte melden Sie sich.', []),
    ('Betriebsferien', 'Wir haben vom 24.12. bis 6.1. Betriebsferien. In dieser Zeit können Sie die Server neu starten.', []),
    ('Re: Visit', 'I work part-time, so please come before noon on Tuesday. I will reply to your other question later.', []),
    ('Strange mail', 'Somebody wants me to verify that I am a real human being. Shall I click?', []),
    ('AW: Ihr Ticket', 'Ich bin am 5. und 6. März außer Haus, danach können Sie gerne kommen. Der Schlüssel liegt am Empfang.', []),
    ('RE: Su solicitud', 'Estoy de viaje hasta el jueves, pero Luis está en la oficina y puede abrirle. El fallo sigue igual.', []),
    ('Re: 工单', '我出差到3月17日，请先联系李经理，打印机还是不能用。', []),
    ('Re: Your ticket', 'My colleague Sue can help you in the meantime, she has the laptop. It still shows error 5.', []),
    ('Re: Your ticket', 'I have now left the office, so call my mobile. The server is still down.', []),
    ('Office move', 'Our offices will be closed on 2 April because we move. Please switch off the phones at noon and on again on 3 April.', []),
]  # fmt: skip

NOTICES = [
    ('gmail vac', 'Re: Your printer', 'Karin Klein <karin@client.example>', ['Precedence: bulk', 'X-Autoreply: yes', 'Auto-Submitted: auto-replied', 'In-Reply-To: <a@b.example>', 'References: <a@b.example>'], 'I am away.'),
    ('box at home', 'FRITZ!Box-Info: Neue Nachricht', 'box@home.example', [], 'Dies ist eine automatische Benachrichtigung Ihrer FRITZ!Box.'),
    ('chat', '[Acme] New message from Bob', 'Chat <notification@chat.example>', [], 'Bob wrote to you.'),
    ('subject ends so', 'Your printer (Autoreply)', 'Karin Klein <karin@client.example>', [], 'We got it.'),
    ('reaction', 'Re: Your printer', 'Karin Klein <karin@client.example>', [], 'Karin Klein reacted to your message:'),
    ('recall', 'Recall: Offer', 'Karin Klein <karin@client.example>', [], 'Karin Klein would like to recall the message, "Offer".'),
    ('arrived', 'Delivered: Offer', 'postmaster@client.example', [], 'Your message has been delivered to the following recipients:\n\nkarin@client.example'),
    ('sieve', 'Auto: Your printer', 'Karin Klein <karin@client.example>', ['Auto-Submitted: auto-replied (vacation)', 'X-Sieve: Pigeonhole Sieve 0.5'], 'Away.'),
    ('subj auto', 'Auto: Your printer', 'Karin Klein <karin@client.example>', [], 'Away.'),
    ('zammad ack', '[Ticket#77001] Thanks for your inquiry', 'Karin Klein <karin@client.example>', [], 'Your request (Ticket#77001) has been received and will be reviewed by our support staff.\n\nTo provide additional information, please reply to this email.'),
    ('freescout ack', 'Re: [#123] Your printer', 'Karin Klein <karin@client.example>', [], 'This is an auto-response: we have received your message and will get back to you shortly.'),
    ('zendesk ack', '[Request received] Printer', 'Acme Support <support@acme.zendesk.example>', ['X-Zendesk-From-Account-Id: abc', 'X-Mailer: Zendesk Mailer', 'Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All'], '##- Please type your reply above this line -##\n\nYour request (123) has been received and is being reviewed by our support staff.'),
    ('zendesk agent', '[Acme] Re: Printer', 'Acme Support <support@acme.zendesk.example>', ['X-Mailer: Zendesk Mailer', 'Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All'], '##- Please type your reply above this line -##\n\nJoe (Acme)\n\nHi, we fixed it.'),
    ('github', 'Re: [acme/tool] Crash (#12)', 'Otto <notifications@github.example>', ['List-ID: acme/tool <tool.acme.github.example>', 'List-Post: <mailto:reply+abc@reply.github.example>', 'List-Unsubscribe: <mailto:unsub@x.example>', 'Precedence: list', 'X-GitHub-Reason: mention', 'X-GitHub-Sender: otto', 'X-Auto-Response-Suppress: All'], 'otto left a comment.\n\nI see.\n\n-- \nReply to this email directly or view it on GitHub:'),
    ('jira', '[JIRA] (ABC-12) Printer broken', '"Otto (JIRA)" <jira@client.example>', ['X-JIRA-FingerPrint: abc', 'Precedence: bulk', 'Auto-Submitted: auto-generated'], 'Otto updated ABC-12'),
    ('gitlab', 'Re: tool | Crash (#12)', 'Otto <gitlab@client.example>', ['X-GitLab-Project: tool', 'Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All', 'List-Id: a <b.c>'], 'Otto commented:\n\nI see.'),
    ('shop', 'Order confirmation 123', 'ACME Shop <orders@acme.example>', [], 'Thank you for your order.'),
    ('shop2', 'Your order has shipped', 'ACME <no-reply@acme.example>', [], 'Your order 123 has been shipped.'),
    ('shop3', 'Ihre Bestellung 123', 'ACME <service@acme.example>', [], 'Vielen Dank für Ihre Bestellung. Dies ist eine automatisch generierte E-Mail, bitte antworten Sie nicht.'),
    ('nagios', '** PROBLEM Service Alert: web/HTTP is CRITICAL **', 'nagios@mon.example', [], '***** Nagios *****\n\nNotification Type: PROBLEM'),
    ('cron', 'Cron <root@web> /usr/bin/backup', 'root@web.example (Cron Daemon)', [], 'backup done'),
    ('zabbix', 'Problem: Free disk space is less than 20%', 'zabbix@mon.example', [], 'Problem started at 10:15:22'),
    ('grafana', '[Alerting] CPU alert', 'grafana@mon.example', [], 'CPU'),
    ('newsletter', 'March news', 'ACME <news@acme.example>', ['List-Unsubscribe: <mailto:u@x.example>', 'Precedence: bulk'], 'Hello,\n\nour news of March ... Unsubscribe here.'),
    ('newsletter2', 'Spring sale 50% off', 'ACME <hello@acme.example>', ['List-Unsubscribe: <https://x.example/u>', 'List-Unsubscribe-Post: List-Unsubscribe=One-Click', 'X-Mailer: Mailchimp Mailer', 'Feedback-ID: a:b:c'], 'Shop now. Unsubscribe.'),
    ('newsletter3', 'Weekly digest', 'ACME <digest@acme.example>', ['List-Unsubscribe: <https://x.example/u>', 'List-Id: <acme.example>'], 'This week ...'),
    ('linkedin', 'You have 3 new messages', 'LinkedIn <messages-noreply@linkedin.example>', [], '...'),
    ('paypal', 'Receipt for your payment', 'service@paypal.example', ['X-Email-Type-Id: PP1', 'X-Maxcode-Template: a'], 'You sent 5 EUR'),
    ('calnotif', 'Notification: Meeting', 'Google Calendar <calendar-notification@google.example>', [], 'reminder'),
    ('dmarc', 'Report domain: desk.example Submitter: google.example Report-ID: 123', 'noreply-dmarc-support@google.example', [], ''),
    ('mailman admin', '1 foo moderator request(s) waiting', 'foo-bounces@lists.example', ['Precedence: bulk', 'X-BeenThere: foo@lists.example', 'X-List-Administrivia: yes', 'List-Id: <foo.lists.example>', 'X-Mailman-Version: 2.1'], 'The list has requests waiting'),
    ('password', 'Reset your password', 'ACME <accounts@acme.example>', ['X-SES-Outgoing: 2026.03.05', 'Feedback-ID: 1.eu'], 'Click here to reset your password. If you did not request this, ignore this mail.'),
    ('voicemail', 'New voicemail from 030123', 'voicemail@pbx.example', [], 'You have received a voicemail'),
    ('scanner', 'Scan from MFP-3', 'scanner@client.example', [], 'Please open the attached document. It was sent to you using a Xerox multifunction device.'),
    ('fax', 'Fax von 030123', 'fax@pbx.example', [], 'Fax'),
    ('challenge', 'Please confirm your message', 'jim@client.example', [], 'Hello, this is the spam protection of jim@client.example. To have your message delivered, please click the link below to confirm that you are human:\nhttps://confirm.example/abc'),
    ('receipt in words', 'Read: Ticket', 'Jim Bean <jim@client.example>', [], 'Your message\n\n   To: Jim Bean\n   Subject: Ticket\n\n was read on Wednesday, March 4, 2026 6:00:00 PM.'),
    ('receipt in German words', 'Gelesen: Ticket', 'Jim Bean <jim@client.example>', [], 'Ihre Nachricht\n\n   An: Jim Bean\n   Betreff: Ticket\n\nwurde am Mittwoch, 4. März 2026 18:00 gelesen.'),
    ('copier', 'Scanned document from MFP 3rd floor', 'scanner@client.example', [], 'Scan Date: 04.03.2026'),
    ('backup program', '[Failed] Backup Job DB1', 'veeam@client.example', [], 'Job finished with Error'),
    ('toner', 'Toner low: LaserJet', 'printer3@client.example', [], 'Black cartridge very low'),
    ('a desk that asks for answers above a line', '[Supplier] Re: Printer', 'Supplier <support@supplier.example>', [], '##- Please type your reply above this line -##\n\nYour request (42) has been received.'),
    ('got your message', 'We got your message', 'Supplier <help@supplier.example>', [], 'Hi there, we got your message and someone will reply within 24 hours.'),
    ('disks', 'DegradedArray event on /dev/md0:web1', 'mdadm monitoring <root@web1.example>', [], 'This is an automatically generated mail message from mdadm'),
    ('portal', 'Password changed', 'Accounts <account@portal.example>', [], 'The password of your account was changed. This is an automated notification.'),
    ('certificates', 'Certificate for www.client.example expires in 14 days', 'certbot@web1.client.example', [], 'Renew it.'),
]  # fmt: skip

LISTS = [
    ('mailman', ['List-Id: Foo <foo.lists.example>', 'List-Post: <mailto:foo@lists.example>', 'List-Unsubscribe: <mailto:u@lists.example>', 'Precedence: list', 'X-BeenThere: foo@lists.example', 'X-Mailman-Version: 2.1.39', 'Errors-To: foo-bounces@lists.example', 'Sender: foo-bounces@lists.example']),
    ('ggroups', ['List-Id: <foo.googlegroups.example>', 'List-Post: <https://groups.google.example/group/foo/post>, <mailto:foo@googlegroups.example>', 'List-Unsubscribe: <x>', 'Precedence: list', 'Mailing-list: list foo@googlegroups.example; contact foo+owners@googlegroups.example', 'X-Google-Group-Id: 1']),
    ('majordomo', ['Sender: owner-foo@lists.example', 'Precedence: list', 'X-Mailing-List: foo@lists.example']),
    ('ezmlm', ['Mailing-List: contact foo-help@lists.example; run by ezmlm', 'Precedence: bulk', 'List-Id: <foo.lists.example>', 'List-Post: <mailto:foo@lists.example>', 'Delivered-To: mailing list foo@lists.example']),
    ('sympa', ['Precedence: list', 'X-Loop: foo@lists.example', 'X-Sequence: 12', 'Errors-to: foo-owner@lists.example', 'List-Id: <foo.lists.example>', 'List-Post: <mailto:foo@lists.example>']),
    ('listserv', ['Sender: Foo List <FOO@LISTSERV.example>', 'List-Id: <foo>', 'List-Owner: <mailto:FOO-request@LISTSERV.example>', 'List-Unsubscribe: <x>', 'Precedence: list']),
    ('yahoo', ['Mailing-List: list foo@yahoogroups.example; contact foo-owner@yahoogroups.example', 'Delivered-To: mailing list foo@yahoogroups.example', 'List-Id: <foo.yahoogroups.example>', 'Precedence: bulk', 'List-Unsubscribe: <x>', 'X-Yahoo-Profile: a']),
    ('id spelled as an address', ['List-Id: <foo.lists.example>', 'X-Loop: foo@lists.example']),
]  # fmt: skip


def mail(
    subject: str, text: str, fields: list[str], sender: str = "Karin Klein <karin@client.example>"
) -> Mail:
    """A plain mail, read as the mail room reads it."""
    head = [f"From: {sender}", "To: desk@desk.example", f"Subject: {subject}", "Message-ID: <m1@client.example>",
            "Content-Type: text/plain; charset=utf-8", *fields]  # fmt: skip
    return read("\n".join([*head, "", text]).encode())


@pytest.mark.parametrize(("subject", "text"), [row[1:] for row in AWAY], ids=[row[0] for row in AWAY])
def test_absence_is_told_by_words_alone(subject: str, text: str) -> None:
    """No header field helps: that somebody is away, until when, and whom to ask instead, is enough together."""
    found = mail(subject, text, [])

    assert (found.origin, found.auto) == (Origin.AUTOMATIC, True)
    assert found.origin_evidence


@pytest.mark.parametrize(("subject", "text", "fields"), PERSONS, ids=[row[0] for row in PERSONS])
def test_a_person_may_speak_of_holidays_and_notices(subject: str, text: str, fields: list[str]) -> None:
    """Whoever asks for something, or only mentions an absence, is a person."""
    assert mail(subject, text, fields).origin is Origin.PERSON


@pytest.mark.parametrize(
    ("subject", "sender", "fields", "text"),
    [(subject, sender, fields, text) for _, subject, sender, fields, text in NOTICES],
    ids=[row[0] for row in NOTICES],
)
def test_notices_of_programs_are_automatic(subject: str, sender: str, fields: list[str], text: str) -> None:
    """Shops, forges, monitors, copiers, newsletters and other desks' acknowledgements."""
    assert mail(subject, text, fields, sender).origin is Origin.AUTOMATIC


@pytest.mark.parametrize("fields", [fields for _, fields in LISTS], ids=[name for name, _ in LISTS])
def test_what_people_write_to_lists_is_list_mail(fields: list[str]) -> None:
    """Whichever program runs the list; and no machine answers it."""
    found = mail("Question", "Hi all, how do I do that?", fields)

    assert (found.origin, found.auto) == (Origin.LIST, True)
