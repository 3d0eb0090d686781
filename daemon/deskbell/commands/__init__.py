"""The agents' mail grammar: what they tell the desk in lines of a mail.

May import domain; called by casework. `parse` is the way in; `table` is where a command is added.
"""

from deskbell.commands.parse import Parsed, Problem, mended, parse, sendable
from deskbell.commands.table import help_lines

__all__ = ["Parsed", "Problem", "help_lines", "mended", "parse", "sendable"]
