"""Cut an address field into mailboxes: phrases, comments, angle brackets, groups. One pass, no recursion."""

import re

from deskbell.mail.words import encoded_word_end

MAX_ADDRESSES = 2000
_SPECIAL = re.compile(r"[\"(<,;:]|=\?|\\.")


class Entry:
    """What was seen of one mailbox: its words, what stood in angle brackets, its first comment, and the
    mark that ended it.
    """

    __slots__ = ("angle", "comment", "end", "named", "phrase")

    def __init__(self) -> None:
        self.phrase: list[str] = []
        self.angle: str | None = None
        self.comment = self.end = ""
        self.named = 0  # how many pieces of the phrase stood before the angle brackets

    def __bool__(self) -> bool:
        return bool(self.phrase or self.angle is not None or self.comment)

    def words(self) -> str:
        """The name: what stands before the angle brackets; what stands behind them only if that is nothing."""
        before = "".join(self.phrase[: self.named])
        return before if before.strip(" \t\"'") else "".join(self.phrase)

    def next(self) -> "Entry":
        """The mailbox that goes on behind this one's angle brackets, the comma between them missing."""
        entry = Entry()
        if self.named:
            entry.phrase = self.phrase[self.named :]
            del self.phrase[self.named :]
        return entry


def entries(text: str) -> list[Entry]:
    mailboxes: list[Entry] = []
    entry = Entry()
    place, end = 0, len(text)
    plain = 0
    unclosed = 0
    closable = True
    while place < end:
        found = _SPECIAL.search(text, place)
        if found is None:
            break
        place = found.start()
        char = text[place]
        if char == "=":
            place = encoded_word_end(text, place) or place + 2  # a comma inside belongs to the name
            continue
        if char == "\\":
            place += 2
            continue
        if plain < place:
            entry.phrase.append(text[plain:place])
        if char == '"':
            word, place = _quoted(text, place) if closable else ("", place + 1)
            closable = bool(word)  # where one quote never closes, none behind it does
            entry.phrase.append(word)
        elif char == "(":
            comment, after = _comment(text, place) if unclosed < 3 else ("", 0)
            unclosed += not after
            entry.comment = entry.comment or comment
            entry.phrase.append(" ")
            place = after or place + 1
        elif char == "<":
            if entry.angle and "@" in entry.angle:
                mailboxes.append(entry)
                entry = entry.next()
            entry.angle, place = _angle(text, place, entry.angle)
            entry.named = len(entry.phrase)
        elif char == ":" and not _is_group(entry, text, place):
            entry.phrase.append(":")
            place += 1
        else:
            if char != ":" and entry:
                entry.end = char
                mailboxes.append(entry)
                if len(mailboxes) >= MAX_ADDRESSES:
                    return mailboxes
            entry = Entry()
            place += 1
        plain = place
    if plain < end:
        entry.phrase.append(text[plain:])
    if entry:
        mailboxes.append(entry)
    return mailboxes


def _is_group(entry: Entry, text: str, place: int) -> bool:
    """A colon ends a group's name only where one can stand: after words without an address."""
    if entry.angle is not None or len(entry.phrase) > 20:
        return False
    so_far = "".join(entry.phrase)
    if "@" in so_far or not so_far.strip() or so_far.lower().endswith(("[mailto", "[smtp")):
        return False
    if so_far.strip().lower() == "mailto":
        return True
    # `Ticket: 5 <a@b.c>` is a name; a group goes on to a semicolon, or holds nothing but addresses.
    rest = text[place + 1 : place + 2000]
    before_angle = rest.partition("<")[0]
    return ";" in rest or not rest.strip() or "@" in before_angle or not before_angle.strip()


def _quoted(text: str, place: int) -> tuple[str, int]:
    """A quoted string with its quotes, and where it ends; a quote that never closes is left out."""
    at = place + 1
    while True:
        closing = text.find('"', at)
        if closing < 0:
            return "", place + 1
        slashes = 0
        while text[closing - 1 - slashes] == "\\":
            slashes += 1
        if slashes % 2 == 0:
            return text[place : closing + 1], closing + 1
        at = closing + 1


def _comment(text: str, place: int) -> tuple[str, int]:
    """The text of a comment, nested ones included, and where it ends; ("", 0) if it never closes."""
    depth, at, end = 0, place, len(text)
    while at < end:
        char = text[at]
        if char == "\\":
            at += 1
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if not depth:
                return text[place + 1 : at], at + 1
        at += 1
    return "", 0


def _angle(text: str, place: int, before: str | None) -> tuple[str, int]:
    """What stands in angle brackets; the bracket may be doubled, or never close."""
    start = place + 1
    while text[start : start + 1] == "<":
        start += 1
    closing = text.find(">", start)
    other = text.find("<", start)
    if closing < 0 or 0 <= other < closing:
        if other >= 0:
            return (before or ""), other  # `Jane <home <jane@example.com>`
        stop = min(
            (at for at in (text.find(",", start), text.find(";", start)) if at >= 0), default=len(text)
        )
        return text[start:stop], stop
    inner = text[start:closing]
    stop = closing + 1
    while text[stop : stop + 1] == ">":
        stop += 1
    return inner, stop
