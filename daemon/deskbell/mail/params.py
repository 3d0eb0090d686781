"""Parameters of Content-Type and Content-Disposition (RFC 2045, 2231), with the errors of real senders.

Bounded: at most 500 parameters are looked at, in one pass over the value.
"""

import re
from urllib.parse import unquote_to_bytes

from deskbell.mail.charset_names import codec_name
from deskbell.mail.charsets import decode, one_line
from deskbell.mail.words import header_text

MAX_PARAMS = 500
_SECTION = re.compile(r"^(.+?)\*(\d{1,4})(\*?)$")
_HIGH_ESCAPE = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")  # no words hold it: its section lacks the asterisk
_USUAL = re.compile(  # a word, and at most one parameter without anything to be decoded
    rb"([A-Za-z0-9/.+-]{1,80})(?:;[ \t]*([A-Za-z]{1,20})=(?:\"([A-Za-z0-9 =_.:+/-]{1,200})\"|([A-Za-z0-9_.:+/-]{1,200})))?"
)
_SLASH = re.compile(r"\s*/\s*")
_LATIN = "latin-1"


def parse_value(raw: bytes, hint: str = "") -> tuple[str, dict[str, str]]:
    """The value before the first semicolon in lower case; its parameters, decoded, by lower-case name."""
    if not raw:
        return "", {}
    if usual := _USUAL.fullmatch(raw):
        head, name, quoted, bare = [one.decode(_LATIN) for one in usual.groups(b"")]
        return head.lower(), ({name.lower(): quoted or bare} if name else {})
    value = raw.decode(_LATIN)
    head, semicolon, rest = value.partition(";")
    if "=" in head and "/" not in head.partition("=")[0]:
        # The value itself is missing (`filename=x`), or the semicolon behind it (`attachment filename=x`).
        word, blank, _ = head.strip().partition(" ")
        head, rest = (word, value.strip()[len(word) :]) if blank and "=" not in word else ("", value)
    elif " " in head.strip():
        head = _SLASH.sub("/", head)
        if not semicolon:
            head, _, rest = head.strip().partition(" ")
    word = head.partition("(")[0].strip().strip("\"'").lower()
    return word, (_decoded(_pairs(rest), hint) if rest.strip() else {})


def _pairs(text: str) -> list[tuple[str, str, bool]]:
    """Name, value, and was it quoted?, of each parameter in the order written."""
    pairs: list[tuple[str, str, bool]] = []
    place, end = 0, len(text)
    while place < end and len(pairs) < MAX_PARAMS:
        while place < end and text[place] in " \t;,":
            place += 1
        if place < end and text[place] == "(":
            place = _after_comment(text, place)
            continue
        equals = text.find("=", place)
        semicolon = text.find(";", place)
        if equals < 0:
            break
        if 0 <= semicolon < equals:
            place = semicolon + 1
            continue
        name = text[place:equals].strip().lower()
        place = equals + 1
        while place < end and text[place] in " \t":
            place += 1
        if place < end and text[place] == '"':
            value, place = _quoted(text, place + 1)
            pairs.append((name, value, True))
        else:
            value, place = _bare(text, place)
            pairs.append((name, value, False))
    return pairs


def _after_comment(text: str, place: int) -> int:
    closing = text.find(")", place)
    return len(text) if closing < 0 else closing + 1


def _quoted(text: str, place: int) -> tuple[str, int]:
    """A quoted string up to its closing quote; quotes inside that only text follows belong to it."""
    out: list[str] = []
    start, end = place, len(text)
    while found := _QUOTE_OR_SLASH.search(text, place):
        place = found.start()
        if text[place] == '"':
            rest = text[place + 1 : place + 80].lstrip(" \t")
            if not rest or rest[0] in ";(," or _NEXT.match(rest):
                break
            place += 1
        else:
            if text[place + 1] in '"\\':
                out.append(text[start:place])
                start = place + 1
            place += 2
    else:
        place = end
    out.append(text[start:place])
    following = text.find(";", place)
    return "".join(out), (end if following < 0 else following + 1)


_QUOTE_OR_SLASH = re.compile(r'"|\\(?=.)', re.DOTALL)
_NEXT = re.compile(r"[A-Za-z0-9*-]{1,40}=")
_NEXT_BARE = re.compile(
    r"[ \t]+(?:charset|name|filename|boundary|format|type|size|method|delsp)\*?[0-9]{0,3}\*?=", re.IGNORECASE
)


def _bare(text: str, place: int) -> tuple[str, int]:
    """An unquoted value: up to the semicolon, for names with blanks are often left unquoted."""
    following = text.find(";", place)
    value_end = len(text) if following < 0 else following
    if "=?" in text[place : place + 2]:
        closing = text.rfind("?=", place)
        if closing >= value_end and ";" in text[place:closing]:
            value_end = closing + 2  # a semicolon inside an encoded word
    while value_end < len(text) and value_end - place < 1000:
        after = text.find(";", value_end + 1)
        piece = text[value_end + 1 : after if after >= 0 else len(text)]
        if not piece.strip() or "=" in piece:
            break
        value_end = after if after >= 0 else len(text)  # `filename=a;b.pdf`: what has no `=` is no parameter
    inner = _NEXT_BARE.search(text, place, value_end)
    if inner:  # the semicolon between two parameters is missing
        return text[place : inner.start()].strip(), inner.start()
    return text[place:value_end].strip(), value_end + 1


def _decoded(pairs: list[tuple[str, str, bool]], hint: str) -> dict[str, str]:
    params: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[str, bool]]] = {}
    extended: set[str] = set()
    for name, value, _ in pairs:
        if "*" not in name:
            params.setdefault(name, _plain(value, hint))
            continue
        found = _SECTION.match(name)
        if found:
            sections.setdefault(found[1], {}).setdefault(int(found[2]), (value, bool(found[3])))
        elif name.endswith("*"):
            base = name[:-1]
            if base not in extended:
                extended.add(base)
                params[base] = _extended([(value, True)], hint)
    for base, numbered in sections.items():
        if base not in extended:
            params[base] = _extended([numbered[number] for number in sorted(numbered)], hint)
    return params


def _plain(value: str, hint: str) -> str:
    if value.isascii() and "=?" not in value:
        if value.isprintable() and not ("%" in value and "''" in value):
            return value
        charset, quote, rest = value.partition("''")
        if quote and codec_name(charset):
            return one_line(decode(unquote_to_bytes(rest), charset, hint))  # RFC 2231 under a plain name
    return one_line(header_text(value.encode(_LATIN), hint))


def _extended(sections: list[tuple[str, bool]], hint: str) -> str:
    """RFC 2231: charset'language'percent-encoded, in sections joined before they are decoded."""
    charset = ""
    first = sections[0][0]
    marked = any(escaped for _, escaped in sections)
    if marked or ("%" in first and first.count("'") >= 2 and codec_name(first.partition("'")[0])):
        label, quote, rest = first.partition("'")
        _, second, tail = rest.partition("'")
        if quote and second and (not label or codec_name(label) or len(label) < 20):
            charset = label
            sections = [(tail, sections[0][1] or not marked), *sections[1:]]
    joined = b"".join(
        unquote_to_bytes(value.encode(_LATIN))
        if escaped or (charset and _HIGH_ESCAPE.search(value))
        else value.encode(_LATIN)
        for value, escaped in sections
    )
    if b"=?" in joined and b"?=" in joined:
        return one_line(header_text(joined, hint))
    return one_line(decode(joined, charset, hint))
