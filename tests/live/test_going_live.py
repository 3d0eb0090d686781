"""An edit of rules or templates goes live whole, once it is at rest and sound; else the last good set runs on."""

import os
import shutil
from pathlib import Path

import pytest
from office import ROBOT, MakeOffice, Office, robot

from deskbell.errors import OperatorError
from deskbell.share import shipped


def test_the_first_set_is_number_one_and_nobody_is_written_to(office: Office) -> None:
    office.rest()
    assert office.live.number == 1
    assert office.letters() == []


def test_an_edit_is_live_five_seconds_after_the_last_change_and_judges_the_next_mail(office: Office) -> None:
    office.mail(subject="Printer")
    robot(office)
    office.second(5)
    assert office.live.number == 1
    office.edit("rules/urgency.yaml", "The robot feeds the line.", "The robot feeds the whole line.")
    office.second(5)
    assert office.live.number == 1
    office.second()
    assert office.live.number == 2
    office.mail(subject="The robot stands still", sender="vic@acme.example")
    assert [one["priority"] for one in office.tickets()] == ["P2", "P3"]


def test_a_ticket_remembers_the_set_that_judged_it(office: Office) -> None:
    office.mail(subject="First")
    office.edit("rules/contact.yaml", "entries:", "\nentries:")
    office.rest()
    office.mail(subject="Second", sender="vic@acme.example")
    assert [one["set"] for one in office.tickets()] == [2, 1]


def test_the_operator_gets_one_letter_with_number_files_and_the_largest_differences(make: MakeOffice) -> None:
    office = make()
    for number in range(4):
        office.mail(subject=f"Robot {number}", sender=f"user{number}@acme.example")
    office.edit(
        "rules/kinds.yaml",
        "entries:\n",
        "entries:\n  - name: robots\n    when: {subject: {words: [robot]}}\n    then: {kind: wish}\n"
        "    because: Everybody wants one.\n    examples:\n      - mail: {subject: A robot}\n        expect: this entry\n",
    )
    office.rest()
    (text,) = office.told("rules_live")
    assert "Set 2 of the rules is live" in text
    assert "kinds.yaml" in text
    assert "Of the last 4 mails, 4 would have been judged otherwise" in text
    assert text.count("kind ") == 3


def test_a_half_typed_rule_leaves_the_last_good_set_running_and_is_told_once(office: Office) -> None:
    office.edit("rules/urgency.yaml", "entries:\n", "entries:\n  - name: half a ru\n    when: {subj")
    office.rest()
    office.rest()
    (text,) = office.told("rules_refused")
    assert "rules/urgency.yaml:" in text
    assert "set 1 runs on" in text
    assert office.live.number == 1
    office.mail(subject="Printer")
    assert office.ticket()["state"] == "open"
    (trouble,) = office.parts.troubles()
    assert "not taken" in trouble
    assert "urgency.yaml" in trouble


def test_mending_the_rule_clears_the_trouble(office: Office) -> None:
    office.edit("rules/urgency.yaml", "entries:\n", "entries:\n  - nam\n")
    office.rest()
    assert office.parts.troubles()
    office.edit("rules/urgency.yaml", "entries:\n  - nam\n", "entries:\n")
    office.rest()
    assert office.parts.troubles() == ()
    assert office.live.number == 1


def test_a_set_whose_own_examples_fail_is_not_loaded(office: Office) -> None:
    robot(office)
    office.edit("rules/urgency.yaml", "expect: {priority: P2}\n", "expect: {priority: P4}\n")
    office.rest()
    assert office.live.number == 1
    assert "expected priority: P4" in office.told("rules_refused")[0]


def test_a_broken_template_keeps_rules_and_templates_as_they_were(office: Office) -> None:
    robot(office)
    office.edit("templates/email/acknowledgement/en.txt", "{{ ", "{{ no_such_fact }}{{ ")
    office.rest()
    assert office.live.number == 1
    assert "templates/email/acknowledgement/en.txt:" in office.told("rules_refused")[0]


def test_rules_and_templates_go_live_together(office: Office) -> None:
    robot(office)
    office.edit("templates/email/rules_live/en.txt", "To take it back:", "To undo it:")
    office.rest()
    assert office.live.number == 2
    assert "To undo it:" in office.told("rules_live")[0]


