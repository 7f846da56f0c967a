"""The award criteria: how heavy each is, what is asked, and how an answer becomes points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from inkoop.domain.assessors import Assessors
from inkoop.domain.award_rules import AwardRules
from inkoop.domain.evaluation import Score
from inkoop.domain.questions import TableQuestion
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.tender import Criterion, Scale, Tender
from inkoop.rules.dutch_format import listing
from inkoop.rules.scoring.maxima import maxima, total_points
from inkoop.rules.scoring.scoring import points_for
from inkoop.rules.submission.lot_rules import tender_of_lot
from inkoop.views.guide.asked import question_blocks
from inkoop.views.guide.examples import Examples
from inkoop.views.guide.model import Block, Chapter, Example, Grid, Points, Said
from inkoop.views.words.blocks import Column, Table, TableRow
from inkoop.views.words.counting import capital
from inkoop.views.words.method_steps import weight_steps
from inkoop.views.words.price_notes import BELOW
from inkoop.views.words.reasons import reason_text
from inkoop.views.words.rules import rule_words, words_of
from inkoop.views.words.rules.assessed import AssessedWords
from inkoop.views.words.weights import weight_text
from inkoop.views.words.wording import number_text, percent, sentence
from inkoop.views.words.worth import earned, in_euro, least_text, most

_LOTS_BESIDE = 4
"""More lots do not fit beside each other."""


def lots_of(tender: Tender) -> tuple[tuple[str, Tender], ...]:
    """By lot the kader as it holds there; the whole by an empty name where there are no lots."""
    if tender.lots is None:
        return (("", tender),)
    return tuple((lot.code, tender_of_lot(tender, lot)) for lot in tender.lots.items)


def criteria(tender: Tender, examples: Sequence[Examples]) -> Iterator[Chapter]:
    """The tree of criteria with their points, and then each of them."""
    if tender.award is None or not tender.criteria:
        return
    begin: list[Block] = [
        Said((f"gunning.punten.{number}",), step.text, step.label)
        for number, step in enumerate(weight_steps(tender), 1)
    ]
    begin += _trees(tender)
    begin.append(Said(("voorbeelden",), EXAMPLES, "De voorbeelden"))
    parts = tuple(_criterion(tender, (top,), examples) for top in tender.criteria)
    yield Chapter("criteria", "Waar u punten mee haalt", tuple(begin), parts)


EXAMPLES = (
    "Aanbieder A en aanbieder B bestaan niet. Wat zij antwoorden en welke cijfers zij krijgen, is verzonnen."
    " Het programma dat straks rekent, heeft ook deze voorbeelden uitgerekend."
)


def _trees(tender: Tender) -> Iterator[Block]:
    """What every criterion is worth, with a column for each lot."""
    known = lots_of(tender)
    euro = in_euro(tender)
    what = "Waarde" if euro else "Punten"
    for start in range(0, len(known), _LOTS_BESIDE):
        chunk = known[start : start + _LOTS_BESIDE]
        heads = [f"{what} in {code}" if code else what for code, _ in chunk]
        share = () if euro else (Column("Gewicht", numeric=True),)
        columns = (Column("Criterium"), *share, *(Column(head, numeric=True, wide=euro) for head in heads))
        rows = tuple(
            TableRow(
                (
                    f"{path[-1].code} {path[-1].title}",
                    *(() if euro else (_share(path),)),
                    *(_worth_in(own, path[-1].code) for _, own in chunk),
                )
            )
            for top in tender.criteria
            for path in _paths((top,))
        )
        totals = (most(total_points(own), own) for _, own in chunk)
        total = TableRow(("Samen", *(() if euro else ("",)), *totals), line=True)
        caption = "Wat elk criterium waard is" + (f", deel {start // _LOTS_BESIDE + 1}" if start else "")
        yield Grid((f"criteria.{start}" if start else "criteria",), Table(caption, columns, (*rows, total)))


def _paths(path: tuple[Criterion, ...]) -> Iterator[tuple[Criterion, ...]]:
    yield path
    for child in path[-1].children:
        yield from _paths((*path, child))


def _share(path: Sequence[Criterion]) -> str:
    """The weight, and of what: 50 % van K1."""
    own = percent(path[-1].weight or 0)
    return f"{own} van {path[-2].code}" if len(path) > 1 else own


def _worth_in(own: Tender, code: str) -> str:
    """What a criterion is worth in a lot, with its weight where the lot has one of its own."""
    limits = maxima(own)
    if code not in limits:
        return "–"
    if any(path.code == code and path.rule and not words_earn(path) for path, _ in own.leaves):
        return "geen"
    return most(limits[code], own) if limits[code] else "geen"


def words_earn(leaf: Criterion) -> bool:
    """Whether the rule of a sub-criterion gives points at all."""
    return leaf.rule is None or leaf.rule.earns


def _criterion(tender: Tender, path: tuple[Criterion, ...], examples: Sequence[Examples]) -> Chapter:
    """A criterion: a group with its parts, or what is asked and scored."""
    own = path[-1]
    key = f"criteria[{own.code}]"
    blocks: list[Block] = []
    if own.explanation:
        blocks.append(Said((f"{key}.toelichting",), sentence(own.explanation)))
    blocks.append(Said((f"{key}.gewicht",), _counts_for(tender, path)))
    if needed := _threshold(tender, own):
        blocks.append(Said((f"{key}.drempel",), needed))
    if own.rescaled:
        text = (
            "De punten van de onderdelen worden opgeteld. Wie samen de meeste heeft, krijgt hier alle punten."
            " De anderen krijgen punten naar verhouding."
        )
        blocks.append(Said((f"{key}.herschalen",), text))
    if not own.children:
        blocks += _leaf(tender, own, key, examples)
    title = f"{own.code} · {own.title}"
    return Chapter(
        key, title, tuple(blocks), tuple(_criterion(tender, (*path, c), examples) for c in own.children)
    )


def _counts_for(tender: Tender, path: Sequence[Criterion]) -> str:
    text = f"Dit {weight_text(tender, path, number_text)}."
    if path[-1].weight is not None and words_earn(path[-1]):
        text += f" Het gewicht is {_share(path)}."
    return f"{text}{_own_weights(tender, path[-1].code)}"


def _own_weights(tender: Tender, code: str) -> str:
    """Where a lot has another weight for a main criterion."""
    found = [
        f"in {lot.code} {percent(lot.weights[code])}"
        for lot in (tender.lots.items if tender.lots else ())
        if code in lot.weights
    ]
    return f" Een eigen gewicht: {listing(found)}." if found else ""


def _threshold(tender: Tender, own: Criterion) -> str:
    """What is needed at least, once for the lots in which it is the same; empty without a threshold."""
    found: dict[str, list[str]] = {}
    known = lots_of(tender)
    for lot, there in known:
        part = next((each for each in there.every_criterion if each.code == own.code), None)
        if part is not None and part.threshold is not None:
            found.setdefault(least_text(part.threshold, maxima(there)[own.code], there), []).append(lot)
    if not found:
        return ""
    everywhere = [lot for lots in found.values() for lot in lots] == [lot for lot, _ in known]
    told = (
        least if len(found) == 1 and everywhere else f"{least} in {listing(lots)}"
        for least, lots in found.items()
    )
    return f"Drempel: u moet hier minstens {'; '.join(told)} halen om kans te maken."


def _leaf(tender: Tender, leaf: Criterion, key: str, examples: Sequence[Examples]) -> Iterator[Block]:
    question = tender.question_of(leaf)
    if isinstance(leaf.question, str):
        yield Said((f"{key}.vraag",), f"Zie vraag {tender.filled_in_at(leaf.question)}.", "Vraag")
    elif question is not None:
        yield from question_blocks(tender, question)
    yield from _rule(tender, leaf, key)
    lines = tuple(_example(leaf, examples))
    if lines:
        yield Example((f"{key}.voorbeeld",), lines)


def _rule(tender: Tender, leaf: Criterion, key: str) -> Iterator[Block]:
    words = rule_words(leaf, tender)
    text = f"{_column(tender, leaf)}{words.text}"
    rule = leaf.rule
    if isinstance(rule, AssessedRule):
        text = f"{words.text.rstrip(':')}. Wat elk cijfer betekent en geeft, staat bij de schalen."
    yield Said((f"{key}.regel",), text, "Zo telt het")
    if words.steps and not isinstance(rule, AssessedRule):
        yield Grid((f"{key}.regel.stappen",), _steps(tender, leaf))
    if isinstance(rule, AssessedRule) and rule.looks_at:
        yield Said((f"{key}.let_op",), "De beoordelaars letten hierop:")
        yield Points((f"{key}.regel.let_op",), tuple(map(sentence, rule.looks_at)))
    if isinstance(rule, PriceTerms):
        said = tuple(_about_price(rule))
        if said:
            yield Points((f"{key}.regel.prijs",), said)
    if rule and rule.relative and tender.award:
        yield Said((f"{key}.regel.vergelijken",), compared_with(tender.award))


def _column(tender: Tender, leaf: Criterion) -> str:
    """Which column of a table counts."""
    question, code = tender.question_of(leaf), leaf.rule.looked_at if leaf.rule else None
    if code is None or not isinstance(question, TableQuestion):
        return ""
    return f"Het gaat om de kolom ‘{question.column(code).text}’. "


def compared_with(award: AwardRules) -> str:
    """With whom an offer is compared."""
    who = "wie ook de drempels haalt" if award.two_stages else "iedereen die aan de eisen voldoet"
    return f"U wordt vergeleken met {who}. Hoeveel punten u krijgt, hangt dus ook van anderen af."


def _about_price(terms: PriceTerms) -> Iterator[str]:
    """What happens with a price that is low, absent or nothing, and with equal prices."""
    if terms.floor is not None or terms.floors:
        yield f"Er is een minimumtarief. {BELOW}"
    if terms.low_signal is not None:
        yield (
            f"Ligt uw prijs {percent(terms.low_signal)} of meer onder het gemiddelde van de anderen? Dan"
            " vraagt de gemeente om uitleg. Dat kan bij drie prijzen of meer. U valt niet vanzelf af."
        )
    if terms.adjustments:
        yield "Eerst telt het minimumtarief, dan komt de bijtelling erbij. Met die prijs wordt gerekend."
    if terms.earns:
        yield "Wie dezelfde prijs heeft, krijgt hier evenveel punten."
        yield "Is er geen prijs, of is hij nul of minder? Dan beslist een mens. Punten geeft zo’n prijs niet."


def _steps(tender: Tender, leaf: Criterion) -> Table:
    """Choices or bands with their percentage and the points that follow, for every maximum that there is."""
    found = rule_words(leaf, tender).steps
    named = words_of(leaf).title
    if any(step.share is None for step in found):
        rows = tuple(TableRow((step.label, step.text)) for step in found)
        return Table("De tarieven", (Column("Product"), Column("Tarief", numeric=True)), rows)
    limits = _limits(tender, leaf.code)
    assert tender.award is not None
    rounding = tender.award.rounding
    rows = tuple(
        TableRow(
            (
                capital(step.label),
                step.text,
                *(earned(points_for(step.share or Decimal(0), limit, rounding), tender) for limit in limits),
            )
        )
        for step in found
    )
    columns = (Column("Antwoord"), Column("Deel", numeric=True), *_point_columns(tender, limits))
    return Table(f"{named} bij {leaf.code}", columns, rows)


def _limits(tender: Tender, code: str) -> Mapping[Decimal, list[str]]:
    """Every maximum that a criterion has, with the lots where it has that."""
    found: dict[Decimal, list[str]] = {}
    for lot, own in lots_of(tender):
        limits = maxima(own)
        if code in limits:
            found.setdefault(limits[code], []).append(lot)
    return found


def _point_columns(tender: Tender, limits: Mapping[Decimal, list[str]]) -> Iterator[Column]:
    what = "Waarde" if in_euro(tender) else "Punten"
    for number, lots in limits.items():
        where = f" in {listing(lots)}" if len(limits) > 1 else ""
        yield Column(f"{what}{where} (van {most(number, tender)})", numeric=True)


def _example(leaf: Criterion, examples: Sequence[Examples]) -> Iterator[str]:
    """Both made-up bids on a sub-criterion, in the first lot where it counts."""
    for example in examples:
        found: list[tuple[str, Score]] = list(example.scores(leaf.code))
        if not found or not words_earn(leaf):
            continue
        where = f" in {example.lot.code}" if example.lot else ""
        own = next(part for part, _ in example.tender.leaves if part.code == leaf.code)
        for name, score in found:
            yield f"{name}{where}. {reason_text(score, own, example.tender, closed=True)}"
        return


def scales(tender: Tender) -> Iterator[Chapter]:
    """What every grade means, and what it gives at each criterion."""
    used = [leaf for leaf in tender.assessed if isinstance(leaf.rule, AssessedRule)]
    blocks: list[Block] = []
    for name, scale in tender.scales.items():
        blocks.append(Grid((f"schalen[{name}]",), _meanings(scale), coded=True))
        own = [leaf for leaf in used if isinstance(leaf.rule, AssessedRule) and leaf.rule.scale == name]
        if own:
            blocks.append(Grid((f"schalen[{name}].punten",), _grade_points(tender, scale, own)))
    if not blocks:
        return
    text = f"{AssessedWords().in_general(tender)} In hun werkblad staan geen prijzen."
    how = tuple(_how_assessed(tender.assessors)) if tender.assessors else ()
    first = (Said(("schalen",), text), *((Points(("beoordelaars",), how),) if how else ()))
    yield Chapter("schalen", "De cijfers voor open antwoorden", (*first, *blocks))


def _how_assessed(told: Assessors) -> Iterator[str]:
    """How many people grade, knowing whom, what becomes of their grades, and what an interest does."""
    people = "één beoordelaar leest" if told.number == 1 else f"{told.number} beoordelaars lezen"
    yield f"Minstens {people} elk antwoord. Ieder beoordeelt eerst alleen."
    if told.anonymous:
        until = (
            "Pas als zij samen overleggen, staan de namen erbij."
            if told.named_in_panel
            else "Ook in het overleg blijft dat zo, tot de cijfers vaststaan."
        )
        yield f"De beoordelaars lezen geen namen: elke inschrijver heet bij hen A, B, C enzovoort. {until}"
        yield "Noem in een open antwoord uw eigen naam niet. Doet u dat wel, dan telt uw antwoord gewoon."
    else:
        yield "De beoordelaars lezen bij elk antwoord de naam van de inschrijver."
    yield (
        "Elk antwoord krijgt punten naar het gemiddelde: van elk cijfer telt het deel van de punten dat erbij"
        " hoort. Een gemiddelde tussen twee cijfers wordt niet afgerond op een cijfer. Samen schrijven zij op"
        " waarom."
        if told.outcome == "gemiddelde"
        else "Daarna overleggen zij, en geven zij samen één cijfer met een toelichting. Dat cijfer telt."
    )
    whom = "die inschrijver" if told.interest == "inschrijver" else "niemand"
    yield (
        "Elke beoordelaar verklaart vooraf of er een belang is bij een inschrijver. Wie dat heeft, geeft"
        f" {whom} {'geen' if told.interest == 'inschrijver' else 'een'} cijfer."
        " Blijven er te weinig beoordelaars over, dan besluit de gemeente hoe het verder gaat, en legt zij"
        " vast waarom."
    )


def _meanings(scale: Scale) -> Table:
    rows = tuple(
        TableRow(
            (f"{number_text(step.grade)} – {step.name}", percent(step.percentage), sentence(step.description))
        )
        for step in scale.steps
    )
    columns = (Column("Cijfer"), Column("Deel van de punten"), Column("Wanneer"))
    return Table(f"Schaal: {scale.title}", columns, rows)


def _grade_points(tender: Tender, scale: Scale, leaves: Sequence[Criterion]) -> Table:
    assert tender.award is not None
    rounding = tender.award.rounding
    heads = (Column(number_text(step.grade), numeric=True) for step in scale.steps)
    rows = tuple(
        TableRow(
            (
                f"{leaf.code} {leaf.title}{f' (in {listing(lots)})' if len(limits) > 1 else ''}",
                *(earned(points_for(step.percentage, limit, rounding), tender) for step in scale.steps),
            )
        )
        for leaf in leaves
        for limits in (_limits(tender, leaf.code),)
        for limit, lots in limits.items()
    )
    what = "De waarde" if in_euro(tender) else "De punten"
    return Table(f"{what} bij elk cijfer op schaal ‘{scale.title}’", (Column("Criterium"), *heads), rows)
