"""A mail, or what a person wrote in a letter, becomes an entry of a ticket."""

import json

from deskbell.casework.docket import Anchor, Docket, Letter, Message
from deskbell.casework.enclosing import NONE, Files, as_json
from deskbell.casework.post import Answering
from deskbell.casework.reading import Reading


def file_message(
    docket: Docket, reading: Reading, ticket_id: int, reason: str, *, direction: str = "in", hand: str = ""
) -> Message:
    """The mail as an entry of the ticket, and its Message-ID, with those it answers, as anchors."""
    mail = reading.mail
    message = docket.file(
        Message(
            id=docket.fresh_id("message", 8),
            ticket_id=ticket_id,
            at=docket.now,
            direction=direction,
            author=reading.sender,
            author_name=mail.sender.name,
            inbound_id=reading.inbound.id,
            origin=mail.origin.value,
            hand=hand,
            reason=reason,
            subject=mail.subject,
            words=mail.reply.new,
            text=mail.text if mail.text != mail.reply.new else "",
            attachments=json.dumps(
                [
                    {"name": one.name, "content_type": one.content_type, "size": one.size, "part": one.part}
                    | ({"inline": True} if one.inline else {})
                    for one in mail.attachments
                ]
            )
            if mail.attachments
            else "[]",
            message_id=mail.message_id,
        )
    )
    clues = reading.clues
    known = docket.anchors.get(clues.own_hash)
    if known is None or not known.seen:
        docket.anchor(
            Anchor(
                clues.own_hash,
                ticket_id,
                message.id,
                seen=True,
                content=reading.content,
                path=reading.path,
                made_at=docket.now,
            )
        )
    for one in clues.chain:
        if one not in docket.anchors:
            docket.anchor(Anchor(one, ticket_id, made_at=docket.now))
    return message


def file_letter(
    docket: Docket,
    letter: Letter,
    words: str,
    author: str,
    author_name: str,
    *,
    files: Files = NONE,
    subject: str = "",
    spare: int = 8,
) -> Message:
    """What a person's letter said, as an entry of its ticket. `spare`: ids asked for at once, where many follow."""
    return docket.file(
        Message(
            id=docket.fresh_id("message", spare),
            ticket_id=letter.ticket_id,
            at=docket.now,
            direction="out",
            author=author,
            author_name=author_name,
            letter_id=letter.id,
            reason=letter.kind,
            subject=subject,
            words=words,
            attachments=as_json(files.go),
            message_id=letter.message_id.strip("<>"),
        )
    )


def file_own(
    docket: Docket,
    reading: Reading | None,
    ticket_id: int,
    words: str,
    author: str,
    author_name: str,
    *,
    files: Files = NONE,
) -> Message:
    """What an agent's own mail said to customers, to whom no letter went, as an entry of the ticket."""
    return docket.file(
        Message(
            id=docket.fresh_id("message", 8),
            ticket_id=ticket_id,
            at=docket.now,
            direction="out",
            author=author,
            author_name=author_name,
            reason="sent by their own mail",
            subject=reading.mail.subject if reading else "",
            words=words,
            attachments=as_json(files.go),
            message_id=reading.mail.message_id if reading else "",
        )
    )


def answering(reading: Reading) -> Answering:
    """The thread of a letter that answers this mail."""
    return Answering(reading.mail.message_id, reading.mail.references)
