"""`inkoop uitleg`: what does this code mean, or how did this score come about?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inkoop.cli.options import AsJson, Grades

if TYPE_CHECKING:
    from inkoop.cli.console import Screen
    from inkoop.domain.evaluation import Evaluation
    from inkoop.views.replies.explanation import Explanation
    from inkoop.views.replies.side_by_side import SideBySide

LABEL_WIDTH = 15
FORM = "inkoop/uitleg/1"
"""The format of the document with --json about a code, or with the reason of a refusal."""


def uitleg(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE|KADER",
            help="De code van een melding, zoals ANTW-08. Of het kader, om een score uit te leggen; in de map"
            " van een aanbesteding hoeft dat niet.",
            show_default=False,
        ),
    ] = "",
    inschrijvingen: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="INSCHRIJVINGEN",
            help="Na een kader: de mappen of bestanden met inschrijvingen.",
            show_default=False,
        ),
    ] = None,
    inschrijver: Annotated[
        str,
        typer.Option(
            "--inschrijver",
            metavar="NAAM",
            help="Leg de scores van deze inschrijver uit.",
            show_default=False,
        ),
    ] = "",
    criterium: Annotated[
        str,
        typer.Option(
            "--criterium", metavar="CODE", help="Alleen dit criterium, zoals K1.2.", show_default=False
        ),
    ] = "",
    tegen: Annotated[
        str,
        typer.Option(
            "--tegen",
            metavar="NAAM",
            help="Zet deze inschrijver ernaast: per criterium de punten, het verschil en de redenen.",
            show_default=False,
        ),
    ] = "",
    cijfers: Grades = None,
    als_json: AsJson = False,
) -> None:
    """Leg een melding uit, of schrijf een score uit als een som die u kunt narekenen."""
    from inkoop.cli.console import ExitCode, fail
    from inkoop.cli.refusal import one_document

    with one_document(FORM, als_json):
        if code and not inschrijvingen and not inschrijver and not tegen:
            _explain_code(code, als_json)
            return
        if not inschrijver or (code and not inschrijvingen):
            fail(
                ExitCode.USAGE,
                "noem na het kader de inschrijvingen, en met --inschrijver de naam:"
                ' inkoop uitleg kader.yaml inschrijvingen --inschrijver "Naam"',
            )
        evaluation = _evaluated(Path(code) if code else None, inschrijvingen, cijfers, als_json)
        if tegen:
            _compare(evaluation, (inschrijver, tegen), criterium, als_json)
        else:
            _explain_scores(evaluation, inschrijver, criterium, als_json)


def _explain_code(code: str, as_json: bool) -> None:
    from inkoop.catalogue import entries
    from inkoop.cli.console import COLOURS, ExitCode, fail, output_console, print_json
    from inkoop.rules.suggestion import suggestion

    entry = entries().get(code.upper())
    if entry is None:
        near = suggestion(code, entries())
        fail(ExitCode.USAGE, f"de code {code} bestaat niet{near}")
    blocks = (
        ("Melding", entry.message),
        ("Uitleg", entry.explanation),
        ("Herstel", entry.remedy),
        ("Inkoper", entry.buyer_remedy),
        ("Voorbeeld", entry.example),
    )
    if as_json:
        texts = {heading.lower(): text for heading, text in blocks if text}
        print_json({"formaat": FORM, "code": entry.code, "ernst": entry.severity.value, **texts})
        return
    console = output_console()
    console.say((entry.code, "bold"), (f"  {entry.severity.value}", COLOURS[entry.severity]))
    for heading, text in blocks:
        if text:
            console.say(f"\n{heading}", style="bold")
            console.say(text.replace("{bedoelt}", ".").replace("{", "‹").replace("}", "›"))
    console.say("\nWoorden tussen ‹ › worden in een melding ingevuld.", style="dim")


def _evaluated(
    kader: Path | None, places: Sequence[Path] | None, grades: Path | None, as_json: bool
) -> Evaluation:
    from inkoop.cli.procedure.inputs import evaluation_of
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.views.record.document import failure

    with progress("Inschrijvingen lezen") as report:
        outcome = evaluation_of(kader, places, grades, report)
    return usable(outcome, failure if as_json else None)


def _explain_scores(evaluation: Evaluation, tenderer: str, criterion: str, as_json: bool) -> None:
    from inkoop.cli.console import output_console, print_json
    from inkoop.cli.refusal import usable
    from inkoop.journeys.explain import explain

    found = usable(explain(evaluation, tenderer, criterion))
    if as_json:
        print_json([asdict(explanation) for explanation in found])
        return
    for explanation in found:
        _print(explanation, output_console(), several=len(evaluation.lots) > 1)


def _compare(evaluation: Evaluation, names: tuple[str, str], criterion: str, as_json: bool) -> None:
    from inkoop.cli.console import output_console, print_json
    from inkoop.cli.refusal import usable
    from inkoop.journeys.explain import compare_two

    found = usable(compare_two(evaluation, *names, criterion))
    if as_json:
        print_json([asdict(made) for made in found])
        return
    console = output_console()
    for made in found:
        _print_two(made, console, several=len(evaluation.lots) > 1)
    console.say("Hierin staan vertrouwelijke antwoorden van beide. Geef dit aan geen van beide.", style="dim")


def _print_two(made: SideBySide, console: Screen, *, several: bool) -> None:
    from inkoop.views.replies.screen import screen_name
    from inkoop.views.words.beside import BESIDE, told

    one, other = screen_name(made.one.tenderer), screen_name(made.other.tenderer)
    where = f" – perceel {made.lot}" if several else ""
    console.say(f"{told(BESIDE.heading, one, other)}{where}", style="bold underline")
    for name, side in ((one, made.one), (other, made.other)):
        console.indented(f"{name}: {' '.join(side.standing)}", "", "  ")
    if made.one.total and made.other.total:
        console.say((made.total_name, "bold"), (f"  {made.one.total} en {made.other.total}", "bold cyan"))
    if made.scores:
        console.say(f"\n{told(BESIDE.lead, one, other)}", style="dim")
    for pair in made.scores:
        console.say(
            (f"\n{pair.code} {pair.title}", "bold"),
            (f"  {pair.points} en {pair.against}", "bold cyan"),
            f", {BESIDE.difference.lower()} {pair.difference}",
        )
        console.indented(f"{one}: {pair.reason}", "  ", "    ")
        console.indented(f"{other}: {pair.reason_against}", "  ", "    ")
    console.say("")


def _print(explanation: Explanation, console: Screen, *, several: bool) -> None:
    from inkoop.views.replies.screen import screen_name

    where = f" – perceel {explanation.lot}" if several else ""
    console.say(f"{screen_name(explanation.tenderer)}{where}", style="bold underline")
    for line in explanation.standing:
        console.say(line)
    blocks = [*explanation.scores, *([explanation.total] if explanation.total else [])]
    for block in blocks:
        heading = f"\n{block.code} {block.title}".rstrip()
        console.say((heading, "bold"), (f"  {block.earned}", "bold cyan"))
        console.labelled(((step.label, step.text) for step in block.steps), LABEL_WIDTH)
    console.say("")
