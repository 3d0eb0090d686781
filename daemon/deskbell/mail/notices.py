"""What a program's notice shows beside its phrases: the way it speaks of what was done, its layout, its links.

Acknowledgements, alarms, codes, newsletters and mail boxes that hold strangers' mail are told by several of these
together. Nobody who says "I" in the mail, or asks for something, is taken for a program by them.
"""

import re
from collections.abc import Iterable, Iterator

from deskbell.mail.away_words import THANKS
from deskbell.mail.notice_sentences import DONE, EVENT, HELD, NEXT, PROVE
from deskbell.mail.notice_words import CALLER, CODE, GONE_OUT, RECORD, REMINDER, SALUTATION
from deskbell.mail.senders import SenderKind
from deskbell.mail.spotting import PhraseBook, SentenceBook, words_of

Seen = tuple[int, str, str]

_DONE = SentenceBook(DONE)
_NEXT = SentenceBook(NEXT)
_HELD = SentenceBook(HELD)
_PROVE = SentenceBook(PROVE)
_EVENT = SentenceBook(EVENT)
_REMINDER = PhraseBook(REMINDER)
_THANKS = PhraseBook(THANKS)
_CALLER = PhraseBook(CALLER)
_SALUTATION = PhraseBook(SALUTATION)
_GONE_OUT = PhraseBook(GONE_OUT)
_CODE = PhraseBook(CODE)
_RECORD = frozenset(label.casefold() for label in RECORD)
_PAIR = re.compile(r"\b[a-z_][\w.]{1,30}=[^\s=]")
_LABELLED = re.compile(r"^[ \t>*•|-]{0,4}([^\W\d_][^:：\n]{0,40}?)[ \t]*[:：][ \t]*(?=\S)", re.M)
_DIGITS = re.compile(r"\b(?:\d{3}[ -]\d{3}|\d{4,8}|[a-z]-\d{4,8})\b")
_NUMBERED = re.compile(
    r"(?:\b(?:inc|req|ritm|sctask|chg|prb|cs|tkt|sr|wo)[-_ ]?\d{4,}\b|\[?[#№]\s?[a-z]{0,4}-?\d{3,}|\[[^\]\n]{0,30}\d{4,}[^\]\n]{0,10}\]"
    r"|\b(?:ticket|case|ref|reference|request|incident|order|vorgang|auftrag|dossier|caso|caso n|chamado|protocolo|pratica|zgłoszenie|zgłoszenia"
    r"|požadavek|požadavku|zakázka|заявка|заявки|обращение|sag|sak|ärende|pedido|incidencia|nr|no|n°|nº)\.?[ :#-]{0,3}[a-z]{0,4}-?\d{3,})"
)
_DIGIT = re.compile(r"\d{3}")
_TEAM = re.compile(
    r"\b(?:team|équipe|equipe|equipo|tým|tím|zespół|команда|tiimi|csapat\w*|echipa|ekibi)\b[^\n]{0,40}\s*\Z"
)
_STAMP = re.compile(r"\b\d{1,2}:\d{2}:\d{2}\b")
TAIL = 400


def notice_signals(
    subject: str, title: str, folded: str, words: set[str], bulk: Iterable[Seen], sender: SenderKind
) -> Iterator[Seen]:
    """What the casefolded first lines `folded`, whose words these are, tell of a program beside `bulk`, what the last
    ones tell, where no person speaks in them. `title` is the subject, or nothing where it is an older mail's. Weak signs count only where the sender is not a person by name.
    """
    seen = [
        *_deed_signals(
            f"{title}\n{folded}" if title else folded, words | words_of(title) if title else words
        ),
        *_title_signals(title, sender),
        *_layout_signals(folded, sender),
        *bulk,
    ]
    numbered = _DIGIT.search(subject) is not None and _NUMBERED.search(subject) is not None
    thanks = "" if sender is SenderKind.PERSON else _THANKS.first(folded, words)
    if (seen or numbered or thanks) and (coming := _NEXT.first(folded, words)):
        seen.append((1, f"text: {coming[:60]}", "auto-reply"))
    if thanks and seen and not any(thanks in told for _, told, _ in seen):
        seen.append((1, f"text: {thanks}", ""))
    linked = "://" in folded or "www." in folded
    if not (seen or linked):
        return
    if _SALUTATION.first(folded[:120]):
        seen.append((1, "text: it greets nobody in particular", ""))
    if seen and _TEAM.search(folded):
        seen.append((1, "text: a team closes it", ""))
    if sender is SenderKind.ROLE and not seen:
        return
    if sender is not SenderKind.PERSON:
        if seen and numbered:
            seen.append((1, "subject: it bears a number", ""))
        if linked and not any(kind == "bulk" for _, _, kind in seen):
            seen.append((1, "text: a link to follow", ""))
        if seen and _STAMP.search(folded):
            seen.append((1, "text: a time with its seconds", ""))
        if reminder := _REMINDER.first(subject):
            seen.append((1, f"subject: {reminder}", "notice"))
    elif seen and {kind for _, _, kind in seen} != {"bulk"}:
        seen.append((-1, "the address is made of a person's name", ""))
    yield from seen


def _title_signals(title: str, sender: SenderKind) -> Iterator[Seen]:
    """A subject that says what has been done already; people tell it in the mail."""
    if title and sender is not SenderKind.PERSON and _DONE.first(title, words_of(title)):
        yield (1, f"subject: {title[:60]}", "")


def _deed_signals(told: str, words: set[str]) -> Iterator[Seen]:
    """What a program has done, has for the reader, or hands on."""
    if done := _DONE.first(told, words):
        yield (2, f"text: {done[:60]}", "auto-reply")
    if event := _EVENT.first(told, words):
        yield (2, f"text: {event[:60]}", "notice")
    if caller := _CALLER.first(told, words):
        yield (2, f"text: {caller}", "notice")
    if (code := _CODE.first(told, words)) and _DIGITS.search(told):
        yield (3, f"text: {code}", "notice")


def bulk_signals(lines: str, words: set[str]) -> Iterator[Seen]:
    """The casefolded last lines of what goes out to many, whose words these are."""
    if gone := _GONE_OUT.first(lines, words):
        yield (3 if "://" in lines or "www." in lines else 2, f"text: {gone}", "bulk")


def challenge_signal(folded: str, words: set[str]) -> Seen | None:
    """A mail box that holds the mail until its sender proves to be welcome."""
    if (held := _HELD.first(folded, words)) and _PROVE.first(folded, words):
        return (3, f"text: {held[:60]}", "auto-reply")
    return None


def _layout_signals(folded: str, sender: SenderKind) -> Iterator[Seen]:
    """Lines of `label: value`, or `key=value`, as programs print what they have measured: most of the mail."""
    if folded.count("=") > 2 and len(_PAIR.findall(folded)) > 2:
        yield (2, "text: keys and values", "alarm")
        return
    if folded.count("\n") < 1 or folded.count(":") + folded.count("：") < 2:
        return
    labels = {found[1].strip() for found in _LABELLED.finditer(folded)}
    lines = sum(1 for line in folded.split("\n") if line.strip())
    if len(labels) < 2 or 5 * len(labels) < 4 * lines - 2 * (lines > 5):
        return
    telling = sum(1 for label in labels if not _RECORD.isdisjoint(label.split()))
    if telling >= 2 and len(labels) > 2:
        yield (2, f"text: a record of {len(labels)} lines", "alarm")
    elif telling and sender is SenderKind.OFFICE:
        yield (1, f"text: a record of {len(labels)} lines", "alarm")
