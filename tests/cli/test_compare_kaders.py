"""`inkoop vergelijk` of two kaders and of two submissions."""

from __future__ import annotations

import copy
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inkoop.journeys.compare import compare_files
from inkoop.readers.forms.cell_changes import SubmissionChanges
from inkoop.readers.settings.kader import kader_in
from inkoop.readers.settings.yaml_source import YamlTree, read_yaml
from inkoop.views.replies.kader_changes import KaderChanges, kader_changes, told
from tests.command import run
from tests.conftest import ROOT, SMALL_KADER, cell_of
from tests.versions_case import FIRST, changed_kader

Json = dict[str, Any]
MEERDONK = ROOT / "submissions" / "meerdonk-2027"


def kaders(old: Path, new: Path) -> KaderChanges:
    found = compare_files(old, new).value
    assert isinstance(found, KaderChanges)
    return found


def sentences(old: Path, new: Path) -> dict[str, tuple[str, ...]]:
    return dict(told(kaders(old, new)))


# What is changed, under which heading it is told, and in which words.
TOLD = [
    ('sluiting: "2026-02-02 12:00"', 'sluiting: "2026-02-09 12:00"', "Wanneer u klaar moet zijn",
     "De sluiting: was 2 februari 2026 om 12.00 uur, wordt 9 februari 2026 om 12.00 uur."),
    ("max_woorden: 10", "max_woorden: 40", "Wat u invult",
     "Vraag plan, hoogste aantal woorden: was 10, wordt 40."),
    ("eenheid: weken", "eenheid: dagen", "Wat u invult", "Vraag wachttijd, eenheid: was weken, wordt dagen."),
    ("Open., minimum: 1,", "Open., minimum: 2,", "Wat u invult",
     "Kolom dagdelen van vraag plekken, minimum: was 1, wordt 2."),
    ("zuid: Zuid, west: West", "zuid: Zuid", "Wat u invult", "Vervallen: lijst wijken, west: West."),
    ("{is: nee}", "{is: ja}", "Hoe er beoordeeld wordt",
     "Wanneer het voldoet van eis E2 Belasting betaald, het antwoord: was nee, wordt ja."),
    ("nul_bij: 10, vol_bij: 0", "nul_bij: 8, vol_bij: 0", "Hoe er beoordeeld wordt",
     "De regel van criterium K1.2 Wachttijd, geen punten bij: was 10, wordt 8."),
    ("naam: voldoende, procent: 60", "naam: voldoende, procent: 55", "Hoe er beoordeeld wordt",
     "Stap 6 van schaal rapport, procent: was 60 procent, wordt 55 procent."),
    ("plaatsen: 2", "plaatsen: 1", "Hoe er gegund wordt",
     "De gunning, het aantal contracten: was 2, wordt 1."),
    ("bij_gelijk: [K1]", "bij_gelijk: [K1, K2]", "Hoe er gegund wordt",
     "De gunning, wat beslist bij een gelijke stand: was K1, wordt K1 en K2."),
    ("titel: Klein kader", "titel: Groot kader", "Wat er verder veranderde",
     "Titel: was ‘Klein kader’, wordt ‘Groot kader’."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "heading", "words"), TOLD, ids=lambda part: str(part)[:20])
def test_a_change_is_told_in_words_under_what_it_means(
    old: str, new: str, heading: str, words: str, tmp_path: Path
) -> None:
    found = sentences(SMALL_KADER, changed_kader(tmp_path, [(old, new)]))
    assert found[heading] == (words,)


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("max_woorden: 10", "max_woorden: 40", "gevraagd"),
        ("nul_bij: 10, vol_bij: 0", "nul_bij: 8, vol_bij: 0", "gescoord"),
        ("plaatsen: 2", "plaatsen: 1", "gegund"),
        ("email: inkoop@voorbeeld.nl", "email: ander@voorbeeld.nl", "overig"),
    ],
)
def test_only_the_part_that_changed_has_another_fingerprint(
    old: str, new: str, part: str, tmp_path: Path
) -> None:
    found = kaders(SMALL_KADER, changed_kader(tmp_path, [(old, new)]))
    assert {key for key, mark in found.oud.delen.items() if found.nieuw.delen[key] != mark} == {part}
    assert len(set(found.nieuw.delen.values())) == 4


def test_points_follow_from_weights(tmp_path: Path) -> None:
    edits = [("titel: Kwaliteit\n    gewicht: 30", "titel: Kwaliteit\n    gewicht: 25"),
             ("titel: Aanbod\n    gewicht: 20", "titel: Aanbod\n    gewicht: 25")]  # fmt: skip
    found = sentences(SMALL_KADER, changed_kader(tmp_path, edits))["Hoeveel punten er te halen zijn"]
    assert found == (
        "Criterium K2 Kwaliteit, hoogste aantal punten: was 30, wordt 25.",
        "Criterium K3 Aanbod, hoogste aantal punten: was 20, wordt 25.",
        "Criterium K3.1 Activiteiten, hoogste aantal punten: was 10, wordt 12,5.",
        "Criterium K3.2 Deel met ervaring, hoogste aantal punten: was 10, wordt 12,5.",
    )


