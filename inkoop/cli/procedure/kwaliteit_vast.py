"""`inkoop kwaliteit-vast`: two people fix the grades."""

from __future__ import annotations

from inkoop.cli.procedure.options import HERE, By, Folder, Now, moment_of


def kwaliteit_vast(door: By = None, nu: Now = "", map_: Folder = HERE) -> None:
    """Stel de kwaliteit vast, met twee mensen. Daarna verandert er geen cijfer meer."""
    from inkoop.cli.console import output_console
    from inkoop.cli.files import working_in
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.journeys.procedure.panel import lock_quality
    from inkoop.rules.dutch_format import number_of

    with working_in(map_), progress("Cijfers lezen") as report:
        made = lock_quality(map_, tuple(door or ()), moment_of(nu), report)
    fixed = usable(made)
    console = output_console()
    grades = number_of(len(fixed.evaluation.assessment.grades), "cijfer ligt", "cijfers liggen")
    console.say(f"De kwaliteit is vastgesteld: {grades} vast.", style="bold")
    console.say(f"werkblad van het panel {fixed.sha256}", style="dim", whole=True)
    console.say(f"stand van het dossier {fixed.stand}", style="dim", whole=True)
