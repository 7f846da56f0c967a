"""The kader as a workbook: made from YAML, checked as it is, and turned into YAML again."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from inkoop.domain.findings import Outcome, Refusal, Why
from inkoop.domain.tender import Tender
from inkoop.readers.files.archive import load_named
from inkoop.readers.settings.kader import read_kader
from inkoop.readers.settings.kader_sheet import kader_in_sheet, read_kader_sheet, sheet_tree
from inkoop.readers.settings.yaml_remarks import stretches, yaml_remarks
from inkoop.readers.settings.yaml_source import LIMITS, YamlTree, read_yaml, yaml_in
from inkoop.rules.worksheet.changes import changes
from inkoop.rules.worksheet.unfold import unfold
from inkoop.rules.worksheet.yaml_text import merged_text, yaml_text
from inkoop.writers.kader_sheet import kader_sheet, write_kader_sheet
from inkoop.writers.text import write_text

_WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls")


@dataclass(frozen=True, slots=True)
class FromSheet:
    """A kader that was written from a workbook."""

    path: Path
    tender: Tender
    changes: tuple[str, ...] | None = None
    """What became otherwise in a kader that was there already; None where there was none."""
    earlier: Path | None = None
    """Where that kader is kept, if it was another one."""


def check_kader(path: Path) -> Outcome[Tender | None]:
    """The kader in a YAML file, or in a workbook; the value is None when any finding is of severity fout."""
    return read_kader_sheet(path) if path.suffix.lower() in _WORKBOOKS else read_kader(path)


def kader_to_sheet(kader: Path, path: Path) -> Outcome[Path | None]:
    """Write a kader as a workbook, in which every value and comment is. Raises OSError.

    It is read again before it gets its place: when anything had been lost, nothing is written. A workbook
    that is there may be somebody's work, so it is never overwritten.
    """
    if path.exists():
        return Outcome(None, refusal=Refusal(f"{path} bestaat al; er is niets overschreven.", Why.FILES))
    read = read_kader(kader)
    if read.value is None:
        return Outcome(None, read.findings)
    tree = read_yaml(kader)  # as it was written: a name from the library stays a name
    text = load_named(kader, LIMITS).decode("utf-8-sig")
    tree.remarks.update(yaml_remarks(text))
    content = kader_sheet(unfold(tree.data, tree.remarks), read.value, _commands(kader, path))
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / path.name
        write_kader_sheet(content, trial)
        again = sheet_tree(trial)
    lost = _lost(tree, again)
    if lost:
        return Outcome(None, read.findings, Refusal(lost, Why.KADER))
    write_kader_sheet(content, path)
    return Outcome(path, read.findings)


def _lost(tree: YamlTree, again: YamlTree) -> str:
    """What a workbook would lose of a kader, in a sentence; empty for nothing."""
    differ = changes(tree.data, again.data)
    if differ:
        return f"dit kader past niet zonder verlies in een werkblad. Anders zou zijn: {differ[0]}."
    if again.findings:
        return f"dit kader past niet zonder verlies in een werkblad; zie {again.findings[0].place}."
    if sorted(_words(tree)) != sorted(_words(again)):
        return "niet elke opmerking in dit kader past in een werkblad."
    return ""


def _words(tree: YamlTree) -> list[str]:
    return [
        line for remark in tree.remarks.values() for line in (*remark.above, remark.beside, *remark.below)
    ]


def _commands(kader: Path, path: Path) -> tuple[tuple[str, str], ...]:
    return (
        ("Controleren", f"inkoop kader {path.name}   Elke fout komt met blad en cel."),
        (
            "Weer YAML maken",
            f"inkoop kader {path.name} --van-werkblad {kader.name}   Dat kan zo vaak u wilt.",
        ),
    )


def sheet_to_kader(workbook: Path, path: Path) -> Outcome[FromSheet | None]:
    """Write the kader in a workbook as YAML, with its comments. Raises OSError.

    In a kader that is there already, what did not change keeps its lines; the old one is kept beside it.
    """
    tree = sheet_tree(workbook)
    read = kader_in_sheet(tree, path.parent)
    if read.value is None:
        return Outcome(None, read.findings)
    text, differ = yaml_text(tree.data, tree.remarks), None
    earlier: Path | None = None
    if path.exists():
        old = load_named(path, LIMITS)
        before = yaml_in(old, str(path))
        if before.findings or not isinstance(before.data, dict):
            sentence = f"{path} is geen kader dat gelezen kan worden; er is niets overschreven."
            return Outcome(None, read.findings, Refusal(sentence, Why.FILES))
        old_text = old.decode("utf-8-sig")
        text = _kept(old_text, before, tree, text)
        differ = tuple(changes(before.data, tree.data))
        if text != old_text:
            earlier = path.with_name(f"{path.stem}.vorige{path.suffix}")
            write_text(earlier, old_text)
    write_text(path, text)
    return Outcome(FromSheet(path, read.value, differ, earlier), read.findings)


def _kept(old_text: str, before: YamlTree, tree: YamlTree, fresh: str) -> str:
    """The new kader in the lines of the old one as far as nothing changed; all anew where that goes wrong."""
    merged = merged_text(
        old_text, before.data, yaml_remarks(old_text), tree.data, tree.remarks, stretches(old_text)
    )
    again = yaml_in(merged.encode(), "")
    same = not again.findings and not changes(again.data, tree.data) and yaml_remarks(merged) == tree.remarks
    return merged if same else fresh


__all__ = ["FromSheet", "check_kader", "kader_to_sheet", "sheet_to_kader"]
