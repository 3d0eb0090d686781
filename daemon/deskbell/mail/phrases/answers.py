"""How people say that their answers stand further down, within what they quote: stems of words in lower case."""

ANNOUNCED: tuple[str, ...] = (
    "below", "inline", "in-line", "in the text", "in red", "in blue", "in green", "colour", "color",
    "unten", "im text", "farbig", "in rot", "in blau", "in grün", "roter schrift", "blauer schrift", "rot markiert",
    "ci-dessous", "dans le texte", "en rouge", "en bleu", "en vert", "couleur",
    "abajo", "en el texto", "en rojo", "en azul", "en verde", "a continuación",
    " sotto", "nel testo", "in rosso", "in blu", "in verde", "di seguito",
    "abaixo", "no texto", "em vermelho", "em azul", "em verde", "a vermelho", "a azul", "a verde",
    "hieronder", "onderstaand", "in de tekst", "in het rood", "in het blauw", "in het groen", "rode tekst", "blauwe tekst",
    "nedenfor", "nedenunder", "i teksten", "rødt", "blåt", "grønt", "nedan", "i texten", "rött", "blått", "grönt",
    "alempana", "tekstissä", "punaisella", "sinisellä", "vihreällä", "allpool", "punasega", "sinisega",
    "zemāk", "sarkan", "žemiau", "raudon", "mėlyn",
    "poniżej", "w tekście", "czerwon", "niebiesk", "zielon", "níže", "v textu", "červen", "modře", "zeleně",
    "nižšie", "v texte", "modrou", "spodaj", "rdeč", "ispod", "u tekstu", "crven", "plavo", "plavom",
    "alább", "lentebb", "piros", "kékkel", "zöld", "mai jos", "în text", "cu roșu", "cu albastru", "cu verde",
    "ниже", "в тексте", "красн", "синим", "зелен", "нижче", "в тексті", "червон", "по-долу", "червен",
    "испод", "црвен", "aşağı", "metin içinde", "kırmızı", "maviyle", "yeşil",
    "παρακάτω", "στο κείμενο", "κόκκιν", "μπλε", "πράσιν",
    "下記", "本文中", "赤字", "青字", "下面", "如下", "文中", "红", "紅", "蓝", "藍", "绿", "綠",
    "아래", "본문", "빨간", "빨강", "파란", "붉은", "파랑", "למטה", "בגוף", "באדום", "בכחול", "בירוק",
    "أدناه", "بالأحمر", "بالأزرق", "بالأخضر", "ด้านล่าง", "สีแดง", "สีน้ำเงิน",
    "bên dưới", "màu đỏ", "màu xanh", "di bawah", "merah", "biru",
)  # fmt: skip

BOLD: tuple[str, ...] = (
    "bold", "fett ", "in fett", "fettgedruckt", "en gras", "en negrita", "in grassetto", "em negrito", "a negrito",
    "vetgedrukt", "in het vet", "med fed", "i fed ", "fet skrift", "fetstil", "lihavoi", "pogrubi", "tučn",
    "félkövér", "îngroșat", "жирн", "kalın", "έντον", "太字", "加粗", "粗体", "粗體", "굵은", "מודגש", "غامق",
)  # fmt: skip
