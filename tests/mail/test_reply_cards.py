"""A visiting card below the closing words is a signature without a delimiter; what only resembles one stays."""

from deskbell.mail import reply
from each import each

CARDS = [
    ("Kind regards,\nRosalind Okafor", "Accounts Payable | Brightwater Foods Ltd\nT: +44 1632 960 122 | M: +44 7700 900 412"),
    ("Many thanks\n\nSiobhan Kelly", "Facilities Coordinator\nHarbour House Trust\nDirect: 01632 960555\nwww.harbourhouse.example"),
    ("Mit freundlichen Grüßen\n\ni. A. Karin Wolf", "Muster Logistik GmbH\nHafenstraße 4, 20457 Hamburg\nTel. +49 40 5550-112"),
    ("Cordialement,\nJean Petit", "Responsable des achats\nTél. : 01 99 00 12 34"),
    ("С уважением, Ольга Смирнова", "Отдел закупок\nтел. +7 495 000-11-22"),
    ("Thanks,\nPat", "Pat Doe | Site manager | (555) 010-2233"),
    ("Saludos cordiales,\n\nAna Ruiz", "Dpto. Técnico\nTlf.: 91 000 11 22\nana@ejemplo.example"),
    ("Att,\nRui Costa", "Gerente\n(11) 0000-1122"),
    ("谢谢！\n王芳", "样品有限公司 行政部\n手机：13800000000"),
    ("감사합니다.\n김민수 드림", "샘플주식회사 총무팀\n전화 02-000-0000"),
    ("Met vriendelijke groet,\nJoke", "Inkoop\njoke@winkel.example\n[logo]"),
]  # fmt: skip


@each(("closing", "card"), CARDS, ids=[closing.split("\n")[0] for closing, _ in CARDS])
@each("tail", ["", "\n\nOn 05/03/2026 10:02, Eva Lind wrote:\n> Does it?\n"], ids=["alone", "replying"])
def test_a_card_below_the_name_is_a_signature(tail: str, closing: str, card: str) -> None:
    """The closing and the name stay with the words."""
    found = reply.split(f"The pump is dry.\n\n{closing}\n{card}{tail}")

    assert found.new == f"The pump is dry.\n\n{closing}"
    assert found.signature == card


KEPT = [
    "Ship it here please,\n\nRita Moss\n14 Quay Road\nHull HU1 1AA\n01632 960900",
    "Guests tomorrow,\n\nEva Lind\nBo Ek\nTel. 01632 960002",
    "Thanks\n\n0113 496 0001\n0113 496 0002\n0113 496 0003",
    'Not "Yours sincerely" but\n\nKind regards\nClient Ltd\n01632 960001\n\nplease.',
    "Please change our address. Thanks,\n\nExample Foods Ltd\n14 Quay Road\nTel: 01632 960900",
    "Please print this:\n\nDear customer,\n\nwe are closed.\n\nKind regards\nClient Ltd\n01632 960001\nwww.client.example",
    "Thanks,\nBob\n0113 496 0000",
    "Thanks,\nBo Ek\nExample Ltd",
    "Thanks,\nTom\n\nAsset tag 4411702\nRoom 312",
    "Thanks,\nTom\nSerial: 123456789\nModel: XY-2000",
    "Thanks\n\nPS: the new number is 0113 496 0000.\nwww.example.com is still down.",
    "Best regards\nTom\n\nPlease send it to my new address:\n12 High Street\nLeeds LS1 1AA\n0113 496 0000",
    "Please ring these two:\n\nAnna Schmidt, +49 40 5550-112\nBert Lopez, +49 40 5550-113",
    "Thanks, Di\n\n- 0113 496 0000 is the lift\n- 0113 496 0001 is the door",
]


@each("text", KEPT)
def test_numbers_and_names_that_are_told_stay(text: str) -> None:
    """A number alone, labels of other things, entries of lists, and sentences are a person's words."""
    assert reply.split(f"Hello desk.\n\n{text}").new == f"Hello desk.\n\n{text}"


def test_a_card_that_is_the_answer_stays() -> None:
    """Below a salutation alone it is what was asked for."""
    text = "> Whom shall we ring?\n\nHello,\n\nRita Moss\nOffice\n01632 960300\nrita@moss.example"

    assert reply.split(text).new.endswith("Hello,\n\nRita Moss\nOffice\n01632 960300\nrita@moss.example")
