"""What tenderers filled in alike is told to the buyer, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from inkoop.journeys.evaluate import evaluate
from inkoop.views.record.versions import closed_version, public_version
from tests.conftest import SMALL_KADER

FillForm = Callable[..., Path]
SAME = "Wij werken elke dag met kleine groepen in de wijk."
NAMES = ("Linde", "Zon", "Maan")


def told(filled_form: FillForm, answers: dict[str, dict[str, Any]]) -> list[tuple[str, dict[str, str]]]:
    files = [
        filled_form(name=f"{name}.xlsx", naam=name, kvk=f"9000000{number}", **own)
        for number, (name, own) in enumerate(answers.items())
    ]
    evaluation = evaluate(SMALL_KADER, [files[0].parent]).value
    assert evaluation is not None
    assert not [each for each in public_version(evaluation).findings if each.code.startswith("MAP")]
    assert closed_version(evaluation).findings == evaluation.findings
    found = [each for each in evaluation.findings if each.code in ("MAP-09", "MAP-08")]
    return [(each.code, dict(each.context)) for each in found]


def test_one_text_of_three_tenderers_is_one_finding(filled_form: FillForm) -> None:
    texts = (SAME, SAME.upper().replace(" ", "  "), SAME)
    found = told(
        filled_form, {n: {"plan": t, "prijs": p} for n, t, p in zip(NAMES, texts, (50, 51, 52), strict=True)}
    )
    assert [code for code, _ in found] == ["MAP-09"]
    assert found[0][1]["hoeveel"] == "3"
    assert found[0][1]["vragen"] == "plan"


def test_equal_prices_are_one_finding(filled_form: FillForm) -> None:
    found = told(
        filled_form,
        {n: {"plan": f"{SAME} {n}", "prijs": p} for n, p in zip(NAMES, (50, 51, 50), strict=True)},
    )
    assert [(code, words["namen"]) for code, words in found] == [
        ("MAP-08", "Linde (Linde.xlsx) en Maan (Maan.xlsx)")
    ]


def test_a_short_text_is_no_sign(filled_form: FillForm) -> None:
    assert (
        told(filled_form, {n: {"plan": "Met kleine groepen.", "prijs": 50 + i} for i, n in enumerate(NAMES)})
        == []
    )
