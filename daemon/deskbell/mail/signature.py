"""The signature below a person's words: after its delimiter, or known by what programs and lawyers write.

An ordinary closing ("Thanks, Eva") is the person's own and stays. Only what follows a real delimiter, a line
that a telephone or program added, and the small print of lists and legal departments are told apart.
"""

from collections.abc import Sequence
from itertools import accumulate

from deskbell.mail import mobile
from deskbell.mail.phrases.signatures import (
    ADDRESSEES,
    BORDER_NOTES,
    BORDER_WORDS,
    CLOSING_NOTES,
    CONFIDENCES,
    LIST_FOOTERS,
    REGISTERED,
    SMALL_PRINT_WORDS,
    TAG_WORDS,
    THIS_LETTER,
)
from deskbell.mail.separators import is_rule

_DELIMITERS = frozenset(("--", "—", "–", "-- --", "- --", "––", "——", "=20--", "--=20", "‐‐", "−−", "ᐧ"))
_DELIMITER_SIGNS = frozenset("-–—_=*‐−ᐧ~━─═＝＊")
_MOST_AFTER_DELIMITER = 60
_MOST_AFTER_DASHES = 16
_MOST_AFTER_RULE = 10
_WIDEST_AFTER_RULE = 90
_SMALL_WORDS_OF_A_SENTENCE = 20
_SMALL_WORDS_OF_PROSE = 8
_RULES_AND_LINKS = _DELIMITER_SIGNS | {"<", "#"}
_HEADINGS = frozenset(("disclaimer", "confidentiality notice", "legal notice", "haftungsausschluss"))
_SMALL_PRINT = LIST_FOOTERS + CLOSING_NOTES
_PRINT_LETTERS = frozenset(words[:4] for words in _SMALL_PRINT)
_SMALL_PRINT_LINES = 80
_OF_PERSONS = frozenset(("i", "i'm", "i’m", "my", "me", "ich", "mein", "meine", "meinen", "mir", "je", "mon"))
_TELLERS = frozenset(("he", "she", "i", "i've", "er", "ich", "il", "elle", "j'ai"))
_NO_FOOTING = _OF_PERSONS | {
    "we",
    "our",
    "please",
    "wir",
    "unser",
    "unsere",
    "unserem",
    "bitte",
    "nous",
    "notre",
    "merci",
}
_DIGITS_OF_A_NUMBER = 4
_MOST_NOTICES = 4
_LONGEST_NOTICE = 30
_SHORTEST_NOTICE = 28
_NOTICE_LOOK = 3_000


def indices(raw: Sequence[str], bare: Sequence[str], start: int, end: int) -> list[int]:
    """Which of the lines `start` to `end` (exclusive) are a signature's; blank lines may be among them."""
    begin = _delimited(raw, bare, start, end)
    begin = _legal_notice(bare, start, _small_print(bare, start, begin))
    begin = _dashed_name(bare, start, begin)
    found = list(range(begin, end))
    for index in range(start, begin):
        if bare[index] and _at_an_edge(bare, index, begin):
            found.extend(mobile.indices(bare, index, begin))
    return found + (_border_note(bare, begin) if start == 0 else [])


def _at_an_edge(bare: Sequence[str], index: int, end: int) -> bool:
    """Is the line the first or last of its paragraph, or does the one below continue it?"""
    if index == 0 or not bare[index - 1] or index + 1 >= end:
        return True
    return not bare[index + 1] or index + 2 >= end or not bare[index + 2]


def _border_note(bare: Sequence[str], end: int) -> list[int]:
    """The lines of a gateway's warning at the very top."""
    first = next((index for index in range(end) if bare[index]), end)
    if first == end:
        return []
    head = bare[first][:80].casefold().lstrip("*_-=[( ⚠️")
    if not head.startswith(BORDER_NOTES):
        return []
    tagged = "]" in head[:30]
    if tagged and bare[first][-1] == "]" and len(bare[first]) < 40:
        return [first]  # the tag alone: the writer's words may follow at once
    if not _tells(bare, first, TAG_WORDS if tagged else BORDER_WORDS):
        return []
    last = first
    while last < end and bare[last] and last < first + 8:
        last += 1
    return list(range(first, last))


