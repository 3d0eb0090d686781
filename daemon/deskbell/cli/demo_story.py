"""One matter of an end user and one of a CIO, from the first mail to the survey: what `deskbell demo` plays.

Each scene is what a person of the sample directory does; what the desk must have done by then is checked on
the way, so that a demo which ends well has shown a desk that works.
"""

from datetime import timedelta
from email.utils import parseaddr
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from deskbell.cli.demo_mail import Got
from deskbell.cli.demo_stage import Stage

UMA = "Uma Patel <uma@acme.example>"
CIO = "Catherine Osei <catherine@acme.example>"
ANA = "Ana Silva <ana@desk.example>"
BEN = "Ben Okafor <ben@desk.example>"
MARCO = "Marco Rossi <marco@desk.example>"
PRINTER, LOGIN = 1001, 1002


def play(stage: Stage) -> None:
    """The whole story; StepFailed at the first step that does not come true."""
    asked = an_end_user_writes(stage)
    the_promise_falls_due(stage)
    the_agent_answers(stage, asked)
    resolved(stage, asked)
    the_night(stage)
    the_survey(stage)


def an_end_user_writes(stage: Stage) -> Got:
    """An acknowledgement from a named owner with a time; the answer to it joins; the owner knows all."""
    stage.heading("An end user writes. A named owner answers for it, with a time.")
    stage.mail(
        UMA,
        "Hello,\n\nour printer on floor two does not print since nine this morning.\n\nUma",
        subject="Printer on floor two",
    )
    acknowledged = _letter(stage, UMA, "Ana Silva", "13:15", f"DB-{PRINTER}")
    asked = _letter(stage, ANA, "does not print since nine")

    stage.heading("She answers the acknowledgement, as one answers any mail.")
    before = stage.last
    stage.mail(UMA, "I forgot to say: the display reads PC LOAD LETTER.", answers=acknowledged)
    stage.check(len(stage.reasons(PRINTER)) == 2, "her answer did not join her ticket")
    stage.remark(f"It is on the same ticket. The desk wrote down why: {stage.reasons(PRINTER)[-1]}.")
    stage.check(not _came(stage, UMA, before), "a reply was acknowledged again")
    return asked


def the_promise_falls_due(stage: Stage) -> None:
    """The owner is warned; before the promised time the requester hears the truth, and the next time."""
    stage.heading(
        "Nobody has written to her, and 13:15 draws near: the owner is warned, then she hears the truth."
    )
    before = stage.last
    stage.pass_time(stage.clock.now() + timedelta(hours=6), lambda: _came(stage, UMA, before))
    stage.check(_came(stage, ANA, before), "the owner was not warned")
    told = _letter(stage, UMA, "Ana Silva", since=before)
    stage.check(
        told.message["Date"].datetime.astimezone(stage.zone).hour < 13,
        "the honest letter came after the promised time",
    )


def the_agent_answers(stage: Stage, asked: Got) -> None:
    """A misspelt command stops the mail; corrected, it goes out under the agent's name."""
    stage.heading(
        "Ana answers the notification from her telephone, and mistypes a command. Nothing goes out."
    )
    before = stage.last
    stage.mail(
        ANA,
        "/wiat customer until thu 15:00 paper size\n\nPlease choose A4 on the display. Does it print then?",
        answers=asked,
    )
    stage.check(not _came(stage, UMA, before), "a mail with a misspelt command reached the requester")
    transcript = _letter(stage, ANA, "/wait", "A4", since=before)

    stage.heading("One word sends it after all, with the command the desk suggested.")
    stage.mail(ANA, "send", answers=transcript)
    _letter(stage, UMA, "Please choose A4", since=before)


def resolved(stage: Stage, asked: Got) -> None:
    """Told, thanked, not reopened; still broken, reopened; resolved again."""
    stage.pass_time(stage.clock.now() + timedelta(minutes=40))
    stage.heading("It prints; Ana resolves it with one line.")
    before = stage.last
    stage.mail(
        ANA,
        "/resolve\n\nThe paper size was wrong after the update; it is A4 again on the whole floor.",
        answers=asked,
    )
    told = _letter(stage, UMA, "paper size was wrong", since=before)
    _is(stage, PRINTER, "resolved")

    stage.heading("A bare thank you does not reopen it.")
    stage.mail(UMA, "Thanks!", answers=told)
    _is(stage, PRINTER, "resolved")
    stage.remark(f"DB-{PRINTER} stays resolved.")

    stage.heading("“Still broken” does.")
    before = stage.last
    stage.mail(UMA, "No, it is still broken: the second tray prints nothing.", answers=told)
    _is(stage, PRINTER, "open")
    again = _letter(stage, ANA, "still broken", since=before)
    stage.mail(
        ANA, "/resolve\n\nThe second tray has its A4 back as well. I printed a page from it.", answers=again
    )
    _is(stage, PRINTER, "resolved")


