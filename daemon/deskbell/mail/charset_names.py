"""Which codec a charset label means; labels are read as the WHATWG encoding standard reads them."""

import codecs
import re

_ALIASES = {
    "ansi_x3.110-1983": "cp1252",
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "big5-eten": "big5hkscs",
    "cn-gb": "gb18030",
    "cp-866": "cp866",
    "dos-866": "cp866",
    "cp932": "cp932",
    "euc-kr": "cp949",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "x-gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "iso-8859-1-windows-3.1-latin-1": "cp1252",
    "iso-8859-8-e": "iso8859_8",
    "iso-8859-8-i": "iso8859_8",
    "iso-8859-9": "cp1254",
    "iso8859-1": "cp1252",
    "iso8859_1": "cp1252",
    "iso_8859-1": "cp1252",
    "ks_c_5601": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "latin-2": "iso8859_2",
    "latin-9": "iso8859_15",
    "l1": "cp1252",
    "macintosh": "mac_roman",
    "shift-jis": "cp932",
    "shift_jis": "cp932",
    "sjis": "cp932",
    "tis-620": "cp874",
    "unicode-1-1-utf-7": "utf_7",
    "unicode-1-1-utf-8": "utf_8",
    "us-ascii": "cp1252",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "x-euc-jp": "euc_jp",
    "x-mac-ce": "mac_latin2",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-roman": "mac_roman",
    "x-sjis": "cp932",
    "x-windows-949": "cp949",
}
# Codecs that Python knows but that no mail means, or that are slow, or that raise outside UnicodeError.
_NOT_FOR_MAIL = {
    "idna", "mbcs", "oem", "palmos", "punycode", "raw-unicode-escape", "undefined", "unicode-escape",
}  # fmt: skip
_ASCII_LABELS = {"us-ascii", "ascii", "ansi_x3.4-1968", "iso646-us", "iso-646"}
_known: dict[str, str] = {}


def codec_name(label: str) -> str:
    """Python's name of the codec a charset label means, or "" if it means none that a mail could use."""
    found = _known.get(label)
    if found is None:
        found = _look_up(label)
        if len(_known) < 1000:  # labels come from outside: the memory of them must end somewhere
            _known[label] = found
    return found


def _look_up(label: str) -> str:
    name = label.strip(" \t\"'\\;,").lower()
    if len(name) > 64 or not name.isascii():
        return ""
    name = _ALIASES.get(name) or _ALIASES.get(name.replace("_", "-")) or name
    for form in (name, name.removeprefix("x-"), name.replace("windows", "cp"), re.sub("^cp-", "cp", name)):
        try:
            info = codecs.lookup(form)
        except (LookupError, ValueError):
            continue
        if not getattr(info, "_is_text_encoding", True) or info.name in _NOT_FOR_MAIL:
            return ""
        return _ALIASES.get(info.name, info.name)
    return ""


def says_ascii(label: str) -> bool:
    """A label that no high byte can be meant by: programs write it that never looked at their text."""
    return label.strip(" \t\"';").lower() in _ASCII_LABELS
