"""Checks on a kader as a whole, on its raw data: every problem in one run."""
