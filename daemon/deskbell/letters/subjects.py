"""Subject lines: the customer's own, letter for letter, with one `Re: `; the desk's own, short and stable."""

import re

from deskbell.letters.frame import Frame
from deskbell.letters.marks import NEWLINE, TIME_SPACE, WORDS_CLOSE, WORDS_OPEN, one_line

#: The longest subject of the desk's own threads.
LONGEST_OWN = 60
#: A reference, a name: not worth cutting.
_SHORTEST_PIECE = 12

_OTHERS_WORDS = re.compile(f"[{WORDS_OPEN}{WORDS_CLOSE}]")
_ANSWER_MARKS = re.compile(
    r"(?:(?:re|aw|antw|antwort|sv|vs|rép|ynt|odp|回复|答复|回覆|答覆)(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?[:：]\s*)+",
    re.IGNORECASE,
)


def in_thread(frame: Frame, your_message: str) -> str:
    """The customer's subject with one `Re: `; where there was none, the desk's fixed words for their
    message.
    """
    subject = one_line(frame.thread_subject)
    bare = _ANSWER_MARKS.sub("", subject, count=1) if _ANSWER_MARKS.match(subject) else subject
    return f"Re: {bare}" if bare else your_message


def for_staff(frame: Frame, your_message: str) -> str:
    """`[DB-1042] client: their subject`, the same from the first letter to the last."""
    reference = f"[{frame.reference}] " if frame.reference else ""
    client = f"{one_line(frame.client)}: " if frame.client else ""
    return f"{reference}{client}{one_line(frame.thread_subject) or your_message}"


def shortened(rendered: str, longest: int = LONGEST_OWN) -> str:
    """The desk's own subject, at most `longest` characters: the longest of other people's words is cut."""
    pieces = _OTHERS_WORDS.split(" ".join(rendered.replace(NEWLINE, " ").replace(TIME_SPACE, " ").split()))
    excess = sum(map(len, pieces)) - longest
    if excess > 0 and len(pieces) > 1:
        place = max(range(1, len(pieces), 2), key=lambda index: len(pieces[index]))
        keep = max(_SHORTEST_PIECE, len(pieces[place]) - excess - 1)
        if keep < len(pieces[place]) - 1:
            pieces[place] = f"{pieces[place][:keep].rstrip()}…"
    return "".join(pieces)
