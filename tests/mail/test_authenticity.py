"""Authenticity: a claim in From counts only when this door's border proves it, and a forger's fields never
do.
"""

from pathlib import Path

import pytest

from deskbell.mail.authenticity import verdict
from deskbell.mail.authres_field import read_field
from deskbell.mail.parse import parse
from deskbell.mail.tree import Field, Headers
from deskbell.mail.values import Address, Authentic, Authenticity, Door

SAMPLES = Path(__file__).parent.parent / "samples" / "authenticity"
CARLA = Address("Carla Client", "carla@client.example")
DOORS = {
    "exchange": Door("desk", "microsoft365"),
    "gmail": Door("desk", "mx.google.com"),
    "postfix": Door("desk", "mx.desk.example"),
    "rspamd": Door("desk", "mx.desk.example"),
}
VERDICTS = {
    "exchange-online-from-outside": "aligned",
    "exchange-online-from-outside-dmarc-fails": "unaligned",
    "exchange-online-forged-result-below-the-front-door": "unaligned",
    "exchange-online-forged-result-and-none-of-its-own": "unknown",
    "exchange-online-no-policy-published": "unknown",
    "exchange-online-colleague-in-the-tenant": "aligned",
    "exchange-online-forged-internal-from-outside": "unknown",
    "exchange-online-anonymous-beside-forged-internal": "unknown",
    "gmail-from-outside": "aligned",
    "gmail-dmarc-fails": "unaligned",
    "gmail-forged-results-below": "unaligned",
    "gmail-forged-results-and-none-of-its-own": "unknown",
    "postfix-opendmarc-on-top": "aligned",
    "postfix-opendmarc-below-with-queue-number": "aligned",
    "postfix-opendmarc-forged-below-with-guessed-queue-number": "unknown",
    "postfix-opendmarc-forged-below": "unknown",
    "postfix-opendmarc-fails-and-forged-below": "unaligned",
    "postfix-forged-with-a-forged-received": "unknown",
    "rspamd": "aligned",
    "rspamd-another-domain-passes": "unaligned",
    "rspamd-forged-inside-a-comment": "unaligned",
    "rspamd-forged-below": "unknown",
}


def headers_of(*fields: tuple[str, str]) -> Headers:
    return Headers(tuple(Field(name, value.encode(), value) for name, value in fields))


def judge(
    results: str, *more: tuple[str, str], door: Door = DOORS["postfix"], sender: Address = CARLA
) -> Authenticity:
    """The verdict on a mail whose border wrote these results above its own Received."""
    fields = (
        ("Authentication-Results", results),
        ("Received", "from x (x [198.51.100.7]) by mx.desk.example (Postfix) with ESMTPS id 4XyZ12abcd"),
        *more,
        ("From", f"{sender.name} <{sender.address}>"),
    )
    return verdict(headers_of(*fields), door, sender, (sender,))


@pytest.mark.parametrize("name", VERDICTS)
def test_a_sample_is_judged_by_the_border_alone(name: str) -> None:
    root = parse((SAMPLES / f"{name}.eml").read_bytes()).root
    answer = verdict(root.headers, DOORS[name.partition("-")[0]], CARLA, (CARLA,))
    assert answer.verdict == VERDICTS[name], answer.evidence
    assert answer.evidence


def test_every_sample_is_in_the_table() -> None:
    assert {path.stem for path in SAMPLES.glob("*.eml")} == set(VERDICTS)


def test_a_door_without_a_border_believes_nobody() -> None:
    root = parse((SAMPLES / "rspamd.eml").read_bytes()).root
    assert verdict(root.headers, Door("desk"), CARLA, (CARLA,)).verdict is Authentic.UNKNOWN
    assert (
        verdict(root.headers, Door("desk", "mx.other.example"), CARLA, (CARLA,)).verdict is Authentic.UNKNOWN
    )


def test_a_mail_that_did_not_come_from_a_border_proves_nothing() -> None:
    root = parse((SAMPLES / "rspamd.eml").read_bytes()).root
    door = Door("desk", "mx.desk.example", border_peer=False)
    assert verdict(root.headers, door, CARLA, (CARLA,)).verdict is Authentic.UNKNOWN


