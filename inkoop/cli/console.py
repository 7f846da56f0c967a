"""What people see on the terminal, and the exit codes of all commands.

The one place from which text goes to a terminal. Much of it was typed by strangers, so all of it is cleaned
here and none of it is read as markup; no other module of the command line prints or knows `rich`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import typer

from inkoop.cli.streams import as_shown, can_show
from inkoop.domain.findings import Finding, Severity, has_errors
from inkoop.domain.visible import one_line, visible, visible_json

if TYPE_CHECKING:
    from rich.text import Text


class ExitCode(IntEnum):
    """The meaning of each exit code, the same for every command."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    KADER = 3
    FILES = 4
    CRASH = 70


class Failure(typer.Exit):
    """The end of a command that did not do what was asked; the sentence is on standard error already."""

    def __init__(self, code: ExitCode, text: str) -> None:
        super().__init__(code)
        self.text = text


json_target: ContextVar[Path | None] = ContextVar("json_target", default=None)
"""The file in which the JSON of this command goes; None for standard output."""

SIGNS = {Severity.ERROR: "✗ fout", Severity.WARNING: "! let op", Severity.TIP: "· tip"}
COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.TIP: "cyan"}

Part = str | tuple[str, str]
"""A text, or a text with a style of ours."""


class Screen:
    """A stream on which people read: whatever goes out is cleaned, and is text."""

    def __init__(self, *, errors: bool = False) -> None:
        from rich.console import Console

        # Our own words have no markup either: one day they are put together with a name.
        self._console = Console(stderr=errors, markup=False, emoji=False, highlight=False)

    @property
    def width(self) -> int:
        """How many characters fit on a line."""
        return self._console.width

    def _text(self, parts: Sequence[Part], style: str = "") -> Text:
        """The parts as one cleaned text, in signs that this screen has."""
        from rich.text import Text

        made = Text(style=style)
        for part in parts:
            words, own = (part, "") if isinstance(part, str) else part
            made.append(as_shown(visible(words), self._console.encoding), own)
        return made

    def say(self, *parts: Part, style: str = "", whole: bool = False) -> None:
        """A text, in parts that each may have a style; folded at the width of the screen unless `whole`."""
        self._console.print(self._text(parts, style), soft_wrap=whole)

    def indented(self, words: str, first: str, rest: str | None = None, style: str = "") -> None:
        """A text folded at the width of the screen, each line of it with an indent."""
        after = first if rest is None else rest
        room = max(20, self.width - max(len(first), len(after)))
        for number, line in enumerate(self._text((words,), style).wrap(self._console, room)):
            line.rstrip()
            self._console.print(after if number else first, line, sep="", soft_wrap=True)

    def table(
        self, columns: Iterable[tuple[str, bool]], rows: Iterable[Sequence[str]], title: str = ""
    ) -> None:
        """A table with a heading a column, and whether it is numeric."""
        from rich import box
        from rich.table import Table

        made = Table(
            title=self._text((title,)) if title else None,
            title_justify="left",
            box=box.SIMPLE_HEAD,
            pad_edge=False,
            padding=(0, 1),
        )
        for name, numeric in columns:
            made.add_column(
                self._text((name,)),
                justify="right" if numeric else "left",
                overflow="fold",
                no_wrap=numeric and not title,
            )
        for row in rows:
            made.add_row(*(self._text((cell,)) for cell in row))
        self._console.print(made)

    def labelled(self, rows: Iterable[tuple[str, str]], width: int) -> None:
        """Lines with a label before each, in two columns."""
        from rich.padding import Padding
        from rich.table import Table

        made = Table.grid(padding=(0, 2))
        made.add_column(style="dim", min_width=width, no_wrap=True)
        made.add_column(overflow="fold")
        for label, words in rows:
            made.add_row(self._text((label,)), self._text((words,)))
        self._console.print(Padding(made, (0, 0, 0, 2)))


def error_console() -> Screen:
    """Standard error, for progress and side findings."""
    return Screen(errors=True)


def output_console() -> Screen:
    """Standard output, for what the command is for."""
    return Screen()


def tell(words: object) -> None:
    """One line on standard output, as it is: the path of a file that was made."""
    _line(sys.stdout, one_line(str(words)))


def warn(words: str) -> None:
    """A sentence of the program on standard error."""
    if sys.stderr.isatty():
        show_progress("")
    _line(sys.stderr, f"inkoop: {visible(words)}")


def ask_unseen(question: str) -> str | None:
    """What somebody types at a terminal, without showing it; None where nobody is there to type."""
    from getpass import getpass

    return getpass(visible(question)) if has_keyboard() else None


def has_keyboard() -> bool:
    """Whether somebody can type; where standard input is closed, Python has none."""
    return sys.stdin is not None and sys.stdin.isatty()


def _line(stream: TextIO, words: str) -> None:
    """Not through typer, which would put a stream of its own over one with few signs."""
    stream.write(f"{words}\n")
    stream.flush()


def show_progress(words: str) -> None:
    """A line on standard error that takes the place of the one before; empty takes it away."""
    sys.stderr.write(f"\r\033[K{one_line(words)}")
    sys.stderr.flush()


def print_json(document: Any) -> None:
    """Exactly one JSON document on standard output, or in the file that `--json=BESTAND` names.

    What standard output cannot show is written as its number, which is the same data.
    """
    text = visible_json(json.dumps(document, ensure_ascii=False, indent=2))
    path = json_target.get()
    if path is not None:
        from inkoop.cli.files import writing
        from inkoop.writers.text import write_text

        with writing(path):
            write_text(path, f"{text}\n")
        tell(path)
        return
    if not can_show(text, sys.stdout.encoding or "utf-8"):
        text = json.dumps(document, indent=2)
    _line(sys.stdout, text)


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
    warn(text)
    raise Failure(code, text)
