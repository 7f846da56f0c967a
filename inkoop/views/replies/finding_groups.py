"""The findings as a person works through them: one group for what is the same in one file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from inkoop.catalogue import remedy
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.places import CellPlace, Place
from inkoop.domain.visible import one_line
from inkoop.rules.dutch_format import listing, number_of
from inkoop.views.words.decisions import alike_text, settled_mark, settled_text

OTHER_TENDER = "FORM-02"
_OTHER_KADER = (
    "Alle formulieren noemen {kenmerk}, en dit is het kader van {kader}. Geef het kader van {kenmerk}, of de"
    " map met de inschrijvingen op {kader}."
)


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one kind in one file, or in all that name another tender, of which the same became."""

    findings: tuple[Finding, ...]
    mark: str
    """`besloten` or `afgedaan`; empty for what is open."""
    decided: bool
    """Whether people decided about it."""
    then: str
    """What to do about it, or what was decided."""
    also: str
    """Who else has the same; empty when nobody has."""


def grouped(
    findings: Iterable[Finding], about: Evaluation | None = None, *, to_provider: bool = False
) -> tuple[Group, ...]:
    """The findings by file, kind and what became of them: first what nobody has to look at any more.

    Among each other they stand in the order in which the first of each group does.

    Args:
        about: the evaluation with what was decided, and with who else has the same fault.
    """
    done = {each.finding: each for each in about.settled} if about else {}
    other = _other_tender(about) if about else ""
    found: dict[tuple[str, ...], Group] = {}
    for each in findings:
        mark, decided, then = "", False, remedy(each, to_provider=to_provider)
        if each in done:
            mark, decided = settled_mark(done[each]), done[each].decision is not None
            then = one_line(settled_text(done[each]))
        also = one_line(alike_text(about.alike.get(each, ()))) if about else ""
        file = each.place.file
        if about and other and each.code == OTHER_TENDER:
            file, also = "", ""
            then = _OTHER_KADER.format(kenmerk=other, kader=one_line(about.tender.info.reference))
        group = found.setdefault((file, each.code, mark, then, also), Group((), mark, decided, then, also))
        found[file, each.code, mark, then, also] = replace(group, findings=(*group.findings, each))
    return tuple(sorted(found.values(), key=lambda group: not group.mark))


def _other_tender(about: Evaluation) -> str:
    """The one other tender that every form names, where there are several: then the kader is the odd one."""
    named = [
        {one_line(dict(each.context)["gevonden"]) for each in one.findings if each.code == OTHER_TENDER}
        for one in about.submissions
    ]
    every = set().union(*named)
    return every.pop() if len(named) > 1 and all(named) and len(every) == 1 else ""


def within(place: Place) -> str:
    """Where in its file something is; the file itself when it is about the whole."""
    if isinstance(place, CellPlace):
        return " › ".join(one_line(part) for part in (place.sheet, place.cell) if part) or str(place)
    return f"regel {place.line}" if place.line else str(place)


def settled_line(groups: Iterable[Group]) -> str:
    """The heading above what was decided, with how many those are; empty without any."""
    number = sum(len(group.findings) for group in groups if group.mark)
    return f"Besloten of afgedaan: {number_of(number, 'bevinding', 'bevindingen')}." if number else ""


def open_line(groups: Sequence[Group]) -> str:
    """The heading above what is open, with how many there are of each kind; empty without any."""
    parts = [
        number_of(number, one, more)
        for severity, one, more in (
            (Severity.ERROR, "fout", "fouten"),
            (Severity.WARNING, "waarschuwing", "waarschuwingen"),
            (Severity.TIP, "tip", "tips"),
        )
        if (
            number := sum(
                1 for group in groups if not group.mark for f in group.findings if f.severity is severity
            )
        )
    ]
    return f"Nog te bekijken: {listing(parts)}." if parts else ""
