"""Only the desk can make its reply addresses, return paths, links and Message-IDs; each opens one thing."""

import base64
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.mail import message_ids
from deskbell.mail.keyring import Keyring, Purpose
from deskbell.mail.tokens import (
    Holder,
    Link,
    holder_of,
    letter_of_return_path,
    link_token,
    read_address,
    read_link,
    reply_address,
    return_path,
    room_for_tokens,
    without_tokens,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OLD_KEY, NEW_KEY = bytes(range(32)), bytes(range(100, 148))
KEYS = Keyring.fresh(OLD_KEY)
REQUESTER = Holder(Purpose.REPLY, person=7)
AGENT = Holder(Purpose.AGENT, person=3)
BASE = "support@desk.example"


def verified(address: str, *candidates: Holder, keys: Keyring = KEYS) -> Holder | None:
    token = read_address(address)
    return holder_of(token, candidates, keys) if token else None


# -- reply addresses


def test_a_reply_address_names_its_ticket_and_proves_its_holder() -> None:
    address = reply_address(BASE, 1042, REQUESTER, KEYS)

    token = read_address(address)

    assert address.startswith("support+1042.aa")
    assert address.endswith("@desk.example")
    assert token is not None
    assert (token.base, token.number) == (BASE, 1042)
    assert holder_of(token, [AGENT, REQUESTER, Holder(Purpose.REPLY, 8)], KEYS) == REQUESTER


def test_a_reply_address_survives_programs_that_change_its_case() -> None:
    address = reply_address(BASE, 1042, REQUESTER, KEYS)

    assert verified(address.upper(), REQUESTER) == REQUESTER
    assert verified(address.title(), REQUESTER) == REQUESTER


@pytest.mark.parametrize("delimiter", ["+", "-", "="])
def test_an_address_is_read_whatever_the_delimiter_is_set_to_now(delimiter: str) -> None:
    address = reply_address("it-help@desk.example", 5, AGENT, KEYS, delimiter)

    assert address.startswith(f"it-help{delimiter}5.")
    assert verified(address, AGENT) == AGENT


def test_without_sub_addresses_the_plain_address_is_given() -> None:
    assert reply_address(BASE, 1042, REQUESTER, KEYS, delimiter="") == BASE
    assert return_path("bounces@desk.example", 1, KEYS, delimiter="") == "bounces@desk.example"


def test_an_address_given_out_years_ago_is_still_the_same() -> None:
    """What a token is must never change: letters that wait to be answered bear it."""
    ring = Keyring.fresh(bytes(range(40)))

    address = reply_address(BASE, 1042, Holder(Purpose.REPLY, 7, 3), ring)

    assert address == "support+1042.aalz4aqkovsjvw4qxnzxe2ngms@desk.example"
    assert link_token(Link(Purpose.STATUS, 1042, 7, 3), ring) == "aaKpquNIrvdF5hcnKMyBaMf9tAMuk"


@given(st.binary(min_size=32, max_size=200).filter(lambda key: len(set(key)) >= 8), st.integers(0))
def test_a_seal_is_the_hmac_that_any_library_makes(key: bytes, number: int) -> None:
    mac = hmac.digest(key, f"8:deskbell,5:reply,{len(str(number))}:{number},".encode(), "sha256")[:15]

    ring = Keyring.fresh(key)

    assert ring.mac("aa", Purpose.REPLY, [number]) == mac
    assert ring.seal(Purpose.REPLY, number) == "aa" + base64.b32encode(mac).decode().lower()


def test_a_growing_generation_withdraws_the_old_address() -> None:
    address = reply_address(BASE, 1042, REQUESTER, KEYS)

    assert verified(address, Holder(Purpose.REPLY, 7, generation=1)) is None


def test_an_address_of_one_ticket_does_not_open_another() -> None:
    address = reply_address(BASE, 1042, REQUESTER, KEYS)

    assert verified(address.replace("1042", "1043"), REQUESTER) is None


@pytest.mark.parametrize("wrong", [p for p in Purpose if p is not Purpose.REPLY])
def test_no_purpose_stands_for_another(wrong: Purpose) -> None:
    address = reply_address(BASE, 1042, REQUESTER, KEYS)
    link = link_token(Link(Purpose.REPLY, 1042, 7), KEYS)

    assert verified(address, Holder(wrong, 7)) is None
    assert read_link(link, wrong, KEYS, NOW) is None
    assert letter_of_return_path(address, KEYS) is None


def test_every_changed_character_of_a_seal_is_noticed() -> None:
    local, at, domain = reply_address(BASE, 1042, REQUESTER, KEYS).partition("@")

    for place in range(local.index(".") + 1, len(local)):
        for letter in "abcdefghijklmnopqrstuvwxyz234567":
            if letter != local[place]:
                forged = local[:place] + letter + local[place + 1 :] + at + domain
                assert verified(forged, REQUESTER) is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "@",
        "support@desk.example",
        "support+1042@desk.example",
        "support+1042.@desk.example",
        "support+.aaaaaaaaaaaaaaaaaaaaaaaaaa@desk.example",
        "support+01042.aaaaaaaaaaaaaaaaaaaaaaaaaa@desk.example",
        "support+١٢٣.aaaaaaaaaaaaaaaaaaaaaaaaaa@desk.example",
        "support+1042.aaaaaaaaaaaaaaaaaaaaaaaaa1@desk.example",
        "support+1042.aaaaaaaaaaaaaaaaaaaaaaaaaaa@desk.example",
        "+1042.aaaaaaaaaaaaaaaaaaaaaaaaaa@desk.example",
        "x" * 5000 + "+1042.aaaaaaaaaaaaaaaaaaaaaaaaaa@desk.example",
    ],
)
def test_an_ordinary_or_broken_address_holds_no_token(address: str) -> None:
    assert read_address(address) is None
    assert letter_of_return_path(address, KEYS) is None


