"""Header fields that say what they were given and nothing else.

What comes in may hold anything: a subject that decodes to a second header field, a name that turns the line
around for the reader. What goes out is one clean line of text, in ASCII, folded where the standards allow.
"""

import base64
import functools
import re
from collections.abc import Sequence

#: RFC 2047 §2: no line of a header field that holds an encoded-word is longer.
_LINE = 76
_ENCODED_WORD = 75
_WRAPPING = len("=?utf-8?q??=")
_LONGEST_NAME = 200
_LONGEST_WORD = 200
_LONGEST_ID = 900

_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029][ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]*")
#: Controls (C0, C1), and format characters that nobody sees: soft hyphen, zero width, bidi, tags.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
#: A joiner holds an emoji or a letter of Arabic or Indic scripts together; anywhere else it only hides.
_JOINERS = re.compile(r"([\u200c\u200d])[\u200c\u200d]+")
_IDLE_JOINER = re.compile(r"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")

#: What keeps a short text from being written as it stands: signs of an encoded-word, runs of spaces.
_NOT_AS_IT_IS = re.compile(r"=\?|\?=| {3}")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_LOCAL = r"(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\x80-\U0010ffff-]+|\"(?:[^\"\\\x00-\x1f\x7f]|\\[\x20-\x7e])*\")"
_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_ADDRESS = re.compile(rf"({_LOCAL})@([^@\s]+)")
_ASCII_DOMAIN = re.compile(rf"(?:{_LABEL}\.)*{_LABEL}|\[[\x21-\x5a\x5e-\x7e]+\]")
_ID = re.compile(r"<?([\x21-\x3b\x3d\x3f-\x7e]+)>?")


def clean_line(text: str) -> str:
    """The text as one line that can neither begin a new header field nor deceive the eye.

    Line ends and tabs become one space; controls, zero-width and bidi characters go; lone surrogates become
    U+FFFD. Letters, their order and their accents stay as they are.
    """
    if text.isprintable():
        return text.strip()
    text = " ".join(part.rstrip(" ") for part in _BREAKS.sub("\n", text).split("\n"))
    text = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))
    if "\u200d" in text or "\u200c" in text:
        text = _IDLE_JOINER.sub("", _JOINERS.sub(r"\1", text))
    return text.strip()


def addr_spec(address: str) -> str:
    """The address, fit for a header field and for SMTP: its domain in ASCII (IDNA 2008).

    Raises ValueError for anything that is not one addr-spec (RFC 5322 §3.4.1; stray dots, which some carriers
    give out, are let through). A local part beyond ASCII stays: it needs a relay with SMTPUTF8.
    """
    found = _ADDRESS.fullmatch(address) if len(address) <= 400 else None
    if not found or not address.isprintable():
        raise ValueError(f"not an e-mail address: {clean_line(address)[:100]!r}")
    domain = _in_ascii(found[2])
    if not domain:
        raise ValueError(f"not an e-mail address: {clean_line(address)[:100]!r}")
    return f"{found[1]}@{domain}"


def text_field(name: str, text: str) -> str:
    """An unstructured field such as Subject, from clean text."""
    if len(name) + len(text) < _LINE - 2 and text.isascii() and not _NOT_AS_IT_IS.search(text):
        return f"{name}: {text}\r\n"
    return f"{name}: {_fold(_words(text, len(name) + 2), len(name) + 2)}\r\n"


def mailbox_field(name: str, display: str, address: str) -> str:
    """From, To or Reply-To with one mailbox. `address` has gone through `addr_spec`."""
    display = clean_line(display)[:_LONGEST_NAME].strip()
    if not display:
        return f"{name}: {address}\r\n"
    if not display.isascii() or "=?" in display:
        phrase = _encoded_words(display, len(name) + 2)
    elif _ATOMS.fullmatch(display):
        phrase = [display]
    else:
        phrase = ['"' + display.replace("\\", "\\\\").replace('"', '\\"') + '"']
    return f"{name}: {_fold([*phrase, f'<{address}>'], len(name) + 2)}\r\n"


