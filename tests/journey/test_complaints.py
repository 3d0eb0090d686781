"""Complaints: heard by somebody they are not about, answered whole, and what was promised in them is chased."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desk import Desk
from deskbell.store.turned_away import NAMED, TurnedAway

CIO = "Catherine Osei <catherine@acme.example>"
UMA = "Uma Patel <uma@acme.example>"
ANA = "Ana Silva <ana@desk.example>"
MARCO = "Marco Rossi <marco@desk.example>"
VERA = "Vera Lind <vera@desk.example>"
LENA = "Lena Fischer <lena@desk.example>"
SHIPPED = Path(__file__).resolve().parents[2] / "rules"
PARTS = (
    "/fault ours\n"
    "/cause wrong routing your message lay with the wrong team, because our form for that site named the old one\n"
    "/correction the form names the right team, and your laptop works\n"
    "/prevention every form is read again each quarter by 2026-12-15\n"
)


def complains(
    desk: Desk, text: str = "I want to complain. My laptop waited two days and no word came.", **more: Any
) -> None:
    desk.mail(text, **{"sender": UMA, "subject": "My laptop", **more})


def to_manager(desk: Desk, who: str = "marco@desk.example") -> Any:
    return desk.letter(who, "complaint_to_manager")


def record(desk: Desk) -> Any:
    with desk.parts.store.reading() as connection:
        return connection.exec_driver_sql("select * from complaint order by ticket_id desc").first()


def test_a_complaint_is_owned_by_the_account_manager_and_acknowledged_by_a_letter_of_its_own(
    desk: Desk,
) -> None:
    """Who answers for it and by when; the manager has their words whole; colleagues in copy have no part in it."""
    complains(desk, headers={"Cc": "tom@acme.example"})

    letter = desk.letter("uma@acme.example", "acknowledgement_complaint")
    assert (
        letter.text.startswith("Hello Uma Patel,\n\nMarco Rossi answers for this")
        or "Marco Rossi answers for this" in letter.text
    )
    assert "My laptop waited two days and no word came." in to_manager(desk).text
    assert not desk.letters("marco@desk.example", "notification")
    assert [one["address"] for one in desk.ticket()["participants"]] == ["uma@acme.example"]


def test_it_cannot_be_resolved_before_everything_is_written(desk: Desk) -> None:
    """`/resolve` says what is missing, and the words come back instead of going out half."""
    complains(desk)

    desk.mail(
        "/fault ours\n/resolve\n\nYou told us of two lost days.", sender=MARCO, answers=to_manager(desk)
    )

    transcript = desk.letter("marco@desk.example", "transcript")
    assert "still missing: cause, correction, prevention" in transcript.text
    assert "You told us of two lost days." in transcript.text
    assert not desk.letters("uma@acme.example", "complaint_closing")
    assert not desk.letters("uma@acme.example", "reply")
    assert desk.ticket()["state"] == "open"


def test_the_closing_letter_tells_all_of_it_admission_and_apology_first(desk: Desk) -> None:
    """In the manager's name: fault and the one apology, cause, correction, prevention with its day, who stands above."""
    complains(desk)

    desk.mail(
        f"{PARTS}/resolve\n\nYour laptop lay here for two days without a word.",
        sender=MARCO,
        answers=to_manager(desk),
    )

    letter = desk.letter("uma@acme.example", "complaint_closing")
    told = [
        "two days without a word",
        "That was our fault, and I am sorry",
        "named the old one",
        "your laptop works",
        "each quarter",
        "15 December",
        "Vera Lind",
    ]
    places = [letter.text.index(words) for words in told]
    assert places == sorted(places)
    assert "Marco Rossi" in str(letter.message["From"])
    assert record(desk).cause_word == "wrong routing"
    assert desk.ticket()["state"] == "resolved"


