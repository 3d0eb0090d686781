"""What the subject of an automatic mail says, in many languages."""

import re

from deskbell.mail.absence import plans, returns
from deskbell.mail.asking import names_a_matter, questions, requests
from deskbell.mail.compose_subject import REPLY_WORDS
from deskbell.mail.notice_words import (
    CALENDAR,
    CALENDAR_TEXT,
    DEVICES,
    MONITORING,
    RECALL,
    RECALL_TEXT,
    RECEIPT_TEXT,
    RECEIVED_SUBJECT,
)
from deskbell.mail.origin_lines import HEAD, own_words
from deskbell.mail.responder_subjects import AUTOMATIC, AWAY, ONLY_AWAY
from deskbell.mail.spotting import PhraseBook, folded_case, words_of

Seen = tuple[int, str, str]


def _sorted(words: dict[str, tuple[str, ...]]) -> str:
    flat = {word.casefold() for some in words.values() for word in some}
    return "|".join(re.escape(word) for word in sorted(flat, key=len, reverse=True))


_TAGS = re.compile(r"(?:\s*(?:\[[^\]]{0,40}\]|\*{2,}))*\s*")
_AUTOMATIC = re.compile(
    f"(?:{_sorted(AUTOMATIC)})(?![^\\W\\d_])|auto\\s?:|\\[auto(?:matic)?[ -]?(?:reply|response)\\]"
)
_SPEAKS_OF_IT = re.compile(
    rf"\b(?:my|our|the|meine?n?|unsere?n?|ma|mon|notre|votre|mi|nuestr[ao]|la mia|il mio|nostr[ao]|minha|meu|noss[ao]|mijn|onze|min|mitt|vår|vårt|vores|mój|moja|moją|nasz[ae]?|můj|moje|naše"
    rf"|мой|наш|моя|наша) (?:{_sorted(AUTOMATIC)})"
)
_ANSWERING = re.compile(r"\s*[:：]\s*(?:re|aw|sv|vs|antw|odp|ynt|fwd?|wg|tr|rv|r|ref)\s*[:：]")
_AUTO_COLON = re.compile(r"auto\s?:")
_OFFICE_COLON = re.compile(r"out[ -]of[ -](?:the[ -])?office\s?:")
_ENDS = "[(\\[–—:-]\\s*(?:{})\\s*[)\\]]?\\s*\\Z"
_AUTOMATIC_END = re.compile(_ENDS.format(_sorted(AUTOMATIC)))
_AWAY_END = re.compile(_ENDS.format(_sorted(AWAY)))
_EITHER_END = re.compile(_ENDS.format(f"{_sorted(AUTOMATIC)}|{_sorted(AWAY)}"))
_TITLED = re.compile(
    r"(?<=[:：\]】])\s*[^\s\d\W]|[\])】]|[^\S\n]*(?:[:：\])】]|- |– |— )\s*\S|\s+(?:re|aw|von|der|des|auf|à|de|du|di|van|op|fra|från|od|от|на)\b"
)
_AGGREGATE = re.compile(r"\breport domain:\s*\S+\s+submitter:\s*\S")  # RFC 7489 §7.2.1.1, RFC 8460 §5.3
_AWAY = re.compile(f"(?:{_sorted(AWAY)})(?![a-zà-ÿ])")
_RECEIVED = PhraseBook(RECEIVED_SUBJECT)
_RECEIPT_TEXT = PhraseBook(RECEIPT_TEXT)
_ONLY_AWAY = frozenset(words.casefold() for words in ONLY_AWAY)
_AWAY_WITHIN = re.compile(
    r"\b(?:is|will be) (?:currently )?(?:out of (?:the )?office|on (?:vacation|leave|holiday))\b"
    r"|\bist (?:außer haus|ausser haus|nicht im (?:büro|haus)|abwesend|im urlaub)|\best absente?\b|\bestá ausente\b"
    r"|\bè (?:assente|fuori ufficio)\b|\bis afwezig\b|\bestá fora\b"
)
_FORWARD_WORDS = "fwd?|fw|wg|tr|rv|vl|enc|vb|doorst|pd|пересл|转发|轉寄|転送|전달"
_ANSWER = re.compile(
    rf"\s*(?:{REPLY_WORDS}|réponse|rép|vl|απάντηση|{_FORWARD_WORDS})(?: ?[\[(^]\d{{1,3}}[\])]?)?\s*[:：]",
    re.I,
)
_READ = re.compile(
    r"\s*(?:(?:not |nicht |non )?(?:read|deleted|gelöscht|supprimé|eliminado|eliminato|gelesen|ungelesen|lu|leído|leido|letto|lida|lido|gelezen|læst)"
    r"|läst|lest|luettu|przeczytano|přečteno|прочитано|okundu|開封済み|已读|읽음)\s*[:：]",
    re.I,
)

