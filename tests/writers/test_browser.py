"""Where Pango is missing, the browser that is there makes the PDF, and the report still verifies."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from inkoop.domain.evaluation import Evaluation
from inkoop.journeys import side_by_side
from inkoop.journeys.evaluate import evaluate
from inkoop.journeys.report import make_report
from inkoop.journeys.verify import verify
from inkoop.writers import browser
from inkoop.writers.browser import find_browser, for_browser
from inkoop.writers.pango import pango_version
from tests.conftest import SMALL_KADER

pytestmark = pytest.mark.apart
Fill = Callable[..., Path]
PDFS = ("rapport.pdf", "rapport-besloten.pdf", "samenvatting.pdf")


class NoPango:
    def find_spec(self, name: str, *_: object) -> None:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


@pytest.fixture
def evaluation(filled_form: Fill) -> Evaluation:
    found = evaluate(SMALL_KADER, [filled_form()]).value
    assert found is not None
    return found


@pytest.fixture
def _no_pango(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """In this process, so that everything is made here."""
    with monkeypatch.context() as patched:
        for name in [module for module in sys.modules if module.split(".")[0] == "weasyprint"]:
            patched.delitem(sys.modules, name)
        patched.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
        patched.setattr(side_by_side, "_cores", lambda: 1)
        pango_version.cache_clear()
        yield
    pango_version.cache_clear()


def made(evaluation: Evaluation, folder: Path) -> list[str]:
    told: list[str] = []
    assert make_report(evaluation, SMALL_KADER.read_bytes(), folder, note=told.append).value
    return told


@pytest.mark.langzaam
@pytest.mark.usefixtures("_no_pango")
def test_a_browser_makes_a_tagged_pdf_with_the_data_that_claims_no_standard_and_verifies(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    (told,) = made(evaluation, tmp_path)
    assert "De bibliotheek Pango ontbreekt. Daarom heeft de browser" in told
    assert "niet volgens PDF/UA en PDF/A" in told
    for name in PDFS:
        with pikepdf.open(tmp_path / name) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang) == "nl-NL"
            assert pdf.Root.StructTreeRoot.K is not None
            assert {"zegel.json", "kader.yaml", "uitkomst.json"} < set(pdf.attachments)
            assert {str(each.AFRelationship) for each in pdf.Root.AF} == {"/Data"}
            metadata = pdf.Root.Metadata.read_bytes()
            assert b"pdfuaid" not in metadata
            assert b"pdfaid" not in metadata
        verified = verify(tmp_path / name)
        assert [fault for check in verified.checks for fault in check.faults] == []
        words, drawing = verified.checks[-2:]
        assert (words.title, words.done) == ("De woorden op de bladzijden", True)
        assert not drawing.done
        assert "een browser heeft ze gemaakt" in drawing.remark


@pytest.mark.langzaam
@pytest.mark.usefixtures("_no_pango")
@pytest.mark.parametrize("where", ["text", "foot"])
def test_another_word_on_a_page_or_in_its_foot_is_found(
    evaluation: Evaluation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def otherwise(html: str) -> str:
        page = for_browser(html)
        if where == "foot":
            assert 'content: "pagina "' in page
            return page.replace('content: "pagina "', 'content: "Gewonnen door B, pagina "')
        return page.replace("<h2", "<p>Gewonnen door B.</p><h2", 1)

    monkeypatch.setattr(browser, "for_browser", otherwise)
    made(evaluation, tmp_path)
    verified = verify(tmp_path / "rapport.pdf")
    words = next(check for check in verified.checks if check.title == "De woorden op de bladzijden")
    assert words.faults
    assert where == "foot" or any("Gewonnen door B." in fault for fault in words.faults)


@pytest.mark.usefixtures("_no_pango")
def test_without_a_browser_the_page_and_the_data_are_made(
    evaluation: Evaluation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "find_browser", lambda: None)
    monkeypatch.setattr("inkoop.writers.archive_pdf.find_browser", lambda: None)
    folder = tmp_path / "uit"
    folder.mkdir()
    refusal = make_report(evaluation, SMALL_KADER.read_bytes(), folder).refusal
    assert refusal is not None
    assert "de bibliotheek Pango ontbreekt" in refusal.text
    assert {path.suffix for path in folder.iterdir()} == {".html", ".csv", ".json"}


def test_a_text_of_the_tender_cannot_leave_its_place_in_the_style_sheet() -> None:
    page = "<head><style>@page { @top-right { content: string(merk) } }</style></head><body>"
    page += '<p class="voet-merk">"; } &lt;/style&gt;&lt;script&gt;\n</p>string(merk)'
    head, _, body = for_browser(page).partition("</head>")
    assert r'content: "\22 \3b  \7d  \3c \2f style\3e \3c script\3e \a "' in head
    assert body.endswith("string(merk)")


def test_a_browser_is_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "google-chrome"
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    find_browser.cache_clear()
    assert find_browser() == program
    find_browser.cache_clear()
