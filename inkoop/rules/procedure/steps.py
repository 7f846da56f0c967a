"""The table of steps: what each needs first, and the rule that asks it. Every command asks this table.

Sources are in docs/ontwerp.md; the law is the Aanbestedingswet 2012 (Aw) and Directive 2014/24/EU.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inkoop.domain.procedure.facts import Sha256
from inkoop.domain.procedure.state import Stage, State


class Step(StrEnum):
    """A step of the procedure; the values are the words that a user types."""

    PUBLISH = "publiceer"
    AMEND = "publiceer --wijziging"
    RECEIVE = "ontvang"
    OPEN = "open"
    ADMIT = "meedoen"
    DECIDE = "besluit"
    ASK = "vraag"
    MEND = "herstel"
    ASSESS = "beoordelaars"
    STEP_BACK = "beoordelaars --terug"
    HAND_IN = "lever-in"
    AGREE = "overleg"
    LOCK = "kwaliteit-vast"
    PRICES = "prijzen-open"
    ASK_PRICE = "vraagbrief"
    EXPLAIN_PRICE = "vraagbrief --antwoord"
    DECIDE_PRICE = "besluit over een prijs"
    LOOK = "beoordeel"
    OUTCOME = "rapport"
    DRAW = "loting"
    WITHDRAW = "terugtrekken"
    CHOOSE = "voorkeur"
    LETTERS = "brieven"
    OBJECT = "bezwaar"
    END_OBJECTION = "bezwaar --einde"
    FINAL = "gun"
    ANNOUNCE = "aankondiging"
    ARCHIVE = "archief"


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a step looks at that follows from files: only for a step to take, never for one in a record."""

    open_points: int = 0
    """How many requirements and unreadable answers a person still has to decide."""
    people_grade: bool = False
    """Whether there is an answer that people grade."""
    draws: int = 0
    """How many ties still have to be drawn."""
    choices: int = 0
    """How many tenderers still have to choose among lots."""
    outcome: Sha256 = ""
    """The SHA-256 of the outcome; empty where nobody asked."""
    report_wrong: str = ""
    """Why the report does not show this outcome; empty where it does."""


NOTHING_RECKONED = Reckoned()


READING = frozenset({Step.LOOK, Step.OUTCOME, Step.ANNOUNCE, Step.ARCHIVE})
"""What writes nothing down: it can be asked at any moment, whatever the clock says."""
ONCE = frozenset({Step.OPEN, Step.LOCK, Step.PRICES, Step.END_OBJECTION, Step.FINAL})
"""What happens once in a tender: given again by the same people it is the same, until something follows."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a step looks at beside the facts before it: the clock, who does it, and what was reckoned."""

    now: datetime
    people: tuple[str, ...] = ()
    reckoned: Reckoned = NOTHING_RECKONED


LOCKING = "inkoop kwaliteit-vast --door A --door B"
OPENING_PRICES = "inkoop prijzen-open --door A --door B --sleutel A.age --sleutel B.age"
Holds = Callable[[State, Circumstances], bool]


@dataclass(frozen=True, slots=True)
class Need:
    """Something that has to be so before a step."""

    holds: Holds
    words: str
    """What is needed first, as the end of a sentence that begins with: Dat kan nog niet."""
    rule: str
    """Which rule asks it."""
    reckoned: bool = False
    """It depends on more than facts, so that it cannot be held against a record afterwards."""


