"""Who takes part, whose matter it is, and whose word counts."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desk import Desk, Got
from deskbell.share import shipped

UMA = "Uma Patel <uma@acme.example>"
ANA = "Ana Silva <ana@desk.example>"


def parts(desk: Desk, number: int = 1001) -> dict[str, str]:
    return {
        one["address"]: one["part"] for one in desk.ticket(number)["participants"] if one["part"] != "agent"
    }


def answer(desk: Desk, text: str, to: Got | None = None, **more: Any) -> None:
    desk.mail(text, sender=ANA, answers=to or desk.letter("ana@desk.example", "notification"), **more)


def test_the_rules_know_whom_the_directory_names_from_others_of_their_clients_domain(tmp_path: Path) -> None:
    """`sender.known` is about a person; that Acme is a client makes nobody of its domain known."""
    rules = tmp_path / "home" / "rules"
    rules.mkdir(parents=True)
    book = (shipped("rules") / "kinds.yaml").read_text("utf-8")
    entry = """entries:
  - name: somebody new
    when: {sender.known: no}
    then: {kind: wish}
    because: A test tells them apart by it.
    examples:
      - mail: {role: unknown, subject: Hello}
        expect: {kind: wish}
      - mail: {role: cio, subject: Hello}
        expect: another entry
"""
    (rules / "kinds.yaml").write_text(book.replace("entries:\n", entry, 1), "utf-8")
    desk = Desk(tmp_path / "home")

    desk.mail("The printer is broken.", sender=UMA)
    desk.mail("Our beamer shows no picture.", sender="newcomer@acme.example", subject="Beamer")

    judged = {one["subject"]: (one["client"], one["kind"]) for one in desk.tickets()}
    assert judged == {"Printer": ("Acme", "fault"), "Beamer": ("Acme", "wish")}


# -- participants


def test_colleagues_in_copy_read_what_people_write_and_no_machine_writes_to_them(desk: Desk) -> None:
    """The acknowledgement goes to the writer alone; the agent's words to everybody, each by their own letter."""
    desk.mail("My laptop does not start.", headers={"Cc": "Tom Reed <tom@acme.example>"})
    assert not desk.letters("tom@acme.example")

    answer(desk, "Please hold the power button for ten seconds.")

    mine, his = desk.letter("uma@acme.example", "reply"), desk.letter("tom@acme.example", "reply")
    assert mine.reply_to != his.reply_to
    assert "does not start" not in his.text


def test_an_unproven_mail_makes_nobody_outside_a_participant(desk: Desk) -> None:
    """Colleagues of the client take part; others are shown to the agent, who adds them or not."""
    desk.mail(
        "My laptop does not start.", headers={"Cc": "tom@acme.example, eve@other.example"}, proven=False
    )

    assert parts(desk) == {"uma@acme.example": "requester", "tom@acme.example": "participant"}
    assert "eve@other.example" in desk.letter("ana@desk.example", "notification").text


def test_an_answer_that_would_leave_the_client_is_shown_first(desk: Desk) -> None:
    """Held once with the addresses; `send` lets them in, and the next answer is not held again."""
    desk.mail("My laptop does not start.", headers={"Cc": "Vendor <help@vendor.example>"})
    answer(desk, "The part is ordered.")
    held = desk.letter("ana@desk.example", "transcript")
    assert "help@vendor.example, outside Acme" in held.text
    assert not desk.letters(kind="reply")

    answer(desk, "send", held)
    assert {one.recipient for one in desk.letters(kind="reply")} == {
        "uma@acme.example",
        "help@vendor.example",
    }
    answer(desk, "It has arrived.", held)
    assert len(desk.letters("help@vendor.example", "reply")) == 2


