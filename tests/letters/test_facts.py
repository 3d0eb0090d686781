"""Facts travel through the outbox as JSON and come out the same."""

import json
from dataclasses import fields
from datetime import UTC, datetime

import pytest

from deskbell.letters.facts import Facts, LetterError
from deskbell.letters.kinds import KINDS, Acknowledgement, Notification, Past, facts_of
from deskbell.letters.names import AROUND
from deskbell.letters.samples import Sample, samples
from each import each
from letters.rooms import FILES

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@each("sample", list(samples("en")), ids=lambda sample: sample.name)
def test_facts_survive_the_outbox(sample: Sample) -> None:
    """To JSON and back is the same letter."""
    plain = json.loads(json.dumps(sample.facts.to_dict()))

    assert facts_of(sample.kind, plain) == sample.facts


def test_every_kind_has_a_sample_and_a_template() -> None:
    """Nothing is in the catalogue that cannot be shown."""
    assert {sample.kind for sample in samples("en")} == set(KINDS)
    assert {name.partition("/")[0] for name in FILES if not name.startswith("_")} == set(KINDS)


def test_facts_of_another_version_are_understood() -> None:
    """A letter written before an upgrade still goes out: unknown facts fall away, new ones have defaults."""
    plain = {"owner": "Priya Nair", "next_contact": AT.isoformat(), "mood": "fine"}

    assert facts_of("acknowledgement", plain) == Acknowledgement(owner="Priya Nair", next_contact=AT)


@each(
    "plain",
    [
        {"owner": "Priya Nair"},
        {"owner": 7, "next_contact": AT.isoformat()},
        {"owner": "Priya Nair", "next_contact": "tomorrow"},
        {"owner": "Priya Nair", "next_contact": "2026-11-24T09:00:00"},
        {"owner": "Priya Nair", "next_contact": None},
    ],
    ids=["missing", "not text", "not a time", "a time without zone", "nothing"],
)
def test_facts_that_do_not_fit_say_so(plain: dict[str, object]) -> None:
    """Such a letter can never be made; the error names its kind."""
    with pytest.raises(LetterError, match="acknowledgement"):
        facts_of("acknowledgement", plain)


def test_a_kind_nobody_knows_says_so() -> None:
    with pytest.raises(LetterError, match="postcard"):
        facts_of("postcard", {})


def test_a_time_without_zone_never_enters_the_outbox() -> None:
    """Whose nine o'clock it was could not be said later."""
    naive = Acknowledgement(owner="Priya Nair", next_contact=datetime(2026, 11, 24, 9, 0))  # noqa: DTZ001

    with pytest.raises(LetterError, match="aware"):
        naive.to_dict()


def test_rows_within_facts_survive_too() -> None:
    """History lines keep their times."""
    row = Past(what="open", reference="DB-1", at=AT)
    facts = Notification(
        event="new", words="x", requester="a", address="a@b", proven=True, arrived_at=AT, history=(row,)
    )

    assert Notification.from_dict(facts.to_dict()).history == (row,)


@each("kind", KINDS.values(), ids=KINDS)
def test_no_fact_hides_what_surrounds_a_letter(kind: type[Facts]) -> None:
    """A fact called `name` or `desk` would change the greeting."""
    assert not {field.name for field in fields(kind)} & set(AROUND)
