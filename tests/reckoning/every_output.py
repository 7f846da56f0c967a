"""Every command run on one tender, and every number of every output held against the reckoning."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shlex
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inkoop.writers.pdf import PdfJob, made_pdf

from . import shown
from .plain import read_yaml, sheet_rows
from .public import public
from .result import DRAW, WON, Outcome
from .tender import Tender, low_prices, run

SEED = "3 9 17 22 34 41"
OUTPUTS = (
    "json,",
    "scherm,",
    "csv,",
    "xlsx,",
    "blad Rangorde,",
    "uitleg,",
    "uitval,",
    "rapport-",
    "-besloten.html",
    "samenvatting-",
    "rangorde.csv,",
    "open data",
)
"""How a disagreement begins in each output of a tender with a ranking."""


def disagreements(
    tender: Tender, place: Path, patch: pytest.MonkeyPatch, laid_out: Container[str] = ()
) -> list[str]:
    """Everything that an output says and the reckoning does not.

    Args:
        laid_out: the report of which the PDF is made as well, in the folder `uit`, for `verified`.
    """
    patch.setenv("COLUMNS", "400")
    outcomes = tender.reckoned()
    found = [*_form(tender, place), *_rehearsed(tender)]
    if tender.bids:
        found += _assessed(tender, outcomes, place)
        found += _explained(tender, outcomes)
        found += _checked(tender)
        found += _letters(tender, outcomes, place)
        found += _withdrawn(tender, outcomes)
        found += _reported(tender, outcomes, place / "uit", patch, laid_out)
        found += _drawn(tender, outcomes)
    return found


def _document(*arguments: object) -> Any:
    done = run(*arguments, "--json")
    return json.loads(done.stdout)


def _form(tender: Tender, place: Path) -> Iterator[str]:
    run("formulier", tender.path, "-o", place / "nog-eens.xlsx")
    book = openpyxl.load_workbook(place / "nog-eens.xlsx")
    titles = [str(row[0].value) for sheet in book for row in sheet.iter_rows(max_col=2, max_row=60)]
    yield from shown.on_form(titles, tender.kader, tender.lots().values())


def _rehearsed(tender: Tender) -> Iterator[str]:
    """What `proefdraai` says of the rules themselves; its bids are its own."""
    document = _document("proefdraai", tender.path, "--aantal", "10")
    lots = tender.lots()
    yield from shown.differs(
        "proefdraai: percelen", [lot["perceel"] for lot in document["percelen"]], list(lots)
    )
    for told in document["percelen"]:
        yield from shown.rehearsed(told, lots[told["perceel"]])


def _assessed(tender: Tender, outcomes: Mapping[str, Outcome], place: Path) -> Iterator[str]:
    places = ("beoordeel", tender.path, tender.folder)
    yield from shown.in_json(_document(*places), outcomes)
    text = run(*places, "--csv", place / "scores.csv", "--xlsx", place / "scores.xlsx").stdout
    yield from shown.on_screen(text, outcomes, _counted(tender, outcomes))
    yield from _tables(place, outcomes)


def _counted(tender: Tender, outcomes: Mapping[str, Outcome]) -> int:
    """How many submissions there are, without the files that others took the place of."""
    return len(tender.bids) - len(set().union(*(one.replaced for one in outcomes.values())))


def _tables(place: Path, outcomes: Mapping[str, Outcome]) -> Iterator[str]:
    rows = list(csv.DictReader(io.StringIO((place / "scores.csv").read_text("utf-8-sig")), delimiter=";"))
    yield from shown.in_score_rows("csv", rows, outcomes)
    book = openpyxl.load_workbook(place / "scores.xlsx")
    yield from shown.in_score_rows("xlsx", sheet_rows(book["Scores"]), outcomes)
    yield from shown.in_ranking_rows(sheet_rows(book["Rangorde"]), outcomes)


def _explained(tender: Tender, outcomes: Mapping[str, Outcome]) -> Iterator[str]:
    replaced = set().union(*(one.replaced for one in outcomes.values()))
    counting = [one for one in tender.bids if one.file not in replaced]
    names = [one.name for one in counting]
    for bid in counting[:2]:
        called = bid.name if names.count(bid.name) == 1 else bid.file
        text = run("uitleg", tender.path, tender.folder, "--inschrijver", called).stdout
        yield from shown.explained(text, outcomes, bid.name)


def _checked(tender: Tender) -> Iterator[str]:
    for bid in tender.bids[:2]:
        document = _document("controleer", tender.folder / bid.file, "--kader", tender.path)
        yield from shown.own_points(document, tender.own(bid), tender.lots())
        text = run("controleer", tender.folder / bid.file, "--kader", tender.path).stdout
        told = re.split(r"perceel (\S+) \(", text)
        for lot, about in zip(told[1::2], told[2::2], strict=True):
            for code, points in tender.own(bid).get(lot, {}).items():
                line = re.search(rf"^\s*{re.escape(code)} .*?: (?:€ )?(\S+) van", about, re.MULTILINE)
                if line is None or not shown.is_shown(line[1], points):
                    yield f"controleer, scherm, {lot}, {code}: {line and line[0]}, niet {float(points)}"


def _letters(tender: Tender, outcomes: Mapping[str, Outcome], place: Path) -> Iterator[str]:
    document = _document("vraagbrief", tender.path, tender.folder, "-o", place / "brieven")
    noticed = {f["vindplaats"]["bestand"] for f in document["bevindingen"] if f["code"] == "PRIJS-05"}
    yield from shown.differs("opvallend lage prijzen", noticed, low_prices(outcomes))


def _withdrawn(tender: Tender, outcomes: Mapping[str, Outcome]) -> Iterator[str]:
    if any(one.undecided or one.waiting for one in outcomes.values()):
        return
    winners = [one.bid for outcome in outcomes.values() for one in outcome.places if one.award == WON]
    for bid in winners[:1]:
        document = _document("uitval", tender.path, tender.folder, "--afvaller", bid.name)
        yield from shown.withdrawn(document, outcomes, tender.reckoned(frozenset({bid.file})))


def _reported(
    tender: Tender,
    outcomes: Mapping[str, Outcome],
    folder: Path,
    patch: pytest.MonkeyPatch,
    laid_out: Container[str] = (),
) -> Iterator[str]:
    """The pages as they go to the PDF: laying them out changes no number, and takes most of the time."""

    real: list[bytes] = []

    def keep(job: PdfJob) -> bytes:
        if job.name in laid_out:
            real.append(made_pdf(job))
        return job.html.encode()

    with patch.context() as patched:
        patched.setattr("inkoop.journeys.side_by_side._cores", lambda: 1)
        patched.setattr("inkoop.writers.pdf.made_pdf", keep)
        run("rapport", tender.path, tender.folder, "-o", folder)
    for pdf in real:
        (folder / "echt.pdf").write_bytes(pdf)
    told = public(outcomes)
    for code in outcomes:
        for name in (f"rapport-{code}.html", f"rapport-{code}-besloten.html", f"samenvatting-{code}.pdf"):
            pages = (folder / name).read_text("utf-8")
            right = outcomes if "besloten" in name else told
            yield from (f"{name}: {found}" for found in shown.on_page(pages, code, right))
    yield from shown.in_json(json.loads((folder / "uitkomst.json").read_text("utf-8")), told)
    rows = csv.DictReader(io.StringIO((folder / "rangorde.csv").read_text("utf-8-sig")), delimiter=";")
    yield from shown.in_score_rows("rangorde.csv", rows, told)
    package = json.loads((folder / "open-data.ocds.json").read_text("utf-8"))
    yield from shown.in_open_data(package, told)


def _drawn(tender: Tender, outcomes: Mapping[str, Outcome]) -> Iterator[str]:
    """Every draw that is needed and can be done, recomputed from its record, and the outcome after it."""
    done = set()
    for code, outcome in outcomes.items():
        if len(outcome.ties) != 1 or outcome.undecided or outcome.waiting:
            continue
        names = outcome.ties[0]
        made = run("loting", tender.path, tender.folder, "--perceel", code, *_how(tender, names))
        path = tender.folder / "beoordeling" / f"loting-{code}.yaml"
        if not path.exists():
            yield f"loting {code}: {made.output}"
            continue
        done.add(code)
        record = read_yaml(path)
        yield from shown.differs(f"loting {code}: wie meeloot", set(record["uitkomst"]), set(names))
        yield from _recomputed(code, record)
    if done:
        after = tender.reckoned()
        yield from shown.in_json(_document("beoordeel", tender.path, tender.folder), after)
        text = run("beoordeel", tender.path, tender.folder).stdout
        yield from shown.on_screen(text, after, _counted(tender, after))
        for code in done:
            drawn = {name for tie in outcomes[code].ties for name in tie}
            places = [one for one in after[code].places if one.bid.name in drawn]
            if places and all(one.award == DRAW for one in places):
                yield f"loting {code}: na de loting is er nog een nodig onder dezelfden"


def _how(tender: Tender, names: list[str]) -> list[str]:
    if "loting" in tender.kader["gunning"]:
        return ["--zaad", SEED, "--door", "Notaris De Wit", "--moment", "2027-05-01 14:00"]
    given = {
        "--uitkomst": "; ".join(reversed(names)),
        "--genodigd": "; ".join(names),
        "--aanwezig": "niemand",
    }
    given |= {"--door": "Notaris De Wit", "--plaats": "Stadhuis", "--moment": "2027-05-01 14:00"}
    return [part for option in given.items() for part in option]


def _recomputed(code: str, record: Mapping[str, Any]) -> Iterator[str]:
    """The hashes by the recipe that the record itself prints."""
    hashes = []
    for check in record.get("controle", []):
        program, text, *parts = shlex.split(check["opdracht"].removesuffix(" | sha256sum"))
        yield from shown.differs(f"loting {code}: opdracht", program, "printf")
        text = text.replace("\\n", "\n")
        for part in parts:
            text = text.replace("%s", part, 1)
        found = hashlib.sha256(text.encode()).hexdigest()
        yield from shown.differs(f"loting {code}: controlegetal", found, check["sha256"])
        hashes.append((found, check["inschrijver"]))
    if hashes:
        yield from shown.differs(
            f"loting {code}: volgorde", [name for _, name in sorted(hashes)], list(record["uitkomst"])
        )


def verified(folder: Path) -> list[str]:
    """What `verifieer` finds wrong with the report that was laid out."""
    done = run("verifieer", folder / "echt.pdf")
    right = done.exit_code == 0 and "Het rapport klopt." in done.stdout
    return [] if right else [done.output]
