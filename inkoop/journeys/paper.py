"""Checking the pages of a report: they are made again from its data, and held against those that are there.

Word for word, which needs nothing but the program itself. When that is right, `drawn` makes the PDF again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace

from inkoop.domain.evaluation import Evaluation, LotResult
from inkoop.domain.house_style import HouseStyle
from inkoop.domain.records import DossierError
from inkoop.domain.verification import Check
from inkoop.journeys.reckoned import Reckoned
from inkoop.readers.report.page_words import Expected, page_faults
from inkoop.readers.report.report_pdf import Paper, ReportPdf, bare
from inkoop.readers.report.seal import parse_beyond, parse_lots_beyond, parse_pages
from inkoop.resources import this_program
from inkoop.rules.dutch_format import listing
from inkoop.views.record.differences import differences
from inkoop.views.record.earlier import EARLIER_SEALS
from inkoop.views.record.enclosures import EVERY_LOT, PAGES, Edition, SealData
from inkoop.views.record.pages import BROWSER, SEAL_MARK, PagesData, Scripts, StyleData, style_of
from inkoop.views.report.all_lots import AllLots, all_lots
from inkoop.views.report.model import Beyond, ReportView
from inkoop.views.report.paper import SUMMARY_ROWS, paper_ranking
from inkoop.views.report.parties import field_of
from inkoop.views.report.ranking import ranking_chapter
from inkoop.views.report.view import report_view, sealed, with_replaced
from inkoop.views.words.blocks import Table

WORDS, DRAWING = "De woorden op de bladzijden", "De tekening van de bladzijden"
RANKING = "De rangorde op de bladzijden"
_EARLIER = (
    "Dit rapport is van een eerdere versie. Op de bladzijden zijn alleen het zegel en de rangorde vergeleken;"
    " de andere woorden niet."
)
_OTHER_PROGRAM = (
    "Dit rapport is gemaakt met een andere uitgave van het programma ({made}). De bladzijden zijn"
    " vergeleken met de woorden die in de PDF zitten. {follows}"
)
_NOT_MADE = (
    "Hier zijn de bladzijden vergeleken met de woorden die in de PDF zitten. {follows} Met de opdracht inkoop"
    " verifieer kan het geheel."
)
_FOLLOWS = "Of die woorden uit de gegevens volgen, is {how} nagegaan."
_OWN_TEMPLATES = (
    "Dit rapport is gemaakt met eigen sjablonen, en die zitten niet in de PDF. Op de bladzijden zijn alleen"
    " het zegel en de rangorde vergeleken. Geef de map met --huisstijl, dan kan het geheel."
)
_BEYOND = ("people", "people_words", "draw")
"""What a summary says of where people are now, which only sums may tell."""
_TAKEN = (
    "Dit rust op antwoorden die niet openbaar zijn: {parts}. Dat is overgenomen en niet"
    " nagerekend. Met het besloten rapport kan het wel."
)
_REPLACED = (
    "Welk verslag dit vervangt, en wat er toen anders was, staat in de gegevens. Dat is overgenomen en niet"
    " nagegaan."
)
_UNDRAWN = "Of de bladzijden er precies zo uitzien, is niet nagegaan: {why}."
_OTHER_SEAL = "Het zegel op de bladzijden is een ander dan dat van de gegevens."
_OTHER_STYLE = "De huisstijl die u geeft, is een andere dan die waarmee het rapport is gemaakt."
_PRINTED = (
    "een browser heeft ze gemaakt, en die maakt niet overal hetzelfde. Zo'n PDF voldoet ook niet aan"
    " PDF/UA en PDF/A"
)
_NOT_IN_A_BROWSER = "dat kan alleen met de opdracht inkoop verifieer"
_ONLY_THAT_PROGRAM = "dat kan alleen met de uitgave van het programma die ze maakte"
_NO_LETTERS = (
    "de letters of sjablonen van de huisstijl zitten niet in de PDF. Geef de map met --huisstijl, dan kan het"
)


@dataclass(frozen=True, slots=True)
class Again:
    """What it takes to make the pages again."""

    view: ReportView | AllLots
    files: Mapping[str, bytes]
    style: HouseStyle
    is_summary: bool
    made_with: Mapping[str, str]
    """What the report was made with."""


@dataclass(frozen=True, slots=True)
class PaperFound:
    """What came of the pages."""

    checks: tuple[Check, ...]
    is_summary: bool = False
    again: Again | None = None


@dataclass(frozen=True, slots=True)
class Making:
    """How the pages are made, for who can make them again."""

    scripts: Callable[[ReportView | AllLots, Edition, HouseStyle], Scripts]
    """The words of a report and of its summary, in a house style."""
    style: HouseStyle | None = None
    """The house style that the report was made in, where its letters or templates are not inside."""
    style_data: StyleData | None = None
    """That style as it travels in a report."""


def paper_of(
    report: ReportPdf, seal: SealData, reckoning: Reckoned, own_seal: str, making: Making | None
) -> PaperFound:
    """Check the words on the pages. Raises DossierError where what travels about them cannot be used.

    Args:
        making: None where no pages can be made, as in a browser. Their words are then only held against those
            that travel along, and against the ranking that was reckoned.
    """
    lot = _lot(reckoning.evaluation, seal)
    if seal["formaat"] in EARLIER_SEALS:
        paper = report.paper
        lines = _lines(reckoning.evaluation, lot)
        return PaperFound((_ranking(paper, lines, own_seal, _EARLIER),) if paper else ())
    told = parse_pages(report.files[PAGES])
    if making is not None and making.style_data not in (None, told["huisstijl"]):
        return PaperFound((Check(WORDS, (_OTHER_STYLE,)),))
    return _Pages(report, told, seal, own_seal, making).found(reckoning, lot)


def _lot(evaluation: Evaluation, seal: SealData) -> LotResult | None:
    """The lot that the pages are about; None for all of them. Raises DossierError where it is not there."""
    name = seal["perceel"]
    if name == EVERY_LOT and evaluation.tender.lots is not None:
        return None
    lot = next((lot for lot in evaluation.lots if lot.lot == name), None)
    if lot is None:
        raise DossierError(f"het zegel noemt perceel {name[:40]}, maar dat is er niet")
    return lot


def _view(
    told: PagesData, seal: SealData, reckoning: Reckoned, lot: LotResult | None, own_seal: str
) -> tuple[ReportView | AllLots, str]:
    """What the pages say; and which chapters were taken over, as they rest on answers that are not there."""
    if lot is None:
        return _view_of_all(told, reckoning, own_seal)
    view = report_view(reckoning.evaluation, lot)
    remark = ""
    if told["overgenomen"] is not None and reckoning.hidden:
        given = parse_beyond(told["overgenomen"])
        parts = _taken_over(view, given)
        if parts:
            view = report_view(reckoning.evaluation, lot, beyond=given)
            remark = _TAKEN.format(parts=listing(parts))
    replaced = told.get("vervangt")
    if replaced is not None:
        remark = f"{remark} {_REPLACED}".lstrip()
    return sealed(with_replaced(view, replaced), seal["versie"], own_seal), remark


def _view_of_all(told: PagesData, reckoning: Reckoned, own_seal: str) -> tuple[AllLots, str]:
    """What the sheet over all lots says; and whether it tells of people what is not known here."""
    replaced = told.get("vervangt_per_perceel")
    view, remark = all_lots(reckoning.evaluation, reckoning.evaluation, replaced), ""
    assert view is not None
    if told["overgenomen"] is not None and reckoning.hidden:
        given = parse_lots_beyond(told["overgenomen"])
        if given != view.beyond:
            view = replace(view, people=given.people, people_words=given.people_words)
            remark = _TAKEN.format(parts="de aantallen mensen")
    if replaced:
        remark = f"{remark} {_REPLACED}".lstrip()
    return replace(view, seal=own_seal), remark


def _taken_over(view: ReportView, given: Beyond) -> list[str]:
    """What differs from what can be reckoned here, by its name.

    Raises DossierError where something differs that rests on nothing but what is here.
    """
    own, other = view.summary, given.summary
    parts = [f"“{chapter.title}”" for chapter in given.insights if chapter not in view.insights]
    beyond = [name for name in _BEYOND if getattr(own, name) != getattr(other, name)]
    contracts = _without_other_columns(other.contracts, own.contracts)
    same = replace(other, contracts=contracts, **{name: getattr(own, name) for name in _BEYOND})
    if same != own:
        wrong = [each.name for each in fields(own) if getattr(same, each.name) != getattr(own, each.name)]
        raise DossierError(f"de samenvatting volgt niet uit de gegevens ({listing(wrong)})")
    if beyond or other.contracts != own.contracts:
        parts.insert(0, "de aantallen mensen in de samenvatting")
    return parts


def _without_other_columns(table: Table | None, own: Table | None) -> Table | None:
    """A table without the columns that can only be filled with more than is here."""
    if table is None or own is None:
        return table
    kept = [place for place, column in enumerate(table.columns) if column in own.columns]
    rows = (replace(row, cells=tuple(row.cells[place] for place in kept)) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in kept), rows=tuple(rows))


class _Pages:
    """The pages of one report, and what is known of how they were made."""

    def __init__(
        self, report: ReportPdf, told: PagesData, seal: SealData, own_seal: str, making: Making | None
    ) -> None:
        self._report, self._told, self._seal, self._own_seal = report, told, seal, own_seal
        self._making = making
        given = making.style if making else None
        self._style = given or style_of(told["huisstijl"])
        look = told["huisstijl"]
        self._templates_missing = given is None and bool(look["sjablonen"])
        self._look_missing = given is None and bool(look["lettertypen"] or look["sjablonen"])
        made = told["gemaakt_met"]
        self._printed = BROWSER in made
        self._same_program = made.get("programmatekst") == this_program()["programmatekst"]

    def found(self, reckoning: Reckoned, lot: LotResult | None) -> PaperFound:
        """Everything that is to be said of the pages."""
        given: Scripts = {"verslag": self._told["verslag"], "samenvattingen": self._told["samenvattingen"]}
        faults: list[str] = []
        remark, view = "", None
        # Another version of the program tells it in other words, so there it proves nothing.
        if self._same_program and self._making is not None:
            view, remark = _view(self._told, self._seal, reckoning, lot, self._own_seal)
            if not self._templates_missing:
                made = self._making.scripts(view, self._seal["versie"], self._style)
                faults += [f"{PAGES}: {each}" for each in differences(given, made)]
                given = made
        paper = self._report.paper
        if paper is None:
            return PaperFound((_words(faults, (remark, "Er zijn geen bladzijden bij.")),))
        wrong, is_summary = self._on_paper(paper, given)
        lines = tuple(_lines(reckoning.evaluation, lot, summary=is_summary))
        if self._templates_missing:
            checks = [_ranking(paper, lines, self._own_seal, _OWN_TEMPLATES)]
        else:
            part = (
                "het begin van de rangorde"
                if is_summary and lot
                else "de rangorde"
                if lot
                else "de contracten"
            )
            remarks = (remark, self._not_followed(part if lines else ""))
            checks = [_words([*self._extras(paper), *faults, *wrong], remarks)]
            if view is None and lines:
                checks.append(_ranking(paper, lines, self._own_seal, ""))
        why = self._why_undrawn()
        if why or view is None:
            return PaperFound((*checks, undrawn(why)), is_summary)
        again = Again(view, self._report.files, self._style, is_summary, self._told["gemaakt_met"])
        return PaperFound(tuple(checks), is_summary, again)

    def _not_followed(self, part: str) -> str:
        """That not all words were held against the data, but for a part of them; empty where they were."""
        follows = _FOLLOWS.format(how=f"alleen voor {part}" if part else "niet")
        if not self._same_program:
            program = self._told["gemaakt_met"].get("programma", "?")[:40]
            return _OTHER_PROGRAM.format(made=program, follows=follows)
        return _NOT_MADE.format(follows=follows) if self._making is None else ""

    def _on_paper(self, paper: Paper, given: Scripts) -> tuple[tuple[str, ...], bool]:
        """What is wrong with the words on the pages, and whether they are those of the summary."""
        replaced = {SEAL_MARK: self._own_seal}
        lines = (*paper.lines, *paper.loose) if self._printed else paper.lines
        every = [(given["verslag"], False), *((script, True) for script in given["samenvattingen"])]
        outcomes = [
            (
                page_faults(lines, paper.pages, Expected(script, replaced, numbered=not self._printed)),
                is_summary,
            )
            for script, is_summary in every
            if script is not None
        ]
        return min(outcomes, key=lambda outcome: len(outcome[0]))

    def _extras(self, paper: Paper) -> Iterator[str]:
        if bare(self._own_seal) not in paper.words:
            yield _OTHER_SEAL
        yield from paper.extras
        if paper.images and self._told["huisstijl"]["logo"] is None and not self._templates_missing:
            yield "Op de bladzijden staat een plaatje dat het programma er niet op zet."

    def _why_undrawn(self) -> str:
        if self._printed:
            return _PRINTED
        if self._making is None:
            return _NOT_IN_A_BROWSER
        if not self._same_program:
            return _ONLY_THAT_PROGRAM
        return _NO_LETTERS if self._look_missing else ""


def _words(faults: list[str], remarks: tuple[str, ...]) -> Check:
    return Check(WORDS, tuple(faults), " ".join(filter(None, remarks)))


def undrawn(why: str) -> Check:
    """The check on the drawing, which was not done."""
    return Check(DRAWING, remark=_UNDRAWN.format(why=why), done=False)


def _ranking(paper: Paper, lines: Iterable[str], own_seal: str, remark: str) -> Check:
    """The seal and these lines of the ranking stand on the pages as they should."""
    words, faults = paper.words, []
    if bare(own_seal) not in words:
        faults.append(_OTHER_SEAL)
    faults += [
        f"Op de bladzijden staat niet wat is nagerekend: {line}." for line in lines if bare(line) not in words
    ]
    return Check(RANKING, tuple(faults), remark, whole=not remark)


def _lines(evaluation: Evaluation, lot: LotResult | None, *, summary: bool = False) -> Iterator[str]:
    """What the pages say of the outcome in a lot, or in all of them."""
    if lot is not None:
        yield from ranking_lines(evaluation, lot, summary=summary)
    elif view := all_lots(evaluation, evaluation):
        for table in (*view.lots, *view.providers):
            for row in table.rows:
                yield " ".join(row.cells)


def ranking_lines(evaluation: Evaluation, lot: LotResult, *, summary: bool = False) -> Iterator[str]:
    """What the pages say of the ranking, as far as any report has room for it, or any summary."""
    field = field_of(lot, evaluation)
    chapter = paper_ranking(ranking_chapter(field), field)
    if chapter is None:
        return
    tables = chapter.tables[:1] if summary else (*chapter.tables, *chapter.below_tables)
    for table in tables:
        for row in table.rows[:SUMMARY_ROWS] if summary else table.rows:
            yield " ".join([*row.cells[: table.header + 1]])
            yield " ".join(row.cells[table.header + 1 :])
