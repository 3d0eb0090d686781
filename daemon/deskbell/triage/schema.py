"""JSON Schema of every file in `rules/`, so that an editor completes and checks as one types."""

from __future__ import annotations

import json
from collections.abc import Mapping

from deskbell.triage.books import BOOKS
from deskbell.triage.causes import CAUSES
from deskbell.triage.directory_shapes import DIRECTORY
from deskbell.triage.shapes import Schema

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> Mapping[str, Schema]:
    """A schema for each file, by the name of its book: "urgency", "directory" …"""
    made: dict[str, Schema] = {shape.name: shape.schema() for shape in BOOKS}
    made["directory"] = {"$schema": _DRAFT, "title": "directory.yaml: who is who", **DIRECTORY.schema()}
    made["causes"] = {
        "$schema": _DRAFT,
        "title": "causes.yaml: words for the cause of a complaint",
        **CAUSES.schema(),
    }
    return made


def schema_files() -> Mapping[str, str]:
    """The files of `rules/schema/`, by name: what the first line of each book points to."""
    return {
        f"{name}.json": json.dumps(made, indent=1, ensure_ascii=False) + "\n"
        for name, made in schemas().items()
    }


def schema(book: str) -> Schema:
    """The schema of one file; KeyError for a book nobody knows."""
    return schemas()[book]
