"""What tenderers filled in alike: told to the buyer alone, as something to look at, never as a judgement.

Two bids may be alike because one adviser wrote both, or because a text was handed round. People find out.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from inkoop.catalogue import finding
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.questions import TextQuestion
from inkoop.domain.submission import Assessment, Ruling, Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing, number_of
from inkoop.rules.submission.naming import by_name, of_several
from inkoop.rules.submission.no_answer import folded_words

MATTERS = 10
"""From so many words on, two tenderers seldom write the same by chance: it is a sentence, and no name."""
Bids = tuple[Submission, ...]


def equal_bid_findings(
    tender: Tender, submissions: Iterable[Submission], assessment: Assessment
) -> tuple[Finding, ...]:
    """One finding for each group of tenderers with the same texts, and for each with the same prices."""
    made = assessment.decisions.values()
    gone = {each.submission for each in made if each.ruling is Ruling.REPLACED}
    counting = sorted((one for one in submissions if one.id not in gone), key=by_name)
    return (*_texts(tender, counting), *_prices(tender, counting))


def _texts(tender: Tender, submissions: Sequence[Submission]) -> Iterator[Finding]:
    codes: dict[tuple[SubmissionId, ...], tuple[Bids, list[str]]] = {}
    for code, question in tender.questions.items():
        if isinstance(question, TextQuestion):
            for group in _alike((one, _text(one, code)) for one in submissions):
                codes.setdefault(tuple(one.id for one in group), (group, []))[1].append(code)
    for group, same in codes.values():
        many = number_of(len(same), "open antwoord", "open antwoorden")
        words = {"aantal": many, "vragen": listing(same), "namen": _names(group), "hoeveel": len(group)}
        yield finding("MAP-09", CellPlace(group[0].file), **words)


def _prices(tender: Tender, submissions: Sequence[Submission]) -> Iterator[Finding]:
    asked = {question.code for leaf, *_ in tender.priced if (question := tender.question_of(leaf))}
    for group in _alike((one, _price(one, sorted(asked))) for one in submissions):
        yield finding("MAP-08", CellPlace(group[0].file), namen=_names(group))


def _alike(keyed: Iterable[tuple[Submission, Hashable]]) -> Iterator[Bids]:
    """The groups of more than one tenderer with the same key; an empty key is none."""
    groups: dict[Hashable, list[Submission]] = {}
    for one, key in keyed:
        if key:
            groups.setdefault(key, []).append(one)
    return (tuple(group) for group in groups.values() if of_several(group))


def _text(submission: Submission, code: str) -> str:
    answer = submission.answer(code)
    words = folded_words(answer.value.typed) if answer and answer.value else []
    return " ".join(words) if len(words) >= MATTERS else ""


def _price(submission: Submission, codes: Iterable[str]) -> str:
    given = {code: answer for code in codes if (answer := submission.answer(code)) and answer.value}
    return repr([(code, answer.value.data) for code, answer in given.items() if answer.value])[2:-2]


def _names(group: Bids) -> str:
    return listing(f"{one.tenderer} ({one.file})" for one in group)
