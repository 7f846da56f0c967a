"""What tenderers filled in alike is told to the buyer, and to nobody else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inkoop.journeys.evaluate import evaluate
from inkoop.readers.settings.kader import read_kader
from inkoop.views.record.versions import closed_version, public_version
from inkoop.writers.form import write_form
from tests.conftest import GOOD_ANSWERS, SMALL_KADER

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


def test_one_equal_price_alone_is_no_sign(filled_form: FillForm) -> None:
    assert told(filled_form, {n: {"plan": f"{SAME} {n}", "prijs": 50} for n in NAMES}) == []


def test_one_equal_price_is_told_of_those_who_wrote_alike(filled_form: FillForm) -> None:
    texts, prices = (SAME, f"{SAME} Zon.", SAME), (50, 50, 50)
    own = {n: {"plan": t, "prijs": p} for n, t, p in zip(NAMES, texts, prices, strict=True)}
    assert [(code, words["namen"]) for code, words in told(filled_form, own)] == [
        (code, "Linde (Linde.xlsx) en Maan (Maan.xlsx)") for code in ("MAP-09", "MAP-08")
    ]


@pytest.mark.parametrize(("products", "codes"), [(2, []), (3, ["MAP-08"])])
def test_prices_of_three_amounts_are_told(products: int, codes: list[str], tmp_path: Path) -> None:
    names = {f"p{number}": f"Product {number}" for number in range(products)}
    column = (
        "{code: tarief, tekst: Tarief, soort: bedrag, eenheid: euro, definitie: X, minimum: 1, maximum: 99}"
    )
    table = f"""{{code: prijs, tekst: Uw tarieven?, soort: tabel, vaste_rijen: product, kolommen: [
      {{code: product, tekst: Product, soort: keuze, keuzes: {json.dumps(names)}}}, {column}]}}"""
    text = re.sub(r"vraag: \{code: prijs.*", f"vraag: {table}", SMALL_KADER.read_text("utf-8"))
    weights = ", ".join(f"{code}: 1" for code in names)
    text = text.replace("ondergrens: 40", f"kolom: tarief, hoeveelheden: {{{weights}}}, ondergrens: 40")
    kader = tmp_path / "kader.yaml"
    kader.write_text(text, "utf-8")
    tender = read_kader(kader).value
    assert tender is not None
    (tmp_path / "in").mkdir()
    rows = [{"product": code, "tarief": 17.35 + number} for number, code in enumerate(names)]
    for number, name in enumerate(NAMES[:2]):
        own = {"naam": name, "kvk": f"9000000{number}", "plan": f"Zo doet {name} het.", "prijs": rows}
        write_form(tender, tmp_path / "in" / f"{name}.xlsx", GOOD_ANSWERS | own)
    found = evaluate(kader, [tmp_path / "in"]).findings
    assert [each.code for each in found if each.code.startswith("MAP")] == codes


def test_a_short_text_is_no_sign(filled_form: FillForm) -> None:
    assert (
        told(filled_form, {n: {"plan": "Met kleine groepen.", "prijs": 50 + i} for i, n in enumerate(NAMES)})
        == []
    )
