"""What whoever opens a page of the desk may rely on."""

import http.client
import json
import logging
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

import pytest
from site_for_tests import ALERT, LETTER, SURVEY, TEMPLATES, Book, Site, open_site

from deskbell.errors import OperatorError
from deskbell.web.door import WebDoor
from deskbell.web.look import Look
from deskbell.web.shell import Brake, client_address, is_near, logged_path

FULL = {
    "overall": "9", "comment": "Clara was quick.\r\nThe form is not.", "friendly": "10", "knowledge": "8",
    "time": "7", "informed": "6", "recommend": "5",
}  # fmt: skip


def form(**fields: str) -> bytes:
    return urlencode(fields).encode()


# -- the survey


def test_the_survey_asks_the_seven_questions_overall_and_words_first(site: Site) -> None:
    page = site.ask("/s/good").text
    names = list(dict.fromkeys(re.findall(r'name="(\w+)"', page.partition("<form")[2])))
    assert names == ["overall", "comment", "friendly", "knowledge", "time", "informed", "recommend"]
    assert page.index('name="comment"') < page.index("<details>") < page.index('name="friendly"')
    assert "Printer on the second floor smokes" in page
    assert "Ruth Amsel, who leads the team, reads every answer" in page
    assert "<script" not in page
    assert "required" not in page


def test_who_was_answered_at_once_is_not_asked_whether_they_were_kept_informed() -> None:
    with open_site(Book(surveys={"good": replace(SURVEY, kept_informed=False)})) as site:
        assert 'name="informed"' not in site.ask("/s/good").text


def test_an_answer_is_recorded_whole_and_a_second_one_replaces_it(site: Site) -> None:
    answer = site.ask("/s/good", "POST", form(**FULL))
    assert answer.status == 200
    assert "Thank you" in answer.text
    assert site.book.surveys["good"].answers == {**FULL, "comment": "Clara was quick.\nThe form is not."}
    site.ask("/s/good", "POST", form(overall="2"))
    assert site.book.surveys["good"].answers == {"overall": "2"}


def test_what_was_answered_before_is_shown_again(site: Site) -> None:
    site.ask("/s/good", "POST", form(**FULL))
    page = site.ask("/s/good").text
    assert len(re.findall(r"checked", page)) == 6
    assert 'name="overall" value="9" checked' in page
    assert "The form is not.</textarea>" in page
    assert "<details open>" in page


def test_opening_the_link_never_records_whoever_does_it(site: Site) -> None:
    for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"):
        for path in ("/s/good", "/s/good?score=3", "/s/good?overall=3", "/a/good", "/t/good"):
            site.ask(path, method)
    assert site.book.writes == 0


def test_a_score_in_the_link_is_only_chosen_in_the_form(site: Site) -> None:
    page = site.ask("/s/good?score=7").text
    assert 'name="overall" value="7" checked' in page
    assert site.book.writes == 0
    for odd in ("0", "11", "07", "x", "%00", "7%20"):
        assert 'value="" checked' in site.ask(f"/s/good?score={odd}").text


def test_scores_that_are_none_and_fields_we_do_not_know_are_not_kept(site: Site) -> None:
    site.ask(
        "/s/good", "POST", form(overall="11", friendly="-1", time="5 ", recommend="10", ticket="1", by="me")
    )
    assert site.book.surveys["good"].answers == {"recommend": "10"}


def test_an_empty_answer_is_not_kept_and_says_so(site: Site) -> None:
    for body in (b"", form(overall="", comment="  \r\n "), form(nothing="1")):
        page = site.ask("/s/good", "POST", body)
        assert page.status == 200
        assert "Nothing was filled in" in page.text
    assert site.book.writes == 0


def test_words_lose_control_characters_and_what_passes_the_limit(site: Site) -> None:
    site.ask("/s/good", "POST", b"comment=" + b"a%00b%1b%E2%80%AEc%FF%ED%A0%80" + b"x" * 30_000)
    kept = site.book.surveys["good"].answers["comment"]
    assert kept.startswith("abc")
    assert len(kept) == 10_000
    kept.encode()


