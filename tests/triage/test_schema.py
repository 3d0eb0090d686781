"""What an editor is told of the books by their JSON Schema is what the books are."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from deskbell.triage.schema import schema, schemas

RULES = Path(__file__).parents[2] / "rules"
TYPES = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "object": dict,
    "array": list,
}


def fits(value, node: dict, root: dict) -> bool:
    """Does the value fit, by as much of JSON Schema as the books' schemas use?"""
    if "$ref" in node:
        return fits(value, root["$defs"][node["$ref"].removeprefix("#/$defs/")], root)
    if "anyOf" in node and not any(fits(value, one, root) for one in node["anyOf"]):
        return False
    if "enum" in node and value not in node["enum"]:
        return False
    if "const" in node and value != node["const"]:
        return False
    wanted = node.get("type", [])
    if wanted and not any(
        isinstance(value, TYPES[one]) for one in ([wanted] if isinstance(wanted, str) else wanted)
    ):
        return False
    if isinstance(value, str):
        return re.search(node.get("pattern", ""), value) is not None and len(value) <= node.get(
            "maxLength", 10**9
        )
    if isinstance(value, list):
        return len(value) >= node.get("minItems", 0) and all(
            fits(one, node.get("items", {}), root) for one in value
        )
    return not isinstance(value, dict) or fits_map(value, node, root)


def fits_map(value: dict, node: dict, root: dict) -> bool:
    known, others = node.get("properties", {}), node.get("additionalProperties", True)
    if any(name not in value for name in node.get("required", [])) or len(value) < node.get(
        "minProperties", 0
    ):
        return False
    for name, one in value.items():
        if name not in known and others is False:
            return False
        if not fits(one, known.get(name, others if isinstance(others, dict) else {}), root):
            return False
    return True


def as_an_editor_reads(name: str):
    """YAML 1.2 as the editor's server reads it; it has no dates."""
    text = re.sub(
        r"(?<=[ \[])(\d{4}-\d\d-\d\d[^,\]}\n]*)", r"'\1'", (RULES / f"{name}.yaml").read_text("utf-8")
    )
    return YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize("name", list(schemas()))
def test_the_shipped_books_fit_their_schema(name: str) -> None:
    assert fits(as_an_editor_reads(name), schema(name), schema(name))


@pytest.mark.parametrize("wrong", ["sender.rol", "priority"])
def test_a_condition_that_is_not_there_does_not_fit(wrong: str) -> None:
    book = {"entries": [{"name": "a", "when": {wrong: ["P1"]}, "then": {"kind": "fault"}, "because": "b", "examples": [{"mail": {"subject": "c"}}]}]}  # fmt: skip
    assert not fits(book, schema("kinds"), schema("kinds"))
    book["entries"][0]["when"] = {"sender.role": "cio"}
    assert fits(book, schema("kinds"), schema("kinds"))
