"""Atheris target: any bytes whatever must give an answer that can be printed as JSON, soon.

python tests/fuzz/fuzz_read.py -max_total_time=600 tests/samples/mail
"""

import json
import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2] / "daemon"))

with atheris.instrument_imports(include=["deskbell"]):
    from deskbell.mail.to_json import describe


def one_input(data: bytes) -> None:
    """Read once; a reader that needed its net is a finding, as an exception is."""
    answer = describe("fuzz", data)
    json.dumps(answer, ensure_ascii=False).encode()
    failed = [defect for defect in answer["defects"] if defect.startswith("unread-")]
    if failed:
        raise AssertionError(failed)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
