"""Many mails about one thing: one incident, one word that links them, one text for everybody, one end."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from desk import Desk

LENA = "Lena Fischer <lena@desk.example>"
MONITOR = "Monitor <monitor@acme.example>"
WAYS = (
    ("Outlook does not connect", "Since nine Outlook does not connect to the server."),
    ("Outlook not connecting", "My Outlook shows that it does not connect."),
    ("Outlook connect problem", "Hello, Outlook does not connect here. Please help!"),
)


def report(desk: Desk, number: int, way: int = 0, **more: Any) -> str:
    sender = f"person{number}@acme.example"
    subject, text = WAYS[way % len(WAYS)]
    desk.mail(text, sender=sender, subject=subject, **more)
    return sender


def three(desk: Desk) -> Any:
    """Three people write of the same; the question to the lead."""
    for number in range(3):
        report(desk, number, number)
        desk.clock.advance(timedelta(minutes=2))
    return desk.letter("lena@desk.example", "incident_question")


def linked(desk: Desk) -> int:
    with desk.parts.store.reading() as connection:
        return int(
            connection.exec_driver_sql("select count(*) from ticket where incident <> 0").scalar() or 0
        )


def test_similar_mails_of_several_people_are_proposed_to_the_lead(desk: Desk) -> None:
    """From the third person on the lead is asked; nothing is linked before they say so."""
    report(desk, 1)
    report(desk, 2, 1)
    assert not desk.letters("lena@desk.example", "incident_question")
    report(desk, 3, 2)

    question = desk.letter("lena@desk.example", "incident_question")
    assert "person1@acme.example, Acme" in question.text
    assert "Answer yes" in question.text
    assert len(desk.tickets()) == 4


def test_from_how_many_mails_on_one_more_is_no_news_is_the_desk_managers_to_say(tmp_path: Path) -> None:
    """`crowd` of notices.yaml: up to so many the agent hears of each, though the lead has not answered."""
    heard = {}
    for crowd in (4, 7):
        rules = tmp_path / str(crowd) / "rules"
        rules.mkdir(parents=True)
        (rules / "notices.yaml").write_text(f"similar: {{crowd: {crowd}}}\nentries: []\n", "utf-8")
        desk = Desk(rules.parent)
        for number in range(8):
            report(desk, number, number)
        heard[crowd] = len(desk.letters(kind="notification"))
        assert linked(desk) == 8 - crowd
        desk.close()
    assert heard == {4: 4, 7: 7}


def test_one_person_who_writes_often_is_no_incident(small_desk: Desk) -> None:
    """People are counted, not mails; and what is about something else is not counted."""
    desk = small_desk
    for number in range(4):
        report(desk, 1, number)
        desk.clock.advance(timedelta(minutes=1))
    report(desk, 2)
    desk.mail("The door of room four is stuck.", sender="person3@acme.example", subject="Door stuck")

    assert not desk.letters(kind="incident_question")


def test_mails_of_last_week_are_another_matter(small_desk: Desk) -> None:
    """Only minutes apart they are one incident."""
    desk = small_desk
    for number in range(4):
        report(desk, number, number)
        desk.clock.advance(timedelta(minutes=20))

    assert not desk.letters(kind="incident_question")


def test_one_word_links_them_and_a_broadcast_reaches_each_alone(desk: Desk) -> None:
    """`yes` links; the words of one mail reach everybody affected by a letter of their own, with the next time."""
    question = three(desk)
    desk.mail("yes", sender=LENA, answers=question)
    assert "3 tickets are linked" in desk.letter("lena@desk.example", "transcript").text

    desk.mail(
        "/broadcast\n\nThe mail server is being started again; nothing is lost.",
        sender=LENA,
        answers=question,
    )

    letters = desk.letters(kind="broadcast")
    assert sorted(one.recipient for one in letters) == [f"person{n}@acme.example" for n in range(3)]
    for one in letters:
        assert "nothing is lost" in one.text
        assert "The next word comes" in one.text
        assert [str(a) for a in one.message["To"].addresses] == [one.recipient]
        assert "person" not in one.text.replace(one.recipient, "")
    assert "kept" in [one["state"] for one in desk.ticket(1001)["promises"]]


def test_newcomers_are_told_what_is_known_and_since_when(desk: Desk) -> None:
    """The acknowledgement of the fourth carries the last words told, and nobody is alerted or asked again."""
    question = three(desk)
    desk.mail("yes", sender=LENA, answers=question)
    desk.mail("/broadcast\n\nThe mail server is being started again.", sender=LENA, answers=question)
    notifications = len(desk.letters(kind="notification"))

    fourth = report(desk, 7, 1)

    letter = desk.letter(fourth, "acknowledgement")
    assert "something we already know of, which began today, Tuesday, at 9:15" in letter.text.replace(
        "09:15", "9:15"
    )
    assert "The mail server is being started again." in letter.text
    assert len(desk.letters(kind="notification")) == notifications
    assert len(desk.letters(kind="incident_question")) == 1


def test_a_no_keeps_them_apart(small_desk: Desk) -> None:
    """The lead knows better; the matters go on as they were."""
    desk = small_desk
    question = three(desk)

    desk.mail("no", sender=LENA, answers=question)

    assert linked(desk) == 0
    assert "stay matters of their own" in desk.letter("lena@desk.example", "transcript").text


def test_a_crowd_is_one_piece_of_news_to_the_agents_and_a_no_gives_each_back(small_desk: Desk) -> None:
    """From the tenth mail on their owners hear nothing more; if the lead says no, one letter to each names theirs."""
    desk = small_desk
    for number in range(16):
        report(desk, number, number)
    told = [one for one in desk.letters(kind="notification") if one.recipient != "lena@desk.example"]
    assert len(told) == 10
    assert len(desk.letters(kind="acknowledgement")) == 16

    question = desk.letter("lena@desk.example", "incident_question")
    desk.mail("no", sender=LENA, answers=question)

    assert linked(desk) == 0
    back = [
        one
        for one in desk.letters(kind="transcript")
        if "stay matters of their own; they are yours" in one.text
    ]
    assert {one.recipient for one in back} <= {"ana@desk.example", "ben@desk.example"}
    assert sum(one.text.count("person") for one in back) == 6


def test_the_end_of_the_incident_offers_to_end_all(desk: Desk) -> None:
    """`/resolve` says how many hang on it; `yes` tells and resolves each; a reply opens one again."""
    question = three(desk)
    desk.mail("yes", sender=LENA, answers=question)

    desk.mail("/resolve A full disk had stopped the mail server.", sender=LENA, answers=question)
    offer = desk.letter("lena@desk.example", "transcript")
    assert "3 tickets hang on it" in offer.text
    assert not desk.letters(kind="broadcast_ended")

    desk.mail("yes", sender=LENA, answers=offer)
    ended = desk.letters(kind="broadcast_ended")
    assert len(ended) == 3
    assert "A full disk had stopped the mail server." in ended[0].text
    states = {one["state"] for one in desk.tickets()}
    assert states == {"resolved"}

    desk.mail("It is still not connecting.", sender=ended[0].recipient, answers=ended[0])
    assert "open" in {one["state"] for one in desk.tickets()}


def test_a_notice_may_link_at_once(small_desk: Desk) -> None:
    """Announced works: what the book says automatically belongs together needs nobody's word."""
    desk = small_desk
    desk.clock.set(desk.clock.now().replace(year=2026, month=3, day=8, hour=9, minute=30))

    for number in range(3):
        sender = report(desk, number, number)

    assert linked(desk) == 3
    assert "as announced" in desk.letter(sender, "acknowledgement_out_of_hours").text
    assert "taken for one incident" in desk.letter("lena@desk.example", "incident_question").text


