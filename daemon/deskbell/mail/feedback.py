"""Is this a feedback report (RFC 5965): a provider's word that somebody marked a letter as unwanted, and which letter?

Such a report is a machine's, whatever its sender is called, and is answered by nobody.
"""

import re

from deskbell.mail.bounce_address import addr_spec
from deskbell.mail.bounce_outline import fields_in, own_parts, returned_fields, status_text
from deskbell.mail.tree import Part
from deskbell.mail.values import Feedback

_KIND = "message/feedback-report"
_RETURNED = frozenset(("message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers"))
_WORD = re.compile(r"[a-z0-9-]{1,40}")
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,300})>")


def is_one(root: Part) -> bool:
    """Does it call itself one, or carry the part that only such a report has?"""
    if not root.content_type.startswith("multipart/"):
        return root.content_type == _KIND
    named = root.content_type == "multipart/report" and root.params.get("report-type", "").casefold()
    return named == "feedback-report" or _KIND in [part.content_type for part in root.children]


def find(root: Part) -> Feedback | None:
    """What it reports, None for any other mail."""
    if not is_one(root):
        return None
    said: dict[str, str] = {}
    returned: dict[str, str] = {}
    for part in own_parts(root):
        if part.content_type == _KIND:
            said = said or fields_in(status_text(part))
        elif part.content_type in _RETURNED:
            returned = returned or returned_fields(part)
    word = _WORD.match(said.get("feedback-type", "").casefold())
    named = _MESSAGE_ID.search(returned.get("message-id", ""))
    return Feedback(
        type=word[0] if word else "",
        original_message_id=named[1] if named else "",
        original_mail_from=addr_spec(said.get("original-mail-from", "")),
    )
