"""`inkoop webcontrole`: in a real browser the same findings as `controleer`, and nothing leaves it."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, CDPSession, FileChooser, Page

from inkoop.views.replies.self_check import CheckDocument
from inkoop.writers.check_page import write_check_page
from tests.conftest import ROOT
from tests.web.browser import (
    KEPT,
    STARTED,
    Site,
    axe_faults,
    browser,
    check,
    made_page,
    outcome,
    ready,
    served,
    shown,
    until,
)
from tests.web.changed import data_of, with_part, with_worker

KADER = ROOT / "criteria" / "amsterdam-2021.yaml"
EXAMPLES = ROOT / "submissions" / "amsterdam-2021"
GOOD = EXAMPLES / "amstelgaarde-zorg-en-welzijn.xlsx"
BAD = EXAMPLES / "stichting-de-regenkade.xlsx"
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
MARKUP = "<img src=x onerror=alert(1)><b>Zorg & Co</b>"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_page(KADER, tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="module")
def site(written: Path) -> Iterator[Site]:
    with served(written.parent) as found:
        yield found


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with browser(tmp_path_factory.mktemp("profiel"), viewport={"width": 1280, "height": 900}) as found:
        yield found


@pytest.fixture(scope="module")
def requests(context: BrowserContext) -> list[str]:
    """Every address the browser asked for, in whatever way."""
    seen: list[str] = []
    context.on("request", lambda request: seen.append(request.url))
    return seen


@pytest.fixture(scope="module")
def complaints(context: BrowserContext) -> list[str]:
    """Errors in the browser's console."""
    seen: list[str] = []
    context.on("console", lambda told: seen.append(told.text) if told.type == "error" else None)
    context.on("weberror", lambda fault: seen.append(str(fault.error)))
    return seen


