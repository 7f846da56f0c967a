"""Which files in a folder are submissions, and which workbooks hold the panel's grades."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from inkoop.catalogue import finding
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".ods", ".xls"})
ASSESSMENT_FOLDER = "beoordeling"
_NO_NAME = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
DRAW_PREFIX, DRAW_SUFFIXES = "loting", frozenset({".yaml", ".yml"})
_LEFT_BY_PROGRAMS = ("~$", ".~lock.", ".")


@dataclass(frozen=True, slots=True)
class Found:
    """The submissions and grade workbooks at the given places, with what was passed over."""

    submissions: tuple[Path, ...]
    assessment: tuple[Path, ...]
    findings: tuple[Finding, ...]
    draws: tuple[Path, ...] = ()
    """The records of draws, beside the grades."""


def find_submissions(places: Iterable[Path], grades: Path | None = None) -> Found:
    """All workbooks in these folders, and these files, each once, sorted by name.

    A folder `beoordeling` inside holds the grades, unless `grades` names another file or folder.
    """
    submissions: list[Path] = []
    assessment: list[Path] = []
    draws: list[Path] = [] if grades is None else _draws_in(grades)
    findings: list[Finding] = []
    for place in places:
        shown = plain_name(str(place))
        try:
            if place.is_dir():
                inside = sorted(place.iterdir(), key=lambda path: path.name)
                found = [path for path in inside if _is_submission(path, findings)]
                if not found:
                    findings.append(finding("MAP-02", CellPlace(shown), map=shown))
                submissions += found
                draws += _draws_in(place / ASSESSMENT_FOLDER)
                if grades is None:
                    assessment += _workbooks_in(place / ASSESSMENT_FOLDER)
            elif place.exists():
                submissions.append(place)
            else:
                findings.append(finding("MAP-01", CellPlace(shown), map=shown))
        except PermissionError:
            findings.append(finding("MAP-06", CellPlace(shown), map=shown))
        except OSError:  # a name that is longer than any name can be
            findings.append(finding("MAP-01", CellPlace(shown), map=shown))
    if grades is not None:
        assessment = _workbooks_in(grades) if grades.is_dir() else [grades]
    once = {os.path.realpath(path): path for path in reversed(submissions)}
    records = {os.path.realpath(path): path for path in draws}
    return Found(tuple(reversed(once.values())), tuple(assessment), tuple(findings), tuple(records.values()))


def display_names(paths: Iterable[Path]) -> dict[Path, str]:
    """What people call each file: its name, with its folder where two files share that name."""
    names = {path: plain_name(path.name) for path in paths}
    count = Counter(names.values())
    return {
        path: name if count[name] == 1 else f"{plain_name(path.parent.name)}/{name}"
        for path, name in names.items()
    }


def plain_name(name: str) -> str:
    """The name of a file as text on one line, in the order in which it is read.

    A stranger chose it: line ends, commands to the screen and bytes that are no text become U+FFFD.
    """
    return _NO_NAME.sub("\ufffd", name)


def _is_submission(path: Path, findings: list[Finding]) -> bool:
    if path.is_symlink():
        findings.append(finding("MAP-05", CellPlace(plain_name(path.name))))
        return False
    if path.is_dir() or path.name.startswith(_LEFT_BY_PROGRAMS):
        return False
    if path.suffix.lower() not in WORKBOOKS:
        findings.append(finding("MAP-03", CellPlace(plain_name(path.name))))
        return False
    return True


def _draws_in(folder: Path) -> list[Path]:
    """The files in a folder that record a draw, by their names."""
    if not folder.is_dir():
        return []
    return [
        path
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.lower().startswith(DRAW_PREFIX) and path.suffix.lower() in DRAW_SUFFIXES
    ]


def _workbooks_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [
        path
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.suffix.lower() in WORKBOOKS and not path.name.startswith(_LEFT_BY_PROGRAMS)
    ]
