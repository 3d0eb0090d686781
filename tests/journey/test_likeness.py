"""How alike mails are: each pair by itself, and one against all that came lately."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from deskbell.casework.likeness import Lately, alike, words_of

WORDS = [f"word{letter}{other}" for letter in "abcdefgh" for other in "klmnop"]


def mail(chance: random.Random, most: int = 8) -> str:
    """What some mail looks like: its subject in few words, its text in some."""
    subject = " ".join(chance.sample(WORDS, chance.randint(0, 4)))
    return words_of(subject, " ".join(chance.sample(WORDS, chance.randint(0, most))))


@pytest.mark.parametrize("at_least", [0.0, 0.25, 0.4, 0.5, 0.6, 0.8, 1.0])
def test_lately_finds_just_those_that_are_alike_by_themselves(at_least: float) -> None:
    chance = random.Random(7)
    mails = [mail(chance) for _ in range(120)]
    lately = Lately(mails[:90], str)
    for one in mails:
        assert lately.like(one, at_least) == [other for other in mails[:90] if alike(one, other) >= at_least]


def test_mails_that_are_dropped_are_not_found_and_those_added_are() -> None:
    first, second, third = (
        words_of(f"{name} stays dark", f"the {name}") for name in ("lamp", "sign", "wall")
    )
    lately = Lately([first, second], str)
    lately.drop([first])
    lately.add(third)
    assert [lately.like(one, 0.9) for one in (first, second, third)] == [[], [second], [third]]
    assert len(lately) == 2


def test_however_many_mails_came_each_is_compared_by_its_own_words() -> None:
    """More mails than are remembered together, and as many words in common as two mails can have."""
    long = [" ".join(f"{begins}{number:03}x" for number in range(60)) for begins in ("abc", "def")]
    chance = random.Random(3)
    mails = [*(mail(chance) for _ in range(1_500)), words_of(long[0], long[1]), words_of("", long[1])]
    lately = Lately(mails, str)
    assert lately.like(mails[-2], 1.0) == [mails[-2]]
    assert lately.like(mails[-1], 1.0) == [mails[-1]]
    for one in chance.sample(mails, 20):
        again = Lately(mails[-50:], str)
        assert again.like(one, 0.6) == [other for other in mails[-50:] if alike(one, other) >= 0.6]


def test_several_threads_compare_at_the_same_time() -> None:
    chance = random.Random(5)
    lots = [[mail(chance, most=40) for _ in range(60)] for _ in range(8)]

    def compare(lot: list[str]) -> list[list[str]]:
        lately = Lately(lot, str)
        return [lately.like(one, 0.5) for one in lot]

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(compare, lots))
    assert found == [[[o for o in lot if alike(one, o) >= 0.5] for one in lot] for lot in lots]
