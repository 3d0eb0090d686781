"""One person's whole story on each combination of parts: from the first mail to the survey, by SMTP and HTTP alone."""

import json
from datetime import timedelta
from urllib.request import Request, urlopen

from town import ANA, BEN, LONDON, MARCO, PATIENCE, UMA, Town


def test_one_person_from_the_first_mail_to_the_survey(town: Town) -> None:
    """Heard at once by a named owner, kept in touch when there is no news, answered, asked; her word counts at the end."""
    day = town.begin("Monday", "09:15")

    # She writes, and knows who has it and by when; the letter links a page, and asks for no password.
    town.mail("Our printer prints nothing since this morning.", subject="Printer on floor two")
    promised = town.letter(UMA)
    ticket = town.ticket()
    number = int(ticket["reference"].removeprefix("DB-"))
    name, agent = {"ana@desk.example": ("Ana Silva", ANA), "ben@desk.example": ("Ben Okafor", BEN)}[
        ticket["owner"]
    ]
    assert promised.subject == "Re: Printer on floor two"
    assert promised.message["Auto-Submitted"] == "auto-replied"
    assert f"{name} has your message and will write today, Monday, by 13:15." in promised.text
    assert ticket["reference"] in promised.text
    status, page = town.page(promised.link("t"))
    assert status == 200
    assert ticket["reference"] in page
    assert name in page
    assert "prints nothing" not in page

    # What she adds in answer to it lands on the same ticket, and nobody chatters.
    town.mail("The display reads PC LOAD LETTER.", answers=promised)
    messages = town.ticket(number)["messages"]
    assert [one["words"] for one in messages if one["direction"] == "in"] == [
        "Our printer prints nothing since this morning.",
        "The display reads PC LOAD LETTER.",
    ]
    assert messages[-1]["reason"] == "our signed address"
    assert town.letters(UMA) == [promised]

    # Nobody writes. The owner is warned; before the promised time she hears the truth, and the next time.
    town.pass_time(timedelta(hours=4) - timedelta(minutes=1))
    warned = town.letter(agent, "the letter without news leaves at 12:45")
    honest = town.letter(UMA, f"No news yet, and {name} will write tomorrow, Tuesday")
    assert warned.message["Date"].datetime < honest.message["Date"].datetime < day + timedelta(hours=4)
    assert [one["state"] for one in town.ticket(number)["promises"]] == ["held", "live"]

    # The owner answers what they were sent. A misspelt command, a forward, an absence: nothing of it reaches Uma.
    asked = town.letter(agent, "prints nothing since this morning", "Uma Patel", "Acme", "/resolve")
    town.mail("/wiat vendor until thu 15:00 a part\n\nThe part is ordered.", sender=agent, answers=asked)
    assert "/wait" in town.letter(agent, "The part is ordered.").text
    town.mail(
        "Have you seen this one?", sender=agent, answers=asked, headers={"Subject": f"Fwd: {asked.subject}"}
    )
    away = {"Auto-Submitted": "auto-replied", "Subject": f"Automatic reply: {asked.subject}"}
    town.mail("I am away until Monday.", sender=agent, answers=asked, headers=away)
    assert len(town.letters(UMA)) == 2
    town.mail("Please choose A4 on the display. Does it print then?", sender=agent, answers=asked)
    answer = town.letter(UMA, "Please choose A4 on the display.")
    assert name in str(answer.message["From"])
    assert "Rules that fired" not in answer.text
    assert asked.reply_to not in answer.message.as_string()

    # Solved; thanks leaves it so, still broken does not; solved again.
    town.mail("/resolve\n\nThe paper size was wrong; it is A4 again.", sender=agent, answers=asked)
    told = town.letter(UMA, "The paper size was wrong; it is A4 again.")
    town.mail("Thanks!", answers=told)
    assert town.ticket(number)["state"] == "resolved"
    town.mail("No, it is still broken: the second tray prints nothing.", answers=told)
    assert town.ticket(number)["state"] == "open"
    again = town.letter(agent, "still broken: the second tray")
    town.mail("/resolve The second tray has its A4 back as well.", sender=agent, answers=again)
    assert town.letter(UMA, "The second tray has its A4 back as well.")

    # It came back once, so the owner is asked to ask: one word sends it, and she says that it holds.
    laid, holds, rate = "asked whether it has stayed well", "still as it should be", "how was our service?"
    town.pass_time(timedelta(days=10), lambda: bool(town.letters(agent, laid)))
    town.mail("send", sender=agent, answers=town.letter(agent, laid))
    town.mail("Yes, it works. Thank you!", answers=town.letter(UMA, holds))

    # Then a survey comes, in her working hours.
    town.pass_time(timedelta(days=21), lambda: bool(town.letters(UMA, rate)))
    survey = town.letter(UMA, rate)
    assert "1 (bad) to 10 (very good)" in survey.text
    assert survey.message["Date"].datetime.astimezone(LONDON).hour in (9, 10)
    link = survey.link("s")
    with urlopen(Request(link, method="HEAD"), timeout=PATIENCE) as head:
        assert head.status == 200
    status, page = town.page(link)
    assert status == 200
    assert "<script" not in page
    town.settle()
    before = len(town.letters(MARCO))

    # Looking at it answers nothing. Nine, then, on reflection, three: the second answer replaces the first, and the account manager hears at once.
    assert town.page(link, overall="9")[0] == 200
    town.settle()
    assert len(town.letters(MARCO)) == before
    assert town.page(link, overall="3", comment="It took two tries and a day of silence.")[0] == 200
    town.settle()
    assert (
        "It took two tries and a day of silence." in town.letter(MARCO, ticket["reference"], "two tries").text
    )
    assert town.page(link.replace("/s/", "/s/x"))[0] == 404

    # The operator can tell it all again.
    shown = json.loads(town.command("ticket", ticket["reference"], "--json"))
    assert [one["state"] for one in shown["promises"]][:2] == ["held", "kept"]
    assert "one person is hindered" in town.command("explain", ticket["reference"])
    assert "parked" not in town.command("ledger") or "parked 0" in town.command("ledger")
