"""`inkoop controleer`: a provider checks its own submission before handing it in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inkoop.cli.options import AsJson, Places, Strict

if TYPE_CHECKING:
    from inkoop.cli.console import Screen
    from inkoop.domain.findings import Finding, Outcome
    from inkoop.domain.submission import Submission
    from inkoop.journeys.own_kader import Checked
    from inkoop.views.replies.check_words import Part
    from inkoop.views.replies.self_check import CheckDocument, CheckedDoc


def controleer(
    inschrijvingen: Places,
    kader: Annotated[
        Path | None,
        typer.Option(
            "--kader",
            metavar="KADER",
            help="Het kader. Anders: het kader dat in het formulier zit, of dat het noemt.",
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
    from inkoop.readers.files.processes import get_ready

    get_ready()
    from inkoop.cli.console import ExitCode, findings_exit, output_console, print_json, stop
    from inkoop.cli.files import check_target, writing
    from inkoop.views.replies.self_check import one_check

    check_target(html, ".html", [*inschrijvingen, *([kader] if kader else [])])
    if mijn_inschrijving is not None:
        check_target(mijn_inschrijving / "leesversie.html", ".html", inschrijvingen)
    outcome = _checked(kader, inschrijvingen, als_json)
    documents = [_document(each) for each in outcome.value]
    document = one_check(documents, outcome.findings)
    if html is not None:
        from inkoop.writers.check_page import write_check_page

        with writing(html):
            write_check_page(document, html)
    submissions = [submission for each in outcome.value for submission in each.submissions]
    every = [*outcome.findings, *(found for s in submissions for found in s.findings)]
    if als_json:
        print_json(document)
    else:
        print_check(outcome, documents, output_console())
    if mijn_inschrijving is not None and submissions:
        _write_copies(outcome.value, mijn_inschrijving, als_json)
    unreadable = any(found.code in ("MAP-01", "MAP-02", "MAP-06") for found in outcome.findings)
    stop(ExitCode.FILES if unreadable else findings_exit(every, streng))


def _checked(kader: Path | None, places: list[Path], as_json: bool) -> Outcome[tuple[Checked, ...]]:
    """By the kader that was given; else by that of each form."""
    from inkoop.cli.console import ExitCode
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.domain.findings import Outcome
    from inkoop.domain.price_vault import Book
    from inkoop.journeys.check import check_submissions
    from inkoop.journeys.own_kader import Checked, OwnKader, check_by_own_kader
    from inkoop.readers.settings.kader import read_kader
    from inkoop.views.replies.self_check import failed_check

    told = failed_check if as_json else None
    with progress("Controleren") as report:
        if kader is None:
            found = check_by_own_kader(places, report)
            return Outcome(usable(found, told, ExitCode.FILES), found.findings)
        tender = usable(read_kader(kader), told)
        checked = check_submissions(tender, places, report)
        own, books = OwnKader(tender, carried=False), {one.book for one in checked.value}
        every = (
            Checked(own, tuple(one for one in checked.value if one.book is book), book)
            for book in Book
            if book in books
        )
        return Outcome(tuple(every) or (Checked(own, ()),), checked.findings)


def _document(checked: Checked) -> CheckDocument:
    from inkoop.rules.fingerprint import fingerprint
    from inkoop.views.replies.self_check import check_document, with_source

    mark = fingerprint(checked.kader.tender)
    document = check_document(checked.tender, mark, checked.submissions)
    return with_source(document) if checked.kader.carried else document


def _write_copies(every: tuple[Checked, ...], folder: Path, as_json: bool) -> None:
    """The submissions to read; those that go by another kader than the first in folders of their own."""
    from datetime import UTC, datetime

    from inkoop.cli.console import tell, warn
    from inkoop.cli.files import writing
    from inkoop.cli.progress import progress
    from inkoop.cli.refusal import usable
    from inkoop.journeys.check import make_reading_copies
    from inkoop.rules.fingerprint import fingerprint

    written: list[Path] = []
    for number, each in enumerate(every):
        mark = fingerprint(each.kader.tender)
        apart = number and mark != fingerprint(every[0].kader.tender)
        place = folder / mark[:8] if apart else folder
        with writing(place / "leesversie.html"), progress("Leesversie maken"):
            made = datetime.now(tz=UTC).astimezone()
            copies: tuple[Path, ...] = usable(
                make_reading_copies(each.kader.tender, each.submissions, place, made)
            )
        written += copies
    say = warn if as_json else tell
    say("Uw inschrijving om te lezen, niet om in te leveren:")
    for path in written:
        say(str(path))
    if not any(path.suffix == ".pdf" for path in written):
        warn("Een PDF maken kan hier niet: de bibliotheek Pango ontbreekt. Druk de webpagina af.")


def print_check(
    outcome: Outcome[tuple[Checked, ...]], documents: list[CheckDocument], console: Screen
) -> None:
    """Per submission: the verdict, the faults, what is in order, what people will grade."""
    from inkoop.cli.findings_text import print_findings
    from inkoop.views.replies.check_words import kader_line
    from inkoop.views.replies.self_check import in_form_order

    print_findings(outcome.findings, console, to_provider=True)
    apart = bool(outcome.findings)
    for each, document in zip(outcome.value, documents, strict=True):
        for submission, checked in zip(each.submissions, document["inschrijvingen"], strict=True):
            if apart:
                console.say("")
            apart = True
            _print_one(checked, in_form_order(each.tender, submission.findings), console)
        if line := kader_line(document["kader"]):
            console.say("")
            console.indented(line, "", style="dim")
    for line in _about_both_books([s for each in outcome.value for s in each.submissions]):
        console.say("")
        console.say(f"! {line}", style="bold")


def _about_both_books(submissions: list[Submission]) -> list[str]:
    """Whether the form and the workbook with the prices are both there, where there are two."""
    from inkoop.domain.price_vault import Book

    forms = [one for one in submissions if one.book is Book.QUALITY]
    prices = [one for one in submissions if one.book is Book.PRICE]
    both = "Uw inschrijving is pas compleet met beide werkbladen. Lever ze samen in, elk als eigen bestand."
    if forms and not prices:
        return [f"Dit is alleen het inschrijfformulier: het prijsblad is er niet bij. {both}"]
    if prices and not forms:
        return [f"Dit is alleen het prijsblad: het inschrijfformulier is er niet bij. {both}"]
    if len(forms) != 1 or len(prices) != 1:
        return []
    (form,), (price,) = forms, prices
    if not (form.registration and price.registration) or form.registration == price.registration:
        return []
    return [f"Het prijsblad is van {price.tenderer}, en het inschrijfformulier van {form.tenderer}."]


def _print_one(checked: CheckedDoc, found: list[Finding], console: Screen) -> None:
    from inkoop.views.replies.check_words import parts, verdict

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
    from inkoop.cli.findings_text import print_findings

    for number, found in enumerate(findings):
        if number:
            console.say("")
        print_findings([found], console, to_provider=True)


def _print_part(part: Part, console: Screen) -> None:
    console.say(f"\n{part['kop']}", style="bold")
    for line in part["regels"]:
        console.indented(line, "  ", "    ")