_RECEIPTS = ("return receipt", "message status -", "read receipt", "lesebestätigung", "empfangsbestätigung", "confirmation de lecture", "confirmación de lectura",
             "conferma di lettura", "ricevuta di ritorno", "confirmação de leitura", "leesbevestiging", "læsekvittering", "läskvitto")  # fmt: skip

_RECALL_TEXT = PhraseBook(RECALL_TEXT)
_CALENDAR = re.compile(rf"(?:{'|'.join(CALENDAR)})\s?:")
_CALENDAR_TEXT = PhraseBook(CALENDAR_TEXT)
_A_LINE_OR_TWO = 160


def is_answer(subject: str) -> bool:
    """Does the subject answer or forward another mail?"""
    return _ANSWER.match(subject) is not None


def subject_signal(subject: str, text: str = "", *, answered: bool = False) -> Seen | None:
    """What the subject tells of a machine. A subject that answers or forwards is a person's, whatever it
    quotes; one whose `text` asks for something may speak of responders, or of somebody's own holidays.
    """
    folded = folded_case(subject[:300]).strip()
    if not folded or _ANSWER.match(folded):
        return None
    start = tags.end() if (tags := _TAGS.match(folded)) else 0
    automatic = _AUTOMATIC.match(folded, start) or (start and _AUTOMATIC.match(folded))
    closed = _EITHER_END.search(folded)  # both are costly, and are hardly ever there
    if automatic or (closed and _AUTOMATIC_END.search(folded)):
        short = automatic and _AUTO_COLON.match(automatic[0])
        titled = not automatic or (not short and _TITLED.match(folded, automatic.end()))
        if titled and not (text and _SPEAKS_OF_IT.search(folded_case(text[:HEAD]))):
            weight = 3
        elif titled or _asks(text if short else f"{subject}\n{text}"):
            weight = 1
        else:
            whole = automatic and automatic.end() == len(folded) and not _speaks_of_answers(text)
            weight = 3 if short or answered or whole else 2
        return (weight, f"subject: {subject[:60]}", "out-of-office")
    if _AGGREGATE.search(folded):
        return (3, f"subject: {subject[:60]}", "notice")
    if folded.startswith(MONITORING) or folded.startswith(MONITORING, start):
        return (2, f"subject: {subject[:60]}", "alarm")
    if folded.startswith(DEVICES) or folded.startswith(DEVICES, start):
        return (2, f"subject: {subject[:60]}", "notice")
    if (
        folded.rstrip(" .!:") in _ONLY_AWAY
        or _AWAY.match(folded, start)
        or (closed and _AWAY_END.search(folded))
        or _AWAY_WITHIN.search(folded)
    ):
        away = _AWAY.match(folded, start)
        prefixed = _OFFICE_COLON.match(folded, start) or (away and _ANSWERING.match(folded, away.end()))
        weight = 3 if prefixed or _only_returns(text) else 2
        return (
            1 if _asks(text) or _is_of_work(text) else weight,
            f"subject: {subject[:60]}",
            "out-of-office",
        )
    if _READ.match(folded) or folded.startswith(_RECEIPTS):
        told = _RECEIPT_TEXT.first(folded_case(text[:HEAD]))
        return (3 if told else 1, f"subject: {subject[:60]}", "receipt")
    if _CALENDAR.match(folded):
        bare = not text.strip() or _CALENDAR_TEXT.first(folded_case(text[:HEAD]))
        return (3 if bare else 1, f"subject: {subject[:60]}", "calendar-reply")
    if folded.startswith(RECALL) and _RECALL_TEXT.first(folded_case(text[:HEAD])):
        return (3, f"subject: {subject[:60]}", "reaction")
    if _RECEIVED.first(folded):
        return (2, f"subject: {subject[:60]}", "auto-reply")
    return None


def _asks(text: str) -> bool:
    """Does anything in the first lines ask for something, as no responder does?"""
    if not text:
        return False
    folded = folded_case(own_words(text[:HEAD]))
    return questions(folded) or requests(folded, words_of(folded))


def _only_returns(text: str) -> bool:
    """Does the mail say nothing but when its writer is back, or hardly more?"""
    folded = folded_case(text[:_A_LINE_OR_TWO])
    return len(text) < _A_LINE_OR_TWO and returns(folded, words_of(folded))


def _speaks_of_answers(text: str) -> bool:
    """Is it about automatic answers, or anything that people come to a desk with?"""
    return _is_of_work(text) or _AUTOMATIC.search(folded_case(text[:HEAD])) is not None


def _is_of_work(text: str) -> bool:
    folded = folded_case(text[:HEAD])
    words = words_of(folded)
    return bool(text) and (names_a_matter(folded, words) or plans(folded, words))
