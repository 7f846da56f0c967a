"""The self-check as one web page, to keep or to mail."""

from __future__ import annotations

from pathlib import Path

from inkoop.resources import resource_folder
from inkoop.views.replies.check_words import kader_line, parts, verdict
from inkoop.views.replies.self_check import CheckDocument
from inkoop.writers.templates import environment
from inkoop.writers.text import write_text


def render_check_page(document: CheckDocument) -> str:
    """The page as one self-contained HTML document; nothing a provider typed is left unescaped."""
    templates = resource_folder("templates")
    # The findings look as they do on the page with the check in the browser.
    pages = environment([templates / "controle", templates / "webpagina"])
    checks = [
        {
            "doc": checked,
            "verdict": verdict(checked),
            "parts": parts(checked),
            "kader": kader_line(checked["kader"] if "kader" in checked else document["kader"]),
        }
        for checked in document["inschrijvingen"]
    ]
    return pages.get_template("controle.html.j2").render(
        kader=document.get("kader", {}), checks=checks, findings=document["bevindingen"]
    )


def write_check_page(document: CheckDocument, path: Path) -> None:
    """Write the page. Raises OSError."""
    write_text(path, render_check_page(document))
