"""What an operator does at one ticket from the desk's own machine, with the agents' commands: all of it or nothing.

Whoever may run commands in the home needs no proof. But words to a customer are a person's: they go out in the name of
an agent, who gets the transcript, so that nobody's name is used behind their back.
"""

from dataclasses import dataclass

from deskbell.casework import complaints, doing, keeping, people
from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.post import to_staff
from deskbell.casework.promising import scheduled
from deskbell.casework.sitting import Sitting
from deskbell.commands import kinds as words
from deskbell.commands import parse
from deskbell.commands.parse import Parsed
from deskbell.domain.hours import WorkingHours
from deskbell.domain.people import Agent, Directory
from deskbell.errors import OperatorError
from deskbell.letters import kinds
from deskbell.letters.staff import TranscriptLine

#: In whose name it is done where no agent is named.
OPERATOR = Agent(address="operator", name="The operator", hours=WorkingHours())
#: What sends nobody words and promises nothing, so that no person need stand for it.
_NEEDS_NO_NAME = (
    words.Assign,
    words.Urgency,
    words.Note,
    words.Close,
    words.Reopen,
    words.Restored,
    words.Cc,
    words.For,
    words.Accept,
    words.Separate,
    words.Split,
    words.Merge,
    words.Undo,
)
_IN_YOUR_NAME = "The operator did this in your name, at the desk's own machine."


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done at ticket `number`: the lines and words of an agent's mail, in the name of `agent`.

    `outsiders`: whether participants outside the client, whom no agent has seen yet, read the words: with, without,
    or "" where that must be asked. `sure`: a promise longer than the rules let anybody make unasked is meant so.
    """

    number: int
    text: str
    agent: Agent | None = None
    outsiders: str = ""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it; `sent` are the words a customer was sent."""

    number: int
    lines: tuple[TranscriptLine, ...]
    sent: str = ""


def agent_meant(directory: Directory, word: str) -> Agent:
    """The one agent of that name, first name or address; OperatorError naming all where it is not one."""
    agent = directory.agent_named(word)
    if agent is None:
        raise OperatorError(f'No one agent answers to "{word}"; there are {_names(directory)}.')
    return agent


def _names(directory: Directory) -> str:
    return ", ".join(sorted(one.name for one in directory.agents.values()))


def do(docket: Docket, house: House, order: Order) -> Done:
    """Do it. OperatorError, in one sentence and with nothing changed, for what cannot be done."""
    if order.number not in docket.tickets:
        raise OperatorError(f"There is no ticket DB-{order.number}; deskbell tickets lists them.")
    if docket.tickets[order.number].erased:
        raise OperatorError(f"DB-{order.number} was erased; nothing can be done at it.")
    sitting = Sitting(docket, house, order.number, order.agent or OPERATOR)
    parsed = _understood(sitting, order)
    if order.agent:
        docket.join(order.number, order.agent.address, order.agent.name, "agent")
    if any(isinstance(one, words.Mine) for one in parsed.commands):
        return _confirmed(sitting, order.number)
    _ask_about_outsiders(sitting, parsed, order)
    _ask_about_promises(sitting, parsed, order)
    sitting.readers, sitting.words = parsed.readers, parsed.text
    for number, command in enumerate(parsed.commands):
        sitting.below = number >= parsed.above
        line = doing.do(command, sitting)
        if not line.done:
            raise OperatorError(f"Nothing was done: {line.line}: {line.result}.")
        sitting.lines.append(line)
    doing.finish(sitting)
    return _told(sitting, order)


def _understood(sitting: Sitting, order: Order) -> Parsed:
    """The order as commands and words, all of which may be done; OperatorError for the first that may not."""
    agent, directory = sitting.agent, sitting.house.directory
    parsed = parse(order.text, sitting.docket.now, agent.hours, agent.timezone or sitting.house.timezone)
    for problem in parsed.problems:
        near = f"; the nearest is {problem.nearest}" if problem.nearest not in problem.expected else ""
        wanted = (
            problem.expected if problem.expected.startswith("there is") else f"expected {problem.expected}"
        )
        raise OperatorError(f"Nothing was done: {problem.line}: {wanted}{near}.")
    if not parsed.commands and not parsed.text:
        raise OperatorError(
            "There is nothing to do: write a command such as /resolve, or words for the customer."
        )
    if order.agent is None:
        for one in parsed.commands:
            if not isinstance(one, _NEEDS_NO_NAME):
                raise OperatorError(
                    f"{one.line} is an agent's to say: name one with --as ({_names(directory)})."
                )
        if parsed.text and parsed.readers != "agents":
            raise OperatorError(
                f"Words to a customer are a person's: name one with --as ({_names(directory)})."
            )
    elif complaints.concerns(sitting.docket, sitting.ticket, agent.address):
        raise OperatorError(f"This complaint is about {agent.name}, so somebody else answers it.")
    return parsed


def _confirmed(sitting: Sitting, number: int) -> Done:
    if why := doing.confirm(sitting):
        raise OperatorError(why)
    return Done(number, (TranscriptLine(line="mine", result=f"{sitting.agent.name} has it"),))


def _ask_about_outsiders(sitting: Sitting, parsed: Parsed, order: Order) -> None:
    """Readers outside the client are named before an answer first includes them."""
    outsiders = people.outside(sitting.docket, sitting.ticket)
    if not outsiders or parsed.readers != "customer" or not people.speaks(parsed):
        return
    if not order.outsiders:
        of = sitting.ticket.client or sitting.ticket.requester.rpartition("@")[2]
        raise OperatorError(
            f"The words would also go to {', '.join(outsiders)}, outside {of}: say --outsiders with, or --outsiders without."
        )
    people.decide_outside(
        sitting.docket, sitting.ticket, "participant" if order.outsiders == "with" else "aside"
    )


def _ask_about_promises(sitting: Sitting, parsed: Parsed, order: Order) -> None:
    for one in parsed.commands:
        if isinstance(one, words.Promise) and not order.sure and (why := keeping.too_long(sitting, one.by)):
            raise OperatorError(f"Nothing was done: {why} Say --sure to promise it all the same.")


def _told(sitting: Sitting, order: Order) -> Done:
    """The timeline says who did it and what; an agent in whose name it was done gets the transcript."""
    number, lines = order.number, tuple(sitting.lines)
    sitting.docket.note(
        number, "done_by_hand", agent=sitting.agent.address, lines=[one.line[:200] for one in lines]
    )
    if order.agent:
        facts = kinds.Transcript(
            reached=sitting.reached, lines=lines, sent=sitting.sent, reason=_IN_YOUR_NAME
        )
        to_staff(sitting.docket, sitting.house, sitting.ticket, facts, order.agent.address)
    sitting.save(scheduled(sitting.docket, sitting.house, sitting.ticket))
    return Done(number, lines, sitting.sent)


__all__ = ["OPERATOR", "Done", "Order", "agent_meant", "do"]
