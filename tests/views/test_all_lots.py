"""The sheet over all lots: every contract, every draw and everybody who still waits, in each lot."""

from __future__ import annotations

from inkoop.domain.evaluation import Award
from inkoop.views.report.all_lots import all_lots
from inkoop.views.report.view import report_view
from tests.report_cases import example
from tests.views.test_everybody import evaluation


def test_every_contract_of_the_example_is_on_the_sheet() -> None:
    """As in the data of the example: Noord 30 and 20, Zuid 15, 20 and the rest, Werk 12, 15 and 13."""
    made = example("meerdonk-2027")
    sheet = all_lots(made, made)
    assert sheet is not None
    assert sheet.headline == "In elk perceel is er een voorstel voor een contract"
    rows = {row.cells[0]: row.cells[1:] for table in sheet.lots for row in table.rows}
    assert rows["Dagbesteding in Noord"] == (
        "5",
        "Stichting De Wilgentuin (30 plekken) en Stichting De Korenbloem (20 plekken)",
        "Voorstel",
    )
    gets = {row.cells[0]: row.cells[1] for table in sheet.providers for row in table.rows}
    assert gets["Stichting De Wilgentuin"] == (
        "Dagbesteding in Noord (30 plekken); Werk bij gewone bedrijven (15 plekken)"
    )


def test_who_waits_in_a_lot_is_named_or_counted_as_open() -> None:
    made = evaluation()
    sheet = all_lots(made, made)
    assert sheet is not None
    rows = [row.cells for table in sheet.lots for row in table.rows]
    for lot, cells in zip(made.lots, rows, strict=True):
        drawn = [place for place in lot.ranking if place.award is Award.DRAW]
        assert ("loten:" in cells[3]) == bool(drawn)
        assert ("op een besluit" in cells[3]) == bool(lot.undecided)
    open_ends = [row.cells for table in sheet.providers for row in table.rows if row.cells[2] != "–"]
    waiting = {u.submission.name for lot in made.lots for u in lot.undecided}
    assert waiting <= {cells[0] for cells in open_ends}


def test_a_tender_without_lots_has_no_such_sheet() -> None:
    made = example("zwolle-2015")
    assert all_lots(made, made) is None
    assert report_view(made).lots is None
