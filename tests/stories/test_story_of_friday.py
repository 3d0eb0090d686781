"""The operator's Friday afternoon, from the first wrong key to the quiet evening, while customers go on writing."""

import json
from collections.abc import Callable

from town import BEN, CHLOE, Town, rules_of

from desk import words_of

OPERATOR = "operator@desk.example"
HALF = "entries:\n  - name: somebody asks for help\n    when: {te\n"
GREEDY = """entries:
  - name: somebody asks for help
    when: {text: {words: [help]}}
    then: {urgency: high, impact: high}
    because: Help is help.
    examples:
      - mail: {subject: Help me with the printer}
        expect: {priority: P1}
"""


def test_the_operators_friday_afternoon(own_town: Callable[..., Town]) -> None:
    """A rule half typed, a greedy one, its taking back, an agent who leaves: no mail is judged by anything unsound."""
    town = own_town("2026-11-27 15:10", rules_of)
    for number in range(8):
        customer(town, number)
    assert {one["owner"] for one in town.tickets()} >= {"ben@desk.example"}

    # A rule half typed, saved by the editor, and the telephone rings: nothing changes but a letter.
    edit(town, "urgency.yaml", "entries:\n", HALF)
    town.until(lambda: bool(town.letters(OPERATOR, "rules/urgency.yaml:")))
    customer(town, 8)
    assert judged(town) == ("P3", 1)
    assert "rules/urgency.yaml:" in town.command_refused("rules", "test")

    # The rule is finished, and far too greedy: it waits, and the letter says what it would do.
    edit(town, "urgency.yaml", HALF, GREEDY)
    town.until(lambda: bool(town.letters(OPERATOR, "deskbell rules apply --yes")))
    assert "9 would be P1 or P2 instead of 0" in town.letter(OPERATOR, "deskbell rules apply --yes").text
    customer(town, 9)
    assert judged(town) == ("P3", 1)
    assert "--yes" in town.command_refused("rules", "apply")

    # "I mean it." Two mails later they do not mean it any more, and take it back with one command.
    town.command("rules", "apply", "--yes")
    customer(town, 10)
    assert judged(town) == ("P1", 2)
    assert town.letters(OPERATOR, "Of the last 10 mails, 10 would have been judged otherwise")
    town.command("rules", "back")
    customer(town, 11)
    assert judged(town) == ("P3", 3)

    # A restart does not bring it again, and the file is put right.
    assert town.desk.stop() == [0]
    town.desk.start()
    customer(town, 12)
    assert judged(town) == ("P3", 3)
    edit(town, "urgency.yaml", GREEDY, "entries:\n")

    # Ben leaves today. His name goes out of the directory while he has tickets: refused, and told what to do.
    his = [one["reference"] for one in town.tickets() if one["owner"] == "ben@desk.example"]
    edit(
        town,
        "directory.yaml",
        "  - {address: ben@desk.example, name: Ben Okafor, pager: ben-pager@desk.example}\n",
        "",
    )
    edit(town, "directory.yaml", "ana@desk.example, ben@desk.example, ", "ana@desk.example, ")
    edit(town, "directory.yaml", "second: ben@desk.example", "second: chloe@desk.example")
    assert "deskbell handover ben@desk.example" in town.command_refused("rules", "apply")
    customer(town, 13)
    assert town.ticket()["set"] == 3
    town.command("handover", "Ben", "Chloe")
    town.until(lambda: sets(town)[0] == 4)
    town.settle()
    assert not [one for one in town.tickets() if one["owner"] == "ben@desk.example"]
    for reference in his:
        moved = town.ticket(int(reference.removeprefix("DB-")))
        assert moved["owner"] == "chloe@desk.example"
        assert "Chloe Martin" in town.letter(moved["requester"], "Ben Okafor").text

    # The evening: the history tells it, nothing was lost, and who left hears nothing more.
    assert sets(town) == [4, 3, 2, 1]
    before = len(town.letters(BEN))
    customer(town, 14)
    assert judged(town) == ("P3", 4)
    assert len(town.letters(BEN)) == before
    assert town.letters(CHLOE)
    assert len(town.tickets()) == 15


def customer(town: Town, number: int) -> None:
    """Somebody else asks for help with something else."""
    town.mail(
        f"Please help me with it. {words_of(number)}",
        sender=f"user{number}@acme.example",
        subject=f"Order {words_of(number)[:17]} hangs",
    )


def edit(town: Town, name: str, old: str, new: str) -> None:
    """As an editor does: in place."""
    path = town.home / "rules" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def judged(town: Town) -> tuple[str, int]:
    """The priority of the newest ticket, and the set that gave it."""
    ticket = town.ticket()
    return ticket["priority"], ticket["set"]


def sets(town: Town) -> list[int]:
    """The sets that went live, newest first."""
    return [json.loads(line)["set"] for line in town.command("rules", "history", "--json").splitlines()]
