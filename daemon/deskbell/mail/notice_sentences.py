"""How programs speak of what they have done, in sentences with slots, by language.

For `spotting.SentenceBook`: the words of which one must stand in the text, and the sentence. All in lower case.
"""

_YOURS_EN = (
    r"(?:request|message|e-?mail|enquiry|inquiry|query|ticket|case|question|application|claim|complaint|submission|feedback|report|support request|incident"
    r"|order|payment|booking|reservation|registration|subscription|account|invoice|parcel|package|shipment|delivery|document|appointment|return|refund|form)"
)
_DONE_EN = (
    r"(?:received|registered|logged|created|opened|recorded|assigned|forwarded to|passed (?:on )?to|added|submitted|accepted|queued|updated|resolved|closed|placed"
    r"|processed|confirmed|shipped|dispatched|completed|cancelled|canceled|approved|scheduled|activated|generated|merged|escalated)"
)

_WHAT_FOR_EN = r"(?:contacting|reaching out|getting in touch|writing to|booking|ordering|registering|reporting|submitting|signing up|subscribing|shopping|choosing|joining|your (?:interest|booking|patience|order|purchase|payment|registration|enquiry|inquiry|request|submission|feedback))"

# Something of the reader's has come in, was filed or went on.
DONE: tuple[tuple[str, str], ...] = (
    ("your", rf"your (?:[\w#-]+ ){{0,3}}{_YOURS_EN}\b(?:[^.\n]{{0,60}}?)\b(?:has been|have been|was|is|is now|has now been|has) (?:successfully |now |already |being )?{_DONE_EN}\b"),
    ("passed forwarded escalated", r"\bwe(?:'ve|’ve| have) (?:passed|forwarded|escalated|sent) your\b"),
    ("status", r"der status ihre[sr] (?:tickets?|anfrage|bestellung|meldung|vorgangs)\b|ihr (?:ticket|vorgang) [^.\n]{0,40}\bstatus\b"),
    ("bestätigen bestätige", r"\bbestätigen? (?:\w+ )?(?:hiermit )?(?:den|die) (?:eingang|erhalt|ankunft) (?:ihrer|ihres|deiner|deines|eurer) (?:e-?mail|nachricht|anfrage|mail|schreibens|meldung|bestellung)"),
    ("dank danke", r"(?:vielen dank|danke) für ihre?n? (?:einkauf|bestellung|registrierung|anmeldung|buchung|bewerbung|spende|zahlung|reservierung)\b"),
    ("merci", r"merci (?:pour|de) votre (?:achat|commande|inscription|réservation|candidature|don|paiement)\b"),
    ("gracias", r"gracias por (?:su|tu) (?:compra|pedido|registro|reserva|pago|suscripción)\b"),
    ("statut statuts", r"\ble statut de votre (?:ticket|demande|dossier)\b"),
    ("ticket segnalazione richiesta", r"\b(?:ticket|segnalazione|richiesta)\b[^.\n]{0,30}\bè stat[ao] (?:pres[ao] in carico|assegnat|chius|apert|aggiornat)\w*"),
    ("zugeleitet weitergeleitet eingegangen", r"\bihre (?:e-?mail|nachricht|anfrage)\b[^.\n]{0,60}\b(?:zugeleitet|weitergeleitet)\b"),
    ("application applying applied", r"\b(?:thank you|thanks) for (?:applying|your application)|\bapplication (?:was |has been )?received\b"),
    ("reached safely arrived inbox email message", r"\byour (?:e-?mail|message|mail|letter) (?:has )?(?:reached|arrived|landed|made it|come through|got (?:to us|through|here))\b"),
    ("status marked resolved pending", r"\b(?:your|the) (?:ticket|case|request|incident|order)\b[^.\n]{0,60}\b(?:has been|was|is now|is) (?:set to|marked (?:as )?|changed to|in status)"),
    ("logged opened registered raised created recorded number", r"\b(?:we(?:'ve|’ve| have)|i have|it has been|has been) (?:now |successfully |just |also )?(?:logged|opened|registered|raised|created|recorded) (?:it|this|your|a|an|as|under|with|the following)\b|\b(?:your|the|under) (?:case|ticket|reference|tracking|incident|request) (?:number|no\.?|id|code)\b[^\n]{0,20}\d{3,}"),
    ("ticket erstellt angelegt vorgang vorgangsnummer ticketnummer fall bearbeitungsnummer störung anliegen", r"\b(?:haben|wurde|ist|wird)\b[^.\n]{0,60}?\b(?:vorgang|ticket|fall|störung|anliegen)\b[^.\n]{0,60}\b(?:angelegt|erfasst|eröffnet|aufgenommen|erstellt|registriert)|\b(?:vorgangs|ticket|fall|bearbeitungs|referenz)nummer\b[^\n]{0,30}\d{3,}"),
    ("ouverte ouvert enregistrée enregistré créée transmise", r"\bvotre (?:\w+ )?(?:demande|ticket|dossier|incident|commande|réclamation)\b[^.\n]{0,40}?\best (?:maintenant |désormais |bien )?(?:ouverte?|enregistrée?|créée?|transmise?|en cours)"),
    ("ticket dossier demande numéro", r"\bun (?:ticket|dossier|incident)\b[^.\n]{0,30}\ba été (?:ouvert|créé|enregistré)|\bnuméro de (?:ticket|dossier|suivi|demande)\b[^\n]{0,12}\d{3,}|\b(?:numéro|sous le n°|n°) ?: ?\d{3,}"),
    ("обращение номер обращению заявке получили приняли", r"\b(?:получили|приняли|зарегистрировали)\b[^.\n]{0,20}\b(?:обращение|заявку|письмо|запрос|сообщение)|\bприсвоен номер"),
    ("vi har tagit mottagit fått modtaget mottatt", r"\bvi har (?:nu )?(?:tagit emot|mottagit|fått|modtaget|mottatt|registreret|registrert|registrerat) (?:ditt|din|dit|deres|jeres|ert|er)\b"),
    ("hemos abierto generado caso", r"\b(?:se ha|hemos) (?:abierto|generado|creado|registrado) (?:un|el|una|la)? ?(?:ticket|caso|incidencia|expediente)"),
    ("abbiamo aperto segnalazione", r"\b(?:abbiamo|è stat[ao]) (?:aperto|aperta|creato|generato|registrata) (?:un|il|una|la)? ?(?:ticket|pratica|segnalazione|richiesta)"),
    ("ticket chamado protocolo número", r"\b(?:foi (?:aberto|criado|gerado|registrado)|abrimos|criamos) (?:um|o)? ?(?:ticket|chamado|protocolo)|\b(?:número|protocolo) (?:de|do) (?:protocolo|chamado|ticket|atendimento):? ?\d{4,}"),
    ("zaakje melding nummer aangemaakt", r"\b(?:is|hebben|werd) [^.\n]{0,40}(?:ticket|melding|zaak)\b[^.\n]{0,40}(?:aangemaakt|geregistreerd|geopend)"),
    ("received got receipt", rf"\b(?:we(?:'ve|’ve| have)?(?: successfully| just)? (?:received|got)|(?:acknowledge|confirm|confirms|acknowledges) (?:the )?receipt of) your (?:\w+ ){{0,2}}{_YOURS_EN}\b"),
    ("ticket case incident request order", rf"\b(?:ticket|case|incident|request|task|change|work order)\b[ #:\w().-]{{0,40}} (?:has been|was) (?:successfully |now )?{_DONE_EN}\b"),
    ("thank", rf"thank you for {_WHAT_FOR_EN}"),
    ("thanks", rf"thanks for {_WHAT_FOR_EN}"),
    ("ihre ihr", r"\bihre?n? (?:[\wäöü#-]+ ){0,2}(?:anfrage|nachricht|e-?mail|mail|meldung|bestellung|anliegen|ticket|antrag|schreiben|zahlung|buchung|reservierung|störungsmeldung|supportanfrage)\b[^.\n]{0,80}?\b(?:eingegangen|erhalten|erfasst|registriert|angelegt|aufgenommen|bearbeitet|weitergeleitet|angekommen|eingetroffen|zugegangen|zugewiesen|versandt|bestätigt|eröffnet|geschlossen|abgeschlossen|übermittelt)\b"),
    ("nous votre vos", r"\bvotre (?:\w+ )?(?:demande|message|courriel|e-?mail|mail|ticket|commande|dossier|réclamation|requête|paiement|réservation|incident)\b[^.\n]{0,60}?\ba (?:bien )?été (?:bien )?(?:reçue?|enregistrée?|prise? en compte|créée?|transmise?|traitée?|expédiée?|ouverte?|clôturée?|validée?|confirmée?)\b|\b(?:nous (?:accusons (?:bonne )?réception|avons (?:bien )?(?:reçu|enregistré|pris en compte))) (?:de )?(?:votre|vos) (?:\w+ )?(?:demande|message|courriel|e-?mail|mail|commande|réclamation|requête)"),
    ("su tu", r"\b(?:tu|su) (?:mensaje|correo|consulta|solicitud) (?:ya |nos )?(?:está en nuestr|ha llegado|llegó)"),
    ("su tu hemos", r"\b(?:su|tu) (?:\w+ )?(?:caso|consulta|solicitud|mensaje|correo|ticket|pedido|incidencia|petición|reclamación|reserva|pago|queja)\b[^.\n]{0,60}?\b(?:ha sido|fue|ha quedado|se ha) (?:\w+ )?(?:registrad|recibid|cread|asignad|enviad|procesad|abiert|confirmad|cerrad|generad)\w*|\bhemos (?:recibido|registrado) (?:correctamente |con éxito )?(?:su|tu) (?:\w+ )?(?:caso|consulta|solicitud|mensaje|correo|pedido|incidencia|petición|reclamación)"),
    ("sua suo tua tuo vostra abbiamo", r"\b(?:la sua|il suo|la tua|il tuo|la vostra|il vostro) (?:\w+ )?(?:richiesta|messaggio|e-?mail|segnalazione|ticket|ordine|pratica|prenotazione|domanda)\b[^.\n]{0,60}?\b(?:è stat[ao]|è|sarà) (?:\w+ )?(?:ricevut|registrat|pres[ao] in carico|inoltrat|apert|assegnat|spedit|confermat|elaborat|evas|chius)\w*|\babbiamo (?:ricevuto|registrato|preso in carico) (?:correttamente )?(?:la|il) (?:su|tu|vostr)[ao] (?:\w+ )?(?:richiesta|messaggio|e-?mail|segnalazione|ordine|domanda)"),
    ("sua seu recebemos tua teu", r"\b(?:a sua|o seu|sua|seu|a tua|o teu) (?:\w+ )?(?:solicitação|pedido|mensagem|e-?mail|chamado|ticket|reclamação|reserva|encomenda|protocolo|consulta|requisição)\b[^.\n]{0,60}?\b(?:foi|está a ser|está sendo) (?:\w+ )?(?:recebid|registad|registrad|abert|criad|encaminhad|enviad|atribuíd|confirmad|process|encerrad)\w*|\brecebemos (?:a sua|o seu|sua|seu) (?:\w+ )?(?:solicitação|pedido|mensagem|e-?mail|chamado|reclamação|encomenda)"),
    ("uw je jouw", r"\b(?:uw|je|jouw) (?:\w+ )?(?:aanvraag|bericht|e-?mail|mail|melding|vraag|verzoek|bestelling|ticket|klacht|reservering|betaling)\b[^.\n]{0,60}?\b(?:ontvangen|binnengekomen|geregistreerd|in behandeling|aangemaakt|doorgestuurd|verzonden|bevestigd|toegewezen|afgehandeld|gesloten)\b"),
    ("registreret registrert registrerad registrerat oprettet opprettet", r"\b(?:den|det|sagen|saken|ärendet|henvendelsen)(?: din| deres| jeres)? (?:er|är|har) (?:nu )?(?:blivit |blevet |blitt )?(?:registreret|registrert|registrerad|registrerat|oprettet|opprettet)"),
    ("din dit jeres deres ert ditt", r"\b(?:din|dit|ditt|jeres|deres|ert|er|ers) (?:\w+ )?(?:henvendelse|besked|mail|e-?mail|e-?post|melding|sag|sak|bestilling|ordre|ärende|förfrågan|meddelande|beställning|anmälan|forespørsel|hendvendelse|supportsag)\b[^.\n]{0,60}?\b(?:modtaget|mottatt|mottagen|mottaget|registreret|registrert|registrerad|registrerats|mottagits|oprettet|opprettet|skapats|sendt|skickats|bekræftet|bekreftet)\b"),
    ("olemme viestisi viestinne tukipyyntösi pyyntösi tilauksesi palvelupyyntö", r"\b(?:viesti|tukipyyntö|pyyntö|tilaus|yhteydenotto|palvelupyyntö|ilmoitu)\w*[^.\n]{0,50}?\b(?:vastaanotettu|kirjattu|rekisteröity|luotu|lähetetty|käsittelyssä)\b|\bolemme (?:vastaanottaneet|saaneet|kirjanneet)\b"),
    ("twoje państwa twój twoja pana zgłoszenie wiadomość", r"\b(?:zgłoszenie|wiadomość|zamówienie|zapytanie|reklamacja|sprawa|wniosek)\b[^.\n]{0,70}?\bzostał[aoy]? (?:\w+ )?(?:przyjęt|zarejestrowan|utworzon|wysłan|przekazan|zapisan|potwierdzon|zamknięt|otrzyman|przydzielon)\w*"),
    ("přijali obdrželi evidujeme prijali", r"\b(?:přijali|obdrželi|evidujeme|prijali) (?:jsme |sme )?(?:váš|vaši|vaše|vašu)\b"),
    ("váš vaše vaši požadavek zpráva", r"\b(?:váš|vaše|vaši|vašu) (?:\w+ )?(?:požadavek|zpráv|dotaz|žádost|objednávk|ticket|hlášení|podnět|požiadavk|správ|žiadosť)\w*[^.\n]{0,60}?\b(?:přijat|přijal|zaevidov|zaregistrov|vytvořen|odeslán|předán|obdržel|prijat|zaevidovan|zaregistrovan|odoslan|vyřízen|uzavřen)\w*"),
    ("ваше ваша ваш ваш", r"\bваш[аеу]? (?:\w+ )?(?:заявк|обращени|запрос|сообщени|письмо|заказ|тикет|жалоб|вопрос)\w*[^.\n]{0,60}?\b(?:принят|зарегистрирован|получен|создан|отправлен|передан|обработ|закрыт|направлен)\w*"),
    ("ваш ваше вашу ваша", r"\bваш[аеу]? (?:\w+ )?(?:заявк|звернення|запит|повідомлення|лист|замовлення)\w*[^.\n]{0,60}?\b(?:прийнят|зареєстрован|отриман|створен|надіслан|передан)\w*"),
    ("вашата вашето вашият", r"\bваш(?:ата|ето|ият|а|е) (?:\w+ )?(?:заявк|запитван|съобщени|поръчк|сигнал)\w*[^.\n]{0,60}?\b(?:прие|получ|регистриран|създаден|изпратен)\w*"),
    ("vaš vaša vaše vas", r"\bvaš[aeu]? (?:\w+ )?(?:zahtjev|zahtev|upit|poruk|narudžb|prijav|sporočil|zahtevek|naročil)\w*[^.\n]{0,60}?\b(?:zaprimljen|primljen|registriran|registrovan|otvoren|prejet|prejeli|poslan|poslat|evidentiran)\w*"),
    ("talebiniz mesajınız siparişiniz başvurunuz bildiriminiz kaydınız talebinizi", r"\b(?:talebiniz|mesajınız|siparişiniz|başvurunuz|bildiriminiz|kaydınız|çağrınız|şikayetiniz)\b[^.\n]{0,60}?\b(?:alın|oluşturul|kaydedil|iletil|ulaş|gönderil|kargoya|onaylan|kapatıl)\w*"),
    ("megkeresését megkeresése levelét kérését bejelentését üzenetét rendelését hibabejelentését bejelentése kérése rendelése", r"\b(?:megkeres|level|kérés|bejelentés|üzenet|rendelés|hibabejelentés|panasz)\w*[^.\n]{0,70}?\b(?:megkaptuk|nyilvántartásba|rögzít|iktat|fogadtuk|továbbít|feladtuk|regisztrál|beérkez)\w*"),
    ("dumneavoastră dvs solicitarea cererea mesajul", r"\b(?:solicitarea|cererea|mesajul|comanda|sesizarea|tichetul)\b[^.\n]{0,60}?\b(?:a fost|am) (?:\w+ )?(?:înregistrat|primit|creat|expediat|transmis|preluat|recepționat)\w*|\bam primit (?:solicitarea|mesajul|cererea)\b"),
    ("αίτημά αίτημα μήνυμά μήνυμα παραγγελία", r"\b(?:αίτημ|μήνυμ|παραγγελί|αίτησ)\w*[^.\n]{0,60}?\b(?:ελήφθη|καταχωρ|παραλ[ήα]|λάβαμε|δημιουργήθηκε|απεστάλη)\w*|\bλάβαμε (?:το|την)\b"),
    ("yêu đơn", r"(?:yêu cầu|thư|đơn hàng|tin nhắn) (?:của (?:quý khách|bạn|anh/chị))[^.\n]{0,60}?(?:được tiếp nhận|đã nhận|được ghi nhận|được tạo|được gửi)"),
    ("permintaan tiket pesan laporan pesanan", r"\b(?:permintaan|tiket|pesan|laporan|pesanan|keluhan) (?:\w+ ){0,2}(?:telah|sudah) (?:kami )?(?:diterima|terima|dibuat|tercatat|didaftarkan|dikirim|diteruskan)\b"),
    ("פנייתך פנייתכם הודעתך בקשתך הזמנתך", r"(?:פנייתך|פנייתכם|הודעתך|בקשתך|הזמנתך)[^.\n]{0,60}?(?:התקבלה|נקלטה|נרשמה|נפתחה|הועברה|נשלחה)"),
    ("طلبك رسالتك طلبكم رسالتكم استفساركم", r"(?:استلام|تسجيل|استقبال|تم إنشاء|وصلنا|تلقينا) (?:طلبك|رسالتك|طلبكم|رسالتكم|استفساركم|شكواكم|تذكرة)"),
    ("", r"(?:お問い?合わ?せ|ご依頼|ご注文|ご連絡|お申し込み|メール|チケット|ご予約)[^。\n]{0,30}(?:受け?付け|受領|受信|承り|登録され|作成され|発送)(?:いた|まし|た|し)"),
    ("", r"(?:您的|你的|贵司的)?(?:工单|请求|邮件|来信|咨询|订单|申请|反馈|問題|工單|訂單|來信|郵件)[^。\n]{0,20}(?:已(?:经|經)?(?:收到|受理|创建|建立|提交|登记|分配|发货|出貨|發貨|处理|關閉|关闭|转交)|受理成功|提交成功)|(?:已(?:经|經)?(?:收到|受理))(?:您|你)的"),
    ("", r"(?:문의|요청|접수|주문|메일|신청|티켓|민원)[^.\n]{0,20}(?:접수|등록|완료|생성|발송|배정)(?:되었|됐|하였)"),
    ("", r"(?:ได้รับ(?:ข้อความ|อีเมล|คำขอ|เรื่อง)|คำขอของคุณ)[^\n]{0,40}(?:แล้ว|เรียบร้อย)"),
)  # fmt: skip

