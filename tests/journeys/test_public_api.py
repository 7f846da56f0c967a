"""The journeys are there under `import inkoop`, and cost nothing until they are used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import inkoop


@pytest.mark.parametrize("name", inkoop.__all__)
def test_every_journey_is_a_function_with_a_docstring(name: str) -> None:
    assert getattr(inkoop, name).__doc__


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="geen_reis"):
        inkoop.geen_reis  # noqa: B018 - the look-up itself is tested


def test_importing_inkoop_alone_imports_nothing_else() -> None:
    code = "import sys, inkoop; print(*(m for m in sys.modules if m.startswith(('inkoop.', 'pydantic'))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
