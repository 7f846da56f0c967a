"""What is said about each kind of scoring rule: its title, the rule in words, why a score is what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inkoop.domain.tender import Criterion, Tender
from inkoop.views.words.blocks import RuleWords
from inkoop.views.words.rules.above_lowest import AboveLowestWords
from inkoop.views.words.rules.assessed import AssessedWords
from inkoop.views.words.rules.bands import BandsWords
from inkoop.views.words.rules.base import Published, Words
from inkoop.views.words.rules.ceiling import CeilingWords
from inkoop.views.words.rules.choice import ChoiceWords
from inkoop.views.words.rules.count import CountWords
from inkoop.views.words.rules.coverage import CoverageWords
from inkoop.views.words.rules.fixed_bandwidth import FixedBandwidthWords
from inkoop.views.words.rules.fixed_tariff import FixedTariffWords
from inkoop.views.words.rules.linear import LinearWords
from inkoop.views.words.rules.logarithmic import LogarithmicWords
from inkoop.views.words.rules.lowest_over_price import LowestOverPriceWords
from inkoop.views.words.rules.lowest_to_highest import LowestToHighestWords
from inkoop.views.words.rules.price_itself import PriceItselfWords
from inkoop.views.words.rules.relative_quality import RelativeQualityWords
from inkoop.views.words.rules.yes_no import YesNoWords

_ALL: tuple[Words[Any, Any], ...] = (
    YesNoWords(),
    ChoiceWords(),
    LinearWords(),
    BandsWords(),
    CoverageWords(),
    CountWords(),
    AssessedWords(),
    RelativeQualityWords(),
    LowestOverPriceWords(),
    AboveLowestWords(),
    LowestToHighestWords(),
    FixedBandwidthWords(),
    CeilingWords(),
    LogarithmicWords(),
    PriceItselfWords(),
    FixedTariffWords(),
)

WORDS: Mapping[str, Words[Any, Any]] = {words.of.name(): words for words in _ALL}
"""The words of every kind, by the word of the kader."""


def words_of(leaf: Criterion) -> Words[Any, Any]:
    """The words of the rule of a leaf."""
    assert leaf.rule is not None
    return WORDS[leaf.rule.kind]


def rule_words(leaf: Criterion, tender: Tender) -> RuleWords:
    """How an answer to this sub-criterion becomes points."""
    assert leaf.rule is not None
    told = Published[Any](leaf.rule, tender.part_of(leaf), tender.question_of(leaf), tender)
    return words_of(leaf).rule(told)
