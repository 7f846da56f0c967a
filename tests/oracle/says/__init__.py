"""Every sentence of a report with what it has to be: a module a chapter."""

from . import coverage, firmness, page_one, people, providers, rules, stands_out

__all__ = ["coverage", "firmness", "page_one", "people", "providers", "rules", "stands_out"]
