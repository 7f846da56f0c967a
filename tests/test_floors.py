"""The floors of docs/ontwerp.md: a module imports its own floor or a lower one, never a higher one."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from .docs.pages import DOCS, ROOT, tables

FLOORS: Mapping[str, int] = {
    "domain": 1,
    "catalogue": 1,
    "rules": 2,
    "views": 2,
    "analysis": 2,
    "readers": 3,
    "writers": 3,
    "resources": 3,
    "journeys": 4,
    "cli": 5,
    "__main__": 5,
}
"""The package or module right below `inkoop`, with its floor."""

STAIRS: Mapping[str, Mapping[str, int]] = {
    "domain": {"questions": 1, "rules": 1, "procedure": 1},
    "rules": {
        "submission": 1,
        "versions": 1,
        "procedure": 2,
        "worksheet": 2,
        "scoring": 2,
        "award": 3,
        "kader": 3,
    },
    "views": {
        "words": 1,
        "record": 2,
        "guide": 3,
        "report": 3,
        "open_data": 3,
        "letters": 3,
        "replies": 4,
        "rehearsal": 4,
        "procedure": 2,
    },
    "readers": {"files": 1, "settings": 2, "forms": 3, "report": 3, "procedure": 4},
    "analysis": {"award": 1, "rehearsal": 1},
    "writers": {"form": 1, "web_pages": 1, "procedure": 2, "letters": 1},
    "journeys": {"procedure": 1},
    "cli": {"procedure": 1},
}
"""Inside a package: a room imports from itself, from a lower room, and from modules that stand in no room."""

TOP = 4
"""The floor of `inkoop` itself, the public Python API."""

THIRD_PARTY: Mapping[str, frozenset[str]] = {
    "domain": frozenset({"pydantic", "pydantic_core"}),
    "catalogue": frozenset(),
    "rules": frozenset({"holidays"}),
    "views": frozenset({"typing_extensions"}),
    "analysis": frozenset({"numpy", "scipy"}),
    "readers": frozenset(
        {
            "asn1crypto",
            "cryptography",
            "openpyxl",
            "pikepdf",
            "pydantic",
            "pyhanko",
            "pyhanko_certvalidator",
            "pypdf",
            "pyrage",
            "ruamel",
            "tinycss2",
            "xlrd",
        }
    ),
    "writers": frozenset(
        {
            "asn1crypto",
            "docx",
            "filelock",
            "jinja2",
            "markupsafe",
            "pandas",
            "pikepdf",
            "pydantic",
            "pyhanko",
            "pyhanko_certvalidator",
            "pyrage",
            "rfc8785",
            "weasyprint",
            "xlsxwriter",
        }
    ),
    "resources": frozenset(),
    "journeys": frozenset(),
    "cli": frozenset({"prompt_toolkit", "questionary", "rich", "typer"}),
    "__main__": frozenset(),
    "": frozenset(),
}
"""What each package may use from outside."""


@dataclass(frozen=True)
class Arrow:
    """An import: from a module, to a module, on a line."""

    source: str
    target: str
    line: int

    def __str__(self) -> str:
        return f"{self.source}:{self.line} importeert {self.target}"


def module_name(file: Path, root: Path) -> str:
    """inkoop/rules/scoring/scoring.py as inkoop.rules.scoring.scoring; a package by its own name."""
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def arrows(file: Path, root: Path) -> Iterator[Arrow]:
    """Every import in a file, also inside functions and under TYPE_CHECKING."""
    name = module_name(file, root)
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (Arrow(name, alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            # `from inkoop import rules` names a package, so the names count as part of the target.
            yield from (Arrow(name, f"{base}.{alias.name}", node.lineno) for alias in node.names)


def part(module: str) -> str:
    """The package right below inkoop; an empty text for inkoop itself."""
    return [*module.split("."), ""][1]


def floor(module: str) -> int | None:
    """The floor of a module of ours; None when nobody gave its package one."""
    return FLOORS.get(part(module)) if part(module) else TOP


def faults(root: Path) -> list[str]:
    """Everything in the tree below `root` that goes against the floors."""
    return [fault for file in sorted((root / "inkoop").rglob("*.py")) for fault in _faults_of(file, root)]


def _faults_of(file: Path, root: Path) -> Iterator[str]:
    name = module_name(file, root)
    here = floor(name)
    if here is None:
        yield f"{name}: dit pakket heeft geen verdieping"
        return
    for arrow in arrows(file, root):
        outside = arrow.target.split(".")[0]
        if outside == "inkoop":
            there = floor(arrow.target) if _is_package(arrow.target, root) else TOP
            if there is None or there > here:
                yield f"{arrow}: van verdieping {here} naar {there}"
            elif _goes_up_the_stairs(name, arrow.target, root):
                yield f"{arrow}: naar een kamer die niet lager ligt"
        elif outside not in sys.stdlib_module_names and outside not in THIRD_PARTY[part(name)]:
            yield f"{arrow}: {outside} hoort niet in {part(name) or 'inkoop'}"


def _goes_up_the_stairs(source: str, target: str, root: Path) -> bool:
    """Whether an import inside a package leads to another room that is not lower."""
    package = part(source)
    if part(target) != package:
        return False
    here, there = _room(source, root), _room(target, root)
    stairs = STAIRS.get(package, {})
    return bool(there) and here != there and stairs.get(there, 99) >= (stairs.get(here, 99) if here else 98)


def _room(module: str, root: Path) -> str:
    """The folder inside a package in which a module stands; an empty text for none."""
    room = [*module.split("."), "", ""][2]
    return room if (root / "inkoop" / part(module) / room).is_dir() else ""


def _is_package(target: str, root: Path) -> bool:
    """Whether the second word of a target is a package or module, not a name from the public API."""
    place = root / "inkoop" / part(target)
    return not part(target) or place.is_dir() or place.with_suffix(".py").is_file()


def test_no_arrow_goes_up():
    assert len(list((ROOT / "inkoop").rglob("*.py"))) > 50
    assert faults(ROOT) == []


def test_every_room_has_its_place_on_the_stairs():
    rooms = {
        (package.name, room.name)
        for package in (ROOT / "inkoop").iterdir()
        for room in package.glob("*/")
        if (room / "__init__.py").is_file()
    }
    assert rooms == {(package, room) for package, rooms in STAIRS.items() for room in rooms}


# ── Nothing is found by a name or by an address in memory ────────────────────────────────────────────────

BY_NAME = {
    "rules/submission/naming.py": "the one place where a name becomes a submission",
    "rules/award/draw_checks.py": "the record of a draw names people",
    "domain/dossier.py": "an older dossier knows a submission by its name",
    "views/replies/outcome_changes.py": "two outcomes have nothing but names in common",
    "analysis/rehearsal/reversal.py": "made-up bids, each with a name of its own",
    "journeys/procedure/receive.py": "a newer submission of the same tenderer, before anybody opened one",
}
BY_ADDRESS = {"readers/settings/yaml_source.py": "the parts of one YAML tree, during one walk"}


def lookups_by_person(source: str) -> Iterator[int]:
    """The lines in which the name of a tenderer is a key, or is compared with another."""
    for node in ast.walk(ast.parse(source)):
        keys: list[ast.expr | None] = []
        if isinstance(node, ast.Subscript):
            keys = [node.slice]
        elif isinstance(node, ast.DictComp | ast.Dict):
            keys = [node.key] if isinstance(node, ast.DictComp) else list(node.keys)
        elif isinstance(node, ast.Compare):
            keys = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            keys = list(node.args[:1]) if node.func.attr in ("get", "setdefault", "pop") else []
        inside = (each for key in keys if key is not None for each in ast.walk(key))
        if any(isinstance(each, ast.Attribute) and each.attr == "tenderer" for each in inside):
            yield node.lineno


def lookups_by_address(source: str) -> Iterator[int]:
    """The lines that ask where something stands in memory."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "id":
            yield node.lineno


