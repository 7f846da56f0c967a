"""Microseconds a score, as data and with its sentence, for a process of its own.

Run as a script with a checkout first in the path, it measures the code of that checkout:
python score_once.py KADER NUMBER_OF_SUBMISSIONS ROUNDS
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from bench.corpus import Corpus
from bench.scoring import _microseconds, _Work


def main(kader: str, count: int, rounds: int) -> None:
    """The best of the rounds: the others were held up by something else."""
    with tempfile.TemporaryDirectory() as folder:
        work = _Work(Corpus(Path(folder), kader), count)
        data = min(_microseconds(work.scorecards, work.scores) for _ in range(rounds))
        told = min(_microseconds(work.explained, work.scores) for _ in range(rounds))
    print(json.dumps({"data": data, "told": told}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
