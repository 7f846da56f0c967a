"""Where a submission stands, and what people decide about it: by file, by lot, by answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inkoop.catalogue import remedy
from inkoop.domain.evaluation import Evaluation
from inkoop.views.words.admission import objection_text
from inkoop.views.words.decisions import settled_text
from tests.decisions_case import (
    EXPERIENCE,
    PRICE,
    codes,
    decide,
    decision,
    form,
    kader_in,
    outcome,
    stands,
    typed,
)
from tests.lots_case import order, volumes

BOTH: dict[str, Any] = {
    "keuze": ["noord", "zuid"],
    "omvang": volumes(noord=10, zuid=10),
    "volgorde": order("noord", "zuid"),
}


@pytest.fixture
def kader(tmp_path: Path) -> Path:
    return kader_in(tmp_path)


def decided(kader: Path, folder: Path, *rows: dict[str, str]) -> Evaluation:
    decide(folder, rows)
    return outcome(kader, folder)


# ── Nothing unknown is admitted ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("answer", "rows", "expected", "left"),
    [
        (True, [], "toegelaten", []),
        (False, [], "afgewezen", []),
        (None, [], "open", ["ANTW-01"]),
        (None, [("inschrijving", "voldoet")], "open", ["EIS-03"]),
        (None, [("vog", "voldoet")], "open", ["ANTW-01", "BESLUIT-06"]),
        (None, [("vog", "voldoet"), ("vog", "lees als ja")], "toegelaten", []),
        (False, [("inschrijving", "voldoet")], "afgewezen", ["BESLUIT-06"]),
        (None, [("vog", "lees als ja")], "toegelaten", []),
        (None, [("E1", "lees als ja")], "toegelaten", []),
        (None, [("vog", "lees als nee")], "afgewezen", []),
        (None, [("E1", "voldoet niet")], "afgewezen", []),
        (None, [("inschrijving", "voldoet niet")], "afgewezen", []),
        (False, [("E1", "voldoet")], "afgewezen", ["BESLUIT-01"]),
        (False, [("vog", "lees als ja")], "afgewezen", ["BESLUIT-06"]),
    ],
)
def test_a_hard_requirement_is_met_not_met_or_open(
    answer: bool | None,
    rows: list[tuple[str, str]],
    expected: str,
    left: list[str],
    kader: Path,
    tmp_path: Path,
) -> None:
    form(kader, tmp_path / "in", "Een", 1, vog=answer)
    found = decided(kader, tmp_path / "in", *(decision("Een", *row) for row in rows))
    assert stands(found.lots[0], "Een") == expected
    assert codes(found) == left


@pytest.mark.parametrize(
    ("rows", "expected", "left"),
    [
        ([], "open", ["ANTW-01"]),
        ([("inschrijving", "voldoet")], "open", ["PRIJS-08"]),
        ([("prijs", "voldoet")], "open", ["ANTW-01", "BESLUIT-06"]),
        ([("K2", "voldoet")], "open", ["ANTW-01", "BESLUIT-06"]),
        ([("K2", "lees als € 39,90")], "toegelaten", []),
        ([("prijs", "voldoet niet")], "afgewezen", []),
    ],
)
def test_without_a_price_nobody_gets_a_contract(
    rows: list[tuple[str, str]], expected: str, left: list[str], kader: Path, tmp_path: Path
) -> None:
    form(kader, tmp_path / "in", "Een", 1, prijs=None)
    found = decided(kader, tmp_path / "in", *(decision("Een", *row) for row in rows))
    assert stands(found.lots[0], "Een") == expected
    assert codes(found) == left
    ranked = [place.scorecard.submission for lot in found.lots for place in lot.ranking]
    assert all(submission.number("prijs") for submission in ranked)


def test_one_empty_price_used_by_many_rules_is_one_finding(tmp_path: Path) -> None:
    rule = "{soort: laagste_prijs_gedeeld_door_prijs, minimumtarief: 30, signaal_laag: 25, btw: exclusief}"
    more = "".join(
        f"  - {{code: K{n}, titel: Prijs {n}, gewicht: 8, bron: P1, vraag: prijs, regel: {rule}}}\n"
        for n in range(3, 8)
    )
    kader = kader_in(tmp_path, ("gewicht: 40", "gewicht: 0"), ("\ngunning:\n", f"\n{more}gunning:\n"))
    for number, price in enumerate((None, 0), start=1):
        path = form(kader, tmp_path / f"in{number}", "Een", number, prijs=50)
        typed(path, PRICE, "prijs", price)
        assert len(codes(outcome(kader, tmp_path / f"in{number}"))) == 1
        whole = decided(kader, tmp_path / f"in{number}", decision("Een", "inschrijving", "voldoet"))
        assert codes(whole) == (["PRIJS-08"] if price is None else ["BESLUIT-04"])


@pytest.mark.parametrize(
    ("code", "empty", "accepts"), [("prijs", None, False), ("vog", None, False), ("ervaring", "veel", True)]
)
def test_the_remedy_offers_to_accept_only_what_can_be_accepted(
    code: str, empty: object, accepts: bool, kader: Path, tmp_path: Path
) -> None:
    path = form(kader, tmp_path / "in", "Een", 1, **({} if empty else {code: None}))
    if empty:
        typed(path, EXPERIENCE, code, empty)
    (found,) = outcome(kader, tmp_path / "in").to_do
    assert ("voldoet, als het zonder antwoord kan" in remedy(found)) is accepts
    assert "voldoet niet" in remedy(found)


# ── Two files of one tenderer ─────────────────────────────────────────────────────────────────────────────

NAME, OLD, NEW = "De Buurtkamer", "1.xlsx", "2.xlsx"
DOUBLE = ["MAP-04", "MAP-04"]


@pytest.fixture
def twice(kader: Path, tmp_path: Path) -> Path:
    form(kader, tmp_path / "in", NAME, 1, ervaring=40)
    form(kader, tmp_path / "in", NAME, 2, kvk="90000001")
    return tmp_path / "in"


@pytest.mark.parametrize(
    ("rows", "old", "new", "left"),
    [
        ([], "open", "open", DOUBLE),
        ([decision(NAME, "inschrijving", "voldoet")], "open", "open", [*DOUBLE, "CIJFER-09"]),
        ([decision(NEW, "inschrijving", "voldoet")], "open", "toegelaten", ["MAP-04"]),
        ([decision(OLD, "inschrijving", "vervangen")], "vervangen", "toegelaten", []),
        ([decision(NAME, "inschrijving", "vervangen", bestand=OLD)], "vervangen", "toegelaten", []),
        ([decision(f"{NAME} ({OLD})", "inschrijving", "vervangen")], "vervangen", "toegelaten", []),
        ([decision(OLD, "inschrijving", "voldoet niet")], "afgewezen", "toegelaten", []),
        (
            [decision(OLD, "inschrijving", "vervangen"), decision(NAME, "inschrijving", "voldoet niet")],
            "vervangen",
            "open",
            ["CIJFER-09"],
        ),
        (
            [decision(OLD, "inschrijving", "vervangen"), decision(NEW, "inschrijving", "vervangen")],
            "open",
            "open",
            [*DOUBLE, "BESLUIT-08", "BESLUIT-08"],
        ),
        (
            [decision("Een ander", "inschrijving", "vervangen", bestand=OLD)],
            "open",
            "open",
            ["MAP-04"] * 2 + ["CIJFER-10"],
        ),
        ([decision(OLD, "prijs", "vervangen")], "open", "open", [*DOUBLE, "BESLUIT-06"]),
    ],
)
def test_a_decision_says_which_file(
    rows: list[dict[str, str]], old: str, new: str, left: list[str], kader: Path, twice: Path
) -> None:
    found = decided(kader, twice, *rows)
    north = found.lots[0]
    assert (stands(north, OLD), stands(north, NEW)) == (old, new)
    assert codes(found) == left
    assert len({place.scorecard.submission.tenderer for place in north.ranking}) == len(north.ranking)


def test_a_file_that_is_replaced_competes_with_nobody(kader: Path, tmp_path: Path) -> None:
    with_one = [{"partner": "Een", "nummer": "90000001", "rol": "combinant"}]
    form(kader, tmp_path / "in", "Een", 1)
    form(kader, tmp_path / "in", NAME, 2, partners=with_one)
    form(kader, tmp_path / "in", NAME, 3, kvk="90000002")
    before = outcome(kader, tmp_path / "in")
    assert [each.place.file for each in before.findings if each.code == "ORG-01"] == ["1.xlsx", "2.xlsx"]
    found = decided(kader, tmp_path / "in", decision("2.xlsx", "inschrijving", "vervangen"))
    assert codes(found) == []
    assert all(each.code != "ORG-01" for each in found.findings)


# ── A decision about one lot ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (decision("Een", "inschrijving", "voldoet niet"), ["afgewezen", "afgewezen"]),
        (decision("Een", "inschrijving", "voldoet niet", perceel="zuid"), ["toegelaten", "afgewezen"]),
        (decision("Een", "E1", "voldoet niet", perceel="Noord"), ["afgewezen", "toegelaten"]),
        (decision("Een", "K2", "voldoet niet", perceel="noord"), ["afgewezen", "toegelaten"]),
        (decision("Een", "inschrijving", "voldoet niet", perceel="west"), ["open", "open"]),
    ],
)
def test_a_decision_about_one_lot_holds_there(
    row: dict[str, str], expected: list[str], kader: Path, tmp_path: Path
) -> None:
    form(kader, tmp_path / "in", "Een", 1, **BOTH)
    found = decided(kader, tmp_path / "in", row)
    assert [stands(lot, "Een") for lot in found.lots] == expected
    assert codes(found) == (["BESLUIT-07"] if row.get("Perceel") == "west" else [])


def test_what_is_open_in_one_lot_is_open(kader: Path, tmp_path: Path) -> None:
    typed(form(kader, tmp_path / "in", "Een", 1, **BOTH), EXPERIENCE, "ervaring", "veel")
    found = decided(kader, tmp_path / "in", decision("Een", "ervaring", "voldoet", perceel="noord"))
    assert [stands(lot, "Een") for lot in found.lots] == ["toegelaten", "open"]
    assert codes(found) == ["ANTW-07"]


# ── A decision that supplies the answer ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("row", "points", "left"),
    [
        (decision("Een", "inschrijving", "voldoet"), None, ["BESLUIT-04"]),
        (decision("Een", "ervaring", "voldoet"), "0.00", []),
        (decision("Een", "ervaring", "lees als 55,5"), "33.30", []),
        (decision("Een", "K1", "lees als: 55,5"), "33.30", []),
        (decision("Een", "ervaring", "lees als 101"), None, ["ANTW-07", "BESLUIT-05"]),
        (decision("Een", "ervaring", "lees als veel"), None, ["ANTW-07", "BESLUIT-05"]),
        (decision("Een", "omvang", "lees als 5"), None, ["ANTW-07", "BESLUIT-06"]),
        (decision("Een", "prijs", "lees als 5"), None, ["ANTW-07", "BESLUIT-06"]),
        (decision("Een", "ervaring", "lees als"), None, ["ANTW-07", "BESLUIT-02"]),
    ],
)
def test_an_answer_that_cannot_be_read_never_becomes_nothing_in_silence(
    row: dict[str, str], points: str | None, left: list[str], kader: Path, tmp_path: Path
) -> None:
    typed(form(kader, tmp_path / "in", "Een", 1), EXPERIENCE, "ervaring", "ongeveer 55,5")
    found = decided(kader, tmp_path / "in", row)
    assert codes(found) == left
    cards = [place.scorecard for place in found.lots[0].ranking]
    assert [str(card.points("K1")) for card in cards] == ([] if points is None else [points])


@pytest.mark.parametrize(
    ("rows", "expected", "left"),
    [
        ([], "open", ["PRIJS-04"]),
        ([("prijs", "voldoet")], "toegelaten", []),
        ([("K2", "voldoet")], "toegelaten", []),
        ([("K2", "voldoet niet")], "afgewezen", []),
        ([("inschrijving", "voldoet")], "toegelaten", []),
        ([("prijs", "voldoet"), ("prijs", "voldoet niet")], "open", ["PRIJS-04", "CIJFER-06"]),
    ],
)
def test_what_is_noticed_about_a_supplied_price_still_goes_to_a_person(
    rows: list[tuple[str, str]], expected: str, left: list[str], kader: Path, tmp_path: Path
) -> None:
    typed(form(kader, tmp_path / "in", "Een", 1), PRICE, "prijs", "twintig")
    read = decision("Een", "prijs", "lees als 20")
    found = decided(kader, tmp_path / "in", read, *(decision("Een", *row) for row in rows))
    assert stands(found.lots[0], "Een") == expected
    assert codes(found) == left


# ── A row that cannot be used ─────────────────────────────────────────────────────────────────────────────

NOT_WHY = decision("Een", "inschrijving", "voldoet niet") | {"Motivering": ""}


@pytest.mark.parametrize(
    ("rows", "expected", "left"),
    [
        ([NOT_WHY], ["open", "open"], ["BESLUIT-03"]),
        ([NOT_WHY | {"Perceel": "zuid"}], ["toegelaten", "open"], ["BESLUIT-03"]),
        ([decision("Een", "inschrijving", "misschien")], ["open", "open"], ["BESLUIT-02"]),
        ([decision("Een", "E9", "voldoet niet")], ["open", "open"], ["BESLUIT-01"]),
        ([decision("Een", "inschrijving", "vervangen")], ["open", "open"], ["BESLUIT-06"]),
        (
            [decision("Een", "inschrijving", "voldoet"), decision("Een", "inschrijving", "voldoet niet")],
            ["open", "open"],
            ["CIJFER-06"],
        ),
        (
            [decision("Een", "K2", word, perceel="noord") for word in ("voldoet", "voldoet niet")],
            ["open", "toegelaten"],
            ["CIJFER-06"],
        ),
        (
            [decision("Een", "K2", "voldoet"), decision("Een", "prijs", "voldoet niet")],
            ["open", "open"],
            ["CIJFER-06"],
        ),
        (
            [decision("Een", "K2", "voldoet niet"), decision("Een", "prijs", "voldoet")],
            ["open", "open"],
            ["CIJFER-06"],
        ),
        ([decision("Niemand", "inschrijving", "voldoet niet")], ["toegelaten", "toegelaten"], ["CIJFER-02"]),
    ],
)
def test_nobody_gets_a_contract_while_a_decision_about_it_cannot_be_used(
    rows: list[dict[str, str]], expected: list[str], left: list[str], kader: Path, tmp_path: Path
) -> None:
    form(kader, tmp_path / "in", "Een", 1, **BOTH)
    found = decided(kader, tmp_path / "in", *rows)
    assert [stands(lot, "Een") for lot in found.lots] == expected
    assert codes(found) == left


@pytest.mark.parametrize("subject", ["K1", "ervaring"])
@pytest.mark.parametrize(
    ("ruling", "motivation", "left"),
    [
        ("voldoet niet", "", "BESLUIT-03"),
        ("misschien", "Daarom.", "BESLUIT-02"),
        ("lees als 60", "Daarom.", "BESLUIT-06"),
        ("vervangen", "Daarom.", "BESLUIT-06"),
    ],
)
def test_a_row_about_what_counts_in_one_lot_stands_in_the_way_only_there(
    subject: str, ruling: str, motivation: str, left: str, tmp_path: Path
) -> None:
    south = "{code: zuid, titel: Zuid, criteria: [K2], gewichten: {K2: 100}}"
    made = kader_in(tmp_path, ("{code: zuid, titel: Zuid}", south))
    form(made, tmp_path / "in", "Een", 1, **BOTH)
    for lot, expected in (("", ["open", "toegelaten"]), ("noord", ["open", "toegelaten"])):
        row = decision("Een", subject, ruling, perceel=lot) | {"Motivering": motivation}
        found = decided(made, tmp_path / "in", row)
        assert [stands(one, "Een") for one in found.lots] == expected
        assert codes(found) == [left]


@pytest.mark.parametrize(
    ("rows", "expected", "left"),
    [
        ([("E1", "voldoet"), ("vog", "voldoet niet")], "open", ["CIJFER-06"]),
        ([("E1", "voldoet niet"), ("vog", "voldoet")], "afgewezen", []),
        ([("E1", "voldoet"), ("vog", "voldoet")], "toegelaten", []),
    ],
)
def test_a_requirement_is_not_met_by_an_answer_that_people_decided_against(
    rows: list[tuple[str, str]], expected: str, left: list[str], tmp_path: Path
) -> None:
    kader = kader_in(tmp_path, ("gevolg: afwijzen", "gevolg: voorleggen"))
    form(kader, tmp_path / "in", "Een", 1, vog=False)
    found = decided(kader, tmp_path / "in", *(decision("Een", *row) for row in rows))
    assert stands(found.lots[0], "Een") == expected
    assert codes(found) == left


def test_a_decision_about_a_lot_in_which_somebody_does_not_bid_is_refused(
    kader: Path, tmp_path: Path
) -> None:
    form(kader, tmp_path / "in", "Een", 1)
    found = decided(kader, tmp_path / "in", decision("Een", "inschrijving", "voldoet niet", perceel="zuid"))
    assert codes(found) == ["BESLUIT-06"]
    assert [stands(lot, "Een") for lot in found.lots] == ["toegelaten", "niet"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([decision("Een", "E1", "voldoet niet", door="Anna")], []),
        ([decision("Een", "E1", "voldoet niet")], ["BESLUIT-10"]),
        (
            [
                decision("Een", "inschrijving", "voldoet niet", door="Anna"),
                decision("Een", "inschrijving", "voldoet", door="Bert", perceel="noord"),
            ],
            ["BESLUIT-09"],
        ),
    ],
)
def test_what_a_reader_of_the_rows_could_overlook_is_told(
    rows: list[dict[str, str]], expected: list[str], kader: Path, tmp_path: Path
) -> None:
    form(kader, tmp_path / "in", "Een", 1, **BOTH)
    found = decided(kader, tmp_path / "in", *rows)
    told = [each for each in found.findings if each.code.startswith("BESLUIT")]
    assert [each.code for each in told] == expected
    assert all(each.severity == "waarschuwing" for each in told)


# ── Different rows about the same ─────────────────────────────────────────────────────────────────────────


def test_two_workbooks_that_disagree_are_both_named_with_what_they_say(kader: Path, tmp_path: Path) -> None:
    form(kader, tmp_path / "in", "Een", 1, vog=None)
    for name, ruling in (("anna.xlsx", "lees als ja"), ("bert.xlsx", "lees als nee")):
        decide(tmp_path / "in", [decision("Een", "vog", ruling)], name)
    found = outcome(kader, tmp_path / "in")
    (twice,) = [each for each in found.findings if each.code == "CIJFER-06"]
    told = dict(twice.context)["plaatsen"]
    for words in ("anna.xlsx › Besluiten › C2: lees als ja", "bert.xlsx › Besluiten › C2: lees als nee"):
        assert words in told
    assert stands(found.lots[0], "Een") == "open"


def test_a_price_signal_is_told_without_evaluating_twice(
    kader: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from inkoop.journeys import evaluate as journey

    for number, price in enumerate((50, 52, 51, 31), start=1):
        form(kader, tmp_path / "in", f"Nummer {number}", number, prijs=price)
    runs: list[int] = []
    once = journey.evaluate_with_draws
    monkeypatch.setattr(journey, "evaluate_with_draws", lambda *given: runs.append(1) or once(*given))
    found = outcome(kader, tmp_path / "in")
    cheap = next(s for s in found.submissions if s.tenderer == "Nummer 4")
    assert [each.code for each in found.about(cheap)] == ["PRIJS-05"]
    assert len(runs) == 1


# ── What stands under a finding ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("vog", "rows", "read"),
    [
        (False, [], {"EIS-01": "Hierdoor doet de inschrijving niet mee"}),
        (None, [("vog", "voldoet niet")], {"ANTW-01": "voldoet niet, door Anna. Na overleg."}),
        (None, [("E1", "voldoet niet")], {"ANTW-01": "voldoet niet, door Anna. Na overleg."}),
        (None, [("inschrijving", "voldoet niet")], {"ANTW-01": "voldoet niet, door Anna. Na overleg."}),
        (None, [("inschrijving", "voldoet")], {"ANTW-01": "zie EIS-03"}),
        (None, [("prijs", "voldoet niet")], {"ANTW-01": "om een andere reden niet mee"}),
    ],
)
def test_a_finding_says_whether_it_put_the_bidder_out_and_who_decided_so(
    vog: bool | None, rows: list[tuple[str, str]], read: dict[str, str], kader: Path, tmp_path: Path
) -> None:
    form(kader, tmp_path / "in", "Een", 1, vog=vog)
    found = decided(kader, tmp_path / "in", *(decision("Een", *row, door="Anna") for row in rows))
    told = {each.finding.code: settled_text(each) for each in found.settled}
    assert told.keys() == read.keys()
    assert all(words in told[code] for code, words in read.items()), told
    outside = [objection for one in found.lots[0].not_admitted for objection in one.objections]
    words = [objection_text(each, found.lots[0].tender) for each in outside]
    assert all("Anna" in text for text in words if rows)


# ── A form that was changed ──────────────────────────────────────────────────────────────────────────────


def changed(path: Path) -> None:
    """Let a provider turn a question round, and write a condition beside it."""
    book = openpyxl.load_workbook(path)
    row = next(row for row in book[EXPERIENCE].iter_rows() if row[0].value == "ervaring")
    row[1].value = "Hoeveel jaren ervaring krijgt u nog?"
    book[EXPERIENCE].cell(row[0].row + 3, 8).value = "Onder voorbehoud van indexering"
    book.save(path)


@pytest.mark.parametrize(("ruling", "expected"), [("voldoet", "toegelaten"), ("voldoet niet", "afgewezen")])
def test_a_changed_form_waits_for_a_person_and_then_stands_as_decided(
    kader: Path, tmp_path: Path, ruling: str, expected: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    changed(form(kader, folder, "Een", 1, **BOTH))
    form(kader, folder, "Twee", 2, **BOTH)
    before = outcome(kader, folder)
    assert sorted(codes(before)) == ["FORM-12", "FORM-16"]
    assert [stands(lot, "Een") for lot in before.lots] == ["open", "open"]
    assert [stands(lot, "Twee") for lot in before.lots] == ["toegelaten", "toegelaten"]
    after = decided(kader, folder, decision("Een", "inschrijving", ruling))
    assert codes(after) == []
    assert [stands(lot, "Een") for lot in after.lots] == [expected, expected]
