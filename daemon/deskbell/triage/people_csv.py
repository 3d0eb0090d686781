"""people.csv: people kept in a spreadsheet, one a row, with the columns of a person in directory.yaml."""

from __future__ import annotations

import csv
import io

from deskbell.domain.people import Person
from deskbell.triage.nodes import Mapping, Node, Scalar, Sequence
from deskbell.triage.shapes import Bad, Reader, Record
from deskbell.triage.tree import LARGEST
from deskbell.triage.trouble import did_you_mean, shown

PEOPLE_FILE = "people.csv"
#: A directory of a large client has some ten thousand people.
_LARGEST = 10 * LARGEST
_MANY = ("aliases",)


def read_people(data: bytes, reader: Reader, person: Record) -> tuple[Person, ...]:
    """Everybody in the file; Bad after all its troubles were told.

    The first row names the columns. Commas or semicolons part them, as the spreadsheet's country has it;
    several aliases stand in one cell, parted by blanks.
    """
    own = Reader(PEOPLE_FILE, dict(reader.names))
    try:
        people = tuple(_rows(_decoded(data, own), own, person))
    finally:
        reader.troubles.extend(own.troubles)
    if own.troubles:
        raise Bad
    return people


def _decoded(data: bytes, reader: Reader) -> str:
    start = Scalar("", False, 1, 1)
    if len(data) > _LARGEST:
        reader.refuse(start, f"{len(data):,} bytes; {_LARGEST:,} at most")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        reader.refuse(start, "this is not UTF-8; save the sheet as CSV UTF-8")


def _rows(text: str, reader: Reader, person: Record) -> list[Person]:
    head = text.partition("\n")[0]
    rows = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ","
    )
    found: list[Person] = []
    seen: dict[str, int] = {}
    try:
        columns = [name.strip().casefold() for name in next(rows, [])]
        _check_columns(columns, reader, person)
        line = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                _row(row, columns, line, reader, person, found, seen)
            line = rows.line_num + 1
    except csv.Error as trouble:
        reader.refuse(Scalar("", False, rows.line_num, 1), f"this is not CSV: {trouble}")
    return found


def _check_columns(columns: list[str], reader: Reader, person: Record) -> None:
    start = Scalar("", False, 1, 1)
    for name in columns:
        if name not in person.fields:
            reader.tell(start, f'unknown column "{shown(name)}"{did_you_mean(name, person.fields)}')
    if "address" not in columns or "name" not in columns:
        reader.tell(start, "the first row names the columns; address and name are needed")
    if reader.troubles:
        raise Bad


def _row(
    row: list[str],
    columns: list[str],
    line: int,
    reader: Reader,
    person: Record,
    found: list[Person],
    seen: dict[str, int],
) -> None:
    """Read one row by the shape of a person, so that its errors are the same."""
    pairs: list[tuple[Scalar, Node]] = []
    column = 1
    for name, cell in zip(columns, row, strict=False):
        if cell.strip():
            value = Scalar(cell.strip(), True, line, column)
            aliases: list[Node] = [Scalar(word, True, line, column) for word in cell.split()]
            pairs.append(
                (
                    Scalar(name, True, line, column),
                    Sequence(aliases, line, column) if name in _MANY else value,
                )
            )
        column += len(cell) + 1
    try:
        values = person.read(Mapping(pairs, line, 1), reader)
    except Bad:
        return
    address = values.text("address")
    if address in seen:
        reader.tell(values.node, f'"{shown(address)}" stands in line {seen[address]} already')
    seen.setdefault(address, line)
    found.append(
        Person(
            address,
            values.text("name"),
            values.text("client"),
            values.text("role") or "user",
            values.words("aliases"),
            values.text("language"),
            values.text("timezone"),
        )
    )
