"""pymap, as a program of its own, that takes access tokens too: AUTHENTICATE XOAUTH2, each token shown to its provider.

Its first argument is where it asks whether a token is good (the token is put at the end); the others are pymap's own.
"""

import asyncio
import gc
import json
import sys
from typing import Any
from urllib.request import urlopen

from pymap.backend.dict import Config, Identity, Login
from pymap.exceptions import InvalidAuth
from pymap.main import main
from pysasl import SASLAuth
from pysasl.creds.external import ExternalCredentials, ExternalVerificationRequired

_asks = sys.argv.pop(1)
_by_password = Login.authenticate


async def _by_either(login: Login, credentials: Any) -> Identity:
    if not isinstance(credentials, ExternalCredentials):
        return await _by_password(login, credentials)
    try:
        credentials.verify(None)
    except ExternalVerificationRequired as shown:
        if not await asyncio.to_thread(_is_good, shown.token or ""):
            raise InvalidAuth from None
    return Identity(credentials.authzid, login, None, frozenset())


def _is_good(token: str) -> bool:
    with urlopen(_asks + token, timeout=60) as answer:
        return bool(json.load(answer)["active"])


if __name__ == "__main__":
    Config.tls_auth = property(lambda _: SASLAuth.named([b"PLAIN", b"LOGIN", b"XOAUTH2"]))
    Login.authenticate = _by_either
    gc.disable()  # nobody but themselves holds its conversations: newer Pythons would collect them in the middle
    main()
