"""The report as it goes on paper: at most forty pages for any tender, one page a provider.

The whole view is the page for the screen, where everything can be searched and folded out: every sum, every
cell, every file. Paper tells what decides. What is left out stands in the page for the screen and in the data
inside the PDF, and the text says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from inkoop.domain.evaluation import Award
from inkoop.views.report.model import (
    Annex,
    ContentsLine,
    CriterionChapter,
    InsightChapter,
    LotsPage,
    Method,
    ProviderPage,
    RankingChapter,
    ReportView,
    ScoredGroup,
    Summary,
)
from inkoop.views.report.parties import Field, Party
from inkoop.views.words.blocks import Mention, Table
from inkoop.views.words.counting import count
from inkoop.views.words.wording import shortened

PAGES = 12
"""Providers with a page of their own."""
ROWS = 24
"""Providers in a table of the ranking or of a criterion."""
SUMMARY_ROWS = 3
"""Providers in the ranking of a summary, however little room there is."""
LINES = 150
"""Others that are named, each in a line."""
FILES = 20
LOTS = 6
"""Tables of lots in the report on one of them."""
_TABLES = 6
"""Tables of one chapter: with more, only the first ones are on paper."""
_ANSWERS, _WORDS, _SHORTEST = 12, 2400, 120
"""Of a provider: answers with the panel's words, their characters in all, and the least of each."""
_DECISIONS, _DECISION = 4, 260
"""Decisions about one provider, and grounds against it, with the characters of each."""
_AROUND = 3
"""Providers on either side of where the contracts end."""


def paper_view(view: ReportView, field: Field) -> ReportView:
    """The view with what fits on paper."""
    own = frozenset(party.anchor for party in _with_page(field))
    lots = _lots(view.lots)
    criteria = tuple(_criterion(chapter) for chapter in view.criteria if chapter.earns)
    providers = tuple(_provider(page) for page in view.providers if page.anchor in own)
    return replace(
        view,
        paper=None,
        contents=_contents(view.contents, (*providers, *criteria), lots=lots is not None),
        summary=_summary(view.summary),
        ranking=paper_ranking(view.ranking, field),
        lots=lots,
        insights=tuple(map(_insight, view.insights)),
        criteria=criteria,
        providers=providers,
        method=Method(view.method.steps, (), view.method.scales),
        annex=_annex(view.annex),
    )


def _with_page(field: Field) -> Sequence[Party]:
    """Who has a page: all with points where they fit, else who gets a contract and who is around the line."""
    if not field.scored:
        return field.everyone[:PAGES]
    if len(field.scored) <= PAGES:
        return field.scored
    sure = [*field.with_award(Award.AWARDED), *field.with_award(Award.CHOICE), *field.with_award(Award.DRAW)]
    next_up = [party for party in field.ranked if party not in sure][:_AROUND]
    nearest = sure[-_AROUND:] if len(sure) > PAGES - len(next_up) else []
    first = [party for party in sure if party not in nearest][: PAGES - len(next_up) - len(nearest)]
    chosen = [*first, *nearest, *next_up]
    return [party for party in field.ranked if party in chosen]


def _first(tables: Iterable[Table], rows: int = ROWS) -> tuple[Table, ...]:
    """The first rows of tables that go on with the same columns; a table with other columns starts anew."""
    found: list[Table] = []
    for table in tables:
        caption = table.caption.removesuffix(" (vervolg)")
        if found and found[-1].caption == caption:
            found[-1] = replace(found[-1], rows=(*found[-1].rows, *table.rows))
        else:
            found.append(replace(table, caption=caption))
    return tuple(
        replace(
            table,
            rows=table.rows[:rows],
            caption=table.caption if len(table.rows) <= rows else f"{table.caption}: de eerste {rows}",
        )
        for table in found
        if table.rows
    )


