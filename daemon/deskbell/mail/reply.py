"""The new words of a reply, told apart from what it quotes and from its signature. Nothing is deleted, only marked.

In this order: our own marker line; what programs set above a whole earlier message (banners, letterheads,
attributions); lines that bear quotation signs, and by their place whether they are a tail, a head, or the questions
between which somebody answered; quotation shown by HTML alone; signatures. Each line ends in exactly one of three
piles. Where nothing would be left as new, all of it is.
"""

from dataclasses import dataclass, field

from deskbell.mail import attribution, html_quotes, markers, separators, signature
from deskbell.mail.lines import Lines, is_quoted, says_something
from deskbell.mail.phrases.letterheads import LABELS
from deskbell.mail.values import Reply

NEW, QUOTED, SIGNED = "new", "quoted", "signed"

_LONGEST = 300_000
_MOST_LOOKS = 300
_WRAPPED_FROM = 56
_SNIPS = frozenset(
    (
        "[...]",
        "...",
        "…",
        "[…]",
        "<snip>",
        "[snip]",
        "(...)",
        "<...>",
        "[..]",
        "snip",
        "--snip--",
        "<...snip...>",
    )
)


def split(text: str, html: str = "", subject: str = "") -> Reply:
    """The new words, the quoted part and the signature of a readable body; `html` is its HTML source, if it had one.

    Lines keep their words and order within each of the three. `new` is never empty when the text says anything.
    """
    del subject  # a subject says that it is a reply, which the body shows better
    if len(text) > _LONGEST:
        return _of_long(text, html)
    lines = Lines(text)
    piles = _by_marker(lines, text) or _by_structure(lines, html)
    if not signature.leaves_words([lines.bare[index] for index, pile in enumerate(piles) if pile == NEW]):
        return Reply(_trimmed(lines.raw))
    return Reply(*(_joined(lines, piles, pile) for pile in (NEW, QUOTED, SIGNED)))


def _of_long(text: str, html: str) -> Reply:
    """Only the beginning is looked at: what follows it goes where its last line went."""
    cut = text.rfind("\n", 0, _LONGEST) + 1 or _LONGEST
    found = split(text[:cut], html)
    rest, last = text[cut:], text[:cut].rstrip()[-40:]
    if found.quoted and last and found.quoted.endswith(last[last.rfind("\n") + 1 :]):
        return Reply(found.new, f"{found.quoted}\n{rest}", found.signature)
    return Reply(f"{found.new}\n{rest}", found.quoted, found.signature)


@dataclass(slots=True)
class _Finding:
    """What the scan saw: quoted lines, those an attribution or letterhead introduced, and where a tail begins."""

    quoted: list[bool]
    introduced: set[int] = field(default_factory=set)
    tail: int = -1
    attributed_tail: bool = False
    looks: int = 0


def _by_marker(lines: Lines, text: str) -> list[str] | None:
    """Everything below our marker is quoted, as is the attribution just above it."""
    place = markers.line_of(lines.bare, text)
    if place < 0:
        return None
    above = Lines("\n".join(lines.raw[:place]))
    piles = _by_structure(above, "")
    if len(above.raw) != place or not signature.leaves_words(
        [line for line, pile in zip(above.bare, piles, strict=True) if pile == NEW]
    ):
        return None
    piles += [QUOTED] * (len(lines.raw) - place)
    last = lines.previous_full(place)
    if last >= 0 and piles[last] == NEW and attribution.may_end(lines.bare[last]):
        found = attribution.before_quotation(lines.bare, last, 0)
        if found is not None and lines.previous_full(found.start) >= 0:
            piles[found.start : place] = [QUOTED] * (place - found.start)
    return piles


def _by_structure(lines: Lines, html: str) -> list[str]:
    finding = _scan(lines)
    if finding.tail < 0 and not any(finding.quoted):
        _cut_within(lines, finding)
    if html and not (finding.tail < 0 and any(finding.quoted)):
        _ask_html(lines, finding, html)
    return _piles(lines, finding)


