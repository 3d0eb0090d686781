"""Web forms write as the desk or as a known site, and name their visitor in Reply-To: it is the visitor's mail."""

from deskbell.casework.house import House
from deskbell.casework.reading import Reading
from deskbell.mail.values import Address

_FORMS = frozenset(
    {"noreply", "no-reply", "form", "forms", "contact", "kontakt", "web", "website", "webform", "wordpress"}
)


def visitor(house: House, reading: Reading) -> Address | None:
    """Whoever filled in a form: named in Reply-To by a mail that one of our own or a known site sent."""
    sender = reading.sender
    answers = [one for one in reading.mail.reply_to if one.address and one.address.lower() != sender]
    if len(answers) != 1 or house.is_ours(answers[0].address.lower()):
        return None
    if house.directory.agent(sender) or house.directory.person(sender):
        return None
    local, _, domain = sender.partition("@")
    site = domain in house.own_domains or (house.directory.client_of(sender) is not None and local in _FORMS)
    return answers[0] if site else None
