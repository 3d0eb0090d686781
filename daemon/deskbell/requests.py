"""What an operator's command may ask of the running desk, over its socket; each name one handler.

The same functions serve a command that found no desk running and took the home's lock itself.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from deskbell.bootstrap import Parts
from deskbell.casework import by_hand
from deskbell.casework.by_hand import Order, agent_meant
from deskbell.casework.docket import Asked
from deskbell.domain.ticket import reference
from deskbell.errors import OperatorError
from deskbell.live.requests import live_handlers
from deskbell.ports import Command, Handler


def handlers(parts: Parts) -> dict[str, Handler]:
    """Every request by name."""
    store, clock = parts.store, parts.clock

    def hold(command: Command, _: bytes) -> Mapping[str, Any]:
        store.set_flag("outbox_hold", str(command.get("why", "")), clock.now())
        return {"held": True}

    def release(command: Command, _: bytes) -> Mapping[str, Any]:
        store.set_flag("outbox_hold", None, clock.now())
        freed = store.release_capped(clock.now() - timedelta(days=int(command.get("days", 1))))
        parts.queue.forget()
        parts.queue.nudge()
        return {"held": False, "capped_released": freed}

    def replay(command: Command, _: bytes) -> Mapping[str, Any]:
        ids = command.get("ids")
        if not isinstance(ids, list) or not all(isinstance(one, int) for one in ids):
            raise OperatorError("replay: expected ids, a list of numbers")
        count = store.replay(ids)
        for loop in parts.loops:
            loop.wake()
        return {"replayed": count}

    def release_mailbox(command: Command, _: bytes) -> Mapping[str, Any]:
        count = store.release_mailbox(f"imap:{command.get('name', '')}", silent=bool(command.get("silent")))
        for loop in parts.loops:
            loop.wake()
        return {"released": count}

    def do(command: Command, _: bytes) -> Mapping[str, Any]:
        house, name = parts.books.house, str(command.get("as", ""))
        order = Order(
            number=int(command.get("ticket", 0)),
            text=str(command.get("text", "")),
            agent=agent_meant(house.directory, name) if name else None,
            outsiders=str(command.get("outsiders", "")),
            sure=bool(command.get("sure")),
        )
        asked = Asked(tickets=frozenset({order.number}))
        done = store.settle(asked, clock.now(), lambda docket: by_hand.do(docket, house, order))
        parts.queue.nudge()
        lines = [{"line": one.line, "result": one.result} for one in done.lines]
        return {"reference": reference(done.number), "as": name, "done": lines, "sent": done.sent}

    def erase_person(command: Command, _: bytes) -> Mapping[str, Any]:
        from deskbell import erasure  # here, as it brings what takes mails apart

        address, by = str(command.get("address", "")), str(command.get("by", ""))
        return erasure.erase_person(parts, address, by, sure=bool(command.get("sure")))

    def ping(_: Command, __: bytes) -> Mapping[str, Any]:
        return {"troubles": list(parts.troubles()), "now": clock.now().isoformat()}

    return {
        "outbox hold": hold,
        "outbox release": release,
        "replay": replay,
        "do": do,
        "erase person": erase_person,
        "mailbox release": release_mailbox,
        "ping": ping,
        **live_handlers(parts),
    }
