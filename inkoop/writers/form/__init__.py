"""The workbook that providers fill in."""

from inkoop.writers.form.book import write_form

__all__ = ["write_form"]
