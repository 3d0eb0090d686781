"""The samples' facts of the letters to customers, and of a complaint."""

from dataclasses import replace
from datetime import datetime, timedelta

from deskbell.letters.acknowledgements import (
    Acknowledgement,
    AcknowledgementComplaint,
    AcknowledgementOutOfHours,
    AcknowledgementStranger,
    AcknowledgementUrgent,
    Reopened,
    TooLarge,
)
from deskbell.letters.afterwards import FollowUp, Survey, SurveyLow, SurveyThanksHigh, SurveyUnsure
from deskbell.letters.complaints import (
    ComplaintAcknowledgement,
    ComplaintClosing,
    ComplaintToManager,
    ManagementDraft,
    ManagementLetter,
    PreventionDone,
    PreventionDue,
)
from deskbell.letters.customers import (
    AfterOutage,
    Broadcast,
    BroadcastEnded,
    Expected,
    Firm,
    Handover,
    KindClose,
    Missed,
    Moved,
    Progress,
    Reminder,
    Reply,
    Resolved,
    SecondMiss,
    ThirdMiss,
    Unsolved,
    Waiting,
    WorksAnnounced,
    WorksBegun,
    WorksEnded,
)
from deskbell.letters.sample_words import DAY, HEAD, HOUR, LEAD, MANAGER, OWNER, Named, Words


def to_customers(words: Words, at: datetime, night: datetime) -> Named:
    """Name and facts of each."""
    yield from _acknowledgements(words, at, night)
    yield from _answers(words, at)
    yield from _times(words, at)
    yield from _misses(words, at)
    yield from _news(words, at)
    yield from _turns(words, at)
    yield from _afterwards(words, at)
    yield from _complaints(words, at)


def _acknowledgements(words: Words, at: datetime, night: datetime) -> Named:
    opening = (at + DAY).replace(hour=8)
    yield (
        "acknowledgement",
        Acknowledgement(owner=OWNER, next_contact=at + 5 * HOUR, expected=at + 6 * DAY + HOUR, priority="P3"),
    )
    yield (
        "acknowledgement-everything",
        Acknowledgement(
            owner=OWNER,
            next_contact=at + 28 * HOUR,
            priority="P3",
            notice=words["notice"],
            notice_since=at - HOUR,
            forwarded_for="Rui Castro",
            right_address="support@desk.example",
            on_duty_from=at + 3 * HOUR,
        ),
    )
    yield (
        "acknowledgement_out_of_hours",
        AcknowledgementOutOfHours(
            owner=OWNER, opens_at=opening, next_contact=opening + 2 * HOUR, priority="P3"
        ),
    )
    yield (
        "acknowledgement_urgent",
        AcknowledgementUrgent(
            alerted=("Jonas Weber", LEAD),
            alerted_at=night,
            next_contact=night.replace(minute=25, second=0),
            account_manager=MANAGER,
        ),
    )
    yield (
        "acknowledgement_urgent-nobody-on-call",
        AcknowledgementUrgent(
            alerted=(LEAD,),
            alerted_at=night,
            next_contact=opening + timedelta(minutes=15),
            staffed=False,
            account_manager=MANAGER,
            owner=OWNER,
        ),
    )
    yield (
        "acknowledgement_complaint",
        AcknowledgementComplaint(answers_for=MANAGER, next_contact=at + 4 * HOUR),
    )
    yield (
        "acknowledgement_complaint-urgent",
        AcknowledgementComplaint(
            answers_for=HEAD,
            stands_in_for=MANAGER,
            next_contact=night.replace(minute=25, second=0),
            alerted=(HEAD, "Jonas Weber"),
            alerted_at=night,
        ),
    )
    yield "acknowledgement_stranger", AcknowledgementStranger(next_contact=at + 5 * HOUR)
    yield "reopened", Reopened(owner=OWNER, next_contact=at + 5 * HOUR)
    yield "reopened-never_closed", Reopened(owner=OWNER, next_contact=at + 5 * HOUR, again=False)
    yield "too_large", TooLarge(size=48_300_000, limit=25_500_000, received_at=at - HOUR, owner=OWNER)


