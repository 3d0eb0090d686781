"""One pass over a run of bytes: boundary lines found, and each given to the multipart it belongs to."""

import re

from deskbell.mail.headers import EVERY_BYTE, MAX_GUESSES, build
from deskbell.mail.heads import Heads
from deskbell.mail.nodes import SHORT, Node, Said, said_by, said_in_short
from deskbell.mail.tree import Headers

MAX_PARTS = 1000
MAX_DEPTH = 100
MAX_DASH_LINES = 250_000
_MESSAGES = {"message/rfc822", "message/global", "message/news"}
_IDENTITY = {"", "7bit", "8bit", "binary"}
_CONTENT = re.compile(rb"\r?\n?content-[a-z-]+[ \t]*:", re.IGNORECASE)
_SNIFFED = re.compile(
    rb"(?:\A|\n)--([^\r\n]{1,200}?)[ \t]*\r?\n(?=content-[a-z-]{2,40}[ \t]*:)", re.IGNORECASE
)


class Counts:
    """What was built so far, over all runs of bytes of one message: the limits look at it."""

    def __init__(self, defects: set[str]) -> None:
        self.defects = defects
        self.nodes: list[Node] = []
        self.wrapped: list[Node] = []
        self.hint = ""
        self.dash_lines = 0
        self.guesses = 0


class Scan:
    """One pass over one run of bytes."""

    def __init__(self, counts: Counts, source: bytes, end: int) -> None:
        self.counts = counts
        self.heads = Heads(source, end, counts.defects)
        self.source = source
        self.end = end
        self.stack: list[tuple[Node, bytes]] = []
        self.live: dict[bytes, list[int]] = {}
        self.closed: dict[bytes, Node] = {}
        self.leaf: Node | None = None

    def run(self, root: Node) -> None:
        self.open(root)
        source, end, counts = self.source, self.end, self.counts
        place = root.start
        if source[place : place + 2] == b"--":
            place = self.line(place)
        while self.live or self.closed:
            place = source.find(self.sought(), max(place - 1, 0), end) + 1
            if not place:
                break
            counts.dash_lines += 1
            if counts.dash_lines > MAX_DASH_LINES or len(counts.nodes) > MAX_PARTS:
                counts.defects.add("too-many-parts")
                break
            place = self.line(place)
        if any(boundary for _, boundary in self.stack):
            counts.defects.add("missing-end-boundary")
        self.close(0, end)

    def sought(self) -> bytes:
        """What every boundary line that may come begins with. To stop at no other line is faster where much is attached."""
        return b"\n" + next(iter(self.live)) if len(self.live) == 1 and not self.closed else b"\n--"

    def line(self, place: int) -> int:
        """Take the line of dashes at `place`; answer where the search goes on."""
        stop = self.source.find(b"\n", place, place + 1000)
        stop = stop if 0 <= stop < self.end else min(place + 1000, self.end)
        line = self.source[place:stop].rstrip()
        level, closing = self.owner(line)
        if level < 0:
            if line in self.closed and _CONTENT.match(self.source, stop):
                self.counts.defects.add("part-after-end-boundary")
                self.push(self.closed.pop(line), line[2:])
                level = len(self.stack) - 1
            else:
                return stop
        node, boundary = self.stack[level]
        before = self.before(place)
        self.close(level + 1, before)
        if not node.children:
            node.end = before  # what stands before the first part is all the body a multipart has
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
            levels = self.live.get(line[:-2].rstrip())
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
                if boundary and node.encoding not in _IDENTITY:
                    self.counts.wrapped.append(node)

    def open(self, node: Node) -> None:
        """Make `node` the place where lines go: a multipart, an attached message's inside, or a leaf."""
        while len(self.stack) < MAX_DEPTH:
            if node.content_type.startswith("multipart/"):
                boundary = self.boundary(node)
                if not boundary:
                    self.counts.defects.add("missing-boundary")
                    break
                self.push(node, boundary)
                return
            if node.content_type not in _MESSAGES:
                break
            if node.encoding not in _IDENTITY:
                self.counts.wrapped.append(node)
                break
            self.push(node, b"")
            inner = self.entity(self.after_blanks(node.start), "text/plain")
            node.children.append(inner)
            node = inner
        else:
            self.counts.defects.add("nested-too-deep")
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
        self.counts.defects.add("wrong-boundary")
        return sniffed[1]

    def entity(self, start: int, default_type: str, top: bool = False) -> Node:
        """A node whose header block stands at `start`; its body goes on until somebody closes it."""
        counts = self.counts
        hint = counts.hint
        if top:
            fields, body = self.heads.topmost(start)
        else:
            stop, body = self.heads.span(start, self.is_boundary if self.live else None)
            if stop - start <= SHORT:
                said = said_in_short(self.source[start:stop], default_type, hint)
                if said is not None:
                    return self.node(said, body, hint)
            fields, body = self.heads.fields(start, stop, body)
        if top:
            hint = self.heads.hint(fields, start, body)
        elif any(not raw.isascii() for _, raw in fields):
            counts.guesses += 1
            few = counts.guesses <= MAX_GUESSES
            hint = self.heads.hint(fields, start, body) if few else EVERY_BYTE
        if top:
            counts.hint = hint
        built = build(fields, hint) if fields else Headers()
        return self.node(said_by(built, default_type, hint), body, hint)

    def node(self, said: Said, body: int, hint: str) -> Node:
        node = Node(said, self.source, body, self.end, hint)
        self.counts.nodes.append(node)
        return node

    def is_boundary(self, line: bytes) -> bool:
        """Does this line belong to a multipart that is open?"""
        return self.owner(line)[0] >= 0
