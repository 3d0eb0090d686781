"""Tables of many small cases, tried in one test.

To begin a test, to end it and to tell of it costs several times what it takes to look at one word or one line. So the
tables of thousands of these are tried a family at a time; every case is, and each that fails is told of by its name.
"""

import functools
import inspect
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

#: Of so many failing cases the whole story is told, of the others the names.
TOLD = 10
Claim = Callable[..., None]


def each(
    names: str | Sequence[str], cases: Iterable[Any], ids: Iterable[str] | Callable[[Any], str] | None = None
) -> Callable[[Claim], Claim]:
    """As `pytest.mark.parametrize`, but one test for all cases: it tries every one, and fails if any does.

    For claims about values alone: fixtures are the test's, and shared by its cases. Several may stand on one claim.
    """
    wanted = (names,) if isinstance(names, str) else tuple(names)
    rows = [(case,) if isinstance(names, str) else tuple(case) for case in cases]
    called = _called(rows, ids)
    assert rows, "a table without cases claims nothing"

    def for_all(claim: Claim) -> Claim:
        @functools.wraps(claim)
        def tried(**given: Any) -> None:
            failed = {}
            for name, row in zip(called, rows, strict=True):
                try:
                    claim(**given, **dict(zip(wanted, row, strict=True)))
                except Exception as trouble:
                    failed[name] = trouble
            if failed:
                raise AssertionError(_told(failed, len(rows)))

        signature = inspect.signature(claim)
        rest = [one for name, one in signature.parameters.items() if name not in wanted]
        assert len(rest) == len(signature.parameters) - len(wanted), f"{claim.__name__} takes no {wanted}"
        vars(tried)["__signature__"] = signature.replace(parameters=rest)
        return tried

    return for_all


def _called(rows: list[tuple[Any, ...]], ids: Iterable[str] | Callable[[Any], str] | None) -> list[str]:
    """What the cases are called: no two alike, so that none is told of in another's place."""
    if callable(ids):
        found = ["-".join(ids(value) for value in row) for row in rows]
    elif ids is None:
        found = ["-".join(str(value) for value in row) for row in rows]
    else:
        found = list(ids)
    assert len(found) == len(rows), "one name for each case"
    often = Counter(found)
    return [name if often[name] == 1 else f"{name} #{at}" for at, name in enumerate(found)]


def _told(failed: Mapping[str, Exception], tried: int) -> str:
    stories = [
        f"[{name}]\n{''.join(traceback.format_exception(trouble)[2:])}" for name, trouble in failed.items()
    ]
    others = "".join(f"[{name}]\n" for name in list(failed)[TOLD:])
    return "\n".join([f"{len(failed)} of {tried} cases failed", *stories[:TOLD], others])
