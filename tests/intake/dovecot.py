"""Dovecot as a server of the tests: its settings in a folder of its own, in the words of the version that is installed.

Version 2.4 says nearly every setting in other words than 2.3, and refuses the older ones.
"""

import re
import subprocess
from pathlib import Path

SINCE_2_4 = (2, 4)

_COMMON = """
base_dir = {home}/run
log_path = {home}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
first_valid_uid = 1
{capability}
namespace inbox {{
  inbox = yes
  mailbox Junk {{
    special_use = \\Junk
    auto = create
  }}
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""

_BEFORE = """
disable_plaintext_auth = no
mail_location = maildir:{home}/mail/%u
{tokens}
passdb {{
  driver = static
  args = nopassword=y
  mechanisms = plain login
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={home}/mail/%u
}}
"""

_TOKENS_BEFORE = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {asks}
}}
"""

_SINCE = """
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = {home}/mail/%{{user}}
{tokens}
passdb static {{
  mechanisms_filter = plain login
  fields {{
    nopassword = yes
  }}
}}
userdb static {{
  fields {{
    uid = mail
    gid = mail
    home = {home}/mail/%{{user}}
  }}
}}
"""

_TOKENS_SINCE = """
oauth2 {{
{asks}
}}
passdb oauth2 {{
  mechanisms_filter = xoauth2
}}
"""

#: Whoever may not come in hears so at once: Dovecot would have it wait, longer each time.
_AT_ONCE = """
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
"""

_ASKS = """introspection_mode = get
introspection_url = {introspection}
username_attribute = username
active_attribute = active
active_value = true
"""


def version() -> tuple[int, ...]:
    told = subprocess.run(["dovecot", "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(int(part) for part in re.findall(r"\d+", told)[:3])


def configured(home: Path, port: int, capability: str, introspection: str) -> Path:
    """The file of settings; mail lies below `home`, any password is good, and so is a token that is good there."""
    home.parent.chmod(0o755)
    home.mkdir(mode=0o755)
    (home / "mail").mkdir(mode=0o777)
    (home / "mail").chmod(0o777)
    installed = version()
    since = installed >= SINCE_2_4
    own = (_SINCE if since else _BEFORE).format(home=home, tokens=_tokens(home, introspection, since))
    hides = f"imap_capability = {capability}" if capability else ""
    config = home / "dovecot.conf"
    config.write_text(
        _first(installed) + _COMMON.format(home=home, port=port, capability=hides) + own,
    )
    return config


def _first(installed: tuple[int, ...]) -> str:
    if installed < SINCE_2_4:
        return ""
    number = ".".join(map(str, installed))
    return f"dovecot_config_version = {number}\ndovecot_storage_version = {number}\n"


def _tokens(home: Path, introspection: str, since: bool) -> str:
    if not introspection:
        return ""
    asks = _ASKS.format(introspection=introspection)
    if since:
        return _AT_ONCE + _TOKENS_SINCE.format(asks=asks)
    file = home / "oauth2.conf"
    file.write_text(asks)
    return _AT_ONCE + _TOKENS_BEFORE.format(asks=file)
