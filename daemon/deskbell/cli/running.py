"""Running a desk: the whole of it in one process, or one part of a large one."""

import os

import click

from deskbell.settings import home_of, load


@click.command()
def run() -> None:
    """Run a whole desk in one process: doors, clock, workers, pages. Ctrl-C stops it cleanly."""
    from deskbell import serve
    from deskbell.bootstrap import build
    from deskbell.cli.greeting import greet
    from deskbell.cli.setup import make_home, require_a_place
    from deskbell.migrate import bring_up

    home = home_of(os.environ)
    with serve.owning(home):
        fresh = make_home(home)
        settings = load(home)
        require_a_place(settings)
        parts = build(home, settings=settings)
        parts.sole = True
        bring_up(settings, parts.store)
        serve.run(serve.Serving(parts), lambda serving: greet(serving, fresh))
    click.echo("Stopped; nothing half done.")


def _part(duties: frozenset[str], doors: frozenset[str], *, reuse_port: bool = False) -> None:
    """One part of a large desk; refuses SQLite, which is for one process."""
    from deskbell import serve
    from deskbell.bootstrap import build
    from deskbell.errors import OperatorError
    from deskbell.migrate import require_current

    settings = load(home_of(os.environ))
    if settings.store_url.startswith("sqlite"):
        raise OperatorError(
            "SQLite is for one process: use deskbell run, or set [store] url to a PostgreSQL database."
        )
    parts = build(settings.home, settings=settings, duties=duties | {"rules"})
    require_current(parts.store)
    serve.run(serve.Serving(parts, doors, reuse_port=reuse_port), lambda _: click.echo("Ready."))


@click.command()
def intake() -> None:
    """Take mail in by SMTP and make tickets of it. Several may listen on one port."""
    _part(frozenset({"take", "sweep"}), frozenset({"smtp"}), reuse_port=True)


@click.command()
def poll() -> None:
    """Take mail in from the IMAP mailboxes of the settings and make tickets of it."""
    _part(frozenset({"take", "sweep"}), frozenset({"imap"}))


@click.command()
@click.option("-p", "--processes", default=1, show_default=True, help="Processes that hand over letters.")
@click.option("-t", "--threads", default=0, help="Threads in each; [work] threads where left out.")
def work(processes: int, threads: int) -> None:
    """Hand letters to the relay, and sweep for those no nudge told of."""
    if threads:
        os.environ["DESKBELL_WORK_THREADS"] = str(threads)
    children = []
    for _ in range(processes - 1):
        child = os.fork()
        if child == 0:
            _part(frozenset({"work", "sweep"}), frozenset())
            os._exit(0)
        children.append(child)
    try:
        _part(frozenset({"work", "sweep"}), frozenset())
    finally:
        _end(children)


def _end(children: list[int]) -> None:
    import contextlib
    import signal

    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)
    for child in children:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child, 0)


@click.command()
def clock() -> None:
    """Do what falls due: warnings, honest letters, escalation, closing, surveys. A second one stands by."""
    _part(frozenset({"clock", "sweep"}), frozenset())


@click.command()
def web() -> None:
    """Serve the survey, status and alert pages."""
    _part(frozenset(), frozenset({"web"}))
