"""From submissions to an outcome: admission, method, ranking, lots, capacity, draws, withdrawal."""
