"""Reads a kader: every error of the file in one run, each with its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from inkoop.catalogue import finding
from inkoop.domain.findings import Finding, Outcome, has_errors
from inkoop.domain.places import LinePlace, Place
from inkoop.domain.remarks import TreePath
from inkoop.domain.tender import WRITTEN, Tender
from inkoop.readers.settings.earlier import earlier_versions
from inkoop.readers.settings.library import library
from inkoop.readers.settings.mend import mended_value
from inkoop.readers.settings.taken_over import refers, take_over
from inkoop.readers.settings.yaml_source import (
    YamlTree,
    build,
    place_of,
    read_yaml,
    shown_meant,
)
from inkoop.rules.kader.checks import check_kader
from inkoop.rules.kader.per_lot import WrittenOut, written_out
from inkoop.rules.suggestion import suggestion

QUOTED = re.compile(r"'([^']+)'")


def read_kader(path: Path, name: str | None = None) -> Outcome[Tender | None]:
    """The kader in a YAML file; the value is None when any finding is of severity fout.

    Field errors and whole-file errors come together, in the order of the file. The earlier versions that it
    accepts are looked for beside it.
    """
    tree = read_yaml(path, name)
    return with_earlier(kader_in(tree), tree, path.parent)


def with_earlier(read: Outcome[Tender | None], tree: YamlTree, folder: Path) -> Outcome[Tender | None]:
    """A kader that was read, with the earlier versions that it accepts and that stand in that folder."""
    if read.value is None or not read.value.accepts:
        return read
    earlier = earlier_versions(read.value, tree, folder, lambda file: kader_in(read_yaml(file)))
    findings = (*read.findings, *earlier.findings)
    if has_errors(findings):
        return Outcome(None, findings)
    return Outcome(read.value.with_earlier(earlier.value), findings)


def kader_in(tree: YamlTree) -> Outcome[Tender | None]:
    """The kader in a file that was read; the tree knows where each part of it stands."""
    if not isinstance(tree.data, dict):
        if not tree.findings:
            tree.findings.append(finding("KADER-02", LinePlace(tree.file)))
        return Outcome(None, tuple(tree.findings))
    referring = _with_parts(tree)
    made = written_out(tree.data)
    findings: list[Finding] = []
    tender: Tender | None = None
    try:
        tender = Tender.model_validate(made.data, context={WRITTEN: tree.data})
    except ValidationError as errors:
        findings += _field_findings(errors, tree, made)
    findings += [
        finding(p.code, tree.place(made.source(p.path), key=p.at_key), **dict(p.context))
        for p in check_kader(made.data)
    ]
    unread = {found.place for found in tree.findings}  # nothing more is said of what could not be read
    findings = [
        *tree.findings,
        *(found for found in _once(findings, made) if found.place not in unread),
        *referring,
    ]
    findings.sort(key=lambda found: tree.order(found.place))
    return Outcome(None if has_errors(findings) else tender, tuple(findings))


def _with_parts(tree: YamlTree) -> tuple[Finding, ...]:
    """Put the parts of the library that the file names in their place, in the tree itself.

    What cannot be taken over becomes a finding of the tree; returned is the warning that the file refers to
    the library, and so does not stand on its own yet.
    """
    # An alias is refused by itself, and a tree with one may have no end.
    if tree.root is None or not refers(tree.data) or any(f.code == "KADER-06" for f in tree.findings):
        return ()
    made = take_over(tree.root, library())
    build(tree)
    tree.findings += [finding(f.code, place_of(f.mark, tree.file), **f.words) for f in made.faults]
    if not made.named:
        return ()
    first, number = made.named[0], len(made.named)
    place = LinePlace(tree.file, first.mark.line + 1, first.mark.column + 1)
    return (finding("BIEB-06", place, aantal="één deel" if number == 1 else f"{number} delen"),)


def _once(findings: Iterable[Finding], made: WrittenOut) -> Iterable[Finding]:
    """What is written once and holds in each lot is reported once; the first lot stands for all."""
    seen: set[tuple[str, Place]] = set()
    for found in findings:
        if not made.origins or (found.code, found.place) not in seen:
            yield found
        seen.add((found.code, found.place))


def _field_findings(errors: ValidationError, tree: YamlTree, made: WrittenOut) -> Iterable[Finding]:
    schema = Tender.model_json_schema(by_alias=True)
    for error in errors.errors(include_url=False):
        if not _is_follow_up(error):
            yield _field_finding(error, tree, made, schema)


def _is_follow_up(error: Any) -> bool:
    """A list that only counts as too short because items in it are wrong; those are reported already."""
    given = error.get("input")
    return (
        error["type"] == "too_short"
        and isinstance(given, list | dict)
        and len(given) >= error["ctx"]["min_length"]
    )


def _field_finding(error: Any, tree: YamlTree, made: WrittenOut, schema: Mapping[str, Any]) -> Finding:
    real, last = _real_path(error["loc"], made.data)
    path = made.source(real)
    kind, given = error["type"], error.get("input")
    if kind == "missing":
        code = "KADER-11" if last in ("eenheid", "definitie") else "KADER-10"
        return finding(code, tree.place((*path, last)), sleutel=last)
    if kind == "extra_forbidden":
        known = _known_keys(schema, path[:-1], tree.data)
        place = tree.place(path, key=True)
        if last.isdecimal():
            return finding("KADER-81", place, sleutel=last)
        return finding("KADER-12", place, sleutel=last, bedoelt=suggestion(last, known))
    if kind in ("literal_error", "union_tag_invalid"):
        context = error["ctx"]
        options = QUOTED.findall(context.get("expected") or context.get("expected_tags", ""))
        word = context.get("tag", given)
        place = tree.place((*path, "soort") if kind == "union_tag_invalid" else path)
        known_words = ", ".join(options)
        return finding("KADER-13", place, waarde=word, bekend=known_words, bedoelt=suggestion(word, options))
    if kind == "union_tag_not_found":
        return finding("KADER-10", tree.place(path), sleutel="soort")
    sleutel = next((part for part in reversed(path) if isinstance(part, str)), "dit kader")
    typed = given if isinstance(given, str) else tree.typed.get(path, "")
    meant = shown_meant(mended_value(kind, sleutel, typed))
    return finding("KADER-14", tree.place(path), sleutel=sleutel, verwacht=_expectation(error), zo=meant)


def _expectation(error: Any) -> str:
    kind, context = error["type"], error.get("ctx", {})
    bounds = {
        "greater_than_equal": "een getal van minstens {ge}",
        "greater_than": "een getal groter dan {gt}",
        "less_than_equal": "een getal van hoogstens {le}",
        "less_than": "een getal kleiner dan {lt}",
        "too_long": "hoogstens {max_length} onderdelen",
        "too_short": "minstens {min_length} onderdelen",
        "string_too_short": "een tekst die niet leeg is",
        "string_pattern_mismatch": (
            "een code: eerst een letter, dan letters, cijfers, punt of streepje, hoogstens 24 tekens"
        ),
    }
    shapes = {
        "string_type": "een tekst (zet hem tussen aanhalingstekens)",
        "int_type": "een heel getal",
        "tuple_type": "een lijst (met streepjes, of tussen vierkante haken)",
        "dict_type": "een blok met sleutels en waarden",
        "model_type": "een blok met sleutels en waarden",
        "model_attributes_type": "een blok met sleutels en waarden",
    }
    custom = {"ja_nee", "getal", "moment", "dag", "cijfers", "drempel", "bestandsnaam", "vorm"}
    if kind in custom:
        return str(error["msg"]).removeprefix("hier hoort ")
    if kind in bounds:
        return bounds[kind].format(**context)
    return shapes.get(kind, f"iets anders ({error['msg']})")


def _real_path(loc: tuple[int | str, ...], data: Any) -> tuple[TreePath, str]:
    """The path of an error in the data, without the union tags that the validation library adds.

    The tag of a union is the `soort` of the block itself, and comes before the keys of that block.
    """
    path: list[str | int] = []
    current = data
    tag_passed = False
    for part in loc:
        if isinstance(current, Mapping) and part == current.get("soort") and not tag_passed:
            tag_passed = True
            continue
        in_mapping = isinstance(current, Mapping) and part in current
        in_list = isinstance(current, list) and isinstance(part, int) and part < len(current)
        if in_mapping or in_list:
            current = current[part]
            path.append(part)
            tag_passed = False
    return tuple(path), str(loc[-1])


def _known_keys(schema: Mapping[str, Any], path: TreePath, data: Any) -> list[str]:
    """The keys the model knows at a path of the data."""
    here: Any = schema
    for part in path:
        here = _resolved(schema, here, data)
        if isinstance(part, int):
            here, data = here.get("items", {}), data[part]
        else:
            here = here.get("properties", {}).get(part) or here.get("additionalProperties") or {}
            data = data[part]
    return list(_resolved(schema, here, data).get("properties", {}))


def _resolved(schema: Mapping[str, Any], here: Any, data: Any) -> Any:
    """Follow references and unions to the one object that fits the data."""
    while isinstance(here, Mapping) and "properties" not in here and "items" not in here:
        if "$ref" in here:
            here = schema["$defs"][here["$ref"].rsplit("/", 1)[1]]
        elif "discriminator" in here and isinstance(data, Mapping):
            target = here["discriminator"].get("mapping", {}).get(data.get("soort"))
            if target is None:
                return {}
            here = {"$ref": target}
        elif "oneOf" in here or "anyOf" in here:
            options = [
                o for o in here.get("oneOf", here.get("anyOf")) if o.get("type") not in ("string", "null")
            ]
            if not options:
                return {}
            here = options[0]
        else:
            return here
    return here
