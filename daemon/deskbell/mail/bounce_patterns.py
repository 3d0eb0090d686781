"""The few places where reports name a recipient, and where the letter that came back begins.

Every repetition is bounded and no two neighbours can match the same letters for long, so that each search
takes time in proportion to the text.
"""

import re


def _any(*alternatives: str) -> str:
    return "(?:" + "|".join(alternatives) + ")"


_LINES = re.M | re.I
_A = r"(?P<a>(?:\"[^\"\s@]{1,64}\"|[^\s<>()\[\]:;,\"@\\|：；，（＜「【“]{1,128})@[^\s<>()\[\]:;,\"@\\|'’）＞」】”，。；]{1,255})"

# `<user@example.org>:` at the head of a paragraph: qmail, Postfix, Exim, sendmail, Courier, PowerMTA.
HEADED = re.compile(
    rf"^[ \t]{{0,12}}(?:[>*\"'-][ \t]?)?<(?:mailto:|smtp:)?{_A}>[\"']?"
    + r"(?:[ \t]?\((?:expanded from|reason)[^\n]*)?[ \t]*"
    + _any(":", r"\.{3}", ",", ";", "$", r"[ \t]+\S"),
    _LINES,
)

_LABELS = _any(
    r"(?:failed |original |intended |final |the )?recipient(?:\(s\)|s)?(?: address)?",
    r"(?:undeliverable|bounced|failed|rejected) (?:address|recipient)(?:es|s)?",
    r"(?:unknown|invalid) (?:user|host|address|recipient)",
    r"(?:user|recipient|address|host) unknown",
    r"no such user",
    r"un?able to deliver (?:(?:the |your )?(?:message|mail) )?(?:to|for)",
    r"(?:could not|cannot|failed to|couldn't) deliver (?:(?:the |your )?(?:message|mail) )?to",
    r"(?:could not|cannot|couldn't|couldn’t) be delivered to",
    r"(?:not delivered|undeliverable|delivering|deliver|delivery) to",
    r"(?:message|mail|e-?mail|addressed|forwarded|sent) to",
    r"delivery failed(?: \d+ attempts)?",
    r"error-for",
    r"invalid final delivery userid",
    r"user mailbox exceeds allowed size",
    r"(?:user'?s )?mailbox (?:is )?full",
    r"not a member of (?:the )?mailing list",
    r"destinat(?:ion|ario|aire)(?: address)?",
    r"empf(?:ä|ae)nger",
    r"adressat",
    r"address",
    r"宛先",
    r"收件人",
    r"受信者",
    r"수신자",
    r"получател\w+",
)
LABELLED = re.compile(
    rf"(?:^|[ \t(>]){_LABELS}[ \t]{{0,3}}(?:was|is|are)?[ \t]{{0,3}}[:=：]?[ \t\n]{{0,6}}"
    rf"(?:\[smtp:|<|\"|'|smtp:|rfc822;|“|\()?[ \t]{{0,2}}{_A}",
    _LINES,
)
DIALOGUE = re.compile(rf"\brcpt[ _]to[ \t]{{0,3}}:?[ \t]{{0,3}}<?(?:smtp:)?{_A}>?", re.I)

# `550 5.1.1 <user@example.org>... User unknown`: sendmail's transcript in any of its ages.
SMTP_LINE = re.compile(
    r"^[ \t>]{0,8}(?:<<<[ \t]?)?[45]\d\d(?:[ -][45]\.\d{1,3}\.\d{1,3})?[ -]+(?:.{0,40}?[ \t:])?"
    rf"<?{_A}>?(?:\.{{3}}|:|>|[ \t]|$)",
    _LINES,
)
_AFTER = _any(
    "$",
    r"[:;,.][ \t]*$",
    r":[ \t]",
    r";?[ \t](?:on|am|le|el|il|op|em|den|dne|w dniu) [^\n]{6,60}$",
    r"\([^\n]{1,200}\)?[ \t]*$",
    r"[ \t]{1,4}(?:-|–|failed|delivery|invalid|user|error|mailbox|was|is|could|:)",
)
_NAMED = (  # `Karin Klein (` before her address
    r"(?:(?!(?:[^\n]{0,30}\s)?(?:contact|mail|write|ask|call|from|by|see|to|or|for)\b)"
    r"[^\W\d][^\n<>()@:;]{0,40} [(<\[])?"
)
ALONE = re.compile(
    rf"^[ \t*>|•·-]{{0,20}}{_NAMED}(?:smtp:|to:|<|\"|'|\[smtp:|--[ \t]|“)?[ \t]?{_A}[>\"'”)\]]{{0,3}}"
    rf"(?:<mailto:[^\n]{{1,200}}>)?[ \t]{{0,6}}{_AFTER}",
    _LINES,
)
X400 = re.compile(r"\bsmtp=([^\s;,/]{3,200}(?:@|\(a\))[^\s;,/]{3,200})", re.I)

