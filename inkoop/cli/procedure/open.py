"""`inkoop open`: two people open everything that came in."""

from __future__ import annotations

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def open_(door: By = None, nu: Now = "", map_: Folder = HERE) -> None:
    """Open de inschrijvingen, met twee mensen, na de sluiting. U ziet wat er compleet is."""
    from inkoop.cli.console import error_console, output_console
    from inkoop.cli.files import working_in
    from inkoop.cli.findings_text import print_findings
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.opening import open_bids
    from inkoop.rules.dutch_format import number_of
    from inkoop.views.procedure.bids import bid_lines

    with working_in(map_), progress("Inschrijvingen openen") as report:
        opened = usable(open_bids(map_, tuple(door or ()), moment_of(nu), report))
    # That nothing was graded yet is no news today.
    found = [each for each in opened.evaluation.findings if not each.code.startswith("CIJFER-")]
    print_findings(found, error_console(), opened.evaluation)
    console = output_console()
    for line in bid_lines(opened.bids):
        console.indented(one_line(line), "", "   ")
    console.say(f"{number_of(len(opened.bids), 'inschrijving', 'inschrijvingen')} geopend.", style="bold")
    console.say(f"stand van het dossier {opened.stand}", style="dim", whole=True)