def _delimited(raw: Sequence[str], bare: Sequence[str], start: int, end: int) -> int:
    """Where the first acceptable delimiter stands, or `end`."""
    candidates = [index for index in range(start, end) if bare[index][:1] in _DELIMITER_SIGNS]
    if not candidates:
        return end
    above = list(accumulate(1 if line else 0 for line in bare[start:end]))
    for index in candidates:
        line = bare[index]
        below = above[-1] - above[index - start]
        if start == 0 and above[index] == 1:
            continue  # nothing stands above it
        if line in _DELIMITERS:
            exact = raw[index] in ("-- ", "--\u00a0")
            if below <= _MOST_AFTER_DELIMITER if exact else not _goes_on(bare, index + 1, end, below):
                return index
        elif below <= _MOST_AFTER_RULE and (is_rule(line) or line == "__"):
            apart = index == start or not bare[index - 1] or line[0] == "_"
            if apart and _is_card(bare, index + 1, end):
                return index
        elif below <= 6 and line.startswith(("--", "__", "—")) and _is_name(name := line.lstrip("-_— ")):
            alone = not any(
                bare[other].startswith(line[:2])
                for other in range(max(start, index - 9), end)
                if other != index
            )
            if alone and (not bare[index - 1] or (name[0].isupper() and below == 0)):
                return index
    return end


def _goes_on(bare: Sequence[str], start: int, end: int, below: int) -> bool:
    """Does the letter go on below dashes that only part it: much of it, or a sentence no signature has?"""
    if below > _MOST_AFTER_DASHES or _is_sentence(bare, start, end):
        return True
    last = next((bare[index] for index in range(end - 1, start, -1) if bare[index]), "")
    return (
        _small_words(last) > _SMALL_WORDS_OF_A_SENTENCE
        and not last.casefold().startswith(_SMALL_PRINT)
        and not _tells(bare, start, SMALL_PRINT_WORDS)
    )


def _is_sentence(bare: Sequence[str], start: int, end: int) -> bool:
    """Is the first paragraph a person's sentence, and neither a program's line nor small print?"""
    first = next((index for index in range(start, end) if bare[index]), end)
    line = bare[first] if first < end else ""
    if line[-1:] not in (".", "!", "?") or _small_words(line) < _SMALL_WORDS_OF_PROSE:
        return False
    return not (
        line.casefold().startswith(_SMALL_PRINT)
        or mobile.is_mobile(line)
        or _is_legal(bare[first : min(end, first + 8)])
    )


def _is_card(bare: Sequence[str], start: int, end: int) -> bool:
    """Do short lines follow, as on a visiting card, or a list's or a lawyer's words, and no sentences?"""
    lines = [line for line in bare[start:end] if line]
    if any(line.casefold().startswith(_SMALL_PRINT) or "mailing list" in line.casefold() for line in lines):
        return True
    apart = start < end and not bare[start]
    if any(line.startswith("# ") or (apart and line[-1] == "." and _small_words(line)) for line in lines):
        return False  # sentences, or the headings of Markdown: somebody is still telling something
    if len(lines) == 1 and not _names_somebody(lines[0]):
        return False
    return all(
        len(line) <= _WIDEST_AFTER_RULE and line[-1] not in "?:" and _small_words(line) <= (2 if apart else 4)
        for line in lines
    )


def _names_somebody(line: str) -> bool:
    """Is every word a name's, or an address or a number in it?"""
    return (
        not any(word[0].islower() for word in line.split())
        or "@" in line
        or "://" in line
        or sum(map(str.isdigit, line)) > 4
    )


def _small_words(line: str) -> int:
    """How many words begin with a small letter: a sentence has more of them than a visiting card."""
    return 0 if "@" in line or "://" in line else sum(word[0].islower() for word in line.split())


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= 4
        and words[0][0].isalpha()
        and text[-1] not in "?!:,-–_=*"
        and len(text) <= 50
        and not any(sign in text for sign in "/\\=()")  # a path or an option of some program
    )


