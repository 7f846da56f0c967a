"""The dossier that travels inside a report: all that an evaluation rests on, by one model written and read.

With the dossier and the kader anybody can reckon everything again, without the workbooks. In the public
version answers to confidential questions are left out, and say so. A dossier from outside may come from
anybody: the model checks its shape before anything is used, and each value is held against its question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any

from pydantic import (
    AwareDatetime,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    with_config,
)

from inkoop.domain.answers import Number
from inkoop.domain.draws import DrawRecord, ReadDraw
from inkoop.domain.evaluation import Evaluation, PriceCustody, RecordMark
from inkoop.domain.fields import Maybe
from inkoop.domain.questions import Column, Question, TableQuestion
from inkoop.domain.records import (
    DossierError,
    FindingRecord,
    PlaceRecord,
    Size,
    SubmissionRecord,
    value_data,
    value_of,
)
from inkoop.domain.submission import (
    Assessment,
    Decision,
    Given,
    Grade,
    Ruling,
    Submission,
    SubmissionId,
    TableCell,
)
from inkoop.domain.tender import Tender

FORMAT = "inkoop/dossier/1"


@dataclass(frozen=True, slots=True)
class WorkbookRecord:
    """A workbook of the panel."""

    file: Annotated[str, Field(alias="bestand")]
    size: Size
    sha256: str


@dataclass(frozen=True, slots=True)
class GivenRecord:
    """What one assessor gave before the panel met; only in a closed report."""

    label: Annotated[str, Field(alias="beoordelaar")]
    grade: Annotated[str, Field(alias="cijfer")]
    comment: Annotated[str, Field(alias="toelichting")]

    @classmethod
    def of(cls, given: Given) -> GivenRecord:
        """The record of it."""
        return cls(given.label, Number(given.grade).data, given.comment)

    def read(self) -> Given:
        """What was given. Raises DossierError when the grade is no number."""
        return Given(self.label, _grade(self.grade), self.comment)


@dataclass(frozen=True, slots=True)
class GradeRecord:
    """A grade of the panel with its comment."""

    tenderer: Annotated[str, Field(alias="inschrijver")]
    criterion: Annotated[str, Field(alias="criterium")]
    grade: Annotated[str, Field(alias="cijfer")]
    comment: Annotated[str, Field(alias="toelichting")]
    place: Annotated[PlaceRecord, Field(alias="vindplaats")]
    file: Annotated[str | None, Field(alias="bestand")] = None
    others: Annotated[tuple[str, ...] | None, Field(alias="andere_cijfers")] = None
    given: Annotated[tuple[GivenRecord, ...] | None, Field(alias="gegeven")] = None

    @classmethod
    def of(cls, grade: Grade, of: Submission) -> GradeRecord:
        """The record of a grade."""
        return cls(
            of.tenderer,
            grade.criterion,
            Number(grade.grade).data,
            grade.comment,
            PlaceRecord.of(grade.place),
            of.file,
            tuple(Number(other).data for other in grade.others) or None,
            tuple(map(GivenRecord.of, grade.given)) or None,
        )

    def read(self, of: SubmissionId) -> Grade:
        """The grade of one submission. Raises DossierError when it is no number."""
        return Grade(
            of,
            self.criterion,
            _grade(self.grade),
            self.comment,
            self.place.read_cell(),
            tuple(map(_grade, self.others or ())),
            tuple(given.read() for given in self.given or ()),
        )


def _grade(text: str) -> Decimal:
    try:
        return Number.of(text).value
    except ValueError:
        raise DossierError(f"een cijfer is geen getal: {text[:20]}") from None


@dataclass(frozen=True, slots=True)
class TableCellRecord:
    """An answer in a table: its column, its row among the filled ones from 0, and its cells."""

    column: Annotated[str, Field(alias="kolom")]
    row: Annotated[int, Field(alias="rij", ge=0, le=100_000)]
    cells: Annotated[tuple[str, ...], Field(alias="cellen", min_length=1)]


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision of a person with its motivation."""

    tenderer: Annotated[str, Field(alias="inschrijver")]
    subject: Annotated[str, Field(alias="onderwerp")]
    met: Annotated[bool, Field(alias="voldoet")]
    motivation: Annotated[str, Field(alias="motivering")]
    place: Annotated[PlaceRecord, Field(alias="vindplaats")]
    file: Annotated[str | None, Field(alias="bestand")] = None
    ruling: Annotated[str | None, Field(alias="besluit")] = None
    lot: Annotated[str | None, Field(alias="perceel")] = None
    by: Annotated[str | None, Field(alias="door")] = None
    given: Annotated[str | None, Field(alias="tekst")] = None
    value: Annotated[Any, Field(alias="waarde")] = None
    cell: Annotated[TableCellRecord | None, Field(alias="tabelcel")] = None

    @classmethod
    def of(cls, made: Decision, of: Submission) -> DecisionRecord:
        """The record of a decision."""
        return cls(
            of.tenderer,
            made.subject,
            made.met,
            made.motivation,
            PlaceRecord.of(made.place),
            of.file,
            made.ruling.value,
            made.lot or None,
            made.by or None,
            made.given or None,
            value_data(made.value) if made.value else None,
            TableCellRecord(made.cell.column, made.cell.row, made.cell.cells) if made.cell else None,
        )

    def read(self, of: SubmissionId, tender: Tender) -> Decision:
        """The decision on one submission; an older dossier only says whether that goes on."""
        ruling = self.ruling or (Ruling.MET if self.met else Ruling.NOT_MET)
        if ruling not in tuple(Ruling):
            raise DossierError(f"het besluit {ruling[:20]} is hier niet bekend")
        question = tender.questions.get(self.subject)
        asked = question if self.cell is None else self._column(question, self.cell.column)
        value = None
        if self.value is not None and asked is not None:
            value = value_of(self.value, asked, self.place.file)
        return Decision(
            of,
            self.subject,
            Ruling(ruling),
            self.motivation,
            self.place.read_cell(),
            self.lot or "",
            self.by or "",
            self.given or "",
            value,
            TableCell(self.cell.column, self.cell.row, self.cell.cells) if self.cell else None,
        )

    def _column(self, asked: Question | None, column: str) -> Column:
        columns = asked.columns if isinstance(asked, TableQuestion) else ()
        for each in columns:
            if each.code == column:
                return each
        raise DossierError(f"het besluit over {self.subject[:20]} gaat over een kolom die er niet is")


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """Everything people decided."""

    files: Annotated[tuple[WorkbookRecord, ...], Field(alias="bestanden")]
    grades: Annotated[tuple[GradeRecord, ...], Field(alias="cijfers")]
    decisions: Annotated[tuple[DecisionRecord, ...], Field(alias="besluiten")]

    @classmethod
    def of(cls, made: Assessment, submissions: Iterable[Submission]) -> AssessmentRecord:
        """The record of an assessment of these submissions."""
        whose = {submission.id: submission for submission in submissions}
        return cls(
            tuple(WorkbookRecord(*file) for file in made.files),
            tuple(GradeRecord.of(grade, whose[grade.submission]) for grade in made.grades.values()),
            tuple(DecisionRecord.of(each, whose[each.submission]) for each in made.decisions.values()),
        )

    def read(self, submissions: Sequence[Submission], tender: Tender) -> Assessment:
        """What people graded and decided about these submissions."""
        return Assessment(
            tuple((file.file, file.size, file.sha256) for file in self.files),
            {
                (who, grade.criterion): grade.read(who)
                for grade in self.grades
                for who in _meant(grade, submissions)
            },
            {
                decision.key: decision
                for made in self.decisions
                for decision in (made.read(who, tender) for who in _meant(made, submissions))
            },
        )


