"""A message that somebody passed on, as an attachment or within the text: who wrote it, when, and what."""

import re

from deskbell.mail import attribution, separators
from deskbell.mail.addresses import parse_list
from deskbell.mail.htmltext import html_to_text
from deskbell.mail.lines import Lines, is_quoted, plain, unquoted
from deskbell.mail.phrases.letterheads import FORWARD_SUBJECTS, LABELS
from deskbell.mail.tree import Part
from deskbell.mail.values import Address, Forward

_MOST_LINES = 600
_BANNER_STARTS = frozenset(separators.DECORATION + "\u00a0\u200b\ufeff")
_BANNER_ENDS = frozenset(":： \t\r\u00a0")
_MOST_LOOKS = 100
_LONGEST_SENDER = 400
_MESSAGES = frozenset(("message/rfc822", "message/global"))
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:@]{1,128}@[^\s<>()\[\]\"',;:@]{1,255}")
_EMPTY = re.compile(r"[<(\[][<>()\[\] ]*[>)\]]")
_BEFORE_NAME = re.compile(
    r"[,;、，]|\d[:.h]\d\d|\d{4}|\b(?:[AaPp]\.?[Mm]\.?|schrieb|skrev|schreef|heeft|пользователь|от|from|Uhr|GMT|UTC|CET|CEST)(?!\w)|[+\-]\d\d:?\d\d"
)
_LONGEST_HEAD = 1_000
_RUN_ON = re.compile(r"(?<=[^\s(\"'])([^\W\d_]{1,12}):(?=\s)")
_PREFIX = re.compile(r"([^:：]*)[:：]")
_COUNT = re.compile(r"[\[(^]\d+[\])]?$")


def find(text: str, subject: str, root: Part | None) -> Forward | None:
    """What this message passes on, or None: a reply that quotes is no forward, nor is a delivery report.

    `text` is the whole readable body, `root` the message's tree where it is at hand.
    """
    return _inline(text, is_forward_subject(subject), subject) or (
        _attached(root) if root is not None else None
    )


def is_forward_subject(subject: str) -> bool:
    """Does the subject begin with a forward's prefix in any language, or end as Pine's forwards do?"""
    subject = subject.strip()
    while subject.startswith("[") and "]" in subject[:60]:
        subject = subject.partition("]")[2].lstrip()
    head = _PREFIX.match(subject, 0, 40)
    if head and _COUNT.sub("", head[1].strip().casefold()).strip() in FORWARD_SUBJECTS:
        return True
    return subject[-5:].casefold() == "(fwd)"


def sender_of(value: str) -> Address:
    """Name and address of a letterhead's sender, however written: `Eva [mailto:eva@x]`, `"Eva" eva@x`."""
    value = value[:_LONGEST_SENDER].replace("mailto:", " ")
    found = _ADDRESS.search(value)
    if found is None:
        return Address(value.strip(" \"'*<>[]|"), "")
    local, _, domain = found.group().rpartition("@")
    name = _EMPTY.sub(" ", " ".join(_ADDRESS.sub("", value).split())).strip(" \"'*<>[]|,;:").rstrip(" (")
    if name.startswith("(") and name.endswith(")"):
        name = name[1:-1]
    return Address(name, f"{local}@{domain.rstrip('.').lower()}")


def _inline(text: str, by_subject: bool, subject: str) -> Forward | None:
    if not by_subject and not _has_banner(text):
        return None
    lines = Lines(text)
    bare, looks, banner = lines.bare, 0, False
    for index in range(min(len(bare), _MOST_LINES)):
        line = bare[index]
        if not line:
            continue
        if is_quoted(line):
            if by_subject and separators.banner(unquoted(line)) == "forwarded":
                return _below(lines, index + 1, line, subject)
            continue
        kind = separators.banner(line)
        if not kind and by_subject and line[0] in separators.DECORATION:
            kind = _banner_run_on(lines, index)
        if kind == "forwarded":
            return _below(lines, index + 1, line, subject)
        if kind == "original":
            banner = True
        elif separators.label(line)[0]:
            head = separators.letterhead(bare, index, trusted=banner)
            if head is not None:
                return _from(lines, head) if by_subject and not _is_finnish_reply(subject, line) else None
        elif attribution.may_end(line) and looks < _MOST_LOOKS:
            looks += 1
            found = attribution.ending_at(bare, index, 0, quoted_below=True)
            if found is not None and found.strong:
                return _attributed(lines, found, subject) if by_subject else None
    return None


def _banner_run_on(lines: Lines, index: int) -> str:
    """The kind of a banner whose line runs on into the letterhead; the line is then broken in two."""
    line = lines.bare[index]
    place = line.find("-- ", 8, 80)
    if place < 0 or not separators.label(line[place + 3 :])[0]:
        return ""
    kind = separators.banner(line[: place + 2])
    if kind:
        lines.split(index, place + 3)
        _part_labels(lines, index + 1)
    return kind


