"""What telephones, programs, lists and legal departments write below a person's words."""

SENT_STARTS: tuple[str, ...] = (
    "sent from ", "sent via ", "sent by ", "sent using ", "sent with ", "sent on ", "sent through ", "sent while ",
    "composed on ", "typed on ", "written on my ", "this message was sent from my ", "this email was sent from my ",
    "gesendet von ", "gesendet mit ", "gesendet via ", "gesendet über ", "gesendet aus ", "von meinem ", "von meiner ",
    "von unterwegs ", "mobil gesendet", "diese nachricht wurde von meinem ", "verfasst auf ", "gesendet vom ",
    "envoyé de ", "envoyé depuis ", "envoyé à partir ", "envoyé avec ", "envoyé par ", "envoyé via ", "envoyé du ",
    "envoyée depuis ", "envoyé d'", "envoyé d’", "envoye de ", "télécharger outlook", "obtenez outlook",
    "enviado desde ", "enviado con ", "enviado de ", "enviado por ", "enviado vía ", "enviado a través ", "enviat des ",
    "enviado do ", "enviado a partir ", "enviado via ", "enviado pelo ", "enviado através ", "enviada do ", "enviat amb ",
    "inviato da ", "inviato dal ", "inviato con ", "inviato tramite ", "inviata da ",
    "verzonden vanaf ", "verstuurd vanaf ", "verzonden met ", "verstuurd met ", "verzonden via ", "verstuurd via ",
    "verzonden door ", "verstuurd vanuit ", "verzonden vanuit ",
    "sendt fra ", "sendt med ", "sendt via ", "skickat från ", "skickat med ", "skickad från ", "skickat via ",
    "lähetetty ", "saadetud ", "nosūtīts ", "išsiųsta ",
    "wysłane z ", "wysłano z ", "wysłane przez ", "wysłane za ", "wysłano przez ", "wysłane ze ",
    "odesláno z ", "odesláno ze ", "odoslané z ", "odoslané zo ", "posláno z ", "poslané z ", "odesláno pomocí ",
    "отправлено с ", "отправлено из ", "отправлено через ", "отправлено от ", "надіслано з ", "изпратено от ",
    "poslano sa ", "poslano s ", "poslano z ", "poslano iz ", "poslato sa ", "trimis de pe ", "trimis din ", "küldve ", "elküldve ",
    "iphone-omról küldve", "στάλθηκε από ", "εστάλη από ", "αποστολή από ",
    "được gửi từ ", "gửi từ ", "dikirim dari ", "ส่งจาก", "发自", "發自", "从我的", "從我的", "來自我的", "傳送自", "通过我的",
    "נשלח מ", "أُرسلت من", "أرسلت من", "مرسل من", "ارسال شده از", "sendt frå ", "send från ",
    "provient de mon ",
)  # fmt: skip
SENT_ENDS: tuple[str, ...] = (
    "gesendet", "geschickt", "gönderildi", "gönderilmiştir", "から送信", "から送信されました", "より送信", "发送", "發送",
    "傳送", "에서 보냄", "에서 전송", "보냄", "küldve", "küldött", "lähetetty", "verzonden", "verstuurd", "의 메일",
)  # fmt: skip

