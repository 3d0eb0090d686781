"""The sets that were live before, and which of them an operator means by going back."""

from deskbell.errors import OperatorError
from deskbell.live.running import Running
from deskbell.store import sets
from deskbell.store.store import SqlStore


def wanted(store: SqlStore, now: Running, number: int | None) -> sets.Stored:
    """Set `number`, or the one before the live one; OperatorError where it is not kept, or is what runs already."""
    kept = sets.history(store)
    number = number or before(kept, now.number)
    found = sets.stored(store, number)
    if found is None:
        have = f"those kept are {kept[-1].number} to {kept[0].number}" if kept else "none went live yet"
        raise OperatorError(f"There is no set {number}; {have} (deskbell rules history).")
    if found.fingerprint == now.files.fingerprint:
        raise OperatorError(f"Set {number} is what is live now, as set {now.number}.")
    return found


def origin_of(kept: sets.Stored) -> int:
    """The number a set had when it was new: one that was brought back counts as what it is."""
    return int(kept.note.get("again", kept.number))


def before(kept: list[sets.Stored], live: int) -> int:
    """The newest set older than the live one and not the same; OperatorError where there is none."""
    now = next((one for one in kept if one.number == live), None)
    older = [
        one for one in kept if now and one.number < origin_of(now) and one.fingerprint != now.fingerprint
    ]
    if not older:
        raise OperatorError("There is no older set to go back to (deskbell rules history).")
    return older[0].number
