"""Origin: who speaks, and may a machine answer? Two questions, both answered from many signals."""

from pathlib import Path

import pytest

from deskbell.mail import bounce, origin
from deskbell.mail.away_words import AWAY_TEXT
from deskbell.mail.notice_words import ROBOT_TEXT
from deskbell.mail.parse import parse
from deskbell.mail.responder_subjects import AUTOMATIC, AWAY
from deskbell.mail.tree import Field, Headers, Part
from deskbell.mail.values import Address, Calendar, Origin, Own
from each import each

SAMPLES = Path(__file__).parent.parent / "samples" / "origin"
OWN = Own(domains=("letters.desk.example",), addresses=("desk@desk.example",), loop_marker="loop-77")
CARLA = Address("Carla Client", "carla@client.example")

# What each sample is: origin, must not be answered automatically, kind.
VERDICTS = {
    "person": ("person", False, ""),
    "person-whose-relay-blanked-the-return-path": ("person", True, ""),
    "person-whose-outlook-asks-for-no-out-of-office": ("person", False, ""),
    "person-with-auto-submitted-no": ("person", False, ""),
    "person-whose-gateway-wrote-precedence": ("person", False, ""),
    "person-quotes-our-acknowledgement": ("person", False, ""),
    "person-answers-an-automatic-reply": ("person", False, ""),
    "person-tells-of-a-holiday": ("person", False, ""),
    "asks-for-silence": ("person", True, ""),
    "web-form-that-writes-as-the-desk": ("person", False, ""),
    "mail-from-the-desks-own-address": ("person", True, ""),
    "out-of-office-by-outlook": ("automatic", True, "out-of-office"),
    "out-of-office-without-any-header": ("automatic", True, "out-of-office"),
    "out-of-office-in-japanese": ("automatic", True, "out-of-office"),
    "out-of-office-sent-to-a-list": ("automatic", True, "out-of-office"),
    "autoresponder-by-delivered-to": ("automatic", True, "auto-reply"),
    "autoresponder-by-its-own-header": ("automatic", True, "auto-reply"),
    "notice-from-no-reply": ("automatic", True, "notice"),
    "alarm-of-a-monitor": ("automatic", True, "alarm"),
    "newsletter": ("automatic", True, "bulk"),
    "notice-of-a-code-forge": ("automatic", True, "notice"),
    "reaction": ("automatic", True, "reaction"),
    "list-mail-by-a-person": ("list", True, "list"),
    "colleague-of-the-desks-own-domain": ("person", False, ""),
    "our-own-letter": ("own", True, ""),
    "our-own-letter-by-its-message-id": ("own", True, ""),
}


def sender_of(root: Part) -> Address:
    name, _, address = root.headers.first("From").rpartition("<")
    return Address(name.strip(), address.rstrip(">").strip())


def judge(
    *fields: tuple[str, str], subject: str = "Printer", text: str = "Our printer is broken.", **more: object
) -> origin.OriginVerdict:
    """The verdict on a plain mail of Carla's with these further header fields."""
    base = (("From", "Carla Client <carla@client.example>"), ("To", "desk@desk.example"))
    headers = Headers(tuple(Field(name, value.encode(), value) for name, value in (*base, *fields)))
    sender = more.get("sender", CARLA)
    calendar = more.get("calendar")
    assert isinstance(sender, Address)
    assert calendar is None or isinstance(calendar, Calendar)
    path = more.get("envelope_from")
    assert path is None or isinstance(path, str)
    return origin.judge(Part(headers), sender, subject, text, None, calendar, OWN, path)


@pytest.mark.parametrize("name", VERDICTS)
def test_a_sample_is_told_apart(name: str) -> None:
    root = parse((SAMPLES / f"{name}.eml").read_bytes()).root
    sender, subject, text = sender_of(root), root.headers.first("Subject"), root.text()
    verdict = origin.judge(root, sender, subject, text, bounce.find(root, subject, sender, text), None, OWN)
    kind = verdict.kind if verdict.origin in ("automatic", "list") else ""
    assert (verdict.origin.value, verdict.auto, kind) == VERDICTS[name], verdict.evidence


def test_every_sample_is_in_the_table() -> None:
    assert {path.stem for path in SAMPLES.glob("*.eml")} == set(VERDICTS)


@each("words", sorted({words for some in AUTOMATIC.values() for words in some}))
def test_a_responders_subject_is_known_in_every_language(words: str) -> None:
    """Alone at the head of a subject it tells of a machine; behind "Re:" a person quotes it."""
    assert judge(subject=f"{words.upper()}: Printer").origin is Origin.AUTOMATIC
    assert judge(subject=f"Re: {words}: Printer").origin is Origin.PERSON


