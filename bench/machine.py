"""What the figures were measured on, without names of machines or people."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version

PACKAGES = ("openpyxl", "pandas", "numpy", "weasyprint", "typer", "rich", "pydantic", "bid-evaluation")


def facts() -> list[str]:
    """One fact a line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return [
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB of memory",
        f"{platform.python_implementation()} {platform.python_version()}",
        ", ".join(f"{name} {_version(name)}" for name in PACKAGES),
        f"load when it started: {load} (1, 5 and 15 minutes); others may have been working on the machine",
    ]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
