"""What is said of a price before it earns points."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from inkoop.catalogue import message
from inkoop.domain.answers import Code, Number, Row, Rows
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer
from inkoop.domain.tender import Tender
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.submission.price_checks import price_findings
from tests.conftest import ROOT, SMALL_KADER

BANDWIDTH = "soort: vaste_bandbreedte, ondergrens: 40, bovengrens: 60, buiten: voorleggen"
CLAMPED = BANDWIDTH.replace("voorleggen", "begrenzen")
RELATIVE = "soort: laagste_prijs_gedeeld_door_prijs"


def with_rule(rule: str, folder: Path) -> Tender:
    text = SMALL_KADER.read_text("utf-8").replace(BANDWIDTH, rule)
    path = folder / "kader.yaml"
    path.write_text(text.replace("bij_gelijk: [K1]", "bij_uitval: handhaven"), "utf-8")
    tender = read_kader(path).value
    assert tender is not None
    return tender


@pytest.mark.parametrize(
    ("rule", "price", "expected"),
    [
        (BANDWIDTH, "40", []),
        (BANDWIDTH, "60", []),
        (BANDWIDTH, "39.99", ["PRIJS-01"]),
        (BANDWIDTH, "60.01", ["PRIJS-01"]),
        (CLAMPED, "39.99", ["PRIJS-02"]),
        (CLAMPED, "60.01", ["PRIJS-02"]),
        (CLAMPED, "0", ["PRIJS-03"]),
        (RELATIVE, "0.01", []),
        (RELATIVE, "0", ["PRIJS-03"]),
        (RELATIVE, "-5", ["PRIJS-03"]),
    ],
)
def test_a_price(rule: str, price: str, expected: list[str], tmp_path: Path) -> None:
    answer = Answer("prijs", price, Number(Decimal(price)), CellPlace("a.xlsx", "K4", "C7"))
    findings = list(price_findings(with_rule(rule, tmp_path), {"prijs": answer}))
    assert [finding.code for finding in findings] == expected
    assert all(finding.place == answer.place for finding in findings)


def test_a_price_that_is_a_sum_is_told_by_its_tariffs_with_their_cells() -> None:
    tender = read_kader(ROOT / "tests" / "kaders" / "perceelrijen.yaml").value
    assert tender is not None
    table = CellPlace("a.xlsx", "Tarieven", "B6:F9")
    rows = tuple(
        Row(
            {"gebied": Code("noord"), "product": Code(product), "tarief": Number(Decimal(tariff))},
            {"product": replace(table, cell=f"C{line}"), "tarief": replace(table, cell=f"D{line}")},
        )
        for line, (product, tariff) in enumerate((("licht", 400), ("zwaar", 30)), start=6)
    )
    answer = Answer("tarieven@noord", "2 rijen", Rows(rows), table)
    (found,) = price_findings(tender, {"tarieven@noord": answer})
    assert (found.code, found.place) == ("PRIJS-02", replace(table, cell="D6, D7"))
    assert "De prijs € 4.150,00 (uit Licht € 400,00 in D6; Zwaar € 30,00 in D7)" in message(found)
