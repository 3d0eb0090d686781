"""The samples' facts of the letters of the morning: the digest, and what the day brings to each of the desk."""

from datetime import datetime

from deskbell.letters.operators import ClientLine, Digest, DigestLine, Lack, Morning, MorningLine
from deskbell.letters.sample_words import DAY, HOUR, MANAGER, OWNER, Named, Words


def of_the_morning(words: Words, at: datetime) -> Named:
    """Name and facts of each."""
    subject, lacks = words["subject"], (Lack(part="cause"), Lack(part="prevention"))
    line = MorningLine(reference="DB-1042", subject=subject, client="Acme", due=at + 5 * HOUR)
    grave = DigestLine(
        what="broken",
        text=subject,
        owner=OWNER,
        since=at - 4 * DAY,
        reference="DB-1042",
        client="Acme",
        word="/promise",
        on_duty=False,
    )
    complaint = DigestLine(
        what="complaint",
        text=subject,
        owner=MANAGER,
        since=at - 6 * DAY,
        reference="DB-1030",
        word="/cause",
        lacks=lacks,
    )
    yield (
        "digest",
        Digest(
            day=at,
            since=at - DAY,
            came_in=41,
            accounted_for=41,
            lines=(grave, complaint),
            answered=("DB-1017",),
            kept=17,
            held=2,
            broken=1,
        ),
    )
    yield "digest-empty", Digest(day=at, since=at - DAY, came_in=41, accounted_for=41, kept=12)
    yield "digest-short", Digest(day=at, came_in=41, accounted_for=40, lines=(grave,), more=7)
    yield (
        "morning",
        Morning(
            day=at,
            promised=(line,),
            overnight=(MorningLine(reference="DB-1050", subject=subject, client="Acme"),),
            waiting=(
                MorningLine(reference="DB-1031", subject=subject, client="Acme", what="chasers", count=2),
            ),
        ),
    )
    of_a_lead = MorningLine(reference="DB-1019", subject=subject, client="Acme", what="silent", owner=OWNER)
    yield "morning-of-a-lead", Morning(day=at, team=(of_a_lead,))
    clients = (
        ClientLine(
            client="Acme",
            what="complaint",
            since=at - 6 * DAY,
            text=subject,
            reference="DB-1030",
            lacks=lacks,
        ),
        ClientLine(client="Acme", what="many", since=at - 7 * DAY, text="Ana Lima", count=3),
        ClientLine(client="Acme", what="lost", since=at - 2 * DAY, count=2),
        ClientLine(client="Acme", what="volume", since=at - DAY, count=14),
        ClientLine(client="Globex", what="quiet", since=at - 22 * DAY),
    )
    yield "morning-of-an-account-manager", Morning(day=at, clients=clients)
