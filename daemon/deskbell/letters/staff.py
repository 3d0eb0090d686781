"""The facts of the letters to agents and team leads about their tickets."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from deskbell.letters.facts import Facts
from deskbell.letters.traits import Trait


@dataclass(frozen=True, kw_only=True)
class Past:
    """One line of what stands between this client and us.

    `what`: open, recent, promised (live), kept, broken, survey, chasers, complaint, wish, alike (a
    solved look-alike), said elsewhere as text. `count` for what is counted, `text` for words that go
    with it (a subject, last words), `end` for the first line of those that solved it.
    """

    what: str
    text: str = ""
    reference: str = ""
    at: datetime | None = None
    count: int = 0
    end: str = ""


@dataclass(frozen=True, kw_only=True)
class Because:
    """A rule that fired, and why it is there."""

    entry: str
    because: str
    book: str = ""


@dataclass(frozen=True, kw_only=True)
class File:
    """A file that came with a kept mail: the mail's number, its place therein, and what it is called.

    `begins`, `ends`: where its base64 stands in that mail of `whole` bytes, if that is as we would write it.
    """

    mail: int
    part: str
    name: str
    content_type: str
    size: int
    begins: int = 0
    ends: int = 0
    whole: int = 0


@dataclass(frozen=True, kw_only=True)
class Notification(Facts):
    """Everything needed to answer from a telephone at a bus stop.

    `event`: new, reply, reopened, chaser, handed (the ticket is yours now), copied (you are in copy of
    it). `hand`: "" for the customer's own; `another` for one to whom our letter was forwarded; the
    words are the agent's alone until `/accept` or `/separate`. `unhappy`: the sentence that sounded so.
    `look_due`: where nobody hears from us by a time, when the owner looks again. `expected`: by when the customer was
    told that it should be solved; `restore_due`: by when people should work again, said to nobody else. `words`: theirs, whole. `about`: the subject as they wrote it, where it differs from the thread's.
    `attachments` are file names. `so_far`: what was written here before, by whom, for one who takes the ticket over;
    notes too. `open_alike`: what the same person has open that looks like this mail;
    the owner joins them (`/merge`) or does not. `left_out`: to whom the mail went who take no part, for
    so many already do; `/cc` takes one in. `answers_to`: where their mail asks for answers, if that is
    another's address; ours go there only when the agent says so. `requester`: who wrote, `outside` who is not of the
    ticket's client; `hears`: whose matter it is, "" where nobody is known; `in_copy`: who else reads what the agent answers.
    """

    kind: ClassVar[str] = "notification"
    wears: ClassVar[str] = "inside"
    traits: ClassVar[Trait] = Trait.GOES_AGAIN
    event: str
    words: str
    requester: str
    address: str
    proven: bool
    arrived_at: datetime
    promise_due: datetime | None = None
    look_due: datetime | None = None
    expected: datetime | None = None
    restore_due: datetime | None = None
    role: str = ""
    requester_zone: str = ""
    hand: str = ""
    unhappy: str = ""
    about: str = ""
    priority: str = ""
    owner: str = ""
    handed_by: str = ""
    so_far: tuple[Past, ...] = ()
    history: tuple[Past, ...] = ()
    alike: tuple[Past, ...] = ()
    open_alike: tuple[Past, ...] = ()
    fired: tuple[Because, ...] = ()
    attachments: tuple[str, ...] = ()
    also_to: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    answers_to: str = ""
    hears: str = ""
    outside: bool = False
    in_copy: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SetApartQuestion(Facts):
    """Somebody quoted a ticket they have no part in: the agent decides with `/accept` or `/separate`."""

    kind: ClassVar[str] = "set_apart_question"
    wears: ClassVar[str] = "inside"
    sender: str
    words: str
    quoted: str
    arrived_at: datetime
    quoted_subject: str = ""
    maybe: str = ""


@dataclass(frozen=True, kw_only=True)
class Consult(Facts):
    """A colleague asks for your view; the customer is not handed over and sees nothing of it."""

    kind: ClassVar[str] = "consult"
    wears: ClassVar[str] = "inside"
    asked_by: str
    question: str
    words: str = ""
    requester: str = ""
    promise_due: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Advice(Facts):
    """What a colleague answered whom you had asked; the customer has seen nothing of it. `question`: what you had asked."""

    kind: ClassVar[str] = "advice"
    wears: ClassVar[str] = "inside"
    by: str
    words: str
    requester: str
    question: str = ""
    attachments: tuple[str, ...] = ()
    promise_due: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class PromiseWarning(Facts):
    """A promise to the customer falls due. `holding_at`: when the honest no-news letter leaves if nobody
    writes.

    `what`: contact; affected, word to all whom an incident affects; look, a look of the owner's own, where no machine
    may answer; expected, the time by which they were told it should be solved; restored, by when people should work
    again (`passed`: they do not, as far as anybody said).
    """

    kind: ClassVar[str] = "promise_warning"
    wears: ClassVar[str] = "inside"
    traits: ClassVar[Trait] = Trait.WHILE_OPEN
    due: datetime
    requester: str
    last_words: str = ""
    holding_at: datetime | None = None
    what: str = "contact"
    owner: str = ""
    passed: bool = False


@dataclass(frozen=True, kw_only=True)
class PromiseBroken(Facts):
    """A promise was broken: to the owner, or to those above.

    `draft`: a letter laid before the owner (`send` sends it), as the customer would get it, made when this
    one is; `laid` that there is one, and `watched_by` who in it watches over the new time.
    `misses` counts them on this ticket. `customer_told`: the desk has written to the customer by
    itself, though a letter to them may have come back (`comes_back`). `what`: contact, affected or look, as of a warning.
    """

    kind: ClassVar[str] = "promise_broken"
    wears: ClassVar[str] = "inside"
    due: datetime
    owner: str
    requester: str
    misses: int = 1
    to_owner: bool = True
    draft: str = ""
    customer_told: bool = False
    next_contact: datetime | None = None
    laid: bool = False
    watched_by: str = ""
    what: str = "contact"
    comes_back: bool = False


@dataclass(frozen=True, kw_only=True)
class FollowUpDraft(Facts):
    """The follow-up laid before the owner: `send` sends it, other words go instead, `no` keeps it back.

    `draft`: the letter as the customer would get it, made when this one is.
    """

    kind: ClassVar[str] = "follow_up_draft"
    wears: ClassVar[str] = "inside"
    traits: ClassVar[Trait] = Trait.WHEN_DONE
    requester: str
    solved_on: datetime
    draft: str = ""
    goes_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TranscriptLine:
    """One command as it was written and what came of it. `nearest`: the right form, where it could not be
    followed.
    """

    line: str
    result: str
    done: bool = True
    nearest: str = ""


@dataclass(frozen=True, kw_only=True)
class Transcript(Facts):
    """What a mail of commands did. `reached`: all, nothing or held; `stopped` the agent's words whole, if
    held back.

    `sent`: what the customer was sent. `had`: customers to whom the agent's own mail went. `send_by`: until when the word `send` sends what was stopped. `files`: what went
    with it, or goes with it then.
    """

    kind: ClassVar[str] = "transcript"
    wears: ClassVar[str] = "inside"
    traits: ClassVar[Trait] = Trait.GOES_AGAIN
    reached: str
    lines: tuple[TranscriptLine, ...] = ()
    stopped: str = ""
    sent: str = ""
    reason: str = ""
    send_by: datetime | None = None
    files: tuple[File, ...] = ()
    had: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HelpLine:
    """A command: its form and what it does."""

    form: str
    does: str


@dataclass(frozen=True, kw_only=True)
class Help(Facts):
    """The commands an agent may write."""

    kind: ClassVar[str] = "help"
    wears: ClassVar[str] = "inside"
    traits: ClassVar[Trait] = Trait.GOES_AGAIN
    commands: tuple[HelpLine, ...]


@dataclass(frozen=True, kw_only=True)
class Bounced(Facts):
    """To the owner: the customer never got a letter. `letter` is its kind, `why` the relay's or the
    report's words. `reopened`: it was the letter that said it is solved, so the matter is open again.
    """

    kind: ClassVar[str] = "bounced"
    wears: ClassVar[str] = "inside"
    traits: ClassVar[Trait] = Trait.GOES_AGAIN
    recipient: str
    letter: str
    sent_at: datetime
    why: str = ""
    words: str = ""
    promise_due: datetime | None = None
    reopened: bool = False


@dataclass(frozen=True, kw_only=True)
class Unsent(Facts):
    """To the owner: a letter was not sent, and why. `why`: outdated, replaced, unknown_outcome, capped or
    refused.
    """

    kind: ClassVar[str] = "unsent"
    wears: ClassVar[str] = "inside"
    recipient: str
    letter: str
    why: str
    written_at: datetime
    instead: str = ""
