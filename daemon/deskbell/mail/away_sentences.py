"""How people say that they are away, or gone for good, in sentences with slots, by language.

For `spotting.SentenceBook`: the words of which one must stand in the text, and the sentence. All in lower case.
Each needs somebody who is away: a printer that cannot be reached is none.
"""

_WHO_EN = r"(?:i am|i'm|i’m|i will be|i'll be|i’ll be|i have been|we are|we're|we’re|we will be|(?:mr|mrs|ms|dr)\.? \w+ is|[a-z]+(?: [a-z]+)? (?:is|will be))"
_LEAVE_EN = (
    r"(?:on (?:[\w-]+ ){0,3}(?:leave|vacation|holidays?|break|sabbatical|secondment|honeymoon|trip|travel|duty|jury duty)"
    r"|out of (?:the |my |our )?(?:office|town|country)|away(?: from (?:the |my |our )?(?:office|desk|e-?mail|work|keyboard))?"
    r"|not (?:in|at) (?:the |my |our )?(?:office|work|desk)|off (?:work|sick|duty|until|till|from|for|this|all)|off\b"
    r"|out (?:until|till|all|this|today|sick|for|from|on)|abroad|travell?ing|at (?:a|the|an) (?:\w+ )?(?:conference|training|offsite|fair|summit|workshop)"
    r"|(?:in|attending) (?:a |the )?(?:\w+ )?(?:training|conference|workshop|meetings)|without (?:e-?mail|internet)|closed)"
)
_NOW_EN = r"(?:(?:currently|presently|now|still|actually|also|temporarily|unfortunately|just|today|this week|next week|at the moment|back|enjoying|taking|going to be) ){0,3}"
_TIME_DE = r"(?:[\wäöüß.,:/–-]+ ){0,7}?"
_AWAY_DE = (
    r"(?:im (?:\w*urlaub|ausland|krankenstand|sabbatical|mutterschutz)|in (?:\w+ )?(?:\w*urlaub|elternzeit|mutterschutz|karenz|ferien|kur|reha|altersteilzeit)"
    r"|auf (?:\w+ )?(?:\w*reise\w*|fortbildung|schulung|(?:einem )?seminar|messe|einer tagung|tagung|weiterbildung)|außer haus|ausser haus|abwesend"
    r"|(?:nicht|erst|kaum|nur eingeschränkt|nur bedingt|schlecht) (?:[\wäöüß.,:/–-]+ ){0,5}?(?:im (?:büro|haus|hause|dienst|betrieb|amt|office)|am (?:platz|arbeitsplatz|schreibtisch)|erreichbar|anwesend|da\b|verfügbar|zu erreichen|per mail)"
    r"|krank\b|krankgeschrieben|erkrankt|arbeitsunfähig|unterwegs)"
)

