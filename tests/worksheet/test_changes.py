"""What is told of two kaders as they are written: everything that differs, and nothing that does not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from inkoop.rules.worksheet.changes import changes

K1, K2 = {"code": "K1", "gewicht": 60}, {"code": "K2", "gewicht": 40}
PART = {"bibliotheek": "dagbesteding/vog"}
LONG = "De inwoner bepaalt zelf wat er op een dag gebeurt, met wie dat is, en"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ([K1], [K1, K2], ["c › K2: is nieuw"]),
        ([K1, K2], [K2, K1], ["c: staat in een andere volgorde"]),
        ([K1, K2], [K1, K2, PART], ["c › dagbesteding/vog: is nieuw"]),
        ([K1, PART], [K1, PART | {"gewicht": 9}], ["c › dagbesteding/vog › gewicht: is nieuw: 9"]),
        ([{"cijfer": 1}, {"cijfer": 2}], [{"cijfer": 1}, {"cijfer": 3}], ["c › 2 › cijfer: was 2, is nu 3"]),
        ([K1, K1], [K1, K2], ["c › 2 › code: was K1, is nu K2", "c › 2 › gewicht: was 60, is nu 40"]),
        ([], [K1], ["c › K1: is nieuw"]),
        ([], ["a", "b"], ["c: was een lege lijst, is nu a, b"]),
        ("", "a", ["c: was niets, is nu a"]),
        (True, False, ["c: was true, is nu false"]),
        (
            f"{LONG} waar.",
            f"{LONG} wanneer.",
            ["c: was ‘… wie dat is, en waar.’, is nu ‘… wie dat is, en wanneer.’"],
        ),
        ("5", 5, ["c: was 5, en is nu anders geschreven"]),
        (5, Decimal("5.0"), ["c: was 5, en is nu anders geschreven"]),
        ([[1]], [[2]], ["c › 1: was 1, is nu 2"]),
    ],
)
def test_what_differs_is_told_and_nothing_else(old: Any, new: Any, told: list[str]) -> None:
    assert changes({"c": old}, {"c": new}) == told
    assert changes({"c": new}, {"c": new}) == []
