"""Forms are held against what was made public, whatever the program writes by now."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from inkoop.journeys import blank_form
from inkoop.journeys.procedure.opening import open_bids
from inkoop.journeys.procedure.outcome import evaluate_folder
from inkoop.journeys.procedure.publish import publish
from inkoop.journeys.procedure.receive import receive
from inkoop.readers.settings.kader import read_kader
from inkoop.writers.form import write_form
from tests.conftest import GOOD_ANSWERS
from tests.procedure.killing import ACKNOWLEDGED
from tests.procedure.tender_case import BIDDERS, KADER, NO_VAULT

STEPS = ("Een eerste stap, zoals een eerdere versie die schreef.", "Een tweede stap.")


@pytest.mark.langzaam
def test_a_form_of_an_earlier_program_is_held_against_the_form_that_was_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Published and filled in when the first sheet had other words; read by the program as it is."""
    place = tmp_path / "tender"
    place.mkdir()
    (place / "kader.yaml").write_text(f"{KADER.read_text('utf-8')}{ACKNOWLEDGED}", "utf-8")
    with monkeypatch.context() as before:
        before.setattr("inkoop.writers.form.welcome.STEPS", STEPS)
        made = publish(place, now=datetime(2026, 1, 5, 9), form_alone=True, keys=NO_VAULT)
        assert made.value, made.refusal
        tender = read_kader(place / "kader.yaml").value
        assert tender
        form = tmp_path / "form.xlsx"
        write_form(tender, form, GOOD_ANSWERS | {"naam": BIDDERS[0]})
    monkeypatch.setattr(blank_form, "_MADE", {})
    assert receive(place, [form], ("An",), now=datetime(2026, 1, 20, 9)).value
    assert open_bids(place, ("An", "Bo"), datetime(2026, 2, 2, 13)).value
    seen = evaluate_folder(place).value
    assert seen
    assert [each.code for one in seen.submissions for each in one.findings] == []
    monkeypatch.setattr("inkoop.journeys.procedure.outcome.published_forms", lambda _: {})
    without = evaluate_folder(place).value
    assert without
    assert [each.code for one in without.submissions for each in one.findings] != []
