"""Are the templates fit to be sent? Everything that can be known before the first letter, with file and
line.

A set with problems is not loaded; `deskbell templates test` and `deskbell check` print them all at
once.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from deskbell.letters.engine import ALLOWED, html_environment, text_environment
from deskbell.letters.facts import Facts, LetterError
from deskbell.letters.frame import DeskFrame
from deskbell.letters.kinds import KINDS
from deskbell.letters.measures import ALLOWANCE, FIRST_SENTENCE, LONGEST, THEIR_WORDS_FIRST
from deskbell.letters.names import Names, names_of
from deskbell.letters.room import LetterRoom
from deskbell.letters.samples import DESK, sample_frame, samples
from deskbell.letters.shelf import FALLBACK, SUBJECT, Shelf
from deskbell.letters.vocabulary import faulty_lines

_REMOTE = re.compile(
    r"<\s*(?:img|script|link|iframe|object|embed|video|audio|form)\b|\bsrc\s*=|url\s*\(|@import", re.I
)
_JINJA = re.compile(r"\{[{%#].*?[}%#]\}", re.S)
_SENTENCE_END = re.compile(r"[.?!](?=\s|$)")
#: Several sets of every file.
_KNOWN = 1_000
_FRAMES = ("customer", "stranger", "person", "inside", "pager", "your_message")


class Problem(NamedTuple):
    """Something to put right. `file` is relative to `templates/email/`; line and column count from 1, 0
    for none.
    """

    file: str
    line: int
    column: int
    message: str
    nearest: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}" + (f'; did you mean "{self.nearest}"?' if self.nearest else "")


def check_templates(files: Mapping[str, str], desk: DeskFrame = DESK) -> list[Problem]:
    """Every problem of a set of template files: first what is read off the files, then what rendering
    shows.
    """
    shelf = Shelf(files)
    problems = [*_missing(shelf), *_words(shelf)]
    for file in sorted(files):
        problems += _file(shelf, file)
    return problems or list(_rendered(files, desk))


def _missing(shelf: Shelf) -> Iterator[Problem]:
    """Each letter a customer reads is there in each of the desk's languages, the others at least in
    English.
    """
    if "_frame/frame.html" not in shelf.files:
        yield Problem("_frame/frame.html", 0, 0, "is missing: no letter can be dressed")
    folders = {kind: facts.wears not in ("inside", "pager") for kind, facts in KINDS.items()}
    folders |= {f"_frame/{name}": name not in ("inside", "pager") for name in _FRAMES}
    for folder, to_customers in folders.items():
        for language in shelf.languages if to_customers else (FALLBACK,):
            if f"{folder}/{language}.txt" not in shelf.files:
                yield Problem(
                    f"{folder}/{language}.txt", 0, 0, "is missing: a letter the desk has no words for"
                )


def _words(shelf: Shelf) -> Iterator[Problem]:
    for language in shelf.languages:
        file = f"_words/{language}.txt"
        for line, text in faulty_lines(shelf.files[file]):
            yield Problem(file, line, 1, f'"{text}" is not of the form "section.code = words"')


def _file(shelf: Shelf, file: str) -> Iterator[Problem]:
    """One file: a known place, sound Jinja, known names, no remote content, no phrase that is on the list."""
    folder = file.partition("/")[0]
    if not folder.startswith("_") and folder not in KINDS:
        yield Problem(file, 0, 0, f'there is no kind of letter "{folder}"', _nearest(folder, KINDS))
        return
    if folder == "_words":
        return
    language = file.rpartition("/")[2].removesuffix(".txt").partition("-")[0]
    yield from _read(file, shelf.files[file], shelf.files.get(f"_words/never.{language}.txt", ""))


@lru_cache(maxsize=_KNOWN)
def _read(file: str, text: str, never: str) -> tuple[Problem, ...]:
    """What its text alone shows. Known for a while: an edit changes one file of two hundred, and all are checked."""
    found = [*_syntax(file, text)]
    if not text.strip() and not file.startswith("_"):
        found.append(Problem(file, 0, 0, "is empty: a letter that says nothing"))
    for match in _REMOTE.finditer(text):
        found.append(_at(file, text, match.start(), f'"{match[0]}": a letter loads nothing'))
    if file.endswith(".txt"):
        found += _phrases(file, text, never)
    return tuple(found)


def _syntax(file: str, text: str) -> Iterator[Problem]:
    make = html_environment if file.endswith(".html") else text_environment
    try:
        tree = make(lambda _: None).parse(text.removeprefix(SUBJECT), file)
    except TemplateSyntaxError as error:
        yield Problem(file, error.lineno, 1, str(error.message))
        return
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, ALLOWED):
            yield Problem(
                file, node.lineno, 1, f"a template decides little: {type(node).__name__} is not allowed"
            )
    if file.endswith(".txt") and not file.startswith("_frame/legal/"):
        yield from _names(file, text, tree)


def _names(file: str, text: str, tree: nodes.Template) -> Iterator[Problem]:
    """Variables that no letter of this kind has."""
    known = names_of(_facts_for(file))
    loops = {_target(loop): _iterated(loop) for loop in tree.find_all(nodes.For)}
    for node in tree.find_all((nodes.Name, nodes.Getattr)):
        wrong, candidates = _unknown(node, known, loops)
        if wrong:
            line = node.lineno
            column = text.split("\n")[line - 1].find(wrong.rpartition(".")[2]) + 1
            yield Problem(
                file, line, max(column, 1), f'unknown variable "{wrong}"', _nearest(wrong, candidates)
            )


def _unknown(node: nodes.Node, known: Names, loops: Mapping[str, str]) -> tuple[str, list[str]]:
    """The name as written if it is unknown, and those that might have been meant. `loops`: what each walks through."""
    if isinstance(node, nodes.Name) and node.ctx == "load":
        if node.name in known.top or node.name in loops or node.name == "loop":
            return "", []
        return node.name, [*known.top, *loops]
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        owner = node.node.name
        inside = known.inside.get(owner, known.rows.get(loops.get(owner, ""), frozenset()))
        if inside and node.attr not in inside and owner != "loop":
            return f"{owner}.{node.attr}", [f"{owner}.{name}" for name in inside]
    return "", []


def _target(loop: nodes.For) -> str:
    return loop.target.name if isinstance(loop.target, nodes.Name) else ""


def _iterated(loop: nodes.For) -> str:
    return loop.iter.name if isinstance(loop.iter, nodes.Name) else ""


def _facts_for(file: str) -> list[type[Facts]]:
    """The classes whose facts a file may speak of: its kind's, or for a frame those of every kind that
    wears it.
    """
    folder, _, rest = file.partition("/")
    if folder in KINDS:
        return [KINDS[folder]]
    wears = rest.partition("/")[0]
    return [facts for facts in KINDS.values() if facts.wears == wears]


def _phrases(file: str, text: str, never: str) -> Iterator[Problem]:
    """Phrases of the list `never` (`_words/never.LANGUAGE.txt`), in the template's own words."""
    bare = _JINJA.sub(lambda tag: re.sub(r"[^\n]", "\0", tag[0]), text)
    for phrase in never.split("\n"):
        if not phrase.strip() or phrase.startswith("#"):
            continue
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, phrase.split())) + r"(?!\w)"
        for match in re.finditer(pattern, bare, re.IGNORECASE):
            yield _at(file, text, match.start(), f'"{phrase}" is a phrase no letter may hold')


