"""Which charset are these unlabelled bytes in? Made for short text, where statistics of libraries go astray.

Each candidate decodes the words that hold high bytes; the text that looks most like somebody's writing wins:
frequent letters count for it, signs inside words, capitals after small letters and scripts within one word
count against it. In doubt it is windows-1252.
"""

import re
from functools import cache
from itertools import pairwise

from deskbell.mail import guess_letters as letters

_WORDS = re.compile(rb"[!-~]{0,12}[\x80-\xff][!-\xff]{0,300}")
_SAMPLE = 500
_HIGH = re.compile("[^\x00-\x7f]+")
_INSIDE = re.compile(
    "(?<=[^\\W\\d_])(?:[\u00b9\u00b2\u00b3]|[^\\w\\s\x00-\x7f\u2019\u00b4\u00b7\u2013\u2014])(?=[^\\W\\d_])"
)
_NEVER_BESIDE_O = frozenset("íìýùèÍÌÝÙÈ")  # beside ø these are Czech letters read as Western
_LONG_RUN = re.compile("[\u00c0-\u017f]{3,}")
_BEHIND = re.compile("[A-Za-z][\u3040-\ud7a3]")
_BEFORE = re.compile("[\u3040-\ud7a3][a-z]")
_SINGLE = {
    "cp1252": letters.WESTERN,
    "cp1250": letters.CENTRAL,
    "iso8859_2": letters.CENTRAL,
    "cp1254": letters.TURKISH,
    "cp1251": letters.CYRILLIC,
    "koi8-r": letters.CYRILLIC,
    "cp1253": letters.GREEK,
    "cp1255": letters.HEBREW,
    "cp1256": letters.ARABIC,
    "cp874": letters.THAI,
}
_RUSSIAN = {"cp1251", "koi8-r"}
_LATIN = {"cp1252", "cp1250", "iso8859_2", "cp1254"}
_DOUBLE = {
    "cp932": (letters.KANJI, 0x88, 0x97),
    "euc_jp": (letters.KANJI, 0xB0, 0xCF),
    "gb18030": (letters.HANZI + letters.SIMPLIFIED, 0xB0, 0xD7),
    "big5": (letters.HANZI + letters.TRADITIONAL, 0xA4, 0xC6),
    "cp949": (letters.HANGUL, 0xB0, 0xC8),
}
_SIGNS = "„“”‚‘’–—…«»€§°№\xa0¿¡£¤¥©®±²³µ·´¼½¾¹"
_PLAUSIBLE, _FREQUENT, _STRANGE, _BROKEN = 1, 2, -3, -8
_ZERO = 8
_ASCII = bytes(range(0x80))
_DOUBT = 3  # by so much another codec must look better than windows-1252


def guess(data: bytes) -> str:
    """The codec these bytes (not valid UTF-8) most likely are in; windows-1252 in doubt."""
    sample = _sample(data)
    if not sample:
        return "cp1252"
    best, most = "cp1252", _single(sample, "cp1252", -1000) + _DOUBT
    for codec in _SINGLE:
        if codec != "cp1252" and (score := _single(sample, codec, most)) > most:
            best, most = codec, score
    for codec in _DOUBLE:
        if (score := _double(sample, codec)) > most:
            best, most = codec, score
    return best


def _sample(data: bytes) -> bytes:
    """The words with high bytes, as many as are enough to tell."""
    words: list[bytes] = []
    length = 0
    for found in _WORDS.finditer(data, 0, 200_000):
        words.append(found[0])
        length += len(found[0])
        if length > _SAMPLE:
            break
    return b" ".join(words)[: 2 * _SAMPLE]


