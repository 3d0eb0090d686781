"""Pictures are told apart like words: one's own, the signature's, the quoted."""

import pytest

from deskbell.mail.pasted import among_new_words
from deskbell.mail.values import Mail

OWN = '<p>Press <img src="cid:own@x" alt="here">, then wait.</p>'


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (OWN, {"own@x"}),
        (f'{OWN}<div class="gmail_signature">Ana<img src="cid:logo@x"></div>', {"own@x"}),
        (f"{OWN}<p>-- <br>Ana<br><IMG alt='' SRC='cid:logo@x'></p>", {"own@x"}),
        (
            f'{OWN}<div class="gmail_quote">On Tue, 24 Nov 2026 at 09:20, Uma wrote:'
            '<blockquote class="gmail_quote"><p>Where?</p><img src="cid:theirs@x"></blockquote></div>',
            {"own@x"},
        ),
        (
            f'{OWN}<div id="divRplyFwdMsg"><hr><b>From:</b> Uma<br><b>Sent:</b> Tuesday, November 24, 2026 9:20 AM<br>'
            '<b>To:</b> Ana<br><b>Subject:</b> Button</div><div><p>Where?</p><img src="cid:theirs@x"></div>',
            {"own@x"},
        ),
        ('<p>See</p><img src="https://elsewhere.example/pixel.gif">', set()),
        ("<p>No picture.</p>", set()),
    ],
)
def test_the_pictures_of_the_new_words(html: str, shown: set[str]) -> None:
    """Those above the signature and outside of what is quoted."""
    assert among_new_words(Mail(html_source=html)) == shown


@pytest.mark.parametrize("piece", ["<img ", "src=cid:", "<img src=cid:a", '<img src="cid:a" ', "<img src="])
def test_pictures_without_an_end_are_looked_at_once(piece: str) -> None:
    """However many begin, and none ends."""
    assert among_new_words(Mail(html_source=piece * 40_000)) == frozenset()
