"""What is said about workbooks that came back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inkoop.rules.dutch_format import listing, number_of


def back_lines(back: Sequence[tuple[str, bool, Sequence[str]]], waiting: Sequence[str]) -> Iterator[str]:
    """Whose workbook was taken, and who is still waited for.

    Args:
        back: of each that was taken whose it is, whether it replaces an earlier one, and in whom there is
            an interest.
    """
    for whose, replaced, interests in back:
        instead = " Dit komt in de plaats van een eerder werkblad; dat blijft bewaard." if replaced else ""
        interest = f" Geen cijfers door een belang: {listing(interests)}." if interests else ""
        yield f"{whose}: compleet.{instead}{interest}"
    taken = number_of(len(back), "werkblad is", "werkbladen zijn") if back else "Geen werkblad is"
    yield f"{taken} ingeleverd."
    yield f"Wacht nog op {listing(waiting)}." if waiting else "Alles wat is uitgegeven, is terug."


def out_lines(made: int, assessors: int, needed: int) -> Iterator[str]:
    """How many workbooks were made, and whether the rules ask more people.

    Args:
        made: workbooks just now.
        assessors: how many people assess.
        needed: how many grades the rules ask for each answer.
    """
    told = number_of(made, "werkblad is", "werkbladen zijn")
    yield f"{told} gemaakt. Stuur elke beoordelaar alleen het eigen werkblad."
    yield from _too_few(assessors, needed)


def stepped_lines(name: str, had_handed_in: bool, left: Sequence[str], needed: int) -> Iterator[str]:
    """That somebody stopped, what becomes of the workbook, and who is left."""
    kept = " Het werkblad dat al was ingeleverd, blijft bewaard en telt niet." if had_handed_in else ""
    yield f"{name} beoordeelt niet meer mee.{kept}"
    yield f"Wie nog beoordelen: {listing(left)}." if left else "Er is nu niemand die beoordeelt."
    yield from _too_few(len(left), needed)


def _too_few(assessors: int, needed: int) -> Iterator[str]:
    if assessors < needed:
        there = "is er geen" if not assessors else f"{'is' if assessors == 1 else 'zijn'} er {assessors}"
        people = number_of(needed, "beoordelaar", "beoordelaars")
        yield f"Elk antwoord vraagt {people}. Nu {there}. Voeg toe: inkoop beoordelaars --naam NAAM"
