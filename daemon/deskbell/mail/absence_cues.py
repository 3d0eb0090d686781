"""Cues of an absence told in free words. None says much; a short answer with several of them is a responder's.

For `spotting.PhraseBook`: all in lower case, and with a `*` found anywhere, inside words as well.
"""

# Somebody is away, ill, travelling, gone, or works on other days.
ABSENT: tuple[str, ...] = (
    "sporadic access*", "limited access to*", "no access to e*", "intermittent access*", "little access to*", "restricted access to e*", "vacation*", "on leave*", "leave until*", "annual leave*", "holiday*", "days off*", "time off*", "day off*", "out sick*", "off sick*", "not well*", "not feeling well*", "unwell*", "travelling*", "traveling*", "business trip*", "abroad*", "out of the country*", "out of town*",
    "is closed*", "are closed*", "shut until*", "closed until*", "sabbatical*", "maternity*", "paternity*", "parental*", "retired*", "retirement*", "not at work*", "part-time*", "part time*", "my working days*", "my working hours*", "i only work*", "i work mon*", "i work tue*", "i work wed*", "next in.*", "offline*", " away *", "unavailable*", "not available*", "out of reach*", "out until*", "in meetings*", "conference*", "training course*", "jury*", "hospital*", "surgery*", "bereave*", "off work*", "off until*", "off today*", "not around*", "out today*", "out this week*", "signed off*", "off duty*", "without internet*", "off the grid*", "on the road*", "furlough*",
    "urlaub*", "ferien*", "abwesen*", "krank*", "reise*", "verreist*", "unterwegs*", "geschlossen*", "elternzeit*", "mutterschutz*", "karenz*", "teilzeit*", "nicht im *", "nicht besetzt*", "nicht vor *", "erst wieder*", "nicht am platz*", "nicht da *", "nicht an meine*", "nicht erreichbar*", "nicht zu erreichen*", "außer haus*", "auf baustelle*", "auf der baustelle*", "auf einer messe*", "auf fortbildung*", "fortbildung*", "seminar*", "lehrgang*", "klausur*", "ruhestand*", "dienstfrei*", "freien tag*", "arbeite nur*", "arbeite ich nicht*", "tagung*", "kongress*", "eingeschränkt*",
    "absent*", "congé*", "vacances*", "déplacement*", "fermé*", "pas joignable*", "pas devant*", "ne serai pas*", "serai de retour*", "injoignable*", "pas disponible*", "indisponible*", "arrêt maladie*", "en arrêt*", "formation*", "maternité*", "à l'étranger*", "ne travaille pas*", "quitté*", "retraite*", "temps partiel*", "ne suis pas au*", "mission à*", "séminaire*", "en repos*", "souffrant*",
    "vacaciones*", "ausent*", "fuera de*", "comisión*", "intermitente*", "de viaje*", "de baja*", "cerrad*", "incorporo*", "reincorpor*", "de permiso*", "no estaré*", "no podré*", "no tendré*", "no estoy*", "curso*", "congreso*", "jubilad*", "teletrabajo*", "no disponible*", "excedencia*", "días libres*", "feria de*",
    "ferie*", "assen*", "fuori *", "chius*", "in viaggio*", "trasferta*", "malattia*", "maternità*", "non sono in*", "non in sede*", "non lavor*", "congedo*", "permesso*", "fiera*", "corso di*", "pensione*", "aspettativa*", "non raggiungibile*", "non disponibile*",
    "férias*", "fora d*", "em viagem*", "licença*", "encerrad*", "fechad*", "não me encontro*", "não estarei*", "não trabalh*", "folga*", "congresso*", "formação*", "feriado*", "indisponível*", "aposentad*",
    "vakantie*", "dicht.*", "verlof*", "afwezig*", "niet aanwezig*", "ziek*", "op reis*", "buitenland*", "gesloten*", "werk ik niet*", "niet werkzaam*", "niet bereikbaar*", "vrije dag*", "ben ik vrij*", "niet op kantoor*", "cursus*", "congres*", "pensioen*",
    "semester*", "ledig*", "frånvar*", "inte på*", "jobbar inte*", "arbetar inte*", "sjuk*", "tjänsteresa*", "på resa*", "stängt*", "utomlands*", "konferens*", "utbildning*", "vabb*", "vård av barn*", "pension*", "deltid*", "inte här*",
    "fravær*", "ikke på*", "ikke å treffe*", "ikke til*", "ute av*", "bortreist*", "permisjon*", "pappaperm*", "mammaperm*", "syk*", "reise*", "stengt*", "tatt fri*", "jobber ikke*", "utlandet*", "ute å reise*", "sygemeld*", "syg *", "barsel*", "lukket*", "arbejder ikke*", "fri *", "holder fri*", "kursus*",
    "loma*", "poissa*", "palaan töihin*", "sairaus*", "sairaslom*", "vapaa*", "virkamatka*", "matkoilla*", "matkalla*", "koulutuksessa*", "en ole*", "suljettu*", "vanhempain*", "eläk*", "virkavapaa*", "lähtenyt*",
    "urlop*", "nieobecn*", "zwolnieni*", "delegacj*", "niedostępn*", "poza biur*", "nie ma mnie*", "nieczynn*", "zamknięt*", "nie pracuj*", "szkoleni*", "chorobow*", "macierzyńsk*", "wyjazd*", "wyjeździe*", "l4*",
    "dovolen*", "nepřítom*", "neprítom*", "nemocensk*", "nemocn*", "mimo kancel*", "služební cest*", "pracovní cest*", "zavřen*", "zatvoren*", "nejsem v*", "nejsem momentálně*", "k dispozici*", "k zastižení*", "nebudu v*", "nie som v*", "školení*", "mateřsk*", "nepracuj*", "voľno*", "volno*", "neschopen*",
    "отпуск*", "командировк*", "отсутств*", "больничн*", "вне офис*", "вне связи*", "не работа*", "нет на*", "выходн*", "декрет*", "закрыт*", "конференц*", "обучени*", "уволил*", "недоступ*", "не на связи*",
    "відпуст*", "відряджен*", "відсут*", "лікарнян*", "поза офіс*", "не працю*", "вихідн*", "поза зв'язк*", "отпуска*", "отсъст*", "болнич*", "извън*", "godišnj*", "odsutn*", "odsoten*", "odsotn*", "dopust*", "bolovanj*", "službeno*", "službenem*", "bolnišk*", "nisam u*", "nisem v*",
    "izin*", "izni*", "ofis dış*", "eğitimde*", "toplantıda*", "seyahat*", "raporlu*", "tatil*", "yurt dış*", "yokluğ*", "çalışmıyorum*", "müsait değil*", "szabadság*", "távol*", "házon kívül*", "nem dolgoz*", "betegáll*", "betegszab*", "kiküldet*", "külföld*", "zárva*", "concedi*", "delegați*", "absent*", "nu sunt la*", "plecat*", "închis*", "nu lucrez*", "bolnav*", "άδεια*", "απουσι*", "εκτός*", "κλειστ*", "ταξίδ*", "ασθέν*", "vacances*", "permís*", "tancat*", "puhkus*", "lähetus*", "haige*", "atostog*", "komandiruot*", "nedarbingum*", "atvaļinājum*", "komandējum*", "slimības*", "cuti*", "tidak di kantor*", "dinas luar*", "perjalanan dinas*", "libur*", "nghỉ*", "công tác*", "vắng mặt*", "ลา*", "ไม่อยู่*", "ต่างจังหวัด*", "ต่างประเทศ*",
    "חופש*", "נעדר*", "מחלה*", "מילואים*", "לא במשרד*", "חו\"ל*", "لست في*", "إجازة*", "اجازة*", "خارج *", "سفر*", "مهمة عمل*", "غير متواجد*", "مرخصی*", "سفر*", "छुट्टी*",
    "休暇", "休み", "不在", "出張", "外出", "休業", "欠勤", "産休", "育休", "研修", "退職", "確認ができません", "在宅勤務", "休假", "出差", "外出", "请假", "請假", "外地", "开会", "開會", "度假", "年假", "产假", "產假", "病假", "休", "离职", "離職", "不在", "培训", "放假", "휴가", "출장", "부재", "자리를 비", "연차", "병가", "육아휴직", "휴무", "퇴사", "외근", "교육 중", "어렵습니다",
)  # fmt: skip

