"""Whether a third offer can turn two others round: an example with its numbers, or the proof that not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from inkoop.analysis.rehearsal.reversal import NAMES, Example, Standing, Verdict
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import points_text
from inkoop.views.rehearsal.model import Block, Heading, Paragraph
from inkoop.views.rehearsal.texts import ABSOLUTE
from inkoop.views.words.blocks import Column, Table, TableRow
from inkoop.views.words.rules import WORDS
from inkoop.views.words.wording import criterion_name


def reversal_blocks(verdicts: Sequence[Verdict], tender: Tender) -> Iterator[Block]:
    """The chapter on reversal, for one lot."""
    for verdict in verdicts:
        if verdict.criterion:
            name = criterion_name(tender, verdict.criterion)
            yield Heading(f"{name}: {_noun(verdict.rule)}")
        if verdict.proof:
            yield Paragraph(WORDS[verdict.proof].proof if verdict.proof in WORDS else ABSOLUTE, "aanhef")
        elif verdict.example is None:
            yield Paragraph(_not_found(verdict), "aanhef")
        else:
            yield Paragraph(_found(verdict.example), "aanhef")
            yield _table("Dezelfde regels, zonder en met inschrijver C", verdict.example, tender)
            yield Paragraph(_explained(verdict.example))
        if verdict.dummy is not None:
            yield Paragraph(
                "Het kan ook met een schijninschrijving. Inschrijver C laat dan alles leeg of geeft"
                " het slechtste"
                " antwoord, en doet alleen iets uiterst bij wat vergeleken wordt."
            )
            yield _table("Met een schijninschrijving van C", verdict.dummy, tender)


def _noun(rule: str) -> str:
    return WORDS[rule].noun if rule in WORDS else _BESIDE_RULES[rule]


_BESIDE_RULES = {"herschalen": "herschalen naar de beste", "utiliteitsindex": "de utiliteitsindex"}
"""What else compares offers."""


def _not_found(verdict: Verdict) -> str:
    return (
        f"Deze regel kijkt naar andere inschrijvingen. In {verdict.tried} combinaties is geen"
        " voorbeeld gevonden"
        " waarin de volgorde van twee inschrijvingen omdraait. Dat is geen bewijs dat het niet kan."
    )


def _found(example: Example) -> str:
    first, then = _leader(example.before), _leader(example.after)
    return (
        f"Ja. Zonder C staat {first} boven. Komt C erbij, dan staat {then} boven. C wint zelf niet, en aan de"
        " inschrijvingen van A"
        " en B verandert niets."
    )


def _leader(found: Sequence[Standing]) -> str:
    return found[0].name


def _explained(example: Example) -> str:
    told = (
        "Alle andere antwoorden zijn gelijk: alles in het midden, open antwoorden iets daarboven."
        " Het voorbeeld is uitgerekend met uw hele kader."
    )
    if not example.realistic:
        told += (
            " De prijzen liggen binnen wat het formulier toestaat; met gangbare prijzen is er geen voorbeeld."
        )
    return told


def _table(caption: str, example: Example, tender: Tender) -> Table:
    columns = (
        Column("Inschrijver"),
        Column(criterion_name(tender, example.compared)),
        Column(criterion_name(tender, example.own)),
        Column("Zonder C", numeric=True),
        Column("Met C", numeric=True),
    )
    before, after = _by_name(example.before), _by_name(example.after)
    rows = tuple(
        TableRow((part.name, part.compared, part.own, before.get(part.name, "–"), after[part.name]))
        for part in example.parts
    )
    assert {row.cells[0] for row in rows} == set(NAMES)
    return Table(caption, columns, rows)


def _by_name(found: Sequence[Standing]) -> Mapping[str, str]:
    return {item.name: standing_text(item) for item in found}


def standing_text(item: Standing) -> str:
    """1e met 52,00, or that it stays below a threshold."""
    total = points_text(Decimal(item.total)) if item.total else "–"
    return f"{item.rank}e met {total}" if item.rank else f"onder een drempel, {total}"