def test_two_senders_are_never_aligned() -> None:
    good = "mx.desk.example; dmarc=pass header.from=client.example"
    assert judge(good, ("From", "ceo@desk.example")).verdict is Authentic.UNALIGNED
    fields = headers_of(("Authentication-Results", good), ("From", "a@client.example, b@client.example"))
    both = (Address("", "a@client.example"), Address("", "b@client.example"))
    assert verdict(fields, DOORS["postfix"], both[0], both).verdict is Authentic.UNALIGNED
    assert (
        verdict(headers_of(("Authentication-Results", good)), DOORS["postfix"], CARLA, ()).verdict
        is not Authentic.ALIGNED
    )


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("mx.desk.example; dmarc=pass header.from=client.example", "aligned"),
        ("MX.Desk.Example 1; DMARC=Pass Header.From=CLIENT.example", "aligned"),
        ("mx.desk.example; dmarc=pass (p=none) header.from=mail.client.example", "aligned"),
        ("mx.desk.example (a (nested) comment); dmarc (x) = (y) pass header.from=client.example", "aligned"),
        ("mx.desk.example 2; dmarc=pass header.from=client.example", "unknown"),
        ("mx.desk.example.evil.example; dmarc=pass header.from=client.example", "unknown"),
        ("mx.desk.example; dmarc=pass (never closed header.from=client.example", "unknown"),
        ("mx.desk.example; dmarc=pass", "unaligned"),
        ("mx.desk.example; dmarc=pass header.from=evil.example", "unaligned"),
        (
            "mx.desk.example; dmarc=pass header.from=client.example; dmarc=fail header.from=client.example",
            "unaligned",
        ),
        (
            "mx.desk.example; dmarc=none header.from=client.example; dkim=pass header.d=client.example",
            "unknown",
        ),
        ("mx.desk.example; dmarc=temperror header.from=client.example", "unknown"),
        ("mx.desk.example; dkim=pass header.d=client.example", "aligned"),
        ("mx.desk.example; dkim=pass header.i=@news.client.example", "aligned"),
        ("mx.desk.example; dkim=pass header.d=evil.example; dkim=fail header.d=client.example", "unknown"),
        ("mx.desk.example; spf=pass smtp.mailfrom=bounce@client.example", "aligned"),
        ("mx.desk.example; spf=pass smtp.helo=client.example", "unknown"),
        ("mx.desk.example; spf=pass smtp.mailfrom=example", "unknown"),
        ("mx.desk.example; none", "unknown"),
        ("mx.desk.example; spf=none (dmarc=pass header.from=client.example)", "unknown"),
        (
            'mx.desk.example; spf=none smtp.mailfrom="a; dmarc=pass header.from=client.example"@e.example',
            "unknown",
        ),
        (
            "mx.desk.example; spf=none smtp.mailfrom==?utf-8?q?a=3B_dmarc=3Dpass?=",
            "unknown",
        ),
        ("", "unknown"),
        ('\x00;;;="', "unknown"),
    ],
)
def test_a_result_field_means_what_its_syntax_says(results: str, expected: str) -> None:
    assert judge(results).verdict == expected


def test_encoded_words_in_a_result_field_stay_what_they_are() -> None:
    raw = b"mx.desk.example; spf=none smtp.mailfrom==?utf-8?q?a=3B_dmarc=3Dpass?="
    decoded = "mx.desk.example; spf=none smtp.mailfrom=a; dmarc=pass header.from=client.example"
    fields = (
        Field("Authentication-Results", raw, decoded),
        Field("Received", b"from x (x [198.51.100.7]) by mx.desk.example with ESMTPS id 4XyZ12abcd", ""),
        Field("From", b"carla@client.example", "carla@client.example"),
    )
    assert verdict(Headers(fields), DOORS["postfix"], CARLA, (CARLA,)).verdict is Authentic.UNKNOWN


def test_domains_under_a_public_suffix_are_not_aligned_with_each_other() -> None:
    sender = Address("", "carla@client.co.uk")
    assert (
        judge("mx.desk.example; dmarc=pass header.from=evil.co.uk", sender=sender).verdict
        is not Authentic.ALIGNED
    )
    assert judge("mx.desk.example; dkim=pass header.d=co.uk", sender=sender).verdict is not Authentic.ALIGNED


