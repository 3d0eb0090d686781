"""A site for the tests: pages in memory behind a real uvicorn on a free port."""

import asyncio
import contextlib
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from deskbell.clock import SystemClock
from deskbell.shown import AlertPage, Health, ShownLetter, StatusPage, SurveyPage
from deskbell.web.app import make_app
from deskbell.web.door import WebDoor

TEMPLATES = Path(__file__).parents[2] / "templates" / "web"

SURVEY = SurveyPage(
    language="en",
    subject="Printer on the second floor smokes",
    agent="Clara Ek",
    resolved_on="Tuesday 24 November",
    read_by="Ruth Amsel, who leads the team,",
    desk="Example Service Desk",
    kept_informed=True,
)
STATUS = StatusPage(
    "en", "DB-1042", "a part is on order", "Clara Ek", "tomorrow, Wednesday, by 10:00", "Example Desk"
)
ALERT = AlertPage("en", "DB-1042", "Acme", "22:10")
LETTER = ShownLetter(
    letter_id=7,
    at=datetime(2026, 11, 22, 22, 10, tzinfo=UTC),
    kind="acknowledgement",
    recipient="ann@acme.example",
    subject="Re: Printer",
    state="sent",
    text="Your message is with Clara.",
    html="<p style='color:#134'>Your message is with <b>Clara</b>.</p>",
)


@dataclass
class Book:
    """Pages in memory; `writes` counts everything that changed something."""

    surveys: dict[str, SurveyPage] = field(default_factory=lambda: {"good": SURVEY})
    statuses: dict[str, StatusPage] = field(default_factory=lambda: {"good": STATUS})
    alerts: dict[str, AlertPage] = field(default_factory=lambda: {"good": ALERT})
    shown: list[ShownLetter] = field(default_factory=lambda: [LETTER])
    troubles: tuple[str, ...] = ()
    broken: bool = False
    writes: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def survey(self, token: str) -> SurveyPage | None:
        if self.broken:
            raise RuntimeError("secret detail of the database")
        return self.surveys.get(token)

    def answer_survey(self, token: str, answers: Mapping[str, str]) -> bool:
        with self.lock:
            if token not in self.surveys:
                return False
            self.surveys[token] = replace(self.surveys[token], answers=dict(answers))
            self.writes += 1
            return True

    def status(self, token: str) -> StatusPage | None:
        return self.statuses.get(token)

    def alert(self, token: str) -> AlertPage | None:
        return self.alerts.get(token)

    def confirm(self, token: str) -> AlertPage | None:
        with self.lock:
            if token in self.alerts:
                self.alerts[token] = replace(self.alerts[token], confirmed_by="Clara Ek")
                self.writes += 1
            return self.alerts.get(token)

    def letters(self, limit: int = 200) -> list[ShownLetter]:
        return [replace(letter, text="", html="") for letter in self.shown[:limit]]

    def letter(self, letter_id: int) -> ShownLetter | None:
        return next((letter for letter in self.shown if letter.letter_id == letter_id), None)

    def health(self) -> Health:
        return Health(self.troubles, {"open tickets": 3, "outbox_waiting": 0.5})


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Site:
    book: Book
    url: str

    def ask(
        self,
        path: str,
        method: str = "GET",
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        request = urllib.request.Request(self.url + path, data, dict(headers or {}), method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())


@contextlib.contextmanager
def open_site(book: Book | None = None, base_path: str = "", local_letters: bool = True) -> Iterator[Site]:
    book = book or Book()
    app = make_app(book, f"https://desk.example{base_path}", local_letters, SystemClock(), [TEMPLATES])
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    door = WebDoor(app, "127.0.0.1", 0)
    try:
        port = asyncio.run_coroutine_threadsafe(door.start(), loop).result(20)
        yield Site(book, f"http://127.0.0.1:{port}")
    finally:
        asyncio.run_coroutine_threadsafe(door.stop(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