# A line of the report's own parties, and words after which an address is somebody to write to.
NOT_A_RECIPIENT = re.compile(
    r"^[ \t>*]{0,8}"
    + _any(
        "from|sender|reply-to|return-path|mail from|message-id|message identifier|in-reply-to|references",
        r"contact|von|de|da|van|от|generating server|x-[\w-]+|received|date|subject|sent|reporting-mta",
        "errors-to|postmaster|envelope-from",
    )
    + r"\b[^\n]{0,3}?[:<]",
    re.I,
)
HELPERS = re.compile(
    _any(
        "contact|write to|(?<!your )(?:e-?mail|mail to)|reply to|ask|assistance|help|from|sent by|mail from:?",
        "send (?:a |an )?(?:mail|message|e-?mail|report)|report(?:ed)? (?:this |it )?to|id:?|sender",
        r"questions? to|forward (?:this|it)[^\n]{0,40} to|kontakt\w*|contacter|contacte|wenden sie sich an",
    )
    + r"[ \t]{0,3}[:<(\"'\[]{0,3}[ \t]?$",
    re.I,
)
DAEMONS = re.compile(
    r"(?:mailer[-_.]?daemon|mail-?daemon|mdaemon)@|[0-9a-f]{16,}[.\w-]*@"
    r"|[\w.$+-]{20,}@[\w.-]+\.(?:local|prod\.outlook\.com)\Z",
    re.I,
)
SUPPORT = re.compile(
    r"(?:post-?master|abuse|support|help(?:desk)?|noc|hostmaster|webmaster|admin(?:istrator)?|info|security|spam"
    r"|mail-?admin|sysadmin|root)@",
    re.I,
)
CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")

# A line that says the returned message begins here: ruled off, or in words that hardly mean anything else.
BORDER = re.compile(
    r"^[ \t]*"
    + _any(
        r"[-=_*#+~>|]{2}[^\n]{0,120}?"
        + _any(
            "copy of|original|ursprüngliche|returned|unsent|undelivered|below this line|below the next line",
            "message text follows|message headers?|mail headers?|the headers?|header of|body of",
            "non-delivered|start of",
            "attached message|message follows|offending|kopie|copie|copia|копия|message contents?",
            "原文|以下|원본",
        ),
        _any(
            "original message (?:follows|headers|attached|header)|possibly truncated original|old message:",
            "(?:message )?headers? follows?|included is a copy|here is your returned mail|original mail",
            "below is (?:a copy of )?(?:the|your) (?:original|message)|message header follows",
            "a copy of (?:the|your) (?:original )?message|this is a copy of (?:the|your)",
            "(?:the )?(?:text|body|header|headers) of (?:the|your) (?:original )?message",
            "your (?:original )?message (?:follows|reads)|unsent message follows",
            "the original message (?:is|follows)|begin(?:ning)? of (?:the )?original",
            "received (?:message|header):|message headers? follows?",
        ),
    )
    + r"[^\n]{0,80}$",
    _LINES,
)
# What sendmail rules off: a title between dashes, and the lines up to the next.
SECTION = re.compile(
    r"^[ \t]*-{3,5} ?(?P<title>[^\n-][^\n]{0,80}?) ?-{3,5}[ \t]*\n(?P<lines>(?:(?![ \t]*-{3,5} ?\w)[^\n]*\n){1,1000})",
    re.M,
)
# `The original message was received at` opens sendmail's report instead.
NO_BORDER = re.compile(
    r"was received|could not|cannot|can't|transcript|of the original message is|addresses|recipients?\b", re.I
)
HEADER_BLOCK = re.compile(
    r"^(?:[>|][ \t]?)?"
    + _any(
        "Return-Path|Received|X-Received|DKIM-Signature|X-Envelope-From|ARC-Seal|Message-ID|X-Original-To",
        "MIME-Version",
    )
    + r"[ \t]?:[ \t][^\n]*\n"
    + r"(?:[>|]?[ \t]{1,8}[^\n]*\n|(?:[>|][ \t]?)?[A-Za-z][A-Za-z0-9-]{1,60}[ \t]?:[^\n]*\n){2,}",
    _LINES,
)
HEADER_LINE = re.compile(
    r"^[> \t|]{0,8}([A-Za-z][A-Za-z0-9-]{1,60})[ \t]?:[ \t]*([^\n]*(?:\n[ \t]+[^\n]+)*)", re.M
)

