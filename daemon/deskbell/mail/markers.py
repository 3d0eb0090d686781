"""The line in our letters above which a reply is to be written, by language, and how it is found again.

The line is looked for without its decoration, and under quotation signs, since programs add and drop both.
"""

import re
from collections.abc import Sequence

from deskbell.mail.lines import unquoted
from deskbell.mail.separators import DECORATION
from deskbell.mail.spotting import holds_one

SIGN = "=-="
"""What our own marker line begins and ends with."""

WORDS: dict[str, str] = {
    "en": "Please write your reply above this line",
    "de": "Bitte antworten Sie oberhalb dieser Zeile",
    "fr": "Veuillez répondre au-dessus de cette ligne",
    "es": "Por favor, responda por encima de esta línea",
    "it": "Si prega di rispondere sopra questa riga",
    "pt": "Por favor, responda acima desta linha",
    "nl": "Antwoord alstublieft boven deze regel",
    "da": "Skriv venligst dit svar over denne linje",
    "sv": "Skriv ditt svar ovanför den här raden",
    "no": "Vennligst svar over denne linjen",
    "fi": "Kirjoita vastauksesi tämän rivin yläpuolelle",
    "pl": "Prosimy odpowiedzieć powyżej tej linii",
    "cs": "Odpovězte prosím nad tímto řádkem",
    "ru": "Пожалуйста, пишите ответ выше этой строки",
    "tr": "Lütfen yanıtınızı bu satırın üstüne yazın",
    "ja": "この線より上に返信をご記入ください",
    "zh": "请在此行上方回复",
    "ko": "이 줄 위에 답장을 작성해 주세요",
}
LINES: dict[str, str] = {language: f"{SIGN} {words} {SIGN}" for language, words in WORDS.items()}
"""The whole marker line for a letter in each language."""

_OTHERS = (
    "reply above this line", "please reply above this line", "please type your reply above this line",
    "type your response above this line", "write your reply above this line",
    "write above this line to reply",
    "reply above this line to respond", "please do not write below this line", "do not write below this line",
    "please write your reply above this line", "reply to this email above this line",
    "enter your reply above this line",
    "write a reply above this line", "write above this line to post a reply",
    "bitte oberhalb dieser zeile antworten",
    "antworten sie oberhalb dieser zeile", "bitte antworten sie über dieser zeile",
    "répondez au-dessus de cette ligne",
    "répondre au-dessus de cette ligne", "responda por encima de esta línea", "rispondi sopra questa riga",
    "responda acima desta linha", "antwoord boven deze regel", "type your reply above this line",
    "please reply only above this line", "please enter your reply above this line", "respond above this line",
    "please respond above this line", "add your reply above this line", "your reply above this line",
)  # fmt: skip
_PHRASES = frozenset(words.casefold() for words in (*WORDS.values(), *_OTHERS))
_HINTS = (("=", (SIGN,)), ("#", ("##-",)), ("L", ("THIS LINE",)), ("", ("this line",)))
_RULED = frozenset("#-=*_~")
_LENGTH = 160
_ABOVE = re.compile(
    r"\b(?:reply|replies|respond|response|write|type|answer|comment)\b.{0,40}\babove this line\b"
    r"|\b(?:antwort|schreib|eingeb).{0,50}(?:oberhalb|über) dieser (?:zeile|linie)\b"
    r"|\b(?:répon|écri|saisi).{0,50}au-dessus de cette ligne\b"
    r"|\b(?:respo|respue|escrib).{0,50}(?:encima|arriba) de esta línea\b"
    r"|\b(?:rispo|scriv).{0,50}sopra (?:di )?questa (?:riga|linea)\b"
    r"|\b(?:respo|escrev).{0,50}acima d?esta linha\b"
    r"|\b(?:antwoord|reactie|schrijf|typ|reageer).{0,50}boven deze (?:regel|lijn)\b"
    r"|\bsvar.{0,50}(?:ovanför|över|over) (?:den här |denne |denna )?(?:raden|linjen?)\b"
    r"|\b(?:odpowied|odpisz|napisz).{0,50}(?:powyżej|nad) tej linii\b"
    r"|(?:ответ|пишите|введите).{0,50}выше этой строки"
)
_STARTS = tuple([words for words in _OTHERS if words.endswith("above this line")])


def line_of(bare: Sequence[str], text: str) -> int:
    """The index of the topmost marker line, or -1."""
    hinted = holds_one(text, _HINTS)
    if not hinted and not any(map(text.__contains__, _RULED)):
        return -1
    for index, line in enumerate(bare):
        if not hinted and (line[:1] not in _RULED or line[1:2] not in _RULED):
            continue
        if 0 < len(line) <= _LENGTH and _is_marker(unquoted(line)):
            return index
    return -1


def _is_marker(line: str) -> bool:
    """Ours in any decoration, and any words between our signs or Zendesk's."""
    if (line.startswith("##-") and line.endswith("-##")) or (
        line.startswith(SIGN) and line.endswith(SIGN) and len(line) > 20
    ):
        return True
    core = line.strip(DECORATION + "|[](){}:：⁂").casefold()
    if core in _PHRASES:
        return True
    decorated = len(line) - len(core) > 3 and not line[0].isalnum()
    if not decorated and core.startswith(_STARTS) and "ABOVE THIS LINE" not in line:
        return core.partition("above this line")[2].startswith((" to ", " if ", ".", ",", "!"))
    return (decorated or "ABOVE THIS LINE" in line) and _ABOVE.search(core) is not None
