"""The letter that asks a provider to mend what is wrong: a view on one line of the record."""

from __future__ import annotations

from dataclasses import dataclass

from inkoop.domain.procedure.facts import Asked, AskedPoint, PriceAsked, Sha256
from inkoop.domain.tender import TenderInfo
from inkoop.rules.dutch_format import listing, number_of, weekday_moment_text


@dataclass(frozen=True, slots=True)
class MendPoint:
    """One fault in the letter."""

    words: str
    where: str
    question: str


@dataclass(frozen=True, slots=True)
class MendLetter:
    """All that the letter says."""

    buyer: str
    name: str
    number: int
    reference: str
    title: str
    fictional: bool
    until: str
    points: tuple[MendPoint, ...]
    rules: tuple[str, ...]
    contact: str
    stand: str


RULES = (
    "U mag alleen de cellen veranderen die hierboven staan. Is er een andere cel anders dan in uw eerste "
    "formulier, dan nemen wij het hele herstel niet aan.",
    "U mag alleen herstellen wat kennelijk verkeerd of niet te lezen is. Uw aanbod verbeteren mag niet.",
    "Iedereen met dezelfde fout krijgt dezelfde vraag en dezelfde termijn.",
    "Uw eerste formulier bewaren wij. Het verslag zegt wat er hersteld is en wanneer.",
    "Deze vraag betekent niet dat uw inschrijving wordt afgewezen, en ook niet dat zij goed is.",
)


def mend_letter(asked: Asked, name: str, info: TenderInfo, stand: Sha256) -> MendLetter:
    """The letter for what was asked of one provider. The moment is in the zone of the tender by now."""
    contact = info.contact
    return MendLetter(
        info.buyer,
        name,
        asked.number,
        info.reference,
        info.title,
        info.fictional,
        weekday_moment_text(asked.until),
        tuple(MendPoint(point.words, cells_text(point), point.question) for point in asked.points),
        RULES,
        ", ".join(filter(None, (contact.name, contact.email, contact.phone))),
        stand,
    )


def cells_text(point: AskedPoint) -> str:
    """The cells of a point: blad Aanbod, cel C7 en C8."""
    by_sheet: dict[str, list[str]] = {}
    for cell in point.cells:
        by_sheet.setdefault(cell.sheet, []).append(cell.cell)
    return listing(f"blad {sheet}, cel {listing(cells)}" for sheet, cells in by_sheet.items())


def asked_line(asked: Asked, name: str) -> str:
    """What was asked of one provider, on a line."""
    points = number_of(len(asked.points), "punt", "punten")
    return f"{asked.number}  {name}: {points}, tot {weekday_moment_text(asked.until)}"


def price_asked_line(asked: PriceAsked, name: str) -> str:
    """What was asked of one provider about its price, on a line."""
    about = listing(dict.fromkeys(each.criterion for each in asked.prices))
    return f"{asked.number}  {name}: uitleg over {about}, tot {weekday_moment_text(asked.until)}"
