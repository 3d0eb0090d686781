"""A parsed mail and the directory make the facts that rules see."""

from datetime import UTC, datetime

from deskbell.mail.values import Address, Authentic, Authenticity, Importance, Mail, Origin, Reply
from deskbell.triage.about import facts_of
from deskbell.triage.ruleset import RuleSet

NOW = datetime(2026, 3, 10, 22, 10, tzinfo=UTC)


def test_who_writes_is_known_by_alias_and_everybody_it_went_to_is_seen(shipped: RuleSet) -> None:
    mail = Mail(
        subject="Call me",
        sender=Address("The CIO", "cio@acme.example"),
        to=(Address("", "Support@desk.example"),),
        cc=(Address("", "complaints@desk.example"),),
        text="Call me\n> old",
        reply=Reply("Call me", "> old"),
        importance=Importance("high", ("X-Priority: 1",)),
        authenticity=Authenticity(Authentic.ALIGNED, "mx says so"),
    )
    facts = facts_of(mail, shipped.directory, now=NOW, recipients=["support+1@desk.example"])
    assert (facts.role, facts.client, facts.known) == ("cio", "Acme", True)
    assert facts.sender_name == "Catherine Osei"
    assert facts.recipients == ("support+1@desk.example", "support@desk.example", "complaints@desk.example")
    assert (facts.new_words, facts.authenticity, facts.language) == ("Call me", "aligned", "en")
    assert shipped.judge(facts).kind == "complaint"


def test_a_forward_is_judged_for_the_person_it_is_for(shipped: RuleSet) -> None:
    mail = Mail(sender=Address("Ben", "ben@desk.example"), text="see below")
    facts = facts_of(mail, shipped.directory, now=NOW, sender="uma@acme.example")
    assert (facts.role, facts.sender_name) == ("user", "Uma Patel")


def test_a_listed_monitor_is_one_whatever_its_mail_looks_like(shipped: RuleSet) -> None:
    mail = Mail(sender=Address("", "monitor@acme.example"), origin=Origin.PERSON)
    assert facts_of(mail, shipped.directory, now=NOW).sender_kind == "monitor"


def test_a_mail_without_sender_is_a_strangers(shipped: RuleSet) -> None:
    facts = facts_of(Mail(), shipped.directory, now=NOW)
    assert (facts.role, facts.client, facts.domain) == ("unknown", "", "")
    assert shipped.judge(facts).routing.owner
