"""The sentences around the findings of a self-check: the same on screen, page and in the browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from typing_extensions import TypedDict

from inkoop.domain.findings import Severity
from inkoop.rules.dutch_format import listing
from inkoop.views.replies.self_check import (
    FROM_FORM,
    AssessedDoc,
    CheckedDoc,
    EnclosureDoc,
    KaderDoc,
    LotDoc,
    PointsDoc,
    SectionDoc,
)

NO_LOT = "U hebt nog geen perceel gekozen. Kies er minstens één, dan staat hier wat er telt."


class Part(TypedDict):
    """A heading with its lines; ✓ or ✗ before a line says whether it is in order."""

    kop: str
    regels: list[str]


def kader_line(kader: KaderDoc) -> str:
    """By which kader was checked, and what that is worth; empty when the kader was given."""
    if kader.get("bron") != FROM_FORM:
        return ""
    return (
        f"Gecontroleerd met het kader uit dit formulier: {kader['titel']} ({kader['kenmerk']}). "
        "De gemeente beoordeelt met het kader dat zij heeft gepubliceerd."
    )


def verdict(checked: CheckedDoc) -> str:
    """The one line that matters most."""
    faults = sum(1 for found in checked["bevindingen"] if found["ernst"] == Severity.ERROR.value)
    notes = len(checked["bevindingen"]) - faults
    if faults and not checked["onderdelen"]:
        return "Uw antwoorden zijn niet gecontroleerd. Herstel eerst wat hieronder staat."
    if faults:
        return f"Nog {faults} punt{'en' if faults != 1 else ''} te herstellen."
    if notes:
        return f"U bent klaar om in te dienen. Kijk nog naar {notes} opmerking{'en' if notes != 1 else ''}."
    return "U bent klaar om in te dienen. Er is niets gevonden."


def parts(checked: CheckedDoc) -> list[Part]:
    """What is in order, and what counts: everything that is told after the findings."""
    if not checked["onderdelen"]:
        return []
    found = [_part("Wat hebt u ingevuld?", map(_section_line, checked["onderdelen"]))]
    if "percelen" in checked:
        found += [_lot_part(lot) for lot in checked["percelen"]]
        if not checked["percelen"]:
            found.append(_part("Wat telt in welk perceel?", [NO_LOT]))
    found.append(_part("Welke bijlagen zijn erbij?", map(_enclosure_line, checked.get("bijlagen", []))))
    found.append(_part("Wat lezen mensen?", _assessed_lines(checked.get("door_mensen", []))))
    found.append(_part(_POINTS, map(_points_line, checked.get("punten", []))))
    found.append(_part("Twee werkbladen", _OTHER_BOOK.get(checked.get("werkblad", ""), ())))
    return [part for part in found if part["regels"]]


_OTHER_BOOK = {
    "kwaliteit": (
        "Uw prijs staat in een ander werkblad: het prijsblad. Controleer dat ook, en lever ze samen in.",
    ),
    "prijs": ("Dit is het prijsblad. Controleer ook het inschrijfformulier, en lever ze samen in.",),
}
_POINTS = "Punten die alleen van uw eigen antwoorden afhangen:"


def _part(title: str, lines: Iterable[str]) -> Part:
    return {"kop": title, "regels": list(lines)}


def _lot_part(lot: LotDoc) -> Part:
    counts = f"Hier tellen uw antwoorden op {listing(lot['vragen'])}, voor {listing(lot['criteria'])}."
    points = [_points_line(points) for points in lot.get("punten", [])]
    lines = [counts, *_assessed_lines(lot["door_mensen"]), *([_POINTS] if points else []), *points]
    return _part(f"Wat telt in perceel {lot['perceel']} ({lot['titel']})?", lines)


def _section_line(section: SectionDoc) -> str:
    """What of a section is in order, so that people dare to trust it."""
    noun = "vraag" if section["gevraagd"] == 1 else "vragen"
    wrong = section["fouten"]
    filled = f"{section['onderdeel']}: {section['beantwoord']} van {section['gevraagd']} {noun} ingevuld"
    return f"{'✗' if wrong else '✓'} {filled}{f', {wrong} met een fout' if wrong else ''}."


def _enclosure_line(asked: EnclosureDoc) -> str:
    """Found by name: nobody looked inside."""
    title, name = asked["titel"], asked["bestandsnaam"]
    if "bestanden" not in asked:
        return f"{title}: niet te controleren. Controleer de map of de zip die u inlevert."
    if asked["bestanden"]:
        return f"✓ {title}: {listing(asked['bestanden'])}. Wat erin staat, is niet bekeken."
    if asked["verplicht"]:
        return f"✗ {title}: niet gevonden. De naam moet zijn zoals {name}."
    return f"{title}: niet erbij. Dat hoeft niet. De naam zou zijn zoals {name}."


def _assessed_lines(assessed: Sequence[AssessedDoc]) -> Iterator[str]:
    """Which answers people will grade."""
    if assessed:
        codes = listing(item["criterium"] for item in assessed)
        limits = "Over de kwaliteit daarvan zegt deze controle niets."
        yield f"Beoordelaars lezen uw antwoorden bij {codes}. {limits}"


def _points_line(points: PointsDoc) -> str:
    earned, most = points["punten"].replace(".", ","), points["maximum"].replace(".", ",")
    return f"{points['criterium']} {points['titel']}: {earned} van {most}. {points['reden']}"