def test_an_empty_list_of_candidates_matches_nobody() -> None:
    assert verified(reply_address(BASE, 1042, REQUESTER, KEYS)) is None


def test_no_local_part_passes_64_octets() -> None:
    fits, too_long = "s" * 26 + "@desk.example", "s" * 27 + "@desk.example"

    assert room_for_tokens(fits) == 0
    assert room_for_tokens(too_long) == -1
    assert len(reply_address(fits, 9_999_999_999, AGENT, KEYS).partition("@")[0]) == 64
    with pytest.raises(ValueError, match="64 octets"):
        reply_address(too_long, 9_999_999_999, AGENT, KEYS)


@given(st.integers(1, 10**9), st.sampled_from(Purpose), st.integers(0, 10**12), st.integers(0, 10**6))
def test_any_holder_of_any_ticket_is_known_again(
    ticket: int, purpose: Purpose, person: int, generation: int
) -> None:
    holder = Holder(purpose, person, generation)

    assert verified(reply_address(BASE, ticket, holder, KEYS), holder) == holder


# -- keys


def test_the_newest_key_signs_and_all_verify() -> None:
    both = KEYS.rotated(NEW_KEY)
    old = reply_address(BASE, 1042, REQUESTER, KEYS)
    new = reply_address(BASE, 1042, REQUESTER, both)

    assert old != new
    assert verified(old, REQUESTER, keys=both) == REQUESTER
    assert verified(new, REQUESTER, keys=both) == REQUESTER
    assert verified(new, REQUESTER, keys=KEYS) is None


def test_a_key_file_is_written_and_read_back() -> None:
    both = KEYS.rotated(NEW_KEY)

    assert Keyring.parse(both.text()) == both
    assert Keyring.parse("\ufeff" + both.text().replace("\n", "\r\n")) == both
    assert both.text().startswith("# ")


def test_two_processes_compare_keys_by_fingerprint_alone() -> None:
    both = KEYS.rotated(NEW_KEY)

    assert list(both.fingerprints()) == ["aa", "ab"]
    assert both.fingerprints()["aa"] == KEYS.fingerprints()["aa"]
    assert both.fingerprints()["aa"] != both.fingerprints()["ab"]
    assert OLD_KEY.hex()[:32] not in both.fingerprints().values()


