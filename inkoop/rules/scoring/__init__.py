"""From an answer or a grade to points: shares, rounding, scorecards."""
