"""Checking the pages of a report: they are made again from its data, and held against those that are there.

First word for word, which needs nothing but the program itself. When that is right, also as drawn: the PDF is
made again, and everything in it must be the same.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from inkoop.domain.evaluation import Evaluation, LotResult
from inkoop.domain.house_style import HouseStyle
from inkoop.domain.records import DossierError
from inkoop.journeys.checks import Check
from inkoop.journeys.reckoned import Reckoned
from inkoop.journeys.sheets import enclosures, scripts, style_as_data, this_program
from inkoop.readers.files.isolation import GaveUpError, apart
from inkoop.readers.report.drawing import drawing_faults
from inkoop.readers.report.page_words import Expected, page_faults
from inkoop.readers.report.report_pdf import Paper, ReportPdf, bare, report_bytes
from inkoop.readers.report.seal import parse_beyond, parse_pages
from inkoop.rules.dutch_format import listing
from inkoop.views.record.differences import differences
from inkoop.views.record.earlier import EARLIER_SEALS
from inkoop.views.record.enclosures import PAGES, SealData
from inkoop.views.record.pages import BROWSER, SEAL_MARK, PagesData, Scripts, style_of
from inkoop.views.report.model import Beyond, ReportView
from inkoop.views.report.view import report_view, sealed
from inkoop.views.words.blocks import Table
from inkoop.writers.archive_pdf import made_with
from inkoop.writers.report import PdfNotPossibleError, write_pdf, write_summary

WORDS, DRAWING = "De woorden op de bladzijden", "De tekening van de bladzijden"
RANKING = "De rangorde op de bladzijden"
SECONDS_TO_MAKE = 600.0
MEMORY_TO_MAKE = 4_000_000_000
"""Making the pages of a large report takes more than reading one."""
_EARLIER = (
    "Dit rapport is van een eerdere versie. Op de bladzijden zijn alleen het zegel en de rangorde vergeleken;"
    " de andere woorden niet."
)
_OTHER_PROGRAM = (
    "Dit rapport is gemaakt met een andere uitgave van het programma ({made}). De bladzijden zijn"
    " vergeleken met de woorden die in de PDF zitten. Of die woorden uit de gegevens volgen, is alleen"
    " voor de rangorde nagegaan."
)
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
_UNDRAWN = "Of de bladzijden er precies zo uitzien, is niet nagegaan: {why}."
_OTHER_SEAL = "Het zegel op de bladzijden is een ander dan dat van de gegevens."
_OTHER_STYLE = "De huisstijl die u geeft, is een andere dan die waarmee het rapport is gemaakt."
_NO_PANGO = "daarvoor is hier de bibliotheek Pango nodig"
_OTHER_TOOLS = "hier staan andere versies van wat de PDF maakt ({tools})"
_TOO_LARGE = "ze opnieuw maken vroeg te veel tijd of geheugen"
_PRINTED = (
    "een browser heeft ze gemaakt, en die maakt niet overal hetzelfde. Zo'n PDF voldoet ook niet aan"
    " PDF/UA en PDF/A"
)
_ONLY_THAT_PROGRAM = "dat kan alleen met de uitgave van het programma die ze maakte"
_NO_LETTERS = (
    "de letters of sjablonen van de huisstijl zitten niet in de PDF. Geef de map met --huisstijl, dan kan het"
)


@dataclass(frozen=True, slots=True)
class Again:
    """What it takes to make the pages again."""

    view: ReportView
    files: Mapping[str, bytes]
    style: HouseStyle
    tight: int | None
    """How often the summary was made shorter; None for the report itself."""
    made_with: Mapping[str, str]
    """What the report was made with."""


@dataclass(frozen=True, slots=True)
class PaperFound:
    """What came of the pages."""

    checks: tuple[Check, ...]
    is_summary: bool = False
    again: Again | None = None


def paper_of(
    report: ReportPdf, seal: SealData, reckoning: Reckoned, own_seal: str, style: HouseStyle | None
) -> PaperFound:
    """Check the words on the pages. Raises DossierError where what travels about them cannot be used."""
    evaluation = reckoning.evaluation
    lot = next((lot for lot in evaluation.lots if lot.lot == seal["perceel"]), None)
    if lot is None:
        raise DossierError(f"het zegel noemt perceel {seal['perceel'][:40]}, maar dat is er niet")
    if seal["formaat"] in EARLIER_SEALS:
        paper = report.paper
        return PaperFound((_ranking(paper, evaluation, lot, own_seal, _EARLIER),) if paper else ())
    told = parse_pages(report.files[PAGES])
    if style is not None and style_as_data(style) != told["huisstijl"]:
        return PaperFound((Check(WORDS, (_OTHER_STYLE,)),))
    view, remark = _view(told, seal, reckoning, lot, own_seal)
    return _Pages(report, told, seal, view, own_seal, style).found(evaluation, lot, remark)


def _view(
    told: PagesData, seal: SealData, reckoning: Reckoned, lot: LotResult, own_seal: str
) -> tuple[ReportView, str]:
    """What the pages say; and which chapters were taken over, as they rest on answers that are not there."""
    view = report_view(reckoning.evaluation, lot)
    remark = ""
    same_program = told["gemaakt_met"].get("programmatekst") == this_program()["programmatekst"]
    # Another version of the program tells it in other words, so there it proves nothing.
    if same_program and told["overgenomen"] is not None and reckoning.hidden:
        given = parse_beyond(told["overgenomen"])
        parts = _taken_over(view, given)
        if parts:
            view = report_view(reckoning.evaluation, lot, beyond=given)
            remark = _TAKEN.format(parts=listing(parts))
    return sealed(view, seal["versie"], own_seal), remark


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
        self,
        report: ReportPdf,
        told: PagesData,
        seal: SealData,
        view: ReportView,
        own_seal: str,
        style: HouseStyle | None,
    ) -> None:
        self._report, self._told, self._seal, self._view, self._own_seal = report, told, seal, view, own_seal
        self._style = style or style_of(told["huisstijl"])
        look = told["huisstijl"]
        self._templates_missing = style is None and bool(look["sjablonen"])
        self._look_missing = style is None and bool(look["lettertypen"] or look["sjablonen"])
        made = told["gemaakt_met"]
        self._printed = BROWSER in made
        self._same_program = made.get("programmatekst") == this_program()["programmatekst"]

    def found(self, evaluation: Evaluation, lot: LotResult, remark: str) -> PaperFound:
        """Everything that is to be said of the pages."""
        given: Scripts = {"verslag": self._told["verslag"], "samenvatting": self._told["samenvatting"]}
        faults: list[str] = []
        remarks = [remark]
        if not self._same_program:
            remarks.append(_OTHER_PROGRAM.format(made=self._told["gemaakt_met"].get("programma", "?")[:40]))
        elif not self._templates_missing:
            made = scripts(self._view, self._seal["versie"], self._style, self._told["krap"])
            faults += [f"{PAGES}: {each}" for each in differences(given, made)]
            given = made
        paper = self._report.paper
        if paper is None:
            return PaperFound((_words(faults, [*remarks, "Er zijn geen bladzijden bij."]),))
        wrong, is_summary = self._on_paper(paper, given)
        if self._templates_missing:
            checks = [_ranking(paper, evaluation, lot, self._own_seal, _OWN_TEMPLATES)]
        else:
            checks = [_words([*self._extras(paper), *faults, *wrong], remarks)]
            if not self._same_program and not is_summary:
                checks.append(_ranking(paper, evaluation, lot, self._own_seal, ""))
        why = self._why_undrawn()
        if why:
            return PaperFound((*checks, _undrawn(why)), is_summary)
        tight = self._told["krap"] if is_summary else None
        again = Again(self._view, self._report.files, self._style, tight, self._told["gemaakt_met"])
        return PaperFound(tuple(checks), is_summary, again)

    def _on_paper(self, paper: Paper, given: Scripts) -> tuple[tuple[str, ...], bool]:
        """What is wrong with the words on the pages, and whether they are those of the summary."""
        replaced = {SEAL_MARK: self._own_seal}
        lines = (*paper.lines, *paper.loose) if self._printed else paper.lines
        outcomes = [
            (
                page_faults(lines, paper.pages, Expected(script, replaced, numbered=not self._printed)),
                is_summary,
            )
            for script, is_summary in ((given["verslag"], False), (given["samenvatting"], True))
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
        if not self._same_program:
            return _ONLY_THAT_PROGRAM
        return _NO_LETTERS if self._look_missing else ""


def _words(faults: list[str], remarks: list[str]) -> Check:
    return Check(WORDS, tuple(faults), " ".join(filter(None, remarks)))


def drawn_check(path: Path, again: Again) -> Check:
    """Make the pages again, in a process of its own, and hold everything in the PDF against them."""
    try:
        found = apart(SECONDS_TO_MAKE, _drawn, path, again, memory=MEMORY_TO_MAKE)
    except GaveUpError:
        return _undrawn(_TOO_LARGE)
    if found is None:
        return _undrawn(_NO_PANGO)
    faults, others = found
    if faults and others:
        return _undrawn(_OTHER_TOOLS.format(tools=others))
    return Check(DRAWING, faults)


def _undrawn(why: str) -> Check:
    return Check(DRAWING, remark=_UNDRAWN.format(why=why), done=False)


def _drawn(path: Path, again: Again) -> tuple[tuple[str, ...], str] | None:
    """Where the PDF differs from the same one made again; None where none can be made.

    Also the libraries that have another version here, with which a difference proves nothing.
    """
    here = {**this_program(), **made_with()}
    if BROWSER in here:
        return None
    others = (name for name in {**here, **again.made_with} if here.get(name) != again.made_with.get(name))
    told = ", ".join(f"{name} {here.get(name, 'ontbreekt')}" for name in others)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "opnieuw.pdf"
        try:
            inside = enclosures(again.files)
            if again.tight is None:
                write_pdf(again.view, made, inside, again.style)
            else:
                write_summary(again.view, made, inside, again.style, again.tight)
        except PdfNotPossibleError:
            return None
        return drawing_faults(report_bytes(path), report_bytes(made)), told


def _ranking(paper: Paper, evaluation: Evaluation, lot: LotResult, own_seal: str, remark: str) -> Check:
    """The seal and every line of the ranking stand on the pages as they should."""
    words, faults = paper.words, []
    if bare(own_seal) not in words:
        faults.append(_OTHER_SEAL)
    faults += [
        f"Op de bladzijden staat niet wat is nagerekend: {line}."
        for line in _ranking_lines(evaluation, lot)
        if bare(line) not in words
    ]
    return Check(RANKING, tuple(faults), remark, whole=not remark)


def _ranking_lines(evaluation: Evaluation, lot: LotResult) -> Iterator[str]:
    chapter = report_view(evaluation, lot).ranking
    for table in (*chapter.tables, *chapter.below_tables) if chapter else ():
        for row in table.rows:
            yield " ".join([*row.cells[: table.header + 1]])
            yield " ".join(row.cells[table.header + 1 :])
