"""Conditions on values: words of a short list, yes or no, addresses, attachments, the ticket, the time."""

from __future__ import annotations

from collections.abc import Callable

from deskbell.triage.asking import Test
from deskbell.triage.facts import Facts
from deskbell.triage.plain import FLAG, SIZE
from deskbell.triage.scene import Scene
from deskbell.triage.shapes import ListOf, Parsed, Record, Values, may
from deskbell.triage.times import is_busy
from deskbell.triage.words import folded


def tagged(tag: str, wanted: list[str]) -> frozenset[tuple[str, str]]:
    """One of these tags of the scene must be there."""
    return frozenset(("tags", f"{tag}:{word}") for word in wanted)


def one_of(value: Callable[[Scene], str], tag: str = "") -> Callable[[list[str]], Test]:
    """The value is one of the words; `tag` is how the scene's tags call it, if they do."""

    def make(wanted: list[str]) -> Test:
        some = frozenset(wanted)
        needs = tagged(tag, wanted) if tag else None
        return Test(lambda scene: value(scene) in some, lambda scene: value(scene) or "nothing", needs=needs)

    return make


def is_(value: Callable[[Scene], bool]) -> Callable[[bool], Test]:
    def make(wanted: bool) -> Test:
        return Test(lambda scene: value(scene) is wanted, lambda scene: "yes" if value(scene) else "no")

    return make


def of_client(wanted: list[str]) -> Test:
    some = frozenset(wanted)
    return Test(lambda scene: scene.facts.client in some, lambda scene: scene.facts.client or "no client")


def of_sla(wanted: list[str]) -> Test:
    """The terms their client has; who is of no client has none."""
    some = frozenset(wanted)

    def said(scene: Scene) -> str:
        client = scene.directory.clients.get(scene.facts.client)
        return client.sla if client else ""

    return Test(lambda scene: said(scene) in some, lambda scene: said(scene) or "no client")


def of_domain(wanted: list[str]) -> Test:
    exact = frozenset(wanted)
    below = tuple(f".{name}" for name in wanted)

    def holds(scene: Scene) -> bool:
        domain = scene.domain
        return domain in exact or domain.endswith(below)

    return Test(holds, lambda scene: scene.domain or "no domain", needs=tagged("domain", wanted))


def _like(wanted: list[str]) -> Callable[[str], bool]:
    """Words with `*` for anything, compared without case and in linear time."""
    exact = frozenset(word for word in wanted if "*" not in word)
    parts = [word.split("*") for word in wanted if "*" in word]
    starts = tuple(pieces[0] for pieces in parts if len(pieces) == 2 and not pieces[1])
    ends = tuple(pieces[1] for pieces in parts if len(pieces) == 2 and not pieces[0])
    others = [pieces for pieces in parts if len(pieces) > 2 or all(pieces)]

    def like(text: str) -> bool:
        return (
            text in exact
            or text.startswith(starts)
            or text.endswith(ends)
            or any(_fits(text, pieces) for pieces in others)
        )

    return like


def _fits(text: str, pieces: list[str]) -> bool:
    first, *middle, last = pieces
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def glob(text: str) -> str:
    word = text.strip().casefold()
    if not word or len(word) > 254 or any(c.isspace() for c in word):
        raise ValueError("expected an address like jo@acme.example, or with * for anything: *@acme.example")
    return word


def _file_glob(text: str) -> str:
    word = folded(text)
    if not word or len(word) > 254:
        raise ValueError("expected a name like invoice.pdf, or with * for anything: *.exe")
    return word


def from_sender(wanted: list[str]) -> Test:
    """The sender's address is like one of these."""
    like, tags = _like(wanted), [_tag_of(word) for word in wanted]
    return Test(
        lambda scene: like(scene.facts.sender.casefold()),
        lambda scene: scene.facts.sender or "nobody",
        needs=None if "" in tags else frozenset(("tags", tag) for tag in tags),
    )


def _tag_of(wanted: str) -> str:
    """The tag of every sender who is like this, "" if there is none: jo@acme.example, *@acme.example, jo@*."""
    local, _, domain = wanted.partition("@")
    if "*" not in wanted:
        return f"address:{wanted}"
    if local == "*" and domain and not set("*@") & set(domain):
        return f"at:{domain}"
    return f"local:{local}" if domain == "*" and "*" not in local else ""


def to_recipient(wanted: list[str]) -> Test:
    """An address the mail was sent to is like one of these."""
    like = _like(wanted)
    return Test(
        lambda scene: any(like(address.casefold()) for address in scene.facts.recipients),
        lambda scene: ", ".join(scene.facts.recipients) or "nobody",
    )


ATTACHMENT = Record(
    {
        "name": may(
            ListOf(Parsed("a file name", _file_glob), one=True), "any of these names; * for anything"
        ),
        "type": may(
            ListOf(Parsed("a type", _file_glob), one=True), "any of these types: image/*, application/pdf"
        ),
        "larger_than": may(SIZE, "decoded size: 500 kB, 10 MB"),
        "inline": may(FLAG, "pictures shown within the text count too (they do not, unless this says yes)"),
    },
    "quality of an attachment",
)


def attachment_like(wanted: Values) -> Test:
    """One attachment must have every quality asked for."""
    name, kind = _like(list(wanted.words("name"))), _like(list(wanted.words("type")))
    least, inline = wanted.get("larger_than"), wanted.flag("inline")

    def holds(scene: Scene) -> bool:
        return any(
            (inline or not one.inline)
            and ("name" not in wanted or name(folded(one.name)))
            and ("type" not in wanted or kind(one.content_type.casefold()))
            and (not isinstance(least, int) or one.size > least)
            for one in scene.facts.attachments
        )

    def saw(scene: Scene) -> str:
        some = [
            f"{one.name or 'unnamed'} ({one.content_type}, {one.size:,} bytes)"
            for one in scene.facts.attachments
        ]
        return ", ".join(some[:5]) or "no attachment"

    return Test(holds, saw)


TICKET_IS: dict[str, Callable[[Facts], bool]] = {
    "new": lambda facts: facts.ticket.is_new,
    "reply": lambda facts: facts.ticket.is_reply,
    "reopened": lambda facts: facts.ticket.reopened,
}


def ticket_is(wanted: list[str]) -> Test:
    asked = [TICKET_IS[word] for word in wanted]

    def saw(scene: Scene) -> str:
        return ", ".join(word for word, holds in TICKET_IS.items() if holds(scene.facts)) or "neither"

    return Test(lambda scene: any(holds(scene.facts) for holds in asked), saw)


def between(hours: tuple[int, int]) -> Test:
    start, end = hours

    def holds(scene: Scene) -> bool:
        now = scene.local.hour * 60 + scene.local.minute
        return start <= now < end if start < end else now >= start or now < end

    return Test(holds, lambda scene: f"{scene.local:%H:%M}")


def on_busy_day(scene: Scene) -> bool:
    return is_busy(scene.facts.busy_days, scene.local.date())


def decided_kind(scene: Scene) -> str:
    return scene.kind or ""
