"""How mail programs introduce a quotation, by language: verbs, opening words, weekdays."""

VERBS: dict[str, tuple[str, ...]] = {
    "en": ("wrote", "writes", "said", "has written"),
    "de": ("schrieb", "schrieben", "hat geschrieben", "schreibt", "geschrieben"),
    "fr": ("a écrit", "a ecrit", "écrivait", "a dit", "avez écrit", "a envoyé", "écrit"),
    "es": ("escribió", "escribio", "escribía", "ha escrito"),
    "ca": ("va escriure", "ha escrit"),
    "gl": ("escribiu",),
    "it": ("ha scritto", "scrisse", "scrive"),
    "pt": ("escreveu", "escreveram"),
    "nl": ("schreef", "heeft geschreven", "het volgende geschreven"),
    "da": ("skrev", "skrev følgende"),
    "sv": ("skrev",),
    "no": ("skrev",),
    "is": ("skrifaði",),
    "fi": ("kirjoitti",),
    "et": ("kirjutas",),
    "lv": ("rakstīja",),
    "lt": ("rašė", "parašė"),
    "pl": ("napisał(a)", "napisał", "napisała", "pisze", "napisał/a"),
    "cs": ("napsal(a)", "napsal", "napsala", "píše", "napsal/a"),
    "sk": ("napísal(a)", "napísal", "napísala", "píše"),
    "sl": ("napisal", "napisala", "je napisal/-a", "piše"),
    "hr": ("napisao", "napisala", "napisao/la", "je napisao"),
    "sr": ("је написао", "је написала", "написао", "написала"),
    "hu": ("írta", "ezt írta"),
    "ro": ("a scris",),
    "bg": ("написа", "написал"),
    "ru": ("написал(а)", "написал", "написала", "пишет", "писал", "писали", "писала"),
    "uk": ("пише", "написав", "написала", "писав", "написав(ла)"),
    "el": ("έγραψε", "έγραψαν"),
    "tr": ("yazdı", "şunu yazdı", "şunları yazdı"),
    "ja": ("書きました", "のメッセージ", "のメール", "さんからの", "書いた"),
    "zh": ("写道", "寫道", "提到", "写到", "寫到", "写信"),
    "ko": ("작성", "쓴 글", "작성함", "보낸 메시지", "님의 말", "썼습니다"),
    "vi": ("đã viết", "viết"),
    "th": ("เขียนว่า", "เขียน"),
    "id": ("menulis", "tulis"),
    "he": ("כתב", "כתבה", "כתב/ה", "מאת"),
    "ar": ("كتب", "كتبت", "كتابة ما يلي", "بواسطة"),
    "fa": ("نوشت", "نوشته"),
    "eu": ("idatzi du",),
    "af": ("geskryf", "het geskryf"),
    "hi": ("ने लिखा", "लिखा"),
    "bn": ("লিখেছেন",),
    "ka": ("დაწერა",),
    "hy": ("գրել է", "գրեց"),
    "sq": ("shkroi",),
    "mk": ("напиша",),
    "az": ("yazıb", "yazdı"),
    "kk": ("жазды",),
}

ENDINGS = (
    "wrote",
    "schrieb",
    "écrit",
    "ecrit",
    "escribió",
    "scritto",
    "escreveu",
    "schreef",
    "geschreven",
    "skrev",
    "kirjoitti",
    "napisał(a)",
    "napsal(a)",
    "написал(а)",
    "написал",
    "пишет",
    "yazdı",
    "写道",
    "寫道",
    "작성",
)
"""The commonest verbs, which some programs leave without a colon."""

OPENERS: tuple[str, ...] = (
    "on ", "at ", "in article ", "in message ",  # en
    "am ", "von ",  # de
    "le ", "en date du ", "selon ",  # fr
    "el ", "a las ", "en ",  # es, ca
    "il ", "in data ", "alle ",  # it
    "em ", "no dia ", "na data ", "a ",  # pt
    "op ",  # nl
    "den ", "på ", "d. ",  # da, sv, no
    "kl. ",
    "w dniu ", "dnia ",  # pl
    "dne ", "dňa ", "v ", "ve ", "u ", "dana ",  # cs, sk, sl, hr
    "în ", "pe ", "la data ",  # ro
    "на ", "в ", "у ", "от ",  # bg, ru, uk
    "στις ", "την ",  # el
    "vào ", "lúc ", "ในวันที่", "เมื่อ", "pada ", "tarikh ",
    "在", "於", "于",
    "בתאריך", "ב-", "في", "در تاریخ", "در",
    "sur ", "date: ",
)  # fmt: skip
"""A line that attributes a quotation, and does not open with a date or a name, opens with one of these."""

