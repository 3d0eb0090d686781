"""A mail that takes the rules too long is filed by the safe default, acknowledged, and the operator hears of it once."""

from office import OPERATOR, Office


def test_a_judgement_past_its_time_is_filed_safely_and_told(office: Office) -> None:
    object.__setattr__(office.live.house.rules, "limit", -1.0)
    office.mail("Everything is down!", sender="Catherine Osei <catherine@acme.example>", subject="Down")
    office.mail("The plotter hums.", sender="Uma Patel <uma@acme.example>", subject="Plotter")
    office.second()
    office.run()

    assert [(one["kind"], one["priority"]) for one in office.tickets()] == [("fault", "P3")] * 2
    assert all(one["owner"] for one in office.tickets())
    assert office.letters("catherine@acme.example", "acknowledgement")
    (alarm,) = office.letters(OPERATOR, "operator_alarm")
    assert "2 mails (the last from uma@acme.example) took set 1 of the rules too long to judge." in alarm.text
    assert "filed by the safe default" in alarm.text


def test_mail_judged_in_time_alarms_nobody(office: Office) -> None:
    office.mail("Everything is down!", sender="Catherine Osei <catherine@acme.example>", subject="Down")
    office.second()
    office.run()
    assert office.letters(OPERATOR, "operator_alarm") == []
