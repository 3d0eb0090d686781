"""Replies that come as HTML: what the tags say of quotation is heard where the text alone says nothing."""

from deskbell.mail import reply
from deskbell.mail.htmltext import html_to_text
from deskbell.mail.values import Reply
from each import each


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


@each("html", [html for _, html in PROGRAMS], ids=[name for name, _ in PROGRAMS])
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


ANSWER = "<div>Thanks, that works now.</div><div><br></div><div>Eva</div>"
EARLIER = "<div>We changed the switch.</div><div>Please try again.</div>"
MORE_PROGRAMS = [
    ('windows mail', '<div dir="ltr">{answer}</div><div style="padding-top: 5px; border-top-color: rgb(229, 229, 229); border-top-width: 1px; border-top-style: solid;"><b>Kusuka:</b> Jon Low<br><b>Ithunyelwe:</b> 5.3.2026<br><b>Ku:</b> Eva<br><b>Isihloko:</b> Printer<br><br></div>{earlier}'),
    ('hotmail stopspelling', '{answer}<hr id="stopSpelling"><b>Kusuka:</b> Jon Low<br><b>Ithunyelwe:</b> 5.3.2026<br><b>Ku:</b> Eva<br><b>Isihloko:</b> Printer<br><br>{earlier}'),
    ('outlook.com hr', '{answer}<div><hr tabindex="-1"><div id="x_divRplyFwdMsg"><b>Kusuka:</b> Jon Low<br><b>Ithunyelwe:</b> 5.3.2026<br><b>Ku:</b> Eva<br><b>Isihloko:</b> Printer<br><br></div>{earlier}'),
    ('x_gmail', '{answer}<div class="x_gmail_quote">Xx 05.03.2026 Jon Low yy{earlier}</div>'),
    ('airmail', '{answer}<p class="airmail_on">On March 5, 2026 at 10:15:22, Jon Low (jon@ex.example) wrote:</p><blockquote type="cite" class="clean_bq">{earlier}</blockquote>'),
    ('airmail2', '{answer}<p class="airmail_on">Xx 05.03.2026 Jon Low yy</p><blockquote type="cite" class="clean_bq">{earlier}</blockquote>'),
    ('tuta', '{answer}<div>---<br>5. März 2026, 10:15 von jon@ex.example:<br></div><blockquote class="tutanota_quote">{earlier}</blockquote>'),
    ('tuta2', '{answer}<div><br></div><div>Mar 5, 2026, 10:15 by jon@ex.example:<br></div><blockquote class="tutanota_quote">{earlier}</blockquote>'),
    ('spark', '{answer}<div name="messageReplySection">Xx 05.03.2026 Jon Low yy{earlier}</div>'),
    ('hey', '{answer}<br><div>On March 5, 2026, Jon Low &lt;jon@ex.example&gt; wrote:</div><blockquote>{earlier}</blockquote>'),
    ('freshdesk', '{answer}<div class="freshdesk_quote"><blockquote class="freshdesk_quote">On Thu, 5 Mar at 10:15 AM , Desk &lt;d@ex.example&gt; wrote:<br>{earlier}</blockquote></div>'),
    ('yandex', '{answer}<div>05.03.2026, 10:15, "Jon Low" &lt;jon@ex.example&gt;:</div><blockquote>{earlier}</blockquote>'),
    ('yandex2', '{answer}<div>----------------</div><div>Кому: Eva (eva@ex.example);</div><div>Тема: Printer;</div><div>05.03.2026, 10:15, "Jon Low" &lt;jon@ex.example&gt;:</div><blockquote>{earlier}</blockquote>'),
    ('notes', '{answer}<br><br><img src="x"><font>Jon Low ---05.03.2026 10:15:22---We changed the switch.</font><br><br><table><tr><td>From:</td><td>Jon Low/BER/EX</td></tr><tr><td>To:</td><td>Eva</td></tr><tr><td>Date:</td><td>05.03.2026 10:15</td></tr><tr><td>Subject:</td><td>Printer</td></tr></table><hr>{earlier}'),
    ('notes2', '{answer}<br><table border=0 width=100%><tr><td width=40%><b>Jon Low &lt;jon@ex.example&gt;</b><p>05.03.2026 10:15</td><td><table><tr><td>To<td>Eva Lind<tr><td>cc<td><tr><td>Subject<td>Re: Printer</table></table><br>{earlier}'),
    ('qq', '{answer}<div><br></div><div style="font-size: 12px;">------------------&nbsp;原始邮件&nbsp;------------------</div><div><b>发件人:</b> "Jon"&lt;jon@ex.example&gt;;</div><div><b>发送时间:</b> 2026年3月5日(星期四) 上午10:15</div><div><b>收件人:</b> "Eva";</div><div><b>主题:</b> Re: Printer</div><div><br></div>{earlier}'),
    ('outlook2013 german nolabel', "{answer}<div><div style='border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0in 0in 0in'><b>Kusuka:</b> Jon Low<br><b>Ithunyelwe:</b> 5.3.2026<br><b>Ku:</b> Eva<br><b>Isihloko:</b> Printer<br><br></div></div>{earlier}"),
    ('outlook mso-element', "{answer}<div style='mso-element:para-border-div;border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><b>Kusuka:</b> Jon Low<br><b>Ithunyelwe:</b> 5.3.2026<br><b>Ku:</b> Eva<br><b>Isihloko:</b> Printer<br><br></div>{earlier}"),
    ('outlook pad', '{answer}<div style="border:none; border-top:solid #E1E1E1 1.0pt; padding:3.0pt 0cm 0cm 0cm"><b>Kusuka:</b> Jon Low<br><b>Ithunyelwe:</b> 5.3.2026<br><b>Ku:</b> Eva<br><b>Isihloko:</b> Printer<br><br></div>{earlier}'),
    ('outlook left', "{answer}<div style='border:none;border-left:solid blue 1.5pt;padding:0cm 0cm 0cm 4.0pt'><div><div style='border:none;border-top:solid #B5C4DF 1.0pt'><b>Kusuka:</b> Jon Low<br><b>Ithunyelwe:</b> 5.3.2026<br><b>Ku:</b> Eva<br><b>Isihloko:</b> Printer<br><br></div></div>{earlier}</div>"),
    ('aol', '{answer}<div style="font-family:helvetica">-----Original Message-----<br>From: Jon Low &lt;jon@ex.example&gt;<br>To: Eva &lt;eva@ex.example&gt;<br>Sent: Thu, Mar 5, 2026 10:15 am<br>Subject: Printer<br><br>{earlier}</div>'),
    ('aol2', '{answer}<div id="aolmail_app-reply"><b>Kusuka:</b> Jon Low<br><b>Ithunyelwe:</b> 5.3.2026<br><b>Ku:</b> Eva<br><b>Isihloko:</b> Printer<br><br>{earlier}</div>'),
    ('roundcube', '{answer}<p id="reply-intro">Xx 05.03.2026 Jon Low yy</p><blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0">{earlier}</blockquote>'),
    ('roundcube2', '{answer}<p>On 2026-03-05 10:15, Jon Low wrote:</p><blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0">{earlier}</blockquote>'),
    ('emclient', '{answer}<div>------ Originalnachricht ------</div><div>Von: "Jon Low" &lt;jon@ex.example&gt;</div><div>An: "Eva" &lt;eva@ex.example&gt;</div><div>Gesendet: 05.03.2026 10:15:22</div><div>Betreff: Printer</div><div><br></div><div><blockquote class="cite2" cite="x" type="cite">{earlier}</blockquote></div>'),
    ('zoho', '{answer}<div class="zmail_extra" style="border-top: 1px solid"><br>---- On Thu, 05 Mar 2026 10:15:22 +0100 Jon Low &lt;jon@ex.example&gt; wrote ----<br><br><blockquote style="border-left: 1px solid rgb(204, 204, 204)">{earlier}</blockquote></div>'),
    ('edison', '{answer}<div id="edo-original"><div>Xx 05.03.2026 Jon Low yy<br><blockquote>{earlier}</blockquote></div></div>'),
    ('postbox', '{answer}<hr class="__pbConvHr"><div class="__pbConvBody">Xx 05.03.2026 Jon Low yy{earlier}</div>'),
    ('missive', '{answer}<div class="missive_quote">Xx 05.03.2026 Jon Low yy<blockquote>{earlier}</blockquote></div>'),
    ('nylas', '{answer}<div class="gmail_quote nylas-quote nylas-quote-id-1">Xx 05.03.2026 Jon Low yy{earlier}</div>'),
    ('samsung', '{answer}<div>-------- Original message --------</div><div>From: Jon Low &lt;jon@ex.example&gt; </div><div>Date: 05/03/2026  10:15  (GMT+01:00) </div><div>To: Eva </div><div>Subject: Printer </div><div><br></div>{earlier}'),
    ('protonnew', '{answer}<div class="protonmail_quote">On Thursday, March 5th, 2026 at 10:15 AM, Jon Low &lt;jon@ex.example&gt; wrote:<br><br><blockquote type="cite" class="protonmail_quote">{earlier}</blockquote></div>'),
    ('mailru', '{answer}<blockquote style="border-left:1px solid #0857A6;margin:10px;padding:0 0 0 10px;">Xx 05.03.2026 Jon Low yy<div id="style_1"><div class="mr_read_body">{earlier}</div></div></blockquote>'),
    ('mailru2', '{answer}<div class="mail-quote-collapse">Xx 05.03.2026 Jon Low yy<blockquote>{earlier}</blockquote></div>'),
    ('163', '{answer}<div style="zoom:1;"></div><div id="divNeteaseMailCard"></div><br/><pre>At 2026-03-05 10:15:22, "Jon Low" &lt;jon@ex.example&gt; wrote:\n</pre><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex;">{earlier}</blockquote>'),
    ('naver', '{answer}<div class="se-quotation-original">-----Original Message-----<br><b>From:</b> Jon Low<br><b>To:</b> Eva<br><b>Sent:</b> 2026-03-05 (목) 10:15:22 (GMT+09:00)<br><b>Subject:</b> Printer<br>{earlier}</div>'),
    ('yahoo', '{answer}<div id="ydpquoted" class="ydpyahoo_quoted yahoo_quoted">Xx 05.03.2026 Jon Low yy{earlier}</div>'),
    ('yahoo2', '{answer}<div class="yahoo_quoted" style="display: block;"><hr size="1"><b>Kusuka:</b> Jon Low<br><b>Ithunyelwe:</b> 5.3.2026<br><b>Ku:</b> Eva<br><b>Isihloko:</b> Printer<br><br>{earlier}</div>'),
    ('comcast', '{answer}<hr id="zwchr"><b>Kusuka:</b> Jon Low<br><b>Ithunyelwe:</b> 5.3.2026<br><b>Ku:</b> Eva<br><b>Isihloko:</b> Printer<br><br>{earlier}'),
    ('zimbra2', '{answer}<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>Kusuka:</b> Jon Low<br><b>Ithunyelwe:</b> 5.3.2026<br><b>Ku:</b> Eva<br><b>Isihloko:</b> Printer<br><br></div><div data-marker="__QUOTED_TEXT__">{earlier}</div>'),
    ('intercom', '{answer}<div class="intercom-quote history">Xx 05.03.2026 Jon Low yy{earlier}</div>'),
    ('gmail no bq', '{answer}<div class="gmail_extra"><br><div class="gmail_quote">Xx 05.03.2026 Jon Low yy{earlier}</div></div>'),
    ('mac outlook', '{answer}<span id="OLK_SRC_BODY_SECTION"><div style="BORDER-TOP: #b5c4df 1pt solid; PADDING-TOP: 3pt"><b>Kusuka:</b> Jon Low<br><b>Ithunyelwe:</b> 5.3.2026<br><b>Ku:</b> Eva<br><b>Isihloko:</b> Printer<br><br></div>{earlier}</span>'),
    ('bluemail', '{answer}<div class="gmail_quote">On Mar 5, 2026, at 10:15, Jon Low &lt;<a href="mailto:jon@ex.example" target="_blank">jon@ex.example</a>&gt; wrote:<blockquote class="gmail_quote" style="margin: 0pt 0pt 0pt 0.8ex; border-left: 1px solid #729fcf; padding-left: 1ex;">{earlier}</blockquote></div>'),
    ('lotus quote', '{answer}<font size=1 color=#5f5f5f face="sans-serif">From: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">Jon Low/BER</font><br><font size=1>To: &nbsp; &nbsp; </font><font size=1>Eva</font><br><font size=1>Date: &nbsp; &nbsp;</font><font size=1>05.03.2026 10:15</font><br><font size=1>Subject: &nbsp; </font><font size=1>Printer</font><hr noshade><br><br>{earlier}'),
    ('indented bq', '{answer}<div>On Mar 5, 2026, at 10:15, Jon Low wrote:</div><blockquote style="margin-left:0.8ex;border:none">{earlier}</blockquote>'),
]  # fmt: skip


