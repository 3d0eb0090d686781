"""The shipped books run a real desk on the first day."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deskbell.domain.hours import Span
from deskbell.domain.judgement import Kind, Priority
from deskbell.triage.facts import Facts, History, TicketFacts
from deskbell.triage.ruleset import RuleSet
from deskbell.triage.schema import schema_files

RULES = Path(__file__).parents[2] / "rules"
MORNING = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
NIGHT = datetime(2026, 3, 10, 22, 10, tzinfo=UTC)


def mail(
    rules: RuleSet, sender: str, subject: str, body: str = "", *, now: datetime = MORNING, **more: object
) -> Facts:
    """A mail to the sample desk from somebody of its sample client."""
    directory = rules.directory
    person, client = directory.person(sender), directory.client_of(sender)
    facts = Facts(
        now=now,
        sender=sender,
        client=client.name if client else "",
        role=person.role if person else "user" if client else "unknown",
        known=person is not None,
        recipients=("support@desk.example",),
        subject=subject,
        new_words=body,
        text=body,
        client_hours=client.hours if client else directory.desk_hours,
        desk_hours=directory.desk_hours,
    )
    return replace(facts, **more)  # type: ignore[arg-type]


def test_the_shipped_books_pass_their_own_examples(shipped: RuleSet) -> None:
    report = shipped.test()
    assert [str(failure) for failure in report.failures] == []
    assert report.count > 100


def test_every_shipped_entry_is_reached_by_an_example(shipped: RuleSet) -> None:
    assert [str(entry) for entry in shipped.test().unreached] == []


def test_every_book_points_its_editor_to_a_schema_that_is_up_to_date() -> None:
    for name, text in schema_files().items():
        book = name.removesuffix(".json")
        first_line = (RULES / f"{book}.yaml").read_text("utf-8").partition("\n")[0]
        assert first_line == f"# yaml-language-server: $schema=schema/{name}"
        assert (RULES / "schema" / name).read_text("utf-8") == text
        assert json.loads(text)["$schema"].startswith("https://json-schema.org/")


def test_the_cio_with_a_red_mark_at_night_meets_somebody_who_is_awake(shipped: RuleSet) -> None:
    judged = shipped.judge(mail(shipped, "cio@acme.example", "Nobody answers", now=NIGHT, importance="high"))
    assert judged.priority is Priority.P1
    assert judged.kind is Kind.COMPLAINT
    assert judged.contact.letter == "acknowledgement_complaint"
    assert judged.contact.first == Span.minutes(15)
    assert judged.contact.staffed
    assert {"marco@desk.example", "lena@desk.example"} <= set(judged.contact.alert)
    assert judged.contact.confirm


def test_the_cios_fault_at_night_pages_whoever_is_on_call(shipped: RuleSet) -> None:
    judged = shipped.judge(mail(shipped, "cio@acme.example", "Mail is gone", now=NIGHT, importance="high"))
    assert judged.kind is Kind.FAULT
    assert judged.contact.letter == "acknowledgement_urgent"
    assert judged.routing.owner == "ana@desk.example"
    assert judged.routing.on_duty_from is None
    assert judged.contact.pager == ("ana@desk.example",)
    assert "marco@desk.example" in judged.contact.alert
    assert judged.contact.chain[0].tell == ("ben@desk.example",)
    assert judged.contact.repeat == Span.minutes(15)


def test_with_nobody_on_call_at_night_the_judgement_says_that_nobody_is_there(shipped: RuleSet) -> None:
    alone = replace(shipped, directory=replace(shipped.directory, rota=()))
    judged = alone.judge(mail(alone, "cio@acme.example", "Mail is gone", now=NIGHT, importance="high"))
    assert judged.priority is Priority.P1
    assert not judged.contact.staffed
    assert judged.routing.on_duty_from == datetime(2026, 3, 11, 7, 0, tzinfo=UTC)


def test_a_spoofed_cio_is_urgent_all_the_same_and_known_as_unproven(shipped: RuleSet) -> None:
    facts = mail(
        shipped, "cio@acme.example", "Call me", now=NIGHT, importance="high", authenticity="unaligned"
    )
    assert not facts.proven
    assert shipped.judge(facts).priority is Priority.P1


@pytest.mark.parametrize(
    ("subject", "language"),
    [
        ("Site DOWN since nine", "en"),
        ("Niemand kann arbeiten!", "de"),
        ("Plus personne ne peut travailler", "fr"),
        ("Nadie puede trabajar", "es"),
        ("Nessuno può lavorare", "it"),
        ("Ninguém consegue trabalhar", "pt"),
        ("Niemand kan werken", "nl"),
        ("Nikt nie może pracować", "pl"),
        ("全員ログインできません", "ja"),
        ("никто не может работать", "ru"),
    ],
)
def test_an_outage_is_known_for_one_in_many_languages(shipped: RuleSet, subject: str, language: str) -> None:
    judged = shipped.judge(mail(shipped, "uma@acme.example", subject, language=language))
    assert judged.priority is Priority.P1


def test_a_stranger_cannot_page_anybody_by_shouting(shipped: RuleSet) -> None:
    facts = mail(shipped, "x@elsewhere.example", "SITE DOWN! URGENT!", now=NIGHT, importance="high")
    assert shipped.judge(facts).priority is Priority.P3


def test_the_frequent_complainer_is_heard_sooner_each_time(shipped: RuleSet) -> None:
    body = "This is unacceptable."
    first = mail(shipped, "uma@acme.example", "Again", body)
    again = replace(first, history=lambda periods: History(complaints=dict.fromkeys(periods, 3)))
    assert shipped.judge(first).priority is Priority.P3
    assert shipped.judge(again).priority is Priority.P2
    assert shipped.judge(first).routing.owner == "marco@desk.example"


def test_a_complaint_is_judged_by_urgency_and_impact_as_a_fault_is(shipped: RuleSet) -> None:
    fault = mail(shipped, "uma@acme.example", "All users are locked out")
    complaint = mail(shipped, "uma@acme.example", "All users are locked out, this is unacceptable")
    assert shipped.judge(fault).kind is Kind.FAULT
    assert shipped.judge(complaint).kind is Kind.COMPLAINT
    assert shipped.judge(fault).priority is shipped.judge(complaint).priority is Priority.P1


def test_abuse_goes_to_the_lead_and_to_leadership(shipped: RuleSet) -> None:
    judged = shipped.judge(mail(shipped, "uma@acme.example", "You idiots"))
    assert judged.kind is Kind.ABUSE
    assert judged.routing.owner == "lena@desk.example"
    assert judged.contact.alert == ("lena@desk.example", "vera@desk.example")


def test_a_mark_from_somebody_who_marks_everything_weighs_less(shipped: RuleSet) -> None:
    facts = mail(shipped, "uma@acme.example", "Printer jams, an error", importance="high")
    seldom = replace(facts, history=lambda periods: History(mails=10, marked_mails=1))
    always = replace(facts, history=lambda periods: History(mails=10, marked_mails=10))
    assert shipped.judge(seldom).priority is Priority.P2
    assert shipped.judge(always).priority is Priority.P3


def test_a_reply_keeps_the_priority_an_agent_set_and_its_owner(shipped: RuleSet) -> None:
    ticket = TicketFacts(
        is_new=False, is_reply=True, state="open", priority="P4", owner="chloe@desk.example", team="support"
    )
    judged = shipped.judge(
        mail(shipped, "uma@acme.example", "Re: Screen", "It is the left one.", ticket=ticket)
    )
    assert judged.priority is Priority.P4
    assert judged.routing.owner == "chloe@desk.example"


def test_a_reply_may_raise_and_never_lowers(shipped: RuleSet) -> None:
    low = TicketFacts(is_new=False, is_reply=True, state="open", priority="P4")
    high = replace(low, priority="P1")
    outage = mail(shipped, "uma@acme.example", "Re: Screen", "Now nobody can work", ticket=low)
    thanks = mail(shipped, "uma@acme.example", "Re: Screen", "Thanks!", ticket=high)
    assert shipped.judge(outage).priority is Priority.P1
    assert shipped.judge(thanks).priority is Priority.P1


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Any news?", Kind.CHASER),
        ("Gibt es Neuigkeiten?", Kind.CHASER),
        ("Thanks!", Kind.PRAISE),
        ("Merci beaucoup !", Kind.PRAISE),
        ("Thanks, but it is still broken.", Kind.FAULT),
        ("It would be nice if you called first.", Kind.WISH),
    ],
)
def test_replies_are_told_apart(shipped: RuleSet, body: str, kind: Kind) -> None:
    ticket = TicketFacts(is_new=False, is_reply=True, state="open", priority="P3")
    assert shipped.judge(mail(shipped, "uma@acme.example", "Re: Screen", body, ticket=ticket)).kind is kind


def test_machines_open_tickets_and_are_not_answered(shipped: RuleSet) -> None:
    facts = mail(shipped, "monitor@acme.example", "PROBLEM: web3 is DOWN", sender_kind="monitor", auto=True)
    judged = shipped.judge(facts)
    assert judged.refusal.taken
    assert not judged.refusal.answered
    assert judged.priority is Priority.P1


def test_whom_somebody_decided_to_block_is_not_taken_and_the_reason_is_said(shipped: RuleSet) -> None:
    refusal = shipped.judge(mail(shipped, "x@blocked.example", "Hello")).refusal
    assert not refusal.taken
    assert refusal.reason.startswith("Somebody decided")


def test_every_hour_of_the_week_the_sample_desk_has_somebody_to_page(shipped: RuleSet) -> None:
    for day in range(9, 16):
        for hour in range(24):
            now = datetime(2026, 3, day, hour, tzinfo=UTC)
            judged = shipped.judge(mail(shipped, "cio@acme.example", "Help", now=now, importance="high"))
            assert judged.contact.staffed
            assert judged.contact.pager
