"""An amount: a number with the sign of the euro."""

from __future__ import annotations

from typing import Any

from inkoop.writers.form.kinds.number import Number


class Money(Number):
    """The cell of an amount in euro."""

    def number_format(self, asked: Any) -> str:
        return '"€" ' + super().number_format(asked)
