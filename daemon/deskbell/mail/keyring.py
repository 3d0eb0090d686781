"""The desk's secret keys: which signs, which still verify, and the one construction all its tokens share.

A token is HMAC-SHA-256 under a key of at least 32 bytes, over a purpose and a few numbers or words, cut to
120 bits: far beyond guessing, and short enough for the local part of an address. The purpose is part of what
is signed, so a token made for one thing never stands for another.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

MAC_BYTES = 15
SEAL_LENGTH = 26
#: A seal as a regular expression; case is folded by whoever uses it.
SEAL = "[a-z2-7]{26}"
_KEY_BYTES = 32
_KID_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
#: Two of them for every ten bits.
_PAIRS = [one + other for one in _KID_LETTERS for other in _KID_LETTERS]
_TENS = (50, 40, 30, 20, 10, 0)
_HEADING = (
    "# The keys of this desk's reply addresses, links and Message-IDs: secret, and part of every backup.\n"
    "# The last line signs; all lines verify, so take one out only when its letters no longer matter.\n"
)


class Purpose(StrEnum):
    """What a token was made for."""

    REPLY = "reply"
    AGENT = "agent"
    SURVEY = "survey"
    STATUS = "status"
    CONFIRM = "confirm"
    RETURN_PATH = "return-path"
    MESSAGE_ID = "message-id"
    PROBE = "probe"


#: How what is signed for a purpose begins.
_HEADS = {purpose: f"8:deskbell,{len(purpose)}:{purpose}," for purpose in Purpose}


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys by their two-letter ids, oldest first: the newest signs, all verify.

    Raises ValueError, in one sentence that holds nothing of a key, for no key at all, a key that is short or
    has hardly any different bytes, and ids or keys that come twice.
    """

    keys: tuple[tuple[str, bytes], ...] = field(repr=False)

    def __post_init__(self) -> None:
        if not self.keys:
            raise ValueError("The key file holds no key.")
        for kid, key in self.keys:
            if len(kid) != 2 or not set(kid) <= set(_KID_LETTERS):
                raise ValueError("A key's id must be two characters of a to z and 2 to 7.")
            if len(key) < _KEY_BYTES or len(set(key)) < 8:
                raise ValueError(f"Key {kid} is too weak: {_KEY_BYTES} random bytes or more are needed.")
        if len({kid for kid, _ in self.keys}) < len(self.keys):
            raise ValueError("The key file gives two keys the same id.")
        if len({key for _, key in self.keys}) < len(self.keys):
            raise ValueError("The key file holds the same key twice.")

    @classmethod
    def fresh(cls, material: bytes) -> "Keyring":
        """A ring of one key; `material` is 32 or more bytes nobody can guess."""
        return cls(((_KID_LETTERS[0] * 2, material),))

    @classmethod
    def parse(cls, text: str) -> "Keyring":
        """The ring in the text of a key file: a line a key, its id and its bytes in base64, `#` comments."""
        keys = []
        for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
            words = line.partition("#")[0].split()
            if not words:
                continue
            if len(words) != 2:
                raise ValueError(f"Line {number} of the key file is not a key's id and the key.")
            keys.append((words[0], _decoded(words[1], number)))
        return cls(tuple(keys))

    def text(self) -> str:
        """What the key file must hold; `parse` reads it back."""
        return _HEADING + "".join(f"{kid} {base64.b64encode(key).decode()}\n" for kid, key in self.keys)

    def rotated(self, material: bytes) -> "Keyring":
        """The ring with one more key, which signs from now on."""
        newest = self.keys[-1][0]
        start = _KID_LETTERS.index(newest[0]) * 32 + _KID_LETTERS.index(newest[1])
        taken = {kid for kid, _ in self.keys}
        following = (_kid((start + step) % 1024) for step in range(1, 1025))
        kid = next((kid for kid in following if kid not in taken), None)
        if kid is None:
            raise ValueError("The key file is full: take out the oldest keys first.")
        return Keyring((*self.keys, (kid, material)))

    def fingerprints(self) -> dict[str, str]:
        """A fingerprint for each key id: shows that two processes hold the same keys; safe to store."""
        return {kid: hmac.digest(key, b"deskbell fingerprint", "sha256").hex()[:32] for kid, key in self.keys}

    def seal(self, purpose: Purpose, *parts: int | str) -> str:
        """The newest key's id and the MAC of `parts` for `purpose`: 26 letters and digits, lower case."""
        kid, key = self.keys[-1]
        return kid + _base32(_mac(key, purpose, parts))

    def holds(self, seal: str, purpose: Purpose, *parts: int | str) -> bool:
        """Was `seal` made for these by a key of this ring? Case does not matter.

        Compared in constant time; an unknown key id takes as long as a known one.
        """
        seal = seal.lower()
        if len(seal) != SEAL_LENGTH or not seal.isascii():
            return False
        expected = _base32(self.mac(seal[:2], purpose, parts))
        return hmac.compare_digest(expected, seal[2:]) and self.knows(seal[:2])

    def mac(self, kid: str, purpose: Purpose, parts: Iterable[int | str]) -> bytes:
        """120 bits under the key of that id. An unknown id costs the same and gives what nobody can guess."""
        key = next((key for known, key in self.keys if known == kid), None)
        return _mac(key or hashlib.sha256(self.keys[-1][1]).digest(), purpose, parts)

    def knows(self, kid: str) -> bool:
        return any(known == kid for known, _ in self.keys)

    @property
    def signing(self) -> str:
        """The id of the key that signs."""
        return self.keys[-1][0]


def _mac(key: bytes, purpose: Purpose, parts: Iterable[int | str]) -> bytes:
    # Each part is preceded by its length, so that no two lists of parts are ever the same bytes.
    message = _HEADS[purpose] + "".join([f"{len(word)}:{word}," for word in map(str, parts)])
    mac = _begun(key).copy()
    mac.update(message.encode())
    return mac.digest()[:MAC_BYTES]


@lru_cache(64)  # `hmac.digest` looks the algorithm up each time, which takes longer than the algorithm
def _begun(key: bytes) -> hmac.HMAC:
    return hmac.new(key, digestmod="sha256")


def _base32(mac: bytes) -> str:
    """RFC 4648 §6 in lower case, without padding. (The library's takes six times as long.)"""
    halves = divmod(int.from_bytes(mac, "big"), 1 << 60)
    return "".join([_PAIRS[half >> shift & 0x3FF] for half in halves for shift in _TENS])


def _kid(number: int) -> str:
    return _KID_LETTERS[number // 32] + _KID_LETTERS[number % 32]


def _decoded(word: str, number: int) -> bytes:
    try:
        return base64.b64decode(word, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(f"Line {number} of the key file holds no base64 after the key's id.") from None
