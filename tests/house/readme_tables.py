"""The README's tables, made of the code; run as a program it writes them anew."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
README = TOP / "README.md"


def tables() -> dict[str, str]:
    """Every table of the README that is made of the code, by its mark."""
    from deskbell.cli import COMMANDS
    from deskbell.cli.summary import SUMMARIES
    from deskbell.commands.table import help_lines
    from deskbell.settings_keys import IMAP_KEYS, KEYS

    return {
        "settings": table(
            ("setting", "environment", "default", "what it is"),
            ((f"`{key.shown}`", f"`{key.variable}`", shown(key.default), key.why) for key in KEYS),
        ),
        "mailboxes": table(
            ("key", "default", "what it is"),
            ((f"`{key.name}`", shown(key.default), key.why) for key in IMAP_KEYS),
        ),
        "commands": table(
            ("command", "does"), ((f"`deskbell {name}`", SUMMARIES[name]) for name in COMMANDS)
        ),
        "agents": table(("line", "does"), ((f"`{form}`", does) for form, does in help_lines())),
    }


def shown(default: object) -> str:
    """A default as a reader meets it; nothing for none."""
    return "" if default in ("", ()) else f"`{default}`"


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def marked(text: str, name: str) -> str:
    """What stands between the marks of this name."""
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.DOTALL)
    assert found, f"README.md has no place marked {name}"
    return found[1].strip()


def written_anew(text: str) -> str:
    """The README with every table as the code says."""
    for name, rows in tables().items():
        place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text = place.sub(lambda found, rows=rows: f"{found[1]}{rows}\n{found[2]}", text)  # type: ignore[misc]
    return text


if __name__ == "__main__":
    sys.path.insert(0, str(TOP / "daemon"))
    README.write_text(written_anew(README.read_text("utf-8")), "utf-8")
