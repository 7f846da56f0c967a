"""Numbers and capitals in sentences, and the words for what a kader chooses."""

from __future__ import annotations

from collections.abc import Mapping

from inkoop.rules.dutch_format import number_of

PROCEDURES: Mapping[str, str] = {
    "sas": "Procedure voor sociale en andere specifieke diensten (Aanbestedingswet 2012)",
    "openbaar": "Openbare procedure: iedereen mag inschrijven",
    "meervoudig_onderhands": "Meervoudig onderhandse procedure: de gemeente nodigt aanbieders uit",
    "open_house": "Open house: iedereen die aan de eisen voldoet, doet mee",
}


NUMBERS = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")


def count(number: int, one: str, many: str) -> str:
    """Small numbers in words: één aanbieder, drie aanbieders, 14 aanbieders."""
    word = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{word} {one if number == 1 else many}"


def no_ranking_yet(number: int) -> str:
    """What so many missing grades mean."""
    return f"Er is nog geen rangorde: {number_of(number, 'cijfer ontbreekt', 'cijfers ontbreken')}."


def capital(text: str) -> str:
    """The text with its first letter in upper case: é as in één becomes a plain E, as is usual."""
    return f"E{text[1:]}" if text.startswith("é") else text[:1].upper() + text[1:]


ROUNDING_MODES: Mapping[str, str] = {
    "half_omhoog": "Een half gaat omhoog",
    "half_even": "Een half gaat naar het even cijfer",
    "omlaag": "Afronden gaat altijd omlaag",
}
