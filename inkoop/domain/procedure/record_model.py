"""What every fact of a tender's record is made of, and what a fact may hold."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

LONGEST_NAME = 200
Name = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME, strip_whitespace=True)]


class RecordModel(BaseModel):
    """Common rules of everything in the record: frozen, strict, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)