def test_a_result_that_was_relayed_through_our_own_hosts_is_still_found() -> None:
    fields = headers_of(
        (
            "Received",
            "from mx.desk.example (mx.desk.example [10.0.0.2]) by imap.desk.example with ESMTP id 12345678",
        ),
        (
            "Received",
            "from localhost (localhost [127.0.0.1]) by mx.desk.example (Postfix) with ESMTP id ABCDEFGH1",
        ),
        (
            "Received",
            "from mx.desk.example ([127.0.0.1]) by localhost (mx.desk.example [127.0.0.1]) with ESMTP id 1",
        ),
        ("Authentication-Results", "mx.desk.example; dmarc=pass header.from=client.example"),
        ("Received", "from x (x [198.51.100.7]) by mx.desk.example (Postfix) with ESMTPS id ABCDEFGH2"),
        ("From", "carla@client.example"),
    )
    assert verdict(fields, DOORS["postfix"], CARLA, (CARLA,)).verdict is Authentic.ALIGNED


@pytest.mark.parametrize(
    "received",
    [
        "from [127.0.0.1] (evil.example [203.0.113.9]) by mx.desk.example (Postfix) with ESMTP id ABCDEFGH2",
        "from mx.desk.example (unknown [203.0.113.9]) by mx2.desk.example (Postfix) with ESMTP id ABCDEFGH2",
        "from evil.example ([203.0.113.9] helo=mx.desk.example) by mx2.desk.example with esmtp id 1abcde-0",
        "from evil.example (evil.example [203.0.113.9]) by elsewhere.example with ESMTP id ABCDEFGH2",
    ],
)
def test_a_sender_cannot_pass_for_one_of_our_own_hosts(received: str) -> None:
    """What a client says of itself in HELO never moves the border downwards."""
    fields = headers_of(
        ("Received", received),
        ("Authentication-Results", "mx.desk.example; dmarc=pass header.from=client.example"),
        ("Received", "from x (x [198.51.100.7]) by mx.desk.example (Postfix) with ESMTPS id FORGED123"),
        ("From", "carla@client.example"),
    )
    assert verdict(fields, DOORS["postfix"], CARLA, (CARLA,)).verdict is Authentic.UNKNOWN


ARC = (
    ("ARC-Seal", "i=1; a=rsa-sha256; cv=none; d=lists.partner.example; s=x; b=AA=="),
    ("ARC-Authentication-Results", "i=1; lists.partner.example; dmarc=pass header.from=client.example"),
)


def test_a_forwarder_is_believed_only_when_the_settings_name_it_and_the_chain_is_whole() -> None:
    broken = "mx.desk.example; dmarc=fail header.from=client.example; arc={}"
    named = Door("desk", "mx.desk.example", ("lists.partner.example",))
    other = Door("desk", "mx.desk.example", ("lists.other.example",))
    assert judge(broken.format("pass"), *ARC, door=named).verdict is Authentic.ALIGNED
    assert judge(broken.format("fail"), *ARC, door=named).verdict is Authentic.UNALIGNED
    assert judge(broken.format("pass"), *ARC, door=other).verdict is Authentic.UNALIGNED
    assert judge(broken.format("pass"), *ARC, door=DOORS["postfix"]).verdict is Authentic.UNALIGNED


def test_a_believed_seal_under_a_strangers_seal_is_not_believed() -> None:
    """A stranger may replay a chain, change the mail and seal it anew."""
    named = Door("desk", "mx.desk.example", ("lists.partner.example",))
    above = (
        ("ARC-Seal", "i=2; a=rsa-sha256; cv=pass; d=evil.example; s=x; b=AA=="),
        ("ARC-Authentication-Results", "i=2; mx.desk.example; dmarc=pass header.from=client.example"),
    )
    broken = "mx.desk.example; dmarc=fail header.from=client.example; arc=pass"
    assert judge(broken, *above, *ARC, door=named).verdict is Authentic.UNALIGNED
    assert judge(broken, *ARC, *ARC, door=named).verdict is Authentic.UNALIGNED


def test_an_endless_field_is_passed_over() -> None:
    assert read_field("mx.desk.example; " + "(" * 100_000) is None
    assert read_field("mx.desk.example; " + "spf=pass; " * 5_000) is None
