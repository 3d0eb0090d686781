"""Attribution lines, one row for each program and language: all that a program wrote goes, all that a person wrote stays."""

from deskbell.mail import reply
from each import each

ATTRIBUTIONS = [
    # English
    ("gmail en", "On Thu, Mar 5, 2026 at 10:02 AM Eva Lind <eva@example.com> wrote:"),
    ("gmail en old", "On Thu, Mar 5, 2026 at 10:02 AM, Eva Lind <eva@example.com> wrote:"),
    ("gmail en wrapped", "On Thu, Mar 5, 2026 at 10:02 AM Eva Lind-Vandenbroucke <\neva.lind@subsidiary.example.com> wrote:"),
    ("gmail en wrapped in three", "On Thu, Mar 5, 2026 at 10:02 AM, 'Eva Lind' via\nService Desk Group\n<desk@example.com> wrote:"),
    ("gmail iso", "2026-03-05 10:02 GMT+01:00 Eva Lind <eva@example.com>:"),
    ("gmail old", "2026/3/5 Eva Lind <eva@example.com>"),
    ("apple mail en", "On 5 Mar 2026, at 10:02, Eva Lind <eva@example.com> wrote:"),
    ("apple mail en us", "On Mar 5, 2026, at 10:02 AM, Eva Lind <eva@example.com> wrote:"),
    ("apple mail narrow space", "On Mar 5, 2026, at 10:02\u202fAM, Eva Lind <eva@example.com> wrote:"),
    ("apple mail no address", "On Mar 5, 2026, at 10:02 AM, Eva Lind wrote:"),
    ("thunderbird en", "On 05/03/2026 10:02, Eva Lind wrote:"),
    ("thunderbird en us", "On 3/5/26 10:02 AM, Eva Lind wrote:"),
    ("thunderbird en iso", "On 2026-03-05 10:02, Eva Lind wrote:"),
    ("thunderbird en initial colon", "On 3/5/26 10:02 AM, Eva Lind - Service Desk: wrote:"),
    ("roundcube", "On 2026-03-05 10:02, eva@example.com wrote:"),
    ("squirrelmail", "On Thu, March 5, 2026 10:02 am, Eva Lind wrote:"),
    ("yahoo en", "On Thursday, March 5, 2026 at 10:02:33 AM GMT+1, Eva Lind <eva@example.com> wrote:"),
    ("yahoo indented", "    On Thursday, March 5, 2026 10:02 AM, Eva Lind <eva@example.com> wrote:\n"),
    ("yahoo classic", "--- On Thu, 3/5/26, Eva Lind <eva@example.com> wrote:"),
    ("proton", "On Thursday, March 5th, 2026 at 10:02 AM, Eva Lind <eva@example.com> wrote:"),
    ("spark", "On 5 Mar 2026, 10:02 +0100, Eva Lind <eva@example.com>, wrote:"),
    ("airmail", "On 5 March 2026 at 10:02:11, Eva Lind (eva@example.com) wrote:"),
    ("outlook ios", 'On Thu, Mar 5, 2026 at 10:02 AM +0100, "Eva Lind" <eva@example.com> wrote:'),
    ("outlook mac", 'On 3/5/26, 10:02 AM, "Eva Lind" <eva@example.com> wrote:'),
    ("front", "On March 5, 2026, 10:02 AM GMT+1 eva@example.com wrote:"),
    ("fastmail", "On Thu, 5 Mar 2026, at 10:02, Eva Lind wrote:"),
    ("zoho", "---- On Thu, 05 Mar 2026 10:02:11 +0100 Eva Lind <eva@example.com> wrote ----"),
    ("zoho wrapped", "---- On Thu, 05 Mar 2026 10:02:11 +0100 Eva Lind <\neva@example.com> wrote ----"),
    ("kmail", "On Thursday, 5 March 2026 10:02:11 CET Eva Lind wrote:"),
    ("evolution", "On Thu, 2026-03-05 at 10:02 +0100, Eva Lind wrote:"),
    ("mutt", "On Thu, Mar 05, 2026 at 10:02:11AM +0100, Eva Lind wrote:"),
    ("becky", "On Thu, 05 Mar 2026 10:02:11 +0900\nEva Lind <eva@example.com> wrote:"),
    ("eudora", "At 10:02 AM 3/5/2026, Eva Lind wrote:"),
    ("hotmail date", "> Date: Thu, 5 Mar 2026 10:02:11 +0100"),
    ("notes", "-----Eva Lind/ACME wrote: -----"),
    ("name first", "Eva Lind <eva@example.com> wrote on 05/03/2026 10:02:11 AM:"),
    ("name first plain", "Eva Lind <eva@example.com> wrote:"),
    ("quoting", "Quoting Eva Lind <eva@example.com>:"),
    ("groupwise", ">>> Eva Lind <eva@example.com> 3/5/2026 10:02 AM >>>"),
    ("starred", "*On Thursday, March 5, 2026 at 10:02 AM Eva Lind <eva@example.com> wrote:*"),
    ("mailto", "On 5 March 2026 10:02, Eva Lind [mailto:eva@example.com] wrote:"),
    ("link beside", "On Thu, Mar 5, 2026 at 10:02 AM Eva Lind <eva@example.com<mailto:eva@example.com>> wrote:"),
    ("no colon", "On Thu, Mar 5, 2026 at 10:02 AM Eva Lind <eva@example.com> wrote"),
    # German
    ("gmail de", "Am Do., 5. März 2026 um 10:02 Uhr schrieb Eva Lind <eva@example.com>:"),
    ("gmail de wrapped", "Am Do., 5. März 2026 um 10:02 Uhr schrieb Eva Lind-Vandenbroucke <\neva.lind@example.com>:"),
    ("gmail de mobile", "Eva Lind <eva@example.com> schrieb am Do., 5. März 2026, 10:02:"),
    ("thunderbird de", "Am 05.03.2026 um 10:02 schrieb Eva Lind:"),
    ("thunderbird de old", "Am 05.03.26 10:02, schrieb Eva Lind:"),
    ("apple de", "Am 05.03.2026 um 10:02 schrieb Eva Lind <eva@example.com>:"),
    ("roundcube de", "Am 2026-03-05 10:02, schrieb eva@example.com:"),
    ("outlook mac de", "Am 05.03.26, 10:02 schrieb \"Eva Lind\" <eva@example.com>:"),
    ("horde de", "Zitat von Eva Lind <eva@example.com>:"),
    ("evolution de", "Am Donnerstag, dem 05.03.2026 um 10:02 +0100 schrieb Eva Lind:"),
    ("kmail de", "Am Donnerstag, 5. März 2026, 10:02:11 CET schrieb Eva Lind:"),
    # French
    ("gmail fr", "Le jeu. 5 mars 2026 à 10:02, Eva Lind <eva@example.com> a écrit :"),
    ("gmail fr nbsp", "Le jeu. 5 mars 2026 à 10:02, Eva Lind <eva@example.com> a\nécrit\u00a0:"),
    ("thunderbird fr", "Le 05/03/2026 à 10:02, Eva Lind a écrit :"),
    ("apple fr", "Le 5 mars 2026 à 10:02, Eva Lind <eva@example.com> a écrit :"),
    ("yahoo fr", "Le jeudi 5 mars 2026 à 10:02:11 UTC+1, Eva Lind <eva@example.com> a écrit :"),
    ("name first fr", "Eva Lind <eva@example.com> a écrit le 05/03/2026 10:02 :"),
    # Spanish
    ("gmail es", "El jue, 5 mar 2026 a las 10:02, Eva Lind (<eva@example.com>) escribió:"),
    ("gmail es old", "El 5 de marzo de 2026, 10:02, Eva Lind <eva@example.com> escribió:"),
    ("thunderbird es", "El 05/03/2026 a las 10:02, Eva Lind escribió:"),
    ("apple es", "El 5 mar 2026, a las 10:02, Eva Lind <eva@example.com> escribió:"),
    ("yahoo es", "El jueves, 5 de marzo de 2026, 10:02:11 CET, Eva Lind <eva@example.com> escribió:"),
    # Italian
    ("gmail it", "Il giorno gio 5 mar 2026 alle ore 10:02 Eva Lind <eva@example.com> ha scritto:"),
    ("gmail it wrapped", "Il giorno gio 5 mar 2026 alle ore 10:02 Eva Lind <eva@example.com>\nha scritto:"),
    ("thunderbird it", "Il 05/03/2026 10:02, Eva Lind ha scritto:"),
    ("apple it", "Il giorno 5 mar 2026, alle ore 10:02, Eva Lind <eva@example.com> ha scritto:"),
    # Portuguese
    ("gmail pt", "Em qui., 5 de mar. de 2026 às 10:02, Eva Lind <eva@example.com> escreveu:"),
    ("gmail pt-pt", "Eva Lind <eva@example.com> escreveu (quinta, 5/03/2026 à(s) 10:02):"),
    ("apple pt", "No dia 05/03/2026, às 10:02, Eva Lind <eva@example.com> escreveu:"),
    ("thunderbird pt", "Em 05/03/2026 10:02, Eva Lind escreveu:"),
    ("yahoo pt", "Em quinta-feira, 5 de março de 2026 10:02:11 BRT, Eva Lind <eva@example.com> escreveu:"),
    # Dutch
    ("gmail nl", "Op do 5 mrt 2026 om 10:02 schreef Eva Lind <eva@example.com>:"),
    ("apple nl", "Op 5 mrt. 2026 om 10:02 heeft Eva Lind <eva@example.com> het volgende geschreven:"),
    ("thunderbird nl", "Op 05-03-2026 om 10:02 schreef Eva Lind:"),
    # Nordic
    ("gmail da", "Den tors. 5. mar. 2026 kl. 10.02 skrev Eva Lind <eva@example.com>:"),
    ("apple da", "Den 5. mar. 2026 kl. 10.02 skrev Eva Lind <eva@example.com>:"),
    ("thunderbird da", "Den 05-03-2026 kl. 10:02 skrev Eva Lind:"),
    ("gmail sv", "Den tors 5 mars 2026 kl 10:02 skrev Eva Lind <eva@example.com>:"),
    ("apple sv", "5 mars 2026 kl. 10:02 skrev Eva Lind <eva@example.com>:"),
    ("thunderbird sv", "Den 2026-03-05 kl. 10:02, skrev Eva Lind:"),
    ("gmail no", "tor. 5. mar. 2026 kl. 10:02 skrev Eva Lind <eva@example.com>:"),
    ("apple no", "5. mars 2026 kl. 10:02 skrev Eva Lind <eva@example.com>:"),
    ("thunderbird no", "Den 05.03.2026 10:02, skrev Eva Lind:"),
    ("gmail fi", "to 5. maalisk. 2026 klo 10.02 Eva Lind (eva@example.com) kirjoitti:"),
    ("apple fi", "Eva Lind <eva@example.com> kirjoitti 5.3.2026 kello 10.02:"),
    ("thunderbird fi", "Eva Lind kirjoitti 5.3.2026 klo 10.02:"),
    # Slavonic
    ("gmail pl", "czw., 5 mar 2026 o 10:02 Eva Lind <eva@example.com> napisał(a):"),
    ("thunderbird pl", "W dniu 05.03.2026 o 10:02, Eva Lind pisze:"),
    ("apple pl", "Wiadomość napisana przez Eva Lind <eva@example.com> w dniu 05.03.2026, o godz. 10:02:"),
    ("portal pl", "Dnia 5 marca 2026 10:02 Eva Lind <eva@example.com> napisał(a):"),
    ("gmail cs", "čt 5. 3. 2026 v 10:02 odesílatel Eva Lind <eva@example.com> napsal:"),
    ("thunderbird cs", "Dne 05. 03. 26 v 10:02 Eva Lind napsal(a):"),
    ("apple cs", "5. 3. 2026 v 10:02, Eva Lind <eva@example.com>:"),
    ("gmail sk", "št 5. 3. 2026 o 10:02 Eva Lind <eva@example.com> napísal(a):"),
    ("gmail ru", "чт, 5 мар. 2026 г. в 10:02, Eva Lind <eva@example.com>:"),
    ("gmail ru old", "5 марта 2026 г., 10:02 пользователь Eva Lind <eva@example.com> написал:"),
    ("thunderbird ru", "05.03.2026 10:02, Eva Lind пишет:"),
    ("apple ru", "5 марта 2026 г., в 10:02, Eva Lind <eva@example.com> написал(а):"),
    ("mail.ru", "Четверг, 5 марта 2026, 10:02 +03:00 от Eva Lind <eva@example.com>:"),
    ("mail.ru no address", "Четверг, 5 марта 2026, 10:02 +03:00 от Ева Линд:"),
    ("mail.ru en", "Thursday, March 5, 2026 10:02 AM +03:00 from Eva Lind <eva@example.com>:"),
    ("yandex", '05.03.2026, 10:02, "Eva Lind" <eva@example.com>:'),
    ("the bat", "Вы писали 5 марта 2026 г., 10:02:11:"),
    ("gmail uk", "чт, 5 бер. 2026 р. о 10:02 Eva Lind <eva@example.com> пише:"),
    ("gmail bg", "На чт, 5.03.2026 г. в 10:02 Eva Lind <eva@example.com> написа:"),
    ("gmail hr", "čet, 5. ožu 2026. u 10:02 Eva Lind <eva@example.com> napisao je:"),
    ("gmail sl", "V V čet., 5. mar. 2026 ob 10:02 je oseba Eva Lind <eva@example.com> napisala:"),
    # Others in Europe
    ("gmail tr", "Eva Lind <eva@example.com>, 5 Mar 2026 Per, 10:02 tarihinde şunu yazdı:"),
    ("gmail tr old", "5 Mart 2026 10:02 tarihinde Eva Lind <eva@example.com> yazdı:"),
    ("apple tr", "Eva Lind <eva@example.com> şunları yazdı (5 Mar 2026 10:02):"),
    ("gmail hu", "Eva Lind <eva@example.com> ezt írta (időpont: 2026. márc. 5., Cs, 10:02):"),
    ("thunderbird hu", "2026.03.05. 10:02 keltezéssel, Eva Lind írta:"),
    ("gmail ro", "În joi, 5 mar. 2026 la 10:02, Eva Lind <eva@example.com> a scris:"),
    ("gmail el", "Στις Πέμ 5 Μαρ 2026 στις 10:02 π.μ., ο/η Eva Lind <eva@example.com> έγραψε:"),
    ("gmail ca", "Missatge de Eva Lind <eva@example.com> del dia dj., 5 de març 2026 a les 10:02:"),
    ("gmail et", "Kontakt Eva Lind (<eva@example.com>) kirjutas kuupäeval N, 5. märts 2026 kell 10:02:"),
    ("gmail lt", "2026-03-05, kt, 10:02 Eva Lind <eva@example.com> rašė:"),
    ("gmail lv", "ceturtd., 2026. g. 5. marts, plkst. 10:02 — lietotājs Eva Lind (<eva@example.com>) rakstīja:"),
    # Asia
    ("gmail ja", "2026年3月5日(木) 10:02 Eva Lind <eva@example.com>:"),
    ("apple ja", "2026/03/05 10:02、Eva Lind <eva@example.com>のメール:"),
    ("apple ja old", "2026/03/05 10:02、Eva Lind のメッセージ:"),
    ("thunderbird ja", "On 2026/03/05 10:02, Eva Lind wrote:"),
    ("thunderbird ja bracket", "(2026/03/05 10:02), Eva Lind wrote:"),
    ("ja said", "2026年3月5日 10:02 に Eva Lind さんは書きました:"),
    ("gmail zh", "Eva Lind <eva@example.com> 于2026年3月5日周四 10:02写道："),
    ("apple zh", "在 2026年3月5日，10:02，Eva Lind <eva@example.com> 写道："),
    ("163", 'At 2026-03-05 10:02:11, "Eva Lind" <eva@example.com> wrote:'),
    ("163 zh", "在 2026-03-05 10:02:11，\"Eva Lind\" <eva@example.com> 写道："),
    ("gmail zh-tw", "Eva Lind <eva@example.com> 於 2026年3月5日 週四 上午10:02寫道："),
    ("apple zh-tw", "Eva Lind <eva@example.com> 於 2026年3月5日 上午10:02 寫道："),
    ("thunderbird zh-tw", "Eva Lind 於 2026/3/5 上午 10:02 提到:"),
    ("gmail ko", "2026년 3월 5일 (목) 오전 10:02, Eva Lind <eva@example.com>님이 작성:"),
    ("apple ko", "2026. 3. 5. 오전 10:02, Eva Lind <eva@example.com> 작성:"),
    ("thunderbird ko", "2026-03-05 오전 10:02에 Eva Lind 이(가) 쓴 글:"),
    ("gmail vi", "Vào Th 5, 5 thg 3, 2026 vào lúc 10:02 Eva Lind <eva@example.com> đã viết:"),
    ("gmail th", "ในวันที่ พฤ. 5 มี.ค. 2026 เวลา 10:02 Eva Lind <eva@example.com> เขียนว่า:"),
    ("gmail id", "Pada tanggal Kam, 5 Mar 2026 pukul 10.02 Eva Lind <eva@example.com> menulis:"),
    ("gmail he", "\u202bבתאריך יום ה׳, 5 במרץ 2026 ב-10:02 מאת \u202aEva Lind\u202c\u200f <\u202aeva@example.com\u202c\u200f>:\u202c"),
    ("gmail ar", "في الخميس، 5 مارس 2026 في 10:02 ص تمت كتابة ما يلي بواسطة Eva Lind <eva@example.com>:"),
    ("gmail fa", "در تاریخ پنجشنبه ۵ مارس ۲۰۲۶،‏ ۱۰:۰۲ Eva Lind <eva@example.com> نوشت:"),
]  # fmt: skip


