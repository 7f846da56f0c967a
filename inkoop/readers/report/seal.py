"""Reads the seal and what is told of the pages, as they travel inside a report."""

from __future__ import annotations

import json

from pydantic import TypeAdapter, ValidationError

from inkoop.domain.records import DossierError
from inkoop.views.record.earlier import POINTS_TOLD, pages_now
from inkoop.views.record.enclosures import SEAL_FORMAT, SealData
from inkoop.views.record.pages import PagesData
from inkoop.views.report.all_lots import LotsBeyond
from inkoop.views.report.model import Beyond


def parse_seal(data: bytes) -> SealData:
    """The seal in a file. Raises DossierError when it is not one, or of a format that nobody knows here."""
    try:
        said: SealData = TypeAdapter(SealData).validate_json(data, strict=True)
        names = TypeAdapter(dict[str, object]).validate_json(data)
    except ValidationError as error:
        raise DossierError("Het zegel is niet te lezen.") from error
    if said["formaat"] not in (SEAL_FORMAT, *POINTS_TOLD):
        raise DossierError(
            f"Het zegel heeft het formaat “{said['formaat'][:40]}”. Dat formaat kent deze versie niet."
        )
    if unknown := names.keys() - SealData.__annotations__.keys():
        raise DossierError(f"In het zegel staat iets dat er niet hoort: {', '.join(sorted(unknown))[:80]}.")
    return said


def parse_pages(data: bytes) -> PagesData:
    """What is told of the pages. Raises DossierError when it cannot be read."""
    try:
        return TypeAdapter(PagesData).validate_python(pages_now(json.loads(data)), strict=True)
    except (ValueError, RecursionError) as error:  # also what is no JSON, and what no model knows
        raise DossierError("wat er van de bladzijden is gezegd, is niet te lezen") from error


def parse_lots_beyond(data: object) -> LotsBeyond:
    """The same for the sheet over all lots. Raises DossierError when it cannot be read."""
    try:
        return TypeAdapter(LotsBeyond).validate_python(data)
    except ValidationError as error:
        raise DossierError("wat is overgenomen, is niet te lezen") from error


def parse_beyond(data: object) -> Beyond:
    """What was reckoned from answers that are not here. Raises DossierError when it cannot be read."""
    try:
        return TypeAdapter(Beyond).validate_python(data)
    except ValidationError as error:
        raise DossierError("wat is overgenomen, is niet te lezen") from error