def test_what_came_and_went_as_a_whole_is_told_once(tmp_path: Path) -> None:
    text = SMALL_KADER.read_text("utf-8")
    (line,) = (line for line in text.splitlines(keepends=True) if "code: website" in line)
    old = line.rstrip("\n")
    new = "  - {code: auto, tekst: Hebt u een auto?, soort: ja_nee}"
    found = sentences(SMALL_KADER, changed_kader(tmp_path, [(old, new)]))["Wat u invult"]
    assert sorted(found) == [
        "Nieuw: vraag auto: ‘Hebt u een auto?’.",
        "Vervallen: vraag website: ‘Wat is uw website?’.",
    ]


def test_of_a_long_text_what_differs_is_told_with_a_few_words_around_it(tmp_path: Path) -> None:
    one, two = (
        f"inleiding: Dit gaat over plekken in de stad, voor iedereen die overdag {word} zoekt, ook laat."
        for word in ("gezelschap", "werk of gezelschap")
    )
    first = changed_kader(tmp_path, [("inleiding: Een klein kader om mee te testen.", one)])
    old = tmp_path / "oud.yaml"
    old.write_text(first.read_text("utf-8"), "utf-8")
    new = changed_kader(tmp_path, [("inleiding: Een klein kader om mee te testen.", two)])
    assert sentences(old, new)["Wat er verder veranderde"] == (
        "Inleiding: was ‘… voor iedereen die overdag gezelschap zoekt, ook laat.’, "
        "wordt ‘… voor iedereen die overdag werk of gezelschap zoekt, ook laat.’.",
    )


