"""`python -m deskbell`."""

from deskbell.cli import main

main()