# Something of the reader's is about to happen, waits for him, or was done by another.
EVENT: tuple[tuple[str, str], ...] = (
    ("found detected blocked removed stopped identified quarantined", r"\b(?:our|the|this) (?:[\w-]+ ){0,2}(?:content (?:checker|filter)|(?:virus|mail|e-?mail|content) (?:scanner|filter|guard|gateway)|anti-?virus(?: software)?|firewall)\b[^.]{0,60}\b(?:found|detected|blocked|removed|stopped|identified|quarantined)\b"),
    ("subscribed subscription added list", r"\bto confirm (?:that |your )?[^.\n]{0,40}(?:subscription|subscribed|added to|mailing list)"),
    ("awaits awaiting waiting requires pending", r"\b(?:awaits?|awaiting|waiting for|requires?|pending) (?:your )?(?:release|approval|moderation|decision|signature|review|authori[sz]ation)\b"),
    ("just left message mailbox", r"\byou (?:were|have been) (?:just )?left an? [^.\n]{0,40}\bmessage\b"),
    ("message e-mail email", r"\b(?:a|the|your) (?:message|e-?mail) (?:that )?you sent\b[^.\n]{0,80}\b(?:blocked|violat\w*|policy|quarantined|encrypted)\b"),
    ("cartridge toner ink pages drum", r"\breplace (?:the )?(?:\w+ ){0,2}(?:cartridge|toner|drum)\b|\b(?:pages|toner|ink) remaining\b"),
    ("renew renewed charged", r"\byour [^.\n]{0,60}\b(?:will (?:automatically )?renew|will be (?:automatically )?renewed)\b|\byou will be charged\b"),
    ("welcome", r"\bwelcome to the (?:[\"'\w.-]+ ){0,3}(?:mailing )?list\b"),
    ("removed deleted stripped", r"\b(?:attachments?|files?|parts?|content)\b[^\n]{0,60}\b(?:was|were|has been|have been) (?:removed|deleted|stripped) from your (?:e-?mail|message|mail)\b"),
    ("charge process bill", r"\b(?:could not|couldn't|couldn’t|unable to|failed to) (?:charge|process|bill) your (?:credit )?(?:card|payment|account)\b"),
    ("bereit", r"\bihr(?:e|en)? [^.\n]{0,90}\b(?:liegt|liegen|steht|stehen)\b[^.\n]{0,90}\bbereit\b"),
    ("pipeline build job", r"\b(?:your|the) (?:pipeline|build|job|deployment)\b[^.\n]{0,30}\b(?:has )?(?:failed|passed|succeeded|been fixed)\b"),
    ("expires expire expired expiring", r"\b(?:certificate|password|subscription|licen[sc]e|domain|account|contract|trial|warranty|session|link|card|token|key)\b[^\n]{0,80}\b(?:expires|will expire|expired|is expiring|is about to expire)\b (?:in|on|at|within|today|soon)"),
    ("shared invited mentioned commented assigned added uploaded requested", r"\b(?:has |have )?(?:shared|invited|mentioned|commented|assigned|added|uploaded|requested|approved|declined|liked)\b[^.\n]{0,40}\b(?:with you|you to|you in|on (?:your|a|an|the)|to you|access to)\b|\b(?:invited|mentioned|assigned|added) you\b"),
    ("zugewiesen zugeteilt freigegeben", r"\bihnen wurden? [^\n]{1,80}? (?:zugewiesen|zugeteilt|freigegeben)\b"),
    ("ihnen dir envoyé partagé enviado compartido inviato condiviso verzonden gedeeld", r"\bhat (?:ihnen|dir) (?:ein(?:e|en)? )?(?:[\wäöüß.-]+ ){1,3}(?:zu[mr] [\wäöüß ]{3,50}?)?(?:gesendet|geschickt|freigegeben|geteilt|zugewiesen)\b|\b(?:vous|t['’]) ?a (?:envoyé|partagé|invité)|\ba partagé [^.\n]{1,60} avec vous|\b(?:le|te) ha (?:enviado|compartido|invitado)|\bha (?:condiviso|inviato) [^.\n]{1,60} con (?:te|lei)|\bheeft [^.\n]{1,60} met (?:u|je) gedeeld"),
    ("mailbox postfach boîte buzón casella", r"\byour mailbox is (?:almost |nearly )?(?:full|over its)|\bihr postfach ist (?:fast |nahezu |beinahe )?voll|\bvotre boîte (?:aux lettres |de réception )?est (?:presque )?pleine|\bsu buzón (?:de correo )?está (?:casi )?lleno|\bla (?:tua|sua) casella (?:di posta )?è (?:quasi )?piena"),
    ("reminder due overdue submitted outstanding pending scheduled", r"\b(?:is|are|has|have) (?:now |still )?(?:due|overdue|not been (?:submitted|completed|approved|paid)|outstanding|pending your|scheduled (?:for|on)|missing for)\b"),
    ("detected sign-in login signed device", r"\b(?:new|unusual|suspicious|unrecognised|unrecognized) (?:device )?(?:sign-?in|login|log-in|activity)\b|\b(?:was|were|has been) detected\b"),
    ("finished completed failed succeeded", r"\b(?:backup|job|build|plan|task|scan|update|import|export|sync|pipeline|deployment|run)\b[^.\n]{0,60}\b(?:finished|completed|failed|succeeded|ended)\b (?:successfully|with|after|at|on|in \d)"),
    ("sicherung auftrag backup job", r"\b(?:sicherung|backup|auftrag|job)\b[^.\n]{0,60}\b(?:erfolgreich|abgeschlossen|fehlgeschlagen|beendet)"),
    ("above below limit threshold exceeded reached usage", r"\b(?:above|below|exceeded|exceeds|reached|over)\b[^.\n]{0,30}\b(?:limit|threshold|quota|\d+ ?%)"),
    ("auslastung speicherplatz schwellwert grenzwert erreicht überschritten", r"\b(?:auslastung|speicherplatz|schwellwert|grenzwert|temperatur)\b[^.\n]{0,60}\b(?:erreicht|überschritten|erschöpft|unterschritten)"),
    ("posted published voted replied released available", r"\b(?:has been|was|is now) (?:posted|published|released|available|uploaded)\b|\bvoted in your\b|\breplied to your\b"),
    ("ready", r"is (?:now )?ready (?:to|for) (?:download|view|pick|collect|review|you)\w*"),
    ("recovered restored resolved", r"\b(?:has |was )?(?:recovered|restored|resolved) after\b"),
    ("went", r"went (?:down|offline|up)\b"),
    ("unreachable online", r"is (?:now )?(?:unreachable|back up|back online)\b"),
    ("veröffentlicht verfügbar bereitgestellt hochgeladen freigegeben eingegangen", r"\b(?:wurde|wurden|ist|sind)\b[^.\n]{0,50}\b(?:veröffentlicht|verfügbar|bereitgestellt|hochgeladen|für sie freigegeben)\b"),
    ("fax voicemail voice", r"\byou have (?:received )?(?:a|an|one|\d+)[^.\n]{0,20}(?:fax|voicemail|voice message)\b"),
    ("responding communication connection lost", r"\bstopped responding at\b|\b(?:connection|communication) (?:lost|error|failure|restored)\b"),
    ("webinar join", r"\bjoin (?:link|url|here|now|us|the (?:meeting|webinar|session))\b|\b(?:webinar|session|event) (?:starts|begins|is starting)\b"),
    ("shipped delivered dispatched package parcel shipment delivery", r"\b(?:package|parcel|shipment|order|delivery)\b[^.\n]{0,100}\b(?:has (?:been )?(?:shipped|delivered|dispatched)|will be delivered|is on its way|arrives|was delivered|is out for delivery)"),
    ("sendung paket lieferung bestellung", r"\b(?:sendung|paket|lieferung|bestellung)\b[^.\n]{0,100}\b(?:verlassen|zugestellt|versendet|verschickt|versandt|unterwegs|abholbereit|geliefert)"),
    ("rechnung betrag abgebucht fällig", r"\b(?:rechnung|betrag|beitrag)\b[^.\n]{0,60}\b(?:abgebucht|eingezogen|fällig|steht (?:zum download|bereit)|zum abruf)"),
    ("läuft abläuft ablauf erinnerung", r"\b(?:ihr (?:passwort|zertifikat|abo|vertrag|konto)|zertifikat)\b[^.\n]{0,50}\b(?:läuft (?:[\w ]{1,20} )?ab|abläuft)"),
    ("expire expirera expiration", r"\b(?:votre (?:mot de passe|abonnement|certificat|licence)|le certificat)\b[^.\n]{0,50}\b(?:expire|expirera|arrive à échéance)"),
    ("caduca caducará vence vencerá", r"\b(?:su (?:contraseña|suscripción|licencia|certificado)|el certificado)\b[^.\n]{0,50}\b(?:caduca|caducará|vence|vencerá)"),
    ("colis livraison livré expédié", r"\b(?:votre )?(?:colis|livraison|commande)\b[^.\n]{0,100}\b(?:livrée?|expédiée?|en cours de livraison|en route|disponible)"),
    ("envío paquete pedido", r"\b(?:su |tu )?(?:envío|paquete|pedido)\b[^.\n]{0,100}\b(?:entregado|enviado|en camino|en reparto|será entregado)"),
    ("code valid valable gültig expires válido valido geldig giltig gyldig ważny platný действителен", r"\b(?:code|código|codice|kode|kod|код)\b[^\n]{0,120}\b(?:valid|valable|gültig|expires|válido|valido|geldig|giltig|gyldig|ważny|platný|действителен)"),
    ("partagé invité assigné commenté geteilt eingeladen zugewiesen freigegeben", r"\b(?:a (?:partagé|commenté)|vous a (?:invité|assigné|mentionné)|hat (?:[^.\n]{1,60}) (?:mit ihnen geteilt|mit dir geteilt|für sie freigegeben)|hat sie (?:eingeladen|erwähnt)|wurde mit ihnen geteilt)"),
)  # fmt: skip