@each("html", [html for _, html in MORE_PROGRAMS], ids=[name for name, _ in MORE_PROGRAMS])
def test_more_programs_quotations_are_known(html: str) -> None:
    """By their tags where no word is known, by their words where the tags say nothing."""
    found = read(html.replace("{answer}", ANSWER).replace("{earlier}", EARLIER))

    assert found.new == "Thanks, that works now.\n\nEva"
    assert "We changed the switch." in found.quoted


def test_the_comment_of_another_desks_letter_is_its_news() -> None:
    """Zendesk marks comments alike, be they quoted below an answer or the letter itself."""
    html = '<div class="zd-comment"><p>Our answer: restart it.</p></div><p>[X1Y2Z3-ABCD]</p>'

    assert read(html).new.startswith("Our answer: restart it.")


def test_what_the_writer_indented_is_new() -> None:
    """Programs indent with a blockquote without a border."""
    html = (
        '<div dir="ltr">Our hours:<blockquote style="margin:0 0 0 40px;border:none;padding:0px">'
        "<div>Mon-Fri 8-17</div><div>Sat 9-12</div></blockquote></div>"
    )

    assert read(html) == Reply("Our hours:\n\nMon-Fri 8-17\nSat 9-12")


def test_a_signature_on_top_of_the_words_is_none() -> None:
    """Somebody's form or headline bears that name."""
    html = '<h2 id="signature">About the signature</h2><p>The tool for it fails with error 7.</p>'

    assert read(html).new == "About the signature\n\nThe tool for it fails with error 7."


def test_a_border_without_a_letterhead_below_it_parts_the_writers_own_words() -> None:
    """Outlook draws the same line above a letterhead and where its writer likes one."""
    border = '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
    html = f"<p>First thing.</p>{border}<p>Second thing: the lamp.</p></div>"

    assert read(html).new == "First thing.\n\nSecond thing: the lamp."


def test_a_timetable_below_a_rule_is_no_letterhead() -> None:
    """It names neither a subject, nor an address, nor a number."""
    html = "<p>The bus:</p><hr><p><b>From:</b> Leeds<br><b>To:</b> Hull<br><b>Date:</b> Monday</p><p>Please book.</p>"

    assert "Leeds" in read(html).new
