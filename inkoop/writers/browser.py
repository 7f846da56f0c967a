"""A PDF by the browser that is there, where WeasyPrint misses Pango: Edge, Chrome or Chromium.

The page is the same. What the browser cannot do is left out: the page numbers in the contents, and the
hyphens at line ends, of which the file would not say that they are none of the text.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inkoop.writers.archive_pdf import Enclosure

SECONDS = 120.0
_ON_PATH = (
    "microsoft-edge",
    "microsoft-edge-stable",
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
)
_ON_MAC = ("Microsoft Edge", "Google Chrome", "Chromium")
_ON_WINDOWS = {"msedge.exe": r"Microsoft\Edge\Application", "chrome.exe": r"Google\Chrome\Application"}
_APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths"
_FLAGS = (
    "--headless=new",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # nothing is fetched; all that the page needs is in it
)
_FOOT = re.compile(r'class="voet(?:-(\w+))?"[^>]*>(.*?)</p>', re.DOTALL)
_RUNNING = re.compile(r"\bstring\((\w+)\)")
_OTHERWISE = (
    "html { hyphens: manual } .voet, .voet-merk, .voet-kenmerk { display: none }"
    " .inhoud a::after { content: none !important }"
)


@cache
def find_browser() -> Path | None:
    """The browser that can print, or None."""
    return next((path for path in _places() if path.is_file()), None)


def browser_pdf(html: str, enclosures: Sequence[Enclosure], moment: datetime | None) -> bytes | None:
    """A page as a tagged PDF with files in it, or None where no browser does it. It says no standard."""
    import pikepdf

    drawn = _printed(for_browser(html))
    if drawn is None:
        return None
    saved = BytesIO()
    with pikepdf.open(BytesIO(drawn)) as pdf:
        when = f"D:{moment:%Y%m%d%H%M%S}+00'00'" if moment else ""
        for each in enclosures:
            made = pikepdf.AttachedFileSpec(
                pdf,
                each.data,
                filename=each.name,
                description=each.description,
                mime_type=each.media_type,
                creation_date=when,
                mod_date=when,
            )
            made.relationship = pikepdf.Name.Data
            pdf.attachments[each.name] = made
        pdf.Root.AF = pikepdf.Array([pdf.attachments[each.name].obj for each in enclosures])
        pdf.Root.Lang = pikepdf.String("nl-NL")
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        for name in ("/CreationDate", "/ModDate"):  # by the clock: the same page would be another file
            if name in pdf.docinfo:
                del pdf.docinfo[name]
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = str(pdf.docinfo.get("/Title", ""))
            metadata["dc:language"] = ["nl-NL"]
        pdf.save(saved, deterministic_id=True)
    return saved.getvalue()


def page_count(html: str) -> int | None:
    """On how many pages the browser prints this; None where none does."""
    import pikepdf

    drawn = _printed(for_browser(html))
    if drawn is None:
        return None
    with pikepdf.open(BytesIO(drawn)) as pdf:
        return len(pdf.pages)


def for_browser(html: str) -> str:
    """The page with what a browser needs otherwise: the texts of head and foot stand in the style sheet."""
    head, end, body = html.partition("</head>")
    texts = {name or "voet": _quoted(text) for name, text in _FOOT.findall(body)}
    head = _RUNNING.sub(lambda found: texts.get(found[1], "none"), head)
    return f"{head}<style>{_OTHERWISE}</style>{end}{body}"


def _quoted(text: str) -> str:
    """A text of a tender inside a style sheet: every letter that could mean something there by its number."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in unescape(text)) + '"'


def _printed(html: str) -> bytes | None:
    browser = find_browser()
    if browser is None:
        return None
    with tempfile.TemporaryDirectory(prefix="inkoop-", ignore_cleanup_errors=True) as name:
        page, made = Path(name) / "pagina.html", Path(name) / "pagina.pdf"
        page.write_text(html, encoding="utf-8", newline="\n")
        root = sys.platform == "linux" and os.geteuid() == 0
        command = [
            str(browser),
            *_FLAGS,
            *(["--no-sandbox"] if root else []),  # as root a browser does not start with one
            f"--user-data-dir={Path(name) / 'profiel'}",
            f"--print-to-pdf={made}",
            page.as_uri(),
        ]
        quiet = subprocess.DEVNULL
        try:
            subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet, timeout=SECONDS, check=True)
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None


def _places() -> Iterator[Path]:
    """Where a browser may be, the likeliest first."""
    if sys.platform == "win32":
        yield from _windows_places()
    elif sys.platform == "darwin":
        for name in _ON_MAC:
            yield Path(f"/Applications/{name}.app/Contents/MacOS/{name}")
    for name in _ON_PATH:
        if found := shutil.which(name):
            yield Path(found)


def _windows_places() -> Iterator[Path]:
    if sys.platform == "win32":
        import winreg

        for name in _ON_WINDOWS:
            for hive in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
                try:
                    yield Path(winreg.QueryValue(hive, f"{_APP_PATHS}\\{name}").strip('"'))
                except OSError:
                    continue
    for variable in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData"):
        if root := os.environ.get(variable):
            yield from (Path(root) / folder / name for name, folder in _ON_WINDOWS.items())
