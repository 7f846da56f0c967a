"""Where the files that travel with the program stand: templates, example kaders, example submissions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_folder(name: str) -> Path:
    """The folder `templates`, `criteria` or `submissions`: in the checkout at the top, else in the wheel."""
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def library_files(name: str) -> Iterator[tuple[str, str]]:
    """The files of the library among the example kaders, each with its name in the library and its text."""
    folder = resource_folder("criteria") / name
    for file in sorted(folder.rglob("*.yaml")):
        yield file.relative_to(folder).with_suffix("").as_posix(), file.read_text("utf-8")


EDITION = "uitgave.json"
"""Beside the modules, where a part of the program was packed: what the whole of it says of itself."""


@cache
def this_program() -> dict[str, str]:
    """Name and version of the program, and one SHA-256 over the program itself."""
    packed = _PACKAGE / EDITION
    if packed.is_file():
        told: dict[str, str] = json.loads(packed.read_bytes())
        return told
    return {"programma": f"inkoop {version('inkoop')}", "programmatekst": _program_digest()}


def _program_digest() -> str:
    """Who has the same one says the same of the same data."""
    total = hashlib.sha256()
    for name, file in sorted(_sources()):
        # Git gives text another line end on Windows.
        content = file.read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode())
    return total.hexdigest()


def _sources() -> Iterator[tuple[str, Path]]:
    """The modules and texts of the program, and the templates of a report, each with its name."""
    data, templates = _PACKAGE / "data", resource_folder("templates")
    for file in (*_PACKAGE.rglob("*.py"), *_PACKAGE.rglob("*.toml")):
        if data not in file.parents:
            yield file.relative_to(_PACKAGE).as_posix(), file
    for folder in ("rapport", "lettertypen"):
        for file in (templates / folder).iterdir():
            yield f"templates/{folder}/{file.name}", file
