"""The published method step by step, for who bids and for who reads the outcome."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.award_rules import AwardRules
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.rules.price import MayGoNegative
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing
from inkoop.rules.scoring.maxima import maxima, total_points
from inkoop.views.words.admission import tie_name
from inkoop.views.words.blocks import Column, Fact, Table, TableRow
from inkoop.views.words.counting import ROUNDING_MODES, count
from inkoop.views.words.method_words import order_words, stage_words
from inkoop.views.words.sums import HUNDRED
from inkoop.views.words.totals import by_price, total_words
from inkoop.views.words.wording import criterion_name, number_text, percent
from inkoop.views.words.worth import in_euro, least_text, money_text


def admission_steps(tender: Tender) -> tuple[Fact, ...]:
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


def weight_steps(tender: Tender) -> Iterator[Fact]:
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
        f"Elke regel maakt van een antwoord een percentage, {_range(tender)}. Dat percentage van het maximum"
        " geeft de punten. De regels staan vooraf in het kader en gelden voor iedereen.",
    )


def _range(tender: Tender) -> str:
    below = " Onder nul gaan er punten af" if takes_points(tender) else ""
    return f"tot 100.{below}" if below else "van 0 tot 100"


def compared_steps(tender: Tender, award: AwardRules) -> Iterator[Fact]:
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


def rounding_step(tender: Tender, award: AwardRules) -> Fact:
    rounding = award.rounding
    what = "De waarde" if in_euro(tender) else "De punten"
    verb = "wordt" if in_euro(tender) else "worden"
    has = "heeft" if in_euro(tender) else "hebben"
    parts = []
    if rounding.share != "geen":
        scale = (
            "" if rounding.share_of == HUNDRED else f", op een schaal van {number_text(rounding.share_of)}"
        )
        parts.append(
            f"Het percentage per subcriterium heeft {_digits(rounding.share)} achter de komma{scale}"
        )
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


def threshold_steps(tender: Tender, award: AwardRules) -> Iterator[Fact]:
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


def order_step(tender: Tender, award: AwardRules) -> Fact:
    text = order_words(award)
    if award.tie_break:
        chain = ", daarna ".join(tie_name(code, tender) for code in award.tie_break)
        text += f" Bij {total_words(award).equal} beslist {chain}."
    return Fact(
        "De volgorde",
        f"{text} Is dan nog alles gelijk, dan is de plaats gedeeld en beslist zo nodig het lot.",
    )


def places_step(award: AwardRules) -> Fact:
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


def capacity_steps(award: AwardRules) -> Iterator[Fact]:
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


def who_decides() -> Fact:
    return Fact(
        "Wie beslist",
        "Mensen geven de cijfers en besluiten in gevallen van twijfel. Het programma telt en zet op volgorde,"
        " maar wijst niemand aan. De gemeente neemt het besluit.",
    )


def scale_tables(tender: Tender) -> Iterator[Table]:
    for scale in tender.scales.values():
        rows = tuple(
            TableRow((f"{number_text(step.grade)} – {step.name}", percent(step.percentage), step.description))
            for step in scale.steps
        )
        columns = (Column("Cijfer"), Column("Deel", numeric=True), Column("Wanneer"))
        yield Table(f"Schaal: {scale.title}", columns, rows)


def may_be_negative(tender: Tender) -> bool:
    """Whether points, or the outcome of the method, can come below nothing."""
    method = tender.award is not None and tender.award.method in ("gunnen_op_waarde", "utiliteitsindex")
    return method or takes_points(tender)


def takes_points(tender: Tender) -> bool:
    """Whether an answer can take points away."""
    used = {leaf.rule.scale for leaf in tender.assessed if isinstance(leaf.rule, AssessedRule)}
    malus = any(step.percentage < 0 for name in used for step in tender.scales[name].steps)
    below = any(isinstance(t, MayGoNegative) and t.below_zero == "negatief" for _, t, _ in tender.priced)
    return malus or below
