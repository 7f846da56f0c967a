"""The report as files: accessible, self-contained, safe with hostile text, the same every time."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import page
import pikepdf
import pytest

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.readers.report.report_pdf import read_report_pdf
from inkoop.rules.dutch_format import points_text
from inkoop.views.report.view import report_view
from inkoop.writers import browser, pdf, report
from inkoop.writers.archive_pdf import Enclosure
from inkoop.writers.pdf import PdfNotPossibleError, save_pdf
from inkoop.writers.report import (
    render_html,
    write_html,
    write_pdf,
    write_summary,
)
from tests.conftest import ROOT
from tests.report_cases import EXAMPLES, assessed, example, named

pytestmark = pytest.mark.langzaam

Fill = Callable[..., Path]
Read = Callable[[Path], Submission]

HOSTILE = (
    "<script>alert(1)</script>{{ 7 * 7 }}{% raw %}</title>",
    "W" * 2000,
    "Ĺūķáš & Žižek \u202e«Stichting» \"'><img src=http://elders.example/x.png>",
    "Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
)


@pytest.fixture
def tiny(filled_form: Fill, read_small: Read, small_tender: Tender) -> Evaluation:
    """Two providers on the small tender."""
    names = ("Anker", "Bark")
    found = [named(read_small(filled_form(f"{n}.xlsx", wachttijd=i + 2)), n) for i, n in enumerate(names)]
    return assessed(small_tender, found, {"Anker": "10", "Bark": "6"})


@pytest.fixture
def hostile(filled_form: Fill, read_small: Read, small_tender: Tender) -> Evaluation:
    """Providers and assessors who write what no one expects."""
    base = read_small(filled_form())
    found = [named(base, name) for name in HOSTILE]
    return assessed(small_tender, found, dict.fromkeys(HOSTILE, "6"), "<b>{{ x }}</b> " + "q" * 900)


def failures(path: Path) -> list[str]:
    """What is wrong with a file by PDF/UA-1 and PDF/A-3a, and whether it says that it is both."""
    with pikepdf.open(path) as pdf, pdf.open_metadata() as metadata:
        claimed = [metadata.get(f"{name}:part") for name in ("pdfuaid", "pdfaid")]
        claimed.append(metadata.get("pdfaid:conformance"))
    found = [] if claimed == ["1", "3", "A"] else [f"zegt van zichzelf: {claimed}"]
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        found += [failure.rule_id for failure in page.validate_pdf(str(path), profile=profile).failures]
    return found


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_reports_are_accessible(name: str, tmp_path: Path) -> None:
    target = tmp_path / "rapport.pdf"
    write_pdf(report_view(example(name)), target)
    assert failures(target) == []
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) < 90
        assert str(pdf.Root.Lang) == "nl"
        assert "/Outlines" in pdf.Root


def test_the_smallest_report_is_accessible(tiny: Evaluation, tmp_path: Path) -> None:
    write_pdf(report_view(tiny), tmp_path / "rapport.pdf")
    assert failures(tmp_path / "rapport.pdf") == []


@pytest.mark.parametrize("bids", [2, 60, 300])
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_summary_stays_two_pages(name: str, bids: int, tmp_path: Path) -> None:
    made = example(name)
    found = [
        named(made.submissions[number % len(made.submissions)], f"Aanbieder nummer {number}")
        for number in range(bids)
    ]
    grades = dict.fromkeys((each.tenderer for each in found), "2")
    write_summary(report_view(assessed(made.tender, found, grades)), tmp_path / "samenvatting.pdf")
    with pikepdf.open(tmp_path / "samenvatting.pdf") as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_summary_is_two_accessible_pages(name: str, tmp_path: Path) -> None:
    write_summary(report_view(example(name)), tmp_path / "samenvatting.pdf")
    assert failures(tmp_path / "samenvatting.pdf") == []
    with pikepdf.open(tmp_path / "samenvatting.pdf") as pdf:
        assert len(pdf.pages) == 2


def test_the_accessibility_check_sees_a_fault(tmp_path: Path) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    html = "<html lang=nl><title>t</title><h1>a</h1><svg width=9 height=9 aria-label=x><rect/></svg>"
    weasyprint.HTML(string=html).write_pdf(tmp_path / "fout.pdf", pdf_variant="pdf/ua-1")
    assert failures(tmp_path / "fout.pdf") != []


def test_hostile_text_keeps_the_report_whole(
    hostile: Evaluation, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_pdf(report_view(hostile), tmp_path / "rapport.pdf")
    assert failures(tmp_path / "rapport.pdf") == []
    assert caplog.records == []


@pytest.mark.apart
def test_the_same_view_gives_the_same_bytes(tiny: Evaluation, tmp_path: Path) -> None:
    for name in ("een", "twee"):
        write_pdf(report_view(tiny), tmp_path / f"{name}.pdf")
        write_html(report_view(tiny), tmp_path / f"{name}.html")
    assert (tmp_path / "een.pdf").read_bytes() == (tmp_path / "twee.pdf").read_bytes()
    assert (tmp_path / "een.html").read_bytes() == (tmp_path / "twee.html").read_bytes()


PROCESS = """
import hashlib, pathlib, sys
from inkoop.journeys.evaluate import evaluate
from inkoop.views.report.view import report_view
from inkoop.writers.report import render_html
if __name__ == "__main__":
    name = "zwolle-2015"
    made = evaluate(pathlib.Path(f"criteria/{name}.yaml"), [pathlib.Path(f"submissions/{name}")]).value
    print(hashlib.sha256(render_html(report_view(made)).encode()).hexdigest())
