"""How each language says days, clocks and spans: tables of our own, not the machine's locale.

Times hold no-break spaces inside ("14:00 Uhr"), so that no line ends within one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time

NBSP = "\u00a0"


@dataclass(frozen=True)
class Tongue:
    """One language's words for time; the patterns are filled with `str.format`.

    `article` stands before a clock inside a sentence (Spanish: "la 1:15", "las 14:00").
    `places`: cities whose name differs from that of their time zone.
    """

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    clock: Callable[[time], str]
    by: str
    at: str
    between: str
    today: str
    tomorrow: str
    yesterday: str
    on: str
    date: str
    near_date: str
    year: str
    within: str
    your_time: str
    place: str
    units: Mapping[str, tuple[str, str]]
    places: Mapping[str, str] = field(default_factory=dict)
    article: Callable[[time], str] = field(default=lambda clock: "")
    first_day: str = "1"


def tongue(language: str) -> Tongue:
    """The table for "de", "de-CH", "en_US": the closest there is, else English."""
    tag = language.replace("_", "-").lower()
    return TONGUES.get(tag) or TONGUES.get(tag.partition("-")[0]) or TONGUES["en"]


def _digits(clock: time) -> str:
    return f"{clock:%H:%M}"


def _american(clock: time) -> str:
    if clock.hour == 12 and not clock.minute:
        return f"12:00{NBSP}noon"  # few agree what 12:00 pm is
    return f"{clock.hour % 12 or 12}:{clock:%M}{NBSP}{'am' if clock.hour < 12 else 'pm'}"


def _uhr(clock: time) -> str:
    return f"{clock:%H:%M}{NBSP}Uhr"


def _heures(clock: time) -> str:
    return f"{clock.hour}{NBSP}h" + (f"{NBSP}{clock:%M}" if clock.minute else "")


def _horas(clock: time) -> str:
    return f"{clock.hour}:{clock:%M}"


def _la_o_las(clock: time) -> str:
    return "la " if clock.hour == 1 else "las "


ENGLISH = Tongue(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    clock=_digits,
    by="by {clock}",
    at="at {clock}",
    between="between {first} and {last}",
    today="today, {weekday}",
    tomorrow="tomorrow, {date}",
    yesterday="yesterday, {date}",
    on="on {date}",
    date="{weekday}, {day} {month}",
    near_date="{weekday} {day} {month}",
    year=" {year}",
    within="in {span}",
    your_time=" your time",
    place=" in {place}",
    units={"minute": ("minute", "minutes"), "hour": ("hour", "hours"), "day": ("day", "days")},
)

AMERICAN = replace(
    ENGLISH,
    clock=_american,
    date="{weekday}, {month} {day}",
    near_date="{weekday}, {month} {day}",
    year=", {year}",
)

GERMAN = Tongue(
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=(
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
    clock=_uhr,
    by="bis {clock}",
    at="um {clock}",
    between="zwischen {first} und {last}",
    today="heute, {weekday}",
    tomorrow="morgen, {date}",
    yesterday="gestern, {date}",
    on="am {date}",
    date="{weekday}, {day}. {month}",
    near_date="{weekday}, {day}. {month}",
    year=" {year}",
    within="in {span}",
    your_time=" Ihrer Ortszeit",
    place=" in {place}",
    units={"minute": ("Minute", "Minuten"), "hour": ("Stunde", "Stunden"), "day": ("Tag", "Tage")},
    places={
        **{"Lisbon": "Lissabon", "Vienna": "Wien", "Zurich": "Zürich", "Brussels": "Brüssel", "Rome": "Rom"},
        **{"Athens": "Athen", "Copenhagen": "Kopenhagen", "Warsaw": "Warschau", "Prague": "Prag"},
        **{"Moscow": "Moskau", "Bucharest": "Bukarest", "Belgrade": "Belgrad", "Luxembourg": "Luxemburg"},
        **{"Singapore": "Singapur", "Tokyo": "Tokio", "Mexico City": "Mexiko-Stadt", "Kolkata": "Kalkutta"},
    },
)

FRENCH = Tongue(
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    clock=_heures,
    by="avant {clock}",
    at="à {clock}",
    between="entre {first} et {last}",
    today="aujourd'hui, {weekday}",
    tomorrow="demain, {date}",
    yesterday="hier, {date}",
    on="{date}",
    date="{weekday} {day} {month}",
    near_date="{weekday} {day} {month}",
    year=" {year}",
    within="dans {span}",
    your_time=" (votre heure locale)",
    place=" à {place}",
    units={"minute": ("minute", "minutes"), "hour": ("heure", "heures"), "day": ("jour", "jours")},
    places={
        **{"Lisbon": "Lisbonne", "London": "Londres", "Vienna": "Vienne", "Brussels": "Bruxelles"},
        **{"Athens": "Athènes", "Copenhagen": "Copenhague", "Warsaw": "Varsovie", "Moscow": "Moscou"},
        **{"Bucharest": "Bucarest", "Singapore": "Singapour", "Mexico City": "Mexico", "Kolkata": "Calcutta"},
    },
    first_day="1er",
)

SPANISH = Tongue(
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    clock=_horas,
    by="antes de {clock}",
    at="a {clock}",
    between="entre {first} y {last}",
    today="hoy, {weekday}",
    tomorrow="mañana, {date}",
    yesterday="ayer, {date}",
    on="el {date}",
    date="{weekday} {day} de {month}",
    near_date="{weekday} {day} de {month}",
    year=" de {year}",
    within="dentro de {span}",
    your_time=" (su hora local)",
    place=" en {place}",
    units={"minute": ("minuto", "minutos"), "hour": ("hora", "horas"), "day": ("día", "días")},
    places={
        **{
            "Lisbon": "Lisboa",
            "London": "Londres",
            "Vienna": "Viena",
            "Zurich": "Zúrich",
            "Brussels": "Bruselas",
        },
        **{
            "Rome": "Roma",
            "Athens": "Atenas",
            "Copenhagen": "Copenhague",
            "Warsaw": "Varsovia",
            "Prague": "Praga",
        },
        **{
            "Moscow": "Moscú",
            "Berlin": "Berlín",
            "Paris": "París",
            "New York": "Nueva York",
            "Tokyo": "Tokio",
        },
        **{"Luxembourg": "Luxemburgo", "Amsterdam": "Ámsterdam", "Mexico City": "Ciudad de México"},
    },
    article=_la_o_las,
)

TONGUES: Mapping[str, Tongue] = {
    "en": ENGLISH,
    "en-us": AMERICAN,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
}
