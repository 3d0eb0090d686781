"""What an operator's command may ask of the live set, over the desk's socket or with the home's lock."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from deskbell.domain.ticket import reference
from deskbell.errors import OperatorError
from deskbell.live.going import Decision
from deskbell.live.handover import handover
from deskbell.ports import Command, Handler

if TYPE_CHECKING:
    from deskbell.bootstrap import Parts


def live_handlers(parts: "Parts") -> dict[str, Handler]:
    """Every request by name."""
    live = parts.books.live

    def apply(command: Command, _: bytes) -> Mapping[str, Any]:
        return _told(live.apply(yes=bool(command.get("yes"))))

    def back(command: Command, _: bytes) -> Mapping[str, Any]:
        number = command.get("number")
        if number is not None and not isinstance(number, int):
            raise OperatorError("rules back: expected the number of a set")
        return _told(live.back(number))

    def release(command: Command, _: bytes) -> Mapping[str, Any]:
        live.release(str(command.get("entry", "")))
        return {"released": str(command.get("entry", ""))}

    def hand_over(command: Command, _: bytes) -> Mapping[str, Any]:
        giver, taker = str(command.get("from", "")), str(command.get("to", ""))
        done = handover(parts.store, parts.books.house, giver, taker, parts.clock.now())
        parts.queue.nudge()
        live.reconsider()
        return {"from": done.old, "to": done.new, "tickets": [reference(number) for number in done.tickets]}

    return {"rules apply": apply, "rules back": back, "rules release": release, "handover": hand_over}


def _told(decision: Decision) -> Mapping[str, Any]:
    """A decision as plain JSON."""
    report = decision.found.report
    return {
        "set": decision.number,
        "unchanged": decision.unchanged,
        "changed": list(decision.changed),
        "differ": len(report.differences),
        "of": report.mails,
        "differences": list(decision.found.largest),
    }
