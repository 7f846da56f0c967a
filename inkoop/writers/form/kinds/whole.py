"""A whole number."""

from __future__ import annotations

from inkoop.writers.form.kinds.number import Number


class Whole(Number):
    """The cell of a whole number."""