def ids_field(name: str, ids: Sequence[str]) -> str:
    """Message-ID, In-Reply-To or References from clean ids: folded between them, never encoded, never cut."""
    return f"{name}: {_fold(ids, len(name) + 2)}\r\n" if ids else ""


def clean_id(identifier: str) -> str:
    """A Message-ID in angle brackets, or "" if it cannot be written without changing it."""
    found = _ID.fullmatch(identifier.strip(" \t\r\n")) if len(identifier) <= _LONGEST_ID else None
    return f"<{found[1]}>" if found else ""


# -- folding and encoding


def _words(text: str, used: int) -> list[str]:
    """The tokens of an unstructured field: plain words as they are, the difficult stretch encoded."""
    words = text.split(" ")
    hard = [place for place, word in enumerate(words) if not word.isascii() or _difficult(word)]
    if not hard and "   " not in text:
        return words
    # Runs of spaces beside an encoded-word are swallowed by some readers, so they go inside.
    hard += [place for place, word in enumerate(words) if not word]
    first, last = min(hard), max(hard)
    used += sum(len(word) + 1 for word in words[:first])
    encoded = _encoded_words(" ".join(words[first : last + 1]), used % _LINE)
    return [*words[:first], *encoded, *words[last + 1 :]]


def _difficult(word: str) -> bool:
    return "=?" in word or "?=" in word or len(word) > _LONGEST_WORD


def _fold(tokens: Sequence[str], used: int) -> str:
    """Tokens with a space between, or a line end and a space where a line would pass 76 characters."""
    line = " ".join(tokens)
    if used + len(line) < _LINE:
        return line
    folded: list[str] = []
    for token in tokens:
        if not folded:
            folded.append(token)
        elif token and used + 1 + len(token) > _LINE:
            folded += ("\r\n ", token)
            used = 0
        else:
            folded += (" ", token)
        used += len(token) + 1
    return "".join(folded)


_ASCII = bytes(range(128))
_Q = [f"={byte:02X}" for byte in range(256)]
for _byte in b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/":
    _Q[_byte] = chr(_byte)
_Q[0x20] = "_"


def _encoded_words(text: str, used: int) -> list[str]:
    """The text as encoded-words of at most 75 characters, cut between characters.

    Words with few letters beyond ASCII stay readable to people and filters; base64 is for the others.
    """
    data = text.encode()
    quoted = [_Q[byte] for byte in data]
    dense = len(data.translate(None, _ASCII)) * 3 > len(data)
    # The first word takes what is left of the line it begins on, unless too little is left to be worth it.
    room = min(_ENCODED_WORD, _LINE - used - 1)
    room = (room if room >= 36 else _ENCODED_WORD) - _WRAPPING
    words, start = [], 0
    while start < len(data):
        end = start + room // 4 * 3 if dense else _quoted_end(quoted, start, room)
        end = _between_characters(data, end)
        if dense:
            words.append(f"=?utf-8?b?{base64.b64encode(data[start:end]).decode()}?=")
        else:
            words.append(f"=?utf-8?q?{''.join(quoted[start:end])}?=")
        start, room = end, _ENCODED_WORD - _WRAPPING
    return words


def _quoted_end(quoted: list[str], start: int, room: int) -> int:
    end = start
    while end < len(quoted) and len(quoted[end]) <= room:
        room -= len(quoted[end])
        end += 1
    return end


def _between_characters(data: bytes, end: int) -> int:
    """`end`, or the nearest place before it where a character of UTF-8 begins."""
    while end < len(data) and data[end] & 0xC0 == 0x80:
        end -= 1
    return min(end, len(data))


@functools.lru_cache(1024)
def _in_ascii(domain: str) -> str:
    """A domain as it goes over the wire, "" for what is none; ValueError for one beyond ASCII that is none."""
    domain = domain if domain.isascii() else _idna(domain)
    return domain if len(domain) <= 255 and _ASCII_DOMAIN.fullmatch(domain) else ""


def _idna(domain: str) -> str:
    import idna  # only a domain beyond ASCII needs its tables

    try:
        return idna.encode(domain, uts46=True).decode()
    except UnicodeError:
        raise ValueError(f"not a domain name: {clean_line(domain)[:100]!r}") from None
