"""`inkoop vraagbrief`: draft letters that ask a provider to explain its price."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inkoop.cli.options import AsJson, Grades, KaderPath, Places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inkoop.domain.evaluation import Evaluation
    from inkoop.views.replies.question_letter import QuestionLetter

FORM = "inkoop/vraagbrief/1"


def vraagbrief(
    kader: KaderPath,
    inschrijvingen: Places,
    uitvoer: Annotated[
        Path,
        typer.Option("-o", "--uitvoer", metavar="MAP", help="De map waar de brieven komen te staan."),
    ] = Path("vraagbrieven"),
    inschrijver: Annotated[
        list[str] | None,
        typer.Option(
            "--inschrijver", metavar="NAAM", help="Alleen een brief aan deze inschrijver.", show_default=False
        ),
    ] = None,
    cijfers: Grades = None,
    als_json: AsJson = False,
) -> None:
    """Maak een conceptbrief per inschrijver met een prijs die uitleg vraagt."""
    from inkoop.cli.console import findings_exit, print_json, stop
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import evaluated, one_document
    from inkoop.journeys.evaluate import evaluate
    from inkoop.views.record.document import finding_documents

    with one_document(FORM, als_json) as findings:
        with progress("Inschrijvingen lezen") as report:
            outcome = evaluate(kader, inschrijvingen, cijfers, report)
        findings += outcome.findings
        evaluation = evaluated(outcome, FORM, als_json)
        letters = _letters(evaluation, inschrijver or [])
        paths = _write(letters, uitvoer, [kader, *inschrijvingen])
    if als_json:
        made = [
            {"inschrijver": letter.name, "bestand": str(path), "over": list(letter.codes)}
            for letter, path in zip(letters, paths, strict=True)
        ]
        print_json({"formaat": FORM, "brieven": made, "bevindingen": finding_documents(findings)})
    elif letters:
        for path in paths:
            typer.echo(path)
    else:
        typer.echo("Er is geen prijs waarover een vraag nodig is. Er is geen brief gemaakt.")
    stop(findings_exit(evaluation.to_do, strict=False))


def _letters(evaluation: Evaluation, names: list[str]) -> tuple[QuestionLetter, ...]:
    from inkoop.cli.console import ExitCode, fail
    from inkoop.journeys.ask import UnknownTendererError, letters_for

    try:
        return letters_for(evaluation, names)
    except UnknownTendererError as unknown:
        fail(ExitCode.USAGE, str(unknown))


def _write(letters: Sequence[QuestionLetter], folder: Path, inputs: list[Path]) -> tuple[Path, ...]:
    """Write the letters, all or none; ends the command when one is there already."""
    from inkoop.cli.console import ExitCode, fail
    from inkoop.cli.files import check_target, writing
    from inkoop.journeys.ask import write_question_letters

    for letter in letters:
        check_target(folder / letter.file_name, ".html", inputs)
    if not letters:
        return ()
    with writing(folder / letters[0].file_name):
        try:
            return write_question_letters(letters, folder)
        except FileExistsError as there:
            fail(
                ExitCode.FILES,
                f"{there} bestaat al en kan aangepast zijn; er is niets geschreven of overschreven.",
            )
