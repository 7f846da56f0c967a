"""Where a tender stands, who is waited for, what can be done now, and what cannot and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from inkoop.domain.procedure.state import Bid, Stage, State
from inkoop.domain.procedure.vault import LAYERS, whose_key
from inkoop.rules.dutch_format import day_text, listing, moment_text, number_of
from inkoop.rules.procedure.steps import OPENING_PRICES, Circumstances, Need, Step, missing
from inkoop.views.procedure.clock import clock_words

FORM = "inkoop/stand/1"
_FOUR_EYES = "--door A --door B"
COMMANDS = {
    Step.PUBLISH: "inkoop publiceer",
    Step.AMEND: "inkoop publiceer --wijziging REDEN",
    Step.RECEIVE: "inkoop ontvang BESTAND…",
    Step.OPEN: f"inkoop open {_FOUR_EYES}",
    Step.ADMIT: "inkoop meedoen NUMMER --ja of --nee",
    Step.DECIDE: "inkoop besluit NUMMER ONDERWERP BESLUIT --motivering TEKST --door NAAM",
    Step.ASK: "inkoop vraag --door NAAM",
    Step.MEND: "inkoop herstel NUMMER BESTAND --reden TEKST --door NAAM",
    Step.ASSESS: "inkoop beoordelaars --naam A --naam B",
    Step.STEP_BACK: "inkoop beoordelaars --terug NAAM --reden TEKST --door NAAM",
    Step.HAND_IN: "inkoop lever-in BESTAND…",
    Step.AGREE: "inkoop overleg",
    Step.LOCK: f"inkoop kwaliteit-vast {_FOUR_EYES}",
    Step.PRICES: OPENING_PRICES,
    Step.ASK_PRICE: "inkoop vraagbrief --door NAAM",
    Step.EXPLAIN_PRICE: "inkoop vraagbrief --antwoord NUMMER BESTAND… --door NAAM",
    Step.DECIDE_PRICE: "inkoop besluit NUMMER PRIJSVRAAG BESLUIT --motivering TEKST --door NAAM",
    Step.LOOK: "inkoop beoordeel",
    Step.DRAW: "inkoop loting --door NAAM",
    Step.WITHDRAW: "inkoop terugtrekken NUMMER --reden TEKST --door NAAM",
    Step.LETTERS: "inkoop brieven --verzonden DATUM",
    Step.OBJECT: "inkoop bezwaar NUMMER --reden TEKST --door NAAM",
    Step.END_OBJECTION: "inkoop bezwaar NUMMER --einde UITSPRAAK --reden TEKST --door NAAM",
    Step.FINAL: "inkoop gun --door NAAM",
    Step.ANNOUNCE: "inkoop aankondiging",
    Step.ARCHIVE: "inkoop archief",
    Step.CHOOSE: "inkoop voorkeur NUMMER PERCEEL… --motivering TEKST --door NAAM",
}
CHECK = "inkoop kader kader.yaml"
_DRAFT = (CHECK, "inkoop proefdraai kader.yaml")
"""What helps before the rules are published."""
_MAIN = (
    Step.PUBLISH,
    Step.RECEIVE,
    Step.OPEN,
    Step.ASSESS,
    Step.HAND_IN,
    Step.AGREE,
    Step.LOCK,
    Step.PRICES,
    Step.LOOK,
    Step.LETTERS,
    Step.FINAL,
)
"""The steps that every tender takes, in their order; the outcome can be asked again and again."""
_DONE = {
    Stage.DRAFT: "De regels zijn nog niet gepubliceerd.",
    Stage.PUBLISHED: "De regels zijn gepubliceerd. Inschrijvingen kunnen binnenkomen.",
    Stage.OPENED: "De inschrijvingen zijn geopend.",
    Stage.ASSESSING: "De beoordelaars zijn bezig.",
    Stage.LOCKED: "De kwaliteit is vastgesteld.",
    Stage.DECIDED: "De brieven met de beslissing zijn verzonden.",
    Stage.FINAL: "De gunning is definitief.",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Steps that cannot be taken now, for one reason."""

    opdrachten: tuple[str, ...]
    eerst: str
    """What is needed first."""
    regel: str
    """Which rule asks it."""


@dataclass(frozen=True, slots=True)
class Status:
    """The answer to: where are we?"""

    formaat: str
    kenmerk: str
    titel: str
    waar: str
    """How far it is, in a sentence."""
    veranderd: tuple[str, ...]
    """Every file that is not what the record says. Until that is put right nothing can be done."""
    feiten: tuple[str, ...]
    """What there is."""
    wacht_op: tuple[str, ...]
    """Who or what is waited for."""
    volgende: str
    """The next command; empty where there is none."""
    kan_ook: tuple[str, ...]
    kan_niet: tuple[Refusal, ...]
    stand: str
    regels: int
    """How many lines the record has."""
    opmerkingen: tuple[str, ...]


