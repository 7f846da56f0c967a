"""The questions that a first kader is made from: what may be answered, and what holds without an answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from inkoop.domain.new_tender import MOST_CRITERIA, MOST_LOTS, MOST_REQUIREMENTS, POINTS, Wishes
from inkoop.domain.visible import one_line
from inkoop.rules.dutch_format import moment_text
from inkoop.rules.submission.dutch_numbers import read_date, read_number
from inkoop.rules.suggestion import suggestion

Answers = Mapping[str, str]
"""What was answered, as it was typed, by the name of the question."""

_MOST_SIGNS = 100
_DEAREST = Decimal(500)
_INVENTED = "Gemeente Meerdonk (verzonnen)"
_TIME = re.compile(r"(.+?)(?:,? om)?\s+(\d{1,2})[:.](\d{2})(?:\s*uur)?")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the name of its option, what is asked, and what may be answered."""

    name: str
    text: str
    read: Callable[[str, Answers], object]
    """From what was typed to a value. Raises ValueError with a Dutch sentence."""
    default: Callable[[Answers], str]
    choices: tuple[tuple[str, str], ...] = ()
    """What can be chosen, with a line about it; empty where people type."""
    most: int = 1
    """How many of them can be chosen."""
    when: Callable[[Answers], bool] = lambda _: True
    """Whether it is asked at all, after what was answered before."""
    needed: bool = False
    """Whether people have to type it themselves, as the default is only for an exercise."""

    def told(self, answer: str) -> str:
        """An answer for people to read: of one choice its line, of several their names."""
        return dict(self.choices).get(answer, answer) if self.most == 1 else answer or "geen"


def questions(
    criteria: Sequence[tuple[str, str]], requirements: Sequence[tuple[str, str]], today: date
) -> tuple[Asked, ...]:
    """Every question in the order in which it is asked.

    Args:
        criteria: what the library has, each with a line about it; as many as can be chosen, from the first
            on, are the default.
        requirements: the same.
    """
    opens = today + timedelta(days=21 - today.weekday())
    return (
        Asked("titel", "Hoe heet de aanbesteding?", _words, _is("Dagbesteding")),
        Asked("kenmerk", "Wat is uw kenmerk?", _words, _is(f"DB-{opens.year}-01")),
        Asked(
            "opdrachtgever",
            "Welke gemeente koopt in?",
            _words,
            _is(_INVENTED),
            needed=True,
        ),
        Asked(
            "email",
            "Op welk e-mailadres stellen aanbieders vragen?",
            _email,
            _is("inkoop@meerdonk.example"),
            needed=True,
        ),
        Asked(
            "percelen",
            "Welke percelen zijn er? Met komma's ertussen; niets voor één geheel.",
            lambda text, _: lots(text),
            _is(""),
        ),
        Asked(
            "prijs",
            "Wie bepaalt het tarief?",
            _one_of("vast", "bod"),
            _is("vast"),
            (
                ("vast", "De gemeente: een vast tarief, dus alleen kwaliteit telt"),
                ("bod", "De aanbieder: een bod tussen een reële ondergrens en een bovengrens"),
            ),
        ),
        Asked(
            "tarief",
            "Welk tarief betaalt u voor één inwoner voor één dagdeel, in euro?",
            _amount,
            _is("45,00"),
            when=lambda given: given["prijs"] == "vast",
        ),
        Asked(
            "ondergrens",
            "Wat is de ondergrens van het tarief, uw reële prijs, in euro per dagdeel?",
            _amount,
            _is("40,00"),
            when=lambda given: given["prijs"] == "bod",
        ),
        Asked(
            "bovengrens",
            "En de bovengrens?",
            _ceiling,
            lambda given: _euro(_amount(given["ondergrens"], given) * Decimal("1.25")),
            when=lambda given: given["prijs"] == "bod",
        ),
        Asked(
            "eisen",
            "Welke eisen stelt u?",
            _some(requirements, MOST_REQUIREMENTS, 0),
            _is(_short(requirements[:MOST_REQUIREMENTS])),
            _named(requirements),
            MOST_REQUIREMENTS,
        ),
        Asked(
            "criteria",
            "Waarop beoordeelt u de kwaliteit?",
            _some(criteria, MOST_CRITERIA, 1),
            _is(_short(criteria[:MOST_CRITERIA])),
            _named(criteria),
            MOST_CRITERIA,
        ),
        Asked(
            "verdeel",
            "Wat verdeelt u?",
            _one_of("aanbieders", "plekken"),
            _is("aanbieders"),
            (
                ("aanbieders", "Een aantal contracten: de beste aanbieders krijgen er een"),
                ("plekken", "Een aantal plekken: de beste krijgt wat hij aanbiedt, dan de volgende"),
            ),
        ),
        Asked(
            "aantal",
            "Hoeveel zijn het er? Met percelen: in elk perceel.",
            _whole(1, 100_000),
            lambda given: "3" if given["verdeel"] == "aanbieders" else "60",
        ),
        Asked(
            "drempel",
            "Hoeveel van de 100 punten heeft een aanbieder minstens nodig? 0 voor geen drempel.",
            _whole(0, POINTS),
            _is("50"),
        ),
        Asked(
            "publicatie",
            "Wanneer publiceert u?",
            lambda text, _: moment(text),
            _is(moment_text(datetime.combine(opens, time(9)))),
        ),
        Asked(
            "sluiting",
            "Tot wanneer kan iemand inschrijven?",
            _closing,
            lambda given: moment_text(
                datetime.combine(moment(given["publicatie"]).date() + timedelta(days=42), time(12))
            ),
        ),
    )


