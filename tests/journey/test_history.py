"""What stands between a person and the desk is on the letter to whoever answers them."""

from datetime import timedelta

from desk import Desk, words_of

UMA, JO = "uma@acme.example", "jo@acme.example"


def _writes(desk: Desk, who: str, number: int) -> None:
    desk.mail(words_of(number), sender=who, subject=words_of(number)[:26])
    desk.pass_time(timedelta(hours=1))


def test_a_persons_last_three_tickets_are_named_and_nobody_elses(desk: Desk) -> None:
    """However many they opened before, and however many others wrote in the meantime."""
    for number in range(6):
        _writes(desk, UMA, number)
        _writes(desk, JO, number + 20)
    before = [one for one in desk.tickets() if one["requester"] == UMA]

    _writes(desk, UMA, 40)

    newest = [one for one in desk.tickets() if one["requester"] == UMA and one not in before]
    told = desk.letter(newest[0]["owner"], "notification").text
    between = told.partition("and us:")[2].partition("\n\n")[0]
    named = [line.split()[2].rstrip(":") for line in between.splitlines() if line.startswith("- ")]
    assert named == sorted((one["reference"] for one in before), reverse=True)[:3]