_PUBLISHED = Need(
    lambda state, _: state.stage >= Stage.PUBLISHED,
    "Publiceer eerst de regels: inkoop publiceer.",
    "Een regel die niet gepubliceerd is, mag niet meetellen (Lianakis, C-532/06).",
)
_NOT_PUBLISHED = Need(
    lambda state, _: state.stage == Stage.DRAFT,
    "De regels zijn al gepubliceerd. Veranderen kan met inkoop publiceer --wijziging REDEN.",
    "Wie zich op de eerste versie verliet, moet van elke wijziging horen (transparantie, art. 1.9 Aw).",
)
_BEFORE_CLOSING = Need(
    lambda state, at: state.published is not None and at.now <= state.published.closes,
    "De sluiting is voorbij. De regels kunnen niet meer veranderen.",
    "Na de sluiting veranderen de regels niet meer (gelijke behandeling, art. 1.8 Aw).",
)
_AFTER_CLOSING = Need(
    lambda state, at: state.published is not None and at.now > state.published.closes,
    "De sluiting is nog niet geweest.",
    "Inschrijvingen worden pas na de sluiting geopend (art. 22 lid 3 Richtlijn 2014/24/EU).",
)
_TWO_PEOPLE = Need(
    lambda _, at: len({name.casefold() for name in at.people}) >= 2,
    "Noem twee verschillende mensen: --door A --door B.",
    "Openen en vastleggen doen twee mensen samen, zodat niemand het alleen kan (vier ogen).",
)
_SOMEONE = Need(
    lambda _, at: bool(at.people),
    "Zeg wie dit besluit: --door NAAM.",
    "Het proces-verbaal noemt wie besloot (art. 84 Richtlijn 2014/24/EU).",
)
_OPENED = Need(
    lambda state, _: state.opened is not None,
    "Open eerst de inschrijvingen: inkoop open --door A --door B.",
    "Wat erin staat is vóór de opening van niemand (art. 22 lid 3 Richtlijn 2014/24/EU).",
)
_NOT_OPENED = Need(
    lambda state, _: state.opened is None,
    "De inschrijvingen zijn al geopend.",
    "Wie weet wat er is ingeleverd, verandert de regels niet meer (gelijke behandeling, art. 1.8 Aw).",
)
_NOT_LOCKED = Need(
    lambda state, _: state.locked is None,
    "De kwaliteit is vastgesteld. Daarna verandert er geen cijfer meer, en geen besluit over de kwaliteit.",
    "Wie de prijzen kent, beoordeelt geen kwaliteit meer (gelijke behandeling, art. 1.8 Aw).",
)
_NOBODY_WAITS = Need(
    lambda state, _: not any(bid.waits for bid in state.bids.values()),
    "Besluit eerst over elke inschrijving die te laat kwam of geen formulier is: inkoop meedoen NUMMER.",
    "Een mens besluit over wat te laat is; het programma sluit niemand uit.",
)
_NOBODY_ASSESSES = Need(
    lambda state, _: not state.handed_out,
    "De beoordelaars hebben hun werkblad al. Vragen en herstellen doet u daarvoor.",
    "Iedereen wordt beoordeeld op dezelfde inschrijving; wie al beoordeeld wordt, verandert niets meer.",
)
_SOMEBODY_ASKED = Need(
    lambda state, _: any(bid.asked for bid in state.bids.values()),
    "Vraag eerst wat er hersteld mag worden: inkoop vraag NUMMER --door NAAM.",
    "Herstel mag alleen waar iedereen met dezelfde fout het ook mag (gelijke behandeling, art. 1.8 Aw).",
)
_ANSWERED = Need(
    lambda state, at: not any(bid.until is not None and at.now <= bid.until for bid in state.bids.values()),
    "Wacht op de antwoorden, of op het eind van de termijn. inkoop zegt op wie en tot wanneer.",
    "Wie iets mag herstellen, krijgt daar de hele termijn voor (gelijke behandeling, art. 1.8 Aw).",
)
_REQUIREMENTS_DECIDED = Need(
    lambda _, at: at.reckoned.open_points == 0,
    "Besluit eerst over elk open punt. inkoop beoordeel toont ze, en inkoop besluit legt uw besluit vast.",
    "Eerst staat vast wie meedoet; dan pas wordt er beoordeeld (art. 2.113 Aw).",
    reckoned=True,
)
_HANDED_OUT = Need(
    lambda state, _: bool(state.assessors),
    "Maak eerst de werkbladen voor de beoordelaars: inkoop beoordelaars.",
    "Alleen een werkblad dat is uitgegeven, komt terug.",
)
_ALL_IN = Need(
    lambda state, _: (
        bool(state.assessors) and {each.stamp for each in state.assessors} <= state.handed_in.keys()
    ),
    "Nog niet elke beoordelaar leverde een werkblad in: inkoop lever-in BESTAND.",
    "Elk beoordeelt eerst alleen; met één te weinig is er geen oordeel van het panel.",
)
_PANEL_IN = Need(
    lambda state, _: state.panel is not None and state.panel.stamp in state.handed_in,
    "Het werkblad van het panel is nog niet ingeleverd: inkoop overleg, en daarna inkoop lever-in BESTAND.",
    "Wat het panel samen vond, staat vast vóór de prijzen opengaan.",
)
_NO_PANEL_YET = Need(
    lambda state, _: state.panel is None,
    "Het panel is al bezig met overleg. Een beoordelaar kan daarna niets meer veranderen.",
    "Wie het oordeel van anderen kent, beoordeelt niet meer alleen.",
)
_GRADES_FIXED = Need(
    lambda state, at: state.locked is not None or not at.reckoned.people_grade,
    f"Stel eerst de kwaliteit vast: {LOCKING}.",
    "Zolang een cijfer kan veranderen, verandert de rangorde nog (gelijke behandeling, art. 1.8 Aw).",
    reckoned=True,
)
_VAULT = Need(
    lambda state, _: bool(state.custodians),
    "Deze aanbesteding heeft geen kluis. Er is niets te openen.",
    "Alleen prijzen die verzegeld zijn ontvangen, gaan later open.",
)
_STILL_SHUT = Need(
    lambda state, _: state.prices_shut,
    "De prijzen zijn al open.",
    "De kluis gaat één keer open, voor iedereen tegelijk (gelijke behandeling, art. 1.8 Aw).",
)
_PRICES_OPEN = Need(
    lambda state, _: not state.prices_shut,
    f"De prijzen liggen nog in de kluis. Open ze eerst: {OPENING_PRICES}.",
    "Een prijs is van niemand zolang een cijfer nog kan veranderen (gelijke behandeling, art. 1.8 Aw).",
)
_PRICE_AT_HAND = Need(
    lambda state, _: bool(state.custodians) and not state.prices_shut,
    f"Over een prijs besluit u als hij open is: {OPENING_PRICES}.",
    "Wie de prijzen kent, besluit niets meer over kwaliteit (gelijke behandeling, art. 1.8 Aw).",
)
_PRICE_ASKED = Need(
    lambda state, _: any(bid.price_asked for bid in state.bids.values()),
    "Vraag eerst uitleg over de prijs: inkoop vraagbrief --door NAAM.",
    "Wat een aanbieder uitlegt, hoort bij een vraag die hem gesteld is (art. 2.116 Aw).",
)
_PRICES_HEARD = Need(
    lambda state, at: not any(bid.price_until and at.now <= bid.price_until for bid in state.explaining),
    "Wacht op de uitleg over een prijs, of op het eind van de termijn. inkoop zegt op wie en tot wanneer.",
    "Wie om zijn prijs afgewezen kan worden, wordt eerst gehoord (art. 2.116 Aw).",
)
_POINTS_DECIDED = Need(
    lambda _, at: at.reckoned.open_points == 0,
    "Besluit eerst over elk open punt. inkoop beoordeel toont ze.",
    "Een beslissing noemt alle redenen die er zijn (art. 2.130 Aw).",
    reckoned=True,
)
_NOTHING_DRAWN_LEFT = Need(
    lambda _, at: at.reckoned.draws == 0,
    "Loot eerst waar aanbieders gelijk staan: inkoop loting.",
    "Wie een contract krijgt, staat vast voordat iemand het hoort (art. 2.130 Aw).",
    reckoned=True,
)
_NOTHING_CHOSEN_LEFT = Need(
    lambda _, at: at.reckoned.choices == 0,
    "Vraag eerst wie te veel percelen krijgt wat hij kiest: inkoop voorkeur.",
    "Wie een contract krijgt, staat vast voordat iemand het hoort (art. 2.130 Aw).",
    reckoned=True,
)
_NOT_SENT = Need(
    lambda state, at: state.decided is None or state.decided.outcome != at.reckoned.outcome,
    "Deze beslissing is al verzonden.",
    "Nieuwe brieven horen bij een nieuwe beslissing (art. 2.127 Aw).",
    reckoned=True,
)
_NOT_FINAL = Need(
    lambda state, _: state.final is None,
    "De gunning is definitief.",
    "Met het contract houdt de procedure op.",
)
_NO_DECISION = Need(
    lambda state, _: state.decided is None and state.final is None,
    "De beslissing is verzonden. Veranderen kan pas weer als een bezwaar gegrond is: inkoop bezwaar.",
    "Wat aanbieders hoorden, geldt (gelijke behandeling, art. 1.8 Aw).",
)
_DECIDED = Need(
    lambda state, _: state.decided is not None,
    "Er is geen beslissing die geldt: inkoop brieven --verzonden DATUM.",
    "De termijn begint met de brieven (art. 2.127 Aw).",
)
_TERM_OVER = Need(
    lambda state, at: state.decided is not None and at.now.date() > state.decided.last_day,
    "De opschortende termijn is nog niet voorbij.",
    "Tot en met de laatste dag sluit u geen contract (art. 2.127 Aw).",
)
_NO_OBJECTION = Need(
    lambda state, _: not state.objections,
    "Handel eerst elk bezwaar af: inkoop bezwaar NUMMER --einde gegrond, ongegrond of ingetrokken.",
    "Zolang de rechter niet besliste, sluit u geen contract (art. 2.131 Aw).",
)
_AS_TOLD = Need(
    lambda state, at: state.decided is not None and state.decided.outcome == at.reckoned.outcome,
    "De uitkomst is een andere dan in de brieven. Verstuur eerst nieuwe: inkoop brieven --verzonden DATUM.",
    "Gegund wordt wat aanbieders hoorden (art. 2.130 Aw).",
    reckoned=True,
)
_REPORT_VERIFIES = Need(
    lambda _, at: not at.reckoned.report_wrong,
    "Maak eerst een rapport van deze uitkomst dat klopt: inkoop rapport. Zie ook: inkoop verifieer.",
    "Wat een aanbieder hoort, is wat iedereen kan narekenen (transparantie, art. 1.9 Aw).",
    reckoned=True,
)

