"""The journeys are there under `import inkoop`, and cost nothing until they are used."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import inkoop
from inkoop.domain.findings import Why
from tests.conftest import ROOT


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


COMMANDS = Path(inkoop.__file__).parent / "cli"


def imported_journeys(module: Path) -> set[str]:
    """The functions of journeys that a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("inkoop.journeys."):
            found |= {alias.name for alias in node.names if alias.name.islower()}
    return found


def test_whatever_a_command_uses_is_public() -> None:
    used = set().union(*map(imported_journeys, COMMANDS.rglob("*.py")))
    assert len(used) > 10
    assert used <= set(inkoop.__all__)


def test_a_refusal_is_part_of_the_outcome_and_never_an_exception(tmp_path: Path) -> None:
    (tmp_path / "iets.txt").write_text("iets", "utf-8")
    for example, why in (("bestaat-niet", Why.ASKED), ("zwolle-2015", Why.FILES)):
        outcome = inkoop.start_tender(tmp_path, example)
        assert outcome.value is None
        assert outcome.refusal is not None
        assert outcome.refusal.why is why
    kader = ROOT / "criteria" / "zwolle-2015.yaml"
    evaluation = inkoop.evaluate(kader, [ROOT / "submissions" / "zwolle-2015"]).value
    assert evaluation is not None
    told = [
        inkoop.explain(evaluation, "Wie is dat"),
        inkoop.explain(evaluation, "De Brede Oever", "K99"),
        inkoop.withdraw(evaluation, ["Wie is dat"]),
        inkoop.letters_for(evaluation, ["Wie is dat"]),
        inkoop.draw(evaluation, [tmp_path]),
    ]
    for found in told:
        assert found.value is None
        assert found.refusal is not None
        assert found.refusal.text.endswith((".", "?")), found.refusal.text
