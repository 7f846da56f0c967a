"""`inkoop controleer`: a provider checks its own submission before handing it in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inkoop.cli.options import AsJson, Places, Strict

if TYPE_CHECKING:
    from inkoop.cli.console import Screen
    from inkoop.domain.findings import Finding
    from inkoop.domain.submission import Submission
    from inkoop.domain.tender import Tender
    from inkoop.views.replies.check_words import Part
    from inkoop.views.replies.self_check import CheckDocument


def controleer(
    inschrijvingen: Places,
    kader: Annotated[
        Path | None,
        typer.Option(
            "--kader",
            metavar="KADER",
            help="Het kader. Anders: het kader dat het formulier zelf noemt.",
            show_default=False,
        ),
    ] = None,
    als_json: AsJson = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", metavar="BESTAND", help="Schrijf de uitkomst ook als webpagina.", show_default=False
        ),
    ] = None,
    mijn_inschrijving: Annotated[
        Path | None,
        typer.Option(
            "--mijn-inschrijving",
            metavar="MAP",
            help="Schrijf uw inschrijving ook als leesversie in deze map: elke vraag met uw antwoord.",
            show_default=False,
        ),
    ] = None,
    streng: Strict = False,
) -> None:
    """Controleer uw eigen inschrijving: alle fouten ineens, met blad en cel, en wat in orde is."""
    from inkoop.cli.console import ExitCode, findings_exit, output_console, print_json, stop
    from inkoop.cli.files import check_target, writing
    from inkoop.cli.progress import progress
    from inkoop.journeys.check import check_submissions
    from inkoop.rules.fingerprint import fingerprint
    from inkoop.views.replies.self_check import check_document, in_form_order

    check_target(html, ".html", [*inschrijvingen, *([kader] if kader else [])])
    if mijn_inschrijving is not None:
        check_target(mijn_inschrijving / "leesversie.html", ".html", inschrijvingen)
    tender = _tender(kader, inschrijvingen, als_json)
    with progress("Controleren") as report:
        outcome = check_submissions(tender, inschrijvingen, report)
    document = check_document(tender, fingerprint(tender), outcome.value, outcome.findings)
    if html is not None:
        from inkoop.writers.check_page import write_check_page

        with writing(html):
            write_check_page(document, html)
    every = [*outcome.findings, *(found for s in outcome.value for found in s.findings)]
    if als_json:
        print_json(document)
    else:
        ordered = [in_form_order(tender, submission.findings) for submission in outcome.value]
        print_check(document, ordered, outcome.findings, output_console())
    if mijn_inschrijving is not None and outcome.value:
        _write_copies(tender, outcome.value, mijn_inschrijving, als_json)
    unreadable = any(found.code in ("MAP-01", "MAP-02", "MAP-06") for found in outcome.findings)
    stop(ExitCode.FILES if unreadable else findings_exit(every, streng))


def _write_copies(tender: Tender, submissions: tuple[Submission, ...], folder: Path, as_json: bool) -> None:
    from datetime import UTC, datetime

    from inkoop.cli.console import tell, warn
    from inkoop.cli.files import writing
    from inkoop.cli.refusal import usable
    from inkoop.journeys.check import make_reading_copies

    with writing(folder / "leesversie.html"):
        written = usable(make_reading_copies(tender, submissions, folder, datetime.now(tz=UTC).astimezone()))
    say = warn if as_json else tell
    say("Uw inschrijving om te lezen, niet om in te leveren:")
    for path in written:
        say(str(path))
    if not any(path.suffix == ".pdf" for path in written):
        warn("Een PDF maken kan hier niet: de bibliotheek Pango ontbreekt. Druk de webpagina af.")


def _tender(kader: Path | None, places: list[Path], as_json: bool) -> Tender:
    from inkoop.cli.console import ExitCode
    from inkoop.cli.refusal import usable
    from inkoop.journeys.check import kader_for
    from inkoop.readers.settings.kader import read_kader
    from inkoop.views.replies.self_check import failed_check

    told = failed_check if as_json else None
    return usable(read_kader(kader or usable(kader_for(places), told, ExitCode.FILES)), told)


def print_check(
    document: CheckDocument, ordered: list[list[Finding]], findings: tuple[Finding, ...], console: Screen
) -> None:
    """Per submission: the verdict, the faults, what is in order, what people will grade."""
    from inkoop.cli.console import print_findings
    from inkoop.views.replies.check_words import parts, verdict

    print_findings(findings, console, to_provider=True)
    for number, (checked, found) in enumerate(zip(document["inschrijvingen"], ordered, strict=True)):
        if number or findings:
            console.say("")
        name, file = checked["inschrijver"], checked["bestand"]
        console.say(name if name == file else f"{name} ({file})", style="bold", whole=True)
        sign = "✓" if checked["klaar"] else "✗"
        style = "bold green" if checked["klaar"] else "bold red"
        console.say(f"{sign} {verdict(checked)}", style=style)
        if found:
            console.say("\nWat is er gevonden?", style="bold")
            _print_apart(found, console)
        for part in parts(checked):
            _print_part(part, console)


def _print_apart(findings: list[Finding], console: Screen) -> None:
    from inkoop.cli.console import print_findings

    for number, found in enumerate(findings):
        if number:
            console.say("")
        print_findings([found], console, to_provider=True)


def _print_part(part: Part, console: Screen) -> None:
    console.say(f"\n{part['kop']}", style="bold")
    for line in part["regels"]:
        console.indented(line, "  ", "    ")
