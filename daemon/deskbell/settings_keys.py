"""The one list of what can be set: the commented file, the reader, the environment and the documentation are made of it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Key:
    """One setting. `kind`: text, number (of `least` or more), words (a list of text). `why` is the comment."""

    section: str
    name: str
    kind: str
    default: Any
    why: str
    example: str = ""
    choices: tuple[str, ...] = ()
    least: int = 0

    @property
    def variable(self) -> str:
        """`[intake.smtp] listen` is DESKBELL_INTAKE_SMTP_LISTEN."""
        return f"DESKBELL_{self.section}_{self.name}".replace(".", "_").upper()

    @property
    def shown(self) -> str:
        return (
            f"[[{self.section}]] {self.name}"
            if self.section == "intake.imap"
            else f"[{self.section}] {self.name}"
        )


KEYS = (
    Key("desk", "name", "text", "Service Desk", "How the desk signs its letters."),
    Key("desk", "address", "text", "support@desk.example", "The main address customers write to."),
    Key("desk", "domain", "text", "desk.example", "The domain of the desk's addresses and Message-IDs."),
    Key(
        "desk",
        "language",
        "text",
        "en",
        "The language of letters to people whose own is not known.",
        choices=("en", "de", "fr", "es"),
    ),
    Key(
        "desk",
        "timezone",
        "text",
        "UTC",
        "The desk's time zone, an IANA name; used where a reader's own is not known.",
        example="Europe/Lisbon",
    ),
    Key(
        "desk",
        "phone",
        "text",
        "",
        "One way to reach the desk that is not e-mail; named in urgent letters. Empty: none is named.",
        example="+351 21 000 00 00",
    ),
    Key(
        "desk",
        "delimiter",
        "text",
        "+",
        "What stands between an address and its token. Empty for a provider without sub-addresses; then threads do the work.",
        choices=("+", "-", "=", ""),
    ),
    Key(
        "intake.smtp",
        "listen",
        "text",
        "127.0.0.1:2525",
        "Where mail comes in by SMTP. Empty: no SMTP door.",
    ),
    Key(
        "intake.smtp",
        "protocol",
        "text",
        "smtp",
        "smtp; or lmtp for a mail server of your own that hands over by LMTP, which is answered for each recipient.",
        choices=("smtp", "lmtp"),
    ),
    Key(
        "intake.smtp",
        "max_size",
        "number",
        33554432,
        "The largest mail taken, in bytes; a larger one is refused with 552.",
        least=1,
    ),
    Key(
        "intake.smtp",
        "borders",
        "words",
        (),
        "Networks of the mail servers in front of the desk; only their Authentication-Results are believed.",
        example='["10.0.0.0/8"]',
    ),
    Key(
        "intake.smtp",
        "authserv_id",
        "text",
        "",
        "The name the border's Authentication-Results bear, or microsoft365. Empty: none is believed.",
        example="mx.desk.example",
    ),
    Key(
        "intake.smtp",
        "trusted",
        "words",
        (),
        "Who may write as whom without proof: `network address …`; `*` is every address. Loopback is not in it by itself, for behind a local Postfix all the world comes from there.",
        example='["192.0.2.7 monitor@desk.example"]',
    ),
    Key(
        "intake.smtp",
        "tls_certificate",
        "text",
        "",
        "A PEM file with the certificate for STARTTLS. Empty: none is offered.",
    ),
    Key("intake.smtp", "tls_key", "text", "", "The PEM file with its key."),
    Key(
        "delivery",
        "relay",
        "text",
        "",
        "Where letters go: smtp://host:port, smtp+starttls://…, smtps://…, or maildir:PATH. Empty: a Maildir in the home, shown on a local page.",
        example="smtp://127.0.0.1:25",
    ),
    Key("delivery", "user", "text", "", "The user name at the relay, where it asks for one."),
    Key("delivery", "password_file", "text", "", "A file with the password at the relay."),
    Key(
        "delivery",
        "sign_in",
        "text",
        "password",
        "How the user signs in at the relay: password, or oauth, by the section [oauth].",
        choices=("password", "oauth"),
    ),
    Key(
        "delivery",
        "return_path",
        "text",
        "verp",
        "verp: bounces come back to an address made for each letter. plain: for relays that take the mailbox's own sender only; letters then come from [desk] address, and Reply-To alone bears the token.",
        choices=("verp", "plain"),
    ),
    Key(
        "delivery",
        "enclosed",
        "number",
        7000000,
        "The most that the files of one letter weigh together, in bytes; on the way they grow by a third, and many relays take 10 MB. Larger ones are named, and stay on the ticket. 0: no letter carries files.",
    ),
    Key(
        "oauth",
        "token_url",
        "text",
        "",
        "The provider's address for access tokens (OAuth 2.0), for mailboxes and a relay with sign_in = oauth.",
        example="https://login.microsoftonline.com/TENANT/oauth2/v2.0/token",
    ),
    Key("oauth", "client_id", "text", "", "What the provider calls the app that the desk is registered as."),
    Key(
        "oauth",
        "client_secret_file",
        "text",
        "",
        "A file with the app's secret. Empty: it has none, and somebody signs in with deskbell mailbox sign-in.",
    ),
    Key(
        "oauth",
        "secret_until",
        "text",
        "",
        "The day that secret ends, as the provider names it; doctor and a letter tell of it 14 days before.",
        example="2028-11-24",
    ),
    Key(
        "oauth",
        "scope",
        "text",
        "",
        "What the tokens are to be good for, in the provider's words.",
        example="https://outlook.office365.com/.default",
    ),
    Key(
        "oauth",
        "refresh_token_file",
        "text",
        "",
        "A file with the refresh token of whoever signed in; the desk writes it anew when the provider changes it. Empty: the app signs in by its own secret.",
    ),
    Key(
        "oauth",
        "device_url",
        "text",
        "",
        "The provider's address for deskbell mailbox sign-in, which writes that file.",
        example="https://login.microsoftonline.com/TENANT/oauth2/v2.0/devicecode",
    ),
    Key(
        "store",
        "url",
        "text",
        "",
        "The database: sqlite:///PATH or postgresql://user@host/name. Empty: deskbell.sqlite in the home.",
    ),
    Key(
        "work",
        "broker",
        "text",
        "embedded",
        "The work queue: embedded, or redis://host:port/0 for a desk of several processes.",
    ),
    Key(
        "work", "threads", "number", 2, "Threads that hand over letters, in each process that works.", least=1
    ),
    Key(
        "caps",
        "proven_address_hour",
        "number",
        20,
        "Automatic letters an hour to one address whose sender is proven; a brake for two machines that answer each other.",
    ),
    Key(
        "caps",
        "known_address_hour",
        "number",
        10,
        "The same where the directory knows the address but not whether they wrote: a forger must not make the desk flood them.",
    ),
    Key(
        "caps",
        "known_client_hour",
        "number",
        300,
        "The same for all addresses of one client together; high enough for the morning of an outage.",
    ),
    Key(
        "caps",
        "stranger_address_hour",
        "number",
        2,
        "Automatic letters an hour to an address nobody knows; more would serve whoever forges it.",
    ),
    Key("caps", "stranger_address_day", "number", 5, "The same in a day."),
    Key("caps", "stranger_domain_hour", "number", 30, "The same to all unknown addresses of one domain."),
    Key(
        "caps",
        "stranger_desk_hour",
        "number",
        300,
        "The same to all unknown addresses together; what is over a cap waits for deskbell outbox release, or for the next hour.",
    ),
    Key(
        "caps",
        "participants",
        "number",
        20,
        "People whom the To and Cc of mails make participants of one ticket, for each is sent every answer; who is left out the owner is told. An agent's /cc adds more.",
    ),
    Key(
        "survey",
        "days_between",
        "number",
        30,
        "Days in which a person is asked only once how it was; who is asked after every ticket stops answering.",
    ),
    Key(
        "survey",
        "most_a_year",
        "number",
        6,
        "How often a person is asked in a year, at most. 0: nobody is asked.",
    ),
    Key(
        "survey",
        "one_in",
        "number",
        5,
        "Of the tickets of one client that close in a week, at most one in so many is asked about; so few as that are asked about in any case. 1: each is.",
    ),
    Key("survey", "days_open", "number", 14, "Days for which a survey's link takes an answer.", least=1),
    Key(
        "rules",
        "apply",
        "text",
        "auto",
        "auto: an edit of rules or templates goes live five seconds after the last change, if it is sound. manual: only on deskbell rules apply.",
        choices=("auto", "manual"),
    ),
    Key(
        "web",
        "listen",
        "text",
        "127.0.0.1:8025",
        "Where the survey and status pages are served. Empty: no pages.",
    ),
    Key(
        "web",
        "base_url",
        "text",
        "",
        "How the world reaches these pages; links in letters begin with it. Empty: http:// and the address above.",
        example="https://desk.example",
    ),
)
IMAP_KEYS = (
    Key("intake.imap", "name", "text", "", "What the mailbox is called here."),
    Key("intake.imap", "host", "text", "", "Its server."),
    Key("intake.imap", "port", "number", 993, "Its port."),
    Key(
        "intake.imap",
        "tls",
        "text",
        "implicit",
        "implicit, starttls, or none.",
        choices=("implicit", "starttls", "none"),
    ),
    Key("intake.imap", "user", "text", "", "The user name."),
    Key("intake.imap", "password_file", "text", "", "A file with the password."),
    Key(
        "intake.imap",
        "sign_in",
        "text",
        "password",
        "How the user signs in: password, or oauth, by the section [oauth].",
        choices=("password", "oauth"),
    ),
    Key("intake.imap", "folders", "words", (), "The folders to read. Empty: INBOX and the junk folder."),
    Key(
        "intake.imap",
        "done",
        "text",
        "seen",
        "What becomes of a message once it is stored: keep, seen, or the folder it is moved to.",
    ),
    Key(
        "intake.imap",
        "authserv_id",
        "text",
        "",
        "The name the border's Authentication-Results bear, or microsoft365.",
    ),
    Key(
        "intake.imap",
        "since",
        "text",
        "",
        "At the first sync nothing older than this day is taken in. Empty: that very day.",
        example="2026-11-24",
    ),
)
