"""Any name: every letter in a document comes from a font of ours, or is visibly replaced and told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from inkoop.domain.letters import FONTS, fonts_for, in_our_letters, unknown_letters
from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.views.report.chart import IN_THE_TABLE, fit
from inkoop.views.report.view import report_view
from inkoop.writers.report import render_html, write_pdf
from tests.conftest import ROOT
from tests.report_cases import EXAMPLES, assessed, example, named
from tests.writers.test_report import failures

WEIGHTS = (400, 600)


def listed(font: str) -> set[int]:
    found: set[int] = set()
    for part in FONTS[font].split(","):
        low, _, high = part.partition("-")
        found |= set(range(int(low, 16), int(high or low, 16) + 1))
    return found


@pytest.mark.parametrize("font", FONTS)
def test_a_font_has_what_is_said_of_it(font: str) -> None:
    for weight in WEIGHTS:
        file = ROOT / "templates" / "lettertypen" / f"{font}-{weight}-normal.woff2"
        assert listed(font) <= set(TTFont(file).getBestCmap())


def test_no_letter_is_said_of_two_fonts() -> None:
    every = [letter for font in FONTS for letter in listed(font)]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("name", EXAMPLES)
def test_our_own_words_need_no_letter_that_we_lack(name: str) -> None:
    view = report_view(example(name))
    assert unknown_letters(render_html(view)) == ""
    assert view.paper is not None
    assert fonts_for(render_html(view.paper)) == ("source-sans-3-latin",)


def test_what_no_font_has_is_visible_and_everything_else_stays() -> None:
    assert unknown_letters("Zorg 🙂 عمل Ελλάδα Київ ở 中🙂") == "🙂中"
    assert in_our_letters("Zorg 🙂", "?") == "Zorg ?"
    assert fonts_for("Київ") == ("source-sans-3-latin", "source-sans-3-cyrillic")


def test_what_reads_from_right_to_left_is_in_no_drawing() -> None:
    assert fit("مؤسسة النخيل", 500, 30) == IN_THE_TABLE
    assert fit("De Palmboom", 500, 30) == "De Palmboom"


@pytest.mark.langzaam
def test_any_name_keeps_the_report_accessible_and_in_our_fonts(
    filled_form: Callable[..., Path],
    read_small: Callable[[Path], Submission],
    small_tender: Tender,
    tmp_path: Path,
) -> None:
    one = read_small(filled_form("een.xlsx"))
    names = ("Zorg 🙂 中文", "مؤسسة النخيل", "Київ Ελλάδα Ở")
    found = [named(one, name) for name in names]
    view = report_view(assessed(small_tender, found, dict.fromkeys(names, "6")))
    write_pdf(view, tmp_path / "rapport.pdf")
    assert failures(tmp_path / "rapport.pdf") == []
    with pikepdf.open(tmp_path / "rapport.pdf") as pdf:
        fonts = {
            str(font.BaseFont).partition("+")[2]
            for page in pdf.pages
            for font in page.resources.get("/Font", {}).values()
        }
    ours = ("Source-Sans-3", *FONTS)
    assert [font for font in fonts if not font.startswith(ours)] == []