def test_a_keyring_never_prints_its_keys() -> None:
    assert repr(KEYS) == "Keyring()"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no key"),
        ("# only words\n\n", "no key"),
        ("aa", "Line 1"),
        ("aa not-base64!", "Line 1"),
        ("aa c2hvcnQ=", "weak"),
        ("aa " + "A" * 44, "weak"),
        (f"AA {KEYS.text().split()[-1]}", "two characters"),
        (KEYS.text() + KEYS.text(), "same id"),
        (KEYS.text() + KEYS.text().replace("\naa ", "\nab "), "same key twice"),
    ],
)
def test_a_bad_key_file_is_refused_in_one_sentence(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as refused:
        Keyring.parse(text)

    assert "c2hvcnQ" not in str(refused.value)


def test_a_full_keyring_asks_for_old_keys_to_go() -> None:
    names = "abcdefghijklmnopqrstuvwxyz234567"
    full = Keyring(tuple((a + b, OLD_KEY + (a + b).encode()) for a in names for b in names))

    with pytest.raises(ValueError, match="full"):
        full.rotated(NEW_KEY)


# -- return paths


def test_a_bounce_finds_its_letter_by_the_return_path_alone() -> None:
    path = return_path("bounces@desk.example", 5007, KEYS)

    assert letter_of_return_path(path, KEYS) == 5007
    assert letter_of_return_path(path.upper(), KEYS.rotated(NEW_KEY)) == 5007
    assert letter_of_return_path(path.replace("5007", "5008"), KEYS) is None
    assert letter_of_return_path(path, Keyring.fresh(NEW_KEY)) is None


def test_a_return_path_is_nobodys_reply_address() -> None:
    path = return_path(BASE, 1042, KEYS)

    assert verified(path, REQUESTER, AGENT, Holder(Purpose.RETURN_PATH, 7)) is None


# -- links


def test_a_link_carries_whose_it_is() -> None:
    link = Link(Purpose.SURVEY, ticket=1042, person=7, generation=2)

    assert read_link(link_token(link, KEYS), Purpose.SURVEY, KEYS, NOW) == link


def test_an_expired_link_opens_nothing() -> None:
    token = link_token(Link(Purpose.CONFIRM, 1042, 7, expires=NOW + timedelta(minutes=90)), KEYS)

    opened = read_link(token, Purpose.CONFIRM, KEYS, NOW + timedelta(minutes=90))

    assert opened is not None
    assert opened.expires == NOW + timedelta(hours=2)
    assert read_link(token, Purpose.CONFIRM, KEYS, NOW + timedelta(hours=2)) is None


def test_a_link_fits_a_line_of_seventy_characters() -> None:
    link = Link(Purpose.SURVEY, ticket=1_500_000, person=1_500_000, generation=9)

    token = link_token(link, KEYS)

    assert len(f"https://helpdesk.example.com/s/{token}") < 70
    assert token.isalnum()


def test_every_changed_character_of_a_link_is_noticed() -> None:
    token = link_token(Link(Purpose.STATUS, 1042, 7, expires=NOW + timedelta(days=30)), KEYS)

    for place in range(len(token)):
        for letter in "0123abcdXYZ_":
            if letter != token[place]:
                forged = token[:place] + letter + token[place + 1 :]
                assert read_link(forged, Purpose.STATUS, KEYS, NOW) is None
    assert read_link(token[:-1], Purpose.STATUS, KEYS, NOW) is None
    assert read_link(token + "0", Purpose.STATUS, KEYS, NOW) is None


@given(st.text(max_size=120) | st.text("aab0123456789XYZ", max_size=120))
def test_no_text_whatever_breaks_the_reading_of_links(text: str) -> None:
    assert read_link(text, Purpose.SURVEY, KEYS, NOW) is None
    assert read_address(text + "@desk.example") is None
    assert message_ids.ours(text, KEYS) is None


@given(
    st.integers(1, 10**12), st.integers(0, 10**12), st.integers(0, 10**6), st.none() | st.integers(1, 10**6)
)
def test_any_link_is_read_back(ticket: int, person: int, generation: int, hours: int | None) -> None:
    expires = datetime(2027, 1, 1, tzinfo=UTC) + timedelta(hours=hours) if hours else None
    link = Link(Purpose.SURVEY, ticket, person, generation, expires)

    assert read_link(link_token(link, KEYS), Purpose.SURVEY, KEYS, NOW) == link


# -- Message-IDs


def test_our_own_message_id_is_known_without_a_database() -> None:
    identifier = message_ids.message_id(5007, "k4x2q9", "desk.example", KEYS)

    assert identifier.startswith("<5007.k4x2q9.aa")
    assert message_ids.ours(identifier, KEYS) == 5007
    assert message_ids.ours(identifier.strip("<>"), KEYS) == 5007
    assert message_ids.ours(f" {identifier.upper()}\t", KEYS.rotated(NEW_KEY)) == 5007
    assert message_ids.ours(identifier.replace("desk.example", "other.example"), KEYS) == 5007


@pytest.mark.parametrize(
    "identifier",
    [
        "",
        "<>",
        "<5007@desk.example>",
        "<5007.k4x2q9.aaaaaaaaaaaaaaaaaaaaaaaaaa@desk.example>",
        "<CAF+x=abc.def@mail.example>",
        "<" + "9" * 5000 + "@desk.example>",
    ],
)
def test_a_foreign_or_forged_message_id_is_not_ours(identifier: str) -> None:
    assert message_ids.ours(identifier, KEYS) is None


def test_a_message_id_moved_to_another_letter_is_not_ours() -> None:
    identifier = message_ids.message_id(5007, "k4x2q9", "desk.example", KEYS)

    assert message_ids.ours(identifier.replace("5007", "5008"), KEYS) is None
    assert message_ids.ours(identifier.replace("k4x2q9", "k4x2q8"), KEYS) is None
    with pytest.raises(ValueError, match="nonce"):
        message_ids.message_id(1, "Not.Clean", "desk.example", KEYS)


def test_a_text_passed_on_bears_no_token_of_ours() -> None:
    """Addresses become plain, links end where the site begins; everything else stays letter for letter."""
    address = reply_address(BASE, 1042, AGENT, KEYS)
    link = link_token(Link(Purpose.CONFIRM, 1042, 7), KEYS)
    words = f"> From: Desk <{address}>\n> https://desk.example/a/{link}\nIt is mended: 2+2=4."
    plain = f"> From: Desk <{BASE}>\n> https://desk.example\nIt is mended: 2+2=4."
    assert without_tokens(words, "https://desk.example") == plain
