"""Message-IDs of our own letters: signed, so that an answer is known as one without asking the database.

`<5007.k4x2q9.seal@desk.example>`: the letter's id, a nonce, and the seal of both. The nonce keeps a desk that
was restored from a backup, and so counts letters from an older number, from using a Message-ID a second time:
mail programs would drop the letter as one they have.
"""

import re

from deskbell.mail.keyring import SEAL, Keyring, Purpose

_OURS = re.compile(
    rf"\s*<?([1-9][0-9]{{0,18}})\.([0-9a-z]{{1,32}})\.({SEAL})@[^@<>\s]{{1,255}}>?\s*",
    re.ASCII | re.IGNORECASE,
)


def message_id(letter_id: int, nonce: str, domain: str, keyring: Keyring) -> str:
    """The Message-ID of a letter, in angle brackets.

    `nonce` is 1 to 32 lower-case letters and digits, fresh for each letter.
    """
    if not (nonce.isascii() and nonce.isalnum() and nonce == nonce.lower() and len(nonce) <= 32):
        raise ValueError("A nonce is 1 to 32 lower-case letters and digits.")
    return f"<{letter_id}.{nonce}.{keyring.seal(Purpose.MESSAGE_ID, letter_id, nonce)}@{domain}>"


def has_our_form(identifier: str) -> bool:
    """Could a desk have made it? Colleagues' mail programs write Message-IDs of the desk's domain as well, in other forms."""
    return len(identifier) < 400 and _OURS.fullmatch(identifier) is not None


def ours(identifier: str, keyring: Keyring) -> int | None:
    """The id of the letter that bears this Message-ID, or None if no desk with these keys made it.

    Angle brackets and case do not matter; nor does the domain, which a desk may change.
    """
    found = _OURS.fullmatch(identifier) if len(identifier) < 400 else None
    if not found or not keyring.holds(found[3], Purpose.MESSAGE_ID, int(found[1]), found[2].lower()):
        return None
    return int(found[1])
