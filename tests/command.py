"""The command as a person types it: in this process, or in one of its own where that is what is tested."""

from __future__ import annotations

import gc
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from inkoop.cli import main

INKOOP = Path(sys.executable).with_name("inkoop")


def run(
    *arguments: object, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What a command prints and leaves with. It reads no keyboard, and its streams are no screen."""
    words = [str(each) for each in arguments]
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    often = gc.get_threshold()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd or Path.cwd())
        patch.setattr(sys, "argv", [str(INKOOP), *words])
        patch.setattr(sys, "stdin", io.StringIO())
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        for name, value in (env or {}).items():
            patch.setenv(name, value)
        patch.setenv("PYDANTIC_DISABLE_PLUGINS", "1")  # it sets this itself, and that would stay
        try:
            main()
        except SystemExit as left:
            code = left.code
        finally:
            gc.set_threshold(*often)
    assert isinstance(code, int)
    done = subprocess.CompletedProcess(words, code, _told(out), _told(err))
    assert code != 70, done.stderr
    assert "Traceback" not in done.stderr
    return done


def _told(stream: io.TextIOWrapper) -> str:
    """As a pipe that is read as text gives it."""
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return io.TextIOWrapper(io.BytesIO(raw.getvalue()), "utf-8").read()


def run_apart(
    *arguments: object, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own, with all that it starts."""
    done = subprocess.run(
        [str(INKOOP), *map(str, arguments)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        timeout=300,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done
