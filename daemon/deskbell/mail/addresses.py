"""Address lists (RFC 5322 §3.4) as people and programs write them.

The scanner (`mailboxes.py`) goes once over the text: comments and groups may nest as they like and cost
nothing. The addr-spec is taken from the raw text before any encoded word is decoded, so a decoded word can
never become the address of a field that has one.
"""

import re

from deskbell.mail.charsets import decode, one_line
from deskbell.mail.mailboxes import Entry, entries
from deskbell.mail.values import Address
from deskbell.mail.words import decode_words

_USUAL = re.compile(
    rb"(?:(?:\"([^\"\\\x00-\x1f\x7f-\xff=]{0,200})\"|([A-Za-z0-9 .?=_*'/+-]{0,200}))[ ]?"
    rb"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64})@([A-Za-z0-9.-]{1,253}[A-Za-z0-9])>"
    rb"|([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}[A-Za-z0-9]))"
)
_LOOSE = re.compile(r"[^\s<>\"(),:;\[\]@]{1,128}@(?:[^\s<>\"(),:;\[\]@]{1,255}|\[[^\s\[\]<>]{1,64}\])")
_TWICE = re.compile(r"[^\s<>\"(),:;@]{1,64}@[^\s<>\"(),:;@]{1,64}@[^\s<>\"(),:;@]{1,255}")
_WHOLE = re.compile(r'"([^"\\<>]*)<([^"\\<>@\s]{1,64}@[^"\\<>@\s]{1,255})>\s*"')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*+)"?|\\(.)', re.DOTALL)
_BRACKET = re.compile(r"\[(?:mailto|smtp):", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_AROUND_DOTS = re.compile(r"\s*([.@])\s*")
_MAX_FIELD = 64 * 1024


def parse_list(raw: bytes, hint: str = "") -> tuple[Address, ...]:
    """Every mailbox of an address field, groups dissolved, entries without name and address left out."""
    usual = _USUAL.fullmatch(raw) if len(raw) < 300 else None
    if usual:
        quoted, plain, local, domain, alone = usual.groups()
        name = (plain or quoted or b"").decode("ascii")
        spec = (alone or local + b"@" + domain).decode("ascii").rpartition("@")
        return (Address(_name(name, hint), f"{spec[0]}@{spec[2].lower()}"),)
    raw = raw[:_MAX_FIELD]
    text = raw.decode("ascii") if raw.isascii() and b"\x1b" not in raw else decode(raw, "", hint)
    if "@" not in text and "=?" in text:
        text = decode_words(text, hint)  # the whole mailbox was encoded
    found: list[Address] = []
    half: Address | None = None
    between = ", "
    for entry in entries(text):
        address = _address(entry, hint)
        if half is None and _may_be_half(entry, address):
            half, between = address, "; " if entry.end == ";" else ", "
            continue
        if half is not None:
            if entry.angle and "@" in address.address and address.name and '"' not in "".join(entry.phrase):
                address = Address(f"{half.name or half.address}{between}{address.name}", address.address)
            else:
                found.append(half)
            half = None
        if not address.name and found and found[-1].address == address.address:
            continue  # `Jane <jane@example.com> <jane@example.com>`
        if address.name or address.address:
            found.append(address)
    if half is not None:
        found.append(half)
    return tuple(found)


def _may_be_half(entry: Entry, address: Address) -> bool:
    """Words alone: perhaps the first half of `Doe, Jane <jane@example.com>`, where the quotes are missing."""
    if entry.angle is not None or "@" in address.address or not (address.name or address.address):
        return False
    return not entry.comment and '"' not in "".join(entry.phrase)


def _address(entry: Entry, hint: str) -> Address:
    phrase = entry.words()
    if "[" in phrase:
        phrase = _BRACKET.sub("[", phrase)
    if entry.angle is not None:
        spec = _spec(entry.angle)
        if spec or not _LOOSE.search(phrase):
            return Address(_name(phrase, hint) or _name(entry.comment, hint), spec)
    inside = _WHOLE.fullmatch(phrase.strip())
    if inside:
        return Address(_name(inside[1], hint), _spec(inside[2]))  # quotes around name and address
    found = _only_address(phrase)
    if found:
        before, spec, after = found
        name = _name(f"{before} {after}".strip(" -[]'<>"), hint) or _name(entry.comment, hint)
        return Address(name, _spec(spec))
    words = _name(phrase, hint)
    if "@" in entry.comment and _LOOSE.fullmatch(entry.comment.strip()):
        return Address(words, _spec(entry.comment))  # `Jane Doe (jane@example.com)`
    if not words:
        return Address(_name(entry.comment, hint), "")
    if " " in words or '"' in phrase or "=?" in phrase or not words.isascii():
        return Address(words, "")
    return Address(_name(entry.comment, hint), words)


def _only_address(phrase: str) -> tuple[str, str, str] | None:
    """What stands before, the addr-spec, and what stands after it, in a mailbox without angle brackets."""
    if "@" not in phrase:
        return None
    whole = _AROUND_DOTS.sub(r"\1", phrase.strip())
    if _TWICE.fullmatch(whole):
        return "", whole, ""
    if whole.startswith('"') and '"@' in whole:
        local, _, rest = whole.rpartition('"@')
        domain, _, after = rest.partition(" ")
        return ("", f'{local}"@{domain}', after) if domain else None
    words = whole.split()
    if len(words) > 1 and all(_LOOSE.fullmatch(word) for word in words):
        return "", words[0], ""
    last = None
    for found in _LOOSE.finditer(whole):
        last = found
    if last is None:
        return None
    return whole[: last.start()], last[0], whole[last.end() :]


def _spec(inner: str) -> str:
    """The addr-spec inside angle brackets: route, comments and blanks dropped, the domain in lower case."""
    spec = inner.strip(" \t'\"") if inner.count('"') != 2 else inner.strip()
    if "(" in spec and '"' not in spec:
        spec = re.sub(r"\([^()]*\)", "", spec)
    scheme, colon, rest = spec.partition(":")
    if colon and scheme.lower() in ("mailto", "smtp"):
        spec = rest
    if spec.startswith('"'):
        spec = _unquoted_spec(spec)
    if spec.startswith("@") and ":" in spec:
        spec = spec.rpartition(":")[2]  # the source route of RFC 5322 §4.4
    if any(char.isspace() for char in spec) and '"' not in spec:
        spec = _AROUND_DOTS.sub(r"\1", spec.strip())
        words = [word for word in _SPACES.split(spec) if "@" in word]
        spec = words[0] if words else _SPACES.sub("", spec)
    local, at, domain = one_line(spec).rpartition("@")
    if not at:
        return domain.strip("<> ")
    return f"{local.strip()}@{domain.strip('<>. ').lower()}"


def _unquoted_spec(spec: str) -> str:
    """`"jane@example.com"` and `"Jane" jane@example.com` where an address alone should be."""
    inner, _, after = spec[1:].partition('"')
    if not after and _LOOSE.fullmatch(inner):
        return inner
    return after.strip() if after[:1] == " " and _LOOSE.fullmatch(after.strip()) else spec


def _name(phrase: str, hint: str) -> str:
    """A display name as a person reads it: unquoted, decoded, one blank between words."""
    text = phrase.strip()
    if not text:
        return ""
    if '"' in text or "\\" in text:
        text = _QUOTED.sub(_bare, text)
    if "=?" in text:
        text = decode_words(text, hint).strip()
        if len(text) > 1 and text[0] == text[-1] == '"':
            text = _unescaped(text[1:-1])  # the quotes were encoded with the name
    return one_line(" ".join(text.split()))


def _bare(found: re.Match[str]) -> str:
    """A quoted string, closed or not, or an escaped character, as it is meant."""
    quoted, escaped = found.groups()
    return escaped if quoted is None else _unescaped(quoted)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text) if "\\" in text else text
