"""Joins the scripts: one for the page and one for the worker, as neither may fetch a module."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

SHARED = (
    "delen.js",
    "geheugen.js",
    "bestanden.js",
    "bewaren.js",
    "elementen.js",
    "belemmering.js",
    "motor.js",
    "zelftest.js",
    "app.js",
)
WORKER = ("delen.js", "worker.js")
"""In this order. What a script declares with `const` stands before what uses it at once."""
_IMPORT = re.compile(r"^import .*;\n", re.M)
_EXPORT = re.compile(r"^export (?=async |class |const |function )", re.M)
_MAP = re.compile(r"^//# sourceMappingURL=.*\n?", re.M)
_LOADER = re.compile(r"export\s*\{\s*(\w+) as loadPyodide\b[^}]*\};?")
_MODULE = "export default _createPyodideModule;"


def page_scripts(folder: Path) -> tuple[str, ...]:
    """The scripts of a page: first its own, which hold what it says, then those that all pages have."""
    return (*sorted(path.name for path in folder.glob("*.js")), *SHARED)


def joined(folders: Sequence[Path], names: Sequence[str]) -> str:
    """Our scripts as one; a name that two of them declare is an error in the browser."""
    places = (next(folder / name for folder in folders if (folder / name).is_file()) for name in names)
    texts = (place.read_text("utf-8") for place in places)
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts)


def worker_script(folders: Sequence[Path], loader: str, module: str) -> str:
    """The worker with the Python for browsers, of which `loader` and `module` are the two scripts.

    It is no module, as Chromium starts no module from a page that is opened from the disk. That Python
    only starts where scripts cannot be fetched by name, so the way to do so is closed first. Raises
    ValueError when these are not as those of the pinned version.
    """
    loading, found = _LOADER.subn(r"return \1;", _MAP.sub("", loader))
    if found != 1 or module.count(_MODULE) != 1:
        raise ValueError(_MODULE)
    return "\n".join(
        (
            '"use strict";\nself.importScripts = undefined;',
            f"const loadPyodide = (() => {{\n{loading}\n}})();",
            _MAP.sub("", module).replace(_MODULE, "").replace("import.meta.url", "self.location.href"),
            joined(folders, WORKER),
        )
    )
