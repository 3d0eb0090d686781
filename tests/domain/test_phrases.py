"""What customers mean with a few words, and what they do not."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain import phrases
from deskbell.domain.hours import WorkingHours
from deskbell.domain.phrase_words import tables
from each import each

#: A Tuesday, 10:10 in Lisbon.
NOW = datetime(2026, 11, 24, 10, 10, tzinfo=UTC)


@each(
    "words",
    [
        "thanks",
        "Thanks!",
        "Thank you very much for your help, Mara!",
        "Hi Mara,\n\nthanks a lot.\n\nBest regards\nJo Doe",
        "Great, thank you!\n\nJo\n\nSent from my iPhone",
        "Thanks\n-- \nJo Doe\nHead of everything that broke",
        "Danke schön!",
        "Hallo Frau Lind,\nvielen Dank für die schnelle Hilfe!\nMit freundlichen Grüßen\nJo Müller",
        "Merci beaucoup, bonne journée !",
        "Bonjour Mara,\nMerci pour votre aide.\nCordialement,\nJo",
        "¡Muchas gracias!",
        "Hola Mara:\nmil gracias por su ayuda. Un saludo",
        "Obrigado!",
        "Many thanks for sorting this so fast, Mara.",
        "Vielen Dank für Ihre schnelle Rückmeldung!",
        "Ok, thank you for the information.",
        "grazie mille",
        "ありがとうございます",
        "👍",
        "Thanks 🙏",
        "Thank you Ana, you are a star!",
        "Cheers mate",
        "Noted with thanks",
        "Wow, that was fast. Thank you!",
        "Top, danke",
    ],
)
def test_a_bare_thanks_is_known(words: str) -> None:
    assert phrases.is_thanks_only(words)


@each(
    "words",
    [
        "",
        "Best regards\nJo",
        "Thanks, but it still does not work.",
        "Thanks. Printer down again.",
        "Thanks\nServer Down",
        "Thanks, when will it be done?",
        "Thanks for the update, I will wait until Friday and then call my manager.",
        "Danke, aber der Drucker geht nicht.",
        "Danke\nDrucker Defekt",
        "Merci, mais ça ne marche pas.",
        "Gracias, pero no funciona.",
        "thanks " * 100 + "and more",
        "PRINTER BROKEN THANKS",
        "Yes, thanks",
        "Thanks for nothing",
        "Thanks for the mouse, keyboard missing",
        "Thanks for the mouse but it is not ours",
        "Thank you, I will try it tomorrow",
        "No thanks",
        "🔥",
    ],
)
def test_a_thanks_with_more_is_more(words: str) -> None:
    assert not phrases.is_thanks_only(words)


@each(
    "words",
    [
        "Still broken.",
        "It still doesn't work.",
        "No, it does not seem to work.",
        "It's not working",
        "It isn’t fixed.",
        "Same problem again",
        "It stopped working again",
        "Sorry, but this has not been fixed",
        "Hi, unfortunately the problem came back this morning",
        "Hi,\nthe printer works but the scanner does not print.",
        "Geht immer noch nicht.",
        "Der Drucker funktioniert leider noch nicht.",
        "Es ist immer noch kaputt",
        "Das Problem ist nicht gelöst",
        "Ça ne marche toujours pas.",
        "Le problème persiste",
        "Sigue sin funcionar",
        "No me funciona",
        "todavia no",
    ],
)
def test_still_broken_is_known(words: str) -> None:
    assert phrases.says_still_broken(words)


@each(
    "words",
    [
        "",
        "It works again, thanks",
        "No problem, it works now.",
        "The error no longer appears.",
        "I am not sure if it works, I will test tomorrow.",
        "If it still does not work I will write.",
        "It was not working yesterday, now it is.",
        "Nicht schlimm, es funktioniert wieder.",
        "Ich bin immer noch begeistert.",
        "Pas de problème, ça marche.",
        "No hay problema, ya funciona.",
        "Is it still broken?",
    ],
)
def test_what_works_is_not_called_broken(words: str) -> None:
    assert not phrases.says_still_broken(words)


@each(
    ("words", "answer"),
    [
        ("Yes", True),
        ("yes!", True),
        ("Hi Mara,\nyes, thank you.\nJo", True),
        ("Hi Mara, yes it works now", True),
        ("Yes, it works again. Thanks!", True),
        ("It works now", True),
        ("Yes it is, thank you so much for the quick help Mara", True),
        ("All good, thanks", True),
        ("Perfect", True),
        ("Ja", True),
        ("Ja, läuft wieder. Danke!", True),
        ("Passt", True),
        ("Oui", True),
        ("Oui, merci. Tout fonctionne.", True),
        ("C'est bon", True),
        ("Sí", True),
        ("si, gracias", True),
        ("Ya funciona", True),
        ("Yes, it prints.", True),
        ("Yes, the printer in the hall prints again.", True),
        ("Yes, the problem is solved. Thank you, Mara!", True),
        ("Yes, that solved the problem", True),
        ("Yes, I can log in again", True),
        ("yes all good now", True),
        ("yes it is fine again thanks", True),
        ("Yes it has been working fine since this morning", True),
        ("Ja, er druckt wieder.", True),
        ("Ja, der Drucker druckt wieder. Danke!", True),
        ("Ja, das Problem ist behoben.", True),
        ("Oui, ça marche", True),
        ("Oui, l'imprimante imprime à nouveau", True),
        ("Oui, le problème est résolu.", True),
        ("Oui, merci encore", True),
        ("Sí, ya funciona", True),
        ("Sí, la impresora imprime otra vez", True),
        ("Sí, el problema está resuelto", True),
        ("Sim, já funciona, obrigado", True),
        ("Sì, funziona, grazie", True),
        ("Ja, het werkt weer, bedankt", True),
        ("Ja, det fungerar igen, tack", True),
        ("Tak, już działa", True),
        ("Thank you. Please close the ticket.", True),
        ("It works now. You can close this. Thanks, Uma", True),
        ("Works like a charm", True),
        ("Danke, das Ticket kann geschlossen werden.", True),
        ("Merci, vous pouvez clôturer le ticket.", True),
        ("Gracias, pueden cerrar el ticket.", True),
        ("Please do not close the ticket", None),
        ("Please close the window", None),
        ("Can you close the ticket?", None),
        ("Please close the ticket and open a new one for the scanner", None),
        ("You can close it once the scanner works too", None),
        ("Yes, but it is slow", None),
        ("yes it still fails", None),
        ("yes, and also my monitor is dark", None),
        ("Yes, it prints and my monitor flickers", None),
        ("Yes it works again my monitor is dark", None),
        ("Yes, the other one prints", None),
        ("Yes, everything except the scanner works", None),
        ("Yes, nobody can log in", None),
        ("Yes, the error is gone, the old one is back", None),
        ("Yes\nMonitor Off", None),
        ("Ja, aber es dauert", None),
        ("Ja, Papierstau", None),
        ("Ja, er druckt wieder Streifen", None),
        ("Ja, der Drucker geht nicht", None),
        ("Oui, l'erreur persiste", None),
        ("Oui, mais lentement", None),
        ("Sí, pero va lento", None),
        ("Sì, ma è lento", None),
        ("Ja, maar traag", None),
        ("No", False),
        ("Not yet", False),
        ("Leider nicht.", False),
        ("Pas encore, merci", False),
        ("no.", False),
        ("No, it is the same.", False),
        ("No it still fails", False),
        ("Nein, leider nicht", False),
        ("Non", False),
        ("No, sigue igual", False),
        ("It still does not work", False),
        ("Geht nicht", False),
        ("", None),
        ("Thanks", None),
        ("Yes, but the scanner does not work", None),
        ("Yes, but slowly", None),
        ("It stopped working again", False),
        ("I hope it works now", None),
        ("Get it working again!", None),
        ("It works sometimes", None),
        ("Yes. Could you also order me a mouse?", None),
        ("Yes. Please order me a mouse.", None),
        ("Yes we have a meeting on Thursday and I need the beamer", None),
        ("No problem", None),
        ("No thanks", None),
        ("No, it works now", None),
        ("No longer needed", None),
        ("No hay problema", None),
        ("Ja, aber langsam", None),
        ("Is it working?", None),
        ("I am on holiday until Monday.", None),
    ],
)
def test_yes_and_no_are_taken_only_where_they_are_plain(words: str, answer: bool | None) -> None:
    assert phrases.yes_or_no(words) is answer


@each(
    "words",
    [
        "Any news?",
        "any news",
        "Hi Mara,\n\nany update on this?\n\nJo",
        "Hello, is there any progress?",
        "Just following up on my mail from Monday.",
        "I am still waiting.",
        "What's the status of my laptop?",
        "Gibt es schon etwas Neues?",
        "Wie ist der aktuelle Stand?",
        "Ich warte immer noch auf eine Antwort.",
        "Bitte um Rückmeldung.",
        "Avez-vous des nouvelles ?",
        "Où en est ma demande ?",
        "¿Hay novedades?",
        "Sigo esperando.",
        "¿Alguna novedad?",
        "ping",
        "???",
        "Can you give me an update please?",
        "It has been three days and I have heard nothing",
    ],
)
def test_a_chaser_is_known(words: str) -> None:
    assert phrases.is_chaser(words)


@each(
    "words",
    [
        "",
        "I will let you know if there is any news.",
        "Once there is any update from the vendor it will be better.",
        "Good news, it works.",
        "The news page is down.",
        "Ich gebe Ihnen Bescheid, sobald es Neuigkeiten gibt.",
        "No hay prisa.",
        "Tenez-moi au courant.",
    ],
)
def test_news_are_not_always_asked_for(words: str) -> None:
    assert not phrases.is_chaser(words)


@each(
    ("words", "worries"),
    [
        ("We are looking for another provider.", {"leaving"}),
        ("This is unacceptable!", {"anger"}),
        ("The agent was rude to me", {"abuse"}),
        ("I am very disappointed. We will end our contract.", {"unhappy", "leaving"}),
        ("Niemand geht ran. Eine Frechheit.", {"unhappy", "anger"}),
        ("Wir werden den Anbieter wechseln.", {"leaving"}),
        ("Je suis très déçu", {"unhappy"}),
        ("Es inaceptable.", {"anger"}),
        ("I was not at all disappointed", set()),
        ("Ich war nicht enttäuscht", set()),
        ("Quick and friendly", set()),
        ("I cannot reach the server, the password is too long.", set()),
        ("Bitte Konto sperren wegen Kündigung von Frau Sauer.", set()),
        ("Impossible de joindre un fichier.", set()),
        ("As far as the printer is concerned, thank you once again.", set()),
        ("I can't reach anyone at the desk", {"unhappy"}),
        ("", set()),
    ],
)
def test_worries_are_heard(words: str, worries: set[str]) -> None:
    assert phrases.worried_words(words) == worries


def test_the_first_unhappy_sentence_is_given_as_it_was_written() -> None:
    words = "Hello Mara,\nthe mouse came. This is the third time I ask!  Nobody answers.\nJo"
    assert phrases.unhappy_sentence(words) == "This is the third time I ask!"
    assert phrases.unhappy_sentence("All is well.") == ""


@each(
    ("words", "when"),
    [
        ("I'll get back to you Thursday.", "2026-11-26 18:00"),
        ("I write again on Thursday at 10:00.", "2026-11-26 10:00"),
        ("Ben will call you Thursday by 10:00.", "2026-11-26 10:00"),
        ("Will get back to you Thursday.", "2026-11-26 18:00"),
        ("I'll let you know next week", "2026-12-04 18:00"),
        ("The technician will come on Thursday.", "2026-11-26 18:00"),
        ("I'll update you by end of day", "2026-11-24 18:00"),
        ("I will call you tomorrow at 10:00 with the vendor.", "2026-11-25 10:00"),
        ("You will hear from me by 3 pm on Friday.", "2026-11-27 15:00"),
        ("On Thursday I'll write to you by 14:00.", "2026-11-26 14:00"),
        ("We'll send it in 2 hours.", "2026-11-24 12:10"),
        ("Hello Jo,\nthe part is here. I'll fix it on 2026-11-27.\nMara", "2026-11-27 18:00"),
        ("Ich melde mich morgen bis 10 Uhr.", "2026-11-25 10:00"),
        ("Morgen melde ich mich bei Ihnen um 10 Uhr.", "2026-11-25 10:00"),
        ("Sie hören am 24. Dezember von mir.", "2026-12-24 12:00"),
        ("Wir rufen Sie am Donnerstag um 9:30 Uhr zurück.", "2026-11-26 09:30"),
        ("Je vous rappelle demain à 14 h.", "2026-11-25 14:00"),
        ("Nous revenons vers vous jeudi.", "2026-11-26 18:00"),
        ("Le llamo mañana a las 10:00.", "2026-11-25 10:00"),
        ("Le escribiré el jueves antes de las 12:00", "2026-11-26 12:00"),
    ],
)
def test_a_time_in_an_agents_own_words_is_a_promise(words: str, when: str) -> None:
    found = phrases.promised_time(words, NOW, "Europe/Lisbon")
    assert found is not None
    assert found[1] == datetime.fromisoformat(when).replace(tzinfo=ZoneInfo("Europe/Lisbon"))
    assert found[0] in words


@each(
    "words",
    [
        "",
        "I called you on Thursday.",
        "Shall I call you on Thursday?",
        "If it helps I'll call you tomorrow.",
        "I cannot call you tomorrow.",
        "I'll write about the 10:30 crash.",
        "I'll get back to you.",
        "I write to you about the outage of Monday.",
        "The vendor will deliver it Thursday.",
        "I will be on holiday from Thursday.",
        "I'll call you today at 09:00.",
        "The vendor delivers on Thursday.",
        "Ich habe Sie am Montag angerufen.",
        "Ich melde mich.",
        "Je ne peux pas vous rappeler demain.",
        "I'll send so and do it.",
    ],
)
def test_what_binds_nobody_is_no_promise(words: str) -> None:
    assert phrases.promised_time(words, NOW, "Europe/Lisbon") is None


def test_a_day_in_a_promise_ends_with_the_agents_hours() -> None:
    early = WorkingHours(zone="Europe/Lisbon", holidays="PT", week=WorkingHours().week)
    found = phrases.promised_time("I'll write on Thursday.", NOW, "Europe/Lisbon", early)
    assert found is not None
    assert found[1] == datetime(2026, 11, 26, 18, tzinfo=UTC)


@each(
    ("words", "score"),
    [
        ("8", (8, "")),
        ("10", (10, "")),
        ("8, quick but nobody called first", (8, "quick but nobody called first")),
        ("8/10 great", (8, "great")),
        ("*9* very friendly", (9, "very friendly")),
        ("**7/10**", (7, "")),
        ("8 out of 10 - quick", (8, "quick")),
        ("9 von 10", (9, "")),
        ("Score: 7. Slow.", (7, "Slow")),
        ("Hi,\n\n3\nToo slow.", (3, "Too slow")),
        ("9 very friendly", (9, "very friendly")),
        ("10!!! Thanks", (10, "Thanks")),
        ("Ten!", (10, "")),
        ("Zehn, danke", (10, "danke")),
        ("8️⃣", (8, "")),
        ("１０", (10, "")),
        ("2\n-- \nJo", (2, "")),
        ("1. Terrible", (1, "Terrible")),
    ],
)
def test_a_score_by_reply_is_read(words: str, score: tuple[int, str]) -> None:
    assert phrases.score_in_reply(words) == score


@each(
    "words",
    [
        *(
            "",
            "0",
            "11",
            "100",
            "8.5",
            "8,5",
            "7-8",
            "8:30 was the call",
            "10 days I waited",
            "2 mails, no answer",
        ),
        *(
            "4/5",
            "1st",
            "One thing: it is slow",
            "1. slow\n2. rude",
            "great, 8",
            "Thanks",
            "٨٨٨٨٨٨٨٨",
            "10 of 12",
        ),
    ],
)
def test_a_number_that_could_be_another_is_no_score(words: str) -> None:
    assert phrases.score_in_reply(words) is None


PIECES = (
    "thanks danke merci gracias no yes ja not work works geht nicht if still broken any news ? . , \n 8 "
    "10 /10 I'll write Thursday morgen um 10 Uhr bis Hi Jo -- 24. 3 p.m. é ｎｏ 👍"
)
pieces = st.sampled_from(PIECES.split(" "))
texts = st.one_of(st.text(max_size=200), st.lists(pieces, max_size=30).map(" ".join))


@given(texts)
def test_any_words_are_judged_without_trouble(words: str) -> None:
    assert phrases.is_thanks_only(words) in (True, False)
    assert phrases.yes_or_no(words) in (True, False, None)
    assert phrases.is_chaser(words) in (True, False)
    assert bool(phrases.worried_words(words)) == bool(phrases.unhappy_sentence(words))
    found = phrases.promised_time(words, NOW, "Europe/Lisbon")
    assert found is None or found[1] > NOW
    score = phrases.score_in_reply(words)
    assert score is None or 1 <= score[0] <= 10


@given(texts)
def test_nobody_says_yes_and_still_broken_at_once(words: str) -> None:
    assert not (phrases.yes_or_no(words) is True and phrases.says_still_broken(words))


PLAIN_YES = (
    "Yes, it prints again, thanks",
    "yes all good now",
    "Ja, er druckt wieder, danke",
    "Oui, ça marche, merci",
    "Sí, ya funciona, gracias",
    "Sim, já funciona",
)


@each("plain", PLAIN_YES)
def test_a_yes_with_a_word_of_trouble_anywhere_in_it_is_read_by_a_person(plain: str) -> None:
    """In every language of the phrasebook, whichever language the yes is in."""
    assert phrases.yes_or_no(plain) is True
    said, taken = plain.split(), []
    for trouble in sorted(tables().words["trouble"]):
        for at in range(len(said) + 1):
            spoilt = " ".join([*said[:at], trouble, *said[at:]])
            if phrases.yes_or_no(spoilt) is True:
                taken.append(spoilt)
    assert taken == []


@each("plain", PLAIN_YES)
def test_a_yes_that_goes_on_is_read_by_a_person(plain: str) -> None:
    """A contrast, a further wish, or a question behind it."""
    known = tables().words
    for more in sorted(known["contrast"] | known["requests"]):
        assert phrases.yes_or_no(f"{plain}, {more} my chair squeaks") is None
    assert phrases.yes_or_no(f"{plain}?") is None


@given(texts)
def test_capitals_and_accents_change_nothing(words: str) -> None:
    if words.isascii():
        assert phrases.is_chaser(words) == phrases.is_chaser(words.upper())
        assert phrases.says_still_broken(words) == phrases.says_still_broken(words.upper())


@each("words", ["!" * 200_000 + "x", "a'" * 100_000, ", not" * 50_000, "?." * 99_999, "\n" * 99_999])
def test_odd_long_mails_are_judged_like_others(words: str) -> None:
    assert not phrases.is_thanks_only(words)
    assert not phrases.is_chaser(words)
    assert phrases.unhappy_sentence(words) == ""


def test_a_question_mark_in_an_address_asks_nothing() -> None:
    assert phrases.yes_or_no("Yes, see https://status.example/x?id=1 works now") is True


def test_a_very_long_mail_costs_no_more_than_its_beginning() -> None:
    words = "not " * 200_000
    assert not phrases.says_still_broken(words)
    assert not phrases.is_thanks_only(words)
    assert phrases.promised_time("I'll write by " * 5_000, NOW, "Europe/Lisbon") is None


@each(
    ("words", "perhaps"),
    [
        ("8.5", 8),
        ("7-8", 7),
        ("between 6 and 7", 6),
        ("I'd give it an 8!", 8),
        ("zwischen 6 und 7", 6),
        ("10 days I waited", None),
        ("nobody called me for 3 weeks", None),
        ("2 things: slow and rude", None),
        ("1. yes\n2. no", None),
        ("11", None),
        ("", None),
    ],
)
def test_a_number_in_doubt_is_guessed_only_where_it_can_be_a_score(words: str, perhaps: int | None) -> None:
    assert phrases.score_perhaps(words) == perhaps
