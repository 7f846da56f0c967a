"""`inkoop vraagbrief`: ask a provider to explain its price, in a tender's folder or by a draft letter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inkoop.cli.options import AsJson, Grades
from inkoop.cli.procedure.options import By, Now

if TYPE_CHECKING:
    from datetime import datetime

FORM = "inkoop/vraagbrief/1"
_LETTERS = Path("vraagbrieven")


def vraagbrief(
    wat: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[NUMMER of KADER INSCHRIJVINGEN]",
            help="In de map van een aanbesteding: aan wie; zonder nummer aan iedereen met zo'n prijs. "
            "Met --antwoord: de bestanden met de uitleg. "
            "Daarbuiten: het kader, en een of meer mappen of bestanden met inschrijvingen.",
            show_default=False,
        ),
    ] = None,
    tot: Annotated[
        str,
        typer.Option(
            "--tot",
            metavar="DATUM",
            help='Tot wanneer, zoals "2027-04-20" (tot 17.00 uur) of "2027-04-20 12:00".',
            show_default="zeven dagen",
        ),
    ] = "",
    antwoord: Annotated[
        int | None,
        typer.Option(
            "--antwoord",
            metavar="NUMMER",
            help="Bewaar de uitleg van dit nummer; noem dan de bestanden ervan.",
            show_default=False,
        ),
    ] = None,
    moment: Annotated[
        str,
        typer.Option(
            "--moment", metavar="MOMENT", help="Wanneer die uitleg binnenkwam; anders nu.", show_default=False
        ),
    ] = "",
    door: By = None,
    nu: Now = "",
    uitvoer: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--uitvoer",
            metavar="MAP",
            help=f"Met een kader: de map waar de brieven komen te staan. Anders: {_LETTERS}.",
            show_default=False,
        ),
    ] = None,
    inschrijver: Annotated[
        list[str] | None,
        typer.Option(
            "--inschrijver",
            metavar="NAAM",
            help="Met een kader: alleen een brief aan deze inschrijver.",
            show_default=False,
        ),
    ] = None,
    cijfers: Grades = None,
    als_json: AsJson = False,
) -> None:
    """Vraag aanbieders om uitleg over een prijs die dat nodig maakt, en bewaar hun antwoord."""
    from inkoop.cli.console import ExitCode, fail
    from inkoop.journeys.procedure.folder import is_tender_folder

    given = wat or []
    if antwoord is not None:
        _explained(antwoord, given, moment, door, nu)
    elif all(_is_number(each) for each in given) and is_tender_folder(Path()):
        if uitvoer is not None or inschrijver or cijfers is not None or als_json:
            fail(
                ExitCode.USAGE,
                "-o, --inschrijver, --cijfers en --json passen hier niet: de brieven komen in de map vragen. "
                "Noem nummers, of een kader erbij.",
            )
        _asked([int(each.name) for each in given], tot, door, nu)
    elif len(given) < 2:
        named = "noem het kader en de inschrijvingen, of ga naar de map van een aanbesteding."
        fail(ExitCode.USAGE, named)
    elif tot or door or nu or moment:
        fail(ExitCode.USAGE, "--tot, --door, --nu en --moment horen bij de map van een aanbesteding.")
    else:
        _drafts(given[0], given[1:], uitvoer or _LETTERS, inschrijver or [], cijfers, als_json=als_json)


def _is_number(given: Path) -> bool:
    """Whether it is the number of a submission, and no file."""
    text = str(given)
    return text.isascii() and text.isdigit() and len(text) < 9 and not given.exists()


def _asked(numbers: list[int], tot: str, door: list[str] | None, nu: str) -> None:
    from inkoop.cli.console import output_console, tell
    from inkoop.cli.files import working_in
    from inkoop.cli.procedure.options import moment_of, term_of
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.price_questions import ask_prices
    from inkoop.views.procedure.asking import price_asked_line

    now = moment_of(nu)
    until: datetime = term_of(tot, now)
    with working_in(Path()), progress("Inschrijvingen lezen") as report:
        made = ask_prices(Path(), numbers, until, tuple(door or ()), now, report)
    asked = usable(made)
    console = output_console()
    for fact in asked.asked:
        console.indented(one_line(price_asked_line(fact, asked.names[fact.number])), "", "   ")
    for path in asked.letters:
        tell(path)
    if asked.letters:
        console.say("Maak deze brieven af, en stuur ze.", style="bold")
    if not asked.asked:
        console.say("Er is geen prijs waarover nog een vraag nodig is.")
    console.say(f"stand van het dossier {asked.stand}", style="dim", whole=True)


def _explained(number: int, paths: list[Path], moment: str, door: list[str] | None, nu: str) -> None:
    from inkoop.cli.console import output_console, warn
    from inkoop.cli.files import working_in
    from inkoop.cli.procedure.options import moment_of
    from inkoop.cli.refusal import usable
    from inkoop.domain.visible import one_line
    from inkoop.journeys.procedure.price_questions import explain_price
    from inkoop.rules.dutch_format import listing

    when, now = moment_of(moment, "--moment"), moment_of(nu)
    with working_in(Path()):
        made = explain_price(Path(), number, paths, tuple(door or ()), now, moment=when)
    done = usable(made)
    console = output_console()
    for file in done.fact.files:
        console.indented(one_line(file.path), "", "   ")
    console.say(one_line(f"Bewaard: de uitleg van nummer {number}, {done.name}."), style="bold")
    if done.term:
        warn(f"dit kwam na de termijn, die liep tot {done.term}. U besluit of het telt.")
    console.say(
        one_line(
            "Lees de uitleg. De prijs verandert er niet door. Uw besluit legt u vast met inkoop besluit "
            f"{number}, over {listing(done.criteria)}."
        )
    )
    console.say(f"stand van het dossier {done.stand}", style="dim", whole=True)


def _drafts(
    kader: Path,
    places: list[Path],
    folder: Path,
    names: list[str],
    grades: Path | None,
    *,
    als_json: bool,
) -> None:
    """Draft letters beside submissions that are in no tender's folder."""
    from inkoop.cli.console import findings_exit, print_json, stop, tell
    from inkoop.cli.files import check_target, writing
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import evaluated, one_document, usable
    from inkoop.journeys.ask import letters_for, write_letters
    from inkoop.journeys.evaluate import evaluate
    from inkoop.views.record.findings import finding_documents

    with one_document(FORM, als_json) as findings:
        with progress("Inschrijvingen lezen") as report:
            outcome = evaluate(kader, places, grades, report)
        findings += outcome.findings
        evaluation = evaluated(outcome, FORM, als_json)
        letters = usable(letters_for(evaluation, names))
        for letter in letters:
            check_target(folder / letter.file_name, ".html", [kader, *places])
        paths: tuple[Path, ...] = ()
        if letters:
            with writing(folder / letters[0].file_name), progress("Brieven schrijven"):
                paths = usable(write_letters(letters, folder))
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
