"""docs/kader.md against the model: every key and choice is explained, and every example works."""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field, TypeAdapter

from inkoop.catalogue import message
from inkoop.domain.answers import NOTHING, Row, Text, Value
from inkoop.domain.assessors import Assessors
from inkoop.domain.award_rules import PRICE_METHODS, AwardRules, Capacity, Lots, Method
from inkoop.domain.enclosures import Declaration, EnclosedDocument
from inkoop.domain.evaluation import Award, LotResult, Price, Ranked, Scorecard
from inkoop.domain.fields import KaderModel
from inkoop.domain.notice import Notice
from inkoop.domain.places import CellPlace
from inkoop.domain.price_vault import PriceVault
from inkoop.domain.questions import Question, TableQuestion
from inkoop.domain.rules import RULES, ScoringRule
from inkoop.domain.rules.lowest_over_price import LowestOverPriceRule
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.rules.relative_quality import RelativeQualityRule
from inkoop.domain.submission import Answer, Assessment, Grade, Submission, SubmissionId
from inkoop.domain.tender import Criterion, Organisations, Requirement, Scale, Tender
from inkoop.readers.settings.kader import read_kader
from inkoop.readers.settings.yaml_source import read_yaml
from inkoop.rules.award.allocation import allocate
from inkoop.rules.award.division import divide
from inkoop.rules.award.evaluation import Evaluator
from inkoop.rules.award.methods import Offer, with_outcomes
from inkoop.rules.award.ranking import rank
from inkoop.rules.scoring import kinds
from inkoop.rules.scoring.kinds.base import Context, Share
from inkoop.rules.scoring.rounding import round_points
from inkoop.rules.submission.prices import basket
from inkoop.rules.submission.row_agreement import agreement_findings
from tests.values import made

from .pages import DOCS, Block, Table, blocks, codes, kader_of, tables

PAGE = (DOCS / "kader.md").read_text("utf-8")
BLOCKS = tuple(blocks(PAGE))
WHOLE = ("taak", "rekenen")
"""Blocks that are tried in a whole kader, in test_tasks.py."""
YAML_BLOCKS = tuple(b for b in BLOCKS if b.language == "yaml" and not b.words.startswith(WHOLE))
TABLES = tuple(tables(PAGE))
CHEAPEST = "laagste_prijs_gedeeld_door_prijs"
PLACE = CellPlace("voorbeeld.xlsx", "Blad", "C1")


# ── Every key of the model, in both directions ───────────────────────────────────────────────────────────


def _inside(annotation: Any) -> Iterator[Any]:
    """An annotation with everything nested in it: the members of unions, lists, tuples and mappings."""
    yield annotation
    for part in typing.get_args(annotation):
        yield from _inside(part)


def _models(start: type[BaseModel] = Tender) -> dict[str, type[BaseModel]]:
    """Every model that a kader can hold, by name."""
    found: dict[str, type[BaseModel]] = {}
    waiting = [start]
    while waiting:
        model = waiting.pop()
        if model.__name__ not in found:
            found[model.__name__] = model
            hints = typing.get_type_hints(model, include_extras=True)
            parts = (part for hint in hints.values() for part in _inside(hint))
            waiting += [p for p in parts if inspect.isclass(p) and issubclass(p, BaseModel)]
    return found


MODELS = _models()


def _own_keys(model: type[BaseModel]) -> dict[str, bool]:
    """The keys that a class adds to those of its bases, with whether each is obligatory."""
    names = inspect.get_annotations(model)
    fields = {name: field for name, field in model.model_fields.items() if name in names}
    return {str(field.alias): field.is_required() for field in fields.values()}


def _defining_classes() -> dict[str, dict[str, bool]]:
    """Every class that adds keys, by name. One that only fixes `soort` stands in the table of kinds."""
    classes = {base for model in MODELS.values() for base in model.__mro__ if base is not KaderModel}
    keys = {c.__name__: _own_keys(c) for c in classes if issubclass(c, BaseModel) and c is not BaseModel}
    alone = ({}, {"soort": True})
    return {name: own for name, own in keys.items() if own not in alone or name in _documented()}


def _documented() -> dict[str, dict[str, bool]]:
    """The tables with a `model:` comment: per class its keys with whether the page calls them obligatory."""
    return {
        table.comment.removeprefix("model: "): {
            row[0].strip("`"): row[1] == "ja" for row in table.rows if row[0].startswith("`")
        }
        for table in TABLES
        if table.comment.startswith("model: ")
    }


