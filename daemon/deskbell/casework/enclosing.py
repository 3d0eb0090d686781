"""Files that go with letters: which of a mail's do, until the letter is full; and their bytes, when it is made.

The outbox holds no bytes: a letter names its files by the mail they came with and their place in it, and they are cut
from the kept mail when the letter is rendered. To staff goes what a mail that they are told of brought; to customers
only what an agent hung on a mail that may act in their name. A picture that shows something is a file; one that
decorates is not: it stands within the words and is smaller than any screenshot.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from deskbell.casework.house import House
from deskbell.casework.reading import Reading
from deskbell.casework.records import Message
from deskbell.letters.staff import File
from deskbell.mail.attachments import attached
from deskbell.mail.compose import Enclosure
from deskbell.mail.contents import Item
from deskbell.mail.pasted import among_new_words
from deskbell.mail.values import Attachment, Mail
from deskbell.ports import Inbound

#: In bytes; pictures within the words below it are logos, bullets and counters.
DECORATION = 5_000
#: So many files go with a letter, and so many that do not are named.
MOST, NAMED = 50, 20
#: Proofs for programs: they are of the mail that was signed, and of no other.
_PROOFS = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
#: What an agent's program hangs on every mail by itself.
_BY_PROGRAMS = _PROOFS | {"text/vcard", "text/x-vcard", "application/pgp-keys"}


@dataclass(frozen=True, slots=True)
class Files:
    """`go`: with the letter. `stay`: how those that do not are named to its reader."""

    go: tuple[File, ...] = ()
    stay: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.go or self.stay)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.go)


NONE = Files()


# -- which


def of_mail(house: House, reading: Reading) -> Files:
    """What a mail brought, for staff who are told of it: files, and pictures that show something."""
    if not reading.mail.attachments:
        return NONE
    return _fitted(house, _files(reading.inbound, _shown(reading.mail.attachments)))


def of_message(house: House, message: Message | None) -> Files:
    """The same of a mail that was filed before."""
    if message is None or not message.inbound_id or message.attachments in ("", "[]"):
        return NONE
    hung = [
        Attachment(one["name"], one["content_type"], one["size"], one.get("inline", False), "", one["part"])
        for one in json.loads(message.attachments)
        if "part" in one
    ]
    return _fitted(house, map(partial(_file, message.inbound_id, 0), _shown(hung)))


def of_agent(house: House, reading: Reading) -> Files:
    """What an agent hung on a mail or put into its words; neither signatures nor what they quote, and no other mail."""
    if not reading.mail.attachments:
        return NONE
    hung = _hung(reading.mail)
    mails = [one for one in hung if _is_mail(one)]
    found = _fitted(house, _files(reading.inbound, (one for one in hung if not _is_mail(one))))
    return Files(found.go, (*found.stay, *(f"{one.name or 'a mail'} (a mail)" for one in mails[:NAMED])))


def hung_names(mail: Mail) -> tuple[str, ...]:
    """What an agent hung on a mail, by name."""
    return tuple(one.name or one.content_type for one in _hung(mail)[:NAMED])


def together(house: House, *some: Files) -> Files:
    """Several mails' files on one letter."""
    found = _fitted(house, dict.fromkeys(file for files in some for file in files.go))
    return Files(found.go, tuple(name for files in some for name in files.stay) + found.stay)


def _shown(hung: Iterable[Attachment]) -> Iterator[Attachment]:
    return (one for one in hung if one.content_type not in _PROOFS and not _decorates(one))


def _decorates(one: Attachment) -> bool:
    return one.inline and one.content_type.startswith("image/") and one.size < DECORATION


def _hung(mail: Mail) -> list[Attachment]:
    hung = [one for one in mail.attachments if one.content_type not in _BY_PROGRAMS and not _decorates(one)]
    referred = {one.part for one in hung if one.content_id and f"cid:{one.content_id}" in mail.html_source}
    own = among_new_words(mail) if referred else frozenset()
    return [one for one in hung if one.part not in referred or one.content_id in own]


def _is_mail(one: Attachment) -> bool:
    return one.content_type.startswith("message/") or one.name.lower().endswith((".eml", ".msg"))


def _files(inbound: Inbound, hung: Iterable[Attachment]) -> Iterator[File]:
    return map(partial(_file, inbound.id, len(inbound.raw)), hung)


