"""A town around a running desk: people with mail programs, a relay that brings them letters, a clock that a test winds.

The desk is real in every part (its processes, its SMTP door, its database, its pages); people have nothing but mail and
a browser. Time stands still until a story says that it passes, and passes only while the desk has nothing left to do.
"""

import shutil
import smtplib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

from clocked import FileClock
from desk import Got, written
from deskbell.share import shipped
from deskbell.store import looks
from deskbell.store.glance import looking
from process import TOP, Running
from relay import Received, Relay
from servers import until_open

CIO = "Catherine Osei <catherine@acme.example>"
IAN = "Ian Mercer <ian@acme.example>"
UMA = "Uma Patel <uma@acme.example>"
ANA = "Ana Silva <ana@desk.example>"
BEN = "Ben Okafor <ben@desk.example>"
CHLOE = "Chloe Martin <chloe@desk.example>"
LENA = "Lena Fischer <lena@desk.example>"
MARCO = "Marco Rossi <marco@desk.example>"
DANA = "Dana Novak <dana@desk.example>"
VERA = "Vera Lind <vera@desk.example>"
RED = {"Importance": "high", "X-Priority": "1"}

#: So many seconds may a crowded machine take over what the desk does at once.
PATIENCE = 240.0
LONDON = ZoneInfo("Europe/London")
#: From here the desk believes whoever writes to be who they say; from anywhere else it has nothing but a claim.
HERE, ELSEWHERE = "127.0.0.1", "127.0.0.66"
#: What the desk has in hand, and when its clockwork must look next, both of one moment.
_IN_HAND = """
    select (select count(*) from inbound where outcome is null)
         + (select count(*) from letter where state in ('waiting', 'sending')) as busy,
           (select min(next_at) from ticket where next_at is not null) as due
"""


