"""A report is right by itself, and whatever digit in it is changed is found."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from inkoop.domain.report_parts import Part
from inkoop.journeys import paper
from inkoop.journeys.evaluate import evaluate
from inkoop.journeys.report import make_report
from inkoop.journeys.verify import Verification, verify, verify_data
from inkoop.readers.report.drawing import drawing_faults
from inkoop.readers.report.report_pdf import ReportPdf, read_report_pdf
from inkoop.views.record.enclosures import DESCRIPTIONS, DOSSIER, KADER, OUTCOME, PAGES, SEAL, TABLE
from inkoop.views.report import summary as headlines
from tests.command import run
from tests.conftest import ROOT
from tests.journeys.independent_check import Checker
from tests.journeys.page_edits import AS_DRAWN, ON_PAPER, Edit, an_enclosure, edited
from tests.lots_case import LOTS_KADER, fill, order, volumes

pytestmark = pytest.mark.langzaam

EXAMPLES = ("amsterdam-2021", "zwolle-2015")
EDITS = 2
"""How many random edits of each kind; `python -m bench.editing` does hundreds."""
DIGITS = 3
"""How many digits of each enclosed file are changed, one at a time."""


def made(kader: Path, submissions: Path, folder: Path) -> Path:
    folder.mkdir()
    evaluation = evaluate(kader, [submissions]).value
    assert evaluation is not None
    make_report(evaluation, kader.read_bytes(), folder)
    return folder


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder with the reports of an example tender; each is made once."""

    @cache
    def reports(name: str) -> Path:
        kader = ROOT / "criteria" / f"{name}.yaml"
        return made(kader, ROOT / "submissions" / name, tmp_path_factory.mktemp("raad") / "uit")

    return reports


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest, examples: Callable[[str], Path]) -> Path:
    return examples(request.param)


@pytest.fixture
def report(examples: Callable[[str], Path]) -> Path:
    return examples("zwolle-2015") / "rapport.pdf"


def enclosed(path: Path) -> dict[str, bytes]:
    with pikepdf.open(path) as pdf:
        return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}


def tampered(path: Path, out: Path, files: Mapping[str, bytes]) -> Path:
    """The report with other data inside."""
    shutil.copy(path, out)
    with pikepdf.open(out, allow_overwriting_input=True) as pdf:
        for name, data in files.items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name)
        pdf.save(out)
    return out


