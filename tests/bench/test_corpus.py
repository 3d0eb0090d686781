"""What is measured is always the same mail, and what was not measured is never made up."""

from email import message_from_bytes, policy

from bench import table
from bench.corpus import corpus


def test_the_corpus_is_the_same_every_time() -> None:
    assert list(corpus(150)) == list(corpus(150))


def test_it_is_mail_as_a_desk_gets_it() -> None:
    """One in ten with 100 kB attached, one in twenty a reply to an earlier one, the others of a few kB."""
    mails = list(corpus(400))
    read = [message_from_bytes(one.raw, policy=policy.default) for one in mails]
    large = [one for one in mails if len(one.raw) > 100_000]
    replies = [message for message in read if message["In-Reply-To"]]
    earlier = {f"<{one.message_id}>" for one in mails}
    assert len(large) == 40
    assert 10 <= len(replies) <= 20
    assert {str(message["In-Reply-To"]) for message in replies} <= earlier
    assert all(2_500 < len(one.raw) < 12_000 for one in mails if one not in large)
    assert all(message.is_multipart() and not message.defects for message in read)


def test_two_runs_against_one_desk_share_no_sender_and_no_message_id() -> None:
    one, other = list(corpus(50, "a")), list(corpus(50, "b"))
    assert {mail.sender for mail in one}.isdisjoint(mail.sender for mail in other)
    assert {mail.message_id for mail in one}.isdisjoint(mail.message_id for mail in other)


def test_what_was_not_measured_is_said_so() -> None:
    nothing = {
        "sqlite": dict.fromkeys(table.KEYS),
        "postgresql": dict.fromkeys(table.KEYS),
        "machine": "none",
        "mails": 0,
    }
    cells = [
        line.split("|")[2:4]
        for line in table.text(nothing).splitlines()
        if line.startswith("| ") and "---" not in line
    ]
    assert all(cell.strip() == "not measured" for row in cells[1:] for cell in row)
