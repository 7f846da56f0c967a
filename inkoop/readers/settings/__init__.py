"""Files of the officer: the kader, records of draws, a house style."""