def resealed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with a seal that fits them, as a forger would make it."""
    sealed = json.loads(files[SEAL])
    sealed["bestanden"] = {n: hashlib.sha256(d).hexdigest() for n, d in files.items() if n != SEAL}
    return {**files, SEAL: json.dumps(sealed | {"zegel": seal_of(sealed)}).encode()}


def seal_of(said: Mapping[str, Any]) -> str:
    """What the seal should be of what it says, as docs/narekenen.md tells it."""
    rest = {key: said[key] for key in said if key != "zegel"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def with_seal(files: Mapping[str, bytes], key: str, value: Any) -> dict[str, bytes]:
    """The files with one other thing in their seal."""
    return {SEAL: json.dumps(json.loads(files[SEAL]) | {key: value}).encode()}


def faults(found: Verification) -> list[str]:
    return [fault for check in found.checks for fault in check.faults]


def test_every_version_is_right(example: Path) -> None:
    for name in ("rapport.pdf", "rapport-besloten.pdf", "samenvatting.pdf"):
        found = verify(example / name)
        assert faults(found) == []
        assert len(found.checks) == 5
        assert all(check.done and check.whole for check in found.checks)
        assert found.summary == (name == "samenvatting.pdf")
    assert (example / "uitkomst.json").read_bytes() == enclosed(example / "rapport.pdf")[OUTCOME]
    assert (example / "rangorde.csv").read_bytes() == enclosed(example / "rapport.pdf")[TABLE]


@pytest.mark.parametrize("name", list(DESCRIPTIONS))
def test_any_changed_digit_is_found(name: str, report: Path, tmp_path: Path) -> None:
    files = enclosed(report)
    data = files[name]
    dice = random.Random(name)
    spots = [match.start() for match in re.finditer(rb"\d", data)]
    for spot in dice.sample(spots, DIGITS):
        other = bytes([ord("0") + (data[spot] - ord("0") + dice.randint(1, 9)) % 10])
        changed = data[:spot] + other + data[spot + 1 :]
        found = verify(tampered(report, tmp_path / "anders.pdf", {name: changed}))
        assert not found.right, data[spot - 40 : spot + 40]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("formaat", "inkoop/zegel/2"),
        ("formaat", "inkoop/zegel/9"),
        ("programma", "inkoop 0.1.1"),
        ("versie", "besloten"),
        ("perceel", "noord"),
        ("zegel", "0" * 64),
        ("iets", "erbij"),
    ],
)
def test_nothing_in_the_seal_can_change(key: str, value: str, report: Path, tmp_path: Path) -> None:
    changed = with_seal(enclosed(report), key, value)
    assert not verify(tampered(report, tmp_path / "anders.pdf", changed)).right


@pytest.mark.parametrize("name", ["rapport", "rapport-besloten", "samenvatting"])
@pytest.mark.parametrize("edit", [*ON_PAPER, an_enclosure], ids=lambda edit: edit.__name__)
def test_any_edit_of_a_word_or_a_number_is_found(
    name: str, edit: Edit, examples: Callable[[str], Path], tmp_path: Path
) -> None:
    dice = random.Random(f"{name} {edit.__name__}")
    for _ in range(EDITS):
        report, changed = examples("zwolle-2015") / f"{name}.pdf", tmp_path / "anders.pdf"
        told = edited(report, changed, edit, dice)
        by_words = not verify_data(read_report_pdf(changed, DESCRIPTIONS)).right
        # The mark of a list and the dots in the contents are no words.
        assert by_words or drawing_faults(changed.read_bytes(), report.read_bytes()), told


@pytest.mark.parametrize("name", ["rapport", "samenvatting"])
@pytest.mark.parametrize("edit", AS_DRAWN, ids=lambda edit: edit.__name__)
def test_what_is_drawn_otherwise_is_found_also_where_the_words_are_the_same(
    name: str, edit: Edit, examples: Callable[[str], Path], tmp_path: Path
) -> None:
    dice = random.Random(f"{name} {edit.__name__}")
    told = edited(examples("zwolle-2015") / f"{name}.pdf", tmp_path / "anders.pdf", edit, dice)
    assert not verify(tmp_path / "anders.pdf").right, told


def test_what_is_only_stored_otherwise_is_right(report: Path, tmp_path: Path) -> None:
    with pikepdf.open(report) as pdf:
        pdf.save(
            tmp_path / "anders.pdf",
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    found = verify(tmp_path / "anders.pdf")
    assert faults(found) == []
    assert all(check.done for check in found.checks)


def test_a_difference_is_told_with_its_page_and_line(report: Path, tmp_path: Path) -> None:
    with pikepdf.open(report) as pdf:
        page = pdf.pages[4]
        data = page.Contents.read_bytes()
        number = data.index(b"<0087>")  # the digit 3
        page.Contents.write(data[:number] + b"<0088>" + data[number + 6 :])
        pdf.save(tmp_path / "anders.pdf")
    (fault,) = faults(verify(tmp_path / "anders.pdf"))
    assert re.match(r"Bladzijde 5, regel \d+: er staat “.*4.*”, maar hier hoort “.*3.*” te staan\.", fault)


def test_words_that_are_forged_everywhere_do_not_follow_from_the_data(report: Path, tmp_path: Path) -> None:
    files = enclosed(report)
    told = json.loads(files[PAGES])
    spot = next(
        n for n, item in enumerate(told["verslag"]["woorden"]) if isinstance(item, str) and "punten" in item
    )
    told["verslag"]["woorden"][spot] = "Verzonnen."
    forged = resealed({**files, PAGES: json.dumps(told).encode()})
    found = faults(verify(tampered(report, tmp_path / "anders.pdf", forged)))
    assert any("nagerekend" in fault and "Verzonnen" in fault for fault in found)


def test_what_another_version_says_in_other_words_is_no_fault(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = read_report_pdf(report, DESCRIPTIONS)
    monkeypatch.setattr(paper, "this_program", lambda: {"programma": "inkoop 9", "programmatekst": "anders"})
    monkeypatch.setattr(headlines, "contracts_table", lambda *_: None)
    found = verify_data(read)
    assert faults(found) == []
    assert any("een andere uitgave van het programma" in told for told in found.unchecked)


def test_a_grade_that_no_panel_could_give_is_a_fault_and_no_crash(report: Path, tmp_path: Path) -> None:
    files = enclosed(report)
    dossier = json.loads(files[DOSSIER])
    dossier["beoordeling"]["cijfers"][0]["cijfer"] = "77"
    forged = resealed({**files, DOSSIER: json.dumps(dossier, ensure_ascii=False).encode()})
    found = verify(tampered(report, tmp_path / "anders.pdf", forged))
    assert not found.right
    assert any("staat niet op de schaal" in fault for check in found.checks for fault in check.faults)


def _swap(outcome: dict[str, Any]) -> None:
    first, second = outcome["percelen"][0]["rangorde"][:2]
    first["inschrijver"], second["inschrijver"] = second["inschrijver"], first["inschrijver"]


def _raise(outcome: dict[str, Any]) -> None:
    outcome["percelen"][0]["rangorde"][0]["scores"][0]["punten"] = "999.00"


def _drop(outcome: dict[str, Any]) -> None:
    outcome["percelen"][0]["rangorde"].pop()


@pytest.mark.parametrize("change", [_swap, _raise, _drop])
def test_a_forged_outcome_is_found_even_with_a_seal_that_fits(
    change: Callable[[dict[str, Any]], None], report: Path, tmp_path: Path
) -> None:
    files = enclosed(report)
    outcome = json.loads(files[OUTCOME])
    change(outcome)
    forged = resealed({**files, OUTCOME: json.dumps(outcome, ensure_ascii=False).encode()})
    found = verify(tampered(report, tmp_path / "anders.pdf", forged))
    scores = next(check for check in found.checks if check.title == "Alle scores en de rangorde")
    assert scores.faults


def test_an_answer_that_is_forged_everywhere_still_differs_from_the_pages(
    report: Path, tmp_path: Path
) -> None:
    files = enclosed(report)
    dossier = json.loads(files[DOSSIER])
    dossier["inschrijvingen"][0]["antwoorden"][0]["tekst"] += "!"
    forged = resealed({**files, DOSSIER: json.dumps(dossier, ensure_ascii=False).encode()})
    found = verify(tampered(report, tmp_path / "anders.pdf", forged))
    assert any("zegel op de bladzijden" in fault for fault in faults(found))


def test_what_is_no_report(tmp_path: Path) -> None:
    other = tmp_path / "leeg.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(other)
    assert "ontbreekt" in faults(verify(other))[0]
    other.write_bytes(b"geen pdf")
    assert "geen leesbare PDF" in faults(verify(other))[0]
    assert run("verifieer", tmp_path / "weg.pdf").returncode == 4
    told = run("verifieer", other)
    assert told.returncode == 4
    assert "niet na te rekenen" in told.stdout
    assert "klopt niet" not in told.stdout


@pytest.mark.parametrize("name", [*EXAMPLES, "meerdonk-2027"])
def test_a_checker_that_shares_nothing_with_the_program_agrees(
    name: str, examples: Callable[[str], Path], tmp_path: Path
) -> None:
    reports = list(examples(name).glob("rapport*.pdf"))
    for path in reports:
        assert list(Checker(path).faults()) == [], path.name
    files = enclosed(reports[0])
    outcome = json.loads(files[OUTCOME])
    outcome["percelen"][0]["rangorde"][0]["scores"][0]["punten"] = "0.01"
    forged = resealed({**files, OUTCOME: json.dumps(outcome).encode()})
    assert list(Checker(tampered(reports[0], tmp_path / "anders.pdf", forged)).faults())


def test_the_data_can_be_checked_without_a_pdf_and_without_a_disk(report: Path) -> None:
    files = {name: enclosed(report)[name] for name in DESCRIPTIONS}
    found = verify_data(ReportPdf(files), "gegevens")
    assert faults(found) == []
    assert [check.title for check in found.checks] == [
        "Het zegel over de gegevens in de PDF",
        "Alle scores en de rangorde",
        "De tabel met scores",
        "De woorden op de bladzijden",
    ]
    outcome = json.loads(files[OUTCOME])
    outcome["percelen"][0]["rangorde"][0]["scores"][0]["punten"] = "1.00"
    forged = {**files, **resealed({**files, OUTCOME: json.dumps(outcome, ensure_ascii=False).encode()})}
    (wrong,) = faults(verify_data(ReportPdf(forged)))
    assert "er staat 1.00" in wrong


def test_the_files_of_the_dossier_are_held_against_the_report(report: Path, tmp_path: Path) -> None:
    place = tmp_path / "dossier"
    shutil.copytree(ROOT / "submissions" / "zwolle-2015", place)
    shutil.copy(ROOT / "criteria" / "zwolle-2015.yaml", place)
    assert faults(verify(report, place)) == []
    form = next(place.glob("*.xlsx"))
    form.write_bytes(form.read_bytes() + b" ")
    assert [f for f in faults(verify(report, place)) if form.name in f]


def test_lots_with_a_draw(tmp_path: Path) -> None:
    place = tmp_path / "in"
    both = {"keuze": ["noord", "zuid"], "omvang": volumes(noord=20, zuid=20)}
    for number, name in enumerate(("Een", "Twee"), start=1):
        fill(LOTS_KADER, place, name, number, **both | {"volgorde": order("noord", "zuid")})
    assert (
        run(
            "loting",
            LOTS_KADER,
            place,
            "--door",
            "Team",
            "--moment",
            "2027-05-01 14:00",
            "--perceel",
            "noord",
        ).returncode
        == 0
    )
    out = made(LOTS_KADER, place, tmp_path / "uit")
    reports = sorted(out.glob("rapport-*.pdf"))
    assert [path.stem for path in reports] == [
        "rapport-noord-besloten",
        "rapport-noord",
        "rapport-zuid-besloten",
        "rapport-zuid",
    ]
    for path in reports:
        assert faults(verify(path)) == []
    files = enclosed(reports[0])
    dossier = json.loads(files[DOSSIER])
    assert dossier["lotingen"]
    dossier["lotingen"][0]["verslag"]["uitkomst"].reverse()
    forged = resealed({**files, DOSSIER: json.dumps(dossier, ensure_ascii=False).encode()})
    assert not verify(tampered(reports[0], tmp_path / "anders.pdf", forged)).right


def test_prices_of_losers_stay_out_where_the_kader_says_so(tmp_path: Path) -> None:
    kader = tmp_path / "kader.yaml"
    kader.write_text(LOTS_KADER.read_text("utf-8") + "openbaar: {prijzen: winnaars}\n", "utf-8")
    place = tmp_path / "in"
    for number, (name, price) in enumerate((("Wint", 41.17), ("Verliest", 57.23), ("Ook", 63.91)), start=1):
        fill(kader, place, name, number, prijs=price)
    out = made(kader, place, tmp_path / "uit")
    public, closed = out / "rapport-noord.pdf", out / "rapport-noord-besloten.pdf"
    assert faults(verify(public)) == [] == faults(verify(closed))
    remark = next(check.remark for check in verify(public).checks if check.remark)
    assert "overgenomen" in remark
    seen = [*enclosed(public).values(), (out / "open-data.ocds.json").read_bytes()]
    seen.append((out / "rapport-noord.html").read_bytes())
    for secret in (b"57,23", b"57.23", b"63,91", b"63.91"):
        assert not [text for text in seen if secret in text]
    inside = [data for name, data in enclosed(closed).items() if name != KADER]
    assert any(b"57.23" in data for data in inside)
    assert b"57,23" in (out / "rapport-noord-besloten.html").read_bytes()


MONEY = "soort: bedrag, eenheid: euro, definitie: Alles inbegrepen., minimum: 1, maximum: 2000"
PRICE_OF_ITS_OWN = """  - code: K2
    titel: Prijs noord
    gewicht: 40
    bron: P1
    vraag: {code: prijs, tekst: Tarief?, MONEY}
    regel: {soort: REGEL, btw: exclusief}
  - code: K3
    titel: Prijs zuid
    gewicht: 40
    bron: P1
    vraag: {code: zuidprijs, tekst: Tarief?, MONEY}
    regel: {soort: REGEL, btw: exclusief}
