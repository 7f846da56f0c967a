"""What people decided, in words."""

from __future__ import annotations

from inkoop.domain.evaluation import Score, Settled
from inkoop.domain.submission import Decision
from inkoop.views.words.wording import plain, sentence


def decision_text(made: Decision) -> str:
    """The decision, by whom, and why: voldoet, door Team Inkoop. De herstelde versie is op tijd."""
    where = f" in perceel {made.lot}" if made.lot else ""
    by = f", door {plain(made.by)}" if made.by else ""
    return f"{plain(made.words)}{where}{by}. {sentence(made.motivation)}"


def settled_text(found: Settled) -> str:
    """Why there is nothing left to decide about a finding."""
    if found.finding.code == "EIS-01":
        return "De eis beslist zelf. Hierover hoeft niemand te besluiten."
    if found.decision is None:
        return "Hierover hoeft niemand meer te besluiten."
    return f"Besloten: {decision_text(found.decision)}"


def supplied_note(score: Score) -> str:
    """Which of the answers that a score rests on were read by people; empty when none was."""
    return " ".join(supplied_text(answer.supplied) for answer in score.answers if answer.supplied)


def supplied_text(made: Decision) -> str:
    """That people read an answer, and why."""
    by = f" door {plain(made.by)}" if made.by else ""
    return f"Het antwoord is gelezen{by} als {plain(made.given)}: {sentence(made.motivation)}"