def _meant(made: GradeRecord | DecisionRecord, submissions: Sequence[Submission]) -> Iterator[SubmissionId]:
    """Whom a grade or decision is about: the file it names; in an older dossier everybody of that name."""
    for one in submissions:
        if one.file == made.file if made.file is not None else one.tenderer == made.tenderer:
            yield one.id


@dataclass(frozen=True, slots=True)
class DrawFile:
    """The record of a draw, with the keys that it has in its file."""

    file: Annotated[str, Field(alias="bestand")]
    record: Annotated[dict[str, Any], Field(alias="verslag")]

    @classmethod
    def of(cls, read: ReadDraw) -> DrawFile:
        """The record as it stood in its file."""
        record = read.record.model_dump(by_alias=True, exclude_defaults=True, mode="json")
        record["loting"] = read.record.version
        if read.record.moment:
            record["moment"] = f"{read.record.moment:%Y-%m-%d %H:%M}"
        return cls(read.file, record)

    def read(self) -> ReadDraw:
        """The record of the draw. Raises DossierError for one that has not the shape of a record."""
        try:
            return ReadDraw(self.file, DrawRecord.model_validate(self.record), {})
        except ValidationError as error:
            raise DossierError("een verslag van een loting heeft niet de goede vorm") from error


@dataclass(frozen=True, slots=True)
class CustodyRecord:
    """How prices were kept until the quality was fixed."""

    opened: Annotated[Maybe[AwareDatetime], Field(alias="geopend")] = None
    keys: Annotated[tuple[str, ...], Field(alias="sleutels")] = ()
    why_none: Annotated[str, Field(alias="zonder_kluis")] = ""


