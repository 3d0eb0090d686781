"""Sample facts for every kind of letter: what `templates preview` shows, what the checks render and the
golden files hold. The people are invented; their own words are given in each language, since a desk
never translates them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from deskbell.letters.facts import Facts
from deskbell.letters.frame import DeskFrame, Frame, Rendered
from deskbell.letters.room import LetterRoom
from deskbell.letters.sample_customers import to_customers
from deskbell.letters.sample_staff import to_staff
from deskbell.letters.sample_words import WORDS

#: Tuesday 24 November 2026, 09:12 in Lisbon, where the sample desk is.
NOW = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
#: The same evening, when the CIO writes.
NIGHT = datetime(2026, 11, 24, 22, 10, 20, tzinfo=UTC)

DESK = DeskFrame(
    name="Deskbell Service",
    zone="Europe/Lisbon",
    phone="+351 21 555 01 00",
    language="en",
    address="support@desk.example",
)


#: Samples whose letter is rendered at night.
_AT_NIGHT = frozenset(
    {"acknowledgement_out_of_hours", "acknowledgement_urgent", "acknowledgement_urgent-nobody-on-call",
     "acknowledgement_complaint-urgent", "alert", "alert-climbed", "pager", "confirmed"}
)  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """One letter as it might be; `name` is its kind, and after a hyphen what is special about it."""

    name: str
    facts: Facts
    now: datetime = NOW

    @property
    def kind(self) -> str:
        return self.facts.kind


def samples(language: str) -> Iterator[Sample]:
    """Every kind at least once, in the words of that language (English ones where there are none)."""
    words = WORDS.get(language.partition("-")[0], WORDS["en"])
    said = {**WORDS["en"], **words}
    at = NOW.replace(minute=0)
    for name, facts in (*to_customers(said, at, NIGHT), *to_staff(said, at, NIGHT)):
        yield Sample(name, facts, NIGHT if name in _AT_NIGHT else NOW)


def sample_frame(sample: Sample, language: str) -> Frame:
    """The frame of a sample: a known reader in Lisbon, in the thread of their own message."""
    words = WORDS.get(language.partition("-")[0], WORDS["en"])
    return Frame(
        language=language,
        now=sample.now,
        name="" if sample.facts.wears == "stranger" else "Ana Lima",
        zone="Europe/Lisbon",
        zone_known=True,
        reference="DB-1042",
        thread_subject=words["subject"],
        thread_date=NOW,
        client="Acme",
        status_url="https://desk.example/s/7h3k9m2q4w6x8z1b5d",
        survey_url="https://desk.example/q/2c4v6b8n1m3k5j7h9g" if sample.facts.kind in _ASKS else "",
        confirm_url="https://desk.example/a/9p7o5i3u1y2t4r6e8w" if sample.facts.kind == "alert" else "",
        enclosed=("photo.jpg",) if sample.name == "reply-of-a-file" else (),
        too_heavy=("film.mp4 (34\u00a0MB)",) if sample.kind == "notification" else (),
        lost=("photo.jpg",) if sample.name == "reply-quoting" else (),
    )


def preview(room: LetterRoom, language: str, kind: str = "") -> Iterator[tuple[Sample, Rendered]]:
    """Each sample, or those of one kind, as its reader would see it; LetterError where one cannot be."""
    for sample in samples(language):
        if kind in ("", sample.kind):
            yield sample, room.render(sample.kind, sample.facts, sample_frame(sample, language))


_ASKS = frozenset({"survey", "resolved"})
