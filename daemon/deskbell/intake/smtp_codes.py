"""The enhanced status code that every answer after the greeting bears (RFC 2034; LMTP demands it, RFC 2033 §5)."""

import re
from functools import lru_cache

#: The last of the offers that answer EHLO and LHLO; such answers bear no code.
LAST_OFFER = "250 PIPELINING"

_CODED = re.compile(r"[245]\.\d{1,3}\.\d{1,3} ")
#: What aiosmtpd's own answers mean (RFC 3463): bad syntax, out of turn, no such parameter, too large, an address that is none.
_MEANING = {
    "421": "4.7.0",
    "451": "4.3.0",
    "454": "4.7.0",
    "500": "5.5.2",
    "501": "5.5.4",
    "502": "5.5.1",
    "503": "5.5.1",
    "504": "5.5.4",
    "530": "5.7.0",
    "552": "5.3.4",
    "553": "5.1.3",
    "555": "5.5.4",
}


@lru_cache(maxsize=256)
def line(answer: str, host: str) -> bytes:
    """The answer as it goes out, with its code; most are said over and over."""
    return f"{coded(answer, host)}\r\n".encode()


def coded(answer: str, host: str) -> str:
    """The answer with its code; as it is where it has one, or is a greeting, an offer or a 354."""
    greets = answer[3:4] == "-" or answer[4:].startswith(host) or answer == LAST_OFFER
    if greets or answer[:1] not in ("2", "4", "5") or _CODED.match(answer, 4):
        return answer
    return f"{answer[:3]} {_MEANING.get(answer[:3], f'{answer[0]}.0.0')} {answer[4:]}"
