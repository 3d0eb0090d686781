"""Web forms write as the desk, as a known site or as nobody, and name their visitor in Reply-To: it is the visitor's mail."""

from deskbell.casework.house import House
from deskbell.casework.reading import Reading
from deskbell.mail.authenticity import same_organisation
from deskbell.mail.origin_signals import is_robot
from deskbell.mail.values import Address

_FORMS = frozenset(
    {"noreply", "no-reply", "form", "forms", "contact", "kontakt", "web", "website", "webform", "wordpress"}
)


def visitor(house: House, reading: Reading) -> Address | None:
    """Whoever filled in a form: named in Reply-To by a mail of one of our own or a known site, or of a form elsewhere.

    There an address that nobody reads, or that is called after a form, names somebody of another house. That proves
    nothing, and lets nobody do more than writing in that name would.
    """
    sender = reading.sender
    answers = [one for one in reading.mail.reply_to if one.address and one.address.lower() != sender]
    if len(answers) != 1 or house.is_ours(answers[0].address.lower()):
        return None
    directory = house.directory
    if directory.agent(sender) or directory.person(sender) or sender in directory.monitors:
        return None
    local, _, domain = sender.partition("@")
    if domain in house.own_domains or (local in _FORMS and directory.client_of(sender)):
        return answers[0]
    return answers[0] if _is_form_elsewhere(reading.mail.sender, answers[0]) else None


def _is_form_elsewhere(sender: Address, answers: Address) -> bool:
    """Does a site's robot pass on what somebody else wrote, and not speak for its own house?"""
    local, _, domain = sender.address.lower().partition("@")
    if not domain or is_robot(answers) or not (local in _FORMS or is_robot(sender)):
        return False
    return not same_organisation(domain, answers.address.rpartition("@")[2])