def status(
    state: State,
    at: Circumstances,
    reference: str,
    title: str,
    changed: tuple[str, ...],
    *,
    torn: bool,
    faults: int = 0,
) -> Status:
    """Where a tender stands.

    Args:
        faults: how many errors the rules have that were not published yet.
        changed: every file that is not what the record says; while there is one no step can be taken.
        torn: whether a write of before was cut off.
    """
    free = [] if changed else [step for step in COMMANDS if _allowed(step, state, at)]
    if faults:
        free.remove(Step.PUBLISH)
    next_ = next((step for step in _MAIN if step in free and not _behind_us(step, state)), None)
    blocked = [] if changed else [step for step in _MAIN if step not in free and not _behind_us(step, state)]
    return Status(
        FORM,
        reference,
        title,
        _DONE[state.stage],
        changed,
        tuple(_facts(state)),
        tuple(_waiting(state, at, faults)),
        CHECK if faults else COMMANDS[next_] if next_ else "",
        (
            *(_DRAFT if state.stage is Stage.DRAFT and not changed and not faults else ()),
            *(COMMANDS[step] for step in free if step is not next_ and not _behind_us(step, state)),
        ),
        (*_publishing(state, faults, changed), *_refusals(blocked, state, at)),
        state.stand,
        state.lines,
        tuple(_remarks(state, torn)),
    )


def _publishing(state: State, faults: int, changed: tuple[str, ...]) -> Iterator[Refusal]:
    """What keeps the rules from being published, beside what the table asks."""
    if state.stage is Stage.DRAFT and not changed:
        first = (
            f"In kader.yaml {'staat' if faults == 1 else 'staan'} {number_of(faults, 'fout', 'fouten')}."
            if faults
            else "Wat het proefdraaien laat zien, verandert u of erkent u eerst met een reden."
        )
        named = COMMANDS[Step.PUBLISH] if faults else f"{COMMANDS[Step.PUBLISH]} met een open waarschuwing"
        rule = "Wat gepubliceerd is, verandert niet meer zonder dat iedereen het hoort (art. 1.9 Aw)."
        yield Refusal((named,), first, rule)


def _anybody(at: Circumstances) -> Circumstances:
    return Circumstances(at.now, ("A", "B"), at.reckoned)


def _allowed(step: Step, state: State, at: Circumstances) -> bool:
    """Whether a step may be taken, and there is something to take it about."""
    about = {
        Step.ADMIT: any(bid.late or bid.form is None for bid in state.bids.values() if not bid.replaced_by),
        Step.DECIDE: bool(state.counting),
        Step.PRICES: bool(state.custodians),
        Step.ASK_PRICE: bool(state.counting),
        Step.EXPLAIN_PRICE: any(bid.price_asked for bid in state.counting),
        Step.DECIDE_PRICE: bool(state.counting),
        Step.DRAW: state.locked is not None,
        Step.WITHDRAW: bool(_taking_part(state)),
        Step.CHOOSE: state.locked is not None and bool(state.counting),
        Step.LETTERS: state.locked is not None,
        Step.OBJECT: not state.objections.keys() >= state.bids.keys(),
        Step.END_OBJECTION: bool(state.objections),
    }
    return about.get(step, True) and missing(step, state, _anybody(at)) is None


def _taking_part(state: State) -> set[int]:
    """Whose submission counts, and was not withdrawn as a whole."""
    gone = {each.number for each in state.withdrawn if not each.lot}
    return {bid.number for bid in state.counting} - gone


def _behind_us(step: Step, state: State) -> bool:
    """Whether a step was taken, and is not taken a second time."""
    done = {
        Step.PUBLISH: bool(state.versions),
        Step.RECEIVE: state.opened is not None,
        Step.OPEN: state.opened is not None,
        Step.ASSESS: bool(state.assessors),
        Step.HAND_IN: state.locked is not None or _all_back(state),
        Step.AGREE: state.panel is not None,
        Step.LOCK: state.locked is not None,
        Step.PRICES: not state.prices_shut,
        Step.LETTERS: state.decided is not None,
        Step.FINAL: state.final is not None,
    }
    return done.get(step, False)


def _all_back(state: State) -> bool:
    """Whether every workbook that is out came back: those of the assessors, or since then the panel's."""
    out = (state.panel,) if state.panel is not None else state.assessors
    return bool(out) and all(each.stamp in state.handed_in for each in out)


