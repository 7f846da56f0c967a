"""Every sentence of a report with what it has to be: a module a chapter."""

from . import all_lots, coverage, firmness, page_one, people, providers, rules, stands_out

__all__ = ["all_lots", "coverage", "firmness", "page_one", "people", "providers", "rules", "stands_out"]
