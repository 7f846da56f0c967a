"""Writes the record of a draw: YAML that people read, and that the program checks again every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from inkoop.domain.draws import DrawRecord
from inkoop.rules.award.draws import GOVERNED_BY_SEED
from inkoop.writers.atomic import creating

_HEAD = """\
# Verslag van een loting, gemaakt door `inkoop loting`. Verander er niets in.
# `inkoop beoordeel` en `inkoop rapport` rekenen alles na.
"""
_RECIPE = """\
# Zo rekent iedereen deze loting na:
# 1. Neem van elke inschrijver de SHA-256 van deze tekst in UTF-8: {text}.
#    Achter `opdracht` staat hoe dat in een terminal gaat (Linux of macOS).
# 2. Zet de uitkomsten op volgorde, de laagste eerst. Dat is de volgorde van de loting.
"""


def write_draw_record(record: DrawRecord, path: Path) -> None:
    """Write a new record. Raises FileExistsError where there is one already, and OSError."""
    with creating(path) as temporary:
        temporary.write_text(draw_record_text(record), encoding="utf-8", newline="\n")


def draw_record_text(record: DrawRecord) -> str:
    """The record as YAML, with every text between quotes so that a name can be anything."""
    return "\n".join(_lines(record)) + "\n"


def _lines(record: DrawRecord) -> Iterator[str]:
    yield _HEAD.rstrip("\n")
    yield f"loting: {record.version}"
    yield f"kenmerk: {_quoted(record.reference)}"
    yield f"kader: {_quoted(record.fingerprint)}"
    yield f"perceel: {_quoted(record.lot)}"
    yield f"wijze: {record.method}"
    yield from _list("inschrijvers", record.names)
    for key, text in (("door", record.by), ("plaats", record.where)):
        if text:
            yield f"{key}: {_quoted(text)}"
    if record.moment:
        yield f'moment: "{record.moment:%Y-%m-%d %H:%M}"'
    yield from _list("genodigd", record.invited)
    yield from _list("aanwezig", record.present)
    if record.method == GOVERNED_BY_SEED:
        text = "het zaad, een nieuwe regel, de naam"
        if record.hashed_lot is not None:
            text = "het zaad, een nieuwe regel, het perceel, een nieuwe regel, de naam"
        yield _RECIPE.rstrip("\n").format(text=text)
        yield f"zaad: {_quoted(record.seed)}"
        yield f"zaad_bron: {_quoted(record.seed_source)}"
        yield "controle:"
        for check in record.checks:
            yield f"  - inschrijver: {_quoted(check.tenderer)}"
            yield f"    sha256: {_quoted(check.sha256)}"
            yield from _verbatim("    opdracht", check.recipe)
    yield "# De volgorde waarin er geloot is: de eerste gaat voor."
    yield from _list("uitkomst", record.order)


def _list(key: str, names: Iterable[str]) -> Iterator[str]:
    items = [f"  - {_quoted(name)}" for name in names]
    if items:
        yield f"{key}:"
        yield from items


def _verbatim(key: str, text: str) -> Iterator[str]:
    """A command line as it is typed, to copy; between quotes only where it cannot be printed."""
    if text.isprintable():
        yield f"{key}: |-"
        yield f"      {text}"
    else:
        yield f"{key}: {_quoted(text)}"


def _quoted(text: str) -> str:
    """A text between double quotes; what cannot be printed is written as its number."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    return f"\\U{ord(character):08x}"
