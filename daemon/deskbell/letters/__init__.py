"""The letters the desk writes: the facts of each kind, and their rendering from `templates/email/`.

    kinds.py     the catalogue: one frozen class of facts for each kind of letter
    frame.py     who a letter goes to, and what surrounds it
    room.py      kind + facts + frame -> subject, text, HTML
    checks.py    are the templates fit to be sent?
    samples.py   facts for every kind: what `templates preview` shows and the golden files hold

Knows `domain` only. Called by casework, which writes facts into the outbox, and by the act of sending,
which renders them at the first try. Jinja2 lives here alone. A time is said here and nowhere else.
"""
