"""The upper edge of a quoted letter: rules, banners and rests of a letterhead that stand above its introduction."""

from deskbell.mail.lines import Lines
from deskbell.mail.separators import banner, is_rule, label


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