def _answers(words: Words, at: datetime) -> Named:
    yield (
        "reply",
        Reply(
            text=words["reply"],
            agent=OWNER,
            signature=f"{OWNER}\nDeskbell Service",
            next_contact=at + 30 * HOUR,
            expected=at + 3 * DAY,
        ),
    )
    yield "reply-of-a-file", Reply(text="", agent=OWNER)
    yield (
        "reply-quoting",
        Reply(
            text=words["reply"],
            agent=OWNER,
            quoted=words["chaser_words"],
            quoted_from="Ana Lima",
            quoted_at=at,
        ),
    )
    yield (
        "progress",
        Progress(
            owner=OWNER, next_contact=at + 30 * HOUR, reason=words["reason"], meanwhile=words["meanwhile"]
        ),
    )
    yield (
        "progress-waiting",
        Progress(
            owner=OWNER,
            next_contact=at + 7 * HOUR,
            waiting_for="vendor",
            since=at - DAY,
            expected=at + 3 * DAY,
        ),
    )
    urgent = Progress(owner=OWNER, next_contact=at + HOUR, alerted=(OWNER, LEAD), alerted_at=at - HOUR)
    yield "progress-alerted", urgent
    yield "progress-confirmed", replace(urgent, confirmed_by=LEAD, confirmed_at=at - HOUR / 2)


def _times(words: Words, at: datetime) -> Named:
    yield (
        "moved",
        Moved(what="contact", old=at + HOUR, new=at + 7 * HOUR, owner=OWNER, reason=words["reason"]),
    )
    yield (
        "moved-visit",
        Moved(
            what="visit",
            old=at + 2 * DAY + 4 * HOUR,
            old_until=at + 2 * DAY + 6 * HOUR,
            new=at + 3 * DAY,
            new_until=at + 3 * DAY + 2 * HOUR,
            owner=OWNER,
            reason=words["visit_reason"],
            lead=LEAD,
        ),
    )
    yield (
        "moved-expected",
        Moved(what="expected", old=at + DAY, new=at + 3 * DAY, owner=OWNER, reason=words["visit_reason"]),
    )
    yield "expected", Expected(expected=at + 3 * DAY, owner=OWNER, next_contact=at + DAY + HOUR)
    yield (
        "unsolved",
        Unsolved(
            expected=at + HOUR,
            owner=OWNER,
            next_contact=at + DAY + 2 * HOUR,
            waiting_for="vendor",
            since=at - DAY,
            reason=words["reason"],
        ),
    )
    yield (
        "unsolved-your-turn",
        Unsolved(expected=at + HOUR, owner=OWNER, question=words["question"]),
    )
    yield "firm-expected", Firm(what="expected", at=at + 3 * HOUR, owner=OWNER)
    yield "firm", Firm(what="visit", at=at + DAY, until=at + DAY + 2 * HOUR, owner=OWNER)


def _misses(words: Words, at: datetime) -> Named:
    yield (
        "missed",
        Missed(
            promised=at,
            next_contact=at + 3 * HOUR,
            approved_by=OWNER,
            reason=words["missed_reason"],
            doing=words["doing"],
            watched_by=LEAD,
        ),
    )
    yield (
        "second_miss",
        SecondMiss(owner=OWNER, promised=at, told=(LEAD,), told_at=at, next_contact=at + 2 * HOUR),
    )
    yield (
        "third_miss",
        ThirdMiss(owner=OWNER, promised=at, account_manager=MANAGER, told_at=at, next_contact=at + 2 * HOUR),
    )


def _news(words: Words, at: datetime) -> Named:
    yield (
        "handover",
        Handover(
            old_owner=OWNER,
            new_owner="Jonas Weber",
            by_old_owner=True,
            since=at + DAY,
            reason=words["handover_reason"],
            promise=at + 2 * DAY + 6 * HOUR,
        ),
    )
    yield "handover-by-the-desk", Handover(old_owner=OWNER, new_owner="Jonas Weber", promise=at + DAY)
    yield (
        "after_outage",
        AfterOutage(owner=OWNER, stuck_since=at - 2 * DAY, promised=at - DAY, next_contact=at + 2 * HOUR),
    )
    yield (
        "broadcast",
        Broadcast(title=words["title"], text=words["broadcast"], since=at - HOUR, next_update=at + 2 * HOUR),
    )
    yield "broadcast_ended", BroadcastEnded(title=words["title"], text=words["ended"], ended_at=at)


