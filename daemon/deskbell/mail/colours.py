"""The colours in which the HTML of a letter shows the lines of its text."""

import re
from collections.abc import Sequence

from deskbell.mail.html_quotes import EMPTY, MOST_TAGS, SILENT, TAG, places, words_of

_COLOUR = re.compile(
    r"color(?<![\w-]color)\s*[:=]\s*[\"']?\s*(#[0-9a-f]{3,6}|rgba?\([\d\s,.%]{5,40}\)|[a-z]{3,20})"
)
_NUMBER = re.compile(r"\d+")
_GREYS = frozenset(
    ("black", "white", "grey", "gray", "silver", "windowtext", "inherit", "initial", "unset", "auto", "currentcolor",
     "transparent", "text", "dimgray", "dimgrey", "darkgray", "darkgrey", "lightgray", "lightgrey", "whitesmoke")
)  # fmt: skip
_LEAST_COLOUR = 48
"""So far the strongest of red, green and blue stands from the weakest in what an eye calls a colour."""


def are_in(html: str) -> bool:
    """A cheap look: is anything in the body of the HTML coloured?"""
    low = html.lower()
    return any(_named(found[1]) for found in _COLOUR.finditer(low, max(low.find("<body"), 0)))


def of_lines(html: str, bare: Sequence[str]) -> list[tuple[str, str]]:
    """The colour in which each bare line begins and the one in which it ends; "" for black, grey, links and what
    is not found.
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
    """The words of the HTML run together, and the places in it from which they bear a colour."""
    pieces: list[str] = []
    borders = [(0, "")]
    open_tags: list[tuple[str, str]] = [("", "")]
    length, place, silent = 0, 0, ""
    for count, tag in enumerate(TAG.finditer(html)):
        if count > MOST_TAGS:
            break
        if not silent and tag.start() > place and (words := words_of(html[place : tag.start()])):
            colour = open_tags[-1][1]
            if colour != borders[-1][1]:
                borders.append((length, colour))
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
            open_tags.append((name, _colour(name, tag[3], open_tags[-1][1])))
    return "".join(pieces), borders


def _close(open_tags: list[tuple[str, str]], name: str) -> None:
    """Close the nearest open tag of that name, and those within it; a stray end tag closes nothing."""
    for back in range(len(open_tags) - 1, max(0, len(open_tags) - 200), -1):
        if open_tags[back][0] == name:
            del open_tags[back:]
            return


def _colour(name: str, attributes: str, around: str) -> str:
    """The colour within a tag: its own, or that around it; a link has none that says anything."""
    if name == "a":
        return ""
    found = _COLOUR.search(attributes.lower()) if attributes else None
    return around if found is None else _named(found[1])


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
