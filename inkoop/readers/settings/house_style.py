"""Reads the folder with a municipality's house style.

In it, all of it optional: `*.css` with NL Design System design tokens, `logo.svg` or `logo.png`,
`lettertype-400.woff2` and `lettertype-600.woff2`, `teksten.yaml`, and a folder `sjablonen` with templates and
style sheets that go before ours.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from inkoop.catalogue import finding
from inkoop.domain.findings import Finding, Outcome, has_errors
from inkoop.domain.house_style import HouseStyle, Picture
from inkoop.domain.places import CellPlace, LinePlace
from inkoop.readers.files.archive import SUSPICIOUS, FileRefusedError, Limits, load
from inkoop.readers.settings.yaml_source import read_yaml
from inkoop.rules.contrast import contrast_findings
from inkoop.rules.suggestion import suggestion

TOKENS: Mapping[str, tuple[str, ...]] = {
    "kop": (
        "--rapport-kop",
        "--nl-heading-level-1-color",
        "--utrecht-heading-1-color",
        "--basis-heading-color",
    ),
    "tekst": ("--rapport-tekst", "--nl-paragraph-color", "--utrecht-document-color"),
    "zacht": ("--rapport-zacht",),
    "accent": ("--rapport-accent", "--nl-link-color", "--utrecht-link-color"),
    "streep": ("--rapport-streep", "--utrecht-separator-color"),
    "staaf": ("--rapport-staaf",),
}
"""Which design tokens give which colour; the first that is there counts."""
TEXTS = ("soort", "logo_tekst", "colofon")
_LOGOS = {"logo.svg": "image/svg+xml", "logo.png": "image/png"}
_WEIGHTS = ("400", "600")
_LIMITS = Limits(file_bytes=5_000_000)
_VARIABLE = re.compile(r"\s*var\(\s*(--[\w-]+)\s*\)\s*")
_DEEPEST = 20
"""How far a token may point to another token."""


def read_house_style(folder: Path) -> Outcome[HouseStyle | None]:
    """The house style in a folder; the value is None when anything in it is wrong."""
    findings: list[Finding] = []
    if not folder.is_dir():
        return Outcome(None, (finding("HUIS-01", CellPlace(str(folder))),))
    colours = dict(_colours(folder, findings))
    texts = _texts(folder / "teksten.yaml", findings)
    logo = _logo(folder, findings)
    if logo is not None and not texts.get("logo_tekst"):
        findings.append(finding("HUIS-05", CellPlace("teksten.yaml")))
    templates = folder / "sjablonen"
    _check_templates(templates, findings)
    style = HouseStyle(
        colours=colours,
        fonts=dict(_fonts(folder, findings)),
        logo=logo,
        logo_text=texts.get("logo_tekst", ""),
        kind=texts.get("soort", HouseStyle().kind),
        colophon=texts.get("colofon", ""),
        templates=templates if templates.is_dir() else None,
    )
    findings += contrast_findings(style, CellPlace(folder.name))
    return Outcome(None if has_errors(findings) else style, tuple(findings))


def _colours(folder: Path, findings: list[Finding]) -> Iterator[tuple[str, str]]:
    tokens = _tokens(folder, findings)
    for role, names in TOKENS.items():
        name = next((name for name in names if name in tokens), None)
        if name is None:
            continue
        colour = _colour(_resolved(name, tokens))
        if colour is None:
            findings.append(finding("HUIS-02", CellPlace(folder.name), naam=name, gevonden=tokens[name]))
        else:
            yield role, colour


def _tokens(folder: Path, findings: list[Finding]) -> dict[str, str]:
    """Every custom property in the style sheets of the folder; a later one takes the place of an earlier."""
    import tinycss2

    tokens: dict[str, str] = {}
    for sheet in sorted(folder.glob("*.css")):
        text = _bytes(sheet, findings).decode("utf-8", "replace")
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            for part in tinycss2.parse_blocks_contents(rule.content):
                if part.type == "declaration" and part.name.startswith("--"):
                    tokens[part.name] = tinycss2.serialize(part.value).strip()
    return tokens


def _resolved(name: str, tokens: Mapping[str, str]) -> str:
    """The value of a token, also where it points to another."""
    value = tokens[name]
    for _ in range(_DEEPEST):
        pointed = _VARIABLE.fullmatch(value)
        if pointed is None or pointed[1] not in tokens:
            break
        value = tokens[pointed[1]]
    return value


def _colour(text: str) -> str | None:
    """A colour as #rrggbb; None when it is none, or can be seen through."""
    from tinycss2.color4 import parse_color

    found = parse_color(text)
    if found is None or found == "currentcolor" or found.alpha != 1:
        return None
    try:
        parts = [round(float(part) * 255) for part in found.to("srgb").coordinates]
    except (NotImplementedError, TypeError):
        return None
    return "#" + "".join(f"{min(255, max(0, part)):02x}" for part in parts)


def _texts(path: Path, findings: list[Finding]) -> dict[str, str]:
    if not _is_there(path):
        return {}
    tree = read_yaml(path, path.name)
    data = tree.data if isinstance(tree.data, dict) else {}
    findings += tree.findings
    texts: dict[str, str] = {}
    for key, value in data.items():
        if key not in TEXTS or not isinstance(value, str):
            near = suggestion(str(key), TEXTS)
            findings.append(finding("HUIS-04", LinePlace(path.name), sleutel=key, bedoelt=near))
        else:
            texts[key] = value.strip()
    return texts


def _logo(folder: Path, findings: list[Finding]) -> Picture | None:
    for name, media_type in _LOGOS.items():
        if _is_there(folder / name):
            return Picture(media_type, _bytes(folder / name, findings))
    return None


def _fonts(folder: Path, findings: list[Finding]) -> Iterator[tuple[str, bytes]]:
    for weight in _WEIGHTS:
        path = folder / f"lettertype-{weight}.woff2"
        if not _is_there(path):
            continue
        data = _bytes(path, findings)
        if data[:4] == b"wOF2":
            yield weight, data
        elif data:
            findings.append(finding("HUIS-06", CellPlace(path.name)))


def _is_there(path: Path) -> bool:
    """Whether something has that name, also when it is no file: then reading says so."""
    return os.path.lexists(path)


def _check_templates(folder: Path, findings: list[Finding]) -> None:
    """Every template and style sheet can be read; which are used shows only when something is written."""
    for path in sorted(folder.rglob("*")):
        if not path.is_dir():
            _bytes(path, findings)


def _bytes(path: Path, findings: list[Finding]) -> bytes:
    """A file of the folder, unless it is not what it should be."""
    try:
        return load(path, _LIMITS)
    except FileRefusedError as refused:
        where = CellPlace(path.name)
        if refused.code == SUSPICIOUS:
            findings.append(finding("HUIS-07", where, hoogstens=_LIMITS.file_bytes // 1_000_000))
        else:
            findings.append(finding("BESTAND-01", where, reden=refused.reason))
        return b""
