"""What each kind of scoring rule does: its share, what is better, what it fits, and its reason as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.scoring.kinds.above_lowest import AboveLowest
from inkoop.rules.scoring.kinds.assessed import Assessed
from inkoop.rules.scoring.kinds.bands import Bands
from inkoop.rules.scoring.kinds.base import Kind
from inkoop.rules.scoring.kinds.ceiling import Ceiling
from inkoop.rules.scoring.kinds.choice import Choice
from inkoop.rules.scoring.kinds.count import Count
from inkoop.rules.scoring.kinds.coverage import Coverage
from inkoop.rules.scoring.kinds.fixed_bandwidth import FixedBandwidth
from inkoop.rules.scoring.kinds.fixed_tariff import FixedTariff
from inkoop.rules.scoring.kinds.linear import Linear
from inkoop.rules.scoring.kinds.logarithmic import Logarithmic
from inkoop.rules.scoring.kinds.lowest_over_price import LowestOverPrice
from inkoop.rules.scoring.kinds.lowest_to_highest import LowestToHighest
from inkoop.rules.scoring.kinds.price_itself import PriceItself
from inkoop.rules.scoring.kinds.relative_quality import RelativeQuality
from inkoop.rules.scoring.kinds.yes_no import YesNoKind

_ALL: tuple[type[Kind[Any]], ...] = (
    YesNoKind,
    Choice,
    Linear,
    Bands,
    Coverage,
    Count,
    Assessed,
    RelativeQuality,
    LowestOverPrice,
    AboveLowest,
    LowestToHighest,
    FixedBandwidth,
    Ceiling,
    Logarithmic,
    PriceItself,
    FixedTariff,
)

KINDS: Mapping[str, type[Kind[Any]]] = {kind.of.name(): kind for kind in _ALL}
"""Every kind by the word of the kader."""


def kind_of(leaf: Criterion, tender: Tender) -> Kind[Any]:
    """The rule of a leaf, made ready for what it works on in this tender."""
    rule = leaf.rule
    assert rule is not None
    scale = tender.scales[rule.scale] if isinstance(rule, AssessedRule) else None
    return KINDS[rule.kind](rule, tender.choices_of(tender.part_of(leaf)), scale)
