"""What every paper of a tender's folder says about how prices were kept."""

from __future__ import annotations

from inkoop.domain.evaluation import PriceCustody
from inkoop.rules.dutch_format import listing, moment_text
from inkoop.views.words.wording import plain, sentence


def vault_words(custody: PriceCustody | None) -> str:
    """Whether prices lay in a vault, and who opened it when; or why not. Empty where no price counts."""
    if custody is None:
        return ""
    if custody.opened is not None:
        return (
            f"De prijzen lagen verzegeld in een kluis tot {moment_text(custody.opened)}. Toen stond de "
            f"kwaliteit vast, en ging hij open met de sleutels van {listing(map(plain, custody.keys))}."
        )
    if custody.why_none:
        return f"De prijzen lagen niet in een kluis. Reden: {sentence(custody.why_none)}"
    return "De prijzen lagen niet in een kluis. Waarom niet, staat niet in het dossier."
