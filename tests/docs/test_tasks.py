"""docs/kader.md: the lines for each wish work as they stand there, and so does the order of reckoning."""

from __future__ import annotations

import json
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from ruamel.yaml import YAML

from inkoop.catalogue import message
from inkoop.domain.evaluation import LotResult
from inkoop.domain.findings import Severity
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer, Assessment, Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.readers.settings.kader import kader_in
from inkoop.readers.settings.yaml_source import yaml_in
from inkoop.rules.award.evaluation import Evaluator
from inkoop.rules.scoring.rounding import round_points
from tests.values import made

from .pages import DOCS, Block, blocks, kader_of, tables

PAGE = (DOCS / "kader.md").read_text("utf-8")
TASKS = [block for block in blocks(PAGE) if block.words.split(" ")[0] == "taak"]
PLACE = CellPlace("voorbeeld.xlsx", "Blad", "C1")


def plain(text: str) -> dict[str, Any]:
    """YAML by another road than the program's."""
    read: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return read


def merged(block: Block) -> dict[str, Any]:
    """The small kader of the page with the lines of a block in it, as the page says."""
    raw, lines = plain(kader_of(PAGE)), plain(block.text)
    for key, value in lines.items():
        if isinstance(value, list) and isinstance(raw.get(key), list):
            own = {item["code"]: item for item in raw[key]}
            for item in value:
                if item["code"] in own:
                    own[item["code"]].update(item)
                else:
                    raw[key].append(item)
        elif isinstance(value, dict) and key in raw:
            raw[key].update(value)
        else:
            raw[key] = value
    for word in block.words.split()[1:]:
        code, _, weight = word.lstrip("-").partition("=")
        if word.startswith("-"):
            raw["criteria"] = [item for item in raw["criteria"] if item["code"] != code]
            raw["gunning"]["bij_gelijk"] = [c for c in raw["gunning"]["bij_gelijk"] if c != code]
        else:
            next(item for item in raw["criteria"] if item["code"] == code)["gewicht"] = int(weight)
    return raw


def tender_of(raw: dict[str, Any], but: tuple[str, ...] = ()) -> Tender:
    """The tender; JSON is YAML."""
    read = kader_in(yaml_in(json.dumps(raw, ensure_ascii=False).encode(), "kader.yaml"))
    told = [
        f"{found.code} {message(found)}"
        for found in read.findings
        if found.severity is not Severity.TIP and found.code not in but
    ]
    assert told == []
    assert read.value is not None
    return read.value


@pytest.mark.parametrize("block", TASKS, ids=lambda block: f"regel {block.line}")
def test_the_lines_of_a_task_work(block: Block) -> None:
    # What is in the library is written out before it is published; the page says so.
    tender = tender_of(merged(block), but=("BIEB-06",))
    assert tender != tender_of(plain(kader_of(PAGE))) or "bij_uitval" in block.text


def test_each_wish_is_in_the_table_and_has_its_lines() -> None:
    part = PAGE.partition("## Ik wil …")[2].partition("\n## ")[0]
    headings = re.findall(r"^### (Ik wil .+)$", part, re.M)
    anchors = {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}
    assert set(re.findall(r"\]\(#(ik-wil-.+?)\)", part)) == anchors
    assert len(headings) == len(TASKS) >= 12


def evaluated(tender: Tender, answers: dict[str, dict[str, Any]]) -> LotResult:
    submissions = [
        Submission(
            SubmissionId(name),
            f"{name}.xlsx",
            1,
            "",
            name,
            answers={code: Answer(code, str(value), made(value), PLACE) for code, value in given.items()},
        )
        for name, given in answers.items()
    ]
    return Evaluator(tender, Assessment()).evaluate(submissions)


def number(cell: str) -> Decimal:
    """The last number of a cell: what it comes to."""
    return Decimal(
        re.findall(r"-?\d+(?:,\d+)?", cell.partition(", onder")[0].partition(", gunnen")[0])[-1].replace(
            ",", "."
        )
    )


