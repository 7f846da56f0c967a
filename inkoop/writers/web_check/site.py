"""Writes the folder of the page: the page itself last, so that it never names what is not there yet."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inkoop.catalogue import finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.readers.files.archive import Limits, load_named
from inkoop.resources import resource_folder
from inkoop.rules.dutch_format import moment_text
from inkoop.views.replies.web_check import WebCheck, web_check
from inkoop.writers.atomic import replacing
from inkoop.writers.templates import environment
from inkoop.writers.web_check.engine import pack_engine
from inkoop.writers.web_check.parts import Parts

SECONDS_A_FILE = 60
"""How long the browser may work on one file; it is slower than a computer of one's own."""

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; font-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'"
)
SCRIPTS = ("app.js", "bestanden.js", "bewaren.js", "motor.js", "resultaat.js", "worker.js")
STYLES = ("webcontrole.css", "resultaat.css")
READING_COPY = "inschrijving.css"
"""The look of the submission to read that the page gives."""
FONTS = ("source-sans-3-latin-400-normal.woff2", "source-sans-3-latin-600-normal.woff2", "OFL.txt")
_THEME = re.compile(r"^\s*\.([a-z][\w-]*-theme)\b", re.M)


def form_name(tender: Tender) -> str:
    """The file name of the blank form."""
    kept = "".join(c if c.isalnum() else "-" for c in tender.info.reference.lower())
    return f"formulier-{kept.strip('-')[:60] or 'inschrijving'}.xlsx"


def write_site(
    tender: Tender, fingerprint: str, kader: Path, folder: Path, parts: Parts, house_style: Path | None
) -> Path:
    """Write everything but the form. Raises OSError. Returns the page."""
    engine = {name: path.read_bytes() for name, path in parts.engine().items()}
    engine["inkoop.zip"] = pack_engine(parts.wheels)
    for name, content in engine.items():
        _write(folder / "motor" / name, content)
    text = load_named(kader, Limits())
    _write(folder / "kader.yaml", text)
    theme = _write_look(folder, parts, house_style)
    source = _templates()
    for name in (*SCRIPTS, *STYLES):
        _write(folder / name, (source / name).read_bytes())
    _write(folder / READING_COPY, (resource_folder("templates") / "inschrijving" / READING_COPY).read_bytes())
    data = _data(tender, fingerprint, kader.name, text, engine, parts)
    _write(folder / "gegevens.json", json.dumps(data, ensure_ascii=False, indent=1).encode())
    form = folder / form_name(tender)
    context = {
        "info": tender.info,
        "sluiting": moment_text(tender.info.closes),
        "vingerafdruk": fingerprint,
        "formulier": form.name,
        "formulier_kb": max(1, round(form.stat().st_size / 1000)),
        "thema": theme,
        "beleid": POLICY,
    }
    _write(folder / "LEESMIJ.txt", _rendered("LEESMIJ.txt.j2", context))
    _write(folder / "index.html", _rendered("index.html.j2", context))
    return folder / "index.html"


def _templates() -> Path:
    return resource_folder("templates") / "webcontrole"


def _write_look(folder: Path, parts: Parts, house_style: Path | None) -> str:
    """Writes the house style and fonts; returns the class by which the house style wants to be called."""
    _write(folder / "componenten.css", parts.components.read_bytes())
    if house_style is not None:
        tokens = load_named(house_style, Limits())
        _write(folder / "tokens.css", tokens)
        named = _THEME.search(tokens.decode("utf-8", "replace"))
        return named[1] if named else ""
    neutral = (_templates() / "neutraal.css").read_bytes()
    _write(folder / "tokens.css", parts.tokens.read_bytes() + b"\n" + neutral)
    fonts = resource_folder("templates") / "lettertypen"
    for name in FONTS:
        _write(folder / "lettertypen" / name, (fonts / name).read_bytes())
    return ""


def _data(
    tender: Tender, fingerprint: str, name: str, kader: bytes, engine: Mapping[str, bytes], parts: Parts
) -> dict[str, Any]:
    """What the scripts of the page have to know."""
    about = json.loads(parts.engine_lock.read_text("utf-8"))["info"]
    return {
        "kader": name,
        "formulier": form_name(tender),
        "versie": hashlib.sha256(engine["inkoop.zip"] + kader).hexdigest()[:16],
        "motor": {name: len(content) for name, content in engine.items()},
        "python": about,
        # One byte more than may be read is enough to see that a file is too large.
        "hoogstens": Limits().file_bytes + 1,
        "seconden": SECONDS_A_FILE,
        "mislukt": {code: _failure(tender, fingerprint, code) for code in ("BESTAND-10", "BESTAND-11")},
    }


def _failure(tender: Tender, fingerprint: str, code: str) -> WebCheck:
    """The outcome for a file that hangs or crashes its reader; the page fills in the name of the file."""
    found = finding(code, CellPlace(""), seconden=SECONDS_A_FILE)
    return web_check(tender, fingerprint, Submission(SubmissionId(""), "", 0, "", "", findings=(found,)))


def _rendered(name: str, context: Mapping[str, Any]) -> bytes:
    from jinja2 import select_autoescape

    pages = environment(
        [_templates()], autoescape=select_autoescape(("html.j2",)), keep_trailing_newline=True
    )
    return pages.get_template(name).render(context).encode()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as temporary:
        temporary.write_bytes(content)