@pytest.mark.parametrize(
    "body", [b"x" * 70_000, b"&".join(b"a=1" for _ in range(60)), b"\xff\xfe%", b"{}", b"=;=&&"]
)
def test_no_body_makes_the_survey_fail_or_record(site: Site, body: bytes) -> None:
    assert site.ask("/s/good", "POST", body).status in {200, 400, 413}
    assert site.book.writes == 0


def test_many_answers_at_once_leave_one(site: Site) -> None:
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(lambda n: site.ask("/s/good", "POST", form(overall=str(n % 10 + 1))), range(60)))
    assert set(site.book.surveys["good"].answers) == {"overall"}


def test_a_closed_survey_says_so_and_takes_nothing() -> None:
    with open_site(Book(surveys={"good": replace(SURVEY, open=False)})) as site:
        assert "closed" in site.ask("/s/good").text
        assert site.ask("/s/good", "POST", form(overall="1")).status == 410
        assert site.book.writes == 0


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("de", "Wie war unser Service?"),
        ("de-AT", "Wie war"),
        ("fr", "Que pensez-vous"),
        ("es", "¿Qué le pareció"),
        ("xx", "How was"),
    ],
)
def test_the_survey_speaks_its_readers_language(language: str, says: str) -> None:
    with open_site(Book(surveys={"good": replace(SURVEY, language=language)})) as site:
        page = site.ask("/s/good").text
    assert says in page
    assert f'<html lang="{language[:2] if language != "xx" else "en"}">' in page


def test_every_language_has_every_word_and_no_other() -> None:
    look = Look([TEMPLATES])
    assert look.languages == ("de", "en", "es", "fr")
    tables = {name: (TEMPLATES / "words" / f"{name}.txt").read_text() for name in look.languages}
    keys = {name: set(re.findall(r"^(\w+) =", text, re.M)) for name, text in tables.items()}
    marks = {
        name: {
            key: set(re.findall(r"{\w+}", words)) for key, words in re.findall(r"^(\w+) = (.*)$", text, re.M)
        }
        for name, text in tables.items()
    }
    assert all(found == keys["en"] for found in keys.values())
    assert all(found == marks["en"] for found in marks.values())


# -- status and alert


def test_the_status_page_tells_state_owner_and_promise(site: Site) -> None:
    page = site.ask("/t/good").text
    for words in ("DB-1042", "a part is on order", "Clara Ek", "tomorrow, Wednesday, by 10:00"):
        assert words in page
    assert "<form" not in page


def test_an_alert_is_confirmed_by_the_button_and_by_nothing_else(site: Site) -> None:
    assert "I have it</button>" in site.ask("/a/good").text
    assert site.book.alerts["good"] == ALERT
    confirmed = site.ask("/a/good", "POST", b"")
    assert "Clara Ek has it." in confirmed.text
    assert "<button" not in confirmed.text
    assert "Clara Ek has it." in site.ask("/a/good").text


# -- what a stranger may not learn or do


