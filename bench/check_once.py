"""Run as a script: the processor time of one `inkoop controleer`, with all its processes, as JSON."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path


def main() -> None:
    """Check the form that is named first by the kader that is named next."""
    form, kader = sys.argv[1:]
    program = str(Path(sys.executable).with_name("inkoop"))
    command = [program, "controleer", form, "--kader", kader]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(done.returncode)
    print(json.dumps({"seconds": used.ru_utime + used.ru_stime}))


if __name__ == "__main__":
    main()
