"""rules/README.md documents every condition and every answer, and each of its examples is run."""

import re
from pathlib import Path

from deskbell.triage.books import BOOKS
from deskbell.triage.conditions import CONDITIONS
from deskbell.triage.mails import MAIL, Example
from deskbell.triage.nodes import Mapping, Scalar
from deskbell.triage.ruleset import RuleSet
from deskbell.triage.scene import Scene
from deskbell.triage.shapes import Reader, Record, Values, may, need
from deskbell.triage.tree import read_tree
from deskbell.triage.when import Leaf, When
from each import each

README = (Path(__file__).parents[2] / "rules" / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
SHAPES = {book.name: book for book in BOOKS}
EVERY_BOOK = tuple(SHAPES)
TAKING = Record({"when": need(When(EVERY_BOOK)), "takes": need(MAIL), "leaves": need(MAIL)})


def scene_of(rules: RuleSet, mail: object, periods: tuple[int, ...]) -> Scene:
    """A mail of the README, judged as far as it says it was."""
    assert isinstance(mail, Values)
    scene = Scene(Example(mail, "", 1, 1).facts(rules.directory), rules.directory, periods)
    for name in ("kind", "urgency", "impact", "priority"):
        if name in mail:
            setattr(scene, name, _word(name, mail.text(name)))
    return scene


def _word(name: str, text: str) -> object:
    from deskbell.domain.judgement import Kind, Level, Priority

    return {"kind": Kind, "urgency": Level, "impact": Level, "priority": Priority}[name](text)


def blocks(field: str) -> list[str]:
    return [block for block in BLOCKS if re.search(rf"^{field}:", block, re.MULTILINE)]


@each("block", blocks("takes"))
def test_each_example_of_a_condition_takes_and_leaves_what_it_says(shipped: RuleSet, block: str) -> None:
    reader = Reader("README.md", {"client": ["Acme"], "sla": ["standard"]})
    values = TAKING.read(read_tree("README.md", block.encode()), reader)
    check = values["when"]
    assert check.holds(scene_of(shipped, values["takes"], check.periods))
    assert not check.holds(scene_of(shipped, values["leaves"], check.periods))


@each("block", blocks("book"))
def test_each_answer_shown_is_one_its_book_may_give(block: str) -> None:
    root = read_tree("README.md", block.encode())
    assert isinstance(root, Mapping)
    parts = {key.text: value for key, value in root.pairs}
    assert isinstance(parts["book"], Scalar)
    book = SHAPES[parts["book"].text]
    reader = Reader("README.md", {"team": ["support"]})
    book.answer(book.then.read(parts["then"], reader), reader)


def test_the_entry_that_shows_how_entries_look_is_one(with_file, files) -> None:
    (block,) = blocks("entry")
    entry = "\n".join(f"    {line}" for line in block.splitlines()[1:])
    urgency = files["urgency.yaml"].decode()
    changed = urgency.replace("\nentries:\n", f"\nentries:\n  -\n{entry}\n", 1)
    assert with_file("urgency.yaml", changed).test().passed


def test_the_first_change_it_leads_through_works(with_file, files) -> None:
    (entry,) = [block for block in BLOCKS if block.startswith("  - name:")]
    urgency = files["urgency.yaml"].decode().replace("\nentries:\n", f"\nentries:\n{entry}", 1)
    report = with_file("urgency.yaml", urgency).test()
    assert report.passed
    assert report.unreached == ()


def test_every_condition_is_documented_and_none_that_is_not_there() -> None:
    told = re.findall(r"^#### `(.+)`$", README, re.MULTILINE)
    assert sorted(told) == sorted(CONDITIONS)


def test_every_condition_has_an_example_of_its_own() -> None:
    shown = set()
    record = Record({"when": need(When(EVERY_BOOK)), "takes": may(MAIL), "leaves": may(MAIL)})
    for block in blocks("takes"):
        check = record.read(read_tree("README.md", block.encode()), Reader("README.md"))["when"]
        shown |= {check.name} if isinstance(check, Leaf) else set()
    assert shown == set(CONDITIONS)


@each("book", BOOKS, ids=lambda book: book.name)
def test_every_field_of_an_answer_is_documented(book) -> None:
    part = README.partition(f"### `{book.name}.yaml`")[2].partition("\n### ")[0].partition("\n## ")[0]
    missing = [
        name for name in (*book.then.fields, *(book.extra or {})) if not re.search(rf"`{name}:?\b", part)
    ]
    assert missing == []


def test_every_fact_of_an_example_mail_is_documented() -> None:
    part = README.partition("## Examples")[2].partition("\n## ")[0]
    assert [name for name in MAIL.fields if f"`{name}`" not in part] == []