@dataclass
class Town:
    """One desk and everybody who writes to it. `now`: the desk's time when it is opened."""

    home: Path
    now: datetime
    url: str = ""
    broker: str = "embedded"
    commands: Sequence[str] = ("run",)
    relay: Relay = field(default_factory=Relay)
    _came: list[tuple[str, Received]] = field(default_factory=list)
    _opened: dict[tuple[str, int], Got] = field(default_factory=dict)
    _seen: int = 0
    _closing: ExitStack = field(default_factory=ExitStack)

    def open(self) -> "Town":
        """Everything runs, and the first mail may come."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.clock = FileClock(self.home / "clock")
        self.clock.set(self.now)
        self._closing.enter_context(self.relay)
        self.desk = Running(
            self.home,
            url=self.url,
            broker=self.broker,
            relay=self.relay.url.replace("smtp:", "smtp+plain:"),
            commands=self.commands,
            settings={("intake.smtp", "trusted"): [f"{HERE}/32 *"]},
            program=(str(TOP / "tests" / "clocked.py"),),
            beside={"CLOCK": str(self.home / "clock")},
        )
        self._closing.callback(self.desk.kill)
        self.desk.start()
        for port in (self.desk.smtp, self.desk.web):
            until_open(port, PATIENCE)
        self.look = self._closing.enter_context(
            looking(self.url or f"sqlite:///{self.home / 'deskbell.sqlite'}")
        )
        return self

    def close(self) -> None:
        self._closing.close()

    # -- people write

    def mail(
        self,
        text: str,
        *,
        sender: str = UMA,
        to: str = "support@desk.example",
        subject: str | None = None,
        answers: Got | None = None,
        headers: Mapping[str, str] | None = None,
        come_from: str = HERE,
    ) -> None:
        """A person writes, or answers a letter they got, by SMTP; then everything that follows happens."""
        data = written(self.clock.now(), text, sender, to, subject, answers, headers=headers)
        self.send([(parseaddr(sender)[1], answers.reply_to if answers else to, data)], come_from)
        self.settle()

    def crowd(self, mails: Iterable[tuple[str, str, bytes]], connections: int) -> None:
        """Many write at once: (sender, recipient, mail) over so many connections; every one is told 250."""
        waiting = list(mails)
        share = -(-len(waiting) // connections)
        with ThreadPoolExecutor(connections) as pool:
            list(pool.map(self.send, (waiting[at : at + share] for at in range(0, len(waiting), share))))

    def send(self, mails: Iterable[tuple[str, str, bytes]], come_from: str = HERE) -> None:
        """One SMTP conversation."""
        with smtplib.SMTP(
            "127.0.0.1", self.desk.smtp, timeout=PATIENCE, source_address=(come_from, 0)
        ) as wire:
            for sender, recipient, data in mails:
                assert wire.sendmail(sender, [recipient], data) == {}

    # -- people read

    def receivers(self) -> list[str]:
        """To whom letters came, one after the other; nobody opens any."""
        for one in self.relay.received[self._seen :]:
            self._seen += 1
            self._came += [(each, one) for each in one.recipients]
        return [address for address, _ in self._came]

    def rang(self) -> list[str]:
        """Whose telephones did."""
        return [one.partition("-pager@")[0] for one in self.receivers() if "-pager@" in one]

    def letters(self, recipient: str, *words: str) -> list[Got]:
        """What came by the relay to this person with all these words in it, oldest first."""
        self.receivers()
        address = parseaddr(recipient)[1]
        mine = [self._open(to, one) for to, one in self._came if to == address]
        return [one for one in mine if says(one, words)]

    def _open(self, address: str, received: Received) -> Got:
        key = address, id(received)
        if key not in self._opened:
            self._opened[key] = Got(address, received.message, "")
        return self._opened[key]

    def letter(self, recipient: str, *words: str) -> Got:
        """The newest of them."""
        found = self.letters(recipient, *words)
        assert found, f"no letter to {recipient} says {words}; they got:\n\n" + "\n\n".join(
            f"{one.subject}\n{one.text}" for one in self.letters(recipient)
        )
        return found[-1]

    # -- people browse

    def page(self, link: str, **answers: str) -> tuple[int, str]:
        """A page that a letter names: its status and its words; with `answers`, its form filled in and sent."""
        parts = urlsplit(link)
        form = urlencode(answers).encode() if answers else None
        request = Request(link, form, headers={"Origin": f"{parts.scheme}://{parts.netloc}"})
        try:
            with urlopen(request, timeout=PATIENCE) as page:
                return int(page.status), page.read().decode()
        except HTTPError as refused:
            return refused.code, refused.read().decode()

    # -- time

    def settle(self) -> None:
        """Wait until the desk has nothing left to do now."""
        end, pause = time.monotonic() + PATIENCE, 0.01
        while not self._idle():
            assert self.desk.alive, f"the desk died\n{self.desk.log[-3000:]}"
            assert time.monotonic() < end, f"the desk does not come to rest\n{self.desk.log[-3000:]}"
            time.sleep(pause)
            pause = min(pause * 1.2, 0.1)  # to count a thousand letters is work, too

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for what happens by the machine's time."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, f"it did not come about\n{self.desk.log[-3000:]}"
            time.sleep(0.05)

    def _idle(self) -> bool:
        busy, due = self._in_hand()
        return not busy and (due is None or due > self.clock.now())

    def _in_hand(self) -> tuple[int, datetime | None]:
        (row,) = self.look(_IN_HAND, {})
        due = looks.moment(row.due)
        return row.busy, datetime.fromisoformat(due) if due else None

    def begin(self, weekday: str, at: str) -> datetime:
        """A new story: on the next such day, at this time in London. What came before has been read and put away.

        An ordinary day: on the last of a month, when the client closes its books, more is urgent.
        """
        hour, minute = map(int, at.split(":"))
        day = self.clock.now().astimezone(LONDON)
        while True:
            when = datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON).astimezone(UTC)
            ordinary = (day + timedelta(days=1)).month == day.month
            if f"{day:%A}" == weekday and ordinary and when >= self.clock.now():
                break
            day += timedelta(days=1)
        self.pass_time(when)
        self.receivers()
        self._came.clear()
        self._opened.clear()
        return when

    def pass_time(self, until: datetime | timedelta, enough: Callable[[], bool] = lambda: False) -> None:
        """Desk time passes until then, or until it is enough; whatever falls due happens when it does."""
        end = until if isinstance(until, datetime) else self.clock.now() + until
        while (now := self.clock.now()) < end and not enough():
            _, due = self._in_hand()
            self.clock.set(min(end, max(due, now + timedelta(seconds=1))) if due else end)
            self.settle()

    # -- what an operator sees

    def command(self, *words: str) -> str:
        """One command of the operator's; it must go well."""
        done = self.desk.command(*words)
        assert done.returncode == 0, (done.stdout + done.stderr).decode()
        return done.stdout.decode()

    def command_refused(self, *words: str) -> str:
        """One that must not go well; why."""
        done = self.desk.command(*words)
        assert done.returncode not in (0, -9), done.stdout.decode()
        return (done.stdout + done.stderr).decode()

    def ticket(self, number: int | None = None) -> dict[str, Any]:
        """One ticket whole; the newest where none is named."""
        if number is None:
            (row,) = self.look("select max(id) as newest from ticket", {})
            number = row.newest
        found = looks.ticket(self.look, int(number or 0))
        assert found
        return found

    def tickets(self) -> list[dict[str, Any]]:
        return list(looks.tickets(self.look, state="all", limit=5000))


def says(letter: Got, words: Sequence[str]) -> bool:
    whole = f"{letter.subject}\n{letter.text}"
    return all(word in whole for word in words)


def london(text: str) -> datetime:
    """`2026-11-24 22:10`, in a winter in which London's time is UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def rules_of(home: Path) -> Path:
    """The home's own rules, as shipped, for an operator to edit."""
    shutil.copytree(shipped("rules"), home / "rules")
    return home / "rules"
