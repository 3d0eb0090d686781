"""Any bytes into a bounded tree of parts.

One pass (`scan.py`) finds every boundary line, however deep it lies: a stack of open multiparts is asked
whose line it is, the innermost first, so missing, reused and prefix-sharing boundaries end what they can
only mean to end. Nothing recurses.
"""

from dataclasses import dataclass

from deskbell.mail.nodes import Node, Said
from deskbell.mail.scan import MAX_PARTS, Counts, Scan
from deskbell.mail.tree import Headers, Part

MAX_UNWRAPPED = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree, and what was wrong on the way to it."""

    root: Part
    defects: tuple[str, ...] = ()


def parse(raw: bytes) -> Parsed:
    """The tree of any bytes whatever; time and memory are bounded by limits of ours."""
    defects: set[str] = set()
    source = _straightened(raw, defects)
    counts = Counts(defects)
    root = _message(counts, source, _start(source), top=True)
    _unwrap(counts)
    return Parsed(_frozen(counts, root), tuple(sorted(defects)))


def _straightened(raw: bytes, defects: set[str]) -> bytes:
    """The bytes with line ends that can be counted on: not CR alone, nor CR CR LF; and not in UTF-16."""
    head = raw[:65536]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        defects.add("utf-16-source")
        return raw.decode("utf-16", "replace").encode()
    if b"\r" not in head:
        return raw
    # More of one than of the other is asked for first: to look for three bytes takes much longer.
    if _count(head, b"\r") > _count(head, b"\n") and head.count(b"\r\r\n") * 2 > head.count(b"\n"):
        defects.add("doubled-carriage-returns")
        return raw.replace(b"\r\r\n", b"\r\n")
    if b"\n" not in head:
        defects.add("bare-carriage-returns")
        return raw.replace(b"\r", b"\n")
    return raw


def _count(data: bytes, byte: bytes) -> int:
    """How often a byte is in the data; where it is seldom this is much faster than count()."""
    return len(data) - len(data.replace(byte, b""))


def _start(source: bytes) -> int:
    """Where the message begins, after a byte order mark and blank lines."""
    place = 3 if source.startswith(b"\xef\xbb\xbf") else 0
    end = min(len(source), 65536)
    while place < end and source[place] in b"\r\n":
        place += 1
    return place


def _message(counts: Counts, source: bytes, start: int, top: bool = False) -> Node:
    """The node of the message that begins at `start`, with all that lies below it."""
    scan = Scan(counts, source, len(source))
    root = scan.entity(start, "text/plain", top)
    scan.run(root)
    return root


def _unwrap(counts: Counts) -> None:
    """Open messages that were attached, and multiparts that were sent, in base64 or quoted-printable."""
    spent = 0
    while counts.wrapped and len(counts.nodes) < MAX_PARTS:
        node = counts.wrapped.pop()
        if spent + node.end - node.start > MAX_UNWRAPPED:
            counts.defects.add("too-much-wrapped")
            return
        inner = node.frozen(()).data()
        spent += len(inner)
        if node.boundary:
            node.children.append(_multipart(counts, inner, node))
        else:
            node.children.append(_message(counts, inner, _start(inner)))


def _multipart(counts: Counts, source: bytes, node: Node) -> Node:
    """The multipart whose whole body was encoded, which RFC 2045 §6.4 forbids."""
    said = Said(Headers(), node.content_type, node.said.params, "", "", "", "", node.boundary)
    inner = Node(said, source, 0, len(source), node.hint)
    counts.nodes.append(inner)
    Scan(counts, source, len(source)).run(inner)
    return inner


def _frozen(counts: Counts, root: Node) -> Part:
    """The finished tree: in `nodes` children come after parents, so backwards each is ready in time."""
    done: dict[int, Part] = {}
    for node in reversed(counts.nodes):
        done[id(node)] = node.frozen(tuple([done[id(child)] for child in node.children]))
    return done[id(root)]