def test_a_cause_begins_with_a_word_of_the_list(small_desk: Desk) -> None:
    """What comes back is counted by the word, so a word there must be; the transcript names them."""
    desk = small_desk
    complains(desk)

    desk.mail("/cause gremlins in the cellar", sender=MARCO, answers=to_manager(desk))

    assert "not told" in desk.letter("marco@desk.example", "transcript").text
    assert record(desk).cause_word == ""


def test_words_that_make_it_small_are_asked_about_once_and_never_blocked(small_desk: Desk) -> None:
    """The first time the letter is held and the words are named; the one word `send` sends it as it stands."""
    desk = small_desk
    complains(desk)
    small = "You waited two days; this was an isolated case, 98 % go well."

    desk.mail(f"{PARTS}/resolve\n\n{small}", sender=MARCO, answers=to_manager(desk))
    transcript = desk.letter("marco@desk.example", "transcript")
    assert "isolated" in transcript.text
    assert "8 %" in transcript.text
    assert not desk.letters("uma@acme.example", "complaint_closing")

    desk.mail(f"/resolve\n\n{small}", sender=MARCO, answers=transcript)
    assert small in desk.letter("uma@acme.example", "complaint_closing").text


def test_a_complaint_in_a_reply_gets_a_thread_of_its_own_and_not_the_agent_it_is_about(desk: Desk) -> None:
    """The first matter goes on; the complaint is the account manager's, and the agent cannot answer it."""
    desk.mail("My laptop does not start.", subject="Laptop")
    desk.mail(
        "This is unacceptable, two days and no word.",
        answers=desk.letter("uma@acme.example", "acknowledgement"),
    )

    first, second = sorted(desk.tickets(), key=lambda one: one["reference"])
    assert (first["kind"], second["kind"]) == ("fault", "complaint")
    assert second["owner"] == "marco@desk.example"
    letter = desk.letter("uma@acme.example", "complaint_acknowledgement")
    assert letter.subject.startswith("What you told us on 24 November 2026")
    assert "Marco Rossi answers for what you told us" in letter.text
    assert "DB-1001" in to_manager(desk).text
    assert not desk.letters("ana@desk.example", "complaint_to_manager")


def test_one_about_the_account_manager_goes_to_the_next_above_and_is_not_shown_to_them(desk: Desk) -> None:
    """Leadership has it; neither the first letter nor a missed promise brings it to the one it is about."""
    complains(desk, "I want to complain about Marco. He promised to call and never did.")

    assert desk.ticket()["owner"] == "vera@desk.example"
    assert "Vera Lind answers for this" in desk.letter("uma@acme.example", "acknowledgement_complaint").text
    desk.pass_time(timedelta(days=6))
    assert not desk.letters("marco@desk.example")


def test_a_greeting_is_no_accusation(small_desk: Desk) -> None:
    """Whoever writes "Hello Marco," writes to him."""
    desk = small_desk

    complains(desk, "Hello Marco,\n\nI want to complain. My laptop waited two days.")

    assert desk.ticket()["owner"] == "marco@desk.example"


def test_whom_a_complaint_is_about_gets_their_words_back_and_no_way_to_send_them(small_desk: Desk) -> None:
    """The words are theirs; the answer is somebody else's."""
    desk = small_desk
    complains(desk, "I want to complain about Marco. He promised to call and never did.")

    desk.mail("That is not how it was.", sender="marco@desk.example", subject="Re: DB-1001")

    told = desk.letter("marco@desk.example", "transcript").text
    assert "This complaint is about you" in told
    assert "That is not how it was." in told
    assert "send" not in told


def test_while_the_account_manager_is_away_the_deputy_answers_and_says_for_whom(tmp_path: Path) -> None:
    """The deputy by name, and in whose place."""
    home = tmp_path / "home"
    (home / "rules").mkdir(parents=True)
    text = (SHIPPED / "directory.yaml").read_text()
    text = text.replace("name: Marco Rossi,", "name: Marco Rossi, hours: away,")
    text = text.replace("  early: {week:", "  away: {week: {thursday-friday: 08:00-18:00}}\n  early: {week:")
    (home / "rules" / "directory.yaml").write_text(text)
    (home / "rules" / "people.csv").write_bytes((SHIPPED / "people.csv").read_bytes())
    desk = Desk(home)

    complains(desk)

    letter = desk.letter("uma@acme.example", "acknowledgement_complaint").text
    assert "Dana Novak answers for this" in letter
    assert "Dana Novak stands in for Marco Rossi." in letter
    desk.close()