def _scan(lines: Lines) -> _Finding:
    """One pass from the top, which ends where a tail begins."""
    bare = lines.bare
    finding = _Finding([False] * len(bare))
    index = after = 0
    while index < len(bare):
        line = bare[index]
        if not line:
            index += 1
            continue
        if line[0] in ">＞|&" and is_quoted(line) and not _only_looks_quoted(lines, index):
            if index == 0 or not finding.quoted[index - 1]:
                _introduce(lines, finding, index, after)
            finding.quoted[index] = True
            after = index = index + 1
            continue
        end = _break_at(lines, finding, index, after)
        if finding.tail >= 0:
            break
        if end > index:
            after = index = end
        else:
            index += 1
    finding.quoted += [False] * (len(bare) - len(finding.quoted))
    return finding


def _break_at(lines: Lines, finding: _Finding, index: int, after: int) -> int:
    """Settle whether a tail or an introduced quotation begins at a line; the line to go on from (`index` if neither)."""
    line = lines.bare[index]
    if line[0] in separators.DECORATION and len(line) > 4 and (kind := _heading(lines, index)):
        return _begin_tail(lines, finding, index, index + 1, kind)
    colon = line.find(":", 1, 32)
    if (colon > 0 and line[:colon].strip(" *_").casefold() in LABELS) or "：" in line[:32] or line[0] == "|":
        head = separators.letterhead(lines.bare, index, trusted=_under_a_rule(lines, index))
        if head is not None:
            return _begin_tail(lines, finding, _with_rules(lines, index), head.end, "letterhead")
    if separators.banner(line) == "forwarded" or _is_groupwise(line):
        return _begin_tail(lines, finding, index, index + 1, "forwarded")
    if attribution.may_end(line) and finding.looks < _MOST_LOOKS:
        finding.looks += 1
        return _attributed(lines, finding, index, after)
    if len(line) < 8 and separators.notes_letterhead(lines.bare, index):
        return _begin_tail(lines, finding, _with_rules(lines, index), index + 1, "letterhead")
    return index


def _heading(lines: Lines, index: int) -> str:
    """The kind of banner a decorated line is: `original`, `forwarded`, or an attribution between dashes."""
    line = lines.bare[index]
    kind = separators.banner(line)
    if kind or len(line) > 200 or line[-1] not in separators.DECORATION:
        return kind
    below = lines.next_full(index + 1)
    if line[0] in "-‐–—" and attribution.speaks(line.strip(separators.DECORATION)):
        return "attribution"
    if len(line) > 8 and line[0] in "-‐–—" and says_something(line) and below < len(lines.bare):
        head = separators.letterhead(lines.bare, below, trusted=True)
        return "original" if head is not None else ""
    return ""


def _attributed(lines: Lines, finding: _Finding, index: int, after: int) -> int:
    """An attribution that ends here: of quoted lines below, or, when it is a strong one, of all that follows."""
    below = lines.next_full(index + 1)
    if below < len(lines.bare) and is_quoted(lines.bare[below]):
        return index  # `_introduce` looks at it from the quotation's side
    found = attribution.ending_at(lines.bare, index, after, quoted_below=False)
    if found is None or not found.strong:
        return index
    start, end = _parted(lines, finding, found)
    end = _begin_tail(lines, finding, start, end, "attribution")
    finding.attributed_tail = finding.tail >= 0
    return end


def _introduce(lines: Lines, finding: _Finding, index: int, after: int) -> None:
    """Mark the attribution above the quotation that begins at a line, if there is one."""
    last = lines.previous_full(index)
    if last < after or finding.looks >= _MOST_LOOKS:
        return
    finding.looks += 1
    found = attribution.before_quotation(lines.bare, last, after)
    if found is None:
        return
    start, _ = _parted(lines, finding, found)
    grown = len(lines.bare) - len(finding.quoted)
    finding.quoted += [False] * grown
    for place in range(start, index + grown):
        finding.quoted[place] = True
    finding.introduced.add(start)


