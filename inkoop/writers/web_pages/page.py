"""Writes a page: one file with what it shows, the program and the Python that runs it.

What is a page's own stands in a `WebPage`: `self_check` and `verify` each make one. All else is the same.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inkoop.readers.files.archive import Limits, load_named
from inkoop.resources import resource_folder
from inkoop.writers.atomic import replacing
from inkoop.writers.policy import policy_hash
from inkoop.writers.templates import environment
from inkoop.writers.web_pages.engine import Cargo, site_packages, standard_library
from inkoop.writers.web_pages.parts import Parts
from inkoop.writers.web_pages.payload import data_url, packed, plain_script, plain_style
from inkoop.writers.web_pages.scripts import joined, page_scripts, worker_script

FONTS = {400: "source-sans-3-latin-400-normal.woff2", 600: "source-sans-3-latin-600-normal.woff2"}
SHARED = "webpagina"
"""The templates that all pages have."""
_THEME = re.compile(r"^\s*\.([a-z][\w-]*-theme)\b", re.M)


@dataclass(frozen=True, slots=True)
class WebPage:
    """What one page has of its own."""

    name: str
    """Of its folder of templates, of its template, and of what a browser keeps of it."""
    cargo: Cargo
    files: Mapping[str, bytes]
    """What else its program finds, each by its place: `kader/formulier.xlsx` stands in /kader."""
    begin: str
    """Python that makes `controle`, of which `check(path, moment)` gives the outcome for a file as JSON."""
    step: str
    """What the reader sees meanwhile."""
    trial: str
    """One of the files that goes along: checking it uses all that any check needs."""
    most_bytes: int
    """No file may be larger."""
    seconds: int
    """How long the browser may work on one file; it is slower than a computer of one's own."""
    failures: Mapping[str, object]
    """The outcome for a file that takes too long (`laat`) and that breaks its reader (`stuk`)."""
    data: Mapping[str, object]
    """What else its scripts know."""
    context: Mapping[str, object]
    """What its template shows."""


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of the page in their order, and the class by which the house style wants to be called."""

    styles: Mapping[str, str]
    theme: str


def write_page(page: WebPage, path: Path, parts: Parts, style: Path | None) -> None:
    """Write the page. Raises OSError when a file cannot be read or written."""
    engine = {
        "pyodide.asm.wasm": parts.wasm.read_bytes(),
        "python_stdlib.zip": standard_library(parts.standard_library),
        **{f"pakketten/{name}": data for name, data in site_packages(parts.wheels, page.cargo).items()},
        **page.files,
    }
    carried = packed(engine)
    templates = resource_folder("templates")
    folders = (templates / page.name, templates / SHARED)
    worker = packed({"worker.js": worker_script(folders, *map(_text, parts.scripts)).encode()})
    look = _look(folders[1], parts, style)
    script = plain_script(joined(folders, page_scripts(folders[0])))
    data = {
        "pagina": page.name,
        "versie": hashlib.sha256((carried + worker).encode()).hexdigest()[:32],
        "python": json.loads(_text(parts.engine_lock))["info"],
        # One byte more than may be read is enough to see that a file is too large.
        "hoogstens": page.most_bytes + 1,
        "seconden": page.seconds,
        "begin": page.begin,
        "stap": page.step,
        "proef": page.trial,
        "mislukt": page.failures,
        **page.data,
    }
    context = {
        **page.context,
        "look": look,
        "gegevens": json.dumps(data).replace("<", "\\u003c"),
        "script": script,
        "motor": carried,
        "worker": worker,
        "beleid": policy(script, look),
    }
    with replacing(path) as temporary:
        temporary.write_bytes(_rendered(folders, f"{page.name}.html.j2", context))


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
        "indeling": _text(folder / "indeling.css"),
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


def _rendered(folders: tuple[Path, ...], template: str, context: Mapping[str, Any]) -> bytes:
    # In ASCII: whatever a website or mail program thinks its letters are, the hashes of the policy hold.
    pages = environment(folders, keep_trailing_newline=True)
    return pages.get_template(template).render(context).encode("ascii", "xmlcharrefreplace")


def _text(path: Path) -> str:
    return path.read_text("utf-8")
