"""The language of a letter, and the courage to say that it is not known."""

from deskbell.mail import language
from each import each

TEXTS = [
    ("en", "The printer on the third floor is broken, please help."),
    ("en", "I can't log in since this morning"),
    ("en", "Could you have a look?"),
    ("de", "Der Drucker im dritten Stock geht nicht mehr."),
    ("de", "Ich kann mich nicht anmelden."),
    ("fr", "L'imprimante ne marche plus depuis ce matin, pouvez-vous regarder ?"),
    ("fr", "Merci pour votre aide"),
    ("es", "La impresora no funciona desde esta mañana, por favor ayuda"),
    ("es", "No puedo entrar en el sistema desde ayer"),
    ("it", "La stampante non funziona più da questa mattina, grazie"),
    ("it", "Non riesco ad accedere al sistema, potete aiutarmi?"),
    ("pt", "A impressora não funciona desde hoje de manhã"),
    ("pt", "Não consigo entrar no sistema, podem ajudar por favor? Obrigado"),
    ("nl", "De printer op de derde verdieping doet het niet meer"),
    ("nl", "Kunt u mij helpen met het inloggen? Alvast bedankt"),
    ("da", "Printeren på tredje sal virker ikke, kan I hjælpe mig?"),
    ("da", "Jeg kan ikke logge ind. Hvad skal jeg gøre? Tak"),
    ("sv", "Skrivaren på tredje våningen fungerar inte längre"),
    ("sv", "Jag kan inte logga in sedan i morse, vad ska jag göra?"),
    ("no", "Skriveren i tredje etasje virker ikke, kan dere hjelpe meg?"),
    ("no", "Jeg får ikke logget inn. Hva skal jeg gjøre? Takk"),
    ("fi", "Kolmannen kerroksen tulostin ei toimi, voisitteko auttaa?"),
    ("fi", "En pääse kirjautumaan, mitä minun pitää tehdä? Kiitos"),
    ("pl", "Drukarka na trzecim piętrze nie działa, proszę o pomoc"),
    ("pl", "Nie mogę się zalogować od rana"),
    ("cs", "Tiskárna ve třetím patře nefunguje, prosím o pomoc"),
    ("cs", "Nemohu se přihlásit, děkuji za pomoc"),
    ("ru", "Принтер на третьем этаже не работает"),
    ("ru", "Помогите пожалуйста, не могу войти"),
    ("tr", "Üçüncü kattaki yazıcı çalışmıyor, lütfen yardım edin"),
    ("tr", "Sabahtan beri sisteme giremiyorum, ne yapmam gerekiyor? Teşekkürler"),
    ("ja", "プリンターが動きません。助けてください。"),
    ("ja", "お世話になっております"),
    ("zh", "三楼的打印机坏了，请帮忙"),
    ("zh", "我無法登入系統"),
    ("ko", "3층 프린터가 작동하지 않습니다"),
    ("ko", "로그인이 안 됩니다"),
    ("uk", "Принтер на третьому поверсі не працює, допоможіть будь ласка"),
    ("bg", "Принтерът на третия етаж не работи, моля помогнете"),
    ("el", "Ο εκτυπωτής στον τρίτο όροφο δεν λειτουργεί"),
    ("he", "המדפסת בקומה השלישית לא עובדת"),
    ("ar", "الطابعة في الطابق الثالث لا تعمل"),
]


@each(("code", "text"), TEXTS, ids=[f"{code}: {text[:24]}" for code, text in TEXTS])
def test_a_sentence_shows_its_language(code: str, text: str) -> None:
    """One ordinary sentence is enough."""
    assert language.guess(text) == code


@each(
    "text",
    ["", "ok", "Thanks", "Error 500", "OK, danke", "Server down", "https://example.com/the/and/of", "Test 123 Test",
     "Re: VPN", "+46 1 234", "eva@example.com", "日", "Да", "ACME GmbH Musterstadt", "SELECT * FROM tickets WHERE id = 7;"],
)  # fmt: skip
def test_too_little_text_has_no_language(text: str) -> None:
    """A wrong guess would choose a wrong letter; no guess chooses the client's own language."""
    assert language.guess(text) == ""


def test_a_long_text_is_judged_by_its_beginning() -> None:
    """However long it is, it costs the same."""
    assert (
        language.guess("Der Drucker geht nicht und ich kann das nicht verstehen. " + "x" * 1_000_000) == "de"
    )
