"""Bytes to clean text: the declared charset when it fits, UTF-8 when the label lies, a careful guess when
nothing fits.

Labels are read as the WHATWG encoding standard reads them (ISO-8859-1 is windows-1252, GB2312 is GB18030):
that is what the senders' programs meant.
"""

import codecs
import re
from io import IncrementalNewlineDecoder

from deskbell.mail.charset_names import codec_name, says_ascii
from deskbell.mail.guess import guess

_MULTIBYTE = ("gb", "big5", "cp93", "cp94", "cp95", "euc", "shift", "johab", "iso2022", "hz")
_NOT_ASCII_BASED = (
    "utf-16",
    "utf-32",
    "utf-7",
    "hz",
    "iso2022",
    "cp037",
    "cp1026",
    "cp1140",
    "cp273",
    "cp424",
    "cp500",
)
_C1 = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
_C1_TABLE = {code: char for code, char in _C1.items() if char != "\ufffd"}
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
# Letters and punctuation of Western languages, as UTF-8 writes them: no other charset has two of these by chance.
_WESTERN_UTF_8 = re.compile(rb"([\xc3-\xc5][\x80-\xbf]|\xe2\x80[\x90-\xbf]|\xe2\x82\xac)")
_UNWANTED = re.compile("[\x00\ud800-\udfff]")
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_DROPPED = {ord(char): None for char in _BIDI + "\u200b\u2060\ufeff\ufff9\ufffa\ufffb"}
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)))
_SPACES = {ord(char): " " for char in "\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}
_ONE_LINE = {**_DROPPED, **_CONTROLS, **_SPACES}
_ASCII = bytes(range(0x80))
_HEAD, _MOST_WESTERN = 2_000, 8
_MAX_JIS = 1_000_000
_JUDGED = 20_000


def decode(data: bytes, charset: str = "", hint: str = "") -> str:
    """The text of `data`, not yet cleaned: by its label, by what it evidently is, by `hint`, by a guess."""
    codec = codec_name(charset) if charset else ""
    if data.isascii() and (
        not codec.startswith(_NOT_ASCII_BASED)
        or (codec.startswith(("utf-16", "utf-32")) and b"\0" not in data)  # the label lies
    ):
        return _ascii(data)
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        codec = {0xEF: "utf-8", 0xFF: "utf-16", 0xFE: "utf-16"}[data[0]] if codec != "utf-32" else codec
    elif codec == "utf-16" and data[:200:2].count(0) > data[1:200:2].count(0):
        codec = "utf-16-be"
    if not codec or says_ascii(charset):
        return _undeclared(data, hint)
    if codec == "cp1252":
        return strict(data, "utf-8") or _guessed(data) or latin(data)
    if not codec.startswith((*_MULTIBYTE, "utf")):
        # A label of one byte a letter never fails: valid UTF-8 under it is UTF-8 mislabelled.
        return strict(data, "utf-8") or data.decode(codec, "replace")
    if codec.startswith("iso2022"):
        return strict(data, codec) or iso_2022(data) or _undeclared(data, hint)
    text = strict(data, codec)
    if not text and data.isascii():
        return _ascii(
            data
        )  # UTF-7 and HZ write ASCII: where they make no sense the letters are what they seem
    return text or _almost(data, codec, hint)


def _ascii(data: bytes) -> str:
    """ASCII bytes; those with the escapes of ISO-2022 are what the escapes say, whatever the label."""
    if b"\x1b" in data and (b"\x1b$" in data or b"\x1b(" in data):
        return (
            strict(data, "iso2022_jp_2")
            or strict(data, "iso2022_kr")
            or iso_2022(data)
            or data.decode("ascii")
        )
    return data.decode("ascii")


def _cut_short(data: bytes) -> str:
    """UTF-8 that ends inside a character, as text cut at a limit does, without that character; or ""."""
    try:
        text, _ = codecs.utf_8_decode(data, "strict", False)
    except UnicodeDecodeError:
        return ""
    return text if not text.isascii() else ""


def _nearly_utf_8(data: bytes) -> str:
    """UTF-8 with a byte or two that broke, or ""; what is in another charset has few such letters by chance."""
    head = data[:_JUDGED].decode("utf-8", "replace")
    bad = head.count("\ufffd")
    good = len(_BEYOND_ASCII.findall(head)) - bad
    return data.decode("utf-8", "replace") if good > 3 * bad or (bad == 1 and good) else ""


def _guessed(data: bytes) -> str:
    """What is called Western and consists of other letters than ASCII, as no Western language does; or ""."""
    head = data[:_HEAD]
    high = len(head.translate(None, _ASCII))
    if high < _MOST_WESTERN or 2 * high < len(head):
        return ""
    codec = guess(data[:8192])
    return data.decode(codec, "replace") if codec != "cp1252" else ""


def strict(data: bytes, codec: str) -> str:
    """`data` decoded without a single error, or ""."""
    try:
        text = data.decode(codec)
    except (UnicodeError, ValueError):
        return ""
    return text.removeprefix("\ufeff")


def latin(data: bytes) -> str:
    """windows-1252, its five holes filled as browsers fill them."""
    return strict(data, "cp1252") or data.decode("latin-1").translate(_C1_TABLE)


def iso_2022(data: bytes) -> str:
    """ISO-2022-JP with the vendors' characters that strict decoders refuse; "" without such a run."""
    if b"\x1b$" not in data and b"\x1b(I" not in data:
        return ""
    words: list[str] = []
    for chunk in data[:_MAX_JIS].split(b"\x1b"):
        if chunk.startswith((b"$@", b"$B")):
            words.append(_jis_pairs(chunk[2:]))
        elif chunk.startswith(b"(I"):
            words.append(bytes(byte | 0x80 for byte in chunk[2:]).decode("cp932", "replace"))
        else:
            words.append(chunk[2 if chunk.startswith(b"(") else 0 :].decode("cp932", "replace"))
    return "".join(words)


def _jis_pairs(pairs: bytes) -> str:
    shifted = bytearray()
    place, end = 0, len(pairs)
    while place < end:
        first = pairs[place]
        second = pairs[place + 1] if place + 1 < end else 0
        if not (0x21 <= first <= 0x7E and 0x21 <= second <= 0x7E):
            shifted.append(first)
            place += 1
            continue
        lead = ((first - 0x21) >> 1) + 0x81
        shifted.append(lead if lead <= 0x9F else lead + 0x40)
        shifted.append(second + (0x7E if first % 2 == 0 else 0x1F if second < 0x60 else 0x20))
        place += 2
    return shifted.decode("cp932", "replace")


def _almost(data: bytes, codec: str, hint: str) -> str:
    """Text that its own charset cannot read whole: keep the label if most of it fits, else look further."""
    text = data.decode(codec, "replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text[:20000] if char > "\x7f") - min(bad, 20000)
    if codec.startswith("utf-8"):
        joined = _surrogate_pairs(data) or _cut_short(data)
        if joined:
            return joined
    if good > 2 * bad or codec.startswith(("utf-16", "utf-32", "utf-7")):
        return text
    other = _undeclared(data, hint if codec_name(hint) != codec else "")
    return other if other.count("\ufffd") < bad else text


def _surrogate_pairs(data: bytes) -> str:
    """UTF-8 whose characters beyond the first plane were written as two surrogates (CESU-8), or ""."""
    if b"\xed" not in data:
        return ""
    try:
        wide = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    except UnicodeError:
        return ""
    return wide.decode("utf-16-le", "replace")


def _undeclared(data: bytes, hint: str) -> str:
    text = strict(data, "utf-8") or _cut_short(data) or _nearly_utf_8(data)
    if text:
        return text
    codec = codec_name(hint) if hint and not says_ascii(hint) else ""
    if codec and not codec.startswith(("utf", "iso2022")):
        text = latin(data) if codec == "cp1252" else strict(data, codec)
        if text:
            return text
    head = data[:8192]
    codec = guess(head)
    if codec == "cp1252":
        return _part_utf_8(data) or latin(data)
    return data.decode(codec, "replace")


def _part_utf_8(data: bytes) -> str:
    """Western text in two charsets, as where a list puts its own lines below somebody's; or "" if it is in one."""
    if len(_WESTERN_UTF_8.findall(data[:8192])) < 2:
        return ""
    pieces = _WESTERN_UTF_8.split(data)
    return "".join(piece.decode("utf-8") if place % 2 else latin(piece) for place, piece in enumerate(pieces))


def clean(text: str) -> str:
    """Text for storing and showing: no NUL, no lone surrogate, `\\n` line ends."""
    if "\r" in text:
        text = with_line_feeds(text)
    if text.isascii():
        return text.replace("\x00", "") if "\x00" in text else text
    if "\x00" in text or _UNWANTED.search(text):
        text = text.replace("\x00", "")
        text = _UNWANTED.sub("\ufffd", text)
    return text


def with_line_feeds(text: str) -> str:
    """Each line end as `\\n`, be it CR LF or CR alone: in one pass, which takes half as long as two replacements."""
    return str(IncrementalNewlineDecoder(None, translate=True).decode(text, final=True))


def one_line(text: str) -> str:
    """Text for a one-line field: no line ends, no control, bidi or invisible characters."""
    if text.isprintable():
        # isprintable() refuses all of Cc, Cf, Cs and every space but U+0020.
        return text.strip()
    return clean(text).translate(_ONE_LINE).strip()
