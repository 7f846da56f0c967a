"""Files of several tenderers that one person made or saved: told to the buyer alone, never as a judgement.

One adviser may help several providers, and a name in a file proves nothing. People find out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from inkoop.catalogue import finding
from inkoop.domain.cells import Makers
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Assessment, Ruling, Submission
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing
from inkoop.rules.submission.naming import by_name, folded

GENERIC = frozenset(
    (
        "admin", "administrator", "apache poi", "apple", "auteur", "author", "beheerder", "computer",
        "default", "eigenaar", "excel", "gast", "gebruiker", "google", "google sheets", "guest", "home",
        "laptop", "lenovo", "libreoffice", "macbook", "microsoft", "microsoft corporation",
        "microsoft office", "microsoft office user", "microsoft office-gebruiker", "naamloos", "office",
        "office user", "onbekend", "openoffice", "openpyxl", "owner", "phpexcel", "phpspreadsheet",
        "python", "root", "standaard", "system", "test", "thuis", "unknown", "user", "windows",
        "windows user", "windows-gebruiker", "xlsxwriter",
    )
)  # fmt: skip
"""What programs fill in by themselves: names of nobody."""
_LEAST = 3
"""Fewer letters than this are no name."""
_FROM_FORM = 3
"""Where so many tenderers all have one maker, it came along with the form that they were given."""
_ROLES: tuple[tuple[str, Callable[[Makers], str], bool], ...] = (
    ("zijn het laatst bewaard door dezelfde persoon", lambda makers: makers.saved_by, False),
    ("zijn gemaakt door dezelfde persoon", lambda makers: makers.made_by, True),
    ("noemen hetzelfde bedrijf als maker", lambda makers: makers.company, True),
)
"""What is said of files with the same name, where that name stands, and whether a form brings it along."""


def same_maker_findings(
    tender: Tender, submissions: Iterable[Submission], assessment: Assessment
) -> Iterator[Finding]:
    """One finding for each group of tenderers whose files name the same person, by what that person did."""
    made = assessment.decisions.values()
    gone = {each.submission for each in made if each.ruling is Ruling.REPLACED}
    counting = sorted((one for one in submissions if one.id not in gone), key=by_name)
    everybody, told = _tenderers(counting), set()
    for words, name_in, comes_along in _ROLES:
        for who, group in _groups(counting, name_in, folded(tender.info.buyer)).items():
            many, key = _tenderers(group), (who, tuple(one.id for one in group))
            if many < 2 or key in told or (comes_along and _FROM_FORM <= many == everybody):
                continue
            told.add(key)
            names = listing(f"{one.tenderer} ({one.file})" for one in group)
            shown = {"namen": names, "hoe": words, "wie": name_in(group[0].makers)}
            yield finding("MAP-10", CellPlace(group[0].file), **shown)


def _tenderers(submissions: Iterable[Submission]) -> int:
    return len({folded(one.tenderer) for one in submissions})


def _groups(
    submissions: Sequence[Submission], name_in: Callable[[Makers], str], buyer: str
) -> Mapping[str, list[Submission]]:
    groups: dict[str, list[Submission]] = {}
    for one in submissions:
        who = folded(name_in(one.makers))
        if len(who) >= _LEAST and who not in GENERIC and who != buyer:
            groups.setdefault(who, []).append(one)
    return groups
