"""Any bytes into a bounded tree of parts.

One pass finds every boundary line, however deep it lies: a stack of open multiparts is asked whose line it is, the
innermost first, so missing, reused and prefix-sharing boundaries end what they can only mean to end. Nothing recurses.
"""

import re
from dataclasses import dataclass

from deskbell.mail import headers as header_block
from deskbell.mail.charsets import strict
from deskbell.mail.guess import guess
from deskbell.mail.nodes import Node, new_node
from deskbell.mail.tree import Headers, Part

MAX_PARTS = 1000
MAX_DEPTH = 100
MAX_DASH_LINES = 250_000
MAX_UNWRAPPED = 64 * 1024 * 1024
_MESSAGES = {"message/rfc822", "message/global", "message/news"}
_IDENTITY = {"", "7bit", "8bit", "binary"}
_LATE_HEADER = re.compile(rb"(?:mime-version|content-type|content-transfer-encoding)[ \t]*:", re.IGNORECASE)
_CONTENT = re.compile(rb"\r?\n?content-[a-z-]+[ \t]*:", re.IGNORECASE)
_SNIFFED = re.compile(
    rb"(?:\A|\n)--([^\r\n]{1,200}?)[ \t]*\r?\n(?=content-[a-z-]{2,40}[ \t]*:)", re.IGNORECASE
)
_CHARSET = re.compile(rb"charset[ \t]*=[ \t]*\"?([\w.:-]{2,40})", re.IGNORECASE)
_WORD_CHARSET = re.compile(rb"=\?([\w.:-]{2,40})\?[bq]\?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree, and what was wrong on the way to it."""

    root: Part
    defects: tuple[str, ...] = ()


def parse(raw: bytes) -> Parsed:
    """The tree of any bytes whatever. Time and memory are bounded by their length, depth and number of parts by us."""
    defects: set[str] = set()
    source = _straightened(raw, defects)
    scanner = _Scanner(defects)
    root = scanner.message(source, _start(source), len(source), top=True)
    scanner.unwrap()
    return Parsed(scanner.freeze(root), tuple(sorted(defects)))


def _straightened(raw: bytes, defects: set[str]) -> bytes:
    """The bytes with line ends that can be counted on: not CR alone, nor CR CR LF; and not in UTF-16."""
    head = raw[:65536]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        defects.add("utf-16-source")
        return raw.decode("utf-16", "replace").encode()
    if b"\r" not in head:
        return raw
    if b"\r\r\n" in head and head.count(b"\r\r\n") * 2 > head.count(b"\n"):
        defects.add("doubled-carriage-returns")
        return raw.replace(b"\r\r\n", b"\r\n")
    if b"\n" not in head:
        defects.add("bare-carriage-returns")
        return raw.replace(b"\r", b"\n")
    return raw


def _start(source: bytes) -> int:
    """Where the message begins, after a byte order mark and blank lines."""
    place = 3 if source.startswith(b"\xef\xbb\xbf") else 0
    end = min(len(source), 65536)
    while place < end and source[place] in b"\r\n":
        place += 1
    return place


class _Scanner:
    """Builds nodes from source bytes, and keeps the counts that bound the work."""

    def __init__(self, defects: set[str]) -> None:
        self.defects = defects
        self.nodes: list[Node] = []
        self.wrapped: list[Node] = []
        self.hint = ""
        self.dash_lines = 0

    def message(self, source: bytes, start: int, end: int, top: bool = False) -> Node:
        """The node of the entity that begins at `start`, with all that lies below it."""
        scan = _Scan(self, source, end)
        root = scan.entity(start, "text/plain", top)
        scan.run(root)
        return root

    def unwrap(self) -> None:
        """Open attached messages that were sent in base64 or quoted-printable."""
        spent = 0
        while self.wrapped and len(self.nodes) < MAX_PARTS:
            node = self.wrapped.pop()
            if spent + node.end - node.start > MAX_UNWRAPPED:
                self.defects.add("too-much-wrapped")
                return
            inner = node.frozen(()).data()
            spent += len(inner)
            node.children.append(self.message(inner, _start(inner), len(inner)))

    def freeze(self, root: Node) -> Part:
        """The finished tree: children come after their parents in `nodes`, so backwards each finds its own ready."""
        done: dict[int, Part] = {}
        for node in reversed(self.nodes):
            done[id(node)] = node.frozen(tuple([done[id(child)] for child in node.children]))
        return done[id(root)]


class _Scan:
    """One pass over one run of bytes."""

    def __init__(self, scanner: _Scanner, source: bytes, end: int) -> None:
        self.scanner = scanner
        self.source = source
        self.end = end
        self.stack: list[tuple[Node, bytes]] = []
        self.live: dict[bytes, list[int]] = {}
        self.closed: dict[bytes, Node] = {}
        self.leaf: Node | None = None

    def run(self, root: Node) -> None:
        self.open(root)
        source, end, scanner = self.source, self.end, self.scanner
        place = root.start
        if source[place : place + 2] == b"--":
            place = self.line(place)
        while self.live or self.closed:
            place = source.find(b"\n--", max(place - 1, 0), end) + 1
            if not place:
                break
            scanner.dash_lines += 1
            if scanner.dash_lines > MAX_DASH_LINES or len(scanner.nodes) > MAX_PARTS:
                scanner.defects.add("too-many-parts")
                break
            place = self.line(place)
        if any(boundary for _, boundary in self.stack):
            scanner.defects.add("missing-end-boundary")
        self.close(0, end)

    def line(self, place: int) -> int:
        """Take the line of dashes at `place`; answer where the search goes on."""
        stop = self.source.find(b"\n", place, place + 1000)
        stop = stop if 0 <= stop < self.end else min(place + 1000, self.end)
        line = self.source[place:stop].rstrip()
        level, closing = self.owner(line)
        if level < 0:
            if line in self.closed and _CONTENT.match(self.source, stop):
                self.scanner.defects.add("part-after-end-boundary")
                self.push(self.closed.pop(line), line[2:])
                level = len(self.stack) - 1
            else:
                return stop
        node, boundary = self.stack[level]
        self.close(level + 1, self.before(place))
        if not node.children:
            node.end = self.before(place)  # what stands before the first part is all the body a multipart has
        if closing:
            self.close(level, node.end)
            self.closed[b"--" + boundary] = node
            return stop
        default = "message/rfc822" if node.content_type == "multipart/digest" else "text/plain"
        child = self.entity(min(stop + 1, self.end), default)
        node.children.append(child)
        self.open(child)
        return max(child.start, place + 1)

    def owner(self, line: bytes) -> tuple[int, bool]:
        """The innermost open multipart whose boundary this line is, and does the line end it?"""
        levels = self.live.get(line)
        if levels:
            return levels[-1], False
        if line.endswith(b"--"):
            levels = self.live.get(line[:-2])
            if levels:
                return levels[-1], True
        return -1, False

    def before(self, place: int) -> int:
        """Where the line before `place` ends: its line end belongs to the boundary."""
        if place > 0 and self.source[place - 1] == 10:
            place -= 1
            if place > 0 and self.source[place - 1] == 13:
                place -= 1
        return place

    def push(self, node: Node, boundary: bytes) -> None:
        if boundary:
            self.live.setdefault(b"--" + boundary, []).append(len(self.stack))
        self.stack.append((node, boundary))
        self.leaf = None

    def close(self, level: int, end: int) -> None:
        """End the leaf and all that is open from `level` upwards."""
        if self.leaf is not None:
            self.leaf.end = max(end, self.leaf.start)
            self.leaf = None
        while len(self.stack) > level:
            node, boundary = self.stack.pop()
            if boundary:
                levels = self.live[b"--" + boundary]
                levels.pop()
                if not levels:
                    del self.live[b"--" + boundary]
            if not boundary or not node.children:
                node.end = max(end, node.start)

    def open(self, node: Node) -> None:
        """Make `node` the place where lines go: a multipart, an attached message's inside, or a leaf."""
        while len(self.stack) < MAX_DEPTH:
            if node.content_type.startswith("multipart/"):
                boundary = self.boundary(node)
                if not boundary:
                    self.scanner.defects.add("missing-boundary")
                    break
                self.push(node, boundary)
                return
            if node.content_type not in _MESSAGES:
                break
            if node.encoding not in _IDENTITY:
                self.scanner.wrapped.append(node)
                break
            self.push(node, b"")
            inner = self.entity(self.after_blanks(node.start), "text/plain")
            node.children.append(inner)
            node = inner
        else:
            self.scanner.defects.add("nested-too-deep")
        self.leaf = node

    def after_blanks(self, place: int) -> int:
        """Past the empty lines some programs put before an attached message's header."""
        end = min(self.end, place + 100)
        while place < end and self.source[place] in b"\r\n":
            place += 1
        return place

    def boundary(self, node: Node) -> bytes:
        """The declared boundary; or, where it is missing or never comes, the one that evidently is in use."""
        declared = node.boundary.rstrip()
        sniffed = _SNIFFED.search(self.source, max(node.start - 1, 0), min(node.start + 8192, self.end))
        if not sniffed or sniffed[1] == declared:
            return declared
        if (
            declared
            and self.source.find(b"--" + declared, node.start, min(node.start + 262144, self.end)) >= 0
        ):
            return declared
        if b"--" + sniffed[1] in self.live:
            return declared
        self.scanner.defects.add("wrong-boundary")
        return sniffed[1]

    def entity(self, start: int, default_type: str, top: bool = False) -> Node:
        """A node with the header block at `start` read; its body goes on to the end until somebody closes it."""
        fields, body = self.fields(start)
        if top:
            fields, body = self.repaired(fields, start, body)
        hint = (
            self.hint(fields, start, body)
            if top or any(not raw.isascii() for _, raw in fields)
            else self.scanner.hint
        )
        if top:
            self.scanner.hint = hint
        built = header_block.build(fields, hint) if fields else Headers()
        node = new_node(built, default_type, self.source, body, self.end, hint)
        self.scanner.nodes.append(node)
        return node

    def fields(self, start: int) -> tuple[list[tuple[bytes, bytes]], int]:
        """The fields of the header block at `start`, and where the body begins."""
        source = self.source
        if source[start : start + 1] == b"\n":
            return [], start + 1
        if source[start : start + 2] == b"\r\n":
            return [], start + 2
        stop, body = self.block_end(start)
        if self.live:
            stop, body = self.cut_short(start, stop, body)
        if stop - start > header_block.MAX_BLOCK:
            self.scanner.defects.add("header-too-long")
        block = source[start : min(stop, start + header_block.MAX_BLOCK)]
        fields, length = header_block.cut(block, self.scanner.defects)
        return fields, (start + length if length < len(block) else body)

    def block_end(self, start: int) -> tuple[int, int]:
        """Where the header block ends and where its body starts: at the first blank line, else at the end."""
        limit = min(self.end, start + header_block.MAX_BLOCK + 1000)
        while True:
            crlf = self.source.find(b"\n\r\n", start, limit)
            bare = self.source.find(b"\n\n", start, limit if crlf < 0 else crlf + 1)
            if bare >= 0:
                return bare + 1, bare + 2
            if crlf >= 0:
                return crlf + 1, crlf + 3
            if limit == self.end or len(self.scanner.nodes) > 1:
                return limit, limit
            limit = self.end

    def cut_short(self, start: int, stop: int, body: int) -> tuple[int, int]:
        """A boundary line ends a header block that has no blank line of its own."""
        place = (
            start if self.source[start : start + 2] == b"--" else self.source.find(b"\n--", start, stop) + 1
        )
        while place:
            end = self.source.find(b"\n", place, stop)
            line = self.source[place : end if end >= 0 else stop].rstrip()
            if self.owner(line)[0] >= 0:
                return place, place
            place = self.source.find(b"\n--", place, stop) + 1
        return stop, body

    def repaired(
        self, fields: list[tuple[bytes, bytes]], start: int, body: int
    ) -> tuple[list[tuple[bytes, bytes]], int]:
        """The topmost header, when a blank line came before it or in the middle of it."""
        if not fields:
            after = self.block_end(start)[1]
            more, further = self.fields(after) if start < after < self.end else ([], 0)
            known = sum(header_block.is_known_field(name + b":") for name, _ in more)
            if known >= 3:
                self.scanner.defects.add("junk-before-header")
                return more, further
        elif _LATE_HEADER.match(self.source, body) and not any(
            name.lower() == b"content-type" for name, _ in fields
        ):
            more, further = self.fields(body)
            self.scanner.defects.add("blank-line-in-header")
            return fields + more, further
        return fields, body

    def hint(self, fields: list[tuple[bytes, bytes]], start: int, body: int) -> str:
        """The charset that raw 8-bit text of this message most likely is in: its body's, or its encoded words'."""
        for word in (b"charset", b"Charset", b"CHARSET"):
            place = self.source.find(word, start, min(body + 16384, self.end))
            found = _CHARSET.match(self.source, place) if place >= 0 else None
            if found:
                return found[1].decode("ascii", "ignore")
        place = self.source.find(b"=?", start, body)
        found = _WORD_CHARSET.match(self.source, place) if place >= 0 else None
        return found[1].decode("ascii", "ignore") if found else self.guessed(fields, body)

    def guessed(self, fields: list[tuple[bytes, bytes]], body: int) -> str:
        """What header and body together look like: each alone may be too short to tell."""
        raw = b"\n".join([value for _, value in fields if not value.isascii()])
        sample = raw + self.source[body : min(body + 4096, self.end)]
        return "" if sample.isascii() or strict(sample, "utf-8") else guess(sample)
