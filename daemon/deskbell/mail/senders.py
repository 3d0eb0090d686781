"""Whose address is it: a person's, or an office's and a thing's? Its name and its local part tell together."""

import re
from enum import Enum

from deskbell.mail.addresses import parse_list
from deskbell.mail.authenticity import same_organisation
from deskbell.mail.origin_fields import OFFICES, ROBOTS, ROLES, THINGS
from deskbell.mail.tree import Headers
from deskbell.mail.values import Address


class SenderKind(Enum):
    """`ROBOT`: nobody reads there. `ROLE`: programs as a rule. `OFFICE`: programs and people alike. `PERSON`: the
    address is made of the name.
    """

    ROBOT = "robot"
    ROLE = "role"
    OFFICE = "office"
    PERSON = "person"
    UNKNOWN = "unknown"


_ROBOT = re.compile(rf"(?:{ROBOTS})\d{{0,3}}\Z")
_ROLE = re.compile(rf"(?:{ROLES})\d{{0,3}}\Z")
_OFFICE = re.compile(rf"(?:{OFFICES})\Z")
_DESK = re.compile(
    r"(?:support|help-?desk|service-?desk|(?:customer-?)?care|tickets?|hotline|cs|itsd|notify)\Z"
)
_THING = re.compile(rf"(?:\b(?:{THINGS})(?!\w)|(?: via | from | at |[_@|]))")
_NAMED_THING = re.compile(rf"\b(?:{THINGS})(?!\w)")
_DEVICE = re.compile(
    r"[A-Z][A-Z0-9]*[-_][A-Z0-9_-]+|[A-Z][A-Z0-9_-]*[0-9_][A-Z0-9_-]*|[A-Z]{6,}|[a-z]+-[a-z0-9-]+"
    r"|(?=\S*\d)(?=\S*(?:[-_]|[A-Z]{2}))[A-Za-z][\w.-]+"
)
_FULL = re.compile(r"[a-z]{1,20}\.[a-z-]{3,30}")
_LONGEST_ACRONYM = 4
_NAME_PART = re.compile(r"[^\W\d_]{2,}")


def sender_kind(sender: Address) -> SenderKind:
    """What the From tells of who writes."""
    local = sender.address.rpartition("@")[0].casefold()[:100]
    if not local:
        return SenderKind.UNKNOWN
    if _ROBOT.match(local):
        return SenderKind.ROBOT
    if _ROLE.match(local):
        return SenderKind.ROLE
    name = sender.name[:100]
    if is_a_thing(name) or _OFFICE.match(local) or (not name and _NAMED_THING.search(local)):
        return SenderKind.OFFICE
    if _is_made_of(local, name) or (not name and _FULL.fullmatch(local) and not is_a_thing(local)):
        return SenderKind.PERSON
    return SenderKind.UNKNOWN


def is_a_thing(name: str) -> bool:
    """Does a name say that it is an office, a product or a machine?"""
    return _THING.search(name.casefold()) is not None or _DEVICE.fullmatch(name.strip()) is not None


def is_a_desk(sender: Address) -> bool:
    """Is it an address from which more programs write than people, by its name or its local part?"""
    local = sender.address.rpartition("@")[0].casefold()[:100]
    return _DESK.match(local) is not None or is_a_thing(sender.name[:100])


def passes_on(headers: Headers, sender: Address) -> bool:
    """Does it name somebody of another house to be answered, as a site's form does with whoever filled it in?"""
    raws = headers.raws("Reply-To")
    answers = parse_list(raws[0]) if raws else ()
    if len(answers) != 1 or sender_kind(answers[0]) not in (SenderKind.PERSON, SenderKind.UNKNOWN):
        return False
    return not same_organisation(*(one.address.rpartition("@")[2] for one in (sender, answers[0])))


def _is_made_of(local: str, name: str) -> bool:
    """Is the local part made of the name's words, or of one and another's first letter? (`karen.poole`, `kpoole`)"""
    words = [part for part in _NAME_PART.findall(name) if not part.islower()]
    parts = [part.casefold() for part in words if len(part) > _LONGEST_ACRONYM or not part.isupper()]
    return len(words) > 1 and any(len(part) > 2 and part in local for part in parts)
