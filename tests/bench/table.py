"""The figures as a table that can stand in the README."""

from pathlib import Path
from typing import Any

#: What each database's object in build/bench.json holds; null where it was not measured.
KEYS = (
    "accept_per_s",
    "end_to_end_per_s",
    "bare_aiosmtpd_per_s",
    "cpu_ms_per_mail",
    "ack_p50_ms",
    "ack_p99_ms",
    "rss_idle_mb",
    "rss_load_mb",
    "statements_per_mail",
    "commits_per_mail",
    "rate_at_1m_tickets",
    "accept_ratio",
    "end_to_end_ratio",
    "load_ack_p50_ms",
    "load_ack_p99_ms",
    "cpu_ms_at_1m_tickets",
)

_LINES = (
    ("accepted durably, mails/s", "{accept_per_s:.0f} ({accept_ratio:.2f} of bare aiosmtpd)"),
    ("to the acknowledgement at the relay, mails/s", "{end_to_end_per_s:.0f} ({end_to_end_ratio:.2f})"),
    ("bare aiosmtpd that stores nothing, same run, mails/s", "{bare_aiosmtpd_per_s:.0f}"),
    ("CPU of the desk, ms a mail", "{cpu_ms_per_mail:.1f}"),
    ("final dot to acknowledgement, 10 mails/s: p50 / p99, ms", "{ack_p50_ms:.0f} / {ack_p99_ms:.0f}"),
    ("the same while all come at once: p50 / p99, s", "{load_ack_p50_s:.1f} / {load_ack_p99_s:.1f}"),
    ("statements / commits a mail at full load", "{statements_per_mail:.2f} / {commits_per_mail:.2f}"),
    ("resident memory of `deskbell run`, idle / full load, MB", "{rss_idle_mb:.0f} / {rss_load_mb:.0f}"),
    (
        "rate with 1,000,000 tickets in the store, of the empty rate (each against the bare server)",
        "{rate_at_1m_tickets:.2f}",
    ),
    ("CPU then, ms a mail", "{cpu_ms_at_1m_tickets:.1f}"),
)


def text(whole: dict[str, Any]) -> str:
    """The table in Markdown, and the lines of the single rooms below it."""
    lines = ["| | SQLite | PostgreSQL + Redis |", "| --- | --- | --- |"]
    lines += [
        f"| {name} | {_cell(form, whole['sqlite'])} | {_cell(form, whole['postgresql'])} |"
        for name, form in _LINES
    ]
    if rooms := whole.get("rooms"):
        lines += [
            "",
            f"The mail room alone reads {rooms['mail_room_per_s']:.0f} mails a second of CPU (the standard library's parser with its default policy:"
            f" {rooms['stdlib_default_policy_per_s']:.0f}, and it understands less); the rules judge {1000 / rooms['judge_median_ms']:.0f}"
            f" mails a second with {rooms['judge_entries']:.0f} entries, which are read in {rooms['rules_load_s']:.2f} s and tested in"
            f" {rooms['rules_test_s']:.2f} s; `deskbell rules replay` judges {rooms['replay_per_s']:.0f} stored mails a second by two sets.",
        ]
    lines += [
        "",
        "PostgreSQL + Redis: the rates are of `intake`, `work`, `clock` and `web`, a process each; memory, statements, commits and"
        " the acknowledgement at 10 mails/s are of `deskbell run`.",
    ]
    lines += [
        "",
        f"Machine: {whole['machine']}; {whole['mails']:,} mails over 20 connections, desk, client and relay on the same cores."
        " Differences under a quarter are noise. `make bench` writes the same figures to `build/bench.json`, `null` for what was"
        " not measured; `python -m tests.bench --help` tells of its parts.",
    ]
    return "\n".join(lines)


def _cell(form: str, values: dict[str, Any]) -> str:
    known = {name: value for name, value in values.items() if value is not None}
    for name in ("load_ack_p50", "load_ack_p99"):
        if f"{name}_ms" in known:
            known[f"{name}_s"] = known[f"{name}_ms"] / 1000
    try:
        return form.format(**known)
    except KeyError:
        return "not measured"


def put_into(readme: Path, words: str) -> None:
    """The table in the README, between its marks."""
    before, begin, rest = readme.read_text("utf-8").partition("<!-- bench -->\n")
    _, end, after = rest.partition("<!-- /bench -->")
    readme.write_text(f"{before}{begin}{words}\n{end}{after}", "utf-8")
