"""The report for the council, chapter by chapter."""
