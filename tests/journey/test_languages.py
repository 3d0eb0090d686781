"""Whoever works at the desk reads its letters in their own language."""

from pathlib import Path

import pytest

from desk import Desk
from deskbell.share import shipped

ANA, AGENT = "ana@desk.example", "Ana Silva <ana@desk.example>"


def a_desk_of(tmp_path: Path, language: str) -> Desk:
    """A desk whose Ana reads that language."""
    rules = tmp_path / "home" / "rules"
    rules.mkdir(parents=True)
    text = (shipped("rules") / "directory.yaml").read_text("utf-8")
    named = text.replace("address: ana@desk.example", f"address: ana@desk.example, language: {language}", 1)
    assert named != text
    (rules / "directory.yaml").write_text(named, "utf-8")
    (rules / "people.csv").write_bytes((shipped("rules") / "people.csv").read_bytes())
    return Desk(tmp_path / "home")


@pytest.mark.parametrize(
    ("language", "told", "held", "commands"),
    [
        ("de", "Erwiesen: ja", "Ihre Worte sind angehalten", "Jeder Befehl steht"),
        ("fr", "Prouvé : oui", "Vos mots sont retenus", "Chaque commande tient"),
        ("es", "Probado: sí", "Sus palabras están retenidas", "Cada orden va en"),
    ],
)
def test_an_agent_is_written_to_in_their_own_language(
    tmp_path: Path, language: str, told: str, held: str, commands: str
) -> None:
    """The first letter, the transcript of a stopped mail, and the list of commands."""
    desk = a_desk_of(tmp_path, language)
    desk.mail("My printer prints nothing.")
    notification = desk.letter(ANA, "notification")
    assert told in notification.text

    desk.mail("/wiat vendor until thu 15:00\n\nIt is ordered.", sender=AGENT, answers=notification)
    assert held in desk.letter(ANA, "transcript").text
    desk.mail("/help", sender=AGENT, answers=notification)
    assert commands in desk.letter(ANA, "help").text
    desk.close()
