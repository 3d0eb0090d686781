"""The samples' facts of the letters to agents, account managers and operators."""

from datetime import datetime

from deskbell.letters.alerts import (
    AccountManagerAlert,
    Alert,
    Confirmed,
    IncidentQuestion,
    LowScoreAlert,
    Pager,
    PraiseForward,
)
from deskbell.letters.operators import (
    OperatorAlarm,
    OperatorAllClear,
    RulesLive,
    RulesRefused,
    RulesWaiting,
)
from deskbell.letters.sample_agents import to_agents
from deskbell.letters.sample_mornings import of_the_morning
from deskbell.letters.sample_words import CIO, DAY, HEAD, HOUR, LEAD, OWNER, Named, Words
from deskbell.letters.staff import Because, Past


def to_staff(words: Words, at: datetime, night: datetime) -> Named:
    """Name and facts of each."""
    yield from to_agents(words, at)
    yield from _alarms_of_staff(words, at, night)
    yield from _to_operators(at)
    yield from of_the_morning(words, at)


def _alarms_of_staff(words: Words, at: datetime, night: datetime) -> Named:
    rule = Because(
        book="urgency",
        entry="a manager's red mark",
        because="When a CIO marks a mail in red, many people are waiting behind it.",
    )
    due = night.replace(minute=25, second=0)
    alert = Alert(
        requester=CIO,
        role="cio",
        words=words["cio_words"],
        arrived_at=night,
        promise_due=due,
        proven=False,
        because=(rule,),
        climbs_at=night.replace(minute=15, second=0),
        climbs_to=(LEAD,),
    )
    yield "alert", alert
    yield (
        "alert-climbed",
        Alert(**{**alert.__dict__, "rung": 1, "silent": ("Jonas Weber",), "climbs_to": (HEAD,)}),
    )
    yield "pager", Pager(priority="P1", promise_due=due, role="cio", more=2)
    yield "confirmed", Confirmed(by="Jonas Weber", at=night, promise_due=due)
    yield (
        "incident_question",
        IncidentQuestion(
            title=words["subject"],
            since=at,
            people=("Ana Lima, Acme", "Tom Reed, Acme", "Uma Patel, Acme"),
        ),
    )
    yield (
        "account_manager_alert",
        AccountManagerAlert(
            happened="The IT manager wrote that nobody at the desk can be reached",
            since=at,
            threshold="any word of reachability",
            words=words["low_words"],
            on_it=OWNER,
            on_it_due=at + HOUR,
            asked="Call Ana Lima today",
            asked_by=at + 6 * HOUR,
            history=(Past(what="broken", count=2), Past(what="wish", text=words["wish"], at=at - 20 * DAY)),
        ),
    )
    yield (
        "low_score_alert",
        LowScoreAlert(
            respondent="Ana Lima",
            agent=OWNER,
            answer_due=at + 4 * HOUR,
            overall=3,
            words=words["low_words"],
            answers=("friendly 8", "in time 2"),
            writes=LEAD,
            complaint="DB-1043",
        ),
    )
    yield (
        "praise_forward",
        PraiseForward(respondent="Ana Lima", agent=OWNER, words=words["resolved"], overall=10),
    )


def _to_operators(at: datetime) -> Named:
    alarm = OperatorAlarm(
        key="poll support",
        what="No mail comes in from the mailbox support@, in working hours.",
        since=at - HOUR,
        safe="What came in before is stored, and letters go out as always; new mail waits in the mailbox.",
        command="deskbell doctor",
        next="deskbell status; the journal of deskbell.service",
        repeats_at=at + HOUR,
    )
    yield "operator_alarm", alarm
    yield (
        "operator_alarm-once",
        OperatorAlarm(
            key="unwanted letter",
            what="A mail provider reports a letter of ours (acknowledgement) on DB-1042 as abuse. Nobody answers such a report.",
            since=at - HOUR,
            safe="All other mail goes on as before; what writes itself no longer goes there, a person's words do.",
            command="deskbell ticket DB-1042",
            next="SPF, DKIM and DMARC of the desk's domain",
            lasts=False,
        ),
    )
    yield (
        "operator_all_clear",
        OperatorAllClear(
            key=alarm.key, what="Mail comes in from support@ again.", since=alarm.since, over_at=at
        ),
    )
    yield (
        "rules_live",
        RulesLive(
            set_number=12,
            changed=("urgency.yaml", "notices.yaml"),
            at=at,
            differ=7,
            of=1000,
            differences=("DB-1001: P3 becomes P2 (a team is stopped)",),
        ),
    )
    yield (
        "rules_waiting",
        RulesWaiting(
            running=11,
            urgent_before=20,
            urgent_after=340,
            of=1000,
            at=at,
            differences=("uma@acme.example, Visitor badges: priority P4 becomes P1",),
        ),
    )
    yield (
        "rules_refused",
        RulesRefused(
            running=11,
            problems=(
                'rules/urgency.yaml:14:9: unknown condition "sender.rol"; did you mean "sender.role"?',
            ),
            at=at,
        ),
    )
