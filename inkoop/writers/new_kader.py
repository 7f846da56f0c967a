"""A first kader: small, with comments that say what to change, and with every rule written out."""

from __future__ import annotations

import json

from inkoop.domain.new_tender import PRICE_WEIGHT, Wishes
from inkoop.resources import resource_folder
from inkoop.rules.dutch_format import weekday_moment_text
from inkoop.writers.kader_text import standing_text
from inkoop.writers.templates import environment


def new_kader(wishes: Wishes) -> bytes:
    """The text of a kader that gives what is wanted."""
    templates = environment(
        [resource_folder("templates") / "kader"],
        finalize=lambda value: value,
        autoescape=False,
        keep_trailing_newline=True,
    )
    templates.filters["quoted"] = _quoted
    weights, bid = wishes.weights, wishes.price == "bod"
    codes = [f"K{number}" for number in range(1, len(weights) + 1)]
    text = templates.get_template("nieuw.yaml").render(
        w=wishes,
        closing=weekday_moment_text(wishes.closes).removesuffix(" uur"),
        weights=weights,
        price_weight=PRICE_WEIGHT,
        # With one criterion and no price, who is equal in total is equal in that too.
        ties=codes[:2] if bid or len(codes) > 1 else [],
    )
    return standing_text(text.encode())


def _quoted(words: str) -> str:
    """A text as YAML between quotation marks, whatever is in it."""
    return json.dumps(words, ensure_ascii=False)