def _parted(lines: Lines, finding: _Finding, found: attribution.Attribution) -> tuple[int, int]:
    """The lines of an attribution, after the writer's own words on its first line were set on a line of their own."""
    if not found.column:
        return found.start, found.end
    lines.split(found.start, found.column)
    finding.quoted.insert(found.start, False)
    return found.start + 1, found.end + 1


def _begin_tail(lines: Lines, finding: _Finding, start: int, end: int, kind: str) -> int:
    """Begin the tail here if there are words above; else, when quoted lines follow, they are introduced by this."""
    bare, quoted = lines.bare, finding.quoted
    if any(bare[index] and not quoted[index] and says_something(bare[index]) for index in range(start)):
        finding.tail = start
        return end
    below = lines.next_full(end)
    if below < len(bare) and is_quoted(bare[below]):
        quoted[start:below] = [True] * (below - start)
        finding.introduced.add(start)
        return below
    if kind != "attribution":
        finding.tail = start
    return end


def _only_looks_quoted(lines: Lines, index: int) -> bool:
    """GroupWise's attribution, or the end of a link or address that was broken before its closing bracket."""
    line = lines.bare[index]
    if _is_groupwise(line):
        return True
    above = lines.bare[index - 1][-1000:] if index else ""
    return line[0] == ">" and above.rfind("<") > above.rfind(">") and (index < 2 or lines.bare[index - 2][:1] != ">")


def _is_groupwise(line: str) -> bool:
    """>>> Eva Lind <eva@example.com> 3/5/2026 10:00 AM >>>"""
    return (
        line.startswith(">>> ")
        and line.endswith(" >>>")
        and len(line) < 200
        and any(c.isdigit() for c in line)
    )


def _under_a_rule(lines: Lines, index: int) -> bool:
    above = lines.previous_full(index)
    return above >= 0 and (separators.is_rule(lines.bare[above]) or bool(_banner_above(lines.bare[above])))


def _banner_above(line: str) -> str:
    return separators.banner(line) or separators.banner(f"--- {line} ---")


def _with_rules(lines: Lines, index: int) -> int:
    """The line from which rules and banners stand above a letterhead."""
    while True:
        above = lines.previous_full(index)
        if above < 0 or not (separators.is_rule(lines.bare[above]) or _banner_above(lines.bare[above])):
            return index
        index = above


def _cut_within(lines: Lines, finding: _Finding) -> None:
    """An attribution in the midst of a line that lost its line ends."""
    for index, line in enumerate(lines.bare[:200]):
        if len(line) > 30 and ":" in line and (column := attribution.within(line)) >= 0:
            if column:
                lines.split(index, column)
                finding.quoted.insert(index, False)
            if column or any(lines.bare[:index]):
                finding.tail = index + bool(column)
                return


def _ask_html(lines: Lines, finding: _Finding, html: str) -> None:
    """Take the quotation that only the HTML shows, or the answers it shows below an attribution."""
    if finding.tail >= 0 and not (finding.attributed_tail and html_quotes.has_words_after(html)):
        return
    flags = html_quotes.quoted_lines(html, lines.bare)
    if not any(flags):
        return
    own = [index for index, flag in enumerate(flags) if not flag and says_something(lines.bare[index])]
    if not own:
        return
    if finding.tail >= 0:
        if own[-1] < finding.tail:
            return
        finding.tail = -1
    finding.quoted = flags
    for index, flag in enumerate(flags):
        if flag and (index == 0 or not flags[index - 1]):
            finding.introduced.add(index)
            _introduce(lines, finding, index, 0)


@dataclass(slots=True)
class _Stretch:
    start: int
    end: int
    quoted: bool


