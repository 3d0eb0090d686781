"""A letter of the outbox becomes the bytes that every try sends: rendered, addressed, signed with its tokens."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Protocol

from deskbell.casework.enclosing import Drawer
from deskbell.casework.house import House, person_number
from deskbell.casework.post import token_purpose
from deskbell.casework.threads import known_address
from deskbell.letters import kinds
from deskbell.letters.facts import Facts
from deskbell.letters.frame import Frame, Rendered
from deskbell.mail import tokens
from deskbell.mail.compose import Automatic, Outgoing, compose
from deskbell.mail.keyring import Purpose
from deskbell.mail.values import Address
from deskbell.ports import Due

_PAGES = {"status": ("t", Purpose.STATUS), "survey": ("s", Purpose.SURVEY), "confirm": ("a", Purpose.CONFIRM)}

_NO_LINKS: Mapping[str, str] = MappingProxyType({})


class Room(Protocol):
    """Whoever renders letters; see letters.room."""

    def render(self, kind: str, facts: Facts | Mapping[str, Any], frame: Frame) -> Rendered: ...


def wrap(
    due: Due,
    house: House,
    room: Room,
    now: datetime,
    more: Mapping[str, Any] | None = None,
    drawer: Drawer | None = None,
) -> tuple[str, bytes]:
    """The subject and the bytes of a letter. `more`: facts looked up at the last moment (what stands between us).

    `drawer`: whence its files come; one whose mail is no longer kept is named in the letter instead.

    Raises LetterError or ValueError for a letter that no later try could make either.
    """
    frame = due.frame
    shown = {"draft": _draft(frame["draft"], house, room, now)} if frame.get("draft") else {}
    files, lost = drawer.take(frame["files"]) if drawer and "files" in frame else ((), ())
    reader = _reader(due, house, now)
    if files or lost or "stay" in frame:
        names = tuple(one.name for one in files)
        reader = replace(reader, enclosed=names, too_heavy=tuple(frame.get("stay", ())), lost=lost)
    rendered = room.render(due.kind, _facts(due, {**(more or {}), **shown}), reader)
    own_thread = bool(frame.get("own_thread"))
    answers = Address(_sender_name(due, house), reply_to(due, house))
    outgoing = Outgoing(
        # A relay that takes its mailbox's own sender alone looks at From as well.
        sender=answers if house.return_path == "verp" else Address(answers.name, house.address),
        # Said twice: a relay that puts its mailbox's own address into From leaves Reply-To as it is.
        reply_to=answers if due.ticket_id and house.delimiter else None,
        to=Address(str(frame["name"]), due.recipient),
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        message_id=due.message_id,
        date=now,
        in_reply_to="" if own_thread else str(frame.get("parent", "")),
        references=() if own_thread else tuple(frame.get("chain", ())),
        automatic=_manner(due),
        loop_marker=house.domain,
        high=bool(frame.get("high")),
        language=str(frame["language"]),
        enclosures=files,
    )
    return rendered.subject, compose(outgoing)


def whose_past(due: Due) -> tuple[str, int] | None:
    """Whose past with us an owner's letter tells, as it is when the letter is made, and the ticket that is no part of it.

    None for a letter that tells nobody's, or that is made already.
    """
    if due.kind != kinds.Notification.kind or due.data:
        return None
    facts = due.facts
    return str(facts.address if isinstance(facts, kinds.Notification) else facts["address"]), due.ticket_id


def _facts(due: Due, more: Mapping[str, Any]) -> Facts:
    if isinstance(due.facts, Facts):
        return due.facts.with_more(more)
    return kinds.facts_of(due.kind, {**due.facts, **more})


def _draft(draft: Mapping[str, Any], house: House, room: Room, now: datetime) -> str:
    """A letter laid before somebody, as its reader would get it, without the small print."""
    rendered = room.render(draft["kind"], draft["facts"], _frame(draft["frame"], house, now))
    return rendered.text.partition("\n-- \n")[0].strip()


def _reader(due: Due, house: House, now: datetime) -> Frame:
    urls = {name: link(due, house, name) if name in due.frame["links"] else "" for name in _PAGES}
    return _frame(due.frame, house, now, urls)


def _frame(
    frame: Mapping[str, Any], house: House, now: datetime, urls: Mapping[str, str] = _NO_LINKS
) -> Frame:
    opened = str(frame.get("opened", ""))
    return Frame(
        language=str(frame["language"]),
        now=now,
        name=str(frame["name"]),
        zone=str(frame["zone"]) or house.timezone,
        zone_known=bool(frame["zone_known"]),
        reference=str(frame["reference"]),
        thread_subject=str(frame["subject"]),
        thread_date=datetime.fromisoformat(opened) if opened else None,
        client=str(frame.get("client", "")),
        status_url=urls.get("status", ""),
        survey_url=urls.get("survey", ""),
        confirm_url=urls.get("confirm", ""),
    )


def link(due: Due, house: House, page: str) -> str:
    """The signed address of a page, for this reader and this ticket alone."""
    path, purpose = _PAGES[page]
    token = tokens.link_token(
        tokens.Link(
            purpose,
            due.ticket_id,
            person_number(known_address(house, due.recipient)),
            int(due.frame["generation"]),
        ),
        house.keyring,
    )
    return f"{house.base_url}/{path}/{token}"


def reply_to(due: Due, house: House) -> str:
    """The ticket's address, signed for this reader; the plain one for letters of no ticket."""
    base = str(due.frame["desk"]) or house.address
    if not due.ticket_id:
        return house.address
    holder = tokens.Holder(
        token_purpose(due.frame),
        person_number(known_address(house, due.recipient)),
        int(due.frame["generation"]),
    )
    try:
        return tokens.reply_address(base, due.ticket_id, holder, house.keyring, house.delimiter)
    except ValueError:
        return tokens.reply_address(house.address, due.ticket_id, holder, house.keyring, house.delimiter)


def return_path(due: Due, house: House) -> str:
    """Where a bounce of this letter comes back to."""
    if house.return_path != "verp":
        return house.address
    return tokens.return_path(f"bounces@{house.domain}", due.id, house.keyring, house.delimiter)


def _sender_name(due: Due, house: House) -> str:
    """A person's words leave under a person's name; the desk's own under the desk's."""
    author = str(due.frame.get("author", ""))
    name = house.directory.name_of(author) if author else ""
    return f"{name}, {house.name}" if name else house.name


def _manner(due: Due) -> Automatic:
    if due.kind in kinds.BY_A_PERSON and due.frame.get("author"):
        return Automatic.NO
    return (
        Automatic.REPLIED
        if due.kind.startswith("acknowledgement") or due.kind == "reopened"
        else Automatic.GENERATED
    )