PATHS = ["/", "/style.css", "/s/good", "/t/good", "/a/good", "/letters", "/letters/7", "/health", "/metrics",
         "/s/bad", "/nowhere", "/letters/99"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_every_answer_carries_the_headers_that_protect_its_reader(site: Site, path: str, method: str) -> None:
    headers = site.ask(path, method, b"" if method == "POST" else None).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert ("no-store" in headers["cache-control"]) or path == "/style.css"
    assert headers["server"] is None
    assert headers["set-cookie"] is None


def test_a_bad_an_unknown_and_a_malformed_link_get_the_same_answer(site: Site) -> None:
    odd = [
        "bad",
        "good%00",
        "..%2f..%2fetc",
        "x" * 5000,
        "%F0%9F%92%A9",
        "good/more",
        "GOOD",
        "%20good",
        "'--",
    ]
    answers = [site.ask(f"/{kind}/{token}") for kind in "sta" for token in odd]
    assert {answer.status for answer in answers} == {404}
    assert len({re.sub(r'href="[./]*style', 'href="style', answer.text) for answer in answers}) == 1
    assert site.ask("/s/bad", "POST", form(overall="1")).text == site.ask("/s/bad").text


def test_methods_that_no_page_has_are_405(site: Site) -> None:
    assert site.ask("/s/good", "PUT", b"x").status == 405
    assert site.ask("/t/good", "POST", b"x").status == 405


NASTY = """"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}{% raw %}</textarea></title>"""


def test_nothing_anybody_wrote_becomes_markup() -> None:
    book = Book()
    book.surveys["good"] = replace(
        SURVEY,
        subject=NASTY,
        agent=NASTY,
        read_by=NASTY,
        desk=NASTY,
        answers={"comment": NASTY, "overall": NASTY},
    )
    book.alerts["good"] = replace(ALERT, client=NASTY, reference=NASTY, confirmed_by=NASTY)
    book.shown = [replace(LETTER, subject=NASTY, recipient=NASTY, text=NASTY, sender=NASTY)]
    with open_site(book) as site:
        for path in ("/s/good", "/a/good", "/letters", "/letters/7"):
            page = site.ask(path, headers={"Referer": NASTY.replace("\n", "")}).text
            assert not re.search(r"<script|<img|</textarea></title>|\b49\b", page), path
            assert "{{7*7}}" in page


def test_an_error_of_ours_tells_no_details() -> None:
    with open_site(Book(broken=True)) as site:
        answer = site.ask("/s/good")
    assert answer.status == 500
    assert "secret" not in answer.text
    assert "our doing" in answer.text
    assert "default-src" in answer.headers["content-security-policy"]


def test_a_host_header_changes_no_link(site: Site) -> None:
    answer = site.ask("/s/good", headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    assert answer.status == 200
    assert "evil.example" not in answer.text


def test_whoever_asks_too_often_is_asked_to_wait_and_others_are_not(site: Site) -> None:
    crowd, other = {"X-Forwarded-For": "203.0.113.5"}, {"X-Forwarded-For": "203.0.113.6"}
    statuses = [site.ask("/s/bad", headers=crowd).status for _ in range(14)]
    assert statuses[:12] == [404] * 12
    assert statuses[-1] == 429
    assert site.ask("/s/good", headers=crowd).headers["retry-after"] == "60"
    assert site.ask("/s/good", headers=other).status == 200


def test_the_brake_lets_go_with_time_and_forgets() -> None:
    brake = Brake(burst=2, per_second=1)
    for _ in range(2):
        brake.spend("a", 1, now=0)
    assert not brake.allows("a", now=0.5)
    assert brake.allows("a", now=1.1)
    for number in range(Brake.REMEMBERED + 5):
        brake.spend(str(number), 1, now=2)
    assert len(brake._left) == Brake.REMEMBERED


def test_logs_never_hold_a_token(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        site.ask("/s/good?score=3")
        site.ask("/s/TOKENTOKEN\x1b%0a".replace("\x1b", "%1b"))
        site.ask("/TOKENTOKEN")
    text = "\n".join(record.getMessage() for record in caplog.records)
    assert "GET /s/… 200" in text
    assert "TOKEN" not in text
    assert "good" not in text
    assert logged_path("//evil") == "/…" or "evil" not in logged_path("//evil")


# -- the operator's pages


def test_health_is_200_when_all_is_well_and_503_when_not() -> None:
    with open_site() as site:
        answer = site.ask("/health")
        assert (answer.status, json.loads(answer.body)["status"]) == (200, "ok")
    with open_site(Book(troubles=("No mail has come in for 42 minutes",))) as site:
        answer = site.ask("/health")
        assert answer.status == 503
        assert json.loads(answer.body)["troubles"] == ["No mail has come in for 42 minutes"]
        outside = site.ask("/health", headers={"X-Forwarded-For": "203.0.113.5"})
        assert json.loads(outside.body) == {"status": "trouble"}


def test_figures_are_for_our_own_network(site: Site) -> None:
    assert "deskbell_open_tickets 3\n" in site.ask("/metrics").text
    assert "deskbell_healthy 1\n" in site.ask("/metrics").text
    assert site.ask("/metrics", headers={"X-Forwarded-For": "203.0.113.5"}).status == 404


def test_letters_are_shown_at_this_machine_only(site: Site) -> None:
    assert "Re: Printer" in site.ask("/letters").text
    assert 'http-equiv="refresh"' in site.ask("/letters").text
    for headers in (
        {"X-Forwarded-For": "127.0.0.1"},
        {"Host": "rebound.example"},
        {"Forwarded": "for=127.0.0.1"},
    ):
        assert site.ask("/letters", headers=headers).status == 404
        assert site.ask("/letters/7", headers=headers).status == 404


def test_letters_are_not_shown_once_there_is_a_relay() -> None:
    with open_site(local_letters=False) as site:
        assert site.ask("/letters").status == 404
        assert site.ask("/letters/7").status == 404
        assert "letters" not in site.ask("/").text


def test_a_letter_is_shown_in_a_frame_where_nothing_runs(site: Site) -> None:
    page = site.ask("/letters/7").text
    sandbox = re.search(r'sandbox="([^"]*)"', page)
    assert sandbox
    assert "allow-scripts" not in sandbox[1]
    assert "allow-same-origin" not in sandbox[1]
    assert "&lt;b&gt;Clara&lt;/b&gt;" in page


def test_who_is_near() -> None:
    def scope(client: str, host: str, **headers: str) -> dict[str, object]:
        pairs = {"host": host, **headers}
        return {
            "type": "http",
            "client": (client, 1),
            "headers": [(k.encode(), v.encode()) for k, v in pairs.items()],
        }

    assert is_near(scope("127.0.0.1", "localhost:8025"))
    assert is_near(scope("::1", "[::1]:8025"))
    assert is_near(scope("127.0.0.1", "127.0.0.1"))
    assert not is_near(scope("192.168.1.5", "localhost:8025"))
    assert not is_near(scope("127.0.0.1", "desk.example"))
    assert not is_near(scope("127.0.0.1", ""))
    assert client_address(scope("203.0.113.9", "x", **{"x-forwarded-for": "1.1.1.1"})) == "203.0.113.9"
    assert client_address(scope("10.0.0.1", "x", **{"x-forwarded-for": "1.1.1.1, 2.2.2.2"})) == "2.2.2.2"


def test_a_site_below_a_path_works_whether_or_not_the_proxy_strips_it() -> None:
    with open_site(base_path="/help/desk") as site:
        for prefix in ("", "/help/desk"):
            assert "How was our service?" in site.ask(f"{prefix}/s/good").text
            assert site.ask(f"{prefix}/style.css").headers["content-type"].startswith("text/css")


def test_raw_rubbish_on_the_wire_does_not_stop_the_site(site: Site) -> None:
    where = urlsplit(site.url)
    for line in (
        b"\x16\x03\x01\x02\x00",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
        b"A" * 100_000,
    ):
        connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=5)
        connection.connect()
        try:
            connection.sock.sendall(line)
            connection.sock.recv(100)
        except OSError:
            pass
        connection.close()
    assert site.ask("/s/good").status == 200


async def _start(host: str, port: int) -> int:
    return await WebDoor(lambda *_: None, host, port).start()  # type: ignore[arg-type,return-value]


def test_a_port_in_use_is_one_clear_sentence(site: Site) -> None:
    import asyncio

    port = urlsplit(site.url).port
    assert port
    with pytest.raises(OperatorError, match="cannot serve pages on"):
        asyncio.run(_start("127.0.0.1", port))