def paper_ranking(chapter: RankingChapter | None, field: Field) -> RankingChapter | None:
    """The first rows with their points, and everybody else in a line."""
    if chapter is None:
        return None
    others = field.ranked[ROWS:]
    named = tuple(Mention(p.name, p.anchor, p.total, p.label) for p in others[:LINES])
    left = max(0, LINES - len(named))
    outside = []
    for group in chapter.outside:
        shown = tuple(_one_line(mention) for mention in group.mentions[:left])
        left -= len(shown)
        outside.append(replace(group, mentions=shown, more=group.more + len(group.mentions) - len(shown)))
    below = tuple(_one_line(mention) for mention in chapter.below[:left])
    return replace(
        chapter,
        charts=chapter.charts[:1],
        tables=_first(chapter.tables),
        division=_first(chapter.division),
        others=named,
        others_more=len(others) - len(named),
        below=below,
        below_more=len(chapter.below) - len(below),
        below_tables=_first(chapter.below_tables, ROWS // 2),
        outside=tuple(outside),
    )


def _one_line(mention: Mention) -> Mention:
    return replace(mention, text=shortened(_without_cells(mention.text), 180))


_CELLS = re.compile(r" in cel [A-Z]{1,3}\d{1,7}\b| \([^()]* › [A-Z]{1,3}\d{1,7}\)")


def _without_cells(text: str) -> str:
    """A ground without the cell that it rests on: that is for who checks, and stands on the screen."""
    return _CELLS.sub("", text)


def _summary(summary: Summary) -> Summary:
    outside = (replace(group, mentions=tuple(map(_one_line, group.mentions))) for group in summary.outside)
    return replace(summary, outside=tuple(outside))


def _lots(page: LotsPage | None) -> LotsPage | None:
    """Few lots are told in the report on each; many stand on the sheet of their own."""
    return page if page is not None and len(page.tables) <= LOTS else None


def _insight(chapter: InsightChapter) -> InsightChapter:
    shown = _first(table for table in chapter.tables if not table.for_screen)
    notes = (*chapter.notes, *_left_out(len(shown) - _TABLES, "tabel", "tabellen"))
    return replace(chapter, tables=shown[:_TABLES], notes=notes)


def _criterion(chapter: CriterionChapter) -> CriterionChapter:
    """What was asked in a sentence each, and the points: by which rule stands in the page for the screen."""
    leaves = tuple(replace(leaf, chart=None, question="", looks_at=()) for leaf in chapter.leaves)
    tables = _first(chapter.tables)
    left_out = " ".join(_left_out(len(tables) - _TABLES, "tabel", "tabellen"))
    return replace(chapter, leaves=leaves, tables=tables[:_TABLES], left_out=left_out)


def _left_out(number: int, one: str, many: str) -> Iterator[str]:
    """That there is more on the screen, where there is."""
    if number > 0:
        verb = "staat" if number == 1 else "staan"
        yield f"Nog {count(number, one, many)} {verb} in het verslag voor het scherm."


def _some(texts: Sequence[str], one: str, many: str) -> tuple[str, ...]:
    """The first of these, each not too long, and how many there are on the screen."""
    shown = (shortened(_without_cells(text), _DECISION) for text in texts[:_DECISIONS])
    return (*shown, *_left_out(len(texts) - _DECISIONS, one, many))


def _provider(page: ProviderPage) -> ProviderPage:
    """Strong, weak and the panel's words, on one page: no cells, no sums, no findings about the form."""
    every = [leaf for group in page.groups for leaf in group.leaves if leaf.words]
    said = every[:_ANSWERS]
    room = max(_SHORTEST, _WORDS // max(1, len(said)))
    short = tuple(replace(leaf, reason=shortened(leaf.words, room), cells="") for leaf in said)
    note = " ".join(_left_out(len(every) - len(said), "oordeel", "oordelen"))
    groups = (ScoredGroup("Wat de beoordelaars schreven", short, note),) if short else ()
    return replace(
        page,
        facts=(),
        groups=groups,
        remarks=(),
        decisions=_some(page.decisions, "besluit", "besluiten"),
        grounds=_some(page.grounds, "reden", "redenen"),
    )


def _annex(annex: Annex) -> Annex:
    """Few files are listed, many are counted."""
    number = sum(len(table.rows) for table in annex.files)
    if number <= FILES:
        return annex
    return replace(annex, files=(), counted=number)


def _contents(
    lines: Sequence[ContentsLine], present: Sequence[ProviderPage | CriterionChapter], *, lots: bool
) -> tuple[ContentsLine, ...]:
    """The contents without what paper does not have."""
    anchors = {part.anchor for part in present}
    return tuple(
        replace(line, parts=tuple(part for part in line.parts if part.anchor in anchors))
        for line in lines
        if lots or line.anchor != "percelen"
    )
