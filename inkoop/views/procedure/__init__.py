"""What is said about where a tender stands."""
