"""Files go with the words they came with: a customer's to the desk's people, an agent's to the customer."""

from collections.abc import Iterable, Iterator, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
import sqlalchemy as sa

from desk import Desk, Got, words_of, written
from deskbell import journey, sending
from deskbell.ports import Handed, Parcel, Result
from deskbell.store import outbox, schema

ANA = "ana@desk.example"
UMA = "uma@acme.example"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
LOGO = b"\x89PNG\r\n\x1a\n" + b"logo" * 100
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 20

File = tuple[str, str, bytes]


@pytest.fixture
def narrow_desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose letters carry 15 kB of files."""
    made = Desk(tmp_path / "home", settings={("delivery", "enclosed"): 15_000})
    yield made
    made.close()


def mailed(
    desk: Desk,
    text: str,
    files: Sequence[File] = (),
    *,
    html: str = "",
    pictures: Sequence[File] = (),
    sender: str = f"Uma Patel <{UMA}>",
    answers: Got | None = None,
    to: str = "support@desk.example",
    subject: str | None = "Printer",
    proven: bool = True,
    run: bool = True,
) -> None:
    """A mail with files hung on it, and `pictures` that its HTML shows; the desk does what follows."""
    message = message_from_bytes(
        written(desk.clock.now(), text, sender, to, subject, answers), policy=policy.SMTP
    )
    assert isinstance(message, EmailMessage)
    if html:
        message.add_alternative(html, subtype="html")
        shown = message.get_payload()[1]  # type: ignore[index]
        for name, kind, data in pictures:
            main, sub = kind.split("/")
            shown.add_related(data, main, sub, cid=f"<{name}>", filename=name, disposition="inline")  # type: ignore[union-attr]
    for name, kind, data in files:
        main, sub = kind.split("/")
        message.add_attachment(data, main, sub, filename=name)
    desk.mail(raw=message.as_bytes(), proven=proven, run=run)


def enclosed(letter: Got) -> dict[str, bytes]:
    """The files of a letter, by name."""
    return {
        str(one.get_filename()): one.get_payload(decode=True)  # type: ignore[misc]
        for one in letter.message.iter_attachments()
    }


def answered(desk: Desk, text: str, files: Sequence[File] = (), **more: object) -> None:
    """Ana answers the newest letter she got."""
    mailed(desk, text, files, sender=ANA, answers=desk.letter(ANA), **more)  # type: ignore[arg-type]


# -- to the desk's people


def test_the_owner_sees_the_screenshot(small_desk: Desk) -> None:
    """Files and pictures within the words; not the logo of a signature."""
    mailed(
        small_desk,
        "It says this.",
        [("report.pdf", "application/pdf", PDF)],
        html='<p>It says this.</p><img src="cid:shot.png"><p>Uma</p><img src="cid:logo.png">',
        pictures=[("shot.png", "image/png", PICTURE), ("logo.png", "image/png", LOGO)],
    )

    letter = small_desk.letter(ANA, "notification")
    assert enclosed(letter) == {"report.pdf": PDF, "shot.png": PICTURE}
    assert all(one.get_content_disposition() == "attachment" for one in letter.message.iter_attachments())


def test_the_next_mail_brings_its_own_files(small_desk: Desk) -> None:
    """Those of the mail before are with the letter before."""
    mailed(small_desk, "The printer jams.", [("one.png", "image/png", PICTURE)])
    theirs = small_desk.letter(UMA)
    mailed(small_desk, "And this is its log.", [("two.pdf", "application/pdf", PDF)], answers=theirs)
    mailed(small_desk, "It goes on like that.", answers=theirs)

    first, second, third = small_desk.letters(ANA, "notification")
    assert list(enclosed(first)) == ["one.png"]
    assert list(enclosed(second)) == ["two.pdf"]
    assert not enclosed(third)


def test_what_a_program_would_run_is_passed_as_mere_bytes(small_desk: Desk) -> None:
    """A page, a picture with a script and a program keep their names, and no type that opens them."""
    page = b"<script>alert(1)</script>"
    mailed(
        small_desk,
        "See these.",
        [
            ("page.html", "text/html", page),
            ("drawing.svg", "image/svg+xml", page),
            ("setup.exe", "application/x-msdownload", b"MZ"),
            ("../../etc/passwd", "text/plain", b"root"),
        ],
    )

    letter = small_desk.letter(ANA, "notification")
    kinds = {str(one.get_filename()): one.get_content_type() for one in letter.message.iter_attachments()}
    assert kinds == {
        "page.html": "application/octet-stream",
        "drawing.svg": "application/octet-stream",
        "setup.exe": "application/octet-stream",
        "passwd": "text/plain",
    }


def test_an_urgent_matter_brings_its_screenshot_to_whoever_stands_up(small_desk: Desk) -> None:
    """The alert has it, whoever it climbs to has it, and the telephone has not."""
    mailed(
        small_desk,
        "Nobody at the site can work, the whole site is down!",
        [("down.png", "image/png", PICTURE)],
        subject="URGENT: site down",
    )
    alerts = small_desk.letters(kind="alert")
    assert alerts
    assert all(enclosed(one) == {"down.png": PICTURE} for one in alerts)
    assert not any(enclosed(one) for one in small_desk.letters(kind="pager"))


def test_a_file_too_heavy_for_a_letter_is_named_with_its_weight(narrow_desk: Desk) -> None:
    """What fits goes; of the other the letter says why it does not, and how to get at it."""
    desk = narrow_desk
    mailed(
        desk,
        "A film of it.",
        [("film.mp4", "video/mp4", bytes(400_000)), ("shot.png", "image/png", PICTURE)],
    )

    letter = desk.letter(ANA, "notification")
    assert enclosed(letter) == {"shot.png": PICTURE}
    assert "film.mp4 (0.4 MB)" in letter.text
    assert f"deskbell ticket {desk.ticket()['reference']} --files" in letter.text


def test_a_mail_that_is_no_longer_kept_leaves_its_file_out(small_desk: Desk) -> None:
    """The letter goes all the same, and names what it cannot bring."""
    small_desk.mail(
        raw=_with_file(small_desk, "The printer jams.", ("shot.png", "image/png", PICTURE)), run=False
    )
    journey.take_in(small_desk.desk)
    small_desk.parts.store.writer.write(lambda connection: connection.execute(sa.delete(schema.raw)))
    small_desk.run()

    letter = small_desk.letter(ANA, "notification")
    assert not enclosed(letter)
    assert "no longer kept: shot.png" in letter.text


def _with_file(desk: Desk, text: str, file: File) -> bytes:
    message = message_from_bytes(
        written(desk.clock.now(), text, f"Uma Patel <{UMA}>", subject="Printer"), policy=policy.SMTP
    )
    assert isinstance(message, EmailMessage)
    main, sub = file[1].split("/")
    message.add_attachment(file[2], main, sub, filename=file[0])
    return message.as_bytes()


def test_letters_without_files_ask_the_database_for_none(small_desk: Desk) -> None:
    """The kept mail is opened for a letter that brings files, and for no other."""
    asked: list[int] = []
    kept = small_desk.parts.store.raw

    def raw(number: int) -> bytes | None:
        asked.append(number)
        return kept(number)

    small_desk.parts.store.raw = raw  # type: ignore[method-assign]
    small_desk.mail("The printer jams.", subject="Printer")
    answered(small_desk, "We look into it.")
    assert asked == []

    mailed(
        small_desk,
        words_of(1),
        [("shot.png", "image/png", PICTURE), ("two.png", "image/png", PICTURE)],
        subject=words_of(2),
    )
    assert len(asked) == 1


# -- to the customer


def test_an_agents_file_goes_with_the_words(small_desk: Desk) -> None:
    """To the requester and to whoever reads along; nothing is held."""
    small_desk.mail("The printer jams.", subject="Printer", headers={"Cc": "bob@acme.example"})
    answered(small_desk, "Here is how to clear it.", [("steps.pdf", "application/pdf", PDF)])

    letters = small_desk.letters(kind="reply")
    assert {one.recipient for one in letters} == {UMA, "bob@acme.example"}
    assert all(enclosed(one) == {"steps.pdf": PDF} for one in letters)
    assert not small_desk.letters(ANA, "transcript")
    assert "steps.pdf" in str(small_desk.ticket()["messages"])


def test_a_screenshot_alone_is_an_answer(small_desk: Desk) -> None:
    """It goes with a line that names it, and keeps the promise."""
    small_desk.mail("Where is the button?", subject="Button")
    answered(small_desk, "", [("button.png", "image/png", PICTURE)])

    letter = small_desk.letter(UMA, "reply")
    assert enclosed(letter) == {"button.png": PICTURE}
    assert "Enclosed: button.png" in letter.text
    assert small_desk.ticket()["promises"][0]["state"] == "kept"


def test_a_picture_put_into_the_words_goes_and_the_signatures_does_not(small_desk: Desk) -> None:
    """Nor what the answer quotes."""
    small_desk.mail("Where is the button?", subject="Button")
    answered(
        small_desk,
        "Here:",
        html=(
            '<div>Here:<br><img src="cid:shot.png"></div>'
            '<div class="gmail_signature">Ana<br><img src="cid:brand.png"></div>'
            '<div class="gmail_quote">On Tue, 24 Nov 2026 at 09:20, Desk wrote:<blockquote class="gmail_quote">'
            '<p>Where is the button?</p><img src="cid:theirs.png"></blockquote></div>'
        ),
        pictures=[
            (name, "image/png", PICTURE + name.encode()) for name in ("shot.png", "brand.png", "theirs.png")
        ],
    )

    assert list(enclosed(small_desk.letter(UMA, "reply"))) == ["shot.png"]


def test_a_note_keeps_its_file_inside(small_desk: Desk) -> None:
    """The agent is told that it went to nobody."""
    small_desk.mail("The printer jams.", subject="Printer")
    answered(small_desk, "/note\nHis contract, for us.", [("contract.pdf", "application/pdf", PDF)])

    assert not small_desk.letters(kind="reply")
    assert "contract.pdf" in small_desk.letter(ANA, "transcript").text


def test_a_file_at_a_resolved_matter_goes_and_the_transcript_names_it(small_desk: Desk) -> None:
    """What went is told as the words are."""
    small_desk.mail("The printer jams.", subject="Printer")
    answered(small_desk, "/resolve It is cleared.", [("photo.png", "image/png", PICTURE)])

    assert enclosed(small_desk.letter(UMA, "resolved")) == {"photo.png": PICTURE}
    said = small_desk.letter(ANA, "transcript").text
    assert "Enclosed:\nphoto.png" in said


@pytest.mark.parametrize("text", ["The part is here.\n/frobnicate", "Here it is.\n/wiat vendor"])
def test_what_was_held_goes_with_its_file(small_desk: Desk, text: str) -> None:
    """One word sends both; until then the file goes to nobody."""
    small_desk.mail("The printer jams.", subject="Printer")
    answered(small_desk, text, [("part.png", "image/png", PICTURE)])
    assert not small_desk.letters(UMA, "reply")
    assert "These files go with it:\npart.png" in small_desk.letter(ANA, "transcript").text

    answered(small_desk, "send")
    assert enclosed(small_desk.letter(UMA, "reply")) == {"part.png": PICTURE}


def test_a_file_that_must_wait_for_outsiders_goes_to_those_the_agent_names(small_desk: Desk) -> None:
    """`no` leaves the outsider out, of the file as of the words."""
    small_desk.mail("The printer jams.", subject="Printer", headers={"Cc": "eve@elsewhere.example"})
    answered(small_desk, "Here it is.", [("offer.pdf", "application/pdf", PDF)])
    assert not small_desk.letters(kind="reply")

    answered(small_desk, "no")
    letters = small_desk.letters(kind="reply")
    assert [(one.recipient, list(enclosed(one))) for one in letters] == [(UMA, ["offer.pdf"])]


def test_an_agents_heavy_file_is_asked_about(narrow_desk: Desk) -> None:
    """Words that speak of a file do not go without it unless the agent says so."""
    desk = narrow_desk
    desk.mail("Where is the button?", subject="Button")
    answered(
        desk,
        "See both.",
        [("film.mp4", "video/mp4", bytes(400_000)), ("shot.png", "image/png", PICTURE)],
    )
    assert not desk.letters(UMA, "reply")
    assert "film.mp4 (0.4 MB) would not reach the customer" in desk.letter(ANA, "transcript").text

    answered(desk, "send")
    assert list(enclosed(desk.letter(UMA, "reply"))) == ["shot.png"]


def test_a_mail_passed_on_never_reaches_a_customer(small_desk: Desk) -> None:
    """Neither as a file, nor with the files of a mail that was forwarded."""
    small_desk.mail("The printer jams.", subject="Printer")
    message = message_from_bytes(
        written(
            small_desk.clock.now(), "See what they say.", ANA, answers=small_desk.letter(ANA), subject=None
        ),
        policy=policy.SMTP,
    )
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "boss@desk.example", "Secret"
    inner.set_content("Between us.")
    assert isinstance(message, EmailMessage)
    message.add_attachment(inner)
    small_desk.mail(raw=message.as_bytes())
    assert not small_desk.letters(UMA, "reply")

    answered(small_desk, "send")
    assert not enclosed(small_desk.letter(UMA, "reply"))


def test_the_file_of_a_mail_that_may_be_forged_goes_to_nobody(small_desk: Desk) -> None:
    """Not even with the word that sends its words."""
    small_desk.mail("The printer jams.", subject="Printer")
    reference = small_desk.ticket()["reference"]
    mailed(
        small_desk,
        "Open this.",
        [("virus.exe", "application/octet-stream", b"MZ")],
        sender=ANA,
        subject=f"Re: Printer {reference}",
        proven=False,
    )
    for one in small_desk.letters():
        assert not enclosed(one) or one.recipient == ANA
    if small_desk.letters(ANA, "transcript"):
        answered(small_desk, "send")
    assert not any(enclosed(one) for one in small_desk.letters(UMA))


def test_a_strangers_file_is_for_staff_alone(small_desk: Desk) -> None:
    """Whoever quotes a ticket and has no part in it shows their file to the agent, and to nobody else."""
    small_desk.mail("The printer jams.", subject="Printer", headers={"Cc": "bob@acme.example"})
    theirs = small_desk.letter(UMA)
    mailed(
        small_desk,
        "I would like to know more.",
        [("mine.png", "image/png", PICTURE)],
        sender="Eve <eve@elsewhere.example>",
        answers=theirs,
        proven=False,
    )

    got = {one.recipient for one in small_desk.letters() if enclosed(one)}
    assert got
    assert all(one.endswith("@desk.example") for one in got)


def test_a_colleague_who_is_asked_or_takes_over_sees_the_screenshot(small_desk: Desk) -> None:
    """What the customer's words brought goes along with them."""
    mailed(small_desk, "It says this.", [("shot.png", "image/png", PICTURE)])
    answered(small_desk, "/assign ben")

    handed = [one for one in small_desk.letters(kind="notification") if one.recipient.startswith("ben@")]
    assert handed
    assert enclosed(handed[-1]) == {"shot.png": PICTURE}


