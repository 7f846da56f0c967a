"""Reads the records of draws beside the panel's grades; every fault with its line and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from inkoop.catalogue import finding, message
from inkoop.domain.draws import DrawRecord, ReadDraw
from inkoop.domain.findings import Finding, Outcome
from inkoop.domain.places import LinePlace
from inkoop.domain.remarks import TreePath
from inkoop.readers.files.archive import FileRefusedError, load
from inkoop.readers.settings.yaml_source import LIMITS, YamlTree, yaml_in
from inkoop.rules.suggestion import suggestion

_KEYS = tuple(str(field.alias) for field in DrawRecord.model_fields.values())
_WRONG_SHAPE = "heeft niet de goede vorm"
_EMPTY = "er staat geen verslag in"


def read_draws(paths: Iterable[Path]) -> Outcome[tuple[ReadDraw, ...]]:
    """Every record that can be read. One with a fault is a finding, and is not used."""
    records: list[ReadDraw] = []
    findings: list[Finding] = []
    for path in paths:
        read = read_draw(path)
        findings += read.findings
        if read.value is not None:
            records.append(read.value)
    return Outcome(tuple(records), tuple(findings))


def read_draw(path: Path) -> Outcome[ReadDraw | None]:
    """One record; the value is None when anything in it is not as it should be."""
    try:
        tree = yaml_in(load(path, LIMITS), path.name)
    except FileRefusedError as refused:
        return Outcome(None, (finding("LOTING-01", LinePlace(path.name), probleem=refused.reason),))
    if not isinstance(tree.data, dict):
        place = tree.findings[0].place if tree.findings else LinePlace(tree.file)
        empty = all(found.code == "KADER-02" for found in tree.findings)
        problem = _EMPTY if empty else message(tree.findings[0]).rstrip(".")
        return Outcome(None, (finding("LOTING-01", place, probleem=problem),))
    findings = [finding("LOTING-01", f.place, probleem=message(f).rstrip(".")) for f in tree.findings]
    try:
        record = DrawRecord.model_validate(tree.data)
    except ValidationError as errors:
        return Outcome(None, (*findings, *_field_findings(errors, tree)))
    if findings:
        return Outcome(None, tuple(findings))
    return Outcome(ReadDraw(path.name, record, dict(_places(tree))))


def _field_findings(errors: ValidationError, tree: YamlTree) -> Iterator[Finding]:
    for error in errors.errors(include_url=False):
        path: TreePath = tuple(error["loc"])
        key = ".".join(str(part) for part in path)
        if error["type"] == "missing":
            problem = "ontbreekt"
        elif error["type"] == "extra_forbidden":
            problem = f"hoort niet in een verslag{suggestion(key, _KEYS)}".rstrip(".")
        else:
            problem = _WRONG_SHAPE
        place = tree.place(path, key=error["type"] == "extra_forbidden")
        yield finding("LOTING-02", place, sleutel=key, probleem=problem)


def _places(tree: YamlTree) -> Iterator[tuple[str, LinePlace]]:
    for path, place in tree.values.items():
        if path and isinstance(place, LinePlace):
            yield ".".join(str(part) for part in path), place
