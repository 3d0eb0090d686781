"""The agents' mail grammar: what they tell the desk in lines of a mail, and the transcript.

May import domain; called by casework and letters. `parse` is the way in; `table` is where a command is added.
"""

from deskbell.commands.parse import Parsed, Problem, mended, parse
from deskbell.commands.table import help_lines, help_text
from deskbell.commands.transcript import Line, Reached, Transcript, of_stopped, transcript_lines

__all__ = [
    "Line",
    "Parsed",
    "Problem",
    "Reached",
    "Transcript",
    "help_lines",
    "help_text",
    "mended",
    "of_stopped",
    "parse",
    "transcript_lines",
]