def test_files_reach_both_sides_on_every_database(desk: Desk) -> None:
    """There, and back again."""
    mailed(desk, "It says this.", [("shot.png", "image/png", PICTURE)])
    answered(desk, "Press here.", [("button.png", "image/png", PICTURE[::-1])])

    assert enclosed(desk.letter(ANA, "notification")) == {"shot.png": PICTURE}
    assert enclosed(desk.letter(UMA, "reply")) == {"button.png": PICTURE[::-1]}


def test_only_a_file_too_heavy_tells_that_nothing_went(narrow_desk: Desk) -> None:
    """There is nothing that `send` could send."""
    narrow_desk.mail("Where is the button?", subject="Button")
    answered(narrow_desk, "", [("film.mp4", "video/mp4", bytes(400_000))])

    said = narrow_desk.letter(ANA, "transcript").text
    assert "Nothing has gone to the customer" in said
    assert "The word send" not in said
    assert not narrow_desk.letters(UMA, "reply")


def test_a_command_alone_sends_no_file(small_desk: Desk) -> None:
    """It may be for us: the agent is told that it stays."""
    small_desk.mail("The printer jams.", subject="Printer")
    answered(
        small_desk,
        "/wait vendor until fri 15:00 the part is ordered",
        [("order.pdf", "application/pdf", PDF)],
    )

    assert not any(enclosed(one) for one in small_desk.letters(UMA))
    said = small_desk.letter(ANA, "transcript").text
    assert said.index("order.pdf") < said.index("stays on the ticket")


