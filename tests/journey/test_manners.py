"""Manners towards strangers, machines and other desks; and what an outage leaves behind."""

from datetime import timedelta
from pathlib import Path

import pytest

from desk import Desk, words_of
from deskbell.delivery.factory import postman_from
from deskbell.delivery.relay import Patience
from relay import Behaviour, Relay

STRANGER = "Eve {{7*7}} <eve@elsewhere.example>"


def test_a_strangers_acknowledgement_echoes_nothing_of_theirs(small_desk: Desk) -> None:
    """No word, no name, no subject: a forged sender cannot make the desk carry a message."""
    small_desk.mail(
        "Buy at http://evil.example now",
        sender=STRANGER,
        subject="Free money http://evil.example",
        proven=False,
    )

    letter = small_desk.letter("eve@elsewhere.example", "acknowledgement_stranger")
    whole = str(letter.message)
    assert "evil" not in whole
    assert "money" not in whole
    assert "Eve" not in whole
    assert "49" not in letter.subject


def test_an_answer_comes_back_to_the_ticket_even_where_a_relay_writes_its_own_sender(
    small_desk: Desk,
) -> None:
    """Relays of hosted mailboxes put the mailbox into From: the ticket's address, signed for this reader, is in Reply-To too."""
    desk = small_desk
    desk.mail("The kettle stays cold.")
    for whom in ("uma@acme.example", "ana@desk.example"):
        letter = desk.letter(whom).message
        assert letter["Reply-To"] == letter["From"]
        assert "+1001." in letter["Reply-To"]


def test_a_notification_names_a_stranger_once_and_promises_a_machine_nothing(small_desk: Desk) -> None:
    """Who has no name and no client is an address, said once; where nobody hears from us the owner looks by then."""
    desk = small_desk
    desk.mail("Please pay 300.", sender="someone@nowhere.example", proven=False)
    told = desk.letter("ana@desk.example", "notification").text
    assert "From: someone@nowhere.example\n" in told
    assert "is to hear from us" in told

    desk.mail(
        "All new.", sender="mailer@bulk.example", subject="News", headers={"List-Id": "<x.bulk.example>"}
    )
    told = desk.letter(kind="notification").text
    assert "is to hear from us" not in told
    assert told.startswith("New (P4): to be looked at tomorrow, Wednesday 25 November, by")


def test_a_forged_sender_gets_two_letters_an_hour_however_much_is_sent(small_desk: Desk) -> None:
    """The rest waits as capped, every mail has its ticket, and the timeline says so."""
    for number in range(12):
        small_desk.mail(
            words_of(number), sender="victim@elsewhere.example", subject=words_of(number)[:26], proven=False
        )

    assert len(small_desk.tickets()) == 12
    assert len(small_desk.letters("victim@elsewhere.example")) == 2
    assert "capped" in small_desk.events(1012)


def test_how_many_letters_a_stranger_gets_is_the_operators_to_say(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "home", settings={("caps", "stranger_address_hour"): 1})
    for number in range(3):
        desk.mail(
            words_of(number), sender="eve@elsewhere.example", subject=words_of(number)[:26], proven=False
        )
        other = words_of(number + 9)
        desk.mail(other, sender="uma@acme.example", subject=other[:26], proven=False)

    assert len(desk.letters("eve@elsewhere.example")) == 1
    assert len(desk.letters("uma@acme.example", "acknowledgement")) == 3
    desk.close()


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"Auto-Submitted": "auto-generated"},
        {"Precedence": "bulk", "List-Id": "<all.acme.example>"},
        {"X-Autoreply": "yes", "Auto-Submitted": "auto-replied"},
        {"List-Id": "<all.acme.example>", "List-Unsubscribe": "<mailto:x@acme.example>"},
    ],
)
def test_machines_and_lists_are_filed_and_never_answered(small_desk: Desk, headers: dict[str, str]) -> None:
    """Their mail opens a ticket like any other; the owner hears of it, the sender does not."""
    small_desk.mail("Disk 91 % full", headers=headers)

    assert len(small_desk.tickets()) == 1
    assert not small_desk.letters("uma@acme.example")
    assert small_desk.letters("ana@desk.example")


