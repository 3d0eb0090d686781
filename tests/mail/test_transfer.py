"""Transfer encodings: what is tidy may be measured and handed on without being decoded."""

import base64

from hypothesis import given
from hypothesis import strategies as st

from deskbell.mail.transfer import base64 as decoded
from deskbell.mail.transfer import tidy_base64

_BYTES = st.binary(max_size=400)
_SLIPS = st.sampled_from([b"\r\n", b"\n", b"\r", b"=", b" ", b"A", b"-", b""])


def _written(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


@given(_BYTES, st.booleans())
def test_base64_as_programs_write_it_is_measured_without_decoding(data: bytes, ended: bool) -> None:
    written = _written(data) if ended else _written(data).removesuffix(b"\r\n")
    assert tidy_base64(written) == len(data)


@given(_BYTES, st.data())
def test_a_slip_in_base64_is_seen_or_makes_no_difference(data: bytes, draw: st.DataObject) -> None:
    written = _written(data)
    place = draw.draw(st.integers(0, len(written)))
    length = draw.draw(st.integers(0, 2))
    slipped = written[:place] + draw.draw(_SLIPS) + written[place + length :]
    size = tidy_base64(slipped)
    if size is not None:
        assert len(decoded(slipped)) == size
        assert max(map(len, slipped.split(b"\r\n"))) <= 76
        assert not set(slipped.replace(b"\r\n", b"")) & set(b"\r\n -")
