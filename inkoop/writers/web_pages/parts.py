"""The parts of others in the page: the Python for browsers, its packages, the design system."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from inkoop import resources
from inkoop.domain.findings import Refused, Why

COMPONENTS = (
    "button",
    "document",
    "heading-1",
    "heading-2",
    "link",
    "paragraph",
    "root",
    "skip-link",
    "surface",
)
"""Of the design system, what the page uses."""


class MissingPartsError(Refused):
    """Parts that have to be fetched first are not there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"de onderdelen van anderen voor deze webpagina staan niet (allemaal) in {folder}. "
            "Haal ze op met `make web` in de map met de broncode van inkoop, "
            "of wijs met --onderdelen aan waar ze staan.",
            Why.FILES,
        )


def _usual_parts_folder() -> Path:
    """Where `make web` puts the parts, in a checkout."""
    return Path(resources.__file__).parents[1] / ".gereedschap" / "web"


def found_parts(folder: Path | None, packages: tuple[str, ...]) -> Parts:
    """What `make web` fetched, in a folder or where it usually does. Raises MissingPartsError."""
    found = Parts(folder or _usual_parts_folder(), packages)
    found.require()
    return found


@dataclass(frozen=True, slots=True)
class Parts:
    """A folder that `make web` filled."""

    folder: Path
    packages: tuple[str, ...]
    """Of Python, what a page needs."""

    @property
    def wasm(self) -> Path:
        """The Python for browsers."""
        return self._pyodide / "pyodide.asm.wasm"

    @property
    def scripts(self) -> tuple[Path, Path]:
        """What starts that Python, and what connects it with the browser."""
        return self._pyodide / "pyodide.mjs", self._pyodide / "pyodide.asm.mjs"

    @property
    def standard_library(self) -> Path:
        """The modules of Python itself, in a zip."""
        return self._pyodide / "python_stdlib.zip"

    @property
    def engine_lock(self) -> Path:
        """What that Python says about itself."""
        return self._pyodide / "pyodide-lock.json"

    @property
    def wheels(self) -> list[Path]:
        """The Python packages, one wheel each."""
        return [
            wheel
            for name in self.packages
            for wheel in sorted((self.folder / "wielen").glob(f"{name}-*.whl"))[:1]
        ]

    @property
    def components(self) -> list[Path]:
        """The look of the design system's components."""
        return [self._npm / "@utrecht" / f"{name}-css" / "dist" / "index.css" for name in COMPONENTS]

    @property
    def tokens(self) -> Path:
        """The neutral house style."""
        tokens = self._npm / "@nl-design-system-unstable" / "voorbeeld-design-tokens"
        return tokens / "dist" / "variables.css"

    def require(self) -> None:
        """Raises MissingPartsError when anything is missing."""
        engine = (self.wasm, *self.scripts, self.standard_library, self.engine_lock)
        files = (*engine, *self.components, self.tokens)
        if len(self.wheels) < len(self.packages) or not all(file.is_file() for file in files):
            raise MissingPartsError(self.folder)

    @property
    def _pyodide(self) -> Path:
        return self._npm / "pyodide"

    @property
    def _npm(self) -> Path:
        return self.folder / "node_modules"
