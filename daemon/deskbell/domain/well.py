"""Does a part of a sentence say that all is well again, and nothing else? "It prints again", "the error is gone".

Nothing may be read into it: whatever is said besides is a matter that somebody must read.
"""

from collections.abc import Sequence

from deskbell.domain.phrase_words import tables
from deskbell.domain.sentences import Sentence

#: "The printer in the hall prints": what prints takes at most this many words.
_LONGEST_SUBJECT = 5
#: "Since the restart this morning" tells how or when; more words than these tell more.
_LONGEST_TELLING = 6
#: A name behind a greeting, a thank-you, or on a line of its own is at most this long.
MOST_NAMES = 3
#: Sections of the phrasebook, a word of which makes of a yes something to be read.
_SPOILING = ("trouble", "contrast", "hedges", "no", "not_so", "negations", "negations_behind", "ifs")


def is_name(written: str) -> bool:
    """May the word, as it was written, be of a person's name?"""
    return written[0].isupper() and (len(written) == 1 or not written.isupper())


def spoils(tokens: Sequence[str]) -> bool:
    """Is there a word of trouble, denial, doubt or contrast, other than in "the problem is solved"?"""
    words, covered = tables().words, _covered(tokens)
    first = bool(tokens) and tokens[0] in words["yes"]  # a Spanish yes is a French if
    said = {p for at, token in enumerate(tokens) if not covered[at] and at >= first for p in _pieces(token)}
    return any(not words[name].isdisjoint(said) for name in _SPOILING)


def joined(part: Sentence) -> list[Sentence]:
    """The part, cut at its "and"s: each piece must say by itself that all is well."""
    joins, covered = tables().words["joins"], _covered(part.tokens)
    pieces, start = [], 0
    for at, token in [*enumerate(part.tokens), (len(part.tokens), "")]:
        if at == len(part.tokens) or (token in joins and not covered[at]):
            if at > start:
                pieces.append(
                    Sentence(part.text, part.written[start:at], part.tokens[start:at], part.asks, part.line)
                )
            start = at + 1
    return pieces


def says_well(part: Sentence, *, after_yes: bool) -> bool:
    """It works, with no more than how, where and since when; behind a yes also "it prints", which alone could be a report."""
    tokens = part.tokens
    for start, end in tables().phrases["works"].find(tokens):
        if _leads_to(tokens[:start]) and _tells_no_more(part, end):
            return True
    if not after_yes:
        return False
    words = tables().words
    return any(
        token in words["runs"] and _is_subject(tokens[:at]) and _tells_no_more(part, at + 1)
        for at, token in enumerate(tokens[: _LONGEST_SUBJECT + 2])
    )


def _covered(tokens: Sequence[str]) -> list[bool]:
    """Which tokens stand in a phrase that says all is well, whatever they say alone."""
    covered = [False] * len(tokens)
    for name in ("works", "well"):
        for start, end in tables().phrases[name].find(tokens):
            covered[start:end] = [True] * (end - start)
    return covered


def _pieces(token: str) -> tuple[str, ...]:
    """A token and, of one like "l'erreur", what stands behind the apostrophe."""
    return (token, token.rpartition("'")[2])


def _leads_to(head: Sequence[str]) -> bool:
    """What stands before "works again" says nothing of its own: no "is" but right before it ("it is now ...")."""
    words = tables().words
    said = [at for at, token in enumerate(head) if token in words["is"]]
    return not said or all(token in words["well"] for token in head[said[-1] + 1 :])


def _is_subject(head: Sequence[str]) -> bool:
    """Is it a yes, if at all, and then "the printer", "it", "my colleague and", or nothing?"""
    words = tables().words
    head = head[1:] if head and head[0] in words["yes"] else head
    if not head:
        return True
    begins = head[0] in words["subjects"] or head[0].partition("'")[0] + "'" in words["subjects"]
    return begins and len(head) <= _LONGEST_SUBJECT and words["is"].isdisjoint(head)


def _tells_no_more(part: Sentence, at: int) -> bool:
    """From there on: how well ("again", "fine"), courtesies, how or since when, and perhaps a name; nothing else."""
    phrases, words, tokens = tables().phrases, tables().words, part.tokens
    names = MOST_NAMES  # none, but behind a courtesy: in German any noun may look like one
    while at < len(tokens):
        polite = phrases["polite"].length_at(tokens, at)
        length = max(polite, *(phrases[name].length_at(tokens, at) for name in ("well", "works", "approval")))
        if length:
            names = 0 if polite else names
            at += length
        elif tokens[at] in words["behind"]:
            told = tokens[at:]
            return 1 < len(told) <= _LONGEST_TELLING and words["is"].isdisjoint(told)
        elif is_name(part.written[at]) and names < MOST_NAMES and tokens[at] not in words["things"]:
            names, at = names + 1, at + 1
        else:
            return False
    return True
