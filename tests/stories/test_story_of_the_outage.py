"""The portal is down, and a thousand people write within minutes."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from town import LENA, Town, london

from desk import written

PEOPLE = 1000
WAYS = (
    ("Portal login down", "Nobody can log in to the portal since nine."),
    ("Login to the portal down", "The portal login is down, nobody can work."),
    ("Portal login is down for everyone", "Portal: login not possible!"),
)


def test_an_outage_with_a_thousand_mails_is_one_incident(own_town: Callable[..., Town]) -> None:
    """Each is acknowledged once and linked; a handful of alerts; one text reaches everybody, and one word ends it."""
    town = own_town("2026-11-24 09:15")
    mails = []
    for number in range(PEOPLE):
        subject, text = WAYS[number % len(WAYS)]
        person = f"person{number}@acme.example"
        data = written(london("2026-11-24 09:15"), text, person, subject=subject)
        mails.append((person, "support@desk.example", data))
    town.crowd(mails, connections=10)
    town.settle()

    # Everybody was answered, once; the desk's own people were called, and not a thousand times.
    assert customers(town) == {one: 1 for one, _, _ in mails}
    assert "Re: Portal login down" in {one.subject for one in town.letters(mails[0][0])}
    questions = town.letters(LENA, "Answer yes")
    assert len(questions) == 1
    assert len(town.rang()) <= 4
    assert max(Counter(one for one in town.receivers() if one.endswith("@desk.example")).values()) <= 12

    # One word of the lead links them all; while they work on it nobody is called again.
    town.mail("yes", sender=LENA, answers=questions[0])
    assert list(incidents(town).values()) == [PEOPLE]
    called = town.rang()
    town.pass_time(timedelta(minutes=9))
    assert town.rang() == called

    # One text reaches each of them alone, and whoever writes now is told what is known.
    town.mail("/broadcast\n\nThe login server is being started again.", sender=LENA, answers=questions[0])
    assert customers(town) == {one: 2 for one, _, _ in mails}
    for person, _, _ in mails[:: PEOPLE // 20]:
        told = town.letter(person, "The login server is being started again.")
        assert [one.addr_spec for one in told.message["To"].addresses] == [person]
        assert "person" not in told.text.replace(person.partition("@")[0], "")
    town.mail("The portal login is down!", sender="late@acme.example", subject="Portal login down")
    assert town.letter("late@acme.example", "The login server is being started again.")
    assert list(incidents(town).values()) == [PEOPLE + 1]

    # It is over: one word offers, one word ends it for everybody, and nobody is left without a word.
    town.mail("/resolve The login server had no memory left.", sender=LENA, answers=questions[0])
    offer = town.letter(LENA, f"{PEOPLE + 1} tickets hang on it")
    assert customers(town)[mails[0][0]] == 2
    town.mail("yes", sender=LENA, answers=offer)
    answered = customers(town)
    assert {answered[one] for one, _, _ in mails} == {3}
    assert town.letter(mails[-1][0], "The login server had no memory left.")
    assert {one["state"] for one in town.tickets()} == {"resolved"}
    assert len(town.tickets()) == PEOPLE + 2


def customers(town: Town) -> Counter[str]:
    """How many letters each customer has."""
    return Counter(one for one in town.receivers() if one.endswith("@acme.example"))


def incidents(town: Town) -> dict[int, int]:
    """How many tickets are linked to each incident."""
    sql = "select incident, count(*) as linked from ticket where incident <> 0 group by incident"
    return {row.incident: row.linked for row in town.look(sql, {})}
