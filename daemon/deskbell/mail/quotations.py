"""One pass over a text for what it quotes: lines with quotation signs, and whole earlier messages.

What introduces a quotation is either followed by quoted lines, and then belongs to them, or it is strong
enough to set aside everything below it, and then the pass ends there: the tail.
"""

from bisect import bisect_left
from dataclasses import dataclass, field

from deskbell.mail import attribution, edges, flat, glance, initials, separators
from deskbell.mail.lines import QUOTE_SIGNS, Lines, is_quoted, says_something
from deskbell.mail.phrases.letterheads import LABELS

_MOST_LOOKS = 300
_SHORTEST_SUBJECT = 3
_COLONS = ":："


@dataclass(slots=True)
class Finding:
    """What was seen: quoted lines, where introduced quotations begin, and where a tail begins (or -1).

    `attributed`: the tail begins with an attribution, so that answers may stand below it. `logged`: somebody
    showed lines of a log, which look like attributions. `ends`: the lower banners of letters passed on, once
    asked for. `silent`: the line above which the writer says nothing. `head`: so many lines introduce the tail;
    `answers`: the lines of it that the writer set there nonetheless.
    """

    quoted: list[bool]
    introduced: set[int] = field(default_factory=set)
    tail: int = -1
    attributed: bool = False
    logged: bool = False
    looks: int = 0
    ends: list[int] | None = None
    silent: int = 0
    head: int = 0
    answers: set[int] = field(default_factory=set)

    def top(self) -> int:
        """Where the topmost quotation begins, with its introduction; -1 if there is none."""
        if self.tail >= 0 and True not in self.quoted[: self.tail]:
            return self.tail
        return self.quoted.index(True) if True in self.quoted else -1

    def topmost(self) -> tuple[int, int]:
        """The lines of the topmost quotation, without the letterhead of a tail; the end is exclusive."""
        top = self.top()
        if top == self.tail:
            return min(top + self.head, len(self.quoted) - 1), len(self.quoted)
        return top, next((at for at in range(top, len(self.quoted)) if not self.quoted[at]), len(self.quoted))


def scan(lines: Lines) -> Finding:
    """Look at each line from the top until a tail begins. Lines that hold two things are broken in two."""
    bare = lines.bare
    finding = Finding([False] * len(bare))
    index = after = 0
    signs = ">" in lines.text
    while index < len(bare):
        if not signs:
            index = glance.next_standing_out(bare, index)
            if index == len(bare):
                break
        line = bare[index]
        if not line:
            index += 1
            continue
        if line[0] == ">" and index and finding.quoted[index - 1]:
            finding.quoted[index] = True  # what follows below would say so too, and takes longer
            after = index = index + 1
            continue
        if signs and line[0].isalpha() and ">" in line[1:13]:
            line = _without_initials(lines, finding, index, after)
        if line[0] in QUOTE_SIGNS and is_quoted(line):
            below = _take_quoted(lines, finding, index, after)
            if below:
                after = index = below
                continue
        if not _stands_out(line):
            index += 1
            continue
        end = _break_at(lines, finding, index, after)
        if finding.tail >= 0:
            break
        if end > index:
            after = index = end
        else:
            index += 1
    if finding.tail < 0 and not any(finding.quoted):
        _cut_within(lines, finding)
    return finding


def _without_initials(lines: Lines, finding: Finding, index: int, after: int) -> str:
    """The line, which now begins with a quotation sign if it bore a name before one."""
    finding.looks += 1
    if finding.looks < _MOST_LOOKS:
        initials.bare_of_names(lines, index, after)
    return lines.bare[index]


def _take_quoted(lines: Lines, finding: Finding, index: int, after: int) -> int:
    """Mark the quoted line at `index` and what introduces it; the line to go on from, 0 if it only looks quoted."""
    if not (index and finding.quoted[index - 1]):
        if edges.only_looks_quoted(lines, index):
            return 0
        index += introduce(lines, finding, index, after)
    finding.quoted[index] = True
    return index + 1


