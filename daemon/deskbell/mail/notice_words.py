"""How programs introduce themselves: phrases of notices, acknowledgements, receipts and alarms, by language.

All in lower case; `*` ends an unfinished word. None of them decides alone (`origin_text.py`).
"""

# What a program says of its own letter.
ROBOT_TEXT: tuple[str, ...] = (
    "this is an automated", "this is an automatically", "automatically generated mail", "system generated message", "system generated mail", "system-generated message", "synology diskstation", "this is an automatic", "this is an auto-generated", "this is an autoreply",
    "this is an auto reply", "this is an auto-reply", "this email was automatically",
    "this e-mail was automatically", "this message was automatically",
    "this message has been automatically", "this email has been automatically",
    "automatically generated email", "automatically generated e-mail", "automatically generated message",
    "automatically generated reply", "this is a system generated", "this is a system-generated",
    "auto-generated email", "auto generated email", "this message was generated automatically",
    "do not reply to this", "please do not reply", "do not respond to this", "please don't reply",
    "replies to this", "this mailbox is not monitored", "mailbox is unmonitored", "unmonitored mailbox",
    "unattended mailbox", "not monitored", "cannot receive replies", "is an automated",
    "this is an auto-response", "this is an auto response", "automated message", "automated response", "auto-response from",
    "假期自动回复", "自动回复邮件", "自动回复，", "自動回覆郵件",
    "your message has been delivered to the following", "your message was delivered to the following",
    "has not been forwarded", "will not be forwarded automatically", "your email will not be forwarded",
    "your message will not be forwarded", "e-mail wird nicht weitergeleitet", "nachricht wird nicht weitergeleitet",
    "mail wird nicht weitergeleitet", "message ne sera pas transféré", "mail ne sera pas transféré",
    "sent automatically", "automatic notification", "dies ist eine automatisch*",
    "diese e-mail wurde automatisch", "diese nachricht wurde automatisch", "diese mail wurde automatisch",
    "automatisch generiert", "automatisch erstellt", "automatisch erzeugt", "bitte antworten sie nicht",
    "nicht auf diese e-mail", "nicht auf diese mail", "nicht auf diese nachricht",
    "automatische benachrichtigung", "automatisch versandt", "ceci est un message automatique",
    "ceci est une réponse automatique", "message généré automatiquement", "envoyé automatiquement",
    "merci de ne pas répondre", "ne pas répondre à ce", "ne répondez pas à ce", "veuillez ne pas répondre",
    "este es un mensaje automático", "este es un correo automático", "mensaje generado automáticamente",
    "no responda a este", "por favor no responda", "no conteste a este", "favor de no responder",
    "esta es una respuesta automática", "questo è un messaggio automatico",
    "messaggio generato automaticamente", "non rispondere a questa", "si prega di non rispondere",
    "esta é uma mensagem automática", "este é um e-mail automático", "mensagem automática",
    "não responda a est*", "por favor não responda", "favor não responder", "dit is een automatisch*",
    "automatisch gegenereerd", "niet op deze e-mail", "niet op dit bericht", "niet te beantwoorden",
    "gelieve niet te antwoorden", "dette er en automatisk*", "denne e-mail er automatisk*",
    "svar ikke på denne", "ikke svare på denne", "detta är ett automatiskt", "detta är ett autosvar",
    "svara inte på detta", "går inte att svara", "dette er et automatisk*", "automaattinen viesti",
    "automaattisesti lähetetty", "älä vastaa", "to jest automatyczna",
    "wiadomość wygenerowana automatycznie", "wygenerowana automatycznie", "prosimy nie odpowiadać",
    "prosimy na nią nie odpowiadać", "tato zpráva byla vygenerována automaticky", "automaticky generovan*",
    "neodpovídejte na", "na tento e-mail neodpov*", "это автоматическое", "сообщение создано автоматически",
    "сформировано автоматически", "отправлено автоматически", "не отвечайте на это", "не отвечать на это",
    "просим не отвечать", "це автоматичн*", "не відповідайте на", "bu otomatik", "otomatik olarak gönderil*",
    "otomatik olarak oluşturul*", "yanıtlamayınız", "cevaplamayınız", "automatikusan generált",
    "ne válaszoljon", "acest mesaj a fost generat automat", "nu răspundeți la", "自動送信されて",
    "自動配信", "自動的に送信", "送信専用", "このメールに返信", "ご返信いただ", "返信はできません",
    "自動返信メール", "自動応答メール", "此邮件由系统自动", "系统自动发", "系統自動", "自动发送",
    "请勿回复", "請勿回覆", "請勿直接回覆", "请勿直接回复", "这是一封自动回复", "这是一封自动", "발신전용",
    "발신 전용", "자동으로 발송", "자동 발송", "회신하지", "회신이 되지", "자동으로 생성",
)  # fmt: skip

