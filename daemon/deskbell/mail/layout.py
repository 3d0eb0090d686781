"""A page of text under construction: blanks collapsed, blocks on their own lines, quotes and lists marked.

A break is only remembered until words follow it, so that blocks within blocks do not pile up empty lines,
and a cell of a table can take back the break its paragraph left.
"""

_MAX_DEPTH = 20


class Page:
    """Takes words and breaks in reading order; `text()` gives the finished page."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.now: list[str] = []  # the line being written
        self.space = False  # a blank is due before the next word
        self.broken = False  # the line ends before the next word
        self.gap = 0  # empty lines due before the next word
        self.held = False  # a bullet or a cell waits for its words: no break may come between
        self.hollow = False  # the line holds a no-break space, and nothing else so far
        self.fresh = False  # a quote begins: it has no empty line at its top
        self.marks: list[str] = [""]  # of each quote around us, what its lines begin with
        self.lists: list[int] = []
        self.plain = False
        self.rows: list[int] = []  # of each table row around us, the lines ended when its last cell began
        self.ended = 0

    def words(self, text: str) -> None:
        """Running text; any run of blanks counts as one."""
        if self.plain:
            self._verbatim_words(text)
            return
        words = text.split()
        if not words:
            if "\xa0" in text and not (self.rows or self.held) and (self.broken or not self.now):
                self.gap, self.hollow = (
                    max(self.gap, 1),
                    True,
                )  # what a block or a line holds alone is an empty line
            self.space = self.space or bool(text)
            return
        if self.broken or self.gap:
            self._settle()
        if self.now and (self.space or text[0].isspace()):
            self.now.append(" ")
        self.now.append(" ".join(words))
        self.held = self.fresh = self.hollow = False
        self.space = text[-1].isspace()

    def _verbatim_words(self, text: str) -> None:
        if self.broken and text.isspace():
            return  # between blocks
        first, *more = text.replace("\r", "").split("\n")
        if first or self.now:
            self._settle()
            self.now.append(f" {first}" if self.space and self.now else first)
            self.space = False
        for line in more:
            self._end_line()
            self.now.append(line)

    def _settle(self) -> None:
        """Carry out the breaks that are due."""
        if self.broken and self.now:
            self._end_line()
        self.broken = False
        if self.gap and self.lines and not self.fresh:
            self.lines.extend([self.marks[-1].rstrip()] * min(self.gap, 2))
        self.gap = 0

    def _end_line(self) -> None:
        line = "".join(self.now)
        self.now = []
        self.space = False
        self.ended += 1
        self.lines.append((self.marks[-1] + line).rstrip() if line != "-- " else self.marks[-1] + line)

    def new_line(self) -> None:
        """What follows begins a line."""
        if self.held:
            return
        self.broken = True
        self.space = False

    def line_break(self) -> None:
        """A `<br>`: it ends a line, and a second one makes an empty line."""
        if self.now and not self.broken:
            self.new_line()
        elif self.hollow:
            self.hollow = False
        else:
            self.gap = min(self.gap + 1, 2)

    def blank_line(self) -> None:
        """What follows stands apart from what came before."""
        self.new_line()
        if not self.rows and not self.held:  # paragraphs in a table's cells do not pull the table apart
            self.gap = max(self.gap, 1)

    def item(self) -> None:
        """A list item begins."""
        if self.held:
            self.now.clear()
        self.held = False
        self.new_line()
        self._settle()
        if not self.lists:
            self.lists.append(0)
        indent = "  " * (min(len(self.lists), _MAX_DEPTH) - 1)
        number = self.lists[-1]
        if number:
            self.lists[-1] += 1
        self.now.append(f"{indent}{number}. " if number else f"{indent}- ")
        self.held = True

    def list_starts(self, numbered: bool) -> None:
        self.new_line()
        self.lists.append(1 if numbered else 0)

    def list_ends(self) -> None:
        self.new_line()
        if self.lists:
            self.lists.pop()
        if not self.lists and not self.rows:
            self.gap = max(self.gap, 1)

    def quote_starts(self, marked: bool) -> None:
        self.held = False
        self.blank_line()
        self._settle()
        mark = self.marks[-1]
        self.marks.append(mark + "> " if marked and len(mark) < 2 * _MAX_DEPTH else mark)
        self.fresh = True

    def quote_ends(self) -> None:
        self.held = self.fresh = False
        if self.now:
            self._end_line()
        self.broken = False
        if len(self.marks) > 1:
            self.marks.pop()
        self.gap = max(self.gap, 1)

    def verbatim(self, on: bool, block: bool = True) -> None:
        """Inside `<pre>` every blank and line end counts; it is a block, or begins within a line."""
        if block:
            self.new_line()
        if on and not self.plain:
            self._settle()
        self.plain = on

    def row_starts(self) -> None:
        self.held = False
        self.new_line()
        if len(self.rows) < _MAX_DEPTH:
            self.rows.append(-1)

    def cell_starts(self) -> None:
        """A cell goes on behind the last one when that was one line, else on a line of its own."""
        if self.rows and self.rows[-1] == self.ended and self.now:
            self.broken = self.space = False
            self.gap = 0
            if self.now[-1] != "\t":
                self.now.append("\t")
            self.held = True
            return
        self.new_line()
        self._settle()
        if self.rows:
            self.rows[-1] = self.ended

    def row_ends(self) -> None:
        self.held = False
        self.new_line()
        if self.rows:
            self.rows.pop()

    def text(self) -> str:
        """The finished page, without empty lines around it."""
        if self.now:
            self._end_line()
        if self.lines and self.lines[0][:1] == ">" and all(line[:1] in (">", "") for line in self.lines):
            self.lines = [line[2:] for line in self.lines]  # what quotes all quotes nothing: it was indented
        return "\n".join(self.lines).strip("\n")