def test_a_monitor_opens_updates_and_clears(desk: Desk) -> None:
    """One incident from its first alarm to its all-clear, however often it writes; the rest is the owner's decision."""
    desk.mail(
        "Disk at 91 %.",
        sender=MONITOR,
        subject="PROBLEM: mail01 Outlook connect disk full",
        headers={"Auto-Submitted": "auto-generated"},
    )
    desk.mail(
        "Disk at 97 %.",
        sender=MONITOR,
        subject="PROBLEM: mail01 Outlook connect disk full",
        headers={"Auto-Submitted": "auto-generated"},
    )
    assert len(desk.tickets()) == 1
    person = report(desk, 1)
    assert desk.letters(person, "acknowledgement")

    desk.mail(
        "Disk at 40 %.",
        sender=MONITOR,
        subject="RECOVERY: mail01 Outlook connect disk full",
        headers={"Auto-Submitted": "auto-generated"},
    )

    assert desk.ticket(1001)["state"] == "resolved"
    assert not desk.letters("monitor@acme.example")
    assert "resolved by the monitor" in desk.letter(desk.ticket(1001)["owner"], "transcript").text


def test_an_outage_calls_people_once(small_desk: Desk) -> None:
    """Every mail says that all is down; the alerts are a handful, and a manager's own mail always calls."""
    desk = small_desk
    for number in range(20):
        desk.mail(
            "Nobody can log in, the whole company is down.",
            sender=f"person{number}@acme.example",
            subject="Login down for everyone",
        )
    assert desk.ticket(1001)["priority"] == "P1"
    alerts = desk.events_of("alerted")
    assert len(alerts) <= 4

    desk.mail("Nobody can log in.", sender="Catherine Osei <catherine@acme.example>", subject="Login down ‼")
    assert len(desk.events_of("alerted")) == len(alerts) + 1
