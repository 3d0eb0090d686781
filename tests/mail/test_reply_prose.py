"""What only resembles a quotation or a signature: people write of dates, servers, mail and telephones as well."""

from deskbell.mail import reply
from each import each

PROSE = [
    "Wir zahlten:\n\nVon: Client GmbH\nAn: Desk GmbH\nDatum: 16.11.2026 09:00\nBetreff: Rechnung 4471\nBetrag: 40,00\n\nBitte prüfen.",
    "The header is:\n\nFrom: boss@example.com\nTo: ann@example.com\nSubject: Budget\n\nand it came twice.",
    "From: boss@example.com\nSubject: Budget\n\nThat is all I see.",
    "The list:\n\n- gate\n- lock\n\n--\n\nand the cellar.",
    "Yes\n___\nNo\n___\n\n(tick one, you wrote; I tick Yes)",
    "Is this mail yours? It says:\n\nFrom: Desk <desk@bell.example>\nSubject: Your password expires\n\nand wants me to click.",
    "POST /api HTTP/1.1\nHost: desk.example\nFrom: ann@example.com\nDate: Wed, 18 Nov 2026 14:22:10 GMT\n\ngives 403. Why?",
    "From=ann@example.com\nTo=desk@example.net\n--\nworks, but without To it does not",
    "The bell rings\n  and nobody hears\n\n-- unknown author",
    'Replace "Sent from my iPad" by nothing.',
    "All letters that bear Sent from my iPhone are blank.",
    "I wrote\n> the blue one\nbut you sent\n> the red one",
    "Our new disclaimer shall be:\n\nThis e-mail is confidential and intended for the addressee only.\n\nPlease put it below.",
    "My signature should be:\n\n--\nAnn Writer\nClient Ltd\n\nPlease set it up.",
    "Please remove:\n\nAnn Writer\n--\nBo Ek\n--\nEva Lind",
    "Item: chair\nDate: 18/11/2026\nFrom: stock\n\nSent: not yet",
    "On Monday I wrote:\n\nplease fix the door.\n\nNobody came.",
    "On 2 March 2026 at 16:15 the server wrote:\n\nno space left\n\nWhat now?",
    "Am Montag schrieb ich:\n\nbitte die Tür richten.\n\nEs kam niemand.",
    "Am 2. März 2026 um 16:15 schrieb der Server:\n\nkein Platz\n\nWas nun?",
    "As Ola said:\n\nit is the toner.\n\nIs it?",
    "Le 2 mars 2026 à 16:15, notre serveur a écrit :\n\nplus de place\n\nQue faire ?",
    "On Friday, the scanner said: no paper. Then it wrote: please wait. I waited.",
    "2026-03-02 10:00:11 login failed for joe@example.com:\nwrong password\n2026-03-02 10:00:12 login failed for eva@example.com:\nwrong password\nWhy?",
    "These open at 10:00:\n- the shop\n- the desk",
    "Printer trouble\n===============\nIt does not print.",
    "Steps\n-----\n1. open the lid\n2. close the lid",
    "Part one: the printer is broken.\n\n---\n\nPart two: the scanner is broken too.",
    "Our options:\n\n-- Wait\n-- Buy a new one\n-- Do without",
    "Ce courriel est arrivé deux fois.\nPourquoi ?",
    "External email does not arrive since Monday.\n\nPlease look.",
    "To unsubscribe from the newsletter, what must I do?",
    "Este e-mail chegou em branco.\nPode ver?",
    "Sent twice: my order of toner. Please cancel one.",
    "The log says:\n> toner low\nbut the toner is full.",
    "More than a half\n> 50 % of the pages are blank.\nIs it the drum?",
    "From: the third floor it is ten steps.\nTo the second: twelve.",
    "Forwarded messages do not arrive.\nNeither do answers.",
    "On the form it wrote:\nerror 17",
    "From Monday on, I shall be away.\nTo reach me, ring Ola.\nSubject to change.",
    "Yesterday kim@example.com wrote:\nthe lift is out.\n\nWhat shall I answer her?",
    "The job has:\n\nfrom: robot@example.com\nto: ann@example.com\nsubject: report\ndate: daily\n\nWhy does it not run?",
    "This came back:\n\n<kim@example.com>: host mx.example.com said:\n550 5.1.1 unknown\n\nIs the address wrong?",
    "The original message was:\nno paper\nbut there is paper.",
    "At 10:00 he said: no.\nAt 11:00 he said: yes.",
    "Ich schreibe Ihnen, wie besprochen:\n\n1. der Drucker\n2. der Scanner",
    "Password for the guest network: On 5 March 2026 it was changed: please send it.",
    "Antrag auf Zugang\nVon: Anna Schreiber\nAn: IT\nDatum: 4.3.2026\nBetreff: Laufwerk P\nBitte um Freigabe bis Freitag.",
    "The old one is fine.\n--\nThe new one is not, it prints grey pages since Monday and nobody knows why that is so.",
    "All is well.\n\nEva\n--\nPS: please also check the scanner, it beeps the whole day long and people complain about it.",
    "Please remove Otto from the list.\n\nTo unsubscribe he clicked the link, but it does nothing.",
    "```\nFrom: a@b.example\nTo: c@d.example\nSubject: test\n```\nThis is what our script sends. Why is it refused?",
    "Here is another mail.\n\nSent from my desk, is much easier than by telephone.",
    "Please note:\n\nOur registered office has moved to 12 High Street, LS1 1AA, and the number is 01234567.",
]


