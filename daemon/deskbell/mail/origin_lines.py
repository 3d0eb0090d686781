"""The first lines of a mail: what its writer says before any quotation."""

import re

HEAD = 1000
URL = re.compile(r"https?://\S{1,500}")
_LONGEST_ATTRIBUTION = 130
_BORDERS = (">", "-----", "____", "From: ", "Von: ", "De: ", "De : ", "Da: ", "Van: ", "Fra: ", "Från: ",
            "Od: ", "От: ", "差出人:", "发件人:", "发件人：")  # fmt: skip
#: One of these is in each of them, and in a line that announces a quotation.
_OF_BORDERS = (":", "：", ">", "-----", "____")
_BORDER_LETTERS = frozenset(border[0] for border in _BORDERS)
_ATTRIBUTIONS = ("on ", "am ", "le ", "el ", "il ", "op ", "den ", "em ", "dne ", "w dniu ")


def own_words(head: str) -> str:
    """The lines before anything that looks like a quotation or the line that announces one."""
    if not any(map(head.__contains__, _OF_BORDERS)):
        return head
    lines = head.split("\n")
    for number, line in enumerate(lines):
        if (line[:1] in _BORDER_LETTERS and line.startswith(_BORDERS)) or (
            ":" in line and _is_attribution(line)
        ):
            return "\n".join(lines[:number])
    return head


def _is_attribution(line: str) -> bool:
    return line.rstrip().endswith(":") and (
        ("@" in line and len(line) < _LONGEST_ATTRIBUTION) or line[:8].casefold().startswith(_ATTRIBUTIONS)
    )


def first_words(text: str) -> str:
    """The first lines, before anything that looks like a quotation, without links."""
    return URL.sub(" ", own_words(text[:HEAD]))