# A day that is named has one of these.
MONTHS: tuple[str, ...] = (
    "january", "february", "april", "june", "july", "august", "september", "october", "november", "december", "januar", "februar", "märz", "april", "juni", "juli", "oktober", "dezember", "janvier", "février", "mars", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "enero", "febrero", "marzo", "abril", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    "gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre", "janeiro", "fevereiro", "março", "maio", "junho", "julho", "setembro", "outubro", "novembro", "dezembro", "januari", "februari", "maart", "augustus", "desember", "augusti", "mai", "kuuta*", "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia", "ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října", "prosince", "prosinci",
    "января", "февраля", "марта", "апреля", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря", "січня", "лютого", "березня", "листопада", "грудня", "ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık", "január*", "február*", "március*", "június*", "július*", "augusztus*", "október*", "ianuarie", "februarie", "martie", "aprilie", "iunie", "iulie", "octombrie", "noiembrie", "decembrie",
    "νοεμβρίου", "δεκεμβρίου", "ιανουαρίου", "φεβρουαρίου", "μαρτίου", "απριλίου", "μαΐου", "ιουνίου", "ιουλίου", "αυγούστου", "σεπτεμβρίου", "οκτωβρίου",
)  # fmt: skip

# When they read again: a day, or the return itself.
BACK: tuple[str, ...] = (
    *MONTHS,
    "esta semana*", "this week", "bu hafta*", "这周", "عودتي*", "هذا الأسبوع*", "normal service*", "when i'm back", "nächste woche*",
    " until *", " till *", " back *", "returning*", "return on*", "my return*", "when i return*", "next in*", "catching up*", "reopen*", "on monday*", "on tuesday*", "on wednesday*", "on thursday*", "as soon as possible*", "further notice*", "monday*", "tuesday*", "wednesday*", "thursday*", "friday*", "week *", "two weeks*", "montag*", "dienstag*", "mittwoch*", "donnerstag*", "freitag*", "lundi*", "mardi*", "mercredi*", "jeudi*", "vendredi*", "lunes*", "martes*", "miércoles*", "jueves*", "viernes*", "lunedì*", "martedì*", "giovedì*", "venerdì*", "segunda-feira*", "sexta-feira*", "woensdag*", "donderdag*", "vrijdag*", "fredag*", "måndag*", "mandag*", "maanantai*", "perjantai*", "poniedziałk*", "piątk*", "pondělí*", "pátku*", "piatku*", "týždň*", "týden*", "понедельник*", "пятниц*", "неделе*", "понеділ*", "пʼятниц*", "pazartesi*", "hétfő*", "péntek*", "luni*", "vineri*", "săptămân*", "παρασκευή*", "δευτέρα*", "thứ hai*", "hết tuần*", "วันจันทร์*", "الأحد*", "الاثنين*",
    " bis *", "wieder *", "zurück*", "rückkehr*", "ab dem *", "ab montag*", "ab dienstag*", "ab mittwoch*", "diese woche*", "vom *", "jusqu*", "retour*", "réouverture*", "rentrée*", "reprends*", "à partir du*", "hasta *", "regres*", "vuelv*", "vuelta*", "a partir del*", "fino a*", "rientr*", "ritorn*", "riapertura*", "até *", "regress*", "retorn*", "volto *",
    " tot *", " terug*", "weer *", "maandag*", "dinsdag*", " t/m *", "vanaf*", "till *", "tillbaka*", "åter *", "på måndag*", "på tisdag*", "til *", "tilbake*", "tilbage*", "før mandag*", "på mandag*", "indtil videre*", "asti*", "saakka*", "palaan*", "takaisin*", " do *", "wrac*", "wróc*", "powroc*", "w dniach*", "zpět*", "zpátky*", "vrátím*", "vracím*", "návrat*", "späť*", "tento týden*", "tento týždeň*", "odvolání*", "odvolania*",
    " до *", "вернус*", "возвращ*", "по возвращ*", "до понедельник*", "выйду*", "на этой неделе*", "поверн*", " до *", "върн*", " do *", "vrać*", "vrnem*", "nazaj*", "kadar*", "dön*", "-ig *", "vissza*", "până*", "revin*", "întor*", "μέχρι*", "έως*", "επιστρ*", "fins *", "torn*", "kuni*", "tagasi*", "iki *", "grįš*", "līdz*", "atgriez*", "sampai*", "hingga*", "kembali*", "đến *", "trở lại*", "จนถึง*", "ถึงวันที่*", "กลับ*", "עד *", "אחזור*", "אשוב*", "حتى*", "سأعود*", "العودة*", "تا *",
    "まで", "から出社", "以降", "戻り", "～", "回来", "返回", "至", "回來", "期間", "期间", "一周", "两周", "一週", "本周", "本週", "这周", "까지", "복귀", "돌아",
)  # fmt: skip

