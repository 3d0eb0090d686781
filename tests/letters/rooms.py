"""What the tests of letters share: the shipped templates, a room made of them, a letter by its sample."""

from pathlib import Path

from deskbell.letters.frame import Rendered
from deskbell.letters.room import LetterRoom
from deskbell.letters.samples import DESK, Sample, sample_frame, samples
from deskbell.letters.shelf import read_templates

ROOT = Path(__file__).parents[2]
FILES = read_templates(ROOT / "templates" / "email")
ROOM = LetterRoom(FILES, DESK)
LANGUAGES = ("de", "en", "es", "fr")


def sample(name: str, language: str = "en") -> Sample:
    return next(found for found in samples(language) if found.name == name)


def letter(name: str, language: str = "en") -> Rendered:
    found = sample(name, language)
    return ROOM.render(found.kind, found.facts.to_dict(), sample_frame(found, language))
