"""What holds of every text whatever: no word is lost, something is always left, and hostile text costs no more than long text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.mail import forward, language, reply
from deskbell.mail.lines import plain, says_something

PIECES = [
    "", " ", "Hello", "It works.", "> quoted", ">> twice", "| bar", ">", "-- ", "--", "---", "____________",
    "- Bo", "-Bo",
    "Sent from my iPhone", "On Mon, Mar 2, 2026 at 4:15 PM Desk <desk@example.net> wrote:", "wrote:",
    "Eva wrote:",
    "On 02/03/2026 16:15, Eva wrote:",
    "Yes. On Mon, Mar 2, 2026 at 4:15 PM, Eva <eva@example.net> wrote: > x", "<desk@example.net>",
    "-----Original Message-----", "From: Eva <eva@example.net>", "Sent: Monday", "To: Desk", "Subject: x",
    "Date: 2 March 2026",
    "=-= Please write your reply above this line =-=", "Begin forwarded message:",
    "Am 2.3.2026 schrieb Eva:", "2026年3月2日 10:00 写道：",
    "This e-mail and any attachments are confidential.", "To unsubscribe", ">>> Eva 2/3/26 10:00 >>>",
    "\u202bx\u202c:", "\u00a0", "[...]",
    "CAUTION: External email", "To", "cc", "Subject", "---- Eva wrote ----", "x" * 400, "\t", "\x0b", "\x1f", "\u2028", "|", "&gt; x", ":",
    "*", "=20", "<", "https://example.net/<", "wrapped lower case", "👍",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=25).map("\n".join)
HTMLS = st.sampled_from([
    "", "<p>Hello<blockquote>It works.</blockquote>Eva wrote:", "<div class=gmail_quote>Hello</div>", "<blockquote" * 50,
    "<div id=divRplyFwdMsg>It works.", "</blockquote></div><blockquote>Hello</blockquote>Hello<style>x",
    "<script>", "<<<>>>&&&&#x;",
])  # fmt: skip


@given(TEXTS, HTMLS)
@settings(max_examples=400, deadline=None)
def test_no_word_is_lost_and_none_is_added(text: str, html: str) -> None:
    """New, quoted and signature are a division of the text, marks apart that nobody sees."""
    found = reply.split(text, html)

    words = " ".join((found.new, found.quoted, found.signature))
    assert sorted(plain(text).split()) == sorted(plain(words).split())


@given(TEXTS, HTMLS)
@settings(max_examples=400, deadline=None)
def test_something_is_always_left(text: str, html: str) -> None:
    """A message with words in it never comes out as nothing."""
    found = reply.split(text, html)

    if any(says_something(line) for line in text.split("\n")):
        assert any(says_something(line) for line in found.new.split("\n"))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_second_look_finds_the_same_new_words_or_fewer(text: str) -> None:
    """The new words of the new words are part of them."""
    new = reply.split(text).new

    assert set(reply.split(new).new.split()) <= set(new.split())


@given(TEXTS, st.sampled_from(["Fwd: x", "Re: x", ""]))
@settings(max_examples=200, deadline=None)
def test_forwards_and_languages_of_any_text_are_found_without_an_error(text: str, subject: str) -> None:
    """Whatever stands there."""
    found = forward.find(text, subject, None)

    assert found is None or found.sender or found.sender_name
    assert len(language.guess(text)) in (0, 2)


def test_the_end_of_a_very_long_text_goes_where_its_beginning_went() -> None:
    """A log pasted below an answer is new, a long quotation is quoted to its end."""
    log = "\n".join(f"line {number} of a log" for number in range(40_000))
    quoted = log.replace("line", "> line")

    assert reply.split("Hello.\n\n" + log).new == "Hello.\n\n" + log
    assert reply.split("Hello.\n\n" + quoted).new == "Hello."


def test_hostile_texts_come_to_an_end() -> None:
    """Long lines, and many lines of what looks like something; a search that went back and forth would not end here."""
    texts = [
        "a" * 1_000_000, "wrote: " * 140_000, "On 5 " * 200_000 + "wrote:", "> x\n" * 100_000, ">" * 1_000_000,
        "On Monday 10:00 x wrote:\n" * 20_000, "From: x\n" * 50_000, "-----\n" * 50_000, "--\nx\n" * 50_000, "\n" * 300_000,
        "> x\ny\n" * 50_000, "Sent from my iPhone\n" * 20_000, "x<\n> y\n" * 50_000, "To unsubscribe\n" * 50_000, "- Bo\n\n" * 50_000,
        " " * 1_000_000, "x " * 500_000 + "On Mon, Jan 5, 2026 at 10:00 wrote:", "(" * 500_000, "@" * 500_000, "1.1." * 200_000 + ":",
        "From: To: Subject: " * 15_000, "x Sent from my iPhone\n" * 14_000, "From: a To: b\n" * 20_000,
    ]  # fmt: skip
    for text in texts:
        assert reply.split("Hello.\n\n" + text).new.startswith("Hello.")
        forward.find(text, "Fwd: x", None)
        language.guess(text)


def test_hostile_html_comes_to_an_end() -> None:
    """Open tags, closed tags, tags within tags."""
    text = "\n".join(f"line {number}" for number in range(2_000))
    for html in ("<blockquote>" * 50_000, "</blockquote>x" * 50_000, "<div " * 100_000, "<" * 500_000, "<blockquote>x</blockquote>y" * 20_000,
                 "<div class=gmail_quote>" + "<div>" * 50_000 + "</p>" * 50_000, "&" * 300_000 + "<blockquote>", "<style>" * 50_000):  # fmt: skip
        assert reply.split(text, html).new