SENDERS: tuple[str, ...] = (
    "iphone", "ipad", "ipod", "blackberry", "android", "samsung", "galaxy", "windows", "phone", "mobile", "mobil",
    "htc", "nokia", "huawei", "xiaomi", "redmi", "sony", "xperia", "motorola", "moto ", "pixel", "nexus", "oneplus",
    "tablet", "handheld", "verizon", "t-mobile", "at&t", "yahoo", "outlook", "gmail", "proton", "tutanota", "tuta",
    "telekom", "handy", "smartphone", "téléphone", "telefon", "teléfono", "telefone", "telefoon", "móvil", "mobiel",
    "móbil", "celular", "cellulare", "sprint", "treo", "palm", "bluemail", "blue mail", "maildroid", "k-9", "mailbird",
    "spark", "boxer", "typeapp", "aqua", "mymail", "mailbox", "airmail", "superhuman", "fastmail", "newton", "canary",
    "em client", "zimbra", "apple", "macbook", "imac", "my mac", "mac os", "laptop", "workspace", "gmx", "web.de", "mail.ru", "яндекс",
    "yandex", "почт", "телефон", "мобильн", "мобільн", "puhelin", "puhelimesta", "cep", "telefonumdan", "wireless",
    "4g", "5g", "lte", "zoho", "hey", "missive", "front", "thunderbird", "roundcube", "polymail", "edison", "vivo", "oppo",
    "honor", "realme", "lenovo", "asus", "droid", "surface", "cell", "sparrow", "wp7", "lumia", "kindle", "free.fr", "mail für", "mail for",
    "courrier pour", "correo para", "posta per", "mail voor", "orange mail", "posteo", "手机", "手機", "携帯", "휴대폰", "邮箱", "网易",
    "qq", "鸿蒙", "小米", "华为", "アイフォン", "aparat", "مي", "הנייד", "הטלפון", "iphon", "watch", "ereader", "mailspring", "evolution",
    "cloudmagic", "boomerang", "nine", "secure email", "mi phone", "a phone", "telus", "rogers", "vodafone", "o2",
)  # fmt: skip

PROGRAMS: tuple[str, ...] = (
    "get outlook for", "outlook for ios", "outlook for android", "outlook für", "outlook pour", "outlook para",
    "outlook per ", "outlook voor", "outlook för", "outlook til", "outlook dla", "outlook pro", "outlook для",
    "outlook'u", "outlook を", "outlook for", "outlook 用", "用 outlook", "適用於", "适用于", "ios용", "android용",
    "outlook pentru", "download outlook", "outlook mobile",
)  # fmt: skip
"""A line with Outlook and iOS or Android in it advertises the program, in any order of words."""

CLOSING_NOTES: tuple[str, ...] = (
    "this email and any", "this e-mail and any", "this message and any", "the information contained in this",
    "the information in this e", "the information transmitted", "this e-mail is confidential", "this email is confidential",
    "this message is confidential", "this email may contain", "this e-mail may contain", "this message may contain",
    "this message contains confidential", "this email contains confidential", "this e-mail contains confidential",
    "this communication is", "this communication may", "the contents of this e", "this electronic m",
    "this transmission", "confidentiality notice", "confidentiality note", "confidential notice", "legal disclaimer",
    "disclaimer:", "important notice:", "important: this e", "please consider the environment", "think before you print",
    "before printing", "this email has been scanned", "this e-mail has been scanned", "this email has been checked",
    "this email was checked", "this email is free from viruses", "virus-free.", "virus free.", "no virus found",
    "checked by avg", "scanned by ", "email secured by", "if you are not the intended recipient",
    "if you have received this", "privileged and confidential", "this mail is confidential", "notice: this e",
    "this email, including any", "this e-mail, including any", "this message, including any", "this e-mail transmission",
    "this email transmission", "this email (including any", "this e-mail (including any", "this message (including any",
    "this is a confidential", "information contained in this",
    "diese e-mail enthält", "diese e-mail kann", "diese nachricht enthält", "diese nachricht ist vertraulich",
    "der inhalt dieser e-mail", "die information in dieser", "die in dieser e-mail", "vertraulichkeitshinweis",
    "diese e-mail ist", "diese mail wurde", "diese e-mail wurde von avast", "diese e-mail wurde auf viren", "virenfrei.",
    "bitte denken sie an die umwelt", "bitte prüfen sie der umwelt", "denken sie an die umwelt",
    "ce message et toutes", "ce message et ses", "ce message est confidentiel", "ce courriel", "ce message contient",
    "cet e-mail", "l'absence de virus", "garanti sans virus", "sans virus.", "pensez à l'environnement", "les informations contenues",
    "avis de confidentialité", "este mensaje y sus", "este mensaje y cualquier", "este correo electrónico", "este mensaje se dirige",
    "este mensaje va dirigido", "este mensaje contiene", "aviso legal", "aviso de confidencialidad", "libre de virus.",
    "la información contenida", "antes de imprimir", "questo messaggio", "questa e-mail", "questa email", "le informazioni contenute",
    "avviso di riservatezza", "privo di virus.", "ai sensi del", "esta mensagem", "este e-mail", "este email", "as informações contidas",
    "aviso de confidencialidade", "livre de vírus.", "antes de imprimir este", "dit bericht is", "dit e-mailbericht", "deze e-mail",
    "de informatie in dit", "de informatie verzonden", "virusvrij.", "denna e-post", "detta e-post", "detta meddelande",
    "denne e-mail", "denne e-post", "denne mail", "virusfri.", "tämä viesti", "tämä sähköposti", "ta wiadomość", "niniejsza wiadomość",
    "treść tej wiadomości", "wiadomość zawiera", "wolny od wirusów.", "tento e-mail", "tato zpráva", "bez virů.",
    "настоящее сообщение", "данное сообщение", "это сообщение", "без вирусов.", "bu e-posta", "bu mesaj", "本邮件", "本電子郵件",
    "此邮件", "此電子郵件", "このメール", "본 메일", "이 메일",
)  # fmt: skip

