"""How signing in at the mail provider fares: what a process notes of it, and when the secret for it ends."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

#: Under this name every process notes what keeps it from signing in.
FLAG = "sign_in"
#: So long before a secret's end somebody is told: it takes days until those who may make a new one have made it.
AHEAD = timedelta(days=14)
#: And so long before it the health page turns red: a fortnight of red would hide whatever else breaks meanwhile.
AT_LAST = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What keeps the desk from signing in. `lasts`: until somebody acts."""

    sentence: str
    since: datetime
    lasts: bool

    def text(self) -> str:
        return f"{'lasts' if self.lasts else 'may pass'}|{self.since.isoformat()}|{self.sentence}"


def hindrance(noted: str | None) -> Hindrance | None:
    """What a note says, None where it says that all is well."""
    if not noted:
        return None
    kind, since, sentence = noted.split("|", 2)
    return Hindrance(sentence, datetime.fromisoformat(since), kind == "lasts")


def ends_soon(until: str, today: date, ahead: timedelta = AHEAD) -> str:
    """What is said of a secret that ends within so many days, or has ended; "" of any other."""
    end = date.fromisoformat(until) if until else None
    if end is None or today < end - ahead:
        return ""
    left = (end - today).days
    when = f"ends in {left} {'day' if left == 1 else 'days'}, on {until}" if left > 0 else f"ended on {until}"
    return f"the secret for signing in at the mail provider {when}"
