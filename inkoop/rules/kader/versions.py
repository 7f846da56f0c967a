"""Checks on the versions of a kader: their numbers, and what its changes and earlier versions say."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.rules.kader.index import KaderIndex
from inkoop.rules.kader.problems import Problem, problem
from inkoop.rules.raw import mapping, sequence


def check_versions(index: KaderIndex) -> Iterator[Problem]:
    """Each change and earlier version has a possible number, and the present version is explained."""
    given = index.raw.get("versie", 1)
    own = given if isinstance(given, int) else 1
    changes = [mapping(each).get("versie") for each in sequence(index.raw.get("wijzigingen"))]
    if own > 1 and own not in changes:
        yield problem("VERSIE-01", ("versie",), versie=own)
    for number, version in enumerate(changes):
        if isinstance(version, int) and not 1 < version <= own:
            path = ("wijzigingen", number, "versie")
            yield problem("VERSIE-02", path, gevonden=version, mag=f"van 2 tot en met {own}")
    seen: set[int] = set()
    for number, each in enumerate(sequence(index.raw.get("aanvaardt"))):
        version, path = mapping(each).get("versie"), ("aanvaardt", number, "versie")
        if not isinstance(version, int):
            continue
        if not 1 <= version < own:
            yield problem(
                "VERSIE-02", path, gevonden=version, mag=f"lager dan {own}, de versie van dit kader"
            )
        elif version in seen:
            yield problem("VERSIE-03", path, versie=version)
        seen.add(version)