def _part_labels(lines: Lines, index: int) -> None:
    """Set labels on lines of their own that ran on behind the value before them, as Yahoo's do."""
    line = lines.bare[index][:_LONGEST_HEAD]
    for found in reversed(list(_RUN_ON.finditer(line))):
        if found[1].casefold() in LABELS:
            lines.split(index, found.start(1))


def _has_banner(text: str) -> bool:
    """Does a forward's banner stand on a line of its own? Asked of every mail, so lines of prose cost little."""
    perhaps = [
        line
        for line in text.split("\n", _MOST_LINES)[:_MOST_LINES]
        if line and (line[0] in _BANNER_STARTS or line[-1] in _BANNER_ENDS) and line[0] != ">"
    ]
    bare = [plain(line).strip() for line in perhaps]
    return any(line and line[0] != ">" and separators.banner(line) == "forwarded" for line in bare)


def _is_finnish_reply(subject: str, line: str) -> bool:
    return subject[:3].casefold() == "vs:" and line.casefold().startswith("lähettäjä")


def _below(lines: Lines, index: int, banner: str, subject: str) -> Forward | None:
    """What stands below a forward's banner: a letterhead, an attribution, or nothing but words."""
    start = lines.next_full(index)
    for begin in (start, lines.next_full(start + 1)):
        if begin < len(lines.bare):
            head = separators.letterhead(
                lines.bare, begin, trusted=True, quoted=is_quoted(lines.bare[begin])
            ) or separators.colonless(lines.bare, begin)
            if head is not None:
                return _from(lines, head)
    for last in range(start, min(start + 4, len(lines.bare))):
        if lines.bare[last] and attribution.may_end(lines.bare[last]):
            found = attribution.ending_at(lines.bare, last, start, quoted_below=True)
            if found is not None:
                return _attributed(lines, found, subject)
    if "@" not in banner:
        return None
    sender = sender_of(banner.partition(" from ")[2].strip(separators.DECORATION) or banner)
    return Forward(sender.address, sender.name, "", "", _text(lines, start))


def _from(lines: Lines, head: separators.Letterhead) -> Forward | None:
    fields = head.fields
    sender = sender_of(fields.get("from", ""))
    if not sender.address and not sender.name:
        return None
    date = fields.get("sent") or fields.get("date", "")
    return Forward(sender.address, sender.name, fields.get("subject", ""), date, _text(lines, head.end))


def _attributed(lines: Lines, found: attribution.Attribution, subject: str) -> Forward | None:
    """Below a mere attribution the outer subject, without its prefix, is the forwarded one."""
    words = " ".join(lines.bare[found.start : found.end])[found.column :]
    address = _ADDRESS.search(words)
    if address is None:
        return None
    name = _BEFORE_NAME.split(words[: address.start()])[-1]
    sender = sender_of(f"{name}{address.group()}")
    return Forward(sender.address, sender.name, _bare_subject(subject), "", _text(lines, found.end))


def _bare_subject(subject: str) -> str:
    """A forward's subject without the prefix that says so."""
    if not is_forward_subject(subject):
        return subject
    if subject.casefold().endswith("(fwd)"):
        return subject[:-5].rstrip()
    return re.split("[:：]", subject, maxsplit=1)[1].strip()


def _text(lines: Lines, start: int) -> str:
    """The forwarded words, without the quotation signs that some programs set before each line."""
    kept: list[str] = []
    for index in range(start, len(lines.raw)):
        if separators.ends_a_letter(lines.bare[index]):
            break
        kept.append(lines.raw[index].rstrip())
    while kept and (not kept[-1].strip() or separators.is_rule(kept[-1].strip())):
        kept.pop()
    full = [line for line in kept if line.strip()]
    if full and all(is_quoted(line.strip()) for line in full[:50]):
        kept = [unquoted_once(line) for line in kept]
    return "\n".join(kept).strip("\n")


def unquoted_once(line: str) -> str:
    """A line without its outermost quotation sign."""
    bare = line.lstrip()
    if bare.startswith("> "):
        return bare[2:]
    return bare[1:] if bare.startswith(">") else unquoted(line)


def _attached(root: Part) -> Forward | None:
    """The first message among the attachments; what a report or a digest carries nobody passed on."""
    if root.content_type in ("multipart/report", "multipart/digest"):
        return None
    if root.content_type not in _MESSAGES and not any(part.children for part in root.children):
        return None  # as most: nothing below it that holds anything
    for part in root.walk():
        if part.content_type in _MESSAGES and part.children:
            return _of_message(part.children[0])
    return None


def _of_message(inner: Part) -> Forward:
    senders = parse_list(inner.headers.raw("From"))
    sender = senders[0] if senders else Address("", "")
    subject, date = inner.headers.first("Subject"), inner.headers.first("Date")
    return Forward(sender.address, sender.name, subject, date, _readable(inner))


def _readable(inner: Part) -> str:
    html = ""
    for part in inner.walk():
        if part.disposition == "attachment" or part.children:
            continue
        if part.content_type == "text/plain" and (text := part.text().strip("\n")):
            return text
        if part.content_type == "text/html" and not html:
            html = part.text()
    return html_to_text(html).strip("\n") if html else ""