# That they come back, in their own words.
COMES_BACK: tuple[str, ...] = (
    "back", "return", "returning", "zurück", "wieder da", "wieder im", "wieder erreichbar", "reviens", "de retour", "vuelvo", "regreso", "torno", "rientro", "volto", "regresso", "terug", "tillbaka", "åter",
    "tilbage", "tilbake", "palaan", "wracam", "wrócę", "vrátím", "vracím", "вернусь", "повернусь", "dönüyorum", "döneceğim", "visszatérek", "revin", "επιστρέφω", "回来", "戻ります", "복귀",
)  # fmt: skip

# It cannot wait: what then?
PRESSING: tuple[str, ...] = (
    "urgent*", "emergenc*", "pressing*", "can't wait*", "cannot wait*", "won't keep*", "will not keep*", "won't wait*", "immediate*", "need someone sooner*", "sooner*", "time-sensitive*", "time sensitive*", "in the meantime*", "meanwhile*", "before then*", "until then*",
    "dringend*", "dringlich*", "eilig*", "eilt*", "notfall*", "notfäll*", "in der zwischenzeit*", "bis dahin*", "zwischenzeitlich*", "urgence*", "pressant*", "entre-temps*", "d'ici là*", "urgencia*", "mientras tanto*", "hasta entonces*", "urgenz*", "improrogabil*", "nel frattempo*", "urgência*", "entretanto*", "spoed*", "niet wachten*", "intussen*", "tot die tijd*", "ondertussen*", "brådsk*", "akut*", "innan dess*", "under tiden*", "haster*", "i mellemtiden*", "i mellomtiden*", "kiire*", "pilne*", "pilnych*", "pilną*", "w międzyczasie*", "naléhav*", "neodkladn*", "mezitím*", "spěch*", "súrn*", "срочн*", "неотложн*", "термінов*", "спешн*", "hitn*", "nujn*", "acil*", "sürgős*", "urgen*", "επείγ*", "pakiline*", "skubi*", "steidzam*", "mendesak*", "darurat*", "khẩn*", "gấp*", "ด่วน*", "דחוף*", "דחופ*", "عاجل*", "طارئ*", "الضرورة*", "للضرورة*", "فوری*",
    "お急ぎ", "急用", "緊急", "至急", "急事", "紧急", "緊急", "急需", "급한", "급하", "긴급",
)  # fmt: skip