def _stands_out(line: str) -> bool:
    return glance.next_standing_out((line,), 0) == 0


def introduce(lines: Lines, finding: Finding, index: int, after: int) -> int:
    """Mark the attribution above the quotation that begins at a line, if any; how many lines were added."""
    last = lines.previous_full(index)
    if last < after or finding.looks >= _MOST_LOOKS:
        return 0
    finding.looks += 1
    found = attribution.ending_at(lines.bare, last, after, quoted_below=True)
    if found is None:
        return 0
    start, end = _parted(lines, finding, found)
    added = end - found.end
    start = edges.with_labels(lines, start, after)
    finding.quoted[start : index + added] = [True] * (index + added - start)
    finding.introduced.add(start)
    return added


def _break_at(lines: Lines, finding: Finding, index: int, after: int) -> int:
    """Does a tail or an introduced quotation begin at a line? The line to go on from, or else `index`."""
    line = lines.bare[index]
    if len(line) > 4 and (line[0] in separators.DECORATION or line[-1] in _COLONS):
        kind = _heading(lines, index)
        if kind:
            return _begin_tail(lines, finding, index, index + 1, kind)
    if _may_be_label(line):
        trusted = edges.under_a_rule(lines, index)
        head = separators.letterhead(lines.bare, index, trusted=trusted)
        if head is not None and (edges.is_shown(lines, index) or not (trusted or edges.is_sure(lines, head))):
            # Shown by the writer, as far as the next blank line: what stands below that may be a program's.
            return next((at for at in range(index, head.end) if not lines.bare[at]), head.end)
        if head is not None:
            return _begin_tail(lines, finding, edges.with_rules(lines, index), head.end, "letterhead")
    if len(lines.subject) > _SHORTEST_SUBJECT and ":" in line[1:26] and not _may_be_label(line):
        head = separators.foreign(lines.bare, index, lines.subject)
        if head is not None and not any(
            separators.letterhead(lines.bare, below) for below in range(index + 1, head.end)
        ):
            return _begin_tail(lines, finding, edges.with_rules(lines, index), head.end, "letterhead")
    if len(line) < 8:
        top, below = separators.notes_around(lines.bare, index)
        if below > top:
            return _begin_tail(lines, finding, edges.with_rules(lines, top), below, "letterhead")
    if attribution.may_end(line) and finding.looks < _MOST_LOOKS:
        finding.looks += 1
        return _attributed(lines, finding, index, after)
    if (len(line) < 8 or "\t" in line[:12]) and separators.notes_letterhead(lines.bare, index):
        start = separators.notes_start(lines.bare, index)
        return _begin_tail(lines, finding, edges.with_rules(lines, start), index + 1, "letterhead")
    if line.startswith("|--") and separators.is_drawn(lines.bare, index):
        return _begin_tail(lines, finding, index, index + 1, "letterhead")
    if "---" in line and separators.notes_line(line):
        start = index - 1 if line.startswith("---") and 0 < len(lines.bare[index - 1]) < 60 else index
        return _begin_tail(lines, finding, max(start, 0), index + 1, "letterhead")
    return index


def _may_be_label(line: str) -> bool:
    colon = line.find(":", 1, 32)
    if colon > 0 and line[:colon].strip(" \t*_").casefold() in LABELS:
        return True
    return line[0] == "|" or (not line.isascii() and "：" in line[:32])


def _heading(lines: Lines, index: int) -> str:
    """The kind of banner a line is, an attribution between dashes being one; or ""."""
    line = lines.bare[index]
    kind = separators.banner(line)
    if kind or len(line) > 200:
        return kind
    if edges.is_groupwise(line):
        return "groupwise"
    if line[0] not in "-‐–—" or line[-1] not in separators.DECORATION or not says_something(line):
        return ""
    if attribution.speaks(line.strip(separators.DECORATION)):
        return "attribution"
    below = lines.next_full(index + 1)
    if len(line) > 8 and below < len(lines.bare) and separators.letterhead(lines.bare, below, trusted=True):
        return "original"  # a banner in a language we have no words of
    return ""


