"""Sort a tree of parts: what is shown as the letter's words, what is attached, what wraps the rest.

The tree is walked with a list, not by recursion. Wrappers that hide a letter (winmail.dat, opaque S/MIME)
are opened on the way, and what was in them takes their place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from deskbell.mail import embedded
from deskbell.mail.charsets import clean, decode
from deskbell.mail.parse import parse
from deskbell.mail.pkcs7 import is_encrypted, signed_content
from deskbell.mail.tnef import SIGNATURE as TNEF_SIGNATURE
from deskbell.mail.tnef import unpack
from deskbell.mail.tree import Part
from deskbell.mail.wording import words_of

MAX_UNWRAPPED = 3
MAX_WORDS = 8_000_000
_TNEF_TYPES = {"application/ms-tnef", "application/vnd.ms-tnef", "application/x-tnef"}
_PKCS7_TYPES = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
MESSAGE_TYPES = {"message/rfc822", "message/global", "message/news"}
_CALENDARS = {"text/calendar", "application/ics", "text/x-vcalendar"}
_WORDS = {"text/plain", "text/html", "text/enriched", "text/richtext", "text/markdown", "text/x-markdown"}
_COMMON_WORDS = {"text/plain", "text/html"}
_NEVER_WORDS = {
    "text/calendar", "text/x-vcalendar", "text/vcard", "text/x-vcard", "text/directory", "text/csv",
    "text/xml", "text/css", "text/rtf", "text/rfc822-headers", "text/javascript",
    "text/tab-separated-values", "text/x-vcf",
}  # fmt: skip
_OTHER_FACES = {"text/x-amp-html", "text/watch-html", "text/enriched", "text/richtext", "text/x-aol"}


@dataclass(slots=True, eq=False)
class Block:
    """Words of the letter, plain or HTML (`kind`). Blocks of one `choice` say the same twice."""

    kind: str
    words: str
    choice: str = ""
    branch: int = 0
    part: Part | None = None
    place: str = ""


@dataclass(slots=True)
class Item:
    """Something attached: its name as sent, and where its bytes are (a part, or bytes already cut out)."""

    name: str
    content_type: str
    place: str
    part: Part | None = None
    data: bytes = b""
    content_id: str = ""
    inline: bool = False

    def content(self) -> bytes:
        """The decoded content."""
        return self.data if self.part is None else self.part.data()

    def tidy_base64(self) -> int | None:
        """How many bytes that is, if it came as tidy base64, which need not be decoded for it; None for any other."""
        return self.part.tidy_base64() if self.part is not None else None

    def base64(self) -> bytes | None:
        """The content as it may stand in another message, if it came as tidy base64; None for any other."""
        return self.part.raw_body if self.part is not None and self.tidy_base64() is not None else None


@dataclass(slots=True)
class Contents:
    """All of a message, sorted."""

    blocks: list[Block] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    messages: list[Part] = field(default_factory=list)
    calendars: list[Part] = field(default_factory=list)
    reports: list[Part] = field(default_factory=list)
    signed: bool = False
    encrypted: bool = False
    room: int = MAX_WORDS  # how many bytes of words may still be taken in
    defects: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Visit:
    """A part on the walk: its place ("2.1"), and the outermost multipart/alternative it lies in."""

    part: Part
    place: str
    parent: str = ""
    choice: str = ""
    branch: int = 0


def sort(root: Part) -> Contents:
    """Everything in `root`, attached messages not entered."""
    found = Contents()
    waiting = [_Visit(root, "1")]
    unwrapped = 0
    while waiting:
        visit = waiting.pop()
        inner = _unwrapped(visit.part, found) if unwrapped < MAX_UNWRAPPED else None
        if inner is not None:
            unwrapped += 1
            waiting.append(_Visit(inner, visit.place + ".1", "", visit.choice, visit.branch))
        elif visit.part.children and visit.part.content_type not in MESSAGE_TYPES:
            waiting.extend(reversed(list(_below(visit, found))))
        else:
            _leaf(visit, visit.part is root, found)
    _settle_named_texts(found)
    return found


def _below(visit: _Visit, found: Contents) -> Iterator[_Visit]:
    kind = visit.part.content_type
    found.signed |= kind == "multipart/signed"
    found.encrypted |= kind == "multipart/encrypted"
    for number, child in enumerate(visit.part.children, 1):
        if kind == "multipart/alternative" and not visit.choice:
            choice, branch = visit.place, number
        else:
            choice, branch = visit.choice, visit.branch
        if number == 1 and kind == "multipart/appledouble" and len(visit.part.children) > 1:
            continue  # what a Mac keeps beside the file that follows (RFC 1740 §4.2)
        yield _Visit(child, f"{visit.place}.{number}", kind, choice, branch)


def _unwrapped(part: Part, found: Contents) -> Part | None:
    """The entity inside opaque signed data, or inside the first piece of a message sent in pieces."""
    if part.content_type == "message/partial":
        return _first_piece(part)
    if part.content_type not in _PKCS7_TYPES and not (
        part.content_type == "application/octet-stream" and part.filename.lower().endswith(".p7m")
    ):
        return None
    data = part.data()
    if data[:5] == b"-----":
        data = _armoured(data)
    if is_encrypted(data) or part.params.get("smime-type", "").lower() in (
        "enveloped-data",
        "authenveloped-data",
    ):
        found.encrypted = True
        return None
    content = signed_content(data)
    if content is None:
        found.defects.add("unreadable-smime")
        return None
    found.signed = True
    return parse(content).root


def _first_piece(part: Part) -> Part | None:
    """The message that the first of several pieces (RFC 2046 §5.2.2) begins, as far as it goes."""
    inner = parse(part.data()).root if part.params.get("number") == "1" else None
    return inner if inner is not None and inner.headers.fields else None


def _armoured(data: bytes) -> bytes:
    from deskbell.mail.transfer import base64

    lines = [line for line in data.splitlines() if line and not line.startswith(b"-----")]
    return base64(b"".join(lines))


def _leaf(visit: _Visit, is_root: bool, found: Contents) -> None:
    part = visit.part
    kind = part.content_type
    if kind in _COMMON_WORDS and not part.filename and part.disposition != "attachment":
        _words(visit, found)  # as most parts are: none of what is asked below is so of them
        return
    if kind.startswith("message/") and not (is_root and kind not in MESSAGE_TYPES):
        _attached_message(visit, found)
        return
    if kind in _TNEF_TYPES or part.filename.lower() in ("winmail.dat", "win.dat"):
        if _unpacked(visit, found):
            return
    elif kind in _CALENDARS or part.filename.lower().endswith((".ics", ".vcs")):
        found.calendars.append(part)
        if kind in _CALENDARS and not part.filename and part.disposition != "attachment" and visit.choice:
            return  # the invitation itself, one more face of the letter
    if _is_words(visit, is_root):
        _words(visit, found)
        return
    if visit.choice and kind in _OTHER_FACES and not part.filename:
        return
    found.encrypted |= kind == "application/pgp-encrypted"
    found.items.append(Item(part.filename, kind, visit.place, part, content_id=part.content_id))


def _attached_message(visit: _Visit, found: Contents) -> None:
    part = visit.part
    if part.content_type in MESSAGE_TYPES:
        found.messages.append(part)
    elif visit.parent == "multipart/report":
        found.reports.append(part)
    found.items.append(Item(part.filename, part.content_type, visit.place, part, content_id=part.content_id))


def _is_words(visit: _Visit, is_root: bool) -> bool:
    """Is this part shown as the letter, not hung onto it?"""
    part, kind = visit.part, visit.part.content_type
    if kind.startswith(("multipart/", "message/")):
        return True  # its boundary was never found, or it is a bare report: what it holds is all there is
    if not kind.startswith("text/") or kind in _NEVER_WORDS:
        return False
    if visit.choice and kind in _OTHER_FACES:
        return False
    if part.disposition == "attachment":
        return not part.filename and (is_root or (visit.parent == "multipart/alternative" and kind in _WORDS))
    return is_root or not part.filename or kind in _WORDS


def _words(visit: _Visit, found: Contents) -> None:
    part = visit.part
    kind = "html" if part.content_type == "text/html" else "text"
    data = part.data()
    files: tuple[embedded.Embedded, ...] = ()
    if kind == "text":
        data, files = embedded.take_out(data)
    if len(data) > found.room:
        found.defects.add("text-cut")
        data = data[: found.room]
    found.room -= len(data)
    words = words_of(part, data)
    found.blocks.append(Block(kind, words, visit.choice, visit.branch, part, visit.place))
    for number, file in enumerate(files, 1):
        name = clean(decode(file.name, "", part.hint))
        place = f"{visit.place}/{number}"
        found.items.append(Item(name, "application/octet-stream", place, data=file.data))


def _unpacked(visit: _Visit, found: Contents) -> bool:
    """Put the files of a winmail.dat in its place; False when it is none."""
    data = visit.part.data()
    packed = unpack(data) if data.startswith(TNEF_SIGNATURE) else None
    if packed is None:
        return False
    if not any(block.words.strip() for block in found.blocks):
        if packed.html.strip():
            found.blocks.append(Block("html", clean(packed.html), visit.choice, visit.branch))
        elif packed.text.strip():
            found.blocks.append(Block("text", clean(packed.text), visit.choice, visit.branch))
    for number, file in enumerate(packed.files, 1):
        kind = file.content_type or "application/octet-stream"
        place = f"{visit.place}/{number}"
        found.items.append(Item(file.name, kind, place, data=file.data, content_id=file.content_id))
    return True


def _settle_named_texts(found: Contents) -> None:
    """A text with a file name is a file, if the letter has a text without one; else the first is the letter."""
    named = [block for block in found.blocks if block.part and block.part.filename and not block.choice]
    if not named:
        return
    bare = [block for block in found.blocks if block not in named]
    first = found.blocks[0].part
    if not bare:
        keep: Block | None = named[0]
    elif first is not None and first.filename and "Content-Disposition" not in first.headers:
        keep = found.blocks[0]  # only its type names it, and it stands where the letter stands
    else:
        keep = None
    for block in named:
        if block is keep or block.part is None:
            continue
        found.blocks.remove(block)
        found.items.append(Item(block.part.filename, block.part.content_type, block.place, block.part))
    found.items.sort(key=lambda item: [int(number) for number in re.findall(r"\d+", item.place)])
