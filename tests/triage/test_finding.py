"""Entries are looked up by the words of a mail, and none that would take it is left out."""

from dataclasses import replace

from deskbell.triage.ruleset import RuleSet


def test_every_entry_that_would_take_a_mail_is_found(shipped: RuleSet) -> None:
    """Over the examples of all books, each looked at by every other book too."""
    examples = [one for book in shipped.books for entry in book.entries for one in entry.examples]
    for example in examples:
        facts = example.facts(shipped.directory)
        scene = shipped.judged_scene(facts, shipped.judge(facts))
        for book in shipped.books:
            takers = [n for n, entry in enumerate(book.entries) if entry.check.holds(scene)]
            assert set(takers) <= set(scene.reached[book.name])
            assert book.first(scene) == (takers[0] if takers else -1)


def test_entries_are_asked_in_the_order_of_the_book(shipped: RuleSet) -> None:
    for entry in shipped.kind_book.entries:
        for example in entry.examples:
            found = shipped.scene(example.facts(shipped.directory)).reached["kinds"]
            assert list(found) == sorted(set(found))


def test_a_set_finds_the_entries_of_its_own_books(shipped: RuleSet) -> None:
    """A set made of another asks the books it has, not those it was made from."""
    facts = shipped.kind_book.entries[0].examples[0].facts(shipped.directory)
    bare = replace(shipped, kind_book=replace(shipped.kind_book, entries=()))
    assert shipped.judge(facts).kind != shipped.kind_book.otherwise
    assert bare.judge(facts).kind == shipped.kind_book.otherwise
