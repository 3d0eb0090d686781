"""Who a letter goes to and what surrounds it: the reader, the desk, the thread, the links."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFrame:
    """The desk as its letters name it. `zone` (IANA) is said where the reader's own is not known."""

    name: str
    zone: str = "UTC"
    phone: str = ""
    language: str = "en"
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What one copy of a letter knows besides its facts.

    `now` is the moment of rendering. `name` is the reader's where it is known for sure, else "". `zone`
    counts only with `zone_known`. `thread_subject` is the customer's own subject, letter for letter (""
    where there was none; then `thread_date`, the day of their message, stands in). `client` is the
    organisation's name, for letters to staff. Links are whole addresses, "" where there is none.
    `enclosed`: the names of files that go with it; `too_heavy`: of those that do not, with their size;
    `lost`: of those whose mail is no longer kept.
    """

    language: str
    now: datetime
    name: str = ""
    zone: str = ""
    zone_known: bool = False
    reference: str = ""
    thread_subject: str = ""
    thread_date: datetime | None = None
    client: str = ""
    status_url: str = ""
    survey_url: str = ""
    confirm_url: str = ""
    enclosed: tuple[str, ...] = ()
    too_heavy: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


class Rendered(NamedTuple):
    """A letter ready for the mail room.

    `text` has one line a paragraph; composing wraps it. `html` is "" for letters of text alone.
    """

    subject: str
    text: str
    html: str
