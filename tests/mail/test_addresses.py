"""Who wrote, and to whom: address fields as people and programs write them."""

from deskbell.mail.addresses import parse_list
from deskbell.mail.mailboxes import MAX_ADDRESSES
from each import each

ONE = [
    ('"Ada Byron" <ada@Example.COM>', "Ada Byron", "ada@example.com"),
    ("ada@example.com (Ada Byron)", "Ada Byron", "ada@example.com"),
    ("Ada Byron (ada@example.com)", "Ada Byron", "ada@example.com"),
    ("Byron, Ada <ada@example.com>", "Byron, Ada", "ada@example.com"),
    ("=?utf-8?Q?Byron,_Ada?= <ada@example.com>", "Byron, Ada", "ada@example.com"),
    ('"=?utf-8?Q?=C3=84da?=" <ada@example.com>', "Äda", "ada@example.com"),
    ("=?utf-8?Q?=22Ada_Byron=22?= <ada@example.com>", "Ada Byron", "ada@example.com"),
    ('"Byron, \\"Ada\\" A." <ada@example.com>', 'Byron, "Ada" A.', "ada@example.com"),
    ('"Ada" "Byron" <ada@example.com>', "Ada Byron", "ada@example.com"),
    ('"Ada Byron"<ada@example.com>', "Ada Byron", "ada@example.com"),
    ('"never closed <ada@example.com>', "never closed", "ada@example.com"),
    ("A.B. Byron <ada@example.com>", "A.B. Byron", "ada@example.com"),
    ("Ada (of (the) Engine) Byron <ada@example.com> (x)", "Ada Byron", "ada@example.com"),
    ("Ada Byron ada@example.com", "Ada Byron", "ada@example.com"),
    ("Ada [mailto:ada@example.com]", "Ada", "ada@example.com"),
    ("Ada <mailto:ada@example.com>", "Ada", "ada@example.com"),
    ("<ada@example.com", "", "ada@example.com"),
    ("<<ada@example.com>>", "", "ada@example.com"),
    ("ada@example.com>", "", "ada@example.com"),
    ("< ada @ example . com >", "", "ada@example.com"),
    ("<@relay.example,@b.example:ada@example.com>", "", "ada@example.com"),
    ('"ada byron"@example.com', "", '"ada byron"@example.com'),
    ("ada@[192.0.2.1]", "", "ada@[192.0.2.1]"),
    ("Ticket: 5 <ada@example.com>", "Ticket: 5", "ada@example.com"),
    ("ceo@bank.example <ada@example.com>", "ceo@bank.example", "ada@example.com"),
    ("Ada <ada@example.com> <ada@example.com>", "Ada", "ada@example.com"),
    ("Jäger <jäger@exämple.com>", "Jäger", "jäger@exämple.com"),
    ("MAILER-DAEMON (Mail Delivery System)", "Mail Delivery System", "MAILER-DAEMON"),
    ("Ada <ada@example.com> extra", "Ada", "ada@example.com"),
    ("<ada@example.com> Ada", "Ada", "ada@example.com"),
    ("Ada <ada@example.com>Bob <bob@example.com>", "Ada", "ada@example.com"),
    ('"Ada <ada@example.com>"', "Ada", "ada@example.com"),
    ('"Ada" <"ada@example.com">', "Ada", "ada@example.com"),
    ('<"Ada" ada@example.com>', "", "ada@example.com"),
    ("Ada <SMTP:ada@example.com>", "Ada", "ada@example.com"),
    ("Ada [SMTP:ada@example.com]", "Ada", "ada@example.com"),
    ("Ada \\(AB\\) <ada@example.com>", "Ada (AB)", "ada@example.com"),
    ('Ada \\"A\\" Byron <ada@example.com>', 'Ada "A" Byron', "ada@example.com"),
    ("ada@home@example.com", "", "ada@home@example.com"),
    ("Ada Byron, Engines Inc. <ada@example.com>", "Ada Byron, Engines Inc.", "ada@example.com"),
    ("Ada &amp; Charles <ada@example.com>", "Ada &amp; Charles", "ada@example.com"),
    ("Ada Byron", "Ada Byron", ""),
    ("root", "", "root"),
]
LISTS = [
    ("", []),
    ("<>", []),
    ("undisclosed-recipients:;", []),
    ("a@example.com, , b@example.com", ["a@example.com", "b@example.com"]),
    ("a@example.com; b@example.com", ["a@example.com", "b@example.com"]),
    ("Us: a@example.com, b@example.com;, c@example.com", ["a@example.com", "b@example.com", "c@example.com"]),
    ("A <a@example.com> B <b@example.com>", ["a@example.com", "b@example.com"]),
]


@each(("field", "name", "address"), ONE)
def test_one_mailbox_gives_its_name_and_its_address(field: str, name: str, address: str) -> None:
    first = parse_list(field.encode())[0]

    assert (first.name, first.address) == (name, address)


def test_one_mailbox_is_not_taken_for_two() -> None:
    two = {"Ada <ada@example.com>Bob <bob@example.com>"}

    assert [field for field, _, _ in ONE if len(parse_list(field.encode())) != 1 and field not in two] == []


@each(("field", "addresses"), LISTS)
def test_lists_and_groups_give_every_address(field: str, addresses: list[str]) -> None:
    assert [one.address for one in parse_list(field.encode())] == addresses


def test_a_decoded_word_never_becomes_the_address_of_a_field_that_has_one() -> None:
    (one,) = parse_list(b"=?utf-8?Q?boss=40bank=2Eexample?= <mallory@evil.example>")

    assert (one.name, one.address) == ("boss@bank.example", "mallory@evil.example")


def test_two_different_addresses_in_from_are_both_shown() -> None:
    assert len(parse_list(b"<a@example.com> <b@example.com>")) == 2


@each("piece", [b"(", b'"', b"<", b'\\"', b'a\\"', b"(<", b'"<', b"a:", b"=?", b",", b";", b"((a)", b"a@"])
def test_a_field_of_nothing_but_brackets_is_survived(piece: bytes) -> None:
    assert len(parse_list(piece * 30_000)) <= MAX_ADDRESSES + 1


def test_twenty_thousand_recipients_are_cut_not_dropped() -> None:
    field = b", ".join(b"u%d@example.com" % number for number in range(20_000))

    assert len(parse_list(field)) == MAX_ADDRESSES
