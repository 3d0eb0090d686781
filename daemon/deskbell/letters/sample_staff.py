"""The samples' facts of the letters to agents, account managers and operators."""

from datetime import datetime, timedelta

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
from deskbell.letters.sample_mornings import of_the_morning
from deskbell.letters.sample_words import CIO, DAY, HEAD, HOUR, LEAD, OWNER, Named, Words
from deskbell.letters.staff import (
    Advice,
    Because,
    Bounced,
    Consult,
    File,
    FollowUpDraft,
    Help,
    HelpLine,
    Notification,
    Past,
    PromiseBroken,
    PromiseWarning,
    SetApartQuestion,
    Transcript,
    TranscriptLine,
    Unsent,
)


def to_staff(words: Words, at: datetime, night: datetime) -> Named:
    """Name and facts of each."""
    yield from _to_agents(words, at)
    yield from _alarms_of_staff(words, at, night)
    yield from _to_operators(at)
    yield from of_the_morning(words, at)


def _to_agents(words: Words, at: datetime) -> Named:
    subject = words["subject"]
    yield (
        "notification",
        Notification(
            event="chaser",
            words=words["chaser_words"],
            requester="Ana Lima",
            address="ana.lima@acme.example",
            proven=True,
            arrived_at=at,
            promise_due=at + HOUR,
            expected=at + 2 * DAY,
            restore_due=at + DAY,
            role="it_manager",
            requester_zone="Europe/Lisbon",
            unhappy=words["unhappy"],
            priority="P3",
            history=(
                Past(what="open", text=subject, reference="DB-1039", at=at - 6 * DAY),
                Past(what="kept", count=2),
                Past(what="broken", count=1),
                Past(what="chasers", count=2),
                Past(what="survey", text=words["low_words"], at=at - 30 * DAY),
            ),
            alike=(
                Past(what="alike", text=subject, reference="DB-1007", at=at - 40 * DAY, end=words["ended"]),
            ),
            open_alike=(Past(what="open", text=subject, reference="DB-1039", at=at - 6 * DAY),),
            fired=(
                Because(
                    book="kinds", entry="asks for news", because="Who asks for news has waited too long."
                ),
            ),
            attachments=("photo.jpg",),
            also_to=("rui@acme.example",),
            left_out=("kim@acme.example",),
            answers_to="it-team@acme.example",
            in_copy=("jonas@acme.example",),
        ),
    )
    yield (
        "notification-handed",
        Notification(
            event="handed",
            words=words["chaser_words"],
            requester="Ana Lima",
            address="ana@acme.example",
            proven=True,
            arrived_at=at,
            promise_due=at + HOUR,
            priority="P3",
            owner=OWNER,
            handed_by=LEAD,
            so_far=(
                Past(what="Ana Lima", text=subject, at=at - DAY),
                Past(what=LEAD, text=" ".join(words["reply"].split()), at=at - HOUR),
            ),
        ),
    )
    yield (
        "notification-another-hand",
        Notification(
            event="reply",
            hand="another",
            words=words["reply"],
            requester="Kai Brandt",
            address="kai@supplier.example",
            proven=False,
            arrived_at=at,
        ),
    )
    yield (
        "set_apart_question",
        SetApartQuestion(
            sender="ana.private@mail.example",
            words=words["chaser_words"],
            quoted="DB-1039",
            quoted_subject=subject,
            arrived_at=at,
            maybe="Ana Lima",
        ),
    )
    yield (
        "consult",
        Consult(
            asked_by=OWNER,
            question=words["question2"],
            words=words["chaser_words"],
            requester="Ana Lima",
            promise_due=at + 4 * HOUR,
        ),
    )
    yield (
        "advice",
        Advice(
            by="Ben Okafor",
            words=words["reply"],
            requester="Ana Lima",
            question=words["question2"],
            promise_due=at + 4 * HOUR,
        ),
    )
    yield (
        "promise_warning",
        PromiseWarning(
            due=at + HOUR,
            requester="Ana Lima",
            last_words=words["chaser_words"],
            holding_at=at + timedelta(minutes=50),
        ),
    )
    yield (
        "promise_warning-expected",
        PromiseWarning(
            what="expected",
            due=at + 27 * HOUR,
            requester="Ana Lima",
            holding_at=at + 26 * HOUR + timedelta(minutes=30),
        ),
    )
    yield (
        "promise_warning-restored",
        PromiseWarning(what="restored", due=at + HOUR, requester="Ana Lima", owner=OWNER),
    )
    yield (
        "promise_warning-restored-late",
        PromiseWarning(what="restored", due=at - HOUR, requester="Ana Lima", owner=OWNER, passed=True),
    )
    yield "promise_warning-look", PromiseWarning(what="look", due=at + HOUR, requester="")
    yield "promise_warning-affected", PromiseWarning(what="affected", due=at + HOUR, requester="")
    yield "promise_broken", PromiseBroken(due=at, owner=OWNER, requester="Ana Lima", draft=words["doing"])
    yield "promise_broken-look", PromiseBroken(what="look", due=at, owner=OWNER, requester="", misses=2)
    yield (
        "promise_broken-affected",
        PromiseBroken(what="affected", due=at, owner=OWNER, requester="", to_owner=False),
    )
    yield (
        "promise_broken-to-the-lead",
        PromiseBroken(
            due=at,
            owner=OWNER,
            requester="Ana Lima",
            misses=2,
            to_owner=False,
            customer_told=True,
            next_contact=at + 2 * HOUR,
        ),
    )
    yield (
        "follow_up_draft",
        FollowUpDraft(requester="Ana Lima", draft=words["resolved"], solved_on=at - 4 * DAY),
    )
    yield (
        "transcript",
        Transcript(
            reached="held",
            lines=(
                TranscriptLine(line="/promise tomorrow 10:00", result="understood, not yet done"),
                TranscriptLine(
                    line="/wiat vendor", result="there is no such command", done=False, nearest="/wait"
                ),
            ),
            stopped=words["reply"],
            send_by=at + 2 * DAY,
        ),
    )
    yield (
        "transcript-they-have-it",
        Transcript(
            reached="held",
            lines=(
                TranscriptLine(
                    line="/wiat vendor", result="there is no such command", done=False, nearest="/wait"
                ),
            ),
            stopped=words["reply"],
            had=("ana.lima@acme.example",),
        ),
    )
    yield (
        "transcript-done",
        Transcript(
            reached="all",
            lines=(TranscriptLine(line="/resolve", result="resolved; closes on its own if nobody objects"),),
            sent=words["resolved"],
            files=(File(mail=7, part="1.2", name="photo.jpg", content_type="image/jpeg", size=81_000),),
        ),
    )
    yield (
        "help",
        Help(
            commands=(
                HelpLine(form="/resolve", does="send these words and ask whether it is so"),
                HelpLine(form="/wait vendor until thu 15:00 WHY", does="wait, and keep our own promise"),
                HelpLine(form="/promise tomorrow 10:00", does="say when you write next"),
            )
        ),
    )
    yield (
        "bounced",
        Bounced(
            recipient="ana.lima@acme.example",
            letter="reply",
            sent_at=at - HOUR,
            why="550 5.1.1 no such mailbox",
            words=words["reply"],
            promise_due=at + HOUR,
        ),
    )
    yield (
        "unsent",
        Unsent(recipient="ana.lima@acme.example", letter="progress", why="outdated", written_at=at - DAY),
    )


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
        climbs_to=LEAD,
    )
    yield "alert", alert
    yield (
        "alert-climbed",
        Alert(**{**alert.__dict__, "rung": 1, "silent": ("Jonas Weber",), "climbs_to": HEAD}),
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
