"""HTML made harmless: nothing in it loads, runs, submits or links to a script. The look goes, the words and
links stay.
"""

import re
from collections.abc import Callable
from functools import cache
from html import escape

MAX_HTML = 1_000_000
MAX_TAGS = 60_000
_TAGS = {
    "a", "abbr", "address", "b", "big", "blockquote", "br", "caption", "center", "cite", "code", "col",
    "colgroup", "dd", "del", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "img", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "blockquote": {"type"},
    "font": {"color"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type"},
    "table": {"border"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align"},
    "*": {"dir", "lang"},
}
_GONE = {
    "applet", "audio", "canvas", "embed", "frame", "frameset", "head", "iframe", "math", "noembed",
    "noframes", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video",
}  # fmt: skip
_SCHEMES = {"cid", "http", "https", "mailto", "tel"}
_MAX_DEPTH = 2000
_MAX_ENTITIES = 50_000
_ELEMENT = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = {
    "br",
    "hr",
    "img",
    "input",
    "meta",
    "link",
    "area",
    "base",
    "col",
    "wbr",
    "p",
    "li",
    "td",
    "tr",
    "th",
}
_IMAGE = re.compile(r"<img\b|cid:", re.IGNORECASE)


def sanitise(source: str) -> str:
    """The safe form of an HTML body. Images stay only where the mail itself carries them."""
    if not source.strip():
        return ""
    source = bounded(source)
    if source.count("&") > _MAX_ENTITIES or (source.count("<") > _MAX_DEPTH and _depth(source) > _MAX_DEPTH):
        return f"<pre>{escape(source)}</pre>"  # no letter is made so; the cleaner would need seconds for it
    try:
        return _cleaned(source)
    except Exception:  # noqa: BLE001 - whatever breaks the cleaner, the words can be shown
        return f"<pre>{escape(source)}</pre>"


def _cleaned(source: str) -> str:
    clean, clean_with_images = _cleaners()
    return (clean_with_images if _IMAGE.search(source) else clean)(source).strip()


@cache
def _cleaners() -> tuple[Callable[[str], str], Callable[[str], str]]:
    """The cleaner for letters without images, and the slower one for those with; made once."""
    import nh3  # not at the top: only mail whose HTML is shown pays for it

    def cleaner(attribute_filter: Callable[[str, str, str], str | None] | None) -> Callable[[str], str]:
        return nh3.Cleaner(
            tags=_TAGS,
            clean_content_tags=_GONE,
            attributes=_ATTRIBUTES,
            attribute_filter=attribute_filter,
            url_schemes=_SCHEMES,
            url_relative="deny",  # a letter has no place of its own that a link could be relative to
            link_rel="noopener noreferrer nofollow",
        ).clean

    return cleaner(None), cleaner(_own_images)


def bounded(source: str) -> str:
    """HTML cut where it is longer or has more tags than any letter needs."""
    if len(source) > MAX_HTML:
        source = source[:MAX_HTML]
    if source.count("<") > MAX_TAGS:
        source = "<".join(source.split("<", MAX_TAGS)[:MAX_TAGS])
    return source


def _depth(source: str) -> int:
    """How deep elements nest, at most: a tag that is never closed counts as holding all that follows."""
    depth = deepest = 0
    for found in _ELEMENT.finditer(source):
        if found[2].lower() in _VOID:
            continue
        if found[1]:
            depth = max(depth - 1, 0)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _own_images(tag: str, attribute: str, value: str) -> str | None:
    """A remote image tells its owner that the mail was read; one carried along does not."""
    if attribute == "src" and not value.lower().startswith("cid:"):
        return None
    return None if attribute == "href" and value.lower().startswith("cid:") else value
