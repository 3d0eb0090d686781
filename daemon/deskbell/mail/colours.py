"""How the HTML of a letter shows the lines of its text: in which colour, on which, or in bold."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from deskbell.mail.html_quotes import EMPTY, MOST_TAGS, SILENT, TAG, places, words_of

BOLD = "bold"
_SHADE = r"\s{0,3}[:=]\s{0,3}[\"']?\s{0,3}(#[0-9a-f]{3,6}|rgba?\([\d\s,.%]{5,40}\)|[a-z]{3,20})"
_COLOUR = re.compile(r"color(?<![\w-]color)" + _SHADE)
_BEHIND = re.compile(r"background(?:-color)?" + _SHADE)
_BOLD = re.compile(r"font-weight\s{0,3}:\s{0,3}(?:bold|[6-9]00)")
_BOLD_TAGS = frozenset(("b", "strong"))
_NUMBER = re.compile(r"\d+")
_GREYS = frozenset(
    ("black", "white", "grey", "gray", "silver", "windowtext", "inherit", "initial", "unset", "auto", "currentcolor",
     "transparent", "text", "dimgray", "dimgrey", "darkgray", "darkgrey", "lightgray", "lightgrey", "whitesmoke")
)  # fmt: skip
#: So far the strongest of red, green and blue stands from the weakest in what an eye calls a colour.
_LEAST_COLOUR = 48


class _Look(NamedTuple):
    """What the tags around words say of how they are shown; "" where they say nothing an eye would notice."""

    colour: str = ""
    behind: str = ""
    bold: bool = False

    def told(self) -> str:
        """The one thing that stands out most."""
        return self.colour or (f"on {self.behind}" if self.behind else BOLD if self.bold else "")


_PLAIN = _Look()


def are_in(html: str) -> bool:
    """A cheap look: is anything in the body of the HTML coloured?"""
    low = html.lower()
    body = max(low.find("<body"), 0)
    return any(_named(found[1]) for shades in (_COLOUR, _BEHIND) for found in shades.finditer(low, body))


def of_lines(html: str, bare: Sequence[str]) -> list[tuple[str, str]]:
    """How each bare line is shown where it begins, and where it ends; "" for black on white, for links, and for what is not
    found in the HTML.
    """
    body = html.find("<body")
    run, borders = _run(html[max(body, 0) :])
    if len(borders) == 1:
        return [("", "")] * len(bare)
    found: list[tuple[str, str]] = []
    border = 0
    for words, place in places(run, bare):
        if place < 0:
            found.append(("", ""))
            continue
        border = _border_at(borders, border, place)
        last = _border_at(borders, border, place + len(words) - 1)
        found.append((borders[border][1], borders[last][1]))
        border = last
    return found


def _border_at(borders: Sequence[tuple[int, str]], border: int, place: int) -> int:
    """The last border at or before a place, looked for from one that is."""
    while border + 1 < len(borders) and borders[border + 1][0] <= place:
        border += 1
    return border


def _run(html: str) -> tuple[str, list[tuple[int, str]]]:
    """The words of the HTML run together, and the places in it from which they are shown in some way."""
    pieces: list[str] = []
    borders = [(0, "")]
    open_tags = [("", _PLAIN)]
    length, place, silent = 0, 0, ""
    for count, tag in enumerate(TAG.finditer(html)):
        if count > MOST_TAGS:
            break
        if not silent and tag.start() > place and (words := words_of(html[place : tag.start()])):
            told = open_tags[-1][1].told()
            if told != borders[-1][1]:
                borders.append((length, told))
            pieces.append(words)
            length += len(words)
        place = tag.end()
        name = tag[2].lower()
        if silent:
            silent = "" if tag[1] and name == silent else silent
        elif tag[1]:
            _close(open_tags, name)
        elif name in SILENT:
            silent = name
        elif name not in EMPTY and not tag[3].endswith("/"):
            open_tags.append((name, _within(name, tag[3].lower(), open_tags[-1][1])))
    return "".join(pieces), borders


def _close(open_tags: list[tuple[str, _Look]], name: str) -> None:
    """Close the nearest open tag of that name, and those within it; a stray end tag closes nothing."""
    for back in range(len(open_tags) - 1, max(0, len(open_tags) - 200), -1):
        if open_tags[back][0] == name:
            del open_tags[back:]
            return


def _within(name: str, attributes: str, around: _Look) -> _Look:
    """How words within a tag are shown: as it says, else as around it. The colour of a link says nothing."""
    if name == "a":
        return _PLAIN
    bold = around.bold or name in _BOLD_TAGS or _BOLD.search(attributes) is not None
    colour, behind = _COLOUR.search(attributes), _BEHIND.search(attributes)
    return _Look(
        _named(colour[1]) if colour else around.colour, _named(behind[1]) if behind else around.behind, bold
    )


def _named(colour: str) -> str:
    """The colour as three numbers or a word; "" for what is black, grey or white."""
    if colour[0] == "#":
        digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:4])
        shades = [int(digits[at : at + 2], 16) for at in (0, 2, 4)]
    elif colour.startswith("rgb"):
        shades = [min(int(number), 255) for number in _NUMBER.findall(colour)[:3]]
    else:
        return "" if colour in _GREYS else colour
    if len(shades) < 3 or max(shades) - min(shades) < _LEAST_COLOUR:
        return ""
    return " ".join(map(str, shades))
