"""The samples' facts of the letters to agents."""

from datetime import datetime, timedelta

from deskbell.letters.sample_words import DAY, HOUR, LEAD, OWNER, Named, Words
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


def to_agents(words: Words, at: datetime) -> Named:
    """Name and facts of each."""
    yield from _what_came_in(words, at)
    yield from _what_is_owed(words, at)
    yield from _what_became_of_their_mails(words, at)


def _what_came_in(words: Words, at: datetime) -> Named:
    subject = words["subject"]
    yield (
        "notification",
        Notification(
            event="chaser",
            words=words["chaser_words"],
            requester="Ana Lima",
            hears="Ana Lima",
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
            hears="Ana Lima",
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
            hears="Ana Lima",
            outside=True,
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


def _what_is_owed(words: Words, at: datetime) -> Named:
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
    yield (
        "promise_broken-comes-back",
        PromiseBroken(due=at, owner=OWNER, requester="Ana Lima", customer_told=True, comes_back=True),
    )
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


def _what_became_of_their_mails(words: Words, at: datetime) -> Named:
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
