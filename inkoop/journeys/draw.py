"""Drawing lots: which tie, among whom, and the record of what came out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from inkoop.domain.draws import DrawCheck, DrawRecord
from inkoop.domain.evaluation import WHOLE_LOT, Evaluation, LotResult
from inkoop.domain.submission import Submission
from inkoop.readers.files.folder import ASSESSMENT_FOLDER
from inkoop.rules.award.draw_checks import lot_codes
from inkoop.rules.award.draws import (
    DRAWN_BY_PEOPLE,
    GOVERNED_BY_SEED,
    draw_recipe,
    drawn_order,
    groups_to_draw,
)
from inkoop.rules.dutch_format import listing, moment_text
from inkoop.rules.seeds import published_seed, seed_form
from inkoop.rules.submission.naming import Names, NotFound
from inkoop.rules.suggestion import suggestion
from inkoop.writers.draw_record import write_draw_record

FROM_KADER = "het kader, vooraf gepubliceerd"
"""The source of a seed that stands in the kader itself."""


class DrawRefusedError(Exception):
    """There can be no draw now; the message says why, in Dutch."""


class NotYetError(DrawRefusedError):
    """First something else has to be done: grades, or decisions."""


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


def tie_to_draw(evaluation: Evaluation, lot: str | None) -> Tie:
    """The one tie that needs a draw, in this lot or in all lots. Raises DrawRefusedError."""
    known = lot_codes(evaluation.tender)
    if lot is not None and lot not in known:
        raise DrawRefusedError(f"perceel {lot} bestaat niet{suggestion(lot, known)}")
    results = [result for result in evaluation.lots if lot in (None, result.lot)]
    for result in results:
        _must_be_certain(result)
    ties = [Tie(result.lot, group) for result in results for group in groups_to_draw(result)]
    if not ties:
        done = [read.file for read in evaluation.draws if lot in (None, read.record.lot)]
        already = f" De loting staat al in {listing(done)}." if done else ""
        raise DrawRefusedError(f"er hoeft niet geloot te worden: iedereen met een plaats past.{already}")
    if len(ties) > 1:
        lots = listing(tie.lot for tie in ties)
        raise DrawRefusedError(f"er is meer dan één loting nodig. Kies met --perceel: {lots}.")
    return ties[0]


def _must_be_certain(result: LotResult) -> None:
    """A draw on a ranking that can still change would have to be done again."""
    where = "" if result.lot == WHOLE_LOT else f" in perceel {result.lot}"
    if result.waiting:
        raise NotYetError(f"er is nog geen rangorde{where}: er ontbreken cijfers.")
    if result.undecided:
        names = listing(undecided.submission.name for undecided in result.undecided)
        raise NotYetError(
            f"de rangorde{where} kan nog veranderen. Neem eerst een besluit over {names}, en loot daarna."
        )


def seed_record(evaluation: Evaluation, tie: Tie, seed: str, meeting: Meeting) -> DrawRecord:
    """The draw that follows from a seed. Raises DrawRefusedError when the kader published none."""
    rules = evaluation.tender.award.draw if evaluation.tender.award else None
    if rules is None or not (rules.seed or rules.seed_source):
        raise DrawRefusedError(
            "het kader noemt vooraf geen zaad en geen bron daarvoor (gunning.loting). "
            "Laat mensen loten en geef de --uitkomst op."
        )
    counted = published_seed(rules, seed)
    if counted is None and rules.seed:
        raise DrawRefusedError("dit --zaad is niet het zaad dat in het kader staat.")
    if counted is None:
        begin = "dit --zaad past niet. Geef" if seed else "geef"
        raise DrawRefusedError(
            f"{begin} met --zaad op wat uit deze bron kwam: {rules.seed_source}. Vorm: {seed_form(rules)}."
        )
    missing = [
        option for option, given in (("--door", meeting.by), ("--moment", meeting.moment)) if not given
    ]
    if missing:
        raise DrawRefusedError(f"leg ook vast wie er lootte en wanneer: {', '.join(missing)}.")
    order = drawn_order(counted, tie.lot, tie.names)
    if not order:
        raise DrawRefusedError("twee namen hebben hetzelfde controlegetal. Laat mensen loten.")
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


def people_record(evaluation: Evaluation, tie: Tie, order: Sequence[str], meeting: Meeting) -> DrawRecord:
    """The draw that people did. Raises DrawRefusedError unless everybody drawn was invited."""
    drawn = resolved(order, tie, "--uitkomst")
    invited = resolved(meeting.invited, tie, "--genodigd")
    for option, given in (("--uitkomst", drawn), ("--genodigd", invited)):
        missing = [name for name in tie.names if name not in given]
        if missing:
            raise DrawRefusedError(f"bij {option} ontbreekt {listing(missing)}. {_why(option)}")
    return _record(
        evaluation, tie, meeting, wijze=DRAWN_BY_PEOPLE, uitkomst=list(drawn), genodigd=list(invited)
    )


def _why(option: str) -> str:
    if option == "--genodigd":
        return "Iedereen die meeloot moet uitgenodigd zijn; anders kan een rechter de loting laten overdoen."
    return "Noem iedereen onder wie geloot is, in de volgorde van de loting."


def resolved(given: Iterable[str], tie: Tie, option: str) -> tuple[str, ...]:
    """The names as they stand in the submissions, each once. Raises DrawRefusedError."""
    known = Names(tie.submissions)
    found: list[str] = []
    for name in given:
        meant = known.find(name)
        if isinstance(meant, NotFound):
            why = f"{meant}" if meant.files else f"{name} bij {option} loot niet mee{meant.near}"
            raise DrawRefusedError(why)
        if meant.name in found:
            raise DrawRefusedError(f"{name} staat twee keer bij {option}.")
        found.append(meant.name)
    return tuple(found)


def _record(evaluation: Evaluation, tie: Tie, meeting: Meeting, **more: object) -> DrawRecord:
    closes = evaluation.tender.info.closes
    if meeting.moment and meeting.moment < closes:
        raise DrawRefusedError(f"dat --moment ligt vóór de sluiting ({moment_text(closes)}).")
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


def record_path(evaluation: Evaluation, tie: Tie, places: Sequence[Path]) -> Path:
    """Where the record belongs: beside the first folder's grades. Raises DrawRefusedError without a folder.

    A lot may need a second draw, about another tie; a record that is not used keeps its name taken.
    """
    folder = next((place for place in places if place.is_dir()), None)
    if folder is None:
        raise DrawRefusedError("geef de map met inschrijvingen op; daarin komt het verslag te staan.")
    earlier = [read.file for read in evaluation.draws if read.record.lot == tie.lot]
    number = f"-{len(earlier) + 1}" if earlier else ""
    return folder / ASSESSMENT_FOLDER / f"loting-{tie.lot}{number}.yaml"


def keep_record(record: DrawRecord, path: Path) -> None:
    """Write the record. Raises FileExistsError where there is one, and OSError."""
    write_draw_record(record, path)
