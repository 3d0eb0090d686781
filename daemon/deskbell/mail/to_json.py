"""A `Mail` as the dictionary that `deskbell read --json` prints."""

from typing import Any

from deskbell.mail.read import read
from deskbell.mail.values import Bounce, Mail


def describe(path: str, raw: bytes) -> dict[str, Any]:
    """What the mail room understood of the message in the file `path`, under the names an operator knows."""
    return {"path": path, **as_dict(read(raw))}


def as_dict(mail: Mail) -> dict[str, Any]:
    """The answer of `read --json`: clean strings, "" when empty; ids bare; dates ISO 8601 with offset."""
    bounce = mail.bounce or Bounce(())
    forward, calendar = mail.forward, mail.calendar
    return {
        "subject": mail.subject,
        "from": mail.sender.address,
        "from_name": mail.sender.name,
        "message_id": mail.message_id,
        "in_reply_to": mail.in_reply_to[0] if mail.in_reply_to else "",
        "references": list(mail.references),
        "date": mail.date.isoformat() if mail.date else None,
        "text": mail.text,
        "html": mail.html,
        "reply_text": mail.reply.new,
        "quoted_text": mail.reply.quoted,
        "attachments": [
            {"name": one.name, "content_type": one.content_type, "size": one.size, "inline": one.inline}
            for one in mail.attachments
        ],
        "origin": str(mail.origin),
        "auto": mail.auto,
        "bounce": mail.bounce is not None,
        "failed_recipients": [one.address for one in bounce.failed],
        "delayed_recipients": [one.address for one in bounce.delayed],
        "forward": forward and {"from": forward.sender, "subject": forward.subject, "text": forward.text},
        "importance": {"level": mail.importance.level, "marks": list(mail.importance.marks)},
        "calendar": calendar
        and {
            "method": calendar.method,
            "summary": calendar.summary,
            "start": calendar.start,
            "end": calendar.end,
            "organizer": calendar.organizer,
            "attendees": list(calendar.attendees),
        },
        "signed": mail.signed,
        "encrypted": mail.encrypted,
        "defects": list(mail.defects),
    }
