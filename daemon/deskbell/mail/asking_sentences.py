"""Requests with slots, by language: the words of which one must stand in the text, and the sentence itself.

A responder asks as well, but only that somebody else be called or written to; so verbs of calling and
writing are left out, or must be about the writer ("call me").
"""

_DO_EN = (
    r"activate|add (?!your|us\b)|allow|approve|arrange|assign|book|bring|cancel|change|clear|close|collect|come|correct|create|deactivate"
    r"|delete|deliver|disable|enable|enlarge|explain|extend|finish|fix|give|grant|help|hold|increase|install|investigate|keep"
    r"|let me|let us|lock|have (?:a|another) look|look|make (?!sure)|merge|migrate|move|open|order|postpone|prepare|print|put|reactivate|reboot|reduce|release"
    r"|remove|reopen|repair|replace|reschedule|reset|restart|restore|revoke|save|send (?:me|us|him|her|it|them|someone)|set"
    r"|show me|(?:e-?mail|send|mail) (?:him|her|them|it|the (?:quote|file|list|report|invoice|form|link|password|details|log))|shut|sort|start|stop|suspend|swap|switch|take(?! (?:\w+ ){0,2}(?:minutes?|moment|seconds?|survey|poll|part|time)\b)|tell (?:me|us)|terminate|transfer|try|turn|unblock|undo|uninstall"
    r"|unlock|unsubscribe (?:me|us)|upgrade|wait|whitelist|(?:call|ring|phone|e-?mail|contact|notify|inform|remind) (?:me|us)\b"
    r"|(?:forward|redirect|divert|route|pass|hand|transfer) (?:my|his|her|their|all|it|the|this|me|us|our)"
    r"|(?:check|confirm|see|find out|advise) (?:if|whether|why|that|it|this|what|my)|do (?:it|so|this|that|the|not close)"
)
_RESPONDS_DE = r"(?:\w+ ){0,4}(?:an |mein|unser|frau |herrn? |telefonisch|contact)"
_CONTACTS = r"(?:contact|joindre|appel|écri|vous adresser|consult|dirig|ponerse|comunic|rivolger|chiam|scriver|entrar|ligar|escrev|falar)"