gunning:
"""
RULES = (
    "laagste_prijs_gedeeld_door_prijs",
    "vaste_bandbreedte, ondergrens: 40, bovengrens: 90, buiten: begrenzen",
)
LOT = "{code: CODE, titel: CODE, criteria: [K1, PRIJS]}"


def kader_with_prices_by_lot(folder: Path, rule: str) -> Path:
    text = LOTS_KADER.read_text("utf-8")
    begin, end = text.index("  - code: K2\n"), text.index("gunning:\n") + len("gunning:\n")
    text = text[:begin] + PRICE_OF_ITS_OWN.replace("REGEL", rule).replace("MONEY", MONEY) + text[end:]
    for code, title, price in (("noord", "Noord", "K2"), ("zuid", "Zuid", "K3")):
        own = LOT.replace("CODE", code).replace("PRIJS", price)
        text = text.replace(f"{{code: {code}, titel: {title}}}", own)
    kader = folder / "kader.yaml"
    kader.write_text(
        text.replace("hoogstens: 1", "hoogstens: 2") + "openbaar: {prijzen: winnaars}\n", "utf-8"
    )
    return kader


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.partition(",")[0])
def test_who_wins_one_lot_does_not_publish_its_losing_price_in_another(tmp_path: Path, rule: str) -> None:
    kader = kader_with_prices_by_lot(tmp_path, rule)
    both = {"keuze": ["noord", "zuid"], "omvang": volumes(noord=20, zuid=20)}
    place = tmp_path / "in"
    fill(kader, place, "Wint noord", 1, prijs=41.17, zuidprijs=77.23, ervaring=60, **both)
    fill(kader, place, "Wint zuid", 2, prijs=63.91, zuidprijs=45.37, ervaring=60, **both)
    out = made(kader, place, tmp_path / "uit")
    outcome = json.loads((out / "uitkomst.json").read_bytes())
    won = {lot["perceel"]: lot["rangorde"][0]["inschrijver"] for lot in outcome["percelen"]}
    assert won == {"noord": "Wint noord", "zuid": "Wint zuid"}
    public = [out / "rapport-noord.pdf", out / "rapport-zuid.pdf"]
    for report in (*public, out / "rapport-noord-besloten.pdf", out / "rapport-zuid-besloten.pdf"):
        assert faults(verify(report)) == []
    shown = {
        path.name: path.read_bytes() for path in out.iterdir() if path.suffix in (".csv", ".json", ".html")
    }
    shown = {name: data for name, data in shown.items() if "besloten" not in name}
    for path in public:
        shown |= {f"{path.name}/{name}": data for name, data in enclosed(path).items() if name != KADER}
    for secret in (b"77,23", b"77.23", b"63,91", b"63.91"):
        assert [name for name, data in shown.items() if secret in data] == []
    told = json.loads(enclosed(public[0])[DOSSIER])["inschrijvingen"]
    prices = {
        (data["inschrijver"], answer["vraag"]): answer.get("waarde")
        for data in told
        for answer in data["antwoorden"]
        if answer["vraag"] in ("prijs", "zuidprijs")
    }
    assert prices == {
        ("Wint noord", "prijs"): "41.17",
        ("Wint noord", "zuidprijs"): None,
        ("Wint zuid", "prijs"): None,
        ("Wint zuid", "zuidprijs"): "45.37",
    }


def test_a_price_that_holds_in_two_lots_is_told_only_where_it_wins(tmp_path: Path) -> None:
    kader = tmp_path / "kader.yaml"
    kader.write_text(LOTS_KADER.read_text("utf-8") + "openbaar: {prijzen: winnaars}\n", "utf-8")
    place = tmp_path / "in"
    both = {"keuze": ["noord", "zuid"], "omvang": volumes(noord=20, zuid=20)}
    fill(kader, place, "Wint noord", 1, prijs=41.17, volgorde=order("noord", "zuid"), **both)
    fill(kader, place, "Wint zuid", 2, prijs=57.23, volgorde=order("zuid", "noord"), **both)
    out = made(kader, place, tmp_path / "uit")
    for name in ("rapport-noord", "rapport-zuid"):
        assert faults(verify(out / f"{name}.pdf")) == []
    north, south = json.loads((out / "uitkomst.json").read_bytes())["percelen"]
    reasons = [
        [
            (bid["inschrijver"], "€" in score["reden"])
            for bid in lot["rangorde"]
            for score in bid["scores"][1:]
        ]
        for lot in (north, south)
    ]
    # The lowest price names a loser's, also in the sum of who wins: that sum stays out wherever it does.
    assert reasons == [
        [("Wint noord", False), ("Wint zuid", False)],
        [("Wint noord", False), ("Wint zuid", False)],
    ]


@pytest.fixture(scope="module")
def over_all_lots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sheet over all lots: Een gets the north, Twee the south, Drie nothing."""
    folder = tmp_path_factory.mktemp("percelen")
    bids = {
        "Een": {"keuze": ["noord"], "omvang": volumes(noord=20), "ervaring": 90},
        "Twee": {"keuze": ["zuid"], "omvang": volumes(zuid=20), "ervaring": 80},
        "Drie": {"keuze": ["zuid"], "omvang": volumes(zuid=20), "ervaring": 10},
    }
    for number, (name, given) in enumerate(bids.items(), start=1):
        fill(LOTS_KADER, folder / "forms", name, number, **given)
    evaluation = evaluate(LOTS_KADER, [folder / "forms"]).value
    assert evaluation is not None
    make_report(evaluation, LOTS_KADER.read_bytes(), folder, parts=frozenset({Part.SUMMARY}))
    return folder / "samenvatting.pdf"


