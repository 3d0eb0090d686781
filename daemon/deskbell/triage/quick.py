"""The YAML that books are mostly written in, read a dozen times faster than by a reader of all of YAML.

It knows maps, lists, words, texts in quotes and words that run over several lines. Whatever else it meets, and every
mistake, it leaves alone: the whole reader then reads the book from its beginning, and tells what is wrong.
So a book means the same whichever reads it; tests tear books apart to prove that.
"""

import re

from deskbell.triage.nodes import Mapping, Node, Scalar, Sequence

#: Deeper nesting, more words and longer keys than this are for the whole reader to judge.
_DEEPEST, _MOST_NODES, _LONGEST_KEY = 20, 90_000, 500
#: Tabs, control characters, odd line ends, marks of byte order.
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
#: Nothing more on this line, or a comment.
_REST = re.compile(" *(?:(?<= )#.*)?$")
_KEY = re.compile(r"(\w(?:[\w.@+/*' -]*[\w.@+/*'-])?):(?= |$)")
_DASH = re.compile("-(?: +|$)")
_BEGINS = r"(?:[^ \-?:,\[\]{}#&*!|>'\"%@`]|-(?=\w))"
_IN_LINE = "(?:[^ :]++|:(?! |$)| ++(?![#:]|$))*+"
#: A word up to a comment or the end of its line, and how it goes on in the next line.
_PLAIN, _GOES_ON = re.compile(_BEGINS + _IN_LINE), re.compile("[^ #:]" + _IN_LINE)
_IN_FLOW = re.compile(_BEGINS + r"(?:[^ :,\[\]{}]++|:(?=[^ ,\[\]{}])| ++(?=[^#,:\[\]{}]))*+")
_SINGLE = re.compile("'((?:[^']|'')*+)'")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\[\\"/nt])*+)"')
_ESCAPED = re.compile(r"\\(.)")
_MEANT = {"n": "\n", "t": "\t"}


class Uncommon(Exception):
    """The text holds something that is not read here."""


def read_quickly(text: str) -> Node:
    """The one document in the text, a map; Uncommon where the whole reader must look at it. In linear time."""
    text = text.replace("\r\n", "\n")
    if _ODD.search(text):
        raise Uncommon
    return _Quick(text.split("\n")).document()


class _Quick:
    """A reader at its place, row and column from 0.

    Whatever reads a value by indentation leaves the place at the first word of the next line that has one.
    """

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._row, self._column, self._line = -1, -1, ""
        self._depth = self._nodes = 0

    def document(self) -> Node:
        self._next()
        root = self._mapping() if self._column == 0 else None
        if root is None or self._column >= 0:
            raise Uncommon
        return root

    def _next(self) -> None:
        """To the next line that has words; column -1 after the last."""
        for row in range(self._row + 1, len(self._lines)):
            line = self._lines[row]
            indent = len(line) - len(line.lstrip(" "))
            if indent < len(line) and line[indent] != "#":
                if line.startswith(("---", "...")):
                    raise Uncommon
                self._row, self._column, self._line = row, indent, line
                return
        self._row, self._column, self._line = len(self._lines), -1, ""

    def _ends(self, column: int) -> None:
        """A value is read to its end: what follows may not stand deeper than what it belongs to."""
        if self._column > column:
            raise Uncommon

    def _finish(self, parent: int) -> None:
        """The same for a value that ended within a line."""
        if not _REST.match(self._line, self._column):
            raise Uncommon
        self._next()
        self._ends(parent)

    def _word(self, text: str, quoted: bool = False) -> Scalar:
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise Uncommon
        return Scalar(text, quoted, self._row + 1, self._column + 1)

    # -- by indentation

    def _block(self, parent: int) -> Node:
        """What begins here, in a column beyond `parent`."""
        if _DASH.match(self._line, self._column):
            return self._sequence()
        if _KEY.match(self._line, self._column):
            return self._mapping()
        return self._value(parent)

    def _mapping(self) -> Mapping:
        self._descend()
        column, keys, node = self._column, set(), Mapping([], self._row + 1, self._column + 1)
        while self._column == column and not _DASH.match(self._line, column):
            found = _KEY.match(self._line, column)
            if not found or found[1] in keys or len(found[1]) > _LONGEST_KEY:
                raise Uncommon
            keys.add(found[1])
            key = self._word(found[1])
            self._column = found.end()
            node.pairs.append((key, self._after(key, column)))
        self._ends(column)
        self._depth -= 1
        return node

    def _after(self, key: Scalar, column: int) -> Node:
        """The value of a key that stands in that column."""
        if not _REST.match(self._line, self._column):
            self._skip_spaces()
            return self._value(column)
        self._next()
        if self._column > column:
            return self._block(column)
        if self._column == column and _DASH.match(self._line, column):
            return self._sequence()
        return Scalar("", False, key.line, key.column)

    def _sequence(self) -> Sequence:
        self._descend()
        column, node = self._column, Sequence([], self._row + 1, self._column + 1)
        while self._column == column and (dash := _DASH.match(self._line, column)):
            self._column = dash.end()
            if _REST.match(self._line, self._column):
                self._next()
                if self._column <= column:
                    raise Uncommon
            node.items.append(self._block(column))
        self._ends(column)
        self._depth -= 1
        return node

    def _descend(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Uncommon

    def _value(self, parent: int) -> Node:
        """A word, a text in quotes or a list in brackets, on this line and perhaps the next."""
        begins = self._line[self._column]
        if begins in "[{":
            node: Node = self._in_brackets(parent)
        elif begins in "\"'":
            node = self._quoted()
        else:
            return self._plain(parent)
        self._finish(parent)
        return node

    def _plain(self, parent: int) -> Scalar:
        found = _PLAIN.match(self._line, self._column)
        if not found:
            raise Uncommon
        word, lines = self._word(""), [found[0]]
        self._column = found.end()
        while self._column == len(self._line.rstrip(" ")) and (more := self._goes_on(parent)):
            lines.append(more)
        self._finish(parent)
        word.text = " ".join(lines)
        return word

    def _goes_on(self, parent: int) -> str:
        """The words of the very next line, if they belong to the word that ended here."""
        line = self._lines[self._row + 1] if self._row + 1 < len(self._lines) else ""
        indent = len(line) - len(line.lstrip(" "))
        if indent <= parent or line[indent : indent + 1] in ("", "#"):
            return ""
        found = _GOES_ON.match(line, indent)
        if not found:
            raise Uncommon
        self._row, self._column, self._line = self._row + 1, found.end(), line
        return found[0]

    def _quoted(self) -> Scalar:
        if self._line[self._column] == "'":
            found = _SINGLE.match(self._line, self._column)
            text = found[1].replace("''", "'") if found else ""
        else:
            found = _DOUBLE.match(self._line, self._column)
            text = _ESCAPED.sub(lambda one: _MEANT.get(one[1], one[1]), found[1]) if found else ""
        if not found:
            raise Uncommon
        word = self._word(text, quoted=True)
        self._column = found.end()
        return word

    def _skip_spaces(self) -> None:
        while self._line.startswith(" ", self._column):
            self._column += 1

    # -- in brackets

    def _in_brackets(self, parent: int) -> Node:
        self._descend()
        opened, place = self._line[self._column], (self._row + 1, self._column + 1)
        node: Sequence | Mapping = Mapping([], *place) if opened == "{" else Sequence([], *place)
        keys: set[str] = set()
        while True:
            self._column += 1
            if self._sign(parent) == ("}" if opened == "{" else "]"):
                break
            if isinstance(node, Mapping):
                key = self._flow_key(keys)
                self._sign(parent)
                node.pairs.append((key, self._flow_value(parent)))
            else:
                node.items.append(self._flow_value(parent))
            sign = self._sign(parent)
            if sign == ("}" if opened == "{" else "]"):
                break
            if sign != ",":
                raise Uncommon
        self._column += 1
        self._depth -= 1
        return node

    def _sign(self, parent: int) -> str:
        """The next sign within brackets, in this line or a later one."""
        self._skip_spaces()
        while _REST.match(self._line, self._column):
            self._next()
            if self._column <= parent:
                raise Uncommon
        return self._line[self._column]

    def _flow_key(self, keys: set[str]) -> Scalar:
        key = self._quoted() if self._line[self._column] in "\"'" else self._flow_word()
        self._skip_spaces()
        if key.text in keys or len(key.text) > _LONGEST_KEY or not self._line.startswith(": ", self._column):
            raise Uncommon
        keys.add(key.text)
        self._column += 1
        return key

    def _flow_value(self, parent: int) -> Node:
        begins = self._line[self._column]
        if begins in "[{":
            return self._in_brackets(parent)
        return self._quoted() if begins in "\"'" else self._flow_word()

    def _flow_word(self) -> Scalar:
        found = _IN_FLOW.match(self._line, self._column)
        if not found:
            raise Uncommon
        word = self._word(found[0])
        self._column = found.end()
        return word
