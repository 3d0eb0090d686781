"""Quoted lines that bear a name before their sign: `EL> Does it work?`, as The Bat! and Gnus set them.

Prompts of programs look alike, so something more is asked: an attribution above, or initials on several lines.
"""

import re

from deskbell.mail import attribution
from deskbell.mail.lines import Lines

_NAMED = re.compile(r"([^\W\d_]{1,12})>(?=[ >]|$)")
_PROMPTS = frozenset(
    [
        "a",
        "c",
        "cmd",
        "d",
        "db2",
        "dos",
        "ftp",
        "gdb",
        "hive",
        "irb",
        "lftp",
        "mongo",
        "mysql",
        "node",
        "php",
        "pig",
        "pry",
        "ps",
        "psql",
        "redis",
        "root",
        "router",
        "sas",
        "sftp",
        "sql",
        "sqlite",
        "switch",
        "telnet",
        "z",
    ]
)
_MOST_LINES = 500


def bare_of_names(lines: Lines, index: int, after: int) -> bool:
    """Take the name off the line at `index`, and off those below that bear it too, if they are quoted ones."""
    found = _NAMED.match(lines.bare[index])
    if found is None:
        return False
    sign = found[0]
    bare = lines.bare
    stop = min(len(bare), index + _MOST_LINES)
    attributed = _attributed(lines, index, after)
    if not attributed and not _initials(found[1]):
        return False
    named = [place for place in range(index, stop) if bare[place].startswith(sign)]
    if not attributed and len(named) < 2:
        return False
    for place in named:
        bare[place] = bare[place][len(sign) - 1 :]
    return True


def _attributed(lines: Lines, index: int, after: int) -> bool:
    """Does the line above introduce a quotation?"""
    above = lines.previous_full(index)
    return (
        above >= after
        and attribution.may_end(lines.bare[above])
        and attribution.ending_at(lines.bare, above, after, quoted_below=True) is not None
    )


def _initials(name: str) -> bool:
    """ "EL" or "Eva", and not what a program prompts with."""
    return name.casefold() not in _PROMPTS and (name.istitle() or (name.isupper() and len(name) <= 3))
