"""Two versions of a kader beside each other: what differs, and what was handed in that still counts."""