def test_an_agents_complaint_command_opens_a_ticket_of_its_own(desk: Desk) -> None:
    """What was said on the telephone is heard like what was written."""
    desk.mail("My laptop does not start.", subject="Laptop")

    desk.mail(
        "/complaint On the telephone: nobody told her that the part was late.",
        sender=ANA,
        answers=desk.letter("ana@desk.example", "notification"),
    )

    assert [one["kind"] for one in sorted(desk.tickets(), key=lambda one: one["reference"])] == [
        "fault",
        "complaint",
    ]
    assert "nobody told her" in to_manager(desk).text
    assert "DB-1002 is the complaint" in desk.letter("ana@desk.example", "transcript").text
    assert desk.letters("uma@acme.example", "complaint_acknowledgement")


def test_a_very_low_score_is_a_complaint_and_not_the_rated_agents(desk: Desk) -> None:
    """Three of ten: a record, a person who answers for it, and the lead is told."""
    desk.mail("My laptop does not start.", subject="Laptop")
    desk.mail(
        "/resolve The battery was replaced.",
        sender=ANA,
        answers=desk.letter("ana@desk.example", "notification"),
    )
    desk.pass_time(timedelta(days=12))
    survey = desk.letter("uma@acme.example", "survey")

    desk.mail("2 - I was passed around for days", answers=survey)

    newest = desk.ticket()
    assert (newest["kind"], newest["owner"]) == ("complaint", "marco@desk.example")
    assert "passed around for days" in to_manager(desk).text
    told = desk.letter("lena@desk.example", "low_score_alert")
    assert "It is taken as a complaint, DB-1002" in told.text
    assert "/complaint" not in told.text
    assert " ".join(to_manager(desk).text.split()).startswith("Uma Patel complains and is to hear from you")
    assert not desk.letters("ana@desk.example", "low_score_alert")


def test_a_low_score_of_the_lead_goes_to_leadership_where_the_client_has_no_account_manager(
    tmp_path: Path,
) -> None:
    """Nobody answers for their own score while somebody else can; the customer reads who does, and by when."""
    home = tmp_path / "home"
    (home / "rules").mkdir(parents=True)
    text = (SHIPPED / "directory.yaml").read_text()
    for line in ("account_manager: marco@desk.example", "deputy: dana@desk.example"):
        text = text.replace(f"    {line}\n", "")
    (home / "rules" / "directory.yaml").write_text(text)
    (home / "rules" / "people.csv").write_bytes((SHIPPED / "people.csv").read_bytes())
    desk = Desk(home)
    desk.mail("My laptop does not start.", subject="Laptop")
    desk.mail("/assign lena", sender=ANA, answers=desk.letter("ana@desk.example", "notification"))
    desk.mail(
        "/resolve The battery was replaced.",
        sender=LENA,
        answers=desk.letter("lena@desk.example", "notification"),
    )
    desk.pass_time(timedelta(days=12))

    desk.mail("5 - it took long", answers=desk.letter("uma@acme.example", "survey"))

    assert "it took long" in desk.letter("vera@desk.example", "low_score_alert").text
    assert "Vera Lind" in desk.letter("uma@acme.example", "survey_low").text
    desk.close()


def closed_complaint(desk: Desk) -> None:
    complains(desk)
    desk.mail(
        f"{PARTS}/resolve\n\nYour laptop lay here for two days.", sender=MARCO, answers=to_manager(desk)
    )


