"""What HTML alone says of quotation: the containers and rules that set an earlier message off.

The HTML is read as a flat run of tags; no tree is built. Each line of the text is then found again in that
run, in order, and so learns whether it stood in a quotation.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from deskbell.mail.htmltext import INDENTED
from deskbell.mail.spotting import holds_one

_LONGEST = 400_000
MOST_TAGS = 20_000
_WINDOW = 4_000
_LETTERHEAD = 400
_LETTERHEAD_SOURCE = 2_000

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)([^<>]*)>")
_LABEL = re.compile(r"[^\W\d_] {0,2}[:：]")
_NOT_WORDS = re.compile(r"[\W_]+")
_CONTAINER = re.compile(
    r"gmail_quote|gmail_extra|yahoo_quoted|yahoo-quoted|protonmail_quote|tutanota_quote|front-blockquote|zmail_extra|"
    r"ntes-mailmaster-quote|isreplycontent|hs_reply|messagereplysection|ms-outlook-mobile-reference-message|"
    r"mail-editor-reference-message|olk_src_body_section|name=[\"']?quote|includetail|outlookmessageheader|"
    r"type=[\"']?cite|moz-cite-prefix|gmail_attr|quoted-?(?:text|content|message|reply)|replyforwardmessage|"
    r"airmail_on|reply-intro|edo-original|aolmail_app-reply|missive_quote|intercom-quote|freshdesk_quote|"
    r"mail-quote-collapse|mailru-blockquote|nylas-quote|__pbconvbody|zd-comment|history_container",
    re.IGNORECASE,
)
_FROM_HERE = re.compile(
    r"divrplyfwdmsg|appendonsend|stopspelling|zwchr|outlookmessageheader|replysplit|__divider__|"
    r"ms-outlook-mobile-reference-message|mail-editor-reference-message|"
    r"border:\s?none;\s?border-top:\s?solid\s#(?:e1e1e1|b5c4df)|border-top:\s?#b5c4df\s1pt\ssolid|"
    r"border-top-color:\s?rgb\(229,\s?229,\s?229\)|border-top:\s?1px\ssolid\srgb\(229,\s?229,\s?229\)",
    re.IGNORECASE,
)
# What must stand in HTML that shows a quotation, filed under what several have in common, or a rare letter that is found
# in no time: HTML that lacks that holds none of them.
_MARKS = (
    ("quote", ("<blockquote", "_quote", "name=\"quote\"", "mailmaster-quote", "front-blockquote", "intercom-quote",
               "mail-quote-collapse")),
    ("eply", ("isReplyContent", "messageReplySection", "replySplit", "hs_reply", "reply-intro", "aolmail_app-reply")),
    ("-", ("border-top:solid #", "border-top: solid", "reference-message", "moz-cite-prefix", "edo-original",
           "zd-comment", "BORDER-TOP: #b5c4df")),
    ("_", ("OLK_SRC_BODY", "__DIVIDER__", "gmail_extra", "zmail_extra", "airmail_on", "__pbConv", "history_container")),
    ("(", ("rgb(229, 229, 229)", "rgb(229,229,229)")),
    ("Q", ("<BLOCKQUOTE",)), ("M", ("ivRplyFwdMsg", "OutlookMessageHeader")), ("S", ("stopSpelling",)), ("z", ("zwchr",)),
    ("", ("appendonsend", "includetail")),
)  # fmt: skip
_ATTRIBUTES = ("moz-cite-prefix", "<div class=\"gmail_", "gmail_attr", "airmail_on", "reply-intro", "edo-original",
               "missive_quote", "mail-quote-collapse", "protonmail_quote", "yahoo_quoted")  # fmt: skip
_SIGNATURE = re.compile(
    r"\b(?:id|class|name|data-smartmail)\s*=\s*(?:\"[^\"]{0,200}signature|'[^']{0,200}signature|[^\s\"']{0,60}signature)|"
    r"data-signature-widget|bloop_sign|__sig_p",
    re.IGNORECASE,
)
_SIGNATURE_MARKS = (("_", ("bloop_sign", "__SIG_P")), ("", ("ignature",)))
_NEVER = re.compile(r"(?!)")
SILENT = frozenset(("style", "script", "head", "title"))
EMPTY = frozenset(("br", "hr", "img", "meta", "link", "input", "wbr", "area", "col", "base"))


def names_attributions(html: str) -> bool:
    """Does the program that made it mark its attributions, or set them within the quotation?"""
    return any(mark in html for mark in _ATTRIBUTES)


def has_words_after(html: str) -> bool:
    """A cheap look: do words stand between or below the quotations of the HTML?"""
    low = html[:_LONGEST].lower()
    place = low.find("</blockquote>")
    depth = 0
    while place >= 0:
        following = low.find("blockquote", place + 13)
        stop = len(low) if following < 0 else following
        depth = (
            low.count("<blockquote", 0, place) - low.count("</blockquote", 0, place) - 1 if depth < 40 else 1
        )
        if depth <= 0 and _NOT_WORDS.sub(
            "", unescape(TAG.sub("", low[place + 13 : min(stop, place + 2_000)]))
        ):
            return True
        place = low.find("</blockquote>", place + 13)
    return False


def quoted_lines(html: str, bare: Sequence[str]) -> list[bool]:
    """For each bare line of the text: does it stand in a quotation of the HTML it was made from?"""
    if not holds_one(html, _MARKS):
        return [False] * len(bare)
    if "zd-comment" in html and not _says_before(html, html.find("zd-comment")):
        html = html.replace("zd-comment", "")  # a desk's own letter: its comment is the news itself
    return _inside(html, bare, _CONTAINER, _FROM_HERE, "blockquote")


def _says_before(html: str, place: int) -> bool:
    """Do words stand above a place of the HTML, be it in the midst of a tag?"""
    above = html[max(0, place - _WINDOW) : max(0, html.rfind("<", 0, place))]
    return _NOT_WORDS.sub("", unescape(TAG.sub("", above))) != ""


def signed_lines(html: str, bare: Sequence[str]) -> list[bool]:
    """For each bare line of the text: does it stand in what the HTML calls a signature? Empty if none does."""
    if not holds_one(html, _SIGNATURE_MARKS):
        return []
    flags = _inside(html, bare, _SIGNATURE, _NEVER, "")
    return flags if any(flags) else []


def _inside(
    html: str, bare: Sequence[str], container: re.Pattern[str], from_here: re.Pattern[str], element: str
) -> list[bool]:
    """For each bare line: is it found in a container, or below what sets all the rest apart?"""
    run, borders = _run(html[:_LONGEST], container, from_here, element)
    if not any(inside for _, inside in borders):
        return [False] * len(bare)
    return _found_again(run, borders, bare)


def _run(
    html: str, container: re.Pattern[str], from_here: re.Pattern[str], element: str
) -> tuple[str, list[tuple[int, bool]]]:
    """The words of the HTML run together, and the places in it from which they are inside or not."""
    pieces: list[str] = []
    borders: list[tuple[int, bool]] = [(0, False)]
    open_tags: list[str] = []
    length, until, place, rest, silent = 0, -1, 0, False, ""
    for count, tag in enumerate(TAG.finditer(html)):
        if count > MOST_TAGS:
            break
        if tag.start() > place and not silent:
            words = words_of(html[place : tag.start()])
            pieces.append(words)
            length += len(words)
        place = tag.end()
        closing, name, attributes = tag.group(1), tag.group(2).lower(), tag.group(3)
        if silent:
            silent = "" if closing and name == silent else silent
            continue
        if name in SILENT and not closing:
            silent = name
        elif closing:
            _close(open_tags, name)
            if not rest and 0 <= len(open_tags) <= until:
                until = -1
                borders.append((length, False))
        else:
            holds = (name == element and not INDENTED.search(attributes)) or (
                attributes and container.search(attributes) is not None
            )
            if (
                not rest
                and attributes
                and (border := from_here.search(attributes))
                and _parts(html, tag.end(), border[0])
            ):
                rest = True
                borders.append((length, True))
            elif not rest and until < 0 and holds and name not in EMPTY:
                until = len(open_tags)
                borders.append((length, True))
            if name not in EMPTY and not attributes.endswith("/"):
                open_tags.append(name)
    pieces.append("" if silent else words_of(html[place:]))
    return "".join(pieces), borders


def _parts(html: str, place: int, border: str) -> bool:
    """Does what bears this name or border set the rest apart? A mere border does where a letterhead's labels follow."""
    if not border.casefold().startswith("border"):
        return True
    return (
        len(_LABEL.findall(unescape(TAG.sub("", html[place : place + _LETTERHEAD_SOURCE]))[:_LETTERHEAD])) > 1
    )


