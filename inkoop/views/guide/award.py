"""From points to an award: the order of reckoning, thresholds, ties, draws, places, and who falls away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from inkoop.domain.award_rules import AwardRules, Capacity, Draw, Lots
from inkoop.domain.evaluation import Scorecard
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import decimal_text, listing, number_of
from inkoop.rules.scoring.maxima import maxima
from inkoop.rules.scoring.rounding import round_points
from inkoop.views.guide.criteria import lots_of
from inkoop.views.guide.examples import Examples
from inkoop.views.guide.model import Block, Chapter, Example, Grid, Points, Room, Said
from inkoop.views.words.admission import objection_text
from inkoop.views.words.blocks import Column, Fact, Table, TableRow
from inkoop.views.words.counting import capital
from inkoop.views.words.lot_limits import limit_words
from inkoop.views.words.method_steps import (
    capacity_steps,
    compared_steps,
    may_be_negative,
    order_step,
    places_step,
    rounding_step,
    threshold_steps,
    who_decides,
)
from inkoop.views.words.method_words import formula_words
from inkoop.views.words.outcomes import group_text, outcome_text
from inkoop.views.words.totals import by_price, total_text, total_words
from inkoop.views.words.wording import number_text
from inkoop.views.words.worth import earned, in_euro, money_text, most

Steps = Callable[[Tender, AwardRules], Iterable[Fact]]


def award(tender: Tender, examples: Sequence[Examples]) -> Iterator[Chapter]:
    """How points and prices lead to an award."""
    if tender.award is None:
        return
    rules = tender.award
    parts = [
        Chapter("rekenen", "Zo rekenen wij", tuple(_reckoning(tender, rules))),
        *_thresholds(tender),
        Chapter("volgorde", "De volgorde", tuple(_order(tender, rules))),
        Chapter("loting", "Als er geloot moet worden", tuple(_draw(tender, rules.draw))),
        Chapter("contracten", "Wie een contract krijgt", tuple(_contracts(tender, rules))),
        Chapter("uitval", "Als iemand wegvalt", tuple(_withdrawal(rules))),
        *_whole_example(examples),
    ]
    begin = Said(("gunning.wie",), who_decides().text, "Wie beslist")
    room = Room("de gunning: de brief, de termijn om bezwaar te maken, het contract")
    yield Chapter("gunning", "Van punten naar gunning", (begin, room), tuple(parts))


def per_lot(tender: Tender, steps: Steps) -> Iterator[Fact]:
    """What holds in each lot; said once for the lots in which it is the same."""
    found: dict[tuple[Fact, ...], list[str]] = {}
    known = lots_of(tender)
    for lot, own in known:
        if own.award:
            found.setdefault(tuple(steps(own, own.award)), []).append(lot)
    for facts, lots in found.items():
        if len(lots) == len(known):
            yield from facts
        else:
            where = f"In {listing(lots)}: "
            yield from (Fact(each.label, f"{where}{each.text[:1].lower()}{each.text[1:]}") for each in facts)


def _said(key: str, facts: Iterable[Fact]) -> Iterator[Said]:
    for number, fact in enumerate(facts):
        yield Said((f"{key}.{number}" if number else key,), fact.text, fact.label)


def _reckoning(tender: Tender, rules: AwardRules) -> Iterator[Block]:
    yield Points(("gunning.methode",), tuple(_steps(tender, rules)), ordered=True)
    yield from _said("gunning.vergelijken_met", per_lot(tender, compared_steps))
    yield from _said("gunning.afronding", (rounding_step(tender, rules),))
    yield Example(("gunning.afronding.wijze",), (_rounded(tender, rules),))
    if words := formula_words(rules):
        factor = ""
        if rules.method == "prijs_per_kwaliteitspunt" and rules.constant != 1:
            factor = f" De uitkomst wordt vermenigvuldigd met {number_text(rules.constant)}."
        yield Said(("gunning.uitkomst",), f"{words}{factor}", capital(total_words(rules).name))


def _steps(tender: Tender, rules: AwardRules) -> Iterator[str]:
    """The order of reckoning, a step a line."""
    euro = in_euro(tender)
    met = " en aan de eisen voldoet" if tender.requirements else ""
    yield f"Wij kijken of uw inschrijving volledig is{met}. Alleen dan telt zij mee."
    if rules.two_stages:
        yield (
            "Wie een drempel mist bij een criterium dat niet van anderen afhangt, valt nu af. Alleen wie"
            " overblijft, wordt met elkaar vergeleken."
        )
    if tender.criteria:
        what = "de waarde in euro" if euro else "de punten"
        share = " Dat percentage wordt afgerond." if rules.rounding.share != "geen" else ""
        yield f"De regel bij elk criterium maakt van uw antwoord een percentage.{share}"
        cut = ", afgerond" if rules.rounding.criterion != "geen" else ""
        yield f"Dat percentage van het maximum geeft {what} voor dat criterium{cut}."
    if any(part.children for part in tender.criteria):
        rescaled = any(part.rescaled for part in tender.every_criterion)
        text = "De punten van de onderdelen worden opgeteld tot die van het criterium erboven"
        text = text.replace("De punten", "De bedragen") if euro else text
        text += ", zo nodig herschaald" if rescaled else ""
        text += ", en dan afgerond" if rules.rounding.group != "geen" else ""
        yield f"{text}."
    if by_price(rules):
        if any(limit > 0 for limit in maxima(tender).values()):
            cut = ", afgerond" if rules.rounding.quality != "geen" else ""
            yield f"Alles samen is uw kwaliteit{cut}."
        yield f"Met de prijs erbij volgt {total_words(rules).name}, afgerond."
    else:
        yield "De punten van alle hoofdcriteria samen zijn het totaal, afgerond."
    yield "Wie alle drempels haalt, komt in de rangorde."


def _rounded(tender: Tender, rules: AwardRules) -> str:
    """The published way of rounding on numbers that show it, below nothing too where that can be."""
    rounding = rules.rounding
    digits = rounding.total if rounding.criterion == "geen" else rounding.criterion
    unit = Decimal(1).scaleb(-digits)
    numbers = [unit * Decimal("12.5"), unit * Decimal("13.5"), unit * Decimal("13.9")]
    if may_be_negative(tender):
        numbers.append(unit * Decimal("-12.5"))
    told = "; ".join(
        f"{decimal_text(number, digits + 1)} wordt"
        f" {decimal_text(round_points(number, digits, rounding.mode), digits)}"
        for number in numbers
    )
    on = f"{number_of(digits, 'cijfer', 'cijfers')} achter de komma" if digits else "hele getallen"
    return f"Op {on}: {told}.".replace("-", "−")


def _thresholds(tender: Tender) -> Iterator[Chapter]:
    facts = list(per_lot(tender, threshold_steps))
    if not facts:
        return
    text = (
        "Precies de drempel halen is genoeg. Wij vergelijken met de afgeronde punten. Wie een drempel mist,"
        " komt niet in de rangorde, maar krijgt zijn punten wel te zien."
    )
    if tender.award and by_price(tender.award):
        text += " De drempel gaat over de kwaliteit, niet over de uitkomst."
    blocks = (*_said("gunning.drempel", facts), Said(("drempels",), text))
    yield Chapter("drempels", "De drempels", blocks)


def _order(tender: Tender, rules: AwardRules) -> Iterator[Block]:
    yield from _said("gunning.bij_gelijk", per_lot(tender, lambda own, there: [order_step(own, there)]))
    if rules.tie_break or any(lot.tie_break for lot in (tender.lots.items if tender.lots else ())):
        text = (
            "Wie gelijk staat, wordt daarop vergeleken, in die volgorde, met de cijfers die u ziet. De"
            " volgorde van binnenkomst of het alfabet beslist nooit."
        )
    else:
        text = "De volgorde van binnenkomst of het alfabet beslist nooit."
    yield Said(("gelijk",), text)


_FORMS = {
    "getallen": "Het zaad heeft hele getallen. Ze tellen van klein naar groot, met een spatie ertussen.",
    "cijfers": "Het zaad bestaat uit cijfers. Spaties, punten, komma’s en streepjes tellen niet mee.",
    "tekst": "Het zaad is een tekst. Hoofdletters tellen. Spaties aan de randen tellen niet mee.",
}


def _draw(tender: Tender, draw: Draw) -> Iterator[Block]:
    text = (
        "Past een gedeelde plaats niet meer binnen wat er te gunnen is? Dan loten wij tussen wie daar staan."
        " Elke gedeelde plaats heeft een eigen loting"
    )
    yield Said(("loting",), f"{text}{', in elk perceel apart' if tender.lots else ''}.")
    if not (draw.seed or draw.seed_source):
        yield Said(("gunning.loting",), "Mensen loten. Daarvan komt een verslag.")
        return
    if draw.seed:
        text = f"De loting volgt uit dit zaad: {draw.seed}. Het ligt nu al vast."
    else:
        text = f"De loting volgt uit een zaad dat na de sluiting bekend wordt: {draw.seed_source}."
    form = _FORMS[draw.seed_form or "tekst"]
    example = f" Een zaad ziet er bijvoorbeeld zo uit: {draw.seed_example}." if draw.seed_example else ""
    yield Said(("gunning.loting",), f"{text} {form}{example}")
    whole = "de code van het perceel" if tender.lots else "het woord geheel"
    yield Said(
        ("gunning.loting.rekenen",),
        f"Van elke naam nemen wij de SHA-256 van drie regels: het zaad, {whole} en de naam. De laagste"
        " uitkomst gaat voor. Iedereen kan dat narekenen; het verslag van de loting zegt hoe.",
    )


def _contracts(tender: Tender, rules: AwardRules) -> Iterator[Block]:
    yield from _said("gunning.plaatsen", per_lot(tender, lambda _, own: [places_step(own)]))
    yield from _said("gunning.capaciteit", per_lot(tender, lambda _, own: capacity_steps(own)))
    if rules.capacity:
        yield Points(("gunning.capaciteit.hoeken",), tuple(_corners(tender, rules, rules.capacity)))
    if tender.lots is None:
        return
    limits = tuple(limit_words(tender))
    if limits:
        yield Said(("percelen.hoogstens",), " ".join(limits), "Meer percelen")
        yield Points(("percelen.hoogstens.stappen",), tuple(_limit_steps(tender.lots)), ordered=True)


def _corners(tender: Tender, rules: AwardRules, capacity: Capacity) -> Iterator[str]:
    """What happens where it gets tight."""
    yield f"Hoeveel u aanbiedt, vult u in bij vraag {tender.filled_in_at(capacity.question)}."
    if tender.lots and capacity.column is None:
        yield (
            "Uw aanbod geldt voor alle percelen samen: eerst in het perceel van uw eerste keus."
            if capacity.offer_holds == "samen"
            else "Uw aanbod geldt in elk perceel apart."
        )
    if capacity.division == "naar_rang":
        yield "Is er voor de volgende niet genoeg meer over, dan krijgt hij wat er over is."
    else:
        digits = number_of(capacity.decimals, "cijfer", "cijfers")
        on = f"{digits} achter de komma" if capacity.decimals else "hele eenheden"
        yield f"Een deel wordt naar beneden afgerond, op {on}. Is een deel dan nul, dan is er geen contract."
        yield "Wie minder aanbiedt dan zijn deel, krijgt wat hij aanbiedt. De rest gaat niet naar anderen."
    if capacity.division == "naar_punten":
        points = "Dat zijn hier de punten voor kwaliteit. " if by_price(rules) else ""
        yield f"{points}Wie geen punten heeft, krijgt geen deel."
    if capacity.division == "procenten":
        yield "Er zijn hoogstens zoveel contracten als delen."
    yield "Wie niets aanbiedt, krijgt niets en houdt geen plaats bezet. Wat er overblijft, blijft onverdeeld."


def _limit_steps(lots: Lots) -> Iterator[str]:
    yield "Elk perceel loopt zijn eigen rangorde af, van boven naar beneden."
    if lots.preference:
        yield (
            "Komt u zo aan te veel? Dan houdt u wat u het liefst hebt volgens uw eigen volgorde bij vraag"
            f" {lots.preference}: 1 is uw eerste keus. De rest laat u los."
        )
    else:
        yield "Komt u zo aan te veel? Dan vragen wij u te kiezen. Tot dan schuift niemand door."
    yield "Wat u loslaat, gaat naar de volgende in de rangorde van dat perceel."
    yield "Dit herhaalt zich tot niemand meer te veel heeft."
    if lots.preference:
        yield (
            "Ontbreekt een nummer, of staan er twee gelijke? Dan vragen wij u te kiezen. Tot dan schuift"
            " niemand door."
        )


_WITHDRAWAL = {
    "handhaven": (
        "Valt iemand met een contract weg? Dan blijven alle scores en lotingen staan. Wie daaronder staat,"
        " schuift een plaats op."
    ),
    "herberekenen": (
        "Valt iemand weg? Dan wordt alles opnieuw berekend, zonder wie wegvalt. De volgorde van de anderen"
        " kan daardoor veranderen. Een loting waar hij bij was, telt niet meer."
    ),
    None: (
        "Deze regels zeggen niet wat er gebeurt als iemand met een contract wegvalt. De score van een ander"
        " hangt daar niet van af."
    ),
}


def _withdrawal(rules: AwardRules) -> Iterator[Block]:
    text = _WITHDRAWAL[rules.on_withdrawal]
    if rules.capacity and rules.on_withdrawal:
        text += " Wat er te verdelen is, wordt opnieuw verdeeld over wie er nog zijn."
    yield Said(("gunning.bij_uitval",), text)


def _whole_example(examples: Sequence[Examples]) -> Iterator[Chapter]:
    """Both made-up bids from points to the outcome, in the first lot."""
    example = examples[0]
    if not example.cards:
        return
    tender, cards = example.tender, example.cards
    where = f" in perceel {example.lot.code}" if example.lot else ""
    limits = maxima(tender)
    parts = [part for part in tender.every_criterion if limits[part.code] > 0]
    what = "Waarde" if in_euro(tender) else "Punten"
    rows = tuple(
        TableRow(
            (
                f"{part.code} {part.title}",
                most(limits[part.code], tender),
                *(earned(card.points(part.code), tender) for card in cards.values()),
            )
        )
        for part in parts
    )
    columns = (
        Column("Criterium"),
        Column("Hoogstens", numeric=True),
        *(Column(name, numeric=True) for name in cards),
    )
    blocks: list[Block] = []
    if rows:
        caption = f"{what} van twee verzonnen aanbieders{where}"
        blocks.append(Grid(("voorbeeld.punten",), Table(caption, columns, rows)))
    lines = [line for name, card in cards.items() for line in _outcome(name, card, example)]
    blocks.append(Example(("voorbeeld.uitkomst",), (*lines, *_who_is_first(example))))
    yield Chapter("voorbeeld", "Een voorbeeld van begin tot eind", tuple(blocks))


def _outcome(name: str, card: Scorecard, example: Examples) -> Iterator[str]:
    tender = example.tender
    for group in card.groups:
        if text := group_text(group, tender):
            yield f"{name}, {group.criterion}. {text}"
    fallen = [n for n in example.result.not_admitted if n.submission.name == name]
    if fallen and by_price(tender.award):
        quality = money_text(card.quality) if in_euro(tender) else f"{number_text(card.quality)} punten"
        yield f"{name}. De kwaliteit is {quality}."
    elif text := outcome_text(card, tender, closed=True):
        yield f"{name}. {text}"
    for one in fallen:
        for objection in one.objections:
            yield f"{name}. {objection_text(objection, tender, closed=True)} Dan is er geen contract."


def _who_is_first(example: Examples) -> Iterator[str]:
    ranking = example.result.ranking
    if len(ranking) > 1 and ranking[0].rank != ranking[1].rank:
        first, second = (place.scorecard for place in ranking[:2])
        totals = (total_text(card.total, example.tender) for card in (first, second))
        yield f"{first.submission.name} staat boven {second.submission.name}: {' tegen '.join(totals)}."
