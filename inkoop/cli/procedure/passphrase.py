"""Asking for the passphrase of a key: typed where nobody sees it, or a line of standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable

from inkoop.cli.console import ExitCode, ask_unseen, error_console, fail, has_keyboard, warn

_NOT_SAME = "de twee wachtzinnen zijn niet gelijk."
_NOTHING_TYPED = (
    "er is een wachtzin nodig. Start de opdracht in een terminal, dan vraagt het programma erom. In een"
    " script geeft u haar als regel op de standaardinvoer."
)


def typed_passphrase(question: str) -> str:
    """What somebody typed, or the next line of standard input. Ends with exit code 2 where there is none."""
    try:
        typed = ask_unseen(question)
    except EOFError:
        fail(ExitCode.USAGE, _NOTHING_TYPED)
    return _next_line() if typed is None else typed


def _next_line() -> str:
    """Always UTF-8: what the key was made with has to be what opens it, on any computer."""
    line = sys.stdin.buffer.readline() if sys.stdin else b""
    if not line:
        fail(ExitCode.USAGE, _NOTHING_TYPED)
    try:
        return line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        fail(ExitCode.USAGE, "de wachtzin op de standaardinvoer is geen UTF-8.")


def new_passphrase(advice: str, fault_of: Callable[[str], str]) -> str:
    """A passphrase, typed twice. At a terminal it is asked again until it can be used."""
    if has_keyboard():
        error_console().say(f"{advice} U ziet niet wat u typt.", style="dim")
    while True:
        typed = typed_passphrase("Bedenk een wachtzin: ")
        fault = fault_of(typed)
        if not fault and typed_passphrase("Nog een keer: ") == typed:
            return typed
        fault = fault or _NOT_SAME
        if not has_keyboard():
            fail(ExitCode.USAGE, f"{fault} Er is niets gemaakt.")
        warn(fault)