def test_one_word_leaves_those_outside_out(desk: Desk) -> None:
    """`no` sends the answer to the client alone, and whoever was left out has no part from then on."""
    desk.mail("My laptop does not start.", headers={"Cc": "help@vendor.example"})
    answer(desk, "The part is ordered.")

    answer(desk, "no", desk.letter("ana@desk.example", "transcript"))

    assert [one.recipient for one in desk.letters(kind="reply")] == ["uma@acme.example"]
    desk.mail(
        "We have it in stock.",
        sender="help@vendor.example",
        subject="Re: Printer",
        headers={"References": desk.letters("uma@acme.example", "reply")[0].message_id},
    )
    assert desk.ticket(1001)["messages"][-1]["hand"] == "another"


def test_a_later_mail_adds_somebody_only_for_a_proven_participant(desk: Desk) -> None:
    """The newcomer reads from then on; a claim adds nobody."""
    desk.mail("My laptop does not start.")
    letter = desk.letter("uma@acme.example", "acknowledgement")

    desk.mail(
        "Tom should know.",
        subject="Re: Printer",
        proven=False,
        headers={"Cc": "tom@acme.example", "In-Reply-To": letter.message_id},
    )
    assert "tom@acme.example" not in parts(desk)
    desk.mail("Tom should know.", answers=letter, headers={"Cc": "tom@acme.example"})
    assert parts(desk)["tom@acme.example"] == "participant"

    answer(desk, "Good morning to both of you.")
    assert "Tom should know" not in desk.letter("tom@acme.example", "reply").text


def crowd(desk: Desk, many: int, domain: str = "acme.example", **more: Any) -> list[str]:
    """A mail of Uma's to so many others."""
    named = [f"person{number:03}@{domain}" for number in range(many)]
    desk.mail("My laptop does not start.", **{"headers": {"Cc": ", ".join(named)}, **more})
    return named


@pytest.mark.parametrize("domain", ["acme.example", "far.example"])
def test_a_mail_to_hundreds_makes_no_more_participants_than_a_conversation_has(
    desk: Desk, domain: str
) -> None:
    """The agent is shown the others in one line, and takes one in with `/cc`; no answer goes to hundreds."""
    named = crowd(desk, 600, domain)
    told = desk.letter("ana@desk.example", "notification")
    shown = [line for line in told.text.splitlines() if line.startswith("Too many to take part: ")]

    assert sorted(parts(desk)) == sorted(["uma@acme.example", *named[:20]])
    assert len(shown) == 1
    assert "person020" in shown[0]
    assert "person599" in shown[0]
    assert "person019" not in shown[0]
    assert "/cc ADDRESS" in shown[0]

    answer(desk, f"/cc {named[599]}")
    answer(desk, "Please hold the power button.", quote=False)
    if domain == "far.example":
        answer(desk, "send", desk.letter("ana@desk.example", "transcript"))
    assert {one.recipient for one in desk.letters(kind="reply")} == {
        "uma@acme.example",
        *named[:20],
        named[599],
    }


def test_later_mails_make_no_crowd_either(desk: Desk) -> None:
    """Twenty in all, whichever mail named them; below that nobody is called left out."""
    named = crowd(desk, 15)
    assert "Too many" not in desk.letter("ana@desk.example", "notification").text
    letter = desk.letter("uma@acme.example", "acknowledgement")
    more = [f"late{number}@acme.example" for number in range(9)]

    desk.mail("They should know.", answers=letter, headers={"Cc": ", ".join([*named, *more])})

    assert sorted(parts(desk)) == sorted(["uma@acme.example", *named, *more[:5]])
    shown = desk.letter("ana@desk.example", "notification").text
    assert f"Too many to take part: {', '.join(more[5:8])} and {more[8]}." in shown


def test_how_many_a_mail_makes_participants_is_the_operators_to_say(tmp_path: Path) -> None:
    """`[caps] participants`: nought, and only `/cc` adds anybody."""
    desk = Desk(tmp_path / "home", settings={("caps", "participants"): 2})
    named = crowd(desk, 3)
    assert sorted(parts(desk)) == sorted(["uma@acme.example", *named[:2]])
    assert f"Too many to take part: {named[2]}." in desk.letter("ana@desk.example", "notification").text
    desk.close()

    desk = Desk(tmp_path / "other", settings={("caps", "participants"): 0})
    named = crowd(desk, 1)
    assert sorted(parts(desk)) == ["uma@acme.example"]
    desk.close()


