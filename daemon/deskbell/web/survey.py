"""The survey's form: its seven questions, and what a submission said (mission 16)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from deskbell.shown import SurveyPage

#: Asked on the first screen, with the open words; the rest folds out.
FIRST = ("overall",)
MORE = ("friendly", "knowledge", "time", "informed", "recommend")
COMMENT = "comment"
SCORES = tuple(str(score) for score in range(1, 11))
LONGEST_COMMENT = 10_000


@dataclass(frozen=True, slots=True)
class Step:
    """One choice of a scale. `spoken`: what a screen reader says where the label alone is too little."""

    value: str
    label: str
    chosen: bool
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    name: str
    text: str
    steps: tuple[Step, ...]


def submitted(body: bytes) -> dict[str, str]:
    """The answers a form sent: scores from 1 to 10 and words; whatever else it sent is not an answer.

    Raises ValueError for a body with more fields than a form of ours has.
    """
    fields = parse_qsl(body.decode("utf-8", "replace"), max_num_fields=50, errors="replace")
    answers = {name: value for name, value in fields if name in FIRST + MORE and value in SCORES}
    words = "".join(_readable(dict(fields).get(COMMENT, "")))[:LONGEST_COMMENT].strip()
    return {**answers, COMMENT: words} if words else answers


def questions(
    names: tuple[str, ...], page: SurveyPage, chosen: Mapping[str, str], w: Mapping[str, str]
) -> list[Question]:
    """The questions of one part of the form. Whether they were kept informed is asked of those who waited."""
    asked = [name for name in names if name != "informed" or page.kept_informed]
    return [Question(name, _text(name, page, w), tuple(_steps(chosen.get(name, ""), w))) for name in asked]


def preselected(page: SurveyPage, score: str) -> dict[str, str]:
    """What the form shows as chosen: the answers given before, and the link's score, not yet recorded."""
    answers = dict(page.answers)
    if score in SCORES:
        answers["overall"] = score
    return answers


def _text(name: str, page: SurveyPage, w: Mapping[str, str]) -> str:
    return w["question_overall_nobody" if name == "overall" and not page.agent else f"question_{name}"]


def _steps(chosen: str, w: Mapping[str, str]) -> Iterator[Step]:
    for score in SCORES:
        yield Step(score, score, chosen == score, w["scale_step"].replace("{n}", score))
    yield Step("", w["scale_none"], chosen not in SCORES)


def _readable(text: str) -> Iterator[str]:
    """The text without control and invisible characters; line ends stay, as one kind."""
    for character in text.replace("\r\n", "\n").replace("\r", "\n"):
        if character in "\n\t" or character.isprintable():
            yield character
