"""Words for: cijfer van de beoordelaars."""

from __future__ import annotations

from inkoop.domain.rules.assessed import AssessedRule
from inkoop.rules.scoring.kinds.assessed import AssessedReason
from inkoop.rules.scoring.kinds.base import Better
from inkoop.views.words.blocks import RuleWords, Step
from inkoop.views.words.rules.base import Published, Words
from inkoop.views.words.sums import Told, tail
from inkoop.views.words.wording import number_text, percent, sentence


class AssessedWords(Words[AssessedRule, AssessedReason]):
    """Cijfer van de beoordelaars."""

    of = AssessedRule
    title = "Cijfer van de beoordelaars"
    general = (
        "Mensen lezen het antwoord. Zij geven samen één cijfer op een vaste schaal, met een toelichting."
        " Bij elk cijfer hoort een vast deel van de punten."
    )
    repeats_answer = False

    def rule(self, told: Published[AssessedRule]) -> RuleWords:
        """What every grade of the scale gives."""
        scale = told.tender.scales[told.rule.scale]
        steps = tuple(
            Step(f"{number_text(step.grade)} – {step.name}", percent(step.percentage), step.percentage)
            for step in scale.steps
        )
        return RuleWords(f"De beoordelaars geven samen één cijfer op de schaal ‘{scale.title}’:", steps)

    def sentence(self, told: Told[AssessedRule, AssessedReason]) -> str:
        """The grade with why it was given, and what it gives."""
        reason = told.reason
        empty = "Er is geen antwoord. " if reason.empty else ""
        comment = "De toelichting is vertrouwelijk." if told.secret else sentence(reason.comment)
        given = f"De beoordelaars gaven een {number_text(reason.grade)} ({reason.name})"
        given += f": {comment}" if comment else "."
        return f"{empty}{given} {tail(reason.percentage, told)}"

    def better(self, better: Better, told: Told[AssessedRule, AssessedReason]) -> str:
        """The next grade, and when it is given."""
        step = told.tender.scales[told.rule.scale].step(better.grade)
        assert step is not None, "the better grade is one of the scale"
        return f"Het cijfer {number_text(step.grade)} ({step.name}): {sentence(step.description)}"
