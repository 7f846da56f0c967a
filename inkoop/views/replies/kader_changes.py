"""What became otherwise between two versions of a kader, in words, and what that means for who hands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from inkoop.domain.changes import FileChanges
from inkoop.domain.tender import Tender, whole_code
from inkoop.rules.differing import LONG, differing
from inkoop.rules.dutch_format import day_text, decimal_text, listing, moment_text, points_text
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.scoring.maxima import maxima
from inkoop.rules.versions.flat import ABOUT_VERSIONS, ORDER, Part, Path, flat, part_marks, part_of
from inkoop.rules.versions.holding import Since, asked_again, changed_questions, graded_again

FORM = "inkoop/kadervergelijking/1"
_DATES = ("aanbesteding", "publicatie"), ("aanbesteding", "sluiting")


class Meaning(Enum):
    """What a change touches, in the order in which who hands in wants to know; with its heading."""

    DATES = "Wanneer u klaar moet zijn"
    ASKED = "Wat u invult"
    SCORED = "Hoe er beoordeeld wordt"
    AWARDED = "Hoe er gegund wordt"
    REST = "Wat er verder veranderde"


_WHOLE = (Meaning.ASKED, Meaning.SCORED, Meaning.AWARDED)
"""Of which it matters to know that nothing changed."""
_MEANINGS = {
    Part.ASKED: Meaning.ASKED,
    Part.SCORED: Meaning.SCORED,
    Part.AWARDED: Meaning.AWARDED,
    Part.REST: Meaning.REST,
}


@dataclass(frozen=True, slots=True)
class KaderChange:
    """One change. `oud` and `nieuw` are as people read them; empty for what was not there."""

    waar: str
    """What it is about, such as: vraag V5."""
    wat: str
    """Which key; empty where the whole of it came or went."""
    oud: str
    nieuw: str

    @property
    def sentence(self) -> str:
        """The change as a sentence."""
        about = ", ".join(filter(None, (self.waar, self.wat)))
        if not self.oud:
            return f"Nieuw: {about}: {self.nieuw}." if self.wat else f"Nieuw: {about}{_behind(self.nieuw)}."
        if not self.nieuw:
            return f"Vervallen: {about}{_behind(self.oud)}."
        return f"{about[:1].upper()}{about[1:]}: was {self.oud}, wordt {self.nieuw}."


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The changes with one meaning, in the order of the kader."""

    titel: str
    wijzigingen: tuple[KaderChange, ...]


@dataclass(frozen=True, slots=True)
class VersionTold:
    """Which version of a kader this is."""

    versie: int
    vingerafdruk: str
    delen: Mapping[str, str]
    """The fingerprint of what is asked, how it is scored, how it is awarded, and the rest."""


@dataclass(frozen=True, slots=True)
class KaderChanges(FileChanges):
    """Everything that differs between two versions of one kader."""

    formaat: str
    kenmerk: str
    titel: str
    oud: VersionTold
    nieuw: VersionTold
    gelijk: bool
    groepen: tuple[ChangeGroup, ...]
    punten: tuple[KaderChange, ...]
    """The criteria that now earn another number of points at most."""
    opnieuw_beantwoorden: tuple[str, ...]
    """The questions to which an answer of the old version does not count."""
    anders_verwoord: tuple[str, ...]
    """The questions of which only words changed, and which may stand under `zelfde_bedoeling`."""
    opnieuw_beoordelen: tuple[str, ...]
    """The criteria whose grades of the old version do not count."""
    aanvaard: bool
    """Whether the new kader accepts forms of the old version."""
    aanvaardt: str
    """The lines by which the new kader accepts the old version; empty where it does."""


def kader_changes(old: Tender, new: Tender, file: str) -> KaderChanges:
    """What changed from one version to another.

    Args:
        file: the name of the file of the old one, for the lines that accept it.
    """
    marks = fingerprint(old), fingerprint(new)
    accepted = next((each for each in new.accepts if each.fingerprint == marks[0]), None)
    same = frozenset(accepted.same_meaning if accepted else ())
    again = dict.fromkeys(whole_code(code) for code in asked_again(old, new, same) if code in new.questions)
    reworded = dict.fromkeys(
        whole_code(code) for code, since in changed_questions(old, new).items() if since is Since.WORDS
    )
    return KaderChanges(
        FORM,
        new.info.reference,
        new.info.title,
        _told(old, marks[0]),
        _told(new, marks[1]),
        marks[0] == marks[1],
        tuple(_groups(old, new)),
        tuple(_points(old, new)),
        tuple(again),
        tuple(code for code in reworded if code not in same),
        tuple(dict.fromkeys(whole_code(code) for code in sorted(graded_again(old, new, same)))),
        accepted is not None,
        "" if accepted else _accepting(old, marks[0], file),
    )


