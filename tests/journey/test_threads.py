"""Which ticket a mail belongs to, and who may write on it: every way in, honest and forged."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk import Desk, Got
from each import each

STRANGER = "Mallory <mallory@elsewhere.example>"
COLLEAGUE = "Jonas Keller <jonas@acme.example>"


def mail(
    identifier: str, subject: str, *refers: str, sender: str = "uma@acme.example", text: str = ""
) -> bytes:
    head = f"From: {sender}\r\nTo: support@desk.example\r\nSubject: {subject}\r\nMessage-ID: <{identifier}@acme.example>\r\nDate: Tue, 24 Nov 2026 09:00:00 +0000\r\n"
    if refers:
        head += f"In-Reply-To: <{refers[-1]}@acme.example>\r\nReferences: {' '.join(f'<{one}@acme.example>' for one in refers)}\r\n"
    return (head + f"\r\n{text or identifier}\r\n").encode()


def test_the_customers_own_follow_up_joins_by_its_references(small_desk: Desk) -> None:
    """A second mail that answers their own first one is the same matter."""
    small_desk.mail(raw=mail("a", "Printer"))
    small_desk.mail(raw=mail("b", "Re: Printer", "a"))

    assert len(small_desk.tickets()) == 1
    assert small_desk.ticket()["messages"][-1]["reason"] == "an answer to a message on the ticket"


def test_a_reply_that_overtakes_its_original_is_joined_by_it(small_desk: Desk) -> None:
    """The reply opens the ticket; the original, coming late, finds it."""
    small_desk.mail(raw=mail("b", "Re: Printer", "a"))
    small_desk.mail(raw=mail("a", "Printer"))

    assert len(small_desk.tickets()) == 1


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(["a", "b", "c", "c"]), together=st.booleans())
def test_any_order_and_any_copies_make_one_ticket(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], together: bool
) -> None:
    """A thread of three, shuffled, one of them twice, in one batch or one by one: one ticket, three messages."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    mails = {
        "a": mail("a", "Printer"),
        "b": mail("b", "Re: Printer", "a"),
        "c": mail("c", "Re: Printer", "a", "b"),
    }
    try:
        for name in order:
            desk.mail(raw=mails[name], run=not together)
        desk.run()
        assert len(desk.tickets()) == 1
        assert sorted(one["message_id"] for one in desk.ticket()["messages"] if one["direction"] == "in") == [
            f"{name}@acme.example" for name in "abc"
        ]
    finally:
        desk.close()


def test_the_same_mail_to_two_of_our_addresses_is_one_ticket_and_one_acknowledgement(
    small_desk: Desk,
) -> None:
    """The second copy is closed as a duplicate; its address is added to the first."""
    data = mail("a", "Printer")
    small_desk.keep(data, ["support@desk.example"])
    small_desk.run()
    small_desk.keep(data, ["complaints@desk.example"])
    small_desk.run()

    assert len(small_desk.tickets()) == 1
    assert (
        len([one for one in small_desk.letters("uma@acme.example") if one.kind.startswith("acknowledgement")])
        == 1
    )


def test_the_same_mail_through_a_list_with_other_trace_fields_is_a_duplicate(small_desk: Desk) -> None:
    """Received lines differ, the message does not."""
    data = mail("a", "Printer")
    small_desk.mail(raw=data)
    small_desk.mail(raw=b"Received: from list.acme.example by mx; Tue, 24 Nov 2026 09:01:00 +0000\r\n" + data)

    assert len(small_desk.tickets()) == 1
    assert len(small_desk.ticket()["messages"]) == 1


def test_another_message_under_the_same_id_is_not_swallowed(small_desk: Desk) -> None:
    """An attacker who sends first with the victim's Message-ID suppresses nothing."""
    small_desk.mail(raw=mail("a", "Bait", sender="mallory@elsewhere.example"), proven=False)
    small_desk.mail(raw=mail("a", "Printer", text="It prints nothing."))

    assert {one["subject"] for one in small_desk.tickets()} == {"Bait", "Printer"}


def test_a_stranger_who_quotes_the_number_is_set_apart(small_desk: Desk) -> None:
    """The reference in a subject finds the ticket and opens no door: a ticket of its own, and the agent is asked."""
    small_desk.mail("My printer prints nothing.")
    before = len(small_desk.letters("uma@acme.example"))

    small_desk.mail("What is the status?", sender=STRANGER, subject="About DB-1001", proven=False)

    assert len(small_desk.tickets()) == 2
    assert small_desk.ticket(1002)["set_apart_from"] == "DB-1001"
    assert small_desk.letters("ana@desk.example", "set_apart_question")
    assert [one.kind for one in small_desk.letters("mallory@elsewhere.example")] == [
        "acknowledgement_stranger"
    ]
    assert len(small_desk.letters("uma@acme.example")) == before


