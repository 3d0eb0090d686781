"""What each command does to a ticket: the one table from an agent's words to the functions that follow them.

`do` answers with a line of the transcript; a command that cannot be done says why and changes nothing. `finish` is
called once, when all commands of a mail are done.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from deskbell.casework import (
    complaints,
    deeds,
    expecting,
    keeping,
    placing,
    staffing,
    standing,
    together,
    undoing,
    weighing,
)
from deskbell.casework.ending import finish
from deskbell.casework.sitting import Sitting, refused
from deskbell.casework.staffing import hand_over
from deskbell.commands import help_lines
from deskbell.commands import kinds as words
from deskbell.letters import kinds
from deskbell.letters.staff import TranscriptLine

Does = Callable[[Any, Sitting], TranscriptLine]

_DOES: Mapping[type[words.Command], Does] = MappingProxyType(
    {
        words.Resolve: standing.resolve,
        words.Close: standing.close,
        words.Reopen: standing.reopen,
        words.Wait: standing.wait,
        words.Restored: standing.restored,
        words.Expect: expecting.expect,
        words.Promise: keeping.promise,
        words.Called: keeping.called,
        words.Assign: staffing.assign,
        words.Consult: staffing.consult,
        words.Cc: staffing.cc,
        words.For: staffing.for_,
        words.Urgency: weighing.urgency,
        words.Note: weighing.note,
        words.Complaint: weighing.complaint,
        words.Accept: placing.accept,
        words.Separate: placing.separate,
        words.Split: placing.split,
        words.Merge: placing.merge,
        words.Broadcast: together.broadcast,
        words.Fault: complaints.do,
        words.Cause: complaints.do,
        words.Correction: complaints.do,
        words.Prevention: complaints.do,
    }
)


def help_letter() -> kinds.Help:
    """The commands an agent may write."""
    return kinds.Help(commands=tuple(kinds.HelpLine(form=form, does=does) for form, does in help_lines()))


def do(command: words.Command, sitting: Sitting) -> TranscriptLine:
    """Do one command."""
    if isinstance(command, words.Undo):
        return undoing.undo(command, sitting)
    does = _DOES.get(type(command))
    if does is None:
        return refused(command, "this works only as an answer to a letter that asks for it")
    deeds.look(sitting)
    line = does(command, sitting)
    if line.done:
        sitting.commands.append(command)
    return line


def confirm(sitting: Sitting) -> str:
    """`mine`, said in whatever way: why it cannot be, or "" once it is done and kept, so that `/undo` takes it back."""
    deeds.look(sitting)
    why = together.mine(sitting.docket, sitting.house, sitting.ticket_id, sitting.agent.address)
    if not why:
        sitting.commands.append(words.Mine("mine"))
        deeds.remember(sitting)
    return why


__all__ = ["confirm", "do", "finish", "hand_over", "help_letter"]
