"""A municipality brings its own look, and hears it when not everybody can read it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inkoop.domain.house_style import HouseStyle
from inkoop.readers.settings.house_style import read_house_style
from inkoop.rules.contrast import contrast
from inkoop.views.report.view import report_view
from inkoop.writers.report import render_html, write_pdf, write_summary
from tests.command import run
from tests.conftest import ROOT
from tests.report_cases import example
from tests.writers.test_report import failures

EXAMPLE = ROOT / "templates" / "huisstijl-voorbeeld"
FONT = ROOT / "templates" / "lettertypen" / "source-sans-3-latin-400-normal.woff2"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "huisstijl"))


def style_in(folder: Path) -> HouseStyle:
    read = read_house_style(folder)
    assert read.value is not None, read.findings
    return read.value


def codes(folder: Path) -> list[str]:
    return [found.code for found in read_house_style(folder).findings]


def test_colours_letters_logo_and_words(folder: Path, tmp_path: Path) -> None:
    shutil.copy(FONT, folder / "lettertype-400.woff2")
    style = style_in(folder)
    assert style.colours["kop"] == "#0b4f3c", "a token that points to another"
    page = render_html(report_view(example("zwolle-2015")), style)
    assert "#14375e" not in page
    assert "#0b4f3c" in page
    assert 'alt="Gemeente Water, verzonnen voorbeeld"' in page
    assert "Verslag voor de raad" in page
    assert "Bel 14 0000" in page
    assert '"Huisstijl", "Source Sans 3"' in page
    for write in (write_pdf, write_summary):
        write(report_view(example("zwolle-2015")), tmp_path / "uit.pdf", style=style)
        assert failures(tmp_path / "uit.pdf") == []


def test_own_templates_go_first_and_text_stays_text(folder: Path) -> None:
    (folder / "sjablonen").mkdir()
    (folder / "sjablonen" / "voorblad.html.j2").write_text(
        "<header>{{ rapport.cover.buyer }}</header>", "utf-8"
    )
    (folder / "teksten.yaml").write_text('soort: "<b>Vet & #14375e</b>"\nlogo_tekst: Logo\n', "utf-8")
    page = render_html(report_view(example("zwolle-2015")), style_in(folder))
    assert "<header>Gemeente Zwolle (verzonnen voorbeeld)</header>" in page
    assert "&lt;b&gt;Vet &amp; #14375e&lt;/b&gt;" in page, "a text is no colour"


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("tokens.css", ":root { --rapport-kop: #99ccff }", ["HUIS-03"]),
        ("tokens.css", ":root { --rapport-kop: rgba(0, 0, 0, .5) }", ["HUIS-02"]),
        ("tokens.css", ":root { --rapport-kop: var(--weg) }", ["HUIS-02"]),
        ("tokens.css", ":root { --a: var(--b); --b: var(--a); --rapport-kop: var(--a) }", ["HUIS-02"]),
        ("tokens.css", ":root { --rapport-kop: hsl(160 80% 20%) } }}{ kapot", []),
        ("tokens.css", "\x00", []),
        ("teksten.yaml", "logotekst: Hier\nlogo_tekst: Logo\n", ["HUIS-04"]),
        ("teksten.yaml", "soort: Verslag\n", ["HUIS-05"]),
        ("teksten.yaml", "- lijst\n", ["HUIS-05"]),
        ("lettertype-400.woff2", "geen lettertype", ["HUIS-06"]),
        ("logo.svg", "x" * 5_000_001, ["HUIS-07"]),
    ],
)
def test_what_is_wrong(file: str, text: str, expected: list[str], folder: Path) -> None:
    (folder / file).write_text(text, "utf-8")
    assert codes(folder) == expected


def test_the_command_says_it_and_writes_nothing(folder: Path, tmp_path: Path) -> None:
    (folder / "tokens.css").write_text(":root { --rapport-kop: yellow }", "utf-8")
    kader, place = ROOT / "criteria" / "zwolle-2015.yaml", ROOT / "submissions" / "zwolle-2015"
    for bad in (folder, tmp_path / "weg"):
        done = run("rapport", kader, place, "-o", tmp_path / "uit", "--huisstijl", bad)
        assert done.returncode == 4
        assert "HUIS-0" in done.stderr
    assert not (tmp_path / "uit").exists()


def test_the_contrast_is_that_of_wcag() -> None:
    assert str(contrast("#000000", "#ffffff")) == "21.0"
    assert str(contrast("#767676", "#ffffff")) == "4.5"
    assert str(contrast("#777777", "#ffffff")) == "4.4"
