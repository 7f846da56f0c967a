"""The ranked report as plain data: everything it says, and nothing about how it looks.

The same evaluation always gives the same view: there is no clock here, every date is the kader's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from inkoop.analysis.award.firmness import Firmness, firmness
from inkoop.analysis.award.one_left_out import LeftOut, one_left_out
from inkoop.domain.evaluation import Evaluation, LotResult
from inkoop.domain.tender import PolicySource
from inkoop.rules.dutch_format import moment_text
from inkoop.views.procedure.clock import clock_words
from inkoop.views.procedure.vault import vault_words
from inkoop.views.report.consequences import People, consequences_chapter, people_of
from inkoop.views.report.coverage import coverage_chapter
from inkoop.views.report.criteria import criterion_chapters
from inkoop.views.report.fairness import fairness_chapter
from inkoop.views.report.firmness import firmness_chapter
from inkoop.views.report.lots import lots_page
from inkoop.views.report.method import method
from inkoop.views.report.model import (
    Annex,
    Beyond,
    ContentsLine,
    Cover,
    CriterionChapter,
    InsightChapter,
    ProviderPage,
    ReportView,
)
from inkoop.views.report.paper import paper_view
from inkoop.views.report.parties import NAME_LENGTH, Field, field_of
from inkoop.views.report.providers import provider_pages
from inkoop.views.report.ranking import ranking_chapter
from inkoop.views.report.ranking_charts import key_row, key_title
from inkoop.views.report.summary import status, summary
from inkoop.views.report.tables import parts
from inkoop.views.report.texts import GLOSSARY
from inkoop.views.words.blocks import Column, Table, TableRow
from inkoop.views.words.counting import PROCEDURES, capital
from inkoop.views.words.replaced import ReplacedData, replaced_text
from inkoop.views.words.standing import lot_name
from inkoop.views.words.wording import plain, sentence, shortened

_GROUPS_ON_COVER = 4


def each_report(evaluation: Evaluation, whole: Evaluation | None = None) -> Iterator[tuple[str, ReportView]]:
    """The reports on an evaluation, each with the name of its files; of many lots they take much memory.

    Args:
        whole: the evaluation with all answers, where the other is a version without some of them. What the
            award means is reckoned from this one, and shows nothing of a single answer.
    """
    people, left_out = people_of(whole or evaluation), one_left_out(evaluation)
    for lot in evaluation.lots:
        view = _view(evaluation, lot, whole or evaluation, people, left_out=left_out)
        yield report_name(evaluation, lot.lot), view


def report_name(evaluation: Evaluation, lot: str) -> str:
    """The name of the files of the public report on a lot."""
    return f"rapport-{lot}" if evaluation.tender.lots else "rapport"


EDITIONS = {
    "openbaar": "Openbare versie",
    "besloten": "Besloten versie: alleen voor de opdrachtgever",
}
"""What the cover says of who may see a version."""


def sealed(view: ReportView, edition: str, seal: str) -> ReportView:
    """The report as one of its versions, with the seal over the data inside it."""
    paper = sealed(view.paper, edition, seal) if view.paper else None
    cover = replace(view.cover, edition=EDITIONS[edition])
    return replace(view, cover=cover, annex=replace(view.annex, seal=seal), paper=paper)


def with_replaced(view: ReportView, replaced: ReplacedData | None) -> ReportView:
    """The report with the one whose place it takes, if there was one."""
    if replaced is None:
        return view
    paper = with_replaced(view.paper, replaced) if view.paper else None
    cover = replace(view.cover, replaced=replaced_text(replaced))
    annex = replace(view.annex, replaced=replaced["zegel"])
    return replace(view, cover=cover, annex=annex, paper=paper)


def report_view(
    evaluation: Evaluation,
    lot: LotResult | None = None,
    whole: Evaluation | None = None,
    beyond: Beyond | None = None,
) -> ReportView:
    """The whole report on one lot; without naming one, on the first.

    Args:
        whole: see `each_report`.
        beyond: what was reckoned before, from answers which are not at hand.
    """
    whole = whole or evaluation
    people = None if beyond else people_of(whole)
    left_out = {} if beyond else one_left_out(evaluation)
    return _view(evaluation, lot or evaluation.lots[0], whole, people, beyond, left_out)


def _view(
    evaluation: Evaluation,
    lot: LotResult,
    whole: Evaluation,
    people: People | None,
    beyond: Beyond | None = None,
    left_out: Mapping[str, LeftOut] = MappingProxyType({}),
) -> ReportView:
    """The report on one lot; where people are is the same for all of them."""
    field = field_of(lot, evaluation)
    lots = lots_page(evaluation)
    firm = firmness(field.lot, evaluation.assessment, left_out.get(lot.lot))
    told = beyond or Beyond(
        summary(field, people, firm), tuple(_insights(evaluation, whole, field.lot.lot, people, firm))
    )
    insights = told.insights
    ranking = ranking_chapter(field)
    criteria = criterion_chapters(field) if evaluation.tender.award else ()
    providers = provider_pages(field, evaluation)
    whole_view = ReportView(
        contents=_contents(criteria, providers, insights, ranked=ranking is not None, lots=lots is not None),
        cover=_cover(evaluation, field),
        summary=told.summary,
        lots=lots,
        ranking=ranking,
        insights=insights,
        criteria=criteria,
        providers=providers,
        method=method(field, evaluation),
        annex=_annex(evaluation),
        dated=evaluation.tender.info.closes.date().isoformat(),
    )
    return replace(whole_view, paper=paper_view(whole_view, field))


def _insights(
    evaluation: Evaluation, whole: Evaluation, lot: str, people: People | None, firm: Firmness | None
) -> Iterator[InsightChapter]:
    """What the award means, as far as the kader asks for what that takes.

    What is told of points comes from the version itself; only where people are is reckoned from the whole.
    """
    field = field_of(next(each for each in evaluation.lots if each.lot == lot), evaluation)
    chapters = (
        consequences_chapter(whole, people) if people else None,
        coverage_chapter(whole),
        firmness_chapter(field, firm),
        fairness_chapter(evaluation, lot),
    )
    return (chapter for chapter in chapters if chapter is not None)


def _contents(
    criteria: tuple[CriterionChapter, ...],
    providers: tuple[ProviderPage, ...],
    insights: tuple[InsightChapter, ...],
    *,
    ranked: bool,
    lots: bool,
) -> tuple[ContentsLine, ...]:
    """The chapters that this report has, numbered, with their pages."""
    chapters: list[tuple[str, str, tuple[ContentsLine, ...]]] = [("In één oogopslag", "oogopslag", ())]
    if lots:
        chapters.append(("Alle percelen", "percelen", ()))
    if ranked:
        chapters.append(("Rangorde", "rangorde", ()))
    chapters += [(insight.title, insight.anchor, ()) for insight in insights]
    if criteria:
        lines = tuple(ContentsLine(c.code, c.title, c.anchor) for c in criteria)
        chapters.append(("De criteria", "criteria", lines))
    pages = tuple(ContentsLine(page.label or "–", page.name, page.anchor) for page in providers)
    chapters += [
        ("De aanbieders", "aanbieders", pages),
        ("Zo is er gerekend", "methode", ()),
        ("Bijlagen", "bijlagen", ()),
    ]
    return tuple(
        ContentsLine(str(number), title, anchor, parts)
        for number, (title, anchor, parts) in enumerate(chapters, start=1)
    )


def _cover(evaluation: Evaluation, field: Field) -> Cover:
    info = evaluation.tender.info
    return Cover(
        title=info.title,
        reference=info.reference,
        buyer=info.buyer,
        procedure=PROCEDURES[info.procedure],
        published=moment_text(info.published),
        closes=moment_text(info.closes),
        status=status(field),
        introduction=sentence(info.introduction),
        fictional=info.fictional,
        fictional_note=sentence(info.fictional_note),
        fingerprint=" ".join(_fours(evaluation.fingerprint)[:_GROUPS_ON_COVER]),
        key=key_row(field.tender),
        key_title=key_title(field.tender),
        lot=capital(lot_name(field.lot)) if evaluation.tender.lots else "",
        record=" ".join(_fours(evaluation.record.stand)[:_GROUPS_ON_COVER]) if evaluation.record else "",
    )


def _fours(fingerprint: str) -> list[str]:
    return [fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4)]


def _annex(evaluation: Evaluation) -> Annex:
    files = [(plain(s.name), plain(s.file), s.size, s.sha256) for s in evaluation.submissions]
    assessment = [(plain(file), size, sha256) for file, size, sha256 in evaluation.assessment.files]
    columns = (Column("Bestand"), Column("Bytes", numeric=True), Column("Vingerafdruk (SHA-256)"))
    submissions = Table(
        "Inschrijvingen",
        (Column("Aanbieder"), *columns),
        tuple(TableRow((_short(name), _short(file), _bytes(size), sha)) for name, file, size, sha in files),
    )
    workbooks = Table(
        "Werkbladen met cijfers en besluiten",
        columns,
        tuple(TableRow((_short(file), _bytes(size), sha)) for file, size, sha in assessment),
    )
    return Annex(
        fingerprint=evaluation.fingerprint,
        files=tuple(parts(submissions)),
        assessment=tuple(parts(workbooks)),
        sources=tuple(_sources(evaluation.tender.policy_sources)),
        glossary=GLOSSARY,
        reading=_reading(evaluation),
        stand=evaluation.record.stand if evaluation.record else "",
        clock=tuple(clock_words(evaluation.record)) if evaluation.record else (),
        prices=vault_words(evaluation.record.prices) if evaluation.record else "",
    )


def _reading(evaluation: Evaluation) -> str:
    """How many of the workbooks that could be read were read by two programs."""
    read = [submission for submission in evaluation.submissions if submission.answers]
    twice = sum(submission.read_twice for submission in read)
    two = "door twee programma's gelezen die niets delen. Waar die iets anders lazen, besluit een mens."
    if not read:
        return ""
    if not twice:
        return "De inschrijvingen zijn door één programma gelezen."
    if twice == len(read):
        return f"Elke inschrijving is {two}"
    verb = "is er één" if twice == 1 else f"zijn er {twice}"
    return f"Van de {len(read)} inschrijvingen {verb} {two}"


def _short(text: str) -> str:
    return shortened(text, NAME_LENGTH)


def _bytes(size: int) -> str:
    return f"{size:,}".replace(",", ".")


def _sources(sources: tuple[PolicySource, ...]) -> Iterator[Table]:
    for source in sources:
        rows = tuple(
            TableRow((principle.code, sentence(principle.text), principle.passage))
            for principle in source.principles
        )
        where = f". {source.location}" if source.location else ""
        caption = f"{source.title} – {source.publisher}, {source.year}{where}"
        yield Table(caption, (Column("Code"), Column("Uitgangspunt"), Column("Woorden uit de bron")), rows)
