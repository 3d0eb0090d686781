"""The words people write times with, in English, German, French and Spanish: NFKC, casefolded.

An agent's mail is read in all four at once, so a word that means two things ("morgen", "mañana") is sorted
out by its place: first it is a day, behind a day it is the morning.
"""

from collections.abc import Mapping
from types import MappingProxyType


def _spread(groups: Mapping[str, int]) -> Mapping[str, int]:
    return MappingProxyType({word: meaning for words, meaning in groups.items() for word in words.split()})


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Monday is 0.
WEEKDAYS = _spread(
    {
        "monday mon montag mo lundi lun lunes montags": 0,
        "tuesday tue tues dienstag di mardi mar martes dienstags": 1,
        "wednesday wed mittwoch mi mercredi mer miércoles miercoles mié mie": 2,
        "thursday thu thur thurs donnerstag do jeudi jeu jueves jue": 3,
        "friday fri freitag fr vendredi ven viernes vie": 4,
        "saturday sat samstag sonnabend sa samedi sam sábado sabado sáb sab": 5,
        "sunday sun sonntag so dimanche dim domingo dom": 6,
    }
)
#: Short forms that are also common words, so that a sentence needs more than them to name a day.
DOUBTFUL_DAYS = _set("mo di do fr so sa mi mar mer dom sam sun sat wed ven vie lun jue dim mie sab")

#: Days from today.
NEAR_DAYS = _spread(
    {
        "today heute aujourd'hui aujourd’hui hoy tonight": 0,
        "tomorrow tmrw morgen demain mañana manana": 1,
        "übermorgen uebermorgen après-demain apres-demain": 2,
    }
)
MONTHS = _spread(
    {
        "january jan januar jänner janvier enero ene": 1,
        "february feb februar février fevrier févr febrero": 2,
        "march mar märz maerz mrz mars marzo": 3,
        "april apr avril avr abril abr": 4,
        "may mai mayo": 5,
        "june jun juni juin junio": 6,
        "july jul juli juillet juil julio": 7,
        "august aug août aout agosto ago": 8,
        "september sep sept septembre septiembre": 9,
        "october oct oktober okt octobre octubre": 10,
        "november nov novembre noviembre": 11,
        "december dec dezember dez décembre decembre déc diciembre dic": 12,
    }
)
#: The hour by which a part of the day is over.
DAY_PARTS = _spread(
    {
        "morning vormittag vormittags früh frueh morgen matin mañana manana": 12,
        "noon midday lunchtime mittag mittags midi mediodía mediodia": 12,
        "afternoon nachmittag nachmittags après-midi apres-midi tarde": 17,
        "evening tonight abend abends soir noche": 20,
    }
)
#: Clocks in a word.
NOON = _set("noon midday mittag midi mediodía mediodia")
#: "this afternoon", "cet après-midi", "esta tarde": the part of today.
THIS = _set("this cet ce cette esta este diesen diesem")
#: "next friday", "nächsten Freitag", "vendredi prochain", "el próximo viernes".
NEXT = _set(
    "next nächsten nächster nächste nächstes nächstem naechsten naechste kommenden kommende prochain "
    "prochaine próximo proximo próxima proxima"
)
WEEK = _set("week woche semaine semana")
#: What may stand before a day or a clock and says nothing more.
LEADS = _set(
    "on at by until till before the um bis am den dem der ab vor zum à a le la au avant jusqu'à el "
    "las los para antes de hasta por pour - – @ , spätestens spaetestens latest"
)
#: What makes a number with a unit a time to come.
AFTER = _set("in within after innerhalb binnen nach dans sous en dentro")
ONE = _set("one an a ein eine einer einem eines un une una")
#: "2 wd", "30 min", "einer Stunde"; weeks are counted as seven days.
UNITS: Mapping[str, str] = MappingProxyType(
    {
        word: unit
        for unit, words in {
            "min": "min mins minute minutes minuten minuto minutos",
            "h": "h hr hrs hour hours std stunde stunden heure heures hora horas",
            "d": "d day days tag tage tagen jour jours día dias días dia",
            "w": "w wk week weeks woche wochen semaine semaines semana semanas",
            "wh": "wh arbeitsstunden arbeitsstunde",
            "wd": "wd workday workdays arbeitstag arbeitstage arbeitstagen werktag werktage werktagen",
        }.items()
        for word in words.split()
    }
)
#: "two working days" in two words: the first makes hours and days working ones.
WORKING = _set("working business")
#: Behind the days: "jours ouvrés", "días hábiles".
WORKING_BEHIND = _set("ouvrés ouvres ouvrables hábiles habiles laborables")
HOUR_WORDS = _set("uhr h hrs heures heure horas o'clock")
END_OF_DAY = (
    ("eod",),
    ("cob",),
    ("end", "of", "day"),
    ("end", "of", "the", "day"),
    ("close", "of", "business"),
)