def test_the_sheet_over_all_lots_is_right_by_itself(over_all_lots: Path) -> None:
    found = verify(over_all_lots)
    assert faults(found) == []
    assert len(found.checks) == 5
    assert all(check.done and check.whole for check in found.checks)
    assert found.summary


def test_another_word_on_the_sheet_over_all_lots_is_found(over_all_lots: Path, tmp_path: Path) -> None:
    """Also where a forger sealed it again."""
    files = enclosed(over_all_lots)
    told = json.loads(files[PAGES])
    words = told["samenvattingen"][0]["woorden"]
    words[words.index("Een")] = "Drie"
    changed = resealed({**files, PAGES: json.dumps(told).encode()})
    found = verify(tampered(over_all_lots, tmp_path / "anders.pdf", changed))
    assert not found.right


def test_another_outcome_of_any_lot_is_found_on_the_sheet_over_all_lots(
    over_all_lots: Path, tmp_path: Path
) -> None:
    files = enclosed(over_all_lots)
    for lot in range(2):
        told = json.loads(files[OUTCOME])
        told["percelen"][lot]["rangorde"][0]["inschrijver"] = "Een ander"
        changed = resealed({**files, OUTCOME: json.dumps(told).encode()})
        found = verify(tampered(over_all_lots, tmp_path / "anders.pdf", changed))
        assert not found.right


@pytest.mark.parametrize("lot", ["noord", "geheel"])
def test_the_sheet_over_all_lots_is_no_sheet_of_one_lot(
    lot: str, over_all_lots: Path, tmp_path: Path
) -> None:
    files = enclosed(over_all_lots)
    said = json.loads(files[SEAL]) | {"perceel": lot}
    changed = {SEAL: json.dumps(said | {"zegel": seal_of(said)}).encode()}
    assert not verify(tampered(over_all_lots, tmp_path / "anders.pdf", changed)).right