# What a desk or a shop answers on its own to say that something has come in.
RECEIVED_SUBJECT: tuple[str, ...] = (
    "we have received your", "we've received your", "your request has been received",
    "your message has been received", "thank you for contacting", "thanks for contacting",
    "thank you for your enquiry", "thank you for your inquiry", "thank you for your message",
    "thank you for your email", "thank you for your order", "order confirmation", "ticket received",
    "new case email notification", "new user registration", "recall: ", "rückruf: ", "rappel : ",
    "we got your message", "we got your request", "got your message!", "request received", "case received", "confirmation of receipt", "acknowledgement of receipt",
    "eingang ihrer", "eingang ihres", "eingangsbestätigung", "empfangsbestätigung", "ihre anfrage ist eingegangen", "ihre anfrage bei",
    "ihre nachricht an", "accusé de réception", "nous avons bien reçu", "hemos recibido su",
    "acuse de recibo", "conferma di ricezione", "abbiamo ricevuto", "recebemos a sua", "recebemos sua",
    "ontvangstbevestiging", "wij hebben uw", "we hebben uw", "kvittering for", "vi har modtaget",
    "vi har mottagit", "vi har mottatt", "potwierdzenie otrzymania", "potvrzení přijetí", "ваше обращение",
    "ваша заявка", "talebiniz alınmıştır", "受付完了", "受け付けました", "お問い合わせありがとう",
    "접수되었습니다", "thanks for your inquiry", "thanks for your enquiry", "thanks for your request",
    "thanks for your message", "thanks for your email", "thanks for reaching out", "thank you for your request",
    "thank you for reaching out", "thank you for your purchase", "thanks for your order", "receipt for your",
    "your receipt from", "your ticket has been", "ticket created", "case created", "vielen dank für ihre anfrage",
    "vielen dank für ihre bestellung", "ihre bestellung bei", "bestellbestätigung", "auftragsbestätigung für ihre",
    "confirmation de votre commande", "confirmation de commande", "confirmación de pedido", "conferma ordine",
    "confirmação de pedido", "bevestiging van uw bestelling", "orderbekræftelse", "orderbekräftelse",
)  # fmt: skip

# How such an answer goes on in its first lines.
RECEIVED_TEXT: tuple[str, ...] = (
    "has been received and", "your case has been", "a case has been", "new user registration on",
    "we have received your request", "we have received your message",
    "we have received your email", "we have received your e-mail", "we have received your inquiry",
    "we have received your enquiry", "we have received your ticket", "we have received your application",
    "we have received your order", "we've received your request", "we've received your message",
    "we've received your email", "we received your request", "we received your message",
    "your request has been received", "your message has been received", "your email has been received",
    "your ticket has been created", "a ticket has been created", "ticket has been opened", "support request has been",
    "someone will reply", "will reply within", "reply to you within", "will respond within", "will get back to you within", "reviewed by our support", "ticket has been created with", "has been created under the number",
    "will get back to you as soon", "will respond as soon as", "will be in touch shortly", "get back to you shortly",
    "to provide additional information, please reply", "thank you for your order", "thank you for your purchase",
    "your order has been", "your payment has been", "your account has been created", "reset your password",
    "verify your email", "confirm your email", "verification code", "you are receiving this email because",
    "you received this email because", "ihre anfrage ist bei uns eingegangen", "haben ihre anfrage erhalten",
    "ihre nachricht ist bei uns eingegangen", "ihre nachricht erhalten und", "schnellstmöglich bearbeiten",
    "vielen dank für ihre bestellung", "passwort zurückzusetzen", "sie erhalten diese e-mail, weil",
    "nous avons bien reçu votre", "merci pour votre commande", "vous recevez cet e-mail",
    "hemos recibido su solicitud", "hemos recibido tu", "gracias por su pedido", "gracias por tu compra",
    "abbiamo ricevuto la tua", "abbiamo ricevuto la sua", "grazie per il tuo ordine", "recebemos a sua",
    "recebemos sua", "obrigado pela sua compra", "wij hebben uw bericht", "we hebben je bericht", "bedankt voor je bestelling",
    "vi har modtaget din", "vi har mottagit ditt", "vi har mottatt din", "olemme vastaanottaneet", "otrzymaliśmy twoje",
    "otrzymaliśmy państwa", "przyjęliśmy", "vaši zprávu jsme", "ваше обращение", "ваш запрос", "заявка принята", "talebiniz",
    "お問い合わせいただき", "お問い合わせを受け", "受け付けいたしました", "已收到您的邮件", "您的邮件已收到", "我会尽快给您回复",
    "我们已收到", "我們已收到", "문의가 접수", "접수되었습니다",
)  # fmt: skip

