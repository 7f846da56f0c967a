"""What is asked and how it is answered, in the words of the form and of the guide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from inkoop.domain.questions import KINDS, Question
from inkoop.domain.tender import Tender, TenderInfo
from inkoop.rules.dutch_format import decimal_text, moment_text, number_of

REQUIREMENT_KINDS = {
    "uitsluitingsgrond": (
        "Uitsluitingsgronden",
        "Deze vragen gaan over uw organisatie. U krijgt er geen punten voor.",
    ),
    "geschiktheidseis": (
        "Geschiktheidseisen",
        "Deze vragen gaan over wat uw organisatie kan. U krijgt er geen punten voor.",
    ),
    "minimumeis": (
        "Minimumeisen",
        "Deze vragen gaan over uw aanbod. U krijgt er geen punten voor.",
    ),
}
CONSEQUENCES = {
    "afwijzen": "Voldoet u niet? Dan valt uw inschrijving af.",
    "voorleggen": "Voldoet u niet? Dan beslist een mens wat er gebeurt.",
}
CONFIDENTIAL = "Vertrouwelijk: dit blijft buiten openbare stukken."
OPTIONAL = "Niet verplicht."
PRINTED = "Deze kolom is al ingevuld."
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def closing_text(info: TenderInfo) -> str:
    """The closing moment in words."""
    zone = "Nederlandse tijd" if info.timezone == "Europe/Amsterdam" else f"tijdzone {info.timezone}"
    return f"{WEEKDAYS[info.closes.weekday()]} {moment_text(info.closes)} ({zone})"


def condition_text(tender: Tender, question: Question) -> str:
    """When a question applies, in words; empty when it always does."""
    when = question.show_when
    if when is None:
        return ""
    names = tender.choices_of(tender.questions[when.question])
    values = " of ".join(f"‘{names.get(value, value)}’" for value in when.values)
    return f"Alleen invullen als uw antwoord op vraag {when.question} {values} is."


def precisely(asked: Any) -> str:
    """What exactly is counted or measured; empty for what is no number."""
    definition = getattr(asked, "definition", "")
    return f"Precies: {definition}" if definition else ""


def how(asked: Any) -> str:
    """What kind of answer is expected, for a question or a column; some lines."""
    return _HOW[asked.kind](asked)


def digits_of(asked: Any) -> int:
    """How many digits may stand behind the comma: none in a whole number."""
    return int(getattr(asked, "decimals", 0))


def short_day(day: date) -> str:
    """1-3-2027."""
    return f"{day.day}-{day.month}-{day.year}"


def rows_text(table: Any) -> str:
    """How many rows a table has, and which are there already."""
    if table.printed and table.lot_column:
        return "De rijen staan al klaar. Vul elke rij in van de percelen die u kiest, en laat de andere leeg."
    if table.fixed_rows is not None:
        return "De rijen staan al klaar: vul elke rij in."
    where = " voor elk perceel dat u kiest" if table.lot_column else ""
    least = f"Vul minstens {number_of(table.min_rows, 'rij', 'rijen')} in{where}. " if table.min_rows else ""
    return f"{least}Er is plaats voor {number_of(table.max_rows, 'rij', 'rijen')}."


def _number(asked: Any, example: str = "") -> str:
    low, high, name = decimal_text(asked.minimum), decimal_text(asked.maximum), "Een heel getal"
    if digits_of(asked):
        name = f"Een getal, hoogstens {number_of(digits_of(asked), 'cijfer', 'cijfers')} achter de komma"
    return f"Eenheid: {asked.unit}.\n{name}{example}.\nVan {low} tot en met {high}."


def _percentage(asked: Any) -> str:
    typed = "12,5 voor 12,5" if digits_of(asked) else "12 voor 12"
    return _number(asked, f". Typ {typed} procent")


def _day(asked: Any) -> str:
    text = "Een datum, zoals 1-3-2027."
    if asked.earliest:
        text += f"\nVanaf {short_day(asked.earliest)}."
    if asked.latest:
        text += f"\nTot en met {short_day(asked.latest)}."
    return text


def _text(asked: Any) -> str:
    characters = f" en {asked.max_characters} tekens" if asked.max_characters else ""
    return f"Hoogstens {number_of(asked.max_words, 'woord', 'woorden')}{characters}."


_HOW: Mapping[str, Callable[[Any], str]] = {
    "ja_nee": lambda _: "Kies ja of nee.",
    "keuze": lambda _: "Kies één antwoord uit de lijst.",
    "meerkeuze": lambda _: "Zet een x achter elk antwoord dat past. Meer dan één mag.",
    "geheel_getal": _number,
    "decimaal": _number,
    "bedrag": _number,
    "percentage": _percentage,
    "datum": _day,
    "tekst": _text,
    "kvk": lambda _: "Acht cijfers.",
    "email": lambda _: "Eén e-mailadres.",
    "telefoon": lambda _: "Eén telefoonnummer.",
    "postcode": lambda _: "Een postcode, zoals 1234 AB.",
    "website": lambda _: "Het adres van een website.",
    "tabel": lambda _: "",
}
assert set(_HOW) == set(KINDS), "every kind of question says how it is answered"
