"""Small groups stay hidden: none stands on a public page, and none follows from all pages together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import openpyxl
import pytest

from tests.reckoning.plain import table_head

from .hidden import Reader
from .report import ROOT, Page, pages_of, town_of
from .test_examples import Made
from .town import Town

pytestmark = pytest.mark.langzaam
WITH_PEOPLE = ("zwolle-2015", "amsterdam-2021")
FEW = [1, 2, 3, 5, 7, 8, 9, 10, 11, 12, 14, 20, 41]


def _read(town: Town, pages: list[Page], change: tuple[str, str] = ("", "")) -> Reader:
    reader = Reader(town)
    for page in pages:
        if page.public:
            reader.read(" ".join(page.html.split()).replace(*change, 1) if change[0] else page.html)
    return reader


@pytest.mark.parametrize("name", WITH_PEOPLE)
def test_no_small_group_follows_from_an_example(name: str, example: Made) -> None:
    """Every number of people on the public pages is right, and no small group follows from them."""
    town, pages, _ = example(name)
    reader = _read(town, pages)
    assert [told for told in reader.sums if sum(map(reader.exact, told[0])) != told[1]] == []
    assert reader.follows() == []


def test_one_dash_less_gives_a_small_group_away(example: Made) -> None:
    """A number that is hidden for the sake of another is needed: with it the other follows."""
    town, pages, _ = example("amsterdam-2021")
    row = '<th scope="row">Weesp</th> <td>{}</td> <td class="getal">{}</td>'
    kind, right = "Stabilisatie", town.at("andere aanbieder", "weesp", "stabilisatie")
    shown = row.format(kind, "–")
    assert any(shown in " ".join(page.html.split()) for page in pages)
    assert _read(town, pages, (shown, row.format(kind, str(right)))).follows()


@pytest.mark.parametrize("seed", range(5))
def test_no_small_group_follows_with_other_numbers(seed: int, tmp_path: Path) -> None:
    """The same with many small groups: the forms of Zwolle with other numbers of people."""
    random = Random(seed)
    source, folder = ROOT / "submissions" / "zwolle-2015", tmp_path / "in"
    (folder / "beoordeling").mkdir(parents=True)
    grades = Path("beoordeling") / "cijfers.xlsx"
    (folder / grades).write_bytes((source / grades).read_bytes())
    for path in sorted(source.glob("*.xlsx")):
        _with_other_people(path, folder / path.name, random)
    kader = ROOT / "criteria" / "zwolle-2015.yaml"
    town = town_of(kader, folder)
    pages_told = pages_of(kader, folder, tmp_path / "uit", town.outcomes)
    reader = _read(town, pages_told)
    assert [*reader.small_groups()]
    assert [told for told in reader.sums if sum(map(reader.exact, told[0])) != told[1]] == []
    assert reader.follows() == []
    assert [*_drawn_otherwise(pages_told)] == []


def _drawn_otherwise(pages: list[Page]) -> Iterator[str]:
    """Bars by district with another part than those that are told: one each, as wide as it says."""
    for page in (one for one in pages if one.public):
        for svg in re.findall(r"<svg.*?</svg>", page.html, re.DOTALL):
            title = re.search(r"<title[^>]*>(Staafgrafiek van wie kan blijven.*?)</title>", svg, re.DOTALL)
            every = re.findall(r"(\d+) (?:blijft|onzeker|andere aanbieder)", title[1]) if title else []
            told = [int(number) for number in every if number != "0"]
            widths = [float(w) for w in re.findall(r'<rect[^>]*? width="([\d.]+)"', svg)] if title else []
            most = max(told, default=1)
            right = [number / most * max(widths, default=0) for number in told]
            if len(widths) != len(told) or any(abs(a - b) > 12 for a, b in zip(widths, right, strict=True)):
                yield f"{page.name}: {told} is getekend als {widths}"


def _with_other_people(source: Path, path: Path, random: Random) -> None:
    book = openpyxl.load_workbook(source)
    for sheet in book:
        head = table_head(sheet)
        if head is None or head[0] != "nu":
            continue
        column = next(cell.column for cell in sheet[head[1]] if cell.value == "aantal")
        for row in range(head[1] + 2, sheet.max_row + 1):
            if sheet.cell(row, column).value is not None and isinstance(sheet.cell(row, 1).value, int):
                sheet.cell(row, column).value = random.choice(FEW)
    book.save(path)
