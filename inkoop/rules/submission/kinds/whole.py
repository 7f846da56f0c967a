"""Reads a whole number: a number without digits behind the comma."""

from __future__ import annotations

from inkoop.rules.submission.kinds.number import read

__all__ = ["read"]
