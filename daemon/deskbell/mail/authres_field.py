"""One Authentication-Results field (RFC 8601), read strictly enough that nothing a sender put into it can
change it.

Comments may nest and hold anything; quoted strings may hold what looks like another result. A field that is
not well formed says nothing: None is returned, and no part of it is believed.
"""

import re
from dataclasses import dataclass

LONGEST = 20_000
MOST_RESULTS = 100

_TOKEN = re.compile(r"[^\s;=()\"]+")
_METHOD = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]*)(?:\s*/\s*[0-9]+)?\Z")
_PROPERTY = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)\.([A-Za-z0-9@_-]+)\Z")


@dataclass(frozen=True, slots=True)
class Result:
    """One method's result (`dmarc`, `pass`) and its properties (`header.from`), names and result in lower
    case.
    """

    method: str
    result: str
    properties: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """A property's value, or ""; one that stands twice with different values has none."""
        values = {value for key, value in self.properties if key == name}
        return values.pop() if len(values) == 1 else ""


@dataclass(frozen=True, slots=True)
class AuthResults:
    """Who says so (lower case; "" in the form Microsoft 365 writes), and what."""

    authserv_id: str
    results: tuple[Result, ...]

    def of(self, method: str) -> list[Result]:
        """Every result of one method."""
        return [one for one in self.results if one.method == method]


def read_field(value: str, *, named: bool = True) -> AuthResults | None:
    """The field's meaning, or None if it is not well formed. `named=False`: the form without an authserv-
    id.
    """
    if len(value) > LONGEST:
        return None
    clauses = _clauses(value)
    if clauses is None:
        return None
    authserv_id = ""
    if named:
        head = clauses.pop(0) if clauses else []
        if not head or len(head) > 2 or "=" in head or (len(head) == 2 and head[1] != "1"):
            return None
        authserv_id = head[0].lower().rstrip(".")
    results: list[Result] = []
    for clause in clauses:
        if not clause or [word.lower() for word in clause] == ["none"]:
            continue
        result = _result(clause)
        if result is None or len(results) >= MOST_RESULTS:
            return None
        results.append(result)
    return AuthResults(authserv_id, tuple(results))


def _clauses(value: str) -> list[list[str]] | None:
    """The words between semicolons, without comments; `=` is a word of its own, a quoted string is one
    word.
    """
    clauses: list[list[str]] = [[]]
    place, end = 0, len(value)
    while place < end:
        char = value[place]
        if char in " \t\r\n":
            place += 1
        elif char == ";":
            clauses.append([])
            place += 1
        elif char == "(":
            place = _after_comment(value, place)
            if place < 0:
                return None
        elif char == '"':
            word, place = _quoted(value, place)
            if place < 0:
                return None
            clauses[-1].append(word)
        elif char == "=":
            clauses[-1].append("=")
            place += 1
        elif match := _TOKEN.match(value, place):
            clauses[-1].append(match.group())
            place = match.end()
        else:
            return None
    return clauses


def _after_comment(value: str, place: int) -> int:
    """The place after a comment and all comments inside it, or -1 if it never ends."""
    depth = 0
    while place < len(value):
        char = value[place]
        if char == "\\":
            place += 1
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return place + 1
        place += 1
    return -1


def _quoted(value: str, place: int) -> tuple[str, int]:
    """A quoted string's content and the place after it, or -1 if it never ends."""
    letters: list[str] = []
    place += 1
    while place < len(value):
        char = value[place]
        if char == '"':
            return "".join(letters), place + 1
        if char == "\\" and place + 1 < len(value):
            place += 1
            char = value[place]
        letters.append(char)
        place += 1
    return "", -1


def _result(clause: list[str]) -> Result | None:
    """`method = result [reason = …] {ptype.property = value}`; words that are no property (`action none`)
    are passed over.
    """
    if len(clause) < 3 or clause[1] != "=" or clause[2] == "=":
        return None
    method = _METHOD.match(clause[0])
    if method is None:
        return None
    properties: list[tuple[str, str]] = []
    place = 3
    while place < len(clause):
        if place + 2 < len(clause) + 0 and clause[place + 1] == "=":
            if named := _PROPERTY.match(clause[place]):
                value = "".join(clause[place + 2 : _next_name(clause, place + 2)])
                properties.append((f"{named.group(1)}.{named.group(2)}".lower(), value.lower()))
            place = _next_name(clause, place + 2)
        else:
            place += 1
    return Result(method.group(1).lower(), clause[2].lower(), tuple(properties))


def _next_name(clause: list[str], place: int) -> int:
    """Where the next `name =` begins; a value may hold `=` of its own (a VERP address, a base64
    signature).
    """
    place += 1
    while place < len(clause):
        if (
            place + 1 < len(clause)
            and clause[place + 1] == "="
            and (_PROPERTY.match(clause[place]) or clause[place] in ("reason", "action", "policy"))
        ):
            return place
        place += 1
    return place
