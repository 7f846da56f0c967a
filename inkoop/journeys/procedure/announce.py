"""The values of the result notice, from the record and what its files come to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from inkoop.domain.findings import Refused
from inkoop.domain.notice import Notice
from inkoop.journeys.outcome import journey, note
from inkoop.journeys.procedure.folder import KADER, Work, working
from inkoop.journeys.procedure.outcome import evaluated, numbered
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.procedure.steps import Step
from inkoop.views.letters.notice import Value, lacking_lines, notice
from inkoop.views.record.versions import public_version

NOTHING_TOLD = Notice()


@dataclass(frozen=True, slots=True)
class Announcement:
    """What to fill in in the portal."""

    values: tuple[Value, ...]
    lacking: tuple[str, ...]
    """The lines to write below `publicatie` in the kader of the folder; empty where nothing lacks."""


@journey
def notice_values(folder: Path, progress: Progress = silent) -> Announcement:
    """Every value of the notice, with what is missing. Refused before the decision. Raises OSError."""
    with working(folder) as work:
        work.require(Step.ANNOUNCE)
        if work.tender().award is None:
            raise Refused(
                "bij open_house is er geen gunning: wie aan de eisen voldoet, doet mee. Er hoort dus geen "
                "aankondiging van een gunning bij."
            )
        evaluation, sent, told = evaluated(work, progress), work.state.decided, told_elsewhere(work)
        assert sent is not None
        received = sum(bid.replaced_by is None for bid in work.state.bids.values())
        public, bids = public_version(evaluation), numbered(work, evaluation)
        values = notice(evaluation, public, bids, received, sent, told)
        return Announcement(values, lacking_lines(values, [lot.lot for lot in evaluation.lots]))


def told_elsewhere(work: Work) -> Notice:
    """What the kader says for the portal, the archive and the Woo index.

    It is no rule, so it may be written down after publication: what stands in the draft counts, as long as
    its rules are those that were published.
    """
    published, draft = work.state.published, read_kader(work.folder / KADER).value
    if draft is not None and (published is None or fingerprint(draft) == published.fingerprint):
        return draft.notice or NOTHING_TOLD
    note(
        f"{KADER} heeft niet dezelfde regels als wat u publiceerde. Wat daar bij publicatie staat, telt "
        "niet; wat u publiceerde wel."
    )
    return work.tender().notice or NOTHING_TOLD
