"""The price earns no points: the award method reckons with the price itself."""

from __future__ import annotations

from dataclasses import dataclass

from inkoop.domain.evaluation import Reason
from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.rules.scoring.kinds.priced import OnPrice


@dataclass(frozen=True, slots=True)
class PriceItselfReason(Reason):
    """There are no points to be had here."""


class PriceItself(OnPrice[PriceItselfRule]):
    """The price itself."""

    of = PriceItselfRule
    fits = ("bedrag", "tabel")
    standing = PriceItselfReason()
