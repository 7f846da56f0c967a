"""The letter that asks a provider to explain its price: what it says, as plain data.

It speaks of this offer and of the published rules only. The mean of the others stays out, however many
there are: with two others each of them could reckon out what the other asks, and what competitors ask is
confidential while the tender runs (art. 2.57 Aanbestedingswet 2012).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.settled import Closed
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.rules.file_names import distinct, file_name_part
from inkoop.views.words.wording import criterion_name, plain

COST_ELEMENTS = (
    "de kosten van de beroepskracht",
    "redelijke kosten voor overhead",
    "de kosten van uren die niet productief zijn: verlof, ziekte, scholing en werkoverleg",
    "de kosten van reizen en opleiding",
    "de indexatie van de prijs",
    "andere kosten door verplichtingen van de gemeente, zoals rapportage en administratie",
)
"""Art. 5.4, third paragraph, Uitvoeringsbesluit Wmo 2015."""

_TEXTS: Mapping[str, str] = {
    "PRIJS-01": (
        "Bij {criterium} biedt u {prijs}. Het kader noemt als grenzen {onder} tot en met {boven}. "
        "Uw prijs ligt daarbuiten."
    ),
    "PRIJS-03": "Bij {criterium} biedt u {prijs}. Een prijs van nul of minder kunnen wij niet vergelijken.",
    "PRIJS-04": (
        "Bij {criterium} biedt u {tarief}. Het kader noemt een minimumtarief van {minimum}. "
        "Uw tarief ligt daaronder."
    ),
    "PRIJS-05": (
        "Bij {criterium} biedt u {prijs}. Het kader zegt vooraf wanneer wij om uitleg vragen: als een prijs "
        "{procent} % of meer lager is dan het gemiddelde van de andere inschrijvingen. Dat is hier zo."
    ),
    "PRIJS-06": (
        "Bij {criterium} biedt u {prijs}. Het kader noemt een plafond van {plafond}. Uw prijs ligt daarboven."
    ),
}
"""What is asked about, by the code of the finding."""

_LAW: Mapping[str, str] = {
    "PRIJS-04": (
        "Artikel 5.4 van het Uitvoeringsbesluit Wmo 2015: de gemeente stelt een reële prijs vast, "
        "en die is de ondergrens voor een inschrijving."
    ),
    "PRIJS-05": (
        "Artikel 2.116 van de Aanbestedingswet 2012: lijkt een inschrijving abnormaal laag, dan vraagt de "
        "gemeente eerst om uitleg."
    ),
}
_GENERAL_LAW = "Artikel 2.55 van de Aanbestedingswet 2012: de gemeente mag om een toelichting vragen."


@dataclass(frozen=True, slots=True)
class Subject:
    """One price that is asked about."""

    text: str
    where: str
    """The sheet and cell in the provider's own form."""
    code: str
    criterion: str
    question: str
    """The code of the finding, of the criterion and of the question that it is about."""


@dataclass(frozen=True, slots=True)
class QuestionLetter:
    """A letter to one provider."""

    name: str
    file_name: str
    submission: SubmissionId
    buyer: str
    title: str
    reference: str
    fictional: bool
    form: str
    """What the workbook is called in which the price stands."""
    subjects: tuple[Subject, ...]
    elements: tuple[str, ...] = COST_ELEMENTS
    number: int = 0
    """Of the submission in the record; 0 outside a tender's folder, and so are the two below empty."""
    until: str = ""
    """The day and hour on which the answer has to be there."""
    stand: str = ""
    """The stand of the record before this question."""

    @property
    def law(self) -> tuple[str, ...]:
        """Which rules ask it."""
        return tuple(dict.fromkeys(_LAW.get(each.code, _GENERAL_LAW) for each in self.subjects))

    @property
    def codes(self) -> tuple[str, ...]:
        """The findings that it is about."""
        return tuple(dict.fromkeys(each.code for each in self.subjects))


def question_letters(evaluation: Evaluation) -> tuple[QuestionLetter, ...]:
    """A letter for every submission with a price to ask about, each with a file name of its own.

    What a person decided about is asked no more, nor who is out on another ground. A price of which another
    finding is open is open.
    """
    settled = {
        (each.submission, each.finding) for each in evaluation.settled if each.closed is not Closed.ELSEWHERE
    }
    asked = [
        (s, found)
        for s in evaluation.submissions
        if (found := _asked(each for each in evaluation.about(s) if (s.id, each) not in settled))
    ]
    names = distinct(f"vraagbrief-{file_name_part(s.name, 'inschrijver')}" for s, _ in asked)
    return tuple(
        _letter(evaluation, submission, found, f"{name}.html")
        for (submission, found), name in zip(asked, names, strict=True)
    )


def _asked(noticed: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings to ask about; the same price in two lots is asked about once."""
    found: dict[tuple[object, ...], Finding] = {}
    for each in noticed:
        words = {key: value for key, value in each.context if key not in ("perceel", "gemiddelde")}
        if each.code in _TEXTS:
            found.setdefault((each.code, each.place, *words.items()), each)
    return tuple(found.values())


def _letter(
    evaluation: Evaluation, submission: Submission, found: tuple[Finding, ...], file_name: str
) -> QuestionLetter:
    info = evaluation.tender.info
    return QuestionLetter(
        name=plain(submission.tenderer),
        file_name=file_name,
        submission=submission.id,
        buyer=info.buyer,
        title=info.title,
        reference=info.reference,
        fictional=info.fictional,
        form="prijsblad" if evaluation.tender.vault else "formulier",
        subjects=tuple(_subject(evaluation, each) for each in found),
    )


def _subject(evaluation: Evaluation, found: Finding) -> Subject:
    words = dict(found.context)
    code = words["criterium"]
    words["criterium"] = criterion_name(evaluation.tender, code)
    place = found.place
    where = ""
    if isinstance(place, CellPlace) and place.cell:
        where = f"blad {plain(place.sheet)}, cel {place.cell}"
    return Subject(_TEXTS[found.code].format_map(words), where, found.code, code, found.question)
