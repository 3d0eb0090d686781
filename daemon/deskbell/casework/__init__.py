"""What is decided for a ticket when a mail, a command or a time arrives. Pure decisions over a docket.

This room is not in the first sketch of the design: between the trade's values (domain) and the journey stood too much
that was neither, so it has a room of its own. It knows domain, mail, triage, letters and commands, and is called by
journey.py alone. A docket is what one transaction has loaded and will write; nothing here touches a database.

    what is worked on    house, docket (of records; asking is what it may still ask), reading, judging, terms
    a mail arrives       receive, in the order of its questions: threads, people, open_ticket, appending, bounced
    an agent's mail      agents (may it?), acting (what it says), doing: the table of commands, which are in standing,
                         keeping, staffing, weighing, placing (parting, meant), complaints, together; ending, its end
    taken back           deeds, what a mail of commands did (was, before and after); undoing
    a time arrives       clockwork, falling_due, followups, surveys, rounds
    people are told      post, into the outbox, with files (enclosing); acknowledging, notify, alerting, hearing, relations; caps and truth, or not
"""