@each(("code", "words"), [(code, words) for code, some in AWAY.items() for words in some])
def test_a_subject_of_absence_needs_a_second_witness(code: str, words: str) -> None:
    assert judge(subject=f"{words.capitalize()} 16.11.").origin is Origin.PERSON
    assert (
        judge(("X-Auto-Response-Suppress", "All"), subject=f"{words.capitalize()} 16.11.").origin
        is Origin.AUTOMATIC
    )


@each("words", [*AWAY_TEXT, *ROBOT_TEXT])
def test_words_of_a_machine_alone_never_decide(words: str) -> None:
    assert judge(text=f"Hello. {words.rstrip('*')} Thank you.").origin is Origin.PERSON


@pytest.mark.parametrize(
    "field",
    [
        ("Auto-Submitted", "auto-replied"),
        ("Auto-Submitted", "auto-generated; type=x"),
        ("auto-submitted", "AUTO-NOTIFIED (by cron)"),
        ("Precedence", "auto_reply"),
        ("X-Autorespond", "Printer"),
        ("X-AutoGenerated", "Reply"),
        ("X-Mail-Autoreply", "vacation"),
        ("X-FC-MachineGenerated", "true"),
        ("X-POST-MessageClass", "9; Autoresponder"),
        ("X-Auto-Reply-From", "carla@client.example"),
        ("X-JIRA-FingerPrint", "abc"),
        ("X-Cron-Env", "<SHELL=/bin/sh>"),
    ],
)
def test_a_machine_that_says_so_is_believed(field: tuple[str, str]) -> None:
    verdict = judge(field)
    assert (verdict.origin, verdict.auto) == (Origin.AUTOMATIC, True)
    assert verdict.evidence


@pytest.mark.parametrize(
    "field",
    [
        ("Auto-Submitted", "no"),
        ("X-Autoreply", "no"),
        ("X-Auto-Response-Suppress", "DR, OOF, AutoReply"),
        ("Return-Path", "<>"),
        ("Precedence", "bulk"),
        ("Precedence", "first-class"),
        ("X-Loop", "desk@partner.example"),
        ("List-Id", "internal <all.client.example>"),
        ("Feedback-ID", "1:2"),
    ],
)
def test_one_weak_signal_leaves_a_person_a_person(field: tuple[str, str]) -> None:
    assert judge(field).origin is Origin.PERSON


@pytest.mark.parametrize(
    "local",
    ["no-reply", "noreply", "do_not_reply", "donotreply", "NoReply-invoices", "billing-noreply",
     "support+noreply", "nepasrepondre", "no-responder", "MAILER-DAEMON", "bounces+123", "autoreply"],
)  # fmt: skip
def test_a_sender_nobody_reads_is_a_machine(local: str) -> None:
    assert judge(sender=Address("", f"{local}@shop.example")).origin is Origin.AUTOMATIC


@pytest.mark.parametrize(
    "local", ["nora.reply", "norah", "bottger", "carla", "support", "info", "cronin", "noreen"]
)
def test_people_with_such_names_are_people(local: str) -> None:
    assert judge(sender=Address("", f"{local}@client.example")).origin is Origin.PERSON


def test_the_envelope_outweighs_the_return_path_field() -> None:
    assert judge(("Return-Path", "<>"), envelope_from="carla@client.example").auto is False
    assert judge(("Return-Path", "<carla@client.example>"), envelope_from="").auto is True


def test_a_calendar_answer_is_a_machines_and_an_invitation_a_persons() -> None:
    def event(method: str) -> Calendar:
        return Calendar(method, "Repair", "", "", "", ())

    assert judge(calendar=event("REPLY")).kind == "calendar-reply"
    assert judge(calendar=event("REPLY")).origin is Origin.AUTOMATIC
    assert judge(calendar=event("REQUEST")).origin is Origin.PERSON


def test_reports_are_named_by_their_type() -> None:
    for report, kind in (
        ("disposition-notification", "receipt"),
        ("feedback-report", "feedback-report"),
        ("delivery-status", "delivery-report"),
    ):
        root = Part(Headers(()), "multipart/report", {"report-type": report})
        verdict = origin.judge(root, CARLA, "x", "x", None, None, OWN)
        assert (verdict.origin, verdict.kind) == (Origin.AUTOMATIC, kind)


def test_a_strangers_loop_marker_is_not_ours() -> None:
    assert judge(("X-Deskbell-Loop", "another-desk")).origin is Origin.PERSON


def test_a_reply_to_our_letter_is_not_our_letter() -> None:
    fields = (("In-Reply-To", "<x1@letters.desk.example>"), ("References", "<x1@letters.desk.example>"))
    assert judge(*fields).origin is Origin.PERSON