# -- whose matter


def test_a_form_on_the_desks_own_site_is_its_visitors_mail(desk: Desk) -> None:
    """The answer goes to the visitor, who is never proven by the form's own good name."""
    desk.mail(
        "I cannot log in.",
        sender="Website <www@desk.example>",
        headers={"Reply-To": "Tom Reed <tom@acme.example>"},
        subject="Contact form",
    )

    ticket = desk.ticket()
    assert ticket["requester"] == "tom@acme.example"
    assert desk.letters("tom@acme.example", "acknowledgement")
    assert not desk.letters("www@desk.example")


@pytest.mark.parametrize("site", ["no-reply@forms.example", "Website <website@shop.example>"])
def test_a_form_somewhere_else_is_its_visitors_mail_too(small_desk: Desk, site: str) -> None:
    """An answer to the form's own address would reach nobody; the visitor's is what they say it is, and proves nothing."""
    small_desk.mail(
        "I cannot log in.",
        sender=site,
        headers={"Reply-To": "Joe Bell <joe@customer.example>"},
        subject="Contact form",
    )
    told = small_desk.letter("ana@desk.example", "notification")
    assert "What you answer goes to Joe Bell in your name." in told.text
    assert "Proven: no" in told.text

    small_desk.mail("Please try now.", sender=ANA, answers=told)
    assert small_desk.letter("joe@customer.example", "reply")
    assert not [one for one in small_desk.letters() if one.recipient in site]


def test_a_shops_notice_that_is_answered_elsewhere_in_the_same_house_is_the_shops(small_desk: Desk) -> None:
    small_desk.mail(
        "Your parcel has left our house.",
        sender="no-reply@mail.shop.example",
        headers={"Reply-To": "service@shop.example"},
        subject="Your parcel",
    )
    assert small_desk.ticket()["requester"] == "no-reply@mail.shop.example"


def test_the_owner_reads_who_else_reads_the_answer_and_where_one_is_wished_for(small_desk: Desk) -> None:
    """Whoever answers from a telephone sees whom their words reach, also those a later mail does not name."""
    small_desk.mail(headers={"Cc": "jonas@acme.example", "Reply-To": "it-team@acme.example"})
    told = small_desk.letter("ana@desk.example", "notification").text
    assert "goes to Uma Patel, and in copy to jonas@acme.example, in your name." in told
    assert "Asks for answers at: it-team@acme.example." in told

    small_desk.mail("Any news?", answers=small_desk.letter("uma@acme.example", "acknowledgement"))
    told = small_desk.letter("ana@desk.example", "notification")
    assert "and in copy to jonas@acme.example" in told.text
    assert "Asks for answers" not in told.text

    small_desk.mail("It is on its way.", sender=ANA, answers=told)
    assert {one.recipient for one in small_desk.letters(kind="reply")} == {
        "uma@acme.example",
        "jonas@acme.example",
    }


FORWARD = """Please see below.

---------- Forwarded message ---------
From: Tom Reed <tom@acme.example>
Date: Tue, 24 Nov 2026 at 08:50
Subject: Screen
To: Uma Patel <uma@acme.example>

My screen flickers since yesterday.
"""


def test_a_colleagues_mail_passed_on_is_the_colleagues_matter_and_said_so(desk: Desk) -> None:
    """The one who passed it on is told for whom it was understood to be; an agent puts it straight with `/for`."""
    desk.mail(FORWARD, subject="Fwd: Screen")

    assert desk.ticket()["requester"] == "tom@acme.example"
    assert "for Tom Reed" in desk.letter("uma@acme.example", "acknowledgement").text
    assert not desk.letters("tom@acme.example")

    answer(desk, "/for uma@acme.example")
    assert desk.ticket()["requester"] == "uma@acme.example"


