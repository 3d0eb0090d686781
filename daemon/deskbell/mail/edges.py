"""The upper edge of a quoted letter: rules, banners and rests of a letterhead that stand above its introduction;
and what stands above or below lines that only look like one.
"""

from collections.abc import Sequence

from deskbell.mail import attribution
from deskbell.mail.lines import Lines, is_announced, is_quoted
from deskbell.mail.separators import Letterhead, banner, is_labelled, is_rule, label

_FENCED = 6
_LABELS_OF_A_PROGRAM = 3
_LONGEST_HEADER = 60
_TRACES = ("Received: from ", "Received: by ", "Return-Path: <", "Delivered-To: ")


def under_a_rule(lines: Lines, index: int) -> bool:
    """Does a rule or a banner stand next above a line?"""
    above = lines.previous_full(index)
    return above >= 0 and (is_rule(lines.bare[above]) or bool(_banner_above(lines.bare[above])))


def _banner_above(line: str) -> str:
    return banner(line) or banner(f"--- {line} ---")


def with_rules(lines: Lines, index: int) -> int:
    """The line from which rules and banners stand above a letterhead."""
    while True:
        above = lines.previous_full(index)
        if above < 0 or not (is_rule(lines.bare[above]) or _banner_above(lines.bare[above])):
            return index
        index = above


def with_labels(lines: Lines, index: int, after: int) -> int:
    """The line from which a rule, or what is left of a letterhead, stands right above an attribution."""
    top = index
    while top > after and lines.bare[top - 1] and label(lines.bare[top - 1])[0]:
        top -= 1
    return max(after, with_rules(lines, top if index - top > 1 else index))


def is_shown(lines: Lines, index: int) -> bool:
    """Does the writer show these lines, below a fence of Markdown or as a header with the traces of its way?"""
    if any(line.startswith("```") for line in lines.bare[max(0, index - _FENCED) : index]):
        return True
    return ("Received: " in lines.text or "Return-Path: " in lines.text) and any(
        line.startswith(_TRACES) for line in _block_down_to(lines.bare, index)
    )


def is_sure(lines: Lines, head: Letterhead) -> bool:
    """Is a letterhead that no rule announces a program's? Without a date or an address, or with two labels, or all
    small, it may be what somebody tells below a colon; a label whose words we do not know may be the date's.
    """
    labels = sum(map(is_labelled, lines.bare[head.start : head.end]))
    dated = "sent" in head.fields or "date" in head.fields or labels > len(head.fields)
    enough = max(labels, len(head.fields)) >= _LABELS_OF_A_PROGRAM
    of_mail = "sent" in head.fields or any("@" in value for value in head.fields.values()) or not head.fields
    announced = is_announced(lines.bare, 0, head.start)
    if dated and enough and of_mail and not (announced and lines.bare[head.start][0].islower()):
        return True
    if announced or not (dated or enough):
        return False
    return enough or (lines.threaded and not is_labelled(lines.bare[head.start - 1] if head.start else ""))


def _block_down_to(bare: Sequence[str], index: int) -> Sequence[str]:
    """The lines from the nearest blank one above to the one at `index`."""
    top = index
    while top > max(0, index - _LONGEST_HEADER) and bare[top - 1]:
        top -= 1
    return bare[top : index + 1]


def is_groupwise(line: str) -> bool:
    """>>> Eva Lind <eva@example.com> 3/5/2026 10:00 AM >>>"""
    return (
        line.startswith(">>> ")
        and line.endswith(" >>>")
        and len(line) < 200
        and any(c.isdigit() for c in line)
    )


def stands_alone(lines: Lines, index: int) -> bool:
    """Is there neither an introduction above a quoted line nor another quoted line below it?"""
    above = lines.previous_full(index)
    if above >= 0 and lines.bare[above].endswith(":"):
        return False
    return index + 1 == len(lines.bare) or not is_quoted(lines.bare[index + 1])


def only_looks_quoted(lines: Lines, index: int) -> bool:
    """GroupWise's attribution, a line escaped for a mailbox, or the end of a link that was broken in two."""
    line = lines.bare[index]
    if is_groupwise(line) or (line.startswith(">>>>> ") and attribution.may_end(line)):
        return True
    if line.startswith(">From ") and stands_alone(lines, index):
        return True
    if line[0] == ">" and len(line) < 24 and attribution.speaks(line[1:].strip()):
        below = lines.next_full(index + 1)
        return below < len(lines.bare) and not is_quoted(lines.bare[below])
    above = lines.bare[index - 1][-1000:] if index else ""
    return line[0] == ">" and above.rfind("<") > above.rfind(">")
