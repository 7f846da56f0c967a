"""What people see on the terminal: findings, progress, and the exit codes of all commands."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from inkoop.catalogue import message, remedy
from inkoop.domain.findings import Finding, Severity, has_errors
from inkoop.domain.places import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from inkoop.domain.evaluation import Evaluation


class ExitCode(IntEnum):
    """The meaning of each exit code, the same for every command."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    KADER = 3
    FILES = 4


class Failure(typer.Exit):
    """The end of a command that did not do what was asked; the sentence is on standard error already."""

    def __init__(self, code: ExitCode, text: str) -> None:
        super().__init__(code)
        self.text = text


SIGNS = {Severity.ERROR: "✗ fout", Severity.WARNING: "! let op", Severity.TIP: "· tip"}
COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.TIP: "cyan"}


def error_console() -> Console:
    """Standard error, for progress and side findings."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def output_console() -> Console:
    """Standard output, for what the command is for."""
    from rich.console import Console

    return Console(highlight=False)


def print_findings(
    findings: Iterable[Finding],
    console: Console,
    about: Evaluation | None = None,
    *,
    to_provider: bool = False,
) -> None:
    """Every finding: where, what is wrong, what the reader can do; or what was decided about it.

    Args:
        about: the evaluation with what was decided, and with who else has the same fault.
    """
    from rich.text import Text

    from inkoop.views.words.decisions import alike_text, settled_mark, settled_text

    done = {each.finding: each for each in about.settled} if about else {}
    for found in findings:
        line = Text()
        if found in done and (mark := settled_mark(done[found])):
            line.append(f"{'✓' if done[found].decision else '·'} {mark}", "green")
        else:
            line.append(SIGNS[found.severity], COLOURS[found.severity])
        line.append(f"  {found.code}  ", "bold")
        line.append(str(found.place), "underline")
        console.print(line, soft_wrap=True)
        print_indented(Text(message(found)), console, "   ")
        mend = remedy(found, to_provider=to_provider)
        then = printable(settled_text(done[found])) if found in done else mend
        print_indented(Text(f"→ {then}", "dim"), console, "   ", "     ")
        if about and (also := alike_text(about.alike.get(found, ()))):
            print_indented(Text(f"= {printable(also)}", "dim"), console, "   ", "     ")


def print_indented(text: Text, console: Console, first: str, rest: str | None = None) -> None:
    """A text folded at the width of the screen, each line of it with an indent."""
    after = first if rest is None else rest
    room = max(20, console.width - max(len(first), len(after)))
    for number, line in enumerate(text.wrap(console, room)):
        line.rstrip()
        console.print(after if number else first, line, sep="", soft_wrap=True)


def print_kader_findings(findings: Iterable[Finding], console: Console) -> None:
    """The findings of a kader as `bestand:regel:kolom: CODE wat er mis is; bedoelt u …?`."""
    from rich.text import Text

    for found in findings:
        line = Text(f"{found.place}: ")
        line.append(f"{found.code} ", COLOURS[found.severity])
        prefix = "" if found.severity is Severity.ERROR else f"{found.severity.value}: "
        line.append(f"{prefix}{message(found)}")
        console.print(line, soft_wrap=True)
        mend = remedy(found, to_provider=True)  # who gave the file that cannot be used, can give another
        console.print(Text(f"    → {mend}", "dim"), soft_wrap=True)


def print_json(document: Any) -> None:
    """Exactly one JSON document on standard output."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def findings_exit(findings: Iterable[Finding], strict: bool) -> ExitCode:
    """0 without faults; 1 with a fault, or with any warning when strict."""
    every = list(findings)
    worst = has_errors(every) or (strict and any(f.severity is Severity.WARNING for f in every))
    return ExitCode.FINDINGS if worst else ExitCode.OK


def stop(code: ExitCode) -> NoReturn:
    """End the command with an exit code."""
    sys.stdout.flush()
    raise typer.Exit(code)


def fail(code: ExitCode, text: str) -> NoReturn:
    """End the command with one sentence on standard error."""
    typer.echo(f"inkoop: {text}", err=True)
    raise Failure(code, text)
