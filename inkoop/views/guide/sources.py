"""Where the rules come from: the policy, and which requirement and criterion serves which part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from inkoop.domain.tender import Tender, whole_code
from inkoop.views.guide.model import Block, Chapter, Grid, Said
from inkoop.views.words.blocks import Column, Table, TableRow
from inkoop.views.words.wording import sentence


def policy(tender: Tender) -> Chapter:
    """Every source with its principles, and what serves each of them."""
    blocks: list[Block] = [
        Said(
            ("bronnen",),
            "Elk criterium komt voort uit beleid. Hieronder staat welk criterium en welke eis bij welk"
            " uitgangspunt hoort.",
        )
        if tender.award
        else Said(
            ("bronnen",),
            "De eisen komen voort uit beleid. Hieronder staat welke eis bij welk uitgangspunt hoort.",
        )
    ]
    for source in tender.policy_sources:
        place = f" {sentence(source.location)}" if source.location else ""
        text = f"{source.title}. {source.publisher}, {source.year}.{place}"
        blocks.append(Said((f"bronnen[{source.code}]",), text, f"Bron {source.code}"))
        rows = tuple(
            TableRow(
                (
                    each.code,
                    _principle(each.text, each.passage),
                    _holders(tender, each.code) or "–",
                )
            )
            for each in source.principles
        )
        columns = (Column("Code"), Column("Uitgangspunt"), Column("Dit hoort erbij"))
        caption = f"De uitgangspunten van bron {source.code}"
        blocks.append(
            Grid((f"bronnen[{source.code}].uitgangspunten",), Table(caption, columns, rows), coded=True)
        )
    return Chapter("bronnen", "Waar de regels vandaan komen", tuple(blocks))


def _principle(text: str, passage: str) -> str:
    return f"{sentence(text)} “{passage}”" if passage else sentence(text)


def _holders(tender: Tender, principle: str) -> str:
    """The codes of what serves a principle, as the kader writes them: what is asked per lot once."""
    holders: Iterable[tuple[str, Sequence[str]]] = (
        *((each.code, each.sources) for each in tender.requirements),
        *((part.code, part.sources) for part in tender.every_criterion),
    )
    serving = (whole_code(code) for code, sources in holders if principle in sources)
    return ", ".join(dict.fromkeys(serving))


def lists(tender: Tender, names: Iterable[str]) -> Iterator[Chapter]:
    """The lists that questions refer to."""
    blocks: list[Block] = []
    for name in names:
        listed = tender.code_lists[name]
        rows = tuple(TableRow((str(number), each)) for number, each in enumerate(listed.values.values(), 1))
        columns = (Column("Nr.", numeric=True), Column("Keuze"))
        blocks.append(Grid((f"codelijsten[{name}]",), Table(listed.title, columns, rows, header=1)))
    if blocks:
        yield Chapter("codelijsten", "De lijsten", tuple(blocks))
