"""Text comes out right, whatever its label says and whether or not it has one."""

from deskbell.mail.charset_names import codec_name
from deskbell.mail.charsets import clean, decode, one_line
from deskbell.mail.words import decode_words
from each import each

UNLABELLED = [
    ("Grüße aus Köln", "cp1252"),
    ("“Quoted” – 5 €", "cp1252"),
    ("naïve café", "cp1252"),
    ("Žluťoučký kůň úpěl", "cp1250"),
    ("Zażółć gęślą jaźń", "iso8859_2"),
    ("Zażółć gęślą jaźń", "cp1250"),
    ("Şikayet: yazıcı bozuldu, ığdır", "cp1254"),
    ("Принтер не работает", "cp1251"),
    ("Принтер не работает", "koi8-r"),
    ("Привет", "cp1251"),
    ("המדפסת לא עובדת שוב", "cp1255"),
    ("プリンターが動きません", "cp932"),
    ("プリンターが動きません", "euc_jp"),
    ("プリンター", "iso2022_jp"),
    ("打印机坏了，请帮忙", "gb18030"),
    ("印表機壞了，請幫忙看看", "big5"),
    ("프린터가 고장났습니다", "cp949"),
    ("Příliš žluťoučký kůň", "iso8859_2"),
    ("Příloha", "cp1250"),
    ("Řešení problému", "cp1250"),
    ("Śląsk", "cp1250"),
    ("Sipariş", "cp1254"),
    ("Teşekkürler", "cp1254"),
    ("ΟΚ, Καλημέρα σας", "iso8859_7"),
    ("مرحبا بالعالم", "cp1256"),
    ("สวัสดีครับ", "cp874"),
    ("Счет № 45 от 12.05", "cp1251"),
    ("ПРИВЕТ ВСЕМ", "koi8-r"),
    ("«Привет»", "cp1251"),
    ("日本語", "cp932"),
    ("会議", "cp932"),
    ("日本語", "euc_jp"),
    ("测试", "gb18030"),
    ("价格表", "gb18030"),
    ("你好世界", "gb18030"),
    ("測試", "big5"),
    ("您好,世界", "big5"),
    ("회의", "cp949"),
    ("¡Atención! Información", "cp1252"),
    ("SOLUÇÃO", "cp1252"),
    ("ÄÖÜß", "cp1252"),
    ("æøå", "cp1252"),
    ("créée", "cp1252"),
    ("„x”", "cp1252"),
    ("§ 5", "cp1252"),
    ("é", "cp1252"),
]
MISLABELLED = [
    ("Grüße", "utf-8", "iso-8859-1"),
    ("Grüße", "utf-8", "us-ascii"),
    ("Привет", "utf-8", "koi8-r"),
    ("Grüße aus Köln", "cp1252", "utf-8"),
    ("“so”", "cp1252", "iso-8859-1"),
    ("朱镕基", "gb18030", "gb2312"),
    ("テスト結果", "cp932", "iso-2022-jp"),
    ("①②㈱", "cp932", "shift_jis"),
    ("똠방각하", "cp949", "ks_c_5601-1987"),
    ("café", "cp1252", "x-unknown"),
    ("café", "cp1252", "idna"),
    ("hello", "utf-16-be", "utf-16"),
    ("hello there", "ascii", "utf-16"),
    ("1 + 1 = 2", "ascii", "utf-7"),
]
LABELS = [
    ("UTF8", "utf-8"),
    ("utf_8", "utf-8"),
    ('"utf-8"', "utf-8"),
    ("'iso-8859-15'", "iso8859-15"),
    ("cp-850", "cp850"),
    ("windows-1251", "cp1251"),
    ("dos-866", "cp866"),
    ("x-sjis", "cp932"),
    ("iso-8859-8-i", "iso8859-8"),
    ("macintosh", "mac-roman"),
    ("latin1", "cp1252"),
    ("unicode-1-1-utf-7", "utf-7"),
    ("rot13", ""),
    ("punycode", ""),
    ("", ""),
    ("x" * 100, ""),
]
WORDS = [
    ("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"),
    ("=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c"),
    ("=?utf-8?B?w7?= =?utf-8?B?w=?=", "ü"),
    ("=?utf-8?Q?=E2=82?= =?utf-8?Q?=AC?=", "€"),
    ("=?UTF-8*de?Q?Gr=C3=BC?=", "Grü"),
    ("=?utf-8?q?a?b?=", "a?b"),
    ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
    ("=?utf-8?Q??=", ""),
    ("=?", "=?"),
    ("a =? b ?= c", "a =? b ?= c"),
]


@each(("text", "codec"), UNLABELLED)
def test_text_without_a_label_is_guessed_right_even_when_short(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text


@each(("text", "codec", "label"), MISLABELLED)
def test_a_wrong_label_does_not_spoil_the_text(text: str, codec: str, label: str) -> None:
    assert decode(text.encode(codec), label) == text


@each(("label", "codec"), LABELS)
def test_labels_mean_what_senders_mean_by_them(label: str, codec: str) -> None:
    assert codec_name(label).replace("_", "-") == codec


@each(("words", "text"), WORDS)
def test_encoded_words_are_read_as_they_were_meant(words: str, text: str) -> None:
    assert decode_words(words) == text


def test_a_few_broken_bytes_in_utf_8_spoil_only_themselves() -> None:
    assert decode("Grüße aus Köln ".encode() + b"\xff ok", "utf-8") == "Grüße aus Köln \ufffd ok"


def test_utf_8_without_a_label_keeps_its_letters_around_a_broken_byte() -> None:
    assert decode("café ".encode() + b"\xff end") == "café \ufffd end"


def test_half_width_katakana_alone_is_read() -> None:
    assert decode(b"\x1b(I1\x1b(B", "iso-2022-jp") == "ｱ"


def test_utf_8_cut_inside_a_character_loses_that_one_alone() -> None:
    assert decode("Grüße aus Kö".encode()[:-1], "utf-8") == "Grüße aus K"
    assert decode("Grüße aus Kö".encode()[:-1]) == "Grüße aus K"


def test_letters_under_a_label_of_ascii_are_guessed() -> None:
    assert (
        decode("Когда будет готов мой заказ?".encode("koi8-r"), "us-ascii") == "Когда будет готов мой заказ?"
    )
    assert decode("Grüße aus Köln".encode("cp1252"), "us-ascii", "us-ascii") == "Grüße aus Köln"


def test_lone_surrogates_and_nul_never_come_out() -> None:
    assert clean("a\x00b\ud800c\r\nd\re") == "ab\ufffdc\nd\ne"


def test_one_line_holds_no_line_end_no_control_and_no_bidi_mark() -> None:
    assert one_line(" a\r\nb\x07\u202ec\u200b\u2028d\u0085e ") == "a bc d e"


def test_an_emoji_of_several_characters_stays_whole_in_one_line() -> None:
    assert one_line("👨\u200d👩\u200d👧") == "👨\u200d👩\u200d👧"


def test_a_lists_own_lines_may_be_in_another_charset() -> None:
    """A list put its lines below a letter without asking for the letter's charset: both are read."""
    letter = "Grüße – José\n".encode() + "Liste für Österreich, Änderungen unter …\n".encode("cp1252")

    assert decode(letter, "utf-8") == "Grüße – José\nListe für Österreich, Änderungen unter …\n"
