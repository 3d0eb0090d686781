"""The new words of a reply, told apart from what it quotes and from its signature. Nothing is deleted.

In this order: our own marker line; what programs set above a whole earlier message, and lines that bear
quotation signs (quotations.py); quotation shown by HTML alone; signatures. Then each line goes to exactly one
of three piles (piles.py), and where nothing would be left as new, all of it is.
"""

from deskbell.mail import answers, armour, attribution, html_quotes, markers, mobile
from deskbell.mail.lines import UNSEEN, Lines, says_something, unquoted
from deskbell.mail.piles import NEW, QUOTED, SIGNED, sort, speaks
from deskbell.mail.quotations import Finding, introduce, scan
from deskbell.mail.values import Reply

_LONGEST = 300_000
_LAST_BLANKS = frozenset(" \t\f\v\r\x1c\x1d\x1e\x1f")


def split(text: str, html: str = "", subject: str = "", threaded: bool = True, writer: str = "") -> Reply:
    """The new words, the quoted part and the signature of a readable body; `html`: its source, if it had one.

    `subject`: the letter's own, which a letterhead in any language repeats. `threaded`: it may answer an earlier one.
    `writer`: the name of whoever wrote it. Lines keep their words and order within each of the three. `new` is not empty if the text says anything.
    """
    if len(text) > _LONGEST:
        return _of_long(text, html, subject, threaded, writer)
    if armour.HINT in text:
        return _of_signed(text, html, subject, threaded, writer)
    return _split(text, html, subject, threaded, writer)


def _of_signed(text: str, html: str, subject: str, threaded: bool, writer: str) -> Reply:
    """What signed the words is of the signature."""
    words, signing = armour.taken_off(text)
    found = _split(words, html, subject, threaded, writer)
    if not signing or not says_something(found.new):
        return found if not signing else _split(text, html, subject, threaded, writer)
    return Reply(found.new, found.quoted, f"{found.signature}\n{signing}".strip("\n"))


def _split(text: str, html: str, subject: str, threaded: bool, writer: str) -> Reply:
    lines = Lines(text, subject, threaded, writer)
    piles = _by_marker(lines, lines.text) or _by_structure(lines, html)
    if not speaks(lines, piles, 0, len(piles)):
        return Reply("\n".join([line.rstrip() for line in lines.raw]).strip("\n"))
    return Reply(_joined(lines, piles, NEW), _joined(lines, piles, QUOTED), _joined(lines, piles, SIGNED))


def _of_long(text: str, html: str, subject: str, threaded: bool, writer: str) -> Reply:
    """Only the beginning is looked at: what follows it goes where its last line went."""
    cut = text.rfind("\n", 0, _LONGEST) + 1 or _LONGEST
    found = split(text[:cut], html, subject, threaded, writer)
    rest, last = text[cut:], text[:cut].rstrip()[-40:]
    if found.quoted and last and found.quoted.endswith(last[last.rfind("\n") + 1 :]):
        return Reply(found.new, f"{found.quoted}\n{rest}", found.signature)
    return Reply(f"{found.new}\n{rest}", found.quoted, found.signature)


def _by_marker(lines: Lines, text: str) -> list[str] | None:
    """Everything below our marker is quoted, as is the attribution just above it."""
    place = markers.line_of(lines.bare, text)
    if place < 0:
        return None
    above = Lines("\n".join(lines.raw[:place]))
    piles = _by_structure(above, "")
    last = above.previous_full(len(above.raw))
    if last >= 0 and piles[last] == NEW and attribution.may_end(above.bare[last]):
        found = attribution.ending_at(above.bare, last, 0, quoted_below=True)
        if found is not None and not found.column:
            piles[found.start :] = [QUOTED] * (len(piles) - found.start)
    if not speaks(above, piles, 0, len(piles)):
        return None
    lines.raw[:place], lines.bare[:place] = above.raw, above.bare
    return piles + [QUOTED] * (len(lines.raw) - len(piles))