# What a mail box says that lets a stranger's mail in only once the stranger has answered.
CHALLENGE: tuple[str, ...] = (
    "verify that you are a real", "confirm that you are a real", "confirm that you are human", "confirm that you are a human", "prove that you are human", "prove you are human",
    "requires that you verify", "to have your message delivered", "to release your message", "your message will be delivered once", "message is waiting for your confirmation",
    "awaiting your confirmation", "link to release it", "link to release your", "complete this verification", "simply reply to this message and leave the subject", "added to my list of approved senders", "my approved senders list",
    "not on my approved", "not on the approved senders", "not on my whitelist", "uses a challenge", "challenge-response", "challenge/response",
    "bestätigen sie bitte, dass sie", "dass sie kein spammer", "damit ihre nachricht zugestellt", "damit ihre e-mail zugestellt", "pour que votre message soit remis", "que vous n'êtes pas un robot",
    "para que su mensaje sea entregado", "para que sua mensagem seja entregue", "affinché il suo messaggio", "подтвердите, что вы не робот",
)  # fmt: skip

# What a mail program says when it was asked to tell that a mail was opened (RFC 8098 §2.1), where it writes no report.
RECEIPT_TEXT: tuple[str, ...] = (
    "was received by", "opened the message", "read the message", "has been received by", "wurde empfangen von", "a été reçu par", "was seen by", "was opened by",
    "was read on", "has been read on", "was read at", "was displayed on", "has been displayed", "was opened on", "was deleted without being read", "deleted without being", "no guarantee that the message has been read",
    "wurde am", "gelesen am", "wurde gelesen", "wurde ungelesen gelöscht", "ohne gelesen zu werden gelöscht", "wurde angezeigt", "a été lu", "a été affiché", "a été supprimé sans",
    "fue leído", "se leyó", "ha sido leído", "se eliminó sin", "è stato letto", "è stato eliminato senza", "foi lida", "foi lido", "foi excluída sem", "is gelezen", "werd gelezen", "blev læst", "ble lest", "lästes",
    "on luettu", "została przeczytana", "byla přečtena", "было прочитано", "прочитано", "okundu", "elolvasták", "開封され", "阅读时间", "已被阅读", "已于", "읽었습니다",
)  # fmt: skip

# Subjects of machines that hand on what came by telephone, fax or copier, matched at the start.
DEVICES: tuple[str, ...] = (
    "[pbx", "new voicemail", "voicemail from", "voice message from", "new voice message", "voicemail message", "new fax",
    "fax from", "fax received", "fax von", "neues fax", "neue sprachnachricht", "sprachnachricht von", "scan from",
    "scanned from", "scanned image from", "message from km", "scan von", "scan to email", "scanned document", "scanned file", "gescanntes dokument", "document numérisé", "documento escaneado", "documento scansionato", "sms from", "text message from", "missed call from", "verpasster anruf", "appel manqué", "llamada perdida", "chiamata persa", "chamada perdida", "gemiste oproep",
    "nouveau message vocal", "message vocal", "télécopie de", "numérisation", "buzón de voz", "mensaje de voz",
)  # fmt: skip