def _rendered(files: Mapping[str, str], desk: DeskFrame) -> Iterator[Problem]:
    """What every sample in every language shows: it renders, it is short enough, its first sentence fits."""
    room = LetterRoom(files, desk)
    for language in room.shelf.languages:
        for sample in samples(language):
            file = f"{sample.kind}/{language}.txt"
            try:
                letter = room.render(sample.kind, sample.facts, sample_frame(sample, language))
            except LetterError as error:
                yield Problem(file, 0, 0, f"{sample.name}: {error}")
                continue
            if file in files and sample.kind in LONGEST and "everything" not in sample.name:
                yield from _measured(file, language, sample.kind, letter.text)


def _measured(file: str, language: str, kind: str, text: str) -> Iterator[Problem]:
    body = body_of(text)
    longest = LONGEST[kind] if language == FALLBACK else round(LONGEST[kind] * ALLOWANCE)
    if (words := len(body.split())) > longest:
        yield Problem(file, 0, 0, f"{words} words, where {longest} are enough")
    first = first_sentence(body, language)
    if kind not in THEIR_WORDS_FIRST and len(first) > FIRST_SENTENCE:
        yield Problem(
            file, 0, 0, f"the first sentence has {len(first)} characters, a telephone shows {FIRST_SENTENCE}"
        )


def body_of(text: str) -> str:
    """A letter's text without greeting, close, quotations and small print."""
    paragraphs = text.partition("\n-- \n")[0].strip().split("\n\n")
    greeted = len(paragraphs[0]) < FIRST_SENTENCE and paragraphs[0].endswith((",", ":"))
    inner = paragraphs[1:-1] if greeted else paragraphs
    return "\n\n".join(line for line in inner if not line.startswith(">"))


def first_sentence(body: str, language: str) -> str:
    """Up to the first full stop or question mark; in German not one after a figure ("25. November")."""
    line = body.strip().partition("\n")[0]
    for end in _SENTENCE_END.finditer(line):
        if language != "de" or not line[: end.start()].rpartition(" ")[2].isdigit():
            return line[: end.end()]
    return line


def _nearest(name: str, candidates: object) -> str:
    return next(iter(get_close_matches(name, [str(c) for c in candidates], n=1)), "")  # type: ignore[attr-defined]


def _at(file: str, text: str, position: int, message: str) -> Problem:
    line = text.count("\n", 0, position) + 1
    return Problem(file, line, position - text.rfind("\n", 0, position), message)