DAYS: frozenset[str] = frozenset((
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "mo", "di", "mi", "do", "fr", "sa", "so",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "lun",
    "mar", "mer", "jeu", "ven", "sam", "dim", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi",
    "dimanche", "mié", "mie", "jue", "vie", "sáb", "sab", "dom", "lunes", "martes", "miércoles", "jueves",
    "viernes", "sábado", "domingo", "gio", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato",
    "domenica", "seg", "ter", "qua", "qui", "sex", "segunda", "terça", "quarta", "quinta", "sexta",
    "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "ma", "wo", "vr", "za",
    "zo", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "man", "tir",
    "tirs", "ons", "tor", "tors", "fre", "lør", "søn", "mandag", "tirsdag", "onsdag", "torsdag", "fredag",
    "lørdag", "søndag", "mån", "tis", "lör", "sön", "måndag", "tisdag", "lördag", "söndag", "ti", "ke",
    "to", "pe", "la", "su", "maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai",
    "sunnuntai", "pon", "pn", "wt", "śr", "czw", "pt", "sob", "niedz", "nd", "poniedziałek", "wtorek",
    "środa", "czwartek", "piątek", "sobota", "niedziela", "po", "út", "st", "čt", "pá", "ne", "pondělí",
    "úterý", "středa", "čtvrtek", "pátek", "neděle", "ut", "št", "pi", "пн", "вт", "ср", "чт", "пт", "сб",
    "вс", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "нд",
    "понеділок", "вівторок", "середа", "п'ятниця", "субота", "неділя", "paz", "pzt", "sal", "çar", "per",
    "cum", "cmt", "pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar", "hétfő",
    "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap", "luni", "marți", "miercuri", "joi",
    "vineri", "sâmbătă", "duminică", "δευ", "τρί", "τετ", "πέμ", "παρ", "σάβ", "κυρ",
))  # fmt: skip

LEADS: tuple[str, ...] = (
    "quoting ", "zitat von ", "zitiere ", "citando a ", "citando ", "citat från ", "citation de ",
    "citation ",
    "wiadomość napisana przez ", "missatge de ", "lainaus ", "citerar ", "citeren ", "citaat van ",
    "mensaje de ",
    "in reply to ", "in response to ", "en réponse à ", "als antwort auf ", "in antwort auf ", "en respuesta a ",
    "in risposta a ", "em resposta a ", "in antwoord op ", "som svar på ", "w odpowiedzi na ", "v odpovědi na ",
    "в ответ на ",
    "quotation from ", "cytowanie ", "цитирую ", "idézet ",
)  # fmt: skip
"""Words that introduce a quotation without any verb, when a name and an address follow."""

SHORT_LEADS: tuple[str, ...] = (
    "(in reply to ", "according to ", "from the keyboard of ", "thus spake ", "thus spoke ", "also sprach ",
    "begin quote ", "replying to ",
)  # fmt: skip
"""Old and playful words that introduce a quotation when quoted lines follow."""

FIRST_PERSON: tuple[str, ...] = (
    "i wrote", "we wrote", "i said", "he wrote", "she wrote", "they wrote", "friend wrote", "customer wrote",
    "client wrote", "ich schrieb", "schrieb ich", "wir schrieb", "schrieben wir", "er schrieb",
    "il a écrit", "elle a écrit", "on a écrit", "qui a écrit", "j'ai écrit", "ik schreef", "schreef ik",
    "jag skrev",
    "skrev jag", "jeg skrev", "vi skrev", "skrev vi", "я писал", "я написал", "мы писали", "он написал",
)  # fmt: skip
"""A person telling what was written, not a program introducing a quotation."""

SECOND_PERSON: tuple[str, ...] = (
    "you wrote", "you said", "sie schrieb", "schrieb sie", "schrieben sie", "du schrieb", "vous avez écrit",
    "u schreef", "je schreef", "schreef je", "schreef u", "du skrev", "skrev du", "вы писали", "вы написали",
)  # fmt: skip
"""Some programs speak so as well, and then give the full time."""
