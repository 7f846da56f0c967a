"""`inkoop verifieerpagina`: in a real browser the verdict of `inkoop verifieer`, and nothing leaves it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import BrowserContext, FileChooser, Page

from inkoop.domain.verification import Verification
from inkoop.journeys.paper import DRAWING, RANKING, WORDS
from inkoop.journeys.verified import read_and_verified
from inkoop.journeys.verify import verify_data
from inkoop.readers.report.certificates import read_key
from inkoop.readers.report.report_pdf import read_report_pdf
from inkoop.views.record.enclosures import DESCRIPTIONS, DOSSIER, OUTCOME, PAGES, SEAL
from inkoop.views.replies.verification import verification_told
from inkoop.writers.signature import signed_pdf
from tests.conftest import ROOT
from tests.journeys.page_edits import ON_PAPER, an_enclosure, edited
from tests.journeys.test_verify import enclosed, made, resealed, tampered, with_seal
from tests.keys import BEGIN, PASSPHRASE, holder
from tests.web.browser import (
    KEPT,
    STARTED,
    axe_faults,
    browser,
    check,
    made_verify_page,
    outcome,
    ready,
    served,
    until,
)
from tests.web.changed import data_of, with_part, with_worker
from tests.web.firefox import Firefox, firefox
from tests.web.spy import TOLD, WAYS_OUT, spied, ways_stopped

NAMES = ("rapport.pdf", "rapport-besloten.pdf", "samenvatting.pdf")
EXAMPLES = {
    "amsterdam-2021": NAMES,
    "zwolle-2015": NAMES,
    "meerdonk-2027": ("rapport-noord.pdf", "rapport-werk-besloten.pdf", "samenvatting-zuid.pdf"),
}
MARKUP = "<img src=x onerror=alert(1)>.txt"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_verify_page(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    options = {"viewport": {"width": 1280, "height": 900}, "offline": True}
    with browser(tmp_path_factory.mktemp("profiel"), **options) as found:
        yield found


@dataclass
class Heard:
    """What a browser asked for and complained of."""

    asked: list[str]
    complaints: list[str]


@pytest.fixture(scope="module")
def heard(context: BrowserContext) -> Heard:
    found = Heard([], [])
    context.on("request", lambda request: found.asked.append(request.url))
    context.on("console", lambda told: found.complaints.append(told.text) if told.type == "error" else None)
    context.on("weberror", lambda fault: found.complaints.append(str(fault.error)))
    return found


@pytest.fixture(scope="module")
def page(context: BrowserContext, written: Path, heard: Heard) -> Page:
    """The page from the disk, without a network, with its engine started once for all tests."""
    found = context.new_page()
    found.goto(written.as_uri())
    ready(found)
    return found


@cache
def _example(name: str, folder: Path) -> Path:
    return made(ROOT / "criteria" / f"{name}.yaml", ROOT / "submissions" / name, folder / name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("raad")


@pytest.fixture(scope="module")
def report(folder: Path) -> Path:
    return _example("zwolle-2015", folder) / "rapport.pdf"


def page_says(page: Page, file: Path) -> dict[str, Any]:
    (answer,) = check(page, [file])
    shown = page.inner_text("#resultaten")
    assert answer["oordeel"] in shown
    for told in (
        *answer["niet_nagegaan"],
        *(fault for one in answer["controles"] for fault in one["fouten"]),
    ):
        assert told in shown
    return answer


def faults(told: dict[str, Any]) -> dict[str, list[str]]:
    """What is wrong by check; that of the ranking stands apart, which the command does not need."""
    return {
        one["titel"]: one["fouten"] for one in told["controles"] if one["fouten"] and one["titel"] != RANKING
    }


def commanded(file: Path) -> Verification:
    """What the command says of a report, before it draws the pages again."""
    return verify_data(read_report_pdf(file, DESCRIPTIONS), file.name)


def same_as(found: Verification, told: dict[str, Any]) -> None:
    """The page gives the verdict of the command, with the same sentences and the same seal.

    Where words do not follow from the data, the command holds the pages against other words than are sealed.
    """
    command = verification_told(found)
    assert (told["oordeel"], told["zegel"]) == (command["oordeel"], command["zegel"])
    wrong = {one["titel"]: one["fouten"] for one in command["controles"] if one["fouten"]}
    seen = faults(told)
    if any(fault.startswith(PAGES) for fault in wrong.get(WORDS, ())):
        assert any("Of die woorden uit de gegevens volgen" in remark for remark in told["niet_nagegaan"])
        assert seen.pop(WORDS)[0] == wrong.pop(WORDS)[0]
    assert seen == wrong


@pytest.mark.parametrize("name", EXAMPLES)
def test_genuine_reports_hold_and_what_was_not_done_is_told(name: str, page: Page, folder: Path):
    for file in EXAMPLES[name]:
        path = _example(name, folder) / file
        told = page_says(page, path)
        same_as(commanded(path), told)
        assert told["klopt"]
        assert page.inner_text(".oordeel span:last-child").endswith(" klopt.")
        marks = {one["titel"]: one["teken"] for one in told["controles"]}
        assert marks.pop(DRAWING) == "–"
        assert set(marks.values()) == {"✓"}
        assert RANKING in marks
        followed = (
            "alleen voor het begin van de rangorde" if "samenvatting" in file else "alleen voor de rangorde"
        )
        assert any(followed in remark for remark in told["niet_nagegaan"])
        assert told["zegel"] == json.loads(enclosed(path)[SEAL])["zegel"]
        assert page.inner_text(".zegel") == told["zegel"]


def test_a_signature_is_told_of_and_not_called_checked(page: Page, report: Path, tmp_path: Path):
    key = read_key(holder().p12(tmp_path / "sleutel.p12"), lambda: PASSPHRASE)
    signed = tmp_path / "ondertekend.pdf"
    signed.write_bytes(signed_pdf(report.read_bytes(), key, BEGIN))
    told = page_says(page, signed)
    assert told["klopt"]
    marks = {one["titel"]: one["teken"] for one in told["controles"]}
    assert marks.pop("De handtekening") == marks.pop(DRAWING) == "–"
    assert set(marks.values()) == {"✓"}
    assert "In deze PDF staat een handtekening. Die is niet nagegaan" in page.inner_text(".los")


def _forgeries(report: Path, place: Path) -> Iterator[tuple[str, Path]]:
    """What tests/journeys/test_verify.py does to a report, one of each kind."""
    dice = random.Random("verifieerpagina")
    files = enclosed(report)
    for edit in (*ON_PAPER, an_enclosure):
        target = place / f"{edit.__name__}.pdf"
        edited(report, target, edit, dice)
        yield edit.__name__, target
    for key, value in (
        ("formaat", "inkoop/zegel/9"),
        ("versie", "besloten"),
        ("perceel", "noord"),
        ("zegel", "0" * 64),
    ):
        yield key, tampered(report, place / f"zegel-{key}.pdf", with_seal(files, key, value))
    outcome = json.loads(files[OUTCOME])
    outcome["percelen"][0]["rangorde"][0]["scores"][0]["punten"] = "999.00"
    forged = resealed({**files, OUTCOME: json.dumps(outcome, ensure_ascii=False).encode()})
    yield "punten", tampered(report, place / "punten.pdf", forged)
    dossier = json.loads(files[DOSSIER])
    dossier["inschrijvingen"][0]["antwoorden"][0]["tekst"] += "!"
    forged = resealed({**files, DOSSIER: json.dumps(dossier, ensure_ascii=False).encode()})
    yield "antwoord", tampered(report, place / "antwoord.pdf", forged)
    dossier["beoordeling"]["cijfers"][0]["cijfer"] = "77"
    forged = resealed({**files, DOSSIER: json.dumps(dossier, ensure_ascii=False).encode()})
    yield "cijfer", tampered(report, place / "cijfer.pdf", forged)
    yield "bijlage", tampered(report, place / "bijlage.pdf", {MARKUP: b"x"})


def test_what_was_tampered_with_is_found_in_the_words_of_the_command(
    page: Page, report: Path, tmp_path: Path
):
    kinds = dict(_forgeries(report, tmp_path))
    assert len(kinds) == 11
    for kind, path in kinds.items():
        told = page_says(page, path)
        assert not told["klopt"], kind
        assert "Wat u nu kunt doen" in page.inner_text("#resultaten"), kind
        same_as(commanded(path), told)
    assert MARKUP in page.inner_text("#resultaten")
    assert page.locator("#resultaten img").count() == 0


def test_words_that_were_forged_with_their_seal_are_not_called_reckoned(
    page: Page, report: Path, tmp_path: Path
):
    """The one thing that the command finds and this page cannot: it says that it did not look."""
    files = enclosed(report)
    pages = json.loads(files[PAGES])
    place = next(
        place
        for place, item in enumerate(pages["verslag"]["woorden"])
        if isinstance(item, str) and "punten" in item
    )
    pages["verslag"]["woorden"][place] = "Verzonnen."
    forged = resealed({**files, PAGES: json.dumps(pages).encode()})
    told = page_says(page, tampered(report, tmp_path / "woorden.pdf", forged))
    assert not told["klopt"]
    assert any("Het zegel op de bladzijden is een ander" in fault for fault in faults(told)[WORDS])
    assert any("Of die woorden uit de gegevens volgen" in remark for remark in told["niet_nagegaan"])


def test_what_is_no_report(page: Page, tmp_path: Path):
    files = {name: tmp_path / f"{name}.pdf" for name in ("niets", "tekst", "leeg", "groot", "slot")}
    files["niets"].write_bytes(b"")
    files["tekst"].write_text("geen pdf", "utf-8")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(files["leeg"])
        pdf.save(files["slot"], encryption=pikepdf.Encryption(owner="a", user="b"))
    with files["groot"].open("wb") as huge:
        huge.write(b"%PDF-1.7\n")
        huge.truncate(150_000_000)
    for file in files.values():
        told = page_says(page, file)
        assert told["geen_rapport"]
        assert told["oordeel"].startswith("Dit bestand is niet na te rekenen.")
        assert told["zegel"] == ""
        assert "klopt" not in page.inner_text(".oordeel")
        same_as(read_and_verified(file, None, None).verification, told)
    assert "te groot" in faults(page_says(page, files["groot"]))["Het bestand"][0]
    assert "beveiligd" in faults(page_says(page, files["slot"]))["Het bestand"][0]


def test_several_at_once(page: Page, report: Path, tmp_path: Path):
    bad = tmp_path / "niets.pdf"
    bad.write_bytes(b"")
    check(page, [report, bad, report.with_name("samenvatting.pdf")])
    assert page.inner_text(".controle__telling") == "3 bestanden nagerekend. Zonder fout: 2."
    assert axe_faults(page) == []


FAKE_WORKER = """
postMessage({ kind: "there" });
addEventListener("message", ({ data }) => {
  if (data.kind === "start") postMessage({ kind: "ready", result: {} });
  else if (data.name !== "traag.pdf") throw new Error("weg");
});
"""


def test_a_file_that_hangs_or_crashes_its_reader(context: BrowserContext, written: Path, tmp_path: Path):
    about = json.dumps(data_of(written) | {"seconden": 0.2}).replace("<", "\\u003c")
    changed = with_part(with_worker(written, tmp_path, FAKE_WORKER), tmp_path, "gegevens", about)
    other = context.new_page()
    other.goto(changed.as_uri())
    ready(other)
    for name, why in (("traag.pdf", "het lezen duurde te lang"), ("weg.pdf", "het lezen liep vast")):
        (tmp_path / name).write_bytes(b"x")
        check(other, [tmp_path / name])
        text = other.inner_text("#resultaten")
        assert name in text
        assert f"Dit is niet na te rekenen: {why} en is gestopt." in text
    other.close()


def test_it_fits_a_phone_and_a_checker_finds_nothing(page: Page, report: Path, tmp_path: Path):
    dice = random.Random("telefoon")
    edited(report, tmp_path / "anders.pdf", ON_PAPER[0], dice)
    page.set_viewport_size({"width": 360, "height": 740})
    for file in (report, tmp_path / "anders.pdf"):
        check(page, [file])
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert axe_faults(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})


def test_with_the_keyboard_alone_and_on_paper(page: Page, report: Path):
    opened: list[FileChooser] = []

    def choose(chooser: FileChooser) -> None:
        opened.append(chooser)

    page.on("filechooser", choose)
    page.focus("#kies")
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'kies'", lambda: bool(opened))
    page.remove_listener("filechooser", choose)
    opened[0].set_files(report.with_name("samenvatting.pdf"))
    outcome(page)
    page.keyboard.press("Tab")
    until(page, "document.activeElement.id === 'afdrukken'")
    page.emulate_media(media="print")
    assert page.is_visible(".oordeel")
    assert page.is_visible(".zegel")
    assert not page.is_visible("#vak")
    assert not page.is_visible("#afdrukken")
    page.emulate_media(media="screen")


def test_the_outcome_can_be_kept(page: Page, context: BrowserContext, report: Path, tmp_path: Path):
    told = page_says(page, report)
    with page.expect_download() as download:
        page.click("#bewaren")
    kept = tmp_path / "uitkomst.html"
    download.value.save_as(kept)
    assert download.value.suggested_filename == "uitkomst-narekenen.html"
    alone = context.new_page()
    alone.goto(kept.as_uri())
    assert told["oordeel"] in alone.inner_text("main")
    assert told["zegel"] in alone.inner_text("main")
    assert axe_faults(alone) == []
    alone.close()


def test_a_second_visit_starts_from_what_was_kept_and_the_self_test_is_green(
    page: Page, context: BrowserContext, written: Path, report: Path
):
    until(page, f"{KEPT} === 'true'")
    other = context.new_page()
    other.goto(written.as_uri() + "#zelftest")
    until(other, "Boolean(document.getElementById('zelftest-uitslag').dataset.goed)")
    assert other.evaluate(STARTED) == "bewaard"
    assert other.inner_text("#zelftest-uitslag").startswith("Alles werkt.")
    assert page_says(other, report)["klopt"]
    other.close()


def test_nothing_but_the_page_was_asked_for(page: Page, written: Path, heard: Heard):
    assert {url for url in heard.asked if not url.startswith(("blob:", "data:"))} >= {written.as_uri()}
    assert [url for url in heard.asked if url.startswith(("http", "ws"))] == []
    assert heard.complaints == []


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("profiel")) as found:
        yield found


def test_firefox_gives_the_same_verdicts_and_asks_for_nothing(
    fox: Firefox, written: Path, report: Path, tmp_path: Path
):
    edited(report, tmp_path / "anders.pdf", ON_PAPER[0], random.Random("vos"))
    fox.open(written.as_uri())
    fox.until("document.getElementById('melding').textContent.includes('staat klaar')")
    fox.give([report, tmp_path / "anders.pdf"])
    fox.until("document.activeElement.id === 'uitkomst-kop'")
    seen = fox.look(
        "[...document.querySelectorAll('.oordeel span:last-child')].map((part) => part.textContent)"
    )
    assert seen == ["Het rapport klopt.", "Het rapport klopt niet."]
    told = fox.look("document.getElementById('resultaten').textContent")
    faults = [fault for one in commanded(tmp_path / "anders.pdf").checks for fault in one.faults]
    assert faults
    assert [fault for fault in faults if fault not in told] == []
    assert [url for url in fox.requests if not url.startswith(("blob:", "data:", "about:", "file:"))] == []


def test_the_worker_has_no_way_out(context: BrowserContext, written: Path, tmp_path: Path):
    (tmp_path / "elders").mkdir()
    with served(tmp_path / "elders", Access_Control_Allow_Origin="*") as elsewhere:
        context.set_offline(False)
        other = context.new_page()
        other.goto(spied(written, tmp_path / "site", elsewhere).as_uri())
        until(other, TOLD)
        told = other.text_content("#belemmering-oorzaak")
        assert told
        assert ways_stopped(told) == WAYS_OUT
        assert elsewhere.asked == []
        other.close()
