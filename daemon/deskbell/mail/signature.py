"""The signature below a person's words: after its delimiter, or known by what programs and lawyers write.

An ordinary closing ("Thanks, Eva") is the person's own and stays. Only what follows a real delimiter, a line
that a telephone or program added, and the small print of lists and legal departments are told apart.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from deskbell.mail import card, mobile, small_print
from deskbell.mail.lines import is_announced
from deskbell.mail.phrases.signatures import BORDER_NOTES, BORDER_WORDS, SMALL_PRINT_WORDS, TAG_WORDS
from deskbell.mail.separators import is_rule

_DELIMITERS = frozenset(("--", "—", "–", "-- --", "- --", "––", "——", "=20--", "--=20", "‐‐", "−−", "ᐧ"))
_DELIMITER_SIGNS = frozenset("-–—―_=*‐−ᐧ~━─═＝＊")
_WRAPPED_FROM, _WRAPPED_TO = 50, 100
_MOST_AFTER_DELIMITER = 60
_DELIMITERS_OF_A_LIST = 3  # so many part entries of a list
_MOST_AFTER_DASHES = 16
_MOST_AFTER_RULE = 10
_WIDEST_AFTER_RULE = 90
_SMALL_WORDS_OF_A_SENTENCE = 20
_SMALL_WORDS_OF_PROSE = 8
_SMALL_WORDS_GOING_ON = 3
_MOST_WORDS_OF_A_TELEPHONE = 8
_POSTSCRIPT = re.compile(
    r"(?:P\.? ?S\.?|P\.? ?P\.? ?S\.?|P\.-S\.|(?:P\.? ?D|N\.? ?B)[.:]|П\.?С\.?|З\.?Ы\.?)\s?[:：.–-]?\s+\S|追伸|附言"
)


def indices(raw: Sequence[str], bare: Sequence[str], start: int, end: int) -> list[int]:
    """Which of the lines `start` to `end` (exclusive) are a signature's; blank lines may be among them."""
    begin = _delimited(raw, bare, start, end)
    begin = small_print.notice(bare, start, small_print.beginning(bare, start, begin))
    begin = _dashed_name(bare, start, begin)
    begin = card.beginning(bare, start, begin)
    found = list(range(begin, end))
    if found and (added := _postscript(bare, begin, end)):
        found = [index for index in found if index not in added]
    for index in range(start, begin):
        if 0 < index < begin - 2 and bare[index - 1] and bare[index + 1] and bare[index + 2]:
            continue  # amid a paragraph: neither its first nor its last line, nor one that the last continues
        if bare[index] and not (start == 0 and _opens(bare, index, begin)):
            found.extend(mobile.indices(bare, index, begin))
    return found + (_border_note(bare, begin) if start == 0 else [])


def _opens(bare: Sequence[str], index: int, end: int) -> bool:
    """Is it a whole sentence that opens a letter, be it of telephones, and not alone?"""
    return (
        len(bare[index].split()) > _MOST_WORDS_OF_A_TELEPHONE
        and bare[index][-1] == "."
        and not any(bare[:index])
        and any(bare[index + 1 : end])
    )


def _postscript(bare: Sequence[str], begin: int, end: int) -> range:
    """The lines of a paragraph below a signature that its writer calls a postscript."""
    for index in range(begin + 1, end):
        if not bare[index - 1] and _POSTSCRIPT.match(bare[index]):
            stop = index
            while stop < end and bare[stop]:
                stop += 1
            return range(index, stop)
    return range(0)


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
    if not small_print.tells(bare, first, TAG_WORDS if tagged else BORDER_WORDS):
        return []
    last = first + 1
    while last < min(end, first + 8) and bare[last] and _note_goes_on(bare, last):
        last += 1
    return list(range(first, last))


def _note_goes_on(bare: Sequence[str], index: int) -> bool:
    """Is the line the rest of a warning: wrapped from the line above, or telling of senders and links as well?"""
    if any(words in bare[index].casefold() for words in BORDER_WORDS + TAG_WORDS):
        return True
    above = bare[index - 1]
    return _WRAPPED_FROM <= len(above) <= _WRAPPED_TO and above[-1] not in ".!>]"


