"""How firm the ranking is, for the report. It describes the outcome, and is never a reason to rank anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from inkoop.analysis.award.firmness import DRAWS, NEARBY, SEED, Acceptability, Firmness, Tipping
from inkoop.analysis.award.one_left_out import Change
from inkoop.rules.dutch_format import decimal_text, either, listing
from inkoop.views.report.dots import ProfileChart, profile_chart
from inkoop.views.report.model import InsightChapter
from inkoop.views.report.parties import Field
from inkoop.views.report.tables import parts
from inkoop.views.words.blocks import Column, Fact, Table, TableRow
from inkoop.views.words.wording import criterion_name, plain, shortened
from inkoop.views.words.worth import earned_text

_ROWS, _NAME, _CLOSE, _PAIRS = 20, 40, 6, 20
_DRAWN = (
    "Wisselen twee aanbieders die allebei moeten loten van plaats, dan heet dat hier geen andere uitkomst.",
)
_TOGETHER = "De beoordelaars gaven samen één cijfer. Wat één van hen uitmaakt, is hier niet na te gaan."
FIRM = Decimal(10)
"""From a shift of so many percentage points of one weight on, the outcome is called firm."""


def firmness_chapter(field: Field, found: Firmness | None) -> InsightChapter | None:
    """The chapter on one lot, or None where there is nothing to shift: no ranking, or everybody awarded."""
    if found is None:
        return None
    return InsightChapter(
        anchor="zekerheid",
        title="Hoe stevig is de rangorde?",
        conclusion=_conclusion(found, field),
        lead=(
            "Dit hoofdstuk verandert niets aan de uitkomst. De gewichten zijn gepubliceerd en staan vast.",
            "Het laat zien hoeveel er anders moest zijn voor een andere uitkomst.",
            *_margin(found, field),
        ),
        profile=_chart(found),
        legend=(
            Fact(
                "Balk", f"hoe vaak een contract bij {_thousands(DRAWS)} trekkingen met gewichten in de buurt"
            ),
            Fact("Streep", "hoe vaak bij willekeurige gewichten"),
        ),
        tables=tuple(_tables(found, field)),
        apart=(*_alone(found), *_without_assessor(found)),
        notes=(
            f"In de buurt: elk gewicht op {_percent(1 - NEARBY)} tot {_percent(1 + NEARBY)} van wat het is,"
            f" daarna samen weer 100 procent. Startgetal van de trekkingen: {SEED}.",
            "Alleen de gewichten van de hoofdcriteria schuiven. Afronden gebeurt hier niet.",
            *(() if field.tender.counts_mean or found.left_out else (_TOGETHER,)),
            f"Het aantal contracten blijft in elke proef gelijk: {found.seats}. Drempels tellen niet mee.",
            *(_DRAWN if found.drawn else ()),
        ),
    )


def _thousands(number: int) -> str:
    return decimal_text(Decimal(number))


def _percent(share: float) -> str:
    return f"{round(share * 100)} %"


def _shift(tip: Tipping) -> Decimal:
    assert tip.tips_at is not None
    return abs(tip.tips_at - tip.weight)


def _tips_at(tip: Tipping) -> str:
    if tip.tips_at is None:
        return "nooit"
    if _digit(tip.weight) == _digit(tip.tips_at):
        return "elke stap omhoog" if tip.upward else "elke stap omlaag"
    return f"{_digit(tip.tips_at)} %"


def _digit(value: Decimal) -> str:
    return decimal_text(value.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _tips_words(criterion: str, weight: Decimal, tips_at: Decimal) -> str:
    """At which weight the outcome changes; a shift too small for the digits shown is named as such."""
    if _digit(weight) == _digit(tips_at):
        return (
            f"De uitkomst wordt al anders als het gewicht van {criterion}"
            " minder dan 0,01 procentpunt verschuift."
        )
    word = "al" if abs(tips_at - weight) < FIRM else "pas"
    return (
        f"De uitkomst wordt {word} anders als het gewicht van {criterion} van {_digit(weight)}"
        f" naar {_digit(tips_at)} procent gaat."
    )


def _conclusion(found: Firmness, field: Field) -> str:
    tips = [tip for tip in found.tipping if tip.tips_at is not None]
    if not tips:
        return "Geen enkel ander gewicht van één criterium geeft een andere uitkomst."
    near = min(tips, key=_shift)
    if any(not pair.margin and (pair.upper, pair.lower) == (near.goes, near.comes) for pair in found.close):
        return (
            f"{_name(near.goes)} en {_name(near.comes)} hebben evenveel punten. Alleen de regel bij een"
            " gelijke stand beslist wie van hen een contract krijgt."
        )
    assert near.tips_at is not None
    text = _tips_words(criterion_name(field.tender, near.criterion), near.weight, near.tips_at)
    if any(pair.across_line for pair in found.close):
        text += " Rond de grens van wel en geen contract scheelt het niet meer dan één stap in één cijfer."
    return text


def _margin(found: Firmness, field: Field) -> Iterator[str]:
    if found.margin is not None and found.margin.points:
        points = earned_text(found.margin.points, field.tender)
        yield (
            f"{_name(found.margin.inside)} krijgt een contract, {_name(found.margin.outside)} niet:"
            f" het verschil is {points}."
        )


def _chart(found: Firmness) -> ProfileChart:
    rows = [
        (
            shortened(plain(each.tenderer), _NAME),
            Decimal(each.nearby),
            Decimal(100),
            Decimal(each.anywhere),
            f"{each.nearby} %",
        )
        for each in _around(found)
    ]
    words = ", ".join(f"{name} {value}" for name, _, _, _, value in rows)
    return profile_chart(f"Hoe vaak elke aanbieder een contract krijgt bij andere gewichten: {words}.", rows)


def _around(found: Firmness) -> Sequence[Acceptability]:
    """Those nearest to the line, where there are more than fit a chart."""
    start = min(max(0, found.seats - _ROWS // 2), max(0, len(found.acceptability) - _ROWS))
    return found.acceptability[start : start + _ROWS]


def _how_often(found: Firmness) -> Table:
    columns = (
        Column("Aanbieder"),
        Column("gewichten", "in de buurt", numeric=True),
        Column("gewichten", "willekeurig", numeric=True),
    )
    rows = tuple(
        TableRow((_name(each.tenderer), f"{each.nearby} %", f"{each.anywhere} %")) for each in _around(found)
    )
    some = f" (de {_ROWS} rond de grens)" if len(rows) < len(found.acceptability) else ""
    return Table(f"Hoe vaak een contract{some}", columns, rows, for_screen=True)


def _tables(found: Firmness, field: Field) -> Iterator[Table]:
    yield from parts(_how_often(found))
    columns = (
        Column("Criterium"),
        Column("gewicht", numeric=True),
        Column("kantelt bij", numeric=True),
        Column("komt erbij"),
        Column("valt weg"),
    )
    rows = tuple(
        TableRow(
            (
                criterion_name(field.tender, tip.criterion),
                f"{_digit(tip.weight)} %",
                _tips_at(tip),
                _name(tip.comes),
                _name(tip.goes),
            )
        )
        for tip in found.tipping
    )
    yield from parts(Table("Bij welk gewicht de uitkomst kantelt", columns, rows))
    changed = [each for each in found.without_criterion if each.come or each.go]
    if changed:
        without = (Column("Zonder criterium"), Column("komt erbij"), Column("valt weg"))
        lines = tuple(
            TableRow((criterion_name(field.tender, each.criterion), _names(each.come), _names(each.go)))
            for each in changed
        )
        yield from parts(Table("Als een criterium niet had meegeteld", without, lines, for_screen=True))
    if found.close:
        heads = (Column("Hoger"), Column("Lager"), Column("verschil", numeric=True), Column("één stap bij"))
        lines = tuple(
            TableRow(
                (
                    _name(pair.upper),
                    _name(pair.lower),
                    earned_text(pair.margin, field.tender),
                    listing(pair.criteria[:_CLOSE]) + (" en meer" if len(pair.criteria) > _CLOSE else ""),
                )
            )
            for pair in sorted(
                sorted(found.close, key=lambda pair: abs(pair.place - found.seats))[:_PAIRS],
                key=lambda pair: pair.place,
            )
        )
        some = f" (de {_PAIRS} paren rond de grens)" if len(found.close) > _PAIRS else ""
        yield from parts(
            Table(f"Niet te onderscheiden: één stap in één cijfer is genoeg{some}", heads, lines)
        )


def _alone(found: Firmness) -> Iterator[str]:
    """What happens when one bid had not been there."""
    if not found.relative:
        yield (
            "Elke score hangt alleen af van de eigen inschrijving. Doet een ander niet mee, dan blijft elk"
            " totaal gelijk."
        )
    elif found.without_bid is None:
        yield "Eén perceel apart zegt hier niet genoeg: een grens over de percelen heen beslist mee."
    elif not found.without_bid:
        yield "Ook als één van de inschrijvers niet had meegedaan, krijgen dezelfde anderen een contract."
    for each in found.without_bid or ():
        yield (
            f"Zonder {_name(each.tenderer)} zou het anders lopen: erbij komt {_names(each.come)},"
            f" weg valt {_names(each.go)}."
        )


def _without_assessor(found: Firmness) -> Iterator[str]:
    """What one assessor makes out, where it is known what each gave beforehand."""
    told = found.left_out
    if told is None:
        return
    if told.mean is not None:
        yield (
            "De beoordelaars gaven samen één cijfer. Wat zij zonder een van hen afspraken, weet niemand."
            " Daarom rekent dit met het gemiddelde van wat ieder vooraf gaf. Met dat gemiddelde"
            f" {_changed(told.mean) if told.mean else 'krijgen dezelfde aanbieders een contract'}."
        )
    yield "Elke beoordelaar (B1, B2 enzovoort) is ook eens weggelaten. Dan telt het gemiddelde van de rest."
    steady = [label for label, change in told.without if not change]
    for label, change in told.without:
        if change:
            yield f"Zonder {label} {_changed(change)}."
    if steady:
        yield f"Zonder {either(steady)} verandert er geen contract."
    if told.alone:
        yield f"Zonder {either(told.alone)} heeft een antwoord geen cijfer; dat is niet na te rekenen."


def _changed(change: Change) -> str:
    """Who gets a contract and who does not, after a first word."""
    come, go = _names(change.come), _names(change.go)
    get, lose = (f"krijg{'t' if len(names) == 1 else 'en'}" for names in (change.come, change.go))
    if not change.come:
        return f"{lose} {go} geen contract"
    return f"{get} {come} een contract, en {go} niet" if change.go else f"{get} ook {come} een contract"


def _name(text: str) -> str:
    return shortened(plain(text), _NAME) if text else "–"


def _names(texts: tuple[str, ...]) -> str:
    return listing(_name(text) for text in texts) or "niemand"
