"""The same provider twice in one folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from inkoop.catalogue import finding
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.rules.dutch_format import listing
from inkoop.rules.submission.naming import folded


def duplicate_findings(submissions: Sequence[Submission]) -> dict[SubmissionId, tuple[Finding, ...]]:
    """By submission: a finding for every submission whose provider, by name or KvK number, is there twice."""
    keys: tuple[tuple[str, Callable[[Submission], str]], ...] = (
        ("dezelfde naam", lambda submission: folded(submission.tenderer)),
        ("hetzelfde KvK-nummer", lambda submission: "".join(filter(str.isdigit, submission.registration))),
    )
    found: dict[SubmissionId, tuple[Finding, ...]] = {}
    for same, key in keys:
        groups: dict[str, list[Submission]] = {}
        for submission in submissions:
            if key(submission):
                groups.setdefault(key(submission), []).append(submission)
        for group in groups.values():
            files = listing(submission.file for submission in group)
            for submission in group if len(group) > 1 else ():
                others = " ".join(one.id for one in group if one is not submission)
                words = {"naam": submission.tenderer, "zelfde": same, "bestanden": files, "anderen": others}
                words["andere"] = listing(one.file for one in group if one is not submission)
                double = finding("MAP-04", CellPlace(submission.file), **words)
                if not any(files == dict(f.context)["bestanden"] for f in found.get(submission.id, ())):
                    found[submission.id] = (*found.get(submission.id, ()), double)
    return found


def with_findings(
    submissions: Sequence[Submission], found: Mapping[SubmissionId, tuple[Finding, ...]]
) -> list[Submission]:
    """The submissions with what only a comparison shows."""
    return [
        replace(submission, findings=(*submission.findings, *found[submission.id]))
        if submission.id in found
        else submission
        for submission in submissions
    ]
