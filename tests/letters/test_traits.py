"""What kinds of letters are to the desk agrees with what they say."""

from dataclasses import MISSING, fields

from deskbell.letters import kinds
from deskbell.letters.traits import Trait

CUSTOMERS = {kind for kind, facts in kinds.KINDS.items() if facts.wears not in ("inside", "pager")}


def facts_that_never_lack(name: str) -> set[str]:
    return {
        kind
        for kind, facts in kinds.KINDS.items()
        for field in fields(facts)
        if field.name == name and field.default is MISSING
    }


def test_whoever_is_told_a_time_by_the_desk_itself_is_told_the_new_one_when_that_letter_is_withdrawn() -> (
    None
):
    told = CUSTOMERS & facts_that_never_lack("next_contact") - kinds.BY_A_PERSON
    assert told - kinds.having(Trait.PROMISES) == set()


def test_no_letter_is_true_only_of_an_open_matter_and_only_of_a_done_one() -> None:
    assert kinds.having(Trait.WHILE_OPEN) & kinds.having(Trait.WHEN_DONE) == set()


def test_every_acknowledgement_goes_again_and_none_after_its_reader_called_one_unwanted() -> None:
    acknowledgements = {kind for kind in kinds.KINDS if "acknowledgement" in kind}
    assert acknowledgements
    assert acknowledgements <= kinds.having(Trait.GOES_AGAIN)
    assert acknowledgements <= kinds.having(Trait.BY_ITSELF)


def test_a_survey_a_progress_letter_and_a_follow_up_are_never_sent_twice() -> None:
    assert {"survey", "progress", "follow_up"} & kinds.having(Trait.GOES_AGAIN) == set()


def test_what_the_clock_writes_goes_to_customers() -> None:
    assert kinds.having(Trait.BY_THE_CLOCK) | kinds.having(Trait.BY_ITSELF) <= CUSTOMERS
