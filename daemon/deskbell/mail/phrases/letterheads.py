"""The field labels of a quoted letterhead ("From:", "Von:", …) and the banners above it, by language."""

FROM = (
    "from", "von", "absender", "de", "expéditeur", "expediteur", "remitente", "da", "mittente", "remetente",
    "van",
    "afzender", "fra", "afsender", "avsender", "från", "lähettäjä", "od", "nadawca", "odesílatel",
    "odosielateľ",
    "от", "от кого", "отправитель", "від", "від кого", "kimden", "gönderen", "feladó", "de la", "expeditor",
    "šalje",
    "pošiljatelj", "από", "差出人", "送信者", "发件人", "寄件者", "寄件人", "發件人", "发信人", "보낸 사람",
    "보낸사람",
    "발신", "발신인", "từ", "người gửi", "จาก", "dari", "מאת", "من", "از", "saatja", "nuo", "no", "frá",
    "pošiljatelj",
    "pošiljka od", "siuntėjas", "보낸이", "发送人", "發信人", "autor",
)  # fmt: skip
SENT = (
    "sent", "gesendet", "gesendet am", "envoyé", "envoye", "envoyé le", "envoyé à", "date d'envoi", "enviado",
    "enviado el", "enviado em", "enviada", "enviada em", "inviato", "data invio", "verzonden", "verzonden op",
    "verstuurd", "sendt", "skickat", "skickat den", "sendt den", "lähetetty", "lähetyspäivä", "wysłano", "wysłane", "data wysłania", "odesláno",
    "odoslané",
    "отправлено", "отправлен", "дата отправки", "gönderildi", "gönderme tarihi", "gönderilme tarihi",
    "gönderilen",
    "надіслано", "elküldve", "küldve", "trimis", "trimis la", "poslano", "poslato", "изпратено", "στάλθηκε",
    "αποστολή", "送信日時", "送信日", "发送时间", "发送日期", "發送時間", "傳送時間", "寄件日期", "寄件時間",
    "보낸 날짜",
    "보낸날짜", "보낸 시간", "đã gửi", "ส่ง", "ส่งเมื่อ", "dikirim", "terkirim", "נשלח", "تم الإرسال",
    "تاريخ الإرسال",
    "saadetud", "išsiųsta", "nosūtīts", "enviat", "sent at", "date sent", "sent on", "ارسال شده",
)  # fmt: skip
DATE = (
    "date", "datum", "fecha", "data", "dato", "päiväys", "päivämäärä", "pvm", "дата", "tarih", "dátum",
    "dată",
    "ημερομηνία", "日付", "日時", "日期", "时间", "時間", "날짜", "일시", "ngày", "วันที่", "tanggal",
    "תאריך", "التاريخ",
    "تاریخ", "dags", "dagsetning", "kuupäev", "datums", "received", "empfangen", "reçu",
)  # fmt: skip
TO = (
    "to", "an", "empfänger", "à", "a", "pour", "destinataire", "para", "destinatario", "destinatário", "aan",
    "til", "till", "vastaanottaja", "do", "odbiorca", "komu", "pre", "кому", "получатель", "kime", "alıcı",
    "címzett",
    "către", "catre", "za", "prima", "προς", "宛先", "收件人", "收件者", "받는 사람", "받는사람", "수신",
    "수신인", "받는이",
    "đến", "tới", "người nhận", "ถึง", "kepada", "ke", "אל", "إلى", "الى", "به", "per a", "saaja", "kam",
    "до",
)  # fmt: skip
COPY = (
    "cc", "kopie", "kopie (cc)", "copie", "copie à", "copia", "cópia", "kopi", "kopia", "kopio", "dw",
    "копия",
    "копія", "bilgi", "másolat", "抄送", "副本", "참조", "c.c.", "bcc", "blindkopie", "cci", "cco", "ccn",
    "udw", "skrytá kopie",
    "скрытая копия", "密件抄送", "숨은참조", "สำเนา", "עותק", "نسخة", "tembusan", "đồng kính gửi",
)  # fmt: skip
SUBJECT = (
    "subject", "betreff", "betrifft", "objet", "sujet", "asunto", "oggetto", "assunto", "onderwerp", "emne",
    "ämne",
    "aihe", "temat", "předmět", "predmet", "тема", "konu", "tárgy", "subiect", "zadeva", "naslov", "θέμα",
    "件名", "主题",
    "主題", "主旨", "제목", "chủ đề", "tiêu đề", "เรื่อง", "หัวเรื่อง", "subjek", "perihal", "judul", "נושא",
    "الموضوع", "موضوع",
    "assumpte", "teema", "tema", "temats", "efni", "относно", "标题",
)  # fmt: skip
OTHER = (
    "reply-to", "reply to", "antwort an", "répondre à", "responder a", "rispondi a", "attachments", "anlagen",
    "pièces jointes", "importance", "priority", "wichtigkeit", "priorität", "附件", "添付ファイル",
    "organization",
    "message-id", "in-reply-to", "sender", "mailing list", "mailing-list", "antwoord aan", "bijlagen",
    "datos adjuntos",
    "allegati", "anexos", "вложения", "priorité", "prioridad", "첨부", "重要度", "categories", "kategorien",
)  # fmt: skip

