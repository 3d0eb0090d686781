"""A kept message with some of its words taken out: what others wrote stays, and so do its parts and its files."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.generator import BytesGenerator
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from io import BytesIO

from deskbell.mail.read import read

Hide = Callable[[str], str]


def redacted(raw: bytes, hide: Hide, gone: re.Pattern[bytes]) -> bytes | None:
    """The message after `hide` has seen every header field and every text of it; `gone` is cut out of what is left.

    The same object where nothing was to be hidden; None where the message cannot be put together again, or where the
    desk would still read in it what was to be hidden, for it reads more than any library. Files that are no text stay
    as they are.
    """
    try:
        message = message_from_bytes(raw, policy=policy.compat32)
        changed = [_part(part, hide) for part in message.walk()]
        made = _bytes(message) if any(changed) else raw
    except Exception:  # noqa: BLE001 - whatever a mail makes the library do, its words must not stay for that
        return None
    made = gone.sub(b"erased", made) if gone.search(made) else made
    return None if _is_told(made, hide) else made


def _is_told(raw: bytes, hide: Hide) -> bool:
    """Is anything to be hidden among what the desk reads in it?"""
    mail = read(raw)
    names = (one.name for one in mail.attachments)
    texts = (mail.subject, mail.text, mail.html_source, *(value for _, value in mail.headers), *names)
    return any(hide(one) != one for one in texts)


def senders(raw: bytes) -> set[str]:
    """The addresses a message gives as its author's, in lower case."""
    try:
        head = BytesHeaderParser(policy=policy.compat32).parsebytes(raw)
        fields = [str(one) for name in ("From", "Sender", "Reply-To") for one in head.get_all(name, [])]
        return {address.lower() for _, address in getaddresses(fields)} - {""}
    except Exception:  # noqa: BLE001 - who sent what no library can read is not known
        return set()


def _part(part: Message, hide: Hide) -> bool:
    changed = _fields(part, hide)
    for name in ("preamble", "epilogue"):
        said = getattr(part, name)
        if said and (new := hide(said)) != said:
            setattr(part, name, new)
            changed = True
    if part.is_multipart() or part.get_content_maintype() != "text":
        return changed
    data = part.get_payload(decode=True)
    text = data.decode(_charset(part), "replace") if isinstance(data, bytes) else ""
    if (new := hide(text)) == text:
        return changed
    del part["Content-Transfer-Encoding"]
    part.set_payload(new.encode("utf-8", "replace").decode("utf-8"), "utf-8")
    return True


def _fields(part: Message, hide: Hide) -> bool:
    """The header's fields in their order, those anew in which there was something to hide."""
    before = list(part.items())
    after = [(name, _field(value, hide)) for name, value in before]
    if all(new is old for (_, old), (_, new) in zip(before, after, strict=True)):
        return False
    for name in {name for name, _ in before}:
        del part[name]
    for name, value in after:
        part[name] = value
    return True


def _field(value: str, hide: Hide) -> str:
    try:
        said = str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        said = str(value)
    new = hide(said)
    return value if new == said else new


def _charset(part: Message) -> str:
    name = part.get_content_charset("utf-8")
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return "utf-8"
    return name


def _bytes(message: Message) -> bytes:
    written = BytesIO()
    BytesGenerator(written, mangle_from_=False, policy=policy.compat32.clone(max_line_length=0)).flatten(
        message
    )
    return written.getvalue()
