"""Packs the program for the browser: what the self-check needs, and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from inkoop import resources

PACKAGES = ("domain", "catalogue", "rules", "readers", "views")
MODULES = (
    "__init__.py",
    "journeys/__init__.py",
    "journeys/browser_check.py",
    "writers/__init__.py",
    "writers/markup.py",
    "writers/reading_copy.py",
)
"""What goes along of the program besides whole packages."""
_UNUSED = ("pydantic/v1/",)
_MOMENT = (1980, 1, 1, 0, 0, 0)


def pack_engine(wheels: Iterable[Path]) -> bytes:
    """One zip for the browser's site-packages: the same bytes for the same program."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted({**dict(_wheels(wheels)), **dict(_program())}.items()):
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _program() -> Iterator[tuple[str, bytes]]:
    root = Path(resources.__file__).parent
    files = [root / module for module in MODULES]
    for package in PACKAGES:
        files += [path for path in (root / package).rglob("*") if path.suffix in (".py", ".toml")]
    for path in files:
        yield f"inkoop/{path.relative_to(root).as_posix()}", path.read_bytes()


def _wheels(wheels: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if not name.endswith("/") and not name.startswith(_UNUSED):
                    yield name, archive.read(name)
