"""Starting a tender: a new folder with a kader made from wishes, or with an example and its submissions."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from inkoop.domain.findings import Refused, Why
from inkoop.journeys.outcome import journey
from inkoop.readers.settings.kader import kader_in
from inkoop.readers.settings.library import library
from inkoop.readers.settings.yaml_nodes import child, is_mapping
from inkoop.readers.settings.yaml_source import yaml_in
from inkoop.resources import resource_folder
from inkoop.rules.new_tender import Asked, questions, wishes
from inkoop.writers.new_kader import new_kader

SCHEMA = "kader.schema.json"
SMALLEST = "meerdonk-2027"
"""The example that is read in ten minutes: it comes first, and is the one where none is named."""
_FIRST = (
    "dicht-bij-huis",
    "lage-drempel",
    "expertise-beschikbaar",
    "drie-doelen",
    "zonder-schotten",
    "geen-veroordeling",
    "vog",
    "plek-blijft",
    "kwaliteit-op-orde",
)
"""What a first kader has where nobody chooses: what providers and residents asked for first."""


def examples() -> tuple[str, ...]:
    """The names of the example kaders, the smallest first."""
    found = sorted(path.stem for path in resource_folder("criteria").glob("*.yaml"))
    return tuple(sorted(found, key=lambda name: name != SMALLEST))


def new_tender_questions(today: date | None = None) -> tuple[Asked, ...]:
    """What a first kader is made from, in the order in which it is asked.

    Args:
        today: the day from which the default dates are counted.
    """
    return questions(_offered("criterium"), _offered("eis"), today or date.today())  # noqa: DTZ011 - a local day


def _offered(kind: str) -> list[tuple[str, str]]:
    """The parts of a kind that ask a question of their own, the first ones first."""
    own = [part for part in library().of_kind(kind) if is_mapping(child(part.node, "vraag"))]
    priced = ("dagbesteding/reeel-tarief",)
    names = [(part.name, part.about) for part in own if part.name not in priced]

    def place(named: tuple[str, str]) -> int:
        short = named[0].rpartition("/")[2]
        return _FIRST.index(short) if short in _FIRST else len(_FIRST)

    return sorted(names, key=place)


@journey
def start_new_tender(folder: Path, answers: Mapping[str, str], today: date | None = None) -> tuple[Path, ...]:
    """Make `folder` with a `kader.yaml` from the answers to `new_tender_questions`, by their names.

    What was not answered gets its default. Refused where an answer cannot be used, or something is in the
    folder. Raises OSError.
    """
    asked = new_tender_questions(today)
    try:
        text = new_kader(wishes(asked, with_defaults(asked, answers)))
    except ValueError as error:
        raise Refused(str(error)) from None
    _refuse_unusable(text)
    kader = _made(folder)
    kader.write_bytes(text)
    return kader, _room_for_submissions(folder)


def with_defaults(asked: tuple[Asked, ...], answers: Mapping[str, str]) -> dict[str, str]:
    """The answers, with the default of every question that counts and was not answered.

    Raises ValueError with a Dutch sentence for an answer that cannot be used.
    """
    known = {each.name for each in asked}
    made: dict[str, str] = {}
    for name in answers:
        if name not in known:
            raise ValueError(f"De vraag {name} bestaat niet.")
    for each in asked:
        if each.when(made):
            made[each.name] = answers[each.name] if each.name in answers else each.default(made)
            try:
                each.read(made[each.name], made)
            except ValueError as error:
                raise ValueError(f"--{each.name}: {error}") from None
        elif each.name in answers:
            raise ValueError(f"--{each.name} past niet bij --prijs {made['prijs']}.")
    return made


def _refuse_unusable(text: bytes) -> None:
    """The last gate: no kader is written that cannot be used."""
    read = kader_in(yaml_in(text, "kader.yaml"))
    if read.value is None:
        raise Refused(f"van deze antwoorden is geen kader te maken ({read.findings[0].code}).")


@journey
def start_tender(folder: Path, example: str, *, with_submissions: bool = False) -> tuple[Path, ...]:
    """Make `folder` with an example `kader.yaml`, the editor schema and a folder for submissions.

    Refused where there is no such example, or something in the folder. Raises OSError.
    """
    if example not in examples():
        raise Refused(f"er is geen voorbeeld {example}. Kies uit: {', '.join(examples())}.")
    kader = _made(folder)
    shutil.copyfile(resource_folder("criteria") / f"{example}.yaml", kader)
    if not with_submissions:
        return kader, _room_for_submissions(folder)
    submissions = folder / "inschrijvingen"
    shutil.copytree(resource_folder("submissions") / example, submissions)
    return kader, submissions


@journey
def startable(folder: Path) -> Path:
    """The folder, where a tender can be started in it; to be asked before people answer questions.

    Refused where something is in it: nothing is overwritten. Raises OSError.
    """
    _refuse_full(folder)
    return folder


def _refuse_full(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        empty = f"{folder} is niet leeg. Kies een nieuwe map; er is niets overschreven."
        raise Refused(empty, Why.FILES)


def _made(folder: Path) -> Path:
    """The folder with its schema; the place of the kader in it."""
    _refuse_full(folder)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(resource_folder("criteria") / SCHEMA, folder / SCHEMA)
    return folder / "kader.yaml"


def _room_for_submissions(folder: Path) -> Path:
    submissions = folder / "inschrijvingen"
    (submissions / "beoordeling").mkdir(parents=True)
    return submissions
