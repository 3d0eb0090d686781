"""The one table of commands: each with its word, its usage, its line of help and its reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from deskbell.commands import arguments as read
from deskbell.commands import kinds

#: Longer words are no slip of a known one, and comparing them would be work for nothing.
_LONGEST_WORD = 24


@dataclass(frozen=True, slots=True)
class Entry:
    """One command. `sample` is a line that works; of one `group` only one command stands in a mail.

    `often`: it may stand there several times. `first`: what stands below it is about the ticket it leads to.
    """

    word: str
    usage: str
    does: str
    read: read.Reader
    sample: str = ""
    group: str = ""
    often: bool = False
    first: bool = False


ENTRIES = (
    Entry(
        "resolve",
        "[words]",
        "it is solved; the customer is asked whether it is so",
        read.words(kinds.Resolve),
        group="state",
    ),
    Entry(
        "wait",
        "[WHO] until WHEN [why]",
        "it waits for the customer, a vendor or somebody else",
        read.wait,
        "/wait vendor until thu 15:00 parts ordered",
        "state",
    ),
    Entry(
        "promise",
        "WHEN [words]",
        "the customer hears from us by then",
        read.promise,
        "/promise tomorrow 10:00",
    ),
    Entry(
        "expect", "WHEN", "when it should be solved; told as an expectation", read.expect, "/expect fri 12:00"
    ),
    Entry("note", "[words]", "this mail is for agents alone", read.words(kinds.Note), group="readers"),
    Entry(
        "assign",
        "NAME",
        "somebody else owns it from now on",
        read.words(kinds.Assign, "the name or address of a colleague"),
        "/assign Mara",
    ),
    Entry(
        "consult",
        "NAME",
        "ask a colleague; it stays yours",
        read.words(kinds.Consult, "the name or address of a colleague"),
        "/consult Mara",
        often=True,
    ),
    Entry("urgency", "low|normal|high|P1..P4", "how urgent it is", read.urgency, "/urgency high"),
    Entry("called", "[words]", "you spoke with the customer", read.words(kinds.Called)),
    Entry("restored", "", "people can work again; the cause stays open", read.nothing(kinds.Restored)),
    Entry(
        "cc",
        "[ADDRESS]",
        "somebody takes part: whom you name, or the other hand whose mail you answer",
        read.address(kinds.Cc, needed=False),
        "/cc jo@acme.example",
        often=True,
    ),
    Entry("for", "ADDRESS", "it is that person's matter", read.address(kinds.For), "/for jo@acme.example"),
    Entry(
        "accept",
        "",
        "a mail set apart, or by another hand, belongs here, and its sender takes part",
        read.nothing(kinds.Accept),
        group="apart",
        first=True,
    ),
    Entry(
        "separate",
        "",
        "a mail of another hand gets a ticket of its own",
        read.nothing(kinds.Separate),
        group="apart",
        first=True,
    ),
    Entry(
        "split",
        "",
        "the mail you answer is another matter, and gets a ticket of its own",
        read.nothing(kinds.Split),
        group="apart",
        first=True,
    ),
    Entry(
        "merge",
        "REF",
        "this is the same matter as REF, and goes on there",
        read.merge,
        "/merge DB-1042",
        "apart",
        first=True,
    ),
    Entry("reopen", "", "it is not solved after all", read.nothing(kinds.Reopen), group="state"),
    Entry("close", "", "it is done with", read.nothing(kinds.Close), group="state"),
    Entry(
        "broadcast",
        "[words]",
        "this mail goes to all whom the incident affects",
        read.words(kinds.Broadcast),
        group="readers",
    ),
    Entry("complaint", "[words]", "this is a complaint", read.words(kinds.Complaint)),
    Entry("fault", "ours|partly|not-ours", "complaint: were we at fault?", read.fault, "/fault ours"),
    Entry(
        "cause",
        "WORD [text]",
        "complaint: what led to it",
        read.cause,
        "/cause handover nobody read it at night",
    ),
    Entry(
        "correction",
        "text",
        "complaint: what was put right",
        read.words(kinds.Correction, "what was put right"),
        "/correction the account works again",
    ),
    Entry(
        "prevention",
        "text by WHEN",
        "complaint: what changes, by when",
        read.prevention,
        "/prevention the form names both sites by 2026-12-15",
    ),
    Entry(
        "undo",
        "",
        "take back what the commands of your last mail did here; what has left by mail stays said",
        read.nothing(kinds.Undo),
        group="apart",
        first=True,
    ),
    Entry("help", "", "this list", read.nothing(kinds.Help)),
)

TABLE: Mapping[str, Entry] = MappingProxyType({entry.word: entry for entry in ENTRIES})

#: Mails of one word.
ONE_WORD: Mapping[str, type[kinds.Command]] = MappingProxyType(
    {"mine": kinds.Mine, "send": kinds.Send, "ok": kinds.Ok, "yes": kinds.Yes, "no": kinds.No}
)


def nearest_word(word: str) -> str:
    """The command somebody most likely meant, or "" if none is near."""
    if len(word) > _LONGEST_WORD:
        return ""
    return next(iter(get_close_matches(word, TABLE, n=1, cutoff=0.6)), "")


def usage(entry: Entry) -> str:
    """The form of a command: `/wait [WHO] until WHEN [why]`."""
    return f"/{entry.word} {entry.usage}".rstrip()


def help_lines() -> tuple[tuple[str, str], ...]:
    """Every command: its form, and what it does."""
    return tuple((usage(entry), entry.does) for entry in ENTRIES)
