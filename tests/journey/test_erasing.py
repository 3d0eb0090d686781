"""A person is erased: not a byte of theirs is left, and the desk goes on as if somebody else had been there."""

import base64
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import sqlalchemy as sa

from desk import Desk
from deskbell import erasure
from deskbell.casework import likeness
from deskbell.errors import OperatorError
from deskbell.store import schema
from deskbell.store.keep import unpack

ZOE = "Zoe Marlowe <zoe.marlowe@acme.example>"
ADDRESS = "zoe.marlowe@acme.example"
TOM = "Tom Reed <tom@acme.example>"
ANA = "Ana Silva <ana@desk.example>"
#: Words of hers that nobody else uses, and whatever else of hers is to be found nowhere.
SECRET = ("quagmire", "wombat", "halibut", "zoe.marlowe", "Zoe Marlowe", "ZW9lLm1hcmxvd2")
PICTURE = b"\x89PNG halibut " + bytes(range(256)) * 20


def every_cell(desk: Desk) -> Iterator[tuple[str, str]]:
    """Everything the database holds, unpacked, as text; what mails carry in base64 decoded as well."""
    with desk.parts.store.reading() as connection:
        for table in schema.metadata.sorted_tables:
            for row in connection.execute(sa.select(table)):
                for name, value in row._mapping.items():
                    where = f"{table.name}.{name} of {next(iter(row))}"
                    if isinstance(value, bytes) and name in ("data", "files"):
                        value = unpack(value)
                        yield where, _decoded(value)
                    if isinstance(value, bytes):
                        value = value.decode("latin-1")
                    yield where, str(value)


def _decoded(raw: bytes) -> str:
    from email import message_from_bytes

    parts = [one.get_payload(decode=True) for one in message_from_bytes(raw).walk()]
    return " ".join(one.decode("latin-1") for one in parts if isinstance(one, bytes))


def found(desk: Desk) -> list[str]:
    """Where anything of hers is still to be found."""
    return sorted(
        {
            f"{where}: {text[max(0, text.lower().index(one.lower()) - 60) :][:160]}"
            for where, text in every_cell(desk)
            for one in SECRET
            if one.lower() in text.lower()
        }
    )


def erase(desk: Desk, address: str = ADDRESS) -> Any:
    return erasure.erase_person(desk.parts, address, "pat", sure=True)


def with_a_picture(desk: Desk) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = ZOE, "support@desk.example", "The wombat printer"
    message["Cc"] = TOM
    message["Message-ID"] = "<first.wombat@acme.example>"
    message.set_content("The quagmire printer in room seven eats every page.\n\nZoe")
    message.add_attachment(PICTURE, "image", "png", filename="halibut.png")
    message.set_boundary("=_picture")
    return message.as_bytes()


def a_life(desk: Desk) -> None:
    """A matter of hers with a picture, answered, closed and rated; and her words on a matter of Tom's."""
    desk.mail(raw=with_a_picture(desk))
    first = desk.letter("ana@desk.example", "notification")
    desk.mail("We look at your quagmire printer at noon.", sender=ANA, answers=first)
    desk.mail(
        "The quagmire printer in room seven eats my soul too.",
        sender=TOM,
        answers=desk.letter("tom@acme.example", "reply"),
    )
    desk.clock.advance(timedelta(hours=2))
    desk.mail(
        "My door does not lock any more since the storm.",
        sender=TOM,
        subject="Door",
        headers={"Cc": ZOE},
    )
    letter = desk.letter("tom@acme.example", "acknowledgement")
    desk.mail("The wombat has the only key to that door.", sender=ZOE, answers=letter)
    owner = desk.ticket(1002)["owner"]
    told = desk.letter(owner, "notification")
    desk.mail("Tom, the wombat has the only key to that door, so ask her.", sender=owner, answers=told)
    desk.mail("/resolve\n\nThe halibut is out of it.", sender=ANA, answers=first)


@pytest.fixture
def lived(desk: Desk) -> Desk:
    a_life(desk)
    assert len(found(desk)) > 20
    return desk


