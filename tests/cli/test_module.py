"""`python -m inkoop` is the same command line, where the script is not on the path."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

INKOOP = str(Path(sys.executable).with_name("inkoop"))


@pytest.mark.parametrize("arguments", [["uitleg", "ANTW-01"], ["--nietes"], ["kader", "is-er-niet.yaml"]])
def test_the_module_says_and_ends_as_the_script_does(arguments: list[str]) -> None:
    script, module = (
        subprocess.run([*start, *arguments], capture_output=True, text=True, check=False)
        for start in ([INKOOP], [sys.executable, "-m", "inkoop"])
    )
    assert script.stdout or script.stderr
    assert (module.returncode, module.stdout, module.stderr.replace("python -m inkoop", "inkoop")) == (
        script.returncode,
        script.stdout,
        script.stderr,
    )
