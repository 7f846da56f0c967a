"""What a kader may say of a capacity: keys that would do nothing, and outcomes nobody may expect."""

from __future__ import annotations

from typing import Any

import pytest

from inkoop.rules.kader.capacity import check_capacity
from inkoop.rules.kader.index import KaderIndex

NUMBER = {"code": "plekken", "soort": "geheel_getal"}
LOTS = {"vraag": "perceel", "lijst": [{"code": "a"}, {"code": "b"}]}
WITH_ORDER = LOTS | {"voorkeur": "volgorde"}


def codes(capacity: dict[str, Any], lots: dict[str, Any] | None = None, **award: Any) -> list[str]:
    raw: dict[str, Any] = {
        "algemeen": [NUMBER],
        "gunning": {"methode": "gewogen_punten", "capaciteit": {"vraag": "plekken", **capacity}, **award},
    }
    if lots:
        raw["percelen"] = lots
    return [found.code for found in check_capacity(KaderIndex(raw))]


@pytest.mark.parametrize(
    ("capacity", "lots", "award", "expected"),
    [
        ({}, None, {}, []),
        ({}, LOTS, {}, ["KADER-98"]),
        ({"aanbod_geldt": "per_perceel"}, LOTS, {}, []),
        ({"aanbod_geldt": "samen"}, WITH_ORDER, {}, []),
        ({"aanbod_geldt": "samen"}, LOTS, {}, ["KADER-79"]),
        ({"aanbod_geldt": "samen"}, None, {}, ["KADER-79"]),
        ({"decimalen": 1}, None, {}, ["KADER-79"]),
        ({"decimalen": 1, "verdeling": "gelijk"}, None, {}, []),
        ({"verdeling": "naar_punten"}, None, {}, ["KADER-97"]),
        ({"verdeling": "naar_punten"}, None, {"drempel": 10}, []),
        ({"verdeling": "naar_punten"}, None, {"drempel": 10, "methode": "laagste_prijs"}, ["KADER-97"]),
    ],
)
def test_a_key_that_does_nothing_is_a_fault_and_a_surprise_is_a_warning(
    capacity: dict[str, Any], lots: dict[str, Any] | None, award: dict[str, Any], expected: list[str]
) -> None:
    assert codes(capacity, lots, **award) == expected
