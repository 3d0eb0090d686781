"""Addresses in the words of mail programs."""

import re

# What stands before the @ is anything but white space and what programs put around addresses. It is looked
# for only where such a word begins, and each side is bounded, so that the search stays linear.
ADDRESS = re.compile(
    r"(?:\"[^\"\s@]{1,64}\"|(?<![^\s<>()\[\]:;,\"@\\|：；，（＜「【“])[^\s<>()\[\]:;,\"@\\|：；，（＜「【“]{1,128})@"
    r"(?:(?:[^\W_](?:[\w-]{0,62})\.){1,12}[^\W\d_](?:[\w-]{0,30})|\[[0-9A-Fa-f:.]{3,45}\])"
)
_LOOSE = re.compile(
    r"(?<![^\s<>()\[\]:;,@\\|：；，（＜「【“])[^\s<>()\[\]:;,@\\|：；，（＜「【“]{1,128}@[^\s<>()\[\]:;,@\\|\"']{1,255}"
)
_LEADING = "'`=*>/&‘“„«-."


def clean_address(words: str) -> str:
    """An address as found, without what programs put around it, in lower case."""
    address = words.strip().strip("<>\"'`").rstrip(".,;:!?'\"")
    if (bare := address.lstrip(_LEADING)) and not bare.startswith("@"):  # `***@client.example` hides a name
        address = bare
    local, _, domain = address.rpartition("@")
    if "=" in local and local.lower().startswith(
        ("smtp=", "to=", "rcpt=", "mailto=", "recipient=", "rfc822=", "3d")
    ):
        local = local.rpartition("=")[2]
    for prefix in ("smtp:", "mailto:", "rfc822;"):
        local = local.removeprefix(prefix)
    return f"{local.strip(chr(34))}@{domain}".lower() if local and domain else ""


def addr_spec(words: str) -> str:
    """The one address a field names, in lower case, or "". Domains without a dot pass: hosts write them of
    their own.
    """
    inside = words.partition("<")[2].partition(">")[0] if "<" in words else words
    inside = inside.strip().removeprefix("mailto:").strip()
    match = ADDRESS.search(inside[:1000]) or _LOOSE.search(inside[:1000])
    return clean_address(match.group()) if match else ""


def addresses_in(words: str) -> list[str]:
    """Every address in a text, in order, each once."""
    return list(
        dict.fromkeys(
            address for match in ADDRESS.finditer(words) if (address := clean_address(match.group()))
        )
    )
