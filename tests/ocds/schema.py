"""The published schemas with the extensions merged in, from the files beside this one: no network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4

HERE = Path(__file__).parent
CODES: dict[str, list[str]] = json.loads((HERE / "codelijsten.json").read_text("utf-8"))
FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value: object) -> bool:
    """A moment has a zone; `jsonschema` itself checks this only with another package."""
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@FORMATS.checks("uri", raises=ValueError)
def is_uri(value: object) -> bool:
    """A URI has a scheme."""
    return not isinstance(value, str) or bool(urlsplit(value).scheme)


def merged(target: Any, patch: Any) -> Any:
    """JSON Merge Patch (RFC 7396)."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


def closed(schema: Any) -> Any:
    """The schema with unknown fields refused, and with the codes of its open lists."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    if isinstance(made.get("properties"), dict) and "type" in made:
        made["additionalProperties"] = False
    if made.get("openCodelist") is True and made["codelist"] in CODES:
        holder = made["items"] if isinstance(made.get("items"), dict) else made
        holder["enum"] = CODES[made["codelist"]]
    return made


@cache
def validator() -> Draft4Validator:
    """Validates a release package."""
    release = json.loads((HERE / "release-schema.json").read_text("utf-8"))
    for extension in sorted((HERE / "uitbreidingen").glob("*.json")):
        release = merged(release, json.loads(extension.read_text("utf-8")))
    package = closed(json.loads((HERE / "release-package-schema.json").read_text("utf-8")))
    registry = Registry().with_resource(release["id"], DRAFT4.create_resource(closed(release)))
    return Draft4Validator(package, registry=registry, format_checker=FORMATS)


def faults(package: Any) -> list[str]:
    """Every fault, with its place; then every reference to something that is not there."""
    found = [f"{error.json_path}: {error.message}" for error in validator().iter_errors(package)]
    return found or [fault for release in package["releases"] for fault in _references(release)]


def _references(release: Any) -> Iterator[str]:
    """What a schema cannot say: identifiers are unique, and each reference has its target."""
    tender, bids = release["tender"], release.get("bids", {}).get("details", [])
    awards = release.get("awards", [])
    parties = {party["id"]: party for party in release["parties"]}
    lots = [lot["id"] for lot in tender["lots"]]
    asked = [
        r["id"] for c in tender.get("criteria", []) for g in c["requirementGroups"] for r in g["requirements"]
    ]
    for named, ids in {
        "party": [party["id"] for party in release["parties"]],
        "lot": lots,
        "bid": [bid["id"] for bid in bids],
        "award": [award["id"] for award in awards],
        "requirement": asked,
        "response": [r["id"] for bid in bids for r in bid.get("requirementResponses", [])],
    }.items():
        if len(ids) != len(set(ids)):
            yield f"{named}: an identifier comes back"
    for holder in (*bids, *awards, *tender.get("criteria", [])):
        yield from (f"no lot {lot}" for lot in holder["relatedLots"] if lot not in lots)
    roles = [(t, "tenderer") for bid in bids for t in bid["tenderers"]]
    roles += [(s, "supplier") for award in awards for s in award["suppliers"]]
    roles += [(release["buyer"], "buyer"), (tender["procuringEntity"], "procuringEntity")]
    for reference, role in roles:
        party = parties.get(reference["id"])
        if party is None or role not in party["roles"] or party["name"] != reference["name"]:
            yield f"{reference['id']} is no {role}"
    for bid in bids:
        for response in bid.get("requirementResponses", []):
            if response["requirement"]["id"] not in asked:
                yield f"no requirement {response['requirement']['id']}"
    known = {bid["id"] for bid in bids}
    yield from (f"no bid {bid}" for award in awards for bid in award["relatedBids"] if bid not in known)
