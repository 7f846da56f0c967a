"""Every command and every output, on random tenders with lots and on the example, held against the reckoning.

RECKONING=0:5000 pytest tests/reckoning/test_every_output.py     tries so many more tenders
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT

from . import every_output
from .every_output import disagreements, verified
from .invent_bids import invent
from .per_lot import written_out
from .plain import read_yaml
from .tender import Tender, written

MORE = os.environ.get("RECKONING")
NUMBERS = range(*map(int, MORE.split(":"))) if MORE else (2743, 2380)
"""Without more: an offer that is divided, by a logarithm and with an answer that people read; and a draw. In
both, things are asked for each lot and decided for one."""
EXAMPLE = "meerdonk-2027"
pytestmark = pytest.mark.langzaam


@pytest.mark.parametrize("number", NUMBERS)
def test_every_output_of_a_random_tender_says_what_is_reckoned(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tender = written(invent(number), tmp_path)
    assert tender is not None, "every kader that is drawn can be used"
    assert disagreements(tender, tmp_path, monkeypatch) == []


@pytest.fixture
def example(tmp_path: Path) -> Tender:
    """The example with lots, in a folder of its own and with its draw."""
    shutil.copytree(ROOT / "submissions" / EXAMPLE, tmp_path / "in")
    path = ROOT / "criteria" / f"{EXAMPLE}.yaml"
    return Tender(path, tmp_path / "in", written_out(read_yaml(path)))


def test_every_output_of_the_example_says_what_is_reckoned(
    example: Tender, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert disagreements(example, tmp_path, monkeypatch, ("rapport-zuid.pdf",)) == []
    assert verified(tmp_path / "uit") == []


def test_a_wrong_number_anywhere_is_seen(
    example: Tender, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The comparison itself: with one grade read otherwise, every kind of output disagrees."""
    right = Tender.reckoned

    def otherwise(tender: Tender, fallen: frozenset[str] = frozenset()) -> object:
        outcomes = right(tender, fallen)
        for outcome in outcomes.values():
            for place in outcome.places:
                place.total += 1
                place.rank += 1
                place.scores = {code: points + 1 for code, points in place.scores.items()}
                place.volume = place.volume and place.volume + 1
        return outcomes

    monkeypatch.setattr(Tender, "reckoned", otherwise)
    found = " ".join(disagreements(example, tmp_path, monkeypatch))
    for output in every_output.OUTPUTS:
        assert output in found
