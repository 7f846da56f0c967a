"""`inkoop proces-verbaal`: what was done, by whom and why, from the record alone."""

from __future__ import annotations

from inkoop.cli.procedure.options import HERE, Folder


def proces_verbaal(map_: Folder = HERE) -> None:
    """Maak het proces-verbaal uit het dossier: elke stap, wie, waarom, en de hele keten (PDF)."""
    from inkoop.cli.console import tell
    from inkoop.cli.files import working_in
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.journeys.procedure.minutes import write_minutes

    with working_in(map_), progress("Proces-verbaal maken") as report:
        tell(usable(write_minutes(map_, None, report)))