def test_many_heavy_letters_leave_in_several_rounds(
    small_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of them leave, whole, though no round holds more than so many bytes."""
    monkeypatch.setattr(sending, "HEAVY", 20_000)
    for number in range(5):
        sender, subject = f"Person <p{number}@acme.example>", words_of(number + 10)
        file = (f"{number}.png", "image/png", PICTURE)
        mailed(small_desk, words_of(number), [file], sender=sender, subject=subject, run=False)
    small_desk.run()

    got = [list(enclosed(one)) for one in small_desk.letters(kind="notification")]
    assert sorted(got) == [[f"{number}.png"] for number in range(5)]


def test_heavy_letters_that_are_tried_again_leave_in_several_rounds(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relay that was deaf is not handed all of them at once, and gets all of them."""
    monkeypatch.setattr(outbox, "HEAVY", 20_000)
    hearing = desk.desk.postman
    deaf = Deaf()
    object.__setattr__(desk.desk, "postman", deaf)
    for number in range(4):
        sender, subject = f"Person <p{number}@acme.example>", words_of(number + 10)
        file = (f"{number}.png", "image/png", PICTURE)
        mailed(desk, words_of(number), [file], sender=sender, subject=subject)
    assert deaf.heard
    assert not desk.letters(kind="notification")

    object.__setattr__(desk.desk, "postman", hearing)
    desk.parts.store.writer.write(
        lambda connection: connection.execute(sa.update(schema.letter).values(due_at=0.0))
    )
    desk.run()
    got = [list(enclosed(one)) for one in desk.letters(kind="notification")]
    assert sorted(got) == [[f"{number}.png"] for number in range(4)]


class Deaf:
    """A relay that takes nothing for now."""

    def __init__(self) -> None:
        self.heard = 0

    def deliver(self, parcels: Iterable[Parcel]) -> Iterator[Result]:
        for parcel in parcels:
            self.heard += 1
            yield Result(parcel.letter_id, Handed.DEFERRED, 451, "later")
