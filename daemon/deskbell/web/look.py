"""How pages look and speak: the files of `templates/web/`, read once."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deskbell.errors import OperatorError
from deskbell.letters.engine import html_environment, run

FALLBACK = "en"

#: What one page may come to, in characters; a letter shown on the local page is the largest.
ROOM_FOR_PAGE = 20_000_000


class Look:
    """The page templates and their words in each language; of two files of a name the later counts."""

    def __init__(self, folders: Sequence[Path]) -> None:
        files = _read(folders)
        self.style = files.pop("style.css", "")
        self._words = {
            name.removeprefix("words/").removesuffix(".txt"): _table(name, text)
            for name, text in files.items()
            if name.startswith("words/")
        }
        if FALLBACK not in self._words:
            raise OperatorError("templates/web/words/en.txt is missing")
        self._templates = html_environment(files.get)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted(self._words))

    def language(self, wanted: str) -> str:
        """The language a page is written in, for a reader who wants `wanted` (`de`, `de-AT`, `de_AT`)."""
        base = wanted.replace("_", "-").partition("-")[0].lower()
        return base if base in self._words else FALLBACK

    def accepted(self, accept_language: str) -> str:
        """The same for a browser's Accept-Language: the first one it names that we have."""
        for choice in accept_language[:200].split(","):
            base = choice.partition(";")[0].strip().partition("-")[0].lower()
            if base in self._words:
                return base
        return FALLBACK

    def words(self, language: str, **facts: str) -> dict[str, str]:
        """The words of a language with the facts put in; a word it lacks is said in English."""
        table = {**self._words[FALLBACK], **self._words[self.language(language)]}
        return {name: _filled(text, facts) for name, text in table.items()}

    def page(self, template: str, language: str, title: str, /, **values: Any) -> str:
        """The HTML of a page. `root` in values: how the page reaches the top of the site (`../`)."""
        frame = {"refresh": "", "root": "", "link": None, "desk": "", "lines": ()}
        context = {**frame, "language": self.language(language), "title": title, **values}
        return run(self._templates.get_template(template), context, ROOM_FOR_PAGE)


def _read(folders: Sequence[Path]) -> dict[str, str]:
    files: dict[str, str] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".html", ".css", ".txt") and path.is_file():
                try:
                    files[path.relative_to(folder).as_posix()] = path.read_text("utf-8-sig")
                except (OSError, UnicodeDecodeError) as error:
                    raise OperatorError(f"{path}: cannot be read: {error}") from error
    return files


def _table(name: str, text: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        key, equals, words = line.partition("=")
        if not equals:
            raise OperatorError(f"templates/web/{name}:{number}: expected `name = words`, found {line!r}")
        table[key.strip()] = words.strip()
    return table


def _filled(text: str, facts: Mapping[str, str]) -> str:
    """The text with `{name}` replaced, in one pass: what is put in is never looked at again."""
    parts = text.split("{")
    return parts[0] + "".join(_one(part, facts) for part in parts[1:])


def _one(part: str, facts: Mapping[str, str]) -> str:
    name, closed, rest = part.partition("}")
    return facts[name] + rest if closed and name in facts else "{" + part