@each("line", [line for _, line in ATTRIBUTIONS], ids=[name for name, _ in ATTRIBUTIONS])
def test_an_attribution_above_marked_lines_belongs_to_the_quotation(line: str) -> None:
    """The answer stands above, the quoted lines bear signs: only the answer is new."""
    found = reply.split(f"It works again, thank you.\n\n{line}\n\n> Does it work now?\n> Yours, Eva\n")

    assert found.new == "It works again, thank you."
    assert "Does it work now?" in found.quoted


WITHOUT_SIGNS = [
    (name, line)
    for name, line in ATTRIBUTIONS
    if name not in ("hotmail date", "gmail old", "quoting", "horde de")
]


@each("line", [line for _, line in WITHOUT_SIGNS], ids=[name for name, _ in WITHOUT_SIGNS])
def test_an_attribution_ends_the_answer_even_when_the_quotation_bears_no_signs(line: str) -> None:
    """Text made from HTML has no quotation signs."""
    found = reply.split(f"It works again, thank you.\n\n{line}\n\nDoes it work now?\nYours, Eva\n")

    assert found.new == "It works again, thank you."


@each("line", [line for _, line in WITHOUT_SIGNS], ids=[name for name, _ in WITHOUT_SIGNS])
def test_words_below_the_quotation_are_the_answer(line: str) -> None:
    """Who answers at the bottom is read as well."""
    found = reply.split(f"{line}\n> Does it work now?\n> Yours, Eva\n\nIt works again, thank you.\n")

    assert found.new == "It works again, thank you."
