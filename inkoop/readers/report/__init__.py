"""A report read back: the PDF and what it encloses."""
