"""Which charset are these unlabelled bytes in? Made for short text, where statistics of libraries go astray.

It asks what each family of encodings cannot help doing: kana have their rows, Hangul its block, Cyrillic
its cases; and lonely high bytes among Latin letters are Western.
"""

import re

_RUN = re.compile(rb"[\x80-\xff]+")
_INSIDE = re.compile(rb"(?<=[A-Za-z\xc0-\xff])[\x80-\xbf](?=[A-Za-z\xc0-\xff])")
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_KANA_EUC = re.compile(rb"[\xa4\xa5][\xa1-\xf6]")
_KANA_SJIS = re.compile(rb"\x82[\x9f-\xf1]|\x83[\x40-\x96]|\x81[\x41\x42\x45\x5b]")


def guess(data: bytes) -> str:
    """The codec these bytes (not valid UTF-8) most likely are in; windows-1252 in doubt."""
    runs = _RUN.findall(data)
    high = b"".join(runs)
    if not high:
        return "cp1252"
    longest = max(map(len, runs))
    if longest == 1 and not _readable(data, "cp932", _KANA_SJIS):
        return _latin(data)
    if _readable(data, "cp932", _KANA_SJIS):
        return "cp932"
    if 2 * len(high) < len(data) and any(len(run) % 2 for run in runs):
        central = _latin(data)
        if central != "cp1252":
            return central
    single = _single_byte(runs, high)
    if single:
        return _latin(data) if single == "cp1252" else single
    return _two_byte(data, runs, high)


def _latin(data: bytes) -> str:
    """Western, Central European or Turkish? By letters that would be signs inside a word in Western."""
    letters = _INSIDE.findall(data)
    isle = sum(letter in b"\xb1\xb6\xbc\xa6" for letter in letters)
    windows = sum(letter in b"\xb9\x9c\x9f\x8c\x8f\x9d\x8d\xbe" for letter in letters)
    both = sum(letter in b"\xb3\xbf" for letter in letters)
    if isle + windows + both >= 2 or any(letter in b"\x8d\x8f\x9d" for letter in letters):
        return "iso8859_2" if isle > windows else "cp1250"
    turkish = sum(data.count(letter) for letter in (b"\xfd", b"\xfe", b"\xf0", b"\xdd", b"\xde"))
    if turkish >= 2 and not any(
        letter in data for letter in (b"\xe1", b"\xe9", b"\xed", b"\xf3", b"\xfa", b"\xe6")
    ):
        return "cp1254"
    return "cp1252"


def _decodes(data: bytes, codec: str) -> bool:
    """Does it decode, but for a character cut off at the end?"""
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        return error.start >= len(data) - 3 and len(data) > 16
    return True


def _readable(data: bytes, codec: str, marks: re.Pattern[bytes]) -> bool:
    """Do at least a fifth of the two-byte characters bear the marks of the codec's language?"""
    pairs = len(_PAIR.findall(data))
    return 5 * len(marks.findall(data)) >= pairs > 1 and _decodes(data, codec)


def _single_byte(runs: list[bytes], high: bytes) -> str:
    """Words written one byte a letter: their runs have odd lengths, and keep to the letters' rows."""
    letters = sum(1 for byte in high if byte >= 0xC0)
    odd = sum(1 for run in runs if len(run) % 2)
    if (
        letters < 0.9 * len(high)
        or (len(runs) > 1 and not odd)
        or (len(runs) == 1 and len(high) % 2 == 0 and letters < len(high))
    ):
        return _western(runs, high)
    if len(high) < 4 or max(map(len, runs)) < 3:
        return "cp1252"
    upper = sum(1 for byte in high if 0xC0 <= byte <= 0xDF)
    lower = letters - upper
    if len(high) >= 12 and not upper and not any(byte > 0xFA for byte in high):
        return "cp1255"  # Hebrew has no cases and ends at 0xFA
    return "cp1251" if lower >= upper else "koi8-r"


def _western(runs: list[bytes], high: bytes) -> str:
    """Short runs of which none is long enough to be a word of another script."""
    return "cp1252" if max(map(len, runs)) < 4 and any(len(run) % 2 for run in runs) else ""


def _two_byte(data: bytes, runs: list[bytes], high: bytes) -> str:
    if _decodes(data, "euc_jp") and _readable(data, "euc_jp", _KANA_EUC):
        return "euc_jp"
    pairs = _PAIR.findall(data)
    leads = [pair[0] for pair in pairs]
    if (
        leads
        and _decodes(data, "cp949")
        and sum(0xB0 <= lead <= 0xC8 for lead in leads) >= 0.9 * len(leads) > 1.8
    ):
        return "cp949"
    low_trails = sum(pair[1] < 0x80 for pair in pairs)
    if (
        low_trails
        and _decodes(data, "big5")
        and sum(0xA4 <= lead <= 0xC6 for lead in leads) >= 0.6 * len(leads)
    ):
        return "big5"
    if _decodes(data, "gb18030"):
        return "gb18030"
    for codec in ("big5hkscs", "cp932", "cp949"):
        if _decodes(data, codec):
            return codec
    return _latin(data)
