"""What the letters say in which providers hear the award decision."""
