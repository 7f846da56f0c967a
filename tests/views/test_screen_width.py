"""The ranking on a screen of any width: no line is wider than the screen, and no name is broken off."""

from __future__ import annotations

import pytest

from inkoop.views.replies.screen import ScreenTable, fitting

NAME = "Stichting De Wilgentuin"


def table(criteria: int) -> ScreenTable:
    codes = [f"K{number}" for number in range(1, criteria + 1)]
    return ScreenTable(
        (
            ("Rang", True),
            ("Inschrijver", False),
            *((c, True) for c in codes),
            ("Totaal", True),
            ("Voorstel", False),
        ),
        (("1", NAME, *("12,00" for _ in codes), "100,0", "gunnen"),),
    )


@pytest.mark.parametrize(
    ("criteria", "width", "parts"),
    [
        (3, 80, [["Rang", "Inschrijver", "K1", "K2", "K3", "Totaal", "Voorstel"]]),
        (
            4,
            80,
            [
                ["Rang", "Inschrijver", "Totaal", "Voorstel"],
                ["Rang", "Inschrijver", "K1", "K2", "K3", "K4", "Totaal"],
            ],
        ),
        (
            5,
            80,
            [["Rang", "Inschrijver", "Totaal", "Voorstel"], ["Rang", "K1", "K2", "K3", "K4", "K5", "Totaal"]],
        ),
    ],
)
def test_the_table_fits(criteria: int, width: int, parts: list[list[str]]) -> None:
    made = fitting(table(criteria), width)
    assert [[name for name, _ in part.columns] for part in made] == parts
    for part in made:
        for row in part.rows:
            assert sum(len(cell) + 3 for cell in row) <= width
            assert len(row) == len(part.columns)
