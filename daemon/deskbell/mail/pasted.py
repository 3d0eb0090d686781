"""Which pictures of a mail stand among its new words, and not in what it quotes or in its signature."""

import re

from deskbell.mail.htmltext import html_to_text
from deskbell.mail.reply import split
from deskbell.mail.values import Mail

_PICTURE = re.compile(r"<img\b[^<>]{0,4000}+>", re.IGNORECASE)
_SHOWN = re.compile(r"\bsrc\s*=\s*[\"']?cid:([^\"'\s<>]+)", re.IGNORECASE)
#: Stands where a picture stood; no mail of anybody's holds this word.
_WORD = "Picture{}ofthismail"
#: A text without a line that closes it is signed by this one.
_CLOSING = re.compile(r"^--[ ]?$", re.MULTILINE)


def among_new_words(mail: Mail) -> frozenset[str]:
    """The Content-IDs of pictures that whoever wrote the mail put into their own words.

    Each picture is replaced by a word, and the text that makes is told apart like any other.
    """
    names: list[str] = []

    def word(picture: re.Match[str]) -> str:
        found = _SHOWN.search(picture[0])
        if found is None:
            return picture[0]
        names.append(found[1])
        return f" {_WORD.format(len(names))} "

    marked = _PICTURE.sub(word, mail.html_source)
    if not names:
        return frozenset()
    new = split(html_to_text(marked), marked, mail.subject, writer=mail.sender.name).new
    closed = _CLOSING.search(new)
    new = new[: closed.start()] if closed else new
    return frozenset(name for number, name in enumerate(names, 1) if _WORD.format(number) in new)