def _attributed(lines: Lines, finding: Finding, index: int, after: int) -> int:
    """An attribution that ends here, with no quoted lines below: a strong one begins the tail."""
    below = lines.next_full(index + 1)
    if below < len(lines.bare) and (
        is_quoted(lines.bare[below]) or initials.bare_of_names(lines, below, after)
    ):
        return index  # `introduce` looks at it from the quotation's side
    found = attribution.ending_at(lines.bare, index, after, quoted_below=False)
    if found is None or not found.strong:
        return index
    if _is_logged(lines, finding, found.start, index):
        finding.logged = True
        return index
    start, end = _parted(lines, finding, found)
    end = _begin_tail(lines, finding, edges.with_labels(lines, start, after), end, "attribution")
    finding.attributed = finding.tail >= 0
    return end


def _is_logged(lines: Lines, finding: Finding, start: int, end: int) -> bool:
    """Is it a line of some log that the writer announces: a time first, nobody's address, a colon above?"""
    above = lines.previous_full(start)
    return (
        (finding.logged or (above >= 0 and lines.bare[above][-1] in _COLONS))
        and lines.bare[start][0].isdigit()
        and not any("@" in line for line in lines.bare[start : end + 1])
    )


def _parted(lines: Lines, finding: Finding, found: attribution.Attribution) -> tuple[int, int]:
    """The lines of an attribution, once the writer's own words on the first have a line of their own."""
    if not found.column:
        return found.start, found.end
    lines.split(found.start, found.column)
    finding.quoted.insert(found.start, False)
    return found.start + 1, found.end + 1


def _begin_tail(lines: Lines, finding: Finding, start: int, end: int, kind: str) -> int:
    """Begin the tail here if there are words above; else, if quoted lines follow, this introduces them."""
    bare, quoted = lines.bare, finding.quoted
    below = _past_its_end(lines, finding, end) if kind in ("forwarded", "original") else 0
    if below:
        quoted[start:below] = [True] * (below - start)
        finding.introduced.add(start)
        return below
    if _speaks_above(lines, finding, start):
        finding.tail, finding.head = start, end - start
        return end
    below = lines.next_full(end)
    if below < len(bare) and is_quoted(bare[below]):
        quoted[start:below] = [True] * (below - start)
        finding.introduced.add(start)
        return below
    if kind != "attribution":
        finding.tail = start
    return end


def _speaks_above(lines: Lines, finding: Finding, end: int) -> bool:
    """Does the writer say anything above a line? What was found silent once is not looked at again."""
    for index in range(finding.silent, end):
        if lines.bare[index] and not finding.quoted[index] and says_something(lines.bare[index]):
            return True
    finding.silent = max(finding.silent, end)
    return False


def _past_its_end(lines: Lines, finding: Finding, index: int) -> int:
    """The line below the next lower banner of a letter passed on, if words stand below it; else 0."""
    if finding.ends is None:
        bare = lines.bare
        last = next((at for at in range(len(bare) - 1, -1, -1) if bare[at] and says_something(bare[at])), 0)
        finding.ends = [at for at in range(last) if separators.ends_a_letter(bare[at])]
    place = bisect_left(finding.ends, index)
    return finding.ends[place] + 1 if place < len(finding.ends) else 0


def _cut_within(lines: Lines, finding: Finding) -> None:
    """An attribution in the midst of a line that lost its line ends."""
    if ":" not in lines.text:
        return
    for index, line in enumerate(lines.bare[:200]):
        column = flat.column_of(line) if ":" in line else -1
        if column > 0:
            lines.split(index, column)
            finding.quoted.insert(index, False)
        if column > 0 or (column == 0 and any(lines.bare[:index])):
            finding.tail = index + (column > 0)
            return