"""


def test_another_process_gives_the_same_html(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(PROCESS, encoding="utf-8")
    found = {
        subprocess.run(
            [sys.executable, str(script)],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
            timeout=120,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_the_dates_in_the_pdf_are_those_of_the_kader(tiny: Evaluation, tmp_path: Path) -> None:
    write_pdf(report_view(tiny), tmp_path / "rapport.pdf")
    with pikepdf.open(tmp_path / "rapport.pdf") as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260202")
        assert str(pdf.docinfo["/ModDate"]).startswith("D:20260202")


class Parsed(HTMLParser):
    """The elements, attributes and texts of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.headings: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


def outside_references(html: str) -> Iterator[str]:
    """Everything by which the page would load or point outside itself."""
    parsed = Parsed(html)
    for tag, attributes in parsed.elements:
        for name in ("src", "href", "srcset", "action", "data", "poster"):
            value = attributes.get(name)
            if value and not value.startswith("#"):
                yield f"{tag} {name}={value}"
        if tag in {"script", "link", "iframe", "object", "embed", "base", "form"}:
            yield tag
    for style in re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL):
        yield from (url for url in re.findall(r"url\(([^)]*)\)", style) if not url.startswith('"data:'))
        yield from re.findall(r"@import[^;]*", style)


def without_our_script(html: str) -> str:
    """The page without the one script that is ours, which is there once and as it stands in the sources."""
    folder = ROOT / "templates" / "rapport"
    ours = "\n".join((folder / name).read_text("utf-8") for name in ("scherm.js", "naast.js"))
    # The policy holds whatever a website thinks the letters of the page are.
    assert ours.isascii()
    assert html.count(f"<script>{ours}</script>") == 1
    return html.replace(f"<script>{ours}</script>", "")


def test_the_page_needs_nothing_from_outside(hostile: Evaluation) -> None:
    assert list(outside_references(without_our_script(render_html(report_view(hostile))))) == []
    for name in EXAMPLES:
        assert list(outside_references(without_our_script(render_html(report_view(example(name)))))) == []


def test_paper_has_no_script(tiny: Evaluation) -> None:
    paper = report_view(tiny).paper
    assert paper is not None
    assert "<script" not in render_html(paper)


def test_the_check_on_references_sees_them() -> None:
    bad = '<link href=x.css><img src="http://x"><style>@import "y"; a { background: url(z.png) }</style>'
    assert len(list(outside_references(bad))) == 5


def test_hostile_text_is_text(hostile: Evaluation) -> None:
    html = without_our_script(render_html(report_view(hostile)))
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}" in html
    assert "<b>{{ x }}" not in html
    assert "<img" not in html
    shown = re.findall(r">([^<]*)<", re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL))
    words = [word for text in shown for word in re.split(r"[\s\u200b]", unescape(text))]
    assert max(map(len, words)) <= 64


@pytest.mark.parametrize("name", EXAMPLES)
def test_headings_and_tables_are_in_order(name: str) -> None:
    parsed = Parsed(render_html(report_view(example(name))))
    assert parsed.headings[0] == 1
    assert parsed.headings.count(1) == 1
    steps = zip(parsed.headings, parsed.headings[1:], strict=False)
    assert all(following - level <= 1 for level, following in steps)
    heads = [attributes for tag, attributes in parsed.elements if tag == "th"]
    assert heads
    assert all(attributes.get("scope") in {"col", "row"} for attributes in heads)
    tags = [tag for tag, _ in parsed.elements]
    assert tags.count("table") == tags.count("caption") > 10


def test_every_drawing_says_what_it_shows() -> None:
    html = render_html(report_view(example("amsterdam-2021")))
    drawings = re.findall(r"<svg[^>]*>\s*(<[^>]*>)", html)
    assert len(drawings) > 20
    assert set(drawings) == {"<title>"}


def test_every_link_leads_somewhere() -> None:
    parsed = Parsed(render_html(report_view(example("zwolle-2015"))))
    places = [attributes["id"] for _, attributes in parsed.elements if "id" in attributes]
    links = {attributes["href"] for tag, attributes in parsed.elements if tag == "a"}
    assert len(places) == len(set(places))
    assert {f"#{place}" for place in places} >= links
    assert links