def _by_structure(lines: Lines, html: str) -> list[str]:
    finding = scan(lines)
    if html and (finding.attributed or (finding.tail < 0 and not finding.introduced)):
        _ask_html(lines, finding, html)
    _part_mobile_lines(lines, finding)
    top = finding.top()
    if top >= 0 and answers.may_stand(lines, top, html):
        finding.answers = _answers_within(lines, finding, html)
    signed = html_quotes.signed_lines(html, lines.bare) if html else []
    if signed and not _is_on_top(lines, finding, signed):
        piles = sort(lines, finding, signed)
        if speaks(lines, piles, 0, len(piles)):
            return piles  # else somebody wrote where the signature was, and all of it counts
    return sort(lines, finding, ())


def _answers_within(lines: Lines, finding: Finding, html: str) -> set[int]:
    """The writer's answers in the topmost letter below their words, down to what that one quotes."""
    start, end = finding.topmost()
    below = [unquoted(line) if finding.quoted[start] else line for line in lines.raw[start:end]]
    quotes = scan(Lines("\n".join(below), lines.subject)).tail
    return answers.within(lines, finding.top(), start, start + quotes if quotes >= 0 else end, html)


def _is_on_top(lines: Lines, finding: Finding, signed: list[bool]) -> bool:
    """Does what the HTML calls a signature stand above words that are neither signed nor quoted? Then it is none."""
    end = finding.tail if finding.tail >= 0 else len(lines.bare)
    first = next((index for index in range(end) if says_something(lines.bare[index])), end)
    return (
        first < end
        and signed[first]
        and any(
            says_something(lines.bare[index]) and not signed[index] and not finding.quoted[index]
            for index in range(first, end)
        )
    )


def _ask_html(lines: Lines, finding: Finding, html: str) -> None:
    """Take the quotation that only the HTML shows, or the answers it shows below an attribution."""
    if finding.tail >= 0 and not html_quotes.has_words_after(html):
        return
    if any(finding.quoted) and not html_quotes.names_attributions(html):
        return  # the signs have said it all
    flags = html_quotes.quoted_lines(html, lines.bare)
    if not any(flags):
        return
    own = [index for index, flag in enumerate(flags) if not flag and says_something(lines.bare[index])]
    if not own or own[-1] < finding.tail:
        return
    finding.tail, finding.looks = -1, 0
    finding.quoted = [seen or flag for seen, flag in zip(finding.quoted, flags, strict=True)]
    index = 0
    while index < len(finding.quoted):
        if finding.quoted[index] and (index == 0 or not finding.quoted[index - 1]):
            finding.introduced.add(index)
            index += introduce(lines, finding, index, 0)
        index += 1


def _part_mobile_lines(lines: Lines, finding: Finding) -> None:
    """Set a telephone's words on a line of their own where they lost it."""
    for index, column in mobile.glued(lines, finding.tail if finding.tail >= 0 else len(lines.bare)):
        lines.split(index, column)
        finding.quoted.insert(index, finding.quoted[index])
        finding.introduced = {start + (start > index) for start in finding.introduced}
        finding.tail += finding.tail >= 0


def _joined(lines: Lines, piles: list[str], pile: str) -> str:
    """The lines of a pile, with one blank line where others were taken from between them."""
    if pile not in piles:
        return ""
    start, count = piles.index(pile), piles.count(pile)
    end = start + count
    if piles[start:end].count(pile) == count:
        kept = lines.raw[start:end]
        # Lines that are as bare as they came have nothing to be trimmed of.
        return "\n".join(kept).strip("\n") if kept == lines.bare[start:end] else _trimmed(kept)
    kept = []
    before = -1
    for index, its in enumerate(piles):
        if its != pile:
            continue
        if kept and index > before + 1:
            if not kept[-1].strip() and not lines.bare[index]:
                continue
            if kept[-1].strip() and lines.bare[index]:
                kept.append("")
        kept.append(lines.raw[index] if lines.bare[index] else "")
        before = index
    return _trimmed(kept)


def _trimmed(kept: list[str]) -> str:
    """Lines as one text, without blank lines at its ends and blanks at the ends of its lines."""
    text = "\n".join(kept)
    if not text.isascii():
        return "\n".join([line.rstrip() if line.strip(UNSEEN) else "" for line in kept]).strip("\n")
    if " \n" in text or "\t\n" in text or "\f\n" in text or text[-1:] in _LAST_BLANKS:
        text = "\n".join([line.rstrip() for line in kept])
    return text.strip("\n")
