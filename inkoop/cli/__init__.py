"""The command line: one module a command, nothing heavy imported before a command runs."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from inkoop.cli.app import app
from inkoop.cli.console import show_progress, warn
from inkoop.cli.dutch import usage_message

INTERRUPTED = 130
USAGE = 2
_MANY = 1_000_000
"""How many new objects there are before circles of garbage are looked for."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code. Mistakes of the user never show a traceback."""
    import typer

    # One command makes hundreds of thousands of objects, its imports included, that stay to its end and hold
    # hardly a circle. Going through all of them again and again took up to a third of its time.
    gc.set_threshold(_MANY)
    # Looking for plugins of pydantic means reading what is installed; there are none here.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    # Windows consoles and pipes may speak a code page without € or ✗.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        code = app(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except typer.exceptions.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.exit(USAGE)
        context = getattr(error, "ctx", None)
        path = context.command_path if context is not None else "inkoop"
        warn(f"{usage_message(error)}\nMeer uitleg: {path} --help")
        sys.exit(USAGE)
    except (typer.Abort, KeyboardInterrupt):
        show_progress("")
        warn("afgebroken; er is niets half geschreven.")
        sys.exit(INTERRUPTED)
    sys.exit(code if isinstance(code, int) else 0)
