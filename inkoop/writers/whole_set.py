"""Files that belong together take their place in a folder together; a list of them says that all are there.

They are made in `in-de-maak`, a folder that anybody can see. The list, with the SHA-256 of each, is taken
away first and put back last: where it is, the set is whole. A run that is ended at any moment, also by force,
leaves all that it takes to put the earlier set back, which the next run does before it makes anything.
An earlier set that follows from other data is kept, in `eerder` under the moment at which it took its place.

A set that takes long keeps what was made in `in-de-maak/af`, each file by the SHA-256 of all that it is made
from. A run that goes on after one that was ended takes from there what it would make the same.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from itertools import chain, count
from pathlib import Path
from typing import Any

from inkoop.domain.findings import Refused, Why
from inkoop.views.replies.report_set import CONTENTS
from inkoop.writers.atomic import replacing

STAGING = "in-de-maak"
EARLIER = "eerder"
"""Where earlier sets are kept."""
FORMAT = "inkoop/inhoud/2"
_FORMATS = frozenset({"inkoop/inhoud/1", FORMAT})
_NEW, _OLD, _TAKEN, _DONE = "nieuw", "vorige", "bezet", "af"


class LeftOver(Enum):
    """What an earlier run, that was ended by force, left in the folder."""

    NOTHING = "nothing"
    PIECES = "pieces of a set that never took its place"
    TORN = "a set that had half taken its place; the earlier one was put back"


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of a set: what it tells, and the SHA-256 of each file by its name."""

    outcome: str
    files: Mapping[str, str]
    since: datetime | None = None
    """When it took its place, by the clock of the disk; None while it is being made."""
    basis: str = ""
    """One SHA-256 over all that the set follows from; empty where the list does not tell."""
    about: Mapping[str, Any] = field(default_factory=dict)
    """What else the list tells, as anybody may have written it."""


@dataclass(slots=True)
class WholeSet:
    """A set that is being made in `making`, and what is known about the one whose place it takes."""

    making: Path
    left_over: LeftOver
    earlier: Contents | None
    """None where there is no earlier set, or its list cannot be used."""
    outcome: str = ""
    """The SHA-256 of what the set is about; given by whoever makes it, before the end."""
    basis: str = ""
    """One SHA-256 over all that it follows from: the same basis gives the same files. Given as well."""
    about: Mapping[str, Any] = field(default_factory=dict)
    """What else its list is to tell. Given as well."""
    aside: Path | None = None
    """Where what was there is kept, in whole or what somebody had changed in it."""
    gone: tuple[str, ...] = ()
    """Files of the earlier set that this one lacks, and that are no longer there."""
    kept: tuple[str, ...] = ()
    """The same, but somebody changed them: they stay."""
    changed: tuple[str, ...] = ()
    """Files that somebody changed, or that no list names, whose place was taken all the same."""
    files: list[str] = field(default_factory=list)
    """Everything that is there when it is done, with the list itself."""
    store: Path | None = None
    """Where what was made waits for a run that goes on, when this one is ended; None without."""

    def is_made(self, source: str, name: str) -> bool:
        """Whether an earlier run made a file from the same; then it is there under this name as well.

        Args:
            source: the SHA-256 of all that the file is made from.
        """
        if self.store is None or not (self.store / source).is_file():
            return False
        shutil.copyfile(self.store / source, self.making / name)
        return True

    def put(self, name: str, data: bytes, source: str) -> None:
        """Write a file of the set, and keep it for a run that goes on."""
        (self.making / name).write_bytes(data)
        if self.store is not None:
            self.store.mkdir(exist_ok=True)
            with replacing(self.store / source) as temporary:
                temporary.write_bytes(data)


@contextmanager
def whole_set(folder: Path, *, long: bool = False) -> Iterator[WholeSet]:
    """A set to make, whose files take their place in `folder` together when the block ends well.

    After an exception the files in `folder` are as they were. Refused where another run works there, and
    raises OSError where a file cannot be written, or its place not taken.

    Args:
        long: making it takes so long that what was made is kept when it is ended.
    """
    staging = folder / STAGING
    staging.mkdir(exist_ok=True)
    with _alone(staging):
        made = WholeSet(staging / _NEW, recovered(folder), read_contents(folder / CONTENTS))
        made.store = staging / _DONE if long else None
        try:
            made.making.mkdir()
            (staging / _OLD).mkdir()
            yield made
            _take_place(made, folder)
            made.store = None
        finally:
            _clear(staging)
            if made.store is None:
                shutil.rmtree(staging / _DONE, ignore_errors=True)


def recovered(folder: Path) -> LeftOver:
    """Undo what an earlier run left half done. The list in the folder says whether it had come to its end."""
    staging = folder / STAGING
    left = [place for place in (staging / _NEW, staging / _OLD) if place.is_dir()]
    if not left:
        return LeftOver.NOTHING
    torn = not (folder / CONTENTS).exists() and _put_back(folder)
    _set_aside(folder)
    _clear(staging)
    return LeftOver.TORN if torn else LeftOver.PIECES


