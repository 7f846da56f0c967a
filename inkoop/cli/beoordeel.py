"""`inkoop beoordeel`: scores and ranking on the screen, as JSON, CSV or workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inkoop.cli.options import AsJson, Grades, ReadOnce, Strict
from inkoop.cli.procedure.inputs import KaderOrHere, PlacesOrHere

if TYPE_CHECKING:
    from inkoop.cli.console import Screen
    from inkoop.domain.evaluation import Evaluation
    from inkoop.domain.outcome import Document


def beoordeel(
    kader: KaderOrHere = None,
    inschrijvingen: PlacesOrHere = None,
    cijfers: Grades = None,
    als_json: AsJson = False,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="BESTAND", help="Schrijf de scores als CSV.", show_default=False),
    ] = None,
    xlsx: Annotated[
        Path | None,
        typer.Option("--xlsx", metavar="BESTAND", help="Schrijf alles als werkblad.", show_default=False),
    ] = None,
    een_lezing: ReadOnce = False,
    streng: Strict = False,
) -> None:
    """Lees, controleer en scoor de inschrijvingen, en toon de rangorde."""
    from inkoop.cli.console import ExitCode, error_console, findings_exit, output_console, print_json, stop
    from inkoop.cli.files import check_target
    from inkoop.cli.findings_text import print_findings
    from inkoop.cli.procedure.inputs import evaluation_of
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.views.record.document import document, failure

    for path, suffix in ((csv, ".csv"), (xlsx, ".xlsx")):
        given = (kader, *(inschrijvingen or ()), cijfers)
        check_target(path, suffix, [each for each in given if each is not None])
    with progress("Inschrijvingen lezen") as report:
        # What goes into a file is told whole, or not yet.
        shut = not (als_json or csv or xlsx)
        outcome = evaluation_of(kader, inschrijvingen, cijfers, report, twice=not een_lezing, shut=shut)
    evaluation = usable(outcome, failure if als_json else None)
    result = document(evaluation)
    with progress("Bestanden schrijven"):
        _write_tables(result, csv, xlsx)
    if als_json:
        print_json(result.data)
    else:
        print_findings(outcome.findings, error_console(), evaluation)
        if evaluation.submissions:
            print_outcome(evaluation, output_console())
    unreadable = any(found.code in ("MAP-01", "MAP-02", "MAP-06") for found in outcome.findings)
    stop(ExitCode.FILES if unreadable else findings_exit(evaluation.to_do, streng))


def _write_tables(result: Document, csv: Path | None, xlsx: Path | None) -> None:
    from inkoop.cli.files import writing

    if csv is not None:
        from inkoop.writers.tables import write_csv

        with writing(csv):
            write_csv(result, csv)
    if xlsx is not None:
        from inkoop.writers.tables import write_xlsx

        with writing(xlsx):
            write_xlsx(result, xlsx)


def print_outcome(evaluation: Evaluation, console: Screen) -> None:
    """The ranking with the points per criterion, then who is outside it and why."""
    from inkoop.views.replies.screen import (
        admission_lines,
        capacity_line,
        fitting,
        lot_line,
        partner_lines,
        ranking_table,
        status_line,
    )

    console.say(status_line(evaluation), style="bold")
    for line in partner_lines(evaluation):
        console.say(line)
    for lot in evaluation.lots:
        if len(evaluation.lots) > 1:
            console.say(f"\n{lot_line(lot, evaluation)}", style="bold")
        table = ranking_table(lot)
        if table is not None:
            for number, part in enumerate(fitting(table, console.width)):
                if number:
                    console.say("De punten per criterium, in dezelfde volgorde:")
                console.table(part.columns, part.rows)
        if line := capacity_line(lot):
            console.say(line)
        for line in admission_lines(evaluation, lot):
            console.say(line)
