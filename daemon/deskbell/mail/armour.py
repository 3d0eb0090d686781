"""What OpenPGP sets around the words of a letter that it signs in the clear (RFC 9580 §7), told apart from them."""

from bisect import bisect

from deskbell.mail.lines import Lines

HINT = "-----BEGIN PGP "
_BEGIN_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_BLOCKS = ("-----BEGIN PGP SIGNATURE", "-----BEGIN PGP PUBLIC KEY")
_MOST_BLOCK = 2_000


def taken_off(text: str) -> tuple[str, str]:
    """The text without its armour, and the armour: the opening with its headers, signatures and public keys.

    Lines that the signing program dash-escaped stay so: no word is changed.
    """
    lines = Lines(text)
    kept: list[str] = []
    armour: list[str] = []
    index = 0
    ends = [place for place, line in enumerate(lines.bare) if line.startswith("-----END PGP ")]
    while index < len(lines.bare):
        end = _armour_end(lines.bare, index, ends)
        (armour if end > index else kept).extend(lines.raw[index : max(end, index + 1)])
        index = max(end, index + 1)
    return "\n".join(kept), "\n".join(armour)


def _armour_end(bare: list[str], index: int, ends: list[int]) -> int:
    """Where armour that begins at a line ends, or that line."""
    line = bare[index]
    if not line.startswith(HINT):
        return index
    if line == _BEGIN_SIGNED:
        end = index + 1
        while end < len(bare) and ":" in bare[end] and end < index + 6:
            end += 1
        return end
    if not line.startswith(_BLOCKS):
        return index
    following = bisect(ends, index)
    if following < len(ends) and ends[following] <= index + _MOST_BLOCK:
        return ends[following] + 1
    return index