def read_contents(path: Path) -> Contents | None:
    """The list of a set; None where there is none that can be used."""
    try:
        told = json.loads(path.read_bytes())
        files = told["bestanden"]
        usable = told["formaat"] in _FORMATS and all(
            Path(name).name == name and isinstance(digest, str) for name, digest in files.items()
        )
        since = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        about = told.get("over", {})
        return (
            Contents(str(told["uitkomst"]), files, since, str(told.get("gegevens", "")), about)
            if usable
            else None
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


@contextmanager
def _alone(staging: Path) -> Iterator[None]:
    """Nobody else works here meanwhile. The system gives the place free when a run ends, however it ends."""
    from filelock import FileLock, Timeout

    lock = FileLock(staging / _TAKEN, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise Refused(
            f"In {staging.parent} maakt een andere opdracht nu een rapport. Wacht tot die klaar is.",
            Why.FILES,
        ) from None
    try:
        yield
    finally:
        lock.release()
        with suppress(OSError):  # somebody else may have come in by now
            (staging / _TAKEN).unlink(missing_ok=True)
            staging.rmdir()


def _take_place(made: WholeSet, folder: Path) -> None:
    new, old = made.making, folder / STAGING / _OLD
    names = sorted(path.name for path in new.iterdir())
    for name in names:
        if (folder / name).is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(folder / name))
    before = made.earlier.files if made.earlier else {}
    same = {name for name in before if (folder / name).is_file() and _digest(folder / name) == before[name]}
    there = {name for name in {*names, *before} if (folder / name).is_file()}
    made.gone = tuple(sorted(same - {*names}))
    made.kept = tuple(sorted(there - same - {*names}))
    made.changed = tuple(sorted(there - same - {*made.kept}))
    _write_contents(made, new, names)
    try:
        for name in (CONTENTS, *sorted(there - {*made.kept})):
            if (folder / name).exists():
                (folder / name).replace(old / name)
        for name in (*names, CONTENTS):
            (new / name).replace(folder / name)
    except BaseException:
        _put_back(folder)
        raise
    made.files = sorted([*names, CONTENTS])
    made.aside = _set_aside(folder)


def _write_contents(made: WholeSet, new: Path, names: list[str]) -> None:
    told = {
        "formaat": FORMAT,
        "uitkomst": made.outcome,
        "gegevens": made.basis,
        "over": made.about,
        "bestanden": {name: _digest(new / name) for name in names},
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    (new / CONTENTS).write_text(text, encoding="utf-8", newline="\n")
    if made.earlier and made.earlier.since and made.basis and made.basis == made.earlier.basis:
        # The same set is there since it was there first.
        since = made.earlier.since.timestamp()
        os.utime(new / CONTENTS, (since, since))


def _put_back(folder: Path) -> bool:
    """Give the earlier set its place again, unless the new one is whole; whether anything had to be moved.

    May be ended and begun again at any point: what took its place goes back first, and a file that is still
    among the new ones never took it.
    """
    new, old = folder / STAGING / _NEW, folder / STAGING / _OLD
    planned = read_contents(new / CONTENTS)
    if planned is None:
        return False
    taken = [name for name in planned.files if not (new / name).exists() and (folder / name).is_file()]
    for name in taken:
        (folder / name).replace(new / name)
    earlier = sorted(old.iterdir(), key=lambda path: path.name == CONTENTS)
    for path in earlier:
        path.replace(folder / path.name)
    return bool(taken or earlier)


def _set_aside(folder: Path) -> Path | None:
    """Keep what the new set took the place of, where it follows from other data, or somebody changed it.

    May be ended and begun again at any point. Gives where it is kept, or None where nothing is.
    """
    old = folder / STAGING / _OLD
    earlier, now = read_contents(old / CONTENTS), read_contents(folder / CONTENTS)
    if earlier and now and earlier.basis and earlier.basis == now.basis:
        for name, digest in earlier.files.items():
            if (old / name).is_file() and _digest(old / name) == digest:
                (old / name).unlink()
        (old / CONTENTS).unlink()
    there = [*old.iterdir()] if old.is_dir() else []
    if not there:
        return None
    moment = max(path.stat().st_mtime for path in there)
    since = earlier.since if earlier and earlier.since else datetime.fromtimestamp(moment).astimezone()
    place = _free(folder / EARLIER / f"{since:%Y-%m-%d-%H.%M}")
    place.parent.mkdir(exist_ok=True)
    return old.rename(place)


def _free(place: Path) -> Path:
    """This place, or with a number behind it where there is something already."""
    numbered = (place.with_name(f"{place.name}-{number}") for number in count(2))
    return next(each for each in chain([place], numbered) if not each.exists())


def _clear(staging: Path) -> None:
    """Throw away what is ours, the plan first: without it nobody puts anything back. All else stays.

    What was there before is never thrown away here: it was put back or set aside, or waits for that.
    """
    (staging / _NEW / CONTENTS).unlink(missing_ok=True)
    shutil.rmtree(staging / _NEW, ignore_errors=True)
    with suppress(OSError):
        (staging / _OLD).rmdir()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
