"""One agent's matters become another's: all they own, promised or owe; each customer told, each ticket noted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from deskbell.casework.by_hand import OPERATOR, agent_meant
from deskbell.casework.docket import Asked, Docket
from deskbell.casework.doing import hand_over
from deskbell.casework.house import House
from deskbell.casework.sitting import Sitting
from deskbell.domain.people import Agent, Directory
from deskbell.errors import OperatorError
from deskbell.store import sets
from deskbell.store.store import SqlStore

#: So many tickets share a transaction, so that mail that comes in meanwhile need not wait for all of them.
TOGETHER = 25


@dataclass(frozen=True, slots=True)
class Handed:
    """From whom to whom, by name, and the numbers of the tickets."""

    old: str
    new: str
    tickets: tuple[int, ...]


def handover(store: SqlStore, house: House, giver: str, taker: str, now: datetime) -> Handed:
    """Safe to run again: what was handed over is the taker's already. OperatorError for a name nobody bears."""
    old, name = _giver(house.directory, giver)
    new = agent_meant(house.directory, taker)
    if new.address in old:
        raise OperatorError(f"{new.name} has them already; name somebody else.")
    numbers = sets.matters_of(store, old)
    for at in range(0, len(numbers), TOGETHER):
        some = numbers[at : at + TOGETHER]

        def decide(docket: Docket, some: Sequence[int] = some) -> None:
            for number in some:
                _hand(docket, house, number, old, new)

        store.settle(Asked(tickets=frozenset(some)), now, decide)
    return Handed(name, new.name, tuple(numbers))


def _giver(directory: Directory, word: str) -> tuple[frozenset[str], str]:
    """Every address of whoever gives, and their name. Somebody the directory has lost is known by an address."""
    address = word.strip().lower()
    agent = directory.agent_named(word)
    if agent is None and "@" in address:
        return frozenset({address}), address
    agent = agent or agent_meant(directory, word)
    return frozenset({agent.address, *agent.aliases}), agent.name


def _hand(docket: Docket, house: House, number: int, old: frozenset[str], new: Agent) -> None:
    ticket = docket.tickets.get(number)
    if ticket is None:
        return
    promise, alert = docket.promises.get(number), docket.alerts.get(number)
    if promise and promise.by in old:
        docket.change_promise(replace(promise, by=new.address))
    if alert and alert.confirmed_by in old:
        docket.change_alert(replace(alert, confirmed_by=new.address))
    if ticket.owner not in old:
        return
    if ticket.live:
        hand_over(Sitting(docket, house, number, OPERATOR), new)
    else:
        docket.save(ticket.changed(owner=new.address))
        docket.note(number, "handed_over", old=ticket.owner, new=new.address, by=OPERATOR.address)


__all__ = ["Handed", "handover"]
