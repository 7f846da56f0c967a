"""`inkoop uitleg`: what does this code mean?"""

from __future__ import annotations

from typing import Annotated

import typer


def uitleg(
    code: Annotated[
        str,
        typer.Argument(metavar="CODE", help="De code van een melding, zoals ANTW-08.", show_default=False),
    ],
) -> None:
    """Leg een melding uit, met een voorbeeld."""
    from rich.text import Text

    from inkoop.catalogue import entries
    from inkoop.cli.console import COLOURS, ExitCode, fail, output_console
    from inkoop.rules.kader_problems import suggestion

    entry = entries().get(code.upper())
    if entry is None:
        near = suggestion(code, entries())
        fail(ExitCode.USAGE, f"de code {code} bestaat niet{near}")
    console = output_console()
    title = Text(entry.code, "bold")
    title.append(f"  {entry.severity.value}", COLOURS[entry.severity])
    console.print(title)
    for heading, text in (
        ("Melding", entry.message),
        ("Uitleg", entry.explanation),
        ("Herstel", entry.remedy),
        ("Voorbeeld", entry.example),
    ):
        if text:
            console.print(Text(f"\n{heading}", "bold"))
            console.print(Text(text.replace("{bedoelt}", ".").replace("{", "‹").replace("}", "›")))
    console.print(Text("\nWoorden tussen ‹ › worden in een melding ingevuld.", "dim"))