def test_a_stranger_with_the_forwarded_letter_is_shown_to_the_agent_alone(small_desk: Desk) -> None:
    """By another hand: filed, makes nobody a participant, is sent nothing, keeps no promise."""
    small_desk.mail("My printer prints nothing.")
    letter = small_desk.letter("uma@acme.example", "acknowledgement")

    small_desk.mail("I can help with that.", sender=STRANGER, answers=letter, proven=False)

    ticket = small_desk.ticket(1001)
    assert ticket["messages"][-1]["hand"] == "another"
    assert [one["address"] for one in ticket["participants"] if one["part"] != "agent"] == [
        "uma@acme.example"
    ]
    assert not small_desk.letters("mallory@elsewhere.example")


@pytest.mark.parametrize("way", ["in-reply-to", "references", "subject"])
def test_forged_ways_into_a_ticket_lead_nowhere(small_desk: Desk, way: str) -> None:
    """A guessed Message-ID of a message on the ticket, or its number, gives a stranger a ticket of their own."""
    small_desk.mail(raw=mail("a", "Printer"))
    forged = {
        "in-reply-to": mail("x", "Hello", "a", sender="mallory@elsewhere.example"),
        "references": mail("x", "Hello", "a", "zzz", sender="mallory@elsewhere.example"),
        "subject": mail("x", "Re: [DB-1001] Printer", sender="mallory@elsewhere.example"),
    }
    small_desk.mail(raw=forged[way], proven=False)

    assert len(small_desk.tickets()) == 2
    assert len(small_desk.ticket(1001)["messages"]) == 1


def test_a_proven_colleague_of_the_same_client_may_join(small_desk: Desk) -> None:
    """Somebody of the client, proven, who answers a message on the ticket writes on it."""
    small_desk.mail(raw=mail("a", "Printer"))
    small_desk.mail(raw=mail("b", "Re: Printer", "a", sender="jonas@acme.example"))

    assert len(small_desk.tickets()) == 1


def test_a_token_from_a_telephones_address_book_is_not_a_reply(small_desk: Desk) -> None:
    """With no thread and another subject, on a ticket quiet for a week, it opens a new one linked to the old."""
    small_desk.mail("My printer prints nothing.")
    address = small_desk.letter("uma@acme.example", "acknowledgement").reply_to
    small_desk.mail(
        "/resolve done",
        sender="ana@desk.example",
        answers=small_desk.letter("ana@desk.example", "notification"),
    )
    small_desk.pass_time(timedelta(days=14))

    small_desk.mail("My telephone is silent.", to=address, subject="Telephone")

    assert len(small_desk.tickets()) == 2
    assert small_desk.ticket(1002)["previous"] == "DB-1001"


def test_two_new_mails_of_one_newsletter_are_two_matters(small_desk: Desk) -> None:
    """A common ancestor that was never sent to us only suggests."""
    small_desk.mail(raw=mail("x1", "Fwd: Newsletter", "never-seen"))
    small_desk.mail(raw=mail("x2", "Fwd: Newsletter", "never-seen", sender="jonas@acme.example"))

    assert len(small_desk.tickets()) == 2


def test_after_the_window_a_reply_opens_a_new_ticket_linked_to_the_old(small_desk: Desk) -> None:
    """A closed ticket reopens for some weeks; after that a new one follows it."""
    small_desk.mail("My printer prints nothing.")
    small_desk.mail(
        "/resolve done",
        sender="ana@desk.example",
        answers=small_desk.letter("ana@desk.example", "notification"),
    )
    resolved = small_desk.letter("uma@acme.example", "resolved")
    small_desk.pass_time(timedelta(days=60))

    small_desk.mail("It is broken again.", answers=resolved)

    assert small_desk.ticket(1001)["state"] == "closed"
    assert small_desk.ticket(1002)["previous"] == "DB-1001"


# -- what mail programs and gateways do to an answer's fields


def answered(desk: Desk, fields: str, to: str = "support@desk.example", text: str = "Thanks.") -> Got:
    """Uma answers the acknowledgement of her one ticket with such fields, in which words in capitals stand for what
    the letter bore; it must be on the ticket.
    """
    if not desk.tickets():
        desk.mail("My printer prints nothing.")
    letter = desk.letter("uma@acme.example", "acknowledgement")
    identifier = letter.message_id.strip("<>")
    for word, meant in (("LETTER", identifier), ("FIRST", identifier[:20]), ("REST", identifier[20:]),
                        ("TOKEN", letter.reply_to), ("PERCENT", letter.reply_to.replace("+", "%2B"))):  # fmt: skip
        fields, to, text = (one.replace(word, meant) for one in (fields, to, text))
    own_id = f"{len(desk.outcomes())}@acme.example"
    head = f"From: uma@acme.example\nTo: {to}\nMessage-ID: <{own_id}>\nDate: Tue, 24 Nov 2026 09:16:00 +0000\n{fields}\n"
    desk.keep(f"{head}\n{text}\n".replace("\n", "\r\n").encode(), ["support@desk.example"])
    desk.run()

    came = desk.ticket(1001)["messages"][-1]
    assert (len(desk.tickets()), came["message_id"], came["hand"]) == (1, own_id, "")
    return letter


