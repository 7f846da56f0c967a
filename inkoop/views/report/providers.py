"""A page per provider: standing, facts, strong and weak points, every score with its reason, findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from inkoop.catalogue import MENDED, message, remedy
from inkoop.domain.award_rules import AwardRules
from inkoop.domain.evaluation import Evaluation, Score
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.questions import TableQuestion
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.submission import NAME_QUESTION, WHOLE_SUBMISSION, Answer, Grade, Submission
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.dutch_format import listing
from inkoop.rules.scoring.kinds.assessed import AssessedReason
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.submission.organisations import members
from inkoop.views.report.dots import ProfileChart, profile_chart
from inkoop.views.report.mentions import without_outcome
from inkoop.views.report.model import Gave, ProviderPage, Remark, ScoredGroup, ScoredLeaf
from inkoop.views.report.parties import Earned, Field, Party, share
from inkoop.views.words.admission import award_text, objection_text, requirement_name, waiting_text
from inkoop.views.words.beside import leaf_points, leaf_reason
from inkoop.views.words.blocks import Fact
from inkoop.views.words.decisions import alike_text, decision_text, settled_mark, settled_text
from inkoop.views.words.outcomes import group_text, outcome_text
from inkoop.views.words.price_words import is_secret
from inkoop.views.words.rules.assessed import grades_text
from inkoop.views.words.totals import total_words
from inkoop.views.words.values import value_text
from inkoop.views.words.wording import criterion_name, number_text, plain, sentence
from inkoop.views.words.worth import earned, in_euro, most, most_text, of_most

CONFIDENTIAL = "vertrouwelijk"
_FACT_LENGTH = 240
_MOST_CELLS = 8
_MOST_POINTS = 3


def provider_pages(field: Field, evaluation: Evaluation) -> tuple[ProviderPage, ...]:
    """Everyone, also those outside the ranking."""
    reader = AnswerReader(field.tender)
    return tuple(_page(party, field, evaluation, reader) for party in field.everyone)


def _page(party: Party, field: Field, evaluation: Evaluation, reader: AnswerReader) -> ProviderPage:
    award = field.tender.award
    tender, submission = field.tender, party.submission
    strong, weak = _strong_and_weak(party, field)
    return ProviderPage(
        name=party.name,
        full_name=plain(submission.name),
        anchor=party.anchor,
        label=party.label,
        rank=party.label if party.ranked else "",
        status=_status(party, field),
        total=party.total if party.open else "",
        total_name=_total_name(award) if award and party.total and party.open else "",
        proposal=award_text(party.ranked, field.lot) if party.ranked else "",
        outcome=outcome_text(party.card, tender) if party.card and party.ranked else "",
        facts=tuple(_facts(party, tender, reader)),
        grounds=tuple(_grounds(party, field)),
        strong=strong,
        weak=weak,
        chart=_profile(party, field),
        groups=tuple(_groups(party, field, evaluation)),
        remarks=tuple(_remarks(submission, tender, evaluation)),
        decisions=(*_decisions(party, tender, field.lot.lot, evaluation), *_mended(submission, evaluation)),
    )


def _remarks(submission: Submission, tender: Tender, evaluation: Evaluation) -> Iterator[Remark]:
    """Everything that was noticed; what was decided about it stands in the place of how to mend it."""
    done = {each.finding: each for each in evaluation.settled if each.submission == submission.id}
    for found in evaluation.about(submission):
        made = remark(found, tender)
        if found in done:
            severity = settled_mark(done[found]) or made.severity
            made = replace(made, severity=severity, remedy=settled_text(done[found]))
        also = alike_text(evaluation.alike.get(found, ()))
        yield replace(made, remedy=f"{made.remedy} {also}".rstrip())


def _total_name(award: AwardRules) -> str:
    words = total_words(award)
    return words.unit if words.heading == "Totaal" else words.heading.lower()


def _status(party: Party, field: Field) -> str:
    if party.ranked:
        return f"Plaats {party.label} in de rangorde"
    if party.rejected and party.card:
        why = "geen uitkomst te berekenen" if without_outcome(party) else "onder een drempel"
        return f"Niet in de rangorde: {why}"
    if party.rejected:
        return "Niet toegelaten"
    if party.undecided:
        return "Wacht op een besluit"
    waits = party.submission.id in field.waiting
    return "Wacht op cijfers" if waits else "Voldoet aan de eisen"


def _grounds(party: Party, field: Field) -> Iterator[str]:
    if party.rejected:
        for objection in party.rejected.objections:
            place = f" ({_where(objection.place)})" if objection.place else ""
            yield f"{objection_text(objection, field.tender).removesuffix('.')}{place}."
    for found in party.undecided.findings if party.undecided else ():
        yield remark(found, field.tender).message
    missing = field.waiting.get(party.submission.id, ())
    if missing:
        yield waiting_text(missing, field.tender)


def _where(place: CellPlace) -> str:
    """Sheet › cell; the file stands on the page already."""
    return " › ".join(part for part in (place.sheet, place.cell) if part) or place.file


def _decisions(party: Party, tender: Tender, lot: str, evaluation: Evaluation) -> Iterator[str]:
    known = {r.code for r in evaluation.tender.requirements}
    requirements = {r.code: requirement_name(r) for r in tender.requirements}
    for decision in evaluation.assessment.of(party.submission.id):
        subject = decision.subject
        elsewhere = subject in known and subject not in requirements
        if not elsewhere and decision.lot in ("", lot):
            name = requirements.get(subject) or _subject_name(subject, tender)
            yield f"{name}: {decision_text(decision)}"


def _mended(submission: Submission, evaluation: Evaluation) -> Iterator[str]:
    """Which cells were mended and when, each moment once."""
    found: dict[str, list[str]] = {}
    for each in evaluation.about(submission):
        if each.code == MENDED and isinstance(each.place, CellPlace):
            found.setdefault(dict(each.context)["wanneer"], []).append(_where(each.place))
    for when, cells in found.items():
        yield f"Hersteld op verzoek van de opdrachtgever op {when}: {listing(cells)}."


def _subject_name(subject: str, tender: Tender) -> str:
    """What was decided about, with the title that a reader knows it by."""
    if subject == WHOLE_SUBMISSION:
        return "De hele inschrijving"
    question = tender.questions.get(subject)
    return f"Vraag {subject} ({question.text})" if question else criterion_name(tender, subject)


def _facts(party: Party, tender: Tender, reader: AnswerReader) -> Iterator[Fact]:
    for question in tender.general:
        answer = party.submission.answer(question.code)
        if question.code == NAME_QUESTION or isinstance(question, TableQuestion) or answer is None:
            continue
        if not answer.raw or not reader.is_asked(question, party.submission.answers):
            continue
        text = CONFIDENTIAL if question.confidential else value_text(answer, question, tender)
        if len(text) <= _FACT_LENGTH:
            yield Fact(question.text, text)
    yield from _partners(party, tender)


def _partners(party: Party, tender: Tender) -> Iterator[Fact]:
    """The organisations that take part together, or do part of the work."""
    others = members(tender, party.submission)[1:]
    asked = tender.organisations
    if asked is None or not others:
        return
    secret = any(question.code == asked.question and question.confidential for question in tender.general)
    named = listing(f"{plain(member.name)} ({member.role})" for member in others)
    yield Fact("Wie doen er nog meer mee?", CONFIDENTIAL if secret else named)


def _groups(party: Party, field: Field, evaluation: Evaluation) -> Iterator[ScoredGroup]:
    if party.card is None:
        return
    scores = {score.criterion: score for score in party.card.scores}
    for criterion in field.tender.criteria:
        leaves = tuple(
            _scored(leaf, scores[leaf.code], party, field.tender, evaluation) for leaf, _ in criterion.leaves
        )
        own = party.earned[criterion.code]
        if own.maximum > 0:
            worth = f"{earned(own.points, field.tender)} van {most_text(own.maximum, field.tender)}"
            note = _group_note(criterion, party, field.tender)
            yield ScoredGroup(f"{criterion.code} {criterion.title}: {worth}", leaves, note)
        elif any(isinstance(leaf.rule, PriceTerms) for leaf, _ in criterion.leaves):
            yield ScoredGroup(f"{criterion.code} {criterion.title}", leaves)


def _group_note(criterion: Criterion, party: Party, tender: Tender) -> str:
    """How the sums under a criterion were rescaled or rounded, each with its code when there are more."""
    if party.card is None or not criterion.children:
        return ""
    own = {part.code for _, above in criterion.leaves for part in above}
    found = [(g.criterion, group_text(g, tender)) for g in party.card.groups if g.criterion in own]
    told = [(code, text) for code, text in found if text]
    return " ".join(text if code == criterion.code else f"{code}: {text}" for code, text in told)


def _scored(
    leaf: Criterion, score: Score, party: Party, tender: Tender, evaluation: Evaluation
) -> ScoredLeaf:
    own = party.earned[leaf.code]
    return ScoredLeaf(
        leaf.code,
        leaf.title,
        leaf_points(score, tender),
        most(own.maximum, tender) if own.maximum > 0 else "",
        share(own),
        leaf_reason(score, leaf, tender),
        _cells(leaf, score, party, evaluation),
        _panel_words(leaf, score, tender),
        f"{own.points:f}" if own.maximum > 0 and own.told else "",
        tuple(_each_gave(leaf, evaluation.assessment.grades.get((party.submission.id, leaf.code)), tender)),
    )


def _each_gave(leaf: Criterion, made: Grade | None, tender: Tender) -> Iterator[Gave]:
    """What each assessor gave beforehand and why, and how far that lies from the grade of the panel."""
    if made is None or not isinstance(leaf.rule, AssessedRule):
        return
    scale = tender.scales[leaf.rule.scale]
    agreed = scale.step(made.grade)
    for given in made.given:
        step = scale.step(given.grade)
        assert step is not None, "what was handed in is on the scale"
        away = step.percentage - agreed.percentage if agreed else Decimal(0)
        beside = "" if tender.counts_mean else f", {_beside(away)}"
        named = f"{number_text(given.grade)} ({step.name})"
        yield Gave(given.label, number_text(given.grade), f"{named}{beside}: {sentence(given.comment)}")


def _beside(away: Decimal) -> str:
    """How far a grade lies from that of the panel, in percent of the points."""
    if not away:
        return "net als het panel"
    return f"{number_text(abs(away))} procentpunt {'hoger' if away > 0 else 'lager'} dan het panel"


def _panel_words(leaf: Criterion, score: Score, tender: Tender) -> str:
    """The grade and what the panel wrote with it, as it may be shown."""
    reason = score.reason
    if not isinstance(reason, AssessedReason):
        return ""
    grade = grades_text(reason)
    if is_secret(leaf, tender):
        return f"{grade}. De toelichting is vertrouwelijk."
    return f"{grade}: {sentence(reason.comment)}" if reason.comment else f"{grade}."


def _cells(leaf: Criterion, score: Score, party: Party, evaluation: Evaluation) -> str:
    """The cells that a score rests on: of the answer, and of the grade."""
    column = leaf.rule.looked_at if leaf.rule else None
    places = [_answer_cells(answer, column) for answer in score.answers]
    grade = evaluation.assessment.grades.get((party.submission.id, leaf.code))
    found = [f"Antwoord: {listing(places)}"] if places else []
    found += [f"Cijfer: {grade.place}"] if grade else []
    return ". ".join(found)


def _answer_cells(answer: Answer, column: str | None) -> str:
    cells = [row.places[column] for row in answer.rows if column and column in row.places]
    if not cells:
        return _where(answer.place)
    shown = ", ".join(place.cell for place in cells[:_MOST_CELLS])
    more = f" en nog {len(cells) - _MOST_CELLS}" if len(cells) > _MOST_CELLS else ""
    return f"{cells[0].sheet} › {shown}{more}"


def _strong_and_weak(party: Party, field: Field) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where the share of the points differs most from the mean of the ranking."""
    if party.card is None or len(field.ranked) < 2:
        return (), ()
    found: list[tuple[Decimal, Criterion, Earned, Decimal]] = []
    for leaf, _ in field.tender.leaves:
        own, mean = party.earned[leaf.code], field.mean(leaf.code)
        if own.maximum > 0 and mean is not None and own.told:
            found.append(((own.points - mean) / own.maximum, leaf, own, mean))
    found.sort(key=lambda item: -item[0])
    strong = [_compared(*item[1:], field.tender) for item in found if item[0] > 0]
    weak = [_compared(*item[1:], field.tender) for item in reversed(found) if item[0] < 0]
    return tuple(strong[:_MOST_POINTS]), tuple(weak[:_MOST_POINTS])


