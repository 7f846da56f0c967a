"""Pure functions: checks, scores, ranking, award. No input or output, no clock."""