def _small_print(bare: Sequence[str], start: int, end: int) -> int:
    """Where the closing paragraphs of a list or a legal department begin, or `end`."""
    begin = end
    first = next((index for index in range(start, end) if bare[index]), end)
    highest = first if start == 0 else first - 1  # below a quotation, small print may be all there is
    last = next((bare[index] for index in range(end - 1, highest, -1) if bare[index]), "")
    if last.endswith("?"):
        return end  # somebody asks about it
    for index in range(end - 1, max(highest, end - _SMALL_PRINT_LINES), -1):
        line = bare[index]
        if not line:
            continue
        if line[0] == "<" and line.startswith("<http"):
            line = line.partition("> ")[2] or line  # the link of a picture stands before the words
        head = line[:60].casefold().lstrip("*_>-– \"'[(")
        if head[:4] not in _PRINT_LETTERS or line[-1] == "?":
            continue
        if index > first and not _parts(bare[index - 1]) and not _stands_apart(bare[index - 1], line):
            continue
        if (head.startswith(LIST_FOOTERS) and not _is_told(line)) or (
            head.startswith(CLOSING_NOTES) and _tells(bare, index, SMALL_PRINT_WORDS)
        ):
            begin = index
    while begin < end and begin - 1 > first and _parts(bare[begin - 1]):
        begin -= 1
    return begin


def _is_told(line: str) -> bool:
    """Does somebody tell what he or she did, who names neither a link nor an address?"""
    words = line.casefold().split()
    return "@" not in line and "://" not in line and not _TELLERS.isdisjoint(words)


def _legal_notice(bare: Sequence[str], start: int, end: int) -> int:
    """Where closing paragraphs begin that tell an addressee of confidence, or `end`."""
    begin = end
    first = next((index for index in range(start, end) if bare[index]), end)
    for _ in range(_MOST_NOTICES):
        last = begin - 1
        while last > first and not bare[last]:
            last -= 1
        top = last
        while top > max(first, last - _LONGEST_NOTICE) and bare[top - 1]:
            top -= 1
        if (top <= first and start == 0) or last < first or not _is_footing(bare[top : last + 1]):
            break
        begin = top
    return begin


def _is_footing(paragraph: Sequence[str]) -> bool:
    return _is_legal(paragraph) or _is_registered(paragraph)


def _is_registered(paragraph: Sequence[str]) -> bool:
    """Does it say where a company is registered and under what number, as the law has it in some countries?"""
    low = " ".join(paragraph)[:_NOTICE_LOOK].casefold()
    if paragraph[-1][-1:] == "?" or sum(map(str.isdigit, low)) < _DIGITS_OF_A_NUMBER:
        return False
    words = low.replace(",", " ").replace(".", " ").split()
    return any(told in low for told in REGISTERED) and _NO_FOOTING.isdisjoint(words)


def _is_legal(paragraph: Sequence[str]) -> bool:
    """Does it speak of itself, its addressee and confidence, asking nothing and naming no person's own?"""
    if sum(map(len, paragraph)) < _SHORTEST_NOTICE or paragraph[-1][-1:] == "?":
        return False
    low = " ".join(paragraph)[:_NOTICE_LOOK].casefold()
    if any(word in _OF_PERSONS for word in low.split()):
        return False
    return all(any(word in low for word in words) for words in (ADDRESSEES, CONFIDENCES, THIS_LETTER))


def _parts(line: str) -> bool:
    """May small print begin below the line: a blank one, a rule, or a picture's link?"""
    if not line or line[0] in _RULES_AND_LINKS:
        return not line or is_rule(line) or (line.startswith("<http") and line.endswith(">"))
    return len(line) < 30 and line.strip("*:").casefold() in _HEADINGS


def _stands_apart(above: str, line: str) -> bool:
    """Does a long line follow a short sentence, without a blank line between them?"""
    return len(above) < 60 <= len(line) and above[-1] in ".!?" and line[0].isupper()


def _tells(bare: Sequence[str], index: int, words: tuple[str, ...]) -> bool:
    """Does the paragraph that begins at a line hold one of the words?"""
    paragraph = ""
    for line in bare[index : index + 8]:
        if not line:
            break
        paragraph += line[:400].casefold() + " "
    return any(word in paragraph for word in words)


def _dashed_name(bare: Sequence[str], start: int, end: int) -> int:
    """Where a last line such as "-Eva" or "- Eva Lind" stands below a blank line, or `end`."""
    last = end - 1
    while last > start and not bare[last]:
        last -= 1
    line = bare[last] if last > start else ""
    if not line or line[0] not in "-–—" or bare[last - 1] or len(line) > 40:
        return end
    name = line.lstrip("-–— ")
    above = next((bare[index] for index in range(last - 1, start - 1, -1) if bare[index]), "")
    if not _is_name(name) or (above and above[0] in "-–—*•"):
        return end
    spaced = line[1:2] == " "
    return last if not spaced or all(word[0].isupper() for word in name.split()) else end