# Somebody else is there.
DEPUTY: tuple[str, ...] = (
    "my assistant*", "my colleague*", "my deputy*", "my manager*", "my team*", "covering*", "covers*", "cover for*", "stands in*", "standing in*", "on my behalf*", "in my absence*", "contact *", "get in touch with*", "extension *", "ext. *", "switchboard*", "reception*", "front desk*", "should go to*", "should be sent*", "matters:*", "speak to*", "ask for*", "look after*", "in charge*", "is staffed*", "please call *", "please write to*", "please email*", "for anything else*", "instead*", "looking after*", "will help*", "can help*", "can be found*", "direct your*", "emergencies:*",
    "vertret*", "kolleg*", "wenden sie sich*", "sekretariat*", "zentrale*", "hilft ihnen*", "per anruf*", "durchwahl*", "telefonisch*", "anrufen*", "rufen sie*", "schreiben sie*", "bitte an *", "verwenden sie*", "collègue*", "contacter*", "communiquez*", "poste *", "répond au*", "contactez*", "joindre*", "intérim*", "remplac*", "standard*", "secrétariat*", "laissez un message*", "adresser*", "compañer*", "contactar*", "contacte*", "marcar a*", "póngase*", "se ocupa*", "escriba a*", "escribir a*", "diríjase*", "sustituy*", "sustitut*", "secretaría*", "dirija*", "diríja*", "colleg*", "contattare*", "rivolg*", "telefonare*", "segreteria*", "sostitu*", "colega*", "assegura*", "fale com*", "ligue*", "contact*", "contat*", "secretaria*", "substitu*", "secretariado*",
    "collega*", "contact op*", "bel dan*", "bellen*", "waarne*", "terecht*", "vervang*", "mailen naar*", "secretariaat*", "kolleg*", "kontakt*", "ringer*", "ring *", "växel*", "ersätt*", "mina kollegor*", "skriv i stedet*", "skriv til*", "vikar*", "stedfortræder*", "stedfortreder*", "tar seg av*", "tager sig af*", "tar hand om*", "hovednummer*", "sentralbord*", "sijais*", "yhteyttä*", "ota yhteys*", "tuuraa*", "hoitaa*", "vaihte*", "kollega*", "zastęp*", "kontakt*", "kierować*", "koleg*", "koleż*", "sekretariat*", "proszę pisać*", "dzwonić*", "vyřídí*", "linka *", "klapka *", "zastup*", "zástup*", "obrať*", "obraťte*", "kolegyn*", "volejte*", "javite*", "pište*", "замещ*", "обращ*", "свяжит*", "коллег*", "пишите*", "звоните*", "доб. *", "секретар*", "заступа*", "зверта*", "зверніт*", "колег*", "пишіть*", "телефонуйте*", "замества*", "обърн*", "свържете*", "kolega*", "obrat*", "zamjenj*", "nadomešč*", "iletişim*", "başvur*", "yardımcı*", "arkadaş*", "arayabilir*", "ulaşabilir*", "helyettes*", "kollég*", "fordul*", "keresse*", "hívja*", "colegul*", "colega mea*", "contacta*", "înlocu*", "adresa*", "επικοινων*", "συνάδελφ*", "αντικαθ*", "απευθ*", "company*", "poseu-vos*", "kolleeg*", "pöördu*", "asenda*", "kreip*", "koleg*", "pavaduo*", "sazin*", "koleg*", "hubungi*", "rekan*", "liên hệ*", "vui lòng gọi*", "đồng nghiệp*", "ติดต่อ*", "עמית*", "לפנות*", "פנו*", "מחליפ*", "זמיל*", "زميل*", "التواصل*", "الاتصال*", "مراسلة*", "همکار*", "تماس*",
    "代表番号", "代理", "接管", "接手", "分機", "分机", "までご連絡", "お電話", "担当", "後任", "対応いたします", "联系", "聯絡", "聯繫", "拨打", "撥打", "致电", "致電", "同事", "联络", "연락", "전화", "대신", "담당자", "대리", "과장", "문의는",
)  # fmt: skip

