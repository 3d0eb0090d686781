"""A part while it is being built: what its header says of it, before its end is known."""

from deskbell.mail.charsets import one_line
from deskbell.mail.params import parse_value
from deskbell.mail.transfer import transfer_word
from deskbell.mail.tree import Headers, Part

_TYPES = {"text": "text/plain", "plain": "text/plain", "html": "text/html", "multipart": "multipart/mixed"}
_MANY = {"alternative", "related", "signed", "report", "digest"}
_MEANT = {"plain/text": "text/plain", "html/text": "text/html", "application/text": "text/plain"}
_TOKEN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789!#$&^_.+-/")


class Node:
    """One entity under construction."""

    __slots__ = (
        "boundary", "children", "content_id", "content_type", "disposition", "encoding", "end", "filename",
        "headers", "hint", "params", "source", "start",
    )  # fmt: skip

    def __init__(self, headers: Headers, source: bytes, start: int, end: int, hint: str) -> None:
        self.headers = headers
        self.source, self.start, self.end = source, start, end
        self.hint = hint
        self.content_type = "text/plain"
        self.params: dict[str, str] = {}
        self.disposition = self.filename = self.content_id = self.encoding = ""
        self.boundary = b""
        self.children: list[Node] = []

    def frozen(self, children: tuple[Part, ...]) -> Part:
        """The finished part."""
        return Part(
            self.headers,
            self.content_type,
            self.params,
            self.disposition,
            self.filename,
            self.content_id,
            self.source,
            self.start,
            self.end,
            children,
            self.hint,
        )


def new_node(headers: Headers, default_type: str, source: bytes, start: int, end: int, hint: str) -> Node:
    """The node of an entity whose body begins at `start`."""
    node = Node(headers, source, start, end, hint)
    if not headers.fields:
        node.content_type = default_type
        return node
    declared, node.params = _type_field(headers, hint)
    disposition, more = parse_value(headers.raw("Content-Disposition"), hint)
    node.disposition = disposition
    node.filename = (
        more.get("filename") or node.params.get("name") or more.get("name") or node.params.get("filename", "")
    )
    node.content_id = one_line(headers.first("Content-ID")).strip("<> ")
    node.encoding = transfer_word(headers.first("Content-Transfer-Encoding"))
    node.content_type = _content_type(declared, default_type, node)
    if node.content_type.startswith("multipart/"):
        node.boundary = node.params.get("boundary", "").encode("utf-8", "replace")
    return node


def _type_field(headers: Headers, hint: str) -> tuple[str, dict[str, str]]:
    """The first Content-Type that says something; one with a boundary is believed before others."""
    first: tuple[str, dict[str, str]] = ("", {})
    for raw in headers.raws("Content-Type"):
        declared, params = parse_value(raw, hint)
        if declared.startswith("multipart/") and "boundary" in params:
            return declared, params
        if not first[0] and not first[1]:
            first = declared, params
    return first


def _content_type(declared: str, default_type: str, node: Node) -> str:
    if not declared:
        return "multipart/mixed" if "boundary" in node.params else default_type
    if declared in _MEANT and not node.filename:
        return _MEANT[declared]
    if "/" not in declared and "boundary" in node.params:
        return f"multipart/{declared}" if declared in _MANY else "multipart/mixed"
    if "/" not in declared or declared.endswith("/") or declared.startswith("/"):
        if declared.strip("/") in _TYPES:
            return _TYPES[declared.strip("/")]
        return (
            "application/octet-stream" if node.filename or node.disposition == "attachment" else "text/plain"
        )
    if not _TOKEN.issuperset(declared):
        declared = "".join(char for char in declared if char in _TOKEN)
    kind, _, subtype = declared.partition("/")
    return f"{kind}/{subtype}" if kind and subtype else "text/plain"
