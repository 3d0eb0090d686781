"""A set of rules and templates read, checked and tried on its own examples, with every error at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deskbell.errors import OperatorError
from deskbell.settings import Settings
from deskbell.share import shipped

if TYPE_CHECKING:
    from deskbell.letters.frame import DeskFrame
    from deskbell.triage.facts import Facts
    from deskbell.triage.ruleset import RuleSet


@dataclass(frozen=True, slots=True)
class Proof:
    """What a set is worth. `errors` keep it from going live, `warnings` do not. `rules` is None where it cannot be read."""

    errors: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    rules: RuleSet | None = None
    examples: int = 0

    @property
    def fingerprint(self) -> str:
        return self.rules.fingerprint if self.rules else ""


def prove(settings: Settings, mails: Iterable[Facts] = ()) -> Proof:
    """Rules with their examples, then templates with their samples. `mails`: past mail that may reach entries."""
    rules = prove_rules(rules_of(settings.home), mails)
    return Proof((*rules.errors, *template_errors(settings)), rules.warnings, rules.rules, rules.examples)


def rules_of(home: Path | None) -> dict[str, bytes]:
    """The files of a home's rules over the shipped ones; of None the shipped ones alone."""
    from deskbell.triage.load import read_folder

    return read_folder(home / "rules" if home else None, shipped("rules"))


def prove_rules(files: dict[str, bytes], mails: Iterable[Facts] = ()) -> Proof:
    from deskbell.triage.load import load
    from deskbell.triage.trouble import RuleErrors

    try:
        rules = load(files)
    except RuleErrors as trouble:
        return Proof(tuple(str(one) for one in trouble.troubles))
    except OperatorError as trouble:
        return Proof((str(trouble),))
    report = rules.test(mails)
    failures = tuple(str(one) for one in report.failures)
    return Proof(failures, tuple(str(one) for one in report.unreached), rules, report.count)


def desk_frame(settings: Settings) -> DeskFrame:
    """The desk as its letters name it."""
    from deskbell.letters.frame import DeskFrame

    desk = {name: str(settings("desk", name)) for name in ("name", "phone", "language", "address")}
    return DeskFrame(zone=str(settings("desk", "timezone")), **desk)


def templates_of(home: Path | None) -> dict[str, str]:
    """The template files of a home over the shipped ones; OperatorError for one that is not UTF-8."""
    from deskbell.letters.facts import LetterError
    from deskbell.letters.shelf import read_templates

    own = [home / "templates" / "email"] if home and (home / "templates" / "email").is_dir() else []
    try:
        return read_templates(shipped("templates") / "email", *own)
    except LetterError as trouble:
        raise OperatorError(str(trouble)) from trouble


def languages_of(settings: Settings) -> tuple[str, ...]:
    """The languages there are letters in; none where they cannot be read, which is told by itself."""
    from deskbell.letters.shelf import Shelf

    try:
        return Shelf(templates_of(settings.home)).languages
    except OperatorError:
        return ()


def template_errors(settings: Settings) -> tuple[str, ...]:
    from deskbell.letters.checks import check_templates

    try:
        return tuple(
            f"templates/email/{one}"
            for one in check_templates(templates_of(settings.home), desk_frame(settings))
        )
    except OperatorError as trouble:
        return (str(trouble),)
