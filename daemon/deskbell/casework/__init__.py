"""What is decided for a ticket when a mail, a command or a time arrives. Pure decisions over a docket.

This room is not in the first sketch of the design: between the trade's values (domain) and the journey stood too much
that was neither, so it has a room of its own. It knows domain, mail, triage, letters and commands, and is called by
journey.py alone. A docket is what one transaction has loaded and will write; nothing here touches a database.
"""