MONITORING: tuple[str, ...] = (
    "problem:", "recovery:", "** problem", "** recovery", "[problem]", "[recovery]", "[firing",
    "[failed]", "[success]", "[error]", "[ok", "[prtg", "[vmware", "apt-listchanges", "unattended-upgrades", "cron-apt", "[pagerduty", "[synology", "[qnap", "check_mk:", "fired:sev", "toner low", "low toner", "spam quarantine", "quarantine digest", "quarantine report", "quarantine summary", "quarantine notification",
    "[resolved]", "[alerting]", "[alert]", "[alarm]", "alert:", "alarm:", "[ok]", "[critical]",
    "[warning]", "[down]", "[up]", "cron <", "logwatch for", "anacron job", "build failed", "failed:",
    "[jenkins]", "[jira]", "[nagios]", "[zabbix]", "[icinga]", "[grafana]", "[monitoring]",
    "[cron]", "fail2ban", "[fail2ban]", "smartd", "smart error", "backup report", "[backup",
    "undelivered report", "daily report", "monitor is down", "monitor is up", "host down", "service alert",
    "** service", "** host", "[sentry]", "[github]", "[gitlab]", "[bug ", "run failed:", "[aws",
    "aws notification", "[pagerduty]", "new sign-in", "security alert",
)  # fmt: skip

# A telephone, a fax or a copier hands something on; a work-flow waits for its reader.
CALLER: tuple[str, ...] = (
    "if this was you", "if this wasn't you", "if this was not you", "if it wasn't you", "if you did not request", "if you didn't request", "if you did not make", "no action is needed", "no action is required", "no further action is required", "no further action is needed", "auf ihrem konto", "ihrem konto wurde", "your flight", "your trip", "check in now", "jetzt einchecken", "wenn sie das nicht waren", "falls sie das nicht", "wenn du das nicht warst", "si vous n'êtes pas à l'origine", "si vous n'avez pas demandé", "si no has sido tú", "si usted no", "se non sei stato tu", "se não foi você", "als u dit niet was", "om det inte var du", "hvis det ikke var deg", "hvis det ikke var dig", "jos et ollut", "jeśli to nie ty", "pokud jste to nebyli", "если это были не вы",
    "messages in quarantine", "messages were held", "were quarantined", "release or delete", "nachrichten in quarantäne", "messages en quarantaine", "mensajes en cuarentena", "take our survey", "take the survey", "rate your experience", "rate our service", "how was your", "how would you rate", "how did we do", "tell us how", "wie zufrieden", "bewerten sie", "votre avis nous", "donnez votre avis", "valore su", "valora tu", "la tua opinione", "avalie", "geef uw mening", "beoordeel", "betygsätt", "oceń", "ohodnoťte", "оцените",
    "new comment on", "new reply to", "new follower", "new message from", "neuer kommentar", "nouveau commentaire", "nuevo comentario",
    "requires your approval", "requires your decision", "awaiting your approval", "waiting for your approval", "has been assigned to you", "was assigned to you", "wurde ihnen zugewiesen", "wartet auf ihre freigabe", "erfordert ihre genehmigung", "vous a été assigné", "requiere su aprobación", "le ha sido asignado", "richiede la sua approvazione", "aguarda sua aprovação", "wacht op uw goedkeuring",
    "you have received a new voice", "you have a new voice", "you have received a voice", "you have a new voicemail", "you have a new message in mailbox",
    "you have a missed call", "you missed a call", "left you a message", "left a message in mailbox", "you have received a fax", "you have received a new fax", "you have received a new voicemail",
    "wants to connect", "sent you a document", "please sign:", "review and sign", "sent you a message", "sent you a file", "sie haben eine neue sprachnachricht", "sie haben ein neues fax", "sie haben ein fax", "sie haben eine neue nachricht auf", "neue nachricht auf ihrer mailbox", "verpasster anruf von",
    "vous avez reçu un fax", "vous avez reçu une télécopie", "vous avez un nouveau message vocal", "vous avez reçu un message vocal", "appel manqué de",
    "ha recibido un fax", "tiene un nuevo mensaje de voz", "ha recibido un mensaje de voz", "llamada perdida de", "hai ricevuto un fax", "nuovo messaggio vocale", "chiamata persa da", "você recebeu um fax", "tem uma nova mensagem de voz",
    "u heeft een nieuw voicemailbericht", "u hebt een fax ontvangen", "nieuw voicemailbericht", "nyt voicemail", "nytt röstmeddelande", "uusi vastaajaviesti", "nowa wiadomość głosowa", "nová hlasová zpráva", "новое голосовое сообщение", "yeni sesli mesaj",
    "scanned and sent", "was scanned", "multifunction printer", "multifunction device", "multifunktionsdrucker", "wurde gescannt", "numérisé à l'aide", "ボイスメール", "スキャンされ",
)  # fmt: skip

