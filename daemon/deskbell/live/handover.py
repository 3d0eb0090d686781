"""One agent's matters become another's: all they own, promised or owe; each customer told, each ticket noted.

An agent who has a new address keeps what is theirs, and nobody is told, for it is in the same hands.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from deskbell.casework.by_hand import OPERATOR, agent_meant
from deskbell.casework.docket import Asked, Docket
from deskbell.casework.doing import hand_over
from deskbell.casework.house import House, known_address
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
    _each(store, numbers, now, lambda docket, number: _hand(docket, house, number, old, new))
    return Handed(name, new.name, tuple(numbers))


def readdress(store: SqlStore, house: House, now: datetime) -> None:
    """What agents hold under an address that is an alias of theirs they hold under the one they are known by.

    Safe to run again.
    """
    old = [alias for agent in house.directory.agents.values() for alias in agent.aliases]
    if old:
        numbers = sets.matters_of(store, old)
        _each(store, numbers, now, lambda docket, number: _readdress(docket, house, number))


def _each(
    store: SqlStore, numbers: Sequence[int], now: datetime, change: Callable[[Docket, int], None]
) -> None:
    for at in range(0, len(numbers), TOGETHER):
        some = numbers[at : at + TOGETHER]

        def decide(docket: Docket, some: Sequence[int] = some) -> None:
            for number in some:
                change(docket, number)

        store.settle(Asked(tickets=frozenset(some)), now, decide)


def _readdress(docket: Docket, house: House, number: int) -> None:
    ticket, promise, alert = (
        docket.tickets.get(number),
        docket.promises.get(number),
        docket.alerts.get(number),
    )
    if ticket and (owner := known_address(house, ticket.owner)) != ticket.owner:
        docket.save(ticket.changed(owner=owner))
    if promise and (by := known_address(house, promise.by)) != promise.by:
        docket.change_promise(replace(promise, by=by))
    if alert and (has_it := known_address(house, alert.confirmed_by)) != alert.confirmed_by:
        docket.change_alert(replace(alert, confirmed_by=has_it))


def _giver(directory: Directory, word: str) -> tuple[frozenset[str], str]:
    """Every address of whoever gives, and their name. Somebody the directory has lost is known by an address."""
    address = word.strip().lower()
    agent = directory.agent_named(word)
    if agent is None and "@" in address:
        return frozenset({address}), address
    agent = agent or agent_meant(directory, word)
    return frozenset(agent.addresses), agent.name


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


__all__ = ["Handed", "handover", "readdress"]
