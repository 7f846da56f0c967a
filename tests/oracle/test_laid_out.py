"""The public PDFs as laid out, read by Poppler: all numbers and names on them were explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from inkoop.writers.pdf import PdfJob, made_pdf

from .laid_out import laid_out, wrong_as_laid_out
from .report import EXAMPLES
from .sheet import wrong_on_sheet
from .test_examples import Made

pytestmark = pytest.mark.langzaam
LOTS = "meerdonk-2027"


def pages_as_drawn(html: str, folder: Path) -> list[str]:
    pdf = folder / "bladzijden.pdf"
    pdf.write_bytes(made_pdf(PdfJob(pdf.name, html)))
    return laid_out(pdf)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_laid_out_page_has_the_explained_numbers_and_names(
    name: str, example: Made, tmp_path: Path
) -> None:
    town, pages, out = example(name)
    documents = {page.name: page.html for page in pages if page.public and page.name.endswith(".pdf")}
    if len(town.outcomes) > 1:
        documents["samenvatting.pdf"] = (out / "samenvatting.pdf").read_text("utf-8")
    found = {
        document: wrong_as_laid_out(html, pages_as_drawn(html, tmp_path), town.names())
        for document, html in documents.items()
    }
    assert {document: wrong for document, wrong in found.items() if wrong} == {}


def test_the_oracle_explains_the_sheet_over_all_lots(example: Made) -> None:
    town, _, out = example(LOTS)
    assert wrong_on_sheet(town, (out / "samenvatting.pdf").read_text("utf-8")) == []


PLANTED = {
    "een ander aantal": ("acht inschrijvingen", "zeven inschrijvingen"),
    "een ander maximum": ("hoogstens twee percelen", "hoogstens drie percelen"),
    "een andere omvang": ("Dagbesteding in Noord (20 plekken)", "Dagbesteding in Noord (21 plekken)"),
    "een ander perceel": ("<td>Dagbesteding in Zuid (15 plekken)", "<td>Dagbesteding in Noord (15 plekken)"),
    "twee namen verwisseld": (
        "Stichting De Wilgentuin (30 plekken) en Stichting De Korenbloem (20 plekken)",
        "Stichting De Korenbloem (30 plekken) en Stichting De Wilgentuin (20 plekken)",
    ),
    "een getal dat nergens bij hoort": ("percelen na. Het zegel", "percelen na, op 12 bladen. Het zegel"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_the_oracle_sees_a_fault_on_the_sheet(fault: str, example: Made) -> None:
    town, _, out = example(LOTS)
    html = (out / "samenvatting.pdf").read_text("utf-8")
    right, wrong = PLANTED[fault]
    assert right in html
    assert wrong_on_sheet(town, html.replace(right, wrong, 1))


LOOKS = {
    "een cel die niet te zien is": ("</style>", ".alle td:nth-child(2) { display: none }</style>"),
    "een getal dat de opmaak toevoegt": ("</style>", ".aanhef::after { content: '12 plekken' }</style>"),
    "een naam die de opmaak toevoegt": ("</style>", "h1::after { content: 'Atelier Maanlicht' }</style>"),
    "een bladzijde met een ander nummer": ("counter(page)", "counter(pages) '0'"),
    "een andere regel": ("Dagbesteding in Noord (20 plekken)", "Dagbesteding in Noord (15 plekken)"),
}


@pytest.mark.parametrize("fault", LOOKS)
def test_what_the_looks_change_is_seen_on_the_page(fault: str, example: Made, tmp_path: Path) -> None:
    """The words stay those that were explained; the page is drawn from others."""
    town, _, out = example(LOTS)
    html = (out / "samenvatting.pdf").read_text("utf-8")
    right, wrong = LOOKS[fault]
    assert right in html
    drawn = html.replace(right, wrong, 1)
    assert wrong_as_laid_out(html, pages_as_drawn(drawn, tmp_path), town.names())
