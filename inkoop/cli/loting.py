"""`inkoop loting`: a tie across the last place, drawn from a published seed or by people."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from inkoop.cli.options import AsJson, Grades, LotCode
from inkoop.cli.procedure.inputs import KaderOrHere, PlacesOrHere
from inkoop.cli.procedure.options import Now

if TYPE_CHECKING:
    from inkoop.domain.draws import DrawRecord

FORM = "inkoop/loting/1"


def _names(metavar: str, text: str) -> Any:
    return typer.Option(metavar, metavar="NAMEN", help=text, show_default=False)


def loting(
    kader: KaderOrHere = None,
    inschrijvingen: PlacesOrHere = None,
    perceel: LotCode = None,
    zaad: Annotated[
        str,
        typer.Option(
            "--zaad",
            metavar="TEKST",
            help="Het zaad, in de vorm die het kader noemt, als het kader zegt waar het vandaan komt.",
            show_default=False,
        ),
    ] = "",
    uitkomst: Annotated[
        list[str] | None,
        _names("--uitkomst", "Er is door mensen geloot: de namen in volgorde, met ; ertussen."),
    ] = None,
    door: Annotated[
        str, typer.Option("--door", metavar="NAAM", help="Wie er lootte.", show_default=False)
    ] = "",
    plaats: Annotated[
        str, typer.Option("--plaats", metavar="PLAATS", help="Waar er geloot is.", show_default=False)
    ] = "",
    moment: Annotated[
        str,
        typer.Option(
            "--moment",
            metavar="MOMENT",
            help='Wanneer er geloot is, zoals "2027-05-01 14:00".',
            show_default=False,
        ),
    ] = "",
    genodigd: Annotated[
        list[str] | None,
        _names("--genodigd", "Wie uitgenodigd was: precies iedereen die meeloot, met ; ertussen."),
    ] = None,
    aanwezig: Annotated[
        list[str] | None,
        _names("--aanwezig", "Wie erbij was, met ; ertussen; of niemand."),
    ] = None,
    cijfers: Grades = None,
    nu: Now = "",
    als_json: AsJson = False,
) -> None:
    """Loot bij een gelijke stand op de laatste plaats, en leg vast hoe dat ging."""
    from inkoop.cli.console import error_console, findings_exit, print_json, stop
    from inkoop.cli.files import working_in, writing
    from inkoop.cli.findings_text import print_findings
    from inkoop.cli.procedure.inputs import evaluation_of
    from inkoop.cli.procedure.options import moment_of
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import evaluated, one_document, usable
    from inkoop.domain.draws import ReadDraw
    from inkoop.domain.told import told_data
    from inkoop.journeys.draw import Meeting, draw
    from inkoop.journeys.procedure.changes import draw_lots
    from inkoop.journeys.procedure.folder import is_tender_folder
    from inkoop.views.record.draws import draw_told
    from inkoop.views.record.findings import finding_documents

    with one_document(FORM, als_json) as findings:
        when = _moment(moment)
        meeting = Meeting(door.strip(), plaats.strip(), when, _split(genodigd), _split(aanwezig))
        order = _split(uitkomst)
        if kader is None and is_tender_folder(Path()) and cijfers is None:
            with working_in(Path()), progress("Inschrijvingen lezen") as report:
                by = (meeting.by,) if meeting.by else ()
                told = draw_lots(Path(), by, moment_of(nu), report, perceel, zaad.strip(), order, meeting)
            drawn, evaluation = usable(told)
            findings += evaluation.findings
        else:
            with progress("Inschrijvingen lezen") as report:
                outcome = evaluation_of(kader, inschrijvingen, cijfers, report)
            findings += outcome.findings
            evaluation = evaluated(outcome, FORM, als_json)
            places = inschrijvingen or []
            with writing(places[0]):
                drawn = usable(draw(evaluation, places, perceel, zaad.strip(), order, meeting))
    findings += drawn.findings
    if als_json:
        made = told_data(draw_told(ReadDraw(drawn.path.name, drawn.record, {})))
        found = finding_documents(findings)
        print_json({"formaat": FORM, "lotingen": [made], "geschreven": str(drawn.path), "bevindingen": found})
    else:
        print_findings(drawn.findings, error_console())
        _show(drawn.record, drawn.path)
    stop(findings_exit(evaluation.to_do, strict=False))


def _split(given: list[str] | None) -> tuple[str, ...]:
    """Names with semicolons between them; an option that is given more than once holds one name each."""
    parts = given[0].split(";") if given and len(given) == 1 else given or []
    return tuple(part.strip() for part in parts if part.strip())


def _moment(text: str) -> datetime | None:
    from inkoop.cli.console import ExitCode, fail
    from inkoop.domain.fields import moment

    found = moment(text.strip())
    if text.strip() and found is None:
        example = '--moment "2027-05-01 14:00"'
        fail(ExitCode.USAGE, f"{text} is geen moment. Schrijf het zo: {example}.")
    return found


def _show(record: DrawRecord, path: Path) -> None:
    from inkoop.cli.console import output_console, tell
    from inkoop.views.replies.screen import screen_name

    console = output_console()
    for number, name in enumerate(record.order, start=1):
        console.say(f"{number}. {screen_name(name)}")
    tell(path)
