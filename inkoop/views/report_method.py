"""How the points came about, in plain words, with examples from this report."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.award_rules import AwardRules
from inkoop.domain.evaluation import Score
from inkoop.domain.scoring_rules import RELATIVE_RULES
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.dutch_format import listing
from inkoop.rules.maxima import maxima, total_points
from inkoop.views.reasons import reason_text
from inkoop.views.report_model import Column, Fact, Method, RuleExplained, Table, TableRow
from inkoop.views.report_parties import Field, Party
from inkoop.views.report_texts import ROUNDING_MODES, RULE_TITLES, capital, count
from inkoop.views.rule_words import percent
from inkoop.views.wording import criterion_name, every_criterion, number_text


def method(field: Field) -> Method:
    """The chapter on the method."""
    tender = field.tender
    steps = _admission_steps(tender)
    if tender.award is None:
        return Method((*steps, _who_decides()), (), ())
    return Method(
        steps=(
            *steps,
            *_weights(tender),
            _rounding(tender.award),
            *_thresholds(tender, tender.award),
            _order(tender, tender.award),
            _places(tender.award),
            _who_decides(),
        ),
        rules=tuple(_rules(field)),
        scales=tuple(_scales(tender)),
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
    deepest = max(tender.leaves, key=lambda pair: len(pair[1]))
    leaf, above = deepest
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
    if any(isinstance(leaf.rule, RELATIVE_RULES) for leaf, _ in tender.leaves):
        yield Fact(
            "Vergelijken met anderen",
            "Bij de prijs tellen de andere aanbieders mee. Valt er een weg, dan kan de rangorde veranderen.",
        )


def _rounding(award: AwardRules) -> Fact:
    digits = award.rounding.criterion
    where = (
        "De punten per subcriterium worden niet afgerond"
        if digits == "geen"
        else f"De punten per subcriterium hebben {count(digits, 'cijfer', 'cijfers')} achter de komma"
    )
    total = f"het totaal heeft {count(award.rounding.total, 'cijfer', 'cijfers')}"
    mode = ROUNDING_MODES[award.rounding.mode]
    shown = " In de tabellen staan hoogstens vier cijfers achter de komma." if digits == "geen" else ""
    return Fact("Afronden", f"{where}; {total}. {mode}. De volgorde gaat over de cijfers die u ziet.{shown}")


def _thresholds(tender: Tender, award: AwardRules) -> Iterator[Fact]:
    found = [
        f"{criterion_name(tender, part.code)}: {number_text(part.threshold)} punten"
        for part in every_criterion(tender)
        if part.threshold is not None
    ]
    if award.threshold is not None:
        found.append(f"het totaal: {number_text(award.threshold)} punten")
    if found:
        yield Fact(
            "Drempels", f"Wie ergens minder haalt, krijgt geen contract. Minstens nodig: {listing(found)}."
        )


def _order(tender: Tender, award: AwardRules) -> Fact:
    text = "Wie de meeste punten heeft, staat bovenaan."
    if award.tie_break:
        chain = ", daarna ".join(criterion_name(tender, code) for code in award.tie_break)
        text += f" Bij een gelijk totaal beslist {chain}."
    return Fact(
        "De volgorde",
        f"{text} Is dan nog alles gelijk, dan is de plaats gedeeld en beslist zo nodig het lot.",
    )


def _places(award: AwardRules) -> Fact:
    if award.places is None:
        text = "Iedereen in de rangorde krijgt een contract."
    else:
        contracts = count(award.places, "contract", "contracten")
        text = f"Er {'is' if award.places == 1 else 'zijn'} {contracts} te verdelen."
        text += " De anderen in de rangorde zijn reserve."
    return Fact("Hoeveel contracten", text)


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
            title, text = RULE_TITLES[leaf.rule.kind]
            yield RuleExplained(title, text, _example(leaf.rule.kind, field))


def _example(kind: str, field: Field) -> str:
    """A score by this kind of rule, rather one that is neither nothing nor everything."""
    leaves = {leaf.code: leaf for leaf, _ in field.tender.leaves if leaf.rule and leaf.rule.kind == kind}
    found = [
        (party, score, leaves[score.criterion])
        for party in field.ranked
        for score in (party.card.scores if party.card else ())
        if score.criterion in leaves and score.maximum > 0
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
