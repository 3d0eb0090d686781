"""What is decided for a ticket when a mail, a command or a time arrives. Pure decisions over a docket.

This room is not in the first sketch of the design: between the trade's values (domain) and the journey stood too much
that was neither, so it has a room of its own. It knows domain, mail, triage, letters and commands, and is called by the
journey, and by what stands beside it: the pages, an operator's commands, alarms. A docket is what one transaction has
loaded and will write; nothing here touches a database.

    what is worked on    house (limits), docket (of records; asking is what it may still ask), reading, judging (visitors), terms
    a mail arrives       receive, in the order of its questions: bounced, unwanted, threads, people, open_ticket, appending; filing
    many about one thing incidents, by their likeness; together, what is said to all of them
    an agent's mail      agents (may it?), alone (a command without a matter), acting (what it says), doing: the table of commands,
                         which work on a sitting and are in standing, keeping, staffing, weighing, placing (parting, meant),
                         raising, complaints, together; ending, its end. by_hand: the same, said by an operator
    taken back           deeds, what a mail of commands did (was, before and after); undoing
    complaints           hearing (who hears one), grievances (those said on a ticket), complaints (the record), relations, abuse
    by when              promising, expecting, restoring; missed: what is laid before whoever did not keep a promise
    a time arrives       clockwork, falling_due, followups, surveys, capped; rounds of the day: digest, mornings (patterns, signs),
                         works, watch (sign_in)
    people are told      post, into the outbox, with files (enclosing); acknowledging, notify (solved), alerting; caps, or not
    letters leave        truth (may it still?), wrap (into bytes), undelivered
    somebody is erased   traces, of them in what others wrote
"""
