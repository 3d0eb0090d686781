"""What the subject and the first lines of an automatic mail say, in many languages."""

import re
from collections.abc import Iterator

from deskbell.mail import markers
from deskbell.mail.absence import absence_signal, plans, returns
from deskbell.mail.asking import (
    asks_at_length,
    is_signed_by_a_person,
    is_typed,
    names_a_matter,
    questions,
    requests,
    speaks_of_oneself,
)
from deskbell.mail.notice_sentences import MADE
from deskbell.mail.notice_words import (
    CALENDAR,
    CALENDAR_TEXT,
    CHALLENGE,
    DEVICES,
    MONITORING,
    RECALL,
    RECALL_TEXT,
    RECEIPT_TEXT,
    RECEIVED_SUBJECT,
    RECEIVED_TEXT,
    ROBOT_TEXT,
)
from deskbell.mail.notices import TAIL, bulk_signals, challenge_signal, notice_signals
from deskbell.mail.responder_subjects import AUTOMATIC, AWAY, ONLY_AWAY
from deskbell.mail.senders import SenderKind
from deskbell.mail.spotting import PhraseBook, SentenceBook, apart, filed, folded_case, words_of

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
_URL = re.compile(r"https?://\S{1,500}")
_QUOTATION = re.compile(r"[\"“„«”][^\"“”„«»\n]{10,300}[\"“”»]")
_AWAY = re.compile(f"(?:{_sorted(AWAY)})(?![a-zà-ÿ])")
_RECEIVED = PhraseBook(RECEIVED_SUBJECT)
_ROBOT = PhraseBook(ROBOT_TEXT)
_MADE = SentenceBook(MADE)
_RECEIVED_TEXT = PhraseBook(RECEIVED_TEXT)
_CHALLENGE = PhraseBook(CHALLENGE)
_RECEIPT_TEXT = PhraseBook(RECEIPT_TEXT)
_ONLY_AWAY = frozenset(words.casefold() for words in ONLY_AWAY)
_AWAY_WITHIN = re.compile(
    r"\b(?:is|will be) (?:currently )?(?:out of (?:the )?office|on (?:vacation|leave|holiday))\b"
    r"|\bist (?:außer haus|ausser haus|nicht im (?:büro|haus)|abwesend|im urlaub)|\best absente?\b|\bestá ausente\b"
    r"|\bè (?:assente|fuori ufficio)\b|\bis afwezig\b|\bestá fora\b"
)
_REACTION = filed(("reacted",))
_REACTED = (" reacted to your message:", " reacted via gmail")
_ANSWER = re.compile(
    r"\s*(?:re|réponse|rép|res|rif|vá|vl|vast|απ|απάντηση|отв|aw|sv|vs|antw|odp|ynt|fwd?|wg|tr|rv|回复|答复|回覆|答覆|转发)\s*[:：]",
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
_DRAWN = frozenset("#-=*_—–")
HEAD = 1000
_A_LINE_OR_TWO = 160
_LONGEST_AWAY = 4000
_LONGEST_ATTRIBUTION = 130
_BORDERS = (">", "-----", "____", "From: ", "Von: ", "De: ", "De : ", "Da: ", "Van: ", "Fra: ", "Från: ",
            "Od: ", "От: ", "差出人:", "发件人:", "发件人：")  # fmt: skip
#: One of these is in each of them, and in a line that announces a quotation.
_OF_BORDERS = (":", "：", ">", "-----", "____")
_BORDER_LETTERS = frozenset(border[0] for border in _BORDERS)
_ATTRIBUTIONS = ("on ", "am ", "le ", "el ", "il ", "op ", "den ", "em ", "dne ", "w dniu ")


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
            weight = 3 if short or answered else 2
        return (weight, f"subject: {subject[:60]}", "out-of-office")
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


def is_challenge(text: str) -> bool:
    """Does a mail box ask in the first lines whether a person wrote, before it lets the letter in?"""
    folded = folded_case(text[:HEAD])
    words = words_of(folded)
    return bool(_CHALLENGE.first(folded, words)) or challenge_signal(folded, words) is not None


def _asks(text: str) -> bool:
    """Does anything in the first lines ask for something, as no responder does?"""
    if not text:
        return False
    folded = folded_case(_own_words(text[:HEAD]))
    return questions(folded) or requests(folded, words_of(folded))


def _only_returns(text: str) -> bool:
    """Does the mail say nothing but when its writer is back, or hardly more?"""
    folded = folded_case(text[:_A_LINE_OR_TWO])
    return len(text) < _A_LINE_OR_TWO and returns(folded, words_of(folded))


def _is_of_work(text: str) -> bool:
    folded = folded_case(text[:HEAD])
    words = words_of(folded)
    return bool(text) and (names_a_matter(folded, words) or plans(folded, words))


def text_signals(subject: str, text: str, sender: SenderKind, *, answered: bool) -> Iterator[Seen]:
    """What the first and the last lines tell. `answered`: the mail answers another, whose words may be
    quoted in it.
    """
    folded = folded_case(_own_words(text[:HEAD]))
    if '"' in folded or not folded.isascii():
        folded = _QUOTATION.sub(" ", folded)
    words = words_of(_URL.sub(" ", folded) if "://" in folded else folded)
    if folded[:1] in _DRAWN and markers.line_of(folded.split("\n", 1)[:1], folded.split("\n", 1)[0]) >= 0:
        yield (3, "text: it asks for answers above a line", "notice")
    if not _REACTION.isdisjoint(words) and any(
        line.rstrip().endswith(_REACTED) for line in folded.split("\n")[:5]
    ):
        yield (3, "text: a reaction", "reaction")
    if received := _RECEIVED_TEXT.first(folded, words):
        yield (1, f"text: {received}", "auto-reply")
    told = list(_machine_words(subject, text, folded, words, sender, answered=answered))
    if told and (questions(folded) or requests(folded, words)) and not _tells_readers(folded, words, sender):
        # Whoever asks for something may speak of machines and of holidays, but a program that says it is one asks as well.
        proven = _asks_for_proof(told) and not questions(folded)
        spoken_of = (*_SPOKEN_OF, "bulk") if sender is SenderKind.PERSON else _SPOKEN_OF
        told = [
            (min(1, one[0]), *one[1:]) if one[2] in spoken_of else one
            for one in told
            if one[2] in (*_SPOKEN_OF, "bulk") or (proven and one[2] == "auto-reply")
        ]
    yield from told


def _asks_for_proof(told: list[Seen]) -> bool:
    """Does a mail that calls itself a program's hold the reader's mail until its sender has proven something?"""
    return any(weight > 1 and not kind for weight, _, kind in told) and any(
        weight > 2 and kind == "auto-reply" for weight, _, kind in told
    )


def _tells_readers(folded: str, words: set[str], sender: SenderKind) -> bool:
    """Is it a program that tells its readers what to do? Then nobody says "I" in it or writes as only people do, and its
    address is no person's.
    """
    if sender in (SenderKind.PERSON, SenderKind.UNKNOWN):
        return False
    return not (speaks_of_oneself(folded, words) or is_typed(folded, words))


def first_words(text: str) -> str:
    """The first lines, before anything that looks like a quotation, without links."""
    return _URL.sub(" ", _own_words(text[:HEAD]))


def is_by_hand(text: str) -> bool:
    """Do the first lines show that a person typed them?"""
    folded = folded_case(first_words(text))
    return asks_at_length(folded) or is_typed(folded, words_of(folded))


_SPOKEN_OF = ("", "out-of-office")


def _machine_words(
    subject: str, text: str, folded: str, words: set[str], sender: SenderKind, *, answered: bool
) -> Iterator[Seen]:
    """What programs and responders say, and people who speak of them."""
    robots = apart(_ROBOT.some(folded, words, 4))
    if not robots and (made := _MADE.first(folded, words)):
        robots = [made[:60]]
    answering = is_answer(subject)
    tail = "" if answered or len(text) <= HEAD else folded_case(text[-TAIL:])
    last, last_words = (tail, words_of(tail)) if tail else (folded, words)
    if not robots and tail:
        robots = _ROBOT.some(last, last_words, 1)
    if robots:
        yield (min(len(robots) + 1, 3), f"text: {' / '.join(robots)}", "")
    if challenge := _CHALLENGE.first(folded, words):
        yield (3, f"text: {challenge}", "auto-reply")
    elif signal := challenge_signal(folded, words):
        yield signal
    if not speaks_of_oneself(folded, words):
        title = folded_case(subject)
        bulk = bulk_signals(last, last_words)
        found = list(notice_signals(title, "" if answering else title, folded, words, bulk, sender))
        if found and is_signed_by_a_person(text[:HEAD]):
            found.append((-2, "a person's name closes it", ""))
        yield from found
    if len(text) < _LONGEST_AWAY:
        quotes = len(folded) + 20 < len(text)
        if away := absence_signal(folded, words, answers=answered or answering, quotes=quotes):
            yield away


def _own_words(head: str) -> str:
    """The lines before anything that looks like a quotation or the line that announces one."""
    if not any(map(head.__contains__, _OF_BORDERS)):
        return head
    lines = head.split("\n")
    for number, line in enumerate(lines):
        if (line[:1] in _BORDER_LETTERS and line.startswith(_BORDERS)) or (
            ":" in line and _is_attribution(line)
        ):
            return "\n".join(lines[:number])
    return head


def _is_attribution(line: str) -> bool:
    return line.rstrip().endswith(":") and (
        ("@" in line and len(line) < _LONGEST_ATTRIBUTION) or line[:8].casefold().startswith(_ATTRIBUTIONS)
    )