def _compared(leaf: Criterion, own: Earned, mean: Decimal, tender: Tender) -> str:
    worth = of_most(own.points, own.maximum, tender)
    return f"{leaf.code} {leaf.title}: {worth} (gemiddeld {earned(mean, tender)})"


def _profile(party: Party, field: Field) -> ProfileChart | None:
    if party.card is None:
        return None
    rows: list[tuple[str, Decimal, Decimal, Decimal | None, str]] = []
    for criterion in field.tender.criteria:
        own = party.earned[criterion.code]
        if own.maximum > 0 and own.told:
            mean = field.mean(criterion.code) if len(field.ranked) > 1 else None
            label = f"{criterion.code}  {criterion.title}"
            worth = of_most(own.points, own.maximum, field.tender)
            rows.append((label, own.points, own.maximum, mean, worth))
    if not rows:
        return None
    spoken = ". ".join(f"{label}: {value}" for label, _, _, _, value in rows)
    what = "Waarde" if in_euro(field.tender) else "Punten"
    return profile_chart(f"{what} per criterium. {spoken}.", rows)


def remark(found: Finding, tender: Tender) -> Remark:
    """A finding in words; what was answered to a confidential question is left out."""
    place = _where(found.place) if isinstance(found.place, CellPlace) else str(found.place)
    if _is_confidential(found, tender):
        text = f"Let op vraag {found.question.split(',')[0]}. Het antwoord is vertrouwelijk."
    else:
        text = plain(message(found))
    return Remark(found.code, found.severity.value, place, text, plain(remedy(found)))


def _is_confidential(found: Finding, tender: Tender) -> bool:
    """Findings in a table name the question and the column, so only the first word is the code."""
    question = tender.questions.get(found.question.split(",")[0])
    return bool(question and question.confidential)
