"""`inkoop gun`: the award is final."""

from __future__ import annotations

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def gun(door: By = None, nu: Now = "", map_: Folder = HERE) -> None:
    """Leg vast dat de gunning definitief is. Dat kan pas na de opschortende termijn, zonder open bezwaar."""
    from inkoop.cli.console import output_console
    from inkoop.cli.files import working_in
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.journeys.procedure.final import award

    with working_in(map_), progress("Uitkomst nalezen") as report:
        state = usable(award(map_, tuple(door or ()), moment_of(nu), report))
    console = output_console()
    console.say("De gunning is definitief.", style="bold")
    console.say(f"stand van het dossier {state.stand}", style="dim", whole=True)
