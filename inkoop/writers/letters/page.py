"""A letter as one HTML page that needs nothing else, from which its PDF is made."""

from __future__ import annotations

from inkoop.domain.letters import unknown_letters
from inkoop.views.letters.minutes import Minutes
from inkoop.views.letters.model import Block, Heading, Letter, Para, Points
from inkoop.writers.report import render_page


def render_letter(letter: Letter | Minutes) -> str:
    """A letter or the proces-verbaal as a page; nothing that a provider typed is left unescaped."""
    lacking = unknown_letters(str(letter))
    return render_page("brief.html.j2", ("brief.css",), brief=letter, soort=_kind, vreemd=bool(lacking))


def _kind(block: Block) -> str:
    """What a template has to know of a block."""
    if isinstance(block, Heading):
        return f"kop{block.level}"
    if isinstance(block, Para):
        return "alinea"
    return "lijst" if isinstance(block, Points) else "tabel"
