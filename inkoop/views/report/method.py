"""How the points came about, in plain words, with examples from this report."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.award_rules import AwardRules
from inkoop.domain.evaluation import Evaluation, Score
from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.dutch_format import listing
from inkoop.rules.scoring.maxima import maxima, total_points
from inkoop.views.record.draws import draw_account
from inkoop.views.report.lots import limit_words
from inkoop.views.report.model import Method, RuleExplained
from inkoop.views.report.parties import Field, Party
from inkoop.views.words.admission import tie_name
from inkoop.views.words.blocks import Column, Fact, Table, TableRow
from inkoop.views.words.counting import ROUNDING_MODES, capital, count
from inkoop.views.words.method_words import formula_words, order_words, stage_words
from inkoop.views.words.outcomes import outcome_text
from inkoop.views.words.reasons import reason_text
from inkoop.views.words.rules import words_of
from inkoop.views.words.totals import by_price, total_words
from inkoop.views.words.wording import criterion_name, number_text, percent
from inkoop.views.words.worth import in_euro, least_text, money_text


def method(field: Field, evaluation: Evaluation) -> Method:
    """The chapter on the method."""
    tender = field.tender
    begin = (*_lots(evaluation), *_admission_steps(tender))
    if tender.award is None:
        return Method((*begin, _who_decides()), (), ())
    return Method(
        steps=(
            *begin,
            *_weights(tender),
            *_compared(tender, tender.award),
            _rounding(tender, tender.award),
            *_thresholds(tender, tender.award),
            *_formula(tender.award, field),
            _order(tender, tender.award),
            *_draws(field, evaluation),
            _places(tender.award),
            *_capacity(tender.award),
            _who_decides(),
        ),
        rules=tuple(_rules(field)),
        scales=tuple(_scales(tender)),
    )


def _lots(evaluation: Evaluation) -> Iterator[Fact]:
    """How the lots hang together."""
    if evaluation.tender.lots is not None:
        limits = " ".join(limit_words(evaluation))
        yield Fact(
            "Percelen",
            "De opdracht is verdeeld in percelen. Een aanbieder koos zelf op welke percelen hij inschrijft."
            f" Elk perceel heeft een eigen rangorde, met de regels van dat perceel. {limits}".strip(),
        )


def _admission_steps(tender: Tender) -> tuple[Fact, ...]:
    hard = [r for r in tender.requirements if r.consequence == "afwijzen"]
    soft = [r for r in tender.requirements if r.consequence == "voorleggen"]
    text = (
        "Eerst kijkt het programma of de inschrijving volledig is en voldoet aan de eisen."
        " Een eis geeft geen punten."
    )
    if hard:
        text += f" Wie niet voldoet aan {_codes([r.code for r in hard])}, doet niet mee."
    if soft:
        text += (
            f" Bij {_codes([r.code for r in soft])} besluit altijd een mens, als het antwoord niet genoeg is."
        )
    return (Fact("Eerst de eisen", text),)


def _codes(codes: list[str]) -> str:
    return f"{'eis' if len(codes) == 1 else 'de eisen'} {listing(codes)}"


def _weights(tender: Tender) -> Iterator[Fact]:
    if total_points(tender) <= 0:
        return
    if in_euro(tender):
        yield Fact(
            "Van kwaliteit naar euro",
            "Elk criterium heeft vooraf een waarde in euro gekregen. Samen is dat"
            f" {money_text(total_points(tender))}. Elke regel maakt van een antwoord een percentage. Dat"
            " percentage van de waarde telt.",
        )
        return
    leaf, above = max(tender.leaves, key=lambda pair: (len(pair[1]), maxima(tender)[pair[0].code] > 0))
    path = (*above, leaf)
    total = maxima(tender)[leaf.code]
    work = " × ".join([number_text(total_points(tender)), *(percent(part.weight or 0) for part in path)])
    yield Fact(
        "Van gewicht naar punten",
        f"In totaal zijn er {number_text(total_points(tender))} punten. Elk criterium heeft een gewicht."
        f" Op elk niveau zijn de gewichten samen 100 %. Voorbeeld: voor {leaf.code} ({leaf.title}) zijn er"
        f" {work} = {number_text(total)} punten.",
    )
    yield Fact(
        "Van antwoord naar punten",
        "Elke regel maakt van een antwoord een percentage, van 0 tot 100. Dat percentage van het maximum"
        " geeft de punten. De regels stonden vooraf in het kader en gelden voor iedereen.",
    )


def _compared(tender: Tender, award: AwardRules) -> Iterator[Fact]:
    """Whether others count, and who."""
    if stages := stage_words(award):
        yield Fact("Eerst de drempels", stages)
    rescaled = [part for part in tender.every_criterion if part.rescaled]
    if rescaled:
        names = listing(f"{part.code} ({part.title})" for part in rescaled)
        yield Fact(
            "Herschalen",
            f"Bij {names} krijgt de beste som van de onderdelen alle punten. De anderen krijgen punten naar"
            " verhouding.",
        )
    relative = [leaf for leaf, _ in tender.leaves if leaf.rule and leaf.rule.relative]
    if relative:
        where = listing(f"{leaf.code} ({leaf.title})" for leaf in relative)
        yield Fact(
            "Vergelijken met anderen",
            f"Bij {where} tellen de andere aanbieders mee. Valt er een weg, dan kan de rangorde veranderen.",
        )
    elif rescaled or award.method == "utiliteitsindex":
        yield Fact(
            "Vergelijken met anderen",
            "De anderen tellen mee in de uitkomst. Valt er een weg, dan kan de rangorde veranderen.",
        )


def _rounding(tender: Tender, award: AwardRules) -> Fact:
    rounding = award.rounding
    what = "De waarde" if in_euro(tender) else "De punten"
    verb = "wordt" if in_euro(tender) else "worden"
    has = "heeft" if in_euro(tender) else "hebben"
    parts = []
    if rounding.share != "geen":
        parts.append(f"Het percentage per subcriterium heeft {_digits(rounding.share)} achter de komma")
    if rounding.criterion == "geen":
        parts.append(f"{what} per subcriterium {verb} niet afgerond")
    else:
        parts.append(f"{what} per subcriterium {has} {_digits(rounding.criterion)} achter de komma")
    if rounding.group != "geen":
        parts.append(f"De som van een criterium heeft {_digits(rounding.group)} achter de komma")
    if by_price(award) and rounding.quality != "geen":
        parts.append(f"De kwaliteit samen heeft {_digits(rounding.quality)} achter de komma")
    total = f"{total_words(award).name} heeft {_digits(rounding.total)}"
    mode = ROUNDING_MODES[rounding.mode]
    exact = rounding.criterion == "geen"
    shown = " In de tabellen staan hoogstens vier cijfers achter de komma." if exact else ""
    return Fact(
        "Afronden",
        f"{'. '.join(parts)}; {total}. {mode}. De volgorde gaat over de cijfers die u ziet.{shown}",
    )


def _digits(number: int | str) -> str:
    return count(int(number), "cijfer", "cijfers")


def _formula(award: AwardRules, field: Field) -> Iterator[Fact]:
    """How quality and price come together, with an example from this report."""
    if words := formula_words(award):
        priced = [party for party in field.ranked if party.card and party.card.price]
        told = next((p for p in reversed(priced) if p.card and p.card.quality), None) or next(
            iter(priced), None
        )
        example = ""
        if told is not None and told.card is not None:
            example = f" Voorbeeld: {told.name}. {outcome_text(told.card, field.tender)}"
        yield Fact(capital(total_words(award).name), f"{words}{example}")


def _thresholds(tender: Tender, award: AwardRules) -> Iterator[Fact]:
    limits = maxima(tender)
    found = [
        f"{criterion_name(tender, part.code)}: {least_text(part.threshold, limits[part.code], tender)}"
        for part in tender.every_criterion
        if part.threshold is not None
    ]
    if award.threshold is not None:
        found.append(f"het totaal: {least_text(award.threshold, total_points(tender), tender)}")
    if found:
        yield Fact(
            "Drempels", f"Wie ergens minder haalt, krijgt geen contract. Minstens nodig: {listing(found)}."
        )


def _order(tender: Tender, award: AwardRules) -> Fact:
    text = order_words(award)
    if award.tie_break:
        chain = ", daarna ".join(tie_name(code, tender) for code in award.tie_break)
        text += f" Bij {total_words(award).equal} beslist {chain}."
    return Fact(
        "De volgorde",
        f"{text} Is dan nog alles gelijk, dan is de plaats gedeeld en beslist zo nodig het lot.",
    )


def _draws(field: Field, evaluation: Evaluation) -> Iterator[Fact]:
    """Every draw that counts in this lot, with its record."""
    for read in evaluation.draws:
        if read.record.lot == field.lot.lot:
            yield Fact("De loting", draw_account(read, field.tender))


def _places(award: AwardRules) -> Fact:
    if award.places is None and award.capacity is not None:
        text = (
            "Aanbieders krijgen op volgorde van de rangorde een contract, zolang er nog iets te verdelen is."
        )
    elif award.places is None:
        text = "Iedereen in de rangorde krijgt een contract."
    else:
        contracts = count(award.places, "contract", "contracten")
        text = f"Er {'is' if award.places == 1 else 'zijn'} {contracts} te verdelen."
        text += " De anderen in de rangorde zijn reserve."
    return Fact("Hoeveel contracten", text)


def _capacity(award: AwardRules) -> Iterator[Fact]:
    """How a capacity is divided."""
    capacity = award.capacity
    if capacity is None:
        return
    text = (
        f"Er zijn {number_text(capacity.size)} {capacity.unit} te verdelen. {_DIVISIONS[capacity.division]}"
    )
    if capacity.division == "procenten":
        shares = "; ".join(
            f"{place}e: {percent(share)}" for place, share in enumerate(capacity.percentages, start=1)
        )
        text += f" {shares}."
    yield Fact("Hoeveel iedereen krijgt", f"{text} Niemand krijgt meer dan hij zelf aanbiedt.")


_DIVISIONS = {
    "naar_rang": "De eerste in de rangorde krijgt alles wat hij aanbiedt, dan de tweede, enzovoort.",
    "gelijk": "Iedereen met een contract krijgt evenveel.",
    "naar_punten": "Iedereen met een contract krijgt een deel naar verhouding van de punten.",
    "procenten": "Wie als eerste aan de beurt is, krijgt het eerste deel, enzovoort.",
}


def _who_decides() -> Fact:
    return Fact(
        "Wie beslist",
        "Mensen geven de cijfers en besluiten in gevallen van twijfel. Het programma telt en zet op volgorde,"
        " maar wijst niemand aan. De gemeente neemt het besluit.",
    )


def _rules(field: Field) -> Iterator[RuleExplained]:
    seen: set[str] = set()
    for leaf, _ in field.tender.leaves:
        assert leaf.rule is not None
        if leaf.rule.kind not in seen:
            seen.add(leaf.rule.kind)
            words = words_of(leaf)
            yield RuleExplained(words.title, words.general, _example(leaf.rule.kind, field))


def _example(kind: str, field: Field) -> str:
    """A score by this kind of rule, rather one that is neither nothing nor everything."""
    leaves = {leaf.code: leaf for leaf, _ in field.tender.leaves if leaf.rule and leaf.rule.kind == kind}
    found = [
        (party, score, leaves[score.criterion])
        for party in field.ranked
        for score in (party.card.scores if party.card else ())
        if score.criterion in leaves
        and (score.maximum > 0 or isinstance(leaves[score.criterion].rule, PriceItselfRule))
    ]
    found.sort(key=lambda item: not 0 < item[1].points < item[1].maximum)
    return _told(*found[0], field.tender) if found else ""


def _told(party: Party, score: Score, leaf: Criterion, tender: Tender) -> str:
    return f"{capital(party.name)} bij {leaf.code} ({leaf.title}). {reason_text(score, leaf, tender)}"


def _scales(tender: Tender) -> Iterator[Table]:
    for scale in tender.scales.values():
        rows = tuple(
            TableRow((f"{number_text(step.grade)} – {step.name}", percent(step.percentage), step.description))
            for step in scale.steps
        )
        columns = (Column("Cijfer"), Column("Deel", numeric=True), Column("Wanneer"))
        yield Table(f"Schaal: {scale.title}", columns, rows)
