"""`inkoop uitval`: what changes when a submission falls away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from inkoop.cli.options import AsJson, Grades, LotCode
from inkoop.cli.procedure.inputs import KaderOrHere, PlacesOrHere

if TYPE_CHECKING:
    from inkoop.domain.evaluation import Evaluation
    from inkoop.journeys.withdraw import Withdrawal
    from inkoop.views.replies.screen import ScreenTable
    from inkoop.views.replies.withdrawal import Change

FORM = "inkoop/uitval/1"


def uitval(
    afvaller: Annotated[
        list[str],
        typer.Option("--afvaller", metavar="NAAM", help="Wie er wegvalt.", show_default=False),
    ],
    kader: KaderOrHere = None,
    inschrijvingen: PlacesOrHere = None,
    perceel: LotCode = None,
    cijfers: Grades = None,
    als_json: AsJson = False,
) -> None:
    """Toon wat er verandert als een inschrijver wegvalt: de oude en de nieuwe uitkomst naast elkaar."""
    from inkoop.cli.console import findings_exit, print_json, stop
    from inkoop.cli.procedure.inputs import evaluation_of
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import evaluated, one_document, usable
    from inkoop.journeys.withdraw import withdraw
    from inkoop.views.record.findings import finding_documents
    from inkoop.views.replies.withdrawal import withdrawal_document

    with one_document(FORM, als_json) as findings:
        with progress("Inschrijvingen lezen") as report:
            outcome = evaluation_of(kader, inschrijvingen, cijfers, report)
        findings += outcome.findings
        evaluation = evaluated(outcome, FORM, als_json)
        found = usable(withdraw(evaluation, afvaller, perceel))
    if als_json:
        listed = finding_documents(findings)
        print_json(withdrawal_document(evaluation, found.rule, found.names, found.changes, listed))
    else:
        _show(evaluation, found)
    stop(findings_exit(evaluation.to_do, strict=False))


def _show(evaluation: Evaluation, found: Withdrawal) -> None:
    from inkoop.cli.console import output_console
    from inkoop.domain.visible import one_line
    from inkoop.views.replies.withdrawal import change_lines, lot_heading

    console = output_console()
    rules = {
        "handhaven": "de scores blijven staan en de volgende schuift door",
        "herberekenen": "alles wordt opnieuw berekend zonder wie wegvalt",
    }
    console.say(f"Het kader zegt {found.rule}: {rules[found.rule]}.", style="bold")
    for change in found.changes:
        if change.old.undecided:
            console.say("Let op: deze rangorde is voorlopig. Over een inschrijving valt nog een besluit.")
        if lot_heading(change):
            console.say(f"\n{one_line(lot_heading(change))}", style="bold")
        table = _table(change, evaluation)
        if table.rows:
            console.table(table.columns, table.rows)
        for line in change_lines(change):
            console.say(one_line(line))


def _table(change: Change, evaluation: Evaluation) -> ScreenTable:
    from inkoop.views.replies.screen import ScreenTable, screen_name
    from inkoop.views.replies.withdrawal import StandingDoc, bids

    def cell(standing: StandingDoc | None) -> str:
        if standing is None:
            return "–"
        volume = f" ({standing['omvang']})" if standing.get("omvang") else ""
        return f"{standing['rang']}. {standing['totaal'].replace('.', ',')} {standing['uitkomst']}{volume}"

    rows = tuple(
        (screen_name(bid["inschrijver"]), cell(bid["oud"]), cell(bid["nieuw"]))
        for bid in bids(change, evaluation)
    )
    return ScreenTable((("Inschrijver", False), ("Nu", False), ("Straks", False)), rows)