def wishes(asked: Iterable[Asked], answers: Answers) -> Wishes:
    """What was wanted. Raises ValueError with a Dutch sentence for an answer that cannot be used."""
    given: dict[str, Any] = {
        each.name: each.read(answers[each.name], answers) for each in asked if each.name in answers
    }
    zero = Decimal(0)
    return Wishes(
        title=given["titel"],
        reference=given["kenmerk"],
        buyer=given["opdrachtgever"],
        invented=given["opdrachtgever"] == _INVENTED,
        email=given["email"],
        lots=given["percelen"],
        price=given["prijs"],
        tariff=given.get("tarief", zero),
        floor=given.get("ondergrens", zero),
        ceiling=given.get("bovengrens", zero),
        requirements=given["eisen"],
        criteria=given["criteria"],
        divides=given["verdeel"],
        number=given["aantal"],
        threshold=given["drempel"],
        published=given["publicatie"],
        closes=given["sluiting"],
    )


def lots(text: str) -> tuple[tuple[str, str], ...]:
    """The lots in a list of names, each with a code; none for an empty text."""
    names = [_words(name, {}) for name in text.split(",") if name.strip()]
    if len(names) == 1:
        raise ValueError("Eén perceel is geen perceel. Noem er twee of meer, of geen enkel.")
    if len(names) > MOST_LOTS:
        raise ValueError(
            f"Dat zijn er {len(names)}. Begin met hoogstens {MOST_LOTS}; meer voegt u daarna toe."
        )
    made = tuple((_code(name), name[:1].upper() + name[1:]) for name in names)
    codes = [code for code, _ in made]
    if len(set(codes)) < len(codes):
        raise ValueError("Twee percelen lijken te veel op elkaar. Geef elk perceel een eigen naam.")
    return made


def _code(name: str) -> str:
    """A code for a name: letters, digits and low lines, beginning with a letter."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    code = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    if not code:
        raise ValueError(f"Van {name} is geen code te maken. Gebruik letters.")
    return (code if code[0].isalpha() else f"p{code}")[:24].rstrip("_")


def moment(text: str) -> datetime:
    """The day and time in a text, such as 1 maart 2027 9:00 or 2027-03-01 09:00."""
    found = _TIME.fullmatch(text.strip())
    day = read_date(re.sub(r"^[a-z]+dag ", "", found[1].lower())) if found else None
    if found is None or day is None or day.value is None or int(found[2]) > 23 or int(found[3]) > 59:
        raise ValueError("Typ een dag en een tijd, zoals 1 maart 2027 9:00.")
    return datetime.combine(day.value, time(int(found[2]), int(found[3])))


def _closing(text: str, given: Answers) -> datetime:
    closes = moment(text)
    if closes <= moment(given["publicatie"]):
        raise ValueError("De sluiting ligt niet na de publicatie.")
    return closes


def _is(word: str) -> Callable[[Answers], str]:
    return lambda _: word


def _words(text: str, _: Answers) -> str:
    bare = " ".join(one_line(text).split())
    if not bare:
        raise ValueError("Hier hoort een tekst.")
    if len(bare) > _MOST_SIGNS or "\ufffd" in bare:
        raise ValueError(f"Hier past een gewone tekst van hoogstens {_MOST_SIGNS} tekens.")
    return bare


def _email(text: str, given: Answers) -> str:
    bare = _words(text, given)
    if not _EMAIL.fullmatch(bare):
        raise ValueError("Typ een e-mailadres, zoals inkoop@uwgemeente.nl.")
    return bare


def _amount(text: str, _: Answers) -> Decimal:
    value = read_number(text).value
    if value is None or not 0 < value <= _DEAREST or value != round(value, 2):
        raise ValueError(f"Typ een bedrag in euro tot en met {_DEAREST}, zoals 45,50.")
    return round(value, 2)


def _ceiling(text: str, given: Answers) -> Decimal:
    value = _amount(text, given)
    if value <= _amount(given["ondergrens"], given):
        raise ValueError("De bovengrens ligt niet boven de ondergrens.")
    return value


def _euro(value: Decimal) -> str:
    return f"{min(value, _DEAREST):.2f}".replace(".", ",")


def _whole(least: int, most: int) -> Callable[[str, Answers], int]:
    def read(text: str, _: Answers) -> int:
        value = read_number(text).value
        if value is None or value != int(value) or not least <= value <= most:
            raise ValueError(f"Typ een heel getal van {least} tot en met {most}.")
        return int(value)

    return read


def _one_of(*words: str) -> Callable[[str, Answers], str]:
    def read(text: str, _: Answers) -> str:
        word = text.strip().lower()
        if word not in words:
            raise ValueError(f"{one_line(text)} kan hier niet. Kies uit: {', '.join(words)}.")
        return word

    return read


def _named(offered: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Parts by their names without the folder before them, as people type them."""
    return tuple((name.rpartition("/")[2], about) for name, about in offered)


def _short(offered: Sequence[tuple[str, str]]) -> str:
    return ", ".join(name for name, _ in _named(offered))


def _some(
    offered: Sequence[tuple[str, str]], most: int, least: int
) -> Callable[[str, Answers], tuple[str, ...]]:
    """Names of parts, with or without the folder before them."""
    known = {name.rpartition("/")[2]: name for name, _ in offered}

    def read(text: str, _: Answers) -> tuple[str, ...]:
        words = [word.strip().rpartition("/")[2] for word in text.split(",") if word.strip()]
        chosen = tuple(dict.fromkeys(words if words != ["geen"] else []))
        for word in chosen:
            if word not in known:
                raise ValueError(f"{one_line(word)} staat niet in de lijst{suggestion(word, known)}")
        if not least <= len(chosen) <= most:
            raise ValueError(f"Kies er {f'{least} tot en met' if least else 'hoogstens'} {most}.")
        return tuple(known[word] for word in chosen)

    return read