def _close(open_tags: list[str], name: str) -> None:
    """Close the nearest open tag of that name, and those within it; a stray end tag closes nothing."""
    for back in range(len(open_tags) - 1, max(-1, len(open_tags) - 200), -1):
        if open_tags[back] == name:
            del open_tags[back:]
            return


def words_of(text: str) -> str:
    """The letters and digits of a piece of HTML between two tags, run together."""
    return _NOT_WORDS.sub("", unescape(text) if "&" in text else text)


def _found_again(run: str, borders: list[tuple[int, bool]], bare: Sequence[str]) -> list[bool]:
    flags: list[bool] = []
    border = 0
    for index, (words, place) in enumerate(places(run, bare)):
        if place < 0:
            flags.append(bool(flags) and flags[-1] and (words != "" or not bare[index]))
            continue
        while border + 1 < len(borders) and borders[border + 1][0] <= place:
            border += 1
        flags.append(borders[border][1])
    return flags


def places(run: str, bare: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The words of each bare line run together, and where they stand in the run of the HTML's; -1 if nowhere."""
    place = 0
    for line in bare:
        words = _NOT_WORDS.sub("", line)
        found = run.find(words, place, place + len(words) + _WINDOW) if words else -1
        if found >= 0:
            place = found + len(words)
        yield words, found
