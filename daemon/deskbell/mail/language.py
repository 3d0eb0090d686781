"""The language of a text, guessed from its letters and smallest words. "" is an answer: unsure."""

import re
from functools import cache

from deskbell.mail.phrases.stopwords import CLEAREST, STOPWORDS

_SAMPLE = 600
_MOST_WORDS = 100
_SURE = 6
_LIKELY = 4
_LEAST_LETTERS = 4

_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff\uff66-\uff9d]"),
    "ko": re.compile(r"[\uac00-\ud7a3]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "ka": re.compile(r"[\u10a0-\u10ff]"),
    "hy": re.compile(r"[\u0530-\u058f]"),
}
_PERSIAN = re.compile(r"[\u067e\u0686\u0698\u06af\u06cc]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_BEYOND_LATIN = re.compile(r"[\u0370-\u1fff\u3040-\uffee]")
_TELLING = re.compile(r"[ßłąężńśğışřůěñ¿¡ãõæøåőűțșăľĺŕ]|ää|yy|uu")
_LETTERS: dict[str, tuple[str, ...]] = {
    "ß": ("de",), "ł": ("pl",), "ą": ("pl",), "ę": ("pl",), "ż": ("pl",), "ń": ("pl",), "ś": ("pl",),
    "ğ": ("tr",), "ı": ("tr",), "ş": ("tr",), "ř": ("cs",), "ů": ("cs",), "ě": ("cs",),
    "ñ": ("es",), "¿": ("es",), "¡": ("es",),
    "ã": ("pt",), "õ": ("pt",), "æ": ("da", "no"), "ø": ("da", "no"),
    "å": ("da", "no", "sv"), "ő": ("hu",),
    "ű": ("hu",), "ț": ("ro",), "ș": ("ro",), "ă": ("ro",), "ľ": ("sk",), "ĺ": ("sk",), "ŕ": ("sk",),
    "ää": ("fi",), "yy": ("fi",), "uu": ("fi",),
}  # fmt: skip
_MOST_LETTERS = 3
_LINKS = ("://", "@", "www.")
_NO_LETTERS = {ord(mark): " " for mark in '.,;:!?()[]{}<>"/\\|*_=+-#%&$~`^0123456789…“”„«»‘–—·•¿¡'}
#: The same for ASCII alone, where a string does it several times faster.
_ASCII_LETTERS = "".join([_NO_LETTERS.get(code, chr(code)) for code in range(128)])
_ONLY_UKRAINIAN = frozenset("іїєґ")
_ONLY_RUSSIAN = frozenset("ыэё")
_BY_SCRIPT_ONLY = frozenset(("ru", "uk", "bg"))


def guess(text: str) -> str:
    """The ISO 639-1 code of the text's language, or "" when the text is too short or too mixed to tell."""
    sample = text[:_SAMPLE]
    if "@" in sample or "://" in sample or "www." in sample:
        sample = " ".join([word for word in sample.split() if not any(link in word for link in _LINKS)])
    if not sample.isascii() and _BEYOND_LATIN.search(sample):
        letters = sum(map(len, _WORDS.findall(sample)))
        found = _by_script(sample, letters)
        if found:
            return found
        cyrillic = len(_CYRILLIC.findall(sample))
        if cyrillic * 2 > letters:
            return _cyrillic(sample.casefold()) if cyrillic >= 10 else ""
    return _by_words(sample.casefold().replace("’", "'"), exclude=_BY_SCRIPT_ONLY)


def _by_script(sample: str, letters: int) -> str:
    """The language of a script that is used by one, when a third of the letters are of it."""
    counts = {code: len(script.findall(sample)) for code, script in _SCRIPTS.items()}
    asian = counts["ja"] + counts["zh"]
    if counts["ko"] >= 2 and counts["ko"] * 3 >= letters:
        return "ko"
    if counts["ja"] >= 2 and counts["ja"] * 8 >= asian and asian * 3 >= letters:
        return "ja"
    if counts["zh"] >= _LEAST_LETTERS and counts["zh"] * 3 >= letters:
        return "zh"
    for code in ("el", "he", "ar", "th", "hi", "ka", "hy"):
        if counts[code] >= 2 * _LEAST_LETTERS and counts[code] * 3 >= letters:
            return "fa" if code == "ar" and _PERSIAN.search(sample) else code
    return ""


def _cyrillic(sample: str) -> str:
    """Letters that only one of them has decide before words do."""
    ukrainian = sum(sample.count(letter) for letter in _ONLY_UKRAINIAN)
    russian = sum(sample.count(letter) for letter in _ONLY_RUSSIAN)
    if ukrainian >= 2 * russian + 1:
        return "uk"
    if russian >= 2 * ukrainian + 1:
        return "ru"
    return _by_words(sample, only=_BY_SCRIPT_ONLY)


def _by_words(sample: str, only: frozenset[str] = frozenset(), exclude: frozenset[str] = frozenset()) -> str:
    weights = _weights()
    scores: dict[str, int] = {}
    words = sample.translate(_ASCII_LETTERS if sample.isascii() else _NO_LETTERS).split()[:_MOST_WORDS]
    for told in filter(None, map(weights.get, words)):
        for code, weight in told:
            scores[code] = scores[code] + weight if code in scores else weight
    if not sample.isascii() or "uu" in sample or "yy" in sample:
        for code, seen in _letters(sample).items():
            scores[code] = scores.get(code, 0) + min(seen, _MOST_LETTERS)
    ranked = [
        (score, code) for code, score in scores.items() if code not in exclude and (not only or code in only)
    ]
    if not ranked:
        return ""
    best, code = max(ranked)
    second = max([score for score, other in ranked if other != code], default=0)
    sure = best >= _SURE and best >= second + 2 and best * 10 >= second * 11
    likely = best >= _LIKELY and best >= second * 2
    return code if (sure or likely) and best * 5 >= len(words) else ""


def _letters(sample: str) -> dict[str, int]:
    """How often a letter was seen that few languages have."""
    seen: dict[str, int] = {}
    for letter in _TELLING.findall(sample):
        for code in _LETTERS[letter]:
            seen[code] = seen.get(code, 0) + 1
    return seen


@cache
def _weights() -> dict[str, list[tuple[str, int]]]:
    """Each small word with the languages it speaks for, and how loudly: a single letter says less."""
    weights: dict[str, list[tuple[str, int]]] = {}
    for code, words in STOPWORDS.items():
        for word in set(words.split()):
            weights.setdefault(word, []).append((code, 2 if len(word) > 1 else 1))
    for code, words in CLEAREST.items():
        for word in set(words.split()):
            weights.setdefault(word, []).append((code, 2))
    return weights