def test_not_a_word_nor_the_address_is_left_in_any_table(lived: Desk) -> None:
    """Neither in what she wrote, nor in what was written to her, nor quoted in what others wrote; packed bytes and files too."""
    erase(lived)

    assert found(lived) == []


def test_what_was_planned_is_what_is_done(lived: Desk) -> None:
    """The plan changes nothing, counts exactly, and afterwards there is nothing of her."""
    before = list(every_cell(lived))
    plan = erasure.erase_person(lived.parts, ADDRESS, "pat", sure=False)
    assert list(every_cell(lived)) == before

    done = erase(lived)

    assert {name: done[name] for name in plan if name != "erased"} == {
        name: plan[name] for name in plan if name != "erased"
    }
    assert plan["tickets"] == 1
    assert plan["shared"] == 1
    assert plan["surveys"] == 0
    assert plan["people"] == 1
    again = erasure.erase_person(lived.parts, ADDRESS, "pat", sure=False)
    assert not any(again[name] for name in ("tickets", "shared", "messages", "mails", "letters", "people"))


def test_numbers_times_promises_and_the_ledger_stay(lived: Desk) -> None:
    """The tombstone has its place in every count; the timeline says when and by whom, and not what."""
    from deskbell.store import looks

    def counts() -> Any:
        with lived.parts.store.reading() as connection:
            rows = {
                table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar()
                for table in schema.metadata.sorted_tables
                if table.name not in ("event", "letter_raw", "participant", "person", "flag")
            }
            return rows, looks.ledger(lambda sql, values: connection.execute(sa.text(sql), dict(values)))

    before, ledger = counts()
    kept = lived.ticket(1001)
    erase(lived)
    after, later = counts()

    assert after == before
    assert later["difference"] == 0
    assert later["erased"] == 5
    assert later["outcomes"] == ledger["outcomes"]
    ticket = lived.ticket(1001)
    same = ("reference", "opened", "kind", "priority", "client", "owner")
    assert [ticket[name] for name in same] == [kept[name] for name in same]
    assert [one["state"] for one in ticket["promises"]].count("live") == 0
    assert [one["by"] for one in ticket["events"] if one["event"] == "erased"] == ["pat"]
    assert lived.events(1002).count("erased") == 1


def _first_mail(desk: Desk) -> bytes:
    """As the store keeps it."""
    oldest = sa.select(schema.raw.c.data).order_by(schema.raw.c.inbound_id).limit(1)
    with desk.parts.store.reading() as connection:
        return bytes(connection.execute(oldest).scalar() or b"")


def test_nobody_elses_matter_is_touched(desk: Desk) -> None:
    """A ticket she had no part in is the same to the last byte; of the one she wrote on, Tom's own words stay."""
    desk.mail("The coffee machine on the third floor hisses.", sender="kim@acme.example", subject="Coffee")
    untouched = desk.ticket(1001)
    raw = _first_mail(desk)
    desk.clock.advance(timedelta(hours=1))
    desk.mail("My door does not lock any more.", sender=TOM, subject="Door", headers={"Cc": ZOE})
    desk.mail("The wombat has it.", sender=ZOE, answers=desk.letter("tom@acme.example", "acknowledgement"))
    erase(desk)

    assert desk.ticket(1001) == untouched
    assert _first_mail(desk) == raw
    door = desk.ticket(1002)
    assert door["messages"][0]["words"] == "My door does not lock any more."
    assert door["requester"] == "tom@acme.example"
    assert door["state"] == "open"


def test_a_file_that_another_sent_stays_with_them(desk: Desk) -> None:
    """Her address goes out of the header of Tom's mail, and his picture stays in it."""
    message = EmailMessage()
    message["From"], message["To"], message["Cc"] = TOM, "support@desk.example", ZOE
    message["Subject"], message["Message-ID"] = "Door", "<door@acme.example>"
    message.set_content("My door, see the picture.")
    message.add_attachment(b"\x89PNG" + bytes(range(256)), "image", "png", filename="door.png")
    desk.mail(raw=message.as_bytes())
    erase(desk)

    assert found(desk) == []
    [file] = desk.ticket()["messages"][0]["attachments"]
    raw = unpack(_first_mail(desk))
    assert file["name"] == "door.png"
    assert base64.b64encode(b"\x89PNG" + bytes(range(30)))[:40] in raw


