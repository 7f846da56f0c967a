"""Findings with their sentences as programs read them, the same in the document of every command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from inkoop.catalogue import message, remedy
from inkoop.domain.findings import Finding
from inkoop.domain.records import PlaceRecord
from inkoop.domain.settled import Alike, Settled
from inkoop.domain.submission import Decision
from inkoop.domain.told import AlikeTold, Became, DecisionTold, FindingTold, told_data
from inkoop.views.words.decisions import alike_state, settled_mark, settled_text


def findings_told(
    findings: Iterable[Finding],
    settled: Iterable[Settled] = (),
    alike: Mapping[Finding, Sequence[Alike]] | None = None,
) -> tuple[FindingTold, ...]:
    """Findings with their sentences, with what was decided about them, and with who else has the same."""
    done = {each.finding: each for each in settled}
    return tuple(_told(found, done.get(found), (alike or {}).get(found, ())) for found in findings)


def finding_documents(findings: Iterable[Finding], *, to_provider: bool = False) -> list[dict[str, Any]]:
    """The same as plain JSON, for a document of another kind."""
    return [told_data(_told(found, None, to_provider=to_provider)) for found in findings]


def _told(
    found: Finding, settled: Settled | None, alike: Sequence[Alike] = (), *, to_provider: bool = False
) -> FindingTold:
    decision = settled.decision if settled else None
    return FindingTold(
        found.code,
        found.severity,
        PlaceRecord.of(found.place),
        message(found),
        settled_text(settled)
        if settled and not settled_mark(settled)
        else remedy(found, to_provider=to_provider),
        settled_text(settled) if settled and settled_mark(settled) else None,
        decision_told(decision) if decision else None,
        tuple(map(_alike, alike)) or None,
    )


def _alike(other: Alike) -> AlikeTold:
    decided = any(each.decision for each in other.settled)
    became = Became.OPEN if other.open else Became.DECIDED if decided else Became.CLOSED
    return AlikeTold(other.name, other.file, became, alike_state(other))


def decision_told(made: Decision) -> DecisionTold:
    """A decision as the documents tell it."""
    place, cell = PlaceRecord.of(made.place), made.cell.name if made.cell else None
    return DecisionTold(
        made.subject, made.words, made.motivation, place, made.lot or None, made.by or None, cell
    )
