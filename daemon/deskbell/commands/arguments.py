"""What stands behind a command's word, read into its value; what cannot be read raises `Unread`, kindly."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from deskbell.commands import kinds
from deskbell.domain.judgement import Level, Priority
from deskbell.domain.time_words import LEADS
from deskbell.domain.when import Frame, read_when, tokens_of

TIMES = 'a time, like "thu 15:00", "tomorrow 10:00", "2026-11-24 15:00", "in 2h" or "2 wd"'
#: A promise further off than this is a slip of the finger.
_FURTHEST = timedelta(days=400)
_REFERENCE = re.compile(r"(?:into |with )?(?:DB-)?([0-9]{1,10})[.]?", re.ASCII | re.IGNORECASE)
_UNTIL = frozenset(("until", "till", "til"))
_CUSTOMERS = frozenset(("customer", "client", "requester", "user", "them", "you"))
_VENDORS = frozenset(("vendor", "supplier"))


class Unread(Exception):  # it is no error of ours
    """A command whose rest could not be read: what was expected in its place."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Behind:
    """The line as written, what stands behind its word, and from where its times are read."""

    line: str
    rest: str
    frame: Frame


Reader = Callable[[Behind], kinds.Command]


def nothing(make: type[kinds.Command]) -> Reader:
    """A command that is its word alone."""

    def read(behind: Behind) -> kinds.Command:
        if behind.rest:
            raise Unread("nothing behind the word; your own words stand on lines of their own")
        return make(behind.line)

    return read


def words(make: Callable[[str, str], kinds.Command], needed: str = "") -> Reader:
    """A command with free words behind it; `needed` says what must not be missing."""

    def read(behind: Behind) -> kinds.Command:
        if needed and not behind.rest:
            raise Unread(needed)
        return make(behind.line, behind.rest)

    return read


def address(make: Callable[[str, str], kinds.Command], *, needed: bool = True) -> Reader:
    """A command with one mail address: bare, in angle brackets, or with a name before them; "" where none is needed."""

    def read(behind: Behind) -> kinds.Command:
        if not behind.rest and not needed:
            return make(behind.line, "")
        written = behind.rest.rpartition("<")[2].rstrip(">").strip().lower().removeprefix("mailto:")
        if not _is_address(written):
            raise Unread("one mail address, like jo@acme.example")
        return make(behind.line, written)

    return read


def merge(behind: Behind) -> kinds.Command:
    """`REF`: a ticket's reference, with its letters or without."""
    found = _REFERENCE.fullmatch(behind.rest)
    if not found:
        raise Unread("the reference of the ticket it joins, like DB-1042")
    return kinds.Merge(behind.line, int(found[1]))


def wait(behind: Behind) -> kinds.Command:
    """`[WHO] until WHEN [why]`; nobody named is the customer."""
    written = behind.rest.split()
    until = next((i for i, word in enumerate(written) if word.casefold() in _UNTIL), None)
    if until is None:
        raise Unread(f'"until" and {TIMES}')
    who = " ".join(written[:until]).casefold()
    if who.removeprefix("for ") in _CUSTOMERS or not who:
        who = "customer"
    elif who in _VENDORS:
        who = "vendor"
    at, why = _time_and_words(" ".join(written[until + 1 :]), behind.frame)
    return kinds.Wait(behind.line, who, at, why)


def promise(behind: Behind) -> kinds.Command:
    """`WHEN [words]`."""
    at, said = _time_and_words(behind.rest, behind.frame)
    return kinds.Promise(behind.line, at, said)


def expect(behind: Behind) -> kinds.Command:
    """`WHEN`, and nothing else."""
    at, more = _time_and_words(behind.rest, behind.frame)
    if more:
        raise Unread(f"nothing behind the time; {TIMES}")
    return kinds.Expect(behind.line, at)


def prevention(behind: Behind) -> kinds.Command:
    """`text by WHEN`: the last "by" that a time follows."""
    written = behind.rest.split()
    for i in range(len(written) - 1, 0, -1):
        if written[i].casefold() != "by":
            continue
        at, more = _time_and_words(" ".join(written[i + 1 :]), behind.frame)
        if more:
            raise Unread(f"the time last: what changes, then by and {TIMES}")
        return kinds.Prevention(behind.line, " ".join(written[:i]), at)
    raise Unread(f"what changes, then by and {TIMES}")


def urgency(behind: Behind) -> kinds.Command:
    """A level, or a priority outright."""
    said = behind.rest.casefold()
    if said in tuple(Level):
        return kinds.Urgency(behind.line, Level(said), None)
    if said.upper() in tuple(Priority):
        return kinds.Urgency(behind.line, None, Priority(said.upper()))
    raise Unread("low, normal, high, or P1 to P4")


def fault(behind: Behind) -> kinds.Command:
    """`ours`, `partly`, or `not-ours`, with or without its hyphen."""
    said = "-".join(behind.rest.casefold().split())
    if said not in ("ours", "partly", "not-ours"):
        raise Unread("ours, partly or not-ours")
    return kinds.Fault(behind.line, said)


def cause(behind: Behind) -> kinds.Command:
    """`WORD [text]`; whether the word is one of causes.yaml is for the caller to say."""
    word, _, text = behind.rest.partition(" ")
    if not word:
        raise Unread("a word of causes.yaml, then what led to it")
    return kinds.Cause(behind.line, word.casefold(), text.strip())


def _time_and_words(written: str, frame: Frame) -> tuple[datetime, str]:
    """The time the words begin with, still to come, and the words behind it."""
    tokens = tokens_of(written)
    found = read_when(tokens, frame)
    if found is None:
        raise Unread(TIMES)
    used, at = found
    rest = written.split()[used:]
    if rest and (rest[0][:1].isdigit() or (tokens[used] in LEADS and len(rest) == 1)):
        raise Unread(f'{TIMES}; "{" ".join(rest[:3])}" could be part of it')
    local = at.astimezone(frame.zone)
    if at <= frame.now:
        raise Unread(f"a time to come; {local:%a %Y-%m-%d %H:%M} has passed")
    if at - frame.now > _FURTHEST:
        raise Unread(f"a time within a year; {local:%Y-%m-%d} is far off")
    return at, " ".join(rest)


def _is_address(written: str) -> bool:
    local, _, domain = written.rpartition("@")
    plain = written.isprintable() and not any(mark in written for mark in ' ,;<>"()')
    return plain and bool(local) and "@" not in local and "." in domain.strip(".")