@pytest.fixture(scope="module")
def page(context: BrowserContext, site: Site, requests: list[str], complaints: list[str]) -> Page:
    """The page with its engine started, once for all tests."""
    found = context.new_page()
    found.goto(site.page)
    ready(found)
    return found


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Good, bad, in two formats, made by a joker, and not a workbook at all."""
    made = tmp_path_factory.mktemp("werkbladen")
    book = openpyxl.load_workbook(BAD)
    wrong = iter(["veel", "12,5,3", -4, "#REF!", 99999])
    numbers = [
        cell
        for sheet in book.worksheets[1:-1]
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    ]
    for cell, value in zip(numbers, wrong, strict=False):
        cell.value = value
    cells = (cell for row in book["Organisatie"].iter_rows() for cell in row)
    next(cell for cell in cells if cell.value == "Stichting De Regenkade").value = MARKUP
    book.save(made / "vol & <b>fouten 'é'.xlsx")
    (made / "leeg.xlsx").write_bytes(b"")
    (made / "geen-werkblad.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 500)
    (made / "wachtwoord.xlsx").write_bytes(OLE + "EncryptedPackage".encode("utf-16-le"))
    (made / "kader.yaml").write_bytes(KADER.read_bytes())
    with (made / "reusachtig.xlsx").open("wb") as huge:
        huge.write(b"PK\x03\x04")
        huge.truncate(300_000_000)
    repacked(made / "bom.xlsx", "xl/worksheets/sheet2.xml", lambda part: part + b" " * 19_000_000)
    macros = (b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
    repacked(made / "macro.xlsm", "[Content_Types].xml", lambda part: part.replace(*macros))
    return [GOOD, BAD, EXAMPLES / "zelfregiehuis-lampekap.ods", *sorted(made.iterdir())]


def repacked(made: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """A good form with one part of it changed."""
    with (
        zipfile.ZipFile(GOOD) as good,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for part in good.namelist():
            content = good.read(part)
            archive.writestr(part, change(content) if part == name else content)


@pytest.fixture(scope="module")
def expected(workbooks: list[Path]) -> dict[str, Any]:
    """What `inkoop controleer --json` says about the same files.

    The copies go apart from what they are copies of: the page sees one file at a time.
    """
    first = _told(workbooks[:3])
    return first | {"inschrijvingen": first["inschrijvingen"] + _told(workbooks[3:])["inschrijvingen"]}


def _told(files: list[Path]) -> dict[str, Any]:
    program = Path(sys.executable).with_name("inkoop")
    command = [program, "controleer", *files, "--kader", KADER, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


REFUSED = {
    "bom.xlsx": "BESTAND-05",
    "kader.yaml": "FORM-15",
    "leeg.xlsx": "BESTAND-06",
    "reusachtig.xlsx": "BESTAND-05",
    "wachtwoord.xlsx": "BESTAND-03",
}


def place_words(place: dict[str, str]) -> str:
    if "blad" not in place:
        return f"Bestand {place['bestand']}"
    return f"Blad {place['blad']}" + (f", cel {place['cel']}" if "cel" in place else "")


def test_the_findings_are_those_of_controleer(page: Page, workbooks: list[Path], expected: dict[str, Any]):
    answers = check(page, workbooks)
    assert [answer["document"]["inschrijvingen"][0] for answer in answers] == expected["inschrijvingen"]
    assert all(answer["document"]["kader"] == expected["kader"] for answer in answers)
    assert {len(checked["bevindingen"]) > 0 for checked in expected["inschrijvingen"]} == {True, False}
    found = {c["bestand"]: [b["code"] for b in c["bevindingen"]] for c in expected["inschrijvingen"]}
    for name, code in REFUSED.items():
        assert found[name] == [code]
    words = {"fout": "✗ Fout", "waarschuwing": "! Let op", "tip": "· Tip"}
    for seen, checked in zip(shown(page), expected["inschrijvingen"], strict=True):
        assert seen["naam"] == checked["inschrijver"]
        assert seen["oordeel"].startswith("✓" if checked["klaar"] else "✗")
        assert seen["bevindingen"] == [
            [words[b["ernst"]], place_words(b["vindplaats"]), b["code"], b["melding"], f"→ {b['herstel']}"]
            for b in checked["bevindingen"]
        ]


def test_an_engine_that_was_kept_finds_the_same(
    page: Page, context: BrowserContext, site: Site, workbooks: list[Path], expected: dict[str, Any]
):
    until(page, f"{KEPT} === 'true'")
    other = context.new_page()
    other.goto(site.page)
    ready(other)
    assert other.evaluate(STARTED) == "bewaard"
    answers = check(other, workbooks)
    assert [answer["document"]["inschrijvingen"][0] for answer in answers] == expected["inschrijvingen"]
    other.close()


def test_what_a_provider_typed_is_text(page: Page, workbooks: list[Path]):
    check(page, [path for path in workbooks if "fouten" in path.name])
    assert page.inner_text(".controle__naam") == MARKUP
    assert page.locator(".controle img, .controle b").count() == 0


def test_the_page_says_what_is_in_order_and_who_reads_what(page: Page):
    (answer,) = check(page, [GOOD])
    text = page.inner_text("#resultaten")
    sentences = answer["zinnen"]
    assert len(sentences["delen"]) == 3
    for part in sentences["delen"]:
        assert part["kop"] in text
        for line in part["regels"]:
            assert re.sub(r"^[✓✗] ", "", line) in text


def test_nothing_wrong_for_an_accessibility_checker(page: Page, context: BrowserContext, site: Site):
    start = context.new_page()
    start.goto(site.page)
    until(start, "!document.getElementById('voortgang').hidden")
    assert axe_faults(start) == []
    start.close()
    for files in ([GOOD], [BAD, GOOD]):
        check(page, files)
        assert axe_faults(page) == []
    page.evaluate("document.querySelector('.oordeel').style.color = '#ddd'")
    assert any(fault.startswith("color-contrast") for fault in axe_faults(page))


@pytest.mark.parametrize("width", [390, 320])
def test_it_fits_a_phone(page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    check(page, [BAD])
    assert page.evaluate("document.documentElement.scrollWidth") == width
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('button')].map((b) => b.getBoundingClientRect().height))"
    )
    assert smallest >= 44
    page.set_viewport_size({"width": 1280, "height": 900})


def test_it_works_with_the_keyboard_alone(page: Page):
    # Listened for well beforehand: the browser takes a moment before it leaves choosing to the test.
    opened: list[FileChooser] = []

    def choose(chooser: FileChooser) -> None:
        opened.append(chooser)

    page.on("filechooser", choose)
    page.focus("#kies")
    page.keyboard.press("Shift+Tab")
    until(page, "document.activeElement.className.includes('skip-link')")
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'inhoud'")
    page.keyboard.press("Tab")
    until(page, "document.activeElement.id === 'kies'")
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'kies'", lambda: bool(opened))
    page.remove_listener("filechooser", choose)
    opened[0].set_files(BAD)
    outcome(page)
    page.keyboard.press("Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == f"mijn-inschrijving-{BAD.stem}.html"
    page.keyboard.press("Tab")
    until(page, "document.activeElement.id === 'afdrukken'")
    page.keyboard.press("Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "controle-inschrijving.html"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'kies'")


def test_the_outcome_can_be_kept(page: Page, context: BrowserContext, workbooks: list[Path], tmp_path: Path):
    check(page, [path for path in workbooks if "fouten" in path.name])
    findings = shown(page)
    with page.expect_download() as download:
        page.click("#bewaren")
    kept = tmp_path / "controle.html"
    download.value.save_as(kept)
    assert "<script" not in kept.read_text("utf-8")
    alone = context.new_page()
    alone.goto(kept.as_uri())
    assert shown(alone) == findings
    assert "Wmo-dagbesteding Amsterdam 2021" in alone.inner_text("body")
    assert axe_faults(alone) == []
    alone.close()


def test_the_submission_can_be_kept_to_read(
    page: Page, context: BrowserContext, workbooks: list[Path], tmp_path: Path
):
    (joker,) = (path for path in workbooks if "fouten" in path.name)
    check(page, [joker])
    with page.expect_download() as download:
        page.click("text=Bewaar mijn inschrijving om te lezen")
    kept = tmp_path / "mijn.html"
    download.value.save_as(kept)
    assert download.value.suggested_filename.startswith("mijn-inschrijving-")
    assert "<script" not in kept.read_text("utf-8")
    alone = context.new_page()
    alone.goto(kept.as_uri())
    assert alone.inner_text("h1") == MARKUP
    assert hashlib.sha256(joker.read_bytes()).hexdigest() in alone.inner_text("main").replace("\n", "")
    assert alone.evaluate("getComputedStyle(document.querySelector('.antwoord')).fontSize") == "14.6667px"
    assert axe_faults(alone) == []
    alone.close()
    check(page, [path for path in workbooks if path.name == "leeg.xlsx"])
    assert page.locator("text=Bewaar mijn inschrijving om te lezen").count() == 0


def test_the_page_of_the_command_line_shows_the_same(
    page: Page, context: BrowserContext, workbooks: list[Path], expected: dict[str, Any], tmp_path: Path
):
    check(page, workbooks)
    write_check_page(cast("CheckDocument", expected), tmp_path / "controle.html")
    alone = context.new_page()
    alone.set_viewport_size({"width": 320, "height": 800})
    alone.goto((tmp_path / "controle.html").as_uri())
    assert [words(part) for part in shown(alone)] == [words(part) for part in shown(page)]
    assert axe_faults(alone) == []
    assert alone.evaluate("document.documentElement.scrollWidth") == 320
    alone.close()


def words(part: dict[str, Any]) -> list[str]:
    """A shown result without the spaces that do not show."""
    texts = [part["naam"], part["oordeel"], *(text for found in part["bevindingen"] for text in found)]
    return " ".join(texts).replace("→", "").split()


DROP = """(files) => {
  document.activeElement.blur();
  for (const [name, bytes] of files) {
    const dropped = new DataTransfer();
    dropped.items.add(new File([new Uint8Array(bytes)], name));
    document.getElementById('vak').dispatchEvent(
      new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  }
}"""
"""Each file in a drop of its own, in the same moment."""


def test_files_can_be_dropped(page: Page):
    page.evaluate(DROP, [["los.xlsx", list(BAD.read_bytes())]])
    outcome(page)
    assert page.inner_text(".controle__bestand") == "los.xlsx"


def test_an_old_workbook_is_told_what_to_do(page: Page, tmp_path: Path):
    old = tmp_path / "oud.xls"
    old.write_bytes(OLE + "Workbook\0".encode("utf-16-le"))
    check(page, [old])
    ((kind, place, code, what, how),) = shown(page)[0]["bevindingen"]
    assert (kind, place, code) == ("✗ Fout", "Bestand oud.xls", "BESTAND-04")
    assert "(.xls)" in what
    assert "Kies Opslaan als, en dan Excel-werkmap (.xlsx)." in how


def test_of_a_folder_the_workbooks_are_checked(page: Page, context: BrowserContext, tmp_path: Path):
    folder = tmp_path / "inschrijvingen"
    for place in (folder, folder / "dieper"):
        place.mkdir()
        for name in ("b.xlsx", "a.XLSX", "~$a.xlsx", "brief.txt"):
            (place / name).write_bytes(GOOD.read_bytes())
    (tmp_path / "leeg").mkdir()
    tools = context.new_cdp_session(page)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    drop(tools, folder, BAD)
    outcome(page)
    files = page.locator(".controle__bestand").all_inner_texts()
    assert files == ["a.XLSX", "b.xlsx", BAD.name]
    assert page.inner_text(".controle__telling") == "3 formulieren gecontroleerd. Klaar om in te dienen: 2."
    page.evaluate("scrollTo(0, 0)")
    drop(tools, tmp_path / "leeg")
    until(page, "document.getElementById('melding').textContent.startsWith('Daar zit geen formulier bij.')")


def drop(tools: CDPSession, *paths: Path) -> None:
    """Drop files and folders as a hand does."""
    files = [str(path) for path in paths]
    for kind in ("dragEnter", "dragOver", "drop"):
        data = {"items": [], "files": files, "dragOperationsMask": 1}
        tools.send("Input.dispatchDragEvent", {"type": kind, "x": 640, "y": 450, "data": data})


def test_a_form_that_comes_while_another_is_checked_waits_its_turn(page: Page):
    page.evaluate(DROP, [[file.name, list(file.read_bytes())] for file in (GOOD, BAD)])
    outcome(page)
    assert page.locator(".controle__bestand").all_inner_texts() == [GOOD.name, BAD.name]
    said = page.locator("#melding").text_content()
    assert said == "De controle is klaar. 2 formulieren gecontroleerd. Klaar om in te dienen: 1."
    for _ in range(2):
        (answer,) = check(page, [GOOD])
        assert answer["document"]["inschrijvingen"][0]["klaar"]


FAKE_WORKER = """
postMessage({ kind: "there" });
addEventListener("message", ({ data }) => {
  if (data.kind === "start") postMessage({ kind: "ready", result: {} });
  else if (data.name === "stuk.xlsx") postMessage({ kind: "failed", text: "unreachable" });
  else if (data.name !== "traag.xlsx") throw new Error("weg");
});
"""


def test_a_file_that_hangs_or_crashes_is_one_finding(context: BrowserContext, written: Path, tmp_path: Path):
    about = json.dumps(data_of(written) | {"seconden": 0.2}).replace("<", "\\u003c")
    changed = with_part(with_worker(written, tmp_path, FAKE_WORKER), tmp_path, "gegevens", about)
    other = context.new_page()
    other.goto(changed.as_uri())
    ready(other)
    files = [tmp_path / f"{name}.xlsx" for name in ("traag", "stuk", "weg")]
    for file in files:
        file.write_bytes(b"x")
    check(other, files)
    found = [(part["naam"], part["bevindingen"][0][2]) for part in shown(other)]
    assert found == [("traag.xlsx", "BESTAND-10"), ("stuk.xlsx", "BESTAND-11"), ("weg.xlsx", "BESTAND-11")]
    other.close()


def test_nothing_but_the_page_was_asked_for(
    page: Page, site: Site, requests: list[str], complaints: list[str]
):
    check(page, [BAD])
    asked = [url for url in requests if not url.startswith(("blob:", "data:", "file:"))]
    assert set(asked) == {site.page}
    assert set(site.asked) == {"/webcontrole.html"}
    assert complaints == []
