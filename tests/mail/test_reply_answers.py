"""Answers set within what is quoted, as people do in Outlook: told by their look, a name or an arrow."""

from deskbell.mail import reply
from deskbell.mail.htmltext import html_to_text
from deskbell.mail.values import Reply
from each import each

LETTERHEAD = (
    '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">'
    "<b>From:</b> Desk &lt;desk@example.net&gt;<br><b>Sent:</b> Monday, March 2, 2026 4:15 PM<br>"
    "<b>To:</b> Ines<br><b>Subject:</b> {subject}</p></div>"
)
OLDER = LETTERHEAD.format(subject="Printer")
ABOVE = "<p>Hello,</p>"


def read(below: str, above: str = ABOVE) -> Reply:
    """The reply of Ines Moreau, with words above and below the letterhead of what she answers."""
    html = f"<html><head><style>a {{color:#0563C1}}</style></head><body>{above}{OLDER}{below}</body></html>"
    return reply.split(html_to_text(html), html, writer="Ines Moreau")


COLOURED = {
    "a style": '<p>Which floor?</p><p><span style="color:red">The third.</span></p><p>Yours, Desk</p>',
    "numbers": '<p>Which floor?</p><p style="color: rgb(200, 38, 19)">The third.</p><p>Yours, Desk</p>',
    "a font": '<p>Which floor?</p><p><font color="#00B050">The third.</font></p><p>Yours, Desk</p>',
    "one of two": '<p>Which floor?</p><p><span style="color:#0070C0">The third.</span></p>'
    '<p><b style="color:#7030A0">Desk Ltd</b></p><p>Yours, Desk</p>',
    "a highlighter": '<p>Which floor?</p><p><span style="background:yellow;mso-highlight:yellow">The third.</span></p>'
    "<p>Yours, Desk</p>",
    "a form": '<ol><li>Which floor?</li></ol><div style="color:blue">The third.</div><p>Yours, Desk</p>',
}  # fmt: skip


@each("below", list(COLOURED.values()), ids=list(COLOURED))
def test_what_stands_below_a_question_in_a_colour_is_its_answer(below: str) -> None:
    """The question stays with it; nothing else of the letter does."""
    found = read(below)

    assert found.new.splitlines()[0] == "Hello,"
    assert "floor?" in found.new
    assert "The third." in found.new
    assert "Yours, Desk" in found.quoted
    assert "Desk <desk@example.net>" in found.quoted


def test_an_answer_may_end_the_line_of_its_question() -> None:
    """Both are shown then, and not the line above."""
    found = read(
        '<p>Two things:</p><p>Which floor? <span style="color:red">The third.</span></p><p>Yours, Desk</p>'
    )

    assert found.new == "Hello,\n\nWhich floor? The third."


def test_answers_to_what_is_no_question_are_announced() -> None:
    """Without an announcement a colour is the emphasis of whoever wrote the letter."""
    below = '<p>Please name the floor.</p><p style="color:red">The third.</p><p>Please name the room.</p><p>Desk</p>'

    assert read(below).new == "Hello,"
    assert read(below, "<p>See my answers in red.</p>").new.endswith("Please name the floor.\n\nThe third.")
    assert read(below, "<p>Antworten siehe unten.</p>").new.endswith("Please name the floor.\n\nThe third.")


def test_the_colours_of_the_letter_itself_are_no_answers() -> None:
    """Links, a warning, a signature, and a letter that is all in one colour."""
    above = "<p>Thanks, see below.</p>"
    link = '<p>Questions?</p><p><a href="https://example.net/" style="color:#0563C1">Our pages</a></p><p>Desk</p>'
    whole = '<p>Hello</p><div style="color:#1F497D"><p>It is repaired.</p><p>Please try.</p><p>Desk</p></div>'
    grey = '<p>Any questions?</p><p style="color:#7F7F7F">Desk Ltd</p>'

    assert read(link, above).new == read(whole, above).new == read(grey, above).new == "Thanks, see below."


def test_what_others_answered_in_an_older_letter_stays_quoted() -> None:
    """It was the desk that answered in red there."""
    older = LETTERHEAD.format(subject="Which one?")
    below = f'<p>See red below.</p>{older}<p>Which one?</p><p style="color:red">The blue one.</p>'

    assert read(below, "<p>Thank you.</p>").new == "Thank you."


