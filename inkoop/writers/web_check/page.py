"""Writes the page: one file with the form, the rules, the program and the Python that runs it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
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
from inkoop.writers.kader_text import standing_text
from inkoop.writers.policy import policy_hash
from inkoop.writers.templates import environment
from inkoop.writers.web_check.engine import site_packages, standard_library
from inkoop.writers.web_check.parts import Parts
from inkoop.writers.web_check.payload import data_url, packed, plain_script, plain_style
from inkoop.writers.web_check.scripts import PAGE, joined, worker_script

SECONDS_A_FILE = 60
"""How long the browser may work on one file; it is slower than a computer of one's own."""
EMPTY_FORM = "FORM-24"
"""What the check says about the empty form: by this the page knows that it works."""
FONTS = {400: "source-sans-3-latin-400-normal.woff2", 600: "source-sans-3-latin-600-normal.woff2"}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_THEME = re.compile(r"^\s*\.([a-z][\w-]*-theme)\b", re.M)


def form_name(tender: Tender) -> str:
    """The file name of the blank form."""
    kept = "".join(c if c.isalnum() else "-" for c in tender.info.reference.lower())
    return f"formulier-{kept.strip('-')[:60] or 'inschrijving'}.xlsx"


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of the page in their order, and the class by which the house style wants to be called."""

    styles: Mapping[str, str]
    theme: str


def write_page(
    tender: Tender,
    fingerprint: str,
    kader: Path,
    form: Path,
    page: Path,
    parts: Parts,
    style: Path | None,
    earlier: Mapping[str, bytes],
) -> None:
    """Write the page. Raises OSError when a file cannot be read or written.

    Args:
        earlier: by name the kader and the empty form of every earlier version that still counts.
    """
    rules, empty = standing_text(load_named(kader, Limits())), form.read_bytes()
    engine = {
        "pyodide.asm.wasm": parts.wasm.read_bytes(),
        "python_stdlib.zip": standard_library(parts.standard_library),
        **{f"pakketten/{name}": content for name, content in site_packages(parts.wheels).items()},
        f"kader/{kader.name}": rules,
        "kader/formulier.xlsx": empty,
        **{f"kader/{name}": content for name, content in earlier.items()},
    }
    carried = packed(engine)
    folder = resource_folder("templates") / "webcontrole"
    scripts = (path.read_text("utf-8") for path in parts.scripts)
    worker = packed({"worker.js": worker_script(folder, *scripts).encode()})
    look = _look(folder, parts, style)
    script = plain_script(joined(folder, PAGE))
    data = {
        "kader": kader.name,
        "versie": hashlib.sha256((carried + worker).encode()).hexdigest()[:32],
        "python": json.loads(parts.engine_lock.read_text("utf-8"))["info"],
        # One byte more than may be read is enough to see that a file is too large.
        "hoogstens": Limits().file_bytes + 1,
        "seconden": SECONDS_A_FILE,
        "leeg": EMPTY_FORM,
        "mislukt": {code: _failure(tender, fingerprint, code) for code in ("BESTAND-10", "BESTAND-11")},
    }
    context = {
        "info": tender.info,
        "sluiting": moment_text(tender.info.closes),
        "vingerafdruk": fingerprint,
        "formulier": {"naam": form_name(tender), "kb": max(1, round(len(empty) / 1000))},
        "formulier_adres": data_url(empty, _XLSX),
        "kader": {"naam": kader.name, "adres": data_url(rules, "text/yaml")},
        "look": look,
        "leesstijl": plain_style(_text(resource_folder("templates") / "inschrijving" / "inschrijving.css")),
        "gegevens": json.dumps(data).replace("<", "\\u003c"),
        "script": script,
        "motor": carried,
        "worker": worker,
        "beleid": policy(script, look),
    }
    with replacing(page) as temporary:
        temporary.write_bytes(_rendered(folder, context))


def policy(script: str, look: Look) -> str:
    """Nothing from outside, and nothing that goes there: only what stands in the page by its hash."""
    styles = " ".join(policy_hash(style) for style in look.styles.values())
    return (
        f"default-src 'none'; script-src {policy_hash(script)} 'wasm-unsafe-eval'; style-src {styles}; "
        "img-src data:; font-src data:; worker-src blob:; base-uri 'none'; form-action 'none'"
    )


def _look(folder: Path, parts: Parts, house_style: Path | None) -> Look:
    if house_style is None:
        theme, tokens = "", "\n".join((_text(parts.tokens), _fonts(), _text(folder / "neutraal.css")))
    else:
        tokens = load_named(house_style, Limits()).decode("utf-8", "replace")
        named = _THEME.search(tokens)
        theme = named[1] if named else ""
    styles = {
        "componenten": "\n".join(_text(path) for path in parts.components),
        "tokens": tokens.replace("\r\n", "\n").replace("</", "<\\/"),
        "indeling": _text(folder / "webcontrole.css"),
        "resultaat": _text(folder / "resultaat.css"),
    }
    return Look({name: f"\n{plain_style(text)}\n" for name, text in styles.items()}, theme)


def _fonts() -> str:
    folder = resource_folder("templates") / "lettertypen"
    return "\n".join(
        f'@font-face {{ font-family: "Source Sans 3"; font-weight: {weight}; '
        f"src: url({data_url((folder / name).read_bytes(), 'font/woff2')}) format('woff2'); }}"
        for weight, name in FONTS.items()
    )


def _failure(tender: Tender, fingerprint: str, code: str) -> WebCheck:
    """The outcome for a file that hangs or crashes its reader; the page fills in the name of the file."""
    found = finding(code, CellPlace(""), seconden=SECONDS_A_FILE)
    return web_check(tender, fingerprint, Submission(SubmissionId(""), "", 0, "", "", findings=(found,)))


def _rendered(folder: Path, context: Mapping[str, Any]) -> bytes:
    # In ASCII: whatever a website or mail program thinks its letters are, the hashes of the policy hold.
    pages = environment([folder], keep_trailing_newline=True)
    return pages.get_template("webcontrole.html.j2").render(context).encode("ascii", "xmlcharrefreplace")


def _text(path: Path) -> str:
    return path.read_text("utf-8")
