"""What a person asks of the reader, as no responder does, by language.

All in lower case; `*` ends an unfinished word.
"""

ASKED: tuple[str, ...] = (
    "could you", "can you", "would you", "please find", "attached", "anbei", "könnten sie",
    "können sie bitte", "können sie mir", "können sie uns", "können sie das", "können sie den", "können sie die", "können sie es", "im anhang", "ci-joint", "pourriez", "pouvez-vous", "adjunto", "podría", "in allegato", "potreste",
    "em anexo", "poderia", "bijgevoegd", "kunt u mij", "vedhæftet", "bifogad", "w załączniku", "v příloze", "во вложении",
    "i'd like", "i would like", "how do i", "how many", "please finish", "please close", "please approve", "please move",
    "please change", "please block", "please stop", "please call me", "please help", "please give", "please set", "please fix", "please check", "please delete", "please disable",
    "please update", "please install", "need your help", "i need", "and need", "but need", "i cannot", "i can't", "not working", "does not work",
    "doesn't work", "broken", "bitte prüfen", "brauche", "bitte melden sie sich", "bitte stellen", "bitte setzen", "bitte kommen", "bitte umleiten", "bitte verschieben", "please send", "please come", "please collect",
    "merci de couper", "merci de créer", "merci de vérifier", "merci de mettre", "merci de rediriger", "merci de supprimer", "merci d'activer", "merci de désactiver", "merci de bloquer", "merci de fermer", "merci de changer",
    "bitte richten sie", "bitte um hilfe", "bitte um rückruf", "ich brauche",
    "ich kann", "geht nicht", "funktioniert nicht", "kaputt", "defekt", "j'ai besoin", "ne marche pas", "ne fonctionne",
    "je ne peux", "en panne", "aidez-moi", "necesito", "no funciona", "no puedo", "ayuda", "ho bisogno", "non funziona",
    "non riesco", "preciso de", "não funciona", "não consigo", "ik heb nodig", "werkt niet", "doet het niet", "ik kan niet",
    "virker ikke", "jeg kan ikke", "fungerar inte", "jag kan inte", "fungerer ikke", "ei toimi", "en voi", "nie działa",
    "nie mogę", "potrzebuję", "nefunguje", "nemohu", "potřebuji", "не работает", "не могу", "помогите", "не працює",
    "çalışmıyor", "ihtiyacım", "nem működik", "nu funcționează", "δεν λειτουργεί", "壊れ", "動かな", "坏了",
    "不能用", "无法登录", "고장", "안 됩니다", "안됩니다",
    "please leave", "please correct", "please switch", "reopen it", "still shows", "still does not",
    "still down", "still broken", "noch immer", "immer noch", "toujours", "sigue igual", "sigue sin",
    "ancora non", "ainda não", "nog steeds", "fortfarande", "stadig", "vieläkin", "nadal", "stále",
    "до сих пор", "всё ещё", "hâlâ", "még mindig", "まま", "还是", "仍然", "여전히",
    "we'd like", "we would like", "nhờ *", "giúp *", "giúp đỡ", "contact me", "call me", "kontaktieren sie mich", "rufen sie mich", "rufen sie mich", "contactez-moi", "me contacter", "m'appeler", "contáctenme", "contáctame", "contattatemi", "contactem-me", "neem contact met mij", "kontakt mig", "kontakta mig", "kontakt meg",
    "she needs", "he needs", "needs access", "please forward", "to arrange", "please divert",
)  # fmt: skip

# Things that people come to a service desk with; a responder, written in advance, speaks of none of them.
MATTERS: tuple[str, ...] = (
    "the ticket", "my ticket", "das ticket", "le ticket", "el ticket", "il ticket", "o ticket", "the key", "the keys", "server", "schlüssel", "llave", "chiave", "chave", "sleutel", "nyckel", "nøgle", "nøkkel", "klucz", "klíč", "ключ", "kulcs", "anahtar", "problem", "problems", "issue", "error", "errors", "fixed", "solved", "works now", "working again", "the device", "the room", "in room", "cable", "headset", "app", "sound", "badge", "mouse",
    "fehler", "fehlermeldung", "problem", "gelöst", "funktioniert", "gerät", "raum", "kabel", "maus", "aufschalten", "problème", "erreur", "résolu", "fonctionne", "appareil", "clé", "salle",
    "problema", "error", "errore", "resuelto", "funciona", "equipo", "aula", "risolto", "funziona", "erro", "resolvido", "probleem", "fout", "opgelost", "werkt", "geluid", "fel", "felet", "fungerar", "löst", "fejl", "fejlen", "virker", "feil", "feilen", "fungerer",
    "ongelma", "vika", "problem", "błąd", "działa", "chyba", "funguje", "ошибка", "ошибку", "проблема", "работает", "заработал*", "помилка", "працює", "hata", "sorun", "çalışıyor", "hiba", "működik", "eroare", "funcționează", "πρόβλημα", "σφάλμα",
    "エラー", "問題", "直り", "問い合わせの件", "问题", "問題", "断网", "错误", "문제", "오류", "해결",
    "password", "passwords", "laptop", "printer", "vpn*", "screen", "keyboard", "login", "log in", "licence", "license",
    "token", "wifi", "reboot", "restart", "docking station", "out of office message",
    "out-of-office message", "out of office reply", "passwort", "kennwort", "drucker", "bildschirm", "tastatur", "zugang",
    "neustart", "rechner", "anmeldung", "abwesenheitsnotiz", "abwesenheitsassistent*", "lizenz", "mot de passe", "imprimante", "écran",
    "ordinateur", "clavier", "message d'absence", "message d’absence", "réponse automatique", "contraseña", "impresora", "pantalla", "portátil", "ordenador",
    "teclado", "respuesta automática", "stampante", "schermo", "computer", "risposta automatica", "senha", "impressora", "ecrã", "teclado",
    "resposta automática", "wachtwoord", "beeldscherm", "toetsenbord", "adgangskode", "printeren", "skærm",
    "autosvar", "autosvaret", "lösenord", "skrivare", "skrivaren", "skärm", "datorn", "passord", "skriver", "skriveren", "skjerm", "fraværsassistent*", "salasana", "tulostin",
    "näyttö", "tietokone", "hasło", "hasła", "drukarka", "drukarki", "ekran", "autoresponder", "heslo", "tiskárna", "tlačiareň", "obrazovka", "počítač", "пароль", "принтер",
    "экран", "компьютер", "ноутбук", "автоответ", "parola", "yazıcı", "şifre", "jelszó", "nyomtató", "imprimanta", "κωδικό", "εκτυπωτής",
    "パスワード", "プリンター", "パソコン", "密码", "打印机", "电脑", "비밀번호", "프린터", "노트북",
)  # fmt: skip