# What will happen next: somebody unnamed will be in touch.
NEXT: tuple[tuple[str, str], ...] = (
    ("will shall be we'll we’ll you'll you’ll going", r"\b(?:we|someone|somebody|a member of|one of our|an agent|a representative|our (?:\w+ ){0,3}(?:team|agents?|advisers|recruiters?|engineers?|technicians?|support|staff|colleagues|experts|specialists|advisors?))\b[^.\n]{0,60}?\b(?:will|shall|aims? to|'ll|’ll|is going to|are going to|answers?|respond within)\b[^.\n]{0,30}?\b(?:contact|within|working days|respond|reply|get back|be in touch|get in touch|be in touch|review|process|look into|respond|answer|attend|return|look at)\b|\byou(?:'ll|’ll| will) (?:hear|receive|be (?:contacted|notified|informed))\b"),
    ("update comment track view status add", r"\b(?:to (?:add|view|track|check|see|update|follow|leave|provide|access)|you can (?:view|track|check|see|update|follow|add))\b[^.\n]{0,60}?\b(?:comments?|status|ticket|request|case|order|progress|details|information|shipment|reply|online|link|portal)\b"),
    ("keep quote include reference", r"\b(?:keep|quote|include|use|refer to|mention)\b[^.\n]{0,40}?\b(?:reference|ticket number|case number|subject line|number|id)\b"),
    ("wir mitarbeiter team unser bearbeitung nummer hören", r"\bsie (?:hören (?:\w+ ){0,5}von uns|von uns hören)\b|\b(?:wir (?:melden|werden|kümmern|bearbeiten|beantworten|prüfen|antworten|setzen)|(?:die )?bearbeitung (?:dauert|erfolgt)|geben sie (?:bitte )?(?:diese|bei|stets)|(?:ein|unser) (?:\w+ )?(?:mitarbeiter\w*|team|kundenservice)) [^.\n]{0,70}?(?:schnellst|umgehend|so bald|in kürze|baldmöglich|zeitnah|innerhalb|werktag|stunden|nummer|rückfragen|melde|antwort|kümmer|kontakt|verbindung|bearbeit)"),
    ("nous équipe conseiller technicien agent modifiez", r"\b(?:nous|notre équipe|nos équipes|un conseiller|un technicien|un agent)\b[^.\n]{0,50}?\b(?:reviendr|répondr|traiter|contacter|prendr|recontacter|va prendre|dans les meilleurs délais|dans un délai)\w*"),
    ("agente equipo nos pondremos atenderemos responderemos contestaremos contactaremos técnico asesor", r"\b(?:nos pondremos en contacto|(?:un|nuestro|una) (?:\w+ )?(?:agente|equipo|técnico|asesor|representante|operador)\b[^.\n]{0,50}?\b(?:pondrá|contactará|responderá|atenderá|revisará|en breve)|(?:(?:le|te) )?(?:responderemos|contestaremos|atenderemos|contactaremos)\b)"),
    ("risponderemo operatore team contatteremo tecnico", r"\b(?:(?:le|ti|vi) (?:risponderemo|contatteremo)|(?:un|il|un nostro|il nostro) (?:nostro )?(?:operatore|team|tecnico|consulente|ufficio)\b[^.\n]{0,50}?\b(?:contatterà|risponderà|prenderà|provvederà|esaminerà))"),
    ("responderemos contacto atendimento prazo equipa equipe retornaremos técnico", r"\b(?:responderemos|retornaremos|entraremos em conta[c]?to|prazo (?:de|para) (?:atendimento|resposta|resolução)|(?:nossa|a nossa) equip[ae]\b[^.\n]{0,50}?\b(?:entrará|responderá|irá|analisará))"),
    ("spoedig snel binnen medewerker", r"\b(?:wij|we|een medewerker|ons team|onze medewerkers?)\b[^.\n]{0,50}?\b(?:nemen|neemt|reageren|reageert|beantwoorden|streven|antwoorden|zo spoedig|zo snel|binnen)\b"),
    ("vi medarbejder medarbeider medarbetare handläggare", r"\b(?:vi|en medarbejder|en medarbeider|en medarbetare|en handläggare)\b[^.\n]{0,40}?\b(?:vender tilbage|kommer tilbage|svarar|svarer|återkommer|återkopplar|kontakter|kontaktar|hurtigst|snarest|inden for|innen|inom)\b"),
    ("otamme vastaamme käsittelemme palaamme kiitos", r"\b(?:otamme yhteyttä|vastaamme|käsittelemme|palaamme asiaan)\b|\bkiitos (?:yhteydenoto|viesti|tilaukse|palauttee)\w*"),
    ("odpowiemy skontaktujemy konsultant pracownik specjalista", r"\b(?:odpowiemy|skontaktujemy się|(?:nasz |nasi )?(?:konsultant|pracownik|specjalist|doradc)\w* [^.\n]{0,40}?(?:skontaktuj|odpowie|zajm))\w*"),
    ("budeme ozveme odpovíme technik operátor vyřízen kontaktovat", r"\b(?:budeme (?:vás|vám) |ozveme se|odpovíme|odpovieme|bude vyřízen|bude (?:vás|vám) kontaktovat|náš (?:technik|operátor|pracovník))"),
    ("ответим свяжемся специалист специалиста сотрудник оператор ожидайте", r"\b(?:мы (?:ответим|свяжемся)|ответим вам|ожидайте ответ|свяжемся с вами|(?:наш |наши )?(?:специалист|сотрудник|оператор|менеджер)\w* [^.\n]{0,40}?(?:свяж|ответ|рассмотр))\w*"),
    ("зв'яжемося відповімо спеціаліст фахівець", r"\b(?:зв['’]яжемося|відповімо|наш (?:спеціаліст|фахівець|оператор))"),
    ("dönüş geçeceğiz ekibimiz yetkilimiz geçecektir", r"\b(?:dönüş (?:yapılacak|yapacağız|sağlan)|iletişime geçe(?:ceğiz|cektir)|en kısa sürede)\w*"),
    ("hamarosan munkatársunk kollégánk válaszolunk felvesszük", r"\b(?:munkatársunk|kollégánk|munkatársaink|kollégáink)\b[^.\n]{0,50}?(?:válaszol|felvesz|jelentkez|keres)|\b(?:hamarosan válaszol|felvesszük önnel)"),
    ("vom răspunde contacta reveni", r"\b(?:vă vom (?:răspunde|contacta)|vom reveni|un (?:operator|agent|coleg) (?:vă )?va)\b"),
    ("θα", r"\bθα (?:σας )?(?:απαντήσουμε|επικοινωνήσ|εξεταστεί|εξετάσουμε)\w*"),
    ("segera kami phản", r"\b(?:kami akan (?:segera )?(?:menghubungi|membalas|merespon|memproses|menindak)\w*)|(?:sẽ (?:liên hệ|phản hồi|trả lời))"),
    ("נחזור נציג", r"(?:נחזור אלי|נציג (?:\w+ )?(?:יחזור|יצור))"),
    ("سنقوم سيتم سنتواصل", r"(?:سنقوم بالرد|سيتم (?:الرد|التواصل)|سنتواصل معك|سوف نتواصل)"),
    ("", r"(?:担当者?より|追って|順次|営業日以内|折り返し)[^。\n]{0,20}(?:ご連絡|回答|返信|ご返答|対応)|(?:尽快|盡快|工作日内|個工作天內|小时内)(?:与您|為您|为您|给您|回复|处理|聯絡|联系|處理|答复)|(?:담당자|빠른 시일|영업일)[^.\n]{0,20}(?:연락|답변|회신|처리)"),
)  # fmt: skip