def test_a_strangers_mail_passed_on_stays_the_matter_of_whoever_passed_it_on(desk: Desk) -> None:
    """ "Is this one real?" is asked by the user, not by the swindler."""
    desk.mail(FORWARD.replace("tom@acme.example", "prince@far.example"), subject="Fwd: Screen")

    assert desk.ticket()["requester"] == "uma@acme.example"
    assert not desk.letters("prince@far.example")


def test_an_agent_passes_a_mail_on_and_its_sender_hears(desk: Desk) -> None:
    """Found in the forward: the customer is the requester, and is acknowledged."""
    desk.mail(FORWARD, sender=ANA, subject="Fwd: Screen")

    assert desk.ticket()["requester"] == "tom@acme.example"
    assert "We understood" not in desk.letter("tom@acme.example", "acknowledgement").text


def test_aliases_and_tagged_addresses_are_one_person(desk: Desk) -> None:
    """Whoever answers from another of their addresses is still the requester."""
    desk.mail("My laptop does not start.")
    desk.mail(
        "It is the small one.",
        sender="uma+phone@acme.example",
        answers=desk.letter("uma@acme.example", "acknowledgement"),
    )
    desk.mail("Something else.", sender="cio@acme.example", subject="Projector")

    assert desk.ticket(1001)["messages"][-1]["hand"] == ""
    assert desk.ticket()["requester"] == "catherine@acme.example"


def test_several_mails_of_one_person_within_half_an_hour_are_one_matter(desk: Desk) -> None:
    """Alike, or without a subject: they join, and are acknowledged once; another matter or a later one is its own."""
    desk.mail("The printer jams.", subject="Printer on floor two")
    desk.clock.advance(timedelta(minutes=5))
    desk.mail("Sorry, on floor two.", subject="printer floor two")
    desk.mail("Sent from my telephone: the left one.", subject="")
    assert len(desk.tickets()) == 1
    assert len(desk.letters("uma@acme.example", "acknowledgement")) == 1

    desk.mail("I need a new chair.", subject="Chair")
    desk.clock.advance(timedelta(minutes=31))
    desk.mail("It jams again.", subject="Printer on floor two")
    assert len(desk.tickets()) == 3


def test_two_mails_of_one_minute_meet_in_one_batch(desk: Desk) -> None:
    """They may be taken in together."""
    desk.mail("The printer jams.", subject="Printer on floor two", run=False)
    desk.mail("It is the left one.", subject="Printer on floor two", run=False)
    desk.run()

    assert len(desk.tickets()) == 1


@pytest.mark.parametrize("first_is_proven", [True, False])
@pytest.mark.parametrize("writer", ["Uma Patel <uma@acme.example>", ANA])
@pytest.mark.parametrize("together", [True, False])
def test_a_proven_mail_and_a_claim_in_the_same_name_are_two_matters(
    desk: Desk, first_is_proven: bool, writer: str, together: bool
) -> None:
    """However alike and however close; two of the same proof join."""
    for proven in (first_is_proven, not first_is_proven):
        desk.mail("The printer jams.", sender=writer, proven=proven, subject="Printer", run=not together)
    desk.run()
    assert len(desk.tickets()) == 2

    desk.mail("It is the left one.", sender=writer, proven=first_is_proven, subject="Printer")
    assert len(desk.tickets()) == 2
    assert len(desk.ticket(1001)["messages"]) == 2


# -- an agent's mail that is no matter


def test_help_in_a_new_mail_of_an_agents_is_answered_with_the_commands(small_desk: Desk) -> None:
    """No ticket, no promise to them; and it may be asked in the signature's company."""
    small_desk.mail("/help\n\n-- \nAna Silva\nService desk", sender=ANA, subject="help")

    assert not small_desk.tickets()
    assert [one.kind for one in small_desk.letters()] == ["help"]
    assert "/resolve" in small_desk.letter("ana@desk.example").text