def test_the_walk_finds_the_model():
    assert {"Tender", "TableQuestion", "MoneyColumn", "Bonus", "FixedTariff", "Condition"} <= set(MODELS)


def test_every_key_is_in_the_table_of_its_block_and_no_other():
    documented, existing = _documented(), _defining_classes()
    assert set(documented) == set(existing)
    assert {name: set(keys) for name, keys in documented.items()} == {
        name: set(keys) for name, keys in existing.items()
    }


def test_the_tables_say_rightly_what_is_obligatory():
    assert _documented() == _defining_classes()


def test_the_second_column_says_what_holds_without_the_key():
    for table in TABLES:
        if table.comment.startswith("model: "):
            assert all(row[1] == "ja" or row[1].startswith("nee: ") for row in table.rows), table.line


def test_every_choice_is_named():
    wanted = {
        str(value)
        for model in MODELS.values()
        for hint in typing.get_type_hints(model, include_extras=True).values()
        for part in _inside(hint)
        if typing.get_origin(part) is Literal
        for value in typing.get_args(part)
    }
    assert len(wanted) > 30
    assert wanted <= codes(PAGE)


def test_examples_in_the_tables_use_their_own_key():
    for table in TABLES:
        if not table.comment.startswith("model: "):
            continue
        for row in table.rows:
            key, example = row[0].strip("`"), row[3]
            if example.startswith("`"):
                assert f"{key}:" in example, f"regel {table.line}: {key} in {example}"


# ── Every example works ──────────────────────────────────────────────────────────────────────────────────


def _data(text: str, folder: Path) -> Any:
    file = folder / "stuk.yaml"
    file.write_text(text, encoding="utf-8")
    tree = read_yaml(file)
    assert not tree.findings
    return tree.data


@pytest.fixture(scope="module")
def tender(tmp_path_factory: pytest.TempPathFactory) -> Tender:
    """The complete kader of the page."""
    file = tmp_path_factory.mktemp("kader") / "meerdonk.yaml"
    file.write_text(kader_of(PAGE), encoding="utf-8")
    read = read_kader(file)
    assert read.findings == ()
    assert read.value is not None
    return read.value


def test_the_kader_in_seven_steps_is_right(tender: Tender):
    assert len([b for b in YAML_BLOCKS if b.words == "kader"]) == 7
    assert tender.info.reference == "MD-2027-01"


class BesideTheForm(KaderModel):
    """The two keys that tell what is handed in besides the form, as they stand in a kader."""

    enclosures: tuple[EnclosedDocument, ...] = Field(alias="bijlagen", strict=False)
    declaration: Declaration = Field(alias="verklaring")


class TheAssessors(KaderModel):
    """The key that tells how people grade, as it stands in a kader."""

    assessors: Assessors = Field(alias="beoordelaars")


class TheNotice(KaderModel):
    """The key that tells what is filled in elsewhere, as it stands in a kader."""

    notice: Notice = Field(alias="publicatie")


class TheVault(KaderModel):
    """The key that tells that prices stay shut, as it stands in a kader."""

    vault: PriceVault = Field(alias="prijskluis")


KINDS: dict[str, Any] = {
    "prijskluis": TheVault,
    "beoordelaars": TheAssessors,
    "publicatie": TheNotice,
    "bijlagen": BesideTheForm,
    "vraag": Question,
    "eis": Requirement,
    "criterium": Criterion,
    "regel": ScoringRule,
    "gunning": AwardRules,
    "percelen": Lots,
    "organisaties": Organisations,
}


@pytest.mark.parametrize("block", YAML_BLOCKS, ids=lambda b: f"regel {b.line}")
def test_every_piece_of_yaml_is_valid(block: Block, tmp_path: Path):
    data = _data(block.text, tmp_path)
    assert block.words in {"kader", *KINDS}
    if block.words != "kader":
        TypeAdapter(KINDS[block.words]).validate_python(data)


# ── Every worked example gives what the page says ────────────────────────────────────────────────────────


