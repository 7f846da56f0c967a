"""The results as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench.harness import Figure, Section

_HEAD = ("what", "measured", "spread", "beside", "target", "met")
_MET = {True: "yes", False: "**no**", None: ""}


def page(sections: Sequence[Section], machine: Iterable[str], skipped: Iterable[str], quick: bool) -> str:
    """Everything, the table with all figures first."""
    figures = [figure for section in sections for figure in section.figures]
    parts = [
        "# Results of the benchmark",
        "Made by `make bench`; do not edit. A ratio is our time divided by the rival's in the same round, in "
        "which both took turns; the figure is the median of the rounds, the spread their lowest and highest. "
        "Between machines and days only ratios can be compared.",
        *(["A quick run with small numbers (`--snel`): an impression only."] if quick else []),
        "\n".join(f"- {fact}" for fact in machine),
        _table(figures),
        *(f"Not measured: {name}." for name in skipped),
    ]
    for section in sections:
        parts += _section(section)
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> Iterable[str]:
    yield f"## {section.title}"
    yield section.method
    if section.notes:
        yield "\n".join(f"- {note}" for note in section.notes)
    if section.missed and section.profile is not None:
        yield f"A target was missed. {section.why_missed}".rstrip()
        yield "This is where the time goes:"
        yield f"```\n{section.profile()}\n```"


def _table(figures: Iterable[Figure]) -> str:
    lines = [_row(_HEAD), _row(["---"] * len(_HEAD))]
    for figure in figures:
        lines.append(
            _row(
                (
                    figure.name,
                    figure.measured,
                    figure.spread,
                    figure.beside,
                    figure.target,
                    _MET[figure.met],
                )
            )
        )
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
