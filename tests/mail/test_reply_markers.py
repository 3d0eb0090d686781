"""Our own line, above which a reply is to be written: it is found again whatever a program did to it."""

from deskbell.mail import markers, reply
from each import each


@each("language", markers.LINES)
@each("form", ["{}", "> {}", ">> {}", "*{}*", "  {}  ", "| {}", "\u200e{}"])
def test_what_stands_below_our_line_is_quoted(language: str, form: str) -> None:
    """In each language we write, under quotation signs and stars."""
    line = form.format(markers.LINES[language])
    found = reply.split(f"It works.\n\n{line}\n\nDoes it?\n\nI said so below as well.")

    assert found.new == "It works."
    assert "Does it?" in found.quoted


@each("words", markers.WORDS.values(), ids=markers.WORDS)
def test_our_line_is_known_without_its_decoration(words: str) -> None:
    """Some programs drop what they take for a rule; then only the words are left, between others' rules."""
    if "this line" in words:
        assert reply.split(f"It works.\n\n----- {words} -----\nDoes it?").new == "It works."
    assert (
        reply.split(f"It works.\n\n{markers.SIGN} {words.upper()} {markers.SIGN}\nDoes it?").new
        == "It works."
    )


def test_the_attribution_above_our_line_goes_with_it() -> None:
    """Weak or strong."""
    for line in ("Desk wrote:", "On Mon, Mar 2, 2026 at 4:15 PM Desk <desk@example.net> wrote:"):
        found = reply.split(f"It works.\n\n{line}\n\n> {markers.LINES['en']}\n> Does it?")
        assert found.new == "It works."


def test_who_answers_below_our_line_is_read_nevertheless() -> None:
    """Nothing stands above it, so it does not count."""
    text = f"On 02/03/2026 16:15, Desk wrote:\n> {markers.LINES['en']}\n> Does it work?\n\nIt works."

    assert reply.split(text).new == "It works."


def test_talk_of_a_line_is_no_marker() -> None:
    """Only the line itself is."""
    text = "Please sign above this line, it says.\nThis line is broken.\nReply above this line? Why?"

    assert reply.split(text).new == text
