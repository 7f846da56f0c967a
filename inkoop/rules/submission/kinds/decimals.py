"""Reads a number with decimals."""

from __future__ import annotations

from inkoop.rules.submission.kinds.number import read

__all__ = ["read"]