def test_a_later_answer_to_an_erased_letter_is_a_new_matter(lived: Desk) -> None:
    """By the signed address, by the thread, or by the reference: it joins nothing, and nothing fails."""
    letters = lived.letters(ADDRESS)
    erase(lived)
    lived.clock.advance(timedelta(hours=1))
    lived.mail("It is broken again, I fear.", sender="Zoe <zoe.marlowe@acme.example>", answers=letters[0])
    lived.clock.advance(timedelta(hours=1))
    lived.mail("Any news of my case?", sender="jo@acme.example", subject="About DB-1001", answers=None)
    lived.clock.advance(timedelta(hours=1))
    lived.mail("I hear of it again.", sender=TOM, answers=letters[-1], quote=False)

    assert lived.ticket(1003)["messages"][0]["reason"] == "what it answers was erased: a new matter"
    assert [one["state"] for one in lived.tickets() if one["reference"] == "DB-1001"] == ["closed"]
    assert all(word in ("opened", "appended", "refused") for word, _ in lived.outcomes())
    assert len(lived.ticket(1001)["messages"]) == len(
        [one for one in lived.ticket(1001)["messages"] if not one["words"]]
    )


def test_the_erased_mail_once_more_is_no_ticket(lived: Desk) -> None:
    """A mail server that hands it over again, or by another address of ours, brings nothing back."""
    raw = with_a_picture(lived)
    erase(lived)
    kept = lived.keep(raw, ["other@desk.example", ADDRESS])
    lived.run()

    assert kept.duplicate
    assert found(lived) == []
    assert len(lived.tickets()) == 2


def test_a_mail_that_came_by_a_second_address_just_now_is_not_looked_at_again(desk: Desk) -> None:
    """It has its outcome again, and her ticket nothing new."""
    desk.mail(raw=with_a_picture(desk))
    desk.keep(with_a_picture(desk), ["help@desk.example"])
    erase(desk)
    desk.run()

    assert desk.outcomes() == [("opened", "no signal: a new matter")]
    assert found(desk) == []


def test_letters_that_have_not_left_do_not_leave(lived: Desk) -> None:
    """Those to her are withdrawn; those to others go without her words."""
    lived.parts.store.set_flag("outbox_hold", "", lived.clock.now())
    lived.mail("The wombat came back, and so did the quagmire in room nine.", sender=ZOE, subject="Wombat")
    plan = erasure.erase_person(lived.parts, ADDRESS, "pat", sure=False)
    assert plan["withdrawn"] >= 2
    before = len(lived.letters())
    erase(lived)
    lived.parts.store.set_flag("outbox_hold", None, lived.clock.now())
    lived.run()

    assert len(lived.letters()) == before
    assert found(lived) == []


def test_a_report_that_a_letter_to_her_came_back_brings_nothing_back(lived: Desk) -> None:
    """It is noted as one, and neither she nor her matter is named to anybody."""
    letter = lived.letters(ADDRESS)[0]
    erase(lived)
    report = (
        f"From: mailer-daemon@acme.example\nTo: bounces@desk.example\nSubject: Undelivered\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=q\nMIME-Version: 1.0\n\n"
        "--q\n\nIt failed.\n--q\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.acme.example\n\n"
        "Final-Recipient: rfc822; someone@acme.example\nAction: failed\nStatus: 5.1.1\n\n"
        f"--q\nContent-Type: text/rfc822-headers\n\nMessage-ID: {letter.message_id}\n--q--\n"
    )
    lived.mail(raw=report.encode())

    assert lived.outcomes()[-1][0] == "bounce"
    assert found(lived) == []


