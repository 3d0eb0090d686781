"""Each sample mail is read as a careful person would read it.

A sample is a pair of files in tests/samples/mail: NAME.eml, and NAME.json with the fields of `deskbell read
--json` that matter for its trouble. The name says the trouble.
"""

import json
from pathlib import Path

from deskbell.mail.to_json import describe
from each import each

SAMPLES = Path(__file__).parent.parent / "samples" / "mail"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.eml"))


@each("name", NAMES)
def test_sample_is_read_as_a_person_would(name: str) -> None:
    raw = (SAMPLES / f"{name}.eml").read_bytes()
    expected = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))

    seen = describe(name, raw)

    assert {key: seen[key] for key in expected} == expected


@each("name", NAMES)
def test_no_reader_of_ours_fails_on_a_sample(name: str) -> None:
    seen = describe(name, (SAMPLES / f"{name}.eml").read_bytes())

    assert [defect for defect in seen["defects"] if defect.startswith("unread-")] == []
