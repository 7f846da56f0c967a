"""Sentences and blocks that several documents and screens share."""
