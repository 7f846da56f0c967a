"""A page per top-level criterion: what was asked and why, by which rule, and how everybody did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.scoring.maxima import maxima
from inkoop.views.report.dots import DotChart, Spot, Tick, dot_chart
from inkoop.views.report.model import CriterionChapter, LeafSection
from inkoop.views.report.parties import Field, Party, share
from inkoop.views.report.tables import parts
from inkoop.views.words.blocks import Column, Fact, Table, TableRow
from inkoop.views.words.rules import rule_words
from inkoop.views.words.wording import number_text, sentence
from inkoop.views.words.worth import earned, in_euro, least_text, most, most_text

LEAVES_IN_TABLE, AMOUNTS_IN_TABLE = 6, 4
_NOTHING = "Geeft zelf geen punten"


def criterion_anchor(code: str) -> str:
    """The link target of a criterion."""
    return f"criterium-{code}"


def criterion_chapters(field: Field) -> tuple[CriterionChapter, ...]:
    """Every top-level criterion, in the order of the kader."""
    limits = maxima(field.tender)
    return tuple(_chapter(criterion, field, limits) for criterion in field.tender.criteria)


def _chapter(criterion: Criterion, field: Field, limits: Mapping[str, Decimal]) -> CriterionChapter:
    leaves = [(leaf, above[1:]) for leaf, above in criterion.leaves]
    return CriterionChapter(
        code=criterion.code,
        title=criterion.title,
        anchor=criterion_anchor(criterion.code),
        maximum=_worth(criterion, limits[criterion.code], field.tender),
        earns=limits[criterion.code] > 0,
        explanation=sentence(criterion.explanation),
        principles=tuple(_principles(criterion, leaves, field.tender)),
        leaves=tuple(_leaf(leaf, above, field, limits[leaf.code]) for leaf, above in leaves),
        tables=tuple(_tables(criterion, [leaf for leaf, _ in leaves], field, limits)),
    )


def _worth(criterion: Criterion, maximum: Decimal, tender: Tender) -> str:
    """40 punten te halen (40 % van het geheel) · drempel 20 punten."""
    if maximum <= 0:
        return _NOTHING
    verb = "te verdienen" if in_euro(tender) else "te halen"
    share = "" if criterion.weight is None else f" ({number_text(criterion.weight)} % van het geheel)"
    needed = criterion.threshold
    threshold = "" if needed is None else f" · drempel {least_text(needed, maximum, tender)}"
    return f"{most_text(maximum, tender)} {verb}{share}{threshold}"


def _principles(
    criterion: Criterion, leaves: Sequence[tuple[Criterion, tuple[Criterion, ...]]], tender: Tender
) -> Iterator[Fact]:
    """The policy that the criterion and its parts serve, each once, with the document it comes from."""
    named = {*criterion.sources}
    for leaf, above in leaves:
        named |= {code for part in (leaf, *above) for code in part.sources}
    for source in tender.policy_sources:
        served = [principle for principle in source.principles if principle.code in named]
        for principle in served:
            passage = f" “{principle.passage}”" if principle.passage else ""
            yield Fact(principle.code, f"{sentence(principle.text)}{passage}")
        if served:
            yield Fact("Bron", f"{source.title} ({source.year})")


def _leaf(leaf: Criterion, above: tuple[Criterion, ...], field: Field, maximum: Decimal) -> LeafSection:
    question = field.tender.question_of(leaf)
    unit, definition = getattr(question, "unit", ""), getattr(question, "definition", "")
    looks_at = leaf.rule.looks_at if isinstance(leaf.rule, AssessedRule) else ()
    needed = leaf.threshold
    threshold = "" if needed is None else f" Drempel: {least_text(needed, maximum, field.tender)}."
    words = rule_words(leaf, field.tender)
    return LeafSection(
        code=leaf.code,
        title=leaf.title,
        group=" › ".join(f"{part.code} {part.title}" for part in above),
        maximum=most_text(maximum, field.tender) if maximum > 0 else "geen punten",
        explanation=sentence(leaf.explanation) + threshold,
        question=question.text if question else "",
        asked_for=f"{sentence(definition)} Eenheid: {unit}." if unit else "",
        rule=words,
        looks_at=looks_at,
        sources=", ".join(leaf.sources),
        chart=_chart(leaf, field, maximum),
    )


def _chart(leaf: Criterion, field: Field, maximum: Decimal) -> DotChart | None:
    mean = field.mean(leaf.code)
    if mean is None or maximum <= 0 or not all(p.earned[leaf.code].told for p in field.scored):
        return None
    spots = [
        Spot(party.label, party.earned[leaf.code].points, party.ranked is not None) for party in field.scored
    ]
    tender = field.tender
    highest, lowest = (earned(pick(spot.points for spot in spots), tender) for pick in (max, min))
    title = (
        f"Stippengrafiek van {leaf.code} {leaf.title}, van 0 tot {most_text(maximum, tender)}."
        f" Hoogste {highest}, laagste {lowest}, gemiddeld in de"
        f" rangorde {earned(mean, tender)}."
        " De tabel bij dit criterium geeft alle getallen."
    )
    ticks = [Tick(part * 25, "" if part % 2 else most(maximum * part / 4, tender)) for part in range(5)]
    return dot_chart(title, spots, maximum, ticks, (mean, f"gemiddeld {earned(mean, tender)}"))


def _tables(
    criterion: Criterion, leaves: Sequence[Criterion], field: Field, limits: Mapping[str, Decimal]
) -> Iterator[Table]:
    if not field.scored or limits[criterion.code] <= 0:
        return
    euro = in_euro(field.tender)
    fitting = AMOUNTS_IN_TABLE if euro else LEAVES_IN_TABLE
    what = "Waarde" if euro else "Punten"
    for start in range(0, len(leaves), fitting):
        chunk = list(leaves[start : start + fitting])
        last = start + fitting >= len(leaves)
        shown = [*chunk, criterion] if last and leaves[0] is not criterion else chunk
        names = [
            Column(c.code, f"van {most(limits[c.code], field.tender)}", numeric=True, wide=euro)
            for c in shown
        ]
        rows = tuple(_row(party, shown, field.tender) for party in field.scored)
        columns = (Column("", "plaats"), Column("Aanbieder"), *names)
        yield from parts(Table(f"{what} voor {criterion.code} {criterion.title}", columns, rows, header=1))


def _row(party: Party, shown: Sequence[Criterion], tender: Tender) -> TableRow:
    points = (earned(party.earned[c.code].points, tender) for c in shown)
    bars = (None, None, *(share(party.earned[c.code]) for c in shown))
    return TableRow((party.label, party.name, *points), anchor=party.anchor, bars=bars)
