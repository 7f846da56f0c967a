"""Saying why a command does not do what was asked: one sentence, and with --json one document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from inkoop.cli.console import (
    ExitCode,
    Failure,
    error_console,
    fail,
    print_findings,
    print_json,
    print_kader_findings,
    stop,
)

if TYPE_CHECKING:
    from inkoop.domain.evaluation import Evaluation
    from inkoop.domain.findings import Finding, Outcome


@contextmanager
def one_document(form: str, as_json: bool) -> Iterator[list[Finding]]:
    """With --json: a document with the reason also when a command ends in a refusal.

    Yields a list for the findings that were made by then; `form` is the document's format.
    """
    findings: list[Finding] = []
    try:
        yield findings
    except Failure as failure:
        if as_json:
            from inkoop.views.record.document import finding_documents

            shown = finding_documents(findings)
            print_json({"formaat": form, "reden": failure.text, "bevindingen": shown})
        raise


def evaluated(outcome: Outcome[Evaluation | None], form: str, as_json: bool) -> Evaluation:
    """The evaluation a command works on; ends with 3 or 4 where the kader or every file is no use."""
    if outcome.value is None:
        if as_json:
            from inkoop.views.record.document import finding_documents

            print_json({"formaat": form, "bevindingen": finding_documents(outcome.findings)})
        else:
            print_kader_findings(outcome.findings, error_console())
        stop(ExitCode.KADER)
    if not as_json:
        print_findings(outcome.findings, error_console())
    if not outcome.value.submissions:
        fail(ExitCode.FILES, "er zijn geen inschrijvingen gelezen.")
    return outcome.value
