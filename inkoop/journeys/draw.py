"""Drawing lots: which tie, among whom, and the record of what came out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from inkoop.catalogue import finding
from inkoop.domain.draws import DrawCheck, DrawRecord, ReadDraw
from inkoop.domain.evaluation import WHOLE_LOT, Evaluation, LotResult
from inkoop.domain.findings import Finding, Refused, Why
from inkoop.domain.submission import Submission
from inkoop.journeys.outcome import journey
from inkoop.readers.files.folder import ASSESSMENT_FOLDER
from inkoop.rules.award.draw_checks import departs, lot_codes
from inkoop.rules.award.draws import (
    DRAWN_BY_PEOPLE,
    GOVERNED_BY_SEED,
    draw_recipe,
    drawn_order,
    groups_to_draw,
)
from inkoop.rules.dutch_format import listing, moment_text
from inkoop.rules.seeds import published_seed, seed_form, size_note
from inkoop.rules.submission.naming import Names, NotFound
from inkoop.rules.suggestion import suggestion
from inkoop.writers.draw_record import write_draw_record

FROM_KADER = "het kader, vooraf gepubliceerd"
"""The source of a seed that stands in the kader itself."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A shared place that needs a draw."""

    lot: str
    submissions: tuple[Submission, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What the record calls them."""
        return tuple(submission.name for submission in self.submissions)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who drew, where, when, and who was there."""

    by: str = ""
    where: str = ""
    moment: datetime | None = None
    invited: tuple[str, ...] = ()
    present: tuple[str, ...] = ()


NOBODY = Meeting()
"""A draw without people: the program did it, from a published seed."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw that was done: its record, and the file that keeps it."""

    record: DrawRecord
    path: Path
    findings: tuple[Finding, ...] = ()
    """What has to be told of how it was done."""


@journey
def draw(
    evaluation: Evaluation,
    places: Sequence[Path],
    lot: str | None = None,
    seed: str = "",
    order: Sequence[str] = (),
    meeting: Meeting = NOBODY,
) -> Drawn:
    """Draw the one tie that needs it, and keep the record beside the grades.

    Refused where no draw is needed or possible, and where there is a record already. Raises OSError.

    Args:
        places: where the submissions came from; the record goes into the first folder among them.
        lot: the lot of the tie, where more than one needs a draw.
        seed: the published seed, where the kader names a source instead of the seed itself.
        order: the names as people drew them; without it the seed decides.
    """
    record = drawn_record(evaluation, lot, seed, order, meeting)
    path = _path(evaluation, record.lot, places)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return written(evaluation, record, path)
    except FileExistsError:
        raise Refused(
            f"{path} bestaat al; er is niets overschreven. Klopt dat verslag niet meer? "
            "Bewaar het buiten de map beoordeling, en loot daarna opnieuw.",
            Why.FILES,
        ) from None


def drawn_record(
    evaluation: Evaluation, lot: str | None, seed: str, order: Sequence[str], meeting: Meeting
) -> DrawRecord:
    """The record of a draw of the one tie that needs it. Raises Refused; see `draw`."""
    return _record_of(evaluation, _tie(evaluation, lot), seed, order, meeting)


def written(evaluation: Evaluation, record: DrawRecord, path: Path) -> Drawn:
    """The draw once its record is kept. Raises FileExistsError where there is one already, and OSError."""
    write_draw_record(record, path)
    place = ReadDraw(path.name, record, {}).place("wijze")
    told = (finding("LOTING-13", place),) if departs(record, evaluation.tender) else ()
    return Drawn(record, path, told)


def _record_of(
    evaluation: Evaluation, tie: Tie, seed: str, order: Sequence[str], meeting: Meeting
) -> DrawRecord:
    if not order:
        return _by_seed(evaluation, tie, seed, meeting)
    if seed:
        raise Refused("kies: --zaad, of --uitkomst van een loting door mensen.")
    needed = {
        "--door": meeting.by,
        "--plaats": meeting.where,
        "--moment": meeting.moment,
        "--genodigd": meeting.invited,
        "--aanwezig": meeting.present,
    }
    missing = [option for option, given in needed.items() if not given]
    if missing:
        raise Refused(f"bij een loting door mensen hoort ook: {', '.join(missing)}.")
    return _by_people(evaluation, tie, order, meeting)


def _tie(evaluation: Evaluation, lot: str | None) -> Tie:
    """The one tie that needs a draw, in this lot or in all lots. Raises Refused."""
    known = lot_codes(evaluation.tender)
    if lot is not None and lot not in known:
        raise Refused(f"perceel {lot} bestaat niet{suggestion(lot, known)}")
    results = [result for result in evaluation.lots if lot in (None, result.lot)]
    for result in results:
        _must_be_certain(result)
    ties = [Tie(result.lot, group) for result in results for group in groups_to_draw(result)]
    if not ties:
        done = [read.file for read in evaluation.draws if lot in (None, read.record.lot)]
        already = f" De loting staat al in {listing(done)}." if done else ""
        raise Refused(f"er hoeft niet geloot te worden: iedereen met een plaats past.{already}")
    if len(ties) > 1:
        lots = listing(tie.lot for tie in ties)
        raise Refused(f"er is meer dan één loting nodig. Kies met --perceel: {lots}.")
    return ties[0]


def _must_be_certain(result: LotResult) -> None:
    """A draw on a ranking that can still change would have to be done again."""
    where = "" if result.lot == WHOLE_LOT else f" in perceel {result.lot}"
    if result.waiting:
        raise Refused(f"er is nog geen rangorde{where}: er ontbreken cijfers.", Why.FIRST)
    if result.undecided:
        names = listing(undecided.submission.name for undecided in result.undecided)
        raise Refused(
            f"de rangorde{where} kan nog veranderen. Neem eerst een besluit over {names}, en loot daarna.",
            Why.FIRST,
        )


def _by_seed(evaluation: Evaluation, tie: Tie, seed: str, meeting: Meeting) -> DrawRecord:
    """The draw that follows from a seed. Raises Refused when the kader published none."""
    rules = evaluation.tender.award.draw if evaluation.tender.award else None
    if rules is None or not (rules.seed or rules.seed_source):
        raise Refused(
            "het kader noemt vooraf geen zaad en geen bron daarvoor (gunning.loting). "
            "Laat mensen loten en geef de --uitkomst op."
        )
    counted = published_seed(rules, seed)
    if counted is None and rules.seed:
        raise Refused("dit --zaad is niet het zaad dat in het kader staat.")
    if counted is None:
        begin = "dit --zaad past niet. Geef" if seed else "geef"
        raise Refused(
            f"{begin} met --zaad op wat uit deze bron kwam: {rules.seed_source}. Vorm: {seed_form(rules)}."
            f"{size_note(rules, seed)}"
        )
    missing = [
        option for option, given in (("--door", meeting.by), ("--moment", meeting.moment)) if not given
    ]
    if missing:
        raise Refused(f"leg ook vast wie er lootte en wanneer: {', '.join(missing)}.")
    order = drawn_order(counted, tie.lot, tie.names)
    if not order:
        raise Refused("twee namen hebben hetzelfde controlegetal. Laat mensen loten.")
    checks = tuple(
        DrawCheck.model_validate(
            {"inschrijver": name, "sha256": found, "opdracht": draw_recipe(counted, tie.lot, name)}
        )
        for name, found in order
    )
    return _record(
        evaluation,
        tie,
        meeting,
        wijze=GOVERNED_BY_SEED,
        uitkomst=[name for name, _ in order],
        zaad=counted,
        zaad_bron=FROM_KADER if rules.seed else rules.seed_source,
        controle=checks,
    )


def _by_people(evaluation: Evaluation, tie: Tie, order: Sequence[str], meeting: Meeting) -> DrawRecord:
    """The draw that people did. Raises Refused unless everybody drawn was invited."""
    drawn = _resolved(order, tie, "--uitkomst")
    invited = _resolved(meeting.invited, tie, "--genodigd")
    for option, given in (("--uitkomst", drawn), ("--genodigd", invited)):
        missing = [name for name in tie.names if name not in given]
        if missing:
            raise Refused(f"bij {option} ontbreekt {listing(missing)}. {_why(option)}")
    return _record(
        evaluation, tie, meeting, wijze=DRAWN_BY_PEOPLE, uitkomst=list(drawn), genodigd=list(invited)
    )


def _why(option: str) -> str:
    if option == "--genodigd":
        return "Iedereen die meeloot moet uitgenodigd zijn; anders kan een rechter de loting laten overdoen."
    return "Noem iedereen onder wie geloot is, in de volgorde van de loting."


def _resolved(given: Iterable[str], tie: Tie, option: str) -> tuple[str, ...]:
    """The names as they stand in the submissions, each once. Raises Refused."""
    known = Names(tie.submissions)
    found: list[str] = []
    for name in given:
        meant = known.find(name)
        if isinstance(meant, NotFound):
            why = f"{meant}" if meant.files else f"{name} bij {option} loot niet mee{meant.near}"
            raise Refused(why)
        if meant.name in found:
            raise Refused(f"{name} staat twee keer bij {option}.")
        found.append(meant.name)
    return tuple(found)


def _record(evaluation: Evaluation, tie: Tie, meeting: Meeting, **more: object) -> DrawRecord:
    closes = evaluation.tender.info.closes
    if meeting.moment and meeting.moment < closes:
        raise Refused(f"dat --moment ligt vóór de sluiting ({moment_text(closes)}).")
    return DrawRecord.model_validate(
        {
            "loting": 2,
            "kenmerk": evaluation.tender.info.reference,
            "kader": evaluation.fingerprint,
            "perceel": tie.lot,
            "inschrijvers": list(tie.names),
            "door": meeting.by,
            "plaats": meeting.where,
            "moment": f"{meeting.moment:%Y-%m-%d %H:%M}" if meeting.moment else None,
            "genodigd": list(meeting.invited),
            "aanwezig": list(meeting.present),
        }
        | more
    )


def _path(evaluation: Evaluation, lot: str, places: Sequence[Path]) -> Path:
    """Where the record belongs: beside the first folder's grades. Raises Refused without a folder.

    A lot may need a second draw, about another tie; a record that is not used keeps its name taken.
    """
    folder = next((place for place in places if place.is_dir()), None)
    if folder is None:
        raise Refused("geef de map met inschrijvingen op; daarin komt het verslag te staan.")
    earlier = [read.file for read in evaluation.draws if read.record.lot == lot]
    number = f"-{len(earlier) + 1}" if earlier else ""
    return folder / ASSESSMENT_FOLDER / f"loting-{lot}{number}.yaml"
