"""The kader as a value: copies, and what belongs to its fingerprint."""

from __future__ import annotations

from inkoop.domain.tender import Acknowledged, Tender
from inkoop.rules.fingerprint import fingerprint


def test_a_copy_looks_its_own_criteria_up(small_tender: Tender) -> None:
    assert len(small_tender.leaves) > 1
    copied = small_tender.model_copy(update={"criteria": small_tender.criteria[:1]})
    wanted = small_tender.criteria[0].children or small_tender.criteria[:1]
    assert [leaf.code for leaf, _ in copied.leaves] == [leaf.code for leaf in wanted]
    assert set(copied.questions) < set(small_tender.questions)


def test_an_acknowledgement_is_no_rule(small_tender: Tender) -> None:
    known = Acknowledged.model_validate({"code": "PROEF-01", "reden": "Wij kennen dit."})
    copied = small_tender.model_copy(update={"acknowledged": (known,)})
    assert fingerprint(copied) == fingerprint(small_tender)
    other = small_tender.model_copy(update={"criteria": small_tender.criteria[:1]})
    assert fingerprint(other) != fingerprint(small_tender)
