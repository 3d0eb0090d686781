"""What the people of the samples write, in each language; codes and English stand in where a language has
none.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from deskbell.letters.facts import Facts

Words = Mapping[str, str]
Named = Iterator[tuple[str, Facts]]

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
OWNER, LEAD, MANAGER, HEAD, CIO = "Priya Nair", "Tomás Roth", "Inês Duarte", "Hanne Vik", "Omar Haddad"

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "subject": "Printer on the second floor",
        "notice": "Printing from the second floor stops after the first page; the third floor is "
        "not touched.",
        "reply": "Hello Ana,\n\nthe queue was stuck behind a single large job. I have cleared it; "
        "please try one page.\n\nPriya",
        "reason": "The replacement roller ordered on Monday has not arrived at our store.",
        "meanwhile": "the printer beside the third-floor kitchen takes your jobs with the same card.",
        "visit_reason": "The roller reaches our store a day later than the maker had said.",
        "missed_reason": "The test with the new roller took longer than the time I had named.",
        "doing": "The printer runs with it now, and I am watching the first hundred pages.",
        "question": "Does it stop with every document, or with large ones alone?",
        "question2": "Which of the two paper trays was in use?",
        "why": "With that we know whether the roller or the driver is at work.",
        "resolved": "You can print from the second floor again: the worn roller has been replaced.",
        "low_words": "I had to ask three times before anybody told me what was going on.",
        "handover_reason": "I am on leave for two weeks.",
        "title": "Mail from outside is late",
        "broadcast": "Mail from outside Acme arrives up to an hour late; none of it is lost. "
        "Mail inside Acme and the calendar work as always. We are moving the incoming "
        "mail to another line.",
        "ended": "A line to our provider had been cut by building work; the second line now "
        "carries all mail.",
        "about": "the wait for an answer about the second-floor printer",
        "told": "Your message about the printer lay three days without an answer, and nobody "
        "could be reached.",
        "cause": "Your message went to the team for networks, because our form for your site "
        "still named it. "
        "That team took it to be in the right hands, and no promise of ours warned anybody.",
        "correction": "The form names the right team, and the two other messages that lay there were "
        "answered.",
        "prevention": "From 1 December every message without an answer after four hours is shown to "
        "the lead of "
        "the desk, whichever team holds it.",
        "chaser_words": "Any news? We have been printing in the other building for two days.\n\nAna",
        "unhappy": "We have been printing in the other building for two days.",
        "cio_words": "Nobody at headquarters can sign in since ten. I need a person on this now.",
        "wish": "more than one name to call",
    },
    "de": {
        "subject": "Drucker im zweiten Stock",
        "notice": "Der Druck aus dem zweiten Stock bricht nach der ersten Seite ab; der dritte Stock druckt.",
        "reply": "Hallo Ana,\n\ndie Warteschlange hing an einem einzigen großen Auftrag. Ich habe "
        "sie geleert; "
        "bitte drucken Sie eine Seite zur Probe.\n\nPriya",
        "reason": "Die am Montag bestellte Rolle ist noch nicht in unserem Lager.",
        "meanwhile": "Der Drucker neben der Küche im dritten Stock nimmt Ihre Aufträge mit derselben "
        "Karte an.",
        "visit_reason": "Die Rolle kommt einen Tag später in unser Lager, als der Hersteller gesagt hatte.",
        "missed_reason": "Die Probe mit der neuen Rolle dauerte länger als die Zeit, die ich genannt hatte.",
        "doing": "Der Drucker läuft jetzt mit ihr, und ich beobachte die ersten hundert Seiten.",
        "question": "Bricht er bei jedem Dokument ab oder bei großen?",
        "question2": "Aus welchem der beiden Papierfächer wurde gedruckt?",
        "why": "Dann wissen wir, ob es an der Rolle liegt oder am Treiber.",
        "resolved": "Sie können im zweiten Stock wieder drucken: Die abgenutzte Rolle ist ersetzt.",
        "low_words": "Ich musste dreimal fragen, bis mir jemand sagte, was los ist.",
        "handover_reason": "Ich bin zwei Wochen im Urlaub.",
        "title": "Post von außen kommt verspätet an",
        "broadcast": "Post von außerhalb kommt bis zu einer Stunde verspätet an; verloren geht nichts. "
        "Post innerhalb von Acme und der Kalender laufen wie immer. "
        "Wir legen die eingehende Post auf eine andere Leitung.",
        "ended": "Bauarbeiten hatten eine Leitung zu unserem Anbieter getrennt; nun trägt die "
        "zweite alle Post.",
        "about": "das Warten auf eine Antwort zum Drucker im zweiten Stock",
        "told": "Ihre Nachricht zum Drucker lag drei Tage ohne Antwort, und niemand war zu erreichen.",
        "cause": "Ihre Nachricht ging an das Netzwerkteam, weil unser Formular für Ihren Standort "
        "noch dieses "
        "nannte. Das Team hielt sie für versorgt, und keine Zusage von uns warnte jemanden.",
        "correction": "Das Formular nennt das richtige Team, und die zwei anderen Nachrichten, die "
        "dort lagen, "
        "sind beantwortet.",
        "prevention": "Ab dem 1. Dezember sieht die Leitung der Desk jede Nachricht, die vier Stunden "
        "ohne Antwort "
        "ist, in welchem Team sie auch liegt.",
        "chaser_words": "Gibt es etwas Neues? Wir drucken seit zwei Tagen im anderen Gebäude.\n\nAna",
        "unhappy": "Wir drucken seit zwei Tagen im anderen Gebäude.",
        "cio_words": "In der Zentrale kann sich seit zehn niemand anmelden. Ich brauche jetzt einen "
        "Menschen.",
        "wish": "mehr als einen Namen, den man anrufen kann",
    },
    "fr": {
        "subject": "Imprimante du deuxième étage",
        "notice": "L'impression au deuxième étage s'arrête après la première page ; le troisième "
        "n'est pas touché.",
        "reply": "Bonjour Ana,\n\nla file était bloquée par un seul gros document. Je l'ai vidée ; "
        "pouvez-vous imprimer une page ?\n\nPriya",
        "reason": "Le rouleau commandé lundi n'est pas encore arrivé à notre dépôt.",
        "meanwhile": "l'imprimante près de la cuisine du troisième prend vos documents avec la même carte.",
        "visit_reason": "Le rouleau arrive à notre dépôt un jour plus tard que le fabricant ne l'avait dit.",
        "missed_reason": "L'essai avec le nouveau rouleau a duré plus que le temps annoncé.",
        "doing": "L'imprimante tourne avec lui, et je surveille les cent premières pages.",
        "question": "S'arrête-t-elle avec chaque document, ou avec les gros ?",
        "question2": "Lequel des deux bacs à papier servait ?",
        "why": "Nous saurons ainsi si cela tient au rouleau ou au pilote.",
        "resolved": "Vous pouvez de nouveau imprimer au deuxième étage : le rouleau usé est remplacé.",
        "low_words": "J'ai dû demander trois fois avant qu'on me dise ce qui se passait.",
        "handover_reason": "Je suis en congé pour deux semaines.",
        "title": "Le courrier extérieur arrive en retard",
        "broadcast": "Le courrier venu de l'extérieur arrive avec une heure de retard au plus ; rien "
        "n'est perdu. "
        "Le courrier interne et l'agenda marchent comme toujours. "
        "Nous faisons passer le courrier entrant par une autre ligne.",
        "ended": "Des travaux avaient coupé une ligne vers notre opérateur ; l'autre porte maintenant tout.",
        "about": "l'attente d'une réponse pour l'imprimante du deuxième étage",
        "told": "Votre message est resté trois jours sans réponse, et personne n'était joignable.",
        "cause": "Votre message est allé à l'équipe des réseaux, car notre formulaire pour votre "
        "site la nommait "
        "encore. Elle l'a cru en de bonnes mains, et aucune promesse de notre part n'a alerté personne.",
        "correction": "Le formulaire nomme la bonne équipe, et les deux autres messages qui "
        "attendaient là ont eu "
        "leur réponse.",
        "prevention": "Dès le 1er décembre, tout message sans réponse après quatre heures est montré à "
        "la direction "
        "du service, quelle que soit l'équipe.",
        "chaser_words": "Des nouvelles ? Nous imprimons depuis deux jours dans l'autre bâtiment.\n\nAna",
        "unhappy": "Nous imprimons depuis deux jours dans l'autre bâtiment.",
        "cio_words": "Au siège, personne ne peut se connecter depuis dix heures. Il me faut quelqu'un "
        "maintenant.",
    },
    "es": {
        "subject": "Impresora de la segunda planta",
        "notice": "La impresión en la segunda planta se corta tras la primera página; la tercera imprime.",
        "reply": "Hola, Ana:\n\nla cola estaba atascada por un solo trabajo grande. La he vaciado; "
        "¿puede imprimir una página de prueba?\n\nPriya",
        "reason": "El rodillo pedido el lunes aún no ha llegado a nuestro almacén.",
        "meanwhile": "la impresora junto a la cocina de la tercera planta acepta sus trabajos con la "
        "misma tarjeta.",
        "visit_reason": "El rodillo llega a nuestro almacén un día más tarde de lo que dijo el fabricante.",
        "missed_reason": "La prueba con el rodillo nuevo duró más de lo que yo había dicho.",
        "doing": "La impresora funciona ya con él y estoy vigilando las cien primeras páginas.",
        "question": "¿Se corta con todos los documentos o con los grandes?",
        "question2": "¿Cuál de las dos bandejas estaba en uso?",
        "why": "Así sabremos si es el rodillo o el controlador.",
        "resolved": "Ya puede imprimir otra vez en la segunda planta: hemos cambiado el rodillo gastado.",
        "low_words": "Tuve que preguntar tres veces hasta que me dijeron qué pasaba.",
        "handover_reason": "Estaré dos semanas de vacaciones.",
        "title": "El correo externo llega tarde",
        "broadcast": "El correo de fuera llega hasta una hora tarde; no se pierde nada. "
        "El correo interno y el calendario funcionan como siempre. "
        "Estamos pasando el correo entrante a otra línea.",
        "ended": "Unas obras cortaron una línea con nuestro proveedor; ahora la segunda lleva "
        "todo el correo.",
        "about": "la espera de una respuesta sobre la impresora de la segunda planta",
        "told": "Su mensaje estuvo tres días sin respuesta y no había manera de hablar con nadie.",
        "cause": "Su mensaje fue al equipo de redes porque nuestro formulario para su sede aún lo "
        "nombraba. "
        "Ese equipo lo creyó atendido, y ninguna promesa nuestra avisó a nadie.",
        "correction": "El formulario nombra al equipo correcto, y los otros dos mensajes que esperaban "
        "allí tienen "
        "ya su respuesta.",
        "prevention": "Desde el 1 de diciembre, todo mensaje sin respuesta a las cuatro horas llega a "
        "la dirección "
        "del servicio, esté en el equipo que esté.",
        "chaser_words": "¿Hay novedades? Llevamos dos días imprimiendo en el otro edificio.\n\nAna",
        "unhappy": "Llevamos dos días imprimiendo en el otro edificio.",
        "cio_words": "En la central nadie puede entrar desde las diez. Necesito a una persona ahora.",
    },
}
