"""deskbell: a service desk that lives in e-mail.

The rooms, from the inside out; imports point inwards and a test keeps it so.

    domain      the trade: tickets, people, promises, working hours. Pure
    mail        bytes to meaning and back. Pure
    triage      rules/*.yaml: who is who, how urgent, whose, what is promised
    letters     templates/email: what the desk says, in words ready to be read aloud
    commands    the agents' mail grammar
    casework    what is decided for one ticket when a mail, a command or a time arrives
    journey.py  keep, take in, send: the whole way of a message on one page; sending.py how a batch leaves
    intake delivery work store web reports   the edges: SMTP, IMAP, relay, queue, SQL, pages, figures
    cli bootstrap.py                         the operator's hands, and the one place where parts meet
"""

__version__ = "0.1.0"