def _told(tender: Tender, mark: str) -> VersionTold:
    return VersionTold(tender.edition, mark, {part.value: own for part, own in part_marks(tender).items()})


def _groups(old: Tender, new: Tender) -> Iterator[ChangeGroup]:
    found: dict[Meaning, list[KaderChange]] = {meaning: [] for meaning in Meaning}
    for path, change in _changes(flat(old, defaults=True), flat(new, defaults=True)):
        meaning = Meaning.DATES if path in _DATES else _MEANINGS[part_of(path)]
        found[meaning].append(change)
    yield from (ChangeGroup(m.value, tuple(changes)) for m, changes in found.items() if changes)


def _changes(old: Mapping[Path, Any], new: Mapping[Path, Any]) -> Iterator[tuple[Path, KaderChange]]:
    """Each change with its path: what came or went as a whole, once, and else each value."""
    gone, come = _wholes(old) - _wholes(new), _wholes(new) - _wholes(old)
    told: set[Path] = set()
    for path in dict.fromkeys((*new, *old)):
        if path[0] in ABOUT_VERSIONS or old.get(path) == new.get(path):
            continue
        whole = next((path[:end] for end in range(1, len(path)) if path[:end] in gone | come), None)
        if whole is None:
            if path[-1] != ORDER or _moved(old.get(path), new.get(path)):
                yield path, _value_change(path, old, new)
        elif whole not in told:
            told.add(whole)
            values, is_new = (new, True) if whole in come else (old, False)
            title = _title(whole, values)
            yield (
                whole,
                KaderChange(_where(whole, values), "", "" if is_new else title, title if is_new else ""),
            )


def _wholes(values: Mapping[Path, Any]) -> set[Path]:
    """Every part of a list, and every named part, by its path."""
    parts = {(*path[:-1], name) for path, names in values.items() if path[-1] == ORDER for name in names}
    return (
        parts
        | {path[:2] for path in values if path[0] in ("schalen", "codelijsten")}
        | {path[: path.index("vraag") + 1] for path in values if "vraag" in path[:-1]}
    )


def _moved(old: object, new: object) -> bool:
    """Whether what stands in both lists stands in another order."""
    was, now = (each if isinstance(each, tuple) else () for each in (old, new))
    return [name for name in was if name in now] != [name for name in now if name in was]


def _value_change(path: Path, old: Mapping[Path, Any], new: Mapping[Path, Any]) -> KaderChange:
    was, now = old.get(path), new.get(path)
    if isinstance(was, str) and isinstance(now, str) and max(len(was), len(now)) > LONG:
        texts = differing(was, now)
    else:
        texts = _shown(was, path), _shown(now, path)
    owner = path[:-1]
    return KaderChange(
        _where(owner, new if any(p[: len(owner)] == owner for p in new) else old), _key(path), *texts
    )


_NOUNS = {
    "algemeen": "vraag",
    "eisen": "eis",
    "criteria": "criterium",
    "kolommen": "kolom",
    "uitgangspunten": "uitgangspunt",
    "bronnen": "bron",
    "bijlagen": "bijlage",
    "schalen": "schaal",
    "codelijsten": "lijst",
    "stappen": "stap",
    "banden": "band vanaf",
    "lijst": "perceel",
    "besluiten": "besluit",
    "bijtelling": "bijtelling",
    "tarieven": "tarief",
}
_PARTS = {
    "gunning": "de gunning",
    "percelen": "de percelen",
    "duiding": "wat het verslag over inwoners vertelt",
    "opdracht": "het contract",
    "openbaar": "wat openbaar wordt",
    "beoordelaars": "wie beoordelen, en hoe",
    "prijskluis": "de prijzen in een eigen werkblad",
    "zelfcontrole": "de zelfcontrole",
    "formulier": "wat er in het formulier bij staat",
    "organisaties": "de partners",
    "verklaring": "de verklaring",
    "contact": "het contact",
    "voldoet": "wanneer het voldoet",
    "regel": "de regel",
    "capaciteit": "de verdeling",
    "afronding": "de afronding",
    "loting": "de loting",
    "alleen_als": "wanneer de vraag gesteld wordt",
}