# What becomes of mail.
MAIL_WAITS: tuple[str, ...] = (
    "your message*", "your mail*", "your email*", "your e-mail*", "my mail*", "my email*", "my e-mail*", "with mail*", "pick this up*", "pick it up*", "reply *", "respond*", "get back to you*", "access to email*", "access to e-mail*", "inbox*", "messages will*", "mail is checked*", "emails are*", "replies may*", "requests about*", "enquiries*", "slow to*", "not read*", "not monitored*", "check mail*",
    "meine mail*", "meine e-mail*", "ihre mail*", "ihre e-mail*", "ihre nachricht*", "nachrichten*", "mails *", "lese *", "beantwort*", "weitergeleitet*", "bearbeitet*", "vos messages*", "votre mail*", "votre courriel*", "prendrai connaissance*", "votre message*", "mes mails*", "messages*", "répondr*", "traité*", "consulte*", "su correo*", "su mensaje*", "responder*", "leer*", "mis asuntos*", "mi correo*", "le mail *", "sua mail*", "suo messaggio*", "rispond*", "legger*", "posta*", "sua mensagem*", "seu e-mail*", "email*", "uw bericht*", "uw mail*", "mijn mail*", "lees*", "beantwoord*", "ditt mejl*", "ditt mail*", "min mail*", "mejl*", "läser*", "svarar*", "din mail*", "læser*", "besvar*", "svare*", "leser ikke*", "viesti*", "sähköpost*", "vastaan*", "luen*", "wiadomoś*", "korespondenc*", "odpowiem*", "odpisz*", "poczt*", "zpráv*", "e-maily*", "odpovím*", "zareaguj*", "odpoviem*", "čtu*", "správ*", "письм*", "сообщени*", "почт*", "отвечу*", "прочита*", "лист*", "пошт*", "відпов*", "писм*", "отгов*", "poruk*", "odgovor*", "sporočil*", "mesaj*", "posta*", "cevap*", "yanıt*", "level*", "üzenet*", "válasz*", "olvas*", "mesaj*", "răspun*", "μήνυμα*", "απαντ*", "missatge*", "kirj*", "laišk*", "atsak*", "vēstul*", "atbild*", "pesan*", "membalas*", "email *", "trả lời*", "thư*", "อีเมล*", "ตอบ*", "הודע*", "אשיב*", "אענה*", "رسال*", "الرد*", "بريد*", "پیام*",
    "メール", "返信", "回信", "ご連絡が遅", "邮件", "郵件", "回复", "回覆", "메일", "답변", "회신",
)  # fmt: skip

