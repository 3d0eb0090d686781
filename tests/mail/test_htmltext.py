"""HTML is read as a person would read it, and shown so that it can harm nobody."""

import pytest

from deskbell.mail.htmltext import html_to_text
from deskbell.mail.sanitise import sanitise

READ = [
    ("<p>one</p><p>two</p>", "one\n\ntwo"),
    ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
    ("<div>one</div><div>two</div><div><br></div><div>three</div>", "one\ntwo\n\nthree"),
    ("a\n  b&nbsp;c &amp; d", "a b c & d"),
    ("<div>a</div><div>&nbsp;</div><div>b</div>", "a\n\nb"),
    ("a<br>&nbsp;<br>b", "a\n\nb"),
    ("<table><tr><td>a</td><td>&nbsp;</td><td>b</td></tr></table>", "a\tb"),
    ("<b>bo</b>ld and <i>it</i>alic", "bold and italic"),
    ("<ul><li>a<li>b<ol><li>x</ol></ul>", "- a\n- b\n  1. x"),
    ("<table><tr><th>k</th><th>v</th></tr><tr><td><p>a</p></td><td>1</td></tr></table>", "k\tv\na\t1"),
    ("<table><tr><td>a<br>b</td><td>c</td></tr></table>", "a\nb\nc"),
    ('<a href="https://desk.example/x">here</a>', "here <https://desk.example/x>"),
    ('<a href="https://desk.example/">desk.example</a>', "desk.example"),
    ('<a href="mailto:a@example.com">a@example.com</a>', "a@example.com"),
    ('<a href="javascript:x()">here</a>', "here"),
    (
        "On Monday:<blockquote><p>old</p><p>older</p></blockquote>new",
        "On Monday:\n\n> old\n>\n> older\n\nnew",
    ),
    ('<blockquote style="margin:0 0 0 40px;border:none">set in</blockquote>', "set in"),
    ("<pre>a\n  b</pre>", "a\n  b"),
    ("<style>p{}</style><script>x()</script><title>t</title>shown", "shown"),
    ('<span style="display:none">preheader</span>shown', "shown"),
    ('<div style="display: none">never closed', "never closed"),
    ("a<!-- b --><!--[if mso]>c<![endif]--><![if !mso]>d<![endif]>", "ad"),
    ("1 < 2 and <3", "1 < 2 and <3"),
    ("<p>never closed <b>bold", "never closed bold"),
    ('<a title="a > b" href="x">c</a>', "c"),
    ("", ""),
    ("<", "<"),
]
HARM = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '<img src="http://t.example/pixel.gif">',
    '<a href="javascript:alert(1)">x</a>', '<a href="data:text/html,x">x</a>', "<iframe src=//x></iframe>",
    '<form action="//x"><input name=a></form>', "<svg onload=alert(1)>", "<style>@import url(//x)</style>",
    '<link rel=stylesheet href="//x">', '<div style="background:url(//x)">x</div>', '<base href="//x">',
    '<meta http-equiv=refresh content="0;url=//x">', "<object data=//x></object>", "<video src=//x></video>",
    '<table background="//x"><tr><td>x</table>', "<math><a xlink:href=javascript:x()>x</a></math>",
    '<a href="cid:x">x</a>', "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
]  # fmt: skip


@pytest.mark.parametrize(("html", "text"), READ)
def test_html_is_read_as_a_person_would(html: str, text: str) -> None:
    assert html_to_text(html) == text


@pytest.mark.parametrize("html", HARM)
def test_nothing_in_the_safe_form_loads_runs_or_links_to_a_script(html: str) -> None:
    safe = sanitise(f"<p>before</p>{html}<p>after</p>").lower()

    assert "before" in safe
    for word in (
        "script",
        "onerror=",
        "onload",
        "src=",
        "url(",
        "<style",
        "action",
        "data:",
        "iframe",
        "cid:",
    ):
        assert word not in safe.partition("title=")[0]


def test_an_image_that_came_with_the_mail_stays() -> None:
    assert (
        sanitise('<img src="cid:logo@example.com" alt="logo">')
        == '<img src="cid:logo@example.com" alt="logo">'
    )


def test_html_nested_deeper_than_any_letter_is_shown_as_source() -> None:
    assert sanitise("<div>" * 5000).startswith("<pre>&lt;div&gt;")
