"""One line for each command, as `deskbell --help` prints it."""

SUMMARIES = {
    "init": "Make a home: settings, rules, templates, database.",
    "run": "Run a whole desk in one process.",
    "intake": "Take mail in by SMTP (PostgreSQL; as many as you like).",
    "poll": "Take mail in from IMAP mailboxes (PostgreSQL).",
    "work": "Hand letters to the relay (PostgreSQL and Redis).",
    "clock": "Do what falls due (PostgreSQL).",
    "web": "Serve the survey and status pages (PostgreSQL).",
    "migrate": "Bring the database to this version's tables.",
}
