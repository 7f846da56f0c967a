"""The buyer sets the tariffs: the price earns no points."""

from __future__ import annotations

from dataclasses import dataclass

from inkoop.domain.evaluation import Reason
from inkoop.domain.rules.fixed_tariff import FixedTariffRule
from inkoop.rules.scoring.kinds.base import Counts, Kind


@dataclass(frozen=True, slots=True)
class FixedTariffReason(Reason):
    """There are no points to be had here."""


class FixedTariff(Kind[FixedTariffRule]):
    """Tariffs that the buyer sets."""

    of = FixedTariffRule
    counts = Counts.NOTHING
    standing = FixedTariffReason()