@each(
    "fields",
    [
        "In-Reply-To: <LETTER",
        "In-Reply-To: LETTER",
        "In-Reply-To: <<LETTER>>",
        'In-Reply-To: "Your message of Tuesday" <LETTER>',
        "In-Reply-To: &lt;LETTER&gt;",
        "In-Reply-To: =?utf-8?q?=3CLETTER=3E?=",
        "In-Reply-To: <other@acme.example>\nIn-Reply-To: <LETTER>",
        "References: <older@acme.example> LETTER>",
        "References: <older@acme.example> LETTER",
        "References: <older@acme.example> <LETTER",
        "References: <older@acme.example>,<LETTER>,<newer@acme.example>",
        "References: <older@acme.example>\n\t<FIRST\n REST>",
        "References: <LETTER>\n" + "\n".join(f" <{one}@acme.example>" for one in range(90)),
        "References:\n"
        + "\n".join(f" <{one}@acme.example>" if one != "45" else " <LETTER>" for one in map(str, range(90))),
    ],
)
def test_an_answer_is_known_by_our_id_however_a_program_wrote_it_down(small_desk: Desk, fields: str) -> None:
    """Brackets lost or doubled, folded amid an id, encoded, in any place of a long chain; the subject is another."""
    answered(small_desk, f"{fields}\nSubject: Another subject")


@each(
    ("fields", "to"),
    [
        ("Subject: Re: Printer\nX-Forwarded-To: TOKEN", "support@desk.example"),
        ("Subject: Re: Printer\nResent-To: Desk <TOKEN>", "support@desk.example"),
        ("Subject: Re: Printer\nApparently-To: TOKEN", "support@desk.example"),
        ("Subject: Re: Printer\nBcc: TOKEN", "support@desk.example"),
        ("Subject: Re: Printer", "PERCENT"),
        ("Subject: Re: Printer", '"TOKEN" <support@desk.example>'),
        ("Subject: Re: Printer", "\"'TOKEN'\" <support@desk.example>"),
        ("Subject: Re: Printer", '"Service Desk <TOKEN>" <support@desk.example>'),
        ("Subject: Re: Printer", "<mailto:TOKEN>"),
    ],
)
def test_an_answer_is_known_by_its_address_wherever_a_program_put_it(
    small_desk: Desk, fields: str, to: str
) -> None:
    answered(small_desk, fields, to)


@each(
    ("subject", "text"),
    [
        ("Printer, once more", "Still broken.\n\n-----Original Message-----\nFrom: Service Desk [mailto:TOKEN]\nSent: Tuesday\nTo: Uma\nSubject: Re: Printer\n\nHello Uma Patel,\n"),
        ("Printer, once more", "Still broken.\n\nOn Tue, 24 Nov 2026 at 09:15, Desk wrote:\n> Hello Uma,\n>\n> as with DB-1999 it will be the cable.\n>\n> -- \n> DB-1001\n>\n"
         + "> and so on, in older letters\n" * 300),
        ("FW: Printer", "This came.\n\n---------- Forwarded message ---------\nFrom: Service Desk <TOKEN>\nDate: Tue, 24 Nov 2026\nSubject: Printer\nTo: Uma\n\nHello Uma,\n"),
        ("About DB\u20111001", "It works again."),
        ("AW: DB\u20131001: Drucker", "It works again."),
    ],
)  # fmt: skip
def test_an_answer_that_lost_all_its_fields_is_known_by_what_it_quotes(
    small_desk: Desk, subject: str, text: str
) -> None:
    """By the address a quotation names, by the small print amid a long one, by a number whose hyphen became a dash."""
    answered(small_desk, f"Subject: {subject}\nContent-Type: text/plain; charset=utf-8", text=text)


def test_a_letter_of_ours_that_is_hung_on_says_which_ticket_is_meant(small_desk: Desk) -> None:
    small_desk.mail("My printer prints nothing.")
    letter = small_desk.letter("uma@acme.example", "acknowledgement")
    hung = "Content-Type: multipart/mixed; boundary=part\nSubject: Your letter"
    text = f"--part\n\nStill broken.\n--part\nContent-Type: message/rfc822\n\nFrom: Desk <{letter.reply_to}>\nSubject: Printer\n\nHello Uma,\n--part--"

    answered(small_desk, hung, text=text)


def test_an_address_of_another_desk_in_a_quotation_names_no_ticket_here(small_desk: Desk) -> None:
    """A supplier may keep such a desk as well, and count its tickets alike."""
    letter = answered(small_desk, "Subject: Re: Printer")
    theirs = letter.reply_to.replace("@desk.example", "@supplier.example")

    small_desk.mail(
        f"What do they want?\n\n-----Original Message-----\nFrom: Supplier [mailto:{theirs}]\nSent: Tuesday\nTo: Uma\nSubject: Offer\n\nYour offer.\n",
        subject="Supplier",
    )

    assert len(small_desk.tickets()) == 2
