"""One rehearsal of a kader: its processor time, and a mark of what it says, for a process of its own.

Run as a script with a checkout first in the path, it measures the code of that checkout:
python rehearse_once.py KADER.yaml
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import sys
import time


def main(kader: str) -> None:
    """The command as an officer gives it, without the start of the interpreter."""
    from inkoop.cli import main as inkoop

    said = io.StringIO()
    sys.argv = ["inkoop", "proefdraai", kader, "--json"]
    start = time.process_time()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        inkoop()
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "mark": hashlib.sha256(said.getvalue().encode()).hexdigest()}))


if __name__ == "__main__":
    main(sys.argv[1])
