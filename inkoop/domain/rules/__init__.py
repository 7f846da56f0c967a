"""Every kind of scoring rule with the keys by which a kader publishes it: one module a kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, get_args

from pydantic import Field

from inkoop.domain.rules.above_lowest import AboveLowestRule
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.rules.bands import BandsRule
from inkoop.domain.rules.base import Rule
from inkoop.domain.rules.ceiling import CeilingRule
from inkoop.domain.rules.choice import ChoiceRule
from inkoop.domain.rules.count import CountRule
from inkoop.domain.rules.coverage import CoverageRule
from inkoop.domain.rules.fixed_bandwidth import FixedBandwidthRule
from inkoop.domain.rules.fixed_tariff import FixedTariffRule
from inkoop.domain.rules.linear import LinearRule
from inkoop.domain.rules.logarithmic import LogarithmicRule
from inkoop.domain.rules.lowest_over_price import LowestOverPriceRule
from inkoop.domain.rules.lowest_to_highest import LowestToHighestRule
from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.domain.rules.relative_quality import RelativeQualityRule
from inkoop.domain.rules.yes_no import YesNoRule

ScoringRule = Annotated[
    YesNoRule
    | ChoiceRule
    | LinearRule
    | BandsRule
    | CoverageRule
    | CountRule
    | AssessedRule
    | RelativeQualityRule
    | LowestOverPriceRule
    | AboveLowestRule
    | LowestToHighestRule
    | FixedBandwidthRule
    | CeilingRule
    | LogarithmicRule
    | PriceItselfRule
    | FixedTariffRule,
    Field(discriminator="kind"),
]

RULES: Mapping[str, type[Rule]] = {rule.name(): rule for rule in get_args(get_args(ScoringRule)[0])}
"""The kinds of rule by the word of the kader."""
