"""Saying why a command does not do what was asked: one sentence, and with --json one document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from inkoop.cli.console import ExitCode, Failure, error_console, fail, print_json, stop, warn
from inkoop.cli.findings_text import print_findings, print_kader_findings
from inkoop.domain.findings import Why

if TYPE_CHECKING:
    from pathlib import Path

    from inkoop.domain.evaluation import Evaluation
    from inkoop.domain.findings import Finding, Outcome
    from inkoop.domain.house_style import HouseStyle
    from inkoop.domain.tender import Tender


T = TypeVar("T")
_CODES = {
    Why.ASKED: ExitCode.USAGE,
    Why.KADER: ExitCode.KADER,
    Why.FILES: ExitCode.FILES,
    Why.FIRST: ExitCode.FINDINGS,
}


def usable_tokens(style: Path | None) -> None:
    """Ends with 4 where the design tokens that were named are no file."""
    if style is not None and not style.is_file():
        fail(ExitCode.FILES, f"{style} is geen bestand dat gelezen kan worden.")


def usable(
    outcome: Outcome[T | None],
    told: Callable[[tuple[Finding, ...]], object] | None = None,
    code: ExitCode = ExitCode.KADER,
) -> T:
    """What came of a journey; prints why there is nothing and ends, with 3 where a kader is no use.

    Args:
        told: with --json what makes the document that says so.
    """
    for words in outcome.notes:
        warn(words)
    if outcome.refusal is not None:
        fail(_CODES[outcome.refusal.why], outcome.refusal.text)
    if outcome.value is None:
        if told is None:
            print_kader_findings(outcome.findings, error_console())
        else:
            made = told(outcome.findings)
            print_json(getattr(made, "data", made))
        stop(code)
    return outcome.value


def usable_kader(path: Path) -> Tender:
    """The kader in a file."""
    from inkoop.readers.settings.kader import read_kader

    return usable(read_kader(path))


def usable_file(path: Path) -> bytes:
    """What stands in a file that was read before, as it is now."""
    from inkoop.domain.findings import Refused
    from inkoop.readers.files.archive import Limits, load_named

    try:
        return load_named(path, Limits())
    except Refused as refused:
        fail(ExitCode.FILES, refused.refusal.text)


def usable_style(folder: Path | None) -> HouseStyle | None:
    """The house style in a folder; ends with exit code 4 when something in it is wrong."""
    from inkoop.readers.settings.house_style import read_house_style

    if folder is None:
        return None
    read = read_house_style(folder)
    print_findings(read.findings, error_console())
    return read.value or stop(ExitCode.FILES)


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
            from inkoop.views.record.findings import finding_documents

            shown = finding_documents(findings)
            print_json({"formaat": form, "reden": failure.text, "bevindingen": shown})
        raise


def evaluated(outcome: Outcome[Evaluation | None], form: str, as_json: bool) -> Evaluation:
    """The evaluation a command works on; ends with 3 or 4 where the kader or every file is no use."""
    from inkoop.views.record.findings import finding_documents

    def told(findings: tuple[Finding, ...]) -> object:
        return {"formaat": form, "bevindingen": finding_documents(findings)}

    evaluation = usable(outcome, told if as_json else None)
    if not as_json:
        print_findings(outcome.findings, error_console(), evaluation)
    if not evaluation.submissions:
        fail(ExitCode.FILES, "er zijn geen inschrijvingen gelezen.")
    return evaluation