@pytest.mark.parametrize("name", EXAMPLES)
def test_totals_and_fingerprints_are_printed_whole(name: str) -> None:
    made = example(name)
    html = render_html(report_view(made))
    assert made.fingerprint in html
    for submission in made.submissions:
        assert submission.sha256 in html
    for place in made.lots[0].ranking:
        assert f"<b>{points_text(place.scorecard.total)}</b>" in html


def test_an_invented_tender_says_so_on_every_page(tmp_path: Path, tiny: Evaluation) -> None:
    html = render_html(report_view(tiny))
    assert '<p class="merk">Voorbeeld – fictief</p>' in html
    info = tiny.tender.info.model_copy(update={"fictional": False})
    real = Evaluation(
        tiny.tender.model_copy(update={"info": info}),
        tiny.fingerprint,
        tiny.submissions,
        tiny.assessment,
        tiny.lots,
        tiny.findings,
    )
    assert "Voorbeeld – fictief" not in render_html(report_view(real))


def test_nothing_is_fetched(tiny: Evaluation, tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim", encoding="utf-8")
    fetch = pdf._document("<p>x</p>").url_fetcher
    for url in (secret.as_uri(), "http://127.0.0.1:9/x", "ftp://127.0.0.1/x"):
        with pytest.raises(ValueError, match="disallowed protocol"):
            fetch(url)
    assert fetch("data:text/plain,ok")


def test_without_pango_it_says_what_to_install(
    tiny: Evaluation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoPango:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [module for module in sys.modules if module.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    monkeypatch.setattr(browser, "find_browser", lambda: None)
    with pytest.raises(PdfNotPossibleError, match="Installeer op Debian of Ubuntu: libpango"):
        write_pdf(report_view(tiny), tmp_path / "rapport.pdf")
    assert list(tmp_path.glob("*.pdf")) == []
    write_html(report_view(tiny), tmp_path / "rapport.html")


def test_a_failed_run_leaves_the_old_file(
    tiny: Evaluation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "rapport.html"
    target.write_text("oud", encoding="utf-8")

    def broken(*_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(report, "render_html", broken)
    with pytest.raises(RuntimeError):
        write_html(report_view(tiny), target)
    assert target.read_text(encoding="utf-8") == "oud"
    assert [path.name for path in tmp_path.glob("*rapport*")] == ["rapport.html"]


@pytest.mark.langzaam
@pytest.mark.parametrize(("name", "bids"), [("zwolle-2015", 60), ("amsterdam-2021", 300)])
def test_paper_has_at_most_forty_pages(name: str, bids: int, tmp_path: Path) -> None:
    made = example(name)
    found = [
        named(made.submissions[number % len(made.submissions)], f"Aanbieder nummer {number}")
        for number in range(bids)
    ]
    write_pdf(
        report_view(assessed(made.tender, found, dict.fromkeys((each.tenderer for each in found), "2"))),
        tmp_path / "rapport.pdf",
    )
    with pikepdf.open(tmp_path / "rapport.pdf") as pdf:
        assert len(pdf.pages) <= 40


@pytest.mark.langzaam
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_provider_on_paper_has_one_page(name: str, tmp_path: Path) -> None:
    view = report_view(example(name))
    write_pdf(view, tmp_path / "rapport.pdf")
    assert view.paper is not None
    with pikepdf.open(tmp_path / "rapport.pdf") as pdf:
        pages = {str(page.obj.objgen): number for number, page in enumerate(pdf.pages)}
        names = pdf.Root.Names.Dests.Names
        found = {
            str(names[i]): pages[str(names[i + 1][0].objgen)]
            for i in range(0, len(names), 2)
            if str(names[i]).startswith("aanbieder-")
        }
        following = pages[
            str(next(names[i + 1][0].objgen for i in range(0, len(names), 2) if names[i] == "methode"))
        ]
    starts = sorted(found.values())
    assert len(starts) == len(view.paper.providers)
    assert [*(b - a for a, b in zip(starts, [*starts[1:], following], strict=True))] == [1] * len(starts)


@pytest.mark.langzaam
def test_an_enclosure_whose_packed_bytes_end_in_a_carriage_return_is_read_back(tmp_path: Path) -> None:
    """Packed bytes end in a sum over the data: one file in 256 has to be packed otherwise for the archive."""
    data = next(text for n in range(300) if zlib.adler32(text := b"a" * n + b"\n") & 0xFF == 0x0D)
    name = "zegel.json"
    save_pdf(
        "<html lang=nl><title>t</title><p>a</p></html>",
        tmp_path / "a.pdf",
        [Enclosure(name, "proef", "application/json", data)],
    )
    assert failures(tmp_path / "a.pdf") == []
    assert read_report_pdf(tmp_path / "a.pdf", [name]).files[name] == data
