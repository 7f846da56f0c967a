"""An earlier commit of this project in a folder of its own, to measure against in the same run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.process import PROJECT, Cost, cost_of

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Checkout:
    """A folder with a commit; its own environment is used where it has one."""

    folder: Path = PROJECT

    @property
    def python(self) -> str:
        """The interpreter that knows what this commit needs."""
        own = self.folder / ".venv" / "bin" / "python"
        return str(own) if own.is_file() else sys.executable

    @property
    def _surroundings(self) -> dict[str, str]:
        """With its own code first, and room for compiled code: an installed program has that too."""
        compiled = Path(tempfile.gettempdir()) / "inkoop-bench-compiled"
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return kept | {"PYTHONPATH": str(self.folder), "PYTHONPYCACHEPREFIX": str(compiled)}

    def told(self, script: str, *arguments: object) -> Any:
        """What a script of this benchmark prints as JSON, when it works with the code of this commit."""
        command = [self.python, str(_HERE / f"{script}.py"), *map(str, arguments)]
        done = subprocess.run(
            command,
            check=True,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env=self._surroundings,
        )
        return json.loads(done.stdout)

    def cost(self, module: str, *arguments: object, allowed: Sequence[int] = (0,)) -> Cost:
        """What a module of this commit costs in a fresh process."""
        command = [self.python, "-m", module, *map(str, arguments)]
        return cost_of(command, allowed, self.folder)