def the_night(stage: Stage) -> None:
    """A CIO's red mark at night: minutes, not the next day; the alert climbs until somebody says `mine`."""
    now = stage.clock.now().astimezone(stage.zone)
    stage.pass_time(now.replace(hour=22, minute=10, second=0, microsecond=0))
    stage.heading("The CIO writes at night, with a red mark. Urgent: people are alerted at once.")
    before = stage.last
    stage.mail(
        CIO,
        "Nobody can log in since 21:50. We close our books tonight.",
        subject="Login down",
        importance="high",
    )
    _letter(stage, CIO, "by 22:", "Ana Silva", since=before)
    _letter(stage, MARCO, "Nobody can log in", since=before)
    alert = _letter(stage, ANA, "mine", since=before)

    stage.heading("Nobody says “mine”: within minutes the alert climbs.")
    stage.check(alert.recipient == parseaddr(ANA)[1], "the agent on call was not alerted")
    climbing = stage.last
    stage.pass_time(stage.clock.now() + timedelta(minutes=7), lambda: _came(stage, BEN, climbing))
    second = _letter(stage, BEN, "mine", since=climbing)

    stage.heading("Ben, second on call, takes it with one word, and answers.")
    stage.mail(BEN, "mine", answers=second)
    before = stage.last
    stage.mail(
        BEN, "The sign-in server had run out of disk; I have made room and it starts now.", answers=second
    )
    _letter(stage, CIO, "run out of disk", "Ben Okafor", since=before)
    stage.pass_time(stage.clock.now() + timedelta(minutes=10))
    stage.heading("Ten minutes later it works again.")
    stage.mail(
        BEN,
        "/resolve\n\nEverybody can log in since 22:25. The disk has an alarm of its own from tonight.",
        answers=second,
    )
    _is(stage, LOGIN, "resolved")


def the_survey(stage: Stage) -> None:
    """Days later the owner asks whether it holds; after the quiet time a survey goes out, and a low score is heard."""
    stage.heading(
        "Two days later Ana, who owns it, is asked to look in on the CIO: one word sends the letter."
    )
    before = stage.last
    stage.pass_time(stage.clock.now() + timedelta(days=6), lambda: _says(stage, ANA, "stayed well", before))
    stage.mail(ANA, "send", answers=_letter(stage, ANA, "stayed well", since=before))
    stage.mail(CIO, "Yes.", answers=_letter(stage, CIO, "still as it should be", since=before))

    stage.heading("The days pass quietly. Both matters are put away, and a survey goes out for each.")
    before = stage.last
    stage.pass_time(
        stage.clock.now() + timedelta(days=21),
        lambda: all(_has_survey(stage, who, before) for who in (UMA, CIO)),
    )
    _is(stage, PRINTER, "closed")
    _is(stage, LOGIN, "closed")
    survey = next(one for one in reversed(stage.got) if one.recipient == parseaddr(CIO)[1] and one.link("s"))

    stage.heading("The CIO opens the link and is not content: 3 of 10. The account manager hears at once.")
    before = stage.last
    _answer(
        survey.link("s"),
        overall="3",
        friendly="8",
        time="2",
        comment="It took an alarm to get somebody out of bed.",
    )
    stage.remark(
        "(posted on the survey's page: overall 3, time 2, “It took an alarm to get somebody out of bed.”)"
    )
    stage.settle()
    _letter(stage, MARCO, "alarm to get somebody out of bed", since=before)
    stage.heading(f"The end. {len(stage.got)} letters, and nobody was left without a word.")


def _answer(link: str, **answers: str) -> None:
    """Fill in the survey's form, as a browser does."""
    parts = urlsplit(link)
    form = Request(link, urlencode(answers).encode(), headers={"Origin": f"{parts.scheme}://{parts.netloc}"})  # noqa: S310
    with urlopen(form, timeout=10) as page:  # noqa: S310 - the desk's own page, which the letter named
        page.read()


def _letter(stage: Stage, who: str, *words: str, since: int = 0) -> Got:
    return stage.letter(parseaddr(who)[1], *words, since=since)


def _came(stage: Stage, who: str, since: int) -> bool:
    return any(one.recipient == parseaddr(who)[1] and one.number > since for one in stage.got)


def _says(stage: Stage, who: str, word: str, since: int) -> bool:
    return any(
        one.recipient == parseaddr(who)[1] and one.number > since and word in one.text for one in stage.got
    )


def _has_survey(stage: Stage, who: str, since: int) -> bool:
    return any(
        one.recipient == parseaddr(who)[1] and one.number > since and one.link("s") for one in stage.got
    )


def _is(stage: Stage, number: int, state: str) -> None:
    now = stage.ticket(number)["state"]
    stage.check(now == state, f"DB-{number} is {now}, not {state}")