def _turns(words: Words, at: datetime) -> Named:
    one, two = words["question"], words["question2"]
    yield "waiting", Waiting(questions=(one,), owner=OWNER, ask_again=at + 2 * DAY, why=words["why"])
    yield "waiting-two", Waiting(questions=(one, two), owner=OWNER, ask_again=at + 2 * DAY)
    yield "reminder", Reminder(questions=(one,), owner=OWNER)
    yield "reminder-last", Reminder(questions=(one,), owner=OWNER, number=3, puts_away=at + 3 * DAY)
    yield "kind_close", KindClose(owner=OWNER, reopens_until=at + 14 * DAY)
    yield "resolved", Resolved(text=words["resolved"], agent=OWNER, closes_on=at + 7 * DAY)


def _afterwards(words: Words, at: datetime) -> Named:
    subject = words["subject"]
    yield "follow_up", FollowUp(owner=OWNER, what=subject, solved_on=at - 4 * DAY, approved=True)
    yield "follow_up-by-the-desk", FollowUp(owner=OWNER, what=subject, solved_on=at - 4 * DAY)
    yield (
        "survey",
        Survey(subject=subject, agent=OWNER, solved_on=at - DAY, read_by=LEAD, open_until=at + 14 * DAY),
    )
    yield "survey_thanks_high", SurveyThanksHigh(agent=OWNER)
    yield (
        "survey_low",
        SurveyLow(writes=LEAD, next_contact=at + 27 * HOUR, words=words["low_words"], instead_of=OWNER),
    )
    yield "survey_unsure", SurveyUnsure(read_as=8, agent=OWNER)


def _complaints(words: Words, at: datetime) -> Named:
    yield (
        "complaint_acknowledgement",
        ComplaintAcknowledgement(
            answers_for=MANAGER, next_contact=at + 4 * HOUR, told_on=at - DAY, about=words["about"]
        ),
    )
    yield (
        "complaint_acknowledgement-urgent",
        ComplaintAcknowledgement(
            answers_for=MANAGER,
            next_contact=at + timedelta(minutes=15),
            told_on=at,
            about=words["about"],
            alerted=(LEAD, MANAGER),
            alerted_at=at,
        ),
    )
    yield (
        "complaint_to_manager",
        ComplaintToManager(
            complainant="Ana Lima",
            words=words["low_words"],
            answer_due=at + 4 * HOUR,
            arrived_at=at,
            role="it_manager",
            about=words["about"],
            cause_due=at + 7 * DAY,
            because="An IT manager writes to the address for complaints.",
        ),
    )
    closing = ComplaintClosing(
        told=words["told"],
        told_on=at - 5 * DAY,
        fault="ours",
        cause=words["cause"],
        correction=words["correction"],
        corrected_on=at - 4 * DAY,
        prevention=words["prevention"],
        prevention_due=at + 7 * DAY,
        prevention_by=LEAD,
        manager=MANAGER,
        above=HEAD,
    )
    yield "complaint_closing", closing
    yield (
        "complaint_closing-not-ours",
        ComplaintClosing(**{**closing.__dict__, "fault": "not-ours", "corrected_on": None}),
    )
    yield (
        "prevention_done",
        PreventionDone(told_on=at - 5 * DAY, prevention=words["prevention"], done_on=at, manager=MANAGER),
    )
    yield (
        "prevention_due",
        PreventionDue(prevention=words["prevention"], due=at + 3 * DAY, complainant="Ana Lima"),
    )
    records = {
        "told_on": at,
        "matters": 7,
        "people": 3,
        "silent": ("DB-1040", "DB-1041"),
        "returned": 2,
        "turned_away": 4,
        "next_contact": at + 5 * HOUR,
    }
    yield "management_letter", ManagementLetter.from_dict({**records, "manager": MANAGER})
    own = words["doing"]
    yield "management_letter-own-words", ManagementLetter(told_on=at, manager=MANAGER, words=own)
    yield (
        "management_draft",
        ManagementDraft.from_dict(
            {**records, "of": "Acme", "readers": ("catherine@acme.example", "ian@acme.example"), "draft": own}
        ),
    )
    yield from _of_works(words, at)


def _of_works(words: Words, at: datetime) -> Named:
    title, text = words["subject"], words["doing"]
    announced = WorksAnnounced(title=title, text=text, at=at + 2 * DAY, until=at + 2 * DAY + 4 * HOUR)
    yield "works_announced", announced
    yield "works_announced-moved", replace(announced, moved=True)
    yield "works_begun", WorksBegun(title=title, text=text, until=at + 4 * HOUR)
    yield "works_ended", WorksEnded(title=title, at=at - HOUR)
