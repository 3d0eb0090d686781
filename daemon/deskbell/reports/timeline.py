"""One ticket told in the order in which it happened: messages, letters, promises and events on one page."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

Row = Mapping[str, Any]
Say = Callable[[str | datetime | None], str]


class Entry(NamedTuple):
    """One thing that happened: when, what, in how many words, and the words below it."""

    at: str
    what: str
    detail: str = ""
    words: str = ""


#: Events that the message, letter or promise beside them tells already.
_TOLD_ELSEWHERE = frozenset({"promised"})
_HIDDEN = frozenset({"at", "event", "fired", "sender", "reason", "by", "due", "why", "words", "before", "of"})


#: A time as events hold it.
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


def timeline(ticket: Row, say: Say) -> list[Entry]:
    """Everything on a ticket, oldest first; `say` puts a time on the desk's wall."""
    entries = [*_messages(ticket), *_events(ticket, say), *_promises(ticket, say), *_letters(ticket, say)]
    return sorted(entries, key=lambda entry: entry.at)


def _messages(ticket: Row) -> Iterator[Entry]:
    sent = {one["words"] for one in ticket["messages"] if one["direction"] == "out"}
    for one in ticket["messages"]:
        who = one["author_name"] or one["author"] or "nobody"
        hand = ", by another hand" if one["hand"] else ""
        files = "".join(
            f", with {file.get('name') or 'a file'}"
            for file in one["attachments"]
            if isinstance(file, Mapping)
        )
        verb = {"in": "wrote", "out": "answered", "note": "wrote to us"}.get(
            one["direction"], one["direction"]
        )
        twice = (
            one["direction"] == "note" and one["words"] in sent
        )  # an agent's mail that went to the customer as it was
        yield Entry(one["at"], f"{who} {verb}{hand}{files}", one["reason"], "" if twice else one["words"])


def _letters(ticket: Row, say: Say) -> Iterator[Entry]:
    for one in ticket["letters"]:
        gone = f"left {say(one['sent'])}" if one["sent"] else one["state"]
        said = (
            f"; the relay said: {one['answer']}"
            if one["answer"] and one["state"] not in ("sent", "withdrawn")
            else ""
        )
        why = f"; {one['answer']}" if one["state"] == "withdrawn" and one["answer"] else ""
        yield Entry(
            one["made"], f"letter {one['kind'].replace('_', ' ')} to {one['recipient']}", f"{gone}{said}{why}"
        )


def _promises(ticket: Row, say: Say) -> Iterator[Entry]:
    for one in ticket["promises"]:
        kind = {"contact": "next contact"}.get(one["kind"], one["kind"].replace("_", " "))
        whom = "" if one["to_customer"] else ", to the owner alone"
        end = "live" if one["state"] == "live" else f"{one['state']} {say(one['ended'])}".strip()
        yield Entry(one["made"], f"promised {kind} by {say(one['due'])}", f"by {one['by']}{whom}; {end}")


def _events(ticket: Row, say: Say) -> Iterator[Entry]:
    for one in ticket["events"]:
        if one["event"] in _TOLD_ELSEWHERE:
            continue
        yield Entry(
            one["at"], one["event"].replace("_", " "), event_detail(one, say), str(one.get("words", ""))
        )


def event_detail(event: Row, say: Say) -> str:
    """What an event carries, in a line: who, why, when, and the entries of the rules that fired."""
    parts = [f"by {event['by']}"] if event.get("by") else []
    parts += [str(event[name]) for name in ("reason", "why", "sender") if event.get(name)]
    parts += [f"due {say(str(event['due']))}"] if event.get("due") else []
    parts += [
        f"{name.replace('_', ' ')} {_plain(value, say)}"
        for name, value in event.items()
        if name not in _HIDDEN and value not in ("", None, [], 0)
    ]
    parts += [f"{one['book']}: {one['entry']}" for one in event.get("fired", [])]
    return "; ".join(parts)


def _plain(value: object, say: Say) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return say(value) if isinstance(value, str) and _TIME.match(value) else str(value)


def page(ticket: Row, say: Say) -> list[str]:
    """The head of the ticket, then its timeline, as lines."""
    waiting = (
        f", for {ticket['waiting_for']} until {say(ticket['waiting_until'])}" if ticket["waiting_for"] else ""
    )
    who = (
        f"{ticket['requester_name']} <{ticket['requester']}>"
        if ticket["requester_name"]
        else ticket["requester"]
    )
    client = f", {ticket['client']}" if ticket["client"] else ""
    team = f", team {ticket['team']}" if ticket["team"] else ""
    lines = [
        f"{ticket['reference']}  {ticket['subject'] or '(no subject)'}",
        f"  requester  {who}{client}{'' if ticket['proven'] else ' (unproven)'}",
        f"  state      {ticket['state']}{waiting}; {ticket['kind']}, urgency {ticket['urgency']}, impact {ticket['impact']}, {ticket['priority']}",
        f"  owner      {ticket['owner'] or 'nobody'}{team}",
        f"  promise    {say(ticket['promise']) or 'none is live'}",
    ]
    lines += [f"  expected   solved by {say(ticket['expected'])}"] if ticket["expected"] else []
    others = [
        one["address"]
        for one in ticket["participants"]
        if one["address"] != ticket["requester"] and one["part"] != "agent"
    ]
    lines += [f"  also       {', '.join(others)}"] if others else []
    for name, label in (("previous", "follows"), ("set_apart_from", "beside"), ("merged_into", "is part of")):
        lines += [f"  {label:<10} {ticket[name]}"] if ticket[name] else []
    for entry in timeline(ticket, say):
        told = f"{entry.what}: {entry.detail}" if entry.detail else entry.what
        lines += [*([""] if entry.words or lines[-1].startswith("  ") else []), f"{say(entry.at)}  {told}"]
        lines += [f"    | {line}" for line in entry.words.splitlines()]
    return lines
