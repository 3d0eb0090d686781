"""The facts of the samples: one small desk, one printer, one night, one complaint."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from deskbell.letters.complaints import (
    ComplaintAcknowledgement,
    ComplaintClosing,
    ComplaintToManager,
    PreventionDone,
    PreventionDue,
)
from deskbell.letters.customers import (
    Acknowledgement,
    AcknowledgementComplaint,
    AcknowledgementOutOfHours,
    AcknowledgementStranger,
    AcknowledgementUrgent,
    AfterOutage,
    Broadcast,
    BroadcastEnded,
    Firm,
    FollowUp,
    Handover,
    KindClose,
    Missed,
    Moved,
    Progress,
    Reminder,
    Reopened,
    Reply,
    Resolved,
    SecondMiss,
    Survey,
    SurveyLow,
    SurveyThanksHigh,
    SurveyUnsure,
    ThirdMiss,
    TooLarge,
    Waiting,
)
from deskbell.letters.facts import Facts
from deskbell.letters.operators import (
    Digest,
    DigestLine,
    Morning,
    MorningLine,
    OperatorAlarm,
    OperatorAllClear,
    RulesLive,
    RulesRefused,
)
from deskbell.letters.staff import (
    AccountManagerAlert,
    Alert,
    Because,
    Bounced,
    Confirmed,
    Consult,
    FollowUpDraft,
    Help,
    HelpLine,
    LowScoreAlert,
    Notification,
    Pager,
    Past,
    PraiseForward,
    PromiseBroken,
    PromiseWarning,
    SetApartQuestion,
    Transcript,
    TranscriptLine,
    Unsent,
)

Words = Mapping[str, str]
Named = Iterator[tuple[str, Facts]]

#: Samples whose letter is rendered at night.
AT_NIGHT = frozenset(
    {"acknowledgement_out_of_hours", "acknowledgement_urgent", "acknowledgement_urgent-nobody-on-call",
     "acknowledgement_complaint-urgent", "alert", "alert-climbed", "pager", "confirmed"}
)  # fmt: skip

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_OWNER, _LEAD, _MANAGER, _HEAD, _CIO = "Priya Nair", "Tomás Roth", "Inês Duarte", "Hanne Vik", "Omar Haddad"


def all_facts(words: Words, now: datetime, night: datetime) -> Iterator[tuple[str, Facts]]:
    """Name and facts of every sample; a name is the kind, and after a hyphen what is special about it."""
    at = now.replace(minute=0)
    yield from _acknowledgements(words, at, night)
    yield from _on_the_way(words, at)
    yield from _turns(words, at)
    yield from _afterwards(words, at)
    yield from _complaints(words, at)
    yield from _to_agents(words, at)
    yield from _alarms_of_staff(words, at, night)
    yield from _to_operators(at)


def _acknowledgements(words: Words, at: datetime, night: datetime) -> Named:
    opening = (at + _DAY).replace(hour=8)
    yield "acknowledgement", Acknowledgement(owner=_OWNER, next_contact=at + 5 * _HOUR, priority="P3")
    yield (
        "acknowledgement-everything",
        Acknowledgement(
            owner=_OWNER,
            next_contact=at + 28 * _HOUR,
            priority="P3",
            notice=words["notice"],
            notice_since=at - _HOUR,
            forwarded_for="Rui Castro",
            right_address="support@desk.example",
            on_duty_from=at + 3 * _HOUR,
        ),
    )
    yield (
        "acknowledgement_out_of_hours",
        AcknowledgementOutOfHours(
            owner=_OWNER, opens_at=opening, next_contact=opening + 2 * _HOUR, priority="P3"
        ),
    )
    yield (
        "acknowledgement_urgent",
        AcknowledgementUrgent(
            alerted=("Jonas Weber", _LEAD),
            alerted_at=night,
            next_contact=night.replace(minute=25, second=0),
            account_manager=_MANAGER,
        ),
    )
    yield (
        "acknowledgement_urgent-nobody-on-call",
        AcknowledgementUrgent(
            alerted=(_LEAD,),
            alerted_at=night,
            next_contact=opening + timedelta(minutes=15),
            staffed=False,
            account_manager=_MANAGER,
            owner=_OWNER,
        ),
    )
    yield (
        "acknowledgement_complaint",
        AcknowledgementComplaint(answers_for=_MANAGER, next_contact=at + 4 * _HOUR),
    )
    yield (
        "acknowledgement_complaint-urgent",
        AcknowledgementComplaint(
            answers_for=_HEAD,
            stands_in_for=_MANAGER,
            next_contact=night.replace(minute=25, second=0),
            alerted=(_HEAD, "Jonas Weber"),
            alerted_at=night,
        ),
    )
    yield "acknowledgement_stranger", AcknowledgementStranger(next_contact=at + 5 * _HOUR)
    yield "reopened", Reopened(owner=_OWNER, next_contact=at + 5 * _HOUR)
    yield "too_large", TooLarge(size=48_300_000, limit=25_500_000, received_at=at - _HOUR, owner=_OWNER)


def _on_the_way(words: Words, at: datetime) -> Named:
    yield "reply", Reply(text=words["reply"], agent=_OWNER, signature=f"{_OWNER}\nDeskbell Service")
    yield (
        "reply-quoting",
        Reply(
            text=words["reply"],
            agent=_OWNER,
            quoted=words["chaser_words"],
            quoted_from="Ana Lima",
            quoted_at=at,
        ),
    )
    yield (
        "progress",
        Progress(
            owner=_OWNER, next_contact=at + 30 * _HOUR, reason=words["reason"], meanwhile=words["meanwhile"]
        ),
    )
    yield (
        "progress-waiting",
        Progress(
            owner=_OWNER,
            next_contact=at + 7 * _HOUR,
            waiting_for="vendor",
            since=at - _DAY,
            expected=at + 3 * _DAY,
        ),
    )
    yield (
        "moved",
        Moved(what="contact", old=at + _HOUR, new=at + 7 * _HOUR, owner=_OWNER, reason=words["reason"]),
    )
    yield (
        "moved-visit",
        Moved(
            what="visit",
            old=at + 2 * _DAY + 4 * _HOUR,
            old_until=at + 2 * _DAY + 6 * _HOUR,
            new=at + 3 * _DAY,
            new_until=at + 3 * _DAY + 2 * _HOUR,
            owner=_OWNER,
            reason=words["visit_reason"],
            lead=_LEAD,
        ),
    )
    yield (
        "moved-expected",
        Moved(what="expected", old=at + _DAY, new=at + 3 * _DAY, owner=_OWNER, reason=words["visit_reason"]),
    )
    yield "firm", Firm(what="visit", at=at + _DAY, until=at + _DAY + 2 * _HOUR, owner=_OWNER)
    yield (
        "missed",
        Missed(
            promised=at,
            next_contact=at + 3 * _HOUR,
            approved_by=_OWNER,
            reason=words["missed_reason"],
            doing=words["doing"],
            watched_by=_LEAD,
        ),
    )
    yield (
        "second_miss",
        SecondMiss(owner=_OWNER, promised=at, told=(_LEAD,), told_at=at, next_contact=at + 2 * _HOUR),
    )
    yield (
        "third_miss",
        ThirdMiss(
            owner=_OWNER, promised=at, account_manager=_MANAGER, told_at=at, next_contact=at + 2 * _HOUR
        ),
    )
    yield (
        "handover",
        Handover(
            old_owner=_OWNER,
            new_owner="Jonas Weber",
            by_old_owner=True,
            since=at + _DAY,
            reason=words["handover_reason"],
            promise=at + 2 * _DAY + 6 * _HOUR,
        ),
    )
    yield "handover-by-the-desk", Handover(old_owner=_OWNER, new_owner="Jonas Weber", promise=at + _DAY)
    yield (
        "after_outage",
        AfterOutage(owner=_OWNER, stuck_since=at - 2 * _DAY, promised=at - _DAY, next_contact=at + 2 * _HOUR),
    )
    yield (
        "broadcast",
        Broadcast(
            title=words["title"], text=words["broadcast"], since=at - _HOUR, next_update=at + 2 * _HOUR
        ),
    )
    yield "broadcast_ended", BroadcastEnded(title=words["title"], text=words["ended"], ended_at=at)


def _turns(words: Words, at: datetime) -> Named:
    one, two = words["question"], words["question2"]
    yield "waiting", Waiting(questions=(one,), owner=_OWNER, ask_again=at + 2 * _DAY, why=words["why"])
    yield "waiting-two", Waiting(questions=(one, two), owner=_OWNER, ask_again=at + 2 * _DAY)
    yield "reminder", Reminder(questions=(one,), owner=_OWNER)
    yield "reminder-last", Reminder(questions=(one,), owner=_OWNER, number=3, puts_away=at + 3 * _DAY)
    yield "kind_close", KindClose(owner=_OWNER, reopens_until=at + 14 * _DAY)
    yield "resolved", Resolved(text=words["resolved"], agent=_OWNER, closes_on=at + 7 * _DAY)


def _afterwards(words: Words, at: datetime) -> Named:
    subject = words["subject"]
    yield "follow_up", FollowUp(owner=_OWNER, what=subject, solved_on=at - 4 * _DAY, approved=True)
    yield "follow_up-by-the-desk", FollowUp(owner=_OWNER, what=subject, solved_on=at - 4 * _DAY)
    yield (
        "survey",
        Survey(subject=subject, agent=_OWNER, solved_on=at - _DAY, read_by=_LEAD, open_until=at + 14 * _DAY),
    )
    yield "survey_thanks_high", SurveyThanksHigh(agent=_OWNER)
    yield (
        "survey_low",
        SurveyLow(writes=_LEAD, next_contact=at + 27 * _HOUR, words=words["low_words"], instead_of=_OWNER),
    )
    yield "survey_unsure", SurveyUnsure(read_as=8, agent=_OWNER)


def _complaints(words: Words, at: datetime) -> Named:
    yield (
        "complaint_acknowledgement",
        ComplaintAcknowledgement(
            answers_for=_MANAGER, next_contact=at + 4 * _HOUR, told_on=at - _DAY, about=words["about"]
        ),
    )
    yield (
        "complaint_to_manager",
        ComplaintToManager(
            complainant="Ana Lima",
            words=words["low_words"],
            answer_due=at + 4 * _HOUR,
            arrived_at=at,
            role="it_manager",
            about=words["about"],
            cause_due=at + 7 * _DAY,
            because="An IT manager writes to the address for complaints.",
        ),
    )
    closing = ComplaintClosing(
        told=words["told"],
        told_on=at - 5 * _DAY,
        fault="ours",
        cause=words["cause"],
        correction=words["correction"],
        corrected_on=at - 4 * _DAY,
        prevention=words["prevention"],
        prevention_due=at + 7 * _DAY,
        prevention_by=_LEAD,
        manager=_MANAGER,
        above=_HEAD,
    )
    yield "complaint_closing", closing
    yield (
        "complaint_closing-not-ours",
        ComplaintClosing(**{**closing.__dict__, "fault": "not-ours", "corrected_on": None}),
    )
    yield (
        "prevention_done",
        PreventionDone(told_on=at - 5 * _DAY, prevention=words["prevention"], done_on=at, manager=_MANAGER),
    )
    yield (
        "prevention_due",
        PreventionDue(prevention=words["prevention"], due=at + 3 * _DAY, complainant="Ana Lima"),
    )


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
            promise_due=at + _HOUR,
            role="it_manager",
            requester_zone="Europe/Lisbon",
            unhappy=words["unhappy"],
            priority="P3",
            history=(
                Past(what="open", text=subject, reference="DB-1039", at=at - 6 * _DAY),
                Past(what="kept", count=2),
                Past(what="broken", count=1),
                Past(what="chasers", count=2),
                Past(what="survey", text=words["low_words"], at=at - 30 * _DAY),
            ),
            alike=(Past(what="alike", text=subject, reference="DB-1007", at=at - 40 * _DAY),),
            fired=(
                Because(
                    book="kinds", entry="asks for news", because="Who asks for news has waited too long."
                ),
            ),
            attachments=("photo.jpg",),
            also_to=("rui@acme.example",),
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
            asked_by=_OWNER,
            question=words["question2"],
            words=words["chaser_words"],
            requester="Ana Lima",
            promise_due=at + 4 * _HOUR,
        ),
    )
    yield (
        "promise_warning",
        PromiseWarning(
            due=at + _HOUR,
            requester="Ana Lima",
            last_words=words["chaser_words"],
            holding_at=at + timedelta(minutes=50),
        ),
    )
    yield "promise_broken", PromiseBroken(due=at, owner=_OWNER, requester="Ana Lima", draft=words["doing"])
    yield (
        "promise_broken-to-the-lead",
        PromiseBroken(
            due=at,
            owner=_OWNER,
            requester="Ana Lima",
            misses=2,
            to_owner=False,
            customer_told=True,
            next_contact=at + 2 * _HOUR,
        ),
    )
    yield (
        "follow_up_draft",
        FollowUpDraft(requester="Ana Lima", draft=words["resolved"], solved_on=at - 4 * _DAY),
    )
    yield (
        "transcript",
        Transcript(
            reached="nothing",
            lines=(
                TranscriptLine(line="/promise tomorrow 10:00", result="understood, not yet done"),
                TranscriptLine(
                    line="/wiat vendor", result="there is no such command", done=False, nearest="/wait"
                ),
            ),
            stopped=words["reply"],
            send_by=at + 2 * _DAY,
        ),
    )
    yield (
        "transcript-done",
        Transcript(
            reached="all",
            lines=(TranscriptLine(line="/resolve", result="resolved; closes on its own if nobody objects"),),
            sent=words["resolved"],
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
            sent_at=at - _HOUR,
            why="550 5.1.1 no such mailbox",
            words=words["reply"],
            promise_due=at + _HOUR,
        ),
    )
    yield (
        "unsent",
        Unsent(recipient="ana.lima@acme.example", letter="progress", why="outdated", written_at=at - _DAY),
    )


def _alarms_of_staff(words: Words, at: datetime, night: datetime) -> Named:
    rule = Because(
        book="urgency",
        entry="a manager's red mark",
        because="When a CIO marks a mail in red, many people are waiting behind it.",
    )
    due = night.replace(minute=25, second=0)
    alert = Alert(
        requester=_CIO,
        role="cio",
        words=words["cio_words"],
        arrived_at=night,
        promise_due=due,
        proven=False,
        because=(rule,),
        climbs_at=night.replace(minute=15, second=0),
        climbs_to=_LEAD,
    )
    yield "alert", alert
    yield (
        "alert-climbed",
        Alert(**{**alert.__dict__, "rung": 1, "silent": ("Jonas Weber",), "climbs_to": _HEAD}),
    )
    yield "pager", Pager(priority="P1", promise_due=due, role="cio", more=2)
    yield "confirmed", Confirmed(by="Jonas Weber", at=night, promise_due=due)
    yield (
        "account_manager_alert",
        AccountManagerAlert(
            happened="The IT manager wrote that nobody at the desk can be reached",
            since=at,
            threshold="any word of reachability",
            words=words["low_words"],
            on_it=_OWNER,
            on_it_due=at + _HOUR,
            asked="Call Ana Lima today",
            asked_by=at + 6 * _HOUR,
            history=(Past(what="broken", count=2), Past(what="wish", text=words["wish"], at=at - 20 * _DAY)),
        ),
    )
    yield (
        "low_score_alert",
        LowScoreAlert(
            respondent="Ana Lima",
            agent=_OWNER,
            answer_due=at + 4 * _HOUR,
            overall=3,
            words=words["low_words"],
            answers=("friendly 8", "in time 2"),
            writes=_LEAD,
            very_low=True,
        ),
    )
    yield (
        "praise_forward",
        PraiseForward(respondent="Ana Lima", agent=_OWNER, words=words["resolved"], overall=10),
    )


def _to_operators(at: datetime) -> Named:
    alarm = OperatorAlarm(
        key="poll support",
        what="No mail comes in from the mailbox support@, in working hours.",
        since=at - _HOUR,
        safe="What came in before is stored, and letters go out as always; new mail waits in the mailbox.",
        command="deskbell doctor",
        next="deskbell status; the journal of deskbell.service",
        repeats_at=at + _HOUR,
    )
    yield "operator_alarm", alarm
    yield (
        "operator_all_clear",
        OperatorAllClear(
            key=alarm.key, what="Mail comes in from support@ again.", since=alarm.since, over_at=at
        ),
    )
    yield (
        "digest",
        Digest(
            day=at - _DAY,
            came_in=41,
            accounted_for=41,
            lines=(
                DigestLine(
                    what="broken",
                    text="promised Friday, nobody wrote while the owner was ill",
                    owner=_OWNER,
                    since=at - 4 * _DAY,
                    reference="DB-1042",
                    client="Acme",
                    word="assign",
                    on_duty=False,
                ),
                DigestLine(
                    what="complaint",
                    text="prevention not written",
                    owner=_MANAGER,
                    since=at - 6 * _DAY,
                    reference="DB-1030",
                ),
            ),
            kept=17,
            held=2,
            broken=1,
        ),
    )
    yield "digest-empty", Digest(day=at - _DAY, came_in=41, accounted_for=41, kept=12)
    yield (
        "morning",
        Morning(
            day=at,
            promised=(
                MorningLine(reference="DB-1042", subject="Printer", client="Acme", due=at + 5 * _HOUR),
            ),
            overnight=(MorningLine(reference="DB-1050", subject="Laptop for Rui", client="Acme"),),
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
        "rules_refused",
        RulesRefused(
            running=11,
            problems=(
                'rules/urgency.yaml:14:9: unknown condition "sender.rol"; did you mean "sender.role"?',
            ),
            at=at,
        ),
    )
