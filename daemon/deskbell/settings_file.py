"""`deskbell.toml` as a file: what stands in it and where, and one written anew with every key explained."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from deskbell.settings_keys import IMAP_KEYS, KEYS

FILE = "deskbell.toml"
SECTIONS = tuple(dict.fromkeys(key.section for key in KEYS))
_HEAD = re.compile(r"\s*\[(?P<many>\[)?(?P<name>[^\[\]#]+)\]")
_KEY = re.compile(r"\s*(?P<name>[\w\"'.-]+)\s*=")
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class Places:
    """Where in the file each key stands, as an editor counts; the file alone for what is not in it."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._found: dict[tuple[str, str], tuple[int, int]] = {}
        section = ""
        boxes = -1
        for number, line in enumerate(text.splitlines(), 1):
            if head := _HEAD.match(line):
                section = head["name"].replace(" ", "")
                if head["many"]:
                    boxes += 1
                    section = f"{section}#{boxes}"
                self._found.setdefault((section, ""), (number, head.start("name") + 1))
            elif key := _KEY.match(line):
                self._found.setdefault((section, key["name"].strip("\"'")), (number, key.start("name") + 1))

    def of(self, section: str, name: str = "") -> str:
        at = self._found.get((section, name)) or self._found.get((f"{section}.{name}".strip("."), ""))
        return f"{self._path}:{at[0]}:{at[1]}" if at else str(self._path)


def read_file(path: Path) -> tuple[Mapping[str, Any], Places, list[str]]:
    """What stands in the file, nothing where it is none, with what keeps it from being read."""
    try:
        data = path.read_bytes() if path.exists() else b""
        text = data.decode("utf-8-sig")  # some editors begin a file with a mark that TOML does not know
    except OSError as trouble:
        return {}, Places(path, ""), [f"{path}: cannot be read: {trouble.strerror}."]
    except UnicodeDecodeError as trouble:
        before = data[: trouble.start].split(b"\n")
        where = f"{path}:{len(before)}:{len(before[-1]) + 1}"
        return {}, Places(path, ""), [f"{where}: this is not UTF-8; save the file as UTF-8."]
    places = Places(path, text)
    try:
        return tomllib.loads(text), places, []
    except tomllib.TOMLDecodeError as trouble:
        found = _TOML_PLACE.search(str(trouble))
        where = f"{path}:{found[1]}:{found[2]}" if found and found[1] else str(path)
        return {}, places, [f"{where}: {_TOML_PLACE.sub('', str(trouble))}."]


def written(tables: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every key with its section; a section nobody knows as a key of its own."""
    for name, value in tables.items():
        section = f"{above}.{name}" if above else name
        known = any(one == section or one.startswith(f"{section}.") for one in SECTIONS)
        if isinstance(value, dict) and known:
            yield from written(value, section)
        else:
            yield above, name, value


def commented(changes: Mapping[tuple[str, str], Any] | None = None) -> str:
    """A whole `deskbell.toml`: every key with its reason and its default; those in `changes` are set."""
    changes = changes or {}
    lines = [
        "# The settings of this desk. Every key can also be set by an environment variable, named behind it;",
        "# the environment wins. A key that is commented out has the value shown. Paths that do not begin with a slash",
        "# begin in this folder. Check with: deskbell check",
    ]
    for section in SECTIONS:
        lines += ["", f"[{section}]"]
        for key in (one for one in KEYS if one.section == section):
            lines += [f"# {key.why}", *([f"# Example: {key.example}"] if key.example else [])]
            value = changes.get((section, key.name))
            lines.append(
                f"{'# ' if value is None else ''}{key.name} = {_toml(key.default if value is None else value)}  # {key.variable}"
            )
    lines += [
        "",
        "# A mailbox to read by IMAP; repeat the table for each. One alone can be set by the environment as well,",
        f"# by {IMAP_KEYS[1].variable} and so on.",
        "# [[intake.imap]]",
    ]
    for key in IMAP_KEYS:
        lines += [f"# {key.name} = {_toml(key.default)}  # {key.why}"]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    if isinstance(value, int):
        return str(value)
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
