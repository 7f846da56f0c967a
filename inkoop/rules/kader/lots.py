"""Checks on the lots: do they, the question in which they are chosen, and what holds in them agree?"""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.rules.kader.index import KaderIndex, Spot
from inkoop.rules.kader.problems import Problem, problem, unknown
from inkoop.rules.kader.references import block, referred_question
from inkoop.rules.kader.scopes import Scope, lot_codes, lots_of, scopes
from inkoop.rules.raw import RawPath, mapping, sequence, texts
from inkoop.rules.suggestion import suggestion


def check_lots(index: KaderIndex) -> Iterator[Problem]:
    """Every fault in the lots of a kader."""
    if not lots_of(index):
        return
    yield from _codes(index)
    yield from _choices(index)
    yield from _references(index)
    yield from _holds_nowhere(index)
    yield from _questions(index)


def _codes(index: KaderIndex) -> Iterator[Problem]:
    seen: set[str] = set()
    for lot in lots_of(index):
        if lot.code and lot.code.lower() in seen:
            yield problem("KADER-20", (*lot.path, "code"), soort="regel onder percelen", naam=lot.code)
        seen.add(lot.code.lower())


def _choices(index: KaderIndex) -> Iterator[Problem]:
    """The choices of the lot question are the codes of the lots, no more and no less."""
    question = yield from referred_question(index, block(index, "percelen"), "vraag", ("meerkeuze",))
    choices = index.choices(question) if question else None
    if choices is None or question is None:
        return
    codes = lot_codes(index)
    for lot in lots_of(index):
        if lot.code and lot.code not in choices:
            nearby = suggestion(lot.code, choices)
            path = (*lot.path, "code")
            yield problem("KADER-70", path, perceel=lot.code, vraag=question.code, bedoelt=nearby)
    extra = [code for code in choices if code not in codes]
    if extra:
        yield problem("KADER-80", ("percelen", "vraag"), keuzes=", ".join(extra), vraag=question.code)


def _references(index: KaderIndex) -> Iterator[Problem]:
    """Criteria, weights and requirements that a lot names."""
    criteria = [criterion.spot.code for criterion in index.criteria]
    requirements = [requirement.code for requirement in index.requirements]
    for lot in lots_of(index):
        chosen = texts(sequence(lot.data.get("criteria")))
        for key, known, what in (
            ("criteria", criteria, "Het hoofdcriterium"),
            ("eisen", requirements, "De eis"),
        ):
            for position, code in enumerate(sequence(lot.data.get(key))):
                if isinstance(code, str) and code not in known:
                    yield unknown((*lot.path, key, position), what, code, known)
        for code in mapping(lot.data.get("gewichten")):
            held = chosen or criteria
            if code not in held:
                yield unknown((*lot.path, "gewichten", code), "In dit perceel: het criterium", code, held)


def _holds_nowhere(index: KaderIndex) -> Iterator[Problem]:
    parts = scopes(index)
    holding = {c.spot.code for scope in parts for c in scope.tree}
    required = {spot.code for scope in parts for spot in scope.requirements}
    for criterion in index.criteria:
        if criterion.spot.code and criterion.spot.code not in holding:
            yield problem("KADER-71", criterion.spot.path, naam=criterion.spot.code)
    for requirement in index.requirements:
        if requirement.code and requirement.code not in required:
            yield problem("KADER-71", requirement.path, naam=requirement.code)


def _questions(index: KaderIndex) -> Iterator[Problem]:
    """A question of some lots is asked of those who choose one of them, and of nobody else."""
    chosen_in = block(index, "percelen").data.get("vraag")
    parts = scopes(index)
    for question in index.questions:
        if question.path[0] == "algemeen" or not question.code:
            continue
        using = [scope for scope in parts if _uses(scope, question, index)]
        absent = [scope for scope in using if not _written_in(scope, question)]
        if absent:
            listed = ", ".join(scope.code for scope in absent)
            yield problem("KADER-73", (*question.path, "code"), naam=question.code, percelen=listed)
        if 0 < len(using) < len(parts) and not absent:
            yield from _asked_only_there(question, [scope.code for scope in using], chosen_in)


def _asked_only_there(question: Spot, lots: list[str], chosen_in: object) -> Iterator[Problem]:
    when = mapping(question.data.get("alleen_als"))
    if when and when.get("vraag") != chosen_in:
        return  # asked after another answer: a question has one condition
    if not when or set(texts(when.get("is"))) != set(lots):
        path: RawPath = (*question.path, "alleen_als" if when else "code")
        listed = lots[0] if len(lots) == 1 else f"[{', '.join(lots)}]"
        words = {"naam": question.code, "percelen": ", ".join(lots), "lijst": listed, "vraag": chosen_in}
        yield problem("KADER-72", path, at_key=bool(when), **words)


def _uses(scope: Scope, question: Spot, index: KaderIndex) -> bool:
    """Whether anything that counts in the lot rests on the question, or is only asked after it."""
    asked = [found for holder in scope.holders if (found := index.question_of(holder))]
    conditions = [mapping(found.data.get("alleen_als")).get("vraag") for found in asked]
    return question.code in (*(found.code for found in asked), *conditions)


def _written_in(scope: Scope, question: Spot) -> bool:
    """Whether the criterion or requirement that the question is written in holds in the lot."""
    return any(holder.path == question.path[:-1] for holder in scope.holders)