@dataclass(frozen=True, slots=True)
class MarkRecord:
    """Up to which line of a tender's record the evaluation goes."""

    stand: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    set_by_hand: Annotated[tuple[int, ...], Field(alias="klok_gezet")]
    backwards: Annotated[tuple[int, ...], Field(alias="klok_terug")]
    prices: Annotated[Maybe[CustodyRecord], Field(alias="prijzen")] = None

    @classmethod
    def of(cls, mark: RecordMark) -> MarkRecord:
        """The record of it."""
        kept = mark.prices
        prices = CustodyRecord(kept.opened, kept.keys, kept.why_none) if kept else None
        return cls(mark.stand, mark.set_by_hand, mark.backwards, prices)

    def read(self) -> RecordMark:
        """The mark."""
        kept = self.prices
        prices = PriceCustody(kept.opened, kept.keys, kept.why_none) if kept else None
        return RecordMark(self.stand, self.set_by_hand, self.backwards, prices)


@with_config(ConfigDict(strict=True))
@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything an evaluation rests on, besides the kader itself."""

    form: Annotated[str, Field(alias="formaat")]
    fingerprint: Annotated[str, Field(alias="vingerafdruk")]
    submissions: Annotated[tuple[SubmissionRecord, ...], Field(alias="inschrijvingen")]
    assessment: Annotated[AssessmentRecord, Field(alias="beoordeling")]
    draws: Annotated[tuple[DrawFile, ...], Field(alias="lotingen")]
    findings: Annotated[tuple[FindingRecord, ...], Field(alias="bevindingen")]
    record: Annotated[MarkRecord | None, Field(alias="dossier")] = None
    """None outside a tender's folder."""

    @classmethod
    def of(cls, evaluation: Evaluation, hidden: Collection[tuple[SubmissionId, str]] = ()) -> Dossier:
        """The dossier of an evaluation, of the public version when anything may be hidden.

        Args:
            hidden: submission and question of every answer that the public version leaves out.
        """
        return cls(
            FORMAT,
            evaluation.fingerprint,
            tuple(SubmissionRecord.of(one, evaluation.about(one), hidden) for one in evaluation.submissions),
            AssessmentRecord.of(evaluation.assessment, evaluation.submissions),
            tuple(map(DrawFile.of, evaluation.draws)),
            FindingRecord.of(evaluation.findings),
            MarkRecord.of(evaluation.record) if evaluation.record else None,
        )

    def withheld(self, submissions: Sequence[Submission]) -> frozenset[tuple[SubmissionId, str]]:
        """Submission and question of every answer that the public version leaves out."""
        return frozenset(
            (submission.id, answer.question)
            for submission, record in zip(submissions, self.submissions, strict=True)
            for answer in record.answers
            if answer.confidential
        )

    @property
    def data(self) -> dict[str, Any]:
        """The dossier as plain JSON."""
        found: dict[str, Any] = _model().dump_python(self, mode="json", by_alias=True, exclude_none=True)
        return found


def parse_dossier(data: bytes) -> Dossier:
    """The dossier in a file. Raises DossierError when it is not one, whatever is wrong with it."""
    try:
        found = _model().validate_json(data)
    except ValidationError as error:
        raise DossierError("de gegevens hebben niet de vorm van een dossier") from error
    if found.form != FORMAT:
        raise DossierError(f"het formaat {found.form[:60]} is hier niet bekend; nodig is {FORMAT}")
    return found


@cache
def _model() -> TypeAdapter[Dossier]:
    return TypeAdapter(Dossier)