def test_mail_of_hers_that_waits_or_was_set_aside_is_erased_and_stays_so(small_desk: Desk) -> None:
    """It ends in an outcome of its own, and is not looked at again."""
    desk = small_desk
    desk.mail("Never read: the wombat writes.", sender=ZOE, subject="Waiting", run=False)
    erase(desk)
    desk.run()

    assert desk.outcomes() == [("erased", "")]
    assert found(desk) == []
    assert desk.parts.store.replay([1]) == 0


def test_agents_addresses_of_the_desk_and_rubbish_are_refused(small_desk: Desk) -> None:
    for word, told in (
        ("ana@desk.example", "Ana Silva is one of the desk's agents"),
        ("support@desk.example", "is the desk's own address"),
        ("nobody", "is no address"),
    ):
        with pytest.raises(OperatorError, match=told):
            erase(small_desk, word)


def test_all_addresses_the_directory_gives_a_person_are_one_person(small_desk: Desk) -> None:
    """Named by one, erased by all."""
    home = small_desk.home
    (home / "rules").mkdir(exist_ok=True)
    from deskbell.share import shipped

    text = (shipped("rules") / "people.csv").read_text("utf-8")
    head = text.splitlines()[0].split(",")
    values = {"address": ADDRESS, "name": "Zoe Marlowe", "client": "Acme", "aliases": "zm@acme.example"}
    row = ",".join(values.get(one.strip(), "") for one in head)
    (home / "rules" / "people.csv").write_text(f"{text.rstrip()}\n{row}\n", "utf-8")
    small_desk.close()
    small_desk.open()
    told = erasure.erase_person(small_desk.parts, "ZM@acme.example", "pat", sure=False)

    assert set(told["addresses"]) == {ADDRESS, "zm@acme.example"}


def test_a_tag_behind_the_name_makes_nobody_else(desk: Desk) -> None:
    """Written from or to, with a tag or without: one person."""
    desk.mail(
        "My door squeaks in the wind.",
        sender=TOM,
        subject="Door",
        headers={"Cc": "zoe.marlowe+desk@acme.example"},
    )
    letter = desk.letter("tom@acme.example", "acknowledgement")
    desk.mail("The wombat has it.", sender="Zoe Marlowe <Zoe.Marlowe+Desk@Acme.example>", answers=letter)
    desk.clock.advance(timedelta(hours=1))
    desk.mail("A quagmire of my own.", sender="zoe.marlowe+x@acme.example", subject="Quagmire")
    erase(desk)

    assert found(desk) == []
    assert desk.ticket(1001)["state"] == "open"


def test_not_a_byte_is_left_in_the_files_of_sqlite(small_desk: Desk) -> None:
    """Neither in the database's free pages nor in its log; and the letters' files on this machine are gone."""
    desk = small_desk
    a_life(desk)
    told = erase(desk)

    assert told["overwritten"]
    for file in [one for one in desk.home.rglob("*") if one.is_file()]:
        data = file.read_bytes().lower()
        assert not [one for one in SECRET if one.lower().encode() in data], file
    with sqlite3.connect(desk.home / "deskbell.sqlite") as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


def test_the_desk_goes_on(lived: Desk) -> None:
    """Weeks later nothing has failed: no letter to nobody, no alarm, no survey of the erased."""
    erase(lived)
    before = len(lived.letters("erased"))
    lived.pass_time(timedelta(days=21))
    lived.mail("My new mouse is slow.", sender="kim@acme.example", subject="Mouse")

    assert not lived.letters(kind="operator_alarm")
    assert len(lived.letters("erased")) == before
    assert "survey_asked" not in lived.events(1001)
    assert found(lived) == []