RECEIPT = """From: uma@acme.example
To: {to}
Subject: Read: Re: Printer
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="b"

--b
Content-Type: text/plain

Your message was read on Tuesday.
--b
Content-Type: message/disposition-notification

Final-Recipient: rfc822; uma@acme.example
Disposition: manual-action/MDN-sent-manually; displayed
--b--
"""


def test_a_read_receipt_opens_no_ticket(small_desk: Desk) -> None:
    """One for a letter of ours stands on its ticket; any other is kept, told of by `deskbell ledger`, and is no matter."""
    small_desk.mail(raw=RECEIPT.format(to="support@desk.example").encode(), proven=False)
    assert not small_desk.tickets()
    assert small_desk.outcomes()[-1][0] == "refused"

    small_desk.mail("My printer prints nothing.")
    letter = small_desk.letter("uma@acme.example", "acknowledgement")
    small_desk.mail(raw=RECEIPT.format(to=letter.reply_to).encode(), proven=False)
    assert len(small_desk.tickets()) == 1
    assert small_desk.outcomes()[-1][0] == "appended"


def test_whoever_writes_again_is_asked_how_it_was_though_a_letter_once_came_back(small_desk: Desk) -> None:
    """A full mailbox is emptied: its owner proves by writing that letters arrive again."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    acknowledged = desk.letter("uma@acme.example", "acknowledgement")
    desk.mail(raw=returned(acknowledged.message_id), proven=False)
    told = desk.letter("ana@desk.example", "notification")

    desk.mail("It is the one in the hall.", answers=acknowledged)
    desk.mail("/resolve\n\nIt has new toner.", sender="ana@desk.example", answers=told)
    desk.pass_time(timedelta(days=20))
    assert desk.letters("uma@acme.example", "survey")


def test_an_out_of_office_moves_nothing(small_desk: Desk) -> None:
    """It goes on its ticket and changes neither state nor promise."""
    small_desk.mail("My printer prints nothing.")
    before = small_desk.ticket()
    small_desk.mail(
        "I am away until Monday.",
        answers=small_desk.letter("uma@acme.example", "acknowledgement"),
        headers={"Auto-Submitted": "auto-replied", "Subject": "Automatic reply: Printer"},
    )

    after = small_desk.ticket()
    assert (after["state"], after["promise"]) == (before["state"], before["promise"])
    assert len(after["messages"]) == 2
    assert len(small_desk.letters("uma@acme.example")) == 1


def test_two_desks_that_face_each_other_stop_after_one_round(tmp_path: Path) -> None:
    """Each acknowledges at most once; neither answers the other's acknowledgement."""
    ours = Desk(tmp_path / "ours")
    theirs = Desk(
        tmp_path / "theirs",
        settings={("desk", "address"): "help@other.example", ("desk", "domain"): "other.example"},
    )
    try:
        ours.mail(
            "From a person at the other desk", sender="help@other.example", subject="Question", proven=False
        )
        for _ in range(4):
            for one, other, address in (
                (ours, theirs, "help@other.example"),
                (theirs, ours, "support@desk.example"),
            ):
                for letter in one.letters(address)[one.seen :]:
                    other.mail(raw=letter.message.as_bytes(), proven=False)
                one.seen = len(one.letters(address))
        assert len(ours.letters("help@other.example")) <= 1
        assert len(theirs.letters("support@desk.example")) <= 1
    finally:
        ours.close()
        theirs.close()


def test_our_own_letter_that_comes_back_is_no_ticket(small_desk: Desk) -> None:
    """Forwarded to ourselves, it is known by its marks, noted, and answered by nobody."""
    small_desk.mail("My printer prints nothing.")
    letter = small_desk.letter("uma@acme.example", "acknowledgement")

    small_desk.mail(raw=letter.message.as_bytes(), proven=False)

    assert len(small_desk.tickets()) == 1
    assert "loop" in small_desk.outcomes()[-1][1]


