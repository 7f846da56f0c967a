"""The example tenders: every principle is served, the workbooks are what their data says, the outcome
is the one they were made to show."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from inkoop.domain.evaluation import Award, Evaluation, LotResult
from inkoop.domain.findings import Severity
from inkoop.domain.tender import Criterion, Tender
from inkoop.journeys.evaluate import evaluate
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.scoring.maxima import maxima
from submissions.maak_voorbeelden import differences
from tests.conftest import ROOT

EXAMPLES = ("amsterdam-2021", "meerdonk-2027", "zwolle-2015")
PRINCIPLES = {
    "amsterdam-2021": {f"A{n}" for n in range(1, 11)},
    "meerdonk-2027": {"A3", "A4", "A5", "Z2", "Z3", "Z6"},
    "zwolle-2015": {f"Z{n}" for n in range(1, 11)},
}


@cache
def tender(name: str) -> Tender:
    read = read_kader(ROOT / "criteria" / f"{name}.yaml")
    assert [found for found in read.findings if found.severity is not Severity.TIP] == []
    assert read.value is not None
    return read.value


@cache
def outcome(name: str) -> Evaluation:
    made = evaluate(ROOT / "criteria" / f"{name}.yaml", [ROOT / "submissions" / name]).value
    assert made is not None
    return made


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_principle_is_served_by_a_question(name: str) -> None:
    served = {
        code
        for holder in (*tender(name).requirements, *(leaf for leaf, _ in tender(name).leaves))
        if holder.question is not None
        for code in holder.sources
    }
    assert served >= PRINCIPLES[name]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_says_it_is_invented_and_scores_all_its_points(name: str) -> None:
    kader = tender(name)
    assert kader.info.fictional
    assert kader.info.fictional_note
    assert kader.award is not None
    for lot in outcome(name).lots:
        earned = maxima(lot.tender)
        assert sum(earned[leaf.code] for leaf, _ in lot.tender.leaves) == kader.award.points


def every(criteria: tuple[Criterion, ...]) -> list[Criterion]:
    return [c for top in criteria for c in (top, *every(top.children))]


def test_together_the_examples_use_every_rule_of_the_model_but_one() -> None:
    kinds = {c.rule.kind for name in EXAMPLES for c in every(tender(name).criteria) if c.rule}
    assert kinds == {
        "ja_nee",
        "keuze",
        "lineair",
        "banden",
        "dekking",
        "aantal",
        "beoordeeld",
        "vaste_bandbreedte",
        "vast_tarief",
    }, "laagste_prijs_gedeeld_door_prijs is left out on purpose: a third offer can turn two others round"


@pytest.mark.langzaam
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_committed_workbooks_hold_what_their_data_says(name: str) -> None:
    assert differences(name) == []


def files(lot: LotResult) -> list[str]:
    """Everybody in a lot: in the ranking, out of it, and waiting."""
    return [
        *(place.scorecard.submission.file for place in lot.ranking),
        *(rejected.submission.file for rejected in lot.not_admitted),
        *(undecided.submission.file for undecided in lot.undecided),
    ]


@pytest.mark.parametrize(
    ("name", "count"), [("amsterdam-2021", 12), ("meerdonk-2027", 8), ("zwolle-2015", 8)]
)
def test_everybody_is_somewhere_in_the_outcome(name: str, count: int) -> None:
    in_lots = [files(lot) for lot in outcome(name).lots]
    assert all(len(set(found)) == len(found) for found in in_lots), "nobody twice in one lot"
    handed_in = {p.name for p in (ROOT / "submissions" / name).iterdir() if p.is_file()}
    assert {file for found in in_lots for file in found} == handed_in
    assert len(handed_in) == count


def ranking(name: str, number: int = 0) -> list[tuple[int, str, str, str, str]]:
    lot = outcome(name).lots[number]
    return [
        (p.rank, Path(p.scorecard.submission.file).stem, f"{p.scorecard.total:f}", p.award.value, p.tie_break)
        for p in lot.ranking
    ]


def test_amsterdam_ends_with_a_tie_that_the_chain_decides() -> None:
    assert ranking("amsterdam-2021") == [
        (1, "combinatie-schakelstad", "92.20", "gunnen", ""),
        (2, "zelfregiehuis-lampekap", "87.50", "gunnen", ""),
        (3, "amstelgaarde-zorg-en-welzijn", "80.85", "gunnen", ""),
        (4, "sociaal-restaurant-pollepel-en-co", "77.45", "gunnen", ""),
        (5, "stichting-warme-wal", "75.90", "gunnen", ""),
        (6, "cooperatie-kettingkast", "69.58", "gunnen", "K5"),
        (7, "stadsboerderij-het-veenpaard", "69.58", "reserve", "K5"),
        (8, "stichting-merelhof-zorg", "62.58", "reserve", ""),
    ]
    (lot,) = outcome("amsterdam-2021").lots
    out = {Path(r.submission.file).stem: [o.subject for o in r.objections] for r in lot.not_admitted}
    assert out == {
        "atelier-zonnevlek": ["totaal"],
        "dagcentra-zilverberk": ["M1"],
        "werkplaats-de-zaagtand": ["K2"],
    }
    assert [Path(u.submission.file).stem for u in lot.undecided] == ["stichting-de-regenkade"]


def test_zwolle_ends_with_a_draw_for_the_last_place() -> None:
    assert ranking("zwolle-2015")[2:] == [
        (3, "de-brede-oever", "669.0", "gunnen", ""),
        (4, "de-derde-kop-koffie", "634.0", "loting nodig", ""),
        (4, "zorggroep-zilverlinde", "634.0", "loting nodig", ""),
    ]
    (lot,) = outcome("zwolle-2015").lots
    draws = [place for place in lot.ranking if place.award is Award.DRAW]
    exact = [sum(score.points for score in place.scorecard.scores) for place in draws]
    assert exact[0] != exact[1], "the draw is made on the digits shown, not on hidden decimals"


def test_meerdonk_divides_three_lots_with_a_limit_a_draw_and_a_bid_that_was_withdrawn() -> None:
    assert [lot.lot for lot in outcome("meerdonk-2027").lots] == ["noord", "zuid", "werk"]
    north, south, work = (ranking("meerdonk-2027", number) for number in range(3))
    assert north == [
        (1, "de-wilgentuin", "86.0", "gunnen", ""),
        (2, "de-korenbloem", "69.2", "gunnen", ""),
        (3, "zorghuis-ter-beke", "55.0", "reserve", ""),
    ]
    assert [(rank, stem, total, award) for rank, stem, total, award, _ in south[:2]] == [
        (1, "de-wilgentuin", "86.0", "krijgt al een ander perceel"),
        (2, "combinatie-samen-op-weg", "56.3", "gunnen"),
    ]
    drawn = [(rank, total, award, by) for rank, _, total, award, by in south[2:]]
    assert drawn == [(3, "55.0", "gunnen", "loting"), (4, "55.0", "gunnen", "loting")]
    assert {stem for _, stem, *_ in south[2:]} == {"atelier-maanlicht", "zorghuis-ter-beke"}
    assert [stem for _, stem, *_ in work] == [
        "werkplaats-het-anker",
        "de-wilgentuin",
        "combinatie-samen-op-weg",
    ]
    volumes = [[place.volume for place in lot.ranking] for lot in outcome("meerdonk-2027").lots]
    assert volumes == [[30, 20, None], [None, 20, 15, 5], [12, 15, 13]]
    out = {
        (lot.lot, Path(one.submission.file).stem): [objection.subject for objection in one.objections]
        for lot in outcome("meerdonk-2027").lots
        for one in lot.not_admitted
    }
    assert out == {
        ("noord", "dagcentrum-de-vlinder"): ["inschrijving"],
        ("noord", "het-klaverblad"): ["K2", "totaal"],
        ("zuid", "dagcentrum-de-vlinder"): ["inschrijving"],
    }


def test_numbers_typed_as_text_and_an_ods_file_are_among_them() -> None:
    codes = {f.code for name in EXAMPLES for f in outcome(name).findings}
    assert "ANTW-13" in codes
    found = outcome("amsterdam-2021")
    (ods,) = (s for s in found.submissions if s.file.endswith(".ods"))
    assert [each.code for each in found.about(ods)] == ["EIS-02"]
    assert not set(found.about(ods)) & set(found.to_do), "its one question to a person was answered"
    assert ods.answers["naam"].value