def test_the_order_of_reckoning_is_the_one_on_the_page() -> None:
    block = next(each for each in blocks(PAGE) if each.words == "rekenen")
    raw = plain(kader_of(PAGE))
    raw.update(plain(block.text))
    raw["eisen"] = []
    tender = tender_of(raw, but=("KADER-50", "KADER-52", "KADER-53"))
    table = next(each for each in tables(PAGE) if each.header[0] == "Stap" and "antwoordt" in each.header[1])
    given = {}
    for head in table.header[1:]:
        name, *values = re.findall(r"^\w|\d", head)
        given[name] = dict(zip(("R1", "R2", "R3"), map(int, values), strict=True))
    lot = evaluated(tender, given)
    cards = {place.scorecard.submission.tenderer: place.scorecard for place in lot.ranking}
    for column, name in enumerate(given, 1):
        card = cards[name]
        scores = {score.criterion: score for score in card.scores}
        (group,) = card.groups
        for row in table.rows:
            kind, _, code = row[0].partition(" ")
            shown = number(row[column])
            if kind == "aandeel":
                assert scores[code].share == shown, row
            elif kind == "criterium":
                assert scores[code].points == shown, row
            elif kind == "som":
                assert group.summed == shown, row
            elif kind == "groep":
                assert group.points == shown, row
            else:
                assert card.total == shown, row


def test_the_sums_on_the_page_are_right() -> None:
    """Every sum that is written out gives the number behind it."""
    part = PAGE.partition("### De volgorde van het rekenen")[2].partition("\n### ")[0]
    sums = re.findall(r"([\d ,×:%+]+[×:+][\d ,×:%+]+) = (\d+(?:,\d+)?)", part)
    assert len(sums) > 10
    for left, right in sums:
        text = left.replace(",", ".").replace(" %", "/100").replace("×", "*").replace(":", "/")
        exact = eval(re.sub(r"\d+(?:\.\d+)?", lambda n: f"Fraction('{n[0]}')", text), {"Fraction": Fraction})
        shown = Decimal(right.replace(",", "."))
        digits = -int(shown.as_tuple().exponent)
        rounded = (Decimal(exact.numerator) / exact.denominator).quantize(
            Decimal(1).scaleb(-digits), ROUND_HALF_UP
        )
        assert rounded == shown, left


def test_below_nought_it_rounds_as_the_page_says() -> None:
    table = next(each for each in tables(PAGE) if each.header[0] == "`wijze` onder nul")
    numbers = [Decimal(re.match(r"-[\d,]+", cell)[0].replace(",", ".")) for cell in table.header[1:]]  # type: ignore[index]
    for row in table.rows:
        for value, shown in zip(numbers, row[1:], strict=True):
            assert round_points(value, 2, row[0].strip("`")) == Decimal(shown.replace(",", "."))


@pytest.mark.parametrize(("column", "compared"), [(3, "toegelaten"), (4, "boven_drempel")])
def test_a_threshold_beside_a_rule_that_compares(column: int, compared: str) -> None:
    table = next(each for each in tables(PAGE) if each.header[-1] == "Totaal met `boven_drempel`")
    raw = plain(kader_of(PAGE))
    points = {"code": "kwaliteit", "soort": "geheel_getal", "tekst": "Punten?", "eenheid": "p", "minimum": 0}
    price = {"code": "tarief", "soort": "bedrag", "tekst": "Tarief?", "eenheid": "euro", "minimum": 1}
    same = {"definitie": "Voor dit voorbeeld.", "maximum": 1000}
    raw["eisen"] = []
    raw["criteria"] = [
        {
            "code": "K1",
            "titel": "K",
            "gewicht": 60,
            "bron": "M1",
            "drempel": 20,
            "vraag": {**points, **same, "maximum": 60},
            "regel": {"soort": "lineair", "nul_bij": 0, "vol_bij": 60},
        },
        {
            "code": "K2",
            "titel": "P",
            "gewicht": 40,
            "bron": ["M2", "M3"],
            "vraag": {**price, **same},
            "regel": {"soort": "laagste_prijs_gedeeld_door_prijs", "btw": "exclusief"},
        },
    ]
    raw["gunning"] = {
        "methode": "gewogen_punten",
        "punten": 100,
        "drempel": 60,
        "vergelijken_met": compared,
        "afronding": {"criterium": "geen", "totaal": 2},
        "bij_uitval": "handhaven",
    }
    tender = tender_of(raw, but=("KADER-50",))
    lot = evaluated(tender, {row[0]: {"kwaliteit": int(row[1]), "tarief": int(row[2])} for row in table.rows})
    ranked = {place.scorecard.submission.tenderer: place.scorecard.total for place in lot.ranking}
    fallen = {each.submission.tenderer: each.scorecard.total for each in lot.not_admitted if each.scorecard}
    for row in table.rows:
        where = ranked if row[column].endswith("gunnen") else fallen
        assert where[row[0]] == number(row[column]), row