def returned(message_id: str, said: str = "550 no such user") -> bytes:
    """A report that a letter could not be delivered to Uma."""
    return (
        "From: MAILER-DAEMON@mx.acme.example\r\nTo: support@desk.example\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.acme.example\r\n\r\n"
        "Final-Recipient: rfc822; uma@acme.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; "
        f"{said}\r\n\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{message_id.strip('<>')}>\r\nSubject: Re: Printer\r\n\r\nHello\r\n--b--\r\n"
    ).encode()


def test_what_was_solved_is_open_again_when_its_customer_was_never_told(small_desk: Desk) -> None:
    """The letter that said so came back: nobody closes it in silence, nobody asks a dead address how it was."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    told = desk.letter("ana@desk.example", "notification")
    desk.mail("/resolve\n\nIt has new toner.", sender="ana@desk.example", answers=told)
    assert desk.ticket()["state"] == "resolved"

    desk.mail(raw=returned(desk.letter("uma@acme.example", "resolved").message_id), proven=False)

    assert desk.ticket()["state"] == "open"
    assert "the matter is open again" in desk.letter("ana@desk.example", "bounced").text
    assert desk.ticket()["promise"], "its owner is to look"
    desk.pass_time(timedelta(days=21))
    assert not desk.letters("uma@acme.example", "survey")
    assert desk.ticket()["state"] == "open"


@pytest.mark.parametrize("said", ["550 no such user", "550 5.1.1 <uma@acme.example>: no such user"])
def test_the_owner_reads_once_why_a_letter_came_back(small_desk: Desk, said: str) -> None:
    small_desk.mail("My printer prints nothing.")
    letter = small_desk.letter("uma@acme.example", "acknowledgement")
    small_desk.mail(raw=returned(letter.message_id, said), proven=False)
    assert small_desk.letter("ana@desk.example", "bounced").text.count("5.1.1") == 1


def test_what_came_back_goes_to_the_address_the_owner_names(small_desk: Desk) -> None:
    """As the letter about it says: the words go there in their name, and nothing more to the address that is dead."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    told = desk.letter("ana@desk.example", "notification")
    desk.mail("It needs toner; is there any?", sender="ana@desk.example", answers=told)
    desk.mail(raw=returned(desk.letter("uma@acme.example", "reply").message_id), proven=False)

    lost = desk.letter("ana@desk.example", "bounced")
    desk.mail("/for uma.patel@acme.example", sender="ana@desk.example", answers=lost)
    assert desk.letter("uma.patel@acme.example", "reply").text.startswith("It needs toner; is there any?")

    desk.mail("I bring some.", sender="ana@desk.example", answers=lost)
    assert desk.letter("uma.patel@acme.example", "reply").text.startswith("I bring some.")
    replies = [one["recipient"] for one in desk.ticket()["letters"] if one["kind"] == "reply"]
    assert replies.count("uma@acme.example") == 1


def test_whose_matter_it_becomes_has_the_answers_and_who_wrote_reads_along(small_desk: Desk) -> None:
    desk = small_desk
    desk.mail("My printer prints nothing.")
    told = desk.letter("ana@desk.example", "notification")
    desk.mail("/for jonas@acme.example", sender="ana@desk.example", answers=told)
    assert "uma@acme.example reads along" in desk.letter("ana@desk.example", "transcript").text

    desk.mail("It needs toner.", sender="ana@desk.example", answers=told)
    assert {one.recipient for one in desk.letters(kind="reply")} == {"uma@acme.example", "jonas@acme.example"}
    assert [one["address"] for one in desk.ticket()["participants"] if one["part"] == "requester"] == [
        "jonas@acme.example"
    ]


