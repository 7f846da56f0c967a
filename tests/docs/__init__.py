"""The manual is executed: every claim in docs/ and README.md that a program can check is checked here."""