LABELS: dict[str, str] = {
    word.casefold(): kind
    for kind, words in (
        ("other", OTHER), ("to", TO), ("copy", COPY), ("date", DATE), ("sent", SENT), ("subject", SUBJECT),
        ("from", FROM),
    )
    for word in words
}  # fmt: skip
"""Each label, in lower case, to what it means: from, sent, date, to, copy, subject or other."""

ORIGINAL: frozenset[str] = frozenset((
    "original message", "original appointment", "original", "original e-mail", "original email",
    "original mail",
    "replied message", "reply message", "original msg", "in reply to", "originalmessage",
    "original message follows", "reply separator", "ursprüngliche mitteilung",
    "originalnachricht", "original-nachricht", "ursprüngliche nachricht", "ursprungliche nachricht",
    "original-mail",
    "ursprüngliche mail", "ursprüngliche e-mail", "original nachricht", "ursprünglicher termin",
    "originaltermin",
    "ursprüngliche information", "originale nachricht",
    "message d'origine", "message d’origine", "message original", "mail original", "message initial",
    "e-mail d'origine", "rendez-vous d'origine", "message d' origine",
    "mensaje original", "correo original", "mensaje de origen", "mensaje citado",
    "messaggio originale", "messaggio original", "messaggio originario", "mail originale",
    "mensagem original", "mensagem de origem", "e-mail original",
    "oorspronkelijk bericht", "origineel bericht", "oorspronkelijke bericht", "origineel", "origineel e-mail",
    "original meddelelse", "oprindelig meddelelse", "oprindelig besked", "den oprindelige meddelelse",
    "original besked", "oprindelig mail", "oprindelig e-mail",
    "original melding", "opprinnelig melding", "opprinnelig e-post", "original e-post",
    "ursprungligt meddelande", "originalmeddelande", "ursprungsmeddelande", "originalmejl",
    "ursprungligt mejl",
    "alkuperäinen viesti", "alkuperäinen sähköposti", "alkup. viesti",
    "wiadomość oryginalna", "oryginalna wiadomość", "treść oryginalnej wiadomości", "wiadomość pierwotna",
    "pierwotna wiadomość", "oryginalny list",
    "původní zpráva", "původní e-mail", "pôvodná správa", "originální zpráva", "originálna správa",
    "исходное сообщение", "оригинальное сообщение", "исходное письмо", "оригинал сообщения",
    "оригінальне повідомлення",
    "вихідне повідомлення", "оригинално съобщение", "изначальное сообщение",
    "orijinal mesaj", "orijinal ileti", "özgün ileti", "özgün mesaj", "orjinal mesaj", "asıl ileti",
    "eredeti üzenet", "eredeti levél", "mesaj original", "mesajul original", "mesaj iniţial", "mesaj inițial",
    "izvorna poruka", "originalna poruka", "izvirno sporočilo", "αρχικό μήνυμα", "missatge original",
    "元のメッセージ", "元のメール", "オリジナルメッセージ", "原始邮件", "原始郵件", "原邮件", "邮件原件",
    "回复的原邮件", "原始信件",
    "原信", "原始邮件信息", "回复邮件信息", "原郵件", "원본 메시지", "원본 메일", "원본 이메일", "원본메일",
    "원본 편지", "원래 메시지",
    "thư gốc", "tin nhắn gốc", "ข้อความต้นฉบับ", "ต้นฉบับ", "pesan asli", "הודעה מקורית", "الرسالة الأصلية",
    "پیام اصلی",
    "algne kiri", "algne sõnum", "pradinis pranešimas", "sākotnējais ziņojums", "upprunaleg skilaboð",
))  # fmt: skip

