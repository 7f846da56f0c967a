"""Starting a tender: a new folder with an example kader, and its example submissions if wanted."""

from __future__ import annotations

import shutil
from pathlib import Path

from inkoop.domain.findings import Refused, Why
from inkoop.journeys.outcome import journey
from inkoop.resources import resource_folder

SCHEMA = "kader.schema.json"


@journey
def start_tender(folder: Path, example: str, *, with_submissions: bool = False) -> tuple[Path, ...]:
    """Make `folder` with `kader.yaml`, the editor schema and a folder for submissions.

    Refused where there is no such example, or something in the folder. Raises OSError.
    """
    criteria = resource_folder("criteria")
    known = tuple(sorted(path.stem for path in criteria.glob("*.yaml")))
    if example not in known:
        raise Refused(f"er is geen voorbeeld {example}. Kies uit: {', '.join(known)}.")
    if folder.exists() and any(folder.iterdir()):
        empty = f"{folder} is niet leeg. Kies een nieuwe map; er is niets overschreven."
        raise Refused(empty, Why.FILES)
    folder.mkdir(parents=True, exist_ok=True)
    kader, submissions = folder / "kader.yaml", folder / "inschrijvingen"
    shutil.copyfile(criteria / f"{example}.yaml", kader)
    shutil.copyfile(criteria / SCHEMA, folder / SCHEMA)
    if with_submissions:
        shutil.copytree(resource_folder("submissions") / example, submissions)
    else:
        (submissions / "beoordeling").mkdir(parents=True)
    return kader, submissions