# The answer will take its time.
LATE: tuple[str, ...] = (
    "delay*", "slow to*", "slower*", "may be slow*", "later than usual*", "with some delay*", "next working day*", "verzögert*", "verspätet*", "nächsten arbeitstag*", "retard", "en retard", "avec du retard*", "con retraso*", "demora*", "con ritardo*", "atraso*", "vertraging*", "later dan*", "försening*", "fördröj*", "forsinkel*", "viive*", "opóźnieni*", "zpožděn*", "oneskoren*", "задержк*", "затримк*", "geç dön*", "gecik*", "késedel*", "întârzier*", "καθυστέρ*",
    "遅れ", "遅く", "较慢", "較慢", "延迟", "延遲", "有延", "늦어", "늦을", "지연",
)  # fmt: skip

# Somebody arranges with the reader what suits, and who comes to fetch what.
APPOINTED: tuple[str, ...] = (
    "better on", "suits me", "would suit", "passt mir", "am besten", "me convient", "me viene bien", "mejor el", "mi va bene", "schikt mij", "komt mij", "passar mig", "passer mig", "passer meg",
    "come by", "come round", "come over", "you can come", "collect it", "be collected", "vorbeikommen", "kommen sie", "abgeholt", "abholen", "récupérer", "passez", "repasser", "recoger", "pasar a", "pasen", "ritirare", "passare a", "buscar o", "levantar o",
    "ophalen", "langskomen", "hämta", "ta emot er", "komma förbi", "hente", "komme forbi", "tage imod", "ta imot", "noutaa", "tulla käymään", "odebrać", "przyjść", "przyjechać", "vyzvednout", "přijďte", "забрать", "приходите", "приезжайте", "gelebilirsiniz", "elhozni", "veniți",
)  # fmt: skip

# A day that is still to come, or something that follows: somebody makes plans.
PLANNED: tuple[str, ...] = (
    "tomorrow", "from tomorrow", "the day after", "ab morgen", "morgen nicht", "morgen bin", "übermorgen", "ab 14 uhr", "demain", "après-demain", "mañana", "pasado mañana", "domani", "dopodomani", "amanhã", "imorgon", "i morgen", "huomenna", "jutro", "zítra", "zajtra", "завтра", "yarın", "holnap", "mâine", "αύριο", "esok", "besok", "מחר", "غدا", "明天", "내일",
    ", so *", "not urgent", "no rush", "no hurry", "is fine", "keine eile", "nicht dringend", "eilt nicht", "pas urgent", "no es urgente", "non è urgente", "não é urgente", "niet dringend", "geen haast", "inte bråttom", "haster ikke", "ei kiire*", "nie jest pilne", "nespěchá", "не срочно", "срочности нет", "i'll take over", "ich übernehme", "je reprends le", " so the *", " so please*", " so i *", " so we *", "so that*", "deshalb", "daher", "deswegen", "donc", "du coup", "así que", "por eso", "quindi", "perciò", "por isso", "dus", "daarom", "därför", "så det*", "derfor", "joten", "więc", "dlatego", "takže", "proto", "поэтому", "тому", "ezért", "așa că", "bu yüzden", "なので", "所以", "그래서",
    *APPOINTED,
)  # fmt: skip

# An absence that is over: whoever tells of it is back.
OVER: frozenset[str] = frozenset(
    [
        "was",
        "were",
        "sorry",
        "war",
        "waren",
        "étais",
        "étions",
        "estuve",
        "estaba",
        "estuvimos",
        "ero",
        "estive",
        "estava",
        "varit",
        "olin",
        "byłem",
        "byłam",
        "był",
        "była",
        "byli",
        "byl",
        "byla",
        "был",
        "была",
        "были",
        "був",
        "була",
        "idim",
        "voltam",
        "ήμουν",
        "désolé",
        "désolée",
        "entschuldigung",
        "entschuldigen",
        "perdón",
        "scusate",
        "desculpe",
        "beklager",
        "ursäkta",
        "przepraszam",
        "omlouvám",
        "извините",
    ]
)

OVER_UNSPACED: tuple[str, ...] = (
    "いたため",
    "ておりました",
    "ていました",
    "でした",
    "上周",
    "刚看到",
    "才看到",
    "지난",
    "였습니다",
    "늦었",
)