def test_what_reads_the_desk_reads_on(lived: Desk) -> None:
    """Pages, lists, reports and the rules' look at past mail find a place without words, and fail at none."""
    from deskbell.pages import DeskPages
    from deskbell.reports import hindsight, timeline
    from deskbell.store import looks, queries, shortfalls

    lived.mail(
        "I want to complain. The quagmire waited two days and no word came.", sender=ZOE, subject="Complaint"
    )
    page = lived.letters(ADDRESS)[0].link("t").rpartition("/")[2]
    erase(lived)
    parts, now = lived.parts, lived.clock.now()
    pages = DeskPages(parts.store, lambda: parts.books.house, parts.clock, parts.troubles, parts.queue.nudge)

    assert pages.status(page) is None
    assert pages.survey(page) is None
    assert all(pages.letter(one.letter_id) for one in pages.letters())
    with parts.store.reading() as connection:
        for number in (1001, 1002, 1003):
            assert timeline.page(looks.ticket(queries.run_on(connection), number) or {}, str)

        def run(sql: str, values: Any) -> Any:
            return connection.execute(sa.text(sql), dict(values))

        told = list(shortfalls.shortfalls(run, lived.now, now, now))
        assert not [one for one in told if one["what"] == "complaint"]
        assert [one["missing"] for one in looks.complaints(run)] == [[]]
    judged = list(hindsight.kept_facts(parts.store, parts.books.house, 100))
    assert [one.sender for one in judged if one.sender != "ben@desk.example"] == ["tom@acme.example"]


def test_a_name_that_an_agent_bears_too_stays_the_agents(small_desk: Desk) -> None:
    """Whoever writes under the name of one of ours takes it from nobody."""
    desk = small_desk
    desk.mail("The wombat asks.", sender=f"Ben Okafor <{ADDRESS}>", subject="Hello")
    desk.clock.advance(timedelta(hours=1))
    desk.mail("My door squeaks.", sender=TOM, subject="Door", headers={"Cc": ADDRESS})
    erase(desk)

    assert desk.ticket(1002)["owner"] == "ben@desk.example"
    assert "Ben Okafor" in desk.letter("tom@acme.example", "acknowledgement").text
    assert found(desk) == []


def test_an_incident_of_many_goes_on_without_them(desk: Desk) -> None:
    """Neither its title nor what it looks like is theirs any more; the others hear of it, and nobody writes to nobody."""
    ways = (
        ("Wombat does not connect", "Since nine the wombat does not connect to the server.", ZOE),
        ("Wombat not connecting", "My wombat shows that it does not connect.", "kim@acme.example"),
        ("Wombat connect problem", "Hello, the wombat does not connect here. Please help!", TOM),
    )
    for subject, text, sender in ways:
        desk.mail(text, sender=sender, subject=subject)
        desk.clock.advance(timedelta(minutes=2))
    question = desk.letter("lena@desk.example", "incident_question")
    erase(desk)
    desk.mail("yes", sender="Lena Fischer <lena@desk.example>", answers=question, quote=False)
    incident = max(int(one["reference"].removeprefix("DB-")) for one in desk.tickets())
    desk.mail(
        "/broadcast\n\nWe restart the server now.",
        sender="Lena Fischer <lena@desk.example>",
        answers=question,
        quote=False,
    )
    desk.pass_time(timedelta(days=2))

    assert ADDRESS not in str(list(every_cell(desk)))
    assert "Zoe Marlowe" not in str(list(every_cell(desk)))
    assert not [one for one in desk.letters("erased") if one.kind != "acknowledgement"]
    assert {one.recipient for one in desk.letters(kind="broadcast")} == {
        "kim@acme.example",
        "tom@acme.example",
    }
    assert desk.ticket(incident)["requester"] == ""
    assert "live" not in [one["state"] for one in desk.ticket(1001)["promises"]]
    assert not desk.letters(kind="operator_alarm")


def test_what_the_desk_remembers_of_mails_of_late_is_forgotten(small_desk: Desk) -> None:
    """It compares new mails with those of late, whose words stay at hand meanwhile."""
    small_desk.mail("The xylophone in room 12 is out of tune.", subject="Xylophone")
    assert "xyloph" in str(vars(likeness._latest_shelf[0]))

    erasure.erase_person(small_desk.parts, "uma@acme.example", "operator", sure=True)

    assert "xyloph" not in str(vars(likeness._latest_shelf[0]))