ORIGINAL_STARTS: tuple[str, ...] = (
    "original message from ", "message from ", "nachricht von ", "message de ", "mensaje de ", "messaggio da ", "bericht van ",
)  # fmt: skip
"""How Notes and others begin the line between dashes, when a name follows."""

FORWARDED: frozenset[str] = frozenset((
    "forwarded message", "begin forwarded message", "this is a forwarded message", "forwarded mail", "forwarded email", "forwarded e-mail",
    "forwarded letter", "fwd", "forward", "start of forwarded message", "forwarded by", "forwarded",
    "weitergeleitete nachricht", "anfang der weitergeleiteten nachricht",
    "anfang der weitergeleiteten e-mail",
    "beginn der weitergeleiteten nachricht", "weitergeleitete e-mail", "weitergeleitete mail",
    "weitergeleitet",
    "message transféré", "message transmis", "message réexpédié", "début du message transféré",
    "message transfere",
    "début du message réexpédié", "e-mail transféré", "mail transféré", "courriel transféré",
    "message reexpedie",
    "mensaje reenviado", "inicio del mensaje reenviado", "comienzo del mensaje reenviado", "correo reenviado",
    "mensaje enviado",
    "messaggio inoltrato", "inizio messaggio inoltrato", "inizio del messaggio inoltrato", "email inoltrata",
    "mensagem encaminhada", "mensagem reencaminhada", "início da mensagem encaminhada",
    "início da mensagem reencaminhada", "e-mail encaminhado", "mensagem reenviada",
    "doorgestuurd bericht", "begin doorgestuurd bericht", "doorgezonden bericht", "doorgestuurde e-mail",
    "doorgestuurde bericht", "begin van doorgestuurd bericht",
    "videresendt meddelelse", "videresendt besked", "start på videresendt besked", "videresendt mail",
    "start på videresendt meddelelse", "begynd videresendt besked", "videresendt melding",
    "videresendt e-post",
    "start på videresendt melding", "videresendt",
    "vidarebefordrat meddelande", "vidarebefordrat brev", "början på vidarebefordrat meddelande",
    "vidarebefordrat mejl",
    "vidarebefordrat e-postmeddelande", "vidarebefordrat e-brev",
    "välitetty viesti", "edelleenlähetetty viesti", "välitetty viesti alkaa", "edelleen lähetetty viesti",
    "lähetetty edelleen", "välitetty sähköposti",
    "wiadomość przekazana", "przekazana wiadomość", "treść przekazanej wiadomości", "przesłana wiadomość",
    "początek przekazywanej wiadomości", "wiadomość przekazana dalej", "początek przekazanej wiadomości",
    "przekazywana wiadomość", "wiadomość przesłana dalej",
    "přeposlaná zpráva", "začátek přeposílané zprávy", "přeposlaný e-mail", "předaná zpráva",
    "začátek přeposlané zprávy",
    "preposlaná správa", "začiatok preposlanej správy",
    "пересланное сообщение", "пересылаемое сообщение", "переадресованное сообщение", "пересланное письмо",
    "начало переадресованного сообщения", "начало пересылаемого сообщения", "начало пересланного сообщения",
    "переслане повідомлення", "перенаправлене повідомлення", "препратено съобщение", "препратено писмо",
    "yönlendirilmiş ileti", "iletilen mesaj", "iletilmiş mesaj", "yönlendirilen mesaj", "iletilen ileti",
    "yönlendirilmiş mesaj", "iletilmiş ileti",
    "yönlendirilen ileti", "başlangıç iletilen ileti",
    "továbbított üzenet", "továbbított levél", "továbbított üzenet kezdete", "továbbított levél kezdete",
    "mesaj redirecționat", "mesaj redirecţionat", "mesaj transmis", "proslijeđena poruka",
    "prosleđena poruka",
    "posredovano sporočilo", "προωθημένο μήνυμα", "μήνυμα που προωθήθηκε", "missatge reenviat",
    "edastatud kiri",
    "転送されたメッセージ", "転送メッセージ", "転送されたメール", "転送", "转发的邮件", "转发邮件",
    "转发邮件信息", "下面是被转发的邮件",
    "以下是轉寄的郵件", "轉寄的郵件", "轉寄郵件", "開始轉寄郵件", "已转发邮件", "已轉寄郵件", "轉寄訊息",
    "开始转发邮件",
    "전달된 메시지", "전달된 메일", "전달된 이메일", "전달 메일", "전달한 메시지", "thư được chuyển tiếp",
    "thư đã chuyển tiếp",
    "ข้อความที่ส่งต่อ", "pesan terusan", "pesan yang diteruskan", "הודעה שהועברה", "رسالة معاد توجيهها",
    "الرسالة المعاد توجيهها",
    "رسالة مُعاد توجيهها", "پیام هدایت‌شده", "áframsent skeyti",
))  # fmt: skip

