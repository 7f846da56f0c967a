"""The guide that goes out with the form: every published rule in words, chapter by chapter."""