def test_a_stranger_who_answers_has_proven_the_address(small_desk: Desk) -> None:
    """As the first letter promises: from then on their own subject and name are used, and the owner sees it proven."""
    desk = small_desk
    stranger = "Zed Orr <zed@far.example>"
    desk.mail("The lamp flickers.", sender=stranger, subject="Lamp", proven=False)
    desk.mail(
        "ok",
        sender=stranger,
        answers=desk.letter("zed@far.example", "acknowledgement_stranger"),
        proven=False,
    )
    told = desk.letter("ana@desk.example", "notification")
    assert "They now call it" not in told.text

    desk.mail("We come at two.", sender="ana@desk.example", answers=told)
    assert desk.letter("zed@far.example", "reply").subject == "Re: Lamp"
    assert desk.ticket()["proven"]


def test_a_letter_that_came_back_late_opens_nothing_that_its_customer_knows_to_be_solved(
    small_desk: Desk,
) -> None:
    desk = small_desk
    desk.mail("My printer prints nothing.")
    told = desk.letter("ana@desk.example", "notification")
    desk.mail("/resolve\n\nIt has new toner.", sender="ana@desk.example", answers=told)
    solved = desk.letter("uma@acme.example", "resolved")
    desk.pass_time(timedelta(minutes=20))
    desk.mail("Yes, it prints.", answers=solved)

    desk.mail(raw=returned(solved.message_id), proven=False)
    assert desk.ticket()["state"] != "open"


def test_a_bounced_acknowledgement_counts_as_customer_not_told(small_desk: Desk) -> None:
    """The report finds its letter by the return path; the owner hears that the customer never got it."""
    small_desk.mail("My printer prints nothing.")
    letter = next(one for one in small_desk.ticket()["letters"] if one["kind"] == "acknowledgement")
    small_desk.mail(raw=returned(letter["message_id"]), proven=False)

    assert small_desk.outcomes()[-1][0] == "bounce"
    assert (
        next(one for one in small_desk.ticket()["letters"] if one["kind"] == "acknowledgement")["state"]
        == "bounced"
    )
    assert "uma@acme.example" in small_desk.letter("ana@desk.example", "bounced").text
    assert len(small_desk.tickets()) == 1


@pytest.mark.parametrize("reader", ["uma@acme.example", "zed@far.example"], ids=["a customer", "a stranger"])
def test_a_relay_down_for_days_leaves_only_true_letters(reader: str, tmp_path: Path) -> None:
    """What is still true goes out in order; what is not is withdrawn, and one honest letter goes in its place."""
    with Relay() as relay:
        relay.behave(Behaviour(defer="rcpt"))
        postman = postman_from(relay.url, patience=Patience())
        desk = Desk(tmp_path / "home", postman=postman)
        try:
            desk.mail("My printer prints nothing.", sender=reader)
            for _ in range(3):
                desk.pass_time(timedelta(days=1))
                free(desk)
                desk.run()
            relay.behave(Behaviour())
            free(desk)
            desk.run()
            sent = [one.kind for one in desk.letters(reader)]
            assert "acknowledgement" not in {kind.removesuffix("_stranger") for kind in sent}
            assert "letter_withdrawn" in desk.events()
            assert len(sent) == len(set(sent))
            assert sent
        finally:
            desk.close()


def test_one_deaf_recipient_holds_up_nobody_else(tmp_path: Path) -> None:
    """A recipient the relay defers waits alone."""
    with Relay() as relay:
        relay.behave(Behaviour(defer="rcpt", only=lambda recipient: recipient == "uma@acme.example"))
        desk = Desk(tmp_path / "home", postman=postman_from(relay.url, patience=Patience()))
        try:
            desk.mail("My printer prints nothing.")
            desk.mail("My telephone is silent.", sender="jonas@acme.example", subject="Telephone")
            assert not desk.letters("uma@acme.example")
            assert desk.letters("jonas@acme.example")
        finally:
            desk.close()


def free(desk: Desk) -> None:
    """Lease time is nobody's to move; for a test that skips days, every pause is over."""
    with desk.parts.store.writer.engine.begin() as connection:
        connection.exec_driver_sql(
            "update letter set due_at = 0, lease_until = 0 where state in ('waiting', 'sending')"
        )