FORWARDED_STARTS: tuple[str, ...] = (
    "forwarded by ", "forwarded message from ", "forwarded from ", "weitergeleitet von ", "transféré par ",
    "réexpédié par ", "reenviado por ", "inoltrato da ", "encaminhado por ", "doorgestuurd door ",
    "videresendt af ",
    "videresendt av ", "vidarebefordrat av ", "przekazane przez ", "переслано ", "forwarded mail from ",
)  # fmt: skip

LETTER_ENDS: tuple[str, ...] = (
    "end ", "ende ", "fin ", "fine ", "fim ", "einde ", "slut ", "slutt ", "koniec ", "konec ", "kraj ", "sfârșitul ",
    "vége", "конец ", "кінець ", "край ", "τέλος ", "結束", "结束", "終わり",
)  # fmt: skip
"""How the lower of the two banners around a letter passed on begins."""

FORWARD_SUBJECTS: frozenset[str] = frozenset((
    "fw", "fwd", "wg", "weitergeleitet", "tr", "trans", "transmis", "rv", "reenv", "reenviado", "i",
    "inoltra", "enc",
    "vs", "vl", "vb", "vbs", "doorst", "přp", "pd", "fs", "pr", "vid", "vidareb", "пересл", "перес", "переслать",
    "fwd.", "пд",
    "ilt", "i̇lt", "yönl", "ym", "továbbítás", "trad", "пересылка", "转发", "轉寄", "转寄", "轉發", "转",
    "転送", "전달",
    "πρθ", "προ", "הועבר", "إعادة", "إعادة توجيه", "chuyển tiếp", "terusan", "redir", "prosl",
    "proslijeđeno", "edasi",
))  # fmt: skip
"""What stands before a forwarded subject's colon. `vs` is an answer in Finnish, a forward in Norwegian."""