@each("text", PROSE, ids=[text[:30].replace("\n", " ") for text in PROSE])
def test_prose_is_not_eaten(text: str) -> None:
    """All of it is new."""
    assert reply.split(f"Dear desk,\n\n{text}").new == f"Dear desk,\n\n{text}"


def test_a_sentence_about_a_telephone_opens_a_letter() -> None:
    """Its own line would be shorter, and stand below words."""
    text = (
        "Sent from my iPhone the mail arrives, sent from the computer it does not.\n\nBoth use one account."
    )

    assert reply.split(text).new == text


FLATTENED = [
    "It works. Sent from my iPhone On Mar 2, 2026, at 4:15 PM, Desk <desk@example.net> wrote: Does it work?",
    "It works. Sent from my iPhone",
    "It works. On Mon, Mar 2, 2026 at 4:15 PM Desk <desk@example.net> wrote:\nDoes it work?",
    "It works. Le lun. 2 mars 2026 à 16:15, Desk <desk@example.net> a écrit : Cela marche ?",
    "It works. -----Original Message----- From: Desk [mailto:desk@example.net] Sent: Monday, March 2, 2026 4:15 PM To: Ines Subject: Printer Does it work?",
    "It works. From: Desk <desk@example.net> Sent: Monday, March 2, 2026 4:15 PM To: Ines Subject: Printer Does it work?",
    "It works. Von: Desk <desk@example.net> Gesendet: Montag, 2. März 2026 16:15 An: Ines Betreff: Drucker Geht es?",
    "It works. ________________________________ From: Desk <desk@example.net> Sent: Monday, March 2, 2026 4:15 PM To: Ines Subject: Printer",
]  # fmt: skip


@each("text", FLATTENED)
def test_a_text_that_lost_its_line_ends_is_still_parted(text: str) -> None:
    """Some gateways send all on one line."""
    assert reply.split(text).new == "It works."


@each(
    ("text", "answer"),
    [
        ("[EXTERNAL] The printer is broken,\nand nobody is here.\n\nEva", "[EXTERNAL] The printer is broken,\nand nobody is here.\n\nEva"),
        ("[EXTERNAL]\nThe printer is broken.", "The printer is broken."),
        ("[EXTERNAL EMAIL] DO NOT CLICK links unless you recognize the sender.\n\nIt is broken.", "It is broken."),
        ("Log:\n\n----- Error -----\nFile not found\n\nHelp?", "Log:\n\n----- Error -----\nFile not found\n\nHelp?"),
        ("On 5 March 2026 Anna wrote: I can't.\nNor can I.", "On 5 March 2026 Anna wrote: I can't.\nNor can I."),
        ("Danke! Am 05.03.2026 um 10:15 schrieb Jon Low: Wir haben es behoben.", "Danke!"),
        ("Works.\n\n<https://antivirus.example/sig>\n\tVirus-free. antivirus.example\n<https://antivirus.example/sig>", "Works."),
    ],
)  # fmt: skip
def test_what_a_gateway_adds_goes_and_what_a_person_wrote_stays(text: str, answer: str) -> None:
    """A tag before somebody's words does not take them with it."""
    assert reply.split(text).new == answer


SHOWN = [
    "> open Settings\n> choose Network\n> press Reset\n\nThe window closes without a message.",
    "In your brochure I read:\n\n> We answer within one hour.\n> Day and night.",
    "In your brochure I read:\n\n> We answer within one hour.",
]


@each("text", SHOWN)
def test_a_letter_that_answers_nothing_shows_what_it_marks(text: str) -> None:
    """Commands, and what stands below a colon of the writer's own; in an answer they would be a quotation."""
    assert reply.split(text, subject="Odd window", threaded=False).new == text


@each(
    "text",
    [
        "Anna said:\n> we need two lamps\n\nOla said:\n> one will do\n\nWho decides?",
        "Kim wrote to me:\n> The lamp is red.\n\nWhat shall I tell her?",
    ],
)
def test_a_letter_that_answers_nothing_may_tell_what_somebody_said(text: str) -> None:
    """With neither a day nor an address, and the writer's own words below."""
    assert reply.split(text, threaded=False).new == text
    assert reply.split(f"Hello.\n\n{text}", threaded=False).new == f"Hello.\n\n{text}"


def test_a_quotation_with_an_attribution_is_one_in_any_letter() -> None:
    """Some programs forget the header of an answer."""
    text = "Yes.\n\nOn 5 March 2026 at 10:15, Desk <desk@example.net> wrote:\n> Does it work?"

    assert reply.split(text, subject="Odd window", threaded=False).new == "Yes."
