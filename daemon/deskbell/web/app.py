"""The site: which address opens which page, and what a POST does.

A link that is wrong, expired or unknown gets the same answer, whatever is wrong with it. GET, HEAD and
OPTIONS record nothing, so that mail scanners may open every link there is.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from deskbell.clock import Clock
from deskbell.shown import Health, Pages, ShownLetter, SurveyPage
from deskbell.web import survey
from deskbell.web.look import Look
from deskbell.web.shell import LETTER_POLICY, Brake, Shell, is_near, is_private

LARGEST_BODY = 64 * 1024

_TOKEN = re.compile(r"[A-Za-z0-9._~=+-]{1,200}")
_UNSAID = re.compile(r"[^a-z0-9_]+")

Handler = Callable[[Request], Awaitable[Response]]


def make_app(
    pages: Pages, base_url: str, local_letters: bool, clock: Clock, templates: Sequence[Path]
) -> ASGIApp:
    """The site as an ASGI app. `templates`: folders like `templates/web`, the operator's last.

    `local_letters` shows every letter to whoever sits at this machine; only for a desk without a relay.
    """
    site = Site(pages, Look(templates), local_letters, clock)
    routes = [
        Route("/", site.home, methods=["GET"]),
        Route("/style.css", site.style, methods=["GET"]),
        Route("/s/{token}", site.survey, methods=["GET", "POST"]),
        Route("/t/{token}", site.status, methods=["GET"]),
        Route("/a/{token}", site.alert, methods=["GET", "POST"]),
        Route("/health", site.health, methods=["GET"]),
        Route("/metrics", site.metrics, methods=["GET"]),
        Route("/letters", site.letters, methods=["GET"]),
        Route("/letters/{number:int}", site.letter, methods=["GET"]),
    ]
    app = Starlette(
        routes=routes,
        exception_handlers={HTTPException: site.refused, Exception: site.broken},
        max_body_size=LARGEST_BODY,
    )
    app.router.redirect_slashes = False
    return Shell(_below(urlsplit(base_url).path.rstrip("/"), app), _endpoint(site.busy), Brake(120, 2))


class Site:
    """The pages, each one a request handler."""

    def __init__(self, pages: Pages, look: Look, local_letters: bool, clock: Clock) -> None:
        self._pages, self._look, self._clock = pages, look, clock
        self._local_letters = local_letters

    # -- by link

    async def survey(self, request: Request) -> Response:
        """The survey form; a POST records what it says, in place of what was said before."""
        token = _token(request)
        page = await run_in_threadpool(self._pages.survey, token)
        if page is None:
            raise HTTPException(404)
        w = self._look.words(page.language, agent=page.agent, read_by=page.read_by, desk=page.desk)
        if not page.open:
            return self._message(
                page.language, w["closed_title"], [w["closed_line"]], desk=page.desk, status=410
            )
        if request.method != "POST":
            score = request.query_params.get("score", "")
            return self._form(page, w, survey.preselected(page, score))
        try:
            answers = survey.submitted(await request.body())
        except ValueError as error:
            raise HTTPException(400, "too many fields") from error
        if not answers:
            return self._form(page, w, {}, empty=True)
        if not await run_in_threadpool(self._pages.answer_survey, token, answers):
            raise HTTPException(404)
        lines = [w["thanks_read_by"]] if page.read_by else []
        return self._message(page.language, w["thanks_title"], lines, desk=page.desk)

    def _form(
        self, page: SurveyPage, w: dict[str, str], chosen: dict[str, str], empty: bool = False
    ) -> Response:
        html = self._look.page(
            "survey.html", page.language, w["survey_title"], w=w, page=page, root="../", empty=empty,
            first=survey.questions(survey.FIRST, page, chosen, w),
            more=survey.questions(survey.MORE, page, chosen, w),
            more_open=any(chosen.get(name) for name in survey.MORE),
            comment=chosen.get(survey.COMMENT, ""),
        )  # fmt: skip
        return HTMLResponse(html)

    async def status(self, request: Request) -> Response:
        """Where a ticket stands; never what was written on it."""
        page = await run_in_threadpool(self._pages.status, _token(request))
        if page is None:
            raise HTTPException(404)
        w = self._look.words(page.language, reference=page.reference)
        return HTMLResponse(
            self._look.page("status.html", page.language, w["status_title"], w=w, page=page, root="../")
        )

    async def alert(self, request: Request) -> Response:
        """One button, and a POST that presses it."""
        act = self._pages.confirm if request.method == "POST" else self._pages.alert
        page = await run_in_threadpool(act, _token(request))
        if page is None:
            raise HTTPException(404)
        w = self._look.words(page.language, reference=page.reference, name=page.confirmed_by)
        return HTMLResponse(
            self._look.page("alert.html", page.language, w["alert_title"], w=w, page=page, root="../")
        )

    # -- for everybody

    async def home(self, request: Request) -> Response:
        language = self._language(request)
        w = self._look.words(language)
        link = {"href": "letters", "text": w["home_letters"]} if self._shows_letters(request) else None
        return self._message(language, w["home_title"], [w["home_line"]], root="", link=link)

    async def style(self, request: Request) -> Response:
        return Response(self._look.style, media_type="text/css", headers={"cache-control": "max-age=3600"})

    # -- for the operator

    async def health(self, request: Request) -> Response:
        """200 when all is well, 503 when not; what is wrong is said inside our own network only."""
        health = await run_in_threadpool(self._pages.health)
        said: dict[str, object] = {"status": "trouble" if health.troubles else "ok"}
        if is_private(request.scope):
            said |= {"at": self._clock.now().isoformat(), "troubles": list(health.troubles)}
        return JSONResponse(said, status_code=503 if health.troubles else 200)

    async def metrics(self, request: Request) -> Response:
        """The figures in Prometheus' text format, inside our own network only."""
        if not is_private(request.scope):
            raise HTTPException(404)
        health = await run_in_threadpool(self._pages.health)
        return PlainTextResponse(_figures(health), media_type="text/plain; version=0.0.4")

    async def letters(self, request: Request) -> Response:
        """Every letter of a desk that has no relay yet, newest first."""
        self._at_this_machine(request)
        letters = [_shown(letter) for letter in await run_in_threadpool(self._pages.letters)]
        return HTMLResponse(self._look.page("letters.html", "en", "Letters", letters=letters, refresh="3"))

    async def letter(self, request: Request) -> Response:
        """One letter, as its receiver sees it: without scripts; its links open in a page of their own."""
        self._at_this_machine(request)
        letter = await run_in_threadpool(self._pages.letter, int(request.path_params["number"]))
        if letter is None:
            raise HTTPException(404)
        html = self._look.page("letter.html", "en", letter.subject, letter=_shown(letter), root="../")
        return HTMLResponse(html, headers={"content-security-policy": LETTER_POLICY})

    def _shows_letters(self, request: Request) -> bool:
        return self._local_letters and is_near(request.scope)

    def _at_this_machine(self, request: Request) -> None:
        if not self._shows_letters(request):
            raise HTTPException(404)

    # -- when it cannot be

    async def refused(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        language = self._language(request)
        w = self._look.words(language)
        if error.status_code == 404:
            return self._message(language, w["lost_title"], [w["lost_line"]], root=_root(request), status=404)
        return PlainTextResponse(error.detail, status_code=error.status_code, headers=error.headers)

    async def broken(self, request: Request, error: Exception) -> Response:
        """An error of ours, said without details; the server's log has them."""
        language = self._language(request)
        w = self._look.words(language)
        return self._message(
            language, w["trouble_title"], [w["trouble_line"]], root=_root(request), status=500
        )

    async def busy(self, request: Request) -> Response:
        language = self._language(request)
        w = self._look.words(language)
        answer = self._message(language, w["busy_title"], [w["busy_line"]], root=_root(request), status=429)
        answer.headers["retry-after"] = "60"
        return answer

    def _language(self, request: Request) -> str:
        return self._look.accepted(request.headers.get("accept-language", ""))

    def _message(
        self, language: str, title: str, lines: list[str], *, desk: str = "", root: str = "../",
        link: dict[str, str] | None = None, status: int = 200,
    ) -> Response:  # fmt: skip
        html = self._look.page("message.html", language, title, lines=lines, desk=desk, root=root, link=link)
        return HTMLResponse(html, status_code=status)


def _token(request: Request) -> str:
    token = str(request.path_params["token"])
    if not _TOKEN.fullmatch(token):
        raise HTTPException(404)
    return token


def _root(request: Request) -> str:
    """How a page at this depth reaches the top of the site, wherever a proxy has put it."""
    return "../" * max(0, request.url.path.count("/") - 1)


def _shown(letter: ShownLetter) -> dict[str, object]:
    # Links of a letter open in a page of their own; the frame itself goes nowhere.
    html = '<base target="_blank">' + letter.html if letter.html else ""
    return {
        "letter_id": letter.letter_id, "subject": letter.subject, "recipient": letter.recipient,
        "sender": letter.sender, "kind": letter.kind.replace("_", " "), "state": letter.state,
        "text": letter.text, "html": html,
        "at": letter.at.isoformat(), "said": letter.at.strftime("%Y-%m-%d %H:%M:%S UTC"),
    }  # fmt: skip


def _figures(health: Health) -> str:
    lines = ["# TYPE deskbell_healthy gauge", f"deskbell_healthy {int(not health.troubles)}"]
    for name, value in sorted(health.figures.items()):
        safe = "deskbell_" + _UNSAID.sub("_", name.lower())
        lines += [f"# TYPE {safe} gauge", f"{safe} {value}"]
    return "\n".join(lines) + "\n"


def _below(prefix: str, app: ASGIApp) -> ASGIApp:
    """The same site under a base URL that has a path, for a proxy that passes the whole path on."""
    if not prefix:
        return app

    async def shifted(scope, receive, send):  # type: ignore[no-untyped-def]
        path = scope.get("path", "")
        if path == prefix or path.startswith(prefix + "/"):
            scope = {**scope, "path": path[len(prefix) :] or "/"}
        await app(scope, receive, send)

    return shifted


def _endpoint(handler: Handler) -> ASGIApp:
    async def answer(scope, receive, send):  # type: ignore[no-untyped-def]
        await (await handler(Request(scope, receive)))(scope, receive, send)

    return answer