def _worked() -> list[tuple[Block, Table]]:
    """Each rule with the table of answers below it."""
    examples = [table for table in TABLES if table.header == ("Antwoord", "Procent", "Berekening")]
    rules = [block for block in YAML_BLOCKS if block.words == "regel"]
    assert len(rules) == len(examples) > 10
    return list(zip(rules, examples, strict=True))


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _codes_of(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(","))


def _prices(text: str) -> Value:
    pairs = (part.split() for part in text.split("/"))
    return made([{"product": code, "tarief": _number(price)} for code, price in pairs])


def _answer(rule: Any, text: str) -> Value | None:
    """What a provider answers, from the way the page writes it."""
    column = getattr(rule, "column", None)
    if rule.kind == "ja_nee":
        return made(text == "ja")
    if rule.kind in ("keuze", "beoordeeld"):
        return made(text)
    if rule.kind in ("dekking", "aantal") and not column:
        return made(_codes_of(text))
    if rule.kind == "dekking":
        return made([{column: _codes_of(part)} for part in text.split("/")])
    if column == "tarief":
        return _prices(text)
    if column:
        return made([{column: _number(part.strip())} for part in text.split("/")])
    return made(_number(text.split()[0]))


def _share(rule: Any, text: str, scale: Scale, buurten: dict[str, str]) -> Share:
    choices = {code: code for code in rule.percentages} if rule.kind == "keuze" else buurten
    grade = None
    if rule.kind == "beoordeeld":
        grade = Grade(SubmissionId("De Linde"), "K2", _number(text.removeprefix("cijfer ")), "Omdat.", PLACE)
    answer = _answer(rule, text)
    price = basket(rule, answer) if isinstance(rule, PriceTerms) else None
    context = Context(grade, price, _field(text, "laagste"), _field(text, "hoogste"))
    share = kinds.KINDS[rule.kind](rule, choices, scale).share(answer, context)
    assert share is not None
    return share


def _field(text: str, which: str) -> Decimal | None:
    """The lowest or highest number of everybody, which the page writes in brackets."""
    found = re.search(rf"{which} (\d+)", text)
    return _number(found[1]) if found else None


@pytest.mark.parametrize(("block", "table"), _worked(), ids=lambda part: f"regel {part.line}")
def test_worked_examples(block: Block, table: Table, tender: Tender, tmp_path: Path):
    rule: Any = TypeAdapter(ScoringRule).validate_python(_data(block.text, tmp_path))
    scale, buurten = tender.scales["kwaliteit"], tender.code_lists["buurten"].values
    for answer, percentage, _ in table.rows:
        share = _share(rule, answer, scale, buurten)
        exact = 100 * share.numerator / share.denominator
        assert exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP) == _number(percentage), answer


def test_every_rule_has_a_worked_example_or_a_reason():
    shown = {re.search(r"soort: (\w+)", b.text)[1] for b in YAML_BLOCKS if b.words in ("regel", "criterium")}  # type: ignore[index]
    assert shown == set(RULES)


OUTCOMES = ("Aanbieder", "Kwaliteit", "Prijs", "Uitkomst", "Plaats")


def _outcomes() -> list[tuple[Block, Table]]:
    """Each table with the outcome of a method, with the rules above it."""
    rules = [block for block in YAML_BLOCKS if block.words == "gunning"]
    found = [table for table in TABLES if table.header == OUTCOMES]
    return [(max((b for b in rules if b.line < table.line), key=lambda b: b.line), table) for table in found]


@pytest.mark.parametrize(("block", "table"), _outcomes(), ids=lambda part: f"regel {part.line}")
def test_outcomes_of_methods(block: Block, table: Table, tmp_path: Path):
    award = AwardRules.model_validate(_data(block.text, tmp_path))
    offers = []
    for name, quality, price, _, _ in table.rows:
        points = _number(quality)
        card = Scorecard(Submission(SubmissionId(name), f"{name}.xlsx", 1, "", name), (), (), points, points)
        offers.append(Offer(card, Price(_number(price), _number(price))))
    able, _ = with_outcomes(offers, offers, award.points or Decimal(0), award)
    ranked = {place.scorecard.submission.tenderer: place for place in rank(able, award)}
    for name, _, _, outcome, place in table.rows:
        if outcome == "geen":
            assert name not in ranked
            continue
        assert f"{ranked[name].scorecard.total:f}" == outcome.replace(",", ".")
        assert ranked[name].rank == int(place)


