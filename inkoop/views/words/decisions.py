"""What people decided, in words."""

from __future__ import annotations

from collections.abc import Iterable

from inkoop.domain.evaluation import Score
from inkoop.domain.settled import Alike, Closed, Settled
from inkoop.domain.submission import Decision
from inkoop.rules.dutch_format import listing
from inkoop.views.words.wording import plain, sentence


def decision_text(made: Decision) -> str:
    """The decision, by whom, and why: voldoet, door Team Inkoop. De herstelde versie is op tijd."""
    return f"{decision_words(made)}. {sentence(made.motivation)}"


def decision_words(made: Decision) -> str:
    """The decision and by whom: voldoet in perceel noord, door Team Inkoop."""
    where = (f" (cel {made.cell.name})" if made.cell else "") + (
        f" in perceel {made.lot}" if made.lot else ""
    )
    by = f", door {plain(made.by)}" if made.by else ""
    return f"{plain(made.words)}{where}{by}"


_CLOSED = {
    Closed.DECISIVE: "Hierdoor doet de inschrijving niet mee. De eis beslist zelf, zonder besluit.",
    Closed.OUT: "De inschrijving doet om een andere reden niet mee. Hierover hoeft niemand te besluiten.",
    Closed.IDLE: "Hierover hoeft niemand te besluiten: er hangt niets van af.",
}


def settled_text(found: Settled) -> str:
    """Why there is nothing left to decide about a finding, or where it is still open."""
    made = found.decision
    if found.closed is Closed.ELSEWHERE:
        return f"Hierover is nog niet besloten: zie {found.see} bij dezelfde vraag."
    if made is None:
        return _CLOSED[found.closed]
    if made.submission != found.submission:
        other = dict(found.finding.context).get("andere", "het andere bestand")
        return f"Deze inschrijving telt. Over {plain(other)} is besloten: {decision_text(made)}"
    return f"Besloten: {decision_text(made)}"


def settled_mark(found: Settled) -> str:
    """What stands in the place of how serious a finding is; empty while it is open under another one."""
    if found.closed is Closed.ELSEWHERE:
        return ""
    return "besloten" if found.decision else "afgedaan"


def alike_text(others: Iterable[Alike]) -> str:
    """Who has the same fault, and whether that was decided and how; empty when nobody has."""
    by_state: dict[str, list[str]] = {}
    for other in others:
        name, file = plain(other.name), plain(other.file)
        called = name if file in name else f"{name} ({file})"
        by_state.setdefault(alike_state(other), []).append(called)
    told = "; ".join(f"bij {listing(names)}: {state}" for state, names in by_state.items())
    return f"Hetzelfde staat ook {told}." if told else ""


def alike_state(other: Alike) -> str:
    """What became of the same fault of another, in a few words: voldoet, door Team Inkoop."""
    words = list(dict.fromkeys(map(_became, other.settled)))
    if other.open:
        words.append("verder nog niet besloten" if words else "nog niet besloten")
    return ", en ".join(words)


def _became(found: Settled) -> str:
    if found.decision and found.decision.submission != found.submission:
        return "dit bestand telt"
    if found.decision:
        return decision_words(found.decision)
    return "geen besluit nodig" if found.closed is Closed.IDLE else "de inschrijving doet niet mee"


def supplied_note(score: Score) -> str:
    """Which of the answers that a score rests on were read by people; empty when none was."""
    return " ".join(supplied_text(made) for answer in score.answers for made in answer.supplied)


def supplied_text(made: Decision) -> str:
    """That people read an answer, and why."""
    by = f" door {plain(made.by)}" if made.by else ""
    what = f"Cel {made.cell.name} van vraag {made.subject}" if made.cell else "Het antwoord"
    return f"{what} is gelezen{by} als {plain(made.given)}: {sentence(made.motivation)}"
