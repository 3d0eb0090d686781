"""The operator's list of sets, in plain SQL as store.looks has it: without the library this room is built on."""

import json
from collections.abc import Iterator

from deskbell.store.looks import Row, Run, moment

_SETS = "select number, fingerprint, live_at, note from rule_set order by number desc limit :limit"
_FLAGS = "select name, value from flag where name in ('rules_live', 'rules_files')"


def history(run: Run, limit: int = 50) -> Iterator[Row]:
    """Sets that went live, newest first; `live` marks the one that is."""
    live = next((row.value for row in run(_FLAGS, {}) if row.name == "rules_live"), "")
    for row in run(_SETS, {"limit": limit}):
        note = json.loads(row.note or "{}")
        yield {
            "set": row.number,
            "live": str(row.number) == live,
            "live_at": moment(row.live_at),
            "why": note.get("why", ""),
            "changed": note.get("changed", []),
            "differ": note.get("differ", 0),
            "of": note.get("of", 0),
            "fingerprint": row.fingerprint,
        }


def not_live(run: Run) -> Row:
    """What became of the home's files where they are not live: `word` refused, waiting or pinned; {} where they are."""
    found = next((row.value for row in run(_FLAGS, {}) if row.name == "rules_files"), "")
    return dict(json.loads(found or "{}"))
