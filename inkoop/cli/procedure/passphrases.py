"""Asks the passphrase of a key, without showing what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from inkoop.readers.procedure.keys import PrivateKey


def unlocked_keys(paths: Sequence[Path]) -> tuple[PrivateKey, ...]:
    """The keys in these files, each opened with the passphrase that its holder types."""
    return tuple(map(_unlocked, paths))


def _unlocked(path: Path) -> PrivateKey:
    import typer

    from inkoop.cli.refusal import usable
    from inkoop.journeys.procedure.prices import unlock_key

    phrase = typer.prompt(f"Wachtwoordzin van {path.name}", hide_input=True, err=True)
    return usable(unlock_key(path, phrase))
