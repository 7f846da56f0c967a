"""Pages in which one part was changed, as a test needs it or as an accident would do."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from inkoop.writers.web_pages.payload import packed
from tests.web.browser import PAGE


def with_part(page: Path, folder: Path, part: str, text: str) -> Path:
    """The page with other text in one of the parts that it carries."""
    made, count = re.subn(
        rf'(<script type="[a-z/]+" id="{part}">)[^<]*', lambda m: m[1] + text, page.read_text("utf-8")
    )
    assert count == 1
    folder.mkdir(exist_ok=True)
    (folder / PAGE).write_text(made, "utf-8")
    return folder / PAGE


def with_worker(page: Path, folder: Path, script: str) -> Path:
    """The page with another worker."""
    return with_part(page, folder, "worker", packed({"worker.js": script.encode()}))


def part_of(page: Path, part: str) -> str:
    """The text of one of the parts that the page carries."""
    found = re.search(rf'id="{part}">([^<]*)', page.read_text("utf-8"))
    assert found
    return found[1]


def data_of(page: Path) -> dict[str, Any]:
    """What the scripts of the page know."""
    told: dict[str, Any] = json.loads(part_of(page, "gegevens"))
    return told


def without_policy(page: Path) -> None:
    """Take the policy out of the page."""
    made, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text("utf-8"))
    assert count == 1
    page.write_text(made, "utf-8")
