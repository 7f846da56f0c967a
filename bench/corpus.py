"""Submissions to measure with: the example providers, as many times as wanted, each under its own name.

A form takes a tenth of a second to write, so each example is written once. Its copies differ in the
shared strings only, where the name and the registration number stand. The form's own check formulas get a
result, as they have in every form that was saved by a spreadsheet program.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.sax.saxutils import escape

from bench.process import PROJECT
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.tender import Criterion, Tender
from inkoop.readers.settings.kader import read_kader
from inkoop.writers.form import write_form
from inkoop.writers.grades_form import GivenDecision, GivenGrade, TendererAnswers, write_grades_form
from submissions.maak_voorbeelden import Example, examples, prefilled

KADER = "zwolle-2015"
_STRINGS = "xl/sharedStrings.xml"
_CALCULATE = re.compile(rb'<c (r="\w+"(?: s="\d+")?)>(<f>[^<]*</f>)<v></v></c>')
_CALCULATED = rb'<c \1 t="str">\2<v>' + "✓ in orde".encode() + b"</v></c>"
_FIRST_REGISTRATION = 90_000_000
_PER_GRADES_FILE = 500
"""One workbook with the grades of thousands of tenderers holds more cells than a workbook may."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One copy of an example provider."""

    example: Example
    number: int

    @property
    def name(self) -> str:
        """The name of the example with its number, so that no two are the same provider."""
        return f"{self.example.name} {self.number:05d}"

    @property
    def registration(self) -> str:
        """A trade register number of its own."""
        return str(_FIRST_REGISTRATION + self.number)

    @property
    def file(self) -> str:
        """The name of the submitted workbook."""
        return f"{Path(self.example.file).stem}-{self.number:05d}.xlsx"


class Mould:
    """A filled-in form, of which copies are made for other providers."""

    def __init__(self, tender: Tender, example: Example, folder: Path) -> None:
        path = folder / "mould.xlsx"
        write_form(tender, path, prefilled(tender, example.answers))
        self._example = example
        rest = io.BytesIO()
        with zipfile.ZipFile(path) as form, zipfile.ZipFile(rest, "w", zipfile.ZIP_DEFLATED) as target:
            self._strings = form.read(_STRINGS).decode()
            for part in form.infolist():
                if part.filename != _STRINGS:
                    target.writestr(part, _CALCULATE.sub(_CALCULATED, form.read(part)))
        self._rest = rest.getvalue()
        path.unlink()

    def copy(self, provider: Provider, folder: Path) -> None:
        """Write the form of one provider."""
        strings = _replaced(self._strings, self._example.name, provider.name)
        strings = _replaced(strings, str(self._example.answers["kvk"]), provider.registration)
        stream = io.BytesIO(self._rest)
        with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as form:
            form.writestr(zipfile.ZipInfo(_STRINGS), strings, zipfile.ZIP_DEFLATED)
        (folder / provider.file).write_bytes(stream.getvalue())


def _replaced(strings: str, old: str, new: str) -> str:
    """The shared strings with one of them replaced; ValueError when it is not there exactly once."""
    whole = f"<t>{escape(old)}</t>"
    if strings.count(whole) != 1:
        raise ValueError(f"{old!r} stands {strings.count(whole)} times in the form")
    return strings.replace(whole, f"<t>{escape(new)}</t>")


@dataclass(frozen=True)
class Corpus:
    """Submissions to one of the example kaders."""

    folder: Path
    kader: str = KADER

    @property
    def kader_path(self) -> Path:
        """The kader's file."""
        return PROJECT / "criteria" / f"{self.kader}.yaml"

    @cached_property
    def tender(self) -> Tender:
        """The kader itself."""
        found = read_kader(self.kader_path).value
        if found is None:
            raise ValueError(f"{self.kader_path} has errors")
        return found

    @cached_property
    def _examples(self) -> list[Example]:
        return examples(self.kader)

    @cached_property
    def _moulds(self) -> list[Mould]:
        return [Mould(self.tender, example, self.folder) for example in self._examples]

    def submissions(self, count: int) -> Path:
        """A folder with this many submissions and everything the panel decided about them."""
        folder = self.folder / f"{self.kader}-{count}"
        if folder.exists():
            return folder
        (folder / "beoordeling").mkdir(parents=True)
        every = self._examples
        providers = [Provider(every[number % len(every)], number + 1) for number in range(count)]
        for index, provider in enumerate(providers):
            self._moulds[index % len(every)].copy(provider, folder)
        for start in range(0, count, _PER_GRADES_FILE):
            path = folder / "beoordeling" / f"cijfers-{start + 1:05d}.xlsx"
            self._write_grades(providers[start : start + _PER_GRADES_FILE], path)
        return folder

    def _write_grades(self, providers: Sequence[Provider], path: Path) -> None:
        tenderers = [TendererAnswers(one.name, _own_texts(one)) for one in providers]
        assessed = self.tender.assessed
        grades = {(one.name, leaf.code): self._grade(one, leaf) for one in providers for leaf in assessed}
        decisions = [
            GivenDecision(one.name, given["onderwerp"], given["besluit"], given["motivering"])
            for one in providers
            for given in one.example.decisions
        ]
        write_grades_form(
            tender=self.tender, tenderers=tenderers, path=path, grades=grades, decisions=decisions
        )

    def _grade(self, provider: Provider, leaf: Criterion) -> GivenGrade:
        """Any grade of the scale: when all copies of an example earn the same, everything is a tie."""
        assert isinstance(leaf.rule, AssessedRule)
        steps = self.tender.scales[leaf.rule.scale].steps
        dice = random.Random(f"{provider.number} {leaf.code}")
        return GivenGrade(dice.choice(steps).grade, provider.example.grades[leaf.code]["toelichting"])


def _own_texts(provider: Provider) -> dict[str, str]:
    """The answers with the provider's name in them: real tenderers do not write the same sentences."""
    return {code: f"{value} ({provider.name})" for code, value in provider.example.answers.items()}