@pytest.mark.parametrize(
    ("line", "told"), [("/hepl", "/help"), ("/xyzzy", "no /xyzzy"), ("/wait banana", "/wait")]
)
def test_a_command_that_is_none_in_a_new_mail_of_an_agents_is_explained(
    small_desk: Desk, line: str, told: str
) -> None:
    """The nearest that there is; no ticket, and nothing that the word send could send."""
    small_desk.mail(line, sender=ANA, subject="")

    assert not small_desk.tickets()
    letter = small_desk.letter("ana@desk.example", "transcript")
    assert told in letter.text
    assert "No ticket was opened" in letter.text
    assert "the one word send" not in letter.text.lower()
    assert "DB-" not in letter.subject


@pytest.mark.parametrize(
    "text", ["My chair squeaks.", "/hepl\n\nMy chair squeaks.", "/etc/hosts is broken on my laptop"]
)
def test_a_new_mail_of_an_agents_with_words_is_their_matter(small_desk: Desk, text: str) -> None:
    """As anybody's would be; whose it is they put straight with `/for`."""
    small_desk.mail(text, sender=ANA, subject="Chair")
    assert small_desk.ticket()["requester"] == "ana@desk.example"

    owner = small_desk.ticket()["owner"]
    if owner != "ana@desk.example":
        small_desk.mail(
            "/for uma@acme.example", sender=owner, answers=small_desk.letter(owner, "notification")
        )
        assert small_desk.ticket()["requester"] == "uma@acme.example"


@pytest.mark.parametrize(
    "more", [{"proven": False}, {"headers": {"Auto-Submitted": "auto-replied"}}, {"sender": UMA}]
)
def test_help_is_sent_only_to_an_agent_who_surely_asked(small_desk: Desk, more: dict[str, Any]) -> None:
    """A claim, a program or a customer gets no list of commands."""
    small_desk.mail("/help", **{"sender": ANA, "subject": "help", **more})

    assert not small_desk.letters(kind="help")


def test_help_asked_in_a_suspended_agents_name_is_not_answered(small_desk: Desk) -> None:
    """Nothing by mail is done for them until they confirm."""
    small_desk.mail("/help", sender=ANA, subject="help", headers={"Reply-To": "ana.silva@far.example"})
    small_desk.mail("/help", sender=ANA, subject="help")

    assert not small_desk.letters(kind="help")
    assert not small_desk.letters("ana.silva@far.example")


# -- whose word


def test_a_mail_in_an_agents_name_that_asks_for_answers_elsewhere_suspends_them(desk: Desk) -> None:
    """Nothing by mail until they confirm from their own mailbox, by an address that the impostor cannot have."""
    desk.mail("My laptop does not start.")
    notification = desk.letter("ana@desk.example", "notification")

    answer(desk, "/close", notification, headers={"Reply-To": "ana.silva@far.example"})
    letter = desk.letter("ana@desk.example", "transcript")
    assert "the one word yes" in letter.text
    answer(desk, "The part is ordered.", notification)
    assert not desk.letters("uma@acme.example", "reply")
    assert desk.ticket()["state"] == "open"

    answer(desk, "yes", desk.letter("ana@desk.example", "transcript"))
    answer(desk, "The part is ordered.", desk.letter("ana@desk.example", "transcript"))
    assert desk.letters("uma@acme.example", "reply")


def test_the_impostor_cannot_confirm(small_desk: Desk) -> None:
    """The address they have is worth nothing any more, and a new one goes to the agent's own mailbox alone."""
    small_desk.mail("My laptop does not start.")
    known = small_desk.letter("ana@desk.example", "notification")
    answer(small_desk, "/close", known, headers={"Reply-To": "ana.silva@far.example"})
    for word in ("yes", "/close"):
        small_desk.mail(word, sender=ANA, answers=known, proven=False)
        small_desk.mail(word, sender=ANA, answers=known)

    assert "agent_confirmed" not in small_desk.events()
    assert small_desk.ticket()["state"] == "open"
    assert not small_desk.letters("ana.silva@far.example")