def _delimited(raw: Sequence[str], bare: Sequence[str], start: int, end: int) -> int:
    """Where the first acceptable delimiter stands, or `end`."""
    candidates = [index for index in range(start, end) if bare[index][:1] in _DELIMITER_SIGNS]
    if not candidates:
        return end
    if _part_a_list(bare, [index for index in candidates if bare[index] in _DELIMITERS]):
        candidates = [index for index in candidates if bare[index] not in _DELIMITERS]
    above = list(accumulate(1 if line else 0 for line in bare[start:end]))
    for index in candidates:
        line = bare[index]
        below = above[-1] - above[index - start]
        if start == 0 and above[index] == 1:
            continue  # nothing stands above it
        if is_announced(bare, start, index):
            continue
        if line in _DELIMITERS:
            exact = raw[index] in ("-- ", "--\u00a0")
            if below <= _MOST_AFTER_DELIMITER if exact else not _goes_on(bare, index + 1, end, below):
                return index
        elif below <= _MOST_AFTER_RULE and (is_rule(line) or line == "__"):
            apart = index == start or not bare[index - 1] or line[0] == "_"
            if apart and not _is_drawn_again(bare, index, end) and _is_card(bare, index + 1, end):
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


def _part_a_list(bare: Sequence[str], delimiters: Sequence[int]) -> bool:
    """Do the delimiters part entries: three of them, or several without a blank line above any?"""
    return len(delimiters) >= _DELIMITERS_OF_A_LIST or (
        len(delimiters) > 1 and all(index and bare[index - 1] for index in delimiters)
    )


def _goes_on(bare: Sequence[str], start: int, end: int, below: int) -> bool:
    """Does the letter go on below dashes that only part it: much of it, or a sentence no signature has?"""
    if below > _MOST_AFTER_DASHES or _is_sentence(bare, start, end):
        return True
    last = next((bare[index] for index in range(end - 1, start, -1) if bare[index]), "")
    return (
        _small_words(last) > _SMALL_WORDS_OF_A_SENTENCE
        and not last.casefold().startswith(small_print.SMALL_PRINT)
        and not small_print.tells(bare, start, SMALL_PRINT_WORDS)
    )


def _is_sentence(bare: Sequence[str], start: int, end: int) -> bool:
    """Is the first paragraph a person's sentence, and neither a program's line nor small print?"""
    first = next((index for index in range(start, end) if bare[index]), end)
    line = bare[first] if first < end else ""
    ends, small = line[-1:] in (".", "!", "?"), _small_words(line)
    if line[:1].islower():
        needed = _SMALL_WORDS_GOING_ON if ends else _SMALL_WORDS_OF_PROSE - 2
    else:
        needed = _SMALL_WORDS_OF_PROSE if ends else len(line)
    if small < needed or not line:
        return False
    return not (
        line.casefold().startswith(small_print.SMALL_PRINT)
        or mobile.is_mobile(line)
        or small_print.is_legal(bare[first : min(end, first + 8)])
    )


def _is_drawn_again(bare: Sequence[str], index: int, end: int) -> bool:
    """Does the same rule stand further down with words below it, and so part them rather than frame a card?"""
    again = next((below for below in range(index + 1, end) if bare[below] == bare[index]), end)
    return any(bare[below] for below in range(again + 1, end))


def _is_card(bare: Sequence[str], start: int, end: int) -> bool:
    """Do short lines follow, as on a visiting card, or a list's or a lawyer's words, and no sentences?"""
    lines = [line for line in bare[start:end] if line]
    if any(
        line.casefold().startswith(small_print.SMALL_PRINT) or "mailing list" in line.casefold()
        for line in lines
    ):
        return True
    apart = start < end and not bare[start]
    if any(
        line.startswith("# ")
        or (line[-1] == "." and (_tells_of_self(line) or (apart and _small_words(line))))
        for line in lines
    ):
        return False  # sentences, or the headings of Markdown: somebody is still telling something
    if len(lines) == 1 and not _names_somebody(lines[0]):
        return False
    return all(
        len(line) <= _WIDEST_AFTER_RULE and line[-1] not in "?:" and _small_words(line) <= (2 if apart else 4)
        for line in lines
    )


def _tells_of_self(line: str) -> bool:
    return not small_print.OF_PERSONS.isdisjoint(line.casefold().split())


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
        and (len(words) == 1 or not all(word[0].islower() for word in words))
        and words[0][0].isalpha()
        and text[-1] not in "?!:,-–_=*"
        and len(text) <= 50
        and not any(sign in text for sign in "/\\=()")  # a path or an option of some program
    )


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
