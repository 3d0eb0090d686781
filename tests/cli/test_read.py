"""`deskbell read`: a file in, what was understood of it out, line by line."""

import json
from pathlib import Path

from shell import Shell, outside

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "mail"
KEYS = [
    "path",
    "subject",
    "from",
    "from_name",
    "message_id",
    "in_reply_to",
    "references",
    "date",
    "text",
    "html",
    "reply_text",
    "quoted_text",
    "attachments",
    "origin",
    "auto",
    "bounce",
    "failed_recipients",
    "delayed_recipients",
    "forward",
    "importance",
    "calendar",
    "signed",
    "encrypted",
    "defects",
]


def test_each_file_is_one_object_with_every_key_in_the_order_they_were_named(
    run: Shell, tmp_path: Path
) -> None:
    files = sorted(SAMPLES.glob("*.eml"), reverse=True)[:12]
    done = outside(run.home, "read", "--json", *map(str, files))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [row["path"] for row in rows] == [str(file) for file in files]
    assert all(list(row) == KEYS for row in rows)


def test_a_file_that_cannot_be_opened_is_an_error_line_and_exit_status_1_and_the_others_are_read(
    run: Shell, tmp_path: Path
) -> None:
    good = tmp_path / "good.eml"
    good.write_bytes(b"Subject: ok\r\n\r\nwords\r\n")
    done = outside(run.home, "read", "--json", str(tmp_path / "none.eml"), str(tmp_path), str(good))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [sorted(row) == ["error", "path"] for row in rows] == [True, True, False]
    assert rows[2]["reply_text"] == "words"


def test_bytes_of_any_kind_give_an_answer(run: Shell, tmp_path: Path) -> None:
    file = tmp_path / "noise"
    file.write_bytes(bytes(range(256)) * 20)
    done = outside(run.home, "read", "--json", str(file))
    assert done.returncode == 0
    assert json.loads(done.stdout)["path"] == str(file)


def test_standard_input_is_a_dash(run: Shell) -> None:
    done = outside(
        run.home, "read", "--json", "-", data=b"From: Ana <ana@x.example>\r\nSubject: hi\r\n\r\nhello\r\n"
    )
    row = json.loads(done.stdout)
    assert (row["path"], row["from"], row["from_name"], row["subject"]) == ("-", "ana@x.example", "Ana", "hi")


def test_names_are_read_from_a_file_or_from_standard_input(run: Shell, tmp_path: Path) -> None:
    files = sorted(SAMPLES.glob("*.eml"))[:5]
    names = tmp_path / "names"
    names.write_text("\n".join(map(str, files)) + "\n\n")
    by_file = outside(run.home, "read", "--json", "--files-from", str(names))
    by_pipe = outside(run.home, "read", "--json", "--files-from", "-", data=names.read_bytes())
    assert [json.loads(line)["path"] for line in by_file.stdout.splitlines()] == [str(file) for file in files]
    assert by_pipe.stdout == by_file.stdout


def test_a_name_that_is_no_unicode_is_read_too(run: Shell, tmp_path: Path) -> None:
    import os

    odd = os.fsencode(tmp_path) + b"/caf\xe9.eml"
    with open(odd, "wb") as file:
        file.write(b"Subject: odd name\r\n\r\nx\r\n")
    done = outside(run.home, "read", "--json", "--files-from", "-", data=odd + b"\n")
    assert done.returncode == 0
    assert json.loads(done.stdout)["subject"] == "odd name"


def test_without_json_a_person_can_read_it(run: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(
        b"From: Ana <ana@x.example>\r\nSubject: Printer\r\nImportance: high\r\n\r\nIt smokes.\r\n"
    )
    out = outside(run.home, "read", str(file)).stdout.decode()
    assert "from: Ana <ana@x.example>" in out
    assert "subject: Printer" in out
    assert "importance: high" in out
    assert out.rstrip().endswith("It smokes.")


def test_reading_needs_no_home_and_makes_none(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(b"Subject: x\r\n\r\ny\r\n")
    assert outside(tmp_path / "nowhere", "read", "--json", str(file)).returncode == 0
    assert not (tmp_path / "nowhere").exists()


def test_naming_no_file_is_told_in_one_sentence(run: Shell) -> None:
    said = run("read")
    assert said.status == 2
    assert len(said.err.splitlines()) == 1