# A code to prove oneself with; a number stands beside it.
CODE: tuple[str, ...] = (
    "verification code is", "security code is", "your code is", "login code", "one-time code", "one-time password", "one time password", "one-time passcode", "use this code", "use the following code", "enter this code", "enter the following code", "your verification code", "your security code", "your access code", "authentication code", "confirmation code is", "passcode is",
    "bestätigungscode", "sicherheitscode lautet", "ihr code lautet", "verifizierungscode", "einmalpasswort", "einmalcode", "ihre tan lautet", "code de vérification", "code de sécurité", "votre code est", "code à usage unique", "código de verificación", "código de seguridad", "su código es", "código de acceso es", "codice di verifica", "codice di sicurezza", "il tuo codice",
    "código de verificação", "código de segurança", "seu código é", "o seu código", "verificatiecode", "beveiligingscode", "uw code is", "je code is", "bekræftelseskode", "verifieringskod", "engångskod", "engangskode", "vahvistuskoodi", "kertakäyttö*", "kod weryfikacyjny", "kod jednorazowy", "ověřovací kód", "overovací kód", "код подтверждения", "код безопасности", "одноразовый пароль", "код підтвердження", "doğrulama kodu*", "ellenőrző kód*", "codul de verificare", "κωδικός επαλήθευσης", "確認コード", "認証コード", "验证码", "驗證碼", "인증번호", "인증 코드", "mã xác", "kode verifikasi", "קוד אימות", "رمز التحقق",
)  # fmt: skip

# Labels of what programs report.
RECORD: tuple[str, ...] = (
    "severity", "state", "status", "host", "hostname", "service", "priority", "job", "event", "target", "previous", "new", "trabajo", "inicio", "fin", "resultado", "lavoro", "inizio", "fine", "risultato", "esito", "durchfluss", "amount", "transaction", "rule", "error", "errors", "success", "warning", "warnings", "trigger", "device", "sensor", "alert", "alarm", "node", "server", "source", "type", "time", "date", "started", "start", "end", "duration", "pages", "sender", "extension", "caller", "serial", "model", "location", "id", "problem", "monitor", "invitee", "components", "incident", "item", "due", "requester", "assignee", "category", "short", "description", "opened", "threshold", "metric", "region", "instance", "volume", "size", "result", "message",
    "schweregrad", "gerät", "ereignis", "zustand", "dienst", "datum", "zeit", "uhrzeit", "standort", "auslöser", "meldung", "seriennummer", "seiten", "absender", "dauer", "fehler", "priorität", "quelle", "kategorie", "ergebnis", "empfangen", "restlaufzeit", "modell", "seriennr", "seriennr.", "zähler", "usuario", "amenaza", "acción", "utilisateur", "utente", "user", "action", "threat", "author", "autonomia", "autonomie", "author", "auftrag", "beginn", "ende", "anlage", "melder", "vorgang", "bearbeiter", "kunde", "betrag",
    "gravité", "équipement", "événement", "état", "heure", "hôte", "durée", "erreur", "priorité", "appareil", "gravedad", "equipo", "evento", "estado", "fecha", "hora", "servidor", "prioridad", "duración", "dispositivo", "gravità", "stato", "ora", "dispositivo", "priorità", "durata", "origine", "gravidade", "prioridade", "duração", "data",
    "ernst", "apparaat", "gebeurtenis", "tijd", "prioriteit", "tid", "händelse", "enhet", "allvarlighetsgrad", "hændelse", "alvorlighed", "laite", "tila", "aika", "zdarzenie", "urządzenie", "priorytet", "czas", "stan", "zařízení", "událost", "stav", "čas", "závažnost", "событие", "устройство", "время", "статус", "узел", "важность", "олай", "olay", "cihaz", "durum", "zaman", "esemény", "eszköz", "állapot", "idő",
    "発生時刻", "ホスト名", "ホスト", "状態", "重要度", "日時", "機器", "主机", "主机名", "状态", "级别", "告警级别", "时间", "设备", "告警时间", "告警内容", "호스트", "상태", "심각도", "시간", "장비",
)  # fmt: skip

