"""How the points came about, in plain words, with examples from this report."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.award_rules import AwardRules
from inkoop.domain.evaluation import Evaluation, Score
from inkoop.domain.exact import is_told
from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.domain.tender import Criterion, Tender
from inkoop.views.record.draws import draw_account
from inkoop.views.report.model import Method, RuleExplained
from inkoop.views.report.parties import Field, Party
from inkoop.views.words.blocks import Fact
from inkoop.views.words.counting import capital
from inkoop.views.words.lot_limits import limit_words
from inkoop.views.words.method_steps import (
    admission_steps,
    capacity_steps,
    compared_steps,
    order_step,
    places_step,
    rounding_step,
    scale_tables,
    threshold_steps,
    weight_steps,
    who_decides,
)
from inkoop.views.words.method_words import formula_words
from inkoop.views.words.outcomes import outcome_text
from inkoop.views.words.reasons import reason_text
from inkoop.views.words.rules import words_of
from inkoop.views.words.totals import total_words


def method(field: Field, evaluation: Evaluation) -> Method:
    """The chapter on the method."""
    tender = field.tender
    begin = (*_lots(evaluation), *admission_steps(tender))
    if tender.award is None:
        return Method((*begin, who_decides()), (), ())
    return Method(
        steps=(
            *begin,
            *weight_steps(tender),
            *compared_steps(tender, tender.award),
            rounding_step(tender, tender.award),
            *threshold_steps(tender, tender.award),
            *_formula(tender.award, field),
            order_step(tender, tender.award),
            *_draws(field, evaluation),
            places_step(tender.award),
            *capacity_steps(tender.award),
            who_decides(),
        ),
        rules=tuple(_rules(field)),
        scales=tuple(scale_tables(tender)),
    )


def _lots(evaluation: Evaluation) -> Iterator[Fact]:
    """How the lots hang together."""
    if evaluation.tender.lots is not None:
        limits = " ".join(limit_words(evaluation.tender))
        yield Fact(
            "Percelen",
            "De opdracht is verdeeld in percelen. Een aanbieder koos zelf op welke percelen hij inschrijft."
            f" Elk perceel heeft een eigen rangorde, met de regels van dat perceel. {limits}".strip(),
        )


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


def _draws(field: Field, evaluation: Evaluation) -> Iterator[Fact]:
    """Every draw that counts in this lot, with its record."""
    for read in evaluation.draws:
        if read.record.lot == field.lot.lot:
            yield Fact("De loting", draw_account(read, field.tender))


def _rules(field: Field) -> Iterator[RuleExplained]:
    seen: set[str] = set()
    for leaf, _ in field.tender.leaves:
        assert leaf.rule is not None
        if leaf.rule.kind not in seen:
            seen.add(leaf.rule.kind)
            words = words_of(leaf)
            yield RuleExplained(words.title, words.in_general(field.tender), _example(leaf.rule.kind, field))


def _example(kind: str, field: Field) -> str:
    """A score by this kind of rule, rather one that is neither nothing nor everything."""
    leaves = {leaf.code: leaf for leaf, _ in field.tender.leaves if leaf.rule and leaf.rule.kind == kind}
    found = [
        (party, score, leaves[score.criterion])
        for party in field.ranked
        for score in (party.card.scores if party.card else ())
        if score.criterion in leaves
        and is_told(score.points)
        and (score.maximum > 0 or isinstance(leaves[score.criterion].rule, PriceItselfRule))
    ]
    found.sort(key=lambda item: not 0 < item[1].points < item[1].maximum)
    return _told(*found[0], field.tender) if found else ""


def _told(party: Party, score: Score, leaf: Criterion, tender: Tender) -> str:
    return f"{capital(party.name)} bij {leaf.code} ({leaf.title}). {reason_text(score, leaf, tender)}"
