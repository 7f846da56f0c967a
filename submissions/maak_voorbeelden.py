"""Makes the example submissions and draws from the data in `gegevens/`, or checks that they are up to date.

    python submissions/maak_voorbeelden.py               writes all workbooks
    python submissions/maak_voorbeelden.py --controleer  compares their cells with what would be written

An .ods is made by LibreOffice (`soffice`) from the .xlsx; checking needs no LibreOffice.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from typer.testing import CliRunner

from inkoop.cli.app import app
from inkoop.domain.cells import CellKind
from inkoop.domain.questions import DateQuestion
from inkoop.domain.tender import Tender
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.settings.kader import read_kader
from inkoop.writers.form import write_form
from inkoop.writers.grades_form import GivenDecision, GivenGrade, TendererAnswers, write_grades_form

HERE = Path(__file__).parent
DATA = HERE / "gegevens"
KADERS = HERE.parent / "criteria"
GRADES_FILE = Path("beoordeling") / "cijfers.xlsx"
Cells = dict[tuple[str, int, int], object]


@dataclass(frozen=True)
class Example:
    """The data of one invented provider."""

    file: str
    answers: Mapping[str, Any]
    grades: Mapping[str, Mapping[str, Any]]
    decisions: tuple[Mapping[str, str], ...]

    @property
    def name(self) -> str:
        """The name that the provider gave."""
        return str(self.answers["naam"])


def examples(kader: str) -> list[Example]:
    """The data of all providers of one kader, by file name."""
    found = []
    for path in sorted((DATA / kader).glob("*.yaml")):
        raw = _data(path)
        found.append(Example(raw["bestand"], raw["antwoorden"], raw["cijfers"], tuple(raw["besluiten"])))
    return found


def _data(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


def load_tender(kader: str) -> Tender:
    """The kader with this name."""
    outcome = read_kader(KADERS / f"{kader}.yaml")
    if outcome.value is None:
        raise SystemExit(f"het kader {kader} heeft fouten: kijk met `inkoop kader`")
    return outcome.value


def prefilled(tender: Tender, answers: Mapping[str, Any]) -> dict[str, object]:
    """The answers as the form takes them: only a day needs translation."""
    return {
        code: _as_day(value) if isinstance(tender.questions.get(code), DateQuestion) else value
        for code, value in answers.items()
    }


def _as_day(value: Any) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return date.fromisoformat(value)
    return value


def problems(tender: Tender, example: Example) -> Iterator[str]:
    """What in the data does not fit the kader and would otherwise go unnoticed."""
    assessed = {leaf.code for leaf in tender.assessed}
    for code in sorted(assessed ^ set(example.grades)):
        yield f"{example.file}: cijfers en beoordeelde criteria verschillen bij {code}"
    for code, question in tender.questions.items():
        names = tender.choices_of(question)
        value = example.answers.get(code)
        if question.kind == "keuze" and value is not None and value not in names:
            yield f"{example.file}: vraag {code} heeft geen keuze {value!r}"


def write_examples(kader: str, folder: Path) -> list[Path]:
    """Write the submissions and the panel's grades of one kader; .ods files as .xlsx with that stem."""
    tender = load_tender(kader)
    found = examples(kader)
    wrong = [problem for example in found for problem in problems(tender, example)]
    if wrong:
        raise ValueError("\n".join(wrong))
    folder.joinpath("beoordeling").mkdir(parents=True, exist_ok=True)
    written = []
    for example in found:
        path = (folder / example.file).with_suffix(".xlsx")
        try:
            write_form(tender, path, prefilled(tender, example.answers))
        except ValueError as error:
            raise ValueError(f"{example.file}: {error}") from error
        written.append(path)
    write_grades(tender, found, folder / GRADES_FILE)
    return [*written, folder / GRADES_FILE, *draw(kader, folder)]


def draw(kader: str, folder: Path) -> Iterator[Path]:
    """Draw lots as an officer does, once for each lot that the data names; gives the records."""
    for path in sorted((DATA / kader / "lotingen").glob("*.yaml")):
        given = [part for key, value in _data(path).items() for part in (f"--{key}", value)]
        command = ["loting", str(KADERS / f"{kader}.yaml"), str(folder), "--perceel", path.stem, *given]
        done = CliRunner().invoke(app, command)
        if done.exit_code:
            raise ValueError(f"{path.relative_to(HERE)}: {done.output}")
        yield folder / "beoordeling" / f"loting-{path.stem}.yaml"


