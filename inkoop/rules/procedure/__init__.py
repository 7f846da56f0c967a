"""What may happen when: one table of steps that every command asks, and the fold that adds a fact."""
