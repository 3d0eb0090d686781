"""People who are not content: the manager who complains every month, and the mail that nobody should have to read."""

from datetime import timedelta

from town import IAN, LENA, MARCO, VERA, Town

TINA = "Tina Marsh <tina@acme.example>"


def test_the_client_manager_who_complains_every_month_is_heard_each_time(town: Town) -> None:
    """Three months: heard in person, told all of it, what was promised is chased; the second time leadership knows."""
    for month in ("first", "second", "third"):
        day = town.begin("Tuesday", "09:15")
        town.mail(
            f"I want to complain: our {month} new starter had no account again.",
            sender=IAN,
            subject=f"The {month} new starter",
        )
        promised = town.letter(IAN)
        by = (
            "you hear from them by 09:30, in 15 minutes"
            if month == "third"
            else "Marco Rossi answers for this and will write today, Tuesday, by 13:15"
        )
        assert by in promised.text
        theirs = town.letter(MARCO, "Ian Mercer", "complains", f"our {month} new starter had no account")
        assert "IT manager" in theirs.text

        # It cannot be put away half: what is missing is named, and nothing goes out.
        town.mail("/fault ours\n/resolve\n\nYour colleague had no account.", sender=MARCO, answers=theirs)
        assert "still missing: cause, correction, prevention" in town.letter(MARCO, "/resolve").text
        assert town.letters(IAN) == [promised]

        # Then all of it, admission and apology first, in his name.
        town.mail(
            "/cause handover the form reached us, and the one who had it was away\n"
            "/correction the account exists since ten\n"
            f"/prevention two people watch that form from now on by {day + timedelta(days=14):%Y-%m-%d}\n"
            "/resolve\n\nYour new colleague had no account on the first day.",
            sender=MARCO,
            answers=theirs,
        )
        told = town.letter(IAN, "Your new colleague had no account on the first day.")
        assert "Marco Rossi" in str(told.message["From"])
        parts = [
            told.text.index(part)
            for part in ("fault", "the one who had it was away", "the account exists", "two people watch")
        ]
        assert parts == sorted(parts)
        if month != "first":
            alarmed = town.letter(VERA, "handover")
            assert "Acme" in alarmed.text

        # The prevention is chased before its day, and its end is told to him who complained.
        town.pass_time(timedelta(days=12))
        asked = town.letter(MARCO, "This is due", "two people watch")
        town.mail(f"Two people watch it since the {month} of them.", sender=MARCO, answers=asked)
        assert town.letter(IAN, f"Two people watch it since the {month} of them.")
        town.pass_time(timedelta(days=17))
        assert not town.letters(IAN, "/s/"), "no survey asks how he liked it"

    # And a plain matter of his is the team's, though Marco was the last to answer him.
    town.begin("Tuesday", "09:15")
    town.mail("The projector of room two stays dark.", sender=IAN, subject="Projector")
    owner = town.ticket()["owner"]
    assert owner in ("ana@desk.example", "ben@desk.example", "chloe@desk.example")
    town.mail("/close", sender=owner, answers=town.letter(owner, "The projector of room two"))


def test_an_abusive_mail_is_leaderships_until_something_was_done(town: Town) -> None:
    """Whoever was insulted need not answer; leadership has it, is not let off without a deed, and the agent hears which."""
    town.begin("Tuesday", "11:00")
    town.mail("The export hangs since ten.", sender=TINA, subject="Export")
    export = town.ticket()["owner"]
    town.mail("Please send me the file.", sender=export, answers=town.letter(export, "The export hangs"))
    asked = town.letter(TINA, "Please send me the file.")
    town.mail("You idiots broke it again. Are you all stupid?", sender=TINA, answers=asked)

    ticket = town.ticket()
    assert (ticket["kind"], ticket["owner"]) == ("abuse", "lena@desk.example")
    told = town.letter(LENA, ticket["reference"], "You idiots broke it again.")
    assert "nothing is asked of you" not in told.text
    assert town.letters(VERA, ticket["reference"], "You idiots broke it again.")
    assert not town.letters(export, f"[{ticket['reference']}]")
    assert town.letters(TINA)[-1] == asked, "nobody thanks her for it"

    # Two days later it is still there, and has gone up; a bare word does not end it.
    town.pass_time(timedelta(days=2))
    assert town.letters(VERA, ticket["reference"], "To be looked at today")
    assert town.letters(VERA, ticket["reference"], "This was to be looked at")
    number = int(ticket["reference"].removeprefix("DB-"))
    for word in ("/resolve", "/close"):
        town.mail(word, sender=LENA, answers=told)
        assert "it is closed with what was done" in town.letter(LENA, word).text
    assert town.ticket(number)["state"] == "open"

    town.mail("/close\n\nVera spoke with her manager; she has apologised.", sender=LENA, answers=told)
    assert town.ticket(number)["state"] == "closed"
    assert town.letters(export, ticket["reference"], "Vera spoke with her manager; she has apologised.")
    assert not town.letters(TINA, "apologised")
    town.mail("/resolve It runs again.", sender=export, answers=town.letter(export, "The export hangs"))


def test_an_abusive_first_mail_meets_no_agent_at_all(town: Town) -> None:
    """It is acknowledged like any other, in the lead's name; the team never sees it."""
    town.begin("Friday", "11:00")
    town.mail("You idiots! Nothing works.", sender="tom@acme.example", subject="Nothing works")

    assert "Lena Fischer has your message" in town.letter("tom@acme.example").text
    assert town.letters(LENA, "You idiots! Nothing works.")
    assert town.letters(VERA, "You idiots! Nothing works.")
    assert not {"ana@desk.example", "ben@desk.example", "chloe@desk.example"} & {*town.receivers()}
    told = town.letter(LENA, "You idiots! Nothing works.")
    town.mail("/close\n\nI called him.", sender=LENA, answers=told)
    assert town.ticket()["state"] == "closed"
