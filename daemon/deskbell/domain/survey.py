"""The seven questions, and when an answer calls for a person (mission 16, 17; defaults: Low, Very low)."""

from collections.abc import Mapping

#: In the order they are asked; the first two are enough. `comment` is open, the others go from 1 (bad) to 10.
QUESTIONS = ("overall", "comment", "friendly", "knowledge", "time", "informed", "recommend")
LOWEST, HIGHEST = 1, 10
LOW_OVERALL, LOW_SINGLE, VERY_LOW_OVERALL = 6, 4, 4


def score(answers: Mapping[str, str], question: str) -> int | None:
    """The number given to a question, None if it was left empty or is no number of the scale."""
    text = answers.get(question, "").strip()
    if not (text.isascii() and text.isdigit()):
        return None
    number = int(text)
    return number if LOWEST <= number <= HIGHEST else None


def overall_of(answers: Mapping[str, str]) -> int | None:
    """The one figure that stands for the answer."""
    return score(answers, "overall")


def is_low(answers: Mapping[str, str], worried: bool) -> bool:
    """A person writes: overall 6 or less, any single answer 4 or less, or worried words at any score."""
    overall = overall_of(answers)
    singles = [
        number
        for question in QUESTIONS
        if question not in ("overall", "comment") and (number := score(answers, question)) is not None
    ]
    return (
        worried
        or (overall is not None and overall <= LOW_OVERALL)
        or any(number <= LOW_SINGLE for number in singles)
    )


def is_very_low(answers: Mapping[str, str], worried: bool) -> bool:
    """The account manager hears at once: overall 4 or less, or worried words with a low figure."""
    overall = overall_of(answers)
    return overall is not None and (overall <= VERY_LOW_OVERALL or (worried and overall <= LOW_OVERALL))
