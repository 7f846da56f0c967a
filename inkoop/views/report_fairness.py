"""How small providers fared, for the report; with few providers it says so instead of reckoning a mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from inkoop.analysis.award.fairness import FEWEST, Fairness, fairness
from inkoop.domain.evaluation import Evaluation, Ground
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing
from inkoop.views.dots import ProfileChart, profile_chart
from inkoop.views.report_model import Column, Fact, InsightChapter, Table, TableRow
from inkoop.views.report_tables import parts
from inkoop.views.report_texts import NUMBERS, capital, count
from inkoop.views.wording import criterion_name

_GROUNDS: Mapping[Ground, str] = {
    Ground.REQUIREMENT: "eis",
    Ground.DECISION: "besluit",
    Ground.THRESHOLD: "drempel",
    Ground.NO_OUTCOME: "geen uitkomst",
}


def fairness_chapter(evaluation: Evaluation, lot: str) -> InsightChapter | None:
    """The chapter, or None when the kader does not ask for size."""
    found = fairness(evaluation)
    if found is None:
        return None
    chart = _chart(found, evaluation.tender, lot)
    return InsightChapter(
        anchor="eerlijkheid",
        title="Kregen kleine aanbieders een kans?",
        conclusion=_conclusion(found),
        lead=tuple(_lead(found, evaluation.tender, lot)),
        profile=chart,
        legend=(Fact("Balk", "kleine aanbieders"), Fact("Streep", "de andere aanbieders")) if chart else (),
        tables=tuple(_tables(found, evaluation.tender)),
        notes=(
            "De aanbieders vulden zelf in hoe groot zij zijn. Grootte gaf geen punten.",
            f"Bij minder dan {NUMBERS[FEWEST]} aanbieders in een groep staat er geen gemiddelde.",
            "Een verschil is een reden om naar de regels te kijken. Het bewijst niets over een regel.",
        ),
    )


def _sums(found: Fairness, *, small: bool) -> tuple[int, int]:
    own = [each for each in found.classes if each.small is small]
    return sum(each.submitted for each in own), sum(each.awarded for each in own)


def _conclusion(found: Fairness) -> str:
    (small, small_won), (large, large_won) = _sums(found, small=True), _sums(found, small=False)
    if not small:
        return "Er schreef geen enkele kleine aanbieder in."
    begin = capital(count(small, "kleine aanbieder schreef", "kleine aanbieders schreven"))
    got = (
        "krijgt niemand"
        if not small_won
        else "krijgt er één"
        if small_won == 1
        else f"krijgen er {small_won}"
    )
    return f"{begin} in. Van hen {got} een contract. Van de {large} andere zijn dat er {large_won}."


def _lead(found: Fairness, tender: Tender, lot: str) -> Iterator[str]:
    pointed = [row for row in found.criteria if row.lot == lot and row.pointed_out]
    lower = [criterion_name(tender, r.criterion) for r in pointed if (r.small or 0) < (r.others or 0)]
    higher = [criterion_name(tender, r.criterion) for r in pointed if (r.small or 0) > (r.others or 0)]
    if lower:
        yield f"Kleine aanbieders haalden duidelijk minder op {listing(lower)}."
    if higher:
        yield f"Zij haalden duidelijk meer op {listing(higher)}."
    if not any(row.small is not None for row in found.criteria):
        yield "Er zijn te weinig kleine aanbieders in de rangorde voor een gemiddelde per criterium."
    elif not pointed:
        yield "Op geen enkel criterium is het verschil twintig procentpunten of meer."


def _chart(found: Fairness, tender: Tender, lot: str) -> ProfileChart | None:
    rows = [
        (
            criterion_name(tender, row.criterion),
            Decimal(row.small),
            Decimal(100),
            Decimal(row.others),
            f"{row.small} % tegen {row.others} %",
        )
        for row in found.criteria
        if row.lot == lot and row.small is not None and row.others is not None
    ]
    if not rows:
        return None
    words = ", ".join(f"{name} {value}" for name, _, _, _, value in rows)
    return profile_chart(f"Deel van de punten, kleine aanbieders tegen de andere: {words}.", rows)


def _tables(found: Fairness, tender: Tender) -> Iterator[Table]:
    columns = (
        Column("Grootte"),
        *(Column(t, numeric=True) for t in ("inschrijvingen", "in de rangorde", "contract")),
    )
    rows = [
        TableRow(
            (each.name, str(each.submitted), str(each.ranked), str(each.awarded)),
            detail="klein" if each.small else "",
        )
        for each in found.classes
    ]
    if found.unknown:
        rows.append(TableRow(("niet bekend", str(found.unknown), "", "")))
    yield from parts(Table("Wie deed mee", columns, tuple(rows)))
    if found.fell_on:
        heads = (Column("Waarop"), Column("klein", numeric=True), Column("andere", numeric=True))
        lines = tuple(
            TableRow((_ground(each.ground, each.subject, tender), str(each.small), str(each.others)))
            for each in found.fell_on
        )
        yield from parts(Table("Wie viel af", heads, lines))


def _ground(ground: Ground, subject: str, tender: Tender) -> str:
    requirement = next((r for r in tender.requirements if r.code == subject), None)
    name = f"{requirement.code} ({requirement.title})" if requirement else criterion_name(tender, subject)
    return f"{capital(_GROUNDS[ground])} {name}"