# How letters to everybody begin.
SALUTATION: tuple[str, ...] = (
    "dear customer", "dear user", "dear valued", "dear client", "dear subscriber", "dear member", "dear colleague*", "dear recipient", "dear sender", "dear applicant", "dear guest", "dear reader*", "dear sir or madam, your",
    "liebe kundin", "lieber kunde", "sehr geehrte kundin", "sehr geehrter kunde", "sehr geehrter nutzer", "liebe leserin", "cher client", "chère cliente", "cher utilisateur", "cher abonné", "estimado cliente", "estimada cliente", "estimado/a cliente", "estimado usuario", "gentile cliente", "gentile utente", "caro cliente", "prezado cliente", "prezado(a)", "prezado usuário", "estimado utilizador", "caro utilizador", "beste klant", "geachte klant", "beste gebruiker", "kære kunde", "kjære kunde", "bästa kund", "hyvä asiakas", "szanowny kliencie", "drogi kliencie", "szanowni państwo, państwa", "vážený zákazníku", "vážený zákazník", "уважаемый клиент", "уважаемый пользователь", "шановний клієнте", "уважаеми клиент*", "poštovani korisni*", "sayın müşterimiz", "sayın kullanıcı", "değerli müşterimiz", "tisztelt ügyfelünk", "kedves ügyfelünk", "stimate client", "αγαπητέ πελάτη", "お客様各位", "尊敬的客户", "尊敬的用户", "親愛的客戶", "亲爱的用户", "고객님", "quý khách", "pelanggan yth", "לקוח יקר", "عزيزي العميل", "عميلنا العزيز",
)  # fmt: skip

# The last lines of what goes out to many: how to get no more of it.
GONE_OUT: tuple[str, ...] = (
    "you're getting this because", "you are getting this because", "you're receiving this", "you are receiving this", "you received this", "because you signed up", "because you subscribed", "leave the list", "fewer emails", "fewer mails", "mailing preferences", "notification settings", "notification preferences", "stop watching", "manage notifications", "benachrichtigungseinstellungen", "benachrichtigungen verwalten", "paramètres de notification", "configuración de notificaciones", "impostazioni di notifica", "meldingsinstellingen", "add to calendar | unsubscribe",
    "sie erhalten diese", "sie bekommen diese", "non desideri più", "non vuoi più ricevere", "ricevi questa", "vill du inte längre", "du får det här", "du får detta", "ikke længere ønsker", "ikke lenger ønsker", "du modtager denne", "du mottar denne", "geen nieuwsbrie*", "je ontvangt deze", "u ontvangt deze", "otrzymujesz tę", "nie chcesz otrzymywać", "dostáváte tento", "nechcete-li", "nepřejete-li", "вы получили это", "вы получаете", "si ya no desea", "si no desea recibir", "recibes este", "recibe este", "se não deseja", "não deseja mais", "recebeu este", "ne plus recevoir", "vous recevez ce", "vous recevez cet", "si vous ne souhaitez plus", "bu e-postayı alıyorsunuz", "ha nem szeretne", "primiți acest", "λαμβάνετε αυτό", "このメールは", "您收到此",
    "möchten sie keine", "keine weiteren", "nicht mehr erhalten", "nicht länger erhalten", "keine e-mails mehr", "stop to unsubscribe", "reply stop", "tired of these", "no more emails",
    "unsubscribe here", "to unsubscribe", "click here to unsubscribe", "unsubscribe:", "unsubscribe from", "unsubscribe |", "| unsubscribe", "unsubscribe or", "manage your subscription", "manage preferences", "email preferences", "update your preferences", "opt out", "opt-out", "view this email in your browser", "view in browser", "view online", "no longer wish to receive", "why did i get this",
    "hier abmelden", "newsletter abmelden", "newsletter abbestellen", "abmelden:", "vom newsletter abmelden", "abbestellen:", "im browser ansehen", "austragen:", "se désabonner", "se désinscrire", "désinscription", "désabonnement", "désabonner", "darse de baja", "cancelar suscripción", "cancelar la suscripción", "date de baja", "dejar de recibir", "annulla iscrizione", "disiscriv*", "cancellati", "annullare l'iscrizione", "cancelar inscrição", "cancelar a subscrição", "descadastr*", "deixar de receber", "remover subscrição", "uitschrijven", "afmelden voor", "meld je af", "afmeld nyhedsbrev", "afmeld dig", "meld deg av", "avmeld", "avregistrera", "avprenumerera", "avsluta prenumeration*", "peruuta tilaus", "peru uutiskirje*", "wypisz się", "zrezygnować z", "zrezygnuj z", "wypisać się", "odhlásit odběr", "odhlásit se", "odhlásiť", "отписаться", "відписатися", "отпишете", "odjavite se", "odjava s", "abonelikten çık*", "listeden çık*", "leiratkoz*", "dezabon*", "απεγγραφ*", "διαγραφή από", "配信停止", "配信解除", "退订", "取消订阅", "取消訂閱", "수신거부", "수신 거부", "hủy đăng ký", "berhenti berlangganan", "להסרה", "إلغاء الاشتراك",
)  # fmt: skip