# A mail box holds a stranger's mail until the stranger has done something.
HELD: tuple[tuple[str, str], ...] = (
    ("protected guarded", r"\b(?:my|this|our) (?:e-?mail )?(?:mailbox|inbox|address|account) is (?:protected|guarded)\b"),
    ("held holding hold waitlisted quarantined pending waiting blocked parked queue queued delivered", r"\b(?:your|this|the) (?:e-?mail|message|mail|letter)\b[^.\n]{0,50}?\b(?:is|was|has|has been|are|will be) (?:\w+ )?(?:held|on hold|placed|waitlisted|quarantined|pending|waiting|blocked|parked|queued|not (?:yet )?(?:been )?delivered|delivered (?:only )?(?:once|after|as soon))\b"),
    ("moderator moderation approval", r"\b(?:awaits|awaiting|waiting for|until) (?:the )?(?:list )?(?:moderator|moderation)|\bheld\b[^.\n]{0,30}\bmoderat"),
    ("spam unsolicited junk sender senders unknown first spamblock inbox", r"\b(?:first time (?:you(?:'ve|’ve| have)? (?:written|e-?mailed|contacted)|we)|(?:reduce|stop|avoid|against|fight|block|prevent)\w* (?:\w+ ){0,2}(?:spam|junk|unsolicited)|spam (?:protection|filter|blocker)|keep (?:my|our) (?:inbox|mailbox) clean|unknown senders?|sender verification)\b"),
    ("spam erstmals mal moderator bestätigung zugestellt", r"\bzum ersten mal (?:an )?[^\n]{0,60}geschrieben|\b(?:um|gegen) spam\b|\bspamschutz|\bwartet auf (?:bestätigung|freigabe) (?:durch|des moderators)|\bbis der moderator"),
    ("zurückgehalten zugestellt warteschlange freigeben freigegeben", r"\bihre (?:e-?mail|nachricht|mail)\b[^.\n]{0,50}?\b(?:zurückgehalten|erst (?:dann )?zugestellt|in einer warteschlange|noch nicht zugestellt)\b"),
    ("attente retenu suspens bloqué", r"\bvotre (?:message|courriel|e-?mail|mail)\b[^.\n]{0,50}?\b(?:est|a été|reste) (?:mis |placé )?(?:en attente|retenu|bloqué|en suspens)\b"),
    ("retenido espera pendiente retenida bloqueado", r"\bsu (?:mensaje|correo|e-?mail)\b[^.\n]{0,50}?\b(?:está|ha sido|ha quedado|queda|quedó|fue) (?:\w+ )?(?:retenid|en espera|pendiente|bloquead)\w*"),
    ("retida retido pendente trattenuto attesa", r"\b(?:sua mensagem|seu e-?mail|il (?:suo|tuo) messaggio|la (?:sua|tua) e-?mail)\b[^.\n]{0,50}?\b(?:retid|pendente|em espera|trattenut|in attesa|in sospeso)\w*"),
    ("vastgehouden wacht tilbageholdt hålls wstrzymana zatrzymana pozdržena", r"\b(?:uw (?:bericht|e-?mail)|din (?:besked|mail|e-?mail)|ditt (?:meddelande|mail|mejl)|(?:twoja|państwa) wiadomość|vaše zpráva)\b[^.\n]{0,50}?\b(?:vastgehouden|wacht op|in de wacht|tilbageholdt|hålls kvar|väntar på|wstrzyman|zatrzyman|oczekuje|pozdržen|čeká na)\w*"),
    ("задержано ожидает карантин карантине", r"\b(?:ваше (?:сообщение|письмо))\b[^.\n]{0,50}?\b(?:задержано|ожидает|в карантине|не доставлено до)\b"),
    ("", r"(?:您的邮件|您的來信|メール|ご送信)[^。\n]{0,30}(?:被拦截|暂时|等待确认|保留され|隔離)"),
)  # fmt: skip

