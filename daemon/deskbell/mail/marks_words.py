"""The words by which people mark a subject as urgent or as able to wait, by language. Casefolded, whole
words.
"""

URGENT: dict[str, tuple[str, ...]] = {
    "en": ("urgent", "urgently", "very urgent", "emergency", "asap", "a.s.a.p.", "high priority",
           "high importance", "top priority", "critical", "immediate action", "time sensitive",
           "time-sensitive", "important", "prio 1", "priority 1", "p1", "sev1", "sev 1", "sev-1"),
    "de": ("dringend", "sehr dringend", "eilt", "eilt sehr", "eilig", "sehr eilig", "eilsache", "notfall",
           "sofort", "wichtig", "sehr wichtig", "hohe priorität"),
    "fr": ("urgent", "très urgent", "tres urgent", "urgence", "urgentissime", "important",
           "priorité haute"),
    "es": ("urgente", "muy urgente", "urgencia", "emergencia", "importante", "prioridad alta"),
    "it": ("urgente", "molto urgente", "urgentissimo", "urgenza", "emergenza", "importante",
           "priorità alta"),
    "pt": ("urgente", "muito urgente", "urgência", "emergência", "importante", "prioridade alta"),
    "nl": ("dringend", "zeer dringend", "spoed", "met spoed", "haast", "noodgeval", "belangrijk",
           "hoge prioriteit"),
    "da": ("haster", "det haster", "hastesag", "akut", "vigtigt", "vigtig"),
    "sv": ("brådskande", "akut", "viktigt"),
    "no": ("haster", "det haster", "hastesak", "akutt", "viktig"),
    "fi": ("kiireellinen", "kiire", "kiireinen", "hätätapaus", "tärkeä", "tärkeää"),
    "pl": ("pilne", "pilny", "pilna", "bardzo pilne", "ważne", "nagłe"),
    "cs": ("naléhavé", "urgentní", "spěchá", "důležité"),
    "sk": ("súrne", "naliehavé", "dôležité"),
    "ru": ("срочно", "очень срочно", "срочное", "экстренно", "важно", "важное"),
    "uk": ("терміново", "негайно", "важливо"),
    "bg": ("спешно", "важно"),
    "hr": ("hitno", "хитно", "važno"),
    "tr": ("acil", "çok acil", "ivedi", "önemli"),
    "hu": ("sürgős", "nagyon sürgős", "fontos"),
    "ro": ("urgent", "foarte urgent", "important"),
    "el": ("επείγον", "επειγον", "επείγουσα", "σημαντικό"),
    "vi": ("khẩn", "khẩn cấp", "gấp"),
    "id": ("penting", "mendesak", "segera"),
    "he": ("דחוף", "דחוף מאוד", "חשוב"),
    "ar": ("عاجل", "عاجل جدا", "هام", "مهم"),
    "fa": ("فوری", "مهم"),
    "th": ("ด่วน", "ด่วนที่สุด", "ด่วนมาก", "สำคัญ"),
    "ja": ("緊急", "至急", "大至急", "急ぎ", "お急ぎ", "重要"),
    "zh": ("紧急", "緊急", "加急", "急件", "急", "特急", "十万火急", "重要"),
    "ko": ("긴급", "시급", "급함", "지급", "중요"),
}

CALM: tuple[str, ...] = (
    "low priority", "low importance", "non-urgent", "non urgent", "not urgent", "no rush", "no hurry",
    "nicht dringend", "nicht eilig", "eilt nicht", "niedrige priorität", "keine eile", "pas urgent",
    "non urgente", "no urgente", "não urgente", "niet dringend", "geen haast", "geen spoed", "haster ikke",
    "inte brådskande", "ei kiireellinen", "ei kiire", "niepilne", "není urgentní", "не срочно", "несрочно",
    "не терміново", "acil değil", "急ぎません", "不急", "不紧急", "급하지 않음",
)  # fmt: skip

NEGATIONS: frozenset[str] = frozenset(
    ("not", "non", "no", "isn't", "nothing", "nicht", "kein", "keine", "pas", "não", "niet", "geen", "ikke", "inte",
     "ei", "nie", "není", "не", "değil", "less")
)  # fmt: skip

RED_MARKS = "❗❕‼⁉🚨⚠🔴🆘"
