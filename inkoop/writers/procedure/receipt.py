"""Writes the receipt for a provider as one HTML page that needs nothing else."""

from __future__ import annotations

from inkoop.views.procedure.receipt import ReceiptPage
from inkoop.writers.report import render_page


def render_receipt(page: ReceiptPage) -> str:
    """The receipt; nothing that a provider typed is left unescaped."""
    return render_page("bewijs.html.j2", ("bewijs.css",), bewijs=page)
