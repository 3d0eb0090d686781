"""deskbell: a service desk that lives in e-mail.

The rooms, from the inside out; imports point inwards and a test keeps it so.

    domain      the trade: tickets, people, promises, working hours. Pure
    mail        bytes to meaning and back. Pure
    triage      rules/*.yaml: who is who, how urgent, whose, what is promised
    letters     templates/email: what the desk says, in words ready to be read aloud
    commands    the agents' mail grammar
    casework    what is decided for one ticket when a mail, a command or a time arrives
    journey.py  keep, take in, send: the whole way of a message on one page
                desk.py says who plays a part in it, sending.py how a batch of letters leaves
    ports.py    the plugs between the journey and the edges; shown.py those of the pages
    intake delivery oauth work store web reports   the edges: SMTP, IMAP, relay, sign-in, queue, SQL, pages, figures
    live        how an edit of rules or templates becomes what the desk works by
    settings.py bootstrap.py serve.py              what an operator chose, the one place where parts meet, a running desk
    cli         the operator's hands; what they ask of a running desk is in requests.py
"""

__version__ = "0.1.0"
