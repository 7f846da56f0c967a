"""A report that was made by an earlier version still verifies: councils keep them for years."""

from __future__ import annotations

from pathlib import Path

import pytest

from inkoop.journeys.verify import verify

EARLIER = sorted((Path(__file__).parent / "eerder").glob("*.pdf"))


def test_there_are_earlier_reports():
    assert len(EARLIER) >= 4


@pytest.mark.parametrize("report", EARLIER, ids=lambda path: path.stem)
def test_it_still_verifies(report: Path):
    found = verify(report)
    assert [fault for check in found.checks for fault in check.faults] == []
    assert found.right
