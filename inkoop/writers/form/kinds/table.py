"""A table: each column has cells of its own kind."""

from __future__ import annotations

from inkoop.writers.form.kinds.base import FormKind


class Table(FormKind):
    """The rows stand on a sheet of their own, with the formulas of their columns."""

    read_style = 'read|[=1]0" rij";0" rijen"'
