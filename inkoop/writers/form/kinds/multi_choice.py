"""Several choices: a mark in a cell of its own for each."""

from __future__ import annotations

from inkoop.writers.form.kinds.base import FormKind


class MultiChoice(FormKind):
    """Each choice has its own cell, so the formulas stand with the marks."""

    read_style = 'read|[=1]0" kruisje";0" kruisjes"'
