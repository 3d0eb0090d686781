"""What the subject and the first lines of an automatic mail say, in many languages."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from deskbell.mail import markers
from deskbell.mail.asking_words import ASKED
from deskbell.mail.away_words import AWAY_TEXT, INSTEAD, MEANWHILE, RETURN, THANKS
from deskbell.mail.notice_words import (
    CHALLENGE,
    DEVICES,
    MONITORING,
    RECEIPT_TEXT,
    RECEIVED_SUBJECT,
    RECEIVED_TEXT,
    ROBOT_TEXT,
)
from deskbell.mail.responder_subjects import AUTOMATIC, AWAY, ONLY_AWAY
from deskbell.mail.spotting import PhraseBook, words_of

Seen = tuple[int, str, str]


def _sorted(words: dict[str, tuple[str, ...]]) -> str:
    flat = {word.casefold() for some in words.values() for word in some}
    return "|".join(re.escape(word) for word in sorted(flat, key=len, reverse=True))


_TAGS = re.compile(r"(?:\s*(?:\[[^\]]{0,40}\]|\*{2,}))*\s*")
_AUTOMATIC = re.compile(
    f"(?:{_sorted(AUTOMATIC)})(?![^\\W\\d_])|auto\\s?:|\\[auto(?:matic)?[ -]?(?:reply|response)\\]"
)
_ANSWERING = re.compile(r"\s*[:：]\s*(?:re|aw|sv|vs|antw|odp|ynt|fwd?|wg|tr|rv|r|ref)\s*[:：]")
_AUTO_COLON = re.compile(r"auto\s?:")
_OFFICE_COLON = re.compile(r"out[ -]of[ -](?:the[ -])?office\s?:")
_ENDS = "[(\\[–—:-]\\s*(?:{})\\s*[)\\]]?\\s*\\Z"
_AUTOMATIC_END = re.compile(_ENDS.format(_sorted(AUTOMATIC)))
_AWAY_END = re.compile(_ENDS.format(_sorted(AWAY)))
_SET_APART = re.compile(
    r"\W*\Z|\s*[^\w\s]|\s+(?:re|aw|von|der|des|auf|à|de|du|di|van|op|fra|från|od|от|на)\b"
)
_QUOTATION = re.compile(r"[\"“„«”][^\"“”„«»\n]{10,300}[\"“”»]")
_AWAY = re.compile(f"(?:{_sorted(AWAY)})(?![a-zà-ÿ])")
_RECEIVED = PhraseBook(RECEIVED_SUBJECT)
_ROBOT = PhraseBook(ROBOT_TEXT)
_RECEIVED_TEXT = PhraseBook(RECEIVED_TEXT)
_AWAY_TEXT = PhraseBook(AWAY_TEXT)
_RETURN = PhraseBook(RETURN)
_BESIDE_AWAY = (PhraseBook(INSTEAD), PhraseBook(THANKS))
_MEANWHILE = PhraseBook(MEANWHILE)
# Where somebody else is to be found: within a sentence, for who signs with his own tells no more than that.
_REACHED = re.compile(
    r"\([^()\s@]{1,64}@[^()\s@]{1,100}\)|\b(?:unter|under|at|on|au|på|al|op|via) (?:tel\.? ?)?(?:[^\s@]{1,64}@|\+?\d[\d /-]{6,})"
)
_A_DAY = re.compile(r"\b\d{1,2}[./]\s?\d{1,2}\b|\b\d{1,2}\.?\s?[-–~〜]\s?\d{1,2}\b")
_CHALLENGE = PhraseBook(CHALLENGE)
_RECEIPT_TEXT = PhraseBook(RECEIPT_TEXT)
_ASKED = PhraseBook(ASKED)
_ONLY_AWAY = frozenset(words.casefold() for words in ONLY_AWAY)
_AWAY_WITHIN = re.compile(
    r"\b(?:is|will be) (?:currently )?(?:out of (?:the )?office|on (?:vacation|leave|holiday))\b"
    r"|\bist (?:außer haus|ausser haus|nicht im (?:büro|haus)|abwesend|im urlaub)|\best absente?\b|\bestá ausente\b"
    r"|\bè (?:assente|fuori ufficio)\b|\bis afwezig\b|\bestá fora\b"
)
_REACTED = (" reacted to your message:", " reacted via gmail")
_ANSWER = re.compile(r"\s*(?:re|aw|sv|vs|antw|odp|ynt|fwd?|wg|tr|rv|回复|答复|转发)\s*[:：]", re.I)
_READ = re.compile(
    r"\s*(?:(?:not |nicht |non )?(?:read|gelesen|ungelesen|lu|leído|leido|letto|lida|lido|gelezen|læst)"
    r"|läst|lest|luettu|przeczytano|přečteno|прочитано|okundu|開封済み|已读|읽음)\s*[:：]",
    re.I,
)

_DRAWN = frozenset("#-=*_—–")
HEAD = 1000
_LONGEST_AWAY = 4000
_LONGEST_NOTE = 900
_LONGEST_ATTRIBUTION = 130
_BORDERS = (">", "-----", "____", "From: ", "Von: ", "De: ", "De : ", "Da: ", "Van: ", "Fra: ", "Från: ",
            "Od: ", "От: ", "差出人:", "发件人:", "发件人：")  # fmt: skip
_ATTRIBUTIONS = ("on ", "am ", "le ", "el ", "il ", "op ", "den ", "em ", "dne ", "w dniu ")


def is_answer(subject: str) -> bool:
    """Does the subject answer or forward another mail?"""
    return _ANSWER.match(subject) is not None


def subject_signal(subject: str, text: str = "") -> Seen | None:
    """What the subject tells of a machine. A subject that answers or forwards is a person's, whatever it
    quotes; one whose `text` asks for something may speak of responders, or of somebody's own holidays.
    """
    folded = subject[:300].casefold().strip()
    if not folded or _ANSWER.match(folded):
        return None
    start = tags.end() if (tags := _TAGS.match(folded)) else 0
    automatic = _AUTOMATIC.match(folded, start) or _AUTOMATIC.match(folded)
    if automatic or _AUTOMATIC_END.search(folded):
        if automatic and _AUTO_COLON.match(automatic[0]) and _asks(text):
            return (1, f"subject: {subject[:60]}", "out-of-office")
        apart = not automatic or _SET_APART.match(folded, len(automatic[0].rstrip(" :")) + automatic.start())
        weight = 3 if apart or not _asks(f"{subject}\n{text}") else 1
        return (weight, f"subject: {subject[:60]}", "out-of-office")
    if folded.startswith(MONITORING):
        return (2, f"subject: {subject[:60]}", "alarm")
    if folded.startswith(DEVICES):
        return (2, f"subject: {subject[:60]}", "notice")
    if (
        folded.rstrip(" .!:") in _ONLY_AWAY
        or _AWAY.match(folded, start)
        or _AWAY_END.search(folded)
        or _AWAY_WITHIN.search(folded)
    ):
        away = _AWAY.match(folded, start)
        prefixed = _OFFICE_COLON.match(folded, start) or (away and _ANSWERING.match(folded, away.end()))
        weight = 3 if prefixed else 2
        return (1 if _asks(text) else weight, f"subject: {subject[:60]}", "out-of-office")
    if _READ.match(folded):
        told = _RECEIPT_TEXT.first(text[:HEAD].casefold())
        return (3 if told else 1, f"subject: {subject[:60]}", "receipt")
    if _RECEIVED.first(folded):
        return (2, f"subject: {subject[:60]}", "auto-reply")
    return None


def is_challenge(text: str) -> bool:
    """Does a mail box ask in the first lines whether a person wrote, before it lets the letter in?"""
    return bool(_CHALLENGE.first(text[:HEAD].casefold()))


def _asks(text: str) -> bool:
    """Does anything in the first lines ask for something, as no responder does?"""
    return bool(text) and bool(_ASKED.first(_own_words(text[:HEAD]).casefold()))


def text_signals(text: str, *, answered: bool) -> Iterator[Seen]:
    """What the first and the last lines tell. `answered`: the mail answers another, whose words may be
    quoted in it.
    """
    folded = _QUOTATION.sub(" ", _own_words(text[:HEAD]).casefold())
    words = words_of(folded)
    robots = _apart(islice(_ROBOT.found(folded, words), 4))
    if not robots and len(text) > HEAD and not answered:
        robots = list(islice(_ROBOT.found(text[-400:].casefold()), 1))
    if robots:
        yield (2 if len(robots) < 2 else 3, f"text: {' / '.join(robots)}", "")
    if folded[:1] in _DRAWN and markers.line_of(folded.split("\n", 1)[:1], folded.split("\n", 1)[0]) >= 0:
        yield (3, "text: it asks for answers above a line", "notice")
    if "reacted" in words and any(line.rstrip().endswith(_REACTED) for line in folded.split("\n")[:5]):
        yield (3, "text: a reaction", "reaction")
    if (challenge := _CHALLENGE.first(folded, words)) and not _ASKED.first(folded, words):
        yield (3, f"text: {challenge}", "auto-reply")
    if received := _RECEIVED_TEXT.first(folded, words):
        yield (1, f"text: {received}", "auto-reply")
    if len(text) < _LONGEST_AWAY and (away := _AWAY_TEXT.first(folded, words)):
        yield (_away_weight(folded, words), f"text: {away}", "out-of-office")


def _apart(found: Iterable[str]) -> list[str]:
    """Of phrases those that no other holds: they are as many witnesses as there are of them."""
    phrases = list(found)
    return [one for one in phrases if not any(one in other for other in phrases if other != one)][:2]


def _away_weight(folded: str, words: set[str]) -> int:
    """Being away alone says little; with a day of return, somebody to ask instead, and thanks, it says all."""
    if len(folded) > _LONGEST_NOTE or _ASKED.first(folded, words):
        return 1
    returning = bool(_RETURN.first(folded, words)) or _A_DAY.search(folded) is not None
    reached = _REACHED.search(folded) is not None
    meanwhile = len(_apart(islice(_MEANWHILE.found(folded, words), 4)))
    return 1 + min(
        2, returning + reached + meanwhile + sum(1 for book in _BESIDE_AWAY if book.first(folded, words))
    )


def _own_words(head: str) -> str:
    """The lines before anything that looks like a quotation or the line that announces one."""
    own: list[str] = []
    for line in head.split("\n"):
        if line.startswith(_BORDERS):
            break
        if line.rstrip().endswith(":") and (
            ("@" in line and len(line) < _LONGEST_ATTRIBUTION)
            or line[:8].casefold().startswith(_ATTRIBUTIONS)
        ):
            break
        own.append(line)
    return "\n".join(own)