def _piles(lines: Lines, finding: _Finding) -> list[str]:
    """Which pile each line goes to."""
    end = finding.tail if finding.tail >= 0 else len(lines.bare)
    piles = [NEW] * end + [QUOTED] * (len(lines.bare) - end)
    stretches = _stretches(lines, finding, end)
    for stretch in stretches:
        if not stretch.quoted:
            for index in signature.indices(lines.raw, lines.bare, stretch.start, stretch.end):
                piles[index] = SIGNED
    speaking = [
        place
        for place, stretch in enumerate(stretches)
        if not stretch.quoted
        and signature.leaves_words(
            [lines.bare[i] for i in range(stretch.start, stretch.end) if piles[i] == NEW]
        )
    ]
    answered = _answered(finding, stretches, speaking)
    for place, stretch in enumerate(stretches):
        if stretch.quoted and place not in answered:
            piles[stretch.start : stretch.end] = [QUOTED] * (stretch.end - stretch.start)
    return piles


def _answered(finding: _Finding, stretches: list[_Stretch], speaking: list[int]) -> set[int]:
    """The quoted stretches that stay, because what somebody wrote below them is an answer to them."""
    if not speaking:
        return set()
    before = [place for place in range(speaking[-1]) if stretches[place].quoted]
    if len(before) >= 2 or (len(before) == 1 and _answers_between(stretches, speaking, before[0])):
        return set(before)
    if len(before) == 1 and speaking[0] < before[0]:
        stretch = stretches[before[0]]
        introduced = any(stretch.start <= start < stretch.end for start in finding.introduced)
        return set() if introduced else set(before)
    return set()


def _answers_between(stretches: list[_Stretch], speaking: list[int], quoted: int) -> bool:
    """Is there an answer with quoted lines above and below it?"""
    return any(quoted < place and any(s.quoted for s in stretches[place + 1 :]) for place in speaking)


def _stretches(lines: Lines, finding: _Finding, end: int) -> list[_Stretch]:
    """Runs of quoted and unquoted lines, blank ones at an edge counted to the quotation."""
    quoted = _mended(lines, finding.quoted, end)
    stretches: list[_Stretch] = []
    start = 0
    while start < end:
        stop = start + 1
        while stop < end and (quoted[stop] == quoted[start] or (quoted[start] and not lines.bare[stop])):
            stop += 1
        stretches.append(_Stretch(start, stop, quoted[start]))
        start = stop
    return stretches


def _mended(lines: Lines, quoted: list[bool], end: int) -> list[bool]:
    """The flags with the rests of quoted lines that some relay wrapped, and with marks of omission, made quoted too."""
    bare = lines.bare
    if not any(quoted):
        return quoted
    quoted = list(quoted)
    for index in range(1, end):
        line = bare[index]
        if quoted[index] or not line or not quoted[index - 1]:
            if not quoted[index] and line and line.casefold() in _SNIPS:
                quoted[index] = True
            continue
        long_above = len(bare[index - 1]) >= _WRAPPED_FROM and bare[index - 1][0] in ">＞"
        sandwiched = index + 1 < end and quoted[index + 1] and len(line) < 40
        if long_above and (line[0].islower() or (sandwiched and line[-1] not in ".!?")):
            quoted[index] = True
    if all(line.startswith(">>> ") for index, line in enumerate(bare[:end]) if quoted[index] and line):
        return [False] * len(quoted)  # a Python session, not a quotation of a quotation of a quotation
    return quoted


def _joined(lines: Lines, piles: list[str], pile: str) -> str:
    """The lines of a pile, with one blank line where others were taken from between them."""
    kept: list[str] = []
    before = -1
    for index, its in enumerate(piles):
        if its != pile:
            continue
        if kept and index > before + 1:
            if not kept[-1].strip() and not lines.bare[index]:
                continue
            if kept[-1].strip() and lines.bare[index]:
                kept.append("")
        kept.append(lines.raw[index])
        before = index
    return _trimmed(kept)


def _trimmed(kept: list[str]) -> str:
    """Lines as one text, without blank lines at its ends and blanks at the ends of its lines."""
    return "\n".join(line.rstrip() for line in kept).strip("\n")