LIST_FOOTERS: tuple[str, ...] = (
    "you received this message because", "you are receiving this because", "to unsubscribe from", "to unsubscribe",
    "to post to this group", "for more options, visit", "to view this discussion",  "to subscribe or unsubscribe",
    "reply to this email directly", "visit this group at", "view this discussion on",
    "sie erhalten diese nachricht, weil", "vous recevez ce message", "has recibido este mensaje", "du hast diese nachricht erhalten",
    "yahoo! groups links", "subscription settings",
)  # fmt: skip

BORDER_NOTES: tuple[str, ...] = (
    "caution: this e", "caution: external", "caution! this", "caution - external", "caution: this message", "external email:",
    "external email!", "external email -", "external e-mail:", "external sender:", "external message:", "external:", "warning: this e", "warning: external",
    "this email originated from outside", "this message originated from outside", "this email originates from outside",
    "this e-mail originated from outside", "this message came from outside", "this email is from an external", "you don't often get email from",
    "you don’t often get email from", "some people who received this message don't often", "be careful with this message",
    "achtung: diese e", "achtung: externe", "vorsicht: externe", "diese e-mail kommt von außerhalb", "diese e-mail stammt von einem externen",
    "sie erhalten nicht oft eine e-mail von", "sie erhalten nicht häufig e-mails von", "externe e-mail", "attention : ce", "attention: ce",
    "expéditeur externe", "vous n’obtenez pas souvent", "vous n'obtenez pas souvent", "no suele recibir", "correo externo",
    "precaución: este", "let op: deze e-mail", "u ontvangt niet vaak", "attenzione: questa", "non si ricevono spesso", "[external",
    "[extern", "[ext]",
)
"""What a mail gateway writes above a message that came from outside."""
BORDER_WORDS: tuple[str, ...] = (
    "outside", "extern", "organi", "learn why", "learnabout", "außerhalb", "not recognize", "don't click", "do not click",
    "souvent", "suele", "vaak", "spesso", "unknown sender", "often get", "oft eine", "häufig",
)
SMALL_PRINT_WORDS: tuple[str, ...] = (
    "confiden", "intended", "recipient", "destinat", "vertraul", "empfänger", "adressat", "virus", "avast", "avg",
    "environ", "umwelt", "imprim", "print", "priva", "privileg", "legal", "disclaim", "riservat", "geadresseerde",
    "vertrouwel", "poufn", "důvěrn", "конфиден", "gizli", "機密", "保密", "기밀", "scanned", "checked", "sekret", "fortrol",
    "konfid", "luottamuk", "addressee", "scanner", "mimecast", "secured", "ambiente", "adresat", "přísluš", "wirus",
    "vírus", "viren", "viry", "вирус", "omgeving", "miljø", "miljö",
)
"""What small print is about; a paragraph that only begins like it is a person's own."""

OWN_LINES: tuple[str, ...] = (
    "Sent from my ", "Get Outlook for ", "Envoyé de mon ", "Von meinem ", "Enviado desde mi ", "Sent from Yahoo Mail",
    "Verstuurd vanaf mijn ", "Inviato da iPhone", "Enviado do meu ",
)
"""A telephone's words that are looked for in the midst of a line as well."""
