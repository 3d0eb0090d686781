"""File names that can do no harm where they are shown or saved: no path, no control, bidi or invisible
characters.
"""

import re
import unicodedata

from deskbell.mail.charsets import one_line

_MAX_NAME = 200
_PATH = re.compile(r"^(?:[A-Za-z]:|[\\/~]|\.\.?[\\/])|[\\/]\.\.?[\\/]|\\")
_JOINERS = "\u200c\u200d"


def safe_name(name: str) -> str:
    """`name` without a path and without what hides or reorders letters; "" when nothing is left."""
    text = one_line(name).strip("\"' ")
    if not text.isascii():
        text = "".join(
            char
            for char in text
            if char in _JOINERS or unicodedata.category(char) not in ("Cf", "Cc", "Zl", "Zp")
        )
        text = text.strip(_JOINERS + " ")
    if "/" in text or "\\" in text:
        # A path is cut to its last name; in `Minutes 3/2024.pdf` the stroke is part of the words.
        text = re.split(r"[\\/]", text.rstrip("\\/"))[-1] if _PATH.search(text) else text.replace("/", "_")
    text = text.strip()
    if not text.strip("."):
        return ""
    return text if len(text) <= _MAX_NAME else _shortened(text)


def _shortened(text: str) -> str:
    """A name cut in its middle, so that its ending still tells what it is."""
    stem, dot, ending = text.rpartition(".")
    if not dot or len(ending) > 20:
        return text[:_MAX_NAME]
    return f"{stem[: _MAX_NAME - len(ending) - 1]}.{ending}"
