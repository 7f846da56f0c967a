"""The JSON Schemas of the kader and of the result, for editors and for programs that read on."""

from __future__ import annotations

import json
from typing import Any


def kader_schema() -> str:
    """The schema of `criteria/*.yaml`."""
    from inkoop.domain.tender import Tender

    return _text(Tender.model_json_schema(by_alias=True), "Een kader van inkoop")


def result_schema() -> str:
    """The schema of `inkoop beoordeel --json`."""
    from inkoop.domain.outcome import outcome_schema

    return _text(outcome_schema(), "De uitkomst van inkoop beoordeel --json")


def _text(schema: dict[str, Any], title: str) -> str:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps({**head, **schema, "title": title}, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write both schemas where the project keeps them."""
    from inkoop.resources import resource_folder
    from inkoop.writers.text import write_text

    criteria = resource_folder("criteria")
    write_text(criteria / "kader.schema.json", kader_schema())
    write_text(criteria.parent / "docs" / "beoordeling.schema.json", result_schema())


if __name__ == "__main__":
    main()