def _refusals(steps: Iterable[Step], state: State, at: Circumstances) -> Iterator[Refusal]:
    """What cannot be done, by what is needed first."""
    by_need: dict[Need, list[str]] = {}
    for step in steps:
        need = missing(step, state, _anybody(at))
        if need is not None:
            by_need.setdefault(need, []).append(COMMANDS[step])
    yield from (Refusal(tuple(commands), need.words, need.rule) for need, commands in by_need.items())


def _facts(state: State) -> Iterator[str]:
    published = state.published
    if published is None:
        return
    yield f"Versie {published.version} van de regels. De sluiting is {moment_text(published.closes)}."
    there = [bid for bid in state.bids.values() if bid.replaced_by is None]
    replaced = len(state.bids) - len(there)
    late = sum(bid.late for bid in there)
    if state.bids:
        parts = [number_of(len(there), "inschrijving", "inschrijvingen")]
        parts += [f"{late} te laat"] if late else []
        parts += [f"{replaced} vervangen door een nieuwere"] if replaced else []
        yield f"Ontvangen: {', '.join(parts)}."
    else:
        yield "Er is nog geen inschrijving ontvangen."
    if state.assessors:
        given = len(state.complete)
        yield f"Werkbladen van beoordelaars: {given} van {len(state.assessors)} ingeleverd."
    if state.custodians:
        yield _vault(state)


def _vault(state: State) -> str:
    """How far the vault is, and as long as it is shut whose keys open it."""
    if state.prices:
        opened = len({file.number for each in state.prices for file in each.files})
        shut = len({number for each in state.prices for number in each.shut})
        told = f"De prijzen van {number_of(opened, 'inschrijving', 'inschrijvingen')} zijn open"
        if shut:
            told += f", die van {number_of(shut, 'inschrijving', 'inschrijvingen')} blijven dicht"
        return f"{told}."
    sealed = sum(bid.replaced_by is None and bool(bid.received.sealed) for bid in state.bids.values())
    there = f"bestanden van {number_of(sealed, 'inschrijving', 'inschrijvingen')}" if sealed else "nog niets"
    keys = " en ".join(whose_key(state.custodians, layer) for layer in LAYERS)
    return f"In de kluis: {there}. De kluis gaat open met {keys}."


def _waiting(state: State, at: Circumstances, faults: int) -> Iterator[str]:
    if faults:
        yield "op een kader zonder fouten"
    if state.stage is Stage.PUBLISHED and state.published is not None and at.now <= state.published.closes:
        yield f"op de sluiting, {moment_text(state.published.closes)}"
    for number, bid in sorted(state.bids.items()):
        if bid.waits and state.opened is not None:
            why = "kwam te laat" if bid.late else "is geen formulier"
            yield f"een besluit over nummer {number}, {bid.received.tenderer}: {why}"
        if bid.until is not None:
            yield f"het antwoord van {_until(bid, bid.until, at)}"
    yield from _explanations(state, at)
    for number, objection in sorted(state.objections.items()):
        name = state.bids[number].received.tenderer
        yield f"de afhandeling van het {objection.way} van nummer {number}, {name}"
    if state.decided is not None and state.final is None and at.now.date() <= state.decided.last_day:
        yield f"het einde van de opschortende termijn: {day_text(state.decided.last_day)} is de laatste dag"
    late = [each.assessor for each in state.assessors if each.stamp not in state.handed_in]
    if late and state.panel is None:
        yield f"het werkblad van {listing(late)}"
    if state.panel is not None and state.panel.stamp not in state.handed_in:
        yield "het werkblad van het panel"


def _explanations(state: State, at: Circumstances) -> Iterator[str]:
    """Who was asked to explain a price; after the term until a person decided about that price."""
    for bid in state.explaining if state.decided is None else ():
        until = bid.price_until
        asked = {
            code
            for each in bid.price_unheard
            for one in each.prices
            for code in (one.criterion, one.question)
        }
        decided = any(each.number == bid.number and each.subject in asked for each in state.decisions)
        if until is not None and (at.now <= until or not decided):
            yield f"de uitleg over de prijs van {_until(bid, until, at)}"


def _until(bid: Bid, until: datetime, at: Circumstances) -> str:
    """Who is waited for and until when."""
    ended = "" if at.now <= until else ". Die termijn is voorbij: besluit wat dat betekent"
    return f"nummer {bid.number}, {bid.received.tenderer}, tot {moment_text(until)}{ended}"


def _remarks(state: State, torn: bool) -> Iterator[str]:
    if torn:
        yield (
            "De laatste keer brak het schrijven af. Wat toen nog niet bevestigd was, telt niet. Bij de "
            "volgende stap wordt het apart gezet; u hoeft niets te doen."
        )
    yield from clock_words(state)
