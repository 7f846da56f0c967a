"""Findings on the terminal: of submissions in groups, of a kader line by line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from inkoop.catalogue import message, remedy
from inkoop.cli.console import COLOURS, SIGNS, Screen
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.visible import one_line
from inkoop.rules.dutch_format import listing
from inkoop.views.replies.finding_groups import Group, grouped, open_line, settled_line, within

if TYPE_CHECKING:
    from inkoop.domain.evaluation import Evaluation


def print_findings(
    findings: Iterable[Finding],
    console: Screen,
    about: Evaluation | None = None,
    *,
    to_provider: bool = False,
) -> None:
    """Every finding: where, what is wrong, what the reader can do; or what was decided about it.

    What is the same in one file is one group. With `about` the open ones come last, under a heading.

    Args:
        about: the evaluation with what was decided, and with who else has the same fault.
    """
    groups = grouped(findings, about, to_provider=to_provider)
    settled = [group for group in groups if group.mark]
    for line, part in (
        (settled_line(groups), settled),
        (open_line(groups), [group for group in groups if not group.mark]),
    ):
        if about and line:
            console.say(line, style="bold")
        for group in part:
            _print_group(group, console)
        if about and line:
            console.say("")


def _print_group(group: Group, console: Screen) -> None:
    first = group.findings[0]
    if group.mark:
        sign = f"{'✓' if group.decided else '·'} {group.mark}", "green"
    else:
        sign = SIGNS[first.severity], COLOURS[first.severity]
    code = f"  {first.code}  ", "bold"
    files = dict.fromkeys(one_line(found.place.file) for found in group.findings)
    if len(files) > 1:
        console.say(sign, code, (f"{len(files)} formulieren", "underline"), whole=True)
        console.indented(message(first), "   ")
        console.indented(listing(files), "   ", "     ")
    elif len(group.findings) == 1:
        console.say(sign, code, (str(first.place), "underline"), whole=True)
        console.indented(message(first), "   ")
    else:
        where = one_line(first.place.file), "underline"
        console.say(sign, code, where, f"  {len(group.findings)} keer", whole=True)
        for found in group.findings:
            console.indented(f"{within(found.place)}: {message(found)}", "   ", "     ")
    console.indented(f"→ {group.then}", "   ", "     ", "dim")
    if group.also:
        console.indented(f"= {group.also}", "   ", "     ", "dim")


def print_kader_findings(findings: Iterable[Finding], console: Screen) -> None:
    """The findings of a kader as `bestand:regel:kolom: CODE wat er mis is; bedoelt u …?`."""
    for found in findings:
        prefix = "" if found.severity is Severity.ERROR else f"{found.severity.value}: "
        code = f"{found.code} ", COLOURS[found.severity]
        console.say(f"{found.place}: ", code, f"{prefix}{message(found)}", whole=True)
        mend = remedy(found, to_provider=True)  # who gave the file that cannot be used, can give another
        console.say(f"    → {mend}", style="dim", whole=True)