def test_every_method_that_reckons_with_the_price_has_an_outcome():
    shown = {re.search(r"methode: (\w+)", block.text)[1] for block, _ in _outcomes()}  # type: ignore[index]
    assert shown == set(PRICE_METHODS)
    methods = next(t for t in TABLES if t.header[0] == "`methode`")
    assert {row[0].strip("`") for row in methods.rows} == set(typing.get_args(Method))


def test_quality_and_price_beside_the_best():
    """The example of felp.ac.uk: 80 points for relative quality, 20 for the lowest price."""
    table = next(t for t in TABLES if t.header == ("Aanbieder", "Kwaliteit", "Prijs", "Totaal"))
    quality, price = RelativeQualityRule(soort="kwaliteit_relatief"), LowestOverPriceRule(soort=CHEAPEST)
    best = max(_number(row[1]) for row in table.rows)
    lowest = min(_number(row[2]) for row in table.rows)
    for _, own, asked, total in table.rows:
        first = kinds.KINDS[quality.kind](quality, {}).share(made(_number(own)), Context(highest=best))
        second = kinds.KINDS[price.kind](price, {}).share(
            NOTHING, Context(price=_number(asked), lowest=lowest)
        )
        assert first is not None
        assert second is not None
        together = first.points(Decimal(80)) + second.points(Decimal(20))
        assert round_points(together, 2, "half_omhoog") == _number(total)


def test_the_capacity_is_divided_as_the_page_says(tender: Tender):
    table = next(t for t in TABLES if t.header[0] == "Verdeling")
    assert tender.award is not None
    places = [_place("A", 1, 60, 70), _place("B", 2, 40, 50)]
    for words, first, second, left in table.rows:
        kind = words.split("`")[1]
        shares = (Decimal(75), Decimal(25)) if kind == "procenten" else ()
        capacity = {"omvang": 100, "eenheid": "plekken", "vraag": "plekken", "verdeling": kind}
        award = tender.award.model_copy(
            update={"capacity": Capacity.model_validate({**capacity, "procenten": shares})}
        )
        lot = tender.model_copy(update={"award": award})
        result = divide(LotResult("geheel", lot, tuple(places), (), (), (), ()), None, {})
        volumes = [place.volume for place in result.ranking]
        assert [*volumes, result.undivided] == [_number(first), _number(second), _number(left)]


def _place(name: str, at: int, points: int, offered: int) -> Ranked:
    answer = Answer("plekken", str(offered), made(offered), PLACE)
    submission = Submission(SubmissionId(name), f"{name}.xlsx", 1, "", name, answers={"plekken": answer})
    card = Scorecard(submission, (), (), Decimal(points), Decimal(points))
    return Ranked(at, card, (), "", Award.AWARDED)


def test_the_lots_go_to_whom_the_page_says(tender: Tender, tmp_path: Path):
    block = next(b for b in YAML_BLOCKS if b.words == "percelen")
    lots = Lots.model_validate(_data(block.text, tmp_path))
    assert tender.award is not None
    one = tender.model_copy(update={"lots": lots, "award": tender.award.model_copy(update={"places": 1})})
    table = next(t for t in TABLES if t.header[0] == "Rangorde")
    south_first = {"zuid": Decimal(1), "noord": Decimal(2)}
    results = []
    for column, lot in ((1, "noord"), (2, "zuid")):
        ranking = tuple(_bid(row[column], int(row[0]), south_first) for row in table.rows)
        results.append(LotResult(lot, one, ranking, (), (), (), ()))
    north, south = allocate(one, tuple(results))
    assert [place.award for place in north.ranking] == [Award.ELSEWHERE, Award.AWARDED]
    assert [place.award for place in south.ranking] == [Award.AWARDED, Award.RESERVE]


def _bid(name: str, at: int, order: dict[str, Decimal]) -> Ranked:
    rows = made([{"perceel": lot, "nummer": number} for lot, number in order.items()])
    answer = Answer("volgorde", "", rows, PLACE)
    submission = Submission(SubmissionId(name), f"{name}.xlsx", 1, "", name, answers={"volgorde": answer})
    return Ranked(at, Scorecard(submission, (), (), Decimal(0)), (), "", Award.RESERVE)


