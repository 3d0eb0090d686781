"""Replies as many more programs write them, with the earlier message below: only the answer is new."""

from deskbell.mail import reply
from each import each

ANSWER = "Thanks, that works now.\n\nEva"

TAILS = [
    ('yahoo old', '--- On Thu, 3/5/26, Jon Low <jon@ex.example> wrote:\n\n\nFrom: Jon Low <jon@ex.example>\nSubject: Printer\nTo: "Eva" <eva@ex.example>\nDate: Thursday, March 5, 2026, 10:15 AM\n\nWe changed the switch.\nPlease try again.'),
    ('yahoo ru', '--- В чт, 5.3.26, Jon Low <jon@ex.example> пишет:\n\nWe changed the switch.\nPlease try again.'),
    ('aol', '-----Original Message-----\nFrom: Jon Low <jon@ex.example>\nTo: eva <eva@ex.example>\nSent: Thu, Mar 5, 2026 10:15 am\nSubject: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('bb', '------Original Message------\nFrom: Jon Low\nTo: Eva\nReplyTo: Jon Low\nSubject: Printer\nSent: Mar 5, 2026 10:15 AM\n\nWe changed the switch.\nPlease try again.'),
    ('bb2', 'From: Jon Low [mailto:jon@ex.example]\nSent: Thursday, March 05, 2026 10:15 AM\nTo: Eva\nCc: Otto <otto@ex.example>; Anna <anna@ex.example>; Berta <berta@ex.example>;\n Carl <carl@ex.example>; Dora <dora@ex.example>\nSubject: Re: Printer\nImportance: High\n\nWe changed the switch.\nPlease try again.'),
    ('bb3', '  From: Jon Low [mailto:jon@ex.example] \nSent: Thursday, March 05, 2026 10:15 AM\nTo: Eva\nSubject: Re: Printer \n \nWe changed the switch.\nPlease try again.'),
    ('sams', '-------- Original message --------\nFrom: Jon Low <jon@ex.example> \nDate: 05/03/2026  10:15  (GMT+01:00) \nTo: Eva <eva@ex.example> \nSubject: Printer \n\nWe changed the switch.\nPlease try again.'),
    ('sams de', '-------- Ursprüngliche Nachricht --------\nVon: Jon Low <jon@ex.example> \nDatum: 05.03.26  10:15  (GMT+01:00) \nAn: Eva <eva@ex.example> \nBetreff: Printer \n\nWe changed the switch.\nPlease try again.'),
    ('sams fr', "-------- Message d'origine --------\nDe : Jon Low <jon@ex.example> \nDate : 05/03/2026  10:15  (GMT+01:00) \nÀ : Eva <eva@ex.example> \nObjet : Printer \n\nWe changed the switch.\nPlease try again."),
    ('sams pl', '-------- Oryginalna wiadomość --------\nOd: Jon Low <jon@ex.example> \nData: 05.03.2026  10:15  (GMT+01:00) \nDo: Eva <eva@ex.example> \nTemat: Printer \n\nWe changed the switch.\nPlease try again.'),
    ('sony', '---- Jon Low skrev ----\n\nWe changed the switch.\nPlease try again.'),
    ('sony2', '---- Jon Low a écrit ----\n\nWe changed the switch.\nPlease try again.'),
    ('sony3', '---- Jon Low schrieb ----\n\nWe changed the switch.\nPlease try again.'),
    ('sony4', '---- On Thu, 05 Mar 2026 10:15:22 +0100 Jon Low&lt;jon@ex.example&gt; wrote ---- \n\nWe changed the switch.\nPlease try again.'),
    ('htc', '----- Reply message -----\nFrom: "Jon Low" <jon@ex.example>\nTo: "Eva" <eva@ex.example>\nSubject: Printer\nDate: Thu, Mar 5, 2026 10:15\n\nWe changed the switch.\nPlease try again.'),
    ('htc de', '----- Antwortnachricht -----\nVon: "Jon Low" <jon@ex.example>\nAn: "Eva" <eva@ex.example>\nBetreff: Printer\nDatum: Do., März 5, 2026 10:15\n\nWe changed the switch.\nPlease try again.'),
    ('thunder fwd', '-------- Forwarded Message --------\nSubject: \tPrinter\nDate: \tThu, 5 Mar 2026 10:15:22 +0100\nFrom: \tJon Low <jon@ex.example>\nTo: \tEva <eva@ex.example>\n\nWe changed the switch.\nPlease try again.'),
    ('thunder orig de', '-------- Original-Nachricht --------\nBetreff: Printer\nDatum: Thu, 5 Mar 2026 10:15:22 +0100\nVon: Jon Low <jon@ex.example>\nAn: Eva <eva@ex.example>\n\nWe changed the switch.\nPlease try again.'),
    ('gmx', 'Gesendet: Donnerstag, 05. März 2026 um 10:15 Uhr\nVon: "Jon Low" <jon@ex.example>\nAn: eva@ex.example\nBetreff: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('gmx en', 'Sent: Thursday, March 05, 2026 at 10:15 AM\nFrom: "Jon Low" <jon@ex.example>\nTo: eva@ex.example\nSubject: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('webde', '  \n \n\nGesendet: Donnerstag, 05. März 2026 um 10:15 Uhr\n Von: "Jon Low" <jon@ex.example>\n An: eva@ex.example\n Betreff: Printer\n We changed the switch.\nPlease try again.'),
    ('emclient', '------ Original Message ------\nFrom: "Jon Low" <jon@ex.example>\nTo: "Eva" <eva@ex.example>\nSent: 05.03.2026 10:15:22\nSubject: Printer\n\n> We changed the switch.\n> Please try again.'),
    ('emclient2', '------ Original Message ------\nFrom "Jon Low" <jon@ex.example>\nTo "Eva" <eva@ex.example>\nDate 05.03.2026 10:15:22\nSubject Printer\n\nWe changed the switch.\nPlease try again.'),
    ('emclient3', '------ Originalnachricht ------\nVon "Jon Low" <jon@ex.example>\nAn "Eva" <eva@ex.example>\nDatum 05.03.2026 10:15:22\nBetreff Printer\n\nWe changed the switch.\nPlease try again.'),
    ('hotmail', 'Date: Thu, 5 Mar 2026 10:15:22 +0100\nFrom: jon@ex.example\nTo: eva@ex.example\nSubject: Re: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('hotmail2', 'From: jon@ex.example\nTo: eva@ex.example\nDate: Thu, 5 Mar 2026 10:15:22 +0100\nSubject: Re: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('hotmail3', '> Date: Thu, 5 Mar 2026 10:15:22 +0100\n> From: jon@ex.example\n> To: eva@ex.example\n> Subject: Re: Printer\n> \n> We changed the switch.\n> Please try again.'),
    ('hotmail4', 'Subject: Re: Printer\nTo: eva@ex.example\nFrom: jon@ex.example\nDate: Thu, 5 Mar 2026 10:15:22 +0100\n\nWe changed the switch.\nPlease try again.'),
    ('hotmail5', 'To: eva@ex.example\nSubject: Re: Printer\nFrom: jon@ex.example\nDate: Thu, 5 Mar 2026 10:15:22 +0100\n\nWe changed the switch.\nPlease try again.'),
    ('hotmail fr', 'Date: Thu, 5 Mar 2026 10:15:22 +0100\nDe: jon@ex.example\nÀ: eva@ex.example\nObjet: Re: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('wlive', 'From: Jon Low\nSent: Thursday, March 05, 2026 10:15 AM\nTo: Eva ; Otto\nSubject: Re: Printer\nWe changed the switch.\nPlease try again.'),
    ('sparrow', 'On Thursday, March 5, 2026 at 10:15 AM, Jon Low wrote:\n\nWe changed the switch.\nPlease try again.'),
    ('sparrow2', 'On Thursday, 5 March 2026 at 10:15, Jon Low wrote:\n\n> We changed the switch.\n> Please try again.'),
    ('mailbox', '—\nSent from Mailbox\n\nOn Thu, Mar 5, 2026 at 10:15 AM, Jon Low <jon@ex.example>\nwrote:\n\nWe changed the switch.\nPlease try again.'),
    ('inbox', 'On Thu, Mar 5, 2026, 10:15 AM Jon Low <jon@ex.example> wrote:\n\n> We changed the switch.\n> Please try again.'),
    ('front', 'On Thu, Mar 05, 2026 at 10:15 AM, Jon Low < jon@ex.example [jon@ex.example] > wrote:\n\nWe changed the switch.\nPlease try again.'),
    ('nylas', 'On Mar 5 2026, at 10:15 am, Jon Low <jon@ex.example> wrote:\n\n> We changed the switch.\n> Please try again.'),
    ('spike', 'On March 5, 2026 at 10:15 GMT, Jon Low <jon@ex.example> wrote:\n\nWe changed the switch.\nPlease try again.'),
    ('mu4e', 'Jon Low <jon@ex.example> writes:\n\n> We changed the switch.\n> Please try again.'),
    ('gnus', 'On Thu, Mar 05 2026, Jon Low wrote:\n\n> We changed the switch.\n> Please try again.'),
    ('gnus2', '>>>>> "JL" == Jon Low <jon@ex.example> writes:\n\n> We changed the switch.\n> Please try again.'),
    ('usenet', 'In <abc@ex.example>, on 03/05/2026 at 10:15 AM, Jon Low <jon@ex.example> said:\n\n> We changed the switch.\n> Please try again.'),
    ('trello', 'Jon Low (@jon) said:\n\n> We changed the switch.\n> Please try again.'),
    ('github', 'jon (Jon Low) wrote:\n\n> We changed the switch.\n> Please try again.'),
    ('zimbra', '----- Original Message -----\nFrom: "Jon Low" <jon@ex.example>\nTo: "Eva" <eva@ex.example>\nSent: Thursday, March 5, 2026 10:15:22 AM\nSubject: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('zimbra2', 'From: "Jon Low" <jon@ex.example>\nTo: "Eva" <eva@ex.example>\nSent: Thursday, March 5, 2026 10:15:22 AM\nSubject: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('zimbra fr', 'De: "Jon Low" <jon@ex.example>\nÀ: "Eva" <eva@ex.example>\nEnvoyé: Jeudi 5 Mars 2026 10:15:22\nObjet: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('exch fr', "-----Message d'origine-----\nDe : Jon Low [mailto:jon@ex.example] \nEnvoyé : jeudi 5 mars 2026 10:15\nÀ : Eva\nObjet : Printer\n\nWe changed the switch.\nPlease try again."),
    ('cn foxmail', '发件人： Jon Low\n发送时间： 2026-03-05 10:15\n收件人： Eva\n主题： Re: Printer\nWe changed the switch.\nPlease try again.'),
    ('cn foxmail2', ' \nFrom: Jon Low\nDate: 2026-03-05 10:15\nTo: Eva\nSubject: Re: Printer\nWe changed the switch.\nPlease try again.'),
    ('cn 139', '----邮件原文----\n发件人：Jon Low <jon@ex.example>\n收件人：Eva\n抄\u3000送： (无)\n发送时间：2026-03-05 10:15:22\n主题：Re: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('cn qq', '------------------ 原始邮件 ------------------\n发件人: "Jon Low"<jon@ex.example>; \n发送时间: 2026年3月5日(星期四) 上午10:15\n收件人: "Eva"<eva@ex.example>; \n\n主题: Re: Printer\n\n\n\nWe changed the switch.\nPlease try again.'),
    ('cn qq2', '------------------&nbsp;原始邮件&nbsp;------------------\n发件人:                                                                                                                        "Jon Low"                                                                                    <jon@ex.example&gt;;\n发送时间:&nbsp;2026年3月5日(星期四) 上午10:15\n收件人:&nbsp;"Eva"<eva@ex.example&gt;;\n主题:&nbsp;Re: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('cn 163', 'At 2026-03-05 10:15:22, "Jon Low" <jon@ex.example> wrote:\nWe changed the switch.\nPlease try again.'),
    ('cn master', '---- 回复的原邮件 ----\n| 发件人 | Jon Low<jon@ex.example> |\n| 发送日期 | 2026年03月05日 10:15 |\n| 收件人 | Eva |\n| 主题 | Re: Printer |\nWe changed the switch.\nPlease try again.'),
    ('cn ali', '------------------------------------------------------------------\n发件人：Jon Low <jon@ex.example>\n发送时间：2026年3月5日(星期四) 10:15\n收件人：Eva <eva@ex.example>\n主\u3000题：Re: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('jp outlook', '-----元のメッセージ-----\n差出人: Jon Low <jon@ex.example> \n送信日時: 2026年3月5日 10:15\n宛先: Eva\n件名: RE: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('jp outlook en', "-----Original Message-----\nFrom: Jon Low <jon@ex.example> \nSent: Thursday, March 5, 2026 10:15 AM\nTo: 'Eva' <eva@ex.example>\nSubject: RE: Printer\n\nWe changed the switch.\nPlease try again."),
    ('jp becky', 'On Thu, 05 Mar 2026 10:15:22 +0900\nJon Low <jon@ex.example> wrote:\n\n> We changed the switch.\n> Please try again.'),
    ('jp becky2', 'Thu, 05 Mar 2026 10:15:22 +0900\nJon Low <jon@ex.example> さん wrote:\n\n> We changed the switch.\n> Please try again.'),
    ('kr daum', '--------- 원본 메일 ---------\n보낸사람: Jon Low <jon@ex.example>\n받는사람 : Eva <eva@ex.example>\n날짜: 2026년 3월 5일 목요일, 10시 15분 22초 +0900\n제목: Re: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('kr outlook', '보낸 사람: Jon Low <jon@ex.example> \n보낸 날짜: 2026년 3월 5일 목요일 오전 10:15\n받는 사람: Eva <eva@ex.example>\n제목: RE: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('ru mailru', 'Четверг, 5 марта 2026, 10:15 +03:00 от "Jon Low" <jon@ex.example>:\n> We changed the switch.\n> Please try again.'),
    ('ru mailru2', '>Четверг, 5 марта 2026, 10:15 +03:00 от Jon Low <jon@ex.example>:\n> \n> We changed the switch.\n> Please try again.'),
    ('ru outlook', '-----Исходное сообщение-----\nОт: Jon Low\nОтправлено: 5 марта 2026 г. 10:15\nКому: Eva\nТема: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('ru yandex', '05.03.2026, 10:15, "Jon Low" <jon@ex.example>:\nWe changed the switch.\nPlease try again.'),
    ('ru yandex2', '05.03.2026, 10:15, "Jon Low" <jon@ex.example>:\n\n> We changed the switch.\n> Please try again.'),
    ('no top', 'From: Jon Low via Desk <desk@ex.example>\nReply-To: desk@ex.example\nDate: Thursday, March 5, 2026 at 10:15 AM\nTo: Eva\nSubject: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('mac outlook', 'From: Jon Low <jon@ex.example>\nDate: Thursday, March 5, 2026 at 10:15 AM\nTo: Eva <eva@ex.example>\nSubject: Re: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('mac outlook de', 'Von: Jon Low <jon@ex.example>\nDatum: Donnerstag, 5. März 2026 um 10:15\nAn: Eva <eva@ex.example>\nBetreff: Re: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('rule ol ios', '________________________________\nVon: Jon Low <jon@ex.example>\nGesendet: Donnerstag, März 5, 2026 10:15 vorm.\nAn: Eva <eva@ex.example>\nBetreff: Re: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('wrap subj', '-----Original Message-----\nFrom: Jon Low [mailto:jon@ex.example] On Behalf\nOf Desk\nSent: Thursday, March 05, 2026 10:15 AM\nTo: Eva\nSubject: Re: A very long subject that goes on and on until it is wrapped\nonto a second line\n\nWe changed the switch.\nPlease try again.'),
    ('quoted head', '> From: Jon Low <jon@ex.example>\n> Sent: Thursday, March 05, 2026 10:15 AM\n> To: Eva\n> Subject: Re: Printer\n> \n> We changed the switch.\n> Please try again.'),
    ('quoted head2', '| From: Jon Low <jon@ex.example>\n| Date: Thursday, March 05, 2026 10:15 AM\n| \n| We changed'),
    ('reply above', '--- Reply above this line ---\n\nWe changed the switch.\nPlease try again.'),
    ('reply above2', '=== Please reply above this line ===\n\nWe changed the switch.\nPlease try again.'),
    ('reply above3', '##- Please type your reply above this line -##\nWe changed the switch.\nPlease try again.'),
    ('reply above4', '> ##- Please type your reply above this line -##\n> x'),
    ('reply above5', '----- To reply, write above this line -----\nWe changed the switch.\nPlease try again.'),
    ('reply above6', '-- REPLY ABOVE THIS LINE TO POST A COMMENT --\nWe changed the switch.\nPlease try again.'),
    ('reply above7', '-----------------------------------------------\n[Please reply above this line]\n\nWe changed the switch.\nPlease try again.'),
    ('reply above8', 'On Thu, 5 Mar 2026 at 10:15, Desk <desk@ex.example> wrote:\n\n> *** Reply above this line to add a comment ***\n> x'),
    ('in reply to', '--- in reply to ---\n\nWe changed the switch.\nPlease try again.'),
    ('fr spaced', 'Le 5 mars 2026 à 10:15, Jon Low <jon@ex.example> a écrit :\n\nWe changed the switch.\nPlease try again.'),
    ('fr msg', '> Message du 05/03/26 10:15\n> De : "Jon Low" <jon@ex.example>\n> A : eva@ex.example\n> Copie à : \n> Objet : Printer\n> \n> We changed the switch.\n> Please try again.'),
    ('fr msg2', "> ----- Message d'origine -----\n> De : Jon Low\n> Date : 05/03/2026 10:15\n> À : Eva\n> Objet : Printer\n> \n> We changed the switch.\n> Please try again."),
    ('es msg', '-----Mensaje original-----\nDe: Jon Low [mailto:jon@ex.example] \nEnviado el: jueves, 05 de marzo de 2026 10:15\nPara: Eva\nAsunto: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('it msg', '----Messaggio originale----\nDa: jon@ex.example\nData: 5-mar-2026 10.15\nA: <eva@ex.example>\nOgg: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('it msg2', '---------- Messaggio originale ----------\nDa: Jon Low <jon@ex.example>\nA: Eva\nData: 5 marzo 2026 alle 10.15\nOggetto: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('sapo', 'Citando Jon Low <jon@ex.example>:\n\n> We changed the switch.\n> Please try again.'),
    ('horde de', 'Zitat von Jon Low <jon@ex.example>:\n\n> We changed the switch.\n> Please try again.'),
    ('sv', '5 mars 2026 kl. 10:15 skrev Jon Low <jon@ex.example>:\n\n> We changed the switch.\n> Please try again.'),
    ('no ol', '-----Opprinnelig melding-----\nFra: Jon Low [mailto:jon@ex.example] \nSendt: 5. mars 2026 10:15\nTil: Eva\nEmne: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('tr', 'Kimden: Jon Low [mailto:jon@ex.example] \nGönderilmiş: 5 Mart 2026 Perşembe 10:15\nKime: Eva\nKonu: RE: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('hu', 'Feladó: Jon Low [mailto:jon@ex.example] \nKüldve: 2026. március 5. 10:15\nCímzett: Eva\nTárgy: RE: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('pl ol', 'From: Jon Low [mailto:jon@ex.example] \nSent: Thursday, March 5, 2026 10:15 AM\nTo: Eva\nSubject: RE: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('pl onet', 'W dniu 2026-03-05 10:15:22 użytkownik Jon Low <jon@ex.example> napisał:\n> We changed the switch.\n> Please try again.'),
    ('pl wp', 'Dnia 5 marca 2026 10:15 "Jon Low" <jon@ex.example> napisał(a):\n\nWe changed the switch.\nPlease try again.'),
    ('cs seznam', '---------- Původní e-mail ----------\nOd: Jon Low <jon@ex.example>\nKomu: Eva\nDatum: 5. 3. 2026 10:15:22\nPředmět: Printer\n\nWe changed the switch.\nPlease try again.'),
    ('cs seznam2', '---------- Původní zpráva ----------\nOd: Jon Low\nDatum: 5. 3. 2026\nPředmět: Printer\nWe changed the switch.\nPlease try again.'),
    ('nl kpn', '----Origineel Bericht----\nVan : jon@ex.example\nDatum : 05/03/2026 10:15\nAan : eva@ex.example\nOnderwerp : Printer\n\nWe changed the switch.\nPlease try again.'),
    ('orange es', 'El 5/3/26 a las 10:15, Jon Low escribió:\n> We changed the switch.\n> Please try again.'),
]  # fmt: skip

# The labels of a letterhead: from, sent, to, subject.
LABELS = [
    ('From', 'Sent', 'To', 'Subject'),
    ('Von', 'Gesendet', 'An', 'Betreff'),
    ('De', 'Envoyé', 'À', 'Objet'),
    ('De', 'Enviado', 'Para', 'Asunto'),
    ('De', 'Enviado el', 'Para', 'Asunto'),
    ('Da', 'Inviato', 'A', 'Oggetto'),
    ('De', 'Enviada em', 'Para', 'Assunto'),
    ('De', 'Enviado', 'Para', 'Assunto'),
    ('Van', 'Verzonden', 'Aan', 'Onderwerp'),
    ('Fra', 'Sendt', 'Til', 'Emne'),
    ('Från', 'Skickat', 'Till', 'Ämne'),
    ('Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe'),
    ('Od', 'Wysłano', 'Do', 'Temat'),
    ('Od', 'Odesláno', 'Komu', 'Předmět'),
    ('От', 'Отправлено', 'Кому', 'Тема'),
    ('Від', 'Надіслано', 'Кому', 'Тема'),
    ('Kimden', 'Gönderildi', 'Kime', 'Konu'),
    ('Kimden', 'Gönderme Tarihi', 'Kime', 'Konu'),
    ('差出人', '送信日時', '宛先', '件名'),
    ('发件人', '发送时间', '收件人', '主题'),
    ('寄件者', '寄件日期', '收件者', '主旨'),
    ('보낸 사람', '보낸 날짜', '받는 사람', '제목'),
    ('Feladó', 'Elküldve', 'Címzett', 'Tárgy'),
    ('De la', 'Trimis', 'Către', 'Subiect'),
    ('Από', 'Στάλθηκε', 'Προς', 'Θέμα'),
    ('Od', 'Poslano', 'Za', 'Predmet'),
    ('Od', 'Odoslané', 'Komu', 'Predmet'),
    ('מאת', 'נשלח', 'אל', 'נושא'),
    ('من', 'تم الإرسال', 'إلى', 'الموضوع'),
    ('Saatja', 'Saadetud', 'Adressaat', 'Teema'),
    ('Sender', 'Date', 'To', 'Subject'),
    ('Från', 'Datum', 'Till', 'Ämne'),
    ('Von', 'Datum', 'An', 'Betreff'),
    ('De', 'Date', 'À', 'Objet'),
    ('De', 'Fecha', 'Para', 'Asunto'),
    ('Da', 'Data', 'A', 'Oggetto'),
    ('Fra', 'Dato', 'Til', 'Emne'),
    ('От', 'Дата', 'Кому', 'Тема'),
    ('Отправитель', 'Дата', 'Получатель', 'Тема'),
    ('Nuo', 'Išsiųsta', 'Kam', 'Tema'),
    ('No', 'Nosūtīts', 'Kam', 'Tēma'),
    ('От', 'Изпратено', 'До', 'Относно'),
    ('Från', 'Skickat den', 'Till', 'Ämne'),
    ('De', 'Enviado', 'A', 'Asunto'),
    ('De', 'Data', 'Para', 'Assunto'),
    ('Od', 'Data', 'Do', 'Temat'),
    ('From', 'Date', 'To', 'Subject'),
    ('จาก', 'ส่ง', 'ถึง', 'เรื่อง'),
    ('Từ', 'Đã gửi', 'Đến', 'Chủ đề'),
    ('Dari', 'Dikirim', 'Kepada', 'Subjek'),
    ('Šalje', 'Poslano', 'Prima', 'Predmet'),
]  # fmt: skip

SHAPES = {
    "plain": "{0}: Jon Low <jon@ex.example>\n{1}: 5.3.2026 10:15\n{2}: Eva Lind\n{3}: Re: Printer\n\n",
    "without addresses": "{0}: Jon Low\n{1}: 5.3.2026 10:15\n{2}: Eva Lind\n{3}: Re: Printer\n\n",
    "blanks before colons": "{0} : Jon Low\n{1} : 5.3.2026 10:15\n{2} : Eva Lind\n{3} : Re: Printer\n\n",
    "wide colons": "{0}：Jon Low\n{1}：5.3.2026 10:15\n{2}：Eva Lind\n{3}：Re: Printer\n\n",
    "values below": "{0}:\nJon Low\n{1}:\n5.3.2026 10:15\n{2}:\nEva Lind\n{3}:\nRe: Printer\n\n",
    "blank lines between": "{0}: Jon Low\n\n{1}: 5.3.2026 10:15\n\n{2}: Eva Lind\n\n{3}: Re: Printer\n\n",
    "bold": "*{0}:* Jon Low\n*{1}:* 5.3.2026 10:15\n*{2}:* Eva Lind\n*{3}:* Re: Printer\n\n",
}


@each("tail", [tail for _, tail in TAILS], ids=[name for name, _ in TAILS])
def test_only_the_answer_above_is_new(tail: str) -> None:
    """Whatever line the program sets between the answer and the earlier message."""
    found = reply.split(f"{ANSWER}\n\n{tail}")

    assert found.new == ANSWER
    assert found.quoted


@each("shape", SHAPES.values(), ids=list(SHAPES))
@each("labels", LABELS, ids=[" ".join(labels) for labels in LABELS])
def test_a_letterhead_is_known_in_every_language(labels: tuple[str, str, str, str], shape: str) -> None:
    """However its lines are set."""
    found = reply.split(f"{ANSWER}\n\n{shape.format(*labels)}We changed the switch.\nPlease try again.")

    assert found.new == ANSWER


SIGNED = [
    ('-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nWorks now.\n\n- -- \nEva\n-----BEGIN PGP SIGNATURE-----\nVersion: GnuPG v2\n\niQEcBAEBCAAGBQJ\n=abcd\n-----END PGP SIGNATURE-----', 'Works now.'),
    ('-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nOn 05/03/2026 10:15, Jon Low wrote:\n> Does it work?\n\nYes, it does.\n\n-----BEGIN PGP SIGNATURE-----\n\niQEcBAEBCAAGBQJ\n=abcd\n-----END PGP SIGNATURE-----', 'Yes, it does.'),
    ('Works now.\n\n-----BEGIN PGP SIGNATURE-----\n\niQEcBAEBCAAGBQJ\n=abcd\n-----END PGP SIGNATURE-----\n\nOn 05/03/2026 10:15, Jon Low wrote:\n> x', 'Works now.'),
]  # fmt: skip


@each(("text", "answer"), SIGNED)
def test_what_openpgp_sets_around_the_words_is_none_of_them(text: str, answer: str) -> None:
    """The armour is kept with the signature."""
    found = reply.split(text)

    assert found.new == answer
    assert "-----BEGIN PGP SIGNATURE-----" in found.signature
