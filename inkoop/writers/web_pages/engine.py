"""Packs the program for the browser: what a page needs, and nothing else."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from inkoop import resources

_UNUSED = ("pydantic/v1/",)
_UNUSED_LIBRARY = (
    *("_pyrepl/", "bdb.py", "cmd.py", "code.py", "doctest.py", "pdb.py", "pydoc", "unittest/"),
    *("cProfile.py", "profile.py", "pstats.py", "timeit.py", "trace.py"),
    *("compileall.py", "modulefinder.py", "pickletools.py", "pyclbr.py", "tabnanny.py", "zipapp.py"),
    *("ftplib.py", "imaplib.py", "mailbox.py", "netrc.py", "poplib.py", "smtplib.py", "socketserver.py"),
    *("multiprocessing/", "pty.py", "sqlite3/", "wave.py", "wsgiref/", "xmlrpc/"),
)
"""Of Python's own modules: the tools of who writes programs, and what needs a network."""


@dataclass(frozen=True, slots=True)
class Cargo:
    """What goes along in a page."""

    packages: tuple[str, ...]
    """Of the program, whole."""
    modules: tuple[str, ...]
    """Of the program, one by one."""
    wheels: tuple[str, ...]
    """Of others."""


def site_packages(wheels: Iterable[Path], cargo: Cargo) -> dict[str, bytes]:
    """The files of the program and of the packages that it uses, by their place in the browser."""
    return dict(sorted({**dict(_wheels(wheels)), **dict(_program(cargo))}.items()))


def standard_library(library: Path) -> bytes:
    """The zip with the modules of Python, not compressed: compressing the whole page makes it smaller."""
    made = io.BytesIO()
    with zipfile.ZipFile(library) as given, zipfile.ZipFile(made, "w") as archive:
        for info in (info for info in given.infolist() if not info.filename.startswith(_UNUSED_LIBRARY)):
            archive.writestr(zipfile.ZipInfo(info.filename, info.date_time), given.read(info))
    return made.getvalue()


def _program(cargo: Cargo) -> Iterator[tuple[str, bytes]]:
    root = Path(resources.__file__).parent
    files = [root / module for module in cargo.modules]
    if Path(resources.__file__) in files:
        yield f"inkoop/{resources.EDITION}", json.dumps(resources.this_program()).encode()
    for package in cargo.packages:
        files += [path for path in (root / package).rglob("*") if path.suffix in (".py", ".toml")]
    for path in files:
        yield f"inkoop/{path.relative_to(root).as_posix()}", path.read_bytes()


def _wheels(wheels: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if (place := _placed(name)) and not name.startswith(_UNUSED):
                    yield place, archive.read(name)


def _placed(name: str) -> str | None:
    """Where a file of a wheel goes. Of what a wheel says about itself only the licence goes along: a package
    that counts as installed would be in the memory that the browser keeps, as something of JavaScript."""
    folder, _, rest = name.partition("/")
    if not folder.endswith(".dist-info"):
        return name if rest or "." in name else None
    kept = rest.rpartition("/")[2]
    return f"licenties/{folder.removesuffix('.dist-info')}/{kept}" if "LICEN" in kept.upper() else None
