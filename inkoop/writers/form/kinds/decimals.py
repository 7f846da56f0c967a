"""A number with decimals."""

from __future__ import annotations

from inkoop.writers.form.kinds.number import Number


class Decimals(Number):
    """The cell of a number with decimals."""
