"""Reads the seal that travels inside a report."""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from inkoop.domain.records import DossierError
from inkoop.views.record.enclosures import SealData


def parse_seal(data: bytes) -> SealData:
    """The seal in a file. Raises DossierError when it is not one."""
    try:
        return TypeAdapter(SealData).validate_json(data, strict=True)
    except ValidationError as error:
        raise DossierError("het zegel is niet te lezen") from error
