"""A requirement or criterion on a table column: a cell that is empty or cannot be read leaves it open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inkoop.catalogue import remedy
from inkoop.domain.evaluation import Evaluation
from tests.decisions_case import codes, decide, decision, form, kader_in, outcome, stands, typed
from tests.journeys.test_read_by_people import table_cell

TEAM = """  - code: team
    tekst: Wie werken er?
    soort: tabel
    max_rijen: 3
    kolommen:
      - {code: wie, tekst: Naam, soort: tekst, max_woorden: 5}
      - {code: vog, tekst: Verklaring, soort: ja_nee, verplicht: nee}
      - code: uren
        tekst: Uren per week
        soort: geheel_getal
        eenheid: uren
        definitie: Gemiddeld.
        minimum: 1
        maximum: 40
      - {code: kan, tekst: Kan, soort: meerkeuze, keuzes: {koken: Koken, tuin: Tuinieren}, verplicht: nee}
organisaties:"""
DEMAND = """
  - code: E2
    soort: minimumeis
    titel: Iedereen is goed
    bron: P1
    vraag: team
    voldoet: TEST
    gevolg: GEVOLG
criteria:
"""
CHOICE = "  - {code: kan, tekst: Wat kan?, soort: meerkeuze, keuzes: {koken: Koken, tuin: Tuin}}"
HOURS = "{kolom: uren, minimaal: 4}"
VOG = "{kolom: vog, is: ja}"
COOKS = "{kolom: kan, bevat: koken}"


def row(uren: int = 8, vog: bool | None = True, kan: tuple[str, ...] = ("koken",)) -> dict[str, Any]:
    made: dict[str, Any] = {"wie": "Anna", "uren": uren, "kan": list(kan)}
    return made if vog is None else made | {"vog": vog}


def kader(folder: Path, test: str, consequence: str = "afwijzen") -> Path:
    demand = DEMAND.replace("TEST", test).replace("GEVOLG", consequence)
    return kader_in(folder, ("organisaties:", TEAM), ("\ncriteria:\n", demand))


def found(made: Path, folder: Path, *rows: dict[str, str]) -> Evaluation:
    decide(folder, rows)
    return outcome(made, folder)


@pytest.mark.parametrize("consequence", ["afwijzen", "voorleggen"])
@pytest.mark.parametrize(
    ("test", "rows", "hours", "hard", "left"),
    [
        (HOURS, [row(), row()], None, "toegelaten", []),
        (HOURS, [row(), row()], "veel", "open", ["ANTW-07"]),
        (HOURS, [row(), row()], "", "open", ["ANTW-17"]),
        (HOURS, [row(), row(2)], "veel", "afgewezen", []),
        (VOG, [row(), row(vog=None)], None, "open", ["EIS-03"]),
        (VOG, [row(vog=False), row(vog=None)], None, "afgewezen", []),
        (VOG, [row(vog=None), row(vog=None)], None, "open", ["EIS-03"]),
        (COOKS, [row(), row(kan=())], None, "toegelaten", []),
        (COOKS, [row(kan=("tuin",)), row(kan=())], None, "open", ["EIS-03"]),
        (COOKS, [row(kan=("tuin",))], None, "afgewezen", []),
    ],
)
def test_only_what_is_certain_decides(
    test: str,
    rows: list[dict[str, Any]],
    hours: str | None,
    hard: str,
    left: list[str],
    consequence: str,
    tmp_path: Path,
) -> None:
    made = kader(tmp_path, test, consequence)
    path = form(made, tmp_path / "in", "Een", 1, team=rows)
    if hours is not None:
        table_cell(path, "team", "uren", 1, hours)
    seen = outcome(made, tmp_path / "in")
    soft = consequence == "voorleggen" and hard == "afgewezen"
    assert stands(seen.lots[0], "Een") == ("open" if soft else hard)
    waits = [one.code for lot in seen.lots[0].undecided for one in lot.findings]
    assert ("EIS-02" in waits) is soft
    if not soft:
        assert codes(seen) == left


def test_a_decision_on_the_whole_does_not_say_what_stands_in_a_cell(tmp_path: Path) -> None:
    made = kader(tmp_path, HOURS)
    cell = table_cell(form(made, tmp_path / "in", "Een", 1, team=[row(), row()]), "team", "uren", 2, "veel")
    (fault,) = outcome(made, tmp_path / "in").to_do
    assert "voldoet, als het zonder antwoord kan" not in remedy(fault)
    for rows, expected, left in [
        ([decision("Een", "inschrijving", "voldoet")], "open", ["EIS-03"]),
        ([decision("Een", "team", "voldoet")], "open", ["ANTW-07", "BESLUIT-06"]),
        ([decision("Een", f"team, {cell}", "voldoet")], "open", ["ANTW-07", "BESLUIT-06"]),
        ([decision("Een", f"team, {cell}", "lees als 8")], "toegelaten", []),
        ([decision("Een", f"team, {cell}", "lees als 2")], "afgewezen", []),
        ([decision("Een", f"team, {cell}", "voldoet niet")], "afgewezen", []),
    ]:
        seen = found(made, tmp_path / "in", *rows)
        assert stands(seen.lots[0], "Een") == expected, rows
        assert codes(seen) == left, rows


def test_another_column_of_the_table_can_do_without_an_answer(tmp_path: Path) -> None:
    made = kader(tmp_path, VOG)
    path = form(made, tmp_path / "in", "Een", 1, team=[row(), row()])
    cell = table_cell(path, "team", "uren", 2, "veel")
    (fault,) = outcome(made, tmp_path / "in").to_do
    assert "voldoet, als het zonder antwoord kan" in remedy(fault)
    assert stands(
        found(made, tmp_path / "in", decision("Een", f"team, {cell}", "voldoet")).lots[0], "Een"
    ) == ("toegelaten")


@pytest.mark.parametrize(("column", "left"), [("uren", ["BESLUIT-04"]), ("wie", [])])
def test_a_cell_that_would_earn_points_is_not_counted_as_nothing(
    column: str, left: list[str], tmp_path: Path
) -> None:
    question = "vraag: {code: ervaring, tekst: Welk deel heeft ervaring?, soort: percentage,"
    question += " eenheid: procent, definitie: Van de medewerkers., minimum: 0, maximum: 100}\n"
    rule = "{soort: lineair, nul_bij: 0, vol_bij: 100}"
    summed = "{soort: lineair, kolom: uren, bewerking: som, nul_bij: 0, vol_bij: 40}"
    made = kader_in(tmp_path, ("organisaties:", TEAM), (question, "vraag: team\n"), (rule, summed))
    path = form(made, tmp_path / "in", "Een", 1, team=[row(), row()], ervaring=None)
    wrong = {"uren": "veel", "wie": "een twee drie vier vijf zes"}[column]
    cell = table_cell(path, "team", column, 2, wrong)
    seen = found(made, tmp_path / "in", decision("Een", "inschrijving", "voldoet"))
    assert codes(seen) == left
    if left:
        (open_point,) = (one for one in seen.to_do if one.severity == "fout")
        assert (open_point.place.cell, dict(open_point.context)["gevonden"]) == (cell, wrong)
        for ruling in ("voldoet", "lees als 9"):
            rows = [decision("Een", "inschrijving", "voldoet"), decision("Een", f"team, {cell}", ruling)]
            assert stands(found(made, tmp_path / "in", *rows).lots[0], "Een") == "toegelaten"


@pytest.mark.parametrize(
    ("marked", "unread", "ruling", "expected", "left"),
    [
        ("tuin", "koken", "", "open", ["ANTW-06"]),
        ("tuin", "koken", "voldoet", "open", ["ANTW-06", "BESLUIT-06"]),
        ("tuin", "koken", "lees als koken en tuin", "toegelaten", []),
        ("tuin", "koken", "lees als tuin", "afgewezen", []),
        ("koken", "tuin", "", "open", ["ANTW-06"]),
        ("koken", "tuin", "voldoet", "toegelaten", []),
    ],
)
@pytest.mark.parametrize("in_table", [True, False])
def test_a_mark_that_cannot_be_read_rejects_nobody(
    in_table: bool, marked: str, unread: str, ruling: str, expected: str, left: list[str], tmp_path: Path
) -> None:
    if in_table:
        made = kader(tmp_path, COOKS)
        path = form(made, tmp_path / "in", "Een", 1, team=[row(kan=(marked,))])
        subject = f"team, {table_cell(path, 'team', f'kan:{unread}', 1, '?')}"
    else:
        demand = DEMAND.replace("TEST", "{bevat: koken}").replace("GEVOLG", "afwijzen")
        demand = demand.replace("vraag: team", "vraag: kan")
        made = kader_in(tmp_path, ("organisaties:", f"{CHOICE}\norganisaties:"), ("\ncriteria:\n", demand))
        path, subject = form(made, tmp_path / "in", "Een", 1, kan=[marked]), "kan"
        typed(path, "Organisatie", f"kan:{unread}", "?")
    seen = found(made, tmp_path / "in", *([decision("Een", subject, ruling)] if ruling else []))
    assert stands(seen.lots[0], "Een") == expected
    assert codes(seen) == left
