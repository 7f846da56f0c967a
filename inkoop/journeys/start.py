"""Starting a tender: a new folder with an example kader, and its example submissions if wanted."""

from __future__ import annotations

import shutil
from pathlib import Path

from inkoop.resources import resource_folder

SCHEMA = "kader.schema.json"


class ExampleMissingError(Exception):
    """There is no example kader with that name."""

    def __init__(self, known: tuple[str, ...]) -> None:
        super().__init__(", ".join(known))
        self.known = known


class FolderNotEmptyError(Exception):
    """The folder has something in it already; nothing was written."""


def start_tender(folder: Path, example: str, *, with_submissions: bool = False) -> tuple[Path, ...]:
    """Make `folder` with `kader.yaml`, the editor schema and a folder for submissions.

    Raises ExampleMissingError, FolderNotEmptyError, or OSError when the disk says no.
    """
    criteria = resource_folder("criteria")
    known = tuple(sorted(path.stem for path in criteria.glob("*.yaml")))
    if example not in known:
        raise ExampleMissingError(known)
    if folder.exists() and any(folder.iterdir()):
        raise FolderNotEmptyError
    folder.mkdir(parents=True, exist_ok=True)
    kader, submissions = folder / "kader.yaml", folder / "inschrijvingen"
    shutil.copyfile(criteria / f"{example}.yaml", kader)
    shutil.copyfile(criteria / SCHEMA, folder / SCHEMA)
    if with_submissions:
        shutil.copytree(resource_folder("submissions") / example, submissions)
    else:
        (submissions / "beoordeling").mkdir(parents=True)
    return kader, submissions