NEEDS: Mapping[Step, tuple[Need, ...]] = {
    Step.PUBLISH: (_NOT_PUBLISHED,),
    Step.AMEND: (_PUBLISHED, _BEFORE_CLOSING, _NOT_OPENED),
    Step.RECEIVE: (_PUBLISHED, _NOT_LOCKED),
    Step.OPEN: (_PUBLISHED, _NOT_OPENED, _AFTER_CLOSING, _TWO_PEOPLE),
    Step.ADMIT: (_OPENED, _NOT_LOCKED, _NO_DECISION, _SOMEONE),
    Step.DECIDE: (_OPENED, _NOT_LOCKED, _NO_DECISION, _SOMEONE),
    Step.ASK: (_OPENED, _NOT_LOCKED, _NOBODY_ASSESSES, _NO_DECISION, _SOMEONE),
    Step.MEND: (_OPENED, _NOT_LOCKED, _NOBODY_ASSESSES, _NO_DECISION, _SOMEBODY_ASKED, _SOMEONE),
    Step.ASSESS: (_OPENED, _NOT_LOCKED, _NOBODY_WAITS, _ANSWERED, _REQUIREMENTS_DECIDED, _NO_PANEL_YET),
    Step.STEP_BACK: (_OPENED, _NOT_LOCKED, _HANDED_OUT, _NO_PANEL_YET, _SOMEONE),
    Step.HAND_IN: (_OPENED, _NOT_LOCKED, _HANDED_OUT),
    Step.AGREE: (_OPENED, _NOT_LOCKED, _HANDED_OUT, _ALL_IN),
    Step.LOCK: (_OPENED, _NOT_LOCKED, _HANDED_OUT, _PANEL_IN, _TWO_PEOPLE),
    Step.PRICES: (_VAULT, _OPENED, _NOBODY_WAITS, _GRADES_FIXED, _POINTS_DECIDED, _STILL_SHUT, _TWO_PEOPLE),
    Step.ASK_PRICE: (_OPENED, _PRICES_OPEN, _NO_DECISION, _SOMEONE),
    Step.EXPLAIN_PRICE: (_OPENED, _PRICES_OPEN, _NO_DECISION, _PRICE_ASKED, _SOMEONE),
    Step.DECIDE_PRICE: (_OPENED, _VAULT, _PRICE_AT_HAND, _NO_DECISION, _SOMEONE),
    Step.LOOK: (_OPENED,),
    Step.OUTCOME: (_OPENED, _PRICES_OPEN),
    Step.DRAW: (_OPENED, _GRADES_FIXED, _PRICES_OPEN),
    Step.WITHDRAW: (_OPENED, _SOMEONE),
    Step.CHOOSE: (_OPENED, _GRADES_FIXED, _PRICES_OPEN, _SOMEONE),
    Step.LETTERS: (
        _OPENED,
        _NOBODY_WAITS,
        _GRADES_FIXED,
        _PRICES_OPEN,
        _PRICES_HEARD,
        _POINTS_DECIDED,
        _NOTHING_DRAWN_LEFT,
        _NOTHING_CHOSEN_LEFT,
        _NOT_FINAL,
        _NOT_SENT,
        _REPORT_VERIFIES,
    ),
    Step.OBJECT: (_DECIDED, _NOT_FINAL, _SOMEONE),
    Step.END_OBJECTION: (_DECIDED, _NOT_FINAL, _SOMEONE),
    Step.ANNOUNCE: (_DECIDED,),
    Step.ARCHIVE: (_PUBLISHED,),
    Step.FINAL: (_DECIDED, _NOT_FINAL, _TERM_OVER, _NO_OBJECTION, _SOMEONE, _AS_TOLD),
}
"""What each step needs, in the order in which it is asked: the first that is missing is told."""


def missing(step: Step, state: State, at: Circumstances) -> Need | None:
    """The first thing that a step needs and that is not so; None where the step may be taken."""
    return next((need for need in NEEDS[step] if not need.holds(state, at)), None)


def broken(step: Step, state: State, at: Circumstances) -> Need | None:
    """The same for a step that was taken, as far as facts alone can tell."""
    return next((n for n in NEEDS[step] if not n.reckoned and not n.holds(state, at)), None)
