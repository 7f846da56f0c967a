"""Reading forms: our reader and the search for the answers, against openpyxl that only opens the file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import openpyxl

from bench.corpus import Corpus
from bench.harness import Section, Setup, profile_of, ratio_figure, take_turns, timed
from inkoop.journeys.blank_form import blank_form
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.forms.form import FormReader
from inkoop.rules.fingerprint import fingerprint

LIMIT = 0.35


def run(setup: Setup) -> Section:
    """All read the same forms in one process, in turns."""
    corpus = Corpus(setup.folder)
    forms = sorted(corpus.submissions(setup.sizes.forms_read).glob("*.xlsx"))
    form = FormReader(corpus.tender, fingerprint(corpus.tender), blank_form(corpus.tender))
    ours, twice = partial(_answers, form), partial(_answers, form, twice=True)
    readers: dict[str, Callable[[Path], None]] = {
        "ours": ours,
        "twice": twice,
        "openpyxl": _opened,
        "read-only": _streamed,
    }
    for read in readers.values():
        _all(forms[:2], read)
    works = {name: timed(partial(_all, forms, read)) for name, read in readers.items()}
    taken = take_turns(setup.sizes.rounds, works, setup.tell)
    name = f"reading {len(forms)} forms"
    bare = "openpyxl, load_workbook(data_only=True)"
    return Section(
        "Reading forms",
        f"{len(forms)} filled-in forms of {corpus.kader} ({len(corpus.tender.questions)} questions), in one "
        "process. Ours: the gate against hostile files, every cell of every sheet, every answer with its "
        "place, every difference with the empty form, and what is wrong with it.",
        (
            ratio_figure(name, taken["ours"], taken["openpyxl"], bare, LIMIT),
            ratio_figure(f"{name}, and again by openpyxl", taken["twice"], taken["openpyxl"], bare),
            ratio_figure(name, taken["ours"], taken["read-only"], "openpyxl read-only, all rows walked"),
        ),
        profile=lambda: profile_of(partial(_all, forms[:50], ours)),
    )


def _all(forms: list[Path], read: Callable[[Path], None]) -> None:
    for path in forms:
        read(path)


def _answers(reader: FormReader, path: Path, twice: bool = False) -> None:
    workbook = read_workbook(path, twice=twice).value
    if workbook is None or not reader.locate(workbook)[0]:
        raise ValueError(f"no answers in {path}")


def _opened(path: Path) -> None:
    openpyxl.load_workbook(path, data_only=True)


def _streamed(path: Path) -> None:
    workbook = openpyxl.load_workbook(path, data_only=True, read_only=True)
    for sheet in workbook:
        for _ in sheet.iter_rows(values_only=True):
            pass
    workbook.close()
