"""Words for: cijfer van de beoordelaars."""

from __future__ import annotations

from decimal import Decimal

from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing
from inkoop.rules.scoring.kinds.assessed import AssessedReason
from inkoop.rules.scoring.kinds.base import Better
from inkoop.views.words.blocks import RuleWords, Step
from inkoop.views.words.rules.base import Published, Words
from inkoop.views.words.sums import HUNDRED, Told, quotient, tail
from inkoop.views.words.wording import number_text, percent, sentence

_OF_EACH = (
    "Mensen lezen het antwoord. Ieder geeft zelf een cijfer op een vaste schaal, met een toelichting. Bij elk"
    " cijfer hoort een vast deel van de punten. Het gemiddelde van die delen telt."
)


class AssessedWords(Words[AssessedRule, AssessedReason]):
    """Cijfer van de beoordelaars."""

    of = AssessedRule
    title = "Cijfer van de beoordelaars"
    general = (
        "Mensen lezen het antwoord. Zij geven samen één cijfer op een vaste schaal, met een toelichting."
        " Bij elk cijfer hoort een vast deel van de punten."
    )
    repeats_answer = False

    def in_general(self, tender: Tender) -> str:
        """How it works; with the mean of what each gives where the kader counts that."""
        return _OF_EACH if tender.counts_mean else self.general

    def rule(self, told: Published[AssessedRule]) -> RuleWords:
        """What every grade of the scale gives."""
        scale = told.tender.scales[told.rule.scale]
        steps = tuple(
            Step(f"{number_text(step.grade)} – {step.name}", percent(step.percentage), step.percentage)
            for step in scale.steps
        )
        who = "Elke beoordelaar geeft een" if told.tender.counts_mean else "De beoordelaars geven samen één"
        mean = " Het gemiddelde telt" if told.tender.counts_mean else ""
        return RuleWords(f"{who} cijfer op de schaal ‘{scale.title}’{f'.{mean}' if mean else ''}:", steps)

    def sentence(self, told: Told[AssessedRule, AssessedReason]) -> str:
        """The grades with why they were given, and what they give."""
        reason = told.reason
        empty = "Er is geen antwoord. " if reason.empty else ""
        comment = "De toelichting is vertrouwelijk." if told.secret else sentence(reason.comment)
        given = f"De beoordelaars gaven {'' if len(reason.steps) > 1 else 'een '}{grades_text(reason)}"
        given += f": {comment}" if comment else "."
        return f"{empty}{given} {_sum(told)}"

    def better(self, better: Better, told: Told[AssessedRule, AssessedReason]) -> str:
        """The next grade, and when it is given."""
        step = told.tender.scales[told.rule.scale].step(better.grade)
        assert step is not None, "the better grade is one of the scale"
        whose = " van iedereen" if len(told.reason.steps) > 1 else ""
        return f"Het cijfer {number_text(step.grade)}{whose} ({step.name}): {sentence(step.description)}"


def grades_text(reason: AssessedReason) -> str:
    """Every grade that counts, with what the scale calls it: 6 (voldoende)."""
    return listing(f"{number_text(step.grade)} ({step.name})" for step in reason.steps)


def _sum(told: Told[AssessedRule, AssessedReason]) -> str:
    """What the grades give; of more than one the mean of what the scale gives for each."""
    shares = [step.percentage for step in told.reason.steps]
    if len(shares) == 1:
        return tail(shares[0], told)
    work = f"({' + '.join(map(percent, shares))}) : {len(shares)}"
    return f"Gemiddeld: {quotient(sum(shares, Decimal(0)), HUNDRED * len(shares), work, told)}"
