"""Errors that carry their own answer: what to say to whom, and whether trying again can help."""


class DeskbellError(Exception):
    """Root of all errors deskbell raises on purpose."""


class OperatorError(DeskbellError):
    """Something the operator can put right. One sentence; the command ends with exit status 2."""


class TemporaryError(DeskbellError):
    """Our own trouble: an SMTP client is told 451, `deskbell deliver` exits 75, and nothing was stored for sure."""
