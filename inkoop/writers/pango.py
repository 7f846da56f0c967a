"""Pango, the library by which WeasyPrint lays text out, as it is found on this machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from io import StringIO
from pathlib import Path
from types import ModuleType

_FFI = "weasyprint.text.ffi"


@cache
def pango_version() -> str:
    """The version that WeasyPrint finds here. Raises OSError where it misses a library that it needs.

    Only that part of WeasyPrint is loaded: the whole of it takes half a second, which nobody waits for who
    makes pages for the screen alone.
    """
    found = sys.modules.get(_FFI) or _alone()
    return str(found.pango.pango_version())


def _alone() -> ModuleType:
    package = find_spec("weasyprint")
    assert package is not None
    assert package.origin is not None
    spec = spec_from_file_location("_weasyprint_ffi", Path(package.origin).parent / "text" / "ffi.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    with looking_for_libraries():
        spec.loader.exec_module(module)
    return module


@contextmanager
def looking_for_libraries() -> Iterator[None]:
    """While WeasyPrint looks for its libraries: quickly, and without a word on the screen.

    It tries their names for every system, and for each that is not of this one Python asks a compiler and a
    linker where it could be: forty programs, none of which says more than the loader does.
    """
    with redirect_stdout(StringIO()):
        if not sys.platform.startswith("linux"):  # elsewhere the path is where libraries are found
            yield
            return
        path = os.environ.pop("PATH", None)
        try:
            yield
        finally:
            if path is not None:
                os.environ["PATH"] = path