def _single(sample: bytes, codec: str, most: float) -> float:
    """How much the sample looks like writing in an alphabet of one byte a letter, if it can beat `most`."""
    table = _points(codec)
    high = len(sample.translate(None, _ASCII))
    score = float(sum(sample.translate(table)) - _ZERO * high)
    if score + _most_bonus(codec, high) <= most:
        return score
    text = sample.decode(codec, "replace")
    if codec != "cp874":  # Thai vowels stand above and below, and are signs to Python
        score -= 4 * len(_INSIDE.findall(text))
    score -= 3 * _turns(text)
    if codec in _LATIN:
        dear = 2 if codec == "cp1252" else 1
        score -= sum(dear * (len(run) - 2) for run in _LONG_RUN.findall(text))
        if "õ" in text and "û" in text:
            score -= 4  # no language has both: it is Hungarian read as Western
        if codec == "cp1252" and "ø" in text.lower() and not _NEVER_BESIDE_O.isdisjoint(text):
            score -= 4
    else:
        score -= 3 * _mixed(text)
    if codec in _RUSSIAN:
        pairs = _pairs()
        lower = text.lower()
        score += sum(lower[place : place + 2] in pairs for place in range(len(lower) - 1))
    if codec == "cp1255":
        score += _finals(text)
    return score


def _most_bonus(codec: str, high: int) -> int:
    """What a closer look may add at most to the letters' points."""
    return 2 * high if codec == "cp1255" else high if codec in _RUSSIAN else 0


@cache
def _points(codec: str) -> bytes:
    """What each byte counts for as a letter of the codec's alphabet, above `_ZERO`; ASCII counts nothing.

    Signs that any writer may use count for and against nobody.
    """
    frequent, others = _SINGLE[codec]
    points = {
        **dict.fromkeys(_SIGNS, 0),
        **dict.fromkeys(others, _PLAUSIBLE),
        **dict.fromkeys(frequent, _FREQUENT),
        **dict.fromkeys(map(chr, range(0x80, 0xA0)), _BROKEN),
        "\ufffd": _BROKEN,
    }
    text = bytes(range(0x80, 0x100)).decode(codec, "replace")
    return bytes(0x80) + bytes(points.get(char, _STRANGE) + _ZERO for char in text)


@cache
def _pairs() -> frozenset[str]:
    return frozenset(letters.RUSSIAN_PAIRS.split())


def _turns(text: str) -> int:
    """How often a capital follows a small letter inside a word, one of them not ASCII."""
    turns = 0
    for run in _HIGH.finditer(text):
        before = text[run.start() - 1 : run.start()]
        piece = before + run[0] + text[run.end() : run.end() + 1]
        turns += sum(one.islower() and two.isupper() for one, two in pairwise(piece))
    return turns


def _mixed(text: str) -> int:
    """How often a letter of another script touches an ASCII letter."""
    mixed = 0
    for run in _HIGH.finditer(text):
        if run[0][0].isalpha() and text[run.start() - 1 : run.start()].isalpha():
            mixed += 1
        if run[0][-1].isalpha() and text[run.end() : run.end() + 1].isalpha():
            mixed += 1
    return mixed


def _finals(text: str) -> int:
    """Hebrew has letters that end words, and never stand elsewhere."""
    score = 0
    for place, char in enumerate(text):
        if char in letters.HEBREW_FINAL:
            score += -3 if text[place + 1 : place + 2].isalpha() else 2
    return score


def _double(sample: bytes, codec: str) -> float:
    """How much the sample looks like writing in characters of two bytes."""
    frequent, low, high = _DOUBLE[codec]
    text = sample.decode(codec, "replace")
    if text[-1:] == "\ufffd":
        text = text[:-1]  # cut inside a character
    score = 0.0
    for char in text:
        if char > "\x7f":
            score += _character(char, codec, frequent, low, high)
    return score - len(_BEHIND.findall(text)) - 4 * len(_BEFORE.findall(text))


def _character(char: str, codec: str, frequent: str, low: int, high: int) -> float:
    if char == "\ufffd":
        return _BROKEN
    if char in frequent:
        return 5
    if char in letters.WIDE_MARKS:
        return 3
    if "\u3040" <= char <= "\u30ff":
        return 4 if codec in ("cp932", "euc_jp") else -1
    if "\uff66" <= char <= "\uff9f":
        return 1.5
    if "\uac00" <= char <= "\ud7a3" or "\u4e00" <= char <= "\u9fff":
        lead = char.encode(codec, "replace")[0]
        if not low <= lead <= high:
            return -2
        return 2 if codec == "cp949" else 1.5
    return -3
