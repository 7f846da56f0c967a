"""Measures how fast inkoop is, always beside a rival in the same run. Run it with `make bench`."""
