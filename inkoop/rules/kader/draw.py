"""Checks on how lots are drawn: where the seed comes from, and how it is written."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.award_rules import Draw
from inkoop.rules.kader.index import KaderIndex, Spot
from inkoop.rules.kader.problems import Problem, problem
from inkoop.rules.kader.references import block
from inkoop.rules.seeds import DIGITS, NUMBERS, TEXT, normal_seed, seed_form


def check_draw(index: KaderIndex) -> Iterator[Problem]:
    """Every fault in the seed of a draw. What has the wrong shape is reported elsewhere."""
    holder = block(index, "gunning", "loting")
    form, known = holder.data.get("zaad_vorm"), (TEXT, DIGITS, NUMBERS)
    rules = Draw.model_construct(
        seed=_text(holder, "zaad"),
        seed_source=_text(holder, "zaad_bron"),
        seed_form=form if form in known else None,
        seed_example=_text(holder, "zaad_voorbeeld"),
    )
    if rules.seed:
        yield problem("KADER-77", (*holder.path, "zaad"), at_key=True)
    if rules.seed_source and "zaad_vorm" not in holder.data:
        yield problem("KADER-92", (*holder.path, "zaad_bron"), at_key=True)
    for key in ("zaad_vorm", "zaad_voorbeeld"):
        if key in holder.data and not (rules.seed or rules.seed_source):
            yield problem("KADER-79", (*holder.path, key), sleutel=key, nodig="zaad_bron", at_key=True)
    for key, seed in (("zaad_voorbeeld", rules.seed_example), ("zaad", rules.seed)):
        if seed and normal_seed(rules, seed) is None:
            yield problem("KADER-93", (*holder.path, key), sleutel=key, vorm=seed_form(rules))


def _text(holder: Spot, key: str) -> str:
    value = holder.data.get(key)
    return value if isinstance(value, str) else ""
