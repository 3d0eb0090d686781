"""What a customer means with a few words: thanks, yes or no, still broken, any news, unhappy.

Precise over eager: a wrong "no" costs a person a glance, a wrong "yes" closes a ticket or reopens one. All
take a mail's new words, without what it quotes, in any language of the phrasebook, in linear time.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from deskbell.domain import well
from deskbell.domain.phrase_words import WORRIES, tables
from deskbell.domain.promised import promised_time
from deskbell.domain.score import score_in_reply, score_perhaps
from deskbell.domain.sentences import Phrases, Sentence, sentences, words_of

__all__ = [
    "is_chaser",
    "is_polite",
    "is_thanks_only",
    "promised_time",
    "says_still_broken",
    "score_in_reply",
    "score_perhaps",
    "unhappy_sentence",
    "worried_words",
    "yes_or_no",
]

#: More words than these are more than a thank-you, or a yes.
_FEW = 40
_THUMBS = frozenset("👍🙏❤🙂😊😀😃👌💯🎉")
#: "for sorting this out so fast" is a reason for thanks; more words than these are more.
_FEW_REASONS = 7
#: Between a negation and what it negates: "does not seem to be working".
_REACH = 4


def is_thanks_only(words: str) -> bool:
    """Is it a bare "thanks", with no more than courtesies and names around it?"""
    if "?" in words:
        return False
    spoken = sentences(words)
    if not spoken:
        return any(sign in _THUMBS for sign in words[:200])
    if sum(len(sentence.tokens) for sentence in spoken) > _FEW:
        return False
    thanked = False
    on_line = Counter(sentence.line for sentence in spoken)
    for sentence in spoken:
        for part in map(_without_reason, _parts(sentence)):
            may_be_name = thanked and (on_line[sentence.line] == 1 or "," in sentence.text)
            if not _is_courtesy(part, may_be_name):
                return False
            thanked = thanked or tables().phrases["thanks"].within(part.tokens)
    return thanked


def is_polite(line: str) -> bool:
    """Is the line nothing but thanks, a greeting or a closing?"""
    spoken = sentences(line)
    return bool(spoken) and all(_is_all(sentence.tokens, "polite") for sentence in spoken)


def says_still_broken(words: str) -> bool:
    """Do they say that it does not work, now?"""
    return any(_is_broken(sentence) for sentence in sentences(words))


def yes_or_no(words: str) -> bool | None:
    """Their answer to "is it right now?"; None where it is not plainly one of the two.

    True only if nothing else is said or asked, for a yes may be read by nobody.
    """
    spoken = [s for s in map(_without_greeting, sentences(words)) if s.tokens]
    spoken = [s for s in spoken if not _is_courtesy(s)] or spoken
    if not spoken:
        return None
    known, first = tables(), spoken[0]
    broken = any(_is_broken(sentence) for sentence in spoken)
    if _begins_with_no(first):
        return None if any(known.phrases["works"].within(s.tokens) for s in spoken) and not broken else False
    if broken:
        return False if first.tokens[0] not in known.words["yes"] else None
    return True if _is_plain_yes(spoken) else None


def is_chaser(words: str) -> bool:
    """Do they ask for news of what they wrote before?"""
    known, spoken = tables().phrases, sentences(words)
    if set(words.strip()) == {"?"} or (spoken and _is_all(spoken[0].tokens, "chasers_alone")):
        return len(spoken) <= 1
    for sentence in spoken:
        tokens = sentence.tokens
        if known["not_chasing"].within(tokens):
            continue
        if known["chasing"].within(tokens):
            return True
        start = next(known["chasers"].find(_without_greeting(sentence).tokens), None)
        conditional = tokens[0] in tables().words["ifs"]
        if start and not (conditional and not sentence.asks) and (sentence.asks or start[0] <= 2):
            return True
    return False


def worried_words(words: str) -> frozenset[str]:
    """Which worries they voice: "leaving", "anger", "abuse" (by us), "unhappy"; empty if none."""
    return frozenset(kind for sentence in sentences(words) for kind in _worries(sentence))


def unhappy_sentence(words: str) -> str:
    """The first sentence that sounds unhappy, as it was written; "" if none does."""
    if words.isascii() and not tables().phrases["worries"].within(words_of(words)):
        return ""  # so it is with nearly every mail, and cutting it into sentences is the larger work
    return next((sentence.text for sentence in sentences(words) if _worries(sentence)), "")


def _is_courtesy(sentence: Sentence, may_be_name: bool = False) -> bool:
    """Nothing but thanks, greetings and courtesies, and perhaps a name; or a name, where one may stand."""
    known = tables()
    no_name = known.words["trouble"] | known.words["things"]
    if len(sentence.tokens) > _FEW or not no_name.isdisjoint(sentence.tokens):
        return False
    left: list[str] = []
    polite, at = False, 0
    while at < len(sentence.tokens):
        length = known.phrases["polite"].length_at(sentence.tokens, at)
        if length:
            polite = True
        else:
            if sentence.tokens[at] in known.words["yes"] | known.words["no"]:
                return False
            left.append(sentence.written[at])
        at += length or 1
    if not left:
        return True
    return (polite or may_be_name) and len(left) <= well.MOST_NAMES and all(map(well.is_name, left))


def _parts(sentence: Sentence) -> list[Sentence]:
    """The sentence between its commas."""
    if "," not in sentence.text:
        return [sentence]
    return [
        replace(part, line=sentence.line) for text in sentence.text.split(",") for part in sentences(text)
    ]


def _without_reason(part: Sentence) -> Sentence:
    """A thank-you without what it is for ("for sorting this so fast"), where that says no more."""
    known, tokens = tables(), part.tokens
    for _, end in known.phrases["thanks"].find(tokens):
        reason = tokens[end:]
        short = 1 < len(reason) <= _FEW_REASONS and reason[0] in known.words["for"]
        more = known.words["contrast"] | known.words["ifs"] | known.words["hedges"] | known.words["trouble"]
        if short and more.isdisjoint(reason) and not _worries(part) and not any(map(str.isdigit, reason)):
            return replace(part, tokens=tokens[:end], written=part.written[:end])
    return part


def _without_greeting(sentence: Sentence) -> Sentence:
    """The sentence behind "Hi Mara,"; the whole sentence if it does not begin so."""
    taken = tables().phrases["greetings"].length_at(sentence.tokens, 0)
    if not taken:
        return sentence
    while taken < min(len(sentence.tokens), 2 + well.MOST_NAMES) and well.is_name(sentence.written[taken]):
        if sentence.tokens[taken] in tables().words["yes"] | tables().words["no"]:
            break
        taken += 1
    return replace(sentence, written=sentence.written[taken:], tokens=sentence.tokens[taken:])


def _begins_with_no(sentence: Sentence) -> bool:
    known, tokens = tables(), sentence.tokens
    if known.phrases["refusals"].length_at(tokens, 0) and _is_all(tokens, "refusals", "polite"):
        return True
    if tokens[0] not in known.words["no"] or known.phrases["no_but_not_so"].length_at(tokens, 0):
        return False
    if sentence.asks:
        return False
    behind = sentence.text.partition(sentence.written[0])[2][:1]
    return len(tokens) == 1 or behind in tuple(",.!:;–-") or tokens[1] in known.words["no_goes_on"]


def _is_plain_yes(spoken: Sequence[Sentence]) -> bool:
    known = tables()
    if sum(len(s.tokens) for s in spoken) > _FEW or any(s.asks for s in spoken):
        return False
    if any(
        known.phrases["requests"].within(_without_closing(s.tokens)) or well.spoils(s.tokens) for s in spoken
    ):
        return False
    # A yes, or "it works": and each further part says so too, or is a courtesy.
    whole = [part for sentence in spoken for part in map(_without_reason, _parts(sentence))]
    parts = [piece for part in whole for piece in well.joined(part)]
    if not parts:
        return False
    answers, thanked = parts[0].tokens[0] in known.words["yes"], False
    for part in parts:
        may_be_name = thanked or part.line != parts[0].line
        if not (
            _is_all(part.tokens, "yes", "approval", "works", "well", "closing", "polite")
            or well.says_well(part, after_yes=answers)
            or _is_courtesy(part, may_be_name)
        ):
            return False
        thanked = thanked or known.phrases["polite"].within(part.tokens)
    return any(map(_says_yes, parts))


def _without_closing(tokens: Sequence[str]) -> list[str]:
    """What is left of them besides the wish that the ticket be closed."""
    left = list(tokens)
    for start, end in reversed(list(tables().phrases["closing"].find(tokens))):
        del left[start:end]
    return left


def _says_yes(part: Sentence) -> bool:
    """A yes, "it works", "please close it", or an approval and no more."""
    known = tables()
    if part.tokens[0] in known.words["yes"]:
        return True
    if known.phrases["works"].within(part.tokens) or known.phrases["closing"].within(part.tokens):
        return True
    return known.phrases["approval"].within(part.tokens) and _is_all(part.tokens, "approval", "polite")


def _is_all(tokens: Sequence[str], *names: str) -> bool:
    """Is it made of phrases of these sections alone?"""
    at = 0
    while at < len(tokens):
        length = max(tables().phrases[name].length_at(tokens, at) for name in names)
        if not length:
            return False
        at += length
    return True


def _is_broken(sentence: Sentence) -> bool:
    known = tables()
    if sentence.tokens[0] in known.words["ifs"]:
        return False
    found = next(known.phrases["still_broken"].find(sentence.tokens), None)
    if found and not sentence.asks and not any(t in known.words["ifs"] for t in sentence.tokens[: found[0]]):
        return True
    if tables().words["working"].isdisjoint(sentence.tokens):
        return False
    return any(_is_denied(part.tokens) for part in _parts(sentence))


def _is_denied(tokens: Sequence[str]) -> bool:
    """A working word denied within reach ("does still not work"), of now, and without doubt."""
    known = tables().words
    denied_at = working_at = -_REACH - 1
    for at, token in enumerate(tokens):
        if token in known["doubt"] or token in known["was"]:
            return False
        if token in known["working"]:
            if at - denied_at <= _REACH:
                return True
            working_at = at
        elif token in known["negations"]:
            denied_at = at
        elif token in known["negations_behind"] and at - working_at <= _REACH:
            return True
    return False


def _worries(sentence: Sentence) -> frozenset[str]:
    if tables().phrases["worries"].telling.isdisjoint(sentence.tokens):
        return frozenset()
    return frozenset(kind for kind in WORRIES if _meant(sentence.tokens, tables().phrases[kind]))


def _meant(tokens: Sequence[str], phrases: Phrases) -> bool:
    """Is one of the phrases there, and not taken back by a "not" before it ("not at all disappointed")?"""
    known = tables().words
    for start, _ in phrases.find(tokens):
        before = start - 1
        while before >= 0 and tokens[before] in known["softeners"]:
            before -= 1
        if before < 0 or tokens[before] not in known["not_so"]:
            return True
    return False