SENTENCES: tuple[tuple[str, str], ...] = (
    ("please pls plz kindly", rf"\b(?:please|pls|plz|kindly)(?: (?:also|just|now|then|quickly|urgently|still|asap))? (?:{_DO_EN})\b"),
    ("can could would", r"\b(?:can|could|would) (?:you|someone|somebody|anyone|anybody) "),
    ("need want wish require like unable wondering grateful trouble problem help", r"\b(?:i|we) (?:\w+ )?(?:need|want|wish|require|have (?:a|the) problem|would be grateful|am unable|are unable|am wondering|have trouble|need help)\b|\bhelp!|\bhelp me\b"),
    ("needs", r"\bneeds an? (?!(?:\w+ )?(?:reply|response|answer|decision)\b)"),
    ("tried keep get can't cannot won't don't see", r"\b(?:i|we) (?:still |already |just |always |also )?(?:tried|keep getting|can't|can’t|cannot|can not|could not|couldn't|don't get|do not get)\b"),
    # German
    ("können könnten kann könnt könntest kannst würden würdet", r"\b(?:können|könnten|könnt|könntet|kannst|könntest|würden|würdet|würdest) (?:sie|ihr|du|wir|bitte)\b(?! (?:sich|mich|uns|auch|gerne|in dringenden|" + _RESPONDS_DE + r"))|\bkann (?:mir|uns|das|man|bitte|jemand|ich)\b"),
    ("bitte", r"\bbitte (?:(?:mir|mich|uns|das|den|die|dem|ihn|sie|es|mein\w*|unser\w*|um|einmal|mal|dringend|dann|erst|alle|nur|vorher|bis|für|wieder|auch|noch|ab|am|zum|heute|den zugang|ticket)(?: [\wäöüß@.:-]+){0,9} )?(?:ab|an|aus|ein|vor|frei|zurück|um|weiter|zu|nach)?(?:ge)?(?:schalten|richten|stellen|setzen|legen|prüfen|löschen|ändern|sperren|entsperren|schicken|senden|tauschen|bestellen|melden|tragen|weisen|leiten|lassen|kommen|holen|helfen|geben|machen|installieren|aktivieren|deaktivieren|reparieren|erledigen|ruhen lassen|warten|verlängern|erhöhen|erweitern|schließen|öffnen|nehmen|starten|einrichten|hilfe|rückruf|prüfung|freischaltung|abholung|mitteilung)\b"),
    ("meine", r"\bmeine (?:e-?mails?|mails?|post|anrufe|telefonate)\b[^.\n]{0,30}\bbitte\b"),
    ("bitte", r"\bbitte (?:richten|stellen|prüfen|schauen|helfen|schicken|senden|tauschen|ändern|löschen|sperren|setzen|legen|melden sie (?:unsere?|mich|uns|die|den|sich bei mir)|kommen|geben|leiten sie (?:meine?|die|alle)|schalten|machen|sehen|lassen|nehmen|tragen) "),
    # French
    ("pouvez pourriez peux pourrais pourrait peut serait", r"\b(?:pouvez|pourriez)[- ]vous\b(?! (?:\w+ )?" + _CONTACTS + r")|\b(?:peux|pourrais)-tu\b|\bpourrait-on\b|\b(?:peut|pourrait)-il\b|\bserait-il possible\b"),
    ("merci veuillez prière svp plaît", r"\b(?:merci de(?: bien vouloir)?|merci d['’]|veuillez|prière de|prière d['’]) ?(?:me |m['’]|nous |l['’]|les |le |la |y )?(?:activer|ajouter|aider|annuler|bloquer|changer|clôturer|corriger|couper|créer|débloquer|désactiver|donner|effacer|faire|fermer|installer|intervenir|laisser|mettre|modifier|ouvrir|passer|programmer|rediriger|réinitialiser|remettre|remplacer|renvoyer|réparer|retirer|rétablir|supprimer|traiter|transférer|venir|vérifier|rappeler)\b"),
    ("souhaite voudrais aimerais arrive n'arrive peux besoin", r"\b(?:je (?:souhaite|souhaiterais|voudrais|n['’]arrive|ne peux|ne parviens)|j['’]aimerais|nous (?:souhaitons|n['’]arrivons))\b"),
    # Spanish, Portuguese, Italian, Catalan
    ("consigo puedo necesito quisiera quiero necesitamos gustaría", r"\b(?:no consigo|no puedo|necesito|necesitamos|quisiera|quiero|me gustaría|no logro|nos gustaría)\b"),
    ("favor ruego rogamos", r"\b(?:por favor|ruego|rogamos|se ruega|pido)[,:]? (?:que )?(?:me |nos |lo |la )?(?:activ|desactiv|camb|cre|elimin|borr|arregl|ayud|revis|reinici|restabl|resuel|solucion|instal|bloque|desbloque|cancel|cierr|d[eé]n? |quit|pong|agreg|añad|configur|envíenme|mándenme|reemplac)\w*"),
    ("vorrei vorremmo riesco riusciamo bisogno posso faccio", r"\b(?:vorrei|non riesco|vorremmo|non riusciamo|ho bisogno)\b|\bcome (?:posso|faccio|si fa)\b"),
    ("favore prego chiedo cortesemente", r"\b(?:per favore|per piacere|prego|chiedo di|cortesemente|si prega di)[,:]? (?:mi |ci |di )?(?:attiv|disattiv|cambi|cre|elimin|cancell|ripar|aiut|controll|verific|resett|ripristin|install|blocc|sblocc|chiud|apr|imposta|inolt|sostitu)\w*"),
    ("gostaria queria preciso precisamos consigo conseguimos faço posso", r"\b(?:gostaria|queria|preciso|não consigo|precisamos|não conseguimos)\b|\bcomo (?:faço|posso|se)\b"),
    ("favor solicito peço agradeço", r"\b(?:por favor|favor|solicito|peço|agradeço que|agradecia que)[,:]? (?:que )?(?:me |nos |a |o )?(?:ativ|desativ|desactiv|activ|alter|cri|elimin|apag|arrum|ajud|verifi|reinici|restau|resolv|instal|bloque|desbloque|cancel|fech|d[eê]em |retir|configur|encaminh|criação|liberação|reset|exclu)\w*"),
    # Dutch, Danish, Norwegian, Swedish, Finnish
    ("kunt kun kunnen kan zou wilt willen graag", r"\b(?:kunt u|kun je|kunnen jullie|kan iemand|zou (?:u|je|iemand)|wilt u|willen jullie)\b(?! (?:\w+ ){0,3}(?:contact|terecht|mailen|bellen|bereiken|zich))|\b(?:graag|svp|s\.v\.p\.) (?:\w+ ){0,6}(?:resetten|aanpassen|blokkeren|deblokkeren|verwijderen|toevoegen|herstellen|repareren|vervangen|installeren|instellen|uitzetten|aanzetten|sluiten|wijzigen|regelen|oplossen|doorsturen naar mijn|bijwerken|nakijken|controleren)\b|\bik (?:wil|heb|kan|krijg|zou)\b[^.\n]{0,80}\b(?:graag|nodig|niet|geen)\b"),
    ("vänligen snälla", r"\b(?:vänligen|snälla) (?:återställ|ändra|ta bort|lägg|skapa|aktivera|avaktivera|stäng|öppna|hjälp|kolla|fixa|beställ|byt|spärra|koppla)\w*"),
    ("venligst vennligst", r"\b(?:venligst|vennligst) (?:nulstil|nullstill|ændr|endre|slet|slett|opret|opprett|aktiv|deaktiv|luk|lukk|åb|åpne|hjælp|hjelp|tjek|sjekk|fjern|spær|sperr|bestil|skift|sæt|sett|giv|gi )\w*"),
    ("voitteko voisitteko voitko voisitko voiko voisiko saisinko tarvitsen auttakaa", r"\b(?:voitteko|voisitteko|voitko|voisitko|voiko|voisiko|saisinko|tarvitsen|auttakaa)\b"),
    # Slavic, Baltic, Greek, Hungarian, Romanian, Turkish
    ("proszę prosimy", r"\bpros(?:zę|imy) o (?!kontakt)(?:\w+ ){0,2}(?:pomoc|ustawieni|włączeni|wyłączeni|zmian|reset|usunięci|utworzeni|sprawdzeni|napraw|zablokowani|odblokowani|dodani|przekierowani|instalacj|wymian|nadani|przywróceni|założeni|zamknięci|zdjęci|aktywacj|odpięci)\w*|\bproszę (?:ustawić|włączyć|wyłączyć|zmienić|zresetować|usunąć|utworzyć|sprawdzić|naprawić|zablokować|odblokować|dodać|przekierować|zainstalować|wymienić|nadać|zamknąć|nie zamykać|przyjść|mi)\b"),
    ("chciałbym chciałabym", r"\bchciał(?:bym|abym)\b"),
    ("prosím prosíme", r"\bpros(?:ím|íme)(?: vás)?(?: o)? (?:\w+ )?(?:přesměruj|nastav|reset|zruš|smaž|vytvoř|aktivuj|deaktivuj|zkontroluj|oprav|pomoc|odblok|zablok|přid|odeb|změn|vypn|zapn|obnov|nainstal|vyměn|vyměňte|založ|uzavř|neuzavír|přijďte)\w*"),
    ("prosím prosíme", r"\bpros(?:ím|íme)(?: vás)?(?: o)? (?:\w+ )?(?:presmeruj|nastav|zruš|vymaž|vytvor|skontroluj|oprav|pomoc|odblok|zablok|pridaj|zmeň|vypni|zapni|obnov|nainštal)\w*"),
    ("прошу просим просьба пожалуйста помогите подскажите нужно надо", r"\b(?:прошу|просим|просьба|пожалуйста,?|нужно|надо) (?:\w+ )?(?:настро|отключ|включ|сброс|удал|созда|провер|исправ|замен|заблок|разблок|добав|перенаправ|установ|восстанов|измен|закры|открыть доступ|предостав|помо[чг]|не закрыва|прислать мастера|подойти)\w*|\b(?:помогите|подскажите)\b"),
    ("прошу просимо прохання допоможіть підкажіть", r"\b(?:прошу|просимо|прохання) (?:\w+ )?(?:налашт|вимкн|увімкн|скин|видал|створ|перевір|замін|заблок|розблок|дода|перенаправ|встанов|віднов|змін|закри)\w*|\b(?:допоможіть|підкажіть)\b"),
    ("моля", r"\bмоля (?:да )?(?:ме |ми |ни )?(?:настро|изключ|включ|нулир|изтри|създа|провер|помогн|смен|блокир|отблокир|пренасоч|поправ)\w*"),
    ("prosim prosimo", r"\bprosim(?:o)?,? (?:da )?(?:mi |nam )?(?:prestav|nastav|ponastav|izklop|vklop|izbriš|odpr|prever|pomag|spremen|preusmer|popra|zamen|doda|namest|ured|pošlj)\w*"),
    ("molim molimo", r"\bmolim(?:o)?(?: vas)?(?: da)? (?:mi |nam |me )?(?:postav|resetir|resetuj|isključ|uključ|obriš|otvor|provjer|prover|pomoz|promijen|promen|blokir|deblokir|preusmjer|preusmer|poprav)\w*"),
    ("lütfen misiniz mısınız müsünüz musunuz istiyorum istiyoruz", r"\b(?:misiniz|mısınız|müsünüz|musunuz)\b|\blütfen (?:\w+ ){0,6}(?:sıfırla|kapat|aç|değiştir|kontrol ed|sil|ekle|yükle|kur|düzelt|onar|iptal|yönlendirin|ayarla)\w*|\b(?:istiyorum|istiyoruz)\b"),
    ("kérem kérjük kérném szeretném szeretnénk", r"\bkér(?:em|jük|ném)(?:,? hogy)? (?:\w+ )?(?:állíts|kapcsol|töröl|hozz|ellenőr|javíts|segíts|cserél|tilts|oldj|irányíts|telepíts|módosíts|zárj|nyiss)\w*|\bszeretné(?:m|nk)\b"),
    ("rog vreau doresc aș", r"\bv[ăa] rog (?:să )?(?:\w+ )?(?:reset|dezactiv|activ|șterge|crea|verific|ajut|schimb|bloca|debloca|redirec|instal|repar|opr|porni)\w*|\b(?:aș vrea|doresc|vreau)\b"),
    ("παρακαλώ ήθελα", r"\bπαρακαλώ (?:να )?(?:μου |μας )?(?:ρυθμ|απενεργ|ενεργοπ|διαγρ|ελέγξ|βοηθ|αλλάξ|επανα|διορθ|προωθ)\w*|\bθα ήθελα\b"),
    # Semitic, and scripts without spaces
    ("בבקשה אנא נא", r"(?:בבקשה|אנא|נא) (?:לאפס|לבטל|לבדוק|לעזור|לפתוח|לסגור|לשנות|להפנות)"),
    ("أرجو يرجى الرجاء", r"(?:أرجو|يرجى|الرجاء) (?:إعادة|تفعيل|تعطيل|إلغاء|فحص|حذف|تغيير|مساعد|تحويل|إصلاح)"),
    ("", r"(?<![認応信覧]が)できません|教えて|どうすれば|方法を|設定をお願い|対応をお願い|していただけ(?:ます|ない)|してもらえ|お願いできま|ほしい(?:です|のです)|たいのですが|困って|(?:止め|解除し|修正し|再設定し|交換し|確認し|削除し|追加し|転送し)て(?:ください|下さい|いただ)|(?:解除|停止|リセット|転送|設定|修理|交換)を?お願い"),
    ("", r"请帮|請幫|帮忙|幫忙|请问|請問|如何|怎么|怎麼|麻烦(?!您?联系|您?致电)|能否|可否|可以.{0,20}吗|需要.{0,12}(?:权限|重置|安装|帮助)|请(?:重置|关闭|开通|取消|删除|修改|处理一下|检查|安装|更换|转发我|转到)|無法|无法(?!及时|亲自|立即|查看|回复|收)"),
    ("", r"(?<!연락 )(?<!연락을 )(?<!문의 )(?<!전화 )부탁드|도와주|어떻게|해\s?주세요|해\s?주실|수 있을까요|있나요|알려\s?주|설정해|초기화|왜 .{2,40}\?"),
    ("", r"ช่วย|อย่างไร|ได้ไหม|รบกวน"),
)  # fmt: skip
