"""Writes the letters in which providers hear the award decision."""
