"""The mail room: bytes to meaning, and meaning back to bytes. Pure: no I/O, no clock, no database.

Imports the standard library and parsers only, and nothing of deskbell but itself. Called by casework, journey and
`deskbell read`. Start with `read.py`; every answer is a value of `values.py`.
"""
