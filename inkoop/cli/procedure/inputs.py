"""What a command reckons with: a kader and submissions that were named, or the tender in this folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from inkoop.domain.evaluation import Evaluation
    from inkoop.domain.findings import Outcome
    from inkoop.journeys.progress import Progress

KaderOrHere = Annotated[
    Path | None,
    typer.Argument(
        metavar="[KADER]",
        help="Het kader: een YAML-bestand. Zonder: de aanbesteding in de map waarin u staat.",
        show_default=False,
    ),
]
PlacesOrHere = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[INSCHRIJVINGEN]",
        help="Na een kader: een of meer mappen of bestanden met inschrijvingen.",
        show_default=False,
    ),
]


def evaluation_of(
    kader: Path | None,
    places: Sequence[Path] | None,
    grades: Path | None,
    report: Progress,
    *,
    twice: bool = False,
    shut: bool = False,
    meanwhile: Callable[[], None] = lambda: None,
) -> Outcome[Evaluation | None]:
    """The evaluation of what was named; without a name that of the tender in the present folder.

    Ends with exit code 2 where neither is there, or where half of it is named.

    Args:
        shut: also while the prices of the tender in the present folder lie in the vault.
        meanwhile: what else to load while the workbooks are read.
    """
    from inkoop.cli.console import ExitCode, fail

    if kader is not None and places:
        return _evaluated(kader, places, grades, report, meanwhile, twice=twice)
    if kader is not None:
        fail(ExitCode.USAGE, "noem na het kader ook de inschrijvingen.")
    from inkoop.cli.files import working_in
    from inkoop.domain.findings import Outcome
    from inkoop.journeys.procedure.folder import is_tender_folder
    from inkoop.journeys.procedure.outcome import evaluate_folder

    if not is_tender_folder(Path()):
        named = "noem het kader en de inschrijvingen, of ga naar de map van een aanbesteding."
        fail(ExitCode.USAGE, named)
    if grades is not None:
        told = "--cijfers past hier niet: het dossier zegt welke cijfers tellen. Noem een kader erbij."
        fail(ExitCode.USAGE, told)
    with working_in(Path()):
        made = evaluate_folder(Path(), report, twice, shut=shut)
    return Outcome(made.value, made.value.findings if made.value else (), made.refusal, made.notes)


def _evaluated(
    kader: Path,
    places: Sequence[Path],
    grades: Path | None,
    report: Progress,
    meanwhile: Callable[[], None],
    *,
    twice: bool,
) -> Outcome[Evaluation | None]:
    """What was named. Processes read the workbooks while this one loads its program, which takes as long."""
    from inkoop.readers.files.folder import find_submissions
    from inkoop.readers.files.isolation import reading

    with find_submissions(places, grades) as found, reading(found.workbooks, twice=twice) as workbooks:
        from inkoop.journeys.evaluate import evaluate_found

        meanwhile()
        return evaluate_found(kader, found, workbooks, report)


def kader_used(kader: Path | None) -> Path:
    """The file with the rules: the one that was named, else what was published last in this folder."""
    from inkoop.cli.files import working_in
    from inkoop.cli.refusal import usable
    from inkoop.journeys.procedure.outcome import kader_of

    if kader is not None:
        return kader
    with working_in(Path()):
        return usable(kader_of(Path()))
