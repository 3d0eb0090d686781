"""Many short letters, as programs of the last 25 years write them (tests/samples/reply/tables).

A table holds letters one below the other, each with what a person would call its new words:

    @@@ what the letter shows
    its body, plain or in HTML
    %%% how to compare
    the new words

In a body, a line `&&&` parts plain text from the HTML that says the same; `bodies-of-mail` holds whole mails from
their Content-Type on.
Nothing, or one word, says how to compare: word for word and line for line, `has` (each line is in it somewhere),
`lacks` (none is), `words` (the same words, whatever stands between them). A lone `=` says that all of it is new.
"""

import re
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from deskbell.mail.read import read
from each import each

TABLES = Path(__file__).parents[1] / "samples" / "reply" / "tables"
HEAD = (
    "From: Ana Berg <ana@example.com>\r\nTo: help@example.com\r\nSubject: Re: Printer\r\n"
    "Date: Fri, 8 Sep 2023 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/{}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
)

BOTH = (
    "From: Ana Berg <ana@example.com>\nTo: help@example.com\nSubject: Re: Printer\nMIME-Version: 1.0\n"
    "Content-Type: multipart/alternative; boundary=b1\n\n"
    "--b1\nContent-Type: text/plain; charset=utf-8\n\n{}\n"
    "--b1\nContent-Type: text/html; charset=utf-8\n\n{}\n--b1--\n"
)
PLAIN = (
    "attributions",
    "attributions-by-language",
    "letterheads",
    "signs-and-signatures",
    "rarer-programs",
    "broken-and-odd",
    "trackers-banners-and-prose",
    "short-and-long",
    "prose-and-escapes",
    "small-print",
)
HTML = ("html", "html-of-rarer-programs", "html-of-every-day", "html-odd", "text-and-its-html")


@dataclass(frozen=True)
class Letter:
    """A letter of a table and what is expected of it."""

    name: str
    kind: str
    body: str
    how: str
    expected: str

    def raw(self) -> bytes:
        """As it comes."""
        if self.kind == "mail":
            return HEAD.partition("Content")[0].encode() + self.body.encode("utf-8")
        if "&&&\n" in self.body:
            return (BOTH.format(*self.body.split("&&&\n"))).encode("utf-8")
        return (HEAD.format(self.kind) + self.body.replace("\n", "\r\n")).encode("utf-8")

    def agrees(self, found: str) -> bool:
        """Is what was found what a person expects?"""
        if self.how == "words":
            return re.findall(r"\w+", found) == re.findall(r"\w+", self.expected)
        if self.how in ("has", "lacks"):
            lines = [squeezed(line) for line in self.expected.splitlines() if line.strip()]
            return all((line in squeezed(found)) == (self.how == "has") for line in lines)
        return squeezed(found) == squeezed(self.body if self.expected.strip() == "=" else self.expected)


def letters(*tables: str) -> list[Letter]:
    """Each letter of the tables."""
    found = []
    for table in tables:
        text = (TABLES / f"{table}.txt").read_bytes().decode("utf-8")
        kind = next((kind for kind in ("html", "mail") if kind in table), "plain")
        for entry in text.split("@@@ ")[1:]:
            name, _, rest = entry.partition("\n")
            body, _, rest = rest.partition("%%%")
            how, _, expected = rest.partition("\n")
            found.append(Letter(name, kind, body, how.strip(), expected))
    return found


def squeezed(text: str) -> str:
    """Blanks and invisible marks do not count."""
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())


@each("letter", letters(*PLAIN, *HTML), ids=attrgetter("name"))
def test_the_new_words_are_those_a_person_would_name(letter: Letter) -> None:
    """Whatever program wrote the letter."""
    found = read(letter.raw()).reply.new

    assert letter.agrees(found), found


@each("letter", letters("text-of-html", "bodies-of-mail"), ids=attrgetter("name"))
def test_the_text_is_what_a_person_reads(letter: Letter) -> None:
    """Words, lines and paragraphs as they are seen, of those parts that are shown."""
    found = read(letter.raw()).text

    assert letter.agrees(found), found
