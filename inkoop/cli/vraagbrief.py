"""`inkoop vraagbrief`: draft letters that ask a provider to explain its price."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inkoop.cli.options import AsJson, Grades, KaderPath, Places

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
    from inkoop.cli.console import findings_exit, print_json, stop, tell
    from inkoop.cli.files import check_target, writing
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import evaluated, one_document, usable
    from inkoop.journeys.ask import letters_for, write_letters
    from inkoop.journeys.evaluate import evaluate
    from inkoop.views.record.findings import finding_documents

    with one_document(FORM, als_json) as findings:
        with progress("Inschrijvingen lezen") as report:
            outcome = evaluate(kader, inschrijvingen, cijfers, report)
        findings += outcome.findings
        evaluation = evaluated(outcome, FORM, als_json)
        letters = usable(letters_for(evaluation, inschrijver or []))
        for letter in letters:
            check_target(uitvoer / letter.file_name, ".html", [kader, *inschrijvingen])
        paths: tuple[Path, ...] = ()
        if letters:
            with writing(uitvoer / letters[0].file_name), progress("Brieven schrijven"):
                paths = usable(write_letters(letters, uitvoer))
    if als_json:
        made = [
            {"inschrijver": letter.name, "bestand": str(path), "over": list(letter.codes)}
            for letter, path in zip(letters, paths, strict=True)
        ]
        print_json({"formaat": FORM, "brieven": made, "bevindingen": finding_documents(findings)})
    elif letters:
        for path in paths:
            tell(path)
    else:
        tell("Er is geen prijs waarover een vraag nodig is. Er is geen brief gemaakt.")
    stop(findings_exit(evaluation.to_do, strict=False))