# A mail program introduces itself, and nobody else would in these words.
SELF = re.compile(
    r"\s*"
    + _any(
        r"hi[.!]?\s+this is the (?:\w+[ -]){0,3}(?:program|server|daemon|system)",
        r"this is the (?:[\w-]+ ){0,3}(?:program|server|daemon|system|agent)\b",
        "this is a delivery status notification",
        "this message was created automatically by mail",
        "this is an automatically generated delivery",
        "i'm sorry to have to inform you that",
        "the original message was received at [a-z]{3}, ",
        r"\*+ ?this is a warning",
        "-{3,} ?(?:transcript of session|the following addresses)",
    ),
    re.I,
)

# Words of somebody who asks or tells of himself, and of one who greets, in the languages of the patterns above.
_SELF_TOLD = (
    "i(?:['’](?:ll|d|ve (?!given))| (?:am|have|had|was|can|did|do|got|get|need|think|wrote|sent|want|will|would|tried))",
    "my|me|please (?:help|fix|look|advise|explain|tell)|any ideas?|could you|can you",
    "ich|mein(?:e|en|er|em)?|mir|je|mio|mia|eu|meu|minha|ik|mijn|jeg|jag|мой|мне|меня",
)
_GREETING = (
    "regards|cheers|greetings|gr(?:ü|ue)(?:ß|ss)e?|hallo|danke|bonjour|cordialement|hola|saludos|buongiorno",
    "saluti|abraços|groet(?:en|jes)?|hej|hilsen|hälsningar|привет",
)
_WORD = r"(?<![\w.@-]){}\b(?!@|\.\w)"
ASKING = re.compile(r"[?？]\s*$|" + _WORD.format(_any(*_SELF_TOLD)), re.I | re.M)
PERSONAL = re.compile(r"[?？]\s*$|" + _WORD.format(_any(*_SELF_TOLD, *_GREETING)), re.I | re.M)

# The first words of reports that bear no other sign of a machine.
VOICE = re.compile(
    r"\s*"
    + _any(
        r"hi[.!]?\s+this is the|this is the (?:mail|postfix|mailer|qmail|email|e-mail|deliver)",
        "this message was created automatically|this is an automatically generated (?:delivery|message)",
        "i'm sorry to have to inform|hello[,!]? this is the mail|the original message was received at",
        r"this (?:mail |e-?mail )?message was undeliverable|\*+ ?this is a warning",
        "this is a (?:delivery|permanent|mime)|your message (?:to|could|did|was)",
        "delivery (?:has failed|to the following|failed)",
        "(?:sorry|unfortunately)[,:]? (?:(?:we|i) (?:were|was|wasn)|your (?:mail|message|e-?mail) (?:to|could|can))",
        "message from |unable to deliver|failed to deliver|(?:unknown|invalid) (?:user|host|final)",
        "user mailbox exceeds|-{3,} ?(?:transcript|the following)|--> error description",
    ),
    re.I,
)
SMTP_CODE = re.compile(
    r"(?<![\d.])(?:[45]\.\d{1,3}\.\d{1,3}(?![\d.])|[45][0-7]\d(?: -)?[ -](?:[A-Za-z<#\"'(]|[45]\.))"
)
