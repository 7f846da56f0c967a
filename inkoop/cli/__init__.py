"""The command line: one module a command, nothing heavy imported before a command runs."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from inkoop.cli.app import app
from inkoop.cli.console import ExitCode, show_progress, warn
from inkoop.cli.crash import crash_sentence
from inkoop.cli.dutch import usage_message
from inkoop.cli.streams import prepare_streams

INTERRUPTED = 130
_MANY = 1_000_000
"""How many new objects there are before circles of garbage are looked for."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code. Nobody sees a traceback: a crash goes to a file."""
    import typer

    # One command makes hundreds of thousands of objects, its imports included, that stay to its end and hold
    # hardly a circle. Going through all of them again and again took up to a third of its time.
    gc.set_threshold(_MANY)
    # Looking for plugins of pydantic means reading what is installed; there are none here.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    prepare_streams()
    try:
        code = app(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except typer.exceptions.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.exit(ExitCode.USAGE)
        context = getattr(error, "ctx", None)
        path = context.command_path if context is not None else "inkoop"
        warn(f"{usage_message(error)}\nMeer uitleg: {path} --help")
        sys.exit(ExitCode.USAGE)
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except Exception as error:
        show_progress("")
        warn(crash_sentence(error, sys.argv[1:] if arguments is None else arguments))
        sys.exit(ExitCode.CRASH)
    # Typer makes an exit code of Ctrl-C by itself, without a word.
    if code == INTERRUPTED:
        show_progress("")
        warn("afgebroken; er is niets half geschreven.")
    sys.exit(code if isinstance(code, int) else 0)