def test_the_rows_agree_as_the_page_says(tender: Tender, tmp_path: Path):
    tried = set()
    for table in (one for one in TABLES if one.header[0] == "Antwoord" and one.header[-1] == "Melding"):
        block = max((b for b in YAML_BLOCKS if b.line < table.line), key=lambda b: b.line)
        question: TableQuestion = TypeAdapter(Question).validate_python(_data(block.text, tmp_path))
        asked = tender.model_copy(update={"general": (*tender.general, question)})
        columns = [column.code for column in question.columns]
        for typed, *other, expected in table.rows:
            rows = made([_cells(columns, part.split()) for part in typed.split("/")])
            answers = {question.code: Answer(question.code, "", rows, PLACE)}
            for number in other:
                answers["plekken_samen"] = Answer("plekken_samen", "", made(_number(number)), PLACE)
            found = [(each.code, message(each)) for each in agreement_findings(asked, answers)]
            code, _, words = expected.partition(": ")
            assert [one for one, _ in found] == [code.strip("`")] * (expected != "geen"), typed
            assert all(word in text for _, text in found for word in words.split()), typed
            tried |= {one for one, _ in found}
    assert tried == {"TABEL-01", "TABEL-02", "TABEL-03"}


def _cells(columns: list[str], words: list[str]) -> Row:
    """A row as the page writes it: names and choices, with a number at the end."""
    values = [Text(word) if code == "plek" else made(word) for code, word in zip(columns, words, strict=True)]
    return Row(dict(zip(columns, [*values[:-1], made(_number(words[-1]))], strict=True)), {})


def test_rounding_examples():
    table = next(t for t in TABLES if t.header[0] == "`wijze`")
    numbers = [_number(re.match(r"[\d,]+", cell)[0]) for cell in table.header[1:]]  # type: ignore[index]
    for row in table.rows:
        for value, shown in zip(numbers, row[1:], strict=True):
            assert round_points(value, 2, row[0].strip("`")) == _number(shown)


def test_the_rule_table_names_what_fits_and_what_is_relative():

    table = next(t for t in TABLES if t.header[0] == "`soort` van de regel")
    named = {row[0].strip("`"): (codes(row[1]), row[2]) for row in table.rows}
    assert set(named) == set(RULES)
    relative = {kind for kind, rule in RULES.items() if rule.relative}
    assert {kind for kind, (_, depends) in named.items() if depends != "nee"} == relative
    for kind, (fits, _) in named.items():
        assert fits <= {*kinds.KINDS[kind].fits, "tabel"}, kind


ANSWERS: dict[str, dict[str, Value]] = {
    "De Linde": {"V3": ("noord", "oost", "zuid"), "V4": Decimal(8), "V5": "tekst", "tarief": Decimal(39)},
    "Atelier Zon": {
        "V3": ("noord", "oost", "zuid", "west"),
        "V4": Decimal(15),
        "V5": "tekst",
        "tarief": Decimal(46),
    },
}
GRADES = {"De Linde": Decimal(2), "Atelier Zon": Decimal(3)}


def _submission(name: str) -> Submission:
    given: dict[str, Value] = {**ANSWERS[name], "V1": True, "V2": "keurmerk"}
    answers = {code: Answer(code, str(value), made(value), PLACE) for code, value in given.items()}
    return Submission(SubmissionId(name), f"{name}.xlsx", 1, "", name, answers=answers)


def test_the_two_providers_get_the_points_of_the_page(tender: Tender):
    grades = {
        (name, "K2"): Grade(SubmissionId(name), "K2", grade, "Omdat.", PLACE)
        for name, grade in GRADES.items()
    }
    lot = Evaluator(tender, Assessment(grades=grades)).evaluate([_submission(name) for name in ANSWERS])
    table = next(t for t in TABLES if t.header[0] == "Criterium" and "De Linde" in t.header[1])
    shown = {
        name: {row[0].split()[0].strip("*"): row[column].strip("*").split(" = ")[-1] for row in table.rows}
        for name, column in (("De Linde", 2), ("Atelier Zon", 4))
    }
    for place in lot.ranking:
        card = place.scorecard
        points = {score.criterion: f"{score.points:f}".replace(".", ",") for score in card.scores}
        points["Totaal"] = f"{card.total:f}".replace(".", ",")
        assert shown[card.submission.tenderer] == points
    assert [(p.rank, p.scorecard.submission.tenderer) for p in lot.ranking] == [
        (1, "De Linde"),
        (2, "Atelier Zon"),
    ]
