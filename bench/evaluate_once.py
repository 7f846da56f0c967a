"""One whole evaluation, for a process of its own: from files to a CSV with the ranking.

python -m bench.evaluate_once KADER FOLDER OUTPUT.csv
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from inkoop.journeys.evaluate import evaluate


def main(kader: Path, folder: Path, output: Path) -> None:
    """Evaluate, and write what the rival writes: name, total and rank."""
    evaluation = evaluate(kader, [folder]).value
    if evaluation is None:
        raise SystemExit(f"{kader} has errors")
    with output.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("inschrijver", "totaal", "rang"))
        for place in evaluation.lots[0].ranking:
            card = place.scorecard
            writer.writerow((card.submission.tenderer, f"{card.total:f}", place.rank))


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