# What it then wants of the sender: to prove, confirm or be put on a list.
PROVE: tuple[tuple[str, str], ...] = (
    ("deliver release approved rejected moderator follow link confirm verify prove approved guest safe whitelist senders allow click reply authenticate human captcha", r"\b(?:approved|guest|safe|allowed|white|permitted|trusted)[ -]?(?:senders?|list|contacts?)\b|\b(?:confirm|verify|prove|authenticate)\b[^.\n]{0,40}?\b(?:you|your|yourself|human|person|address|identity|message|sender)\b|\b(?:click|reply|respond|follow|visit|press)\b[^.\n]{0,50}?\b(?:deliver|release|link|button|below|moderator|this (?:message|e-?mail))\b|\bcaptcha\b|\bto (?:deliver|release) (?:it|your)\b|\bmoderator\b[^.\n]{0,30}\b(?:approval|review)|\breview it\b|\b(?:notified|told|informed)\b[^.\n]{0,40}\b(?:approved|rejected|released)\b"),
    ("bestätigen bestätigung klicken verifizieren moderator", r"\bmoderator\b|\b(?:bestätigen|klicken|verifizieren) sie\b|\bzu(?:r)? bestätig"),
    ("confirmer cliquez cliquer répondez vérifier", r"\b(?:cliquez|cliquer|confirmer|confirmez|répondez à ce|vérifier)\b"),
    ("confirmar confirme haga pulse responda verificar clic clique", r"\b(?:confirmar|confirme|haga clic|pulse|responda a este|verificar|clique|responda a esta)\b"),
    ("confermare clicca clicchi cliccare confermi rispondere", r"\b(?:confermare|confermi|clicc\w+|verificare|risponda a questo)\b"),
    ("bevestigen bevestig klik klicka bekräfta bekræft potwierdzić potwierdź kliknij potvrďte klikněte подтвердите подтвердить перейдите нажмите", r"\b(?:bevestig\w*|klik\w*|klicka|bekräfta|bekræft\w*|potwierd\w+|kliknij|potvrďte|klikněte|подтверд\w+|перейдите|нажмите)\b"),
    ("", r"(?:确认|確認|点击|點擊|クリック|認証)"),
)  # fmt: skip

