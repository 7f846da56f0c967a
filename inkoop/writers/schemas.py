"""The JSON Schemas of the kader and of the result, for editors and for programs that read on."""

from __future__ import annotations

import json
from typing import Any


def kader_schema() -> str:
    """The schema of `criteria/*.yaml`."""
    from inkoop.domain.tender import Tender

    return _text(_with_library(Tender.model_json_schema(by_alias=True)), "Een kader van inkoop")


def result_schema() -> str:
    """The schema of `inkoop beoordeel --json`."""
    from inkoop.domain.outcome import outcome_schema

    return _text(outcome_schema(), "De uitkomst van inkoop beoordeel --json")


def _with_library(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of the file as its author writes it: a part of the library may stand where it belongs."""
    from inkoop.readers.settings.library import KINDS
    from inkoop.readers.settings.taken_over import BLOCKS, NAMED

    shapes, inside = schema["properties"], schema["$defs"]
    for kind in KINDS:
        inside[f"Bibliotheek_{kind}"] = _reference(kind)
    for kind, block in BLOCKS.items():
        shapes[block]["items"] = _or_part(shapes[block]["items"], kind)
    for kind, block in NAMED.items():
        named = shapes[block]["patternProperties"]
        shapes[block]["patternProperties"] = {key: _or_part(value, kind) for key, value in named.items()}
    sub = inside["Criterion"]["properties"]["criteria"]
    sub["items"] = _or_part(sub["items"], "criterium")
    for holder in ("Criterion", "Requirement"):
        asked = inside[holder]["properties"]
        asked["vraag"] = _or_part(asked["vraag"], "vraag")
    # Sources come along with the parts that serve their principles.
    schema["required"].remove("bronnen")
    return schema


def _or_part(shape: dict[str, Any], kind: str) -> dict[str, Any]:
    # Not `anyOf`: an editor then says what is wrong in the one of the two that was meant.
    refers = {"type": "object", "required": ["bibliotheek"]}
    return {"if": refers, "then": {"$ref": f"#/$defs/Bibliotheek_{kind}"}, "else": shape}


def _reference(kind: str) -> dict[str, Any]:
    """A part of the library in its place; the keys beside it are those of the part."""
    from inkoop.readers.settings.library import library

    parts = list(library().of_kind(kind))
    names = [name for part in parts for name in (part.name, f"{part.name}@{part.version}")]
    named = {"enum": names, "description": "Een deel uit de bibliotheek. Wat ernaast staat, gaat voor."}
    return {"type": "object", "properties": {"bibliotheek": named}, "required": ["bibliotheek"]}


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