@pytest.mark.parametrize("subject", ["Chair", "Re: Laptop"])
def test_whoever_names_an_agent_for_their_answers_suspends_them(small_desk: Desk, subject: str) -> None:
    """Also a customer's mail, a new one or a reply, also unproven: until the agent confirms, their mail does nothing."""
    small_desk.mail("My laptop does not start.", subject="Laptop")
    acknowledged = small_desk.letter("uma@acme.example", "acknowledgement")
    small_desk.mail(
        "Please answer my friend.",
        subject=subject,
        proven=False,
        headers={"Reply-To": ANA} | ({"In-Reply-To": acknowledged.message_id} if "Re:" in subject else {}),
    )

    answer(small_desk, "The part is ordered.", small_desk.letter("ana@desk.example", "notification"))
    assert not small_desk.letters(kind="reply")
    asked = small_desk.letter("ana@desk.example", "transcript")
    assert "the one word yes" in asked.text

    answer(small_desk, "yes", asked)
    answer(small_desk, "The part is ordered.", small_desk.letter("ana@desk.example", "transcript"))
    assert small_desk.letters(kind="reply")


@pytest.mark.parametrize("headers", [{}, {"Reply-To": "ana.silva@far.example"}])
def test_a_suspended_agent_writes_to_nobody_by_passing_mail_on(
    small_desk: Desk, headers: dict[str, str]
) -> None:
    """What they forward is their own matter: no letter goes to an address that stands in it."""
    if not headers:
        small_desk.mail("My laptop does not start.")
        known = small_desk.letter("ana@desk.example", "notification")
        answer(small_desk, "/close", known, headers={"Reply-To": "ana.silva@far.example"})
    small_desk.mail(FORWARD, sender=ANA, subject="Fwd: Screen", headers=headers)

    assert small_desk.ticket()["requester"] == "ana@desk.example"
    assert not small_desk.letters("tom@acme.example")


def test_a_spoofed_agent_commands_nothing(desk: Desk) -> None:
    """From is a claim: without the agent's own address or a proven mail no command runs and no word goes out."""
    desk.mail("My laptop does not start.")

    desk.mail(
        "/close\n\nGoodbye.",
        sender=ANA,
        subject="Re: DB-1001",
        proven=False,
        headers={"References": desk.letter("uma@acme.example", "acknowledgement").message_id},
    )

    assert desk.ticket(1001)["state"] == "open"
    assert not desk.letters("uma@acme.example", "reply")
    assert "Nothing proves" in desk.letter("ana@desk.example", "transcript").text


# -- set apart


def stranger_quotes(desk: Desk) -> Got:
    desk.mail("My laptop does not start.")
    desk.mail(
        "I am at home; it is the black one.",
        sender="Uma Patel <uma.private@mail.example>",
        subject="Re: DB-1001",
        proven=False,
    )
    return desk.letter("ana@desk.example", "set_apart_question")


def test_a_stranger_who_quotes_a_ticket_is_set_apart_and_may_be_the_same_person(desk: Desk) -> None:
    """They get the stranger's letter; the agent is told whose private address it may be."""
    question = stranger_quotes(desk)

    assert "It may be Uma Patel" in question.text
    assert "black one" in question.text
    assert desk.letters("uma.private@mail.example", "acknowledgement_stranger")
    assert len(desk.tickets()) == 2


def test_accept_brings_the_words_and_the_sender_in(desk: Desk) -> None:
    """`/accept`: the words stand on the ticket, and the sender reads along from then on."""
    answer(desk, "/accept", stranger_quotes(desk))

    first = desk.ticket(1001)
    assert first["messages"][-1]["words"] == "I am at home; it is the black one."
    assert parts(desk)["uma.private@mail.example"] == "participant"
    assert desk.ticket(1002)["state"] == "merged"


def test_separate_keeps_it_a_matter_of_its_own(desk: Desk) -> None:
    """`/separate`: two tickets, and nothing of the first goes to the stranger."""
    answer(desk, "/separate", stranger_quotes(desk))

    assert desk.ticket(1002)["state"] == "open"
    assert "uma.private@mail.example" not in parts(desk)
