"""Where the files that travel with the program stand: templates, example kaders, example submissions."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_folder(name: str) -> Path:
    """The folder `templates`, `criteria` or `submissions`: in the checkout at the top, else in the wheel."""
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
