"""A tender's folder read back: its record, and whether its files are what the record says."""
