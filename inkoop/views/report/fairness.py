"""How small providers fared, for the report; with few providers it says so instead of reckoning a mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from inkoop.analysis.award.fairness import FEWEST, Fairness, SizeClass, fairness
from inkoop.analysis.award.outcome import Way
from inkoop.domain.evaluation import Evaluation, Ground
from inkoop.domain.questions import TableQuestion
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.dutch_format import listing
from inkoop.rules.scoring.kinds import kind_of
from inkoop.views.report.chart import Bar, StackChart, stack_chart
from inkoop.views.report.model import InsightChapter
from inkoop.views.report.tables import parts
from inkoop.views.report.ways import each_way
from inkoop.views.words.blocks import Column, Fact, Table, TableRow
from inkoop.views.words.counting import NUMBERS, capital, count
from inkoop.views.words.standing import awaited
from inkoop.views.words.wording import criterion_name

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
    return InsightChapter(
        anchor="eerlijkheid",
        title="Kregen kleine aanbieders een kans?",
        conclusion=_conclusion(found, awaited(evaluation)),
        lead=(
            *each_way(evaluation, lambda way: _won_in(evaluation, way)),
            *_lead(found, evaluation.tender, lot),
        ),
        stack=_chart(found),
        legend=(
            Fact("Contract (donker)", "krijgt een contract"),
            *_open_legend(evaluation),
            Fact("Geen contract (halfdonker)", "krijgt geen contract"),
        ),
        tables=tuple(_tables(found, evaluation.tender, lot)),
        notes=(
            "De aanbieders vulden zelf in hoe groot zij zijn. Grootte gaf geen punten.",
            f"Bij minder dan {NUMBERS[FEWEST]} aanbieders in een groep staat er geen gemiddelde.",
            "Een verschil is een reden om naar de regels te kijken. Het bewijst niets over een regel.",
        ),
    )


class _Group(NamedTuple):
    """Small providers together, or the others."""

    submitted: int
    awarded: int
    open: int

    def said(self, whose: str, pending: str) -> str:
        """How many get a contract and for how many that is still open.

        Args:
            whose: the begin of the sentence.
            pending: what has to come first.
        """
        if self.awarded:
            got = f"{'krijgt' if self.awarded == 1 else 'krijgen'} er {_number(self.awarded)} een contract"
        else:
            got = "heeft nog niemand een contract" if self.open else "krijgt niemand een contract"
        if not self.open:
            return f"{whose} {got}."
        hangs = f"Voor {_number(self.open)} hangt het nog af van {pending}"
        return f"{whose} {got}. {hangs}."


def _group(found: Fairness, *, small: bool) -> _Group:
    own = [each for each in found.classes if each.small is small]
    return _Group(*(sum(getter(each) for each in own) for getter in _SUMS))


_SUMS = (attrgetter("submitted"), attrgetter("awarded"), attrgetter("open"))


def _conclusion(found: Fairness, pending: str) -> str:
    small, others = _group(found, small=True), _group(found, small=False)
    if not small.submitted:
        return "Er schreef geen enkele kleine aanbieder in."
    begin = capital(count(small.submitted, "kleine aanbieder schreef", "kleine aanbieders schreven"))
    text = f"{begin} in. {small.said('Daarvan' if small.submitted == 1 else 'Van hen', pending)}"
    if others.submitted:
        of = "Bij de ene andere aanbieder" if others.submitted == 1 else ""
        text += f" {others.said(of or f'Van de {_number(others.submitted)} andere aanbieders', pending)}"
    if found.unknown:
        text += f" Van {count(found.unknown, 'aanbieder', 'aanbieders')} is niet bekend hoe groot die is."
    return text


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _won_in(evaluation: Evaluation, way: Way) -> str:
    """What small providers get when a draw ends in this way."""
    found = fairness(evaluation, way)
    assert found is not None
    small = _group(found, small=True)
    verb = "krijgen" if small.awarded > 1 else "krijgt"
    who = count(small.awarded, "kleine aanbieder", "kleine aanbieders") if small.awarded else ""
    text = f"{verb} {who or 'geen enkele kleine aanbieder'} een contract"
    waits = "wacht" if small.open == 1 else "wachten"
    return f"{text}, en {waits} er nog {_number(small.open)}" if small.open else text


def _lead(found: Fairness, tender: Tender, lot: str) -> Iterator[str]:
    pointed = [row for row in found.criteria if row.lot == lot and row.pointed_out]
    lower = [criterion_name(tender, r.criterion) for r in pointed if (r.small or 0) < (r.others or 0)]
    higher = [criterion_name(tender, r.criterion) for r in pointed if (r.small or 0) > (r.others or 0)]
    counting = [leaf.code for leaf, _ in tender.leaves if _counts_rows(leaf, tender)]
    if counting:
        named = listing(criterion_name(tender, code) for code in counting)
        yield f"Bij {named} telt alles samen wat iemand heeft. Wie groter is, haalt dat makkelijker."
    if lower:
        yield f"Kleine aanbieders haalden duidelijk minder op {listing(lower)}."
    if higher:
        yield f"{'Zij' if lower else 'Kleine aanbieders'} haalden duidelijk meer op {listing(higher)}."
    if not any(row.small is not None for row in found.criteria):
        yield "Er zijn te weinig kleine aanbieders in de rangorde voor een gemiddelde per criterium."
    elif not pointed:
        yield "Op geen enkel criterium is het verschil twintig procentpunten of meer."


_FATES = ("contract", "onzeker", "geen contract")


def _open_legend(evaluation: Evaluation) -> Iterator[Fact]:
    if pending := awaited(evaluation):
        yield Fact("Onzeker (licht)", f"wacht op {pending}")


def _counts(each: SizeClass) -> tuple[int, int, int]:
    """With a contract, not certain yet, and without one."""
    return each.awarded, each.open, each.submitted - each.awarded - each.open


def _counts_rows(leaf: Criterion, tender: Tender) -> bool:
    """Whether a rule adds up what stands in the rows of a table: the more rows, the more points."""
    rows = isinstance(tender.question_of(leaf), TableQuestion)
    return rows and kind_of(leaf, tender).goal is not None


def _chart(found: Fairness) -> StackChart:
    """One bar for each size: how many took part, and what became of them."""
    bars, words = [], []
    for each in found.classes:
        named = tuple(zip(_FATES, _counts(each), strict=True))
        name = f"{each.name} (klein)" if each.small else each.name
        drawn = tuple((word, Decimal(number), str(number)) for word, number in named)
        bars.append(Bar("", name, str(each.submitted), "", drawn))
        words.append(f"{name}: {', '.join(f'{n} {w}' for w, n in named)}")
    most = max((each.submitted for each in found.classes), default=1)
    title = f"Staafgrafiek van inschrijvingen naar grootte. {'. '.join(words)}."
    return stack_chart(title, bars, Decimal(max(most, 1)))


def _tables(found: Fairness, tender: Tender, lot: str) -> Iterator[Table]:
    columns = (
        Column("Grootte"),
        *(Column(t, numeric=True) for t in ("inschrijvingen", "in de rangorde", "contract", "nog onzeker")),
    )
    rows = [
        TableRow(
            (each.name, str(each.submitted), str(each.ranked), str(each.awarded), str(each.open)),
            detail="klein" if each.small else "",
        )
        for each in found.classes
    ]
    if found.unknown:
        rows.append(TableRow(("niet bekend", str(found.unknown), "", "", "")))
    yield from parts(Table("Wie deed mee", columns, tuple(rows), for_screen=True))
    yield from parts(_by_criterion(found, tender, lot))
    if found.fell_on:
        heads = (Column("Waarop"), Column("klein", numeric=True), Column("andere", numeric=True))
        lines = tuple(
            TableRow((_ground(each.ground, each.subject, tender), str(each.small), str(each.others)))
            for each in found.fell_on
        )
        yield from parts(Table("Wie viel af", heads, lines))


def _by_criterion(found: Fairness, tender: Tender, lot: str) -> Table:
    """The mean share of the points; no rows where there are too few for a mean."""
    columns = (Column("Criterium"), Column("klein", numeric=True), Column("andere", numeric=True))
    rows = tuple(
        TableRow((criterion_name(tender, row.criterion), f"{row.small} %", f"{row.others} %"))
        for row in found.criteria
        if row.lot == lot and row.small is not None and row.others is not None
    )
    return Table("Gemiddeld deel van de punten", columns, rows)


def _ground(ground: Ground, subject: str, tender: Tender) -> str:
    requirement = next((r for r in tender.requirements if r.code == subject), None)
    name = f"{requirement.code} ({requirement.title})" if requirement else criterion_name(tender, subject)
    return f"{capital(_GROUNDS[ground])} {name}"
