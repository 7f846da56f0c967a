"""What a check of a record found."""

from __future__ import annotations

from dataclasses import dataclass

from inkoop.domain.procedure.facts import Sha256


@dataclass(frozen=True, slots=True)
class Proof:
    """What a check of the record found."""

    lines: int
    stand: Sha256
    files: int
    faults: tuple[str, ...]
    """Every line or file that is not what it was."""
    torn: bool
    holds: bool | None
    """Whether the given stand is that of a line; None where none was given."""
    line: int = 0
    """The line whose stand was given."""

    @property
    def right(self) -> bool:
        """Whether nothing was touched."""
        return not self.faults and self.holds is not False