@pytest.mark.parametrize(
    ("lookups", "allowed"), [(lookups_by_person, BY_NAME), (lookups_by_address, BY_ADDRESS)]
)
def test_a_submission_is_found_by_its_own_identifier(lookups, allowed):
    found = {
        file.relative_to(ROOT / "inkoop").as_posix()
        for file in (ROOT / "inkoop").rglob("*.py")
        if list(lookups(file.read_text("utf-8")))
    }
    assert found == set(allowed)


@pytest.mark.parametrize(
    "line",
    [
        "a[s.tenderer]",
        "{s.tenderer: 1 for s in b}",
        "a.get((s.tenderer, 1))",
        "s.tenderer in a",
        "{s.tenderer: 1}",
    ],
)
def test_a_planted_lookup_by_name_is_seen(line: str):
    assert list(lookups_by_person(line)) == [1]
    assert list(lookups_by_address(line.replace("s.tenderer", "id(s)"))) == [1]


PLANTED = {
    "up the stairs inside a package": (
        "rules/submission/slecht.py",
        "from inkoop.rules.award.ranking import rank\n",
    ),
    "to a room beside": ("views/report/slecht.py", "from inkoop.views.open_data import release\n"),
    "a function that imports late": ("domain/slecht.py", "def f():\n    from inkoop.rules import scoring\n"),
    "a whole package": ("rules/slecht.py", "from inkoop import journeys\n"),
    "for typing only": (
        "views/slecht.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import inkoop.writers.text\n",
    ),
    "a relative import": ("readers/slecht.py", "from ..journeys import start\n"),
    "from the package itself": ("domain/__init__.py", "from ..readers.xlsx import read_xlsx\n"),
    "the public API from below": ("writers/slecht.py", "from inkoop import evaluate\n"),
    "a package without a floor": ("zolder/slecht.py", "import json\n"),
    "a library on the wrong floor": ("rules/slecht.py", "import pandas as pd\n"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_arrow_is_seen(name: str, tmp_path: Path):
    for package in FLOORS:
        (tmp_path / "inkoop" / package).mkdir(parents=True)
    for package, rooms in STAIRS.items():
        for room in rooms:
            (tmp_path / "inkoop" / package / room).mkdir()
    file, text = PLANTED[name]
    target = tmp_path / "inkoop" / file
    target.parent.mkdir(exist_ok=True)
    target.write_text(text)
    (tmp_path / "inkoop" / "cli" / "goed.py").write_text("import typer\nfrom inkoop.journeys import start\n")
    assert len(faults(tmp_path)) == 1


# ── The same in docs/ontwerp.md ──────────────────────────────────────────────────────────────────────────

PAGE = (DOCS / "ontwerp.md").read_text("utf-8")


def test_the_page_shows_these_floors():
    table = next(t for t in tables(PAGE) if t.header[0] == "Floor")
    shown = {name: int(row[0]) for row in table.rows for name in re.findall(r"`inkoop/(\w+)", row[1])}
    existing = {name: height for name, height in FLOORS.items() if _exists(name)}
    assert shown == existing
    named = {name: row[3] for row in table.rows for name in re.findall(r"`inkoop/(\w+)", row[1])}
    for package, words in named.items():
        assert all(library in words for library in THIRD_PARTY[package]), package


def _exists(name: str) -> bool:
    return (ROOT / "inkoop" / name).is_dir() or (ROOT / "inkoop" / f"{name}.py").is_file()


def test_the_page_names_every_room_and_every_module_says_what_it_is_for():
    table = next(t for t in tables(PAGE) if t.header[0] == "Room")
    shown = [row[0].strip("`/") for row in table.rows]
    files = list((ROOT / "inkoop").rglob("*.py"))
    rooms = {str(file.parent.relative_to(ROOT / "inkoop")).replace("\\", "/") for file in files} - {"."}
    assert len(shown) == len(set(shown))
    assert set(shown) == rooms
    assert all(row[1] for row in table.rows)
    assert [file for file in files if not ast.get_docstring(ast.parse(file.read_text("utf-8")))] == []


_NAMED = re.compile(
    r"`(?:inkoop/)?((?:analysis|cli|domain|journeys|readers|rules|views|writers)/[\w/]+?)(?:\.py)?/?`"
)


def test_every_module_that_the_page_names_is_there():
    named = set(_NAMED.findall(PAGE))
    assert len(named) > 30
    house = ROOT / "inkoop"
    assert [n for n in sorted(named) if not ((house / n).is_dir() or (house / f"{n}.py").is_file())] == []
