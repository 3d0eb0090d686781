"""Marks that a value carries through a template, so that text and HTML can dress it in their own way.

A template is rendered once, as text. What a variable put there must still be known afterwards: somebody
else's words are isolated in HTML and can never be taken for the template's own structure, a time is not
broken over two lines, a link becomes a link. The marks are Unicode noncharacters: they stand for
nothing in any text, and are taken out of every value that comes in.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from jinja2 import Undefined

from deskbell.letters.facts import LetterError

WORDS_OPEN, WORDS_CLOSE = "\ufdd0", "\ufdd1"
NEWLINE = "\ufdd2"
LINK_OPEN, LINK_CLOSE = "\ufdd3", "\ufdd4"
TIME_SPACE = "\ufdd5"

_NO_BREAK_SPACES = re.compile("[\u00a0\u202f]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
#: Control characters, direction overrides and isolates, lone surrogates, and our own marks.
_UNCLEAN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ud800-\udfff]")
#: Names before which the Spanish "y" becomes "e": Inés, Hilario, but not Hierro.
_SOUNDS_I = re.compile("h?[ií](?!e)", re.IGNORECASE)


class Own(str):
    """The desk's own words, already fit to be printed: a said time, a word of the vocabulary, a rendered
    letter.
    """

    __slots__ = ()


class Link(str):
    """A whole address (https://…) the desk made. In HTML the words on the line above it become the link."""

    __slots__ = ()


class Coded(str):
    """A fact with a fixed set of values ("P1", "cio"): compared as it is, printed as the vocabulary says
    it.
    """

    said: str

    def __new__(cls, code: str, said: str) -> "Coded":
        coded = super().__new__(cls, code)
        coded.said = said
        return coded


class Several(tuple[str, ...]):
    """Several names or words: a template may walk through them, or print them in one breath ("A, B and C").

    `joints`: the vocabulary's `list` section: `and`, and `and_before_i` where a language has one (Spanish).
    """

    joints: Mapping[str, str]

    def __new__(cls, items: tuple[str, ...], joints: Mapping[str, str]) -> "Several":
        several = super().__new__(cls, items)
        several.joints = joints
        return several

    @property
    def rest(self) -> "Several":
        """All but the first."""
        return Several(self[1:], self.joints)


def clean(text: str) -> str:
    """Without control characters, direction overrides, surrogates and marks; `\\n` line ends."""
    if (
        text.isprintable() or text.replace("\n", "").isprintable()
    ):  # nothing of the kind is, and it is quickly asked
        return text
    if _LINE_ENDS.search(text):
        text = _LINE_ENDS.sub("\n", text)
    return _UNCLEAN.sub("", text) if _UNCLEAN.search(text) else text


def one_line(text: str) -> str:
    """Clean, on one line, without spaces around."""
    return " ".join(clean(text).split())


def time_said(text: str) -> Own:
    """Words of the desk with no-break spaces in them: a said time, a size, a telephone number."""
    return Own(_NO_BREAK_SPACES.sub(TIME_SPACE, text))


def printed(value: object) -> str:
    """What a variable puts into a letter; every `{{ … }}` of a template passes here.

    Raises LetterError for what has no words of its own (a moment without `.by`, a truth value, None).
    """
    how = _HOW.get(type(value))
    if how is not None:
        return how(value)
    if isinstance(value, Undefined):
        return str(value)  # which raises, and says what is not there
    if isinstance(value, str):
        return _foreign(value)
    _refuse(value)


def _foreign(text: str) -> str:
    """Somebody's words or name, with their line breaks kept out of the template's way."""
    if text.isprintable():  # as nearly all are: there is nothing to clean, and no line ends
        return f"{WORDS_OPEN}{text}{WORDS_CLOSE}" if text and not text.isspace() else ""
    body = clean(text).strip("\n")
    return f"{WORDS_OPEN}{body.replace(chr(10), NEWLINE)}{WORDS_CLOSE}" if body and not body.isspace() else ""


def _in_one_breath(items: list[str], joints: Mapping[str, str]) -> str:
    said = [_foreign(item) for item in items]
    if len(said) < 2:
        return "".join(said)
    joint = joints.get("and", "+")
    if "and_before_i" in joints and _SOUNDS_I.match(items[-1]):
        joint = joints["and_before_i"]
    return f"{', '.join(said[:-1])} {joint} {said[-1]}"


def _link(address: str) -> str:
    if address and not address.startswith(("https://", "http://")):
        raise LetterError(f"{address!r} is no address of a web page")
    return f"{LINK_OPEN}{one_line(address)}{LINK_CLOSE}" if address else ""


def _several(names: Several) -> str:
    return _in_one_breath([name for name in names if name], names.joints)


#: By type, for a letter prints thirty values: what it makes of each.
_HOW: dict[type, Callable[[Any], str]] = {
    str: _foreign,
    Own: str,
    Coded: _foreign,
    Link: _link,
    Several: _several,
    int: str,
}


def _refuse(value: object) -> NoReturn:
    raise LetterError(f"a letter cannot print {value!r}: say which of its words, such as `.by` of a time")