def values(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every bare value of a YAML file with the road to it."""
    parts = data.items() if isinstance(data, Mapping) else enumerate(data)
    for key, value in parts:
        if isinstance(value, Mapping | list):
            yield from values(value, (*path, key))
        else:
            yield (*path, key), value


def other(value: Any) -> Any:
    """Another value of the same sort."""
    if isinstance(value, int | Decimal):
        return value + 1
    if re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", str(value)):
        return datetime.fromisoformat(value).replace(minute=7).strftime("%Y-%m-%d %H:%M")
    return {"ja": "nee", "nee": "ja"}.get(value, f"{value}q")


@pytest.mark.langzaam
@pytest.mark.parametrize("name", ["klein", "percelen", "tabelregels"])
def test_no_change_stays_untold(name: str) -> None:
    """Each value of a kader in turn is another one: where that is a kader, the comparison tells it."""
    raw = read_yaml(ROOT / "tests" / "kaders" / f"{name}.yaml").data
    before = kader_in(YamlTree(name, raw)).value
    assert before is not None
    tried = 0
    for path, value in values(raw):
        data = copy.deepcopy(raw)
        holder = data
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = other(value)
        after = kader_in(YamlTree(name, data)).value
        if after is not None and before.model_dump() != after.model_dump():
            tried += 1
            assert kader_changes(before, after, "oud.yaml").groepen, path
    assert tried > 40


@pytest.mark.parametrize("same_name", [False, True])
def test_the_lines_by_which_a_version_is_accepted_work_as_they_stand(same_name: bool, tmp_path: Path) -> None:
    """An officer who copies what the screen says has a kader that accepts the old forms."""
    new = changed_kader(tmp_path, [("plaatsen: 2", "plaatsen: 1")])
    old = tmp_path / FIRST
    if same_name:
        old = tmp_path / "publicatie" / new.name
        old.parent.mkdir()
        (tmp_path / FIRST).rename(old)
    text = new.read_text("utf-8")
    start, end = text.index("aanvaardt:"), text.index("aanbesteding:")
    new.write_text(text[:start] + text[end:], "utf-8")
    shown = run("vergelijk", old, new).stdout
    lines = re.search(r"^  aanvaardt:\n(?:    .*\n)+", shown, re.M)
    assert lines is not None
    copied = "".join(line[2:] for line in lines[0].splitlines(keepends=True))
    new.write_text(text[:start] + copied + text[end:], "utf-8")
    if same_name:
        # As `inkoop publiceer` keeps it beside the kader.
        shutil.copyfile(old, tmp_path / "kader-1.yaml")
    assert run("kader", new, "--streng").returncode == 0
    assert "Een formulier van de oude versie telt nog." in run("vergelijk", old, new).stdout


def test_the_note_is_a_word_document_with_the_same_sentences(tmp_path: Path) -> None:
    new = changed_kader(tmp_path, [("max_woorden: 10", "max_woorden: 40"), ("plaatsen: 2", "plaatsen: 1")])
    nota = tmp_path / "nota.docx"
    assert run("vergelijk", SMALL_KADER, new, "--nota", nota).returncode == 0
    content = nota.read_bytes()
    with zipfile.ZipFile(nota) as parts:
        xml = parts.read("word/document.xml").decode()
        assert 'w:val="nl-NL"' in parts.read("word/styles.xml").decode()
    paragraphs = [re.sub("<[^>]*>", "", p) for p in re.findall(r"<w:p[ >].*?</w:p>", xml, re.S)]
    headings = re.findall(r'<w:pStyle w:val="Heading2"/>', xml)
    every = sentences(SMALL_KADER, new)
    assert len(headings) == len(every)
    assert [text for group in every.values() for text in group] == [p for p in paragraphs if p in
            {text for group in every.values() for text in group}]  # fmt: skip
    run("vergelijk", SMALL_KADER, new, "--nota", nota)
    assert nota.read_bytes() == content


def test_two_tenders_and_nothing_changed(tmp_path: Path) -> None:
    other_tender = run("vergelijk", SMALL_KADER, ROOT / "criteria" / "meerdonk-2027.yaml")
    assert (other_tender.returncode, "twee aanbestedingen" in other_tender.stderr) == (2, True)
    assert "Er is geen regel veranderd." in run("vergelijk", SMALL_KADER, SMALL_KADER).stdout
    assert run("vergelijk", SMALL_KADER, SMALL_KADER, "--nota", tmp_path / "nota.docx").returncode == 1
    assert not (tmp_path / "nota.docx").exists()


def test_json_is_one_document(tmp_path: Path) -> None:
    new = changed_kader(tmp_path, [("max_woorden: 10", "max_woorden: 40")])
    document: Json = json.loads(run("vergelijk", SMALL_KADER, new, "--json").stdout)
    assert document["formaat"] == "inkoop/kadervergelijking/1"
    assert document["opnieuw_beantwoorden"] == ["plan"]
    assert document["opnieuw_beoordelen"] == ["K2"]
    (change,) = document["groepen"][0]["wijzigingen"]
    assert (change["oud"], change["nieuw"]) == ("10", "40")


def submissions(old: Path, new: Path) -> SubmissionChanges:
    found = compare_files(old, new).value
    assert isinstance(found, SubmissionChanges)
    return found


def by_openpyxl(path: Path) -> dict[tuple[str, str], Any]:
    """Every cell with something in it, as another library sees the stored values."""
    book = openpyxl.load_workbook(path, data_only=True)
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return {
        (cell.parent.title, cell.coordinate): cell.value for cell in cells if cell.value not in (None, "")
    }


@pytest.mark.parametrize(
    "names", [("de-korenbloem", "de-wilgentuin"), ("het-klaverblad", "zorghuis-ter-beke")]
)
def test_every_cell_that_differs_is_told(names: tuple[str, str]) -> None:
    one, two = (MEERDONK / f"{name}.xlsx" for name in names)
    was, now = by_openpyxl(one), by_openpyxl(two)
    expected = {place for place in was.keys() | now.keys() if was.get(place) != now.get(place)}
    found = submissions(one, two)
    assert {(cell.blad, cell.cel) for cell in found.cellen} == expected
    assert not found.gelijk


@pytest.fixture
def mended(tmp_path: Path) -> Callable[[Callable[[openpyxl.Workbook], None]], SubmissionChanges]:
    """What a provider did to its own form, compared with the form that was handed in."""

    def made(change: Callable[[openpyxl.Workbook], None]) -> SubmissionChanges:
        old, new = MEERDONK / "de-wilgentuin.xlsx", tmp_path / "hersteld.xlsx"
        book = openpyxl.load_workbook(old)
        change(book)
        book.save(new)
        return submissions(old, new)

    return made


def test_a_price_that_moved_in_a_mended_bid_is_seen(mended: Any) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell_of(book, "V5").value = 9
        cell_of(book, "tarief").value = Decimal("41.95")
        book["Organisatie"].insert_rows(4)

    found = mended(change)
    told = {(cell.vraag, cell.oud, cell.nieuw) for cell in found.cellen if cell.vraag.startswith("vraag")}
    assert {("vraag V5", "8", "9"), ("vraag tarief", "42", "41,95")} == told


def test_a_number_that_became_a_text_is_told_though_it_looks_the_same(mended: Any) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell_of(book, "tarief").value = "42"

    (cell,) = mended(change).cellen
    assert (cell.oud, cell.nieuw, cell.opmerking) == ("42", "42", "was een getal, is nu een tekst")


def test_a_remark_beside_the_cells_is_told(mended: Any) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell_of(book, "tarief").comment = openpyxl.comments.Comment("onder voorbehoud", "iemand")
        book.create_sheet("Extra")["A1"] = "meer"

    found = mended(change)
    assert found.bladen_erbij == ("Extra",)
    assert [text for text in found.ernaast if "voorbehoud" in text]


def test_the_same_file_twice(tmp_path: Path) -> None:
    form = MEERDONK / "de-wilgentuin.xlsx"
    assert submissions(form, form).gelijk
    assert "twee keer hetzelfde bestand" in run("vergelijk", form, form).stdout
    broken = tmp_path / "stuk.xlsx"
    broken.write_bytes(b"geen werkblad")
    done = run("vergelijk", form, broken)
    assert (done.returncode, "stuk.xlsx" in done.stderr) == (4, True)