def test_a_change_that_doubles_the_urgent_tickets_waits_for_a_yes(office: Office) -> None:
    for number in range(6):
        office.mail(
            subject="The robot" if number else "Outage: nobody can work", sender=f"user{number}@acme.example"
        )
    robot(office)
    office.rest()
    assert office.live.number == 1
    (asked,) = office.told("rules_waiting")
    assert "Of the last 6 mails, 6 would be P1 or P2 instead of 1. Among them:" in asked
    assert "deskbell rules apply --yes" in asked
    assert office.told("rules_refused") == []
    assert any("--yes" in one for one in office.parts.troubles())
    with pytest.raises(OperatorError, match="6 would be P1 or P2 instead of 1"):
        office.live.apply()
    assert office.live.apply(yes=True).number == 2
    assert office.parts.troubles() == ()


def test_a_waiting_change_still_waits_after_a_restart_and_nobody_is_told_twice(office: Office) -> None:
    for number in range(3):
        office.mail(subject="The robot", sender=f"user{number}@acme.example")
    robot(office)
    office.rest()
    office.restart()
    office.rest()
    assert office.live.number == 1
    assert len(office.told("rules_waiting")) == 1


def test_a_swapped_link_is_seen_and_goes_live(office: Office) -> None:
    (office.rules).rename(office.home / "rules.1")
    (office.home / "rules").symlink_to("rules.1")
    office.rest()
    assert office.live.number == 1
    shutil.copytree(office.home / "rules.1", office.home / "rules.2", copy_function=shutil.copy2)
    office.edit("rules.2/urgency.yaml", "entries:\n", ROBOT)
    (office.home / "next").symlink_to("rules.2")
    (office.home / "next").rename(office.home / "rules")
    office.rest()
    assert office.live.number == 2


def test_an_edit_that_no_time_stamp_tells_of_is_found_by_its_content(office: Office) -> None:
    path = office.rules / "urgency.yaml"
    before = path.stat()
    text = path.read_text("utf-8")
    path.write_text(text.replace("waiting for the answer", "waiting for our answer"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    office.second(30)
    assert office.live.number == 2


def test_a_folder_that_is_gone_does_not_make_the_sample_desk_live(office: Office) -> None:
    robot(office)
    office.rest()
    office.rules.rename(office.home / "away")
    office.rest()
    assert office.live.number == 2
    assert "is not there" in office.told("rules_refused")[0]


def test_by_setting_a_change_waits_for_apply(make: MakeOffice) -> None:
    office = make(settings={("rules", "apply"): "manual"})
    robot(office)
    office.rest()
    assert office.live.number == 1
    assert office.parts.troubles() == ()
    assert office.live.apply().number == 2
    office.restart()
    assert office.live.number == 2


def test_files_edited_while_the_desk_was_down_go_live_at_its_start(office: Office) -> None:
    office.close()
    robot(office)
    office.open()
    office.live.begin()
    office.run()
    assert office.live.number == 2
    assert len(office.told("rules_live")) == 1


def test_bad_files_at_the_start_the_last_good_set_runs_and_the_operator_is_told(office: Office) -> None:
    robot(office)
    office.rest()
    office.close()
    office.edit("rules/urgency.yaml", "the robot stopped", "[the robot")
    office.open()
    office.live.begin()
    office.mail(subject="The robot stands still")
    assert office.ticket()["priority"] == "P2"
    assert len(office.told("rules_refused")) == 1


def test_bad_files_at_the_very_first_start_are_told_all_at_once(make: MakeOffice, tmp_path: Path) -> None:
    home = tmp_path / "bad" / "rules"
    home.mkdir(parents=True)
    (home / "urgency.yaml").write_text("entries: [{nam: x}]\n")
    (home / "kinds.yaml").write_text("entries: [{nam: x}]\n")
    with pytest.raises(OperatorError) as told:
        make("bad")
    assert "urgency.yaml" in str(told.value)
    assert "kinds.yaml" in str(told.value)


def test_an_example_that_does_not_hold_ends_the_very_first_start(make: MakeOffice, tmp_path: Path) -> None:
    """What is shipped was tried before; an operator's own files are tried here, also those that hold one entry more."""
    rules = tmp_path / "own" / "rules"
    rules.mkdir(parents=True)
    entries = ROBOT.replace("priority: P2", "priority: P4")
    shipped_ones = (shipped("rules") / "urgency.yaml").read_text("utf-8")
    (rules / "urgency.yaml").write_text(shipped_ones.replace("entries:\n", entries, 1), "utf-8")
    with pytest.raises(OperatorError, match="the robot stopped: expected priority: P4, but"):
        make("own")
