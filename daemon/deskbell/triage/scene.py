"""What the conditions of one judgement look at: the facts, each text folded once, and what earlier books
decided.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from deskbell.domain.judgement import Kind, Level, Priority
from deskbell.domain.people import DeskAddress, Directory, without_tag
from deskbell.triage.facts import Facts, History
from deskbell.triage.finding import Finder
from deskbell.triage.once import once
from deskbell.triage.words import Joined, Text

#: From the sixth mail on a sender's habit with the red mark is known; from the tenth, that they never
#: used it.
_HABIT_FROM, _NEVER_FROM, _HABIT_SHARE = 6, 10, 0.6
#: So many characters are looked up at once.
GRAM = 3
_MANAGERS = ("cio", "it_manager")


class Overrun(Exception):
    """One judgement took longer than it may."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What is known of a mail in single words ("role:cio"), where books find their entries by it."""

    words: frozenset[str]


class Scene:
    """One mail being judged. Everything costly is worked out when first asked for, and once."""

    def __init__(
        self,
        facts: Facts,
        directory: Directory,
        periods: tuple[int, ...] = (),
        words: frozenset[str] | None = None,
        finder: Finder | None = None,
    ) -> None:
        """`periods`, `words`: the days of history, and the words, that conditions ask for; None: any words.

        `finder`: of the books that will ask; None where conditions alone do.
        """
        self.facts = facts
        self.directory = directory
        self._finder = finder
        self._periods = periods
        self._words = words
        self.ends_at = float("inf")
        self.asked_history = False
        self.kind: Kind | None = None
        self.urgency: Level | None = None
        self.impact: Level | None = None
        self.priority: Priority | None = None

    def check_time(self) -> None:
        """Overrun once this thread has worked longer on it than it may (CPU time: a busy machine is not
        the rules' fault).
        """
        if time.thread_time() > self.ends_at:
            raise Overrun

    @once
    def reached(self) -> Mapping[str, Sequence[int]]:
        """For each book by its name: the entries that this mail can reach at all."""
        return self._finder.reached(self) if self._finder else {}

    @once
    def subject(self) -> Text:
        return Text(self.facts.subject, self._words)

    @once
    def body(self) -> Text:
        return Text(self.facts.new_words, self._words)

    @once
    def subject_grams(self) -> Tags:
        """Every three characters in a row of the subject, by which what it contains is looked up."""
        text = self.subject.folded
        return Tags(frozenset(text[at : at + GRAM] for at in range(len(text) - GRAM + 1)))

    @once
    def text(self) -> Text:
        """Subject and new words, looked at together."""
        return Joined(self.subject, self.body)

    @once
    def tags(self) -> Tags:
        """Its sender's address, domain (and those above), role and kind, and its importance."""
        facts = self.facts
        sender = facts.sender.casefold()
        tags = {
            f"address:{sender}",
            f"local:{sender.partition('@')[0]}",
            f"at:{sender.rpartition('@')[2]}",
            f"role:{facts.role}",
            f"sender:{facts.sender_kind}",
            f"importance:{facts.importance}",
        }
        domain = self.domain
        while domain:
            tags.add(f"domain:{domain}")
            domain = domain.partition(".")[2]
        return Tags(frozenset(tags))

    @once
    def domain(self) -> str:
        return self.facts.domain

    @once
    def full_text(self) -> Text:
        return Text(self.facts.text or self.facts.new_words, self._words)

    @once
    def sender_name(self) -> Text:
        return Text(self.facts.sender_name)

    @once
    def ticket_subject(self) -> Text:
        return Text(self.facts.ticket.subject)

    @once
    def header_names(self) -> Tags:
        """The names of its header fields, without case."""
        return Tags(frozenset([name.casefold() for name, _ in self.facts.headers]))

    @once
    def _headers(self) -> dict[str, Text]:
        return {}

    def header(self, name: str) -> Text | None:
        """The value of a field by its name without case; several of one name are read as one text."""
        if name not in self.header_names.words:
            return None
        text = self._headers.get(name)
        if text is None:
            values = [value for known, value in self.facts.headers if known.casefold() == name]
            text = self._headers[name] = Text("\n".join(values))
        return text

    @once
    def to_complaints(self) -> bool:
        """Is one of the recipients a complaints address of the desk?"""
        return self.facts.to_complaints or any(own.complaints for own in self._own_recipients)

    @once
    def to_retired(self) -> bool:
        """Is one of the recipients a retired address of the desk?"""
        return self.facts.to_retired or any(own.retired for own in self._own_recipients)

    @once
    def _own_recipients(self) -> list[DeskAddress]:
        plain = {without_tag(address.casefold()) for address in self.facts.recipients}
        return [own for own in self.directory.addresses if own.address in plain]

    @once
    def history(self) -> History:
        """The one look at the desk's memory."""
        self.asked_history = True
        return self.facts.history(self._periods)

    @once
    def client_open(self) -> bool:
        return self.facts.client_hours.is_open(self.facts.now)

    @once
    def desk_open(self) -> bool:
        return self.facts.desk_hours.is_open(self.facts.now)

    @once
    def local(self) -> datetime:
        """Now, on the clock of the sender's client."""
        return self.facts.now.astimezone(ZoneInfo(self.facts.client_hours.zone))

    @once
    def mark_weight(self) -> float:
        """How much this mail's mark of high importance says: 0 without one, 1 as a rule.

        Half from one who marks more than 60 % of their mail (known from the sixth on), double from one
        who never did in ten. A manager's mark is taken as it stands, without asking for their habits.
        """
        if self.facts.importance != "high":
            return 0.0
        if self.facts.role in _MANAGERS:
            return 1.0
        before, marked = self.history.mails, self.history.marked_mails
        if before >= _NEVER_FROM and not marked:
            return 2.0
        # The judged mail is the sixth when five came before it.
        habitual = before + 1 >= _HABIT_FROM and marked > before * _HABIT_SHARE
        return 0.5 if habitual else 1.0