def test_a_prevention_is_asked_for_before_it_is_due_and_its_end_is_told(desk: Desk) -> None:
    """Three working days ahead the manager is asked; the answer to that letter tells the complainant that it is done."""
    closed_complaint(desk)

    desk.pass_time(datetime(2026, 12, 11, 9, 0, tzinfo=UTC))
    asked = desk.letter("marco@desk.example", "prevention_due")
    assert "This is due" in asked.text
    desk.mail("All eleven forms have been read; the next time is in March.", sender=MARCO, answers=asked)

    letter = desk.letter("uma@acme.example", "prevention_done")
    assert "All eleven forms have been read" in letter.text
    assert "Marco Rossi" in str(letter.message["From"])
    before = len(desk.letters(kind="prevention_due"))
    desk.pass_time(timedelta(days=20))
    assert len(desk.letters(kind="prevention_due")) == before


def test_an_overdue_prevention_is_asked_for_every_working_day_and_leadership_hears(small_desk: Desk) -> None:
    """Nobody may forget it quietly; a new day said with `/prevention` starts it anew."""
    desk = small_desk
    closed_complaint(desk)

    desk.pass_time(datetime(2026, 12, 18, 9, 0, tzinfo=UTC))
    overdue = desk.letters("vera@desk.example", "prevention_due")
    assert 2 <= len(overdue) <= 4
    assert "was to be done" in overdue[-1].text

    desk.mail(
        "/prevention every form is read again each quarter by 2027-01-20\n\nIt takes a month longer.",
        sender=MARCO,
        answers=desk.letter("marco@desk.example", "prevention_due"),
    )
    before = len(desk.letters(kind="prevention_due"))
    desk.pass_time(timedelta(days=7))
    assert len(desk.letters(kind="prevention_due")) == before
    assert "It takes a month longer." in desk.letter("uma@acme.example", "reply").text


def test_a_cause_that_comes_back_is_leaderships_business(desk: Desk) -> None:
    """The same cause word twice in 90 days for one client."""
    closed_complaint(desk)
    assert not desk.letters("vera@desk.example", "account_manager_alert")
    desk.clock.advance(timedelta(days=10))
    closed_complaint(desk)

    alert = desk.letter("vera@desk.example", "account_manager_alert")
    assert "wrong routing" in alert.subject
    assert "2 of them from Acme" in alert.text


def test_who_speaks_for_others_sets_the_records_before_the_account_manager(desk: Desk) -> None:
    """Who wrote, how fast each was answered; and a draft to the client's management that one word sends."""
    desk.mail("My screen flickers.", subject="Screen")
    desk.clock.advance(timedelta(minutes=90))
    desk.mail(
        "Please try another cable.", sender=ANA, answers=desk.letter("ana@desk.example", "notification")
    )
    desk.mail("The door reader is broken.", sender="tom@acme.example", subject="Door")

    complains(desk, "Everyone here says nobody answers.", sender=CIO, subject="Your desk")

    alert = desk.letter("marco@desk.example", "account_manager_alert")
    assert "a person answered after 1 h 30 min" in alert.text
    assert "no person has answered yet" in alert.text
    draft = desk.letter("marco@desk.example", "management_draft")
    assert "DB-1002" in draft.text
    assert not desk.letters(kind="management_letter")
    desk.mail("send", sender=MARCO, answers=draft)

    letters = desk.letters(kind="management_letter")
    assert [one.recipient for one in letters] == ["catherine@acme.example", "ian@acme.example"]
    assert "I have looked at all that reached us from you" in letters[0].text
    assert "Marco Rossi" in str(letters[0].message["From"])
    assert "kept" in [one["state"] for one in desk.ticket()["promises"]]
    desk.mail("send", sender=MARCO, answers=draft)
    assert len(desk.letters(kind="management_letter")) == 2


