"""The chapter with the ranking: charts in chunks that fit a page, and tables with the same numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from inkoop.rules.scoring.maxima import maxima, total_points
from inkoop.views.report.mentions import UNDER, grounds, outside_lists, without_outcome
from inkoop.views.report.model import RankingChapter
from inkoop.views.report.parties import Field
from inkoop.views.report.rank_tables import division_table, ranking_tables
from inkoop.views.report.ranking_charts import counted_criteria, ranking_charts
from inkoop.views.report.untold import untold_words
from inkoop.views.words.admission import volume_text
from inkoop.views.words.blocks import Fact, Mention
from inkoop.views.words.counting import capital, count
from inkoop.views.words.method_words import formula_words, order_words
from inkoop.views.words.outcomes import price_is_secret
from inkoop.views.words.totals import by_price
from inkoop.views.words.worth import in_euro, least_text, most, most_text


def ranking_chapter(field: Field) -> RankingChapter | None:
    """The ranking, or None when there is none."""
    if field.tender.award is None or not field.scored:
        return None
    limits = maxima(field.tender)
    title = below_title(field)
    return RankingChapter(
        lead=tuple(_lead(field)),
        legend=tuple(
            Fact(c.code, f"{c.title} ({most_text(limits[c.code], field.tender)})")
            for c in counted_criteria(field.tender)
        ),
        charts=tuple(ranking_charts(field)),
        tables=tuple(ranking_tables(field, field.ranked, _caption(field))),
        division=tuple(division_table(field)),
        below_title=title,
        below_lead=_below_lead(field),
        below_tables=tuple(ranking_tables(field, field.below, f"{title}: {_below_caption(field)}")),
        below=tuple(Mention(p.name, p.anchor, grounds(p, field), p.label) for p in field.below),
        outside=outside_lists(replace(field, below=()), 60),
    )


def below_title(field: Field) -> str:
    """What keeps those with points out of the ranking."""
    return "Wel punten, geen plaats" if any(without_outcome(party) for party in field.below) else UNDER


def _caption(field: Field) -> str:
    return "Kwaliteit, prijs en uitkomst" if by_price(field.tender.award) else "Punten per criterium"


def _below_caption(field: Field) -> str:
    """Without a place there is no outcome, and then its price does not count either."""
    return "kwaliteit" if by_price(field.tender.award) else _caption(field).lower()


def _lead(field: Field) -> Iterator[str]:
    award = field.tender.award
    assert award is not None
    if by_price(award):
        yield f"{order_words(award)} {formula_words(award)}"
        yield _bars(field)
    else:
        yield (
            f"In totaal zijn er {most(total_points(field.tender), field.tender)} punten te halen."
            " De balk onder een getal toont welk deel dat is van wat daar te halen was."
        )
    if words := untold_words(field):
        yield words
    if award.places is not None:
        places = count(award.places, "contract", "contracten")
        yield f"Er {'is' if award.places == 1 else 'zijn'} {places} te verdelen."
    if award.capacity is not None:
        yield f"Te verdelen: {volume_text(award.capacity.size, field.tender)}."
    if (award.places is not None or award.capacity is not None) and not _hidden(field):
        yield "Een streep laat zien waar het voorstel verandert."
    if award.threshold is not None:
        least = least_text(award.threshold, total_points(field.tender), field.tender)
        yield f"Wie in totaal minder dan {least} heeft, krijgt geen contract."


def _hidden(field: Field) -> bool:
    return by_price(field.tender.award) and price_is_secret(field.tender)


def _bars(field: Field) -> str:
    """How to read the chart of a method with the price itself."""
    award = field.tender.award
    assert award is not None
    if _hidden(field):
        return "De prijs is vertrouwelijk. Daarom is er geen grafiek."
    if award.method == "gunnen_op_waarde":
        return (
            "De hele balk is de prijs. Het lichte vak is de waarde van de kwaliteit."
            " Het donkere vak is de fictieve prijs: hoe korter, hoe beter."
        )
    return f"Hoe {'korter' if award.lowest_first else 'langer'} de balk, hoe beter."


def _below_lead(field: Field) -> str:
    if not field.below:
        return ""
    if below_title(field) == UNDER:
        begin = (
            capital(count(len(field.below), "aanbieder haalde", "aanbieders haalden")) + " een drempel niet."
        )
    else:
        one, many = "aanbieder heeft geen plaats", "aanbieders hebben geen plaats"
        begin = f"{capital(count(len(field.below), one, many))} in de rangorde."
    shown = "De waarde van de kwaliteit staat" if in_euro(field.tender) else "De punten staan"
    if not all(party.open for party in field.below):
        shown = "De punten die openbaar zijn, staan"
    return (
        f"{begin} {shown} hier wel, maar zonder plaats in de rangorde."
        " De letter is een naam in de tabellen en grafieken."
    )