def _file(mail: int, whole: int, one: Attachment) -> File:
    return File(
        mail=mail,
        part=one.part,
        name=one.name or _nameless(one.content_type),
        content_type=one.content_type,
        size=one.size,
        begins=one.begins,
        ends=one.ends,
        whole=whole if one.ends else 0,
    )


def _nameless(content_type: str) -> str:
    from mimetypes import guess_extension

    return "attachment" + (guess_extension(content_type) or "")


def _fitted(house: House, files: Iterable[File]) -> Files:
    """In the order of the mail, until the letter is full; a smaller one may go where a larger one could not."""
    go: list[File] = []
    left: list[File] = []
    room = house.enclosed
    for file in files:
        if file.size > room or len(go) >= MOST:
            left.append(file)
        else:
            go.append(file)
            room -= file.size
    stay = [f"{file.name} ({megabytes(file.size)})" for file in left[:NAMED]]
    return Files(tuple(go), (*stay, f"(+{len(left) - NAMED})") if len(left) > NAMED else tuple(stay))


def megabytes(size: int) -> str:
    """Bytes as a person counts them: 34 MB, 0.4 MB."""
    return f"{size / 1_000_000:.1f}".removesuffix(".0") + "\u00a0MB"


# -- what the agent is told of them


def left_behind(house: House, files: Files, words: str) -> str:
    """Why some of an agent's files do not reach the customer, and what `send` does."""
    rest = " and ".join((*(["the words"] if words.strip() else []), *files.names))
    send = f"The word send sends {rest} without; " if rest else ""
    return (
        f"{', '.join(files.stay)} would not reach the customer: a letter carries up to "
        f"{megabytes(house.enclosed)} of files, and never another mail. "
        f"{send}what it does not carry goes from your own mailbox."
    )


# -- as the outbox and the thread keep them


def frame_of(files: Files) -> dict[str, Any]:
    """What a letter's frame holds of them; nothing where there are none."""
    frame: dict[str, Any] = {"files": [dict(vars(one)) for one in files.go]} if files.go else {}
    return frame | ({"stay": list(files.stay)} if files.stay else {})


def as_json(files: Sequence[File]) -> str:
    """What the message of a letter keeps of its files; they are in the mail they came with."""
    return json.dumps(
        [{"name": one.name, "content_type": one.content_type, "size": one.size} for one in files]
    )


# -- their bytes


class Drawer:
    """The kept mails that files are cut from. The last stays open: letters about one mail follow each other."""

    def __init__(self, raw_of: Callable[[int], bytes | None]) -> None:
        self._raw_of = raw_of
        self._open: tuple[int, bytes] = (0, b"")
        self._parsed: tuple[int, Mapping[str, Item]] = (0, {})

    def take(self, files: Iterable[Mapping[str, Any]]) -> tuple[tuple[Enclosure, ...], tuple[str, ...]]:
        """The files of a letter, and the names of those whose mail is no longer kept."""
        found: list[Enclosure] = []
        lost: list[str] = []
        for one in files:
            name, content_type = str(one["name"]), str(one["content_type"])
            cut = self._cut_out(one) or self._decoded(int(one["mail"]), str(one["part"]))
            if cut is None:
                lost.append(name)
            else:
                found.append(Enclosure(name, content_type, *cut))
        return tuple(found), tuple(lost)

    def _cut_out(self, file: Mapping[str, Any]) -> tuple[bytes, bool] | None:
        """Its base64 as it came, from where that was seen to stand; not of a mail that erasing has written anew."""
        raw = self._raw(int(file["mail"])) if file.get("whole") else b""
        return (raw[file["begins"] : file["ends"]], True) if raw and len(raw) == file["whole"] else None

    def _decoded(self, mail: int, part: str) -> tuple[bytes, bool] | None:
        """What its part holds, and whether that is base64 still; for one the mail is read once more."""
        if self._parsed[0] != mail:
            raw = self._raw(mail)
            self._parsed = (mail, attached(raw) if raw else {})
        item = self._parsed[1].get(part)
        if item is None:
            return None
        tidy = item.base64()
        return (item.content(), False) if tidy is None else (tidy, True)

    def _raw(self, mail: int) -> bytes:
        if self._open[0] != mail:
            self._open = (mail, self._raw_of(mail) or b"")
        return self._open[1]