def test_the_draft_is_in_the_clients_language_and_words_of_the_manager_go_in_its_place(
    small_desk: Desk,
) -> None:
    """Who complains in German has a German letter; the account manager sees it as it will be read."""
    desk = small_desk
    complains(
        desk,
        "Ich möchte mich beschweren. Alle hier sagen, dass niemand sich meldet, seit zwei Tagen schon, und das geht so nicht weiter.",
        sender=CIO,
        subject="Beschwerde",
    )
    draft = desk.letter("marco@desk.example", "management_draft")
    assert "betrifft mehr als eine Nachricht" in draft.text

    desk.mail("Ich rufe Sie heute um drei an.", sender=MARCO, answers=draft)
    letter = desk.letter("catherine@acme.example", "management_letter")
    assert "Ich rufe Sie heute um drei an." in letter.text
    assert "betrifft mehr" not in letter.text
    assert "Freundliche Grüße" in letter.text


def test_the_records_show_what_came_back_and_what_went_to_an_address_we_do_not_have(desk: Desk) -> None:
    """What the door turned away is counted by the client's domain, and said to the account manager and the client."""
    store = desk.parts.store
    refused = TurnedAway(
        store, lambda sender: "acme.example" if sender.endswith("@acme.example") else "", desk.clock
    )
    for sender, address in (
        ("uma@acme.example", "Suppport@desk.example"),
        ("tom@acme.example", "suppport@desk.example"),
        ("ian@acme.example", "hotline@desk.example"),
        ("x@elsewhere.example", "hotline@desk.example"),
        (None, "hotline@desk.example"),
    ):
        refused.note(sender, address)
    refused.write()
    refused.write()
    refused.note("uma@acme.example", "suppport@desk.example")
    refused.write()
    desk.clock.advance(timedelta(hours=2))

    complains(desk, "I complain: nobody answers here.", sender=CIO, subject="Your desk")

    alert = desk.letter("marco@desk.example", "account_manager_alert").text
    assert "mail to an address we do not have: 3: suppport@desk.example" in alert
    assert "mail to an address we do not have: 1: hotline@desk.example" in alert
    desk.mail("send", sender=MARCO, answers=desk.letter("marco@desk.example", "management_draft"))
    letter = desk.letter("catherine@acme.example", "management_letter").text
    assert "an address we do not have, and that we never read: 4." in letter


def test_what_a_flood_to_unknown_addresses_leaves_behind_is_bounded(small_desk: Desk) -> None:
    """So many addresses a domain and day by name, the rest as a number; what is two months old is gone."""
    desk = small_desk
    refused = TurnedAway(desk.parts.store, lambda sender: "acme.example", desk.clock)
    for number in range(3000):
        refused.note("uma@acme.example", f"name{number}@desk.example")
        if not number % 100:
            refused.write()
    refused.write()

    def rows() -> list[Any]:
        with desk.parts.store.reading() as connection:
            return list(connection.exec_driver_sql("select address, count from turned_away"))

    assert len(rows()) == NAMED + 1
    assert sum(row.count for row in rows()) == 3000
    desk.clock.advance(timedelta(days=70))
    refused.note("uma@acme.example", "name@desk.example")
    refused.write()
    assert [(row.address, row.count) for row in rows()] == [("name@desk.example", 1)]


def test_abuse_goes_up_and_is_closed_only_with_what_was_done(desk: Desk) -> None:
    """The lead owns it, leadership is told; an insult in a reply gets a ticket of its own; the insulted agent hears the end."""
    desk.mail("My laptop does not start.", subject="Laptop")
    desk.mail("You idiots, where is it?", answers=desk.letter("uma@acme.example", "acknowledgement"))

    above = desk.ticket()
    assert (above["kind"], above["owner"]) == ("abuse", "lena@desk.example")
    told = desk.letter("lena@desk.example", "notification")
    assert "You idiots" in desk.letter("vera@desk.example", "notification").text
    desk.mail("/close", sender=LENA, answers=told)
    assert desk.ticket()["state"] == "open"
    assert "closed with what was done" in desk.letter("lena@desk.example", "transcript").text

    desk.mail("/close\n\nI called her manager, who has spoken with her.", sender=LENA, answers=told)
    assert desk.ticket()["state"] == "closed"
    assert "who has spoken with her" in desk.letter("ana@desk.example", "transcript").text
    assert not any("spoken with her" in one.text for one in desk.letters("uma@acme.example"))
