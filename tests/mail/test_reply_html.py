"""Replies that come as HTML: what the tags say of quotation is heard where the text alone says nothing."""

# ruff: noqa: E501 — a table reads best with one row to a line

import pytest

from deskbell.mail import reply
from deskbell.mail.htmltext import html_to_text
from deskbell.mail.values import Reply


def read(html: str) -> Reply:
    """The reply in HTML, read as the mail room reads it."""
    return reply.split(html_to_text(html), html)


PROGRAMS = [
    ("gmail", '<div dir="ltr">It works.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Mar 2, 2026 at 4:15 PM Desk &lt;<a href="mailto:desk@example.net">desk@example.net</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc"><div>Does it?</div></blockquote></div>'),
    ("gmail in a language unknown", '<div dir="ltr">It works.</div><br><div class="gmail_quote"><div class="gmail_attr">Ngomhla wesibili Desk ubhale:<br></div>Does it?<br>Desk</div>'),
    ("apple mail", '<html><body>It works.<br><div><br><blockquote type="cite"><div>On 2 Mar 2026, at 16:15, Desk &lt;desk@example.net&gt; wrote:</div><br><div>Does it?</div></blockquote></div></body></html>'),
    ("thunderbird", '<p>It works.</p><div class="moz-cite-prefix">Pe 02.03.2026, Desk ci da:<br></div><blockquote type="cite" cite="mid:1"><p>Does it?</p></blockquote>'),
    ("outlook desktop", '<div class=WordSection1><p class=MsoNormal>It works.</p><p class=MsoNormal>&nbsp;</p><div style=\'border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\'><p class=MsoNormal><b>From:</b> Desk &lt;desk@example.net&gt;<br><b>Sent:</b> Monday, March 2, 2026 4:15 PM<br><b>To:</b> Ines<br><b>Subject:</b> Printer</p></div><p class=MsoNormal>Does it?</p></div>'),
    ("outlook in a language unknown", '<div class=WordSection1><p class=MsoNormal>It works.</p><div style=\'border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm\'><p class=MsoNormal><b>Kusuka:</b> Desk<br><b>Ithunyelwe:</b> 2.3.2026<br><b>Ku:</b> Ines<br><b>Isihloko:</b> Printer</p></div><p class=MsoNormal>Does it?</p></div>'),
    ("outlook on the web", '<div>It works.</div><hr tabindex="-1" style="display:inline-block; width:98%"><div id="divRplyFwdMsg" dir="ltr"><font><b>From:</b> Desk &lt;desk@example.net&gt;<br><b>Sent:</b> Monday, March 2, 2026 4:15:22 PM<br><b>To:</b> Ines<br><b>Subject:</b> Printer</font><div>&nbsp;</div></div><div>Does it?</div>'),
    ("outlook on the web in a language unknown", '<div>It works.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg" dir="ltr"><b>Kusuka:</b> Desk<br><b>Isihloko:</b> Printer</div><div>Does it?</div>'),
    ("yahoo", '<div><div>It works.</div><br></div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>Ngomhla wesibili Desk ubhale:</div><div>Does it?</div></div>'),
    ("proton", '<div>It works.<br></div><div class="protonmail_quote">On Monday, March 2nd, 2026 at 4:15 PM, Desk &lt;desk@example.net&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">Does it?</blockquote></div>'),
    ("zimbra", '<div>It works.</div><hr id="zwchr" data-marker="__DIVIDER__"><div><b>Kusuka:</b> Desk<br><b>Isihloko:</b> Printer</div><div>Does it?</div>'),
    ("gmx", '<div>It works.</div><div name="quote" style="margin:10px 5px 5px 10px; border-left:2px solid #C3D9E5;"><div><b>Kusuka:</b> Desk</div><div>Does it?</div></div>'),
    ("mail.ru", '<div>It works.</div><blockquote style="border-left:1px solid #0857A6;margin:10px;padding:0 0 0 10px;">Понедельник, 2 марта 2026, 16:15 +03:00 от Desk &lt;desk@example.net&gt;:<br>Does it?</blockquote>'),
    ("qq", '<div>It works.</div><div><includetail><div>&nbsp;</div><div style="font-size:12px">------------------&nbsp;Original&nbsp;------------------</div><div><b>From: </b>&nbsp;"Desk"&lt;desk@example.net&gt;;</div><div><b>Date: </b>&nbsp;Mon, Mar 2, 2026 04:15 PM</div><div><b>Subject: </b>&nbsp;Printer</div></div><div>Does it?</div></includetail></div>'),
    ("front", '<div>It works.</div><blockquote class="front-blockquote"><div>Does it?</div></blockquote>'),
    ("outlook for mac", '<div>It works.</div><span id="OLK_SRC_BODY_SECTION"><div>Kusuka: Desk</div><div>Does it?</div></span>'),
    ("netease", '<div>It works.</div><div class="ntes-mailmaster-quote"><div>---- Replied Message ----</div><table><tr><td>From</td><td>Desk</td></tr></table><div>Does it?</div></div>'),
]  # fmt: skip


@pytest.mark.parametrize("html", [html for _, html in PROGRAMS], ids=[name for name, _ in PROGRAMS])
def test_the_quotation_is_known_by_its_tags(html: str) -> None:
    """Even when no word of the attribution is known."""
    found = read(html)

    assert found.new == "It works."
    assert "Does it?" in found.quoted


def test_answers_between_quotations_in_html_are_kept() -> None:
    """They stand in the text between quoted lines."""
    found = read(
        "<p>See below.</p><div class=moz-cite-prefix>On 02/03/2026 16:15, Desk wrote:</div>"
        "<blockquote type=cite>Which floor?</blockquote><p>Third.</p><blockquote type=cite>Which printer?</blockquote>"
        "<p>The blue one.</p><blockquote type=cite>Yours, Desk</blockquote>"
    )

    assert "Third." in found.new
    assert "The blue one." in found.new
    assert "Yours, Desk" not in found.new


def test_answers_below_an_attribution_are_found_by_the_html_of_a_text_without_signs() -> None:
    """The plain part lost its quotation signs; the HTML part knows what was quoted."""
    text = "On 02/03/2026 16:15, Desk wrote:\n\nDoes it work?\nYours, Desk\n\nIt works.\nInes"
    html = "<div>On 02/03/2026 16:15, Desk wrote:</div><blockquote><p>Does it work?</p><p>Yours, Desk</p></blockquote><p>It works.<br>Ines</p>"

    assert reply.split(text, html).new == "It works.\nInes"


def test_html_without_quotation_takes_nothing_away() -> None:
    """A table and a signature block are no quotation."""
    html = "<p>It works.</p><div style='border-top:1px solid red'>Ines Moreau</div><table><tr><td>A</td></tr></table>"

    assert "Ines Moreau" in read(html).new


def test_a_message_that_is_all_quotation_is_shown_whole() -> None:
    """Somebody wrote within the quotation, or pressed send at once."""
    html = '<div class="gmail_quote">It works.<blockquote>Does it?</blockquote></div>'

    assert "It works." in read(html).new


def test_html_that_is_not_that_of_the_text_does_no_harm() -> None:
    """A text of its own beside an advertisement in HTML."""
    html = "<blockquote>Buy now</blockquote><p>Only today</p>"

    assert reply.split("It works.\nInes", html).new == "It works.\nInes"
