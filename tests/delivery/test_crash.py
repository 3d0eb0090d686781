"""A desk killed between handing a letter over and hearing of it hands the same bytes over again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from relay import Relay

SEND = """
import sys
from deskbell.delivery.factory import postman_from
from deskbell.ports import Parcel
data = b"From: desk@desk.example\\r\\nMessage-ID: <7.k.s@desk.example>\\r\\n\\r\\nHello\\r\\n"
parcel = Parcel(7, "bounces+7@desk.example", "jo@acme.example", data)
print([result.outcome.value for result in postman_from(sys.argv[1]).deliver([parcel])])
"""


def desk(relay: str, crash_at: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DESKBELL_CRASH_AT": crash_at, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", SEND, relay], env=environment, capture_output=True, text=True, check=False
    )


def test_a_letter_whose_answer_died_with_us_goes_again_as_the_same_bytes() -> None:
    with Relay() as relay:
        killed = desk(relay.url, crash_at="O4")
        relay.wait_for(1)
        again = desk(relay.url)
        first, second = relay.wait_for(2)

    assert killed.returncode == -signal.SIGKILL
    assert again.stdout == "['accepted']\n"
    assert (first.data, first.mail_from) == (second.data, second.mail_from)


def test_a_letter_in_a_maildir_is_there_once_though_the_desk_died_at_it(tmp_path: Path) -> None:
    killed = desk(f"maildir:{tmp_path}", crash_at="O4")
    again = desk(f"maildir:{tmp_path}")

    assert killed.returncode == -signal.SIGKILL
    assert again.stdout == "['accepted']\n"
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["7.deskbell"]
