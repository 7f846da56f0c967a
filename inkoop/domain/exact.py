"""Exact numbers that everybody shares."""

from __future__ import annotations

from decimal import Decimal

ZERO = Decimal(0)
