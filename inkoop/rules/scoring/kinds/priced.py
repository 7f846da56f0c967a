"""From a price to points: what the formulas share.

W is the maximum, P the price, Pmin and Pmax the lowest and highest price above zero of the offers that are
compared. A price of zero or less never comes here: that is a finding, and earns nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from inkoop.domain.answers import Value
from inkoop.domain.exact import ZERO
from inkoop.domain.questions import NUMERIC
from inkoop.domain.rules.price import MayGoNegative, PriceTerms
from inkoop.rules.raw import mapping, number
from inkoop.rules.scoring.kinds.base import (
    Better,
    Context,
    Counts,
    Fault,
    Kind,
    RawAsked,
    Share,
    Unknown,
)

P = TypeVar("P", bound=PriceTerms)


class OnPrice(Kind[P]):
    """A rule on a price."""

    fits: ClassVar[tuple[str, ...]] = (*NUMERIC, "tabel")
    columns = NUMERIC
    counts = Counts.NUMBER
    zero_at_key: ClassVar[tuple[str, str] | None] = None
    """The key of the price that earns nothing, with its name in a sentence; None where none is published."""

    def share(self, _: Value, context: Context) -> Share | None:
        """What the price earns; nothing without a price that can be compared."""
        return None if context.price is None else self.of_price(context.price, context)

    def of_price(self, price: Decimal, context: Context) -> Share:
        """What this price earns."""
        raise NotImplementedError

    def better(self, _: Value, context: Context) -> Better | None:
        """The price that earns everything."""
        best = self.best(context)
        return None if context.price is None or best is None or context.price <= best else Better(price=best)

    def best(self, context: Context) -> Decimal | None:
        """The highest price that earns everything: the lowest of all, unless another is published."""
        return context.lowest

    @property
    def rises(self) -> bool:
        """Less is better."""
        return False

    @classmethod
    def faults(cls, raw: Mapping[str, Any], _: Mapping[str, Any]) -> Iterator[Fault | Unknown]:
        """A floor at or above the price that earns nothing leaves nothing to gain."""
        key, named = cls.zero_at_key or ("", "")
        floor, top = _lowest_price(raw), number(raw.get(key))
        if floor is not None and top is not None and floor >= top:
            where = "minimumtarief" if "minimumtarief" in raw else "minimumtarieven"
            words = {"minimum": f"{floor:f}", "grens": named, "bedrag": f"{top:f}"}
            yield Fault("KADER-63", (where,), words, at_key=True)

    @classmethod
    def misfits(cls, raw: Mapping[str, Any], asked: RawAsked) -> Iterator[Fault | Unknown]:
        """In a table every printed row has its quantity, and there is no other."""
        if not asked.table:
            return
        if not asked.fixed:
            yield Fault("KADER-45", words={"vraag": asked.code}, at_key=True)
        if asked.rows is None:
            return
        for key in ("hoeveelheden", "minimumtarieven"):
            for code in mapping(raw.get(key)):
                if code not in asked.rows:
                    yield Unknown((key, code), "De rij", code, tuple(asked.rows))
        missing = [code for code in asked.rows if code not in mapping(raw.get("hoeveelheden"))]
        if missing:
            yield Fault("KADER-42", ("hoeveelheden",), {"keuzes": ", ".join(missing)}, at_key=True)


def lowest(context: Context) -> Decimal:
    """The lowest price of all."""
    assert context.lowest is not None, "a price that is compared is one of those it is compared with"
    return context.lowest


def held(rule: MayGoNegative, share: Share) -> Share:
    """Less than nothing is nothing, unless the kader says that it may be negative."""
    return share if rule.below_zero == "negatief" else share._replace(numerator=max(share.numerator, ZERO))


def _lowest_price(raw: Mapping[str, Any]) -> Decimal | None:
    """The price of somebody who asks the floor for everything; None when something has no floor."""
    floor = number(raw.get("minimumtarief"))
    quantities = mapping(raw.get("hoeveelheden"))
    if not quantities:
        return floor
    own = mapping(raw.get("minimumtarieven"))
    total = Decimal(0)
    for code, quantity in quantities.items():
        many, least = number(quantity), number(own.get(code)) if code in own else floor
        if many is None or least is None:
            return None
        total += many * least
    return total