# "I" and "my": words that no other language of the list uses for something else.
MYSELF = """
    i i'm i’m i've i’ve i'd i’d i'll i’ll my myself mine ich mein meine meinen meinem meiner mir mich
    j'ai j’ai j'aimerais moi yo mis estoy tengo necesito puedo quiero miei vorrei riesco meu minha estou
    preciso consigo tenho mám čerpám budu przebywam będę wrócę estaré encuentro regreso sarò tornerò estarei voltarei serai ik mijn mij jag mig mitt mina jeg meg minun olen minulle moja moje mnie mój jestem
    můj moje jsem můžu som môj я мне мой моя меня моего мені мене мій benim bana nekem vagyok szeretnék mea mele sunt μου έχω אני שלי أنا
"""

# Those that are something else as well: a day, a domain, millions.
MYSELF_PERHAPS = "mon io mio"

# How a reader is asked to do something himself, in a question; English puts it so without one as well.
APPEALS: tuple[str, ...] = (
    "können sie", "könnten sie", "kannst du", "könntest du", "könnt ihr", "könntet ihr", "könnten wir", "können wir", "würden sie", "kann jemand", "kann mir", "kann uns",
    "pouvez-vous", "pourriez-vous", "pouvez vous", "pourriez vous", "peux-tu", "pourrais-tu", "peut-on", "pourrait-on", "quelqu'un peut", "puede", "pueden", "puedes", "podéis", "podría", "podrían", "podrías",
    "può", "potete", "puoi", "potrebbe", "potreste", "pode", "podem", "poderia", "poderiam", "kunt u", "kun je", "kunnen jullie", "kan iemand", "kan du", "kan ni", "kan dere", "kan i", "kan nån", "kan någon", "kunne du", "kunne i",
    "voitteko", "voisitteko", "voitko", "voisitko", "voiko", "czy możecie", "czy możesz", "czy może", "czy mogą", "czy mógłby", "czy moglibyście", "můžete", "můžeš", "mohli byste", "mohl byste", "môžete", "mohli by ste",
    "можете", "можешь", "могли бы", "можеш", "могли б", "možete", "možeš", "tudnátok", "tudnának", "tudna", "tudnál", "puteți", "ați putea", "μπορείτε", "μπορεί", "misiniz", "mısınız",
)  # fmt: skip
APPEALS_UNASKED: tuple[str, ...] = (
    "can you", "could you", "would you please", "would you mind", "would you be", "let me know", "can someone", "could someone", "can anybody", "can anyone",
)  # fmt: skip
APPEALS_UNSPACED: tuple[str, ...] = (
    "いただけます",
    "もらえます",
    "能否",
    "可否",
    "可以帮",
    "수 있을까요",
    "주시겠",
    "ได้ไหม",
)

# Words that only hands type; programs are more formal.
INFORMAL = "thx pls plz cheers mfg lg vg mvh moin servus grz bjr slt rgds"

# Greetings and thanks, "please" and "we": programs write them too, and hardly a person leaves all of them out.
BY_HAND = """
    we us our ours wir uns unser unsere unserem unseren unserer unseres nous notre nos nosotros nuestro nuestra noi nostro nostra nós nosso nossa wij ons onze vi oss vår våra vores meidän nam nas nasz nasze nám náš мы нам нас наш наша biz bize
    hi hello hey hallo hej hei salut bonjour bonsoir hola buenos buenas ciao buongiorno olá bom boa dear dag goedemorgen goedemiddag guten grüezi cześć dzień ahoj dobrý привет здравствуйте добрый доброго merhaba
    szia tisztelt bună γεια καλημέρα καλησπέρα thanks thank regards greetings danke dank gruß gruss grüße grüsse grüssen grüßen merci cordialement gracias saludos grazie saluti obrigado obrigada bedankt groet groeten tack tak takk hälsningar
    hilsen kiitos terveisin dzięki dziękuję pozdrawiam díky děkuji pozdravem ďakujem спасибо уважением дякую teşekkürler saygılar köszönöm üdv mulțumesc hvala ευχαριστώ
    please bitte prière svp favor prego proszę prosimy prosím prosíme пожалуйста прошу lütfen kérem kérjük vänligen venligst vennligst graag gelieve παρακαλώ need needs brauche brauchen benötigen
"""
