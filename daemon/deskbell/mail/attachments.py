"""Every attachment of a message, with a safe name; and its bytes, when somebody asks for them."""

from collections.abc import Mapping

from deskbell.mail.contents import Contents, Item, sort
from deskbell.mail.filenames import safe_name
from deskbell.mail.parse import parse
from deskbell.mail.values import Attachment

MAX_ATTACHMENTS = 1000


def list_attachments(found: Contents, raw: bytes) -> tuple[Attachment, ...]:
    """The attachments in the order of the message `raw`."""
    shown = _shown_ids(found)
    return tuple([_attachment(item, shown, raw) for item in found.items[:MAX_ATTACHMENTS]])


def attached(raw: bytes) -> Mapping[str, Item]:
    """By its `Attachment.part`, each file of a message; for whoever asks for the bytes of several."""
    return {item.place: item for item in sort(parse(raw).root).items}


def _shown_ids(found: Contents) -> str:
    """The HTML in which an image's Content-ID is looked for, if any is written there."""
    return "\n".join(block.words for block in found.blocks if block.kind == "html" and "cid:" in block.words)


def _attachment(item: Item, shown: str, raw: bytes) -> Attachment:
    part = item.part
    disposition = part.disposition if part is not None else ""
    referenced = bool(item.content_id) and f"cid:{item.content_id}" in shown
    inline = referenced or disposition == "inline" or (bool(item.content_id) and disposition != "attachment")
    tidy = item.tidy_base64()
    begins, ends = (part.start, part.end or 0) if part and tidy is not None and part.source is raw else (0, 0)
    return Attachment(
        name=safe_name(item.name),
        content_type=item.content_type,
        size=len(item.content()) if tidy is None else tidy,
        inline=inline,
        content_id=item.content_id,
        part=item.place,
        begins=begins,
        ends=ends,
    )