def test_a_coloured_letter_below_no_words_at_all_is_not_taken_for_answers() -> None:
    """Nobody answers in colours who says nothing above."""
    text = "From: Desk <desk@example.net>\nSent: Monday, March 2, 2026 4:15 PM\nTo: Ines\nSubject: Printer\n\nWho?\n/close"
    html = f'{OLDER}<p>Who?</p><p style="color:red">/close</p>'

    assert reply.split(text, html, writer="Ines").new == text


@each("name", ["Ines Moreau", "Ines", "IM", "MOREAU"])
def test_what_stands_behind_the_writers_name_is_theirs(name: str) -> None:
    """Outlook sets it before comments; people type their initials."""
    found = read(f"<p>Which floor?</p><p>[{name}] The third.</p><p>[Desk] Thanks.</p><p>Yours, Desk</p>")

    assert found.new == f"Hello,\n\nWhich floor?\n\n[{name}] The third."


def test_answers_in_colour_are_found_in_the_plain_part_too() -> None:
    """It tells nothing of colours; the HTML beside it does."""
    below = '<p>Which floor?</p><p style="color:red">The third.</p><p>Yours, Desk</p>'
    text = "Hello,\n\nFrom: Desk <desk@example.net>\nSent: Monday, March 2, 2026 4:15 PM\nTo: Ines\nSubject: Printer\n\nWhich floor?\n\nThe third.\n\nYours, Desk"

    assert reply.split(text, f"{ABOVE}{OLDER}{below}").new == "Hello,\n\nWhich floor?\n\nThe third."


def test_bold_answers_are_announced_as_such() -> None:
    """Letters have headings; somebody who says "in bold" means the answers."""
    below = "<p>Which floor?</p><p><b>The third.</b></p><p>Yours, Desk</p>"

    assert read(below, "<p>See below.</p>").new == "See below."
    assert read(below, "<p>Answers in bold.</p>").new == "Answers in bold.\n\nWhich floor?\n\nThe third."
    assert read(below, "<p>En gras.</p>").new == "En gras.\n\nWhich floor?\n\nThe third."


def test_arrows_below_questions_point_at_answers() -> None:
    """In a letter without signs the plain text has nothing else to tell them by."""
    head = "From: Desk <desk@example.net>\nSent: Monday, March 2, 2026 4:15 PM\nTo: Ines\nSubject: Printer"
    below = "Which floor?\n--> the third\n\nWe go on:\n-> to the roof\n\nDesk"

    assert reply.split(f"Hello,\n\n{head}\n\n{below}").new == "Hello,\n\nWhich floor?\n--> the third"


@each(
    "quotation",
    [
        '<div class="moz-cite-prefix">On 02/03/2026 16:15, Desk wrote:</div><blockquote type="cite">{}</blockquote>',
        '<div class="gmail_quote"><div class="gmail_attr">On Mon, Mar 2, 2026 at 4:15 PM Desk &lt;desk@example.net&gt; wrote:'
        '<br></div><blockquote class="gmail_quote">{}</blockquote></div>',
        '<blockquote type="cite"><div>On 2 Mar 2026, at 16:15, Desk &lt;desk@example.net&gt; wrote:</div><br>{}</blockquote>',
    ],
)  # fmt: skip
def test_answers_in_colour_are_found_in_a_marked_quotation_as_well(quotation: str) -> None:
    """Some write into the quoted lines themselves, where these stay marked."""
    below = '<div>Which floor?</div><div style="color:red">The third.</div><div>Yours, Desk</div>'
    html = f"<div>Hello,</div>{quotation.format(below)}"
    found = reply.split(html_to_text(html), html)

    assert found.new == "Hello,\n\n> Which floor?\n> The third."
    assert "Yours, Desk" in found.quoted


def test_a_form_filled_in_with_a_colour_is_announced() -> None:
    """It asks nothing that ends in a question mark."""
    below = '<p>Floor: <span style="color:red">3</span></p><p>Room: <span style="color:red">12</span></p><p>Desk</p>'

    assert read(below).new == "Hello,"
    assert read(below, "<p>Respuestas en rojo:</p>").new == "Respuestas en rojo:\n\nFloor: 3\n\nRoom: 12"


def test_a_name_may_be_told_by_the_surname_first() -> None:
    """As many directories do, while Outlook's comments have it as one says it."""
    text = "Hello,\n\nFrom: Desk <desk@example.net>\nSent: Monday, March 2, 2026 4:15 PM\nTo: Ines\nSubject: Printer\n\nWhich floor?\n\n[Ines Moreau] The third.\n\nDesk"

    assert (
        reply.split(text, writer="Moreau, Ines").new == "Hello,\n\nWhich floor?\n\n[Ines Moreau] The third."
    )
