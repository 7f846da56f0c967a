"""What an award would mean, and how firm it is."""
