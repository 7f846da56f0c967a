"""A tender with everything that the program writes about it, and what the oracle knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from inkoop.writers.pdf import PdfJob
from tests.reckoning.outcome import reckon
from tests.reckoning.per_lot import written_out
from tests.reckoning.plain import Panel, read_draws, read_panel, read_yaml
from tests.reckoning.tender import GRADES, run

from .forms import read_form
from .told import Told
from .town import Town, strings_of

ROOT = Path(__file__).parents[2]
EXAMPLES = ("zwolle-2015", "amsterdam-2021", "meerdonk-2027")


@dataclass(frozen=True)
class Page:
    """One document of a report, as HTML; what goes to the PDF is HTML as well."""

    name: str
    lot: str
    public: bool
    html: str


def town_of(kader: Path, folder: Path) -> Town:
    """What the oracle knows of a tender."""
    rules = written_out(read_yaml(kader))
    forms = sorted(path for path in folder.iterdir() if path.suffix in (".xlsx", ".ods"))
    bids = [read_form(rules, path) for path in forms]
    panel = read_panel(folder / GRADES) if (folder / GRADES).exists() else Panel()
    outcomes = reckon(rules, bids, panel, read_draws(folder / "beoordeling"))
    return Town(rules, bids, panel, outcomes, list(_sources(folder / "beoordeling")), folder)


def _sources(folder: Path) -> Iterable[str]:
    """What the panel and the notary wrote."""
    for path in folder.glob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path, data_only=True):
            for row in sheet.iter_rows(values_only=True):
                yield from (cell for cell in row if isinstance(cell, str))
    for path in folder.glob("*.yaml"):
        yield from strings_of(read_yaml(path))


def pages_of(kader: Path, folder: Path, out: Path, lots: Iterable[str]) -> list[Page]:
    """Every document of the report; laying out the PDF changes no word and takes most of the time."""

    def keep(job: PdfJob) -> bytes:
        inside = out.with_name(f"in-{job.name}")
        inside.mkdir()
        for one in job.enclosures:
            (inside / one.name).write_bytes(one.data)
        return job.html.encode()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("inkoop.journeys.side_by_side._cores", lambda: 1)
        patch.setattr("inkoop.writers.pdf.made_pdf", keep)
        patch.setattr("inkoop.journeys.report.made_with", dict)
        run("rapport", kader, folder, "-o", out)
    found = []
    for lot in lots:
        part = f"-{lot}" if lot else ""
        for name, public in (
            (f"rapport{part}.html", True),
            (f"rapport{part}-besloten.html", False),
            (f"rapport{part}.pdf", True),
            (f"rapport{part}-besloten.pdf", False),
            (f"samenvatting{part}.pdf", True),
        ):
            found.append(Page(name, lot, public, (out / name).read_text("utf-8")))
    if found[0].lot:
        # What it says of one lot stands in a row with the name of that lot; the rest is about all of them.
        sheet = (out / "samenvatting.pdf").read_text("utf-8")
        found.append(Page("samenvatting.pdf", found[0].lot, True, sheet))
    return found


def told_in(page: Page, town: Town) -> Told:
    """The lot that a page is about."""
    return Told(town, page.lot)
