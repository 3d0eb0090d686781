"""Where in a delivery report its words, its machine-readable half and the returned message lie."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from deskbell.mail.bounce_address import addresses_in
from deskbell.mail.bounce_patterns import BORDER, HEADER_BLOCK, HEADER_LINE, NO_BORDER, SECTION
from deskbell.mail.bounce_status import MOST_TEXT
from deskbell.mail.charsets import clean, decode
from deskbell.mail.tree import Part

MOST_WORDS = 60_000
_MOST_SECTIONS = 50
_RETURNED = frozenset(
    (
        "message/rfc822",
        "message/global",
        "message/partial",
        "message/global-headers",
        "message/rfc822-headers",
        "text/rfc822-headers",
        "text/rfc822-header",
    )
)
_STATUS = frozenset(("message/delivery-status", "message/global-delivery-status", "text/delivery-status"))


# Some programs send the machine-readable half as a text file.
_FIELDS_AS_TEXT = re.compile(
    rb"\s*(?:reporting-mta|original-envelope-id|final-recipient)[ \t]*:[^\n]{3,}\n", re.I
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A report's parts. `words` ends where the returned message begins; `returned` holds its header
    fields.
    """

    words: str
    status: str = ""
    returned: dict[str, str] = field(default_factory=dict)
    has_returned: bool = False
    receipt: str = ""


def own_parts(root: Part, most: int = 60) -> Iterator[Part]:
    """The parts of this very message: a returned or forwarded message is named, and not entered."""
    waiting = [root]
    while waiting and most > 0:
        most -= 1
        part = waiting.pop()
        yield part
        if not (part.content_type.startswith("message/") or part.content_type in _RETURNED):
            waiting.extend(reversed(part.children))


def outline(root: Part, text: str) -> Outline:
    """Take a report apart. `text` is the reader's own rendering, used where the report is HTML alone."""
    plain: list[str] = []
    status: list[str] = []
    returned: dict[str, str] = {}
    has_returned, receipt = False, ""
    for part in own_parts(root):
        kind = part.content_type
        if kind in _STATUS:
            status.append(status_text(part))
        elif kind == "message/disposition-notification":
            receipt = status_text(part) or "-"
        elif kind in _RETURNED:
            has_returned = True
            returned = returned or returned_fields(part)
        elif kind.startswith("text/") and part is not root and _FIELDS_AS_TEXT.match(part.data()[:400]):
            status.append(_beginning(part, MOST_TEXT))
        elif kind == "text/plain" and part.disposition != "attachment":
            plain.append(_beginning(part))
    words = "\n".join(plain) if any(one.strip() for one in plain) else text
    above, below = split_returned(words[:MOST_WORDS])
    returned = returned or (fields_in(below) if below else {})
    return Outline(above, "\n\n".join(status), returned, has_returned or bool(below.strip()), receipt)


def split_returned(words: str) -> tuple[str, str]:
    """A report's words, and what it brings back below them ("" if nothing)."""
    cut = len(words)
    for border in BORDER.finditer(words):
        if border.start() > 20 and not NO_BORDER.search(border.group()):
            cut = border.start()
            break
    block = HEADER_BLOCK.search(words, 20, cut)
    if block:
        cut = block.start()
    return words[:cut], words[cut:]


def _beginning(part: Part, most: int = MOST_WORDS) -> str:
    """The first words of a text, of which only so many bytes are decoded."""
    data = part.data()[: 4 * most]
    return clean(decode(data, part.params.get("charset", ""), part.hint))[:most]


def without_sections(words: str, title: str) -> tuple[str, list[str]]:
    """A report's words without sendmail's ruled-off sections whose title holds `title`, and who stood there."""
    named: list[str] = []
    for section in islice(SECTION.finditer(words), _MOST_SECTIONS):
        if title in section["title"].casefold():
            named += addresses_in(section["lines"])
            words = words.replace(section["lines"], "\n")
    return words, named


def status_text(part: Part) -> str:
    """The fields as text, whether the parser kept the part whole or took it for a message of its own."""
    if not part.children:
        return _beginning(part, MOST_TEXT)
    blocks = []
    for child in part.children:
        fields = "\n".join(f"{one.name}: {one.text}" for one in child.headers.fields)
        blocks.append(f"{fields}\n\n{child.text()}")
    return "\n\n".join(blocks)


def returned_fields(part: Part) -> dict[str, str]:
    """The header fields of the message that a report brings back, by their names in lower case."""
    if part.children:
        return {one.name.lower(): one.text for one in reversed(part.children[0].headers.fields)}
    return fields_in(_beginning(part))


def fields_in(block: str) -> dict[str, str]:
    """Header fields in text, topmost first of each name; stops being read after the first hundred."""
    found: dict[str, str] = {}
    for number, line in enumerate(HEADER_LINE.finditer(block[:20_000])):
        if number > 100:
            break
        found.setdefault(line.group(1).lower(), re.sub(r"\s+", " ", line.group(2)).strip())
    return found


def returned_to(returned: dict[str, str]) -> list[str]:
    """Whom the returned message was written to."""
    names = (
        "x-failed-recipients",
        "to",
        "cc",
        "bcc",
        "apparently-to",
        "resent-to",
        "x-rcpt-to",
        "x-envelope-to",
        "delivered-to",
    )
    return list(dict.fromkeys(one for name in names for one in addresses_in(returned.get(name, "")[:20_000])))
