"""Open data: it follows the published schemas, and tells nothing that may not be public."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from inkoop.domain.evaluation import Award, Evaluation
from inkoop.domain.submission import Assessment, Submission
from inkoop.domain.tender import Tender
from inkoop.views.open_data.release import TEST_PREFIX, Publication, ocds_release
from inkoop.writers.ocds import exact_json
from tests.ocds.schema import faults
from tests.report_cases import EXAMPLES, assessed, evaluated, example, named
from tests.scenarios import build
from tests.scenarios.build import Raw
from tests.scenarios.test_scenarios import SCENARIOS

Fill = Callable[..., Path]
Read = Callable[[Path], Submission]
OPEN = Publication(all_prices=True)


def package(evaluation: Evaluation, publication: Publication | None = None) -> Any:
    """The package as a reader of the file gets it."""
    return json.loads(exact_json(ocds_release(evaluation, publication)), parse_float=Decimal)


def release(evaluation: Evaluation, publication: Publication | None = None) -> Any:
    made = package(evaluation, publication)
    assert faults(made) == []
    return made["releases"][0]


def of_scenario(scenario: Raw) -> Evaluation:
    lots = tuple(build.evaluate(scenario).values())
    everybody: dict[str, Submission] = {}
    for lot in lots:
        outside = [found.submission for found in (*lot.not_admitted, *lot.undecided)]
        everybody |= {s.file: s for s in (*lot.admitted, *outside)}
    return Evaluation(build.tender(scenario), "", tuple(everybody.values()), Assessment(), lots, ())


def scenario(name: str) -> Evaluation:
    return of_scenario(next(found for found in SCENARIOS if found["naam"] == name))


def bids(made: Any) -> dict[tuple[str, str], Any]:
    return {(b["relatedLots"][0], b["tenderers"][0]["name"]): b for b in made["bids"]["details"]}


def points(bid: Any) -> dict[str, Any]:
    return {r["requirement"]["id"].split("-", 2)[2]: r["value"] for r in bid["requirementResponses"]}


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys(item)


@pytest.fixture
def three(filled_form: Fill, read_small: Read) -> list[Submission]:
    """Three providers that differ in one answer: Anker waits shortest, Bark longest."""
    waits = {"Anker": 1, "Bark": 9, "Cello": 5}
    return [named(read_small(filled_form(f"{n}.xlsx", wachttijd=w)), n) for n, w in waits.items()]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_follow_the_schemas(name: str) -> None:
    made = release(example(name))
    assert made["ocid"].startswith(f"{TEST_PREFIX}-")
    assert made["tender"]["description"].startswith("VERZONNEN VOORBEELD.")
    weights = [
        number["number"]
        for criterion in made["tender"]["lots"][0]["awardCriteria"]["criteria"]
        for number in criterion["numbers"]
        if number.get("weight") == "percentageExact"
    ]
    assert sum(weights) == 100


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_with_every_decision_taken(name: str) -> None:
    """As they stand somebody waits for a decision; without that the ranking and the proposals are told."""
    evaluation = example(name)
    lot = evaluation.lots[0]
    assert lot.undecided
    assert "awards" not in release(evaluation)
    made = release(replace(evaluation, lots=(replace(lot, undecided=()),)))
    ranks = {bid["tenderers"][0]["name"]: bid["rank"] for bid in made["bids"]["details"] if "rank" in bid}
    assert ranks == {place.scorecard.submission.tenderer: place.rank for place in lot.ranking}
    awarded = {award["suppliers"][0]["name"] for award in made["awards"]}
    assert awarded == {p.scorecard.submission.tenderer for p in lot.ranking if p.award is Award.AWARDED}


@pytest.mark.parametrize("found", SCENARIOS, ids=lambda found: str(found["naam"])[:50])
def test_every_scenario_follows_the_schemas(found: Raw) -> None:
    evaluation = of_scenario(found)
    for publication in (None, OPEN):
        release(evaluation, publication)


def test_the_schemas_refuse_what_is_wrong() -> None:
    """Each of these faults must be seen, or a package that passes says nothing."""
    good = package(scenario("ieder perceel zijn eigen rangorde, gewichten en plaatsen"))
    assert faults(good) == []

    def broken(change: Callable[[Any], object], *, whole: bool = False) -> list[str]:
        made = copy.deepcopy(good)
        change(made if whole else made["releases"][0])
        return faults(made)

    assert broken(lambda p: p.pop("publisher"), whole=True)
    assert broken(lambda p: p.update(uri="geen adres"), whole=True)
    assert broken(lambda r: r.pop("ocid"))
    assert broken(lambda r: r.update(date="2026-02-01T12:00:00"))
    assert broken(lambda r: r["tag"].append("gunning"))
    assert broken(lambda r: r.update(onbekend=1))
    assert broken(lambda r: r["tender"]["lots"][0].update(onbekend=1))
    assert broken(lambda r: r["tender"].update(awardCriteria="mooiste"))
    assert broken(lambda r: r["parties"][0]["roles"].append("winnaar"))
    assert broken(lambda r: r["tender"]["lots"][0]["awardCriteria"]["criteria"][0].update(type="sfeer"))
    assert broken(lambda r: r["bids"]["details"][0].update(status="goed"))
    assert broken(lambda r: r["bids"]["details"][0].update(rank="1"))
    assert broken(lambda r: r["bids"]["details"][0].update(relatedLots=["oost"]))
    assert broken(lambda r: r["awards"][0].update(status="voorstel"))
    assert broken(lambda r: r["awards"][0].update(relatedBids=["bod-0"]))
    assert broken(lambda r: r["parties"].pop())
    assert broken(lambda r: r["tender"]["criteria"].pop())
    assert broken(lambda r: r["bids"]["details"].append(r["bids"]["details"][0]))


def test_each_lot_has_its_own_rank_points_and_award() -> None:
    made = release(scenario("ieder perceel zijn eigen rangorde, gewichten en plaatsen"))
    found = bids(made)
    assert {key: bid.get("rank") for key, bid in found.items()} == {
        ("noord", "A"): 1,
        ("noord", "B"): 2,
        ("zuid", "A"): 2,
        ("zuid", "B"): 1,
        # A misses the threshold: it met the requirements, and has no rank.
        ("west", "A"): None,
        ("west", "C"): 1,
    }
    assert found["west", "A"]["status"] == "valid"
    assert found["west", "A"]["hasRank"] is False
    assert points(found["noord", "A"]) == {"K1": 54, "K2": 16, "totaal": Decimal("70.00")}
    awards = {(a["relatedLots"][0], a["suppliers"][0]["name"]): a for a in made["awards"]}
    assert set(awards) == {("noord", "A"), ("zuid", "A"), ("zuid", "B"), ("west", "C")}
    assert {award["status"] for award in awards.values()} == {"pending"}
    assert awards["noord", "A"]["relatedBids"] == [found["noord", "A"]["id"]]
    roles = {party["name"]: party["roles"] for party in made["parties"]}
    assert roles["C"] == ["tenderer", "supplier"]
    assert made["tag"] == ["tender", "award"]
    south = made["tender"]["lots"][1]["awardCriteria"]["criteria"]
    assert [number["number"] for c in south for number in c["numbers"]] == [20, 20, 80, 80]


VALUE = {
    "naam": "waarde",
    "methode": "gunnen_op_waarde",
    "plaatsen": 1,
    "afronding": {"criterium": 2, "totaal": 2},
    "criteria": [
        {"code": "K", "waarde": Decimal(80000), "regel": {"soort": "lineair", "nul_bij": 0, "vol_bij": 10}},
        {
            "code": "P",
            "regel": {"soort": "prijs", "btw": "exclusief"},
            "vraag": {
                "code": "P",
                "tekst": "Prijs",
                "soort": "bedrag",
                "eenheid": "euro",
                "definitie": "Alles samen.",
                "minimum": 0,
                "maximum": 1000000,
            },
        },
    ],
    "inschrijvingen": {
        "Duur": {"K": 9, "P": Decimal("312345.67")},
        "Koop": {"K": 2, "P": Decimal("298765.43")},
    },
}


def test_the_winner_s_price_is_told_and_nobody_else_s() -> None:
    made = release(of_scenario(VALUE))
    found = bids(made)
    assert found["geheel", "Duur"]["value"] == {"amount": Decimal("312345.67"), "currency": "EUR"}
    assert made["awards"][0]["value"]["amount"] == Decimal("312345.67")
    assert "value" not in found["geheel", "Koop"]
    # The fictive price minus the quality would give the price away.
    assert points(found["geheel", "Koop"]) == {"K": 16000}
    text = exact_json(ocds_release(of_scenario(VALUE)))
    assert "298765" not in text
    assert "282765" not in text
    criterion, price = made["tender"]["lots"][0]["awardCriteria"]["criteria"]
    assert "€ 80.000 waard" in criterion["description"]
    assert "numbers" not in criterion
    assert price == {"type": "price", "name": "P P", "description": "De prijzen zijn zonder btw."}
    assert made["tender"]["awardCriteria"] == "ratedCriteria"


def test_all_prices_when_the_buyer_says_so() -> None:
    found = bids(release(of_scenario(VALUE), OPEN))
    assert found["geheel", "Koop"]["value"]["amount"] == Decimal("298765.43")
    assert points(found["geheel", "Koop"]) == {"K": 16000, "P": 0, "totaal": Decimal("282765.43")}


def test_a_confidential_price_is_told_of_nobody() -> None:
    secret = copy.deepcopy(VALUE)
    secret["criteria"][1]["vraag"]["vertrouwelijk"] = "ja"  # type: ignore[index]
    for publication in (None, OPEN):
        made = release(of_scenario(secret), publication)
        assert all("value" not in bid for bid in made["bids"]["details"])
        assert "312345" not in str(made)
        assert "P" not in points(bids(made)["geheel", "Duur"])


def test_relative_points_do_not_give_a_price_away() -> None:
    """With one price and relative points everybody could reckon the lowest price."""
    evaluation = scenario("laagste prijs gedeeld door prijs")
    made = release(evaluation)
    assert not set(keys(made)) & {"requirementResponses", "value"}
    assert [bid["rank"] for bid in made["bids"]["details"]] == [1, 2]
    assert points(bids(release(evaluation, OPEN))["geheel", "B"]) == {"P": 48, "totaal": 48}


def test_a_price_per_unit_is_not_the_value_of_a_bid() -> None:
    per_hour = copy.deepcopy(VALUE)
    per_hour["criteria"][1]["vraag"]["eenheid"] = "euro per uur"  # type: ignore[index]
    assert "value" not in set(keys(release(of_scenario(per_hour), OPEN)["awards"]))


def test_the_value_of_an_award_is_told_only_when_it_is_that_of_the_bid() -> None:
    """One of two winners gets a part of the work, and so does the one who gets a part of the capacity."""
    capacity = {"omvang": Decimal(10), "eenheid": "plekken", "vraag": "plekken", "verdeling": "naar_rang"}
    offers = {name: {**given, "plekken": 10} for name, given in VALUE["inschrijvingen"].items()}  # type: ignore[attr-defined]
    divided = VALUE | {"capaciteit": capacity, "inschrijvingen": offers}
    two = release(of_scenario(VALUE | {"plaatsen": 2}))
    part = release(of_scenario(divided))
    assert [len(made["awards"]) for made in (two, part)] == [2, 1]
    assert not any("value" in award for made in (two, part) for award in made["awards"])
    assert part["awards"][0]["description"] == "Voorgestelde hoeveelheid: 10 plekken."


def test_an_open_house_has_no_rank_no_score_and_no_award(
    three: list[Submission], small_tender: Tender
) -> None:
    info = small_tender.info.model_copy(update={"procedure": "open_house"})
    tender = small_tender.changed(info=info, award=None, criteria=())
    made = release(evaluated(tender, three, Assessment()))
    assert not set(keys(made)) & {"rank", "hasRank", "requirementResponses", "criteria", "awardCriteria"}
    assert "awards" not in made
    assert made["tag"] == ["tender"]
    assert {bid["status"] for bid in made["bids"]["details"]} == {"valid"}


def test_without_all_grades_no_rank_and_no_award(three: list[Submission], small_tender: Tender) -> None:
    made = release(assessed(small_tender, three, {"Anker": "10", "Bark": "6"}))
    assert not set(keys(made)) & {"rank", "requirementResponses"}
    assert "awards" not in made
    statuses = {name: bid["status"] for (_, name), bid in bids(made).items()}
    assert statuses == {"Anker": "valid", "Bark": "valid", "Cello": "pending"}


GRADES = dict.fromkeys(("Anker", "Bark", "Cello"), "6")


def test_a_provisional_ranking_is_not_told(
    three: list[Submission], small_tender: Tender, filled_form: Fill, read_small: Read
) -> None:
    """Somebody still waits for a decision, so that the ranking can change."""
    faulty = named(read_small(filled_form("fout.xlsx", wachttijd=None)), "Fout")
    made = release(assessed(small_tender, [*three, faulty], GRADES))
    assert bids(made)["geheel", "Fout"]["status"] == "pending"
    assert "rank" not in set(keys(made))
    assert "awards" not in made


def test_who_does_not_meet_a_requirement_is_disqualified_without_the_reason(
    three: list[Submission], small_tender: Tender, filled_form: Fill, read_small: Read
) -> None:
    out = named(read_small(filled_form("uit.xlsx", vog=False)), "Uit")
    evaluation = assessed(small_tender, [*three, out], GRADES)
    assert [found.submission.tenderer for found in evaluation.lots[0].not_admitted] == ["Uit"]
    bid = bids(release(evaluation))["geheel", "Uit"]
    assert set(bid) == {"id", "status", "tenderers", "relatedLots", "hasRank"}
    assert bid["status"] == "disqualified"


def test_a_draw_that_is_still_to_be_held_is_no_award(three: list[Submission], small_tender: Tender) -> None:
    same = [three[0], named(three[2], "Bark"), three[2]]
    made = release(assessed(small_tender, same, GRADES))
    assert [award["suppliers"][0]["name"] for award in made["awards"]] == ["Anker"]
    assert sorted(bid["rank"] for bid in made["bids"]["details"]) == [1, 2, 2]


def test_no_answer_comment_or_file_name_is_told(three: list[Submission], small_tender: Tender) -> None:
    text = exact_json(ocds_release(assessed(small_tender, three, GRADES, "Een oordeel over de opzet.")))
    for private in ("Wij werken met kleine groepen", "Een oordeel over de opzet", ".xlsx"):
        assert private not in text


def test_names_come_through_safe_and_whole(three: list[Submission], small_tender: Tender) -> None:
    name = 'Zorg & "Zo" </script>é\u202e\u0007 BV'
    grades = GRADES | {name: "6"}
    made = release(assessed(small_tender, [*three, named(three[0], name)], grades))
    assert 'Zorg & "Zo" </script>é BV' in {party["name"] for party in made["parties"]}


def test_one_number_with_two_names_is_no_identity(three: list[Submission], small_tender: Tender) -> None:
    made = release(assessed(small_tender, three, GRADES))
    assert all("identifier" not in party for party in made["parties"])
    alone = [three[0], *(replace(s, registration="") for s in three[1:])]
    made = release(assessed(small_tender, alone, GRADES))
    assert [party["id"] for party in made["parties"] if "identifier" in party] == ["NL-KVK-90000001"]


def test_the_same_evaluation_gives_the_same_bytes_and_another_one_another_identifier(
    three: list[Submission], small_tender: Tender
) -> None:
    first = ocds_release(assessed(small_tender, three, GRADES))
    assert exact_json(first) == exact_json(ocds_release(assessed(small_tender, three, GRADES)))
    other = ocds_release(assessed(small_tender, three, GRADES | {"Bark": "10"}))
    assert other["releases"][0]["ocid"] == first["releases"][0]["ocid"]
    assert other["releases"][0]["id"] != first["releases"][0]["id"]
    assert other["uri"] != first["uri"]


def test_the_moments_are_those_of_the_kader_or_of_the_buyer(small_tender: Tender) -> None:
    evaluation = evaluated(small_tender, (), Assessment())
    closes = small_tender.info.closes
    made = release(evaluation)
    assert datetime.fromisoformat(made["date"]).replace(tzinfo=None) == closes
    assert made["tender"]["tenderPeriod"]["endDate"] == made["date"]
    said = Publication(
        prefix="ocds-abc123", moment=datetime(2026, 5, 1, 9, tzinfo=UTC), address="https://x.nl/a"
    )
    made = package(evaluation, said)
    assert made["publishedDate"] == "2026-05-01T09:00:00+00:00"
    assert made["uri"] == "https://x.nl/a"
    assert made["releases"][0]["ocid"].startswith("ocds-abc123-")


def test_references_that_differ_stay_different(small_tender: Tender) -> None:
    def ocid(reference: str) -> str:
        info = small_tender.info.model_copy(update={"reference": reference})
        found = release(evaluated(small_tender.changed(info=info), (), Assessment()))
        return str(found["ocid"])

    assert ocid("A-1") == f"{TEST_PREFIX}-A-1"
    assert len({ocid("A 1"), ocid("A/1"), ocid("A-1"), ocid("é")}) == 4


@pytest.mark.parametrize("prefix", ["", "ocds-", "ocds-ABCDEF", "ocds-abc1234", "abc123"])
def test_a_prefix_that_cannot_be_one_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="prefix"):
        Publication(prefix=prefix)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Publication(moment=datetime(2026, 5, 1, 9))
