"""`inkoop archief`: the public files with metadata, for the archive and the Woo index."""

from __future__ import annotations

from inkoop.cli.procedure.options import HERE, Folder


def archief(map_: Folder = HERE) -> None:
    """Zet de openbare bestanden klaar voor archief (MDTO) en Woo-index (DiWoo), met metagegevens erbij."""
    from inkoop.cli.console import output_console, tell
    from inkoop.cli.files import working_in
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.archive import DOSSIER, SITEMAP, write_archive
    from inkoop.rules.dutch_format import number_of

    with working_in(map_), progress("Openbare bestanden klaarzetten") as report:
        made = usable(write_archive(map_, report))
    tell(made.folder)
    console = output_console()
    console.say(f"{number_of(len(made.files), 'openbaar bestand', 'openbare bestanden')}.")
    if made.mdto:
        console.say(f"Voor het archief: {DOSSIER}, en naast elk bestand zijn metagegevens (MDTO 1.0.1).")
    if made.woo:
        console.say(f"Voor de Woo-index: {SITEMAP} (DiWoo 0.9.8).")
    if made.lacking:
        console.say("Meer kan als in kader.yaml onder publicatie ook dit staat:")
        for line in made.lacking:
            console.say(one_line(f"  {line}"), whole=True)