def _where(path: Path, values: Mapping[Path, Any]) -> str:
    """What a path is about, from the innermost part with a name outwards."""
    words: list[str] = []
    for end in range(len(path), 0, -1):
        key, above = path[end - 1], path[end - 2] if end > 1 else ""
        if above in _NOUNS and key not in _NOUNS and key != "vraag":
            name = values.get((*path[:end], "titel"), "") if above not in ("schalen", "codelijsten") else ""
            words.append(" ".join(filter(None, (_NOUNS[above], key, str(name)))))
            if above not in ("kolommen", "stappen", "banden", "uitgangspunten"):
                break
        elif key == "vraag" and (code := values.get((*path[:end], "code"))):
            words.append(f"vraag {code}")
            break
        elif key in _PARTS:
            words.append(_PARTS[key])
    top = path[0] if path and path[0] != "aanbesteding" else ""
    return " van ".join(words) or top.replace("_", " ")


def _title(path: Path, values: Mapping[Path, Any]) -> str:
    """What something is called, for who did not know it."""
    for key in ("tekst", "omschrijving", "wat", "naam"):
        if isinstance(found := values.get((*path, key)), str):
            return f"‘{found}’"
    below = [value for at, value in values.items() if at[: len(path)] == path and at[-1] == "tekst"]
    return f"‘{below[0]}’" if below else ""


_KEYS = {
    "tekst": "de tekst",
    "hulp": "de uitleg",
    "max_woorden": "hoogste aantal woorden",
    "max_tekens": "hoogste aantal tekens",
    "max_rijen": "hoogste aantal rijen",
    "min_rijen": "laagste aantal rijen",
    "is": "het antwoord",
    "gewicht": "het gewicht",
    "drempel": "de drempel",
    "sluiting": "de sluiting",
    "publicatie": "de publicatie",
    "let_op": "waar de beoordelaars op letten",
    "nul_bij": "geen punten bij",
    "vol_bij": "alle punten bij",
    "punten": "het aantal punten",
    "plaatsen": "het aantal contracten",
    "bij_gelijk": "wat beslist bij een gelijke stand",
    "bij_uitval": "wat er gebeurt als een winnaar wegvalt",
    ORDER: "de volgorde",
}


def _key(path: Path) -> str:
    return _KEYS.get(path[-1], path[-1].replace("_", " "))


def _shown(value: object, path: Path) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, int | Decimal):
        percent = " procent" if path[-1] in ("gewicht", "procent", "prijsgewicht", "signaal_laag") else ""
        return f"{decimal_text(Decimal(value))}{percent}"
    if isinstance(value, tuple):
        return listing(str(each) for each in value) or "geen"
    text = str(value)
    return text if " " not in text and len(text) < LONG else f"‘{text}’"


def _points(old: Tender, new: Tender) -> Iterator[KaderChange]:
    before, after = maxima(old), maxima(new)
    titles = {each.code: each.title for each in new.every_criterion}
    for code, points in after.items():
        if code in before and before[code] != points:
            yield KaderChange(
                f"criterium {code} {titles[code]}",
                "hoogste aantal punten",
                points_text(before[code]),
                points_text(points),
            )


def _accepting(old: Tender, mark: str, file: str) -> str:
    lines = (
        "aanvaardt:",
        f"  - versie: {old.edition}",
        f"    datum: {old.info.published.date().isoformat()}",
        f"    bestand: {file}",
        f"    vingerafdruk: {mark}",
    )
    return "\n".join(lines)


def _behind(text: str) -> str:
    return f": {text}" if text else ""


def told(changes: KaderChanges) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The changes as headings with sentences, for a screen and for a letter alike."""
    titles = [group.titel for group in changes.groepen]
    same = [each.value[:1].lower() + each.value[1:] for each in _WHOLE if each.value not in titles]
    if same:
        yield "Gelijk gebleven", (f"{listing(same).capitalize()}.",)
    for group in changes.groepen:
        yield group.titel, tuple(change.sentence for change in group.wijzigingen)
    if changes.punten:
        yield "Hoeveel punten er te halen zijn", tuple(change.sentence for change in changes.punten)
    yield "Hebt u al een formulier van de oude versie?", tuple(_consequences(changes))


def _consequences(changes: KaderChanges) -> Iterator[str]:
    if not changes.aanvaard:
        yield "Een formulier van de oude versie telt niet meer. Haal het nieuwe op."
        return
    again = changes.opnieuw_beantwoorden
    yield "Een formulier van de oude versie telt nog."
    if again:
        which = f"vraag {again[0]}" if len(again) == 1 else f"de vragen {listing(again)}"
        yield f"Alleen {which} {'moet' if len(again) == 1 else 'moeten'} opnieuw beantwoord worden."
