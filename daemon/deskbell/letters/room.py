"""The room where letters are made: kind, facts and frame go in, subject, text and HTML come out.

One set of template files, compiled once; rendering changes nothing and may be done from any thread.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from jinja2 import Template, TemplateNotFound, TemplateSyntaxError

from deskbell.letters import subjects
from deskbell.letters.blocks import blocks
from deskbell.letters.dress import RIGHT_TO_LEFT, as_pieces
from deskbell.letters.engine import html_environment, run, text_environment
from deskbell.letters.facts import Facts, LetterError
from deskbell.letters.frame import DeskFrame, Frame, Rendered
from deskbell.letters.kinds import facts_of
from deskbell.letters.marks import Own, one_line
from deskbell.letters.plain import as_text
from deskbell.letters.shelf import SUBJECT_OF, Shelf, Spoken
from deskbell.letters.telling import size_of, variables
from deskbell.letters.vocabulary import Vocabulary

#: A pager shows no more.
PAGER_LENGTH = 120
_HTML_FRAME = "_frame/frame.html"


class LetterRoom:
    """Renders letters from one set of template files (see `read_templates`) for one desk."""

    def __init__(self, files: Mapping[str, str], desk: DeskFrame) -> None:
        self.shelf = Shelf(files)
        self.desk = desk
        self._text = text_environment(self.shelf.source)
        self._html = html_environment(self.shelf.source)
        self._compiled: dict[str, Template | None] = {}
        self._words: dict[str, Vocabulary] = {}

    def render(self, kind: str, facts: Facts | Mapping[str, Any], frame: Frame) -> Rendered:
        """One letter to one reader. The text is the letter; the HTML is the same words in the same order.

        Letters to staff are text alone: nothing a stranger wrote reaches those who act for the desk as HTML.

        Raises LetterError, saying which template and why, where facts or template are wrong.
        """
        known = facts if isinstance(facts, Facts) else facts_of(kind, facts)
        spoken = self.shelf.spoken(kind, frame.language, self.desk.language)
        told = variables(known, frame, self.desk, spoken.tag, self._vocabulary(spoken.file))
        told["body"] = Own(
            run(self._template(f"{kind}/{spoken.file}.txt"), told, words=partial(size_of, known))
        )
        whole = run(
            self._template(f"_frame/{known.wears}/{spoken.file}.txt"), told, words=lambda: len(told["body"])
        )
        letter = blocks(whole)
        text = as_text(letter)
        if known.wears == "pager":
            line = one_line(text)[:PAGER_LENGTH]
            return Rendered(line, f"{line}\n", "")
        subject = self._subject(kind, known, frame, spoken, told)
        if known.wears == "inside":
            return Rendered(subject, text, "")
        page = self._template(_HTML_FRAME, html=True)
        base = spoken.tag.partition("-")[0]
        dressed = {
            "language": spoken.tag,
            "direction": "rtl" if base in RIGHT_TO_LEFT else "ltr",
            "subject": subject,
            "pieces": as_pieces(letter),
        }
        return Rendered(subject, text, run(page, dressed, words=lambda: 2 * len(whole)))

    def _subject(self, kind: str, facts: Facts, frame: Frame, spoken: Spoken, told: dict[str, Any]) -> str:
        """The template's own subject line if it has one, else the thread's."""
        own = self._find(f"{kind}/{spoken.file}.txt{SUBJECT_OF}")
        if own and (subject := subjects.shortened(run(own, told))):
            return subject
        nameless = ""
        if not frame.thread_subject.strip():
            template = self._template(f"_frame/your_message/{spoken.file}.txt")
            nameless = subjects.shortened(run(template, told))
        rule = subjects.for_staff if facts.wears == "inside" else subjects.in_thread
        return rule(frame, nameless)

    def _template(self, name: str, html: bool = False) -> Template:
        template = self._find(name, html)
        if template is None:
            raise LetterError(f"templates/email/{name} is missing")
        return template

    def _find(self, name: str, html: bool = False) -> Template | None:
        """A compiled template, compiled at its first use (7 ms) and kept."""
        if name not in self._compiled:
            try:
                self._compiled[name] = (self._html if html else self._text).get_template(name)
            except TemplateSyntaxError as error:
                raise LetterError(f"templates/email/{error.name}:{error.lineno}: {error.message}") from error
            except TemplateNotFound:
                self._compiled[name] = None
        return self._compiled[name]

    def _vocabulary(self, language: str) -> Vocabulary:
        if language not in self._words:
            self._words[language] = self.shelf.vocabulary(language)
        return self._words[language]
