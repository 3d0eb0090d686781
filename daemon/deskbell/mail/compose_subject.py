"""The subject of an answer: theirs, letter for letter, with one `Re: `."""

import re

from deskbell.mail.compose_fields import clean_line

_LONGEST = 500
#: What mail programs put before the subject of a reply, by language. Marks of a forward (Fwd, WG, TR, VB) are
#: not here.
REPLY_WORDS = (
    "re|r|rif|ref|réf|res|resp|aw|antw|antwort|sv|svar|vs|vast|odp|odpověď|ynt|yanıt|atb|bls|vá|ha|ang"
    "|на|отв|ответ|ηαπ|απ|σχετ|回复|回覆|答复|答覆|返信|답장|회신|ตอบ|trả lời|رد|الرد|השב|תשובה"
)
_REPLIES = re.compile(
    rf"(?:(?:{REPLY_WORDS})(?: ?[\[(^]\d{{1,3}}[\])]?)? ?[:：][ \u00a0\u3000]*)+", re.IGNORECASE
)


def reply_subject(subject: str) -> str:
    """`Re: ` and their subject, cleaned to one line; however many AW:, RE:, SV: it bears become that one.

    "" when nothing else is left. A subject of more than 500 characters is cut.
    """
    subject = clean_line(subject)[:_LONGEST]
    found = _REPLIES.match(subject)
    rest = (subject[found.end() :] if found else subject).strip()
    return f"Re: {rest}" if rest else ""
