"""The commonest small words of languages in Latin and Cyrillic letters: a text shows its language by them."""

STOPWORDS: dict[str, str] = {
    "en": (
        "the and of to is in that it was for on are with as at be this have from or had by but not what "
        "were we when your can there an which their if will would could about please thanks thank you my "
        "been has our they hello hi regards how why does did don't i'm need still"
    ),
    "de": (
        "der die das und ist nicht ich sie es ein eine zu mit den dem auf für von im wir wie ihr sind "
        "haben wird auch nach bei kann aber oder wenn noch bitte danke vielen dank hallo gruß grüße "
        "grüßen freundlichen sehr uns mir mich werden habe hat einen zum zur über nur keine mehr unsere "
        "guten geehrte"
    ),
    "fr": (
        "le la les des est et un une pour que qui dans sur pas plus avec je vous nous ce cette il elle "
        "sont au aux par mais ou où mon notre votre vos merci bonjour cordialement être avoir fait très "
        "bien été ne du d'une j'ai c'est n'est qu'il s'il peut pouvez suis toujours depuis"
    ),
    "es": (
        "el la los las de que y en un una es por con no para su se lo como más pero sus le ya este esta "
        "cuando muy sin sobre también me hasta hay donde gracias hola saludos buenos días favor puede "
        "usted nos mi está tengo desde son fue ser hemos he estoy"
    ),
    "it": (
        "il lo la gli le di che è e un una per non con sono si da del della dei nel nella al alla ma "
        "anche come più questo questa mi ci grazie buongiorno salve cordiali saluti ho ha abbiamo essere "
        "stato può vi nostro vostro dal molto quando perché sulla potete ancora ciao"
    ),
    "pt": (
        "o os as de que e em um uma para não com por mais do da dos das no na nos nas ao se como mas foi "
        "ele são ou quando muito já também só pelo pela até isso obrigado obrigada olá bom dia você vocês "
        "nós meu minha está temos estou tem seu favor cumprimentos atenciosamente à às"
    ),
    "nl": (
        "de het een en van ik te dat die in is niet zijn op aan met voor er maar om hem dan zou of wat "
        "mijn men dit zo door over ze bij ook tot je mij uit naar heeft hebben wij u uw ons onze graag "
        "bedankt dank hallo groet groeten vriendelijke kunnen geen nog wordt kunt beste goedemorgen"
    ),
    "da": (
        "og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi min "
        "havde ham hun nu over da fra du ud sin dem os op hans hvor eller hvad skal selv her alle vil "
        "blev kunne ind når være kan tak hej hilsen venlig mvh også efter meget blevet jeres noget kunde "
        "vores"
    ),
    "sv": (
        "och det att i en jag hon som han på den med var sig för så till är men ett om hade de av icke "
        "mig du henne då sin nu har inte hans honom skulle hennes där min man ej vid kunde något från ut "
        "när efter upp vi dem vara vad över än dig kan sina här ha mot alla under någon eller allt mycket "
        "sedan tack hej hälsningar vänliga också era"
    ),
    "no": (
        "og i jeg det at en et den til er som på de med han av ikke der så var meg seg men har om vi min "
        "mitt ha hadde hun nå over da ved fra du ut sin dem oss opp man kan hans hvor eller hva skal selv "
        "sjøl her alle vil bli ble blitt kunne inn når være kom noen noe ville dere takk hei hilsen "
        "vennlig også etter mye deres våre"
    ),
    "fi": (
        "ja on ei se että hän oli olen joka kun mutta niin kuin tai myös ovat ole olla mitä minä sinä me "
        "te he tämä nyt jos vain sitä siitä kanssa jälkeen mukaan kiitos hei terveisin ystävällisin voi "
        "voisitteko meillä minulla teidän meidän vielä ollut eikä koska joten en"
    ),
    "pl": (
        "i w nie na się z do to że jest jak ale po co tak za od o czy przez ten jego jej może przed być "
        "był dla już ich tylko mnie przy gdy oraz proszę dziękuję dzień dobry pozdrawiam witam mam mamy "
        "są nam mi jeszcze bardzo które która który można pan pani państwa będzie pozdrowieniami"
    ),
    "cs": (
        "a je se v na že to s z do o i ve jsem jako za by ale si po jsou které jeho k který při od tak "
        "již nebo aby co být jen pro bude když má mi děkuji prosím dobrý den pozdravem dobrou ještě nám "
        "jsme máme může také není byl byla bylo tento ahoj zdravím"
    ),
    "tr": (
        "bir ve bu da de için ile ben o ne var çok daha gibi ama kadar mi sonra olarak olan ki en her "
        "değil siz biz bizim sizin lütfen teşekkürler teşekkür ederim merhaba iyi günler saygılarımla "
        "nasıl olduğu bana size ya veya yok hala şu içinde ediyorum"
    ),
    "ru": (
        "и в не на я что он с как это по но они к у ты из мы за вы так же от сказать этот который мочь о "
        "весь для уже бы был если при пожалуйста спасибо здравствуйте добрый день уважением привет вас "
        "нас мне нам есть нет очень была были еще ещё когда можно его"
    ),
    "uk": (
        "і в не на я що він з як це по але вони до у ти ми за ви так же від цей який та є для вже би був "
        "якщо при будь ласка дякую вітаю добрий день повагою привіт вас нас мені нам немає дуже була були "
        "ще коли можна його її"
    ),
    "bg": (
        "и в не на аз че той с как това по но те към у ти от ние за вие така също който е са да се ли ще "
        "при моля благодаря здравейте добър ден поздрави имам няма много беше още може го си"
    ),
    "hu": (
        "a az és hogy nem is egy ez meg de ha már csak vagy mint van volt még ki kell lesz minden "
        "köszönöm kérem üdvözlettel tisztelt jó napot nekem nincs vagyok után mert szia"
    ),
    "ro": (
        "și de a în la cu nu este pe un o că care mai sau pentru din să am fi sunt ca dar vă mulțumesc "
        "bună ziua salut rog avem până după foarte nostru prin toate această"
    ),
    "sk": (
        "a je sa v na že to s z do o aj vo som ako za by ale si po sú ktoré jeho k ktorý pri od tak už "
        "alebo aby čo byť len pre bude keď má mi ďakujem prosím dobrý deň pozdravom ešte nám sme máme "
        "môže nie bol bola"
    ),
    "hr": (
        "i u je se na da za od su s ne što kao o po ali iz koji sam ili samo ako nije bi hvala molim "
        "dobar dan pozdrav poštovanjem imamo još može vam nam ima smo lijep"
    ),
    "ca": (
        "el la els les de que i en un una és per amb no al del com més però ho aquest aquesta quan molt "
        "també fins gràcies hola salutacions bon dia puc està tinc des són hem estic això"
    ),
}

CLEAREST: dict[str, str] = {
    "da": "af hvad mig dig nej efter nu noget venlig ikke tak vores blevet jeres hej også op",
    "no": "av hva meg deg nei etter nå noe vennlig takk våre blitt deres hei opp",
    "es": "y el los usted gracias hola está estoy pero muy días",
    "pt": "não você obrigado obrigada olá está estou são também em um uma",
    "cs": "že jsem jsou děkuji při který ještě není",
    "sk": "že som sú ďakujem pri ktorý ešte nie",
}
"""Words that tell near neighbours apart; they count twice."""