# A program says of its own letter that no hand wrote it.
MADE: tuple[tuple[str, str], ...] = (
    ("program software robot daemon responder autoresponder manager", r"\bthis is the (?:[\w.@-]+ ){1,3}?(?:program|software|robot|daemon|(?:auto)?responder|list manager)\b"),
    ("forwarded passed redirected transferred", r"\byour (?:e-?mail|message|mail) (?:was|is|has|will) (?:not|also not) (?:been |be )?(?:forwarded|passed on|redirected|transferred)\b"),
    ("sent", r"\bthis e-?mail was sent from \""),
    ("mailbox inbox account address mail email e-mail messages message", r"\b(?:mailbox|inbox|account|address|e-?mails?|mail|messages?) (?:is|are) (?:not|no longer) (?:being |longer )?(?:read|monitored|checked|attended|manned|staffed)\b"),
    ("generated sent created produced automatically", r"\b(?:e-?mail|message|notification|mail|letter|reply|response|alert|report) (?:was|is|has been|is being) (?:[\w-]+ ){0,2}(?:generated|sent|created|produced) (?:automatically\b|by (?:the |our |an? )?(?:[\w-]+ ){0,3}(?:system|server|software|application|service|workflow|robot|bot|monitor))|\b(?:automatically|auto|system|computer)[ -](?:generated|sent|created)\b"),
    ("automatisch maschinell systemseitig system", r"\b(?:e-?mail|nachricht|mail|mitteilung|meldung|schreiben|benachrichtigung) (?:wurde|wird|ist) (?:[\wäöü]+ ){0,4}(?:automatisch|maschinell|systemseitig|vom system)"),
    ("automatiquement généré système robot", r"\b(?:message|courriel|e-?mail|mail|notification) (?:\w+ )?(?:a été|est|vous est) (?:\w+ ){0,2}(?:généré|envoyé|adressé)e? (?:automatiquement|par (?:un|le|notre) (?:système|robot|serveur))"),
    ("automáticamente sistema automaticamente", r"\b(?:mensaje|correo|notificación|mensagem|e-?mail|notificação|messaggio|notifica) (?:ha sido|fue|se ha|se|foi|è stat[ao]|viene) (?:\w+ ){0,2}(?:generad|enviad|envi|gerad|generat|inviat)\w* (?:automáticamente|automaticamente|por (?:el|un|nuestro) sistema|pelo sistema|dal sistema|de forma automática)"),
    ("automatisch systeem automatiskt automatisk systemet", r"\b(?:bericht|e-?mail|mail|melding) (?:is|wordt|werd) (?:\w+ ){0,2}(?:automatisch|door (?:ons|het) systeem)|\b(?:denne|dette|detta|det här) (?:\w+ ){0,2}(?:er|är|ble|blev|har) (?:\w+ ){0,2}(?:automatisk|sendt automatisk|skickats automatiskt|generert)\w*"),
    ("automatycznie system automaticky systémem", r"\b(?:wiadomość|e-?mail|powiadomienie) (?:\w+ )?(?:została? )?(?:\w+ )?(?:wygenerowan|wysłan|utworzon)\w* (?:automatycznie|przez system)|\b(?:zpráva|správa|e-?mail) (?:byla?|bola?|je) (?:\w+ ){0,2}(?:automaticky|systémem|systémom)"),
    ("автоматически системой автоматично", r"\b(?:письмо|сообщение|уведомление|лист|повідомлення) (?:было |було )?(?:\w+ ){0,2}(?:автоматически|системой|автоматично|системою)"),
    ("otomatik sistem automatikusan automat αυτόματα tự", r"\b(?:e-?posta|mesaj|bildirim|ileti) (?:\w+ ){0,3}otomatik|\b(?:levél|üzenet|e-?mail)\w* (?:\w+ ){0,3}automatikusan|\b(?:mesaj|e-?mail) (?:\w+ ){0,3}automat\b|\b(?:μήνυμα) (?:\w+ ){0,3}αυτόματα|(?:thư|email) (?:\w+ ){0,4}tự động"),
)  # fmt: skip
