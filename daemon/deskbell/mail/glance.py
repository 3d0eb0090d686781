"""A cheap look over the lines of a letter for those that may part it: all others are passed by at once."""

from collections.abc import Sequence

from deskbell.mail.attribution import LAST_LETTERS
from deskbell.mail.lines import QUOTE_SIGNS
from deskbell.mail.separators import DECORATION

_EDGES = frozenset(DECORATION + QUOTE_SIGNS + ":：")
_LAST_EDGES = _EDGES - {"."}
_SHORT = 8


def next_standing_out(bare: Sequence[str], index: int) -> int:
    """The first line from there that may be of a break, or the number of lines.

    A cheap look at all that lie between: most lines of prose neither begin, nor end, nor are short as any break is.
    """
    edges, last_edges, last_letters = _EDGES, _LAST_EDGES, LAST_LETTERS
    for place in range(index, len(bare)):
        line = bare[place]
        if line and (
            line[0] in edges
            or line[-1] in last_edges
            or len(line) < _SHORT
            or (":" in line and (":" in line[:32] or ":" in line[-3:]))
            or "---" in line
            or ("\t" in line and "\t" in line[:12])
            or line[-4:] in last_letters
            or (not line.isascii() and "：" in line[:32])
        ):
            return place
    return len(bare)
