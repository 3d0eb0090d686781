"""What the subject and the first lines of an automatic mail say, in many languages."""

import re

from deskbell.mail.origin_words import AUTOMATIC, AWAY, AWAY_TEXT, MONITORING, RECEIVED_SUBJECT, ROBOT_TEXT
from deskbell.mail.spotting import PhraseBook, words_of

Seen = tuple[int, str, str]


def _sorted(words: dict[str, tuple[str, ...]]) -> str:
    flat = {word.casefold() for some in words.values() for word in some}
    return "|".join(re.escape(word) for word in sorted(flat, key=len, reverse=True))


_TAGS = re.compile(r"(?:\s*(?:\[[^\]]{0,40}\]|\*{2,}))*\s*")
_AUTOMATIC = re.compile(
    f"(?:{_sorted(AUTOMATIC)})(?![^\\W\\d_])|auto\\s?:|\\[auto(?:matic)?[ -]?(?:reply|response)\\]"
)
_AUTOMATIC_END = re.compile(f"[(\\[–—:-]\\s*(?:{_sorted(AUTOMATIC)}|{_sorted(AWAY)})\\s*[)\\]]?\\s*\\Z")
_AWAY = re.compile(f"(?:{_sorted(AWAY)})(?![a-zà-ÿ])")
_RECEIVED = PhraseBook(RECEIVED_SUBJECT)
_ROBOT = PhraseBook(ROBOT_TEXT)
_AWAY_TEXT = PhraseBook(AWAY_TEXT)
_ANSWER = re.compile(r"\s*(?:re|aw|sv|vs|antw|odp|ynt|fwd?|wg|tr|rv|回复|答复|转发)\s*[:：]", re.I)
_READ = re.compile(
    r"\s*(?:(?:not |nicht |non )?(?:read|gelesen|ungelesen|lu|leído|leido|letto|lida|lido|gelezen|læst)"
    r"|läst|lest|luettu|przeczytano|přečteno|прочитано|okundu|開封済み|已读|읽음)\s*[:：]",
    re.I,
)

HEAD = 1000
_BORDERS = (">", "-----", "____", "From: ", "Von: ", "De: ", "De : ", "Da: ", "Van: ", "Fra: ", "Från: ",
            "Od: ", "От: ", "差出人:", "发件人:", "发件人：")  # fmt: skip
_ATTRIBUTIONS = ("on ", "am ", "le ", "el ", "il ", "op ", "den ", "em ", "dne ", "w dniu ")


def is_answer(subject: str) -> bool:
    """Does the subject answer or forward another mail?"""
    return _ANSWER.match(subject) is not None


def subject_signal(subject: str) -> Seen | None:
    """What the subject tells of a machine. A subject that answers or forwards is a person's, whatever it
    quotes.
    """
    folded = subject[:300].casefold().strip()
    if not folded or _ANSWER.match(folded):
        return None
    start = tags.end() if (tags := _TAGS.match(folded)) else 0
    if _AUTOMATIC.match(folded, start) or _AUTOMATIC.match(folded):
        return (3, f"subject: {subject[:60]}", "out-of-office")
    if folded.startswith(MONITORING):
        return (2, f"subject: {subject[:60]}", "alarm")
    if _AWAY.match(folded, start) or _AUTOMATIC_END.search(folded):
        return (2, f"subject: {subject[:60]}", "out-of-office")
    if _READ.match(folded):
        return (1, f"subject: {subject[:60]}", "receipt")
    if _RECEIVED.first(folded):
        return (2, f"subject: {subject[:60]}", "auto-reply")
    return None


def text_signal(text: str, *, answered: bool) -> Seen | None:
    """What the first and the last lines tell. `answered`: the mail answers another, whose words may be
    quoted in it.
    """
    folded = _own_words(text[:HEAD]).casefold()
    words = words_of(folded)
    robot = _ROBOT.first(folded, words)
    if not robot and len(text) > HEAD and not answered:
        robot = _ROBOT.first(text[-400:].casefold())
    if robot:
        return (2, f"text: {robot}", "")
    if len(text) < 4000 and (away := _AWAY_TEXT.first(folded, words)):
        return (1, f"text: {away}", "out-of-office")
    return None


def _own_words(head: str) -> str:
    """The lines before anything that looks like a quotation or the line that announces one."""
    own: list[str] = []
    for line in head.split("\n"):
        if line.startswith(_BORDERS):
            break
        if line.rstrip().endswith(":") and ("@" in line or line[:8].casefold().startswith(_ATTRIBUTIONS)):
            break
        own.append(line)
    return "\n".join(own)