SENTENCES: tuple[tuple[str, str], ...] = (
    ("check read", r"\b(?:i|we) (?:only |usually |now )?(?:check|read) (?:my |our )?(?:e-?mails?|mails?|messages|inbox) (?:only |just )?(?:once|twice|(?:\w+ ){1,2}times|every|on (?:mon|tues|wednes|thurs|fri)days?)\b"),
    ("address account mailbox", r"\bthis (?:e-?mail )?(?:address|account|mailbox) (?:will|is|has)\b[^.\n]{0,40}\b(?:switched off|deactivated|disabled|closed|discontinued|no longer|retired|shut down|obsolete)\b"),
    ("leave vacation holiday holidays break sabbatical secondment honeymoon office away abroad travelling traveling conference sick", rf"\b{_WHO_EN} {_NOW_EN}{_LEAVE_EN}"),
    ("trip travel off out training meetings work desk closed duty workshop offsite summit fair town country", rf"\b(?:i|we)(?:['’](?:m|re|ll be)| am| are| will be| have been) {_NOW_EN}{_LEAVE_EN}"),
    ("returning return office leave vacation holiday", r"\b(?:on|enjoying|taking) (?:my |some |a |an )?(?:[\w-]+ ){0,2}(?:annual leave|leave|vacation|holidays?|pto|time off)\b[^.\n]{0,60}\b(?:until|till|through|return|back)"),
    ("longer left retired", r"\b(?:is|am|are)? ?no longer (?:work\w*|employed|with (?:us|the)|part of|a member|at|in (?:this|the) (?:role|position|company|team))\b|\b(?:has|have|i've) (?:now |since |recently )?(?:left (?:us|(?:the|our|my) (?:company|firm|team|organi\w+|practice|business|department|role|position|university|school))|retired|moved on|changed (?:roles?|jobs?))\b"),
    ("address mailbox account box e-mail email", r"\b(?:this|the|my) (?:e-?mail )?(?:address|mailbox|account|inbox|box)\b[^.\n]{0,30}\b(?:is|are|will be|has been) (?:\w+ )?(?:no longer|closed|deactivated|discontinued|retired)\b"),
    ("bin sind ist befinde befinden werde weile", rf"\b(?:ich bin|bin ich|wir sind|sind wir|ich befinde mich|befinde ich mich|ich weile|bin|(?:frau|herr|kollegin|kollege) [\wäöüß-]+ ist|ist (?:frau|herr) [\wäöüß-]+) {_TIME_DE}{_AWAY_DE}"),
    ("urlaub ferien auszeit feiern genießen genieße mache habe haben", rf"\b(?:ich|wir) (?:habe|haben|mache|machen|genieße|genießen|nehme) {_TIME_DE}(?:\w*urlaub|ferien|frei|eine auszeit|betriebsferien)\b"),
    ("büro praxis geschäft kanzlei büros unternehmen betrieb sekretariat geschäftsstelle", rf"\b(?:büros?|praxis|geschäft|kanzlei|unternehmen|betrieb|sekretariat|geschäftsstelle) (?:ist|bleibt|sind|bleiben|hat|haben) {_TIME_DE}(?:geschlossen|nicht besetzt|zu\b)"),
    ("tätig mehr verlassen ausgeschieden ruhestand beschäftigt", r"\b(?:ist|bin|arbeite|arbeitet|sind) (?:[\wäöüß.,-]+ ){0,5}?nicht (?:mehr|länger) (?:[\wäöüß.,-]+ ){0,5}?(?:tätig|beschäftigt|im (?:unternehmen|haus|hause|team|dienst)|bei (?:uns|der)|für (?:uns|die|unser))|\b(?:unternehmen|firma|haus) (?:[\wäöüß.-]+ ){0,4}?verlassen\b|\bim ruhestand\b"),
    ("adresse postfach e-mail-adresse mailadresse", r"\b(?:adresse|postfach|e-mail-adresse|mailadresse)\b (?:[\wäöüß.-]+ ){0,3}?(?:nicht mehr|stillgelegt|geschlossen|abgeschaltet)\b"),
    ("suis sommes serai serons est sera", r"\b(?:je (?:suis|serai)|nous (?:sommes|serons)|(?:m\.|mme|monsieur|madame) [\w-]+ (?:est|sera)) (?:(?:actuellement|momentanément|également|malheureusement|en ce moment|de nouveau) )?(?:absent|en (?:\w+ )?(?:congés?|vacances|déplacement|formation|mission|arrêt|séminaire|repos|télétravail|voyage|rtt)|hors (?:du|de)|injoignable|indisponible|à l['’]étranger|fermés?|souffrant|parti\w* en)"),
    ("plus quitté partie retraite", r"\bne (?:fait|travaille|fais|suis|est) plus (?:partie|dans|chez|pour|en poste)\b|\b(?:a|ai) quitté (?:la|l['’]|notre|le|ses|mes)|\bà la retraite\b"),
    ("bureau bureaux entreprise cabinet agence service", r"\b(?:bureaux?|entreprise|cabinet|agence|service|établissement|société) (?:est|sont|sera|seront|restera|resteront) (?:\w+ )?ferm\w+"),
    ("estoy estaré estamos encuentro estará hallo", r"\b(?:(?:me )?(?:encuentro|hallo|encontraré)|estoy|estaré|estamos|estaremos|(?:el sr\.?|la sra\.?|don|doña) \w+ (?:está|estará)) (?:(?:actualmente|ahora|temporalmente|hoy|en estos momentos|esta semana) )?(?:fuera|ausente|de (?:\w+ )?(?:vacaciones|baja|viaje|permiso|licencia)|en (?:\w+ )?(?:vacaciones|viaje|excedencia|un curso|formación|una reunión|el extranjero)|disfrutando|cerrad|sin acceso)"),
    ("left", r"\b[a-z]+ [a-z]+ (?:has )?left [a-z]+ (?:on|in|at the end|last)\b"),
    ("dejado", r"\bha dejado (?:de (?:prestar|trabajar|formar|pertenecer)|la (?:empresa|compañía))"),
    ("slutat sluttet fratrådt stoppet", r"\b(?:jag|jeg|[a-zåäöæø]+ [a-zåäöæø]+) (?:har|er) (?:slutat|sluttet|fratrådt|stoppet)\b"),
    ("trabaja trabajo forma", r"\bya no (?:trabaj|form|pertene|est|labor)\w+"),
    ("sono sarò siamo saremo trovo è sarà", r"\b(?:(?:attualmente |al momento )?(?:mi trovo|sono|sarò|siamo|saremo)|(?:il|la) (?:dott\.?|sig\.?|sig\.ra|signora|dott\.ssa) \w+ (?:è|sarà)) (?:(?:attualmente|momentaneamente|oggi|al momento|temporaneamente) )?(?:fuori|assente|in (?:\w+ )?(?:ferie|vacanza|maternità|malattia|trasferta|viaggio|aspettativa|permesso|congedo)|all['’]estero|chiusi|in chiusura)"),
    ("lavora lavoro collabora", r"\bnon (?:lavor|collabor|fa più|è più)\w* (?:più|parte|in)\b"),
    ("estou estarei encontro-me estamos estaremos encontro está", r"\b(?:estou|estarei|estamos|estaremos|encontro-me|me encontro|(?:o|a) (?:sr\.?|sra\.?|dr\.?) \w+ está) (?:(?:atualmente|actualmente|temporariamente|no momento|neste momento|hoje) )?(?:fora|ausente|de (?:\w+ )?(?:férias|baixa|licença|folga)|em (?:\w+ )?(?:férias|viagem|licença|formação|treinamento|reunião|gozo)|no exterior|fechad|sem acesso)"),
    ("ik wij mevrouw meneer heer collega", r"\b(?:ik ben|ben ik|wij zijn|we zijn|(?:mevrouw|de heer|meneer|collega) [\w-]+ is) (?:[\w.,:/-]+ ){0,6}?(?:afwezig|niet (?:[\w.,:/-]+ ){0,3}?(?:aanwezig|bereikbaar|op kantoor|werkzaam|op het werk)|(?:met|op) (?:\w+ )?(?:vakantie|verlof|zwangerschapsverlof|ouderschapsverlof|reis|zakenreis|cursus|dienstreis)|ziek|op reis|in het buitenland|gesloten|vrij\b|pas (?:[\w.,:/-]+ ){0,4}?(?:weer|terug))"),
    ("jeg jag vi er är", r"\b(?:jeg|jag|vi) (?:er|är|har|kommer att vara) (?:[\wåäöæø.,:/-]+ ){0,5}?(?:ferie|semester|permisjon|permission|frånvarande|fraværende|bortreist|bortrest|barsel\w*|föräldraledig\w*|foreldrepermisjon|sykmeldt|sygemeldt|sjukskriven|tjänsteresa|tjenestereise|forretningsrejse|kurs|kursus|konferens|konferanse|ledig|fri fra|helligdag|ikke (?:[\wåäöæø]+ ){0,3}?(?:kontoret|tilstede|til stede|tilgjengelig)|inte (?:[\wåäöæø]+ ){0,3}?(?:kontoret|plats|tillgänglig|anträffbar)|tilbage (?:igen )?(?:den|på)|åter (?:den|igen)|tillbaka (?:den|igen|på)|borte|borta|ude af)"),
    ("olen olemme ole", r"\b(?:olen|olemme)\b (?:[\wäö.,:/-]+ ){0,5}?(?:lomalla|vuosilomalla|\w*lomalla|poissa|\w*vapaalla|matkoilla|työmatkalla|koulutuksessa|virkamatkalla|opintovapaalla)|\ben ole (?:[\wäö.,:/-]+ ){0,4}?(?:paikalla|toimistolla|tavoitettavissa|töissä)"),
    ("jestem przebywam przebywa będę jesteśmy korzystam jest", r"\b(?:jestem|przebywam|będę|jesteśmy|korzystam|pan \w+ jest|pani \w+ jest|pan \w+ przebywa|pani \w+ przebywa) (?:[\wąćęłńóśźż.,:/-]+ ){0,6}?(?:urlop\w*|nieobecn\w*|poza biurem|zwolnieni\w*|delegacji|szkoleniu|niedostępn\w*|nieczynn\w*|wyjeździe)"),
    ("pracuje pracuję", r"\bnie prac\w+ (?:już|więcej)|\bjuż (?:\w+ ){0,3}nie prac\w+"),
    ("jsem nejsem budu nebudu čerpám máme mám jsme som nie budem", r"\b(?:jsem|nejsem|budu|nebudu|čerpám|jsme|som|nie som|budem|nebudem|pan \w+ je|paní \w+ je) (?:[\wáčďéěíňóřšťúůýžľĺŕäô.,:/-]+ ){0,6}?(?:dovolen\w*|nepřítom\w*|neprítom\w*|mimo (?:kancelář|úřad|pracoviště|kancelárie)|v kanceláři|v kancelárii|nemocensk\w*|služební\w* cest\w*|školení|pracovní cest\w*|mateřsk\w*|k zastižení|dostupn\w*|zastihnuteľn\w*)"),
    ("отпуске командировке больничном отсутствую отсутствует отсутствовать офисе работает работаю обучении", r"\b(?:нахожусь|нахожуся|я|буду|сейчас|находится|временно|нет|не)\b (?:[\w.,:/-]+ ){0,6}?(?:в (?:\w+ )?(?:отпуске|командировке|декрете)|на (?:больничном|обучении|конференции|выходных)|отсутству\w+|в офисе|на рабочем месте)|\bбольше не работа\w+"),
    ("відпустці відрядженні лікарняному відсутній відсутня офісі працює", r"\b(?:перебуваю|я|буду|зараз|тимчасово)\b (?:[\w.,:/-]+ ){0,6}?(?:у (?:\w+ )?(?:відпустці|відрядженні|декреті)|на (?:лікарняному|навчанні)|відсутн\w+)|\bбільше не працю\w+"),
    ("отпуск отсъствам офиса командировка болничен", r"\b(?:съм|ще бъда|бъда|отсъствам|ще отсъствам)\b (?:[\w.,:/-]+ ){0,5}?(?:в (?:\w+ )?(?:отпуск|командировка|болничен)|извън офиса|до|от)"),
    ("odmoru odmor dopustu odsutan odsutna putu bolovanju odsoten odsotna uredu pisarni", r"\b(?:sam|sem|nisam|nisem|bit ću|bom|biću|ću biti)\b (?:[\wčćđšž.,:/-]+ ){0,5}?(?:na (?:\w+ )?(?:odmoru|dopustu|putu|bolovanju|bolniški)|odsut\w+|odsot\w+|u uredu|v pisarni|u kancelariji|dosegljiv\w*|dostup\w*)|\bna (?:godišnjem |letnem )?(?:odmoru|dopustu)(?: sam| sem)\b"),
    ("izindeyim izinde izinli dışındayım dışında seyahatte raporluyum tatildeyim izinliyim", r"\b(?:izindeyim|izinde (?:olacağım|olduğumdan)|izinliyim|(?:ofis|şehir|yurt|ülke) dışında\w*|seyahatte\w*|raporluyum|tatilde\w*|(?:doğum|yıllık) iznindeyim)\b"),
    ("szabadságon szabadságomat távol házon betegszabadságon irodában dolgozik szabadságom", r"\b(?:szabadságon|szabadságomat|betegszabadságon|távol (?:leszek|vagyok)|házon kívül|nem (?:vagyok|leszek) (?:az |a )?(?:irodában|elérhető)|már nem dolgoz\w+)\b"),
    ("concediu delegație birou lipsesc", r"\b(?:sunt|voi fi|mă aflu|suntem|lipsesc)\b (?:[\wăâîșț.,:/-]+ ){0,5}?(?:în (?:\w+ )?(?:concediu|delegație|vacanță)|plecat\w*|din birou|absent\w*)|\bnu (?:mai lucre\w+|sunt la birou)"),
    ("άδεια γραφείο γραφείου απουσιάζω απουσιάσω εκτός", r"\b(?:βρίσκομαι|είμαι|θα είμαι|θα βρίσκομαι|θα|απουσιάζω)\b (?:[\w.,:/-]+ ){0,4}?(?:σε (?:\w+ )?άδεια|με άδεια|εκτός (?:γραφείου|έδρας)|απουσιάσω|απουσιάζω|από το γραφείο)|\bαπουσιάζω\b"),
    ("vacances oficina absent absenta", r"\b(?:soc|estic|estaré|seré)\b (?:[\wàèéíòóú.,:/-]+ ){0,4}?(?:de vacances|fora|de baixa|de permís|absent\w*)"),
    ("puhkusel puhkan kontoris lähetuses", r"\b(?:olen|ei ole|viibin)\b (?:[\wäöüõ.,:/-]+ ){0,5}?(?:puhkusel|kontoris|lähetuses|haiguslehel|komandeeringus)"),
    ("atostogauju atostogose komandiruotėje nedirbu atvaļinājumā komandējumā", r"\b(?:atostogauju|esu (?:\w+ ){0,3}(?:atostogose|komandiruotėje)|(?:esmu|atrodos) (?:\w+ ){0,3}(?:atvaļinājumā|komandējumā))\b"),
    ("cuti kantor luar", r"\bsaya (?:\w+ ){0,3}(?:cuti|di luar kantor|tidak (?:berada )?di kantor|bercuti|perjalanan dinas)\b"),
    ("nghỉ công", r"(?:tôi|em|mình) (?:\w+ ){0,4}(?:nghỉ (?:phép|lễ|việc|thai sản|ốm)|đi công tác|vắng mặt)"),
    ("בחופשה בחופש במשרד", r"(?:אני|אהיה|אנו) (?:\w+ ){0,3}(?:בחופשה|בחופש|מחוץ למשרד|בחו\"ל|במילואים|לא במשרד)"),
    ("إجازة اجازة المكتب سفر", r"(?:أنا|إنني|سأكون|اكون|أكون|حاليا|حالياً) (?:\w+ ){0,3}(?:في (?:إجازة|اجازة|سفر)|خارج المكتب)"),
    ("", r"(?:休暇|お休み|休み|出張|研修|外出|不在|産休|育休|有休)(?:中|を|に|と|の)?(?:いただ|頂|取得|しており|しております|のため|につき|です|となります)|(?:退職|異動)(?:いたし|しました|となり)"),
    ("", r"(?:我|本人)[^。\n]{0,16}(?:休假|年假|出差|请假|請假|不在|外出|度假|产假|病假|离职|離職|培训)|(?:休假|出差|请假|請假|外出|度假|产假)(?:中|期间|期間|至|到)"),
    ("", r"(?:휴가|출장|연차|병가|육아휴직|출산휴가|교육|부재|외근|반차)[^.\n]{0,12}(?:중|입니다|으로|예정|로 인해|관계로|가게)|퇴사(?:하|했|하였)|자리를 비"),
    ("", r"(?:ลาพักร้อน|ลาป่วย|ลาคลอด|ไม่อยู่(?:ที่)?(?:สำนักงาน|ออฟฟิศ|ทำงาน)|ลางาน|เดินทาง)"),
)  # fmt: skip
