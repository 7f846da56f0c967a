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
TELLING = 3
"""From so many equal amounts on they are told. One or two that are equal are likely without any contact: a
round tariff, or a bound that was published. With an equal text as well they are told all the same."""
Bids = tuple[Submission, ...]


def equal_bid_findings(
    tender: Tender, submissions: Iterable[Submission], assessment: Assessment
) -> tuple[Finding, ...]:
    """One finding for each group of tenderers with the same texts, and for each with the same prices."""
    made = assessment.decisions.values()
    gone = {each.submission for each in made if each.ruling is Ruling.REPLACED}
    counting = sorted((one for one in submissions if one.id not in gone), key=by_name)
    texts = _texts(tender, counting)
    return (*_told(texts), *_prices(tender, counting, texts))


def _texts(tender: Tender, submissions: Sequence[Submission]) -> list[tuple[Bids, list[str]]]:
    """Each group of tenderers with the same texts, and the questions at which those stand."""
    codes: dict[tuple[SubmissionId, ...], tuple[Bids, list[str]]] = {}
    for code, question in tender.questions.items():
        if isinstance(question, TextQuestion):
            for group in _alike((one, _text(one, code)) for one in submissions):
                codes.setdefault(tuple(one.id for one in group), (group, []))[1].append(code)
    return list(codes.values())


def _told(texts: Iterable[tuple[Bids, list[str]]]) -> Iterator[Finding]:
    for group, same in texts:
        many = number_of(len(same), "open antwoord", "open antwoorden")
        words = {"aantal": many, "vragen": listing(same), "namen": _names(group), "hoeveel": len(group)}
        yield finding("MAP-09", CellPlace(group[0].file), **words)


def _prices(
    tender: Tender, submissions: Sequence[Submission], texts: Iterable[tuple[Bids, list[str]]]
) -> Iterator[Finding]:
    asked = {question.code for leaf, *_ in tender.priced if (question := tender.question_of(leaf))}
    alike = [{one.id for one in group} for group, _ in texts]
    for group in _alike((one, _price(one, sorted(asked))) for one in submissions):
        parts = [tuple(one for one in group if one.id in same) for same in alike]
        telling = [group] if _amounts(group[0], asked) >= TELLING else filter(of_several, parts)
        for told in {_names(part): part for part in telling}.values():
            yield finding("MAP-08", CellPlace(told[0].file), namen=_names(told))


def _amounts(submission: Submission, codes: Iterable[str]) -> int:
    """How many amounts make up the prices of a submission."""
    answers = [answer for code in codes if (answer := submission.answer(code))]
    cells = [value for answer in answers for row in answer.rows for value in row.values.values()]
    return sum(value.number is not None for value in (*cells, *(a.value for a in answers if a.value)))


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
