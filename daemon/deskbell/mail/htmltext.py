"""The text of an HTML body as a person would read it: lines, lists, links, tables and quotes kept, the
hidden left out.

A scanner of one pass over tags, not a tree: broken HTML costs nothing, and no nesting is too deep.
"""

import re
from html import unescape

from deskbell.mail.layout import Page
from deskbell.mail.sanitise import bounded

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:_-]{0,40})")
_TAG_END = re.compile(r"[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
INDENTED = re.compile(r"border\s*:\s*none|style=[\"']?margin-right:\s*0(?:px)?;?(?:[\"' ]|$)", re.IGNORECASE)
"""The attributes of a blockquote with which programs indent a writer's own words."""
_CLOSERS = {
    name: re.compile(f"</{name}\\b", re.IGNORECASE)
    for name in ("script", "style", "title", "noframes", "template", "svg", "math", "object", "iframe", "xml")
}
_WORDS_BEGIN = re.compile(r"</head\b|<body\b", re.IGNORECASE)
#: What no style sheet holds.
_ELEMENT = re.compile(r"<(?:p|div|table|br|span|h[1-6]|[uo]l|center|font|b|a)\b", re.IGNORECASE)
_PRE = re.compile(r"\bwhite-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_VOID = {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "wbr"}
_LINES = {
    "div", "section", "article", "header", "footer", "main", "nav", "aside", "form", "fieldset", "address",
    "center", "dt", "dd", "figure", "figcaption", "legend", "caption", "body", "html", "o:p", "option",
    "table", "tbody", "thead", "tfoot",
}  # fmt: skip
_INLINE = {"span", "font", "b", "i", "strong", "em", "u", "a", "code", "tt"}
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "dl"}
_MAX_TAG = 8000
_MAX_LINK = 200
_RULE = "_" * 32


def html_to_text(source: str) -> str:
    """The readable text of any string of HTML."""
    return _Reader(bounded(source)).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page()
        self.link = ""
        self.link_text: list[str] = []
        self.doubts = 0
        self.unclosed: set[str] = set()
        self.kept = ""  # the element whose style keeps its blanks and line ends
        self.kept_depth = 0

    def read(self) -> str:
        source, end = self.source, len(self.source)
        place = 0
        while place < end:
            at = source.find("<", place)
            if at < 0:
                self.words(source[place:])
                break
            if at > place:
                self.words(source[place:at])
            place = self.tag(at)
        return self.page.text()

    def words(self, text: str) -> None:
        if "&" in text:
            text = unescape(text)
        if self.link:
            self.link_text.append(text)
        self.page.words(text)

    def tag(self, at: int) -> int:
        """Take the tag at `at`; answer where the text goes on."""
        found = _TAG.match(self.source, at)
        if found is None:
            return self.not_a_tag(at)
        end = self.tag_end(found.end())
        if end < 0:
            self.words("<")
            return at + 1
        name = found[2].lower()
        attributes = self.source[found.end() : end - 1]
        if found[1]:
            self.closes(name)
            if name == self.kept:
                self.kept_depth -= 1
                if not self.kept_depth:
                    self.kept = ""
                    self.page.verbatim(False, name not in _INLINE)
            return end
        if name in _CLOSERS:
            return self.after(name, end)
        if name not in _VOID and "style" in attributes and _HIDDEN.search(attributes):
            return self.after_hidden(name, end)
        self.opens(name, attributes)
        if self.kept == name:
            self.kept_depth += 1
        elif not self.kept and "white-space" in attributes and name not in _VOID and _PRE.search(attributes):
            self.kept, self.kept_depth = name, 1
            self.page.verbatim(True, name not in _INLINE)
        return end

    def not_a_tag(self, at: int) -> int:
        """Comments, declarations and conditional sections vanish; a lonely `<` is a character."""
        source = self.source
        if source.startswith("<!--", at) and "-->" not in self.unclosed:
            closing = source.find("-->", at + 2)
            if closing >= 0:
                return closing + 3
            self.unclosed.add("-->")
        if source[at + 1 : at + 2] in ("!", "?", "/") and ">" not in self.unclosed:
            closing = source.find(">", at)
            if closing >= 0:
                return closing + 1
            self.unclosed.add(">")
        self.words("<")
        return at + 1

    def tag_end(self, place: int) -> int:
        """After the `>` of a tag, minding quotes where they are sound."""
        if self.doubts < 100:
            found = _TAG_END.match(self.source, place, place + _MAX_TAG)
            if found:
                return found.end()
            self.doubts += 1
        if ">" in self.unclosed:
            return -1
        closing = self.source.find(">", place)
        if closing < 0:
            self.unclosed.add(">")
        return closing + 1 if closing >= 0 else -1

    def after(self, name: str, place: int) -> int:
        """Where an element ends whose content is not text."""
        if name in self.unclosed:
            return place
        found = _CLOSERS[name].search(self.source, place)
        if found is None:
            self.unclosed.add(name)
            return self.after_unclosed(name, place) if name in ("script", "style") else place
        closing = self.source.find(">", found.end())
        return closing + 1 if closing >= 0 else len(self.source)

    def after_unclosed(self, name: str, place: int) -> int:
        """Where words may begin behind a style or script that never ends."""
        found = _WORDS_BEGIN.search(self.source, place)
        if found is None and name == "style":
            found = _ELEMENT.search(self.source, place)
        return found.start() if found else len(self.source)

    def after_hidden(self, name: str, place: int) -> int:
        """Where a hidden element ends; one that never ends hides nothing."""
        key = f"hidden {name}"
        if key in self.unclosed:
            return place
        depth = 1
        for found in re.finditer(f"<(/?){name}\\b", self.source[place : place + 200_000], re.IGNORECASE):
            depth += -1 if found[1] else 1
            if not depth:
                closing = self.source.find(">", place + found.end())
                return closing + 1 if closing >= 0 else place
        self.unclosed.add(key)
        return place

    def opens(self, name: str, attributes: str) -> None:
        page = self.page
        if name == "br":
            page.line_break()
        elif name in _PARAGRAPHS:
            page.blank_line()
        elif name == "tr":
            page.row_starts()
        elif name in ("td", "th"):
            page.cell_starts()
        elif name in _LINES:
            page.new_line()
        elif name == "a":
            self.link_opens(attributes)
        elif name == "li":
            page.item()
        elif name in ("ul", "ol", "menu"):
            page.list_starts(numbered=name == "ol")
        elif name == "blockquote":
            page.quote_starts(marked=not INDENTED.search(attributes))
        elif name == "pre":
            page.verbatim(True)
        elif name == "hr":
            page.new_line()
            page.words(_RULE)
            page.new_line()
        elif name == "img":
            self.image(attributes)

    def closes(self, name: str) -> None:
        page = self.page
        if name in _PARAGRAPHS:
            page.blank_line()
        elif name == "tr":
            page.row_ends()
        elif name in _LINES:
            page.new_line()
        elif name == "a":
            self.link_closes()
        elif name in ("ul", "ol", "menu"):
            page.list_ends()
        elif name == "li":
            page.new_line()
        elif name == "blockquote":
            page.quote_ends()
        elif name == "pre":
            page.verbatim(False)

    def link_opens(self, attributes: str) -> None:
        self.link_closes()
        found = _HREF.search(attributes)
        target = unescape(next((group for group in found.groups() if group), "")).strip() if found else ""
        if target.lower().startswith(("http://", "https://", "mailto:", "tel:", "ftp://")):
            self.link = target

    def link_closes(self) -> None:
        """The address of a link stands behind its words, unless they say it already."""
        target, self.link = self.link, ""
        words, self.link_text = "".join(self.link_text).strip(), []
        if not target or not words or len(target) > _MAX_LINK:
            return
        bare = _bare(target)
        if bare and bare not in _bare(words) and (not (shown := _bare(words)) or shown != bare):
            self.page.words(f" <{''.join(target.removeprefix('mailto:').split())}>")

    def image(self, attributes: str) -> None:
        """An image that stands for a character says which."""
        found = _ALT.search(attributes)
        alt = unescape(found[1] or found[2] or "").strip() if found else ""
        if alt and len(alt) <= 4 and not alt.isascii() and not any(char.isalnum() for char in alt):
            self.words(alt)


def _bare(address: str) -> str:
    """An address without what people leave out when they write it."""
    text = address.lower().partition("?")[0].strip().rstrip("/")
    for start in ("mailto:", "tel:", "https://", "http://", "ftp://", "www."):
        text = text.removeprefix(start)
    return text
