"""Named places where a crash test may kill the process; in a desk that nobody tests they cost one comparison.

`DESKBELL_CRASH_AT=O5` kills with SIGKILL at the first visit to O5, `O5:3` at the third, `T2=word` at every visit with
that word in hand (a mail that kills whoever reads it). K keep, T take in, I IMAP, O outbox, R a set of rules going
live, V survey, E erasing.
"""

import os
import signal

_wanted, _, _needle = os.environ.get("DESKBELL_CRASH_AT", "").partition("=")
_wanted, _, _visit = _wanted.partition(":")
_left = int(_visit or "1")


def reach(name: str, in_hand: bytes = b"") -> None:
    """Die here, if a test asked for it; as a power cut would, with no chance to tidy up."""
    global _left
    if name != _wanted or _needle.encode() not in in_hand:
        return
    _left -= 1
    if _left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