def write_grades(tender: Tender, found: list[Example], path: Path) -> None:
    """The panel's workbook with the grades and decisions from the data."""
    tenderers = [
        TendererAnswers(one.name, {code: str(value).strip() for code, value in one.answers.items()})
        for one in found
    ]
    grades = {
        (one.name, code): GivenGrade(grade["cijfer"], grade["toelichting"])
        for one in found
        for code, grade in one.grades.items()
    }
    decisions = [
        GivenDecision(one.name, given["onderwerp"], given["besluit"], given["motivering"])
        for one in found
        for given in one.decisions
    ]
    write_grades_form(tender, tenderers, path, grades, decisions)


def make(kader: str) -> None:
    """Write the committed workbooks of one kader, the .ods ones through LibreOffice."""
    folder = HERE / kader
    with tempfile.TemporaryDirectory() as temporary:
        fresh = Path(temporary)
        written = write_examples(kader, fresh)
        wanted = {Path(example.file).stem for example in examples(kader) if example.file.endswith(".ods")}
        for path in written:
            target = folder / path.relative_to(fresh)
            target.parent.mkdir(parents=True, exist_ok=True)
            ready = as_ods(path) if path.stem in wanted else path
            target.with_suffix(ready.suffix).write_bytes(ready.read_bytes())
            print(target.with_suffix(ready.suffix).relative_to(HERE.parent))


def as_ods(path: Path) -> Path:
    """The same workbook as .ods beside it."""
    profile = (path.parent / "profiel").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "ods"]
    subprocess.run(
        [*command, "--outdir", str(path.parent), str(path)], check=True, capture_output=True, timeout=180
    )
    return path.with_suffix(".ods")


def differences(kader: str) -> list[str]:
    """The cells in which the committed workbooks differ from what would be written now."""
    folder = HERE / kader
    found: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        fresh = Path(temporary)
        suffixes = {Path(example.file).stem: Path(example.file).suffix for example in examples(kader)}
        expected = set()
        for path in write_examples(kader, fresh):
            committed = (folder / path.relative_to(fresh)).with_suffix(suffixes.get(path.stem, path.suffix))
            expected.add(committed)
            found += _file_differences(committed, path)
        present = {path for path in folder.rglob("*") if path.is_file()}
        found += [f"{path.relative_to(HERE)}: hoort er niet bij" for path in sorted(present - expected)]
    return found


def _file_differences(committed: Path, fresh: Path) -> Iterator[str]:
    name = committed.relative_to(HERE)
    if not committed.exists():
        yield f"{name}: ontbreekt"
        return
    if fresh.suffix == ".yaml":
        if committed.read_text("utf-8") != fresh.read_text("utf-8"):
            yield f"{name}: zegt iets anders dan de loting die nu gedaan wordt"
        return
    old, new = _cells(committed), _cells(fresh)
    for place in sorted(old.keys() | new.keys()):
        if old.get(place) != new.get(place):
            sheet, row, column = place
            yield f"{name}: {sheet}, rij {row}, kolom {column}: {old.get(place)!r} en {new.get(place)!r}"


def _cells(path: Path) -> Cells:
    """Every filled cell by sheet, row and column, but the form's own formulas.

    LibreOffice stores what they give when it makes an .ods; a fresh form has not been calculated yet.
    """
    outcome = read_workbook(path)
    if outcome.value is None:
        raise ValueError(f"{path} is niet te lezen: {outcome.findings}")
    return {
        (sheet.name, row, column): _comparable(cell.value)
        for sheet in outcome.value.sheets
        for (row, column), cell in sheet.cells.items()
        if not cell.formula and cell.kind is not CellKind.UNCALCULATED
    }


def _comparable(value: object) -> object:
    if isinstance(value, Decimal):
        return value.normalize()
    return value.date() if hasattr(value, "date") else value


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Maakt de voorbeeldinschrijvingen uit de gegevens.")
    parser.add_argument("kaders", nargs="*", help="namen van kaders; standaard alle met gegevens")
    parser.add_argument("--controleer", action="store_true", help="alleen vergelijken, niets schrijven")
    arguments = parser.parse_args()
    kaders = arguments.kaders or sorted(path.name for path in DATA.iterdir() if path.is_dir())
    try:
        if not arguments.controleer:
            for kader in kaders:
                make(kader)
            return 0
        found = [difference for kader in kaders for difference in differences(kader)]
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(found) if found else "De voorbeelden zijn gelijk aan de gegevens.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