# Subjects by which programs remind or report; found anywhere.
REMINDER: tuple[str, ...] = (
    "reminder", "erinnerung", "mahnung", "rappel", "recordatorio", "promemoria", "lembrete", "herinnering", "påminnelse", "påmindelse", "muistutus", "przypomnienie", "připomínka", "upomínka", "напоминание", "нагадування", "hatırlatma", "emlékeztető", "υπενθύμιση", "リマインド", "提醒", "알림",
    "digest", "summary", "newsletter", "weekly report", "daily report", "notification", "benachrichtigung", "notificación", "notifica ", "notificação", "invoice ", "rechnung", "facture n", "receipt", "investigating", "scheduled maintenance", "wartungsankündigung", "expires in", "läuft ab", "expire dans", "webinar", "nyhetsbrev", "nyhedsbrev", "uutiskirje",
)  # fmt: skip

# How calendar programs begin the subject of an answer, before a colon; and what their text says.
CALENDAR: tuple[str, ...] = (
    "accepted", "declined", "tentative", "tentatively accepted", "zugesagt", "abgelehnt", "angenommen", "mit vorbehalt", "mit vorbehalt zugesagt", "unter vorbehalt", "accepté", "refusé", "provisoire", "aceptado", "aceptada", "rechazado", "rechazada", "provisional", "accettato", "accettata", "rifiutato", "rifiutata", "provvisorio", "aceite", "aceito", "recusado", "recusada", "tentativo", "geaccepteerd", "afgewezen", "geweigerd", "voorlopig",
    "godkänt", "accepterat", "accepterad", "avböjt", "avböjd", "preliminärt", "accepteret", "afvist", "foreløbig", "godtatt", "avslått", "akseptert", "hyväksytty", "hylätty", "alustava", "zaakceptowano", "zaakceptowane", "odrzucono", "wstępnie", "přijato", "odmítnuto", "nezávazně", "prijaté", "odmietnuté", "принято", "отклонено", "под вопросом", "прийнято", "відхилено", "kabul edildi", "reddedildi", "elfogadva", "elutasítva", "acceptat", "refuzat", "αποδοχή", "απόρριψη", "承諾", "辞退", "仮承諾", "已接受", "已拒绝", "已謝絕", "暂定", "수락", "거절", "미정", "new time proposed", "neuer zeitvorschlag",
)  # fmt: skip
CALENDAR_TEXT: tuple[str, ...] = (
    "has accepted", "has declined", "has tentatively", "accepted this invitation", "declined this invitation", "accepted your invitation", "declined your invitation", "when:", "where:", "wann:", "wo:", "hat diese einladung", "hat die einladung", "quand :", "où :", "a accepté", "a refusé", "cuándo:", "dónde:", "ha aceptado", "ha rechazado", "quando:", "dove:", "ha accettato", "ha rifiutato", "onde:", "wanneer:", "waar:", "när:", "var:", "hvornår:", "hvor:", "kiedy:", "gdzie:", "kdy:", "kde:", "когда:", "где:", "日時:", "場所:", "时间:", "地点:",
)  # fmt: skip

# A mail program takes a message back for its owner; the subject, and what it says.
RECALL: tuple[str, ...] = (
    "recall:",
    "rückruf:",
    "rappel :",
    "recuperar:",
    "richiamo:",
    "intrekken:",
    "återkalla:",
)
RECALL_TEXT: tuple[str, ...] = (
    "would like to recall the message", "möchte die nachricht", "souhaite rappeler le message", "desea recuperar el mensaje", "desidera richiamare il messaggio", "wil het bericht", "vill återkalla meddelandet",
)  # fmt: skip
